//! What people decided about a case: who, when and why, and what of it holds.

use crate::in_order::InOrder;
use crate::log::{Act, Decision, Entry, Review, undone};
use hudna_claims::Claim;
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// A decision with who took it and when.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Decided {
    /// Its place in the log. What undoes another names that one as `entry`.
    #[serde(rename = "number")]
    pub entry: u64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// What, and why.
    #[serde(flatten)]
    pub review: Review,
}

impl Decided {
    fn known(&self, known_by: Option<i64>) -> bool {
        known_by.is_none_or(|by| self.at.as_second() <= by)
    }
}

fn decided(entry: &Entry, review: &Review) -> Decided {
    Decided { entry: entry.seq, at: entry.at, by: entry.by.clone(), review: review.clone() }
}

/// All decisions of a case.
#[derive(Debug, Default)]
pub struct Decisions {
    all: InOrder<Decided>,
}

impl Decisions {
    /// Takes an entry in, if it is a decision.
    pub fn enter(&mut self, entry: &Entry) {
        if let Act::Review(review) = &entry.act {
            self.all.insert(entry.seq, decided(entry, review));
        }
    }

    /// Takes a decision in that is the last, while views are looked at.
    pub(crate) fn push(&self, entry: &Entry, review: &Review) {
        self.all.push(entry.seq, decided(entry, review));
    }

    /// All, in the order of the log.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = &Decided> {
        self.all.iter().map(|(_, decided)| decided)
    }

    /// The numbers of those that no longer hold.
    pub fn undone(&self) -> BTreeSet<u64> {
        self.undone_by(None)
    }

    fn undone_by(&self, known_by: Option<i64>) -> BTreeSet<u64> {
        let known = self.all().filter(|decided| decided.known(known_by));
        undone(known.map(|decided| (decided.entry, &decided.review.decision)))
    }

    /// Those that hold, of what was known by a time in seconds since 1970, in the order of the log.
    pub fn standing(&self, known_by: Option<i64>) -> impl DoubleEndedIterator<Item = &Decided> {
        let undone = self.undone_by(known_by);
        self.all().filter(move |decided| decided.known(known_by) && !undone.contains(&decided.entry))
    }

    /// Those that hold about a claim or a report, by its id, or about an outlet, by its id or name; the undoing of others is about none.
    pub fn about<'d>(&'d self, id: &'d str, known_by: Option<i64>) -> impl DoubleEndedIterator<Item = &'d Decided> {
        self.standing(known_by).filter(move |decided| match &decided.review.decision {
            Decision::Accept { claim } | Decision::Reject { claim } | Decision::Correct { claim, .. } => claim == id,
            Decision::Join { claims } | Decision::Split { claims } => claims.iter().any(|claim| claim == id),
            Decision::SameReport { reports } => reports.iter().any(|report| report == id),
            Decision::Withdraw { report } => report == id,
            Decision::Source { source, .. } => source == id,
            Decision::Undo { .. } => false,
        })
    }

    /// What people put in the place of a claim, if that holds.
    pub fn corrected(&self, claim: &str) -> Option<&Claim> {
        let last = self.standing(None).rev().find_map(|decided| match &decided.review.decision {
            Decision::Correct { claim: of, to } if of == claim => Some(Some(&**to)),
            Decision::Accept { claim: of } | Decision::Reject { claim: of } if of == claim => Some(None),
            _ => None,
        });
        last.flatten()
    }
}
