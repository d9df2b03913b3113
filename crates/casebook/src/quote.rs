//! The words that claims rest on: from the stored text, by byte offsets, whose hash is checked when it is read.

use crate::book::Casebook;
use crate::error::BookError;
use hudna_casefile::Sha256;
use hudna_claims::Claim;
use hudna_ledger::log::{Act, ReportRecord};
use hudna_ledger::{ClaimKey, ReportKey};
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// The words of a claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quote {
    /// The claim's id in the case.
    pub claim: String,
    /// The report.
    pub report: String,
    /// Name of the outlet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Day of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<jiff::civil::Date>,
    /// The sentence.
    pub sentence: String,
    /// The words that carry the event.
    pub trigger: String,
    /// First byte of the sentence in the stored text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// SHA-256 of the stored text.
    pub text: String,
}

/// Claims with their words, looked up for a few of them.
#[derive(Debug, Default)]
pub struct Quotes {
    claims: HashMap<ClaimKey, Claim>,
    records: HashMap<ReportKey, ReportRecord>,
    quotes: HashMap<ClaimKey, Quote>,
}

impl Quotes {
    /// Looks up the words of these claims.
    ///
    /// # Errors
    /// An entry or a text is damaged.
    pub fn of(book: &mut Casebook, wanted: &HashSet<ClaimKey>) -> Result<Quotes, BookError> {
        let reports: HashSet<ReportKey> = wanted.iter().map(|key| key.report).collect();
        let mut all = Quotes::default();
        book.each(|entry| match entry.act {
            Act::Report(record) => {
                if let Some(key) = record.id.parse().ok().filter(|key| reports.contains(key)) {
                    all.records.entry(key).or_insert(*record);
                }
            }
            Act::Reading(reading) => {
                let Some(report) = reading.report.parse().ok().filter(|key| reports.contains(key)) else { return };
                for claim in reading.claims {
                    let key = ClaimKey::new(report, &claim.id);
                    if wanted.contains(&key) {
                        all.claims.insert(key, claim);
                    }
                }
            }
            Act::Review(_) => {}
        })?;
        let mut texts: HashMap<ReportKey, String> = HashMap::new();
        for (key, record) in &all.records {
            let Ok(hash) = record.text.parse::<Sha256>() else { continue };
            if let Some(bytes) = book.case().blob(hash)? {
                texts.insert(*key, String::from_utf8_lossy(&bytes).into_owned());
            }
        }
        for (key, claim) in &all.claims {
            let (Some(record), Some(text)) = (all.records.get(&key.report), texts.get(&key.report)) else { continue };
            let sentence = text.get(claim.evidence.start..claim.evidence.end).unwrap_or(&claim.trigger.text);
            all.quotes.insert(
                *key,
                Quote {
                    claim: key.to_string(),
                    report: record.id.clone(),
                    source: record.source.clone(),
                    published: record.published,
                    sentence: sentence.trim().to_owned(),
                    trigger: claim.trigger.text.clone(),
                    start: claim.evidence.start,
                    end: claim.evidence.end,
                    text: record.text.clone(),
                },
            );
        }
        Ok(all)
    }

    /// The words of a claim.
    pub fn quote(&self, key: ClaimKey) -> Option<&Quote> {
        self.quotes.get(&key)
    }

    /// The claim as it was read.
    pub fn claim(&self, key: ClaimKey) -> Option<&Claim> {
        self.claims.get(&key)
    }

    /// The report's record.
    pub fn record(&self, key: ReportKey) -> Option<&ReportRecord> {
        self.records.get(&key)
    }
}
