//! Checkpoints, barriers, roads and crossings: up or removed, closed or open, whose.

use super::history::{Between, Episode, Fit, History, Order, Step, Stretch, Value};
use super::holders::Holders;
use super::naming::slug;
use super::{Because, Unit};
use crate::confidence::Weighing;
use crate::context::Context;
use crate::fact::{Bearing, Day, Fact, Named, Where, Whos};
use crate::incident::Toll;
use hudna_claims::Event;
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;
use std::sync::Arc;

/// What is set up or closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckpointKind {
    /// A checkpoint, barrier, berm or trench.
    Checkpoint,
    /// A road, crossing, airport or corridor.
    Route,
}

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckpointState {
    /// It is there.
    Up,
    /// It is gone.
    Removed,
    /// In a part of the place it is gone, in another it is there.
    PartlyRemoved,
    /// The way is closed.
    Closed,
    /// The way is open.
    Open,
    /// Independent words tell different things of one time.
    Disputed,
}

/// A checkpoint, barrier, road or crossing.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Checkpoint {
    /// Its id: `checkpoint:PLACE:HOLDER` or `route:PLACE:HOLDER`; of a holder that belongs to another body, the outermost one.
    pub id: String,
    /// What it is.
    pub kind: CheckpointKind,
    /// The place.
    pub places: Vec<Arc<Named>>,
    /// Whose it is, as reports name them; nobody where no report says so.
    pub holders: Vec<Arc<Named>>,
    /// How it stands.
    pub state: CheckpointState,
    /// What is told on the two sides, where it is disputed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sides: Vec<CheckpointState>,
    /// Since when.
    pub since: Between,
    /// The last number told of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<Toll>,
    /// The last day on which anything was told of it.
    pub last_told: Day,
    /// How it stood when.
    pub episodes: Vec<Episode<CheckpointState>>,
    /// Why.
    pub because: Vec<Because>,
    /// How sure it is.
    #[serde(flatten)]
    pub weighing: Weighing,
}

/// What a claim tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Post {
    Up,
    Removed,
    /// Removed in a part of the place.
    PartGone,
    /// Set up in a part of the place.
    PartBack,
    Closed,
    Open,
}

impl Value for Post {
    fn fit(&self, next: &Self) -> Fit {
        use Post::{PartBack, PartGone, Removed, Up};
        match (self, next) {
            (a, b) if a == b => Fit::Same,
            (PartGone, PartBack) | (PartBack, PartGone) => Fit::Same,
            (Up, PartBack) | (Removed, PartGone) => Fit::Beside,
            (Up, PartGone) | (Removed, PartBack) | (PartGone | PartBack, _) => Fit::Onward,
            _ => Fit::Against,
        }
    }
}

/// What one claim tells of one place.
#[derive(Clone)]
struct Told<'f> {
    step: Step<'f, Post>,
    /// Which of the place's holders it is about, once they are known.
    holder: Option<usize>,
    /// It is told of this place, not of its whole or a part of it.
    own: bool,
}

pub(super) fn of_unit(unit: &Unit<'_>) -> Vec<Checkpoint> {
    if unit.is_nowhere() {
        return Vec::new();
    }
    let context = &unit.context;
    let facts = || unit.each().filter(|i| !i.ahead).flat_map(|i| i.facts.iter().map(move |f| (i, *f)));
    let holders = Holders::of(facts().flat_map(|(_, fact)| fact.actors.iter().copied()), context);
    let mut places: FxHashMap<(Where, CheckpointKind), Vec<Told<'_>>> = FxHashMap::default();
    for (incident, fact) in facts() {
        let Some((kind, value)) = value(fact) else { continue };
        let Some(step) = Step::of(value, fact, incident) else { continue };
        let holder = fact.actors.iter().find_map(|who| holders.position(*who, context));
        for place in unit.places(fact) {
            places.entry((place, kind)).or_default().push(Told { step: step.clone(), holder, own: true });
        }
    }
    let elsewhere: Vec<((Where, CheckpointKind), Vec<Told<'_>>)> = places
        .keys()
        .map(|(here, kind)| {
            let others = places.iter().filter(|((there, k), _)| there != here && k == kind);
            (
                (*here, *kind),
                others.flat_map(|((there, _), told)| from_elsewhere(*here, *there, told, context)).collect(),
            )
        })
        .filter(|(_, told): &(_, Vec<Told<'_>>)| !told.is_empty())
        .collect();
    // Whose something is, where nobody is named: the only one's who has anything there.
    for told in places.values_mut() {
        let only = only_holder(told);
        told.iter_mut().for_each(|t| t.holder = t.holder.or(only));
    }
    for (key, mut more) in elsewhere {
        if let Some(told) = places.get_mut(&key) {
            let only = only_holder(told);
            more.iter_mut().for_each(|t| t.holder = t.holder.or(only));
            told.append(&mut more);
        }
    }
    let mut all = Vec::new();
    for ((place, kind), mut told) in places {
        told.sort_unstable_by_key(|t| t.holder);
        for told in told.chunk_by(|a, b| a.holder == b.holder) {
            all.extend(checkpoint(kind, place, &holders, told, context));
        }
    }
    all.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    all
}

/// What a claim tells of a checkpoint or a road.
fn value(fact: &Fact) -> Option<(CheckpointKind, Post)> {
    use CheckpointKind::{Checkpoint, Route};
    let (kind, is, is_not) = match fact.event {
        Event::CheckpointErect => (Checkpoint, Post::Up, Post::Removed),
        Event::CheckpointRemove => (Checkpoint, Post::Removed, Post::Up),
        Event::RouteClose => (Route, Post::Closed, Post::Open),
        Event::RouteOpen => (Route, Post::Open, Post::Closed),
        _ => return None,
    };
    let denied = (fact.bearing() == Bearing::Denied) != fact.ceases;
    Some((kind, if denied { is_not } else { is }))
}

/// What is told of another place of the settlement says of this one: what is removed from the whole is removed from its part, and
/// what becomes of a part becomes of a part of the whole.
fn from_elsewhere<'f>(here: Where, there: Where, told: &[Told<'f>], context: &Context<'_>) -> Vec<Told<'f>> {
    let (whole, part) = (context.names.lies_in(here, there), context.names.lies_in(there, here));
    if !whole && !part {
        return Vec::new();
    }
    let told = told.iter().filter(|t| t.step.fact.bearing() == Bearing::Told);
    let seen = told.filter_map(|Told { step, holder, .. }| {
        let value = match step.value {
            Post::Removed if whole => Post::Removed,
            Post::Removed if part => Post::PartGone,
            Post::Up if part => Post::PartBack,
            _ => return None,
        };
        Some(Told { step: Step { value, counts: false, ..step.clone() }, holder: *holder, own: false })
    });
    seen.collect()
}

/// The holder of all that is told of one place, where it is only one.
fn only_holder(told: &[Told<'_>]) -> Option<usize> {
    let mut holders = told.iter().filter_map(|t| t.holder);
    let first = holders.next()?;
    holders.all(|other| other == first).then_some(first)
}

fn checkpoint(
    kind: CheckpointKind,
    place: Where,
    holders: &Holders,
    told: &[Told<'_>],
    context: &Context<'_>,
) -> Option<Checkpoint> {
    // Of what is only told of parts or of the whole, and of what was only denied to have been set up, there is nothing to say here.
    let denied = |step: &Step<'_, Post>| step.value == Post::Removed && step.fact.bearing() == Bearing::Denied;
    if !told.iter().any(|t| t.own && !denied(&t.step)) {
        return None;
    }
    let history = History::new(told.iter().map(|t| t.step.clone()).collect(), Order::Told, context);
    let current = history.stretches.last()?;
    let place = context.names.at(place);
    let prefix = match kind {
        CheckpointKind::Checkpoint => "checkpoint",
        CheckpointKind::Route => "route",
    };
    let at = told.first().and_then(|t| t.holder);
    // The key is the family, which the words for it share; what is shown is the words.
    let family = at.and_then(|at| holders.name(at));
    let own = |fact: &Fact| -> Whos {
        fact.actors.iter().copied().filter(|who| at.is_some() && holders.position(*who, context) == at).collect()
    };
    let mut called = history.called(own, context.names);
    if called.is_empty() {
        called.extend(family.clone());
    }
    let whose = family.as_deref().map_or(Cow::Borrowed("unknown"), slug);
    Some(Checkpoint {
        id: format!("{prefix}:{}:{whose}", slug(&place)),
        kind,
        places: vec![place],
        holders: called,
        state: state(current),
        sides: current.sides(shown),
        since: current.begin,
        count: history.count(current, context),
        last_told: history.last_told(current),
        episodes: history.episodes(state, |stretch| history.actors(stretch, context.names), context),
        because: history.because(rule),
        weighing: history.weigh(current, context),
    })
}

fn shown(post: &Post) -> CheckpointState {
    match post {
        Post::Up => CheckpointState::Up,
        Post::Removed => CheckpointState::Removed,
        Post::PartGone | Post::PartBack => CheckpointState::PartlyRemoved,
        Post::Closed => CheckpointState::Closed,
        Post::Open => CheckpointState::Open,
    }
}

fn state(stretch: &Stretch<Post>) -> CheckpointState {
    if stretch.other.is_some() { CheckpointState::Disputed } else { shown(&stretch.value) }
}

fn rule(before: Option<&Stretch<Post>>, stretch: &Stretch<Post>) -> &'static str {
    use CheckpointState::{Closed, Disputed, Open, PartlyRemoved, Removed, Up};
    let soon = before.is_some_and(|before| stretch.begin.latest.since(before.begin.latest) <= 0);
    match (before.map(state), state(stretch)) {
        (_, Disputed) if matches!(stretch.value, Post::Closed | Post::Open) => "route-disputed",
        (_, Disputed) => "checkpoint-disputed",
        (Some(Removed), Up) if soon => "checkpoint-back-within-hours",
        (Some(Removed | PartlyRemoved), Up) => "checkpoint-back",
        (_, Up) => "checkpoint-up",
        (_, Removed) => "checkpoint-removed",
        (_, PartlyRemoved) if stretch.value == Post::PartBack => "checkpoint-back-in-part",
        (_, PartlyRemoved) => "checkpoint-removed-in-part",
        (_, Closed) => "route-closed",
        (_, Open) => "route-open",
    }
}
