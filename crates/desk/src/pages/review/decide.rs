//! Decisions: what people say of claims, reports and outlets, each an entry of the case with who, when and why.

use crate::act::{Act, Done};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::guard::Role;
use axum::Router;
use axum::routing::{MethodRouter, post};
use hudna_casebook::{PARTS, part_of};
use hudna_ledger::ClaimKey;
use hudna_ledger::log::{Decision, Review};
use serde_json::json;
use std::collections::HashSet;
use std::sync::Arc;

/// The routes of decisions.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new()
        .route("/review/accept", of(|act| Ok(Decision::Accept { claim: one(act, "claim")? })))
        .route("/review/reject", of(|act| Ok(Decision::Reject { claim: one(act, "claim")? })))
        .route("/review/correct", of(correct))
        .route("/review/join", of(|act| Ok(Decision::Join { claims: several(act, "claim") })))
        .route("/review/split", of(|act| Ok(Decision::Split { claims: several(act, "claim") })))
        .route("/review/same-report", of(|act| Ok(Decision::SameReport { reports: several(act, "report") })))
        .route("/review/withdraw", of(|act| Ok(Decision::Withdraw { report: one(act, "report")? })))
        .route("/review/source", of(source))
        .route("/review/undo", of(undo))
}

/// A route that takes a decision.
fn of(decision: fn(&Act) -> Result<Decision, DeskError>) -> MethodRouter<Arc<Desk>> {
    post(move |act: Act| act.work(move |act| decide(act, decision(act)?)))
}

/// Enters a decision of who asks.
pub fn decide(act: &Act, decision: Decision) -> Result<Done, DeskError> {
    let reason = act.field("reason").unwrap_or_default().to_owned();
    let entry = act.ask.desk.decide(&act.ask.person, Review { reason, decision })?;
    Ok(Done { next: act.next("/review"), told: json!({ "entry": entry }) })
}

fn one(act: &Act, name: &str) -> Result<String, DeskError> {
    act.needed(name).map(str::to_owned)
}

/// Ids of several fields, or several in one field, apart by blanks or commas. An incident stands for its first claim.
fn several(act: &Act, name: &str) -> Vec<String> {
    let ids = act.values(name).flat_map(|value| value.split([' ', ',', '،', '\n', '\r', '\t']));
    let mut all: Vec<String> = Vec::new();
    for id in ids.filter(|id| !id.is_empty()).map(claim_of) {
        if !all.iter().any(|known| known == id) {
            all.push(id.to_owned());
        }
    }
    all
}

/// The claim of an id, or the first one of the incident of an id.
fn claim_of(id: &str) -> &str {
    // Of a claim of two towns, the incident of the second one ends in `-2`.
    id.strip_prefix('i').map_or(id, |claim| claim.split_once('-').map_or(claim, |(claim, _)| claim))
}

/// The claim as it stands, with the parts that the form sets anew.
fn correct(act: &Act) -> Result<Decision, DeskError> {
    let (id, desk) = (one(act, "claim")?, &act.ask.desk);
    let nothing = || DeskError::NotFound(id.clone());
    let key: ClaimKey = id.parse().map_err(|_| nothing())?;
    let asked = id.clone();
    let corrected = desk.look(move |lookout| Ok(lookout.ledger.decisions().corrected(&asked).cloned()))?;
    let quotes = desk.quotes(&HashSet::from([key.report]))?;
    let stands = corrected.as_ref().or(quotes.claim(key)).ok_or_else(nothing)?;
    let mut to = stands.clone();
    for part in PARTS.iter().filter(|part| act.values(part).next().is_some()) {
        let value: Vec<&str> = act.values(part).map(str::trim).filter(|value| !value.is_empty()).collect();
        let value = value.join(", ");
        if value != part_of(stands, part) {
            desk.set_part(&mut to, part, &value)?;
        }
    }
    if *stands == to {
        return Err(DeskError::Bad(format!("{id}: the claim says all of this already; nothing to correct")));
    }
    Ok(Decision::Correct { claim: id, to: Box::new(to) })
}

fn source(act: &Act) -> Result<Decision, DeskError> {
    let world = act.ask.desk.world;
    let named = |name: &str| world.outlet(name).map_or(name.to_owned(), |outlet| outlet.id.clone());
    let reliability = match act.field("reliability").map(|grade| grade.to_ascii_uppercase()) {
        None => None,
        Some(grade) => match grade.as_str() {
            "A" | "B" | "C" | "D" | "E" | "F" => grade.chars().next(),
            _ => return Err(DeskError::Bad(format!("reliability={grade}: write A, B, C, D, E or F"))),
        },
    };
    Ok(Decision::Source { source: named(act.needed("source")?), reliability, follows: act.field("follows").map(named) })
}

/// Taking back takes the role that it took to decide.
fn undo(act: &Act) -> Result<Decision, DeskError> {
    let number = act.needed("entry")?;
    let entry = number.parse().map_err(|_| DeskError::Bad(format!("entry={number}: no number of a decision")))?;
    let found = act.ask.desk.look(move |lookout| {
        let mut all = lookout.ledger.decisions().all();
        Ok(all.find(|decided| decided.entry == entry).map(|decided| decided.review.decision.clone()))
    })?;
    if found.is_some_and(|decision| !act.ask.person.may(takes(&decision))) {
        return Err(DeskError::Forbidden("this takes the role editor, as the decision did".to_owned()));
    }
    Ok(Decision::Undo { entry })
}

/// The role that a decision takes.
fn takes(decision: &Decision) -> Role {
    match decision {
        Decision::Accept { .. } | Decision::Reject { .. } | Decision::Correct { .. } | Decision::Undo { .. } => {
            Role::Coder
        }
        _ => Role::Editor,
    }
}
