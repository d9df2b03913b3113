//! What several pages say alike: the sentences of the state, with ways to what they are about.

use crate::ask::Ask;
use crate::frame::Frame;
use crate::html::Said;
use crate::snapshot::Snapshot;
use hudna_ledger::{Change, Confidence, ItemWords, Phrasing, StatusAbout, State};
use serde::Serialize;

/// The parts of the state, each with the page that lists it.
pub const PARTS: [&str; 7] = ["sieges", "agreements", "access", "checkpoints", "control", "detainees", "casualties"];

/// Whether a part of the state has a name of this kind.
pub fn is_part(part: &str) -> bool {
    PARTS.contains(&part)
}

/// What the sentences of a view are made with.
pub fn about<'a>(ask: &'a Ask, snapshot: &Snapshot) -> StatusAbout<'a> {
    StatusAbout {
        case: &ask.desk.place,
        as_of: ask.view.as_of,
        known_by: ask.known_by,
        last_report: snapshot.last_report,
        change_days: 0,
        country: None,
        world: ask.desk.world,
    }
}

/// The sentences of a view.
pub fn phrasing<'a>(ask: &'a Ask, state: &'a State, about: &'a StatusAbout<'a>) -> Phrasing<'a> {
    Phrasing::new(state, about, &ask.desk.labels, ask.lang)
}

/// A particular of a thing.
#[derive(Debug, Serialize)]
pub struct Row {
    /// Which.
    pub row: &'static str,
    /// Its name.
    pub name: Said,
    /// What it is.
    pub values: Vec<Said>,
}

/// A thing of the state in sentences.
#[derive(Debug, Serialize)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// Its page.
    pub href: String,
    /// What it is.
    pub what: Said,
    /// How it stands.
    pub standing: Said,
    /// Its particulars.
    pub rows: Vec<Row>,
    /// What belongs to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub below: Vec<Item>,
}

impl Item {
    /// A thing of a part of the state, for a page.
    pub fn new(words: ItemWords, part: &str, frame: &Frame) -> Item {
        let rows = words.rows.into_iter().map(|row| Row {
            row: row.row,
            name: row.name.into(),
            values: row.values.into_iter().map(Said::from).collect(),
        });
        Item {
            href: href(part, &words.id, frame),
            rows: rows.collect(),
            below: words.below.into_iter().map(|below| Item::new(below, part, frame)).collect(),
            id: words.id,
            what: words.what.into(),
            standing: words.standing.into(),
        }
    }

    /// The first value of a particular.
    pub fn value(&self, row: &str) -> Option<&Said> {
        self.rows.iter().find(|known| known.row == row)?.values.first()
    }
}

/// The page of a thing of the state; a term stands on the page of its agreement.
pub fn href(part: &str, id: &str, frame: &Frame) -> String {
    match id.split_once('#') {
        Some((whole, term)) => format!("{}#{}", frame.thing("agreements", whole), crate::html::part(term)),
        None => frame.thing(if part == "terms" { "agreements" } else { part }, id),
    }
}

/// A change between two states.
#[derive(Debug, Serialize)]
pub struct Changed {
    /// What it says.
    pub said: Said,
    /// The page of what changed.
    pub href: String,
    /// The change itself.
    #[serde(flatten)]
    pub change: Change,
}

/// The class by which a word of confidence is shown.
pub fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Discounted => "discounted",
        Confidence::Contested => "contested",
        Confidence::Weak => "weak",
        Confidence::Fair => "fair",
        Confidence::Confirmed => "confirmed",
    }
}
