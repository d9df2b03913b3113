//! The reader: reports in, claims out. One per thread.

use crate::claim::{Builder, Said, Trigger, explain, find_triggers};
use crate::knowledge::Knowledge;
use crate::parse::{Names, Parse, Types, remains};
use hudna_claims::Claim;
use jiff::civil::Date;
use rustc_hash::FxHashSet;
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

/// Words of a text that name a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName<'k> {
    /// Where they stand, in bytes: without joined prefixes, titles and offices.
    pub at: Range<usize>,
    /// The person's id in the knowledge, where it is known.
    pub id: Option<&'k str>,
}

/// The names in a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NamesIn<'k> {
    /// Those of persons, in the order of the text; none overlaps another.
    pub persons: Vec<PersonName<'k>>,
    /// Those of places and of actors of the knowledge that are no persons.
    pub others: Vec<Range<usize>>,
}

/// Reads reports with one compiled knowledge; keeps what it learns of word types from report to report.
pub struct Reader<'k> {
    pub(crate) knowledge: &'k Knowledge,
    pub(crate) types: Types<'k>,
    pub(crate) lines: Vec<Parse>,
    /// Byte ranges of the lines in use.
    pub(crate) spans: Vec<(usize, usize)>,
    /// What the lines said.
    said: Said,
}

impl<'k> Reader<'k> {
    /// A reader for one thread.
    pub fn new(knowledge: &'k Knowledge) -> Self {
        Reader {
            knowledge,
            types: Types::new(knowledge),
            lines: Vec::new(),
            spans: Vec::new(),
            said: Said::nothing(knowledge),
        }
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

    fn build<'r>(&'r mut self, report: &'r Report<'r>, features: bool) -> Builder<'r> {
        let (types, lines) = (&self.types, &self.lines[..self.spans.len()]);
        let triggers: Vec<Vec<Trigger>> =
            lines.iter().map(|line| find_triggers(self.knowledge, types, line, &mut self.said)).collect();
        let mut builder = Builder::new(self.knowledge, types, report, lines);
        // Claims are too large to be moved again and again.
        builder.claims.reserve_exact(triggers.iter().map(Vec::len).sum());
        if features {
            builder = builder.with_features();
        }
        for (number, (&(start, end), triggers)) in self.spans.iter().zip(&triggers).enumerate() {
            builder.line(number, start, end, triggers);
        }
        builder
    }

    /// The names in a text. They are looked for to be taken out: rather one too many than one too few. Where a person is named in full,
    /// words of the name that the lexicon does not have name that person elsewhere in the text too.
    pub fn names(&mut self, text: &str) -> NamesIn<'k> {
        let mut lines: Vec<Names> = Vec::new();
        let (mut parse, mut start) = (Parse::default(), 0);
        for line in text.split_inclusive(['\n', '\r']) {
            lines.push(parse.names(self.knowledge, &mut self.types, text, start, start + line.trim_end().len()));
            start += line.len();
        }
        let word = |at: Range<usize>| hudna_arabic::fold::fold(text.get(at).unwrap_or_default());
        let called = || lines.iter().flat_map(|line| &line.called);
        let parts: FxHashSet<String> = called()
            .filter(|name| name.actor.is_none())
            .flat_map(|name| word(name.start..name.end).split_whitespace().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        let mut persons: Vec<PersonName<'k>> = Vec::new();
        let mut others = Vec::new();
        for line in &lines {
            let again = line.perhaps.iter().filter(|(start, end)| parts.contains(&word(*start..*end)));
            let known = |actor: u32| self.knowledge.actors.get(actor as usize).map(|actor| actor.id.as_str());
            persons.extend(line.called.iter().map(|c| PersonName { at: c.start..c.end, id: c.actor.and_then(known) }));
            persons.extend(again.map(|(start, end)| PersonName { at: *start..*end, id: None }));
            others.extend(line.others.iter().map(|(start, end)| *start..*end));
        }
        persons.sort_by_key(|name| (name.at.start, std::cmp::Reverse(name.at.end)));
        let mut end = 0;
        persons.retain(|name| {
            name.at.start >= end && {
                end = name.at.end;
                true
            }
        });
        NamesIn { persons, others }
    }

    /// What the reader saw in line `number` (from 0, counted from the first line of the body), in words.
    /// `None` where the report has no such line.
    pub fn explain(&mut self, report: &Report<'_>, number: usize) -> Option<String> {
        self.parse(report);
        let lines = &self.lines[..self.spans.len()];
        (number < lines.len()).then(|| explain(self.knowledge, &self.types, report, lines, number))
    }

    /// Parses all lines, one step for all of them after the other: the code of a step is long, and so comes from memory once a
    /// report and not once a line.
    pub(crate) fn parse(&mut self, report: &Report<'_>) {
        self.tokenize(report);
        let (knowledge, types, lines) = (self.knowledge, &self.types, &mut self.lines[..self.spans.len()]);
        remains(knowledge, types, report.text, lines);
        let published = report.published.map(|d| d.at(12, 0, 0, 0));
        lines.iter_mut().for_each(|line| line.chunk(knowledge, types, report.text, published));
        lines.iter_mut().for_each(|line| line.group(knowledge, types));
    }

    /// Finds the lines and their tokens.
    fn tokenize(&mut self, report: &Report<'_>) {
        self.spans.clear();
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
            self.lines[number].tokenize(&mut self.types, report.text, start, start + trimmed);
            self.spans.push((start, start + trimmed));
            start = stop + if bytes[stop..].starts_with(b"\r\n") { 2 } else { 1 };
        }
    }
}
