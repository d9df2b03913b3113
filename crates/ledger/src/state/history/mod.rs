//! The history of one key: stretches of time in which one thing held, from what is told of it, by inertia: what was so is so until
//! something else is told. Where independent words tell different things of one time, the stretch is disputed.

mod fold;
mod step;

use super::Because;
use crate::confidence::{Weighing, weigh_sides};
use crate::context::Context;
use crate::fact::{Day, Fact, Name, Named, Names, Whos};
use crate::incident::{IncidentId, Toll, counted};
use fold::{Fold, support_undated};
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;
pub(super) use step::{Fit, Manner, Reach, Step, Value};

/// The days between which something began or ended. An open one is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Between {
    /// First day on which it can have been.
    pub earliest: Day,
    /// Last day on which it can have been.
    pub latest: Day,
}

/// A stretch of time in which one thing held.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
#[schemars(rename = "EpisodeOf{S}")]
pub struct Episode<S> {
    /// What held.
    pub state: S,
    /// By whom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<Arc<Named>>,
    /// When it began.
    pub begin: Between,
    /// When it ended; absent for the last one.
    pub end: Option<Between>,
    /// The last number told of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<Toll>,
    /// What it rests on.
    pub incidents: Vec<IncidentId>,
}

impl<V> Stretch<V> {
    /// The two values of a dispute, for people.
    pub fn sides<S>(&self, show: impl Fn(&V) -> S) -> Vec<S> {
        self.other.iter().flat_map(|other| [show(&self.value), show(other)]).collect()
    }
}

/// A stretch of time in which one value held, or two were told.
#[derive(Debug, Clone)]
pub(super) struct Stretch<V> {
    pub value: V,
    /// What others say instead.
    pub other: Option<V>,
    pub begin: Between,
    /// Steps that tell the value, by their places in the history.
    pub steps: Vec<usize>,
    /// Steps that tell the other value.
    pub against: Vec<usize>,
    /// Last day on which it is told to have held.
    pub last: Day,
}

/// The stretches of a key, in the order of time.
pub(super) struct History<'f, V> {
    pub steps: Vec<Step<'f, V>>,
    pub stretches: Vec<Stretch<V>>,
}

/// How events of one day are put in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// What a later report tells is later, and what a report tells further on.
    Told,
    /// Not at all: different words for one day stand against each other.
    None,
}

impl<'f, V: Value> History<'f, V> {
    /// The history that steps make. Their order does not matter.
    pub fn new(mut steps: Vec<Step<'f, V>>, order: Order, context: &Context<'_>) -> Self {
        let dated = steps.iter().any(Step::is_dated);
        // Those that can be put in time come first; the others only speak for what these tell.
        steps.sort_unstable_by_key(|s| {
            let fact = s.fact;
            let place = (fact.evidence.start, fact.said_at);
            (dated && !s.is_dated(), s.to, fact.told, s.manner, fact.key.report, place, fact.key)
        });
        let mut stretches: Vec<Stretch<V>> = Vec::new();
        let fold = Fold::of(&steps, order, context);
        for (at, step) in steps.iter().enumerate() {
            if dated && !step.is_dated() {
                support_undated(&mut stretches, at, step);
            } else {
                fold.take(&mut stretches, at, step);
            }
        }
        History { steps, stretches }
    }

    /// The steps of a stretch's value.
    pub fn told(&self, stretch: &Stretch<V>) -> impl Iterator<Item = &Step<'f, V>> {
        stretch.steps.iter().filter_map(|at| self.steps.get(*at))
    }

    /// The steps of what others say instead.
    pub fn against(&self, stretch: &Stretch<V>) -> impl Iterator<Item = &Step<'f, V>> {
        stretch.against.iter().filter_map(|at| self.steps.get(*at))
    }

    /// Who is said to do it, or else what others say he did.
    pub fn actors(&self, stretch: &Stretch<V>, names: &Names) -> Vec<Arc<Named>> {
        let both = self.told(stretch).chain(self.against(stretch));
        super::naming::actors(both.flat_map(|s| s.fact.actors.iter().copied()), names)
    }

    /// Who is named, of those whom `of` takes from a fact, by what is told of the latest stretch; where that names nobody, of the one
    /// before it.
    pub fn called(&self, of: impl Fn(&Fact) -> Whos, names: &Names) -> Vec<Arc<Named>> {
        let of_stretch = |stretch| {
            let both = self.told(stretch).chain(self.against(stretch));
            super::naming::actors(both.flat_map(|s| of(s.fact)), names)
        };
        self.stretches.iter().rev().map(of_stretch).find(|named| !named.is_empty()).unwrap_or_default()
    }

    /// The incidents of a stretch, each once.
    pub fn incidents(&self, stretch: &Stretch<V>) -> Vec<IncidentId> {
        let mut all: Vec<_> = self.told(stretch).chain(self.against(stretch)).map(|s| s.incident).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// How sure a stretch's value is.
    pub fn weigh(&self, stretch: &Stretch<V>, context: &Context<'_>) -> Weighing {
        let told = self.told(stretch).map(|s| (s.fact, true));
        weigh_sides(told.chain(self.against(stretch).map(|s| (s.fact, false))), context)
    }

    /// The last day on which anything was told of a stretch.
    pub fn last_told(&self, stretch: &Stretch<V>) -> Day {
        self.told(stretch).chain(self.against(stretch)).map(|s| s.fact.told).max().unwrap_or(stretch.last)
    }

    /// The number that is told of a stretch: what all words come to that tell of the same days as the last one.
    pub fn count(&self, stretch: &Stretch<V>, context: &Context<'_>) -> Option<Toll> {
        self.counted(stretch, context).0
    }

    /// The same, with the unit that it counts.
    pub fn counted(&self, stretch: &Stretch<V>, context: &Context<'_>) -> (Option<Toll>, Option<Name>) {
        let all = || self.told(stretch).filter(|s| s.counts);
        let Some(last) = all().max_by_key(|s| (s.to, s.fact.told, s.fact.key)) else { return (None, None) };
        let (from, to) = (last.from, last.to);
        let facts: Vec<&Fact> = all().filter(|s| s.from <= to && from <= s.to).map(|s| s.fact).collect();
        counted(&facts, context)
    }

    /// The stretches as they are shown.
    pub fn episodes<S>(
        &self,
        state: impl Fn(&Stretch<V>) -> S,
        by: impl Fn(&Stretch<V>) -> Vec<Arc<Named>>,
        context: &Context<'_>,
    ) -> Vec<Episode<S>> {
        let ends = self.stretches.iter().skip(1).map(|next| Some(next.begin)).chain([None]);
        let episode = |(stretch, end): (&Stretch<V>, Option<Between>)| Episode {
            state: state(stretch),
            by: by(stretch),
            begin: stretch.begin,
            end,
            count: self.count(stretch, context),
            incidents: self.incidents(stretch),
        };
        self.stretches.iter().zip(ends).map(episode).collect()
    }

    /// Why each stretch is taken to have begun, by the rule that a part of the state gives.
    pub fn because(&self, rule: impl Fn(Option<&Stretch<V>>, &Stretch<V>) -> &'static str) -> Vec<Because> {
        let before = [None].into_iter().chain(self.stretches.iter().map(Some));
        let because = |(before, stretch): (Option<&Stretch<V>>, &Stretch<V>)| Because {
            rule: rule(before, stretch),
            day: stretch.begin.latest,
            incidents: self.incidents(stretch),
        };
        before.zip(&self.stretches).map(because).collect()
    }
}
