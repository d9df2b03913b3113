//! The rows of what is added: what became of each, and how many became what. The command line and the desk say it alike.

use crate::book::Fate;
use crate::prepare::Prepared;
use hudna_intake::IntakeError;
use schemars::JsonSchema;
use serde::Serialize;

/// What became of a row of an input.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
#[schemars(rename = "AddedRow")]
pub struct Row {
    /// The file, with the line or number in it where it holds many.
    pub input: String,
    /// What became of it.
    #[serde(flatten)]
    pub fate: RowFate,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
#[serde(untagged)]
#[schemars(inline)]
pub enum RowFate {
    /// Its report is in the case, or was.
    Taken(Fate),
    /// It was not taken.
    Not(NotTaken),
}

/// Why a row was not taken.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
#[schemars(inline)]
pub struct NotTaken {
    /// `rejected` or `passed-over`.
    pub fate: Not,
    /// The name of what is wrong, for programs and other languages.
    pub problem: &'static str,
    /// What is wrong.
    pub reason: String,
    /// What can be done.
    pub remedy: String,
}

/// Whether a row that was not taken should have been a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Not {
    /// It should.
    Rejected,
    /// It is meant to be none.
    PassedOver,
}

/// A row as it was found: with its name and ready for the case, or not taken.
pub type Found = Result<(String, Prepared), Row>;

impl From<IntakeError> for Row {
    fn from(error: IntakeError) -> Row {
        let fate = if error.skipped { Not::PassedOver } else { Not::Rejected };
        let (problem, reason, remedy) =
            (error.problem.code(), error.problem.to_string(), error.problem.remedy().to_owned());
        Row { input: error.place, fate: RowFate::Not(NotTaken { fate, problem, reason, remedy }) }
    }
}

impl Row {
    /// Adds what is ready, and says of each row what became of it, in their order.
    ///
    /// # Errors
    /// What `add` says.
    pub fn settle<E>(
        found: Vec<Found>,
        add: impl FnOnce(Vec<Prepared>) -> Result<Vec<Fate>, E>,
    ) -> Result<Vec<Row>, E> {
        let (mut rows, mut reports) = (Vec::new(), Vec::new());
        for row in found {
            rows.push(row.map(|(input, report)| {
                reports.push(report);
                input
            }));
        }
        let mut fates = add(reports)?.into_iter();
        let settled = rows.into_iter().filter_map(|row| match row {
            Ok(input) => Some(Row { input, fate: RowFate::Taken(fates.next()?) }),
            Err(row) => Some(row),
        });
        Ok(settled.collect())
    }

    /// The report that it is, if it was taken.
    pub fn report(&self) -> Option<&str> {
        let RowFate::Taken(fate) = &self.fate else { return None };
        Some(fate.report())
    }
}

/// How many rows became what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, JsonSchema, Serialize)]
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
    /// Counts a row.
    pub fn count(&mut self, fate: &RowFate) {
        self.rows += 1;
        let (kind, claims) = match fate {
            RowFate::Taken(Fate::Added { claims, .. }) => (&mut self.added, *claims),
            RowFate::Taken(Fate::NearDuplicate { claims, .. }) => (&mut self.near_duplicates, *claims),
            RowFate::Taken(Fate::ReadAgain { claims, .. }) => (&mut self.read_again, *claims),
            RowFate::Taken(Fate::Known { .. }) => (&mut self.known, 0),
            RowFate::Taken(Fate::Redacted { .. }) => (&mut self.redacted, 0),
            RowFate::Not(NotTaken { fate: Not::PassedOver, .. }) => (&mut self.passed_over, 0),
            RowFate::Not(NotTaken { fate: Not::Rejected, .. }) => (&mut self.rejected, 0),
        };
        *kind += 1;
        self.claims += claims;
    }

    /// Rows whose report is in the case, now or before.
    pub fn taken(&self) -> usize {
        self.added + self.near_duplicates + self.read_again + self.known
    }

    /// Rows that should have been taken and were not.
    pub fn refused(&self) -> usize {
        self.rejected + self.redacted
    }
}
