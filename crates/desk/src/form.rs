//! The form of a list's filters: what can be chosen, and what is chosen.

use crate::ask::Ask;
use crate::filter::{CONFIDENCES, REVIEWS};
use crate::frame::Frame;
use crate::roll::Roll;
use crate::sight::Sight;
use hudna_claims::{Event, Modality};
use hudna_ledger::{Lang, Named, Outlet};
use std::sync::Arc;

/// Names that are offered where one can be typed.
const OFFERED: usize = 300;

/// A field of the form.
pub struct Field {
    /// The parameter.
    pub name: &'static str,
    /// What it is called.
    pub label: String,
    /// What was asked for.
    pub value: String,
    /// What can be chosen: the value and its name.
    pub choices: Vec<(String, String)>,
    /// How it is asked for.
    pub kind: FieldKind,
}

/// How a field asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// One of the choices.
    Choice,
    /// Words; the choices are offered.
    Text,
    /// A day.
    Day,
    /// What is searched for.
    Search,
}

impl Field {
    /// It is one of several.
    pub fn is_choice(&self) -> bool {
        self.kind == FieldKind::Choice
    }

    /// The type of its box.
    pub fn input(&self) -> &'static str {
        match self.kind {
            FieldKind::Day => "date",
            FieldKind::Search => "search",
            _ => "text",
        }
    }
}

/// A form.
pub struct Form {
    /// Its fields.
    pub fields: Vec<Field>,
    /// Parameters of the view, which stay.
    pub kept: Vec<(String, String)>,
    /// Something is asked for.
    pub asked: bool,
}

impl Form {
    /// A form of fields, by their names.
    pub fn new(sight: &Sight<'_, '_>, roll: &Roll<'_>, frame: &Frame, names: &[&'static str]) -> Form {
        let fields: Vec<Field> = names.iter().map(|name| field(name, sight, roll, frame)).collect();
        let kept = sight.ask.query.iter().filter(|(key, _)| matches!(&**key, "as-of" | "known-by" | "without"));
        Form { asked: fields.iter().any(|field| !field.value.is_empty()), kept: kept.cloned().collect(), fields }
    }
}

fn field(name: &'static str, sight: &Sight<'_, '_>, roll: &Roll<'_>, frame: &Frame) -> Field {
    let ask = sight.ask;
    let names = sight.ledger.names();
    let word = |key: String| frame.word(&key).to_owned();
    let coded = |code: &str, group: &str| (code.to_owned(), word(format!("{group}.{code}")));
    let called = |named: &Named| (called(named, ask), String::new());
    let (kind, choices) = match name {
        "event" => (FieldKind::Choice, Event::ALL.iter().map(|event| coded(event.code(), "event")).collect()),
        "modality" => (FieldKind::Choice, Modality::ALL.iter().map(|way| coded(way.code(), "modality")).collect()),
        "review" => (FieldKind::Choice, REVIEWS.iter().map(|(name, _)| coded(name, "reviewed")).collect()),
        "confidence" => (FieldKind::Choice, CONFIDENCES.iter().map(|(name, _)| coded(name, "confidence")).collect()),
        "sort" => (FieldKind::Choice, vec![("oldest".to_owned(), word("list.oldest".to_owned()))]),
        "source" => (FieldKind::Choice, outlets(roll, ask)),
        "actor" => (FieldKind::Text, offered(&roll.actors, |who| names.who(who)).iter().map(|n| called(n)).collect()),
        "speaker" => {
            (FieldKind::Text, offered(&roll.speakers, |who| names.who(who)).iter().map(|n| called(n)).collect())
        }
        "place" => (FieldKind::Text, offered(&roll.places, |at| names.at(at)).iter().map(|n| called(n)).collect()),
        "q" => (FieldKind::Search, Vec::new()),
        _ => (FieldKind::Day, Vec::new()),
    };
    let value = ask.param(name).unwrap_or_default().to_owned();
    Field { name, label: word(format!("list.by_{name}")), value: shown(name, value, sight), choices, kind }
}

/// An id that the address names is shown as the name that it stands for.
fn shown(field: &str, value: String, sight: &Sight<'_, '_>) -> String {
    let names = sight.ledger.names();
    let named = match field {
        "place" => names.find_place(&value).map(|at| names.at(at)),
        "actor" | "speaker" => names.find_actor(&value).map(|who| names.who(who)),
        _ => None,
    };
    named.map_or(value, |named| called(&named, sight.ask))
}

fn offered<T: Copy>(all: &[(T, usize)], name: impl Fn(T) -> Arc<Named>) -> Vec<Arc<Named>> {
    all.iter().take(OFFERED).map(|(one, _)| name(*one)).collect()
}

/// A name in the language of the page.
pub fn called(named: &Named, ask: &Ask) -> String {
    if ask.lang == Lang::En && !named.en.is_empty() { named.en.clone() } else { named.ar.clone() }
}

/// The outlets whose reports there are.
fn outlets(roll: &Roll<'_>, ask: &Ask) -> Vec<(String, String)> {
    let name = |outlet: &Outlet| {
        if ask.lang == Lang::En && !outlet.en.is_empty() { outlet.en.clone() } else { outlet.ar.clone() }
    };
    let named = roll.outlets.iter().map(|(id, outlet)| ((*id).to_owned(), outlet.map_or((*id).to_owned(), name)));
    let mut all: Vec<(String, String)> = named.collect();
    all.sort_by(|(_, a), (_, b)| a.cmp(b));
    all
}
