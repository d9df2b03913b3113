//! Reports of which people have rejected or corrected a claim, or of which a claim is left out: what their other claims come to then. The
//! claims of a report settle places and days between each other, so one that does not count may not lend them either.

use crate::World;
use crate::docket::Rulings;
use crate::fact::{ClaimKey, Fact, Names, ReportKey, settle_anew};
use elsa::sync::FrozenMap;

/// A reading by its place in the log, and what of its claims is not as it was read: which claims do not count, and of which the
/// correction with this place in the log does.
type Key = (u64, ReportKey, Vec<(u32, Option<u64>)>);

/// Facts of amended reports, kept once they were asked for.
#[derive(Default)]
pub(crate) struct Amended {
    known: FrozenMap<Key, Box<[Fact]>>,
}

impl Amended {
    /// The facts of a reading without the claims that `left_out` holds of or that people rejected, with corrected claims as they are
    /// now; in the order of their ids. None where all is as it was read.
    pub fn facts<'l>(
        &'l self,
        (seq, report, claims): (u64, ReportKey, &[Fact]),
        left_out: impl Fn(&Fact) -> bool,
        rulings: &Rulings<'l>,
        (names, world): (&Names, &World),
    ) -> Option<&'l [Fact]> {
        let amended = claims.iter().filter_map(|fact| {
            if rulings.rejected.contains(&fact.key) || left_out(fact) {
                return Some((fact.key.claim, None));
            }
            rulings.corrected.get(&fact.key).map(|(seq, _)| (fact.key.claim, Some(*seq)))
        });
        let key: Key = (seq, report, amended.collect());
        if key.2.is_empty() {
            return None;
        }
        if let Some(known) = self.known.get(&key) {
            return Some(known);
        }
        let mut placed: Vec<ClaimKey> = Vec::new();
        let stands = |fact: &Fact| match key.2.iter().find(|(claim, _)| *claim == fact.key.claim) {
            None => Some(fact.clone()),
            Some((_, None)) => None,
            Some((_, Some(_))) => rulings.corrected.get(&fact.key).map(|(_, corrected)| {
                if corrected.own_places() != fact.own_places() {
                    placed.push(fact.key);
                }
                (*corrected).clone()
            }),
        };
        let mut facts: Vec<Fact> = claims.iter().filter_map(stands).collect();
        settle_anew(&mut facts, &placed, names, world);
        Some(self.known.insert(key, facts.into_boxed_slice()))
    }
}
