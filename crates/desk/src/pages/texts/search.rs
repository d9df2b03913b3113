//! Searching the whole case: names, reports and claims in which the words are found, the first of each.

use super::line::{Line, passage};
use crate::answer::{Page, answer};
use crate::ask::Ask;
use crate::card::Card;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::filter::{self, Filter};
use crate::frame::Frame;
use crate::html::{Said, part};
use crate::roll::{Listed, Roll};
use crate::sight::Sight;
use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use hudna_ledger::{Kind, Lang, Link, Named, Thing, Told};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, to_value};
use std::sync::Arc;

/// Of each kind, what is shown; the rest is on the pages of the lists.
const FIRST: usize = 10;

/// The route of the page.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/search", get(search))
}

/// A report in which the words stand.
struct Hit {
    card: Card,
    passage: Option<Said>,
}

/// A place or an actor whose name has the words.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "NameFound")]
struct Name {
    kind: Kind,
    id: String,
    name: String,
    claims: usize,
    #[serde(skip)]
    href: String,
}

#[derive(Template)]
#[template(path = "search.html")]
struct Search {
    frame: Frame,
    q: String,
    /// Reports that are not in the index yet.
    waiting: usize,
    names: Vec<Name>,
    hits: Vec<Hit>,
    reports: usize,
    all_reports: String,
    lines: Vec<Line>,
    claims: usize,
    all_claims: String,
    json: Value,
}

/// What was found, as JSON.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Found")]
pub struct Body<'s> {
    /// What was searched for.
    q: &'s str,
    /// Reports that cannot be searched yet.
    waiting: usize,
    /// The first places and actors whose names have the words.
    names: &'s [Name],
    /// In how many reports the words are.
    reports_found: usize,
    /// The first of them.
    reports: &'s [Thing<'s>],
    /// In the sentences of how many claims the words are.
    claims_found: usize,
    /// The first of them.
    claims: &'s [Thing<'s>],
}

impl Page for Search {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(self.json.clone())
    }
}

async fn search(ask: Ask) -> Response {
    answer(ask, page).await
}

fn page(sight: &Sight<'_, '_>) -> Result<Search, DeskError> {
    let cell = sight.lookout.roll(sight.view());
    let roll = cell.get().ok_or(DeskError::Failed)?;
    let finder = &sight.ask.desk.finder;
    // Before anything is looked up: what comes in meanwhile may be missing.
    let waiting = finder.waiting();
    let q = sight.ask.param("q").unwrap_or_default().to_owned();
    let frame = Frame::new(sight.ask, "list.search", "reports");
    let filter = Filter::of(sight, roll, filter::Search::Both)?;
    let query = filter.query.as_ref();
    let wanted = |listed: &&Listed<'_>| query.is_some() && filter.report(listed.info);
    let reports: Vec<&Listed<'_>> = roll.reports.iter().filter(wanted).collect();
    let told: Vec<&Told<'_>> = roll.claims.iter().filter(|told| query.is_some() && filter.claim(told)).collect();
    let first: Vec<&Told<'_>> = told.iter().take(FIRST).copied().collect();
    let shown: Vec<&Listed<'_>> = reports.iter().take(FIRST).copied().collect();
    let keys = first.iter().map(|told| told.report.key).chain(shown.iter().map(|listed| listed.info.key));
    let words = sight.words_of(&keys.collect())?;
    let viewer = sight.viewer_with(&words);
    let (mut lines, mut hits) = (Vec::new(), Vec::new());
    let (mut claim_things, mut report_things) = (Vec::new(), Vec::new());
    for told in first {
        let Some(thing) = viewer.claim(told.fact.key) else { continue };
        lines.push(Line::new(told, &thing, &frame, query.map(|query| (finder, query))));
        claim_things.push(thing);
    }
    for listed in shown {
        let record = words.record(listed.info.key);
        let thing = viewer.report_line(listed.info, record.and_then(|record| record.title.as_deref()), listed.claims);
        let text = record.map(|record| sight.ask.desk.bytes(&record.text)).transpose()?.flatten();
        let text = text.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let passage = text.zip(query).and_then(|(text, query)| passage(&text, finder, query));
        hits.push(Hit { card: Card::new(&thing, &frame), passage });
        report_things.push(thing);
    }
    let names = names(sight, roll, &frame, &q);
    let json = match sight.ask.wants_html() {
        true => Value::Null,
        false => to_value(Body {
            q: &q,
            waiting,
            names: &names,
            reports_found: reports.len(),
            reports: &report_things,
            claims_found: told.len(),
            claims: &claim_things,
        })?,
    };
    let all = |list: &str| frame.to_with(list, &format!("q={}", part(&q)));
    Ok(Search {
        waiting,
        names,
        hits,
        reports: reports.len(),
        all_reports: all("/reports"),
        lines,
        claims: told.len(),
        all_claims: all("/claims"),
        json,
        q,
        frame,
    })
}

/// The places and actors whose names have what is searched for in them, the most named first.
fn names(sight: &Sight<'_, '_>, roll: &Roll<'_>, frame: &Frame, q: &str) -> Vec<Name> {
    let wanted = hudna_reader::fold(q);
    if wanted.trim().is_empty() {
        return Vec::new();
    }
    let names = sight.ledger.names();
    let has = |named: &Named| [&named.ar, &named.en].into_iter().any(|name| hudna_reader::fold(name).contains(&wanted));
    let name = |kind: Kind, named: Arc<Named>, claims: usize| Name {
        kind,
        href: frame.link(&Link::new(kind, &named.id)),
        name: if sight.ask.lang == Lang::En && !named.en.is_empty() { named.en.clone() } else { named.ar.clone() },
        id: named.id.clone(),
        claims,
    };
    let places = roll.places.iter().map(|(at, claims)| (Kind::Place, names.at(*at), *claims));
    let actors = roll.actors.iter().map(|(who, claims)| (Kind::Actor, names.who(*who), *claims));
    let found = |all: &mut dyn Iterator<Item = (Kind, Arc<Named>, usize)>| -> Vec<Name> {
        let found = all.filter(|(_, named, _)| has(named)).take(FIRST);
        found.map(|(kind, named, claims)| name(kind, named, claims)).collect()
    };
    let mut all = found(&mut { places });
    all.extend(found(&mut { actors }));
    all
}
