//! The reports of the case, the latest first.

use crate::answer::{Page, answer, answer_rows};
use crate::ask::{Ask, Format};
use crate::card::Card;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::filter::{self, Filter};
use crate::form::Form;
use crate::frame::{Frame, iso};
use crate::pager::Pager;
use crate::roll::{Listed, Roll};
use crate::rows::RowWriter;
use crate::sight::Sight;
use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use hudna_ledger::ReportKey;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json, to_value};
use std::sync::Arc;

/// The columns of the reports as a table for other programs.
const COLUMNS: [&str; 7] = ["id", "published", "received", "source", "title", "claims", "same_as"];

/// The route of the list.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/reports", get(reports))
}

#[derive(Template)]
#[template(path = "reports.html")]
struct Reports {
    frame: Frame,
    as_of: String,
    form: Form,
    pager: Pager,
    cards: Vec<Card>,
    reports: Value,
}

impl Page for Reports {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(json!({ "as_of": self.as_of, "page": to_value(&self.pager)?, "reports": self.reports }))
    }
}

async fn reports(ask: Ask) -> Response {
    match ask.format {
        Format::Csv | Format::Jsonl => answer_rows(ask, &COLUMNS, keys, rows).await,
        _ => answer(ask, page).await,
    }
}

/// The reports that are wanted.
fn wanted<'r, 'l>(sight: &Sight<'_, '_>, roll: &'r Roll<'l>) -> Result<Vec<&'r Listed<'l>>, DeskError> {
    let filter = Filter::of(sight, roll, filter::Search::Reports)?;
    let mut found: Vec<_> = roll.reports.iter().filter(|listed| filter.report(listed.info)).collect();
    if sight.ask.oldest_first()? {
        found.reverse();
    }
    Ok(found)
}

fn page(sight: &Sight<'_, '_>) -> Result<Reports, DeskError> {
    let cell = sight.lookout.roll(sight.view());
    let roll = cell.get().ok_or(DeskError::Failed)?;
    let found = wanted(sight, roll)?;
    let pager = Pager::new(sight.ask, found.len())?;
    let found = pager.lines(found);
    let titles = sight.ask.desk.titles(found.iter().map(|listed| listed.info.key));
    let frame = Frame::new(sight.ask, "desk.reports", "reports");
    let viewer = sight.viewer();
    let line = |listed: &&Listed<'_>| {
        let title = titles.get(&listed.info.key).map(String::as_str);
        viewer.report_line(listed.info, title, listed.claims)
    };
    let lines: Vec<_> = found.iter().map(line).collect();
    Ok(Reports {
        as_of: iso(sight.view().as_of),
        form: Form::new(sight, roll, &frame, &["q", "source", "from", "to", "sort"]),
        cards: lines.iter().map(|thing| Card::new(thing, &frame)).collect(),
        reports: if sight.ask.wants_html() { Value::Null } else { to_value(&lines)? },
        pager,
        frame,
    })
}

/// A report in a row of a table.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "ReportRow")]
pub struct Row<'r> {
    id: String,
    published: Option<String>,
    received: String,
    source: Option<&'r str>,
    title: Option<String>,
    claims: usize,
    same_as: Option<String>,
}

/// The reports of which there are rows, each with how many claims it makes.
fn keys(sight: &Sight<'_, '_>) -> Result<Vec<(ReportKey, usize)>, DeskError> {
    let cell = sight.lookout.roll(sight.view());
    let roll = cell.get().ok_or(DeskError::Failed)?;
    Ok(wanted(sight, roll)?.into_iter().map(|listed| (listed.info.key, listed.claims)).collect())
}

fn rows(sight: &Sight<'_, '_>, keys: &[(ReportKey, usize)], out: &mut RowWriter) -> Result<(), DeskError> {
    let mut titles = sight.ask.desk.titles(keys.iter().map(|(key, _)| *key));
    for (key, claims) in keys {
        let Some(info) = sight.ledger.report(*key) else { continue };
        let origin = sight.seen.lineage.origin(info.key);
        out.row(&Row {
            id: info.key.to_string(),
            published: info.published.map(iso),
            received: iso(info.received_day()),
            source: info.source.as_deref(),
            title: titles.remove(&info.key),
            claims: *claims,
            same_as: (origin != info.key).then(|| origin.to_string()),
        })?;
    }
    Ok(())
}
