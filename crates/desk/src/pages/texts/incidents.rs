//! The incidents of the case, those that happened last first.

use crate::answer::{Page, answer, answer_rows};
use crate::ask::{Ask, Format};
use crate::card::{Card, class};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::filter::{self, Filter};
use crate::form::Form;
use crate::frame::{Frame, iso};
use crate::pager::Pager;
use crate::rows::{RowWriter, ids};
use crate::sight::Sight;
use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use hudna_ledger::{Incident, IncidentId, Toll};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json, to_value};
use std::sync::Arc;

/// The columns of the incidents as a table for other programs.
const COLUMNS: [&str; 14] = [
    "id",
    "event",
    "ceases",
    "ahead",
    "from",
    "to",
    "places",
    "actors",
    "targets",
    "killed",
    "injured",
    "count",
    "confidence",
    "claims",
];

/// The route of the list.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/incidents", get(incidents))
}

#[derive(Template)]
#[template(path = "incidents.html")]
struct Incidents {
    frame: Frame,
    as_of: String,
    form: Form,
    pager: Pager,
    cards: Vec<Card>,
    incidents: Value,
}

impl Page for Incidents {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(json!({ "as_of": self.as_of, "page": to_value(&self.pager)?, "incidents": self.incidents }))
    }
}

async fn incidents(ask: Ask) -> Response {
    match ask.format {
        Format::Csv | Format::Jsonl => answer_rows(ask, &COLUMNS, keys, rows).await,
        _ => answer(ask, page).await,
    }
}

/// The incidents that are wanted.
fn wanted<'s>(sight: &'s Sight<'_, '_>, filter: &Filter) -> Result<Vec<&'s Incident<'s>>, DeskError> {
    let fits = |incident: &&Incident<'_>| filter.incident(incident);
    Ok(match sight.ask.oldest_first()? {
        true => sight.seen.latest_first().rev().filter(fits).collect(),
        false => sight.seen.latest_first().filter(fits).collect(),
    })
}

fn page(sight: &Sight<'_, '_>) -> Result<Incidents, DeskError> {
    let cell = sight.lookout.roll(sight.view());
    let roll = cell.get().ok_or(DeskError::Failed)?;
    let found = wanted(sight, &Filter::of(sight, roll, filter::Search::Claims)?)?;
    let pager = Pager::new(sight.ask, found.len())?;
    let frame = Frame::new(sight.ask, "list.incidents", "reports");
    let viewer = sight.viewer();
    let found = pager.lines(found);
    let lines: Vec<_> = found.iter().map(|incident| viewer.incident_line(incident)).collect();
    let card = |(thing, incident): (_, &&Incident<'_>)| {
        let mut card = Card::new(thing, &frame);
        card.confidence = class(incident.weighing.confidence);
        card
    };
    Ok(Incidents {
        as_of: iso(sight.view().as_of),
        form: Form::new(sight, roll, &frame, &["event", "actor", "place", "from", "to", "confidence", "sort"]),
        cards: lines.iter().zip(&found).map(card).collect(),
        incidents: if sight.ask.wants_html() { Value::Null } else { to_value(&lines)? },
        pager,
        frame,
    })
}

/// An incident in a row of a table.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "IncidentRow")]
pub struct Row {
    id: String,
    event: &'static str,
    ceases: bool,
    ahead: bool,
    from: String,
    to: String,
    places: String,
    actors: String,
    targets: String,
    killed: Option<u32>,
    injured: Option<u32>,
    count: Option<u32>,
    confidence: &'static str,
    claims: usize,
}

/// The incidents of which there are rows.
fn keys(sight: &Sight<'_, '_>) -> Result<Vec<IncidentId>, DeskError> {
    let cell = sight.lookout.roll(sight.view());
    let roll = cell.get().ok_or(DeskError::Failed)?;
    let filter = Filter::of(sight, roll, filter::Search::Claims)?;
    Ok(wanted(sight, &filter)?.into_iter().map(|incident| incident.id).collect())
}

fn rows(sight: &Sight<'_, '_>, keys: &[IncidentId], out: &mut RowWriter) -> Result<(), DeskError> {
    let names = sight.ledger.names();
    let best = |toll: Option<Toll>| toll.map(|toll| toll.best);
    for incident in keys.iter().filter_map(|id| sight.seen.incident(*id)) {
        out.row(&Row {
            id: incident.id.to_string(),
            event: incident.event.code(),
            ceases: incident.ceases,
            ahead: incident.ahead,
            from: iso(incident.from),
            to: iso(incident.to),
            places: ids(incident.places.iter().map(|place| names.at(*place))),
            actors: ids(incident.actors.iter().map(|who| names.who(*who))),
            targets: ids(incident.targets.iter().map(|who| names.who(*who))),
            killed: best(incident.killed),
            injured: best(incident.injured),
            count: best(incident.count),
            confidence: class(incident.weighing.confidence),
            claims: incident.facts.len(),
        })?;
    }
    Ok(())
}
