//! What every step of the ledger looks things up in: the world, the names, the reports and whose word they stand on.

use crate::fact::{Day, Fact, Names, ReportKey, Who};
use crate::lineage::{self, Lineage, ReportInfo, Word};
use crate::{Sketch, World};
use std::collections::HashMap;
use std::sync::Arc;

/// Reports by key.
pub(crate) type Reports = HashMap<ReportKey, Arc<ReportInfo>, rustc_hash::FxBuildHasher>;

/// What every step of the ledger looks things up in.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub world: &'a World,
    pub names: &'a Names,
    pub reports: &'a Reports,
    pub lineage: &'a Lineage,
    /// By the slot of a report.
    pub voices: &'a Voices,
    /// The day that is looked at: deadlines before it have passed.
    pub now: Day,
}

/// Who speaks in a report where nobody is quoted.
#[derive(Debug, Clone)]
pub(crate) struct Voice {
    /// The word of the report, or of the one that it re-publishes.
    word: Word,
    /// The word of witnesses that it quotes.
    witnesses: Word,
    /// How reliable its own outlet is.
    grade: char,
    /// The actor that owns its outlet.
    owner: Option<Who>,
    /// The report itself.
    report: Arc<ReportInfo>,
}

/// The voices of all reports that are looked at, by slot.
pub(crate) type Voices = Vec<Option<Voice>>;

impl Voice {
    /// The voice of a report, as the reports that are looked at and their lineage have it.
    pub fn of(report: &Arc<ReportInfo>, reports: &Reports, lineage: &Lineage, names: &Names) -> Voice {
        let origin = match lineage.origin(report.key) {
            own if own == report.key => report,
            first => reports.get(&first).unwrap_or(report),
        };
        let owner = report.outlet.as_ref().and_then(|outlet| outlet.owner.as_deref());
        let owner = owner.and_then(|id| names.find_actor(id));
        let word = origin.word().clone();
        Voice { witnesses: word.of_witnesses(), word, grade: report.grade(), owner, report: Arc::clone(report) }
    }
}

impl<'a> Context<'a> {
    fn voice(&self, fact: &Fact) -> Option<&'a Voice> {
        self.voices.get(fact.slot as usize)?.as_ref()
    }

    /// The word that a fact stands on, and the reliability of the outlet that carries it.
    pub fn word(&self, fact: &Fact) -> Option<(&'a Word, char)> {
        let voice = self.voice(fact)?;
        Some((lineage::word(fact, &voice.word, &voice.witnesses, self.names), voice.grade))
    }

    /// The likeness of the text that a fact is from.
    pub fn sketch(&self, fact: &Fact) -> Option<&'a Sketch> {
        self.voice(fact).map(|voice| &voice.report.sketch)
    }

    /// The side that did it says so itself: its own word, or the word of an outlet that it owns.
    pub fn admits(&self, fact: &Fact) -> bool {
        if fact.actors.is_empty() || !self.world.settings().harms(fact.event) {
            return false;
        }
        let own = |speaker: &Who| fact.actors.iter().any(|actor| self.names.kin(*speaker, *actor, self.world));
        if !fact.speakers.is_empty() {
            return fact.speakers.iter().any(own);
        }
        self.voice(fact).and_then(|voice| voice.owner).is_some_and(|owner| own(&owner))
    }
}
