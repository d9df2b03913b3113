//! A sheet of items with their particulars, and the parts of sentences that the state of a case is told with.

use super::describe::Describer;
use super::page::Line;
use super::text::{Text, Tone};
use super::{Lang, StatusAbout};
use crate::fact::{Day, Named};
use crate::incident::Toll;
use crate::lineage::Word;
use crate::state::Between;
use crate::{State, Weighing};
use std::sync::Arc;

/// One thing of the state: what it is, how it stands, its particulars, and what belongs to it.
pub(super) struct Item {
    pub id: String,
    /// What it is, without how it stands.
    pub what: Text,
    /// How it stands.
    pub standing: Text,
    rows: Vec<(&'static str, Vec<Text>)>,
    /// Where the items below it begin, the name of these.
    pub below: Vec<Item>,
}

impl Item {
    pub fn new(id: impl ToString, what: Text, standing: Text) -> Item {
        Item { id: id.to_string(), what: what.capitalised(), standing, rows: Vec::new(), below: Vec::new() }
    }

    /// A particular, if there is anything to say.
    pub fn row(&mut self, name: &'static str, value: Text) {
        if !value.is_empty() {
            self.rows.push((name, vec![value]));
        }
    }

    /// Particulars of which each has a row of its own.
    pub fn list(&mut self, name: &'static str, mut values: Vec<Text>) {
        values.retain(|value| !value.is_empty());
        if !values.is_empty() {
            values.insert(0, Text::default());
            self.rows.push((name, values));
        }
    }
}

/// What is written so far, and what it is written with.
pub(super) struct Sheet<'l> {
    pub say: Describer<'l>,
    pub about: &'l StatusAbout<'l>,
    pub state: &'l State,
    pub lines: Vec<Line>,
}

impl Sheet<'_> {
    pub fn line(&mut self, indent: usize, text: Text) {
        self.lines.push(Line { text, indent, hang: if indent == 0 { 0 } else { 2 } });
    }

    pub fn heading(&mut self, text: Text) {
        self.line(0, Text::default());
        self.line(0, text.in_tone(Tone::Heading));
    }

    /// A bullet, its particulars, and what belongs to it.
    pub fn item(&mut self, indent: usize, item: &Item) {
        let mut head = Text::plain("• ");
        head.push(self.sentence(item));
        head.push(Text::plain("  "));
        head.push(Text::value(format!("[{}]", item.id), Tone::Dim));
        self.line(indent, head);
        for (name, values) in &item.rows {
            let name = self.say.phrase(&format!("row.{name}"), &[]);
            let first = values.first().cloned().unwrap_or_default();
            let row = self.say.phrase("status.row", &[("name", name), ("value", first)]);
            self.line(indent + 3, row);
            for value in values.iter().skip(1) {
                let mut line = Text::plain("– ");
                line.push(value.clone());
                self.line(indent + 5, line);
            }
        }
        if !item.below.is_empty() {
            let terms = self.say.phrase("row.terms", &[]).in_tone(Tone::Title);
            self.line(indent + 3, terms);
            for one in &item.below {
                self.item(indent + 3, one);
            }
        }
    }

    /// What it is and how it stands.
    pub fn sentence(&self, item: &Item) -> Text {
        let what = item.what.clone().in_tone(Tone::Title);
        if item.standing.is_empty() {
            return what;
        }
        let standing = item.standing.clone().in_tone(Tone::Title);
        self.say.phrase("status.item", &[("what", what), ("state", standing)])
    }

    pub fn name(&self, named: &Named) -> Text {
        let name = match self.say.lang {
            Lang::En if !named.en.is_empty() => &named.en,
            _ => &named.ar,
        };
        Text::value(if name.is_empty() { &named.id } else { name }, Tone::Name)
    }

    pub fn named(&self, all: &[Arc<Named>]) -> Text {
        self.say.series(all.iter().map(|named| self.name(named)).collect())
    }

    /// Names, or words for what nobody names.
    pub fn named_or(&self, all: &[Arc<Named>], key: &str) -> Text {
        if all.is_empty() { self.say.phrase(key, &[]) } else { self.named(all) }
    }

    /// Words as reports have them.
    pub fn called(&self, words: &[Arc<str>]) -> Text {
        self.say.series(words.iter().map(|word| super::quote::quoted(word)).collect())
    }

    /// `what` at places, where any is known.
    pub fn at(&self, what: Text, places: &[Arc<Named>]) -> Text {
        if places.is_empty() {
            return what;
        }
        self.say.phrase("status.of", &[("what", what), ("places", self.named(places))])
    }

    pub fn day(&self, day: Day) -> Text {
        day.date().map_or_else(|| self.say.phrase("status.some_day", &[]), |date| self.say.date(date))
    }

    pub fn between(&self, earliest: Day, latest: Day) -> Text {
        match (earliest.date(), latest.date()) {
            (Some(from), Some(to)) if from == to => self.say.date(from),
            (Some(from), Some(to)) => {
                self.say.phrase("phrase.from_to", &[("from", self.say.date(from)), ("to", self.say.date(to))])
            }
            (Some(from), None) => self.say.phrase("status.from", &[("date", self.say.date(from))]),
            (None, Some(to)) => self.say.phrase("status.until", &[("date", self.say.date(to))]),
            (None, None) => Text::default(),
        }
    }

    pub fn when(&self, when: Between) -> Text {
        self.between(when.earliest, when.latest)
    }

    pub fn toll(&self, toll: Option<Toll>) -> Text {
        let Some(toll) = toll else { return Text::default() };
        let number = |n: u32| Text::value(n.to_string(), Tone::Title);
        let (low, best, high) = (number(toll.low), number(toll.best), number(toll.high));
        match (toll.low == toll.high, toll.or_more) {
            (true, false) => best,
            (true, true) => self.say.phrase("phrase.or_more", &[("n", best)]),
            (false, false) => self.say.phrase("status.toll", &[("low", low), ("best", best), ("high", high)]),
            (false, true) => self.say.phrase("status.toll_more", &[("low", low), ("best", best), ("high", high)]),
        }
    }

    /// How sure, on how many independent words.
    pub fn sure(&self, weighing: &Weighing) -> Text {
        let say = &self.say;
        let confidence = say.coded("confidence", &weighing.confidence).in_tone(Tone::Title);
        let sources = say.counted("sources", weighing.independent_sources, &[]);
        let sure = if weighing.against == 0 {
            say.phrase("status.sure", &[("confidence", confidence), ("sources", sources)])
        } else {
            let against = say.counted("against", weighing.against, &[]);
            say.phrase("status.sure_against", &[("confidence", confidence), ("sources", sources), ("against", against)])
        };
        if weighing.admitted { say.phrase("status.admitted", &[("sure", sure)]) } else { sure }
    }

    /// The name of a word: a speaker's, an outlet's.
    pub fn word(&self, word: &Word) -> Text {
        let (Word::Speaker(id) | Word::Outlet(id) | Word::Through(_, id)) = word else {
            let Word::Report(key) = word else { return Text::default() };
            return Text::value(key.to_string(), Tone::Dim);
        };
        let world = self.about.world;
        let outlet = world.outlet(id).map(|o| (o.ar.as_str(), o.en.as_str()));
        let (ar, en) = world.names(id).or(outlet).unwrap_or((id, ""));
        let name = Text::value(if self.say.lang == Lang::En && !en.is_empty() { en } else { ar }, Tone::Name);
        match word {
            Word::Through(kind, _) => {
                let kind = Text::plain(self.say.labels.kind(*kind, self.say.lang));
                self.say.phrase("phrase.speaker", &[("name", name), ("kind", kind)])
            }
            _ => name,
        }
    }

    pub fn words(&self, words: &[Word]) -> Text {
        self.say.series(words.iter().map(|word| self.word(word)).collect())
    }

    /// Codes in words, in one list.
    pub fn codes(&self, group: &str, codes: &[impl serde::Serialize]) -> Text {
        self.say.series(codes.iter().map(|code| self.say.coded(group, code)).collect())
    }
}
