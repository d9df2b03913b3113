//! When: the days between which a claim's event lies, and on what ground.

use super::Day;
use hudna_claims::{Claim, Modality, TimePrecision, When};
use schemars::JsonSchema;
use serde::Serialize;

/// On what ground a time is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The claim says it.
    Said,
    /// The claim says nothing: near the day of its report.
    Report,
    /// Neither the claim nor the report says it: before the report came in.
    None,
}

/// When an event happened or is to happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// First day on which it can have happened; of a state, by which it was in force.
    pub from: Day,
    /// Last day on which it can have happened; of a state, on which it was in force for sure.
    pub to: Day,
    /// On what ground.
    pub basis: Basis,
    /// Since when it has been so, where that is told: the first day of `منذ 21 يوما`.
    pub since: Option<Day>,
    /// The last day that this can be: `منذ 2013` is any day of that year.
    pub since_by: Option<Day>,
    /// How long, in days, where that is told.
    pub days: Option<u16>,
}

impl Timing {
    /// The time of a claim. `told` is the day of its report, where the report has one; `received` a day by which it was there;
    /// `untold` how many days before its report an event without a time may lie.
    pub fn of(claim: &Claim, told: Option<Day>, received: Day, untold: i32) -> Timing {
        let state = claim.modality == Modality::Ongoing;
        let when = claim.time.as_ref();
        let days = when.and_then(|w| w.duration_days).filter(|d| *d >= 1.0).map(|d| d.min(65_000.0).round() as u16);
        let said = when.filter(|w| w.precision != TimePrecision::Vague);
        let from = said.and_then(|w| w.from).map(Day::from);
        let to = said.and_then(|w| w.to).map(Day::from);
        let since = from.filter(|_| days.is_some() || state || to.is_none());
        let since_by = since.map(|since| {
            let unit = said.filter(|_| days.is_none()).map_or(0, unit);
            since.plus(unit).min(to.or(told).unwrap_or(received)).max(since)
        });
        if let (Some(from), Some(to)) = (from, to) {
            // A length up to the report's day dates the beginning of a state, and the state itself to the report.
            let from = if state && days.is_some() { told.unwrap_or(to).max(from) } else { from };
            return Timing { from, to: to.max(from), basis: Basis::Said, since, since_by, days };
        }
        let near = told.map(|told| (told.plus(if state { 0 } else { -untold }), told));
        let (near_from, near_to) = near.unwrap_or((Day::FIRST, received));
        let basis = if near.is_some() { Basis::Report } else { Basis::None };
        match (from, to) {
            (Some(from), _) if state => {
                Timing { from: near_to.max(from), to: near_to.max(from), basis, since, since_by, days }
            }
            (Some(from), _) => Timing { from, to: from.max(near_to), basis: Basis::Said, since, since_by, days },
            (_, Some(to)) => Timing { from: near_from.min(to), to, basis: Basis::Said, since, since_by, days },
            _ => {
                let since = days.zip(told).filter(|_| state).map(|(days, told)| told.plus(-i32::from(days)));
                Timing { from: near_from, to: near_to, basis, since, since_by: since, days }
            }
        }
    }
}

/// Days of the unit to which the beginning of a time is known, beside the first.
fn unit(when: &When) -> i32 {
    match when.precision {
        TimePrecision::Year => 364,
        // The middle or the end of a month is told to a third of it.
        TimePrecision::Month if when.from.is_some_and(|from| from.day() > 1) => 10,
        TimePrecision::Month => 30,
        TimePrecision::Week => 6,
        TimePrecision::Hour | TimePrecision::Day | TimePrecision::Vague => 0,
    }
}
