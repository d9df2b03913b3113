//! What is left out once the whole report is known: a heading's claims that are told again, reports outside any conflict.

use crate::knowledge::Knowledge;
use crate::parse::{Parse, Types};
use hudna_claims::Claim;

/// Fewest words of trade or sports in a report that is about them, and one of how many words is one.
const TRADE: usize = 3;
const DENSE: usize = 80;
/// One of so many claims may be of another event than those that trade and sports have too.
const OTHERS: usize = 4;

/// A heading says in short what the report under it tells: an event that is told there is no claim of the heading too.
/// `dropped` are the claims that are left out already, in order.
pub(super) fn headed(claims: &[Claim], (from, to): (usize, usize), dropped: &mut Vec<usize>) {
    let told = |heading: &Claim| {
        let mut under = (to..claims.len()).filter(|i| dropped.binary_search(i).is_err()).map(|i| &claims[i]);
        // How many were killed may stand in the heading alone.
        let toll = |c: &Claim| {
            (heading.killed.is_none() || c.killed.is_some()) && (heading.injured.is_none() || c.injured.is_some())
        };
        under.any(|c| c.event == heading.event && toll(c))
    };
    let again: Vec<usize> = (from..to).filter(|&i| told(&claims[i])).collect();
    dropped.extend(again);
    dropped.sort_unstable();
    dropped.dedup();
}

/// `محادثات منطقة التجارة الحرة`: whether a report tells of meetings and agreements of trade or sports, and of nothing else.
pub(super) fn outside(k: &Knowledge, types: &Types<'_>, lines: &[Parse], claims: &[Claim]) -> bool {
    let others = claims.iter().filter(|c| !k.language.outside_events.contains(&c.event)).count();
    if claims.is_empty() || others * OTHERS >= claims.len() {
        return false;
    }
    let tokens = || lines.iter().flat_map(|line| &line.tokens);
    let found = tokens().filter(|t| types.word(**t).outside).count();
    found >= TRADE && found * DENSE >= tokens().count()
}
