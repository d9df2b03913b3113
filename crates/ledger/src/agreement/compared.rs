//! Agreements compared with incidents, before they are shown: what is the same of one on two days is shown once.

use super::assemble::Deal;
use super::by_claim::ByClaim;
use super::record::{AgreementRecord, DealKind, record};
use super::score::DealEvidence;
use super::term::{Owed, peace};
use super::{Map, Planned, besiegers, gather, owe_as_besieger};
use crate::context::Context;
use crate::fact::{Day, Fact};
use crate::incident::Incidents;
use hudna_claims::Event;
use std::cmp::Reverse;
use std::sync::Arc;

/// Agreements with what bears on them.
#[derive(Default)]
pub(crate) struct Compared<'f> {
    deals: Vec<Weighed<'f>>,
    by_claim: Arc<ByClaim>,
}

/// An agreement with its terms, and what speaks for and against each.
struct Weighed<'f> {
    deal: Arc<Deal<'f>>,
    kind: DealKind,
    terms: Vec<Owed<'f>>,
    found: Vec<Vec<DealEvidence>>,
}

impl<'f> Compared<'f> {
    pub fn of(
        Planned { deals, truces, mut terms }: Planned<'f>,
        incidents: &Incidents<'f>,
        context: &Context<'_>,
    ) -> Compared<'f> {
        if deals.is_empty() {
            return Compared::default();
        }
        let besiegers = besiegers(&terms, incidents, context);
        for ((deal, terms), truce) in deals.iter().zip(&mut terms).zip(&truces) {
            terms.iter_mut().for_each(|term| owe_as_besieger(term, deal, &besiegers, context));
            terms.sort_by_cached_key(|t| {
                let names: Vec<_> = t.places.iter().map(|p| context.names.at(*p)).min().into_iter().collect();
                (Reverse(t.kind), t.event, t.ceases, names, t.facts.iter().map(|f| f.key).min())
            });
            // Of a truce that is no more than that, the peace is not shown as a term, but looked after as one.
            terms.extend(truce.then(|| peace(deal)));
        }
        let found = gather(&deals, &terms, incidents, context);
        let by_claim = Arc::new(ByClaim::of(&deals, &terms, incidents, context));
        let all = deals.into_iter().zip(truces).zip(terms.into_iter().zip(found));
        let weighed = |((deal, truce), (terms, found))| {
            let kind = if truce { DealKind::Truce } else { DealKind::Agreement };
            Weighed { deal, kind, terms, found }
        };
        Compared { deals: all.map(weighed).collect(), by_claim }
    }

    /// The agreements as they are shown.
    pub fn records(self, context: &Context<'_>) -> Vec<Arc<AgreementRecord>> {
        let mut all = self.shown(context);
        sort(&mut all);
        all
    }

    fn shown(self, context: &Context<'_>) -> Vec<Arc<AgreementRecord>> {
        let Compared { deals, by_claim } = self;
        deals.into_iter().map(|weighed| Arc::new(weighed.record(&by_claim, context))).collect()
    }

    /// In so many parts, each for a thread. What is the same on several days is in one part of each.
    pub fn parts(self, parts: usize) -> Vec<Compared<'f>> {
        let part = || Compared { deals: Vec::new(), by_claim: Arc::clone(&self.by_claim) };
        let mut all: Vec<Compared<'f>> = std::iter::repeat_with(part).take(parts).collect();
        for weighed in self.deals {
            let part = weighed.begin().map_or(0, |fact| fact.slot as usize % parts);
            if let Some(part) = all.get_mut(part) {
                part.deals.push(weighed);
            }
        }
        all
    }

    /// The agreements of two days as they are shown, in no order. One that is the same on both is shown once.
    pub fn of_both([one, mut other]: [Self; 2], contexts: [&Context<'_>; 2]) -> [Vec<Arc<AgreementRecord>>; 2] {
        let [first, second] = contexts;
        let same = other.without_same(&one, [second.now, first.now]);
        let (one, mut other) = (one.shown(first), other.shown(second));
        other.extend(same.into_iter().filter_map(|at| one.get(at)).cloned());
        [one, other]
    }

    /// Leaves out those that are shown on another day as they are on this one, and gives their places among those of the other day.
    fn without_same(&mut self, other: &Compared<'f>, days: [Day; 2]) -> Vec<usize> {
        let begun = |(at, weighed): (usize, &'_ Weighed<'f>)| Some((std::ptr::from_ref(weighed.begin()?).addr(), at));
        let known: Map<usize, usize> = other.deals.iter().enumerate().filter_map(begun).collect();
        let by_claim = &self.by_claim;
        let mut all = Vec::new();
        self.deals.retain(|weighed| {
            let at = begun((0, weighed)).and_then(|(begun, _)| known.get(&begun).copied());
            let there = at.and_then(|at| other.deals.get(at));
            let same =
                there.is_some_and(|there| weighed.is(there, days) && weighed.rests_alike(by_claim, &other.by_claim));
            all.extend(at.filter(|_| same));
            !same
        });
        all
    }
}

/// Puts agreements in the order in which they are shown.
pub(crate) fn sort(all: &mut [Arc<AgreementRecord>]) {
    all.sort_by(|a, b| (a.date.earliest, &a.id).cmp(&(b.date.earliest, &b.id)));
}

impl<'f> Weighed<'f> {
    /// The fact that it begins with: of no other agreement.
    fn begin(&self) -> Option<&'f Fact> {
        self.deal.facts.first().or(self.deal.terms.first()).copied()
    }

    fn record(self, by_claim: &ByClaim, context: &Context<'_>) -> AgreementRecord {
        let Weighed { deal, kind, mut terms, mut found } = self;
        let mut fights = Vec::new();
        if kind == DealKind::Truce {
            terms.pop();
            fights = found.pop().unwrap_or_default();
        }
        record((&deal, kind), terms, found, &fights, by_claim, context)
    }

    /// Whether it comes to the same on two days: it is made of the same, and nothing that a day could end ends between them.
    fn is(&self, other: &Self, days: [Day; 2]) -> bool {
        let ended = |last: &Option<Day>| days.map(|day| last.is_some_and(|last| last < day));
        let lasts = |last: &Option<Day>| ended(last)[0] == ended(last)[1];
        let failing = |fact: &&Fact| fact.event == Event::Collapse;
        self.terms.len() == other.terms.len()
            && self.terms.iter().zip(&other.terms).all(|(a, b)| a.is(b) && lasts(&a.by))
            && self.deal.is(&other.deal)
            && lasts(&super::truce::ends(&self.deal))
            // Whether it failed or was over may hang on the day.
            && !self.deal.course.iter().any(failing)
            && self.found == other.found
    }

    /// Whether its claims are of the same incidents on two days.
    fn rests_alike(&self, own: &ByClaim, other: &ByClaim) -> bool {
        let facts = self.deal.all_facts().into_iter().flatten().chain(self.terms.iter().flat_map(|term| &term.facts));
        facts.copied().all(|fact| own.get(fact) == other.get(fact))
    }
}
