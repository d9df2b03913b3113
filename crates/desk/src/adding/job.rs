//! A job that adds reports: how far it is, and what each row became.

use hudna_casebook::{Counts, Fate, Row, RowFate};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::watch::Sender;

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
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
    names: Vec<String>,
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
    /// Bytes that were sent.
    pub size: u64,
    state: Mutex<State>,
    /// Told whenever any job goes on.
    told: Sender<u64>,
}

impl Job {
    /// A job that waits.
    pub fn new(number: u64, by: &str, names: Vec<String>, size: u64, told: Sender<u64>) -> Job {
        let state =
            State { stage: Stage::Waiting, names, rows: Vec::new(), counts: Counts::default(), bytes: 0, why: None };
        Job { number, by: by.to_owned(), begun: Timestamp::now(), size, state: Mutex::new(state), told }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self) {
        self.told.send_modify(|times| *times += 1);
    }

    /// It begins to read.
    pub fn start(&self) {
        self.state().stage = Stage::Reading;
        self.tell();
    }

    /// Rows that are stored, or were not taken.
    pub fn add(&self, rows: Vec<Row>, bytes: u64) {
        let mut state = self.state();
        rows.iter().for_each(|row| state.counts.count(&row.fate));
        state.rows.extend(rows);
        state.bytes += bytes;
        drop(state);
        self.tell();
    }

    /// It is over; with what broke it off, if something did.
    pub fn end(&self, why: Option<String>) {
        let mut state = self.state();
        state.stage = if why.is_some() { Stage::Failed } else { Stage::Done };
        state.why = why;
        drop(state);
        self.tell();
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

    /// What is added: the names of the files.
    pub fn names(&self) -> Vec<String> {
        self.state().names.clone()
    }

    /// Forgets the names of what was redacted.
    pub fn forget(&self, is_there: impl Fn(&str) -> bool) {
        let mut state = self.state();
        let mut some = false;
        for row in &mut state.rows {
            let gone = row.report().filter(|report| !is_there(report)).map(str::to_owned);
            if let Some(report) = gone {
                some = true;
                *row = Row { input: report.clone(), fate: RowFate::Taken(Fate::Redacted { report }) };
            }
        }
        if some {
            // Which of the files it was is not known any more.
            state.names = state.rows.iter().map(|row| row.input.clone()).collect();
        }
    }

    /// Rows from one on.
    pub fn rows(&self, offset: usize, limit: usize) -> Vec<Row> {
        self.state().rows.iter().skip(offset).take(limit).cloned().collect()
    }
}
