//! From steps to stretches: what was so is so until something else is told; what independent words tell otherwise of one time is disputed.

use super::{Between, Fit, Manner, Order, Reach, Step, Stretch, Value};
use crate::context::Context;
use crate::fact::Day;
use crate::lineage::Word;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// What nobody has dated speaks for the last stretch of the same value.
pub(super) fn support_undated<V: Value>(stretches: &mut [Stretch<V>], at: usize, step: &Step<'_, V>) {
    let same = |value: &V| value.fit(&step.value) == Fit::Same;
    let tells = |stretch: &&mut Stretch<V>| same(&stretch.value) || stretch.other.as_ref().is_some_and(same);
    if let Some(stretch) = stretches.iter_mut().rev().find(tells) {
        let side = if same(&stretch.value) { &mut stretch.steps } else { &mut stretch.against };
        side.push(at);
    }
}

/// One step after the other into stretches.
pub(super) struct Fold<'a, 'f, V> {
    steps: &'a [Step<'f, V>],
    order: Order,
    context: &'a Context<'a>,
    /// The word of each step, once they are needed: most histories are of one mind.
    words: OnceCell<Vec<Option<Word>>>,
}

impl<'a, 'f, V: Value> Fold<'a, 'f, V> {
    pub fn of(steps: &'a [Step<'f, V>], order: Order, context: &'a Context<'a>) -> Self {
        Fold { steps, order, context, words: OnceCell::new() }
    }

    pub fn take(&self, stretches: &mut Vec<Stretch<V>>, at: usize, step: &Step<'_, V>) {
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
        let words = || self.steps.iter().map(|s| self.context.word(s.fact).map(|(word, _)| word.clone())).collect();
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
