//! One fact as the report has it: its participants, and everyone who says something of it, with their words.

use super::party::{Match, Party, add_all, overlap, parties};
use super::saying::{Saying, Status};
use hudna_claims::{Claim, Event, Qualifier, Quantity, TimePrecision, When};
use jiff::civil::Date;
use serde::Serialize;

/// A number of people as the sources have it, from the lowest to the highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Range {
    /// The lowest that anyone says.
    pub low: u64,
    /// The highest that anyone says.
    pub high: u64,
    /// The highest is a `more than` or `at least`: it may be more.
    pub open: bool,
}

/// One fact with all that is said of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// What.
    pub event: Event,
    /// In what way it stands, over all who speak of it.
    pub status: Status,
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
            status: Status::Possible,
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
        entry.sum_up();
        entry
    }

    /// Whether the other entry may tell of the same fact: nothing speaks against it, and something is in common.
    pub(super) fn same_fact(&self, other: &Entry) -> bool {
        let bare = |e: &Entry| e.actors.is_empty() && e.targets.is_empty() && e.places.is_empty();
        self.compatible(other) && (self.slots(other).contains(&Match::Yes) || (bare(self) && bare(other)))
    }

    /// Whether the other entry tells of the same fact so surely that no voice is given words of another: the same hands,
    /// and the same place or target, or both in the same sentence.
    fn surely_same(&self, other: &Entry) -> bool {
        let [_, targets, places] = self.slots(other);
        let hands = self.actors.len() == other.actors.len() && contains_all(&self.actors, &other.actors);
        let neither = |a: &[Party], b: &[Party]| a.is_empty() && b.is_empty();
        let elsewhere = places == Match::Yes || neither(&self.places, &other.places);
        let whom = targets == Match::Yes || neither(&self.targets, &other.targets);
        let something = !self.actors.is_empty() || places == Match::Yes || targets == Match::Yes;
        let known = [!self.actors.is_empty(), targets == Match::Yes, places == Match::Yes];
        let enough = known.iter().filter(|k| **k).count() >= 2;
        let sentence = self.sayings.iter().any(|a| other.sayings.iter().any(|b| a.quote.text == b.quote.text));
        self.compatible(other) && hands && ((something && elsewhere && whom) || enough || sentence)
    }

    fn slots(&self, other: &Entry) -> [Match; 3] {
        [
            overlap(&self.actors, &other.actors),
            overlap(&self.targets, &other.targets),
            overlap(&self.places, &other.places),
        ]
    }

    fn compatible(&self, other: &Entry) -> bool {
        self.event == other.event
            && self.ceases == other.ceases
            && !self.slots(other).contains(&Match::No)
            && words_agree(&self.goods, &other.goods)
            && words_agree(&self.people, &other.people)
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
        self.sum_up();
    }

    fn sum_up(&mut self) {
        self.status = Status::of(&self.sayings);
        self.killed = range(self.sayings.iter().filter_map(|s| s.killed.as_ref()));
        self.injured = range(self.sayings.iter().filter_map(|s| s.injured.as_ref()));
    }
}

/// Puts each new entry to the one that tells of the same fact, or at the end.
pub(super) fn gather(entries: &mut Vec<Entry>, new: Entry) {
    match entries.iter_mut().find(|entry| entry.surely_same(&new)) {
        Some(entry) => entry.merge(new),
        None => entries.push(new),
    }
}

fn contains_all(all: &[Party], part: &[Party]) -> bool {
    part.iter().all(|p| all.iter().any(|q| p.same(q)))
}

/// Two sayings that cannot be of one fact: other days, a day beside weeks, or other numbers by the same voice.
fn apart(a: &Saying, b: &Saying) -> bool {
    let differ =
        |x: &Option<Quantity>, y: &Option<Quantity>| matches!((x, y), (Some(x), Some(y)) if x.value != y.value);
    days_apart(a.time.as_ref(), b.time.as_ref())
        || a.same_voice(b)
            && (differ(&a.count, &b.count) || differ(&a.killed, &b.killed) || differ(&a.injured, &b.injured))
}

/// Two times that cannot be those of one fact: other days, or a day beside weeks.
pub(super) fn days_apart(a: Option<&When>, b: Option<&When>) -> bool {
    const SLACK: i32 = 7;
    let days = |time: Option<&When>| {
        let time = time.filter(|t| t.precision != TimePrecision::Vague)?;
        time.from.zip(time.to)
    };
    let (Some((from, to)), Some((start, end))) = (days(a), days(b)) else { return false };
    let length = |from: Date, to: Date| (to - from).get_days();
    from > end || start > to || (length(from, to) - length(start, end)).abs() > SLACK
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
        .reduce(|a, b| Range {
            low: a.low.min(b.low),
            high: a.high.max(b.high),
            open: (a.open && a.high >= b.high) || (b.open && b.high >= a.high),
        })
}
