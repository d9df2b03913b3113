//! Access: what and who may pass where, by whose leave.

use super::history::{Between, Episode, Fit, History, Order, Reach, Step, Stretch, Value};
use super::naming::slug;
use super::{Because, SiegeRecord, SiegeStanding, Unit};
use crate::confidence::Weighing;
use crate::context::Context;
use crate::fact::{Bearing, Day, Fact, Name, Named, Where};
use crate::incident::{Incident, IncidentId, Toll, counted};
use crate::world::Class;
use hudna_claims::Event;
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;
use smallvec::{SmallVec, smallvec};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Whether something or someone may pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccessState {
    /// Leave is given.
    Allowed,
    /// It is prevented or cut.
    Denied,
    /// It came in.
    Delivered,
    /// It has not come.
    NotCome,
    /// Independent words tell different things of one time.
    Disputed,
}

/// Something that came in, or was let in, with its number.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Passage {
    /// The incident.
    pub incident: IncidentId,
    /// When it was.
    pub on: Between,
    /// How many (trucks, people ...).
    pub count: Toll,
    /// How many of what, as told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Arc<str>>,
}

/// What or who may pass, or may not, at one place.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Access {
    /// Its id: `access:PLACE:KIND`.
    pub id: String,
    /// The place.
    pub places: Vec<Arc<Named>>,
    /// The kind of goods; `other` for words of no kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goods: Option<String>,
    /// The kind of people; `other` for words of no kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<String>,
    /// The words that reports use for them.
    pub called: Vec<Arc<str>>,
    /// What holds.
    pub state: AccessState,
    /// What is told on the two sides, where it is disputed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sides: Vec<AccessState>,
    /// Since when.
    pub since: Between,
    /// Who allows or denies it.
    pub by: Vec<Arc<Named>>,
    /// The last number told of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<Toll>,
    /// What it is a number of, as told: trucks, tons.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Arc<str>>,
    /// All that came in or was let in with a number, in the order of time.
    pub passages: Vec<Passage>,
    /// The last day on which anything was told of it.
    pub last_told: Day,
    /// What held when.
    pub episodes: Vec<Episode<AccessState>>,
    /// Why.
    pub because: Vec<Because>,
    /// How sure it is.
    #[serde(flatten)]
    pub weighing: Weighing,
}

impl Value for AccessState {
    fn fit(&self, next: &Self) -> Fit {
        use AccessState::{Allowed, Delivered, Denied, NotCome};
        match (self, next) {
            (a, b) if a == b => Fit::Same,
            // What came in was let in; what is kept out has not come.
            (Delivered, Allowed) | (Denied, NotCome) => Fit::Beside,
            (Allowed, Delivered | NotCome) | (NotCome, Allowed | Denied) => Fit::Onward,
            _ => Fit::Against,
        }
    }
}

/// What passes, as claims say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Load {
    Goods(Option<Class>),
    People(Option<Class>),
    /// Neither goods nor people are named.
    Unsaid,
}

/// What is told of one key.
#[derive(Default)]
struct Told<'f> {
    steps: Vec<Step<'f, AccessState>>,
    called: Vec<Name>,
    counted: Vec<&'f Incident<'f>>,
}

pub(super) fn of_unit(unit: &Unit<'_>) -> Vec<Access> {
    if unit.is_nowhere() {
        return Vec::new();
    }
    let mut keys: FxHashMap<(Where, Load), Told<'_>> = FxHashMap::default();
    for incident in unit.each().filter(|i| !i.ahead) {
        for fact in &incident.facts {
            let Some(mut step) = value(fact).and_then(|value| Step::of(value, fact, incident)) else { continue };
            // That nothing came of late says nothing of what came long ago; that nothing is kept out, nothing of what was.
            step.reach = if fact.event == Event::AidDeliver { Reach::Days } else { Reach::State };
            for place in unit.places(fact) {
                for load in loads(fact, &unit.context) {
                    let told = keys.entry((place, load)).or_default();
                    told.called.extend(fact.goods.filter(|_| matches!(load, Load::Goods(_))));
                    told.called.extend(fact.people.filter(|_| matches!(load, Load::People(_))));
                    if fact.count.is_some() && told.counted.last().is_none_or(|last| last.id != incident.id) {
                        told.counted.push(incident);
                    }
                    told.steps.push(step.clone());
                }
            }
        }
    }
    let mut all: Vec<_> =
        keys.into_iter().filter_map(|((place, load), told)| access(place, load, told, &unit.context)).collect();
    all.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    all
}

/// What a claim tells of access.
fn value(fact: &Fact) -> Option<AccessState> {
    let denied = fact.bearing() == Bearing::Denied;
    match fact.event {
        Event::AccessAllow if denied || fact.ceases => Some(AccessState::Denied),
        Event::AccessAllow => Some(AccessState::Allowed),
        Event::AccessDeny if denied || fact.ceases => Some(AccessState::Allowed),
        Event::AccessDeny => Some(AccessState::Denied),
        Event::AidDeliver if denied || fact.ceases => Some(AccessState::NotCome),
        Event::AidDeliver => Some(AccessState::Delivered),
        _ => None,
    }
}

/// The kinds of what passes. Of goods for people, the goods.
fn loads(fact: &Fact, context: &Context<'_>) -> SmallVec<[Load; 2]> {
    let kinds = |name: Name, load: fn(Option<Class>) -> Load| {
        let classes = context.names.classes(name);
        if classes.is_empty() { smallvec![load(None)] } else { classes.iter().map(|c| load(Some(*c))).collect() }
    };
    match (fact.goods, fact.people) {
        (Some(goods), _) => kinds(goods, Load::Goods),
        (None, Some(people)) => kinds(people, Load::People),
        // Whom it is done to, where the name says what kind of people they are.
        (None, None) => {
            let people = fact.targets.iter().flat_map(|who| context.names.people(*who));
            let mut loads: SmallVec<[Load; 2]> = people.map(|class| Load::People(Some(*class))).collect();
            loads.dedup();
            if loads.is_empty() { smallvec![Load::Unsaid] } else { loads }
        }
    }
}

fn access(place: Where, load: Load, told: Told<'_>, context: &Context<'_>) -> Option<Access> {
    let Told { steps, called, counted } = told;
    let history = History::new(steps, Order::None, context);
    let current = history.stretches.last()?;
    let place = context.names.at(place);
    let code = |class: Option<Class>| class.map_or("other", |class| context.world.class(class)).to_owned();
    let (goods, people) = match load {
        Load::Goods(class) => (Some(code(class)), None),
        Load::People(class) => (None, Some(code(class))),
        Load::Unsaid => (None, None),
    };
    let kind = goods.as_deref().or(people.as_deref()).unwrap_or("unsaid");
    let mut called: Vec<Arc<str>> = called.into_iter().map(|name| context.names.text(name)).collect();
    called.sort_unstable();
    called.dedup();
    let mut passages: Vec<Passage> = counted.into_iter().filter_map(|i| passage(i, context)).collect();
    passages.sort_unstable_by_key(|p| (p.on.latest, p.incident));
    let (count, unit) = history.counted(current, context);
    Some(Access {
        id: format!("access:{}:{kind}", slug(&place)),
        called,
        state: state(current),
        sides: current.sides(|value| *value),
        since: current.begin,
        by: history.actors(current, context.names),
        count,
        unit: unit.map(|name| context.names.text(name)),
        passages,
        last_told: history.last_told(current),
        episodes: history.episodes(state, |stretch| history.actors(stretch, context.names), context),
        because: history.because(rule),
        weighing: history.weigh(current, context),
        places: vec![place],
        goods,
        people,
    })
}

fn state(stretch: &Stretch<AccessState>) -> AccessState {
    if stretch.other.is_some() { AccessState::Disputed } else { stretch.value }
}

fn passage(incident: &Incident<'_>, context: &Context<'_>) -> Option<Passage> {
    if !incident.is_told() || incident.event == Event::AccessDeny {
        return None;
    }
    let on = Between { earliest: incident.from, latest: incident.to };
    let unit = counted(&incident.facts, context).1.map(|name| context.names.text(name));
    Some(Passage { incident: incident.id, on, count: incident.count?, unit })
}

fn rule(before: Option<&Stretch<AccessState>>, stretch: &Stretch<AccessState>) -> &'static str {
    use AccessState::{Allowed, Delivered, Denied, Disputed, NotCome};
    match (before.map(state), state(stretch)) {
        (_, Disputed) => "access-disputed",
        (Some(Denied), Allowed) => "access-denial-ended",
        (Some(Allowed | Delivered), Denied) => "access-permission-ended",
        (_, Allowed) => "access-allowed",
        (_, Denied) => "access-denied",
        (_, Delivered) => "access-delivered",
        (_, NotCome) => "access-not-come",
    }
}

/// A siege of the place that was lifted since anyone last told of a refusal is a reason to doubt that it still holds: nobody says that
/// it ended, so it stands, and the lifting stands beside it.
pub(super) fn link(access: &mut [Arc<Access>], sieges: &[Arc<SiegeRecord>]) {
    let mut lifted: BTreeMap<&str, Vec<&Because>> = BTreeMap::new();
    for siege in sieges.iter().filter(|siege| siege.state == SiegeStanding::Lifted) {
        let last = siege.because.iter().rev().find(|because| because.rule == "siege-lifted");
        if let (Some(place), Some(last)) = (siege.places.first(), last) {
            lifted.entry(&place.id).or_default().push(last);
        }
    }
    for record in access.iter_mut().filter(|a| matches!(a.state, AccessState::Denied | AccessState::NotCome)) {
        let there = record.places.first().and_then(|place| lifted.get(place.id.as_str()));
        let since = there.into_iter().flatten().filter(|lift| lift.day > record.last_told);
        if let Some(lift) = since.max_by_key(|lift| lift.day) {
            let Because { day, incidents, .. } = (*lift).clone();
            let because = Because { rule: "access-siege-lifted-since", day, incidents };
            Arc::make_mut(record).because.push(because);
        }
    }
}
