//! A report and its claims as entries of a case.

use crate::error::BookError;
use hudna_casefile::Sha256;
use hudna_claims::Claim;
use hudna_intake::Intake;
use hudna_ledger::log::{Reading, ReportRecord};
use hudna_ledger::{Day, ReportKey, Sketch};
use jiff::Timestamp;
use serde::Serialize;

/// A report with its claims, ready to be added: as bytes already, so that many threads can make them ready and one adds them.
#[derive(Debug)]
pub struct Prepared {
    /// The report's id.
    pub(crate) id: String,
    /// The program that read it.
    pub(crate) reader: String,
    /// A likeness of its text.
    pub(crate) sketch: Sketch,
    /// The day on which it was published.
    pub(crate) published: Option<Day>,
    /// How many claims were read in it.
    pub(crate) claims: usize,
    /// Its record, as the entry says it.
    pub(crate) record: Vec<u8>,
    /// What was read in it, as the entry says it.
    pub(crate) reading: Vec<u8>,
    /// The bytes as they came.
    pub(crate) original: Vec<u8>,
    /// The text that was read; nothing where it is the original.
    pub(crate) text: Option<Vec<u8>>,
}

impl Prepared {
    /// Makes entries of a report. The claims' offsets are bytes of `report.text`. `reader` names the program that read it;
    /// `received` is when it came in, where that is not now.
    ///
    /// # Errors
    /// The report or its claims cannot be written as JSON.
    pub fn new(
        report: Intake,
        claims: Vec<Claim>,
        reader: &str,
        received: Option<Timestamp>,
    ) -> Result<Prepared, BookError> {
        let body = report.text.get(report.body.clone()).unwrap_or(&report.text);
        let id = identity(report.meta.source.as_deref(), body).to_string();
        let sketch = Sketch::of(body);
        let original = report.original().to_vec();
        let text = (original != report.text.as_bytes()).then(|| report.text.as_bytes().to_vec());
        let record = ReportRecord {
            id: id.clone(),
            doc: report.doc,
            source: report.meta.source,
            url: report.meta.url,
            title: report.meta.title,
            published: report.meta.published,
            taken_from: report.meta.forwarded_from,
            received,
            original: Sha256::of(&original).to_string(),
            text: Sha256::of(text.as_deref().unwrap_or(&original)).to_string(),
            sketch,
        };
        let reading = Reading { report: id.clone(), reader: reader.to_owned(), claims };
        Ok(Prepared {
            record: json(&record)?,
            reading: json(&reading)?,
            claims: reading.claims.len(),
            published: record.published.map(Day::from),
            sketch: record.sketch,
            reader: reading.reader,
            id,
            original,
            text,
        })
    }
}

/// The same text of the same outlet is the same report: blanks at the ends do not matter.
fn identity(source: Option<&str>, body: &str) -> ReportKey {
    let text = format!("{}\0{}", source.unwrap_or_default().trim(), body.trim());
    let digest = Sha256::of(text.as_bytes()).to_string();
    ReportKey(digest.get(..16).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or_default())
}

/// What an entry says, as it is stored.
pub(crate) fn json(value: &impl Serialize) -> Result<Vec<u8>, BookError> {
    serde_json::to_vec(value).map_err(BookError::Write)
}
