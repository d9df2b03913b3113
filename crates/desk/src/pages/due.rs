//! What is due: who owes what, since or by when, what waits for it, what would settle it.

use crate::answer::{Page, answer};
use crate::ask::Ask;
use crate::card::Card;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::{Frame, iso};
use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use hudna_ledger::{Record, Thing};
use serde_json::{Value, json, to_value};
use std::sync::Arc;

/// The route of the board.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/due", get(due))
}

/// What is due in one state of lateness.
struct Column {
    /// The key of its name.
    name: &'static str,
    cards: Vec<Card>,
}

#[derive(Template)]
#[template(path = "due.html")]
struct Board {
    frame: Frame,
    as_of: String,
    columns: Vec<Column>,
    due: Value,
}

impl Page for Board {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(json!({ "as_of": self.as_of, "due": self.due }))
    }

    fn list(&self) -> Option<&'static str> {
        Some("due")
    }
}

async fn due(ask: Ask) -> Response {
    answer(ask, |sight| {
        let frame = Frame::new(sight.ask, "desk.due", "due");
        let due = sight.viewer().due();
        let late = |thing: &Thing<'_>| match &thing.record {
            Some(Record::Due(due)) if due.overdue.is_some() => "desk.due_late",
            Some(Record::Due(due)) if due.by.is_some() => "desk.due_dated",
            _ => "desk.due_open",
        };
        let columns = ["desk.due_late", "desk.due_dated", "desk.due_open"].map(|name| Column {
            name,
            cards: due.iter().filter(|thing| late(thing) == name).map(|thing| Card::new(thing, &frame)).collect(),
        });
        let json = if sight.ask.wants_html() { Value::Null } else { to_value(&due)? };
        Ok(Board { as_of: iso(sight.view().as_of), columns: columns.into(), due: json, frame })
    })
    .await
}
