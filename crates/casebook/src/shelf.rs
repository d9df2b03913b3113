//! What a case holds by id: reports, claims, decisions. Ids that people give are looked up here before anything is entered.

use crate::book::Casebook;
use crate::error::BookError;
use hudna_ledger::log::{Act, Decision, Entry};
use hudna_ledger::{ClaimKey, Decisions, ReportKey};
use std::collections::{BTreeMap, BTreeSet};

/// Why nothing was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoSuch {
    /// The case has nothing of this id, and no id begins so.
    #[error("{id}: the case has no such {what}; `hudna incidents` lists ids")]
    Nothing {
        /// What was asked for.
        id: String,
        /// What it should be: `claim` or `report`.
        what: &'static str,
    },
    /// Several ids begin so.
    #[error("{id} is the beginning of several: {}; write more of it", first.join(", "))]
    Several {
        /// The beginning.
        id: String,
        /// The first of the ids.
        first: Vec<String>,
    },
}

/// The ids of a case.
#[derive(Debug, Default)]
pub struct Shelf {
    reports: BTreeSet<String>,
    claims: BTreeSet<String>,
    /// The entries that are a report or a reading of it.
    entries: BTreeMap<String, Vec<u64>>,
    /// What was decided.
    pub decisions: Decisions,
}

impl Shelf {
    /// Reads the ids of a case.
    ///
    /// # Errors
    /// The case cannot be read.
    pub fn of(book: &mut Casebook) -> Result<Shelf, BookError> {
        let mut shelf = Shelf::default();
        book.each(|entry| shelf.note(&entry))?;
        Ok(shelf)
    }

    /// Notes the ids of an entry.
    pub fn note(&mut self, entry: &Entry) {
        self.decisions.enter(entry);
        match &entry.act {
            Act::Report(report) => {
                self.entries.entry(report.id.clone()).or_default().push(entry.seq);
                self.reports.insert(report.id.clone());
            }
            Act::Reading(reading) => {
                if let Ok(key) = reading.report.parse::<ReportKey>() {
                    let ids = reading.claims.iter().map(|claim| ClaimKey::new(key, &claim.id).to_string());
                    self.claims.extend(ids);
                }
                self.entries.entry(reading.report.clone()).or_default().push(entry.seq);
            }
            Act::Review(_) => {}
        }
    }

    /// Whether there is a report of this id, in full.
    pub fn has_report(&self, id: &str) -> bool {
        self.reports.contains(id)
    }

    /// The report of this id, or the only one whose id begins so.
    ///
    /// # Errors
    /// There is none, or several begin so.
    pub fn report(&self, id: &str) -> Result<String, NoSuch> {
        self.find_report(id)?.ok_or_else(|| NoSuch::Nothing { id: id.to_owned(), what: "report" })
    }

    /// The claim of this id, or the only one whose id begins so.
    ///
    /// # Errors
    /// There is none, or several begin so.
    pub fn claim(&self, id: &str) -> Result<String, NoSuch> {
        self.find_claim(id)?.ok_or_else(|| NoSuch::Nothing { id: id.to_owned(), what: "claim" })
    }

    /// The same, where there may be none.
    ///
    /// # Errors
    /// Several begin so.
    pub fn find_report(&self, id: &str) -> Result<Option<String>, NoSuch> {
        only(&self.reports, id)
    }

    /// The same, where there may be none.
    ///
    /// # Errors
    /// Several begin so.
    pub fn find_claim(&self, id: &str) -> Result<Option<String>, NoSuch> {
        only(&self.claims, id)
    }

    /// The claim of this id, or the first one of the incident of this id.
    ///
    /// # Errors
    /// There is none, or several begin so.
    pub fn claim_or_incident(&self, id: &str) -> Result<String, NoSuch> {
        let Some(claim) = id.strip_prefix('i') else { return self.claim(id) };
        // Of a claim of two towns, the incident of the second one ends in `-2`.
        self.claim(claim.split_once('-').map_or(claim, |(claim, _)| claim))
    }

    /// The entries that hold the words of reports: the reports, their readings, and the corrections of their claims. They are what a
    /// redaction takes out.
    pub fn words_of(&self, reports: &BTreeSet<String>) -> Vec<u64> {
        let mut seqs: BTreeSet<u64> = reports.iter().flat_map(|report| self.entries(report)).copied().collect();
        let corrected = self.decisions.all().filter(|decided| match &decided.review.decision {
            Decision::Correct { claim, .. } => claim.split('.').next().is_some_and(|report| reports.contains(report)),
            _ => false,
        });
        seqs.extend(corrected.map(|decided| decided.entry));
        seqs.into_iter().collect()
    }

    /// The entries that are this report or its readings.
    pub fn entries(&self, report: &str) -> &[u64] {
        self.entries.get(report).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The one of this id, or the only one whose id begins so.
fn only(all: &BTreeSet<String>, id: &str) -> Result<Option<String>, NoSuch> {
    const SHOWN: usize = 6;
    if all.contains(id) {
        return Ok(Some(id.to_owned()));
    }
    let begin = |known: &&String| !id.is_empty() && known.starts_with(id);
    let mut found: Vec<String> = all.range(id.to_owned()..).take_while(begin).take(SHOWN).cloned().collect();
    match found.len() {
        0 => Ok(None),
        1 => Ok(found.pop()),
        _ => Err(NoSuch::Several { id: id.to_owned(), first: found }),
    }
}
