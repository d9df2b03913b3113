//! The page of one thing: what it is, how it stands, and why, down to the quoted words.

use crate::answer::{Page, answer};
use crate::ask::{Ask, Id};
use crate::card::{Card, CardStep};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::Frame;
use crate::html::{list_of, part};
use crate::sight::Sight;
use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use hudna_ledger::{Day, Kind, Lang, Link, Record, Thing, WhyStep};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, to_value};
use std::sync::Arc;

/// The kinds of things that have a page of this form.
pub const KINDS: [Kind; 10] = [
    Kind::Siege,
    Kind::Access,
    Kind::Checkpoint,
    Kind::Control,
    Kind::Detention,
    Kind::Casualty,
    Kind::Incident,
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

/// A thing with the words that it rests on.
pub struct Whole<'w, 's> {
    /// The thing.
    pub thing: &'w Thing<'s>,
    /// Why it stands as it does.
    pub why: &'w [WhyStep<'s>],
}

/// A thing as JSON, with the reasons why it stands so.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "ThingWithReasons")]
pub struct Body<'s> {
    /// The day of the view.
    as_of: Day,
    /// The thing.
    thing: &'s Thing<'s>,
    /// Why it stands so: the steps, each with the incidents that it was given.
    why: &'s [WhyStep<'s>],
}

impl Whole<'_, '_> {
    /// Looks a thing up, and gives it to what makes a page of it.
    ///
    /// # Errors
    /// The view has no such thing; the words cannot be read; what the page says.
    pub fn of<T>(
        sight: &Sight<'_, '_>,
        kind: Kind,
        id: &str,
        make: impl FnOnce(&Whole<'_, '_>) -> Result<T, DeskError>,
    ) -> Result<T, DeskError> {
        let nothing = || DeskError::NotFound(id.to_owned());
        let link = Link::new(kind, id);
        let bare = sight.viewer();
        let found = bare.get(&link).ok_or_else(nothing)?;
        let words = sight.words(bare.claims_of(&found).into_iter().chain(bare.quoted_by(&link)))?;
        let viewer = sight.viewer_with(&words);
        let thing = viewer.get(&link).ok_or_else(nothing)?;
        let why = viewer.why(&thing);
        make(&Whole { thing: &thing, why: &why })
    }

    /// Its title.
    pub fn title(&self, lang: Lang) -> String {
        self.thing.title.of(lang).bare()
    }

    /// It with its reasons as JSON, where JSON is wanted.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn json(&self, sight: &Sight<'_, '_>) -> Result<Value, DeskError> {
        let body = || to_value(Body { as_of: sight.view().as_of, thing: self.thing, why: self.why });
        Ok(if sight.ask.wants_html() { Value::Null } else { body()? })
    }
}

#[derive(Template)]
#[template(path = "thing.html")]
struct ThingPage {
    frame: Frame,
    card: Card,
    steps: Vec<CardStep>,
    /// Things that are told of it and not shown.
    more: usize,
    json: Value,
}

impl Page for ThingPage {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(self.json.clone())
    }
}

impl ThingPage {
    /// The key of the name of what belongs to the thing.
    fn parts_key(&self) -> &'static str {
        match self.card.kind {
            Kind::Incident | Kind::Casualty | Kind::Source => "desk.claims",
            _ => "desk.told_of_it",
        }
    }

    /// The lists of all claims and incidents of a place, an actor or an outlet.
    fn lists(&self) -> Option<(String, String)> {
        let name = match self.card.kind {
            Kind::Place => "place",
            Kind::Actor => "actor",
            Kind::Source => "source",
            _ => return None,
        };
        let query = format!("{name}={}", part(&self.card.id));
        let incidents = if name == "source" { String::new() } else { self.frame.to_with("/incidents", &query) };
        Some((self.frame.to_with("/claims", &query), incidents))
    }
}

/// How many things are told of a place or an actor and not among its parts.
fn more(thing: &Thing<'_>) -> usize {
    let all = match &thing.record {
        Some(Record::Place(place)) => place.things.len(),
        Some(Record::Actor(actor)) => actor.things.len(),
        _ => 0,
    };
    all.saturating_sub(thing.parts.len())
}

async fn thing(ask: Ask, kind: Kind, Id(id): Id) -> Response {
    answer(ask, move |sight| {
        Whole::of(sight, kind, &id, |whole| {
            let frame = Frame::new(sight.ask, "desk.brand", list_of(kind)).titled(whole.title(sight.ask.lang));
            Ok(ThingPage {
                card: Card::new(whole.thing, &frame),
                more: more(whole.thing),
                steps: whole.why.iter().map(|step| CardStep::new(step, &frame)).collect(),
                json: whole.json(sight)?,
                frame,
            })
        })
    })
    .await
}
