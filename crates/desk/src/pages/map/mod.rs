//! The map, and the list beside it that says the same: what holds where, and the incidents of the last days.

mod feature;
mod place;

use crate::answer::{Page, answer};
use crate::ask::Ask;
use crate::assets;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::{Frame, iso};
use crate::html::Said;
use crate::pager::following;
use crate::sight::Sight;
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use feature::{Feature, LAYERS, Maker};
use hudna_ledger::{Basis, Day, Incident, Record, View};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, to_value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Days of incidents, where the address does not say.
const DAYS: usize = 30;
/// The choices of days; the last one is all.
const CHOICES: [usize; 5] = [7, 30, 90, 365, MOST_DAYS];
/// The longest time of which incidents are shown: a hundred years.
pub const MOST_DAYS: usize = 36_500;
/// Most things of a layer in the list; the map has all.
const LISTED: usize = 100;
/// Things of one answer to a program, which asks for more until it has all.
const TOGETHER: usize = 400;

/// The routes of the map and of what it loads.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/map", get(map)).route("/map/places", get(places))
}

async fn map(ask: Ask) -> Response {
    answer(ask, make).await
}

/// What stands on the map.
enum One<'r, 's> {
    /// Something that holds.
    Held(&'r Record<'s>),
    /// Something that happened.
    Incident(&'r Incident<'s>),
}

/// A thing in the list, with its places.
struct Item {
    layer: &'static str,
    href: String,
    title: Said,
    stands: Said,
    when: Said,
    places: Vec<ItemPlace>,
}

struct ItemPlace {
    name: String,
    /// The key of the word for how exactly it is known.
    precision: &'static str,
    /// Longitude and latitude, for the button that shows it on the map.
    at: Option<String>,
}

struct Layer {
    name: &'static str,
    /// The key of its name.
    word: String,
    items: Vec<Item>,
}

struct Choice {
    days: usize,
    word: String,
    chosen: bool,
}

/// What the map needs and the page does not show.
struct Island {
    script: String,
    style: String,
    worker: String,
    basemap: String,
    tiles: String,
}

#[derive(Template)]
#[template(path = "map.html")]
struct MapPage {
    frame: Frame,
    own_style: String,
    island: Option<Island>,
    heading: Said,
    as_of: String,
    first: String,
    last: String,
    choices: Vec<Choice>,
    days: usize,
    layers: Vec<Layer>,
    unlocated: Vec<Item>,
    left_out: usize,
    held_left_out: usize,
    json: Value,
}

/// The map as GeoJSON.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Map")]
pub struct Body<'s> {
    /// `FeatureCollection`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The day of the view.
    as_of: Day,
    /// By when what is seen was known, where the address says.
    known_by: Option<Day>,
    /// Of how many days the incidents are.
    days: usize,
    /// The first day of which anything is told.
    first: Option<Day>,
    /// The last day of which there is a report.
    last: Option<Day>,
    /// How many things there are; one can be at several places.
    total: usize,
    /// The address of what follows; null where these are the last.
    after: Option<String>,
    /// A feature for each thing at each of its places.
    features: Vec<feature::Shape<'s>>,
}

/// A place of the gazetteer: longitude, latitude, Arabic and English name.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "GazetteerPlace")]
pub struct Spot<'s>(f64, f64, &'s str, &'s str);

/// Places by their kinds.
pub type Gazetteer<'s> = BTreeMap<&'s str, Vec<Spot<'s>>>;

impl Page for MapPage {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(self.json.clone())
    }

    fn list(&self) -> Option<&'static str> {
        Some("features")
    }
}

/// The words that the map itself shows, by their keys.
const WORDS: [&str; 8] = [
    "map.zoom_in",
    "map.zoom_out",
    "map.close",
    "map.map_title",
    "map.more_here",
    "map.failed",
    "map.metres",
    "map.kilometres",
];

impl MapPage {
    fn words(&self) -> [&'static str; 8] {
        WORDS
    }
}

/// Whether anybody dates an incident.
fn dated(incident: &Incident<'_>) -> bool {
    incident.basis != Basis::None && incident.from.date().is_some() && incident.to.date().is_some()
}

fn make(sight: &Sight<'_, '_>) -> Result<MapPage, DeskError> {
    let ask = sight.ask;
    let frame = Frame::new(ask, "desk.map", "map");
    let days = ask.number("days", DAYS, 0..=MOST_DAYS)?;
    let viewer = sight.viewer();
    let maker = Maker { viewer: &viewer, world: ask.desk.world, frame: &frame };
    let (held, held_left_out) = held(sight, ask.wants_html());
    let now = sight.view().as_of;
    let last = sight.lookout.about().last_report.unwrap_or(now).min(now);
    let since = last.plus(1 - i32::try_from(days).unwrap_or(i32::MAX).max(1));
    let mut incidents: Vec<&Incident<'_>> =
        sight.seen.incidents.iter().filter(|incident| !incident.ahead && dated(incident)).collect();
    let first = incidents.iter().map(|incident| incident.to).min();
    incidents.retain(|incident| incident.to >= since);
    incidents.sort_by_key(|incident| (std::cmp::Reverse(incident.to), incident.id));
    let left_out = if ask.wants_html() { incidents.len().saturating_sub(LISTED) } else { 0 };
    if ask.wants_html() {
        incidents.truncate(LISTED);
    }
    let total = held.len() + incidents.len();
    let (offset, limit) = ask.part_of_all(TOGETHER, total)?;
    let held = held.iter().map(One::Held).chain(incidents.into_iter().map(One::Incident));
    let features = held.skip(offset).take(limit).flat_map(|one| match one {
        One::Held(record) => maker.state(record),
        One::Incident(incident) => maker.incident(incident),
    });
    let features: Vec<Feature> = features.collect();
    let (first, last) = reach(sight, first);
    let json = if ask.wants_html() {
        Value::Null
    } else {
        to_value(Body {
            kind: "FeatureCollection",
            as_of: now,
            known_by: ask.known_by,
            days,
            first,
            last,
            total,
            after: following(ask, offset.saturating_add(limit), total),
            features: features.iter().map(Feature::shape).collect(),
        })?
    };
    let (located, unlocated): (Vec<Item>, Vec<Item>) =
        items(&features, &frame).into_iter().partition(|item| item.places.iter().any(|place| place.at.is_some()));
    let mut layers: Vec<Layer> =
        LAYERS.map(|name| Layer { name, word: format!("layer.{name}"), items: Vec::new() }).into();
    for item in located {
        if let Some(layer) = layers.iter_mut().find(|layer| layer.name == item.layer) {
            layer.items.push(item);
        }
    }
    Ok(MapPage {
        own_style: assets::address("map-page.css"),
        island: island(ask),
        heading: frame.said(&viewer.heading()),
        as_of: iso(now),
        first: first.map(iso).unwrap_or_default(),
        last: last.map(iso).unwrap_or_default(),
        choices: CHOICES
            .map(|choice| Choice { days: choice, word: format!("last_days.{choice}"), chosen: choice == days })
            .into(),
        days,
        layers,
        unlocated,
        left_out,
        held_left_out,
        json,
        frame,
    })
}

/// What holds and stands on the map. Of a list with very many of a layer those of which anything was told last; and how many are left
/// out of it.
fn held<'s>(sight: &'s Sight<'_, '_>, list: bool) -> (Vec<Record<'s>>, usize) {
    let all = || Record::of_state(&sight.seen.state);
    let layers = all().filter_map(|record| Maker::last_told(&record));
    let mut days: BTreeMap<&str, Vec<Day>> = BTreeMap::new();
    layers.for_each(|(layer, day)| days.entry(layer).or_default().push(day));
    let most = if list { LISTED } else { usize::MAX };
    let mut room: BTreeMap<&str, (Day, usize)> = BTreeMap::new();
    for (layer, mut days) in days {
        days.sort_unstable_by_key(|day| std::cmp::Reverse(*day));
        let least = days.get(most.saturating_sub(1)).copied().unwrap_or(Day::FIRST);
        room.insert(layer, (least, most));
    }
    let mut left_out = 0;
    let shown = all().filter(|record| {
        let Some((layer, day)) = Maker::last_told(record) else { return false };
        let Some((least, room)) = room.get_mut(layer) else { return false };
        let shown = day >= *least && *room > 0;
        *room -= usize::from(shown);
        left_out += usize::from(!shown);
        shown
    });
    (shown.collect(), left_out)
}

/// Between which days the view can be moved: from the first that anything is told of to the last of which there is a report.
fn reach(sight: &Sight<'_, '_>, first: Option<Day>) -> (Option<Day>, Option<Day>) {
    let all = View { without: sight.view().without.clone(), ..View::as_of(hudna_casebook::today()) };
    let reported = sight.ledger.reports_of(&all).filter_map(|report| report.published).min();
    (first.into_iter().chain(reported).min(), sight.lookout.about().last_report)
}

/// Features of one thing as one item of the list.
fn items(features: &[Feature], frame: &Frame) -> Vec<Item> {
    let same = |a: &Feature, b: &Feature| a.link == b.link && a.layer == b.layer;
    let item = |group: &[Feature]| {
        let feature = group.first()?;
        let places = group.iter().filter_map(|feature| {
            let named = feature.place.as_ref()?;
            let name = match (frame.lang, named.en.is_empty()) {
                ("en", false) => &named.en,
                _ => &named.ar,
            };
            let at = feature.located.at.map(|[lon, lat]| format!("{lon},{lat}"));
            Some(ItemPlace { name: name.clone(), precision: place::word(feature.located.precision), at })
        });
        Some(Item {
            layer: feature.layer,
            href: feature.href.clone(),
            title: frame.unlinked(&feature.title),
            stands: frame.said(&feature.stands),
            when: frame.said(&feature.when),
            places: places.collect(),
        })
    };
    features.chunk_by(same).filter_map(item).collect()
}

fn island(ask: &Ask) -> Option<Island> {
    Some(Island {
        script: assets::built("map.js")?,
        style: assets::built("map.css")?,
        worker: assets::built("map-worker.js")?,
        basemap: assets::built("basemap.json")?,
        tiles: ask.desk.tiles.as_ref().map(|tiles| tiles.template().to_owned()).unwrap_or_default(),
    })
}

/// The places of the gazetteer, by their kinds, for the names on the map: longitude, latitude, Arabic and English name of each.
async fn places(State(desk): State<Arc<Desk>>) -> Response {
    let mut kinds: Gazetteer<'_> = BTreeMap::new();
    for place in desk.world.located() {
        kinds.entry(place.kind).or_default().push(Spot(place.lon, place.lat, place.ar, place.en));
    }
    // The gazetteer is the same as long as the program runs.
    ([(header::CACHE_CONTROL, "private, max-age=600")], axum::Json(kinds)).into_response()
}
