//! The terms of an agreement: one for all claims that tell of the same thing being owed.

use super::assemble::{Deal, Match, add, grounds, hands, same_facts};
use super::ruled::Ruled;
use super::truce;
use crate::context::Context;
use crate::fact::{Basis, Bearing, Day, Fact, Name, Number, Where, Wheres, Whos};
use hudna_claims::{Event, Modality};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::HashMap;

/// In what way a term belongs to an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DealTermKind {
    /// Demanded by one side.
    Demand,
    /// Agreed, or promised by a side.
    Agreed,
}

/// A term in the making.
#[derive(Debug)]
pub(super) struct Owed<'f> {
    pub event: Event,
    pub ceases: bool,
    pub kind: DealTermKind,
    pub facts: Vec<&'f Fact>,
    pub by_whom: Whos,
    /// Whoever owes it is named only as the besieger of the place.
    pub as_besieger: bool,
    pub to_whom: Whos,
    pub places: Wheres,
    pub goods: Option<Name>,
    pub people: Option<Name>,
    pub count: Option<Number>,
    /// What it counts.
    pub unit: Option<Name>,
    /// The last day for it.
    pub by: Option<Day>,
}

/// Claims of demands by what is demanded and where, so that a demand that became a term is found.
pub(super) type Demands<'f> = HashMap<(Event, bool, Where), Vec<&'f Fact>, rustc_hash::FxBuildHasher>;

/// The terms of an agreement, which may be a truce and no more.
pub(super) fn terms<'f>(
    deal: &Deal<'f>,
    truce: bool,
    demands: &Demands<'f>,
    ruled: &Ruled,
    context: &Context<'_>,
) -> Vec<Owed<'f>> {
    let before = context.world.settings().agreement().demand;
    let mut facts = deal.terms.clone();
    // Beside other terms, a truce with a last day is one of them: it ends, they go on.
    let timed = |f: &&&'f Fact| f.event == Event::Truce && !truce && truce::lasts(f, deal).is_some();
    facts.extend(deal.facts.iter().filter(timed));
    // What is agreed and names a hand comes first: demands and claims without a hand join it.
    facts.sort_by_key(|f| (f.modality != Modality::Agreed, f.actors.is_empty(), f.told, f.key));
    facts.dedup_by_key(|f| f.key);
    let mut all: Vec<Owed<'f>> = Vec::new();
    for fact in facts.into_iter().filter(|f| !(truce && f.event == Event::Truce)) {
        let new = owed(fact);
        match all.iter_mut().find(|term| same(term, &new, ruled, context)) {
            Some(term) => term.merge(new),
            None => all.push(new),
        }
    }
    for term in &mut all {
        let at: Vec<Where> = term.places.iter().map(|p| context.names.settlement(*p)).collect();
        for fact in at.iter().filter_map(|at| demands.get(&(term.event, term.ceases, *at))).flatten() {
            let ahead = deal.day().since(fact.told);
            if !(0..=before).contains(&ahead) {
                continue;
            }
            let hand = hands(&term.by_whom, &asked(fact), context) != Match::No;
            let side = hands(&deal.parties, &fact.speakers, context) == Match::Yes;
            let other = hands(&term.by_whom, &fact.speakers, context) != Match::Yes;
            if hand && side && other && !term.facts.iter().any(|f| f.key == fact.key) {
                add(&mut term.to_whom, &fact.speakers);
                term.facts.push(fact);
            }
        }
        if term.event == Event::Truce && !term.ceases {
            term.by = deal.ends.or(term.by);
            if term.by_whom.is_empty() {
                term.by_whom.clone_from(&deal.parties);
            }
        }
        smallest(&mut term.places, context);
    }
    all
}

/// What the sides of a truce owe each other: that they do not fight.
pub(super) fn peace<'f>(deal: &Deal<'f>) -> Owed<'f> {
    let mut places = deal.places.clone();
    if places.is_empty() {
        deal.facts.iter().for_each(|f| add(&mut places, &f.places));
    }
    Owed {
        event: Event::Truce,
        ceases: false,
        kind: DealTermKind::Agreed,
        facts: Vec::new(),
        by_whom: deal.parties.clone(),
        as_besieger: false,
        to_whom: Whos::new(),
        places,
        goods: None,
        people: None,
        count: None,
        unit: None,
        by: deal.ends,
    }
}

fn asked(fact: &Fact) -> Whos {
    if fact.actors.is_empty() && fact.modality == Modality::Demanded {
        fact.targets.clone()
    } else {
        fact.actors.clone()
    }
}

fn owed(fact: &Fact) -> Owed<'_> {
    let demand = fact.modality == Modality::Demanded;
    let ahead = fact.time.basis == Basis::Said && fact.time.to > fact.told;
    let within =
        fact.time.days.filter(|_| fact.bearing() == Bearing::Ahead).map(|days| fact.told.plus(i32::from(days)));
    Owed {
        event: fact.event,
        ceases: fact.ceases,
        kind: if demand { DealTermKind::Demand } else { DealTermKind::Agreed },
        facts: vec![fact],
        by_whom: asked(fact),
        as_besieger: false,
        to_whom: if demand { fact.speakers.clone() } else { Whos::new() },
        places: fact.places.clone(),
        goods: fact.goods,
        people: fact.people,
        count: fact.count,
        unit: fact.unit,
        by: ahead.then_some(fact.time.to).or(within),
    }
}

impl<'f> Owed<'f> {
    /// Whether it is made of the same claims, in the same way.
    pub fn is(&self, other: &Self) -> bool {
        let what = |t: &Self| (t.event, t.ceases, t.kind, t.as_besieger, t.goods, t.people, t.count, t.unit, t.by);
        what(self) == what(other)
            && same_facts(&self.facts, &other.facts)
            && (&self.by_whom, &self.to_whom, &self.places) == (&other.by_whom, &other.to_whom, &other.places)
    }

    fn merge(&mut self, other: Owed<'f>) {
        self.kind = self.kind.max(other.kind);
        self.facts.extend(other.facts);
        add(&mut self.by_whom, &other.by_whom);
        add(&mut self.to_whom, &other.to_whom);
        add(&mut self.places, &other.places);
        self.goods = self.goods.or(other.goods);
        self.people = self.people.or(other.people);
        if self.count.is_none() {
            (self.count, self.unit) = (other.count, other.unit);
        }
        self.by = self.by.or(other.by);
    }
}

/// One term told twice: the same event, by hands and at places that can be the same.
fn same(a: &Owed<'_>, b: &Owed<'_>, ruled: &Ruled, context: &Context<'_>) -> bool {
    if a.event != b.event || a.ceases != b.ceases || ruled.parts(&a.facts, &b.facts) {
        return false;
    }
    if ruled.joins(&a.facts, &b.facts) {
        return true;
    }
    let hand = hands(&a.by_whom, &b.by_whom, context);
    let meet = a.places.iter().any(|x| b.places.iter().any(|y| context.names.meet(*x, *y)));
    let place = match grounds(&a.places, &b.places, context) {
        Match::Unsaid => hand == Match::Yes || a.places.is_empty() && b.places.is_empty(),
        Match::Yes => meet || hand == Match::Yes && a.kind == b.kind,
        Match::No => false,
    };
    let other_things = matches!((a.goods, b.goods), (Some(x), Some(y)) if x != y) && !meet;
    hand != Match::No && place && !other_things
}

/// Leaves out places in which others of the list lie.
pub(super) fn smallest(places: &mut Wheres, context: &Context<'_>) {
    let all = places.clone();
    places.retain(|place| !all.iter().any(|p| p != place && context.names.lies_in(*p, *place)));
}
