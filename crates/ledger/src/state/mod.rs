//! The state: which sieges hold, what passes, who holds what, who is detained, who was harmed, what is agreed; as of a day.

mod access;
mod casualties;
mod checkpoints;
pub(crate) mod control;
mod detainees;
mod history;
mod holders;
mod naming;
pub(crate) mod sieges;

pub use access::{Access, AccessState, Passage};
pub use casualties::{Accused, Casualty};
pub use checkpoints::{Checkpoint, CheckpointKind, CheckpointState};
pub use control::{Control, ControlSide, ControlState};
pub use detainees::{Custody, Detention, DetentionState};
pub use history::{Between, Episode};
pub use sieges::{SiegeDays, SiegeDuration, SiegeEpisode, SiegeLift, SiegeRecord, SiegeStanding, SiegeVoice};

use crate::agreement::AgreementRecord;
use crate::context::Context;
use crate::fact::{Day, Where};
use crate::incident::{Incident, IncidentId};
use crate::world::Domain;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// Why something is so: the rule that says it, and the incidents that it was given.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Because {
    /// The rule, by its name in `knowledge/explain.toml`.
    pub rule: &'static str,
    /// The day that it concerns.
    pub day: Day,
    /// What it rests on.
    pub incidents: Vec<IncidentId>,
}

/// What holds as of a day. What holds alike on several days, the states of these days share.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize)]
pub struct State {
    /// Sieges, each by place and besieger.
    pub sieges: Vec<Arc<SiegeRecord>>,
    /// Agreements and truces with their terms.
    pub agreements: Vec<Arc<AgreementRecord>>,
    /// What and who may pass.
    pub access: Vec<Arc<Access>>,
    /// Checkpoints and roads.
    pub checkpoints: Vec<Arc<Checkpoint>>,
    /// Who holds what.
    pub control: Vec<Arc<Control>>,
    /// The detained, freed and exchanged.
    pub detainees: Vec<Arc<Detention>>,
    /// The killed and injured.
    pub casualties: Vec<Arc<Casualty>>,
}

impl State {
    /// Ties together what units came to apart from each other.
    pub(crate) fn link(&mut self) {
        sieges::link(&mut self.sieges);
        access::link(&mut self.access, &self.sieges);
    }

    /// Takes in what another unit came to.
    pub(crate) fn add(&mut self, other: &State) {
        self.sieges.extend_from_slice(&other.sieges);
        self.agreements.extend_from_slice(&other.agreements);
        self.access.extend_from_slice(&other.access);
        self.checkpoints.extend_from_slice(&other.checkpoints);
        self.control.extend_from_slice(&other.control);
        self.detainees.extend_from_slice(&other.detainees);
        self.casualties.extend_from_slice(&other.casualties);
    }

    /// The same on another day on which the same is visible: of what goes on, the days are others.
    pub(crate) fn on(&self, now: Day) -> State {
        State { sieges: self.sieges.iter().map(|siege| siege.on(now)).collect(), ..self.clone() }
    }
}

impl State {
    /// Tells of each entry on which incidents it rests: its part, its id and those, some of them more than once.
    pub(crate) fn each_basis(&self, mut tell: impl FnMut(&'static str, &str, Vec<IncidentId>)) {
        let why = |because: &[Because]| because.iter().flat_map(|b| b.incidents.iter().copied()).collect::<Vec<_>>();
        for siege in &self.sieges {
            tell("sieges", &siege.id, why(&siege.because));
        }
        for deal in &self.agreements {
            let mut all = why(&deal.because);
            all.extend(deal.negotiation.iter().filter_map(|meeting| meeting.incident));
            for term in &deal.terms {
                all.extend(why(&term.because));
                all.extend(term.evidence.iter().map(|evidence| evidence.incident));
            }
            tell("agreements", &deal.id, all);
        }
        for access in &self.access {
            let mut all = why(&access.because);
            all.extend(access.passages.iter().map(|passage| passage.incident));
            all.extend(access.episodes.iter().flat_map(|episode| &episode.incidents));
            tell("access", &access.id, all);
        }
        for checkpoint in &self.checkpoints {
            let mut all = why(&checkpoint.because);
            all.extend(checkpoint.episodes.iter().flat_map(|episode| &episode.incidents));
            tell("checkpoints", &checkpoint.id, all);
        }
        for control in &self.control {
            let mut all = why(&control.because);
            all.extend(control.episodes.iter().flat_map(|episode| &episode.incidents));
            tell("control", &control.id, all);
        }
        for detention in &self.detainees {
            let mut all = why(&detention.because);
            all.extend(detention.done.iter().chain(&detention.ahead).map(|custody| custody.incident));
            tell("detainees", &detention.id, all);
        }
        for casualty in &self.casualties {
            let mut all = why(&casualty.because);
            all.push(casualty.id);
            tell("casualties", &casualty.id.to_string(), all);
        }
    }
}

/// Incidents of one domain and settlement: what is looked at together.
pub(crate) struct Unit<'a> {
    pub context: Context<'a>,
    pub domain: Domain,
    /// The settlement; none for what nobody has placed.
    pub at: Option<Where>,
    pub incidents: &'a [Arc<Incident<'a>>],
}

impl<'a> Unit<'a> {
    /// Its incidents.
    pub fn each(&self) -> impl Iterator<Item = &'a Incident<'a>> + use<'a> {
        self.incidents.iter().map(AsRef::as_ref)
    }
}

/// Records that several states can have.
fn shared<T>(records: Vec<T>) -> Vec<Arc<T>> {
    records.into_iter().map(Arc::new).collect()
}

/// What one unit comes to.
pub(crate) fn of_unit(unit: &Unit<'_>) -> State {
    let mut state = State::default();
    match unit.domain {
        Domain::Siege => state.sieges = shared(sieges::of_unit(unit)),
        Domain::Access => state.access = shared(access::of_unit(unit)),
        Domain::Checkpoint => state.checkpoints = shared(checkpoints::of_unit(unit)),
        Domain::Control => state.control = shared(control::of_unit(unit)),
        Domain::Detention => state.detainees = shared(detainees::of_unit(unit)),
        Domain::Violence => state.casualties = casualties::of_unit(unit),
        Domain::Agreement | Domain::Movement | Domain::Other => {}
    }
    state
}
