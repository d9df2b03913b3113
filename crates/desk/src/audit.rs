//! What was done in a case beside reports and readings: who, when, what; and how many entries there are of each kind.

use crate::error::DeskError;
use hudna_casebook::{Casebook, KIND_READING, KIND_REPORT};
use hudna_casefile::{CaseError, Entry, Verification};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// An entry of the log.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Deed {
    /// Its number.
    pub entry: u64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// The kind of entry: `review`, `redact`, `knowledge` ...
    pub kind: String,
    /// What it says of itself in a word: the decision, for a decision; what became of an account, for an account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// Why, for a decision; which, for an account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What the log holds.
#[derive(Debug, Clone, Default)]
pub struct Audited {
    /// Entries looked at.
    pub entries: u64,
    /// How many entries there are of each kind, and of each person.
    pub kinds: BTreeMap<String, u64>,
    /// How many entries each person made.
    pub people: BTreeMap<String, u64>,
    /// The entries that are neither reports nor readings.
    pub deeds: Vec<Deed>,
}

/// How a check of the whole case went.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Verified {
    /// Who asked for it.
    pub by: String,
    /// When it was begun.
    pub begun: Timestamp,
    /// When it was done; nothing while it goes on.
    pub done: Option<Timestamp>,
    /// Entries, redacted ones among them, and blobs that were checked.
    pub checked: Option<(u64, u64, u64)>,
    /// What is wrong.
    pub faults: Vec<String>,
}

/// The log as far as it was looked at, and the last check.
#[derive(Debug, Default)]
pub struct Audit {
    seen: Mutex<Arc<Audited>>,
    verified: Mutex<Option<Verified>>,
}

impl Audit {
    /// What the log holds by now.
    ///
    /// # Errors
    /// The case cannot be read.
    pub fn look(&self, book: &mut Casebook) -> Result<Arc<Audited>, DeskError> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let entries = book.case().refresh()?;
        if entries > seen.entries {
            let mut all = Audited::clone(&seen);
            book.case().entries(all.entries.., |entry| {
                // What is damaged is told by the check.
                if let Ok(entry) = entry {
                    all.take(entry);
                }
                Ok::<(), CaseError>(())
            })?;
            all.entries = entries;
            *seen = Arc::new(all);
        }
        Ok(seen.clone())
    }

    /// Forgets what was looked at: entries may say no more what they said.
    pub fn forget(&self) {
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Arc::default();
    }

    fn last(&self) -> MutexGuard<'_, Option<Verified>> {
        self.verified.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The last check, or the one that goes on.
    pub fn verified(&self) -> Option<Verified> {
        self.last().clone()
    }

    /// Notes that a check begins. False: one goes on.
    pub fn begin(&self, by: &str) -> bool {
        let mut last = self.last();
        if last.as_ref().is_some_and(|last| last.done.is_none()) {
            return false;
        }
        let begun = Timestamp::now();
        *last = Some(Verified { by: by.to_owned(), begun, done: None, checked: None, faults: Vec::new() });
        true
    }

    /// Checks the whole case, in a book of its own.
    pub fn verify(&self, book: Result<Casebook, DeskError>) {
        let checked = book.and_then(|mut book| Ok(book.case().verify_against(&Verification::default())?));
        let mut last = self.last();
        let Some(last) = last.as_mut() else { return };
        last.done = Some(Timestamp::now());
        match checked {
            Ok(report) => {
                last.checked = Some((report.entries, report.redacted, report.blobs));
                last.faults = report.faults.iter().map(ToString::to_string).collect();
            }
            Err(error) => last.faults = vec![error.to_string()],
        }
    }
}

impl Audited {
    fn take(&mut self, entry: Entry) {
        *self.kinds.entry(entry.kind.clone()).or_default() += 1;
        *self.people.entry(entry.by.clone()).or_default() += 1;
        if matches!(&*entry.kind, KIND_REPORT | KIND_READING) {
            return;
        }
        let body: Option<Value> = entry.body.as_deref().and_then(|body| serde_json::from_slice(body).ok());
        let text = |key: &str| {
            let text = body.as_ref()?.get(key)?.as_str()?;
            (!text.is_empty()).then(|| text.to_owned())
        };
        // A decision, or what became of an account; whose it was stands where a decision has its reason.
        let what = text("decision").or_else(|| text("act"));
        let reason = text("reason").or_else(|| text("account"));
        self.deeds.push(Deed { entry: entry.seq, at: entry.at, by: entry.by, kind: entry.kind, what, reason });
    }
}
