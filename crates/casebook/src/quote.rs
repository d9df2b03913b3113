//! The words that claims rest on: from the stored text, by byte offsets, whose hash is checked when it is read.

use crate::book::Casebook;
use crate::catalogue::Catalogue;
use crate::error::BookError;
use crate::names::Unnamed;
use hudna_casefile::Sha256;
use hudna_claims::{Claim, Span};
use hudna_ledger::log::{Act, Entry, ReportRecord};
use hudna_ledger::{ClaimKey, Quoted, ReportKey, Texts};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};

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
    /// Where these begin in the sentence, in bytes.
    pub trigger_at: usize,
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
    /// Looks up a report, with the words of all of its claims.
    ///
    /// # Errors
    /// As [`Quotes::of`].
    pub fn of_report(book: &mut Casebook, report: ReportKey) -> Result<Quotes, BookError> {
        let mut wanted = HashSet::new();
        let mut found = None;
        book.each(|entry| match entry.act {
            Act::Report(record) if record.id.parse() == Ok(report) => found = found.take().or(Some(*record)),
            Act::Reading(reading) if reading.report.parse() == Ok(report) => {
                wanted.extend(reading.claims.iter().map(|claim| ClaimKey::new(report, &claim.id)));
            }
            _ => {}
        })?;
        let mut all = Quotes::of(book, &wanted)?;
        all.records.extend(found.map(|record| (report, record)));
        Ok(all)
    }

    /// Looks up the words of these claims.
    ///
    /// # Errors
    /// An entry or a text is damaged.
    pub fn of(book: &mut Casebook, wanted: &HashSet<ClaimKey>) -> Result<Quotes, BookError> {
        let reports: HashSet<ReportKey> = wanted.iter().map(|key| key.report).collect();
        let mut all = Quotes::default();
        book.each(|entry| all.take(entry, &reports, Some(wanted)))?;
        all.quote_all(book)?;
        Ok(all)
    }

    /// Looks up all claims of these reports, and their words, where a catalogue says that they stand.
    ///
    /// # Errors
    /// As [`Quotes::of`].
    pub fn of_reports(
        book: &mut Casebook,
        reports: &HashSet<ReportKey>,
        catalogue: &Catalogue,
    ) -> Result<Quotes, BookError> {
        let mut all = Quotes::default();
        for seq in reports.iter().flat_map(|report| catalogue.entries(*report)) {
            if let Some(entry) = book.entry(*seq)? {
                all.take(entry, reports, None);
            }
        }
        all.quote_all(book)?;
        Ok(all)
    }

    /// Takes what an entry has of these reports: of claims those that are wanted.
    fn take(&mut self, entry: Entry, reports: &HashSet<ReportKey>, wanted: Option<&HashSet<ClaimKey>>) {
        match entry.act {
            Act::Report(record) => {
                if let Some(key) = record.id.parse().ok().filter(|key| reports.contains(key)) {
                    self.records.entry(key).or_insert(*record);
                }
            }
            Act::Reading(reading) => {
                let Some(report) = reading.report.parse().ok().filter(|key| reports.contains(key)) else { return };
                for claim in reading.claims {
                    let key = ClaimKey::new(report, &claim.id);
                    if wanted.is_none_or(|wanted| wanted.contains(&key)) {
                        self.claims.insert(key, claim);
                    }
                }
            }
            Act::Review(_) => {}
        }
    }

    /// The same without personal names: words, offsets and headlines are those of texts without them.
    ///
    /// # Errors
    /// A text is damaged.
    pub fn without_names(mut self, book: &mut Casebook, names: &mut Unnamed<'_>) -> Result<Quotes, BookError> {
        let mut texts = self.texts(book)?;
        for (key, text) in &mut texts {
            let plain = names.text(text);
            let claims = self.claims.iter_mut().filter(|(claim, _)| claim.report == *key);
            names.claims(&plain, claims.map(|(_, claim)| claim));
            *text = plain.text;
        }
        // In one order, so that the same export has the same numbers.
        let mut records: Vec<_> = self.records.iter_mut().collect();
        records.sort_unstable_by_key(|(key, _)| **key);
        for (_, record) in records {
            names.file(&record.doc);
            record.title = record.title.take().map(|title| names.string(&title, None));
        }
        self.cut(&texts);
        Ok(self)
    }

    /// Cuts the words of the claims out of the stored texts.
    fn quote_all(&mut self, book: &mut Casebook) -> Result<(), BookError> {
        let texts = self.texts(book)?;
        self.cut(&texts);
        Ok(())
    }

    /// The stored texts, in the order of their reports.
    fn texts(&self, book: &mut Casebook) -> Result<BTreeMap<ReportKey, String>, BookError> {
        let mut texts = BTreeMap::new();
        for (key, record) in &self.records {
            let Ok(hash) = record.text.parse::<Sha256>() else { continue };
            if let Some(bytes) = book.case().blob(hash)? {
                texts.insert(*key, String::from_utf8_lossy(&bytes).into_owned());
            }
        }
        Ok(texts)
    }

    fn cut(&mut self, texts: &BTreeMap<ReportKey, String>) {
        let all = self;
        for (key, claim) in &all.claims {
            let (Some(record), Some(text)) = (all.records.get(&key.report), texts.get(&key.report)) else { continue };
            let sentence = text.get(claim.evidence.start..claim.evidence.end).unwrap_or(&claim.trigger.text);
            // Blanks at its ends are no part of a sentence.
            let start = claim.evidence.start + sentence.len() - sentence.trim_start().len();
            all.quotes.insert(
                *key,
                Quote {
                    claim: key.to_string(),
                    report: record.id.clone(),
                    source: record.source.clone(),
                    published: record.published,
                    sentence: sentence.trim().to_owned(),
                    trigger: claim.trigger.text.clone(),
                    start,
                    end: start + sentence.trim().len(),
                    trigger_at: claim.trigger.start.saturating_sub(start),
                    text: record.text.clone(),
                },
            );
        }
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

impl Texts for Quotes {
    fn claim(&self, claim: ClaimKey) -> Option<&Claim> {
        Quotes::claim(self, claim)
    }

    fn quoted(&self, claim: ClaimKey) -> Option<Quoted> {
        let quote = self.quote(claim)?;
        let trigger = Span { start: quote.trigger_at, end: quote.trigger_at + quote.trigger.len() };
        let fits = quote.sentence.get(trigger.start..trigger.end) == Some(&quote.trigger);
        Some(Quoted {
            sentence: quote.sentence.clone(),
            trigger: if fits { trigger } else { Span { start: 0, end: 0 } },
            at: Span { start: quote.start, end: quote.end },
            text: quote.text.clone(),
        })
    }

    fn record(&self, report: ReportKey) -> Option<&ReportRecord> {
        Quotes::record(self, report)
    }
}
