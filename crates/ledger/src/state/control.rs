//! Control: who holds a place, since when, and who disputes it.

use super::history::{Between, Episode, Fit, History, Manner, Order, Reach, Step, Stretch, Value};
use super::holders::Holders;
use super::naming::{actors, slug};
use super::{Because, Unit};
use crate::confidence::Weighing;
use crate::context::Context;
use crate::fact::{Bearing, Day, Fact, Named, Where, Whos};
use crate::incident::{Incident, Incidents};
use hudna_claims::{Event, Modality};
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// How a place is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ControlState {
    /// Somebody holds it.
    Held,
    /// Somebody holds it and another fights for it, enters it or has taken a part of it.
    Contested,
    /// Who held it has left, and nobody is told to have come.
    Left,
    /// All that is told is that somebody does not hold it.
    NotHeld,
    /// Independent words put it in different hands at one time.
    Disputed,
}

/// What one side of a dispute says.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ControlSide {
    /// How it is held.
    pub state: ControlState,
    /// By whom.
    pub holders: Vec<Arc<Named>>,
}

/// Who holds one place.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Control {
    /// Its id: `control:PLACE`.
    pub id: String,
    /// The place.
    pub places: Vec<Arc<Named>>,
    /// How it is held.
    pub state: ControlState,
    /// Who holds it; of a place that was left, who left it.
    pub holders: Vec<Arc<Named>>,
    /// Who fights for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contenders: Vec<Arc<Named>>,
    /// What is told on the two sides, where it is disputed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sides: Vec<ControlSide>,
    /// Since when.
    pub since: Between,
    /// The last day on which anything was told of it.
    pub last_told: Day,
    /// Who held it when.
    pub episodes: Vec<Episode<ControlState>>,
    /// Why.
    pub because: Vec<Because>,
    /// How sure it is.
    #[serde(flatten)]
    pub weighing: Weighing,
}

/// Holders of a unit by their places in the list, as bits. Those beyond the last bit share it.
type Set = u64;

/// What a claim tells of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hold {
    /// These hold it.
    Held(Set),
    /// These enter it, or took a part of it.
    Contested(Set),
    /// These left it; nobody, where no report says who.
    Left(Set),
    /// These do not hold it.
    Not(Set),
}

impl Value for Hold {
    fn fit(&self, next: &Self) -> Fit {
        use Hold::{Contested, Held, Left, Not};
        let own = |a: &Set, b: &Set| a & b != 0;
        match (self, next) {
            (Held(a), Held(b)) | (Contested(a), Contested(b)) if own(a, b) => Fit::Same,
            (Held(_), Held(_)) => Fit::Against,
            (Held(a), Contested(b)) if own(a, b) => Fit::Beside,
            (Held(a), Left(b)) if own(a, b) || *b == 0 => Fit::Against,
            (Held(a), Not(b)) | (Left(b) | Not(b), Held(a)) if own(a, b) => Fit::Against,
            // Who leaves a place that others hold was only there.
            (Held(_), Left(_) | Not(_)) | (Left(_) | Contested(_), Not(_)) => Fit::Beside,
            (Left(_), Left(_)) | (Not(_), Not(_)) => Fit::Same,
            _ => Fit::Onward,
        }
    }
}

pub(super) fn of_unit(unit: &Unit<'_>) -> Vec<Control> {
    if unit.is_nowhere() {
        return Vec::new();
    }
    let context = &unit.context;
    let facts = || unit.each().filter(|i| !i.ahead).flat_map(|i| i.facts.iter().map(move |f| (i, *f)));
    let named = facts().flat_map(|(_, fact)| fact.actors.iter().chain(&fact.targets).copied());
    let holders = Holders::of(named, context);
    let mut places: FxHashMap<Where, Vec<Step<'_, Hold>>> = FxHashMap::default();
    for (incident, fact) in facts() {
        let Some(step) = step(fact, incident, &holders, context) else { continue };
        for place in unit.places(fact) {
            places.entry(place).or_default().push(step.clone());
        }
    }
    let elsewhere = |here: Where| {
        let others = places.iter().filter(move |(there, _)| **there != here);
        others.flat_map(move |(there, steps)| from_elsewhere(here, *there, steps, context))
    };
    let mut all: Vec<Control> = places
        .iter()
        .filter_map(|(place, steps)| control(*place, steps.iter().cloned().chain(elsewhere(*place)).collect(), context))
        .collect();
    all.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    all
}

/// What a claim tells of who holds a place.
fn step<'f>(
    fact: &'f Fact,
    incident: &Incident<'_>,
    holders: &Holders,
    context: &Context<'_>,
) -> Option<Step<'f, Hold>> {
    let set = |who: &Whos| -> Set {
        let bit = |at: usize| 1 << at.min(Set::BITS as usize - 1);
        who.iter().filter_map(|who| holders.position(*who, context)).map(bit).fold(0, |all, bit| all | bit)
    };
    let (own, to) = (set(&fact.actors), set(&fact.targets));
    let denied = fact.bearing() == Bearing::Denied;
    let value = match fact.event {
        Event::ControlLeave if denied => Hold::Held(own),
        Event::ControlLeave if to & !own != 0 => Hold::Held(to),
        Event::ControlLeave => Hold::Left(own),
        _ if denied => Hold::Not(own),
        _ if fact.ceases => Hold::Left(own),
        Event::ControlTake if fact.modality != Modality::Happened => Hold::Contested(own),
        Event::ControlTake | Event::ControlHold => Hold::Held(own),
        _ => return None,
    };
    // That somebody holds it says nothing where nobody is named.
    if value == Hold::Held(0) || value == Hold::Not(0) || value == Hold::Contested(0) {
        return None;
    }
    let mut step = Step::of(value, fact, incident)?;
    if fact.event == Event::ControlHold {
        step.reach = Reach::State;
    }
    if fact.event == Event::ControlHold && step.manner == Manner::Event {
        (step.manner, step.from) = (Manner::State, step.to);
    }
    Some(step)
}

/// What is told of another place of the settlement says of this one: who takes or leaves the whole takes or leaves its part, and who
/// takes a part contests the whole.
fn from_elsewhere<'f>(
    here: Where,
    there: Where,
    steps: &[Step<'f, Hold>],
    context: &Context<'_>,
) -> Vec<Step<'f, Hold>> {
    let (whole, part) = (context.names.lies_in(here, there), context.names.lies_in(there, here));
    if !whole && !part {
        return Vec::new();
    }
    let seen = steps.iter().filter(|s| s.manner == Manner::Event).filter_map(|step| {
        let value = match step.value {
            Hold::Held(_) | Hold::Left(_) if whole => step.value,
            Hold::Held(who) if part => Hold::Contested(who),
            _ => return None,
        };
        Some(Step { value, ..step.clone() })
    });
    seen.collect()
}

fn control(place: Where, steps: Vec<Step<'_, Hold>>, context: &Context<'_>) -> Option<Control> {
    let history = History::new(steps, Order::None, context);
    let last = history.stretches.len().checked_sub(1)?;
    let current = history.stretches.get(last)?;
    let who = |stretch: &Stretch<Hold>| actors(history.told(stretch).flat_map(|s| hands(s)), context.names);
    let held = |stretch: &&Stretch<Hold>| matches!(stretch.value, Hold::Held(_));
    let contested = matches!(current.value, Hold::Contested(_));
    let holder = if contested { history.stretches.iter().rev().find(held) } else { Some(current) };
    let others = || actors(history.against(current).flat_map(|s| hands(s)), context.names);
    let mut sides = current.sides(|value| ControlSide { state: shown(value), holders: Vec::new() });
    if let [a, b] = sides.as_mut_slice() {
        (a.holders, b.holders) = (who(current), others());
    }
    let place = context.names.at(place);
    Some(Control {
        id: format!("control:{}", slug(&place)),
        places: vec![place],
        state: state(current),
        holders: if current.other.is_some() { Vec::new() } else { holder.map(who).unwrap_or_default() },
        contenders: if contested { who(current) } else { Vec::new() },
        sides,
        since: current.begin,
        last_told: history.last_told(current),
        episodes: history.episodes(state, who, context),
        because: history.because(|before, stretch| rule(before, stretch, &history)),
        weighing: history.weigh(current, context),
    })
}

/// In whose hands a step puts the place: who takes or holds it, to whom it is handed over, or who left it.
fn hands<'s>(step: &'s Step<'_, Hold>) -> impl Iterator<Item = crate::Who> + 's {
    let handed = step.fact.event == Event::ControlLeave && matches!(step.value, Hold::Held(_));
    let to = handed && step.manner == Manner::Event;
    if to { step.fact.targets.iter() } else { step.fact.actors.iter() }.copied()
}

fn shown(value: &Hold) -> ControlState {
    match value {
        Hold::Held(_) => ControlState::Held,
        Hold::Contested(_) => ControlState::Contested,
        Hold::Left(_) => ControlState::Left,
        Hold::Not(_) => ControlState::NotHeld,
    }
}

fn state(stretch: &Stretch<Hold>) -> ControlState {
    if stretch.other.is_some() { ControlState::Disputed } else { shown(&stretch.value) }
}

fn rule(before: Option<&Stretch<Hold>>, stretch: &Stretch<Hold>, history: &History<'_, Hold>) -> &'static str {
    let by = |event: Event| history.told(stretch).any(|s| s.fact.event == event && s.manner == Manner::Event);
    match state(stretch) {
        ControlState::Disputed => "control-disputed",
        ControlState::Held if by(Event::ControlLeave) => "control-handed-over",
        ControlState::Held if by(Event::ControlTake) && before.is_some() => "control-changed-hands",
        ControlState::Held if by(Event::ControlTake) => "control-taken",
        ControlState::Held => "control-held",
        ControlState::Contested => "control-contested",
        ControlState::Left => "control-left",
        ControlState::NotHeld => "control-not-held",
    }
}

/// Days for which fighting for a place leaves it contested, if nothing is told of it meanwhile.
pub(crate) const FOUGHT_FOR: i32 = 14;

/// Places that somebody holds are contested where he fights another there.
pub(crate) fn contest(control: &mut [Arc<Control>], incidents: &Incidents<'_>, context: &Context<'_>) {
    let mut fights: FxHashMap<Where, Vec<&Incident<'_>>> = FxHashMap::default();
    let domain = context.world.settings().domain(Event::Clash);
    let told = |f: &&Fact| f.event == Event::Clash && f.bearing() == Bearing::Told;
    let since = context.now.plus(-FOUGHT_FOR);
    let fought = |i: &&Incident<'_>| i.to >= since && i.facts.iter().any(told);
    for fight in incidents.told(|of| of == domain, |_| true).filter(fought) {
        for place in &fight.places {
            fights.entry(*place).or_default().push(fight);
        }
    }
    for record in control.iter_mut().filter(|c| c.state == ControlState::Held) {
        let place = record.places.first().and_then(|place| context.names.find_place(&place.id));
        let Some(fights) = place.and_then(|place| fights.get(&place)) else { continue };
        let holders: Vec<_> = record.holders.iter().filter_map(|h| context.names.find_actor(&h.id)).collect();
        let kin = |who: &crate::Who| holders.iter().any(|holder| context.names.kin(*holder, *who, context.world));
        let parties = |fight: &Incident<'_>| {
            let clashes = fight.facts.iter().filter(|f| f.event == Event::Clash && f.bearing() == Bearing::Told);
            clashes.flat_map(|f| f.actors.iter().chain(&f.targets).copied()).collect::<Vec<_>>()
        };
        let against = |fight: &&&Incident<'_>| {
            let parties = parties(fight);
            fight.from > record.since.latest && parties.iter().any(kin) && !parties.iter().all(kin)
        };
        let mut against: Vec<&&Incident<'_>> = fights.iter().filter(against).collect();
        against.sort_unstable_by_key(|fight| (fight.to, fight.id));
        let Some(first) = against.first() else { continue };
        let others = against.iter().flat_map(|fight| parties(fight)).filter(|who| !kin(who));
        let incidents = against.iter().map(|fight| fight.id).collect();
        let record = Arc::make_mut(record);
        record.contenders = actors(others, context.names);
        record.state = ControlState::Contested;
        record.because.push(Because { rule: "control-fought-for", day: first.to, incidents });
    }
}
