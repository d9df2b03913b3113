//! Which units have incidents that can bear on agreements: the others need not be looked at for them.

use super::{Planned, rests_on, term};
use crate::context::Context;
use crate::fact::Where;
use crate::units::units_of;
use crate::world::Domain;
use hudna_claims::Event;
use rustc_hash::FxHashSet;

/// The units that agreements want to be looked at.
pub(crate) struct Wanted {
    /// Those with the claims that agreements and terms rest on.
    own: FxHashSet<(Domain, Option<Where>)>,
    /// The parts of the state of which something can be evidence.
    bearing: Vec<Domain>,
    /// Of these, those of which it can be wherever it was, by whoever owes it.
    anywhere: Vec<Domain>,
    /// By number, the settlements in which or around which a term is owed.
    near: Vec<bool>,
}

impl Wanted {
    pub fn of(planned: &Planned<'_>, context: &Context<'_>) -> Wanted {
        let names = context.names;
        let own = rests_on(&planned.deals, &planned.terms).flat_map(|fact| units_of(fact, names, context.world));
        let mut wanted =
            Wanted { own: own.collect(), bearing: Vec::new(), anywhere: Vec::new(), near: vec![false; names.places()] };
        let (mut events, mut free): (Vec<Event>, Vec<Event>) = (Vec::new(), Vec::new());
        let mut owed_at = vec![false; names.places()];
        let truces = planned.deals.iter().zip(&planned.truces).filter(|(_, truce)| **truce);
        let peace: Vec<_> = truces.map(|(deal, _)| term::peace(deal)).collect();
        for owed in planned.terms.iter().flatten().chain(&peace) {
            events.push(owed.event);
            if owed.places.is_empty() {
                free.push(owed.event);
            }
            for place in owed.places.iter().flat_map(|place| [*place, names.settlement(*place)]) {
                if let Some(there) = owed_at.get_mut(place.index()) {
                    *there = true;
                }
            }
        }
        for events in [&mut events, &mut free] {
            events.sort_unstable();
            events.dedup();
        }
        let background = context.world.background();
        let bearing = events.into_iter().map(|event| background.obligation(event));
        let bearing: Vec<Event> =
            bearing.flat_map(|o| o.served_by.iter().chain(&o.broken_by).copied().collect::<Vec<_>>()).collect();
        wanted.bearing = super::domains(bearing.into_iter(), context);
        wanted.anywhere = super::domains(free.into_iter(), context);
        let owed = |place: &Where| owed_at.get(place.index()).copied().unwrap_or_default();
        for place in (0..names.places()).map(Where::at_index) {
            if (owed(&place) || names.wholes(place).iter().any(owed))
                && let Some(near) = wanted.near.get_mut(names.settlement(place).index())
            {
                *near = true;
            }
        }
        wanted
    }

    /// Whether incidents of a unit can bear on the agreements.
    pub fn has(&self, domain: Domain, at: Option<Where>) -> bool {
        let near = || at.is_some_and(|at| self.near.get(at.index()).copied().unwrap_or(true));
        self.bearing.contains(&domain) && (self.anywhere.contains(&domain) || near())
            || self.own.contains(&(domain, at))
    }
}
