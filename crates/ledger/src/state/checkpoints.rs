//! Checkpoints, barriers, roads and crossings: up or removed, closed or open, whose.

use super::history::{Between, Episode, Fit, History, Order, Step, Stretch, Value};
use super::holders::Holders;
use super::naming::slug;
use super::{Because, Unit};
use crate::confidence::Weighing;
use crate::fact::{Bearing, Day, Fact, Named, Where};
use crate::incident::Toll;
use hudna_claims::Event;
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::sync::Arc;

/// What is set up or closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckpointKind {
    /// A checkpoint, barrier, berm or trench.
    Checkpoint,
    /// A road, crossing, airport or corridor.
    Route,
}

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Checkpoint {
    /// Its id: `checkpoint:PLACE:HOLDER` or `route:PLACE:HOLDER`.
    pub id: String,
    /// What it is.
    pub kind: CheckpointKind,
    /// The place.
    pub places: Vec<Arc<Named>>,
    /// Whose it is; nobody where no report says so.
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
    let mut places: FxHashMap<(Where, CheckpointKind), Vec<Step<'_, Post>>> = FxHashMap::default();
    for incident in unit.incidents.iter().filter(|i| !i.ahead) {
        for fact in &incident.facts {
            let Some((kind, value)) = value(fact) else { continue };
            let Some(step) = Step::of(value, fact, incident) else { continue };
            for place in unit.places(fact) {
                places.entry((place, kind)).or_default().push(step.clone());
            }
        }
    }
    let mut all = Vec::new();
    for kind in [CheckpointKind::Checkpoint, CheckpointKind::Route] {
        let of_kind = || places.iter().filter(|((_, k), _)| *k == kind);
        let named = of_kind().flat_map(|(_, steps)| steps).flat_map(|s| s.fact.actors.iter().copied());
        let holders = Holders::of(named, &unit.context);
        for ((place, _), own) in of_kind() {
            let mut told: Vec<Told<'_>> =
                own.iter().map(|step| Told { step: step.clone(), holder: None, own: true }).collect();
            if kind == CheckpointKind::Checkpoint {
                let others = of_kind().filter(|((other, _), _)| other != place);
                told.extend(others.flat_map(|((other, _), steps)| from_elsewhere(*place, *other, steps, unit)));
            }
            settle_holders(&mut told, own, &holders, unit);
            for holder in (0..holders.len()).map(Some).chain([None]) {
                let steps = told.iter().filter(|t| t.holder == holder).cloned().collect();
                let holder = holder.and_then(|at| holders.name(at));
                all.extend(checkpoint(kind, *place, holder, steps, unit));
            }
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
fn from_elsewhere<'f>(here: Where, there: Where, steps: &[Step<'f, Post>], unit: &Unit<'_>) -> Vec<Told<'f>> {
    let names = unit.context.names;
    let (whole, part) = (names.lies_in(here, there), names.lies_in(there, here));
    if !whole && !part {
        return Vec::new();
    }
    let told = steps.iter().filter(|s| s.fact.bearing() == Bearing::Told);
    let seen = told.filter_map(|step| {
        let value = match step.value {
            Post::Removed if whole => Post::Removed,
            Post::Removed if part => Post::PartGone,
            Post::Up if part => Post::PartBack,
            _ => return None,
        };
        Some(Told { step: Step { value, counts: false, ..step.clone() }, holder: None, own: false })
    });
    seen.collect()
}

/// Puts each step with a holder: who is named; where nobody is, the only one who has anything there.
fn settle_holders(told: &mut [Told<'_>], own: &[Step<'_, Post>], holders: &Holders, unit: &Unit<'_>) {
    let position = |fact: &Fact| fact.actors.iter().find_map(|who| holders.position(*who, &unit.context));
    let mut there: Vec<usize> = own.iter().filter_map(|s| position(s.fact)).collect();
    there.sort_unstable();
    there.dedup();
    let only = match there.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    for one in told {
        one.holder = position(one.step.fact).or(only);
    }
}

fn checkpoint(
    kind: CheckpointKind,
    place: Where,
    holder: Option<Arc<Named>>,
    told: Vec<Told<'_>>,
    unit: &Unit<'_>,
) -> Option<Checkpoint> {
    let context = &unit.context;
    // Of what is only told of parts or of the whole, and of what was only denied to have been set up, there is nothing to say here.
    let denied = |step: &Step<'_, Post>| step.value == Post::Removed && step.fact.bearing() == Bearing::Denied;
    if !told.iter().any(|t| t.own && !denied(&t.step)) {
        return None;
    }
    let history = History::new(told.into_iter().map(|t| t.step).collect(), Order::Told, context);
    let current = history.stretches.last()?;
    let place = context.names.at(place);
    let prefix = match kind {
        CheckpointKind::Checkpoint => "checkpoint",
        CheckpointKind::Route => "route",
    };
    let whose = holder.as_deref().map_or_else(|| "unknown".to_owned(), slug);
    Some(Checkpoint {
        id: format!("{prefix}:{}:{whose}", slug(&place)),
        kind,
        places: vec![place],
        holders: holder.into_iter().collect(),
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
