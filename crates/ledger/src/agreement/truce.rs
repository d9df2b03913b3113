//! How long a truce lasts, and until when it was renewed.

use super::assemble::Deal;
use crate::fact::{Basis, Bearing, Day, Fact};
use hudna_claims::{Event, Modality};

/// The last day of a truce as one claim has it.
pub(super) fn lasts(fact: &Fact, deal: &Deal<'_>) -> Option<Day> {
    let says = match fact.modality {
        Modality::Happened | Modality::Begun | Modality::Ongoing | Modality::Agreed | Modality::Promised => true,
        _ => fact.bearing() == Bearing::Told,
    };
    if fact.event != Event::Truce || !says {
        return None;
    }
    let time = fact.time;
    if let Some(days) = time.days {
        let said = time.basis == Basis::Said;
        let since = time.since.filter(|since| said || *since > deal.day());
        let start = since.or(said.then_some(time.from)).unwrap_or_else(|| {
            // A length without a beginning counts from the truce, or from the report that tells of its being renewed.
            let begun = deal.to.unwrap_or(fact.told).min(fact.told);
            if fact.told.since(begun) < i32::from(days) - 1 { begun } else { fact.told }
        });
        let end = start.plus(i32::from(days)).max(if said && time.to > fact.told { time.to } else { Day::FIRST });
        // A length that is over on the day of its report is how long it had lasted.
        return (!(said && time.since.is_some() && end <= fact.told && fact.modality == Modality::Ongoing))
            .then_some(end);
    }
    (time.basis == Basis::Said && time.to > fact.told && (time.from <= fact.told || time.to > time.from))
        .then_some(time.to)
}

/// The last day of a truce over all its claims: what is told later holds longer.
pub(super) fn ends(deal: &Deal<'_>) -> Option<Day> {
    deal.facts.iter().filter_map(|fact| lasts(fact, deal)).chain(deal.ends).max()
}

/// A claim that an agreement ended tells that its time was over, and not that it failed: by its words, or because it is of a day on
/// which it was over anyway. `last` is the last day, where there is one. What goes on was so before its report: of `now`, the day
/// that is looked at, it tells of no later one.
pub(super) fn ran_out(fact: &Fact, last: Option<Day>, now: Day) -> bool {
    let Some(last) = last else { return fact.ran_out };
    let said = fact.time.basis == Basis::Said;
    let of = |said_on: Day| if said { said_on } else { fact.told }.min(now);
    match fact.ran_out {
        // Whoever ends a truce before its last day lets it fail.
        true => last <= of(fact.time.to),
        false => last < of(fact.time.from),
    }
}
