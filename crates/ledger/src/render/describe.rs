//! Parts of sentences: names, numbers, times, speakers, quotes.

use super::layout::cells;
use super::text::{Text, Tone, clean};
use super::{Labels, Lang};
use crate::{Entry, Party, Range, Said, Saying};
use hudna_claims::{Modality, Qualifier, Quantity, SpeakerKind, TimePrecision, When};

/// Cells of a quote that are shown; more of the sentence is cut at words around the trigger.
const QUOTE: usize = 170;

/// Turns parts of the dossier into text in one language.
pub(super) struct Describer<'l> {
    labels: &'l Labels,
    lang: Lang,
}

impl<'l> Describer<'l> {
    pub fn new(labels: &'l Labels, lang: Lang) -> Self {
        Describer { labels, lang }
    }

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

    pub fn event(&self, entry: &Entry) -> Text {
        let event = Text::plain(self.labels.event(entry.event, self.lang));
        if entry.ceases { self.phrase("phrase.ceases", &[("event", event)]) } else { event }
    }

    /// The label of an event by itself.
    pub fn event_name(&self, event: hudna_claims::Event) -> Text {
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

    /// Names, or that none is said.
    pub fn who(&self, parties: &[Party]) -> Text {
        if parties.is_empty() { self.phrase("phrase.unsaid", &[]) } else { self.names(parties) }
    }

    pub fn places(&self, places: &[Party]) -> Text {
        if places.is_empty() { self.phrase("phrase.place_unsaid", &[]) } else { self.names(places) }
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

    /// `what`, on this word.
    pub fn said(&self, what: Text, speakers: &[Party], kind: Option<SpeakerKind>) -> Text {
        self.phrase("phrase.said", &[("what", what), ("speaker", self.speaker(speakers, kind))])
    }

    /// How it is put forward, and by whom.
    pub fn stance(&self, modality: Modality, speakers: &[Party], kind: Option<SpeakerKind>) -> Text {
        let what = self.phrase(&format!("stance.{}", modality.code()), &[]);
        if matches!(modality, Modality::Demanded | Modality::Refused | Modality::Threatened) && !speakers.is_empty() {
            return self.phrase("phrase.wanted", &[("what", what), ("speaker", self.speaker(speakers, kind))]);
        }
        self.said(what, speakers, kind)
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

    pub fn times<'t>(&self, times: impl IntoIterator<Item = &'t When>) -> Text {
        let mut seen: Vec<&str> = Vec::new();
        let mut texts = Vec::new();
        for time in times {
            if !seen.contains(&time.text.as_str()) {
                seen.push(&time.text);
                texts.push(self.time(time));
            }
        }
        self.series(texts)
    }

    fn time(&self, time: &When) -> Text {
        let said = quoted(&time.text);
        let date = match (time.duration_days, time.from, time.to) {
            (Some(days), _, _) if days >= 1.0 && days.fract() == 0.0 && days < 1e6 => {
                self.counted("days", days as usize, &[])
            }
            (_, Some(from), Some(to)) if from != to => Text::value(format!("{from} – {to}"), Tone::Plain),
            (_, Some(from), _) if time.precision != TimePrecision::Vague => Text::value(from.to_string(), Tone::Plain),
            _ => return said,
        };
        self.phrase("phrase.with_date", &[("said", said), ("date", date)])
    }

    /// The event with its participants: what a line of the dossier is about.
    pub fn head(&self, entry: &Entry, with_places: bool) -> Text {
        let one = |key: &str, slot: &str, value: Text| {
            if value.is_empty() { value } else { self.phrase(key, &[(slot, value)]) }
        };
        let mut details = vec![self.names(&entry.actors), one("phrase.target", "who", self.names(&entry.targets))];
        details.push(one("phrase.mediated", "who", self.names(&entry.mediators)));
        if with_places {
            details.push(one("phrase.at", "places", self.names(&entry.places)));
        }
        details.push(one("phrase.people", "what", self.words(&entry.people)));
        details.push(one("phrase.goods", "what", self.words(&entry.goods)));
        details.push(self.harm(entry));
        let event = self.event(entry).in_tone(Tone::Title);
        let details = self.parts(details);
        if details.is_empty() { event } else { self.phrase("phrase.head", &[("event", event), ("details", details)]) }
    }

    fn harm(&self, entry: &Entry) -> Text {
        if entry.event != hudna_claims::Event::Harm {
            return Text::default();
        }
        let killed = entry.killed.map(|n| self.phrase("phrase.killed", &[("n", self.range(n))]));
        let injured = entry.injured.map(|n| self.phrase("phrase.injured", &[("n", self.range(n))]));
        let numbers: Vec<Text> = killed.into_iter().chain(injured).collect();
        if numbers.is_empty() { self.phrase("phrase.no_number", &[]) } else { self.parts(numbers) }
    }

    /// What one voice adds of its own: its numbers and its time.
    pub fn particulars(&self, saying: &Saying) -> Vec<Text> {
        let of = |key: &str, quantity: &Option<Quantity>| {
            quantity.as_ref().map(|q| self.phrase(key, &[("n", self.quantity(q))]))
        };
        let time = saying.time.iter().map(|t| self.phrase("phrase.when", &[("times", self.times([t]))]));
        [of("phrase.number", &saying.count), of("phrase.killed", &saying.killed), of("phrase.injured", &saying.injured)]
            .into_iter()
            .flatten()
            .chain(time)
            .collect()
    }

    /// The words, cut around the trigger where they are long.
    pub fn quote(&self, quote: &Said) -> Text {
        let (from, to) = window(quote);
        let focus = quote.focus;
        let piece = |start: usize, end: usize| spaced(quote.text.get(start..end).unwrap_or_default());
        let opening = if from > 0 { "«… " } else { "«" };
        let closing = if to < quote.text.len() { " …»" } else { "»" };
        let (before, trigger, after) = (piece(from, focus.start), piece(focus.start, focus.end), piece(focus.end, to));
        Text::isolated([
            (format!("{opening}{}", before.trim_start()), Tone::Quote),
            (trigger, Tone::Trigger),
            (format!("{}{closing}", after.trim_end()), Tone::Quote),
        ])
    }
}

/// Words of the report in its own quotation marks.
fn quoted(words: &str) -> Text {
    Text::isolated([(format!("«{}»", clean(words)), Tone::Quote)])
}

/// Cleaned, with the blanks at its ends kept.
fn spaced(text: &str) -> String {
    let inner = clean(text);
    let before = text.starts_with(char::is_whitespace) && !inner.is_empty();
    let after = text.ends_with(char::is_whitespace);
    format!("{}{inner}{}", if before { " " } else { "" }, if after { " " } else { "" })
}

/// The bytes of the sentence that are shown: as many whole words around the trigger as fit, one from each side in turn.
fn window(quote: &Said) -> (usize, usize) {
    let text = quote.text.as_str();
    let fits = |from: usize, to: usize| text.get(from..to).is_some_and(|t| cells(t) <= QUOTE);
    let (mut from, mut to) = (quote.focus.start, quote.focus.end);
    loop {
        let before = word_before(text, from);
        let grow_back = before < from && fits(before, to);
        if grow_back {
            from = before;
        }
        let after = word_after(text, to);
        let grow_on = after > to && fits(from, after);
        if grow_on {
            to = after;
        }
        if !grow_back && !grow_on {
            return (from, to);
        }
    }
}

/// Where the word before `at` begins.
fn word_before(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default().trim_end();
    before.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(i, c)| i + c.len_utf8())
}

/// Where the word after `at` ends.
fn word_after(text: &str, at: usize) -> usize {
    let after = text.get(at..).unwrap_or_default();
    let begin = after.len() - after.trim_start().len();
    after.trim_start().find(char::is_whitespace).map_or(text.len(), |end| at + begin + end)
}
