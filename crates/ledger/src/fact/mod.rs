//! A claim as the ledger works with it: small, with names as numbers and time as days.

mod day;
mod day_name;
mod names;
mod of_report;
mod time;

pub use day::Day;
pub use day_name::DayName;
pub use names::{Name, Named, Names, Where, Who};
pub use of_report::Telling;
pub(crate) use of_report::{facts, settle_anew};
pub use time::{Basis, Timing};

use hudna_claims::{Event, Modality, Qualifier, Span, SpeakerKind};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use smallvec::SmallVec;
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A report's id as a number: the digits after `r`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportKey(pub u64);

/// A claim's id in the case as numbers: `r0123456789abcdef.01234567`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimKey {
    /// The report.
    pub report: ReportKey,
    /// The first letters of the reader's id.
    pub claim: u32,
}

impl ClaimKey {
    /// The key of a claim of a report, by the id that the reader gives it.
    pub fn new(report: ReportKey, claim: &str) -> ClaimKey {
        ClaimKey { report, claim: of_report::short(claim) }
    }
}

/// Text that is no id of a report or of a claim.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no id of a report (r and sixteen hexadecimal digits) or of a claim (the same, a dot, eight digits)")]
pub struct NoId(pub String);

impl fmt::Display for ReportKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "r{:016x}", self.0)
    }
}

impl FromStr for ReportKey {
    type Err = NoId;
    fn from_str(text: &str) -> Result<Self, NoId> {
        let digits = text.strip_prefix('r').filter(|d| d.len() == 16);
        digits.and_then(|d| u64::from_str_radix(d, 16).ok()).map(ReportKey).ok_or_else(|| NoId(text.to_owned()))
    }
}

impl fmt::Display for ClaimKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:08x}", self.report, self.claim)
    }
}

impl FromStr for ClaimKey {
    type Err = NoId;
    fn from_str(text: &str) -> Result<Self, NoId> {
        let parts = text.split_once('.').filter(|(_, claim)| claim.len() == 8);
        let parts = parts.and_then(|(report, claim)| {
            Some(ClaimKey { report: report.parse().ok()?, claim: u32::from_str_radix(claim, 16).ok()? })
        });
        parts.ok_or_else(|| NoId(text.to_owned()))
    }
}

impl Serialize for ReportKey {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for ClaimKey {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for ReportKey {
    fn schema_name() -> Cow<'static, str> {
        "ReportId".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^r[0-9a-f]{16}$" })
    }
}

impl JsonSchema for ClaimKey {
    fn schema_name() -> Cow<'static, str> {
        "ClaimId".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^r[0-9a-f]{16}\\.[0-9a-f]{8}$" })
    }
}

/// In what way a claim bears on the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bearing {
    /// It is told as done, begun or in force.
    Told,
    /// It is told not to have happened.
    Denied,
    /// It is agreed, promised, demanded, threatened, possible or refused: nothing has happened yet.
    Ahead,
}

impl Bearing {
    /// The bearing of a modality.
    pub fn of(modality: Modality) -> Bearing {
        match modality {
            Modality::Happened | Modality::Begun | Modality::Ongoing => Bearing::Told,
            Modality::Negated => Bearing::Denied,
            _ => Bearing::Ahead,
        }
    }
}

/// A number as told: between two bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Number {
    /// The number told; the lower one of a range.
    pub value: u32,
    /// The upper end of a range.
    pub high: u32,
    /// How it is qualified.
    pub qualifier: Qualifier,
}

/// A short list of actors.
pub type Whos = SmallVec<[Who; 2]>;
/// A short list of places.
pub type Wheres = SmallVec<[Where; 2]>;

/// A claim, ready for the ledger.
#[derive(Debug, Clone)]
pub struct Fact {
    /// The claim.
    pub key: ClaimKey,
    /// The number that its report has in the ledger, by the order of arrival: to look things up, never to put them in order.
    pub(crate) slot: u32,
    /// What happened. An ending that has an event of its own is told by that event: `siege.hold` that ceases is `siege.lift`.
    pub event: Event,
    /// In what way it is put forward.
    pub modality: Modality,
    /// It is about the event's ending, where no event of its own says so.
    pub ceases: bool,
    /// Who does it or would do it.
    pub actors: Whos,
    /// Whom it is done to.
    pub targets: Whos,
    /// Who mediates.
    pub mediators: Whos,
    /// Where. Of a claim without a place: where its report puts it, if there is only one answer ([`Fact::placed_by_report`]).
    pub places: Wheres,
    /// The claim names no place; its report does.
    pub placed_by_report: bool,
    /// Whose word it is; empty for the outlet's own.
    pub speakers: Whos,
    /// What kind of source the speaker is.
    pub speaker_kind: Option<SpeakerKind>,
    /// Of an unnamed source: the one other outlet from which its report has all that it tells.
    pub through: Option<Who>,
    /// When it happened, or is to happen.
    pub time: Timing,
    /// The day on which it was told: the report's. Of a report without a date: the day of its receipt.
    pub told: Day,
    /// What is named of the day, in a report whose day nobody gives.
    pub day_name: DayName,
    /// The report opens with this place: of its claims of this part of the state, the first that names a place names it.
    pub leads: bool,
    /// What enters, is blocked, is delivered.
    pub goods: Option<Name>,
    /// Which people.
    pub people: Option<Name>,
    /// How many.
    pub count: Option<Number>,
    /// How many of what: the word for the unit, as told.
    pub unit: Option<Name>,
    /// How many killed.
    pub killed: Option<Number>,
    /// How many injured.
    pub injured: Option<Number>,
    /// Claims of the same report that it answers.
    pub answers: SmallVec<[u32; 1]>,
    /// The words carry a nuance: a siege tightened or eased.
    pub nuance: Option<crate::SiegeStep>,
    /// Of an agreement's end: its time was over, it did not fail.
    pub ran_out: bool,
    /// The sentence, in bytes of the report.
    pub evidence: Span,
    /// Where in the report the words stand that carry the event.
    pub said_at: usize,
    /// What the claim itself says, where its report says more or something else.
    pub(crate) own: Option<Box<of_report::Own>>,
}

impl Fact {
    /// In what way it bears on the state.
    pub fn bearing(&self) -> Bearing {
        Bearing::of(self.modality)
    }
}
