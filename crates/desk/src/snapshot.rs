//! What a case comes to in one view, kept for the pages that ask for it again.

use hudna_ledger::{ClaimKey, Day, Incident, IncidentId, Ledger, Named, State, Toll, View, Weighing};
use hudna_ledger::{Domain, Joined};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Arc;

/// An incident without the facts it was made of, so that it can be kept.
#[derive(Debug, Serialize)]
pub struct IncidentRow {
    /// Its id.
    pub id: IncidentId,
    /// The part of the state that it bears on.
    #[serde(skip)]
    pub domain: Domain,
    /// What happened, by its code.
    pub event: hudna_claims::Event,
    /// It is about the event's ending.
    pub ceases: bool,
    /// Nothing of it has happened yet.
    pub ahead: bool,
    /// First day on which it can have happened.
    pub from: Day,
    /// Last day on which it can have happened.
    pub to: Day,
    /// Where.
    pub places: Vec<Arc<Named>>,
    /// Who did it.
    pub actors: Vec<Arc<Named>>,
    /// To whom.
    pub targets: Vec<Arc<Named>>,
    /// How many were killed.
    pub killed: Option<Toll>,
    /// How many were injured.
    pub injured: Option<Toll>,
    /// How many of what it counts.
    pub count: Option<Toll>,
    /// How sure it is.
    #[serde(flatten)]
    pub weighing: Weighing,
    /// Which claims were put together, and by which rule.
    pub joined: Vec<Joined>,
    /// The claims that tell of it.
    pub claims: Vec<ClaimKey>,
}

/// The state of a case in a view, with the incidents that it rests on.
#[derive(Debug)]
pub struct Snapshot {
    /// The view.
    pub view: View,
    /// How many entries the case had.
    pub revision: u64,
    /// What holds.
    pub state: State,
    /// All incidents.
    pub incidents: Vec<IncidentRow>,
    /// How many reports were looked at.
    pub reports: usize,
    /// How many claims were looked at.
    pub claims: usize,
    /// The last day of which any report is.
    pub last_report: Option<Day>,
    by_claim: HashMap<ClaimKey, Vec<u32>>,
    by_id: HashMap<IncidentId, u32>,
}

impl Snapshot {
    /// Looks at a ledger of so many entries.
    pub fn of(ledger: &Ledger<'_>, view: &View, revision: u64) -> Snapshot {
        let seen = ledger.see(view);
        let names = ledger.names();
        let incidents: Vec<IncidentRow> = seen.incidents.iter().map(|incident| row(incident, names)).collect();
        let mut by_claim: HashMap<ClaimKey, Vec<u32>> = HashMap::new();
        let mut by_id = HashMap::new();
        for (at, incident) in (0u32..).zip(&incidents) {
            by_id.insert(incident.id, at);
            for claim in &incident.claims {
                by_claim.entry(*claim).or_default().push(at);
            }
        }
        Snapshot {
            view: view.clone(),
            revision,
            state: seen.state,
            incidents,
            reports: seen.reports,
            claims: seen.claims,
            last_report: ledger.last_day(),
            by_claim,
            by_id,
        }
    }

    /// An incident by its id, or by that of any of its claims.
    pub fn incident(&self, id: IncidentId) -> Option<&IncidentRow> {
        let at = self.by_id.get(&id).or_else(|| self.by_claim.get(&id.claim)?.first());
        self.incidents.get(*at? as usize)
    }

    /// The incidents that a claim tells of.
    pub fn of_claim(&self, claim: ClaimKey) -> impl Iterator<Item = &IncidentRow> {
        let found = self.by_claim.get(&claim).map_or(&[][..], Vec::as_slice);
        found.iter().filter_map(|at| self.incidents.get(*at as usize))
    }
}

fn row(incident: &Incident<'_>, names: &hudna_ledger::Names) -> IncidentRow {
    IncidentRow {
        id: incident.id,
        domain: incident.domain,
        event: incident.event,
        ceases: incident.ceases,
        ahead: incident.ahead,
        from: incident.from,
        to: incident.to,
        places: incident.places.iter().map(|place| names.at(*place)).collect(),
        actors: incident.actors.iter().map(|who| names.who(*who)).collect(),
        targets: incident.targets.iter().map(|who| names.who(*who)).collect(),
        killed: incident.killed,
        injured: incident.injured,
        count: incident.count,
        weighing: incident.weighing.clone(),
        joined: incident.joined.clone(),
        claims: incident.facts.iter().map(|fact| fact.key).collect(),
    }
}
