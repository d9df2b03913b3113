//! When an episode began and ended: between which days, over all words.

use super::course::{Course, Episode};
use super::tell::Tell;
use crate::SiegeStep;
use crate::fact::Day;
use crate::state::history::Between;

/// Begin and end of an episode; no end where it is open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub begin: Between,
    pub end: Option<Between>,
    /// When some say that it ended, and others not.
    pub disputed_end: Option<Between>,
    /// Somebody tells of its beginning; otherwise it is only known to have been in force.
    pub begin_told: bool,
}

/// The spans of all episodes, in order. `untold` is how many days an event may lie before a report of it.
pub(super) fn spans(course: &Course<'_>, untold: i32) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::with_capacity(course.episodes.len());
    for (at, episode) in course.episodes.iter().enumerate() {
        let before = spans.last().and_then(|s| s.end);
        let mut span = span(course, episode, before, untold);
        if course.episodes.get(at + 1).is_none() && episode.is_contested() {
            span.disputed_end = span.end.take();
        }
        // The one before had ended when this one began.
        if let Some(Span { begin, end: Some(end), .. }) = spans.last_mut() {
            end.latest = end.latest.min(span.begin.latest).max(end.earliest);
            begin.latest = begin.latest.min(end.latest);
        }
        spans.push(span);
    }
    spans
}

fn span(course: &Course<'_>, episode: &Episode, before: Option<Between>, untold: i32) -> Span {
    let told = || course.at(&episode.told).chain(course.at(&episode.against));
    // By then it was there.
    let there = told().filter(|t| !t.past).map(|t| t.to).min();
    let ended = (!episode.lifts.is_empty()).then(|| end(course, episode)).flatten();
    let there = there.or_else(|| told().map(|t| t.to).min()).or(ended.map(|e| e.latest)).unwrap_or(Day::LAST);
    let floor = before.map_or(Day::FIRST, |end| end.earliest);
    let laid = |t: &&Tell<'_>| t.step == SiegeStep::Imposed && t.is_dated() && t.from <= there.plus(untold);
    let imposed = || told().filter(laid).map(|t| (t.from.max(floor), t.to, t.says_when()));
    let since = told().chain(course.at(&episode.lifts)).filter_map(|t| t.since).filter(|(_, by)| *by >= floor);
    let since = since.map(|(since, by)| (since.max(floor), by, true));
    let begun = hull(imposed().chain(since).filter(|(from, to, _)| from <= to));
    let mut begin = match begun {
        Some(begun) => Between { earliest: begun.earliest.min(there).max(floor), latest: begun.latest },
        None => Between { earliest: floor, latest: there.max(floor) },
    };
    begin.latest = begin.latest.max(begin.earliest);
    let end = ended.map(|end| {
        let earliest = end.earliest.max(begin.earliest);
        Between { earliest, latest: end.latest.max(earliest) }
    });
    if let Some(end) = end {
        begin.latest = begin.latest.min(end.latest);
    }
    Span { begin, end, disputed_end: None, begin_told: begun.is_some() }
}

/// When it was lifted: not before the last day on which it was told to hold.
fn end(course: &Course<'_>, episode: &Episode) -> Option<Between> {
    let lifts = course.at(&episode.lifts);
    let end = hull(lifts.map(|lift| {
        let held = course.at(&episode.told).filter(|t| t.holds() && t.to < lift.to).map(|t| t.to).max();
        let from = if lift.says_when() { lift.from } else { lift.from.max(held.unwrap_or(Day::FIRST)) };
        (from, lift.to, lift.says_when())
    }))?;
    Some(Between { latest: end.latest.max(episode.settled_on.unwrap_or(end.latest)), ..end })
}

/// The days between which all ranges lie. Ranges that meet are one: what they have in common. What claims say counts for more than
/// the days of their reports.
fn hull(ranges: impl Iterator<Item = (Day, Day, bool)>) -> Option<Between> {
    let mut ranges: Vec<(Day, Day, bool)> = ranges.collect();
    let said = ranges.iter().any(|(.., said)| *said);
    ranges.retain(|(.., is_said)| *is_said == said);
    ranges.sort_unstable_by_key(|(from, to, _)| (to.since(*from), *from));
    ranges.dedup();
    // Narrow ranges come first, and take in the wider ones that they meet.
    let mut kept: Vec<(Day, Day)> = Vec::new();
    for (from, to, _) in ranges {
        let meets = kept.iter_mut().find(|(a, b)| *a <= to && from <= *b);
        match meets {
            Some(known) => *known = (known.0.max(from), known.1.min(to)),
            None => kept.push((from, to)),
        }
    }
    let earliest = kept.iter().map(|(from, _)| *from).min()?;
    let latest = kept.iter().map(|(_, to)| *to).max()?;
    Some(Between { earliest, latest })
}
