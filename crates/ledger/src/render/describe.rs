//! Parts of sentences: names, numbers, times, speakers, quotes.

use super::quote::quoted;
use super::text::{Text, Tone};
use super::{Labels, Lang};
use crate::{Entry, Party, Range, Saying, Status};
use hudna_claims::{Event, Modality, Qualifier, Quantity, SpeakerKind};

/// Turns parts of the dossier into text in one language.
pub(super) struct Describer<'l> {
    pub(super) labels: &'l Labels,
    pub(super) lang: Lang,
    /// The country whose names of months are used.
    pub(super) country: Option<&'l str>,
}

impl<'l> Describer<'l> {
    pub fn word(&self, key: &'l str) -> &'l str {
        self.labels.word(key, self.lang)
    }

    /// A phrase with its slots filled.
    pub fn phrase(&self, key: &str, slots: &[(&str, Text)]) -> Text {
        Text::fill(self.labels.word(key, self.lang), slots)
    }

    /// The label that a word group has for a code, as serde writes it.
    pub fn coded(&self, group: &str, code: &impl serde::Serialize) -> Text {
        let code = toml::Value::try_from(code).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
        self.phrase(&format!("{group}.{code}"), &[])
    }

    /// The event by itself: as told where it is told as a fact, else as a deed with the way in which it stands.
    pub fn event(&self, entry: &Entry) -> Text {
        if entry.status.is_told() && !entry.ceases {
            return self.event_name(entry.event);
        }
        let deed = self.deed(entry.event, entry.ceases);
        if entry.status.is_told() { deed.capitalised() } else { self.tagged("tag", &entry.status, deed) }
    }

    /// What would be done: `lifting of a siege`.
    pub fn deed(&self, event: Event, ceases: bool) -> Text {
        let deed = self.phrase(&format!("deed.{}", event.code()), &[]);
        if ceases { self.phrase("phrase.ceases", &[("event", deed)]) } else { deed }
    }

    /// `Demanded: ...`
    pub fn tagged(&self, group: &str, code: &impl serde::Serialize, deed: Text) -> Text {
        self.phrase("phrase.tagged", &[("tag", self.coded(group, code)), ("event", deed)])
    }

    /// The label of an event that is told as a fact.
    pub fn event_name(&self, event: Event) -> Text {
        Text::plain(self.labels.event(event, self.lang))
    }

    pub fn counted(&self, noun: &str, n: usize, more: &[(&str, Text)]) -> Text {
        let mut slots = vec![("n", Text::value(n.to_string(), Tone::Plain))];
        slots.extend(more.iter().cloned());
        Text::fill(self.labels.counted(noun, n, self.lang), &slots)
    }

    pub fn name(&self, party: &Party) -> Text {
        let known = party.name.as_ref().map(|name| match self.lang {
            Lang::Ar => &name.ar,
            Lang::En => &name.en,
        });
        Text::value(known.filter(|name| !name.is_empty()).unwrap_or(&party.text), Tone::Name)
    }

    /// Names with commas and an `and` before the last.
    pub fn names(&self, parties: &[Party]) -> Text {
        self.series(parties.iter().map(|p| self.name(p)).collect())
    }

    pub fn series(&self, mut texts: Vec<Text>) -> Text {
        let Some(last) = texts.pop() else { return Text::default() };
        if texts.is_empty() {
            return last;
        }
        let mut all = Text::join(texts, self.word("phrase.list"));
        all.push(Text::plain(self.word("phrase.last")));
        all.push(last);
        all
    }

    /// Parts with semicolons.
    pub fn parts(&self, texts: Vec<Text>) -> Text {
        Text::join(texts.into_iter().filter(|t| !t.is_empty()), self.word("phrase.parts"))
    }

    pub fn speaker(&self, speakers: &[Party], kind: Option<SpeakerKind>) -> Text {
        if speakers.is_empty() {
            return self.phrase("phrase.outlet", &[]);
        }
        let name = self.names(speakers);
        match kind {
            Some(kind) => {
                let kind = Text::plain(self.labels.kind(kind, self.lang));
                self.phrase("phrase.speaker", &[("name", name), ("kind", kind)])
            }
            None => name,
        }
    }

    /// `what`, on whose word, with particulars, on which lines.
    pub fn said(&self, what: Text, speaker: Text, particulars: Vec<Text>, lines: Text) -> Text {
        let said =
            if what.is_empty() { speaker } else { self.phrase("phrase.said", &[("what", what), ("speaker", speaker)]) };
        let more = self.parts(particulars);
        let said =
            if more.is_empty() { said } else { self.phrase("phrase.particulars", &[("said", said), ("more", more)]) };
        self.phrase("phrase.lines", &[("said", said), ("lines", lines)])
    }

    /// In what way it is put forward; nothing for what is simply told.
    pub fn stance(&self, modality: Modality) -> Text {
        if modality == Modality::Happened {
            return Text::default();
        }
        self.phrase(&format!("stance.{}", modality.code()), &[])
    }

    pub fn lines(&self, mut lines: Vec<usize>) -> Text {
        lines.sort_unstable();
        lines.dedup();
        let count = lines.len();
        let list = self.series(lines.into_iter().map(|line| Text::value(line.to_string(), Tone::Plain)).collect());
        self.counted("lines", count, &[("lines", list)]).in_tone(Tone::Dim)
    }

    pub fn words(&self, words: &[String]) -> Text {
        self.series(words.iter().map(|w| quoted(w)).collect())
    }

    pub fn quantity(&self, quantity: &Quantity) -> Text {
        let number = match quantity.high {
            Some(high) if high != quantity.value => format!("{}–{high}", quantity.value),
            _ => quantity.value.to_string(),
        };
        let code = match quantity.qualifier {
            Qualifier::Exactly => None,
            Qualifier::About => Some("about"),
            Qualifier::MoreThan => Some("more-than"),
            Qualifier::AtLeast => Some("at-least"),
            Qualifier::LessThan => Some("less-than"),
            Qualifier::UpTo => Some("up-to"),
        };
        let mut text = Text::default();
        if let Some(code) = code {
            text.push(Text::plain(format!("{} ", self.labels.qualifier(code, self.lang))));
        }
        text.push(Text::value(number, Tone::Title));
        if let Some(unit) = &quantity.unit {
            text.push(Text::plain(" "));
            text.push(Text::value(unit, Tone::Plain));
        }
        text
    }

    pub fn range(&self, range: Range) -> Text {
        let number =
            if range.low == range.high { range.low.to_string() } else { format!("{}–{}", range.low, range.high) };
        let number = Text::value(number, Tone::Title);
        if range.open { self.phrase("phrase.or_more", &[("n", number)]) } else { number }
    }

    /// The event with its participants: what a line of the dossier is about. `event` stands before them.
    pub fn head(&self, event: Text, entry: &Entry) -> Text {
        let details = self.parts(self.details(entry));
        let event = event.in_tone(Tone::Title);
        if details.is_empty() { event } else { self.phrase("phrase.head", &[("event", event), ("details", details)]) }
    }

    fn details(&self, entry: &Entry) -> Vec<Text> {
        let one = |key: &str, value: Text| {
            if value.is_empty() { value } else { self.phrase(key, &[("who", value)]) }
        };
        let targets: Vec<Party> = entry.targets.iter().filter(|t| !counts(entry, t)).cloned().collect();
        let people: Vec<String> =
            entry.people.iter().filter(|words| !named(entry, words) && !is_unit(entry, words)).cloned().collect();
        let mut details = vec![
            one(actor_key(entry), self.names(&entry.actors)),
            one(target_key(entry.event), self.names(&targets)),
            one("phrase.mediated", self.names(&entry.mediators)),
            one("phrase.at", self.names(&entry.places)),
            one("phrase.people", self.words(&people)),
            one("phrase.goods", self.words(&entry.goods)),
        ];
        details.extend(entry.killed.map(|n| self.phrase("phrase.killed", &[("n", self.range(n))])));
        details.extend(entry.injured.map(|n| self.phrase("phrase.injured", &[("n", self.range(n))])));
        details
    }

    /// What one voice adds of its own: its numbers, its time, its places where they are not those of the whole.
    pub fn particulars(&self, saying: &Saying, places: &[Party]) -> Vec<Text> {
        let of = |key: &str, quantity: &Option<Quantity>| {
            quantity.as_ref().map(|q| self.phrase(key, &[("n", self.quantity(q))]))
        };
        let at = Some(&saying.places)
            .filter(|own| !own.is_empty() && !places.iter().all(|p| own.iter().any(|q| p.same(q))))
            .map(|own| self.phrase("phrase.at", &[("who", self.names(own))]));
        let time = saying.time.iter().map(|t| self.phrase("phrase.when", &[("times", self.times([t]))]));
        [
            of("phrase.number", &saying.count),
            of("phrase.killed", &saying.killed),
            of("phrase.injured", &saying.injured),
            at,
        ]
        .into_iter()
        .flatten()
        .chain(time)
        .collect()
    }
}

/// How the hands of an event are introduced.
fn actor_key(entry: &Entry) -> &'static str {
    match entry.event {
        Event::Meet | Event::Agree | Event::Truce | Event::Clash | Event::Exchange if entry.actors.len() > 1 => {
            "phrase.between"
        }
        Event::Meet | Event::Agree | Event::Truce | Event::Clash | Event::Exchange => "phrase.party",
        Event::Displace | Event::Return => "phrase.of",
        Event::Evacuate if entry.targets.is_empty() => "phrase.of",
        _ if matches!(entry.status, Status::Demanded | Status::Agreed) => "phrase.to_be_done_by",
        _ => "phrase.by",
    }
}

/// How those are introduced to whom it is done.
fn target_key(event: Event) -> &'static str {
    match event {
        Event::Attack | Event::Clash | Event::Breach => "phrase.target",
        Event::Harm => "phrase.victims",
        _ => "phrase.whom",
    }
}

/// The words say no more than a target or actor does that is named already.
fn named(entry: &Entry, words: &str) -> bool {
    entry.targets.iter().chain(&entry.actors).any(|p| p.text.split_whitespace().eq(words.split_whitespace()))
}

/// The words are only what a number of the entry counts.
fn is_unit(entry: &Entry, words: &str) -> bool {
    let numbers = entry.sayings.iter().flat_map(|s| [&s.count, &s.killed, &s.injured]).flatten();
    numbers.filter_map(|q| q.unit.as_deref()).any(|unit| unit == words)
}

/// A target that is no one by name, only what a number counts (`شخصا`).
fn counts(entry: &Entry, target: &Party) -> bool {
    target.id.is_none() && is_unit(entry, &target.text)
}
