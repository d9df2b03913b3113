//! Why a siege stands as it does: each step of its episodes with its rule and the incidents that it rests on.

use super::SiegeStanding;
use super::course::{Course, Episode};
use super::span::Span;
use super::stand::Stand;
use crate::SiegeStep;
use crate::fact::Day;
use crate::incident::IncidentId;
use crate::state::Because;

/// The reasons, in the order of time.
pub(super) fn reasons(course: &Course<'_>, spans: &[Span], stand: &Stand, prospects: &[usize]) -> Vec<Because> {
    let mut all = Reasons { course, all: Vec::new() };
    for (at, (episode, span)) in course.episodes.iter().zip(spans).enumerate() {
        all.begin(episode, span);
        if at + 1 < course.episodes.len() {
            all.end(episode);
        }
    }
    all.now(stand);
    for (step, rule) in AHEAD {
        let of: Vec<usize> = prospects.iter().copied().filter(|at| all.step(*at) == Some(*step)).collect();
        all.add(rule, &of, Pick::Told);
    }
    all.all
}

/// The rules of what may come.
const AHEAD: &[(SiegeStep, &str)] = &[
    (SiegeStep::Looming, "siege-looms"),
    (SiegeStep::LiftPossible, "siege-lifting-possible"),
    (SiegeStep::LiftDemanded, "siege-lifting-demanded"),
    (SiegeStep::LiftPromised, "siege-lifting-promised"),
    (SiegeStep::LiftAgreed, "siege-lifting-agreed"),
    (SiegeStep::LiftRefused, "siege-lifting-refused"),
];

/// Which day a reason concerns.
enum Pick {
    First,
    Last,
    /// The last day on which it was told.
    Told,
    Day(Day),
}

struct Reasons<'a, 'f> {
    course: &'a Course<'f>,
    all: Vec<Because>,
}

impl Reasons<'_, '_> {
    fn step(&self, at: usize) -> Option<SiegeStep> {
        self.course.tells.get(at).map(|t| t.step)
    }

    fn add(&mut self, rule: &'static str, places: &[usize], pick: Pick) {
        let days = || self.course.at(places);
        let day = match pick {
            Pick::First => days().map(|t| t.to).min(),
            Pick::Last => days().map(|t| t.to).max(),
            Pick::Told => days().map(|t| t.fact.told).max(),
            Pick::Day(day) => Some(day).filter(|_| !places.is_empty()),
        };
        let Some(day) = day else { return };
        let mut incidents: Vec<IncidentId> = days().map(|t| t.incident.id).collect();
        incidents.sort_unstable();
        incidents.dedup();
        self.all.push(Because { rule, day, incidents });
    }

    fn begin(&mut self, episode: &Episode, span: &Span) {
        let of = |test: &dyn Fn(&super::tell::Tell<'_>) -> bool| -> Vec<usize> {
            let all = episode.told.iter().chain(&episode.against);
            all.copied().filter(|at| self.course.tells.get(*at).is_some_and(test)).collect()
        };
        let laid = of(&|t| t.step == SiegeStep::Imposed);
        let since = of(&|t| t.since.is_some());
        let there = of(&|_| true);
        let day = Pick::Day(span.begin.latest);
        if episode.anew {
            let first = there.iter().copied().min_by_key(|at| self.course.tells.get(*at).map(|t| (t.to, *at)));
            let rest = if laid.is_empty() { first.into_iter().collect() } else { laid };
            self.add("siege-laid-anew", &rest, day);
        } else if !laid.is_empty() && span.begin_told {
            self.add("siege-begins-imposed", &laid, day);
        } else if !since.is_empty() && span.begin_told {
            self.add("siege-begins-since", &since, day);
        } else if !there.is_empty() {
            self.add("siege-begins-in-force", &there, day);
        } else {
            self.add("siege-presupposed-by-lifting", &episode.lifts, day);
        }
        self.add("siege-lifting-not-borne-out", &episode.doubted, Pick::Last);
    }

    fn end(&mut self, episode: &Episode) {
        if episode.is_contested() {
            self.disputed(episode);
        } else {
            self.add("siege-lifted", &episode.lifts, Pick::Last);
        }
    }

    fn disputed(&mut self, episode: &Episode) {
        let rule = if episode.order_unknown { "siege-order-within-day-unknown" } else { "siege-lifting-disputed" };
        let both: Vec<usize> = episode.lifts.iter().chain(&episode.against).copied().collect();
        self.add(rule, &both, Pick::Last);
    }

    /// How the last episode stands.
    fn now(&mut self, stand: &Stand) {
        for (step, places) in &stand.steps {
            let rule = match step {
                SiegeStep::Tightened => "siege-tightened",
                SiegeStep::Eased => "siege-eased",
                SiegeStep::Lifting => "siege-lifting-begun",
                _ => "siege-lifted-in-part",
            };
            self.add(rule, places, Pick::First);
        }
        let Some(episode) = self.course.episodes.last() else {
            self.add("siege-denied", &stand.against, Pick::Last);
            return;
        };
        match stand.state {
            SiegeStanding::Lifted => self.add("siege-lifted", &episode.lifts, Pick::Last),
            SiegeStanding::Disputed if episode.is_contested() => self.disputed(episode),
            SiegeStanding::Denied => self.add("siege-denied", &stand.against, Pick::Last),
            SiegeStanding::Disputed => {
                self.add("siege-denied-against-others", &stand.against, Pick::Last);
            }
            _ => self.add("siege-holds-until-lifted", &stand.deciding, Pick::Last),
        }
    }
}
