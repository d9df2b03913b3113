//! What speaks for and against that an account tells of the event of a group.

use super::Unit;
use super::account::Features;
use crate::fact::{Basis, Number};
use hudna_claims::{Event, Qualifier};

/// How well an account fits a group, and the rule that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verdict {
    pub score: i32,
    pub rule: &'static str,
}

/// Numbers that agree: seldom by chance.
const AGREE: i32 = 3;
/// Numbers that cannot be of one event.
const DIFFER: i32 = -4;
/// Other actors: sources differ on who did it less often than two events have two doers.
const OTHERS: i32 = -3;
/// A place and a day in common.
const PLACE_AND_DAY: i32 = 2;

/// The verdict on an account whose time is known; none where the two cannot be one event.
pub(super) fn dated(account: &Features, group: &Features, unit: &Unit<'_>) -> Option<Verdict> {
    if !account.near(group, unit) {
        return None;
    }
    let (score, numbers, actors) = features(account, group, unit)?;
    let exact = account.basis == Basis::Said && group.basis == Basis::Said && account.from == group.from;
    let score = PLACE_AND_DAY + score + i32::from(exact);
    let rule = match (numbers > 0, actors) {
        (true, _) => "joined-place-day-numbers",
        (false, Some(true)) => "joined-place-day-actors",
        (false, _) => "joined-place-day",
    };
    (score > 0).then_some(Verdict { score, rule })
}

/// The verdict on an account of which nobody says the time.
pub(super) fn undated(account: &Features, group: &Features, likeness: i32, unit: &Unit<'_>) -> Option<Verdict> {
    let (score, numbers, _) = features(account, group, unit)?;
    let score = score + likeness;
    let rule = if numbers > 0 { "joined-place-numbers" } else { "joined-place-text" };
    (numbers > 0 || likeness > 0).then_some(Verdict { score, rule }).filter(|v| v.score > 0)
}

/// The sum of what speaks for and against, what of it is from numbers, and whether the actors fit.
fn features(account: &Features, group: &Features, unit: &Unit<'_>) -> Option<(i32, i32, Option<bool>)> {
    if !account.aspects_fit(group) || !account.places_fit(group, unit) {
        return None;
    }
    let later = account.said > group.said;
    let numbers = numbers(account.killed, group.killed, later)
        + numbers(account.injured, group.injured, later)
        + numbers(account.count, group.count, later);
    let actors = account.actors_fit(group, unit);
    let of_actors = match actors {
        Some(true) => 1,
        Some(false) => OTHERS,
        None => 0,
    };
    // A clash has two sides, an attack one: without more in common they are two events.
    let only = |f: &Features, event: Event| f.events == 1 << (event as u64 & 63);
    let other_kind = only(account, Event::Clash) && only(group, Event::Attack)
        || only(account, Event::Attack) && only(group, Event::Clash);
    let of_kind = if other_kind { -2 } else { 0 };
    Some((numbers + of_actors + of_kind, numbers, actors))
}

/// What two numbers say. A later and higher one is no contradiction.
fn numbers(account: Option<Number>, group: Option<Number>, later: bool) -> i32 {
    let (Some(a), Some(b)) = (account, group) else { return 0 };
    let exact = |n: &Number| n.qualifier == Qualifier::Exactly;
    if a.value == b.value {
        return if exact(&a) && exact(&b) { AGREE } else { AGREE - 1 };
    }
    let open = |n: &Number| matches!(n.qualifier, Qualifier::AtLeast | Qualifier::MoreThan);
    let (low, high) = if a.value < b.value { (a, b) } else { (b, a) };
    let far = high.value > low.high.saturating_mul(2).saturating_add(2);
    match far {
        true if open(&low) || (later && a.value == high.value) => -1,
        true => DIFFER,
        false => 0,
    }
}
