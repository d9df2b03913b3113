//! What is due: who owes what, since or by when, what waits for it, what would settle it.

use super::{AgreementRecord, DealKind, DealState, DealTerm, DealTermKind, Life};
use crate::Background;
use crate::fact::{Day, Named};
use hudna_claims::Event;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// Something that is owed and not done, or a truce that will end.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Due {
    /// The agreement.
    pub agreement: String,
    /// The term; none for the end of a truce.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// What is owed.
    pub event: Event,
    /// Its ending is owed.
    pub ceases: bool,
    /// Agreed or only demanded.
    pub kind: DealTermKind,
    /// Who would have to act.
    pub owed_by: Vec<Arc<Named>>,
    /// To whom.
    pub owed_to: Vec<Arc<Named>>,
    /// Where.
    pub places: Vec<Arc<Named>>,
    /// Since when it has been owed.
    pub since: Day,
    /// The last day for it; of a truce, its last day.
    pub by: Option<Day>,
    /// Days that have passed since its last day.
    pub overdue: Option<i32>,
    /// How far it has come.
    pub score: u8,
    /// Terms that it waits for.
    pub waits_for: Vec<String>,
    /// Terms that wait for it.
    pub unblocks: Vec<String>,
    /// Events at its places that would settle it in full.
    pub settled_by: Vec<Event>,
}

/// What is due as of a day, what is late first, then by its last day, then by how long it has been owed.
pub fn dues(agreements: &[Arc<AgreementRecord>], now: Day, background: &Background) -> Vec<Due> {
    let mut all = Vec::new();
    for agreement in
        agreements.iter().filter(|a| matches!(a.state, DealState::Reached | DealState::Broken | DealState::Disputed))
    {
        if let Some(end) = agreement.ends.filter(|_| agreement.kind == DealKind::Truce) {
            all.push(Due {
                agreement: agreement.id.clone(),
                term: None,
                event: Event::Truce,
                ceases: false,
                kind: DealTermKind::Agreed,
                owed_by: agreement.parties.clone(),
                owed_to: Vec::new(),
                places: agreement.places.clone(),
                since: agreement.date.latest,
                by: Some(end),
                overdue: None,
                score: 0,
                waits_for: Vec::new(),
                unblocks: Vec::new(),
                settled_by: Vec::new(),
            });
        }
        // A truce whose last day has passed is owed by nobody any more.
        let over = |t: &DealTerm| t.event == Event::Truce && t.life == Life::Expired;
        let open = |t: &&DealTerm| !matches!(t.life, Life::Fulfilled | Life::Discharged) && !over(t);
        for term in agreement.terms.iter().filter(open) {
            let unblocks = agreement.terms.iter().filter(|other| other.waits_for.contains(&term.id));
            all.push(Due {
                agreement: agreement.id.clone(),
                term: Some(term.id.clone()),
                event: term.event,
                ceases: term.ceases,
                kind: term.kind,
                owed_by: term.owed_by.clone(),
                owed_to: term.owed_to.clone(),
                places: term.places.clone(),
                since: agreement.date.latest,
                by: term.by,
                overdue: term.by.map(|by| now.since(by)).filter(|days| *days > 0),
                score: term.score,
                waits_for: term.waits_for.clone(),
                unblocks: unblocks.map(|other| other.id.clone()).collect(),
                settled_by: background.obligation(term.event).full,
            });
        }
    }
    all.sort_by(|a, b| {
        let key =
            |d: &Due| (std::cmp::Reverse(d.overdue), d.by.unwrap_or(Day::LAST), std::cmp::Reverse(d.kind), d.since);
        key(a).cmp(&key(b)).then_with(|| (&a.agreement, &a.term).cmp(&(&b.agreement, &b.term)))
    });
    all
}
