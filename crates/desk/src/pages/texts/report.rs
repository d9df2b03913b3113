//! The page of a report: its text as it was stored, with its claims marked in it, and what else there is of the same incidents.

use crate::answer::{Page, answer};
use crate::ask::{Ask, Id};
use crate::card::Card;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::Frame;
use crate::html::Said;
use crate::mark::{Marking, colour, letter, marked};
use crate::roll::day_of;
use crate::sight::Sight;
use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use hudna_ledger::{ClaimKey, Day, Record, ReportKey, Thing};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, to_value};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// Other reports that are named.
const OTHERS: usize = 40;

/// The route of the page.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/reports/{id}", get(report))
}

/// A claim beside the text.
struct Beside {
    letter: String,
    colour: &'static str,
    card: Card,
}

/// Another report that tells of the same.
struct Other {
    card: Card,
    letters: String,
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    frame: Frame,
    card: Card,
    /// The text with its marks; none where it was redacted.
    text: Option<Said>,
    claims: Vec<Beside>,
    others: Vec<Other>,
    url: Option<String>,
    original: String,
    redact: String,
    script: String,
    json: Value,
}

/// A report as JSON.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Report")]
pub struct Body<'s> {
    /// The day of the view.
    as_of: Day,
    /// The report.
    report: &'s Thing<'s>,
    /// The text that was read; null where it was redacted.
    text: Option<&'s str>,
    /// Its claims, in the order of its text.
    claims: &'s [Thing<'s>],
    /// Other reports that tell of the same incidents.
    other_reports: Vec<&'s Thing<'s>>,
}

impl Page for ReportPage {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(self.json.clone())
    }
}

async fn report(ask: Ask, Id(id): Id) -> Response {
    answer(ask, move |sight| make(sight, &id)).await
}

fn make(sight: &Sight<'_, '_>, id: &str) -> Result<ReportPage, DeskError> {
    let nothing = || DeskError::NotFound(id.to_owned());
    let key: ReportKey = id.parse().map_err(|_| nothing())?;
    let words = sight.words_of(&HashSet::from([key]))?;
    let viewer = sight.viewer_with(&words);
    let thing = viewer.report(key).ok_or_else(nothing)?;
    let Some(Record::Report(view)) = &thing.record else { return Err(DeskError::Failed) };
    let frame = Frame::new(sight.ask, "desk.brand", "reports");
    let title = view.title.clone().unwrap_or_else(|| thing.title.of(sight.ask.lang).bare());
    let frame = frame.titled(title);
    let bytes = view.text.as_deref().map(|hash| sight.ask.desk.bytes(hash)).transpose()?.flatten();
    let text = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let mut claims = Vec::new();
    let mut markings = Vec::new();
    let mut things = Vec::new();
    for (at, claim) in view.claims.iter().enumerate() {
        let Some(thing) = viewer.claim(*claim) else { continue };
        let letter = letter(at);
        if let (Some(read), Some(Record::Claim(record))) = (words.claim(*claim), &thing.record) {
            let colour = colour(record.event);
            let title = thing.title.of(sight.ask.lang).bare();
            let way = thing.stands.of(sight.ask.lang).bare();
            markings.push(Marking { letter: letter.clone(), colour, title: format!("{title} ({way})"), claim: read });
            claims.push(Beside { letter, colour, card: Card::new(&thing, &frame) });
        }
        things.push(thing);
    }
    let others = others(sight, key, &view.claims);
    let titles = sight.ask.desk.titles(others.iter().map(|(key, _)| *key));
    let line = |(key, letters): &(ReportKey, Vec<String>)| {
        let info = sight.ledger.report(*key)?;
        let count = sight.ledger.claims_of(*key, sight.view()).len();
        let thing = viewer.report_line(info, titles.get(key).map(String::as_str), count);
        Some((thing, letters.join(" ")))
    };
    let others: Vec<(Thing<'_>, String)> = others.iter().filter_map(line).collect();
    let json = match (sight.ask.wants_html(), &text) {
        (true, _) => Value::Null,
        (false, text) => to_value(Body {
            as_of: sight.view().as_of,
            report: &thing,
            text: text.as_deref(),
            claims: &things,
            other_reports: others.iter().map(|(thing, _)| thing).collect(),
        })?,
    };
    let url = view.url.clone().filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    Ok(ReportPage {
        text: text.as_deref().map(|text| marked(text, &markings)),
        card: Card::new(&thing, &frame),
        claims,
        others: others
            .iter()
            .map(|(thing, letters)| Other { card: Card::new(thing, &frame), letters: letters.clone() })
            .collect(),
        url,
        original: format!("/reports/{key}/original"),
        redact: frame.to(&format!("/reports/{key}/redact")),
        script: crate::assets::address("report.js"),
        json,
        frame,
    })
}

/// The other reports that tell of the same incidents, those that tell of most of them first, each with the letters of the claims.
fn others(sight: &Sight<'_, '_>, report: ReportKey, claims: &[ClaimKey]) -> Vec<(ReportKey, Vec<String>)> {
    let mut all: BTreeMap<ReportKey, Vec<String>> = BTreeMap::new();
    for (at, claim) in claims.iter().enumerate() {
        for fact in sight.seen.incidents_of(*claim).flat_map(|incident| &incident.facts) {
            let letters = all.entry(fact.key.report).or_default();
            let letter = letter(at);
            if letters.last() != Some(&letter) {
                letters.push(letter);
            }
        }
    }
    all.remove(&report);
    let mut all: Vec<_> = all.into_iter().collect();
    let day = |key: ReportKey| sight.ledger.report(key).map(day_of);
    all.sort_by_key(|(key, letters)| (std::cmp::Reverse(letters.len()), day(*key), *key));
    all.truncate(OTHERS);
    all
}
