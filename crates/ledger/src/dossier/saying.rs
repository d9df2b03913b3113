//! What one claim says of a fact, with its words, and how a fact stands over all that is said of it.

use super::party::{Match, Party, overlap, parties};
use hudna_claims::{Claim, Event, Modality, Quantity, Span, SpeakerKind, When};
use serde::Serialize;

/// The words that a saying rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The sentence.
    pub text: String,
    /// First byte in the report.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words that carry the event, in the report.
    pub trigger: Span,
    /// The line of the report, counted from 1.
    pub line: usize,
    /// The words that carry the event, in `text`.
    #[serde(skip)]
    pub(crate) focus: Span,
}

/// What one claim says of a fact.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Saying {
    /// The claim's id.
    pub claim: String,
    /// The claim's event.
    pub event: Event,
    /// In what way it is put forward.
    pub modality: Modality,
    /// It is about the event's ending.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ceases: bool,
    /// Whose word it is; empty for the outlet's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<Party>,
    /// What kind of source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker_kind: Option<SpeakerKind>,
    /// Who does it or would do it, as this claim has it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<Party>,
    /// Where, as this claim has it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Party>,
    /// How many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<Quantity>,
    /// How many killed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub killed: Option<Quantity>,
    /// How many injured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub injured: Option<Quantity>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<When>,
    /// The words.
    pub quote: Said,
}

impl Saying {
    pub(super) fn new(claim: &Claim, text: &str) -> Saying {
        let Span { start, end } = claim.evidence;
        let sentence = text.get(start..end).filter(|s| !s.is_empty());
        let focus = match sentence {
            Some(sentence) => claim
                .trigger
                .start
                .checked_sub(start)
                .zip(claim.trigger.end.checked_sub(start))
                .filter(|(from, to)| sentence.get(*from..*to).is_some())
                .map_or(Span { start: 0, end: 0 }, |(start, end)| Span { start, end }),
            None => Span { start: 0, end: claim.trigger.text.len() },
        };
        let line = line(text, start);
        Saying {
            claim: claim.id.clone(),
            event: claim.event,
            modality: claim.modality,
            ceases: claim.ceases,
            speakers: parties(&claim.speaker),
            speaker_kind: claim.speaker_kind,
            actors: parties(&claim.actor),
            places: parties(&claim.place),
            count: claim.count.clone(),
            killed: claim.killed.clone(),
            injured: claim.injured.clone(),
            time: claim.time.clone(),
            quote: Said {
                text: sentence.unwrap_or(&claim.trigger.text).to_owned(),
                start,
                end,
                trigger: Span { start: claim.trigger.start, end: claim.trigger.end },
                line,
                focus,
            },
        }
    }

    /// The same word: the outlet's own, or the same speaker.
    pub(super) fn same_voice(&self, other: &Saying) -> bool {
        match overlap(&self.speakers, &other.speakers) {
            Match::Yes => true,
            Match::No => false,
            Match::Unsaid => self.speakers.is_empty() && other.speakers.is_empty(),
        }
    }
}

/// In what way a fact stands in the report, over all who speak of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Told as done.
    Happened,
    /// Told as in force or under way.
    Ongoing,
    /// Told as begun.
    Begun,
    /// Told by some, denied by others.
    Disputed,
    /// Said not to have happened.
    Negated,
    /// Agreed, with nothing told of its being done.
    Agreed,
    /// Promised or scheduled.
    Promised,
    /// Threatened.
    Threatened,
    /// Refused.
    Refused,
    /// Demanded.
    Demanded,
    /// Feared, intended or talked of.
    Possible,
}

impl Status {
    /// Whether somebody tells of it as a fact, and nobody denies it.
    pub fn is_told(self) -> bool {
        matches!(self, Status::Happened | Status::Ongoing | Status::Begun)
    }

    pub(super) fn of(sayings: &[Saying]) -> Status {
        const COURSE: [(Modality, Status); 9] = [
            (Modality::Happened, Status::Happened),
            (Modality::Ongoing, Status::Ongoing),
            (Modality::Begun, Status::Begun),
            (Modality::Negated, Status::Negated),
            (Modality::Agreed, Status::Agreed),
            (Modality::Promised, Status::Promised),
            (Modality::Threatened, Status::Threatened),
            (Modality::Refused, Status::Refused),
            (Modality::Demanded, Status::Demanded),
        ];
        let said = |modality| sayings.iter().any(|s| s.modality == modality);
        let first = COURSE.iter().find(|(modality, _)| said(*modality)).map_or(Status::Possible, |(_, status)| *status);
        if first.is_told() && said(Modality::Negated) { Status::Disputed } else { first }
    }
}

/// The line of the text in which a byte lies, counted from 1.
pub(super) fn line(text: &str, at: usize) -> usize {
    1 + text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count()
}
