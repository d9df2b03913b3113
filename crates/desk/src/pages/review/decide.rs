//! Decisions: what people say of claims, reports and outlets, each an entry of the case with who, when and why.

use crate::act::{Act, Done};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::guard::Role;
use crate::say::Say;
use axum::Router;
use axum::routing::{MethodRouter, post};
use hudna_casebook::{NoSuch, PARTS, part_of};
use hudna_ledger::ClaimKey;
use hudna_ledger::log::{Decision, Review};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::to_value;
use std::collections::HashSet;
use std::sync::Arc;

/// What is told of a decision that was entered.
#[derive(JsonSchema, Serialize)]
pub struct Entered {
    /// Its number in the log, by which it can be taken back.
    entry: u64,
}

/// The routes of decisions.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new()
        .route("/review/accept", of(|act| Ok(Decision::Accept { claim: claim(act)? })))
        .route("/review/reject", of(|act| Ok(Decision::Reject { claim: claim(act)? })))
        .route("/review/correct", of(correct))
        .route("/review/join", of(|act| Ok(Decision::Join { claims: claims(act)? })))
        .route("/review/split", of(|act| Ok(Decision::Split { claims: claims(act)? })))
        .route("/review/same-report", of(|act| Ok(Decision::SameReport { reports: reports(act)? })))
        .route(
            "/review/withdraw",
            of(|act| Ok(Decision::Withdraw { report: act.ask.desk.shelf().report(act.needed("report")?)? })),
        )
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
    Ok(Done { next: act.next("/review"), told: to_value(Entered { entry })? })
}

fn claim(act: &Act) -> Result<String, DeskError> {
    Ok(act.ask.desk.shelf().claim(act.needed("claim")?)?)
}

/// Claims, by their ids or those of their incidents.
fn claims(act: &Act) -> Result<Vec<String>, DeskError> {
    let shelf = act.ask.desk.shelf();
    several(act, "claim", |id| shelf.claim_or_incident(id))
}

fn reports(act: &Act) -> Result<Vec<String>, DeskError> {
    let shelf = act.ask.desk.shelf();
    several(act, "report", |id| shelf.report(id))
}

/// Ids of several fields, or several in one field, apart by blanks or commas; each once.
fn several(act: &Act, name: &str, find: impl Fn(&str) -> Result<String, NoSuch>) -> Result<Vec<String>, DeskError> {
    let ids = act.values(name).flat_map(|value| value.split([' ', ',', '،', '\n', '\r', '\t']));
    let mut all: Vec<String> = Vec::new();
    for id in ids.filter(|id| !id.is_empty()) {
        let found = find(id)?;
        if !all.contains(&found) {
            all.push(found);
        }
    }
    if all.is_empty() {
        act.needed(name)?;
    }
    Ok(all)
}

/// The claim as it stands, with the parts that the form sets anew.
fn correct(act: &Act) -> Result<Decision, DeskError> {
    let (id, desk) = (claim(act)?, &act.ask.desk);
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
        return Err(DeskError::Bad(Say::new("wrong.corrected").of(id)));
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
            _ => {
                return Err(DeskError::Bad(
                    Say::new("wrong.one_of").of(format!("reliability={grade}")).of("A, B, C, D, E, F"),
                ));
            }
        },
    };
    Ok(Decision::Source { source: named(act.needed("source")?), reliability, follows: act.field("follows").map(named) })
}

/// Taking back takes the role that it took to decide.
fn undo(act: &Act) -> Result<Decision, DeskError> {
    let number = act.needed("entry")?;
    let entry = number
        .parse()
        .map_err(|_| DeskError::Bad(Say::new("wrong.number").of(format!("entry={number}")).of(0).of(u64::MAX)))?;
    let found = act.ask.desk.look(move |lookout| {
        let mut all = lookout.ledger.decisions().all();
        Ok(all.find(|decided| decided.entry == entry).map(|decided| decided.review.decision.clone()))
    })?;
    if found.is_some_and(|decision| !act.ask.person.may(takes(&decision))) {
        return Err(DeskError::Forbidden(Say::new("wrong.role").of(Role::Editor).of(act.ask.person.role)));
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
