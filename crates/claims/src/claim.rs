//! A claim: one event that somebody puts forward, tied to the exact words.

use crate::{Event, Modality, PlacePrecision, SpeakerKind};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Bytes `start..end` of the original text, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// The words that carry the event.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct Trigger {
    /// The words as they stand in the report.
    pub text: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A name in the two languages of the desk.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct Name {
    /// Arabic.
    pub ar: String,
    /// English; empty where none is known.
    pub en: String,
}

/// A filler of a slot: the words that name an actor, a place or a speaker.
///
/// For a pronoun or `الطرفان`, `text`, `start` and `end` are those of the antecedent and `via` is the pronoun's own span.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Mention {
    /// The words as they stand in the report.
    pub text: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Identifier in the knowledge, where the mention was resolved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Name in the knowledge, where the mention was resolved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// The pronoun or other anaphor through which the mention was reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<Span>,
    /// Latitude in degrees, WGS 84; places only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    /// Longitude in degrees, WGS 84; places only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    /// How exactly the place is located; places only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precision: Option<PlacePrecision>,
    /// Administrative code (COD/OCHA p-code), where known; places only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pcode: Option<String>,
}

/// How a number is qualified in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Qualifier {
    /// The number as it stands.
    Exactly,
    /// `نحو`, `حوالي`.
    About,
    /// `أكثر من`.
    MoreThan,
    /// `ما لا يقل عن`, `على الأقل`.
    AtLeast,
    /// `أقل من`.
    LessThan,
    /// `ما يصل إلى`.
    UpTo,
}

/// A number with its unit, as said.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct Quantity {
    /// The number; the lower one of a range.
    pub value: u64,
    /// The upper end of a range (`بين 20 و30`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<u64>,
    /// How the number is qualified.
    pub qualifier: Qualifier,
    /// What is counted, as it stands in the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The words of the number, as they stand in the report.
    pub text: String,
}

/// To what unit a time is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimePrecision {
    /// A part of a day or a clock time.
    Hour,
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
    /// Said, but not to be fixed on a calendar (`مؤخرا`), or the report has no date.
    Vague,
}

/// A time as said, and as resolved against the report's date.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct When {
    /// The words as they stand in the report.
    pub text: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// To what unit the time is known.
    pub precision: TimePrecision,
    /// First day, where it can be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day, inclusive; absent for an open end (`منذ`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Length in days, for a duration (`21 يوما`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_days: Option<f64>,
}

/// One event that somebody puts forward.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Claim {
    /// The file as named, or the report's id.
    pub doc: String,
    /// Stable: the same text and the same knowledge give the same id.
    pub id: String,
    /// What happened.
    pub event: Event,
    /// In what way it is put forward.
    pub modality: Modality,
    /// The claim is about the event's ending.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ceases: bool,
    /// The sentence: the line of the report, without its line end.
    pub evidence: Span,
    /// The words that carry the event.
    pub trigger: Trigger,
    /// Who does it or would do it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actor: Vec<Mention>,
    /// Whom it is done to; for a demand, the one who is asked, when not the actor.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub target: Vec<Mention>,
    /// Third party that sponsors, mediates, guarantees, supervises.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mediator: Vec<Mention>,
    /// Where.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub place: Vec<Mention>,
    /// Whose word it is, when not the outlet's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speaker: Vec<Mention>,
    /// What kind of source the speaker is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker_kind: Option<SpeakerKind>,
    /// What enters, is blocked, is delivered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goods: Option<String>,
    /// Which people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<String>,
    /// How many (trucks, people ...); of harm, killed and injured told as one number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<Quantity>,
    /// How many killed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub killed: Option<Quantity>,
    /// How many injured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub injured: Option<Quantity>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<When>,
    /// Ids of the claims of this report that this event answers (`ردا على`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub in_response_to: Vec<String>,
    /// The rule that made the claim: `frame file/rule`.
    pub rule: String,
}
