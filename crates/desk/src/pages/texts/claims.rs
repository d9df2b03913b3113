//! The claims of the case, the latest first.

use super::line::Line;
use crate::answer::{Page, answer, answer_rows};
use crate::ask::{Ask, Format};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::filter::{self, Filter, REVIEWS};
use crate::form::Form;
use crate::frame::{Frame, iso};
use crate::pager::Pager;
use crate::roll::Roll;
use crate::rows::{RowWriter, ids};
use crate::sight::Sight;
use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use hudna_ledger::{ClaimKey, Told};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json, to_value};
use std::sync::Arc;

/// The columns of the claims as a table for other programs.
const COLUMNS: [&str; 19] = [
    "id",
    "report",
    "published",
    "source",
    "event",
    "ceases",
    "modality",
    "actors",
    "targets",
    "places",
    "speakers",
    "speaker_kind",
    "from",
    "to",
    "reviewed",
    "incidents",
    "trigger",
    "sentence",
    "url",
];
/// The route of the list.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/claims", get(claims))
}

#[derive(Template)]
#[template(path = "claims.html")]
struct Claims {
    frame: Frame,
    as_of: String,
    form: Form,
    pager: Pager,
    lines: Vec<Line>,
    claims: Value,
}

impl Page for Claims {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(json!({ "as_of": self.as_of, "page": to_value(&self.pager)?, "claims": self.claims }))
    }
}

async fn claims(ask: Ask) -> Response {
    match ask.format {
        Format::Csv | Format::Jsonl => answer_rows(ask, &COLUMNS, keys, rows).await,
        _ => answer(ask, page).await,
    }
}

/// The claims that are wanted.
fn wanted<'r, 'l>(sight: &Sight<'_, '_>, roll: &'r Roll<'l>, filter: &Filter) -> Result<Vec<&'r Told<'l>>, DeskError> {
    let mut found: Vec<&Told<'_>> = roll.claims.iter().filter(|told| filter.claim(told)).collect();
    if sight.ask.oldest_first()? {
        found.reverse();
    }
    Ok(found)
}

fn page(sight: &Sight<'_, '_>) -> Result<Claims, DeskError> {
    let cell = sight.lookout.roll(sight.view());
    let roll = cell.get().ok_or(DeskError::Failed)?;
    let filter = Filter::of(sight, roll, filter::Search::Claims)?;
    let found = wanted(sight, roll, &filter)?;
    let pager = Pager::new(sight.ask, found.len())?;
    let frame = Frame::new(sight.ask, "desk.claims", "reports");
    let found = pager.lines(found);
    let words = sight.words(found.iter().map(|told| told.fact.key))?;
    let viewer = sight.viewer_with(&words);
    let things: Vec<_> = found.iter().filter_map(|told| Some((told, viewer.claim(told.fact.key)?))).collect();
    let search = filter.query.as_ref().map(|query| (&sight.ask.desk.finder, query));
    let line = |(told, thing): &(&&Told<'_>, _)| Line::new(told, thing, &frame, search);
    let fields = ["q", "event", "modality", "actor", "place", "speaker", "source", "from", "to", "review", "sort"];
    Ok(Claims {
        as_of: iso(sight.view().as_of),
        form: Form::new(sight, roll, &frame, &fields),
        lines: things.iter().map(line).collect(),
        claims: match sight.ask.wants_html() {
            true => Value::Null,
            false => to_value(things.iter().map(|(_, thing)| thing).collect::<Vec<_>>())?,
        },
        pager,
        frame,
    })
}

/// A claim in a row of a table.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "ClaimRow")]
pub struct Row<'r> {
    id: String,
    report: String,
    published: Option<String>,
    source: Option<&'r str>,
    event: &'static str,
    ceases: bool,
    modality: &'static str,
    actors: String,
    targets: String,
    places: String,
    speakers: String,
    speaker_kind: Option<&'static str>,
    from: String,
    to: String,
    reviewed: &'static str,
    incidents: String,
    trigger: Option<&'r str>,
    sentence: Option<&'r str>,
    url: Option<&'r str>,
}

/// The claims of which there are rows.
fn keys(sight: &Sight<'_, '_>) -> Result<Vec<ClaimKey>, DeskError> {
    let cell = sight.lookout.roll(sight.view());
    let roll = cell.get().ok_or(DeskError::Failed)?;
    let filter = Filter::of(sight, roll, filter::Search::Claims)?;
    Ok(wanted(sight, roll, &filter)?.into_iter().map(|told| told.fact.key).collect())
}

fn rows(sight: &Sight<'_, '_>, keys: &[ClaimKey], out: &mut RowWriter) -> Result<(), DeskError> {
    let names = sight.ledger.names();
    let who = |all: &[hudna_ledger::Who]| ids(all.iter().map(|who| names.who(*who)));
    let words = sight.words(keys.iter().copied())?;
    for Told { fact, report, reviewed } in sight.ledger.told(keys, sight.view()) {
        let quote = words.quote(fact.key);
        let incidents = sight.seen.incidents_of(fact.key).map(|incident| incident.id.to_string());
        let known = REVIEWS.iter().find(|(_, state)| *state == reviewed);
        out.row(&Row {
            id: fact.key.to_string(),
            report: report.key.to_string(),
            published: report.published.map(iso),
            source: report.source.as_deref(),
            event: fact.event.code(),
            ceases: fact.ceases,
            modality: fact.modality.code(),
            actors: who(&fact.actors),
            targets: who(&fact.targets),
            places: ids(fact.places.iter().map(|place| names.at(*place))),
            speakers: who(&fact.speakers),
            speaker_kind: fact.speaker_kind.map(|kind| kind.code()),
            from: iso(fact.time.from),
            to: iso(fact.time.to),
            reviewed: known.map(|(name, _)| *name).unwrap_or_default(),
            incidents: incidents.collect::<Vec<_>>().join(" "),
            trigger: quote.map(|quote| &*quote.trigger),
            sentence: quote.map(|quote| &*quote.sentence),
            url: words.record(report.key).and_then(|record| record.url.as_deref()),
        })?;
    }
    Ok(())
}
