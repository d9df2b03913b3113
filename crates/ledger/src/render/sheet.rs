//! A sheet of items with their particulars, and the parts of sentences that the state of a case is told with.

use super::describe::Describer;
use super::page::Line;
use super::phrase::{Kind, Link};
use super::quote::quote_around;
use super::text::{Text, Tone};
use super::view::{Quoted, Shelf};
use super::{Lang, StatusAbout};
use crate::fact::{Day, Named};
use crate::incident::{IncidentId, Toll};
use crate::lineage::Word;
use crate::state::{Because, Between};
use crate::{State, Weighing};
use hudna_claims::Event;
use std::sync::Arc;

/// One thing: what it is, how it stands, its particulars, why, and what belongs to it.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub kind: Kind,
    pub id: String,
    /// What it is, without how it stands.
    pub what: Text,
    /// How it stands.
    pub standing: Text,
    pub rows: Vec<ItemRow>,
    pub reasons: Vec<ItemReason>,
    /// The words that it rests on.
    pub quote: Option<Quoted>,
    /// What belongs to it.
    pub below: Vec<Item>,
}

/// A particular of an item.
#[derive(Debug, Clone)]
pub(super) struct ItemRow {
    pub key: &'static str,
    pub values: Vec<Text>,
    /// Each value has a row of its own.
    pub listed: bool,
}

/// Why an item stands as it does.
#[derive(Debug, Clone)]
pub(super) struct ItemReason {
    pub rule: String,
    pub day: Day,
    pub sentence: Text,
    pub incidents: Vec<IncidentId>,
}

impl Item {
    pub fn new(kind: Kind, id: impl ToString, what: Text, standing: Text) -> Item {
        Item {
            kind,
            id: id.to_string(),
            what: what.capitalised(),
            standing,
            rows: Vec::new(),
            reasons: Vec::new(),
            quote: None,
            below: Vec::new(),
        }
    }

    /// A particular, if there is anything to say.
    pub fn row(&mut self, key: &'static str, value: Text) {
        if !value.is_empty() {
            self.rows.push(ItemRow { key, values: vec![value], listed: false });
        }
    }

    /// Particulars of which each has a row of its own.
    pub fn list(&mut self, key: &'static str, mut values: Vec<Text>) {
        values.retain(|value| !value.is_empty());
        if !values.is_empty() {
            self.rows.push(ItemRow { key, values, listed: true });
        }
    }

    /// It as something that leads to its page.
    pub fn link(&self) -> Link {
        Link::new(self.kind, &self.id)
    }
}

/// What is written so far, and what it is written with.
pub(super) struct Sheet<'l> {
    pub say: Describer<'l>,
    pub about: &'l StatusAbout<'l>,
    pub state: &'l State,
    /// What pages of single things look things up in; a status does without.
    pub shelf: Option<&'l Shelf<'l>>,
    pub lines: Vec<Line>,
    /// Columns of a row.
    pub width: usize,
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
        if let Some(quoted) = &item.quote {
            // A sentence of any length a report has: three rows of it, and all of it on its own page.
            let room = if indent == 0 { usize::MAX } else { (3 * self.width).saturating_sub(40) };
            let words = quote_around(&quoted.sentence, (quoted.trigger.start, quoted.trigger.end), room);
            self.lines.push(Line { text: words, indent: indent + 2, hang: 0 });
        }
        for row in &item.rows {
            self.particular(indent + 3, row.key, &row.values, row.listed);
        }
        let why: Vec<Text> = item.reasons.iter().map(|reason| reason.sentence.clone()).collect();
        if !why.is_empty() {
            self.particular(indent + 3, "why", &why, true);
        }
        if let Some(first) = item.below.first() {
            let key = match first.kind {
                Kind::Term => "terms",
                Kind::Claim if item.kind == Kind::Report => "says",
                Kind::Claim => "claims",
                _ => "parts",
            };
            let heading = self.say.phrase(&format!("row.{key}"), &[]).in_tone(Tone::Title);
            self.line(indent + 3, heading);
            for one in &item.below {
                self.item(indent + 3, one);
            }
        }
    }

    fn particular(&mut self, indent: usize, key: &str, values: &[Text], listed: bool) {
        let name = self.say.phrase(&format!("row.{key}"), &[]);
        let first = values.first().filter(|_| !listed).cloned().unwrap_or_default();
        let row = self.say.phrase("status.row", &[("name", name), ("value", first)]);
        self.line(indent, row);
        for value in values.iter().skip(usize::from(!listed)) {
            let mut line = Text::plain("– ");
            line.push(value.clone());
            self.line(indent + 2, line);
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

    /// The name in the sheet's language, or else the Arabic one.
    pub fn in_language<'n>(&self, ar: &'n str, en: &'n str) -> &'n str {
        if self.say.lang == Lang::En && !en.is_empty() { en } else { ar }
    }

    pub fn name(&self, named: &Named) -> Text {
        let name = self.in_language(&named.ar, &named.en);
        let link = self.kind_of(&named.id).filter(|_| named.known).map(|kind| Link::new(kind, &named.id));
        Text::value(if name.is_empty() { named.id.as_str() } else { name }, Tone::Name).linked(link)
    }

    /// Whether an id of the knowledge is that of a place, an actor or an outlet.
    pub fn kind_of(&self, id: &str) -> Option<Kind> {
        let world = self.about.world;
        match () {
            () if world.kind(id).is_some() => Some(Kind::Place),
            () if world.names(id).is_some() => Some(Kind::Actor),
            () => world.outlet(id).map(|_| Kind::Source),
        }
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

    /// What is done or would be done, at places.
    pub fn deed_at(&self, event: Event, ceases: bool, places: &[Arc<Named>]) -> Text {
        let key = format!("deed_at.{}", event.code());
        if ceases || places.is_empty() || !self.say.labels.has(&key) {
            return self.at(self.say.deed(event, ceases), places);
        }
        self.say.phrase(&key, &[("places", self.named(places))])
    }

    /// Of several things one is enough.
    pub fn one_of(&self, mut texts: Vec<Text>) -> Text {
        let Some(last) = texts.pop() else { return Text::default() };
        if texts.is_empty() {
            return last;
        }
        let mut all = Text::join(texts, self.say.word("phrase.list"));
        all.push(Text::plain(self.say.word("status.or")));
        all.push(last);
        all
    }

    pub fn day(&self, day: Day) -> Text {
        day.date().map_or_else(|| self.say.phrase("status.some_day", &[]), |date| self.say.date(date))
    }

    pub fn between(&self, earliest: Day, latest: Day) -> Text {
        match (earliest.date(), latest.date()) {
            (Some(from), Some(to)) if from == to => self.say.date(from),
            (Some(from), Some(to)) => {
                self.say.phrase("status.between", &[("from", self.say.date(from)), ("to", self.say.date(to))])
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

    /// A number with what it is a number of, in the words of the reports.
    pub fn of_unit(&self, mut number: Text, unit: Option<&str>) -> Text {
        if let Some(unit) = unit {
            number.push(Text::plain(" "));
            number.push(Text::value(unit, Tone::Plain));
        }
        number
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

    /// An outlet, by the name that its reports give.
    pub fn source_name(&self, name: &str) -> Text {
        let outlet = self.about.world.outlet(name);
        let (shown, id) =
            outlet.map_or((name, name), |outlet| (self.in_language(&outlet.ar, &outlet.en), outlet.id.as_str()));
        Text::value(shown, Tone::Name).linked(Some(Link::new(Kind::Source, id)))
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
        let name = Text::value(self.in_language(ar, en), Tone::Name);
        let name = name.linked(self.kind_of(id).map(|kind| Link::new(kind, &**id)));
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

    /// Why something stands as it does: each rule as a sentence, filled from the incidents that it was given, and of a thing that has
    /// places, from these. A status does without.
    pub fn reasons(&self, because: &[Because], places: &[Arc<Named>], passes: Option<&Text>) -> Vec<ItemReason> {
        let Some(shelf) = self.shelf else { return Vec::new() };
        let reason = |because: &Because| ItemReason {
            rule: because.rule.to_owned(),
            day: because.day,
            sentence: self.rule(because, places, passes, shelf),
            incidents: because.incidents.clone(),
        };
        because.iter().map(reason).collect()
    }

    fn rule(&self, because: &Because, own: &[Arc<Named>], passes: Option<&Text>, shelf: &Shelf<'_>) -> Text {
        let names = shelf.ledger.names();
        let given = || because.incidents.iter().filter_map(|id| shelf.incident(*id));
        let each = |all: &mut dyn Iterator<Item = Arc<Named>>, key: &str| {
            let mut named: Vec<Arc<Named>> = Vec::new();
            for name in all {
                if !named.contains(&name) {
                    named.push(name);
                }
            }
            self.named_or(&named, key)
        };
        let places = match own {
            [] => each(&mut given().flat_map(|i| &i.places).map(|place| names.at(*place)), "status.nowhere"),
            own => self.named(own),
        };
        let actors = each(&mut given().flat_map(|i| &i.actors).map(|who| names.who(*who)), "status.nobody");
        let goods = passes.cloned().unwrap_or_else(|| self.say.phrase("status.something", &[]));
        let n = Text::value(because.incidents.len().to_string(), Tone::Plain);
        let day = self.day(because.day);
        let slots = [("place", places), ("actor", actors), ("day", day), ("goods", goods), ("n", n)];
        self.say.phrase(&format!("rule.{}", because.rule), &slots).capitalised()
    }

    /// Codes in words, in one list.
    pub fn codes(&self, group: &str, codes: &[impl serde::Serialize]) -> Text {
        self.say.series(codes.iter().map(|code| self.say.coded(group, code)).collect())
    }
}
