//! Where the entries of each report stand in the log, so that its words are found without reading the whole case.

use hudna_ledger::ReportKey;
use hudna_ledger::log::{Act, Entry};
use std::collections::HashMap;

/// The numbers of the entries of each report: its record and what was read in it; and its headline.
#[derive(Debug, Default)]
pub struct Catalogue {
    of_report: HashMap<ReportKey, Vec<u64>>,
    titles: HashMap<ReportKey, Box<str>>,
}

impl Catalogue {
    /// Notes an entry, if it is of a report.
    pub fn note(&mut self, entry: &Entry) {
        let id = match &entry.act {
            Act::Report(record) => &record.id,
            Act::Reading(reading) => &reading.report,
            Act::Review(_) => return,
        };
        if let Ok(key) = id.parse() {
            self.of_report.entry(key).or_default().push(entry.seq);
            if let Act::Report(record) = &entry.act
                && let Some(title) = &record.title
            {
                self.titles.entry(key).or_insert_with(|| title.as_str().into());
            }
        }
    }

    /// The headline of a report, where it has one.
    pub fn title(&self, report: ReportKey) -> Option<&str> {
        self.titles.get(&report).map(|title| &**title)
    }

    /// The entries of a report, in the order of the log.
    pub fn entries(&self, report: ReportKey) -> &[u64] {
        self.of_report.get(&report).map(Vec::as_slice).unwrap_or_default()
    }
}
