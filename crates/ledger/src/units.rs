//! Facts by what is looked at together: one part of the state at one settlement.

use crate::fact::{Fact, Names, Where};
use crate::incident::settlements;
use crate::world::{Domain, World};
use std::ops::Range;

/// The units that a fact is in.
pub(crate) fn units_of(
    fact: &Fact,
    names: &Names,
    world: &World,
) -> impl Iterator<Item = (Domain, Option<Where>)> + use<> {
    let domain = world.settings().domain(fact.event);
    settlements(fact, domain, names).into_iter().map(move |at| (domain, at))
}

/// Facts in units. Within a unit they keep their order.
pub(crate) struct Units<'f> {
    facts: Vec<&'f Fact>,
    units: Vec<(Domain, Option<Where>, Range<usize>)>,
}

/// Places of facts before they are put in order: the number of a unit, and which fact.
type Entries = Vec<(usize, usize)>;

impl<'f> Units<'f> {
    /// The units of facts, in an order that does not depend on that of arrival: by part of the state, then by name.
    pub fn of(facts: &[&'f Fact], names: &Names, world: &World) -> Units<'f> {
        let wide = names.places() + 1;
        let mut entries: Entries = Vec::with_capacity(facts.len() + facts.len() / 8);
        let mut starts: Vec<usize> = vec![0; Domain::ALL.len() * wide + 1];
        for (index, fact) in facts.iter().enumerate() {
            for (domain, at) in units_of(fact, names, world) {
                let unit = domain as usize * wide + at.map_or(0, |place| place.index() + 1);
                entries.push((unit, index));
                if let Some(count) = starts.get_mut(unit + 1) {
                    *count += 1;
                }
            }
        }
        for unit in 1..starts.len() {
            starts[unit] += starts[unit - 1];
        }
        let mut order = vec![0; entries.len()];
        let mut free = starts.clone();
        for (unit, index) in entries {
            order[free[unit]] = index;
            free[unit] += 1;
        }
        let facts = order.into_iter().filter_map(|index| facts.get(index).copied()).collect();
        let filled = starts.windows(2).enumerate().filter_map(|(unit, bounds)| {
            let range = bounds[0]..bounds[1];
            let domain = *Domain::ALL.get(unit / wide)?;
            let at = (unit % wide).checked_sub(1).map(Where::at_index);
            (!range.is_empty()).then_some((domain, at, range))
        });
        let mut units: Vec<_> = filled.collect();
        units.sort_by_cached_key(|(domain, at, _)| (*domain, at.map(|at| names.at(at))));
        Units { facts, units }
    }

    /// Each unit with its facts.
    pub fn iter(&self) -> impl Iterator<Item = (Domain, Option<Where>, &[&'f Fact])> {
        self.units.iter().map(|(domain, at, range)| (*domain, *at, self.facts.get(range.clone()).unwrap_or_default()))
    }
}
