//! What a report without a date still names of a day: a weekday, a day and month.

use super::Fact;
use crate::World;
use hudna_arabic::times::NamedDay;
use hudna_claims::Claim;

/// Parts of the name of a day. They do not place it on the calendar, but tell it from most others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DayName {
    /// ISO number of the weekday, Monday is 1.
    pub weekday: Option<u8>,
    /// Month and day of the month.
    pub month_day: Option<(u8, u8)>,
}

impl DayName {
    fn of(named: NamedDay) -> DayName {
        DayName { weekday: named.weekday, month_day: named.month_day }
    }

    fn is_empty(self) -> bool {
        self.weekday.is_none() && self.month_day.is_none()
    }

    /// The day a number of days later, or earlier.
    fn plus(self, days: i8) -> DayName {
        let weekday = self.weekday.map(|w| ((i16::from(w) - 1 + i16::from(days)).rem_euclid(7) + 1) as u8);
        DayName { weekday, month_day: self.month_day.filter(|_| days == 0) }
    }
}

/// What a claim names of a day that nobody can place.
pub(super) fn named(claim: &Claim, world: &World) -> Option<NamedDay> {
    let open = claim.time.as_ref().filter(|when| when.from.is_none() && when.to.is_none())?;
    Some(world.named_day(&open.text))
}

/// For each claim of a report without a date, what is named of its day. A claim that names none, or counts from the report's day
/// (`أمس`), takes what the report names of its own: the day called today, or else the first that it names.
pub(super) fn day_names(facts: &[Fact]) -> Vec<DayName> {
    let named = |fact: &Fact| fact.own.as_ref().and_then(|own| own.named);
    let mut order: Vec<&Fact> = facts.iter().collect();
    order.sort_by_key(|fact| (fact.evidence.start, fact.said_at));
    let in_text = || order.iter().filter_map(|fact| named(fact)).filter(|n| !DayName::of(*n).is_empty());
    let own = in_text().find(|n| n.offset == Some(0)).map(DayName::of);
    // `أمس الأحد`: the report is of the day after.
    let own = own.or_else(|| in_text().next().map(|n| DayName::of(n).plus(n.offset.map_or(0, i8::wrapping_neg))));
    let own = own.unwrap_or_default();
    facts
        .iter()
        .map(|fact| match (named(fact), fact.own.as_ref().is_some_and(|own| own.timed)) {
            (Some(named), _) if !DayName::of(named).is_empty() => DayName::of(named),
            (Some(NamedDay { offset: Some(days), .. }), _) => own.plus(days),
            (_, false) => own,
            _ => DayName::default(),
        })
        .collect()
}
