//! The reader as cases use it: intake's reports in, claims out, and what is to be entered of them.

use crate::error::BookError;
use crate::prepare::Prepared;
use hudna_casefile::Sha256;
use hudna_claims::Claim;
use hudna_intake::Intake;
use hudna_ledger::Day;
use hudna_reader::{Knowledge, KnowledgeFile, Reader, Report};
use jiff::Timestamp;
use jiff::civil::Date;

/// What is assumed of reports that do not say it themselves.
#[derive(Debug, Clone, Default)]
pub struct Defaults {
    /// Day of publication.
    pub published: Option<Date>,
    /// Name of the outlet.
    pub source: Option<String>,
}

/// Reads reports; one per thread.
pub struct Engine<'k> {
    reader: Reader<'k>,
    defaults: Defaults,
}

impl<'k> Engine<'k> {
    /// A reader for one thread.
    pub fn new(knowledge: &'k Knowledge, defaults: Defaults) -> Self {
        Engine { reader: Reader::new(knowledge), defaults }
    }

    /// Fills in what the report does not say itself.
    pub fn complete(&self, report: &mut Intake) {
        report.meta.published = report.meta.published.or(self.defaults.published);
        if report.meta.source.is_none() {
            report.meta.source.clone_from(&self.defaults.source);
        }
    }

    /// The claims with offsets into the decoded text.
    pub fn claims(&mut self, report: &Intake) -> Vec<Claim> {
        self.reader.read(&as_report(report))
    }

    /// The claims with offsets into the original file.
    pub fn read(&mut self, report: &Intake) -> Vec<Claim> {
        let mut claims = self.claims(report);
        report.offsets.map_claims(&report.text, &mut claims);
        claims
    }

    /// What is entered of a report. `reader` names the program that reads it; a report of an archive counts as received at the end
    /// of the day on which it was published.
    ///
    /// # Errors
    /// The report cannot be written as JSON.
    pub fn prepare(&mut self, mut report: Intake, reader: &str, archive: bool) -> Result<Prepared, BookError> {
        self.complete(&mut report);
        let claims = self.claims(&report);
        let received = report.meta.published.filter(|_| archive).map(|day| Day::from(day).last_second());
        let received = received.and_then(|second| Timestamp::from_second(second).ok());
        Prepared::new(report, claims, reader, received)
    }

    /// All claims, mere references too, with what the salience model weighs; offsets into the decoded text.
    pub fn features(&mut self, report: &Intake) -> Vec<(Claim, Vec<String>)> {
        self.reader.features(&as_report(report))
    }

    /// Why the rules did what they did in one line (1-based, of the file); none where that line is not read.
    pub fn explain(&mut self, report: &Intake, line: usize) -> Option<String> {
        let before = report.text.get(..report.body.start)?.matches('\n').count();
        self.reader.explain(&as_report(report), line.checked_sub(before + 1)?)
    }
}

fn as_report(report: &Intake) -> Report<'_> {
    Report {
        doc: &report.doc,
        text: &report.text,
        body: report.body.clone(),
        published: report.meta.published,
        source: report.meta.source.as_deref(),
    }
}

/// What reads, as it stands in the log: the program, and what it knows, as far as that decides what is read.
pub fn reader_name(files: &[KnowledgeFile]) -> String {
    let mut all = Vec::new();
    for file in files {
        all.extend_from_slice(file.path.as_bytes());
        all.extend_from_slice(file.text.as_bytes());
    }
    let hash = Sha256::of(&all).to_string();
    format!("hudna {} knowledge {}", env!("CARGO_PKG_VERSION"), hash.get(..12).unwrap_or(&hash))
}
