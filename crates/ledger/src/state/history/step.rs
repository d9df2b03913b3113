//! What one claim tells of a key: a value, in what way, and of which days.

use crate::fact::{Basis, Bearing, Day, Fact};
use crate::incident::{Incident, IncidentId};
use hudna_claims::Modality;

/// How one value stands to the next that is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::state) enum Fit {
    /// It is the same.
    Same,
    /// It is another one that adds nothing: the first goes on.
    Beside,
    /// It follows on the first without speaking against it.
    Onward,
    /// Both cannot hold at one time.
    Against,
}

/// What can hold of a key.
pub(in crate::state) trait Value: Copy {
    /// How a value that is told next stands to this one.
    fn fit(&self, next: &Self) -> Fit;
}

/// In what way a step tells its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::state) enum Manner {
    /// It came about.
    Event,
    /// It is so.
    State,
    /// The opposite is denied.
    Denial,
}

/// How far back a denial reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::state) enum Reach {
    /// To the event that it denies, however long ago that was.
    Event,
    /// To what is so: it speaks against it however long ago it began, from the denial's own days on.
    State,
    /// Over its own days only.
    Days,
}

/// What one claim tells of a key.
#[derive(Debug, Clone)]
pub(in crate::state) struct Step<'f, V> {
    pub value: V,
    pub manner: Manner,
    /// How far back it reaches, if it is a denial.
    pub reach: Reach,
    pub from: Day,
    pub to: Day,
    pub since: Option<Day>,
    pub fact: &'f Fact,
    pub incident: IncidentId,
    /// Its number is one of this key.
    pub counts: bool,
}

impl<'f, V> Step<'f, V> {
    /// What a fact of an incident tells; nothing where it only looks ahead.
    pub fn of(value: V, fact: &'f Fact, incident: &Incident<'_>) -> Option<Self> {
        let manner = match fact.bearing() {
            Bearing::Ahead => return None,
            Bearing::Denied => Manner::Denial,
            Bearing::Told if fact.modality == Modality::Ongoing => Manner::State,
            Bearing::Told => Manner::Event,
        };
        let time = &fact.time;
        let (from, to) = match manner {
            Manner::State => (time.to, time.to),
            Manner::Denial => (time.from, time.to),
            // A vague time is narrowed by what others tell of the same event.
            Manner::Event if time.basis != Basis::Said && incident.basis != Basis::None => {
                let (from, to) = (time.from.max(incident.from), time.to.min(incident.to));
                if from <= to { (from, to) } else { (time.from, time.to) }
            }
            Manner::Event => (time.from, time.to),
        };
        let since = time.since.filter(|_| manner == Manner::State);
        Some(Step {
            value,
            manner,
            reach: Reach::Event,
            from,
            to,
            since,
            fact,
            incident: incident.id,
            counts: fact.count.is_some(),
        })
    }

    pub fn is_dated(&self) -> bool {
        self.fact.time.basis != Basis::None
    }

    /// Told in the same report, further on.
    pub fn goes_on_from(&self, other: &Self) -> bool {
        let place = |fact: &Fact| (fact.evidence.start, fact.said_at);
        self.fact.key.report == other.fact.key.report && place(self.fact) > place(other.fact)
    }
}
