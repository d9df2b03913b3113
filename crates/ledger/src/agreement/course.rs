//! Which agreement a claim of failing or of breaking is of, and which meetings led to one.

use super::assemble::{Deal, Key, Match, grounds, hands, keys, venues};
use crate::context::Context;
use crate::fact::{Bearing, Day, Fact, ReportKey, Where, Who};
use hudna_claims::{Event, Modality};
use std::collections::HashMap;
use std::sync::Arc;

/// The agreements of each party and each governorate, by their days.
struct Index {
    of: HashMap<Key, Vec<(Day, usize)>, rustc_hash::FxBuildHasher>,
}

/// What says that a claim means this agreement and not another one of the same sides, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    /// It is the last one before, and fits.
    None,
    /// One of its parties accuses another.
    Accused,
    /// Its party, at a place of it: `the agreement of Qamishli`, or where it was broken.
    Placed,
    /// The same report tells that the party did at a place of one of its terms what breaks the term.
    Undone,
    /// The report tells of the agreement itself.
    Own,
}

impl Index {
    fn of(deals: &[Arc<Deal<'_>>], context: &Context<'_>) -> Index {
        let mut of: HashMap<Key, Vec<(Day, usize)>, rustc_hash::FxBuildHasher> = HashMap::default();
        for (at, deal) in deals.iter().enumerate() {
            for key in keys(deal, context) {
                of.entry(key).or_default().push((deal.day(), at));
            }
        }
        of.values_mut().for_each(|all| all.sort_unstable());
        Index { of }
    }

    /// The agreements of a key up to a day, the latest first.
    fn until(&self, key: Key, day: Day) -> impl Iterator<Item = usize> {
        let all = self.of.get(&key).map_or(&[][..], Vec::as_slice);
        let end = all.partition_point(|(of, _)| *of <= day);
        all.get(..end).unwrap_or_default().iter().rev().map(|(_, at)| *at)
    }

    /// The agreements of a key from one day to another, the earliest first.
    fn within(&self, key: Key, from: Day, to: Day) -> impl Iterator<Item = usize> {
        let all = self.of.get(&key).map_or(&[][..], Vec::as_slice);
        let begin = all.partition_point(|(of, _)| *of < from);
        all.get(begin..).unwrap_or_default().iter().take_while(move |(of, _)| *of <= to).map(|(_, at)| *at)
    }
}

/// Gives what is told of failing, of breaking and of talks to the agreements that it is of. `facts` are in the order of their reports.
pub(super) fn give<'f>(deals: &mut [Arc<Deal<'f>>], facts: &[&'f Fact], context: &Context<'_>) {
    let index = Index::of(deals, context);
    let told = |f: &&&Fact| matches!(f.event, Event::Collapse | Event::Breach) && f.bearing() != Bearing::Ahead;
    let mut course: Vec<&'f Fact> = facts.iter().filter(told).copied().collect();
    // In the order of time: what comes after a failure is of no agreement that failed.
    course.sort_by_key(|f| (f.time.to, f.key));
    let mut by_report: HashMap<ReportKey, usize, rustc_hash::FxBuildHasher> = HashMap::default();
    for (at, deal) in deals.iter().enumerate().rev() {
        by_report.extend(deal.reports.iter().map(|report| (*report, at)));
    }
    for fact in course {
        let nobody = fact.actors.is_empty() && fact.places.is_empty();
        let found = home(fact, deals, &index, facts, context);
        let found = found.or_else(|| by_report.get(&fact.key.report).copied().filter(|_| nobody));
        if let Some(deal) = found.and_then(|at| deals.get_mut(at)) {
            Arc::make_mut(deal).suffer(fact);
        }
    }
    let met = |f: &&&Fact| f.event == Event::Meet && f.bearing() == Bearing::Told && !f.ceases && f.actors.len() > 1;
    for fact in facts.iter().filter(met) {
        if let Some(deal) = led_to(fact, deals, &index, context).and_then(|at| deals.get_mut(at)) {
            Arc::make_mut(deal).talks.push(fact);
        }
    }
}

/// The agreement that a claim of failing or of breaking is of: the last one before it that is still in effect and whose parties and
/// places fit; one that a sign points to before others. Long after an agreement, only a sign ties a claim to it.
fn home(fact: &Fact, deals: &[Arc<Deal<'_>>], index: &Index, facts: &[&Fact], context: &Context<'_>) -> Option<usize> {
    let settings = context.world.settings().agreement();
    let party = fact.actors.iter().chain(&fact.targets).map(|who| Key::Party(context.names.family(*who)));
    let place = fact.places.iter().map(|at| Key::Place(context.names.governorate(*at).unwrap_or(*at)));
    let begin = facts.partition_point(|f| f.key.report < fact.key.report);
    let report = facts.get(begin..).unwrap_or_default().iter().take_while(|f| f.key.report == fact.key.report);
    let background = context.world.background();
    let by_same = |f: &&&Fact| {
        background.breaks_something(f.event)
            && f.bearing() == Bearing::Told
            && hands(&f.actors, &fact.actors, context) == Match::Yes
    };
    let deeds: Vec<&Fact> = report.filter(by_same).copied().collect();
    let mut best: Option<(Sign, Day, usize)> = None;
    for at in party.chain(place).flat_map(|key| index.until(key, fact.time.to).take(settings.compared)) {
        let Some(deal) = deals.get(at).filter(|deal| in_effect(deal, fact, context)) else { continue };
        let hand = hands(&deal.parties, &fact.actors, context);
        let ground = ground(deal, fact, context);
        if hand == Match::No || ground == Match::No {
            continue;
        }
        let sign = if deal.reports.contains(&fact.key.report) {
            Sign::Own
        } else if deeds.iter().any(|deed| undoes(deed, deal, context)) {
            Sign::Undone
        } else if hand == Match::Yes && ground == Match::Yes && !fact.placed_by_report {
            Sign::Placed
        } else if hand == Match::Yes && accused(deal, fact, context) {
            Sign::Accused
        } else {
            Sign::None
        };
        if sign > Sign::None || fact.time.to.since(deal.day()) <= settings.course {
            best = best.max(Some((sign, deal.day(), at)));
        }
    }
    best.map(|(.., at)| at)
}

/// The agreement has not ended before what a claim tells of it.
fn in_effect(deal: &Deal<'_>, fact: &Fact, context: &Context<'_>) -> bool {
    let breach = fact.event == Event::Breach;
    let settings = context.world.settings();
    // That a truce is over is told for some days.
    let after = if breach { settings.window(Event::Agree).told } else { settings.agreement().echo };
    let over = deal.ends.is_some_and(|end| fact.time.from > end.plus(after)) && deal.is_truce(context);
    !(over || breach && deal.failed_before(fact.time.from))
}

/// Whether a claim is of a place of the agreement: where it applies, where it was made, where its terms are owed.
fn ground(deal: &Deal<'_>, fact: &Fact, context: &Context<'_>) -> Match {
    let own = grounds(&deal.places, &fact.places, context);
    if own == Match::Yes || fact.places.is_empty() {
        return own;
    }
    let agreed = deal.terms.iter().filter(|f| f.modality == Modality::Agreed);
    let of_terms = agreed.clone().any(|f| grounds(&f.places, &fact.places, context) == Match::Yes);
    if of_terms || grounds(&venues(deal), &fact.places, context) == Match::Yes { Match::Yes } else { own }
}

/// A deed breaks a term: whoever owes it does at its place what breaks it.
fn undoes(deed: &Fact, deal: &Deal<'_>, context: &Context<'_>) -> bool {
    let there = |at: &Where, term: &Fact| term.places.iter().any(|of| context.names.lies_in(*at, *of));
    deed.time.from > deal.to.unwrap_or(deal.day())
        && deal.terms.iter().any(|term| {
            term.modality == Modality::Agreed
                && !term.ceases
                && context.world.background().breaks(deed.event, term.event)
                && hands(&term.actors, &deed.actors, context) != Match::No
                && deed.places.iter().any(|at| there(at, term))
        })
}

/// One of the parties says that another one did it.
fn accused(deal: &Deal<'_>, fact: &Fact, context: &Context<'_>) -> bool {
    let other = |who: &Who| {
        hands(&[*who], &deal.parties, context) == Match::Yes && hands(&[*who], &fact.actors, context) == Match::No
    };
    fact.speakers.iter().any(other)
}

/// The next agreement of those who met.
fn led_to(fact: &Fact, deals: &[Arc<Deal<'_>>], index: &Index, context: &Context<'_>) -> Option<usize> {
    let settings = context.world.settings().agreement();
    let last = fact.time.to.plus(settings.negotiation);
    let party = fact.actors.iter().map(|who| Key::Party(context.names.family(*who)));
    let fits = |at: &usize| {
        deals.get(*at).is_some_and(|deal| {
            let present = |who: &&Who| hands(&[**who], &fact.actors, context) == Match::Yes;
            let mut there = deal.parties.iter().filter(present).map(|who| context.names.family(*who));
            let first = there.next();
            first.is_some_and(|first| there.any(|other| other != first))
                && !deal.meetings.iter().any(|m| m.key == fact.key)
        })
    };
    party
        .filter_map(|key| index.within(key, fact.time.to, last).take(settings.compared).find(fits))
        .min_by_key(|at| (deals.get(*at).map(|deal| deal.day()), *at))
}
