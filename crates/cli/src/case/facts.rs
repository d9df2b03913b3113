//! Incidents and claims for people and programs: with names, days, and the quoted words.

use crate::error::CliError;
use hudna_casebook::{Casebook, Quote, Quotes};
use hudna_claims::Modality;
use hudna_ledger::{ClaimKey, Confidence, Day, Incident, Joined, Named, Names, Toll};
use serde::Serialize;
use std::collections::HashSet;
use std::sync::Arc;

/// An incident with its claims.
#[derive(Debug, Serialize)]
pub struct IncidentPage {
    pub id: String,
    pub event: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ceases: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ahead: bool,
    pub from: Day,
    pub to: Day,
    pub places: Vec<Arc<Named>>,
    pub actors: Vec<Arc<Named>>,
    pub targets: Vec<Arc<Named>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub killed: Option<Toll>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub injured: Option<Toll>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<Toll>,
    pub confidence: Confidence,
    pub independent_sources: usize,
    pub against: usize,
    pub joined: Vec<Joined>,
    pub reports: Vec<String>,
    pub claims: Vec<ClaimPage>,
}

/// A claim with its words.
#[derive(Debug, Serialize)]
pub struct ClaimPage {
    pub id: String,
    pub event: &'static str,
    pub modality: Modality,
    pub speakers: Vec<Arc<Named>>,
    pub rule: Option<String>,
    #[serde(flatten)]
    pub quote: Option<Quote>,
}

/// The incidents with the words of their claims.
pub fn pages(book: &mut Casebook, incidents: &[&Incident<'_>], names: &Names) -> Result<Vec<IncidentPage>, CliError> {
    let quotes = quotes(book, incidents)?;
    Ok(incidents.iter().map(|incident| page(incident, names, &quotes)).collect())
}

/// The words of the claims of incidents: the case is read once for all of them.
pub fn quotes(book: &mut Casebook, incidents: &[&Incident<'_>]) -> Result<Quotes, CliError> {
    let wanted: HashSet<ClaimKey> = incidents.iter().flat_map(|i| i.facts.iter().map(|f| f.key)).collect();
    Ok(Quotes::of(book, &wanted)?)
}

/// An incident with the words of its claims.
pub fn page(incident: &Incident<'_>, names: &Names, quotes: &Quotes) -> IncidentPage {
    let claims = incident.facts.iter().map(|fact| ClaimPage {
        id: fact.key.to_string(),
        event: fact.event.code(),
        modality: fact.modality,
        speakers: fact.speakers.iter().map(|who| names.who(*who)).collect(),
        rule: quotes.claim(fact.key).map(|claim| claim.rule.clone()),
        quote: quotes.quote(fact.key).cloned(),
    });
    let mut reports: Vec<String> = incident.facts.iter().map(|fact| fact.key.report.to_string()).collect();
    reports.sort();
    reports.dedup();
    IncidentPage {
        id: incident.id.to_string(),
        event: incident.event.code(),
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
        confidence: incident.weighing.confidence,
        independent_sources: incident.weighing.independent_sources,
        against: incident.weighing.against,
        joined: incident.joined.clone(),
        reports,
        claims: claims.collect(),
    }
}
