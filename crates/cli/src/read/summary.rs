//! What became of the reports: how many were read, how many not and why.

use crate::error::CliError;
use hudna_intake::IntakeError;
use std::fmt;

/// What some reports, in a row, came to.
#[derive(Debug, Default)]
pub struct Batch {
    /// What is to be printed.
    pub out: Vec<u8>,
    /// Reports read.
    pub read: usize,
    /// Bytes of input.
    pub bytes: u64,
    /// Reports not read.
    pub failures: Vec<Failure>,
}

/// A report, or file, that was not read.
#[derive(Debug)]
pub struct Failure {
    /// The file, with the line where one is known.
    pub place: String,
    /// What is wrong.
    pub reason: String,
    /// What to do about it.
    pub remedy: &'static str,
    /// No report: a file that was passed over while walking a folder.
    pub skipped: bool,
}

impl From<IntakeError> for Failure {
    fn from(error: IntakeError) -> Self {
        Failure {
            reason: error.problem.to_string(),
            remedy: error.problem.remedy(),
            skipped: error.skipped,
            place: error.place,
        }
    }
}

/// Failures named in the last line; the rest are counted there and named above it.
const NAMED: usize = 3;

/// All that was done.
#[derive(Debug, Default)]
pub struct Summary {
    read: usize,
    failed: Tally,
    skipped: Tally,
}

/// A number of failures and the first of them.
#[derive(Debug, Default)]
struct Tally {
    count: usize,
    first: Vec<String>,
}

impl Tally {
    fn add(&mut self, failure: &Failure) {
        self.count += 1;
        if self.first.len() < NAMED {
            self.first.push(format!("{} ({})", failure.place, failure.reason));
        }
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, ": {}", self.first.join("; "))?;
        match self.count - self.first.len() {
            0 => Ok(()),
            more => write!(f, "; and {more} more"),
        }
    }
}

impl Summary {
    /// Adds what some reports came to.
    pub fn add(&mut self, batch: Batch) {
        self.read += batch.read;
        for failure in &batch.failures {
            if failure.skipped { self.skipped.add(failure) } else { self.failed.add(failure) }
        }
    }

    /// The exit status that this means.
    pub fn outcome(&self) -> Result<(), CliError> {
        match (self.read, self.failed.count) {
            (0, _) => Err(CliError::Nothing),
            (_, 0) => Ok(()),
            _ => Err(CliError::Partly),
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.read == 0 && self.failed.count == 0 {
            write!(f, "no report found: no file here is of a type that is read")?;
        } else {
            write!(f, "{} {} read", self.read, if self.read == 1 { "report" } else { "reports" })?;
        }
        if self.failed.count > 0 {
            write!(f, ", {} not", self.failed.count)?;
            self.failed.write(f)?;
        }
        if self.skipped.count > 0 {
            write!(f, ", {} passed over", self.skipped.count)?;
            self.skipped.write(f)?;
        }
        Ok(())
    }
}
