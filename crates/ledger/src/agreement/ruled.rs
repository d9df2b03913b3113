//! What people decided of the claims of agreements: which are of one, which are not.

use crate::docket::Rulings;
use crate::fact::{ClaimKey, Fact};
use crate::incident::Apart;
use std::collections::HashMap;

/// The decisions, by claim.
#[derive(Debug, Default)]
pub(super) struct Ruled {
    apart: Apart,
    /// Claims that were joined, however many steps apart, have one number.
    joined: HashMap<ClaimKey, usize, rustc_hash::FxBuildHasher>,
}

impl Ruled {
    pub fn of(rulings: &Rulings<'_>) -> Ruled {
        let mut joined: HashMap<ClaimKey, usize, rustc_hash::FxBuildHasher> = HashMap::default();
        for (number, claims) in rulings.joined.iter().enumerate().filter(|(_, claims)| claims.len() > 1) {
            let before: Vec<usize> = claims.iter().filter_map(|claim| joined.get(claim).copied()).collect();
            joined.values_mut().filter(|known| before.contains(known)).for_each(|known| *known = number);
            joined.extend(claims.iter().map(|claim| (*claim, number)));
        }
        Ruled { apart: Apart::of(rulings), joined }
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
