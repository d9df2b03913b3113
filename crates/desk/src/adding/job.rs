//! A job that adds reports: how far it is, and what each row became.

use hudna_casebook::Fate;
use jiff::Timestamp;
use serde::Serialize;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What became of a row of an input, as `hudna add --json` says it.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// The file, with the line or number in it where it holds many.
    pub input: String,
    /// What became of it.
    #[serde(flatten)]
    pub fate: RowFate,
}

/// What became of a row.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum RowFate {
    /// Its report is in the case.
    Taken(Fate),
    /// It was not taken.
    Not {
        /// `rejected`, or `passed-over` where it is meant to be no report.
        fate: &'static str,
        /// What is wrong.
        reason: String,
        /// What can be done.
        remedy: String,
    },
}

/// How many rows became what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Rows seen.
    pub rows: usize,
    /// New reports.
    pub added: usize,
    /// New reports whose text was there before.
    pub near_duplicates: usize,
    /// Reports that were there and were read anew.
    pub read_again: usize,
    /// Reports that were there.
    pub known: usize,
    /// Reports that were there and were redacted.
    pub redacted: usize,
    /// Rows that are no report, though they should be.
    pub rejected: usize,
    /// Rows that are meant to be no report.
    pub passed_over: usize,
    /// New claims.
    pub claims: usize,
}

impl Counts {
    fn count(&mut self, fate: &RowFate) {
        self.rows += 1;
        match fate {
            RowFate::Taken(Fate::Added { claims, .. }) => {
                self.added += 1;
                self.claims += claims;
            }
            RowFate::Taken(Fate::NearDuplicate { claims, .. }) => {
                self.near_duplicates += 1;
                self.claims += claims;
            }
            RowFate::Taken(Fate::ReadAgain { claims, .. }) => {
                self.read_again += 1;
                self.claims += claims;
            }
            RowFate::Taken(Fate::Known { .. }) => self.known += 1,
            RowFate::Taken(Fate::Redacted { .. }) => self.redacted += 1,
            RowFate::Not { fate: "passed-over", .. } => self.passed_over += 1,
            RowFate::Not { .. } => self.rejected += 1,
        }
    }
}

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Others go before it.
    Waiting,
    /// It reads.
    Reading,
    /// It is done.
    Done,
    /// It broke off: what was acknowledged before is in the case.
    Failed,
}

#[derive(Debug)]
struct State {
    stage: Stage,
    rows: Vec<Row>,
    counts: Counts,
    bytes: u64,
    why: Option<String>,
}

/// A job.
#[derive(Debug)]
pub struct Job {
    /// Its number.
    pub number: u64,
    /// Who adds.
    pub by: String,
    /// When it was begun.
    pub begun: Timestamp,
    /// What is added: the names of the files.
    pub names: Vec<String>,
    /// Bytes that were sent.
    pub size: u64,
    state: Mutex<State>,
}

impl Job {
    /// A job that waits.
    pub fn new(number: u64, by: &str, names: Vec<String>, size: u64) -> Job {
        let state = State { stage: Stage::Waiting, rows: Vec::new(), counts: Counts::default(), bytes: 0, why: None };
        Job { number, by: by.to_owned(), begun: Timestamp::now(), names, size, state: Mutex::new(state) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// It begins to read.
    pub fn start(&self) {
        self.state().stage = Stage::Reading;
    }

    /// Rows that are stored, or were not taken.
    pub fn add(&self, rows: Vec<Row>, bytes: u64) {
        let mut state = self.state();
        rows.iter().for_each(|row| state.counts.count(&row.fate));
        state.rows.extend(rows);
        state.bytes += bytes;
    }

    /// It is over; with what broke it off, if something did.
    pub fn end(&self, why: Option<String>) {
        let mut state = self.state();
        state.stage = if why.is_some() { Stage::Failed } else { Stage::Done };
        state.why = why;
    }

    /// How far it is.
    pub fn stage(&self) -> Stage {
        self.state().stage
    }

    /// Whether it waits or works.
    pub fn goes_on(&self) -> bool {
        matches!(self.stage(), Stage::Waiting | Stage::Reading)
    }

    /// What broke it off.
    pub fn why(&self) -> Option<String> {
        self.state().why.clone()
    }

    /// What the rows became so far, and how many bytes were read.
    pub fn counts(&self) -> (Counts, u64) {
        let state = self.state();
        (state.counts, state.bytes)
    }

    /// Rows from one on.
    pub fn rows(&self, offset: usize, limit: usize) -> Vec<Row> {
        self.state().rows.iter().skip(offset).take(limit).cloned().collect()
    }
}
