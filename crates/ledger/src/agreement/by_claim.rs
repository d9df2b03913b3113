//! The incidents of the claims that agreements and terms rest on.

use super::assemble::Deal;
use super::term::Owed;
use super::{domains, rests_on};
use crate::context::Context;
use crate::fact::{Bearing, Fact};
use crate::incident::{IncidentId, Incidents};
use hudna_claims::Event;
use std::collections::HashMap;
use std::sync::Arc;

/// Incidents by the facts that agreements rest on. A fact is told by where it lies, so that none has to be looked into.
#[derive(Default)]
pub(super) struct ByClaim {
    of: HashMap<usize, Option<IncidentId>, rustc_hash::FxBuildHasher>,
}

fn place(fact: &Fact) -> usize {
    std::ptr::from_ref(fact).addr()
}

impl ByClaim {
    pub fn of(
        deals: &[Arc<Deal<'_>>],
        terms: &[Vec<Owed<'_>>],
        incidents: &Incidents<'_>,
        context: &Context<'_>,
    ) -> ByClaim {
        let mut all = ByClaim::default();
        // Of one incident nothing has happened yet, or something of each claim: most claims of terms are of the former.
        let mut events = [[false; Event::ALL.len()]; 2];
        for fact in rests_on(deals, terms) {
            if all.of.insert(place(fact), None).is_none() {
                events[usize::from(fact.bearing() == Bearing::Ahead)][fact.event as usize] = true;
            }
        }
        let [told, ahead] = events.map(|there| {
            let events = Event::ALL.iter().copied().filter(|event| there[*event as usize]);
            domains(events, context)
        });
        let told = incidents.told(|domain| told.contains(&domain), |_| true);
        for incident in told.chain(incidents.ahead(|domain| ahead.contains(&domain))) {
            for fact in &incident.facts {
                if let Some(known) = all.of.get_mut(&place(fact)) {
                    *known = Some(known.map_or(incident.id, |known| known.min(incident.id)));
                }
            }
        }
        all
    }

    /// The incident of a fact.
    pub fn get(&self, fact: &Fact) -> Option<IncidentId> {
        self.of.get(&place(fact)).copied().flatten()
    }
}
