//! The lists of the parts of the state: sieges, agreements, access ...

use crate::answer::{Page, answer};
use crate::ask::Ask;
use crate::card::Card;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::{Frame, iso};
use crate::html::list_of;
use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use hudna_ledger::{Kind, Record, Thing};
use serde_json::{Value, json, to_value};
use std::sync::Arc;

/// The kinds of things that the state has lists of.
pub const KINDS: [Kind; 7] =
    [Kind::Siege, Kind::Agreement, Kind::Access, Kind::Checkpoint, Kind::Control, Kind::Detention, Kind::Casualty];

/// The routes of the lists.
pub fn routes() -> Router<Arc<Desk>> {
    KINDS.iter().fold(Router::new(), |router, kind| {
        let kind = *kind;
        router.route(&format!("/{}", list_of(kind)), get(move |ask: Ask| list(ask, kind)))
    })
}

#[derive(Template)]
#[template(path = "parts.html")]
struct List {
    frame: Frame,
    as_of: String,
    cards: Vec<Card>,
    name: &'static str,
    things: Value,
}

impl Page for List {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(json!({ "as_of": self.as_of, self.name: self.things }))
    }

    fn list(&self) -> Option<&'static str> {
        Some(self.name)
    }
}

async fn list(ask: Ask, kind: Kind) -> Response {
    answer(ask, move |sight| {
        let name = list_of(kind);
        let frame = Frame::new(sight.ask, &format!("part.{name}"), name);
        let viewer = sight.viewer();
        let records = Record::of_state(&sight.seen.state).filter(|record| record.kind() == kind);
        let things: Vec<Thing<'_>> = records.filter_map(|record| viewer.of(&record)).collect();
        let cards = things.iter().map(|thing| Card::new(thing, &frame)).collect();
        let things = if sight.ask.wants_html() { Value::Null } else { to_value(&things)? };
        Ok(List { as_of: iso(sight.view().as_of), cards, name, things, frame })
    })
    .await
}
