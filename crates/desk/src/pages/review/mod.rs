//! The review: what somebody should look at, one claim at a time, and what people have decided.

mod decide;
mod form;
mod log;
mod sentence;

use crate::answer::{Page, answer};
use crate::ask::Ask;
use crate::card::Card;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::Frame;
use crate::html::{Said, part};
use crate::pager::following;
use crate::sight::Sight;
use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
pub use decide::Entered;
use form::Correction;
use hudna_casebook::Quotes;
use hudna_ledger::{Both, ClaimKey, Day, Decided, Doubtful, Incident, Kind, Link, Thing};
pub use log::Body as Decisions;
use schemars::JsonSchema;
use sentence::Piece;
use serde::Serialize;
use serde_json::{Value, to_value};
use std::collections::HashSet;
use std::sync::Arc;

/// Claims of the queue that are listed beside the one that is looked at, and in the JSON where it does not say.
const LISTED: usize = 20;
/// Incidents that are offered to be joined.
const NEAR: usize = 8;
/// Days by which an incident that is offered may be away.
const DAYS_AWAY: i32 = 7;

/// The routes of the review.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/review", get(review)).merge(decide::routes()).merge(log::routes())
}

/// A claim that can be ticked.
struct Tick {
    claim: String,
    href: String,
    said: Said,
    quote: String,
    chosen: bool,
}

/// The claim that is looked at.
struct Item {
    claim: String,
    card: Card,
    sentence: Vec<Piece>,
    report: String,
    doubts: Vec<Said>,
    /// What rests on it, each with its page.
    rests: Vec<(Said, String)>,
    /// Its place in the queue, from 1; nothing for a claim that is not in it.
    number: Option<usize>,
    previous: Option<String>,
    next: Option<String>,
    /// Where to go after a decision.
    then: String,
    form: Correction,
    together: Vec<Tick>,
    near: Vec<Tick>,
}

/// A claim of the queue in the list.
struct Waiting {
    href: String,
    said: Said,
    why: Vec<Said>,
    here: bool,
}

#[derive(Template)]
#[template(path = "review.html")]
struct Review {
    frame: Frame,
    script: String,
    total: usize,
    item: Option<Item>,
    /// This page, with the claim that is looked at.
    here: String,
    waiting: Vec<Waiting>,
    /// The place of the first of them in the queue, from 1.
    first: usize,
    /// The last decision of who asks, if it holds: its number and sentence.
    last: Option<(u64, Said)>,
    json: Value,
}

/// The queue of the review as JSON.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Queue")]
pub struct Body<'s> {
    /// The day of the view.
    as_of: Day,
    /// How many claims are in the queue.
    total: usize,
    /// The address of what follows; null where these are the last.
    after: Option<String>,
    /// The claims, the most doubtful and most consequential first.
    queue: &'s [Thing<'s>],
}

impl Page for Review {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(self.json.clone())
    }

    fn list(&self) -> Option<&'static str> {
        Some("queue")
    }
}

async fn review(ask: Ask) -> Response {
    answer(ask, make).await
}

fn make(sight: &Sight<'_, '_>) -> Result<Review, DeskError> {
    let ask = sight.ask;
    let kept = sight.lookout.queue(sight.view());
    let queue = kept.get().ok_or(DeskError::Failed)?;
    let asked = ask.param("claim");
    let from = asked.or(ask.param("from"));
    let at = from.and_then(|id| queue.iter().position(|doubtful| doubtful.claim.to_string() == id));
    let claim = match (asked, at) {
        (Some(id), None) => Some(id.parse::<ClaimKey>().map_err(|_| DeskError::NotFound(id.to_owned()))?),
        _ => queue.get(at.unwrap_or(0)).map(|doubtful| doubtful.claim),
    };
    let number = if asked.is_some() { at } else { claim.map(|_| at.unwrap_or(0)) };
    // A few before it, so that one sees where one is.
    let (offset, limit) = ask.part_of_list(LISTED)?;
    let first = if ask.wants_html() { number.unwrap_or(0).saturating_sub(2) } else { offset };
    let listed = if ask.wants_html() { LISTED } else { limit };
    let mut listed: Vec<Doubtful> = queue.iter().skip(first).take(listed).cloned().collect();
    if ask.wants_html() {
        // The list says why, and only the claim that is looked at what rests on it.
        listed.iter_mut().for_each(|doubtful| doubtful.rests.clear());
    }
    let incidents: Vec<&Incident<'_>> = claim.map(|claim| incidents_of(sight, claim)).unwrap_or_default();
    let near = incidents.first().map(|incident| near(sight, incident)).unwrap_or_default();
    let mut reports: HashSet<_> = claim.iter().map(|claim| claim.report).collect();
    reports.extend(listed.iter().map(|doubtful| doubtful.claim.report));
    let others = incidents.iter().flat_map(|i| i.facts.iter()).chain(near.iter().flat_map(|i| i.facts.first()));
    reports.extend(others.map(|fact| fact.key.report));
    let words = sight.words_of(&reports)?;
    let viewer = sight.viewer_with(&words);
    let frame = Frame::new(ask, "desk.review", "review");
    let things = viewer.queue(&listed);
    let stays = |id: &str| frame.to_with("/review", &format!("claim={}", part(id)));
    let waiting = things.iter().map(|thing| Waiting {
        href: stays(&thing.id),
        said: row(thing, "said").first().map(|said| frame.unlinked(said)).unwrap_or_default(),
        why: value(thing, "doubts", &frame),
        here: claim.is_some_and(|claim| claim.to_string() == thing.id),
    });
    let waiting: Vec<Waiting> = waiting.collect();
    let decisions = sight.ledger.decisions();
    let last: Option<&Decided> =
        decisions.standing(sight.view().known_by).rev().find(|decided| decided.by == ask.person.name);
    let last = last.and_then(|last| Some((last.entry, frame.said(&viewer.decisions(&[last]).first()?.title))));
    let item = match claim {
        Some(claim) => {
            let link = Link::new(Kind::Claim, claim.to_string());
            let thing = viewer.get(&link).ok_or_else(|| DeskError::NotFound(claim.to_string()))?;
            let own = number.and_then(|at| queue.get(at)).cloned();
            let why = own.as_ref().map(|own| viewer.queue(std::slice::from_ref(own)));
            let why = why.as_ref().and_then(|all| all.first());
            let neighbour = |at: Option<usize>| Some(queue.get(at?)?.claim.to_string());
            let next = neighbour(number.map(|at| at + 1));
            let tick = |key: ClaimKey, chosen| tick(&viewer, &words, key, chosen, &frame);
            let together = incidents.iter().flat_map(|incident| incident.facts.iter().map(|fact| fact.key));
            let mut together: Vec<ClaimKey> = together.collect();
            together.sort_unstable();
            together.dedup();
            let stands = decisions.corrected(&link.id).or(words.claim(claim));
            let quote = words.quote(claim);
            stands.map(|stands| Item {
                claim: claim.to_string(),
                card: Card { quote: None, ..Card::new(&thing, &frame) },
                sentence: quote
                    .zip(words.claim(claim))
                    .map(|(quote, claim)| sentence::cut(&quote.sentence, quote.start, claim))
                    .unwrap_or_default(),
                report: frame.link(&Link::new(Kind::Report, claim.report.to_string())),
                doubts: why.map(|why| value(why, "doubts", &frame)).unwrap_or_default(),
                rests: why.zip(own.as_ref()).map(|(why, own)| rests(why, own, &frame)).unwrap_or_default(),
                number: number.map(|at| at + 1),
                previous: neighbour(number.and_then(|at| at.checked_sub(1))).map(|id| stays(&id)),
                then: match &next {
                    Some(next) => frame.to_with("/review", &format!("from={}", part(next))),
                    None => frame.to("/review"),
                },
                next: next.map(|id| stays(&id)),
                form: Correction::new(stands, sight.ledger.names(), &frame),
                together: together.into_iter().filter_map(|key| tick(key, key == claim)).collect(),
                near: near.iter().filter_map(|i| tick(i.facts.first()?.key, false)).collect(),
            })
        }
        None => None,
    };
    let after = following(ask, first + things.len(), queue.len());
    let body = || to_value(Body { as_of: sight.view().as_of, total: queue.len(), after, queue: &things });
    let json = if ask.wants_html() { Value::Null } else { body()? };
    let here = claim.map_or_else(|| frame.to("/review"), |claim| stays(&claim.to_string()));
    let script = crate::assets::address("review.js");
    Ok(Review { first: first + 1, here, script, total: queue.len(), item, waiting, last, json, frame })
}

/// The values of a particular of a thing.
fn row<'t>(thing: &'t Thing<'_>, key: &str) -> &'t [Both] {
    thing.rows.iter().find(|row| row.key == key).map(|row| row.values.as_slice()).unwrap_or_default()
}

fn value(thing: &Thing<'_>, key: &str, frame: &Frame) -> Vec<Said> {
    row(thing, key).iter().map(|value| frame.said(value)).collect()
}

/// What rests on a claim, each with its page: a part of the state is on the page of its list.
fn rests(why: &Thing<'_>, own: &Doubtful, frame: &Frame) -> Vec<(Said, String)> {
    let said = row(why, "rests").iter().map(|value| frame.unlinked(value));
    said.zip(&own.rests)
        .map(|(said, rests)| (said, frame.to(&format!("/{}/{}", rests.part, part(&rests.id)))))
        .collect()
}

fn tick(viewer: &hudna_ledger::Viewer<'_>, words: &Quotes, key: ClaimKey, chosen: bool, frame: &Frame) -> Option<Tick> {
    let link = Link::new(Kind::Claim, key.to_string());
    let thing = viewer.get(&link)?;
    Some(Tick {
        href: frame.link(&link),
        claim: thing.id.clone(),
        said: frame.unlinked(&thing.title),
        quote: words.quote(key).map(|quote| quote.sentence.clone()).unwrap_or_default(),
        chosen,
    })
}

fn incidents_of<'s>(sight: &'s Sight<'_, '_>, claim: ClaimKey) -> Vec<&'s Incident<'s>> {
    sight.seen.incidents_of(claim).collect()
}

/// Incidents that could be the same: of one event, at one of its places, some days away at most.
fn near<'s>(sight: &'s Sight<'_, '_>, own: &Incident<'_>) -> Vec<&'s Incident<'s>> {
    let away = |other: &Incident<'_>| other.from.since(own.to).max(own.from.since(other.to)).max(0);
    let alike = |other: &&Incident<'_>| {
        other.id != own.id
            && other.event == own.event
            && other.ahead == own.ahead
            && other.places.iter().any(|place| own.places.iter().any(|at| sight.ledger.names().meet(*place, *at)))
            && away(other) <= DAYS_AWAY
    };
    let mut all: Vec<&Incident<'_>> = sight.seen.incidents.iter().filter(alike).collect();
    all.sort_by_key(|other| (away(other), other.id));
    all.truncate(NEAR);
    all
}

impl Review {
    /// The slots that are marked in sentences: the class and the key of the name of each.
    fn legend(&self) -> [(&'static str, &'static str); 7] {
        [
            ("trigger", "review.trigger"),
            ("actor", "row.by_whom"),
            ("target", "row.to_whom"),
            ("mediator", "row.mediators"),
            ("place", "row.where"),
            ("speaker", "row.said_by"),
            ("time", "row.when"),
        ]
    }

    /// The keys, each with the key of what it does.
    fn keys(&self) -> [(&'static str, &'static str); 9] {
        [
            ("a", "review.accept"),
            ("r", "review.reject"),
            ("c", "review.correct"),
            ("s", "review.split"),
            ("j", "review.join"),
            ("u", "review.undo"),
            ("n ↓", "review.next"),
            ("p ↑", "review.previous"),
            ("?", "review.keys"),
        ]
    }
}
