//! What can go wrong between reports and a case.

use hudna_casefile::CaseError;
use thiserror::Error;

/// Why something could not be done with a case.
#[derive(Debug, Error)]
pub enum BookError {
    /// The case file says so.
    #[error(transparent)]
    Case(#[from] CaseError),
    /// A decision that would mean nothing.
    #[error(transparent)]
    Futile(#[from] hudna_ledger::Futile),
    /// An entry that this version of hudna does not understand.
    #[error("entry {seq} cannot be understood: {source}; was the case made by a later version of hudna?")]
    Entry {
        /// Its place in the log.
        seq: u64,
        /// What is wrong.
        source: serde_json::Error,
    },
    /// An entry that cannot be written.
    #[error("an entry cannot be written as JSON: {0}; please report it")]
    Write(serde_json::Error),
    /// Rows that cannot be read or written.
    #[error("rows cannot be written as CSV: {0}; please report it")]
    Csv(csv::Error),
}
