//! What people decided: claims that are one event whatever else speaks against it, and claims that are not.

use super::fuse::Group;
use super::{Joined, Unit};
use crate::docket::Rulings;
use crate::fact::{ClaimKey, Fact};
use std::collections::HashMap;

/// For each claim that people set apart from others: in which of their decisions.
#[derive(Debug, Default)]
pub(crate) struct Apart {
    of: HashMap<ClaimKey, Vec<u32>, rustc_hash::FxBuildHasher>,
}

impl Apart {
    /// Each list holds claims of which no two are one.
    pub fn of<'a>(splits: impl Iterator<Item = &'a Vec<ClaimKey>>) -> Apart {
        let mut apart = Apart::default();
        for (number, claims) in splits.enumerate() {
            for claim in claims {
                apart.of.entry(*claim).or_default().push(u32::try_from(number).unwrap_or(u32::MAX));
            }
        }
        apart
    }

    /// Two of these facts may not share an incident.
    pub fn parts(&self, some: &[&Fact], others: &[&Fact]) -> bool {
        if self.of.is_empty() {
            return false;
        }
        let of =
            |facts: &[&Fact]| facts.iter().filter_map(|f| self.of.get(&f.key)).flatten().copied().collect::<Vec<_>>();
        let some = of(some);
        !some.is_empty() && of(others).iter().any(|number| some.contains(number))
    }
}

/// Puts together what people say is one event. Groups that hold claims which people set apart stay apart.
pub(super) fn join<'f>(groups: Vec<Group<'f>>, rulings: &Rulings<'_>, unit: &Unit<'_>) -> Vec<Group<'f>> {
    if rulings.joined.is_empty() {
        return groups;
    }
    let mut at: HashMap<ClaimKey, usize, rustc_hash::FxBuildHasher> = HashMap::default();
    for (index, group) in groups.iter().enumerate() {
        at.extend(group.facts.iter().map(|fact| (fact.key, index)));
    }
    let mut groups: Vec<Option<Group<'f>>> = groups.into_iter().map(Some).collect();
    for claims in &rulings.joined {
        let mut into: Option<usize> = None;
        for claim in claims {
            let Some(index) = at.get(claim).copied() else { continue };
            let Some(first) = into.filter(|first| *first != index) else {
                into = into.or(Some(index));
                continue;
            };
            let facts =
                |i: usize| groups.get(i).and_then(Option::as_ref).map(|g| g.facts.as_slice()).unwrap_or_default();
            if unit.apart.parts(facts(first), facts(index)) {
                continue;
            }
            let Some(other) = groups.get_mut(index).and_then(Option::take) else { continue };
            let Some(group) = groups.get_mut(first).and_then(Option::as_mut) else { continue };
            at.extend(other.facts.iter().map(|fact| (fact.key, first)));
            if let Some(first) = other.facts.iter().map(|f| f.key).min() {
                group.joined.push(Joined { claim: first, rule: "joined-by-people" });
            }
            group.joined.extend(other.joined);
            group.facts.extend(other.facts);
        }
    }
    groups.into_iter().flatten().collect()
}
