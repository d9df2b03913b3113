//! The outlets of the case: how far they are trusted, which side they take, who owns them, whom they follow.

use crate::answer::{Page, answer};
use crate::ask::Ask;
use crate::card::Card;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::{Frame, iso};
use crate::html::Said;
use crate::sight::Sight;
use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use hudna_ledger::log::Decision;
use hudna_ledger::{Record, Thing};
use serde_json::{Value, json, to_value};
use std::sync::Arc;

/// The grades of an outlet.
const GRADES: [&str; 6] = ["A", "B", "C", "D", "E", "F"];

/// The route of the list.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/sources", get(sources))
}

/// An outlet.
struct Line {
    id: String,
    card: Card,
    grade: String,
    side: Said,
    owner: Said,
    /// Whom it follows by people's decision: name and id.
    follows: Option<String>,
    decided: Vec<Said>,
    reports: usize,
    claims: usize,
}

#[derive(Template)]
#[template(path = "sources.html")]
struct Sources {
    frame: Frame,
    as_of: String,
    here: String,
    lines: Vec<Line>,
    /// Outlets that can be followed: id and name.
    known: Vec<(String, String)>,
    json: Value,
}

impl Page for Sources {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(json!({ "as_of": self.as_of, "sources": self.json }))
    }

    fn list(&self) -> Option<&'static str> {
        Some("sources")
    }
}

async fn sources(ask: Ask) -> Response {
    answer(ask, |sight| {
        let frame = Frame::new(sight.ask, "desk.sources", "sources");
        let viewer = sight.viewer();
        let things: Vec<Thing<'_>> = viewer.sources();
        let lines = things.iter().filter_map(|thing| line(thing, sight, &frame)).collect();
        let outlets = sight.ledger.world().outlets().map(|outlet| {
            let name = if frame.lang == "ar" { &outlet.ar } else { &outlet.en };
            (outlet.id.clone(), name.clone())
        });
        Ok(Sources {
            as_of: iso(sight.view().as_of),
            here: frame.to("/sources"),
            lines,
            known: outlets.collect(),
            json: if sight.ask.wants_html() { Value::Null } else { to_value(&things)? },
            frame,
        })
    })
    .await
}

fn line(thing: &Thing<'_>, sight: &Sight<'_, '_>, frame: &Frame) -> Option<Line> {
    let Some(Record::Source(source)) = &thing.record else { return None };
    let card = Card::new(thing, frame);
    let world = sight.ledger.world();
    let said = |key: &str| card.value(key).cloned().unwrap_or_default();
    let name = |id: &str| {
        let outlet = world.outlet(id).map(|outlet| if frame.lang == "ar" { &outlet.ar } else { &outlet.en });
        outlet.map_or(id.to_owned(), Clone::clone)
    };
    let follows = sight.ledger.decisions().about(&source.id, sight.view().known_by).rev().find_map(|decided| {
        let Decision::Source { follows: Some(follows), .. } = &decided.review.decision else { return None };
        Some(name(follows))
    });
    Some(Line {
        id: source.id.clone(),
        grade: source.reliability.to_string(),
        side: said("side"),
        owner: said("owner"),
        follows,
        decided: card.values("decided").to_vec(),
        reports: source.reports.len(),
        claims: source.claims,
        card,
    })
}

impl Sources {
    /// The grades, each with the key of its word.
    fn grades(&self) -> [(&'static str, String); 6] {
        GRADES.map(|grade| (grade, format!("grade.{grade}")))
    }
}
