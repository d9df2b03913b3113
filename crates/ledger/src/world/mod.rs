//! The world as the ledger knows it: which place lies in which, who belongs to whom, what outlets are, how claims are put together.

pub(crate) mod actors;
mod calendar;
mod goods;
pub(crate) mod places;
mod settings;
mod sources;

use crate::{Background, LedgerError};
use actors::Actors;
use calendar::Calendar;
use goods::Goods;
pub(crate) use goods::{Class, Classes};
use hudna_arabic::times::NamedDay;
use places::Places;
pub use places::{Located, Precision};
pub use settings::{AgreementSettings, Domain, Settings, SiegeSettings, Window};
pub use sources::Outlet;
use sources::Outlets;

/// Knowledge of the world, taken from the files of `knowledge/`. Shared by all ledgers.
#[derive(Debug, Default)]
pub struct World {
    outlets: Outlets,
    settings: Settings,
    goods: Goods,
    background: Background,
    calendar: Option<Calendar>,
}

impl World {
    /// Takes what it needs from knowledge files given as (path inside the knowledge, text); others are passed over.
    /// Of entries with the same id the later one counts.
    ///
    /// # Errors
    /// The first file that is not well formed.
    pub fn from_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)> + Clone) -> Result<World, LedgerError> {
        let mut world = World {
            background: Background::from_files(files.clone())?,
            calendar: Calendar::from_files(files.clone())?,
            ..World::default()
        };
        for (path, text) in files {
            if path.starts_with("sources/") && path.ends_with(".toml") {
                world.outlets.add(path, text)?;
            } else if path == "ledger.toml" {
                world.settings.add(path, text)?;
            } else if path == "ar/lexicon/people_goods.toml" {
                world.goods = Goods::from_file(path, text)?;
            }
        }
        Ok(world)
    }

    /// What serves which term, and the like.
    pub fn background(&self) -> &Background {
        &self.background
    }

    fn places(&self) -> &Places {
        self.background.places()
    }

    fn actors(&self) -> &Actors {
        self.background.actors()
    }

    /// What the words of a time name of a day.
    pub(crate) fn named_day(&self, text: &str) -> NamedDay {
        self.calendar.as_ref().map(|calendar| calendar.named(text)).unwrap_or_default()
    }

    /// How claims are put together.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The outlet of this name or id.
    pub fn outlet(&self, name: &str) -> Option<&Outlet> {
        self.outlets.get(name)
    }

    /// All outlets, in the order of their ids.
    pub fn outlets(&self) -> impl Iterator<Item = &Outlet> {
        self.outlets.all()
    }

    /// `part` is `whole` or lies in it.
    pub fn lies_in(&self, part: &str, whole: &str) -> bool {
        part == whole || self.places().wholes(part).any(|at| at == whole)
    }

    /// The places in which a place lies, from the nearest outward.
    pub fn wholes<'a>(&'a self, place: &str) -> impl Iterator<Item = &'a str> {
        self.places().wholes(place)
    }

    /// The settlement in which a place lies: of a quarter its town; of a place that is a settlement, or larger than one, itself.
    pub fn settlement<'a>(&'a self, place: &'a str) -> &'a str {
        self.places().settlement(place, &self.settings)
    }

    /// Whether a place is a settlement or part of one, and no wider area.
    pub fn is_settlement(&self, place: &str) -> bool {
        self.kind(place).is_some_and(|kind| self.settings.is_settlement(kind) || self.settings.is_part(kind))
    }

    /// The governorate in which a place lies, where it lies in one.
    pub fn governorate(&self, place: &str) -> Option<&str> {
        self.places().governorate(place, &self.settings)
    }

    /// The kind of a place: quarter, town, governorate ...
    pub fn kind(&self, place: &str) -> Option<&str> {
        self.places().kind(place)
    }

    /// Latitude and longitude in degrees, and whether they are of the place itself.
    pub fn coordinates(&self, place: &str) -> Option<(f64, f64, bool)> {
        self.places().coordinates(place)
    }

    /// How exact the coordinates of a place are.
    pub fn precision(&self, place: &str) -> Precision {
        self.places().precision(place)
    }

    /// Whether a place is a part of a settlement: a quarter.
    pub fn is_part(&self, place: &str) -> bool {
        self.kind(place).is_some_and(|kind| self.settings.is_part(kind))
    }

    /// All places that have coordinates, in the order of their ids.
    pub fn located(&self) -> Vec<Located<'_>> {
        let mut all: Vec<Located<'_>> = self.places().located().collect();
        all.sort_unstable_by_key(|place| place.id);
        all
    }

    /// The outermost body that an actor belongs to, short of a state: of a police force, the administration that it serves.
    pub fn family<'a>(&'a self, actor: &'a str) -> &'a str {
        self.actors().family(actor)
    }

    /// Whether an actor is of a kind that wields force.
    pub fn is_armed(&self, actor: &str) -> bool {
        self.actors().kind(actor).is_some_and(|kind| self.settings.is_armed(kind))
    }

    /// Whether an actor is of a kind that tells of what others do.
    pub fn is_teller(&self, actor: &str) -> bool {
        self.actors().kind(actor).is_some_and(|kind| self.settings.is_teller(kind))
    }

    /// Two actors that can be meant by one word: of one family, or one part of the other.
    pub fn kin(&self, a: &str, b: &str) -> bool {
        a == b || self.family(a) == self.family(b) || self.background.is_in(a, b) || self.background.is_in(b, a)
    }

    /// The kinds of goods or people that words of a report tell of.
    pub(crate) fn classes(&self, text: &str) -> Classes {
        self.goods.classes(text)
    }

    /// The kind of unit that a word is.
    pub(crate) fn unit(&self, text: &str) -> Option<Class> {
        self.goods.unit(text)
    }

    /// The code of a kind of goods or people.
    pub(crate) fn class(&self, class: Class) -> &str {
        self.goods.code(class)
    }

    /// Names in Arabic and English.
    pub fn names(&self, id: &str) -> Option<(&str, &str)> {
        self.places().names(id).or_else(|| self.actors().names(id))
    }
}
