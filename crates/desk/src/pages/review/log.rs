//! What was decided: who, when, why, whether it holds, and its taking back.

use crate::answer::{Page, answer};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::Frame;
use crate::html::Said;
use crate::pager::following;
use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use hudna_ledger::{Decided, Thing};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, to_value};
use std::sync::Arc;

/// Decisions on a page, where the address does not say.
const LISTED: usize = 200;

/// The route of the log.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/review/decisions", get(decisions))
}

/// A decision of the log.
struct Line {
    entry: u64,
    at: String,
    told: Said,
    about: Vec<Said>,
    undone: bool,
}

#[derive(Template)]
#[template(path = "decisions.html")]
struct Log {
    frame: Frame,
    total: usize,
    lines: Vec<Line>,
    older: Option<String>,
    json: Value,
}

/// What was decided, as JSON.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Decisions")]
pub struct Body<'s> {
    /// How many decisions there are.
    total: usize,
    /// The address of what follows; null where these are the last.
    after: Option<String>,
    /// The decisions, the last one first.
    decisions: &'s [Thing<'s>],
}

impl Page for Log {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(self.json.clone())
    }

    fn list(&self) -> Option<&'static str> {
        Some("decisions")
    }
}

async fn decisions(ask: Ask) -> Response {
    answer(ask, |sight| {
        let frame = Frame::new(sight.ask, "review.decisions", "review");
        let known_by = sight.view().known_by;
        let decisions = sight.ledger.decisions();
        let known = |decided: &&Decided| known_by.is_none_or(|by| decided.at.as_second() <= by);
        let all: Vec<&Decided> = decisions.all().rev().filter(known).collect();
        let (offset, limit) = sight.ask.part_of_list(LISTED)?;
        let shown: Vec<&Decided> = all.iter().skip(offset).take(limit).copied().collect();
        let standing: std::collections::HashSet<u64> =
            decisions.standing(known_by).map(|decided| decided.entry).collect();
        let things = sight.viewer().decisions(&shown);
        let lines = shown.iter().zip(&things).map(|(decided, thing)| Line {
            entry: decided.entry,
            at: decided.at.strftime("%Y-%m-%d %H:%M").to_string(),
            told: frame.said(&thing.title),
            about: thing.rows.iter().flat_map(|row| &row.values).map(|value| frame.said(value)).collect(),
            undone: !standing.contains(&decided.entry),
        });
        let more = offset + shown.len();
        let older = (more < all.len()).then(|| frame.to_with("/review/decisions", &format!("offset={more}")));
        let after = following(sight.ask, more, all.len());
        let body = || to_value(Body { total: all.len(), after, decisions: &things });
        let json = if sight.ask.wants_html() { Value::Null } else { body()? };
        Ok(Log { total: all.len(), lines: lines.collect(), older, json, frame })
    })
    .await
}
