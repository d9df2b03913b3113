//! What stands on the map: a feature for each thing at each of its places.

use super::place::{Located, locate};
use crate::frame::Frame;
use hudna_ledger::state::{CheckpointState, SiegeStanding};
use hudna_ledger::{Both, Confidence, Day, Incident, Link, Named, Precision, Record, Viewer, World};
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// The layers that can be shown and hidden, in their order.
pub const LAYERS: [&str; 6] = ["siege", "checkpoint", "crossing", "control", "access", "incident"];

/// A thing at one of its places.
pub struct Feature {
    /// Its layer.
    pub layer: &'static str,
    /// The thing.
    pub link: Link,
    /// What it is.
    pub title: Both,
    /// How it stands.
    pub stands: Both,
    /// Its page.
    pub href: String,
    /// The place; none where nothing names one.
    pub place: Option<Arc<Named>>,
    /// Where that is.
    pub located: Located,
    /// The first and the last day: of what lasts those on which it can have begun, of an incident those on which it can have been.
    pub days: Option<(Day, Day)>,
    /// The days in words.
    pub when: Both,
    /// How sure it is.
    pub confidence: Confidence,
    /// It is over: a siege that was lifted, a checkpoint that was removed.
    pub over: bool,
    /// Sources differ on it.
    pub disputed: bool,
}

/// A feature of GeoJSON.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Feature")]
pub struct Shape<'s> {
    /// `Feature`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// Where it is; null where nobody knows.
    geometry: Option<Point>,
    /// What it is.
    properties: Properties<'s>,
}

/// A point of GeoJSON.
#[derive(JsonSchema, Serialize)]
pub struct Point {
    /// `Point`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// Longitude and latitude.
    coordinates: [f64; 2],
}

/// What a feature is.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "FeatureProperties")]
pub struct Properties<'s> {
    /// Its layer.
    layer: &'static str,
    /// The thing: its kind and its id.
    #[serde(flatten)]
    link: &'s Link,
    /// What it is.
    title: &'s Both,
    /// How it stands.
    stands: &'s Both,
    /// Its page.
    href: &'s str,
    /// The place; null where nothing names one.
    place: Option<&'s Named>,
    /// How exactly the place is known.
    precision: Precision,
    /// How far around the point it may be, in metres.
    radius_m: u32,
    /// The first day.
    from: Option<Day>,
    /// The last day.
    to: Option<Day>,
    /// The days in words.
    when: &'s Both,
    /// How sure it is.
    confidence: Confidence,
    /// It is over.
    over: bool,
    /// Sources differ on it.
    disputed: bool,
}

/// Makes features of the things of a view.
pub struct Maker<'a> {
    /// The view.
    pub viewer: &'a Viewer<'a>,
    /// The world.
    pub world: &'a World,
    /// For the addresses of pages.
    pub frame: &'a Frame,
}

impl<'a> Maker<'a> {
    /// The day on which anything was last told of what stands on a layer of its own; none for what does not.
    pub fn last_told(record: &Record<'_>) -> Option<(&'static str, Day)> {
        match record {
            Record::Siege(siege) => Some(("siege", siege.last_told)),
            Record::Checkpoint(checkpoint) => Some(("checkpoint", checkpoint.last_told)),
            Record::Control(control) => Some(("control", control.last_told)),
            Record::Access(access) => Some(("access", access.last_told)),
            _ => None,
        }
    }

    /// The features of what holds.
    pub fn state(&self, record: &Record<'a>) -> Vec<Feature> {
        let (layer, since, weighing, over, disputed) = match record {
            Record::Siege(siege) => {
                let over = matches!(siege.state, SiegeStanding::Lifted | SiegeStanding::Denied);
                ("siege", siege.since, &siege.weighing, over, siege.state == SiegeStanding::Disputed)
            }
            Record::Checkpoint(checkpoint) => {
                let over = checkpoint.state == CheckpointState::Removed;
                ("checkpoint", Some(checkpoint.since), &checkpoint.weighing, over, !checkpoint.sides.is_empty())
            }
            Record::Control(control) => {
                ("control", Some(control.since), &control.weighing, false, !control.sides.is_empty())
            }
            Record::Access(access) => ("access", Some(access.since), &access.weighing, false, !access.sides.is_empty()),
            _ => return Vec::new(),
        };
        let Some(thing) = self.viewer.head(record) else { return Vec::new() };
        let places = match record {
            Record::Siege(siege) => siege.places.iter().collect(),
            _ => record.places(),
        };
        let (link, title, stands) = (thing.link(), thing.title, thing.stands);
        let when = since.map(|since| self.viewer.days(since)).unwrap_or_default();
        let draft = |place: Option<&Arc<Named>>, located: Located| Feature {
            layer: if located.crossing { "crossing" } else { layer },
            href: self.frame.link(&link),
            link: link.clone(),
            title: title.clone(),
            stands: stands.clone(),
            place: place.cloned(),
            located,
            days: since.map(|since| (since.earliest, since.latest)),
            when: when.clone(),
            confidence: weighing.confidence,
            over,
            disputed,
        };
        self.each(&places, draft)
    }

    /// The features of an incident.
    pub fn incident(&self, incident: &Incident<'_>) -> Vec<Feature> {
        let thing = self.viewer.incident_head(incident);
        let places = self.viewer.where_at(incident);
        let (link, title, stands) = (thing.link(), thing.title, thing.stands);
        let between = hudna_ledger::state::Between { earliest: incident.from, latest: incident.to };
        let (dated, confidence) = (super::dated(incident), incident.weighing.confidence);
        let when = if dated { self.viewer.days(between) } else { Both::default() };
        let draft = |place: Option<&Arc<Named>>, located: Located| Feature {
            layer: "incident",
            href: self.frame.link(&link),
            link: link.clone(),
            title: title.clone(),
            stands: stands.clone(),
            place: place.cloned(),
            located,
            days: dated.then_some((incident.from, incident.to)),
            when: when.clone(),
            confidence,
            over: false,
            disputed: confidence == Confidence::Contested,
        };
        self.each(&places.iter().collect::<Vec<_>>(), draft)
    }

    fn each(&self, places: &[&Arc<Named>], draft: impl Fn(Option<&Arc<Named>>, Located) -> Feature) -> Vec<Feature> {
        if places.is_empty() {
            return vec![draft(None, Located::NOWHERE)];
        }
        places.iter().map(|place| draft(Some(place), locate(self.world, place))).collect()
    }
}

impl Feature {
    /// It as a feature of GeoJSON.
    pub fn shape(&self) -> Shape<'_> {
        Shape {
            kind: "Feature",
            geometry: self.located.at.map(|coordinates| Point { kind: "Point", coordinates }),
            properties: Properties {
                layer: self.layer,
                link: &self.link,
                title: &self.title,
                stands: &self.stands,
                href: &self.href,
                place: self.place.as_deref(),
                precision: self.located.precision,
                radius_m: self.located.radius_m,
                from: self.days.map(|(from, _)| from),
                to: self.days.map(|(_, to)| to),
                when: &self.when,
                confidence: self.confidence,
                over: self.over,
                disputed: self.disputed,
            },
        }
    }
}
