//! What people decided of the claims of agreements: which are of one, which are not.

use crate::docket::Rulings;
use crate::fact::{ClaimKey, Fact};
use crate::incident::{Apart, Incident, Incidents};
use hudna_claims::{Event, Modality};
use std::collections::HashMap;

/// A claim of agreeing or of a truce: joined, such claims are of one agreement, whatever else they differ in.
pub(crate) fn agreeing(fact: &Fact) -> bool {
    matches!(fact.event, Event::Agree | Event::Truce) && !fact.ceases
}

/// A claim that can be a term.
pub(crate) fn owing(fact: &Fact) -> bool {
    matches!(fact.modality, Modality::Agreed | Modality::Demanded | Modality::Promised)
}

/// The decisions, by claim.
#[derive(Debug, Default)]
pub(super) struct Ruled {
    apart: Apart,
    /// Claims that were joined, however many steps apart, have one number.
    joined: HashMap<ClaimKey, usize, rustc_hash::FxBuildHasher>,
}

impl Ruled {
    /// `facts` are in the order of their claims' ids. Decisions about claims of other kinds as well are of incidents only.
    pub fn of(facts: &[&Fact], incidents: &Incidents<'_>, rulings: &Rulings<'_>) -> Ruled {
        let mut ruled = Ruled::default();
        if rulings.ungrouped() {
            return ruled;
        }
        let fact = |claim: &ClaimKey| facts.binary_search_by_key(claim, |f| f.key).ok().and_then(|at| facts.get(at));
        let all = |claims: &[ClaimKey], is: fn(&Fact) -> bool| claims.iter().filter_map(fact).all(|f| is(f));
        let splits = rulings.split.iter().filter(|claims| all(claims, agreeing) || all(claims, owing));
        ruled.apart = Apart::of(splits);
        for claims in rulings.joined.iter().filter(|claims| all(claims, agreeing)) {
            // A claim that is no more, or not seen, joins nothing.
            ruled.join(&claims.iter().filter(|claim| fact(claim).is_some()).copied().collect::<Vec<_>>());
        }
        let by_people = |i: &&Incident<'_>| i.ahead && i.joined.iter().any(|j| j.rule == "joined-by-people");
        for incident in incidents.iter().filter(|_| !rulings.joined.is_empty()).filter(by_people) {
            ruled.join(&incident.facts.iter().filter(|f| !agreeing(f)).map(|f| f.key).collect::<Vec<_>>());
        }
        ruled
    }

    fn join(&mut self, claims: &[ClaimKey]) {
        if claims.len() < 2 {
            return;
        }
        let number = self.joined.values().max().map_or(0, |last| last + 1);
        let before: Vec<usize> = claims.iter().filter_map(|claim| self.joined.get(claim).copied()).collect();
        self.joined.values_mut().filter(|known| before.contains(known)).for_each(|known| *known = number);
        self.joined.extend(claims.iter().map(|claim| (*claim, number)));
    }

    /// Two of these claims were set apart.
    pub fn parts(&self, some: &[&Fact], others: &[&Fact]) -> bool {
        self.apart.parts(some, others)
    }

    /// A claim of the one was joined with a claim of the other, and none was set apart.
    pub fn joins(&self, some: &[&Fact], others: &[&Fact]) -> bool {
        let of = |f: &&Fact| self.joined.get(&f.key);
        !self.joined.is_empty()
            && some.iter().filter_map(of).any(|number| others.iter().filter_map(of).any(|other| other == number))
            && !self.parts(some, others)
    }

    /// One of the claims was joined with another.
    pub fn touches(&self, facts: &[&Fact]) -> bool {
        !self.joined.is_empty() && facts.iter().any(|f| self.joined.contains_key(&f.key))
    }
}
