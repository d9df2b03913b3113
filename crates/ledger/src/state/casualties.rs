//! Casualties: the killed and injured of one incident, low, best and high.

use super::history::Between;
use super::naming::actors;
use super::{Because, Unit};
use crate::confidence::Weighing;
use crate::context::Context;
use crate::fact::{Bearing, Day, Fact, Named};
use crate::incident::{Incident, IncidentId, Toll};
use crate::lineage::Word;
use hudna_claims::Event;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Who is said to have done it, and by whom.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Accused {
    /// Who.
    pub actor: Arc<Named>,
    /// On whose word.
    pub words: Vec<Word>,
}

/// The killed and injured of one incident.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Casualty {
    /// Its id: the incident's.
    pub id: IncidentId,
    /// What happened: an attack, a clash, or only the harm.
    pub event: Event,
    /// When it was.
    pub date: Between,
    /// Where.
    pub places: Vec<Arc<Named>>,
    /// Who did it, each on somebody's word; who fights another is not accused of it.
    pub actors: Vec<Accused>,
    /// Who fought.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Arc<Named>>,
    /// To whom it was done.
    pub victims: Vec<Arc<Named>>,
    /// The words that reports use for them.
    pub called: Vec<Arc<str>>,
    /// How many were killed.
    pub killed: Option<Toll>,
    /// How many were injured.
    pub injured: Option<Toll>,
    /// How many were harmed, where killed and injured are told as one number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub harmed: Option<Toll>,
    /// The last day on which anything was told of it.
    pub last_told: Day,
    /// Why.
    pub because: Vec<Because>,
    /// How sure it is.
    #[serde(flatten)]
    pub weighing: Weighing,
}

pub(super) fn of_unit(unit: &Unit<'_>) -> Vec<Arc<Casualty>> {
    let of = |incident: &Incident<'_>| incident.casualty.made(|| casualty(incident, &unit.context)).cloned();
    let mut all: Vec<Arc<Casualty>> = unit.each().filter_map(of).collect();
    all.sort_unstable_by_key(|c| (c.date.latest, c.id));
    all
}

fn casualty(incident: &Incident<'_>, context: &Context<'_>) -> Option<Casualty> {
    if incident.ahead || !incident.is_told() {
        return None;
    }
    // The number of an attack is that of its shells or raids.
    let of_people = |fact: &&&Fact| fact.event == Event::Harm || fact.count.is_none();
    let harmed = incident.count.filter(|_| incident.facts.iter().all(|f| of_people(&f)));
    let (killed, injured) = (incident.killed, incident.injured);
    if killed.is_none() && injured.is_none() && harmed.is_none() {
        return None;
    }
    let told = || incident.facts.iter().copied().filter(|f| f.bearing() == Bearing::Told);
    let fought = |fact: &Fact| fact.event == Event::Clash || incident.event == Event::Clash;
    let mut places: Vec<_> = incident.places.iter().map(|place| context.names.at(*place)).collect();
    places.sort_unstable();
    let mut called: Vec<_> = told().filter_map(|f| f.people).map(|name| context.names.text(name)).collect();
    called.sort_unstable();
    called.dedup();
    let differ = [killed, injured, harmed].iter().flatten().any(|toll| toll.low != toll.high);
    let rule = match (differ, killed.is_some()) {
        (true, _) => "casualties-numbers-differ",
        (false, true) => "casualties-killed",
        (false, false) => "casualties-injured",
    };
    Some(Casualty {
        id: incident.id,
        event: incident.event,
        date: Between { earliest: incident.from, latest: incident.to },
        places,
        actors: accused(told().filter(|f| !fought(f)), context),
        parties: actors(told().filter(|f| fought(f)).flat_map(|f| f.actors.iter().copied()), context.names),
        victims: actors(told().flat_map(|f| f.targets.iter().copied()), context.names),
        called,
        killed,
        injured,
        harmed,
        last_told: incident.facts.iter().map(|f| f.told).max()?,
        because: vec![Because { rule, day: incident.to, incidents: vec![incident.id] }],
        weighing: incident.weighing.clone(),
    })
}

/// Whom facts accuse, with the words that do.
fn accused<'f>(facts: impl Iterator<Item = &'f Fact>, context: &Context<'_>) -> Vec<Accused> {
    let mut all: BTreeMap<Arc<Named>, BTreeSet<&Word>> = BTreeMap::new();
    for fact in facts.filter(|f| !f.actors.is_empty()) {
        let Some((word, _)) = context.word(fact) else { continue };
        for who in &fact.actors {
            all.entry(context.names.who(*who)).or_default().insert(word);
        }
    }
    all.into_iter().map(|(actor, words)| Accused { actor, words: words.into_iter().cloned().collect() }).collect()
}
