//! A thing of the case as it stands on a page.

use crate::frame::Frame;
use crate::html::{Said, inert};
use hudna_ledger::{Confidence, Kind, Quoted, Reason, Record, Thing, WhyStep};

/// A particular of a thing.
pub struct CardRow {
    /// Which, by its name in the group `row` of `knowledge/status.toml`.
    pub key: &'static str,
    /// What it is called.
    pub name: Said,
    /// What there is to say.
    pub values: Vec<Said>,
}

/// The words of a claim, cut at those that carry the event.
pub struct CardQuote {
    /// What stands before them.
    pub before: Said,
    /// The words that carry the event.
    pub trigger: Said,
    /// What stands after them.
    pub after: Said,
}

impl CardQuote {
    fn new(quoted: &Quoted) -> CardQuote {
        let (sentence, trigger) = (&quoted.sentence, quoted.trigger);
        let cut = |range: std::ops::Range<usize>| inert(sentence.get(range).unwrap_or_default());
        CardQuote {
            before: cut(0..trigger.start),
            trigger: cut(trigger.start..trigger.end),
            after: cut(trigger.end..sentence.len()),
        }
    }
}

/// A thing in the language of the page.
pub struct Card {
    /// What kind of thing.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// Its page.
    pub href: String,
    /// What it is.
    pub title: Said,
    /// What it is, to stand in a link.
    pub name: Said,
    /// How it stands.
    pub stands: Said,
    /// Its particulars.
    pub rows: Vec<CardRow>,
    /// The words that it rests on.
    pub quote: Option<CardQuote>,
    /// What belongs to it.
    pub parts: Vec<Card>,
    /// The class by which its confidence is shown; empty where it has none.
    pub confidence: &'static str,
}

impl Card {
    /// A thing for a page.
    pub fn new(thing: &Thing<'_>, frame: &Frame) -> Card {
        let rows = thing.rows.iter().map(|row| CardRow {
            key: row.key,
            name: frame.said(&row.name),
            values: row.values.iter().map(|value| frame.said(value)).filter(|value| !value.is_empty()).collect(),
        });
        Card {
            kind: thing.kind,
            id: thing.id.clone(),
            href: frame.link(&thing.link()),
            title: frame.said(&thing.title),
            name: frame.unlinked(&thing.title),
            stands: frame.said(&thing.stands),
            rows: rows.collect(),
            quote: thing.quote.as_ref().map(CardQuote::new),
            parts: thing.parts.iter().map(|part| Card::new(part, frame)).collect(),
            confidence: thing.record.as_ref().and_then(weighed).map(class).unwrap_or_default(),
        }
    }

    /// Takes a particular out.
    pub fn take(&mut self, key: &str) -> Vec<Said> {
        let at = self.rows.iter().position(|row| row.key == key);
        at.map(|at| self.rows.remove(at).values).unwrap_or_default()
    }

    /// All values of a particular.
    pub fn values(&self, key: &str) -> &[Said] {
        self.rows.iter().find(|row| row.key == key).map(|row| row.values.as_slice()).unwrap_or_default()
    }

    /// The first value of a particular.
    pub fn value(&self, key: &str) -> Option<&Said> {
        self.rows.iter().find(|row| row.key == key)?.values.first()
    }
}

/// How sure a thing is.
fn weighed(record: &Record<'_>) -> Option<Confidence> {
    Some(match record {
        Record::Siege(siege) => siege.weighing.confidence,
        Record::Agreement(deal) => deal.weighing.confidence,
        Record::Access(access) => access.weighing.confidence,
        Record::Checkpoint(checkpoint) => checkpoint.weighing.confidence,
        Record::Control(control) => control.weighing.confidence,
        Record::Detention(detention) => detention.weighing.confidence,
        Record::Casualty(casualty) => casualty.weighing.confidence,
        Record::Incident(incident) => incident.weighing.confidence,
        _ => return None,
    })
}

/// The class by which a word of confidence is shown.
pub fn class(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Discounted => "discounted",
        Confidence::Contested => "contested",
        Confidence::Weak => "weak",
        Confidence::Fair => "fair",
        Confidence::Confirmed => "confirmed",
    }
}

/// A step of the way from a state to the words of the reports.
pub struct CardStep {
    /// The rule, as a sentence.
    pub sentence: Said,
    /// The incidents that it was given, each with its claims and words.
    pub given: Vec<Card>,
}

impl CardStep {
    /// A step for a page.
    pub fn new(step: &WhyStep<'_>, frame: &Frame) -> CardStep {
        let Reason { sentence, .. } = &step.reason;
        CardStep {
            sentence: frame.said(sentence),
            given: step.given.iter().map(|thing| Card::new(thing, frame)).collect(),
        }
    }
}
