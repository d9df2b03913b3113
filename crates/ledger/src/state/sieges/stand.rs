//! How a siege stands at the end of its course, and on whose word.

use super::course::{Course, Episode};
use super::span::Span;
use super::tell::{Tell, WordNo};
use super::{SiegeLift, SiegeStanding};
use crate::SiegeStep;
use crate::fact::{Day, Where};
use crate::world::SiegeSettings;
use std::collections::BTreeSet;

/// How a siege stands, and what decides it.
pub(super) struct Stand {
    pub state: SiegeStanding,
    /// What tells that it stands so, by places in the course.
    pub deciding: Vec<usize>,
    /// What speaks against it.
    pub against: Vec<usize>,
    /// The parts of the place in which it is lifted.
    pub lifted_in: Vec<Where>,
    /// What became of a last episode that is not over: its steps, each with what tells of it.
    pub steps: Vec<(SiegeStep, Vec<usize>)>,
}

pub(super) fn stand(course: &Course<'_>, spans: &[Span], settings: SiegeSettings, near: i32) -> Stand {
    let plain = |state, deciding: Vec<usize>, against: Vec<usize>| Stand {
        state,
        deciding,
        against,
        lifted_in: Vec::new(),
        steps: Vec::new(),
    };
    let (Some(episode), Some(span)) = (course.episodes.last(), spans.last()) else {
        if !course.denials.is_empty() {
            return plain(SiegeStanding::Denied, Vec::new(), course.denials.clone());
        }
        let looming: Vec<usize> = steps_at(course, &course.ahead, |step| step == SiegeStep::Looming);
        return match looming.is_empty() {
            false => plain(SiegeStanding::Looming, looming, Vec::new()),
            true => plain(SiegeStanding::TalkedOf, course.ahead.clone(), Vec::new()),
        };
    };
    if episode.is_lifted() {
        return plain(SiegeStanding::Lifted, episode.lifts.clone(), Vec::new());
    }
    if episode.is_contested() {
        let mut lifts = episode.lifts.clone();
        let since = |at: &usize| course.tells.get(*at).is_some_and(|t| Some(t.to) >= episode.lifted_on);
        lifts.extend(denials(course, episode, span, near).into_iter().filter(since));
        return plain(SiegeStanding::Disputed, episode.against.clone(), lifts);
    }
    let Held { state, deciding, lifted_in, steps } = held(course, episode, settings);
    let denials = denials(course, episode, span, near);
    let words = |places: &[usize]| course.at(places).map(|t| t.word).collect::<BTreeSet<WordNo>>();
    let denying = words(&denials);
    let tells = |t: &Tell<'_>| !denying.contains(&t.word);
    let state = if denials.is_empty() {
        state
    } else if !course.at(&episode.told).any(tells) {
        return plain(SiegeStanding::Denied, Vec::new(), denials);
    } else {
        let denied_on = course.at(&denials).map(|t| t.to).max().unwrap_or(Day::LAST);
        let answered =
            course.at(&episode.told).any(|t| tells(t) && t.holds() && t.to > denied_on.plus(settings.denial));
        if answered { state } else { SiegeStanding::Disputed }
    };
    Stand { state, deciding, against: denials, lifted_in, steps }
}

fn steps_at(course: &Course<'_>, places: &[usize], test: impl Fn(SiegeStep) -> bool) -> Vec<usize> {
    places.iter().copied().filter(|at| course.tells.get(*at).is_some_and(|t| test(t.step))).collect()
}

/// The denials that stand against an episode: those of its time, unless who denied it tells of it later.
fn denials(course: &Course<'_>, episode: &Episode, span: &Span, near: i32) -> Vec<usize> {
    let begun = span.begin.latest;
    let all = course.denials.iter().chain(&episode.denials);
    all.copied()
        .filter(|at| {
            course.tells.get(*at).is_some_and(|denial| {
                let later = |t: &Tell<'_>| t.word == denial.word && (t.to, t.fact.told) > (denial.to, denial.fact.told);
                denial.parts.is_empty() && denial.to.plus(near) >= begun && !course.at(&episode.told).any(later)
            })
        })
        .collect()
}

/// How a siege that is not lifted holds.
struct Held {
    state: SiegeStanding,
    deciding: Vec<usize>,
    lifted_in: Vec<Where>,
    steps: Vec<(SiegeStep, Vec<usize>)>,
}

fn held(course: &Course<'_>, episode: &Episode, settings: SiegeSettings) -> Held {
    let mut told = episode.told.clone();
    told.sort_unstable();
    let mut held =
        Held { state: SiegeStanding::InForce, deciding: Vec::new(), lifted_in: Vec::new(), steps: Vec::new() };
    let mut changed = Day::FIRST;
    for at in told {
        let Some(tell) = course.tells.get(at) else { continue };
        let next = match tell.step {
            SiegeStep::Tightened => SiegeStanding::Tightened,
            SiegeStep::Eased => SiegeStanding::Eased,
            SiegeStep::Lifting => SiegeStanding::Lifting,
            SiegeStep::Lifted if tell.lifts_part() => SiegeStanding::PartlyLifted,
            _ => {
                held.holds(at, tell, changed.plus(settings.dispute));
                continue;
            }
        };
        if next == SiegeStanding::PartlyLifted {
            let new: Vec<Where> = tell.parts.iter().copied().filter(|p| !held.lifted_in.contains(p)).collect();
            held.lifted_in.extend(new);
        }
        if held.state != next {
            held.deciding.clear();
            held.steps.push((tell.step, Vec::new()));
        }
        if let Some((_, places)) = held.steps.last_mut() {
            places.push(at);
        }
        held.state = next;
        held.deciding.push(at);
        changed = changed.max(tell.to);
    }
    held
}

impl Held {
    /// It is told to hold, with nothing else. After `settled`, what had begun to be lifted is not.
    fn holds(&mut self, at: usize, tell: &Tell<'_>, settled: Day) {
        if !tell.past && !tell.parts.is_empty() {
            self.lifted_in.retain(|place| !tell.parts.contains(place));
        }
        let anew = tell.step == SiegeStep::Imposed && tell.parts.is_empty() && tell.says_when();
        if anew && self.state == SiegeStanding::PartlyLifted && tell.to > settled {
            self.lifted_in.clear();
        }
        let over = match self.state {
            SiegeStanding::PartlyLifted => self.lifted_in.is_empty(),
            SiegeStanding::Lifting => tell.holds() && tell.to > settled,
            _ => false,
        };
        if over {
            self.state = SiegeStanding::InForce;
            self.deciding.clear();
        }
        if self.state == SiegeStanding::InForce {
            self.deciding.push(at);
        }
    }
}

/// What is said of the lifting of a siege that holds: the furthest that was said of this episode. A refusal counts against what
/// was said before it.
pub(super) fn lift(course: &Course<'_>, spans: &[Span]) -> (SiegeLift, Vec<usize>) {
    let episode = course.episodes.last();
    if episode.is_some_and(Episode::is_lifted) {
        // Of a siege that is over, only that another one may come.
        let ended = spans.last().and_then(|s| s.end).map_or(Day::LAST, |end| end.earliest);
        let looms = |t: &Tell<'_>| t.step == SiegeStep::Looming && t.fact.told >= ended;
        let ahead = course.ahead.iter().copied().filter(|at| course.tells.get(*at).is_some_and(looms));
        return (SiegeLift::None, ahead.collect());
    }
    let anew = episode.is_some_and(|e| e.anew);
    let begun = spans.last().map_or(Day::FIRST, |s| s.begin.earliest);
    let of_now = |at: &usize| course.tells.get(*at).is_some_and(|t| !anew || t.fact.told >= begun);
    let now: Vec<usize> = course.ahead.iter().copied().filter(of_now).collect();
    let mut lift = SiegeLift::None;
    for tell in course.at(&now) {
        lift = match (tell.step, lift) {
            (SiegeStep::LiftRefused, _) => SiegeLift::Refused,
            (SiegeStep::LiftAgreed, _) => SiegeLift::Agreed,
            (SiegeStep::LiftPromised, SiegeLift::Agreed) => SiegeLift::Agreed,
            (SiegeStep::LiftPromised, _) => SiegeLift::Promised,
            (SiegeStep::LiftDemanded, SiegeLift::None) => SiegeLift::Demanded,
            (_, lift) => lift,
        };
    }
    (lift, now)
}
