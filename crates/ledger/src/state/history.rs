//! The history of one key: stretches of time in which one thing held, from what is told of it, by inertia: what was so is so until
//! something else is told. Where independent words tell different things of one time, the stretch is disputed.

use super::Because;
use crate::confidence::{Weighing, weigh_sides};
use crate::context::Context;
use crate::fact::{Basis, Bearing, Day, Fact, Named, Names};
use crate::incident::{Incident, IncidentId, Toll, toll};
use crate::lineage::Word;
use hudna_claims::Modality;
use serde::Serialize;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The days between which something began or ended. An open one is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Between {
    /// First day on which it can have been.
    pub earliest: Day,
    /// Last day on which it can have been.
    pub latest: Day,
}

/// A stretch of time in which one thing held.
#[derive(Debug, Clone, PartialEq, Serialize)]
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

/// How one value stands to the next that is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// It is the same.
    Same,
    /// It is another one that adds nothing: the first goes on.
    Beside,
    /// It follows on the first without speaking against it.
    Onward,
    /// Both cannot hold at one time.
    Against,
}

/// What can hold of a key.
pub(super) trait Value: Copy {
    /// How a value that is told next stands to this one.
    fn fit(&self, next: &Self) -> Fit;
}

/// In what way a step tells its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Manner {
    /// It came about.
    Event,
    /// It is so.
    State,
    /// The opposite is denied.
    Denial,
}

/// How far back a denial reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// To the event that it denies, however long ago that was.
    Event,
    /// To what is so: it speaks against it however long ago it began, from the denial's own days on.
    State,
    /// Over its own days only.
    Days,
}

/// What one claim tells of a key.
#[derive(Debug, Clone)]
pub(super) struct Step<'f, V> {
    pub value: V,
    pub manner: Manner,
    /// How far back it reaches, if it is a denial.
    pub reach: Reach,
    pub from: Day,
    pub to: Day,
    pub since: Option<Day>,
    pub fact: &'f Fact,
    pub incident: IncidentId,
    /// Its number is one of this key.
    pub counts: bool,
}

impl<V> Stretch<V> {
    /// The two values of a dispute, for people.
    pub fn sides<S>(&self, show: impl Fn(&V) -> S) -> Vec<S> {
        self.other.iter().flat_map(|other| [show(&self.value), show(other)]).collect()
    }
}

impl<'f, V> Step<'f, V> {
    /// What a fact of an incident tells; nothing where it only looks ahead.
    pub fn of(value: V, fact: &'f Fact, incident: &Incident<'_>) -> Option<Self> {
        let manner = match fact.bearing() {
            Bearing::Ahead => return None,
            Bearing::Denied => Manner::Denial,
            Bearing::Told if fact.modality == Modality::Ongoing => Manner::State,
            Bearing::Told => Manner::Event,
        };
        let time = &fact.time;
        let (from, to) = match manner {
            Manner::State => (time.to, time.to),
            Manner::Denial => (time.from, time.to),
            // A vague time is narrowed by what others tell of the same event.
            Manner::Event if time.basis != Basis::Said && incident.basis != Basis::None => {
                let (from, to) = (time.from.max(incident.from), time.to.min(incident.to));
                if from <= to { (from, to) } else { (time.from, time.to) }
            }
            Manner::Event => (time.from, time.to),
        };
        let since = time.since.filter(|_| manner == Manner::State);
        Some(Step {
            value,
            manner,
            reach: Reach::Event,
            from,
            to,
            since,
            fact,
            incident: incident.id,
            counts: fact.count.is_some(),
        })
    }

    fn is_dated(&self) -> bool {
        self.fact.time.basis != Basis::None
    }

    /// Told in the same report, further on.
    fn goes_on_from(&self, other: &Self) -> bool {
        let place = |fact: &Fact| (fact.evidence.start, fact.said_at);
        self.fact.key.report == other.fact.key.report && place(self.fact) > place(other.fact)
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
        let fold = Fold { steps: &steps, order, context, words: OnceCell::new() };
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
        let counted = || self.told(stretch).filter(|s| s.counts);
        let last = counted().max_by_key(|s| (s.to, s.fact.told, s.fact.key))?;
        let (from, to) = (last.from, last.to);
        let facts: Vec<&Fact> = counted().filter(|s| s.from <= to && from <= s.to).map(|s| s.fact).collect();
        toll(&facts, |f| f.count, context)
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

/// What nobody has dated speaks for the last stretch of the same value.
fn support_undated<V: Value>(stretches: &mut [Stretch<V>], at: usize, step: &Step<'_, V>) {
    let same = |value: &V| value.fit(&step.value) == Fit::Same;
    let tells = |stretch: &&mut Stretch<V>| same(&stretch.value) || stretch.other.as_ref().is_some_and(same);
    if let Some(stretch) = stretches.iter_mut().rev().find(tells) {
        let side = if same(&stretch.value) { &mut stretch.steps } else { &mut stretch.against };
        side.push(at);
    }
}

/// One step after the other into stretches.
struct Fold<'a, 'f, V> {
    steps: &'a [Step<'f, V>],
    order: Order,
    context: &'a Context<'a>,
    /// The word of each step, once they are needed: most histories are of one mind.
    words: OnceCell<Vec<Option<Word>>>,
}

impl<V: Value> Fold<'_, '_, V> {
    fn take(&self, stretches: &mut Vec<Stretch<V>>, at: usize, step: &Step<'_, V>) {
        let many = stretches.len();
        let Some(current) = stretches.last_mut() else {
            stretches.push(begin(at, step, None));
            return;
        };
        if current.other.is_some() {
            if !self.take_side(current, at, step) {
                let next = begin(at, step, Some(current.last));
                stretches.push(next);
            }
            return;
        }
        match current.value.fit(&step.value) {
            Fit::Same => support(current, many == 1, at, step),
            Fit::Beside => current.last = current.last.max(step.to),
            Fit::Onward => {
                let next = begin(at, step, Some(current.last));
                stretches.push(next);
            }
            Fit::Against => {
                if self.tells_of_before(stretches, at, step) {
                    return;
                }
                let Some(current) = stretches.last_mut() else { return };
                if !self.disputes(current, at, step) {
                    let next = begin(at, step, Some(current.last));
                    stretches.push(next);
                    return;
                }
                let whole = match (step.manner, step.reach) {
                    (Manner::Event, _) => current.begin.latest >= step.to,
                    (Manner::State, _) | (Manner::Denial, Reach::Event) => true,
                    (Manner::Denial, _) => current.begin.latest >= step.from,
                };
                if whole {
                    dispute(current, at, step);
                } else {
                    let next = self.disputed_from(current, at, step);
                    stretches.push(next);
                }
            }
        }
    }

    /// What held until some days is not disputed; from these days on it is. What was told last of it stands against the new.
    fn disputed_from(&self, current: &Stretch<V>, at: usize, step: &Step<'_, V>) -> Stretch<V> {
        let told = || current.steps.iter().copied().filter_map(|at| Some((at, self.steps.get(at)?)));
        let last = told().map(|(_, s)| s.to).max().unwrap_or(step.to).min(step.from);
        let begin = match step.manner {
            Manner::Event => Between { earliest: step.from.max(current.last.min(step.to)), latest: step.to },
            Manner::State | Manner::Denial => Between { earliest: step.from, latest: step.to },
        };
        let mut steps: Vec<usize> = told().filter(|(_, s)| s.to >= last).map(|(at, _)| at).collect();
        steps.sort_unstable();
        Stretch { value: current.value, other: Some(step.value), begin, steps, against: vec![at], last: step.to }
    }

    /// An event that was already told, and then something else of the same day: it speaks for what was told before.
    fn tells_of_before(&self, stretches: &mut [Stretch<V>], at: usize, step: &Step<'_, V>) -> bool {
        let [.., before, current] = stretches else { return false };
        let goes_on = || current.steps.iter().filter_map(|s| self.steps.get(*s)).any(|s| step.goes_on_from(s));
        let told = step.manner == Manner::Event
            && before.other.is_none()
            && before.value.fit(&step.value) == Fit::Same
            && step.from <= before.begin.latest
            && before.begin.earliest <= step.to
            && !goes_on();
        if told {
            before.steps.push(at);
        }
        told
    }

    /// The word that a step stands on.
    fn word(&self, at: usize) -> Option<&Word> {
        let words = || self.steps.iter().map(|s| self.context.word(s.fact).map(|(word, _)| word)).collect();
        self.words.get_or_init(words).get(at)?.as_ref()
    }

    /// Whether what a step tells and what the current stretch rests on are different words about one time.
    fn disputes(&self, current: &Stretch<V>, at: usize, step: &Step<'_, V>) -> bool {
        let told = || current.steps.iter().rev().filter_map(|at| Some((*at, self.steps.get(*at)?)));
        let other = |told: usize| self.word(told) != self.word(at);
        match step.manner {
            Manner::Denial if step.reach != Reach::Days => told().any(|(told, _)| other(told)),
            Manner::Denial => told().any(|(told, s)| s.to >= step.from && other(told)),
            Manner::State => {
                current.begin.latest >= step.since.unwrap_or(step.to) && told().any(|(told, _)| other(told))
            }
            Manner::Event => {
                let by_told = self.order == Order::Told;
                let meets = |s: &Step<'_, V>| match s.manner {
                    Manner::Event => !by_told || s.fact.told == step.fact.told && !step.goes_on_from(s),
                    Manner::State | Manner::Denial => s.fact.told >= step.fact.told,
                };
                // Who tells of both tells how the one followed on the other.
                let there = || told().take_while(|(_, s)| s.to >= step.to);
                there().any(|(_, s)| meets(s)) && there().all(|(told, _)| other(told))
            }
        }
    }

    /// Takes a step into a disputed stretch, on its side. False if it ends the dispute by something later.
    fn take_side(&self, current: &mut Stretch<V>, at: usize, step: &Step<'_, V>) -> bool {
        let Some(other) = current.other else { return false };
        let is = |value: &V| value.fit(&step.value) == Fit::Same;
        let (here, there) = (is(&current.value), is(&other));
        let later = step.from > current.begin.latest;
        if !here && !there {
            return current.value.fit(&step.value) == Fit::Beside && other.fit(&step.value) == Fit::Beside;
        }
        if later && step.manner == Manner::Event {
            return false;
        }
        let own = |told: &usize| self.word(*told) == self.word(at);
        // A word that has not spoken yet and tells of a later day is news; the parties to the dispute only repeat themselves.
        if later && !current.steps.iter().chain(&current.against).any(own) {
            return false;
        }
        let (side, opposite) = match here {
            true => (&mut current.steps, &current.against),
            false => (&mut current.against, &current.steps),
        };
        let changes_sides = opposite.iter().any(own);
        side.push(at);
        current.last = current.last.max(step.to);
        if changes_sides {
            self.settle(current);
        }
        true
    }

    /// A dispute is over when all who spoke come to say the same.
    fn settle(&self, current: &mut Stretch<V>) {
        let mut last: BTreeMap<Option<&Word>, (Day, Day, bool)> = BTreeMap::new();
        let sides = [(&current.steps, true), (&current.against, false)];
        for (at, side) in sides.iter().flat_map(|(steps, side)| steps.iter().map(move |at| (*at, *side))) {
            let Some(step) = self.steps.get(at) else { continue };
            let told = (step.to, step.fact.told, side);
            let known = last.entry(self.word(at)).or_insert(told);
            if (told.0, told.1) >= (known.0, known.1) {
                *known = told;
            }
        }
        let Some(other) = current.other.take() else { return };
        if last.values().all(|(.., side)| *side) {
            current.against.clear();
        } else if last.values().all(|(.., side)| !*side) {
            current.value = other;
            current.steps = std::mem::take(&mut current.against);
        } else {
            current.other = Some(other);
        }
    }
}

/// A stretch that a step begins. `last` is the last day on which what was before is told to have held.
fn begin<V: Value>(at: usize, step: &Step<'_, V>, last: Option<Day>) -> Stretch<V> {
    let held = last.unwrap_or(Day::FIRST).min(step.to);
    let begin = match (step.manner, step.since) {
        _ if !step.is_dated() => Between { earliest: Day::FIRST, latest: step.to },
        (Manner::Event, _) => Between { earliest: step.from.max(held), latest: step.to },
        (_, Some(since)) => Between { earliest: since.max(held), latest: since_by(step).max(held) },
        (_, None) => Between { earliest: held, latest: step.to },
    };
    Stretch { value: step.value, other: None, begin, steps: vec![at], against: Vec::new(), last: step.to }
}

/// The last day that the beginning which a step tells can be: of `منذ 2013`, any day of the year.
fn since_by<V>(step: &Step<'_, V>) -> Day {
    step.fact.time.since_by.unwrap_or(step.to)
}

/// Another step of the value. Where nobody had seen the first stretch begin, what it says of the beginning counts.
fn support<V: Value>(current: &mut Stretch<V>, first: bool, at: usize, step: &Step<'_, V>) {
    if let Some(since) = step.since.filter(|_| first) {
        let Between { earliest, latest } = current.begin;
        current.begin = match earliest {
            Day::FIRST => Between { earliest: since.min(latest), latest: since_by(step).min(latest) },
            _ => Between { earliest: earliest.min(since), latest },
        };
    }
    current.steps.push(at);
    current.last = current.last.max(step.to);
}

fn dispute<V: Value>(current: &mut Stretch<V>, at: usize, step: &Step<'_, V>) {
    current.other = Some(step.value);
    current.against.push(at);
    current.last = current.last.max(step.to);
}
