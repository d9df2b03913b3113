//! A glimpse of two days: their sieges and agreements, and of all else what differs between them.
//!
//! That is what the situation tells of a day, and most units have no part in it: they are not looked at. A unit is, if other facts of it are
//! visible on the one day than on the other, or if something of those that are visible on both begins between them; if its incidents can bear on
//! an agreement; if it may be contested who holds a place, or if a siege beside it has changed.

use super::{Kept, OfUnit, Outlook, visible};
use crate::agreement::{AgreementRecord, Compared, Facts, Planned, Wanted, sort};
use crate::fact::{Day, Where};
use crate::incident::Incidents;
use crate::ledger::Seen;
use crate::state::State;
use crate::state::control::FOUGHT_FOR;
use crate::world::Domain;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// The agreements of a day, before incidents are compared with them.
pub struct Plan<'l> {
    planned: Planned<'l>,
    wanted: Wanted,
}

/// What is known of the units between two days before they are looked at.
pub struct Meantime {
    days: [Day; 2],
    beside: Beside,
}

/// What some units came to on two days, as far as a glimpse needs it.
pub struct Peeked<'l> {
    /// By day, then by unit.
    kept: [Vec<Option<Peek<'l>>>; 2],
}

/// What is seen of a day at a glimpse, but for its agreements.
pub struct Glance<'l> {
    seen: Seen<'l>,
    deals: Compared<'l>,
}

/// A part of the agreements of two days, with what bears on them.
pub struct Deals<'l>([Compared<'l>; 2]);

/// The same as they are shown.
pub struct Shown([Vec<Arc<AgreementRecord>>; 2]);

/// What a unit came to, and whether its state is to be seen.
type Peek<'l> = (Arc<Kept<'l>>, bool);

/// The days that are compared, the earlier one first.
#[derive(Clone, Copy)]
struct Days {
    first: Day,
    last: Day,
}

/// Settlements in which one part of the state changes what another comes to.
struct Beside {
    /// Those with a siege that may have changed.
    sieges: FxHashSet<Where>,
    /// Those with fights of late.
    fights: FxHashSet<Where>,
    /// Those in which somebody holds a place.
    held: FxHashSet<Where>,
}

impl<'l> Outlook<'l> {
    /// The agreements of a day; none where people joined claims or set them apart: then the whole is to be [seen](Outlook::see).
    pub fn plan(&self, as_of: Day) -> Option<Plan<'l>> {
        if !self.rulings.ungrouped() {
            return None;
        }
        let context = self.context(as_of);
        let concerned = visible(&self.concerned, as_of);
        let facts = Facts { all: &[], concerned: &concerned, kept: self.deals.as_ref() };
        let planned = Planned::of(facts, &context);
        let wanted = Wanted::of(&planned, &context);
        Some(Plan { planned, wanted })
    }

    /// What tells which units a glimpse of two days needs.
    pub fn meantime(&self, days: [Day; 2]) -> Meantime {
        Meantime { days, beside: Beside::of(&self.units, Days::of(days)) }
    }

    /// Looks at a part of what a glimpse of two days needs, as [`Outlook::look`] does of all. For how long sieges have lasted is found out for the
    /// first day alone: that of the second it differs in this from nobody tells.
    pub fn peek(
        &self,
        Meantime { days, beside }: &Meantime,
        plans: [&Plan<'l>; 2],
        part: usize,
        parts: usize,
    ) -> Peeked<'l> {
        let contexts = days.map(|day| self.context(day));
        let between = Days::of(*days);
        let mut peeked = Peeked { kept: [Vec::new(), Vec::new()] };
        for unit in self.units.iter().skip(part).step_by(parts.max(1)) {
            let stands = unit.changes(between, beside);
            let fights = unit.domain == Domain::Violence && unit.at.is_some_and(|at| beside.contests(at));
            let mut before: Option<Arc<Kept<'l>>> = None;
            for ((context, plan), kept) in contexts.iter().zip(plans).zip(&mut peeked.kept) {
                let needed = stands || fights || plan.wanted.has(unit.domain, unit.at);
                let same = before.take().filter(|before| unit.lasts(before, between));
                let look = || if needed { unit.look(&self.rulings, context) } else { None };
                let known = same.or_else(look);
                before.clone_from(&known);
                if let Some(known) = known.as_ref().filter(|_| stands) {
                    unit.state(known, context);
                }
                kept.push(known.map(|known| (known, stands)));
            }
        }
        peeked
    }

    /// What is seen of a day at a glimpse, which is the `nth` of those that all parts were looked at for: all sieges, and of all else what is another
    /// on the other day; its agreements are still to be [shown](Outlook::show).
    pub fn glance(&self, as_of: Day, nth: usize, plan: Plan<'l>, peeked: &[Peeked<'l>]) -> Glance<'l> {
        let context = self.context(as_of);
        let (mut state, mut all) = (State::default(), Incidents::default());
        let of_unit =
            |unit: usize| peeked.get(unit % peeked.len().max(1))?.kept.get(nth)?.get(unit / peeked.len())?.as_ref();
        for (kept, stands) in (0..self.units.len()).filter_map(of_unit) {
            kept.state.get().filter(|_| *stands).into_iter().for_each(|own| state.add(own));
            all.add(&kept.incidents);
        }
        let deals = Compared::of(plan.planned, &all, &context);
        let lineage = Arc::clone(&self.lineage);
        Glance { seen: self.ledger.whole(state, all, self.claims(as_of), |_| Vec::new(), &context, lineage), deals }
    }

    /// Shows a part of the agreements of two days.
    pub fn show(&self, days: [Day; 2], Deals(deals): Deals<'l>) -> Shown {
        let contexts = days.map(|day| self.context(day));
        Shown(Compared::of_both(deals, contexts.each_ref()))
    }
}

impl<'l> Glance<'l> {
    /// What is seen of two days but their agreements, and these in so many parts.
    pub fn parts(both: [Self; 2], parts: usize) -> ([Seen<'l>; 2], Vec<Deals<'l>>) {
        let [(one, first), (other, second)] = both.map(|Glance { seen, deals }| (seen, deals.parts(parts)));
        ([one, other], first.into_iter().zip(second).map(|(first, second)| Deals([first, second])).collect())
    }
}

impl Shown {
    /// Puts all parts of the agreements to what is seen.
    pub fn put(shown: Vec<Shown>, [one, other]: &mut [Seen<'_>; 2]) {
        for Shown([first, second]) in shown {
            one.state.agreements.extend(first);
            other.state.agreements.extend(second);
        }
        sort(&mut one.state.agreements);
        sort(&mut other.state.agreements);
    }
}

impl Days {
    fn of([one, other]: [Day; 2]) -> Days {
        Days { first: one.min(other), last: one.max(other) }
    }
}

impl Beside {
    fn of(units: &[OfUnit<'_>], between: Days) -> Beside {
        let at = |domain: Domain, test: &dyn Fn(&OfUnit<'_>) -> bool| -> FxHashSet<Where> {
            let of_domain = units.iter().filter(|unit| unit.domain == domain && test(unit));
            of_domain.filter_map(|unit| unit.at).collect()
        };
        let since = between.first.plus(-FOUGHT_FOR);
        Beside {
            sieges: at(Domain::Siege, &|unit| unit.is_other(between) || unit.traits.stirs(between.first, Day::LAST)),
            fights: at(Domain::Violence, &|unit| unit.traits.fought(&unit.days, since, between.last)),
            held: at(Domain::Control, &|unit| unit.days.first().is_some_and(|day| *day <= between.last)),
        }
    }

    /// Fights there may contest who holds a place.
    fn contests(&self, at: Where) -> bool {
        self.fights.contains(&at) && self.held.contains(&at)
    }
}

impl OfUnit<'_> {
    /// Other facts are visible on the one day than on the other.
    fn is_other(&self, Days { first, last }: Days) -> bool {
        let seen = |by: Day| self.days.partition_point(|day| *day <= by);
        seen(first) != seen(last)
    }

    /// Whether what a siege came to on one of the days is that on both, but for how long it has lasted.
    fn lasts(&self, known: &Kept<'_>, between: Days) -> bool {
        self.domain == Domain::Siege && known.settled <= between.first && !self.is_other(between)
    }

    /// Whether what it comes to may be another on the one day than on the other. Sieges are always looked at: they last.
    fn changes(&self, between: Days, beside: &Beside) -> bool {
        let there = |all: &FxHashSet<Where>| self.at.is_some_and(|at| all.contains(&at));
        let begins = || self.traits.stirs(between.first, between.last);
        self.domain == Domain::Siege
            || self.is_other(between)
            || match self.domain {
                Domain::Access => begins() || there(&beside.sieges),
                Domain::Control => begins() || there(&beside.fights),
                Domain::Checkpoint => begins(),
                _ => false,
            }
    }
}
