//! The lists of the parts of the state, and the page of each thing in them.

use super::tell::{Item, PARTS, about, phrasing};
use crate::answer::{Page, answer};
use crate::ask::{Ask, Id};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::{Frame, iso};
use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;

/// The routes of the lists and of their things.
pub fn routes() -> Router<Arc<Desk>> {
    PARTS.iter().fold(Router::new(), |router, part| {
        let part = *part;
        let list = move |ask: Ask| list(ask, part);
        let thing = move |ask: Ask, id: Id| thing(ask, part, id);
        router.route(&format!("/{part}"), get(list)).route(&format!("/{part}/{{id}}"), get(thing))
    })
}

#[derive(Template, Serialize)]
#[template(path = "parts.html")]
struct List {
    #[serde(skip)]
    frame: Frame,
    part: &'static str,
    as_of: String,
    items: Vec<Item>,
    /// The same, as the ledger has them.
    records: Vec<Value>,
}

impl Page for List {
    fn rows(&self) -> Option<Vec<Value>> {
        Some(self.records.clone())
    }
}

async fn list(ask: Ask, part: &'static str) -> Response {
    answer(ask, move |ask| {
        let now = ask.desk.snapshot(&ask.view);
        let frame = Frame::new(ask, title(part), part);
        let about = about(ask, &now);
        let items = phrasing(ask, &now.state, &about).items(part);
        let items = items.into_iter().map(|words| Item::new(words, part, &frame)).collect();
        let mut state = serde_json::to_value(&now.state)?;
        let records = match state.get_mut(part).map(Value::take) {
            Some(Value::Array(records)) => records,
            _ => Vec::new(),
        };
        Ok(List { part, as_of: iso(ask.view.as_of), items, records, frame })
    })
    .await
}

/// The key of a part's name.
fn title(part: &'static str) -> &'static str {
    match part {
        "sieges" => "part.sieges",
        "agreements" => "part.agreements",
        "access" => "part.access",
        "checkpoints" => "part.checkpoints",
        "control" => "part.control",
        "detainees" => "part.detainees",
        _ => "part.casualties",
    }
}

#[derive(Template, Serialize)]
#[template(path = "thing.html")]
struct Thing {
    #[serde(skip)]
    frame: Frame,
    part: &'static str,
    as_of: String,
    item: Item,
    /// The same, as the ledger has it.
    record: Value,
}

impl Page for Thing {}

async fn thing(ask: Ask, part: &'static str, Id(id): Id) -> Response {
    answer(ask, move |ask| {
        let now = ask.desk.snapshot(&ask.view);
        let frame = Frame::new(ask, title(part), part);
        let about = about(ask, &now);
        let say = phrasing(ask, &now.state, &about);
        let found = say.items(part).into_iter().find(|item| item.id == id);
        let item = Item::new(found.ok_or_else(|| DeskError::NotFound(id.clone()))?, part, &frame);
        let state = serde_json::to_value(&now.state)?;
        let records = state.get(part).and_then(Value::as_array).into_iter().flatten();
        let record = records.into_iter().find(|record| record["id"] == id.as_str()).cloned().unwrap_or_default();
        let frame = frame.titled(item.what.text().to_owned());
        Ok(Thing { part, as_of: iso(ask.view.as_of), item, record, frame })
    })
    .await
}
