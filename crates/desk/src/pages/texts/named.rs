//! The places and the actors that the case names, the most named first.

use crate::answer::{Page, answer};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::{Frame, iso};
use crate::html::part;
use crate::pager::Pager;
use crate::roll::Roll;
use crate::sight::Sight;
use askama::Template;
use axum::Router;
use axum::routing::get;
use hudna_ledger::{Kind, Lang, Link, Named, Where, Who};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json, to_value};
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

/// The routes of the lists.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new()
        .route("/places", get(async |ask: Ask| answer(ask, |sight| page(sight, Kind::Place)).await))
        .route("/actors", get(async |ask: Ask| answer(ask, |sight| page(sight, Kind::Actor)).await))
}

/// A name in the list.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "NamedRow")]
pub struct Row {
    id: String,
    ar: String,
    en: String,
    /// The kind of place.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    claims: usize,
    incidents: usize,
    #[serde(skip)]
    name: String,
    #[serde(skip)]
    href: String,
    #[serde(skip)]
    claims_href: String,
    #[serde(skip)]
    incidents_href: String,
}

#[derive(Template)]
#[template(path = "named.html")]
struct Names {
    frame: Frame,
    as_of: String,
    places: bool,
    q: String,
    pager: Pager,
    rows: Vec<Row>,
}

impl Page for Names {
    fn json(&self) -> Result<Value, DeskError> {
        let list = self.list().unwrap_or_default();
        Ok(json!({ "as_of": self.as_of, "page": to_value(&self.pager)?, list: to_value(&self.rows)? }))
    }

    fn list(&self) -> Option<&'static str> {
        Some(if self.places { "places" } else { "actors" })
    }
}

fn page(sight: &Sight<'_, '_>, kind: Kind) -> Result<Names, DeskError> {
    let cell = sight.lookout.roll(sight.view());
    let roll: &Roll<'_> = cell.get().ok_or(DeskError::Failed)?;
    let names = sight.ledger.names();
    let places = kind == Kind::Place;
    let q = sight.ask.param("q").unwrap_or_default().to_owned();
    let frame = Frame::new(sight.ask, if places { "list.places" } else { "list.actors" }, "reports");
    let all: Vec<(Arc<Named>, usize, usize)> = if places {
        let told = incidents(sight.seen.incidents.iter().map(|incident| -> &[Where] { &incident.places }));
        let of = |at: &Where| told.get(at).copied().unwrap_or(0);
        roll.places.iter().map(|(at, claims)| (names.at(*at), *claims, of(at))).collect()
    } else {
        let told = incidents(sight.seen.incidents.iter().map(|incident| -> &[Who] { &incident.actors }));
        let of = |who: &Who| told.get(who).copied().unwrap_or(0);
        roll.actors.iter().map(|(who, claims)| (names.who(*who), *claims, of(who))).collect()
    };
    let wanted = hudna_reader::fold(&q);
    let fits =
        |named: &Named| [&named.ar, &named.en].into_iter().any(|name| hudna_reader::fold(name).contains(&wanted));
    let found: Vec<_> = all.into_iter().filter(|(named, ..)| wanted.is_empty() || fits(named)).collect();
    let pager = Pager::new(sight.ask, found.len())?;
    let shown = if sight.ask.is_rows() { found } else { pager.lines(found) };
    let field = if places { "place" } else { "actor" };
    let list = |page: &str, id: &str| frame.to_with(page, &format!("{field}={}", part(id)));
    let row = |(named, claims, incidents): (Arc<Named>, usize, usize)| Row {
        name: if sight.ask.lang == Lang::En && !named.en.is_empty() { named.en.clone() } else { named.ar.clone() },
        href: frame.link(&Link::new(kind, &named.id)),
        claims_href: list("/claims", &named.id),
        incidents_href: list("/incidents", &named.id),
        kind: sight.ledger.world().kind(&named.id).filter(|_| places).map(str::to_owned),
        id: named.id.clone(),
        ar: named.ar.clone(),
        en: named.en.clone(),
        claims,
        incidents,
    };
    let as_of = iso(sight.view().as_of);
    Ok(Names { rows: shown.into_iter().map(row).collect(), as_of, places, q, pager, frame })
}

/// How many incidents name each.
fn incidents<'s, T: Hash + Eq + Copy + 's>(named: impl Iterator<Item = &'s [T]>) -> HashMap<T, usize> {
    let mut all = HashMap::new();
    named.flatten().for_each(|one| *all.entry(*one).or_default() += 1);
    all
}

impl Names {
    /// The word for the kind of a place.
    fn kind_of(&self, row: &Row) -> String {
        row.kind.as_ref().map(|kind| self.frame.word(&format!("place_kind.{kind}")).to_owned()).unwrap_or_default()
    }
}
