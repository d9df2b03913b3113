//! What one claim says of a siege: which step, when, on whose word.

use crate::SiegeStep;
use crate::fact::{Basis, Bearing, ClaimKey, Day, Fact, ReportKey, Wheres};
use crate::incident::Incident;
use hudna_claims::Modality;

/// A word, as a number: equal where the word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct WordNo(pub u32);

/// What one claim says of a siege.
#[derive(Debug, Clone)]
pub(super) struct Tell<'f> {
    pub step: SiegeStep,
    pub fact: &'f Fact,
    pub incident: &'f Incident<'f>,
    pub word: WordNo,
    /// The parts of the place that it is about, where it is not about all of it.
    pub parts: Wheres,
    /// First day on which it can have been so.
    pub from: Day,
    /// Last day on which it can have been so.
    pub to: Day,
    /// Since when the siege holds, where that is told: between two days.
    pub since: Option<(Day, Day)>,
    /// It is told of a time that is over: it was besieged.
    pub past: bool,
}

impl<'f> Tell<'f> {
    /// What a fact says of a siege; nothing where it is about something else. What holds beyond `now` holds until now.
    pub fn of(fact: &'f Fact, incident: &'f Incident<'f>, word: WordNo, now: Day) -> Option<Self> {
        let step = SiegeStep::told(fact.event, fact.modality, fact.ceases, || fact.nuance)?;
        let time = &fact.time;
        let event = fact.bearing() == Bearing::Told && fact.modality != Modality::Ongoing;
        let told_length = time.days.map(i32::from);
        let by_length = told_length.filter(|_| time.to < Day::LAST).map(|days| time.to.plus(-days));
        let since = time.since.map(|since| (since, time.since_by.unwrap_or(since)));
        let since = since.or(by_length.map(|since| (since, since)));
        let since =
            since.filter(|_| time.basis != Basis::None && (step != SiegeStep::Imposed || told_length.is_some()));
        let (mut from, mut to) = (time.from, time.to);
        if event && time.basis != Basis::Said && incident.basis != Basis::None {
            // A vague time is narrowed by what others tell of the same event.
            let (a, b) = (from.max(incident.from), to.min(incident.to));
            if a <= b {
                (from, to) = (a, b);
            }
        } else if !event && fact.modality == Modality::Ongoing {
            to = to.min(now);
            from = to;
        }
        if step.is_lift() && told_length.is_some() {
            // Of a lifting after so many days, the length is the siege's.
            from = to;
        }
        let past = step == SiegeStep::InForce && fact.modality == Modality::Happened;
        Some(Tell { step, fact, incident, word, parts: Wheres::new(), from, to, since, past })
    }

    /// It can be put in time.
    pub fn is_dated(&self) -> bool {
        self.fact.time.basis != Basis::None
    }

    /// The claim says when.
    pub fn says_when(&self) -> bool {
        self.fact.time.basis == Basis::Said
    }

    /// Only what may come.
    pub fn is_ahead(&self) -> bool {
        self.fact.bearing() == Bearing::Ahead
    }

    /// The whole siege is lifted.
    pub fn lifts(&self) -> bool {
        self.step == SiegeStep::Lifted && self.parts.is_empty()
    }

    /// It is lifted in a part of the place only.
    pub fn lifts_part(&self) -> bool {
        self.step == SiegeStep::Lifted && !self.parts.is_empty()
    }

    /// The siege is told to be in force at that time.
    pub fn holds(&self) -> bool {
        matches!(self.step, SiegeStep::InForce | SiegeStep::Tightened | SiegeStep::NotLifted) && !self.past
    }

    /// It tells how far a lifting went: not at all, or not all the way.
    pub fn speaks_of_lifting(&self) -> bool {
        matches!(self.step, SiegeStep::NotLifted | SiegeStep::Eased)
    }

    /// The report.
    pub fn report(&self) -> ReportKey {
        self.fact.key.report
    }

    /// Where it stands among all that is told of one day.
    pub fn place(&self) -> (ReportKey, usize, usize, ClaimKey) {
        (self.fact.key.report, self.fact.evidence.start, self.fact.said_at, self.fact.key)
    }
}

impl SiegeStep {
    /// It says that there is or was a siege.
    pub(super) fn tells_of_siege(self) -> bool {
        matches!(self, SiegeStep::Imposed | SiegeStep::InForce | SiegeStep::Tightened)
    }

    /// It is about the siege itself, so that who is named as doing it is the besieger.
    pub(super) fn names_besieger(self) -> bool {
        self.tells_of_siege() || matches!(self, SiegeStep::Denied | SiegeStep::Looming)
    }

    fn is_lift(self) -> bool {
        matches!(self, SiegeStep::Lifted | SiegeStep::Lifting | SiegeStep::Eased)
    }
}
