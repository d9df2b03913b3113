//! The course of a siege: what is told of it, one day after the other, made into episodes. What is so is so until something else is told.

use super::tell::Tell;
use crate::SiegeStep;
use crate::fact::Day;
use crate::world::SiegeSettings;

/// One siege from its beginning to its end, as places in the list of what is told.
#[derive(Debug, Default)]
pub(super) struct Episode {
    /// What tells that the siege holds, or how.
    pub told: Vec<usize>,
    /// What tells of its lifting.
    pub lifts: Vec<usize>,
    /// What others tell instead, near the day of the lifting.
    pub against: Vec<usize>,
    /// Liftings that later words do not bear out.
    pub doubted: Vec<usize>,
    /// What denies that there is a siege.
    pub denials: Vec<usize>,
    /// It was laid anew after an earlier one.
    pub anew: bool,
    /// What of one day was first cannot be told.
    pub order_unknown: bool,
    /// The last day on which the lifting can have been.
    pub lifted_on: Option<Day>,
    /// The day of a lifting that ended a dispute about an earlier one.
    pub settled_on: Option<Day>,
}

impl Episode {
    /// It was lifted, and nobody speaks against that.
    pub fn is_lifted(&self) -> bool {
        !self.lifts.is_empty() && self.against.is_empty()
    }

    /// Some tell of its lifting, and others not.
    pub fn is_contested(&self) -> bool {
        !self.lifts.is_empty() && !self.against.is_empty()
    }
}

/// All that is told of a siege, in the order of time, and the episodes that it makes.
pub(super) struct Course<'f> {
    /// What is told: the dated in the order of time, then what nobody has dated.
    pub tells: Vec<Tell<'f>>,
    pub episodes: Vec<Episode>,
    /// What may come, in the order in which it was told.
    pub ahead: Vec<usize>,
    /// What cannot be put in time, beside what can.
    pub undated: Vec<usize>,
    /// What was denied before anybody told of a siege.
    pub denials: Vec<usize>,
}

impl<'f> Course<'f> {
    /// The course that is told. The order of what is told does not matter.
    pub fn of(mut tells: Vec<Tell<'f>>, settings: SiegeSettings) -> Course<'f> {
        let dated = tells.iter().any(|t| t.is_dated() && !t.is_ahead());
        let rank = |t: &Tell<'_>| if t.is_ahead() { 1 } else { u8::from(dated && !t.is_dated()) * 2 };
        tells.sort_unstable_by_key(|t| match rank(t) {
            1 => (1, t.fact.told, t.fact.told, t.place()),
            rank => (rank, t.to, t.fact.told, t.place()),
        });
        let (mut ahead, mut undated) = (Vec::new(), Vec::new());
        let mut scan = Scan { tells: &tells, settings, episodes: Vec::new(), denials: Vec::new() };
        let mut day: Vec<usize> = Vec::new();
        for (at, tell) in tells.iter().enumerate() {
            match rank(tell) {
                1 => ahead.push(at),
                2 => undated.push(at),
                _ => {
                    if day.last().and_then(|last| tells.get(*last)).is_some_and(|last| last.to != tell.to) {
                        scan.day(&mut day);
                    }
                    day.push(at);
                }
            }
        }
        scan.day(&mut day);
        let Scan { episodes, denials, .. } = scan;
        Course { tells, episodes, ahead, undated, denials }
    }

    /// What is told at these places.
    pub fn at<'a>(&'a self, places: &'a [usize]) -> impl Iterator<Item = &'a Tell<'f>> + Clone {
        places.iter().filter_map(|at| self.tells.get(*at))
    }
}

struct Scan<'a, 'f> {
    tells: &'a [Tell<'f>],
    settings: SiegeSettings,
    episodes: Vec<Episode>,
    denials: Vec<usize>,
}

impl<'f> Scan<'_, 'f> {
    fn tell(&self, at: usize) -> Option<&Tell<'f>> {
        self.tells.get(at)
    }

    fn all<'b>(&'b self, places: &'b [usize]) -> impl Iterator<Item = &'b Tell<'f>> {
        places.iter().filter_map(|at| self.tells.get(*at))
    }

    /// Takes in what is told of one day: what was published earlier first. Of what was published on one day, a siege is laid
    /// and then lifted; where one held before that day, it is lifted and then laid anew.
    fn day(&mut self, day: &mut Vec<usize>) {
        let held = self.episodes.last().is_some_and(|e| e.lifts.is_empty());
        let rank = |tell: &Tell<'_>| match tell.step {
            SiegeStep::Denied => 3,
            SiegeStep::Imposed if held => 2,
            _ if tell.lifts() => 1,
            _ => 0,
        };
        day.sort_by_key(|at| self.tell(*at).map(|tell| (tell.fact.told, rank(tell), tell.place())));
        for at in day.drain(..) {
            let Some(tell) = self.tells.get(at) else { continue };
            match tell.step {
                SiegeStep::Denied => match self.episodes.last_mut() {
                    Some(episode) => episode.denials.push(at),
                    None => self.denials.push(at),
                },
                _ if tell.lifts() => self.lift(at, tell),
                _ => self.hold(at, tell),
            }
        }
    }

    /// Something that says that there is a siege.
    fn hold(&mut self, at: usize, tell: &Tell<'f>) {
        let settings = self.settings;
        let tells = self.tells;
        let Some(episode) = self.episodes.last_mut() else {
            self.episodes.push(Episode { told: vec![at], ..Episode::default() });
            return;
        };
        let Some(lifted_on) = episode.lifted_on.filter(|_| !episode.lifts.is_empty()) else {
            episode.told.push(at);
            return;
        };
        match after_lifting(tells, episode, lifted_on, tell, settings) {
            After::Told => episode.told.push(at),
            After::Against { order_unknown } => {
                episode.order_unknown |= order_unknown;
                episode.against.push(at);
            }
            After::Corrected => {
                let own = |place: &usize| tells.get(*place).is_some_and(|t| t.word == tell.word);
                episode.lifts.retain(|place| !own(place));
                episode.told.push(at);
                if episode.lifts.is_empty() {
                    episode.hold_on();
                }
            }
            After::Undone => {
                episode.doubted.append(&mut episode.lifts);
                episode.told.push(at);
                episode.hold_on();
            }
            After::Anew => self.episodes.push(Episode { told: vec![at], anew: true, ..Episode::default() }),
        }
    }

    /// Something that says that the siege was lifted.
    fn lift(&mut self, at: usize, tell: &Tell<'f>) {
        let settings = self.settings;
        if self.tells_of_before(at, tell) {
            return;
        }
        let tells = self.tells;
        if self.episodes.is_empty() {
            self.episodes.push(Episode::default());
        }
        let Some(episode) = self.episodes.last_mut() else { return };
        let of = |place: &usize| tells.get(*place);
        if episode.lifts.is_empty() {
            episode.lifts.push(at);
            episode.lifted_on = Some(tell.to);
            // What others published on that very day may be of the hours before or after.
            let same_time = |other: &Tell<'_>| {
                other.holds()
                    && other.to == tell.to
                    && other.fact.told == tell.fact.told
                    && other.word != tell.word
                    && other.report() != tell.report()
            };
            let (against, told) = episode.told.iter().partition(|place| of(place).is_some_and(same_time));
            (episode.against, episode.told) = (against, told);
            return;
        }
        let lifted_on = episode.lifted_on.unwrap_or(tell.to);
        let near = tell.to <= lifted_on.plus(settings.dispute);
        if episode.against.is_empty() {
            // Who tells of it much later, without a day, adds nothing to when it was.
            if near || tell.says_when() {
                episode.lifts.push(at);
            }
            if near {
                episode.lifted_on = Some(lifted_on.max(tell.to));
            }
            return;
        }
        let last = episode.against.iter().filter_map(of).map(|t| t.to).max().unwrap_or(lifted_on);
        episode.lifts.push(at);
        episode.lifted_on = Some(lifted_on.max(tell.to));
        // The dispute is over when the lifting is told of a later day; for those who come to tell of it themselves; and for
        // what was only told on the day of the lifting, once it is told again.
        let over = |other: &Tell<'_>| {
            tell.from > last
                || other.word == tell.word
                || !other.speaks_of_lifting() && other.to <= lifted_on && tell.fact.told > other.fact.told
        };
        let (mut settled, against) = episode.against.iter().partition(|place| of(place).is_some_and(over));
        episode.against = against;
        if tell.from > last {
            episode.settled_on = Some(tell.to);
        }
        episode.told.append(&mut settled);
    }

    /// The lifting of the episode before, told again: on the day on which the siege was laid anew.
    fn tells_of_before(&mut self, at: usize, tell: &Tell<'f>) -> bool {
        let [.., before, current] = self.episodes.as_slice() else { return false };
        let began = self.all(&current.told).map(|t| t.to).min();
        let again = current.lifts.is_empty()
            && began.is_some_and(|began| tell.from <= began && tell.to >= began)
            && before.lifted_on.is_some_and(|day| tell.from <= day && day <= tell.to);
        let own = self.all(&current.told).any(|t| t.word == tell.word || t.report() == tell.report());
        if again
            && !own
            && let Some(before) = self.episodes.iter_mut().rev().nth(1)
        {
            before.lifts.push(at);
            return true;
        }
        false
    }
}

impl Episode {
    /// The lifting does not count: what was against it speaks for the siege.
    fn hold_on(&mut self) {
        self.told.append(&mut self.against);
        self.lifted_on = None;
    }
}

/// What something that says that there is a siege does to one that is said to be lifted.
enum After {
    /// It tells of the time before, or adds nothing.
    Told,
    /// It disputes the lifting.
    Against { order_unknown: bool },
    /// Who told of the lifting takes it back.
    Corrected,
    /// The siege has held all the time.
    Undone,
    /// It was laid anew.
    Anew,
}

fn after_lifting(
    tells: &[Tell<'_>],
    episode: &Episode,
    lifted_on: Day,
    tell: &Tell<'_>,
    settings: SiegeSettings,
) -> After {
    let lifts = || episode.lifts.iter().filter_map(|at| tells.get(*at));
    let own = lifts().any(|lift| lift.word == tell.word);
    let first_told = lifts().map(|lift| lift.fact.told).min().unwrap_or(lifted_on);
    let one_report = lifts().any(|lift| lift.report() == tell.report());
    let near = tell.to <= lifted_on.plus(settings.dispute);
    // In the report of a lifting, a siege without a time of its own is the one that was lifted.
    let background = one_report && !tell.says_when();
    let all_along = tell.since.is_some_and(|(_, by)| by <= lifted_on);
    match tell.step {
        _ if tell.past || background => After::Told,
        SiegeStep::NotLifted if own => After::Corrected,
        SiegeStep::NotLifted => After::Against { order_unknown: false },
        // Some day in a long time that takes in that of the lifting.
        SiegeStep::Imposed if tell.from <= lifted_on && tell.to > tell.from.plus(settings.dispute) => After::Told,
        SiegeStep::Imposed if tell.to > lifted_on => After::Anew,
        SiegeStep::Imposed if own || one_report || tell.fact.told > first_told => After::Anew,
        SiegeStep::Imposed if tell.fact.told == first_told => After::Against { order_unknown: true },
        SiegeStep::Imposed => After::Told,
        SiegeStep::Lifting | SiegeStep::Lifted if near => After::Told,
        SiegeStep::Eased if near && own => After::Told,
        SiegeStep::Eased if near => After::Against { order_unknown: false },
        _ if own && all_along && tell.to > lifted_on => After::Corrected,
        _ if own && (tell.to > lifted_on || tell.fact.told > first_told) => After::Anew,
        _ if own => After::Told,
        _ if near => After::Against { order_unknown: tell.to == lifted_on },
        _ if all_along => After::Undone,
        _ if !episode.against.is_empty() => After::Undone,
        _ => After::Anew,
    }
}
