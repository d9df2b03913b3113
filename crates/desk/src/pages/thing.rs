//! The page of one thing: what it is, how it stands, and why, down to the quoted words.

use crate::answer::{Page, answer};
use crate::ask::{Ask, Id};
use crate::card::{Card, CardStep};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::{Frame, iso};
use crate::html::list_of;
use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use hudna_ledger::{Kind, Link};
use serde_json::{Value, json, to_value};
use std::sync::Arc;

/// The kinds of things that have a page of this form.
const KINDS: [Kind; 12] = [
    Kind::Siege,
    Kind::Agreement,
    Kind::Access,
    Kind::Checkpoint,
    Kind::Control,
    Kind::Detention,
    Kind::Casualty,
    Kind::Incident,
    Kind::Claim,
    Kind::Source,
    Kind::Place,
    Kind::Actor,
];

/// The routes of the pages.
pub fn routes() -> Router<Arc<Desk>> {
    KINDS.iter().fold(Router::new(), |router, kind| {
        let kind = *kind;
        router.route(&format!("/{}/{{id}}", list_of(kind)), get(move |ask: Ask, id: Id| thing(ask, kind, id)))
    })
}

#[derive(Template)]
#[template(path = "thing.html")]
struct ThingPage {
    frame: Frame,
    as_of: String,
    card: Card,
    steps: Vec<CardStep>,
    thing: Value,
    why: Value,
}

impl Page for ThingPage {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(json!({ "as_of": self.as_of, "thing": self.thing, "why": self.why }))
    }
}

async fn thing(ask: Ask, kind: Kind, Id(id): Id) -> Response {
    answer(ask, move |sight| {
        let nothing = || DeskError::NotFound(id.clone());
        let link = Link::new(kind, &id);
        let bare = sight.viewer();
        let found = bare.get(&link).ok_or_else(nothing)?;
        let words = sight.words(bare.claims_of(&found).into_iter().chain(bare.quoted_by(&link)))?;
        let viewer = sight.viewer_with(&words);
        let thing = viewer.get(&link).ok_or_else(nothing)?;
        let why = viewer.why(&thing);
        let frame = Frame::new(sight.ask, "desk.brand", list_of(kind));
        let frame = {
            let title = thing.title.of(sight.ask.lang).bare();
            frame.titled(title)
        };
        let json =
            |value: Result<Value, serde_json::Error>| if sight.ask.wants_html() { Ok(Value::Null) } else { value };
        Ok(ThingPage {
            as_of: iso(sight.view().as_of),
            card: Card::new(&thing, &frame),
            steps: why.iter().map(|step| CardStep::new(step, &frame)).collect(),
            thing: json(to_value(&thing))?,
            why: json(to_value(&why))?,
            frame,
        })
    })
    .await
}

impl ThingPage {
    /// The key of the name of what belongs to the thing.
    fn parts_key(&self) -> &'static str {
        match self.card.kind {
            Kind::Agreement => "row.terms",
            Kind::Incident | Kind::Casualty | Kind::Report | Kind::Source => "desk.claims",
            _ => "desk.told_of_it",
        }
    }
}
