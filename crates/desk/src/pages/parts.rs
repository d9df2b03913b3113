//! The lists of the parts of the state: sieges, agreements, access ...

use crate::answer::{Page, answer, answer_rows};
use crate::ask::Ask;
use crate::card::Card;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::{Frame, iso};
use crate::html::list_of;
use crate::pager::Pager;
use crate::rows::RowWriter;
use crate::sight::Sight;
use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use hudna_ledger::{Kind, Record, Thing};
use rustc_hash::FxHashSet;
use serde_json::{Value, json, to_value};
use std::sync::Arc;

/// The kinds of things that the state has lists of.
pub const KINDS: [Kind; 7] =
    [Kind::Siege, Kind::Agreement, Kind::Access, Kind::Checkpoint, Kind::Control, Kind::Detention, Kind::Casualty];

/// The columns of a list as a table for other programs.
const COLUMNS: [&str; 8] = ["id", "kind", "parts", "reasons", "record", "rows", "stands", "title"];

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
    pager: Pager,
    cards: Vec<Card>,
    name: &'static str,
    things: Value,
}

impl Page for List {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(json!({ "as_of": self.as_of, "page": to_value(&self.pager)?, self.name: self.things }))
    }
}

async fn list(ask: Ask, kind: Kind) -> Response {
    if ask.is_rows() {
        let ids = move |sight: &Sight<'_, '_>| Ok(of_kind(sight, kind).map(|record| record.id()).collect());
        return answer_rows(ask, &COLUMNS, ids, move |sight, ids, out| rows(sight, kind, ids, out)).await;
    }
    answer(ask, move |sight| {
        let name = list_of(kind);
        let frame = Frame::new(sight.ask, &format!("part.{name}"), name);
        let viewer = sight.viewer();
        let pager = Pager::new(sight.ask, of_kind(sight, kind).count())?;
        let shown = pager.lines(of_kind(sight, kind));
        let things: Vec<Thing<'_>> = shown.iter().filter_map(|record| viewer.of(record)).collect();
        let cards = things.iter().map(|thing| Card::new(thing, &frame)).collect();
        let things = if sight.ask.wants_html() { Value::Null } else { to_value(&things)? };
        Ok(List { as_of: iso(sight.view().as_of), pager, cards, name, things, frame })
    })
    .await
}

/// What the state has of a kind, in its order.
fn of_kind<'s>(sight: &'s Sight<'_, '_>, kind: Kind) -> impl Iterator<Item = Record<'s>> {
    Record::of_state(&sight.seen.state).filter(move |record| record.kind() == kind)
}

fn rows(sight: &Sight<'_, '_>, kind: Kind, ids: &[String], out: &mut RowWriter) -> Result<(), DeskError> {
    let ids: FxHashSet<&str> = ids.iter().map(String::as_str).collect();
    let viewer = sight.viewer();
    let wanted = of_kind(sight, kind).filter(|record| ids.contains(record.id().as_str()));
    for thing in wanted.filter_map(|record| viewer.of(&record)) {
        out.row(&thing)?;
    }
    Ok(())
}
