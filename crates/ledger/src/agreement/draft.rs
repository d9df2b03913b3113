//! The agreements that one report tells of, with the claims that may be their terms.

use super::assemble::{Deal, Match, grounds, hands};
use super::ruled::Ruled;
use crate::context::Context;
use crate::fact::{Bearing, Fact, Whos};
use hudna_claims::{Event, Modality};

/// The agreements of one report's facts.
pub(super) fn drafts<'f>(report: &[&'f Fact], ruled: &Ruled, context: &Context<'_>) -> Vec<Deal<'f>> {
    let of_deal = |f: &&&Fact| matches!(f.event, Event::Agree | Event::Truce) && !f.ceases;
    let agreed = report.iter().any(|f| f.modality == Modality::Agreed && f.event != Event::Breach);
    if !agreed && !report.iter().any(|f| of_deal(&f)) {
        return Vec::new();
    }
    let mut order: Vec<&'f Fact> = report.iter().filter(of_deal).copied().collect();
    order.sort_by_key(|f| (f.actors.is_empty(), f.evidence.start, f.said_at, f.key));
    let mut drafts: Vec<Deal<'f>> = Vec::new();
    for fact in order {
        let same = drafts.iter().position(|d| fits(d, fact, ruled, context));
        match same.and_then(|at| drafts.get_mut(at)) {
            Some(draft) => draft.absorb(fact),
            None => {
                let mut draft = Deal::default();
                draft.absorb(fact);
                drafts.push(draft);
            }
        }
    }
    if drafts.is_empty() {
        drafts.push(Deal::default());
    }
    // What is only wanted and names neither sides nor a place is no agreement of anybody.
    drafts.retain(|d| d.facts.is_empty() || d.rank.0 || !d.parties.is_empty() || !d.places.is_empty());
    drafts.sort_by_key(|d| d.facts.iter().map(|f| (f.evidence.start, f.said_at, f.key)).min());
    for fact in report {
        match fact.event {
            Event::Meet if fact.bearing() == Bearing::Told && !fact.ceases || denies_mediator(fact) => {
                meeting(&mut drafts, fact, context)
            }
            Event::Agree | Event::Collapse | Event::Breach | Event::Meet => {}
            _ => {
                if let Some(draft) = home(&drafts, fact, context).and_then(|at| drafts.get_mut(at)) {
                    draft.term(fact);
                }
            }
        }
    }
    drafts
}

impl<'f> Deal<'f> {
    fn term(&mut self, fact: &'f Fact) {
        self.reports.insert(fact.key.report);
        if self.facts.is_empty() {
            self.from = Some(self.from.map_or(fact.told, |d| d.min(fact.told)));
            self.to = self.from;
        }
        self.terms.push(fact);
    }
}

/// A meeting that is denied speaks against its mediator.
fn denies_mediator(fact: &Fact) -> bool {
    fact.event == Event::Meet && fact.bearing() == Bearing::Denied && !fact.mediators.is_empty()
}

/// Whether a claim of agreeing is of the same agreement as others of its report.
fn fits(draft: &Deal<'_>, fact: &Fact, ruled: &Ruled, context: &Context<'_>) -> bool {
    if ruled.parts(&draft.facts, &[fact]) {
        return false;
    }
    let place = if fact.placed_by_report { Match::Unsaid } else { grounds(&draft.places, &fact.places, context) };
    let few = hands(&draft.parties, &fact.actors, context);
    let all = fact.actors.iter().all(|who| hands(&draft.parties, &[*who], context) == Match::Yes)
        || draft.parties.iter().all(|who| hands(&fact.actors, &[*who], context) == Match::Yes);
    let window = context.world.settings().window(Event::Agree).told;
    let told = |f: &Fact| f.bearing() == Bearing::Told && f.time.basis == crate::Basis::Said;
    let apart = told(fact)
        && fact.event == Event::Agree
        && draft.facts.iter().any(|f| {
            f.event == Event::Agree
                && told(f)
                && (f.time.from.since(fact.time.to) > window || fact.time.from.since(f.time.to) > window)
        });
    let hand = match few {
        Match::Unsaid => true,
        Match::Yes => all,
        Match::No => false,
    };
    hand && place != Match::No && !apart
}

fn meeting<'f>(drafts: &mut [Deal<'f>], fact: &'f Fact, context: &Context<'_>) {
    let mut met = drafts.iter_mut().filter(|d| {
        let beside = d.facts.iter().any(|f| f.evidence == fact.evidence && f.evidence.end > 0);
        let present = d.parties.iter().filter(|p| hands(&[**p], &fact.actors, context) == Match::Yes).count();
        present >= 2 || present == 1 && d.parties.len() == 1 || beside
    });
    if let Some(draft) = met.next() {
        if draft.parties.is_empty() && fact.actors.len() > 1 {
            draft.parties.clone_from(&fact.actors);
        }
        draft.meetings.push(fact);
    }
}

/// The agreement of its report that a term belongs to.
fn home(drafts: &[Deal<'_>], fact: &Fact, context: &Context<'_>) -> Option<usize> {
    let can_be = context.world.background().is_term(fact.event, fact.ceases);
    let voices: Whos = fact.speakers.iter().chain(&fact.actors).chain(&fact.targets).copied().collect();
    let side = |d: &Deal<'_>| hands(&d.parties, &voices, context);
    let beside = |d: &Deal<'_>| d.facts.iter().any(|f| f.evidence == fact.evidence && f.evidence.end > 0);
    let before = || {
        let told = |d: &&(usize, &Deal<'_>)| d.1.facts.iter().any(|f| f.evidence.start <= fact.evidence.start);
        let all: Vec<_> = drafts.iter().enumerate().collect();
        all.iter().rev().find(told).or(all.first()).map(|(at, _)| *at)
    };
    match fact.modality {
        Modality::Agreed
            if fact.event == Event::Truce && drafts.iter().any(|d| d.facts.iter().any(|f| f.key == fact.key)) =>
        {
            drafts.iter().position(|d| d.facts.iter().any(|f| f.key == fact.key))
        }
        Modality::Agreed => drafts
            .iter()
            .position(beside)
            .or_else(|| drafts.iter().position(|d| hands(&d.parties, &fact.actors, context) == Match::Yes))
            .or_else(before),
        Modality::Demanded if can_be && fact.event != Event::Truce => {
            let told = |d: &Deal<'_>| d.facts.iter().any(|f| f.bearing() != Bearing::Ahead);
            drafts.iter().position(|d| told(d) && side(d) == Match::Yes)
        }
        Modality::Promised if can_be && fact.event != Event::Truce => {
            let giving: Whos = fact.actors.clone();
            drafts.iter().position(|d| !d.facts.is_empty() && hands(&d.parties, &giving, context) == Match::Yes)
        }
        _ => None,
    }
}
