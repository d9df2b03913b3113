//! What to look at first: claims that are doubtful, and of those first the ones on which most rests.

use crate::confidence::Confidence;
use crate::fact::{Basis, Bearing, ClaimKey, Fact};
use crate::incident::{Incident, IncidentId};
use crate::ledger::{Ledger, Seen, View};
use hudna_claims::SpeakerKind;
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::HashMap;

/// Why a claim is doubtful.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// Independent words stand against each other.
    Contested,
    /// All who tell of it have been judged unreliable, or nobody tells of it and it is denied.
    Discounted,
    /// Nobody else tells of it.
    OneWord,
    /// Its source is not named.
    Unnamed,
    /// It is taken to tell of the same event as others for little more than its place.
    JoinedWeakly,
    /// Nobody says where.
    NoPlace,
    /// The place stands in other claims of the report.
    PlacedByReport,
    /// Nobody says when.
    NoDay,
}

/// A part of the state that rests on a claim.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Resting {
    /// The part: `sieges`, `agreements` ...
    pub part: &'static str,
    /// The id of what rests on it there.
    pub id: String,
    /// It rests on this event alone.
    pub alone: bool,
}

/// A claim that somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Doubtful {
    /// The claim.
    pub claim: ClaimKey,
    /// The incident that it tells of.
    pub incident: IncidentId,
    /// Why it is doubtful, what weighs most first.
    pub doubts: Vec<Doubt>,
    /// What rests on it.
    pub rests: Vec<Resting>,
    /// How doubtful and of what consequence: what is higher comes first.
    pub weight: u32,
}

impl Ledger<'_> {
    /// The claims that nobody has decided about and that should be looked at: of each event on which a part of the state rests, the
    /// most doubtful one; most doubtful and most consequential first.
    pub fn queue(&self, seen: &Seen<'_>, view: &View) -> Vec<Doubtful> {
        let rulings = self.rulings(view);
        let decided = |fact: &Fact| rulings.accepted.contains(&fact.key) || rulings.corrected.contains_key(&fact.key);
        let mut rests = rests(seen);
        let mut all: Vec<Doubtful> = Vec::new();
        for incident in seen.incidents.iter() {
            let Some(rests) = rests.remove(&incident.id) else { continue };
            // One claim of many carries less.
            let share = if incident.facts.len() == 1 { 2 } else { 1 };
            let consequence: u32 = rests.iter().map(weight_of).sum::<u32>() * share;
            let open = incident.facts.iter().filter(|fact| !decided(fact));
            let doubtful = open.map(|fact| (doubts(fact, incident), fact.key));
            let worst = doubtful.max_by_key(|(doubts, key)| (weight(doubts), std::cmp::Reverse(*key)));
            let Some((doubts, claim)) = worst.filter(|(doubts, _)| !doubts.is_empty()) else { continue };
            let weight = weight(&doubts) * consequence;
            all.push(Doubtful { claim, incident: incident.id, doubts, rests, weight });
        }
        all.sort_by(|a, b| (b.weight, a.claim, a.incident).cmp(&(a.weight, b.claim, b.incident)));
        once(all)
    }
}

/// A claim that names several places tells of an event at each. It is looked at once, for all that rests on it.
fn once(all: Vec<Doubtful>) -> Vec<Doubtful> {
    let mut first: HashMap<ClaimKey, usize> = HashMap::new();
    let mut queue: Vec<Doubtful> = Vec::with_capacity(all.len());
    for doubtful in all {
        match first.get(&doubtful.claim).and_then(|at| queue.get_mut(*at)) {
            Some(known) => {
                let new = doubtful.rests.into_iter().filter(|rests| !known.rests.contains(rests)).collect::<Vec<_>>();
                known.rests.extend(new);
            }
            None => {
                first.insert(doubtful.claim, queue.len());
                queue.push(doubtful);
            }
        }
    }
    queue
}

/// Why a claim is doubtful.
fn doubts(fact: &Fact, incident: &Incident<'_>) -> Vec<Doubt> {
    let weakly = ["joined-place-text", "joined-place-seldom", "joined-place-day-named"];
    let joined =
        incident.joined.iter().any(|joined| joined.claim.report == fact.key.report && weakly.contains(&joined.rule));
    let weighing = &incident.weighing;
    let denied = fact.bearing() == Bearing::Denied;
    let all = [
        (Doubt::Contested, weighing.confidence == Confidence::Contested),
        (Doubt::Discounted, weighing.confidence == Confidence::Discounted),
        (Doubt::OneWord, !denied && weighing.confidence == Confidence::Weak),
        (Doubt::Unnamed, fact.speaker_kind == Some(SpeakerKind::Anonymous)),
        (Doubt::JoinedWeakly, joined),
        (Doubt::NoPlace, fact.places.is_empty()),
        (Doubt::PlacedByReport, fact.placed_by_report),
        (Doubt::NoDay, fact.time.basis == Basis::None),
    ];
    all.into_iter().filter(|(_, so)| *so).map(|(doubt, _)| doubt).collect()
}

fn weight(doubts: &[Doubt]) -> u32 {
    let of = |doubt: &Doubt| match doubt {
        Doubt::Contested => 5,
        Doubt::Discounted | Doubt::JoinedWeakly => 4,
        Doubt::OneWord | Doubt::NoPlace => 3,
        Doubt::Unnamed | Doubt::PlacedByReport | Doubt::NoDay => 2,
    };
    doubts.iter().map(of).sum()
}

/// What a part of the state weighs. Of casualties each incident has an entry of its own.
fn weight_of(rests: &Resting) -> u32 {
    let part = match rests.part {
        "sieges" | "agreements" => 4,
        "control" => 3,
        "casualties" => 1,
        _ => 2,
    };
    if rests.alone { 3 * part } else { part }
}

/// For each incident: what rests on it.
fn rests(seen: &Seen<'_>) -> FxHashMap<IncidentId, Vec<Resting>> {
    let mut all: FxHashMap<IncidentId, Vec<Resting>> = FxHashMap::default();
    seen.state.each_basis(|part, id, mut incidents| {
        incidents.sort_unstable();
        incidents.dedup();
        incidents.retain(|incident| seen.incident(*incident).is_some());
        let alone = incidents.len() == 1;
        for incident in incidents {
            all.entry(incident).or_default().push(Resting { part, id: id.to_owned(), alone });
        }
    });
    all
}
