//! What every step of the ledger looks things up in: the world, the names, the reports and whose word they stand on.

use crate::World;
use crate::fact::{Day, Fact, Names, ReportKey};
use crate::lineage::{self, Lineage, ReportInfo, Word};
use std::collections::HashMap;

/// Reports by key.
pub(crate) type Reports = HashMap<ReportKey, ReportInfo, rustc_hash::FxBuildHasher>;

/// What every step of the ledger looks things up in.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub world: &'a World,
    pub names: &'a Names,
    pub reports: &'a Reports,
    pub lineage: &'a Lineage,
    /// The day that is looked at: deadlines before it have passed.
    #[allow(dead_code)]
    pub now: Day,
}

impl Context<'_> {
    /// The word that a fact stands on, and the reliability of the outlet that carries it.
    pub fn word(&self, fact: &Fact) -> Option<(Word, char)> {
        let own = self.reports.get(&fact.key.report)?;
        let origin = self.reports.get(&self.lineage.origin(fact.key.report)).unwrap_or(own);
        Some((lineage::word(fact, origin, self.names, self.world), own.grade()))
    }

    /// The side that did it says so itself: its own word, or the word of an outlet that it owns.
    pub fn admits(&self, fact: &Fact) -> bool {
        if !self.world.settings().harms(fact.event) || fact.actors.is_empty() {
            return false;
        }
        let own = |speaker: &crate::Who| fact.actors.iter().any(|actor| self.names.kin(*speaker, *actor, self.world));
        if !fact.speakers.is_empty() {
            return fact.speakers.iter().any(own);
        }
        let owner = self.reports.get(&fact.key.report).and_then(|r| r.outlet.as_ref()?.owner.as_deref());
        owner.and_then(|id| self.names.find_actor(id)).is_some_and(|owner| own(&owner))
    }
}
