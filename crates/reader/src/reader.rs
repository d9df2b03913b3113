//! The reader: reports in, claims out. One per thread.

use crate::claim::{Builder, explain, find_triggers};
use crate::knowledge::Knowledge;
use crate::parse::{Parse, Types};
use hudna_claims::Claim;
use jiff::civil::Date;
use std::ops::Range;

/// A report to read.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// The file as named, or the report's id.
    pub doc: &'a str,
    /// The whole text; offsets of claims point into it.
    pub text: &'a str,
    /// Bytes of `text` that are read (after a front matter block).
    pub body: Range<usize>,
    /// Day of publication: times are resolved against it.
    pub published: Option<Date>,
    /// Name of the outlet.
    pub source: Option<&'a str>,
}

impl<'a> Report<'a> {
    /// A report without metadata.
    pub fn plain(doc: &'a str, text: &'a str) -> Self {
        Report { doc, text, body: 0..text.len(), published: None, source: None }
    }
}

/// Reads reports with one compiled knowledge; keeps what it learns of word types from report to report.
pub struct Reader<'k> {
    pub(crate) knowledge: &'k Knowledge,
    pub(crate) types: Types<'k>,
    pub(crate) lines: Vec<Parse>,
    /// Byte ranges of the lines in use.
    pub(crate) spans: Vec<(usize, usize)>,
}

impl<'k> Reader<'k> {
    /// A reader for one thread.
    pub fn new(knowledge: &'k Knowledge) -> Self {
        Reader { knowledge, types: Types::new(knowledge), lines: Vec::new(), spans: Vec::new() }
    }

    /// The claims of a report, in the order of the text.
    pub fn read(&mut self, report: &Report<'_>) -> Vec<Claim> {
        self.parse(report);
        self.build(report, false).finish()
    }

    /// All claims of a report, those left out as mere references too, each with the features that the salience model
    /// weighs (none where it does not weigh): what the model is trained on.
    pub fn features(&mut self, report: &Report<'_>) -> Vec<(Claim, Vec<String>)> {
        self.parse(report);
        self.build(report, true).finish_with_features()
    }

    fn build<'r>(&'r self, report: &'r Report<'r>, features: bool) -> Builder<'r> {
        let mut builder = Builder::new(self.knowledge, &self.types, report, &self.lines[..self.spans.len()]);
        if features {
            builder = builder.with_features();
        }
        for (number, &(start, end)) in self.spans.iter().enumerate() {
            let triggers = find_triggers(self.knowledge, &self.types, &self.lines[number]);
            builder.line(number, start, end, &triggers);
        }
        builder
    }

    /// What the reader saw in line `number` (from 0, counted from the first line of the body), in words.
    /// `None` where the report has no such line.
    pub fn explain(&mut self, report: &Report<'_>, number: usize) -> Option<String> {
        self.parse(report);
        let lines = &self.lines[..self.spans.len()];
        (number < lines.len()).then(|| explain(self.knowledge, &self.types, report, lines, number))
    }

    /// Parses all lines.
    pub(crate) fn parse(&mut self, report: &Report<'_>) {
        self.spans.clear();
        let published = report.published.map(|d| d.at(12, 0, 0, 0));
        let mut start = report.body.start.min(report.text.len());
        let end = report.body.end.min(report.text.len());
        while start < end {
            let bytes = &report.text.as_bytes()[..end];
            let stop = memchr::memchr2(b'\n', b'\r', &bytes[start..]).map_or(end, |n| start + n);
            let trimmed = report.text[start..stop].trim_end().len();
            let number = self.spans.len();
            if self.lines.len() <= number {
                self.lines.push(Parse::default());
            }
            self.lines[number].line(self.knowledge, &mut self.types, report.text, start, start + trimmed, published);
            self.spans.push((start, start + trimmed));
            start = stop + if bytes[stop..].starts_with(b"\r\n") { 2 } else { 1 };
        }
    }
}
