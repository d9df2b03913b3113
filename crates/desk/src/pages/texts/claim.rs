//! The page of a claim: its words where they stand, what each of them was taken for, what people decided, who else tells of it.

use crate::answer::{Page, answer};
use crate::ask::{Ask, Id};
use crate::card::Card;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::Frame;
use crate::html::{Said, inert};
use crate::mark::{Marking, colour, letter, marked};
use crate::sight::Sight;
use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use hudna_claims::{Claim, Mention};
use hudna_ledger::{ClaimKey, Day, Kind, Link, Record, Thing};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, to_value};
use std::collections::HashSet;
use std::sync::Arc;

/// Claims of the same incidents that are shown.
const OTHERS: usize = 30;

/// The route of the page.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/claims/{id}", get(claim))
}

/// Words of the report, and what they were taken for.
struct Slot {
    /// The key of the slot's name.
    key: &'static str,
    words: Said,
    name: String,
    href: String,
}

#[derive(Template)]
#[template(path = "claim.html")]
struct ClaimPage {
    frame: Frame,
    card: Card,
    letter: String,
    colour: &'static str,
    /// The paragraph in which it stands, with those beside it.
    text: Option<Said>,
    slots: Vec<Slot>,
    /// Its place in its report.
    report: String,
    review: String,
    others: Vec<Card>,
    json: Value,
}

/// A claim as JSON.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "ClaimPage")]
pub struct Body<'s> {
    /// The day of the view.
    as_of: Day,
    /// The claim.
    thing: &'s Thing<'s>,
    /// As it was read, with its offsets; null where it was redacted.
    read: Option<&'s Claim>,
    /// Other claims of the same incidents.
    same_incident: &'s [ClaimKey],
}

impl Page for ClaimPage {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(self.json.clone())
    }
}

async fn claim(ask: Ask, Id(id): Id) -> Response {
    answer(ask, move |sight| make(sight, &id)).await
}

fn make(sight: &Sight<'_, '_>, id: &str) -> Result<ClaimPage, DeskError> {
    let nothing = || DeskError::NotFound(id.to_owned());
    let key: ClaimKey = id.parse().map_err(|_| nothing())?;
    let mut told: Vec<ClaimKey> =
        sight.seen.incidents_of(key).flat_map(|i| i.facts.iter().map(|fact| fact.key)).collect();
    told.sort_unstable();
    told.dedup();
    told.retain(|other| *other != key);
    told.truncate(OTHERS);
    let words = sight.words(told.iter().copied().chain([key]))?;
    let viewer = sight.viewer_with(&words);
    let thing = viewer.claim(key).ok_or_else(nothing)?;
    let Some(Record::Claim(record)) = &thing.record else { return Err(DeskError::Failed) };
    let title = thing.title.of(sight.ask.lang).bare();
    let frame = Frame::new(sight.ask, "desk.brand", "reports").titled(title.clone());
    let at = sight.ledger.claims_of(key.report, sight.view()).iter().position(|one| *one == key).unwrap_or(0);
    let (letter, colour) = (letter(at), colour(record.event));
    let read = words.claim(key);
    let hash = words.record(key.report).map(|record| record.text.clone());
    let bytes = hash.map(|hash| sight.ask.desk.bytes(&hash)).transpose()?.flatten();
    let text = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let around = text.as_deref().zip(read).map(|(text, read)| {
        let (from, to) = around(text, read.evidence.start, read.evidence.end);
        let mut moved = read.clone();
        moved.map_offsets(|offset| offset.min(to).saturating_sub(from));
        let marking = Marking { letter: letter.clone(), colour, title: title.clone(), claim: &moved };
        marked(text.get(from..to).unwrap_or_default(), &[marking])
    });
    let others: Vec<Thing<'_>> = told.iter().filter_map(|other| viewer.claim(*other)).collect();
    let json = match sight.ask.wants_html() {
        true => Value::Null,
        false => to_value(Body { as_of: sight.view().as_of, thing: &thing, read, same_incident: &told })?,
    };
    let report = frame.link(&Link::new(Kind::Report, key.report.to_string()));
    Ok(ClaimPage {
        card: Card::new(&thing, &frame),
        text: around,
        slots: read.map(|read| slots(read, sight, &frame)).unwrap_or_default(),
        report: format!("{report}#claim-{letter}"),
        review: frame.to_with("/review", &format!("claim={key}")),
        others: others.iter().map(|thing| Card::new(thing, &frame)).collect(),
        letter,
        colour,
        json,
        frame,
    })
}

/// The paragraph of some words, with the one before and the one after.
fn around(text: &str, start: usize, end: usize) -> (usize, usize) {
    let line_before =
        |at: usize| text.get(..at).and_then(|before| before.trim_end().rfind('\n')).map_or(0, |at| at + 1);
    let line_after = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start().len();
        rest.get(blank..).and_then(|rest| rest.find('\n')).map_or(text.len(), |to| at + blank + to + 1)
    };
    (line_before(start), line_after(end))
}

/// The words that name somebody or some place or time, and what they were taken for.
fn slots(claim: &Claim, sight: &Sight<'_, '_>, frame: &Frame) -> Vec<Slot> {
    let names = sight.ledger.names();
    let mut all = Vec::new();
    let groups: [(&'static str, &[Mention], Kind); 5] = [
        ("row.by_whom", &claim.actor, Kind::Actor),
        ("row.to_whom", &claim.target, Kind::Actor),
        ("row.mediators", &claim.mediator, Kind::Actor),
        ("row.where", &claim.place, Kind::Place),
        ("row.said_by", &claim.speaker, Kind::Actor),
    ];
    let mut seen = HashSet::new();
    for (key, mentions, kind) in groups {
        for mention in mentions.iter().filter(|mention| seen.insert((key, mention.start))) {
            let id = mention.id.as_deref().unwrap_or(&mention.text);
            let named = match kind {
                Kind::Place => names.find_place(id).map(|at| names.at(at)),
                _ => names.find_actor(id).map(|who| names.who(who)),
            };
            let (name, href) = match named.filter(|named| named.known) {
                Some(named) => (crate::form::called(&named, sight.ask), frame.link(&Link::new(kind, &named.id))),
                None => Default::default(),
            };
            all.push(Slot { key, words: inert(&mention.text), name, href });
        }
    }
    if let Some(time) = &claim.time {
        all.push(Slot { key: "row.when", words: inert(&time.text), name: String::new(), href: String::new() });
    }
    all
}
