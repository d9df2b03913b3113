//! What speaks for and against that an account tells of the event of a group.

use super::Unit;
use super::account::Features;
use crate::fact::{Basis, DayName, Number};
use crate::world::Domain;
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
    // Much happens in a wide area in a day, and more in the months of a sum: only numbers say that it is the same.
    let vague = unit.domain == Domain::Violence && (unit.is_wide() || account.is_long());
    if vague && numbers <= 0 {
        return None;
    }
    let score = PLACE_AND_DAY + score + i32::from(exact);
    let rule = match (numbers > 0, actors) {
        (true, _) => "joined-place-day-numbers",
        (false, Some(true)) => "joined-place-day-actors",
        (false, _) => "joined-place-day",
    };
    (score > 0).then_some(Verdict { score, rule })
}

/// The verdict on an account of which nobody says the time. The weights are tenths of the logarithm of odds: how much more often
/// the sign is found where two reports of one settlement tell of one event (measured on half of the incidents of
/// `hudna eval --incidents` with Airwars' reports of Syria; three of them anew with the reader of 30 November 2026). `most` is the most that `likeness` can be.
pub(super) fn undated(
    account: &Features,
    group: &Features,
    most: i32,
    likeness: impl Fn() -> i32,
    unit: &Unit<'_>,
) -> Option<Verdict> {
    let prior = match (account.leads, group.leads) {
        (true, true) => -8,
        (true, false) | (false, true) => -28,
        (false, false) => -36,
    };
    let wide = if unit.is_wide() { -20 } else { 0 };
    let seldom = match unit.reports {
        ..=4 => 20,
        5..=8 => 14,
        9..=16 => 3,
        17..=64 => -8,
        _ => -35,
    };
    let named = account.day_name != DayName::default();
    let of_days = match named.then(|| days_apart(account.day_name, name_of(group))).flatten() {
        Some(Apart { months: Some(0), .. }) => 40,
        Some(Apart { months: Some(1), .. }) => 5,
        Some(Apart { months: None, weekdays: Some(0) }) => 20,
        Some(Apart { months: None, weekdays: Some(1) }) => 2,
        Some(_) => return None,
        None => 0,
    };
    let of_numbers = weight(account.killed, group.killed, 24, -10) + weight(account.injured, group.injured, 12, -5);
    // Most cannot be one, whoever it was: that is told before a look at who, where and what.
    let so_far = prior + wide + seldom + of_days + of_numbers;
    if so_far + ACTORS + most < ENOUGH
        || !account.aspects_fit(group)
        || !account.places_fit(group, unit)
        || account.is_long()
        || group.is_long()
    {
        return None;
    }
    let of_actors = match account.actors_fit(group, unit) {
        Some(true) => ACTORS,
        Some(false) => -2,
        None => 0,
    };
    let score = so_far + of_actors;
    if score + most < ENOUGH {
        return None;
    }
    let likeness = likeness();
    let score = score + likeness;
    let rule = match (of_days > 0, of_numbers > 0, likeness > 0) {
        (true, ..) => "joined-place-day-named",
        (_, true, _) => "joined-place-numbers",
        (.., true) => "joined-place-text",
        _ => "joined-place-seldom",
    };
    (score >= ENOUGH).then_some(Verdict { score, rule })
}

/// What much wording in common says.
pub(super) const SAME_WORDS: i32 = 40;

/// What the same actors say of accounts without a time.
const ACTORS: i32 = 8;

/// Where an account without a time is taken to tell of the same event, in tenths of the logarithm of odds.
const ENOUGH: i32 = -5;

/// What equal numbers and numbers that differ much say of accounts without a time. Ones are common.
fn weight(account: Option<Number>, group: Option<Number>, equal: i32, differ: i32) -> i32 {
    let (Some(a), Some(b)) = (account, group) else { return 0 };
    match (a.value == b.value, a.value.max(b.value) > a.value.min(b.value).saturating_mul(2).saturating_add(2)) {
        (true, _) if a.value <= 1 => equal / 2,
        (true, _) => equal,
        (false, true) => differ,
        (false, false) => 0,
    }
}

/// What is named of a group's day; of a known day, its name.
fn name_of(group: &Features) -> DayName {
    if group.basis == Basis::None || group.to.since(group.from) > 1 {
        return group.day_name;
    }
    let Some(date) = group.from.date() else { return DayName::default() };
    let part = |n: i8| u8::try_from(n).unwrap_or_default();
    DayName {
        weekday: Some(part(date.weekday().to_monday_one_offset())),
        month_day: Some((part(date.month()), part(date.day()))),
    }
}

/// Days between two days by what is named of both.
struct Apart {
    months: Option<i32>,
    weekdays: Option<i32>,
}

fn days_apart(a: DayName, b: DayName) -> Option<Apart> {
    const YEAR: i32 = 366;
    // Months of 31 days each: right to a day within a month, near enough at its end.
    let of_year = |(month, day): (u8, u8)| i32::from(month) * 31 + i32::from(day);
    let around = |a: i32, b: i32, all: i32| (a - b).rem_euclid(all).min((b - a).rem_euclid(all));
    let months = a.month_day.zip(b.month_day).map(|(a, b)| around(of_year(a), of_year(b), YEAR + 6));
    let weekdays = a.weekday.zip(b.weekday).map(|(a, b)| around(i32::from(a), i32::from(b), 7));
    (months.is_some() || weekdays.is_some()).then_some(Apart { months, weekdays })
}

/// Whether what is named of two days can be of one; none where nothing can be compared.
pub(super) fn days_fit(a: DayName, b: DayName) -> Option<bool> {
    let apart = days_apart(a, b)?;
    Some(apart.months.map_or_else(|| apart.weekdays.is_some_and(|n| n <= 1), |n| n <= 1))
}

/// The sum of what speaks for and against, what of it is from numbers, and whether the actors fit.
fn features(account: &Features, group: &Features, unit: &Unit<'_>) -> Option<(i32, i32, Option<bool>)> {
    if !account.aspects_fit(group) || !account.places_fit(group, unit) {
        return None;
    }
    let later = account.said > group.said;
    // Trucks do not contradict tons.
    let counts = unit.context.names.units_fit(account.unit, group.unit);
    let numbers = numbers(account.killed, group.killed, later)
        + numbers(account.injured, group.injured, later)
        + numbers(account.count.filter(|_| counts), group.count, later);
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
