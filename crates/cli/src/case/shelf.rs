//! What a case holds by id: reports, claims, decisions. Ids that people give are looked up here before anything is entered.

use super::find::several;
use super::open::tell_faults;
use crate::error::CliError;
use hudna_casebook::Casebook;
use hudna_ledger::log::Act;
use hudna_ledger::{ClaimKey, Decisions, ReportKey};
use std::collections::{BTreeMap, BTreeSet};

/// The ids of a case.
#[derive(Debug, Default)]
pub struct Shelf {
    reports: BTreeSet<String>,
    claims: BTreeSet<String>,
    /// The entries that are a report or a reading of it.
    entries: BTreeMap<String, Vec<u64>>,
    /// The names of outlets as reports give them.
    pub outlets: BTreeSet<String>,
    /// What was decided.
    pub decisions: Decisions,
}

impl Shelf {
    /// Reads the ids of a case. What is damaged is named on standard error and left out.
    pub fn of(book: &mut Casebook) -> Result<Shelf, CliError> {
        let mut shelf = Shelf::default();
        book.each(|entry| {
            shelf.decisions.enter(&entry);
            match entry.act {
                Act::Report(report) => {
                    shelf.entries.entry(report.id.clone()).or_default().push(entry.seq);
                    shelf.outlets.extend(report.source);
                    shelf.reports.insert(report.id);
                }
                Act::Reading(reading) => {
                    if let Ok(key) = reading.report.parse::<ReportKey>() {
                        let ids = reading.claims.iter().map(|claim| ClaimKey::new(key, &claim.id).to_string());
                        shelf.claims.extend(ids);
                    }
                    shelf.entries.entry(reading.report).or_default().push(entry.seq);
                }
                Act::Review(_) => {}
            }
        })?;
        tell_faults(book);
        Ok(shelf)
    }

    /// The report of this id, or the only one whose id begins so.
    pub fn report(&self, id: &str) -> Result<String, CliError> {
        self.find_report(id)?.ok_or_else(|| none(id, "report"))
    }

    /// The claim of this id, or the only one whose id begins so.
    pub fn claim(&self, id: &str) -> Result<String, CliError> {
        self.find_claim(id)?.ok_or_else(|| none(id, "claim"))
    }

    /// The same, where there may be none.
    pub fn find_report(&self, id: &str) -> Result<Option<String>, CliError> {
        only(&self.reports, id)
    }

    /// The same, where there may be none.
    pub fn find_claim(&self, id: &str) -> Result<Option<String>, CliError> {
        only(&self.claims, id)
    }

    /// The claim of this id, or the first one of the incident of this id.
    pub fn claim_or_incident(&self, id: &str) -> Result<String, CliError> {
        let Some(claim) = id.strip_prefix('i') else { return self.claim(id) };
        // Of a claim of two towns, the incident of the second one ends in `-2`.
        self.claim(claim.split_once('-').map_or(claim, |(claim, _)| claim))
    }

    /// The entries that are this report or its readings.
    pub fn entries(&self, report: &str) -> &[u64] {
        self.entries.get(report).map(Vec::as_slice).unwrap_or_default()
    }
}

fn none(id: &str, what: &str) -> CliError {
    CliError::usage(format!("{id}: the case has no such {what}; `hudna incidents` lists ids"))
}

/// The one of this id, or the only one whose id begins so.
fn only(all: &BTreeSet<String>, id: &str) -> Result<Option<String>, CliError> {
    const SHOWN: usize = 6;
    if all.contains(id) {
        return Ok(Some(id.to_owned()));
    }
    let begin = |known: &&String| !id.is_empty() && known.starts_with(id);
    let found: Vec<&str> = all.range(id.to_owned()..).take_while(begin).take(SHOWN).map(String::as_str).collect();
    match found.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some((*one).to_owned())),
        found => Err(several(id, found)),
    }
}
