//! Detention: who was detained, freed, exchanged, by whom; persons and bodies apart, and what lies ahead apart from what was done.

use super::history::{Between, Fit, History, Order, Reach, Step, Stretch, Value};
use super::holders::Holders;
use super::naming::{actors, slug};
use super::{Because, Unit};
use crate::confidence::Weighing;
use crate::context::Context;
use crate::fact::{Bearing, Day, Fact, Named, Where, Whos};
use crate::incident::{Incident, IncidentId, Toll};
use hudna_claims::{Event, Modality};
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;
use std::sync::Arc;

/// How it stands with those whom somebody holds at a place: what was told last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DetentionState {
    /// People were detained.
    Detained,
    /// They were freed, or bodies handed over.
    Released,
    /// Fewer were freed than had been detained.
    PartlyReleased,
    /// They were exchanged.
    Exchanged,
    /// They have not been freed.
    NotReleased,
    /// That anyone was detained is denied, and nobody says so.
    NotDetained,
    /// Independent words tell different things of one time.
    Disputed,
    /// Nothing has been done; it is demanded, promised or agreed.
    Ahead,
}

/// One detention, release or exchange.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Custody {
    /// The incident.
    pub incident: IncidentId,
    /// What it is.
    pub event: Event,
    /// Of what lies ahead: in what way it is put forward.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modality: Option<Modality>,
    /// When it was, or is to be.
    pub on: Between,
    /// Who was detained or freed, where they are named.
    pub who: Vec<Arc<Named>>,
    /// The words that reports use for them.
    pub called: Vec<Arc<str>>,
    /// How many.
    pub count: Option<Toll>,
    /// How sure it is.
    #[serde(flatten)]
    pub weighing: Weighing,
}

/// What one side did with those whom it holds at a place.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Detention {
    /// Its id: `detention:PLACE:HOLDER`, with `:bodies` where it is about the dead; of a holder that belongs to another body, the
    /// outermost one.
    pub id: String,
    /// The place; none where no report says so.
    pub places: Vec<Arc<Named>>,
    /// Who holds or held them, as reports name them; nobody where no report says so.
    pub holders: Vec<Arc<Named>>,
    /// It is about the dead.
    pub bodies: bool,
    /// How it stands.
    pub state: DetentionState,
    /// What is told on the two sides, where it is disputed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sides: Vec<DetentionState>,
    /// Since when.
    pub since: Between,
    /// How many were detained, as far as numbers are told.
    pub detained: Option<Toll>,
    /// How many were freed, as far as numbers are told.
    pub released: Option<Toll>,
    /// How many were exchanged, as far as numbers are told.
    pub exchanged: Option<Toll>,
    /// All that was done, in the order of time.
    pub done: Vec<Custody>,
    /// What lies ahead, in the order of time.
    pub ahead: Vec<Custody>,
    /// The last day on which anything was told of it.
    pub last_told: Day,
    /// Why.
    pub because: Vec<Because>,
    /// How sure it is.
    #[serde(flatten)]
    pub weighing: Weighing,
}

impl Value for DetentionState {
    fn fit(&self, next: &Self) -> Fit {
        use DetentionState::{Detained, Exchanged, NotDetained, NotReleased, Released};
        match (self, next) {
            (a, b) if a == b => Fit::Same,
            // An exchange is told as a release too; whoever is detained has not been freed.
            (Exchanged, Released) | (Detained, NotReleased) | (NotReleased, Detained) => Fit::Beside,
            (Detained, NotDetained) | (NotDetained, Detained) => Fit::Against,
            (Released | Exchanged, NotReleased) | (NotReleased, Released | Exchanged) => Fit::Against,
            (_, NotDetained) => Fit::Beside,
            _ => Fit::Onward,
        }
    }
}

/// What is told of one key.
#[derive(Default)]
struct Told<'f> {
    steps: Vec<Step<'f, DetentionState>>,
    incidents: Vec<&'f Incident<'f>>,
}

type Key = (Option<Where>, Option<usize>, bool);

pub(super) fn of_unit(unit: &Unit<'_>) -> Vec<Detention> {
    if unit.at.is_some() && unit.is_nowhere() {
        return Vec::new();
    }
    let context = &unit.context;
    let facts = || unit.each().flat_map(|incident| incident.facts.iter().map(move |fact| (incident, *fact)));
    let holders = Holders::of(facts().flat_map(|(_, fact)| holding(fact, context)), context);
    let mut keys: FxHashMap<Key, Told<'_>> = FxHashMap::default();
    for (incident, fact) in facts() {
        for key in keys_of(fact, &holders, unit) {
            let told = keys.entry(key).or_default();
            if told.incidents.last().is_none_or(|last| last.id != incident.id) {
                told.incidents.push(incident);
            }
            if let Some(step) = step(fact, incident) {
                told.steps.push(step);
            }
        }
    }
    join_unnamed(&mut keys);
    let mut all: Vec<Detention> =
        keys.into_iter().filter_map(|(key, told)| detention(key, told, &holders, context)).collect();
    all.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    all
}

/// Who holds, or held, those whom a claim is about: of an exchange, both sides. Civilians and the wounded are none.
fn holding<'f>(fact: &'f Fact, context: &Context<'f>) -> impl Iterator<Item = crate::Who> + 'f {
    let names = context.names;
    let side = |who: &crate::Who| names.who(*who).known && names.people(*who).is_empty();
    let others = fact.targets.iter().filter(move |who| fact.event == Event::Exchange && side(who));
    fact.actors.iter().chain(others).copied()
}

/// The keys that a claim tells of.
fn keys_of(fact: &Fact, holders: &Holders, unit: &Unit<'_>) -> Vec<Key> {
    let context = &unit.context;
    let bodies = fact
        .people
        .is_some_and(|people| context.names.classes(people).iter().any(|class| context.world.class(*class) == DEAD));
    let mut whose: Vec<Option<usize>> =
        holding(fact, context).map(|who| holders.position(who, context)).filter(Option::is_some).collect();
    whose.sort_unstable();
    whose.dedup();
    if whose.is_empty() {
        whose.push(None);
    }
    let mut places: Vec<Option<Where>> = unit.places(fact).map(Some).collect();
    // What is told of nobody at no place is of nobody.
    if places.is_empty() && whose != [None] {
        places.push(None);
    }
    places.iter().flat_map(|place| whose.iter().map(move |who| (*place, *who, bodies))).collect()
}

/// The kind of people, in `people_goods.toml`, that are dead.
const DEAD: &str = "dead";

/// What a claim tells of those who are held.
fn step<'f>(fact: &'f Fact, incident: &Incident<'_>) -> Option<Step<'f, DetentionState>> {
    let denied = fact.bearing() == Bearing::Denied;
    let value = match fact.event {
        Event::Detain if denied => DetentionState::NotDetained,
        Event::Detain => DetentionState::Detained,
        Event::Release | Event::Exchange if denied || fact.ceases => DetentionState::NotReleased,
        Event::Release => DetentionState::Released,
        Event::Exchange => DetentionState::Exchanged,
        _ => return None,
    };
    let mut step = Step::of(value, fact, incident)?;
    // That nobody was freed of late says nothing of who was freed long ago.
    step.reach = if value == DetentionState::NotDetained { Reach::Event } else { Reach::Days };
    Some(step)
}

/// Who was freed by nobody in particular was freed by the only one who holds anybody there. Nobody is accused of detaining in this way.
fn join_unnamed(keys: &mut FxHashMap<Key, Told<'_>>) {
    let unnamed: Vec<Key> = keys.keys().copied().filter(|(_, whose, _)| whose.is_none()).collect();
    for key in unnamed {
        let holds = |k: &Key, told: &Told<'_>| k.0 == key.0 && k.2 == key.2 && k.1.is_some() && !told.steps.is_empty();
        let mut only = keys.iter().filter(|(k, told)| holds(k, told)).map(|(k, _)| *k);
        let (Some(to), None) = (only.next(), only.next()) else { continue };
        drop(only);
        let freed = |incident: &&Incident<'_>| incident.event != Event::Detain;
        let Some(unnamed) = keys.get_mut(&key).filter(|told| told.incidents.iter().all(|i| i.ahead || freed(i))) else {
            continue;
        };
        let steps = std::mem::take(&mut unnamed.steps);
        let (moved, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut unnamed.incidents).into_iter().partition(freed);
        unnamed.incidents = kept;
        if let Some(into) = keys.get_mut(&to) {
            into.steps.extend(steps);
            into.incidents.extend(moved);
        }
    }
}

fn detention(key: Key, told: Told<'_>, holders: &Holders, context: &Context<'_>) -> Option<Detention> {
    let (place, whose, bodies) = key;
    let Told { steps, mut incidents } = told;
    incidents.sort_unstable_by_key(|i| (i.to, i.id));
    incidents.dedup_by_key(|i| i.id);
    let rows = |ahead: bool| incidents.iter().filter(move |i| i.ahead == ahead && (ahead || i.is_told()));
    let done: Vec<Custody> = rows(false).map(|i| custody(i, context)).collect();
    let ahead: Vec<Custody> = rows(true).map(|i| custody(i, context)).collect();
    let total = |event: Event| rows(false).filter(|i| i.event == event).filter_map(|i| i.count).reduce(sum);
    let (detained, released, exchanged) = (total(Event::Detain), total(Event::Release), total(Event::Exchange));
    let history = History::new(steps, Order::Told, context);
    let last_told = incidents.iter().flat_map(|i| &i.facts).map(|f| f.told).max()?;
    let current = history.stretches.last();
    let freed = released.or(exchanged);
    let state = match current.map(state) {
        None => DetentionState::Ahead,
        Some(DetentionState::Released | DetentionState::Exchanged)
            if detained.zip(freed).is_some_and(|(in_, out)| out.high < in_.low) =>
        {
            DetentionState::PartlyReleased
        }
        Some(state) => state,
    };
    // Of what lies ahead, what was told last.
    let (since, weighing) = match (current, ahead.last()) {
        (Some(current), _) => (current.begin, history.weigh(current, context)),
        (None, Some(last)) => (last.on, last.weighing.clone()),
        (None, None) => return None,
    };
    let mut because = history.because(rule);
    let mut ahead_of = ahead.iter().map(|row| row.incident).collect::<Vec<_>>();
    ahead_of.sort_unstable();
    if !ahead_of.is_empty() {
        let day = ahead.iter().map(|row| row.on.latest).max().unwrap_or(last_told);
        because.push(Because { rule: "detention-ahead", day, incidents: ahead_of });
    }
    let (place, family) = (place.map(|place| context.names.at(place)), whose.and_then(|at| holders.name(at)));
    // The key is the family, which the words for it share; what is shown is the words.
    let own = |fact: &Fact| -> Whos {
        holding(fact, context).filter(|who| whose.is_some() && holders.position(*who, context) == whose).collect()
    };
    let mut called = history.called(own, context.names);
    if called.is_empty() {
        called = actors(incidents.iter().flat_map(|i| &i.facts).flat_map(|fact| own(fact)), context.names);
    }
    if called.is_empty() {
        called.extend(family.clone());
    }
    let at = place.as_deref().map_or(Cow::Borrowed("unplaced"), slug);
    let by = family.as_deref().map_or(Cow::Borrowed("unknown"), slug);
    Some(Detention {
        id: format!("detention:{at}:{by}{}", if bodies { ":bodies" } else { "" }),
        places: place.into_iter().collect(),
        holders: called,
        bodies,
        state,
        sides: current.map(|c| c.sides(|value| *value)).unwrap_or_default(),
        since,
        detained,
        released,
        exchanged,
        done,
        ahead,
        last_told,
        because,
        weighing,
    })
}

fn custody(incident: &Incident<'_>, context: &Context<'_>) -> Custody {
    let mut called: Vec<_> = incident.facts.iter().filter_map(|f| f.people).map(|p| context.names.text(p)).collect();
    called.sort_unstable();
    called.dedup();
    Custody {
        incident: incident.id,
        event: incident.event,
        modality: incident.facts.first().map(|f| f.modality).filter(|_| incident.ahead),
        on: Between { earliest: incident.from, latest: incident.to },
        who: actors(incident.targets.iter().copied(), context.names),
        called,
        count: incident.count,
        weighing: incident.weighing.clone(),
    }
}

fn sum(a: Toll, b: Toll) -> Toll {
    Toll {
        low: a.low.saturating_add(b.low),
        best: a.best.saturating_add(b.best),
        high: a.high.saturating_add(b.high),
        or_more: a.or_more || b.or_more,
    }
}

fn state(stretch: &Stretch<DetentionState>) -> DetentionState {
    if stretch.other.is_some() { DetentionState::Disputed } else { stretch.value }
}

fn rule(_: Option<&Stretch<DetentionState>>, stretch: &Stretch<DetentionState>) -> &'static str {
    match state(stretch) {
        DetentionState::Detained => "detention-detained",
        DetentionState::Released | DetentionState::PartlyReleased => "detention-released",
        DetentionState::Exchanged => "detention-exchanged",
        DetentionState::NotReleased => "detention-not-released",
        DetentionState::NotDetained => "detention-denied",
        DetentionState::Disputed => "detention-disputed",
        DetentionState::Ahead => "detention-ahead",
    }
}
