//! What is entered into a case: reports, what was read in them, and what people decide about it. Nothing is ever changed; all else is derived.

use hudna_claims::Claim;
use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One entry of a case's log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place in the log, from 0.
    pub seq: u64,
    /// Record time: when it was entered.
    pub at: Timestamp,
    /// Who entered it.
    pub by: String,
    /// What was entered.
    pub act: Act,
}

/// What is entered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum Act {
    /// A report came in.
    Report(Box<ReportRecord>),
    /// A report was read: its claims. A later reading takes the place of an earlier one.
    Reading(Reading),
    /// Somebody decided something.
    Review(Review),
}

/// A report of the case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportRecord {
    /// `r` and hexadecimal digits: the same text of the same outlet has the same id.
    pub id: String,
    /// The file, or the id that its origin gives it.
    pub doc: String,
    /// Name of the outlet, as given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Where it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Day of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// Whom it declares to have it from: a forwarded post, an agency's report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_from: Option<String>,
    /// When it was received, where that is not the time of its entry: an archive that is entered later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received: Option<Timestamp>,
    /// SHA-256 of the bytes as they came, in hexadecimal digits.
    pub original: String,
    /// SHA-256 of the text that was read, in hexadecimal digits; the offsets of claims point into the original where both are the same.
    pub text: String,
    /// A short likeness of the text, by which re-published text is found.
    #[serde(default)]
    pub sketch: crate::Sketch,
}

/// The claims of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The report.
    pub report: String,
    /// What read it: program and version of the knowledge.
    pub reader: String,
    /// What it found. The ids are those that the reader gives; in the case, a claim is called `REPORT.ID`.
    pub claims: Vec<Claim>,
}

/// A decision, taken by a person and reversible by another.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Review {
    /// Why, in the words of who decides.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What is decided.
    #[serde(flatten)]
    pub decision: Decision,
}

/// What is decided. Claims are named by their ids in the case.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "kebab-case")]
pub enum Decision {
    /// The claim is what the report says.
    Accept {
        /// The claim.
        claim: String,
    },
    /// The claim is not what the report says.
    Reject {
        /// The claim.
        claim: String,
    },
    /// The report says this instead.
    Correct {
        /// The claim.
        claim: String,
        /// What takes its place.
        to: Box<Claim>,
    },
    /// These claims tell of one event.
    Join {
        /// Claims, two or more.
        claims: Vec<String>,
    },
    /// These claims tell of different events.
    Split {
        /// Claims, two or more: no two of them share an incident.
        claims: Vec<String>,
    },
    /// These reports are one: the first stands for all.
    SameReport {
        /// Reports, two or more.
        reports: Vec<String>,
    },
    /// The report is taken back: nothing of it counts.
    Withdraw {
        /// The report.
        report: String,
    },
    /// What is held of an outlet, whatever the knowledge says.
    Source {
        /// Its id in the knowledge, or its name.
        source: String,
        /// Admiralty code, A to F.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reliability: Option<char>,
        /// The outlet or owner that it takes its reports from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        follows: Option<String>,
    },
    /// An earlier decision no longer holds.
    Undo {
        /// The place of that decision in the log.
        entry: u64,
    },
}

/// Of decisions in the order of the log, with their places in it, those that no longer hold. What is undone cannot undo.
pub fn undone<'d>(decisions: impl DoubleEndedIterator<Item = (u64, &'d Decision)>) -> BTreeSet<u64> {
    let mut undone = BTreeSet::new();
    for (seq, decision) in decisions.rev() {
        if let Decision::Undo { entry } = decision
            && !undone.contains(&seq)
        {
            undone.insert(*entry);
        }
    }
    undone
}
