//! What is known of a unit on any day without a look at what its facts come to.

use crate::fact::{Bearing, Day, Fact};
use crate::ledger::visible_from;
use crate::world::Domain;
use hudna_claims::Event;

/// What is known of a unit on any day.
pub(super) struct Traits {
    /// Days on which something may begin, or come to be known, of what has been visible before: from when it was visible to that day.
    later: Box<[(Day, Day)]>,
    /// Its incidents can make it contested who holds a place.
    fights: bool,
}

impl Traits {
    pub fn of(facts: &[&Fact], domain: Domain) -> Traits {
        let later = facts.iter().flat_map(|fact| {
            let from = visible_from(fact);
            let days = match domain {
                Domain::Siege => [Some(fact.told), Some(fact.time.to)],
                Domain::Violence | Domain::Control | Domain::Access | Domain::Checkpoint => {
                    [Some(fact.time.to.max(fact.time.from)), fact.time.since_by]
                }
                _ => [None, None],
            };
            days.into_iter().flatten().filter(move |day| *day > from).map(move |day| (from, day))
        });
        let clash = |fact: &&Fact| fact.event == Event::Clash && fact.bearing() == Bearing::Told;
        Traits { later: later.collect(), fights: facts.iter().any(clash) }
    }

    /// Something that was visible on the first day may begin or come to be known after it, up to the last day.
    pub fn stirs(&self, first: Day, last: Day) -> bool {
        self.later.iter().any(|(from, day)| *from <= first && *day > first && *day <= last)
    }

    /// Incidents of which facts are visible by the last day may have happened on the first one or after it, and contest a place.
    /// `days` are those from which on facts are visible.
    pub fn fought(&self, days: &[Day], first: Day, last: Day) -> bool {
        let there = |days: &[Day]| days.partition_point(|day| *day < first) < days.partition_point(|day| *day <= last);
        self.fights && (there(days) || self.later.iter().any(|(from, day)| *from <= last && *day >= first))
    }
}
