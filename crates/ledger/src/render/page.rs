//! The page: which parts of the dossier stand where.

use super::describe::Describer;
use super::quote::quote;
use super::text::{Text, Tone};
use super::{About, Labels, Lang};
use crate::{Dossier, Entry, Party, Saying, Section, Siege, SiegeState, Standing, Status, Voice, Word};
use hudna_claims::Modality;

/// Rows that a quote may take.
const QUOTE_ROWS: usize = 2;
/// Cells of them that stay empty, because rows end at words, or hold the quotation marks.
const RAGGED: usize = 20;

/// A paragraph of the page.
pub(super) struct Line {
    pub text: Text,
    /// Cells before its first row.
    pub indent: usize,
    /// Cells more before the others.
    pub hang: usize,
}

pub(super) struct Page<'l> {
    pub(super) say: Describer<'l>,
    lines: Vec<Line>,
    width: usize,
}

/// The paragraphs of a dossier, in order.
pub(super) fn page<'l>(
    dossier: &'l Dossier,
    about: &About<'_>,
    labels: &'l Labels,
    lang: Lang,
    width: usize,
) -> Vec<Line> {
    let say = Describer { labels, lang, country: dossier.country.as_deref() };
    let mut page = Page { say, lines: Vec::new(), width };
    page.about(about);
    if dossier.claims == 0 {
        page.line(0, page.say.phrase("phrase.no_claims", &[]));
        return page.lines;
    }
    let n = page.say.counted("claims", dossier.claims, &[]);
    page.line(0, page.say.phrase("phrase.basis", &[("n", n)]).in_tone(Tone::Dim));
    page.section("heading.sieges", &dossier.sieges, |page, siege| page.siege(siege, &dossier.sieges));
    page.section("heading.agreements", &dossier.agreements, Page::agreement);
    for section in Section::ALL {
        let entries = dossier.sections.get(&section).map_or(&[][..], Vec::as_slice);
        let groups = page.alike(entries);
        page.section(heading(section), &groups, |page, group| page.entries(group));
    }
    page.section("heading.voices", &dossier.voices, Page::voice);
    page.lines
}

fn heading(section: Section) -> &'static str {
    match section {
        Section::Truces => "heading.truces",
        Section::Access => "heading.access",
        Section::Checkpoints => "heading.checkpoints",
        Section::Detainees => "heading.detainees",
        Section::Control => "heading.control",
        Section::Violence => "heading.violence",
        Section::Casualties => "heading.casualties",
        Section::Forces => "heading.forces",
        Section::Displacement => "heading.displacement",
        Section::Protests => "heading.protests",
        Section::Meetings => "heading.meetings",
    }
}

impl Page<'_> {
    pub(super) fn line(&mut self, indent: usize, text: Text) {
        self.lines.push(Line { text, indent, hang: if indent == 0 { 0 } else { 2 } });
    }

    fn section<T>(&mut self, key: &'static str, items: &[T], write: impl Fn(&mut Self, &T)) {
        if items.is_empty() {
            return;
        }
        self.line(0, Text::default());
        let heading = Text::toned(self.say.word(key), Tone::Heading);
        self.line(0, heading);
        for item in items {
            write(self, item);
        }
    }

    /// The report's name, outlet and day, and its title.
    fn about(&mut self, about: &About<'_>) {
        let parts = [Some(about.name), about.source].into_iter().flatten().map(|p| Text::value(p, Tone::Title));
        let day = about.published.map(|day| self.say.date(day));
        let text = Text::join(parts.chain(day).filter(|p| !p.is_empty()), " · ");
        if !text.is_empty() {
            self.line(0, text);
        }
        if let Some(title) = about.title.filter(|t| !t.is_empty()) {
            self.line(0, Text::value(title, Tone::Title));
        }
    }

    /// A numbered title.
    pub(super) fn title(&mut self, number: usize, text: Text) {
        let mut line = Text::value(number.to_string(), Tone::Title);
        line.push(Text::plain(". "));
        line.push(text.in_tone(Tone::Title));
        self.line(2, line);
    }

    pub(super) fn bullet(&mut self, indent: usize, text: Text) {
        let mut line = Text::plain("• ");
        line.push(text);
        self.line(indent, line);
    }

    /// The words of a saying, in rows of their own.
    pub(super) fn quote(&mut self, indent: usize, saying: &Saying) {
        let room = (QUOTE_ROWS * self.width.saturating_sub(indent)).saturating_sub(RAGGED);
        self.lines.push(Line { text: quote(&saying.quote, room), indent, hang: 0 });
    }

    fn siege(&mut self, siege: &Siege, all: &[Siege]) {
        let say = &self.say;
        let mut rows = Vec::new();
        if !siege.besiegers.is_empty() && !siege.places.is_empty() {
            rows.push(say.phrase("phrase.besieger", &[("who", self.besiegers(siege))]));
        }
        if !siege.besieged.is_empty() {
            rows.push(say.phrase("phrase.besieged", &[("who", say.names(&siege.besieged))]));
        }
        let answered = siege.in_answer_to.iter().filter_map(|n| all.iter().find(|s| s.number == *n));
        let answered: Vec<Text> = answered
            .map(|s| {
                let number = Text::value(s.number.to_string(), Tone::Plain);
                say.phrase("phrase.numbered", &[("n", number), ("siege", self.siege_name(s))])
            })
            .collect();
        if !answered.is_empty() {
            rows.push(say.phrase("phrase.in_answer", &[("sieges", say.series(answered))]));
        }
        if !siege.times.is_empty() {
            rows.push(say.phrase("phrase.siege_time", &[("times", say.times(&siege.times))]));
        }
        let state = say.coded("siege_state", &siege.state).in_tone(Tone::Title);
        let words = say.parts(siege.standing.iter().map(|s| self.standing(s, siege)).collect());
        rows.push(say.phrase("phrase.state", &[("state", state), ("words", words)]));
        let title = self.siege_name(siege).capitalised();
        self.title(siege.number, title);
        for row in rows {
            self.line(5, row);
        }
        for step in &siege.steps {
            let label = self.say.coded("step", &step.step);
            self.sayings(&step.entry, 5, Some(&label), None, &siege.places);
        }
    }

    fn siege_name(&self, siege: &Siege) -> Text {
        let say = &self.say;
        match (siege.places.is_empty(), siege.besiegers.is_empty()) {
            (false, _) => say.phrase("phrase.siege", &[("places", say.names(&siege.places))]),
            (true, false) => say.phrase("phrase.siege_by", &[("who", say.names(&siege.besiegers))]),
            (true, true) => say.phrase("phrase.siege_bare", &[]),
        }
    }

    /// The besiegers, each with those on whose word alone it is one.
    fn besiegers(&self, siege: &Siege) -> Text {
        let one = |besieger: &Party| {
            let sayings = siege.steps.iter().flat_map(|s| &s.entry.sayings);
            let naming: Vec<&Saying> = sayings.filter(|s| s.actors.iter().any(|a| a.same(besieger))).collect();
            let name = self.say.name(besieger);
            match naming.first().filter(|_| naming.iter().all(|s| !s.speakers.is_empty())) {
                Some(first) => {
                    let speaker = self.say.speaker(&first.speakers, first.speaker_kind);
                    self.say.phrase("phrase.on_word", &[("what", name), ("speaker", speaker)])
                }
                None => name,
            }
        };
        self.say.series(siege.besiegers.iter().map(one).collect())
    }

    /// On whose word it stands so: the step where the voices differ, the place where a lifting is not told of all.
    fn standing(&self, standing: &Standing, siege: &Siege) -> Text {
        let say = &self.say;
        let disputed = siege.state == SiegeState::Disputed;
        let step = if disputed { say.coded("step", &standing.step) } else { Text::default() };
        let elsewhere = !siege.places.iter().all(|p| standing.places.iter().any(|q| p.same(q)));
        let some = !standing.places.is_empty() && elsewhere && (disputed || siege.state == SiegeState::PartlyLifted);
        let places = some.then(|| say.phrase("phrase.at", &[("who", say.names(&standing.places))]));
        let speaker = say.speaker(&standing.speakers, standing.speaker_kind);
        say.said(step, speaker, places.into_iter().collect(), say.lines(standing.lines.clone()))
    }

    /// One bullet a voice: in what way it is put forward, by whom, on which lines; below it the words. `label` stands for
    /// the way, `known` is the way that the line above says already.
    pub(super) fn sayings(
        &mut self,
        entry: &Entry,
        indent: usize,
        label: Option<&Text>,
        known: Option<Modality>,
        places: &[Party],
    ) {
        for group in voices(&entry.sayings) {
            let Some(first) = group.first() else { continue };
            let what = match label {
                Some(label) => label.clone(),
                None if known == Some(first.modality) => Text::default(),
                None => self.say.stance(first.modality),
            };
            let speaker = self.say.speaker(&first.speakers, first.speaker_kind);
            let lines = self.say.lines(group.iter().map(|s| s.quote.line).collect());
            let text = self.say.said(what, speaker, self.say.particulars(first, places), lines);
            self.bullet(indent, text);
            self.quote(indent + 2, first);
        }
    }

    /// Entries of which the same is to be said before their voices.
    fn alike<'e>(&self, entries: &'e [Entry]) -> Vec<Vec<&'e Entry>> {
        let mut groups: Vec<(String, Vec<&Entry>)> = Vec::new();
        for entry in entries {
            let head = self.say.head(self.say.event(entry), entry).words();
            match groups.iter_mut().find(|(known, _)| *known == head) {
                Some((_, group)) => group.push(entry),
                None => groups.push((head, vec![entry])),
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    fn entries(&mut self, group: &[&Entry]) {
        let Some(first) = group.first() else { return };
        let head = self.say.head(self.say.event(first), first);
        self.line(2, head);
        for entry in group {
            self.sayings(entry, 4, None, tagged(entry), &entry.places);
        }
    }

    fn voice(&mut self, voice: &Voice) {
        let say = &self.say;
        let speakers: Vec<_> = voice.speaker.iter().cloned().collect();
        let who = say.speaker(&speakers, voice.kind);
        let one = |word: &Word| {
            let deed = say.deed(word.event, word.ceases);
            let stance = say.stance(word.modality);
            let what =
                if stance.is_empty() { deed } else { say.phrase("phrase.in_way", &[("event", deed), ("way", stance)]) };
            say.phrase("phrase.lines", &[("said", what), ("lines", say.lines(word.lines.clone()))])
        };
        let words = say.parts(voice.said.iter().map(one).collect());
        let text = say.phrase("phrase.voice", &[("who", who), ("words", words)]);
        self.bullet(2, text);
    }
}

/// The way that an entry's title says.
pub(super) fn tagged(entry: &Entry) -> Option<Modality> {
    Some(match entry.status {
        Status::Negated => Modality::Negated,
        Status::Agreed => Modality::Agreed,
        Status::Promised => Modality::Promised,
        Status::Threatened => Modality::Threatened,
        Status::Refused => Modality::Refused,
        Status::Demanded => Modality::Demanded,
        Status::Possible => Modality::Possible,
        Status::Happened | Status::Ongoing | Status::Begun | Status::Disputed => return None,
    })
}

/// Sayings of one voice in one way, with the same numbers, together; in order.
fn voices(sayings: &[Saying]) -> Vec<Vec<&Saying>> {
    let mut groups: Vec<Vec<&Saying>> = Vec::new();
    for saying in sayings {
        let like = |other: &Saying| {
            let same_speakers = other.speakers.len() == saying.speakers.len()
                && other.speakers.iter().zip(&saying.speakers).all(|(a, b)| a.same(b));
            same_speakers
                && other.modality == saying.modality
                && other.event == saying.event
                && other.count == saying.count
                && other.killed == saying.killed
                && other.injured == saying.injured
                && (other.time.as_ref().map(|t| &t.text) == saying.time.as_ref().map(|t| &t.text))
        };
        match groups.iter_mut().find(|g| g.first().is_some_and(|first| like(first))) {
            Some(group) => group.push(saying),
            None => groups.push(vec![saying]),
        }
    }
    groups
}
