//! Where a place is drawn, and how exactly: never as a point where only an area is known.

use hudna_ledger::{Named, Precision, World};
use serde::Serialize;

/// The kind of place that has a layer of its own.
const CROSSING: &str = "crossing";

/// Metres around the middle of a quarter.
const QUARTER: u32 = 700;
/// Around a settlement whose middle alone is known, and around what stands for something in it.
const SETTLEMENT: u32 = 3_000;
/// Around the middle of an area: a district, a countryside.
const AREA: u32 = 12_000;
/// Around the middle of a governorate.
const GOVERNORATE: u32 = 40_000;

/// A place as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Located {
    /// Longitude and latitude in degrees; none where it cannot be drawn.
    pub at: Option<[f64; 2]>,
    /// How exact they are. A quarter is an area, though its middle is known.
    pub precision: Precision,
    /// How far around them it may be, in metres.
    pub radius_m: u32,
    /// It is a crossing between areas or countries.
    pub crossing: bool,
}

impl Located {
    /// What nobody places.
    pub const NOWHERE: Located = Located { at: None, precision: Precision::Unlocated, radius_m: 0, crossing: false };
}

/// Finds where a place is drawn.
pub fn locate(world: &World, place: &Named) -> Located {
    let id = place.id.as_str();
    let crossing = world.kind(id) == Some(CROSSING);
    let precision = if place.known { world.precision(id) } else { Precision::Unlocated };
    let at = world.coordinates(id).filter(|_| precision != Precision::Unlocated).map(|(lat, lon, _)| [lon, lat]);
    let (precision, radius_m) = match precision {
        Precision::Exact if world.is_part(id) => (Precision::Area, QUARTER),
        Precision::Area if world.governorate(id) == Some(id) => (precision, GOVERNORATE),
        Precision::Area if world.is_settlement(id) => (precision, SETTLEMENT),
        Precision::Area => (precision, AREA),
        Precision::Parent => (precision, SETTLEMENT),
        Precision::Exact | Precision::Unlocated => (precision, 0),
    };
    Located { at, precision, radius_m, crossing }
}

/// The key of the word for how exactly a place is known.
pub fn word(precision: Precision) -> &'static str {
    match precision {
        Precision::Exact => "precision.exact",
        Precision::Area => "precision.area",
        Precision::Parent => "precision.parent",
        Precision::Unlocated => "precision.unlocated",
    }
}
