//! One fact as the report has it: its participants, and everyone who says something of it, with their words.

use super::party::{Match, Party, add_all, overlap, parties};
use hudna_claims::{Claim, Event, Modality, Qualifier, Quantity, Span, SpeakerKind, TimePrecision, When};
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
        let line = 1 + text.as_bytes().iter().take(start).filter(|byte| **byte == b'\n').count();
        Saying {
            claim: claim.id.clone(),
            event: claim.event,
            modality: claim.modality,
            ceases: claim.ceases,
            speakers: parties(&claim.speaker),
            speaker_kind: claim.speaker_kind,
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

/// A number of people as the sources have it, from the lowest to the highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Range {
    /// The lowest that anyone says.
    pub low: u64,
    /// The highest that anyone says.
    pub high: u64,
    /// Someone says `more than` or `at least`: it may be more.
    pub open: bool,
}

/// One fact with all that is said of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// What.
    pub event: Event,
    /// It is about the event's ending.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ceases: bool,
    /// Who does it or would do it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<Party>,
    /// To whom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Party>,
    /// Who sponsors or mediates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mediators: Vec<Party>,
    /// Where.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Party>,
    /// What goods, as said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub goods: Vec<String>,
    /// Which people, as said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<String>,
    /// Killed, over all who give a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub killed: Option<Range>,
    /// Injured, over all who give a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub injured: Option<Range>,
    /// Who says what of it.
    pub sayings: Vec<Saying>,
}

impl Entry {
    /// The entry of one claim.
    pub(super) fn new(claim: &Claim, text: &str) -> Entry {
        let saying = Saying::new(claim, text);
        let mut entry = Entry {
            event: claim.event,
            ceases: claim.ceases,
            actors: parties(&claim.actor),
            targets: parties(&claim.target),
            mediators: parties(&claim.mediator),
            places: parties(&claim.place),
            goods: claim.goods.iter().cloned().collect(),
            people: claim.people.iter().cloned().collect(),
            killed: None,
            injured: None,
            sayings: vec![saying],
        };
        entry.count_harm();
        entry
    }

    /// Whether the other entry tells of the same fact.
    pub(super) fn same_fact(&self, other: &Entry) -> bool {
        if self.event != other.event || self.ceases != other.ceases {
            return false;
        }
        let slots = [
            overlap(&self.actors, &other.actors),
            overlap(&self.targets, &other.targets),
            overlap(&self.places, &other.places),
        ];
        if slots.contains(&Match::No)
            || !words_agree(&self.goods, &other.goods)
            || !words_agree(&self.people, &other.people)
        {
            return false;
        }
        let bare = |e: &Entry| e.actors.is_empty() && e.targets.is_empty() && e.places.is_empty();
        (slots.contains(&Match::Yes) || (bare(self) && bare(other)))
            && !self.sayings.iter().any(|a| other.sayings.iter().any(|b| apart(a, b)))
    }

    /// Takes over the other's participants and sayings.
    pub(super) fn merge(&mut self, other: Entry) {
        add_all(&mut self.actors, other.actors);
        add_all(&mut self.targets, other.targets);
        add_all(&mut self.mediators, other.mediators);
        add_all(&mut self.places, other.places);
        for (to, from) in [(&mut self.goods, other.goods), (&mut self.people, other.people)] {
            for words in from {
                if !to.contains(&words) {
                    to.push(words);
                }
            }
        }
        self.sayings.extend(other.sayings);
        self.count_harm();
    }

    fn count_harm(&mut self) {
        self.killed = range(self.sayings.iter().filter_map(|s| s.killed.as_ref()));
        self.injured = range(self.sayings.iter().filter_map(|s| s.injured.as_ref()));
    }
}

/// Puts each new entry to the one that tells of the same fact, or at the end.
pub(super) fn gather(entries: &mut Vec<Entry>, new: Entry) {
    match entries.iter_mut().find(|entry| entry.same_fact(&new)) {
        Some(entry) => entry.merge(new),
        None => entries.push(new),
    }
}

/// Two sayings that cannot be of one fact: other days, or other numbers by the same voice.
fn apart(a: &Saying, b: &Saying) -> bool {
    let day = |s: &Saying| {
        s.time.as_ref().filter(|t| matches!(t.precision, TimePrecision::Day | TimePrecision::Hour)).and_then(|t| t.from)
    };
    if matches!((day(a), day(b)), (Some(x), Some(y)) if x != y) {
        return true;
    }
    let differ =
        |x: &Option<Quantity>, y: &Option<Quantity>| matches!((x, y), (Some(x), Some(y)) if x.value != y.value);
    a.same_voice(b) && (differ(&a.count, &b.count) || differ(&a.killed, &b.killed) || differ(&a.injured, &b.injured))
}

/// Free words agree when one side says nothing or they share a word.
fn words_agree(a: &[String], b: &[String]) -> bool {
    a.is_empty()
        || b.is_empty()
        || a.iter().any(|x| b.iter().any(|y| x.split_whitespace().any(|w| y.split_whitespace().any(|v| w == v))))
}

fn range<'a>(numbers: impl Iterator<Item = &'a Quantity>) -> Option<Range> {
    numbers
        .map(|q| {
            let high = q.high.unwrap_or(q.value).max(q.value);
            let low = match q.qualifier {
                Qualifier::LessThan | Qualifier::UpTo => 0,
                _ => q.value,
            };
            Range { low, high, open: matches!(q.qualifier, Qualifier::MoreThan | Qualifier::AtLeast) }
        })
        .reduce(|a, b| Range { low: a.low.min(b.low), high: a.high.max(b.high), open: a.open || b.open })
}
