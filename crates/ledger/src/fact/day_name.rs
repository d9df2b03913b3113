//! What a report without a date still names of a day: a weekday, a day and month.

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

/// For each claim of a report without a date, what is named of its day. A claim that names none, or counts from the report's day
/// (`أمس`), takes what the report names of its own: the day called today, or else the first that it names.
pub(super) fn day_names(claims: &[Claim], world: &World) -> Vec<DayName> {
    let named: Vec<Option<NamedDay>> = claims
        .iter()
        .map(|claim| {
            let open = claim.time.as_ref().filter(|when| when.from.is_none() && when.to.is_none())?;
            Some(world.named_day(&open.text))
        })
        .collect();
    let mut order: Vec<usize> = (0..claims.len()).collect();
    order.sort_by_key(|i| claims.get(*i).map(|c| (c.evidence.start, c.trigger.start)));
    let in_text =
        || order.iter().filter_map(|i| named.get(*i).copied().flatten()).filter(|n| !DayName::of(*n).is_empty());
    let own = in_text().find(|n| n.offset == Some(0)).map(DayName::of);
    // `أمس الأحد`: the report is of the day after.
    let own = own.or_else(|| in_text().next().map(|n| DayName::of(n).plus(n.offset.map_or(0, i8::wrapping_neg))));
    let own = own.unwrap_or_default();
    claims
        .iter()
        .zip(named)
        .map(|(claim, named)| match (named, &claim.time) {
            (Some(named), _) if !DayName::of(named).is_empty() => DayName::of(named),
            (Some(NamedDay { offset: Some(days), .. }), _) => own.plus(days),
            (_, None) => own,
            _ => DayName::default(),
        })
        .collect()
}
