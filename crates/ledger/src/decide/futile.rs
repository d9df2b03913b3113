//! Decisions that would mean nothing, each with what is in its way and what can be done.

use crate::incident::IncidentId;
use crate::world::Domain;
use jiff::civil::Date;
use std::fmt;

/// Why a decision would mean nothing. Claims, reports and decisions are named as the decision names them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Futile {
    /// Nothing was read under this id.
    #[error("{claim}: the case has no such claim; look its id up among the incidents")]
    NoClaim {
        /// The claim.
        claim: String,
    },
    /// No report has this id.
    #[error("{report}: the case has no such report; look its id up among the incidents")]
    NoReport {
        /// The report.
        report: String,
    },
    /// A decision about two things was given one.
    #[error("{id}: it stands here alone or twice; name two that differ")]
    NotTwo {
        /// The claim or report.
        id: String,
    },
    /// The report does not count, and so nothing in it does.
    #[error("{id}: its report was withdrawn by decision {entry}; undo that decision first")]
    Withdrawn {
        /// The claim or report.
        id: String,
        /// The decision that withdrew the report.
        entry: u64,
    },
    /// The claim does not count.
    #[error("{claim}: it was rejected by decision {entry}; undo that decision or accept the claim first")]
    Rejected {
        /// The claim.
        claim: String,
        /// The decision that rejected it.
        entry: u64,
    },
    /// The same was decided before, and holds.
    #[error("{id}: decision {entry} says so already; nothing would change")]
    Decided {
        /// The claim or report.
        id: String,
        /// That decision.
        entry: u64,
    },
    /// The time of a corrected claim ends before it begins.
    #[error(
        "{claim}: its time would end on {to}, before it begins on {from}; set the first day, the last day, or both"
    )]
    Backward {
        /// The claim.
        claim: String,
        /// The first day.
        from: Date,
        /// The last day.
        to: Date,
    },
    /// Claims that bear on different parts of the state.
    #[error(
        "{claim} is about {}, {other} about {}: such claims never tell of one event; correct the event of one of them first",
        Part(*.domain), Part(*.other_domain)
    )]
    OtherPart {
        /// The first claim.
        claim: String,
        /// What it bears on.
        domain: Domain,
        /// The other claim.
        other: String,
        /// What that one bears on.
        other_domain: Domain,
    },
    /// Claims of different events, or of one that happened and one that lies ahead.
    #[error(
        "{claim} tells of {told}, {other} of {other_told}: such claims never tell of one event; correct the event or the \
         modality of one of them first"
    )]
    OtherKind {
        /// The first claim.
        claim: String,
        /// Its event and modality.
        told: String,
        /// The other claim.
        other: String,
        /// Its event and modality.
        other_told: String,
    },
    /// Claims that have no settlement in common.
    #[error(
        "{claim} is of {at}, {other} of {other_at}: one event is at one settlement; correct the place of one of them first"
    )]
    Elsewhere {
        /// The first claim.
        claim: String,
        /// Its settlements.
        at: String,
        /// The other claim.
        other: String,
        /// Those of that one.
        other_at: String,
    },
    /// Claims that share an incident as it is.
    #[error("{}: these claims are one incident already ({incident}); nothing would change", .claims.join(" "))]
    Together {
        /// The claims.
        claims: Vec<String>,
        /// Their incident.
        incident: IncidentId,
    },
    /// The incidents hold claims that people set apart.
    #[error(
        "{claim} and {other} would stay apart: claims of their incidents were set apart from each other by decision {entry}; \
         undo that decision, or join those claims, first"
    )]
    SetApart {
        /// A claim.
        claim: String,
        /// A claim that would not come to it.
        other: String,
        /// The decision.
        entry: u64,
    },
    /// A claim that shares no incident with the others.
    #[error("{claim}: it shares no incident with any of the others; leave it out: there is nothing to split it from")]
    Apart {
        /// The claim.
        claim: String,
    },
    /// Reports that stand for one another as it is.
    #[error("{}: these reports count as one already; nothing would change", .reports.join(" "))]
    OneReport {
        /// The reports.
        reports: Vec<String>,
    },
    /// No report is of this outlet.
    #[error("{outlet}: no report of the case is of this outlet; it has reports of {known}")]
    NoSource {
        /// The outlet.
        outlet: String,
        /// The outlets of the case.
        known: String,
    },
    /// Neither the reliability nor whom it follows is said.
    #[error("{outlet}: say how reliable it is, whom it follows, or both")]
    NothingSaid {
        /// The outlet.
        outlet: String,
    },
    /// An outlet follows itself, by itself or through others.
    #[error(
        "{outlet} cannot follow {follows}: {follows} is itself or follows it; undo that decision first, or name whom both follow"
    )]
    FollowsBack {
        /// The outlet.
        outlet: String,
        /// Whom it would follow.
        follows: String,
    },
    /// This is held of the outlet as it is.
    #[error("{outlet}: this is held of it already; nothing would change")]
    Held {
        /// The outlet.
        outlet: String,
    },
    /// No decision has this number.
    #[error("{entry}: no decision has this number; look it up among the decisions")]
    NoDecision {
        /// The number.
        entry: u64,
    },
    /// The decision does not hold any more.
    #[error("{entry}: this decision was undone by {by}; to have it hold again, undo {by}")]
    Undone {
        /// The decision.
        entry: u64,
        /// What undid it.
        by: u64,
    },
    /// A later decision about the same stands over it.
    #[error("{entry}: nothing would change, for a later decision about the same holds; undo that one first")]
    Overruled {
        /// The decision.
        entry: u64,
    },
}

/// A part of the state in words.
struct Part(Domain);

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Domain::Siege => "sieges",
            Domain::Access => "who and what may pass",
            Domain::Checkpoint => "checkpoints and roads",
            Domain::Control => "who holds what",
            Domain::Detention => "the detained and freed",
            Domain::Violence => "violence",
            Domain::Agreement => "agreements and talks",
            Domain::Movement => "people who move",
            Domain::Other => "other events",
        })
    }
}
