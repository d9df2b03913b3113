//! The gazetteer as the ledger needs it: what lies in what, of which kind, where.

use super::Settings;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::HashMap;

/// How exact the coordinates of a place are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// They are of the place.
    Exact,
    /// They are of the middle of an area.
    Area,
    /// They are of the place in which it lies.
    Parent,
    /// There are none.
    Unlocated,
}

/// A place as it stands on a map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Located<'a> {
    /// Its id.
    pub id: &'a str,
    /// Arabic name.
    pub ar: &'a str,
    /// English name.
    pub en: &'a str,
    /// Quarter, town, governorate ...
    pub kind: &'a str,
    /// Latitude in degrees.
    pub lat: f64,
    /// Longitude in degrees.
    pub lon: f64,
    /// How exact they are.
    pub precision: Precision,
}

#[derive(Debug, Clone)]
struct Place {
    ar: Box<str>,
    en: Box<str>,
    kind: Box<str>,
    parent: Option<Box<str>>,
    at: Option<(f64, f64)>,
    precision: Precision,
    country: Option<Box<str>>,
}

/// Places by id.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    all: HashMap<Box<str>, Place>,
}

/// Parents are followed so far: a gazetteer that runs in a circle stops nothing.
const DEPTH: usize = 16;

impl Places {
    /// Adds the rows of a file: `id ar en aliases kind parent lat lon precision pcode country ...`, apart by tabs.
    pub fn add(&mut self, text: &str) {
        const COUNTRY: usize = 10;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [id, ar, en, _, kind, parent, lat, lon, precision, ..] = columns.as_slice() else { continue };
            let at = lat.parse().ok().zip(lon.parse().ok());
            let parent = Some(*parent).filter(|p| !p.is_empty()).map(Box::from);
            let precision = match (at, *precision) {
                (None, _) => Precision::Unlocated,
                (_, "exact") => Precision::Exact,
                (_, "area") => Precision::Area,
                _ => Precision::Parent,
            };
            let country = columns.get(COUNTRY).filter(|country| !country.is_empty()).map(|country| Box::from(*country));
            let place =
                Place { ar: (*ar).into(), en: (*en).into(), kind: (*kind).into(), parent, at, precision, country };
            self.all.insert((*id).into(), place);
        }
    }

    /// The place in which a place lies.
    pub fn parent(&self, place: &str) -> Option<&str> {
        self.all.get(place).and_then(|p| p.parent.as_deref())
    }

    /// The country (three letters) in which a place lies.
    pub fn country(&self, place: &str) -> Option<&str> {
        self.all.get(place).and_then(|p| p.country.as_deref())
    }

    /// The places in which a place lies, from the nearest outward.
    pub fn wholes<'a>(&'a self, place: &str) -> impl Iterator<Item = &'a str> {
        std::iter::successors(self.parent(place), move |id| self.parent(id)).take(DEPTH)
    }

    /// The settlement in which a place lies, or itself.
    pub fn settlement<'a>(&'a self, place: &'a str, settings: &Settings) -> &'a str {
        let smaller = |id: &str| self.kind(id).is_some_and(|kind| settings.is_part(kind));
        if !smaller(place) {
            return place;
        }
        let town = |id: &&str| self.kind(id).is_some_and(|kind| settings.is_settlement(kind));
        self.wholes(place).take_while(|id| smaller(id) || town(id)).find(town).unwrap_or(place)
    }

    /// The governorate in which a place lies.
    pub fn governorate(&self, place: &str, settings: &Settings) -> Option<&str> {
        let is = |id: &str| self.kind(id).is_some_and(|kind| settings.is_governorate(kind));
        match self.all.get_key_value(place) {
            Some((id, _)) if is(id) => Some(id),
            _ => self.wholes(place).find(|id| is(id)),
        }
    }

    /// Its kind: quarter, town, governorate ...
    pub fn kind(&self, place: &str) -> Option<&str> {
        self.all.get(place).map(|p| p.kind.as_ref())
    }

    /// Latitude and longitude in degrees, and whether they are of the place itself.
    pub fn coordinates(&self, place: &str) -> Option<(f64, f64, bool)> {
        self.all.get(place).and_then(|p| p.at.map(|(lat, lon)| (lat, lon, p.precision == Precision::Exact)))
    }

    /// How exact its coordinates are.
    pub fn precision(&self, place: &str) -> Precision {
        self.all.get(place).map_or(Precision::Unlocated, |p| p.precision)
    }

    /// All that have coordinates, in no order.
    pub fn located(&self) -> impl Iterator<Item = Located<'_>> {
        self.all.iter().filter_map(|(id, place)| {
            let (lat, lon) = place.at?;
            let Place { ar, en, kind, precision, .. } = place;
            Some(Located { id, ar, en, kind, lat, lon, precision: *precision })
        })
    }

    /// Its names in Arabic and English.
    pub fn names(&self, id: &str) -> Option<(&str, &str)> {
        self.all.get(id).map(|p| (p.ar.as_ref(), p.en.as_ref()))
    }
}
