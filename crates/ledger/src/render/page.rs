//! The page: which parts of the dossier stand where.

use super::describe::Describer;
use super::text::{Text, Tone};
use super::{Labels, Lang};
use crate::{Agreement, Dossier, Entry, Evidence, Saying, Section, Siege, Term, Venue, Voice};

/// A paragraph of the page.
pub(super) struct Line {
    pub text: Text,
    /// Cells before its first row.
    pub indent: usize,
    /// Cells more before the others.
    pub hang: usize,
}

struct Page<'l> {
    say: Describer<'l>,
    lines: Vec<Line>,
}

/// The paragraphs of a dossier, in order.
pub(super) fn page(dossier: &Dossier, labels: &Labels, lang: Lang) -> Vec<Line> {
    let mut page = Page { say: Describer::new(labels, lang), lines: Vec::new() };
    if dossier.claims == 0 {
        page.line(0, page.say.phrase("phrase.no_claims", &[]));
        return page.lines;
    }
    let n = page.say.counted("claims", dossier.claims, &[]);
    page.line(0, page.say.phrase("phrase.basis", &[("n", n)]).in_tone(Tone::Dim));
    page.section("heading.sieges", &dossier.sieges, Page::siege);
    page.section("heading.agreements", &dossier.agreements, Page::agreement);
    for section in Section::ALL {
        let entries = dossier.sections.get(&section).map_or(&[][..], Vec::as_slice);
        page.section(heading(section), entries, Page::entry);
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
    fn line(&mut self, indent: usize, text: Text) {
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

    /// A numbered title.
    fn title(&mut self, number: usize, text: Text) {
        let mut line = Text::value(number.to_string(), Tone::Title);
        line.push(Text::plain(". "));
        line.push(text.in_tone(Tone::Title));
        self.line(2, line);
    }

    fn bullet(&mut self, indent: usize, text: Text) {
        let mut line = Text::plain("• ");
        line.push(text);
        self.line(indent, line);
    }

    fn siege(&mut self, siege: &Siege) {
        let say = &self.say;
        let title = say.phrase("phrase.siege", &[("places", say.places(&siege.places))]);
        let mut rows = vec![say.phrase("phrase.besieger", &[("who", say.who(&siege.besiegers))])];
        if !siege.besieged.is_empty() {
            rows.push(say.phrase("phrase.besieged", &[("who", say.names(&siege.besieged))]));
        }
        if !siege.in_answer_to.is_empty() {
            let number =
                |n: &usize| say.phrase("phrase.siege_number", &[("n", Text::value(n.to_string(), Tone::Plain))]);
            let sieges = say.series(siege.in_answer_to.iter().map(number).collect());
            rows.push(say.phrase("phrase.in_answer", &[("sieges", sieges)]));
        }
        if !siege.times.is_empty() {
            rows.push(say.phrase("phrase.siege_time", &[("times", say.times(&siege.times))]));
        }
        rows.push(say.phrase("phrase.standing", &[("state", self.standing(siege))]));
        self.title(siege.number, title);
        for row in rows {
            self.line(5, row);
        }
        for step in &siege.steps {
            let label = self.say.coded("step", &step.step);
            let places = differing(&step.entry, siege);
            let at = self.at(label, places);
            self.sayings(&step.entry, 5, Some(&at));
        }
    }

    fn at(&self, said: Text, places: Option<&[crate::Party]>) -> Text {
        match places {
            Some(places) => {
                self.say.phrase("phrase.standing_at", &[("said", said), ("places", self.say.names(places))])
            }
            None => said,
        }
    }

    fn standing(&self, siege: &Siege) -> Text {
        if siege.state.is_empty() {
            return self.say.phrase("phrase.standing_unsaid", &[]);
        }
        let one = |standing: &crate::Standing| {
            let step = self.say.coded("step", &standing.step);
            let elsewhere = !standing.places.is_empty() && standing.places.len() < siege.places.len();
            let step = self.at(step, elsewhere.then_some(&standing.places));
            self.say.said(step, &standing.speakers, standing.speaker_kind)
        };
        self.say.parts(siege.state.iter().map(one).collect())
    }

    /// One bullet a voice: how it is put forward, by whom, on which lines, in which words.
    fn sayings(&mut self, entry: &Entry, indent: usize, label: Option<&Text>) {
        for group in voices(&entry.sayings) {
            let Some(first) = group.first() else { continue };
            let said = match label {
                Some(label) => self.say.said(label.clone(), &first.speakers, first.speaker_kind),
                None => self.say.stance(first.modality, &first.speakers, first.speaker_kind),
            };
            let mut parts = vec![said];
            parts.extend(self.say.particulars(first));
            let said = self.say.parts(parts);
            let lines = self.say.lines(group.iter().map(|s| s.quote.line).collect());
            let quote = self.say.quote(&first.quote);
            let text = self.say.phrase("phrase.quoted", &[("said", said), ("lines", lines), ("quote", quote)]);
            self.bullet(indent, text);
        }
    }

    fn entry(&mut self, entry: &Entry) {
        let head = self.say.head(entry, true);
        self.line(2, head);
        self.sayings(entry, 5, None);
    }

    fn agreement(&mut self, agreement: &Agreement) {
        let say = &self.say;
        let title = if agreement.parties.is_empty() {
            say.phrase("phrase.agreement_unnamed", &[])
        } else {
            say.phrase("phrase.agreement", &[("parties", say.names(&agreement.parties))])
        };
        let mut rows = Vec::new();
        if !agreement.mediators.is_empty() {
            rows.push(say.phrase("phrase.mediator", &[("who", say.names(&agreement.mediators))]));
        }
        if !agreement.venues.is_empty() {
            let venues = say.series(agreement.venues.iter().map(|v| self.venue(v)).collect());
            rows.push(say.phrase("phrase.venue", &[("places", venues)]));
        }
        if !agreement.times.is_empty() {
            rows.push(say.phrase("phrase.date", &[("times", say.times(&agreement.times))]));
        }
        if !agreement.places.is_empty() {
            rows.push(say.phrase("phrase.applies", &[("places", say.names(&agreement.places))]));
        }
        if !agreement.meetings.is_empty() {
            let lines = say.lines(agreement.meetings.iter().map(|m| m.quote.line).collect());
            rows.push(say.phrase("phrase.meetings", &[("lines", lines)]));
        }
        self.title(agreement.number, title);
        for row in rows {
            self.line(5, row);
        }
        for (i, entry) in agreement.course.iter().enumerate() {
            let label = (i > 0 || entry.event != hudna_claims::Event::Agree).then(|| self.say.event(entry));
            self.sayings(entry, 5, label.as_ref());
        }
        if !agreement.terms.is_empty() {
            self.line(5, Text::toned(self.say.word("phrase.terms"), Tone::Title));
            for term in &agreement.terms {
                self.term(term);
            }
        }
    }

    fn venue(&self, venue: &Venue) -> Text {
        let place = self.say.name(&venue.place);
        let Some(saying) = venue.sayings.first().filter(|_| !venue.held_by.is_empty()) else { return place };
        let speaker = self.say.speaker(&saying.speakers, saying.speaker_kind);
        self.say.phrase(
            "phrase.venue_held",
            &[("place", place), ("who", self.say.names(&venue.held_by)), ("speaker", speaker)],
        )
    }

    fn term(&mut self, term: &Term) {
        let say = &self.say;
        let mut entry = term.entry.clone();
        entry.actors.retain(|a| !term.owed_by.iter().any(|o| o.same(a)));
        entry.targets.retain(|t| !term.owed_by.iter().any(|o| o.same(t)));
        let head = say.phrase(
            "phrase.head",
            &[("event", say.coded("term_kind", &term.kind)), ("details", say.head(&entry, true))],
        );
        let (by, to) = (say.names(&term.owed_by), say.names(&term.owed_to));
        let owed = match (term.owed_by.is_empty(), term.owed_to.is_empty()) {
            (false, false) => Some(say.phrase("phrase.owed", &[("by", by), ("to", to)])),
            (false, true) => Some(say.phrase("phrase.owed_by", &[("by", by)])),
            (true, false) => Some(say.phrase("phrase.owed_to", &[("to", to)])),
            (true, true) => None,
        };
        let state = say.coded("term_state", &term.state).in_tone(Tone::Title);
        let state = if term.evidence.is_empty() {
            say.phrase("phrase.term_state", &[("state", state)])
        } else {
            let evidence = say.parts(term.evidence.iter().map(|e| self.evidence(e)).collect());
            say.phrase("phrase.term_evidence", &[("state", state), ("evidence", evidence)])
        };
        self.bullet(5, head);
        if let Some(owed) = owed {
            self.line(9, owed);
        }
        self.line(9, state);
        self.sayings(&term.entry, 9, None);
    }

    fn evidence(&self, evidence: &Evidence) -> Text {
        let say = &self.say;
        let said = say.stance(evidence.modality, &evidence.speakers, evidence.speaker_kind);
        let slots = [
            ("event", say.event_name(evidence.event)),
            ("said", said),
            ("lines", say.lines(vec![evidence.line])),
            ("places", say.names(&evidence.places)),
        ];
        say.phrase(if evidence.places.is_empty() { "phrase.evidence" } else { "phrase.evidence_at" }, &slots)
    }

    fn voice(&mut self, voice: &Voice) {
        let speakers: Vec<_> = voice.speaker.iter().cloned().collect();
        let who = self.say.speaker(&speakers, voice.kind);
        let n = self.say.counted("claims", voice.claims.len(), &[]);
        let text = self.say.phrase("phrase.voice_claims", &[("who", who), ("n", n)]);
        self.bullet(2, text);
    }
}

/// The places of a step, where they are not those of the siege as a whole.
fn differing<'e>(entry: &'e Entry, siege: &Siege) -> Option<&'e [crate::Party]> {
    let all = siege.places.iter().all(|p| entry.places.iter().any(|q| p.same(q)));
    (!entry.places.is_empty() && !all).then_some(&entry.places)
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
