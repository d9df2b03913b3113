//! Agreements on the page: parties, mediator, venue, and the terms with who owes them and what was done.

use super::page::{Page, tagged};
use super::text::{Text, Tone};
use crate::{Agreement, AgreementState, Evidence, Term, TermKind, Venue, Weight};
use hudna_claims::{Event, Modality};

impl Page<'_> {
    pub(super) fn agreement(&mut self, agreement: &Agreement) {
        let say = &self.say;
        let title = match agreement.parties.len() {
            0 => say.phrase("phrase.agreement_bare", &[]),
            1 => say.phrase("phrase.agreement_of", &[("parties", say.names(&agreement.parties))]),
            _ => say.phrase("phrase.agreement", &[("parties", say.names(&agreement.parties))]),
        };
        let mut rows = Vec::new();
        if agreement.state != AgreementState::Reached {
            let state = say.coded("agreement_state", &agreement.state).in_tone(Tone::Title);
            rows.push(say.phrase("phrase.state_bare", &[("state", state)]));
        }
        if !agreement.mediators.is_empty() {
            rows.push(say.phrase("phrase.mediator", &[("who", say.names(&agreement.mediators))]));
        }
        if !agreement.venues.is_empty() {
            let venues = say.series(agreement.venues.iter().map(|v| self.venue(v)).collect());
            rows.push(say.phrase("phrase.venue", &[("places", venues)]));
        }
        if !agreement.times.is_empty() {
            rows.push(say.phrase("phrase.agreed_when", &[("times", say.times(&agreement.times))]));
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
        for entry in &agreement.course {
            if entry.event == Event::Agree {
                self.sayings(entry, 5, None, None, &agreement.places);
            } else {
                let head = self.say.head(self.say.event(entry), entry);
                self.bullet(5, head);
                self.sayings(entry, 7, None, tagged(entry), &entry.places);
            }
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
        let held = self.say.phrase("phrase.venue_held", &[("place", place), ("who", self.say.names(&venue.held_by))]);
        if saying.speakers.is_empty() {
            return held;
        }
        let speaker = self.say.speaker(&saying.speakers, saying.speaker_kind);
        self.say.phrase("phrase.on_word", &[("what", held), ("speaker", speaker)])
    }

    fn term(&mut self, term: &Term) {
        let say = &self.say;
        let mut entry = term.entry.clone();
        entry.actors.clear();
        entry.targets.retain(|t| !term.owed_by.iter().any(|o| o.same(t)));
        let deed = say.tagged("term_kind", &term.kind, say.deed(entry.event, entry.ceases));
        let head = say.head(deed, &entry);
        let mut rows = Vec::new();
        if !term.owed_by.is_empty() {
            let by = say.names(&term.owed_by);
            rows.push(match term.owed_as_besieger {
                Some(n) => {
                    let number = Text::value(n.to_string(), Tone::Plain);
                    say.phrase("phrase.owed_by_besieger", &[("by", by), ("n", number)])
                }
                None => say.phrase("phrase.owed_by", &[("by", by)]),
            });
        }
        if !term.owed_to.is_empty() {
            rows.push(say.phrase("phrase.owed_to", &[("to", say.names(&term.owed_to))]));
        }
        let state = say.coded("term_state", &term.state).in_tone(Tone::Title);
        let state = say.phrase("phrase.state_bare", &[("state", state)]);
        let evidence: Vec<Text> = together(&term.evidence).iter().map(|group| self.evidence(group)).collect();
        self.bullet(5, head);
        for row in rows {
            self.line(7, row);
        }
        self.line(7, state);
        for evidence in evidence {
            let mut line = Text::plain("– ");
            line.push(evidence);
            self.line(9, line);
        }
        let known = match term.kind {
            TermKind::Agreed => Modality::Agreed,
            TermKind::Demand => Modality::Demanded,
            TermKind::Aim => Modality::Possible,
        };
        self.sayings(&term.entry, 7, None, Some(known), &entry.places);
    }

    /// One piece of evidence, on all lines that tell it.
    fn evidence(&self, group: &[&Evidence]) -> Text {
        let say = &self.say;
        let Some(first) = group.first() else { return Text::default() };
        let event = say.deed(first.event, false).capitalised();
        let event = if first.places.is_empty() {
            event
        } else {
            say.phrase("phrase.evidence_at", &[("event", event), ("places", say.names(&first.places))])
        };
        let told = matches!(first.weight, Weight::Full | Weight::Part | Weight::Break);
        let stance = if told { Text::default() } else { say.stance(first.modality) };
        let what =
            if stance.is_empty() { event } else { say.phrase("phrase.in_way", &[("event", event), ("way", stance)]) };
        let speaker = say.speaker(&first.speakers, first.speaker_kind);
        say.said(what, speaker, Vec::new(), say.lines(group.iter().map(|e| e.line).collect()))
    }
}

/// Evidence that differs only by the line that tells it.
fn together(evidence: &[Evidence]) -> Vec<Vec<&Evidence>> {
    let mut groups: Vec<Vec<&Evidence>> = Vec::new();
    for one in evidence {
        let like = |other: &Evidence| {
            other.event == one.event
                && other.modality == one.modality
                && other.weight == one.weight
                && other.speakers == one.speakers
                && other.places == one.places
        };
        match groups.iter_mut().find(|g| g.first().is_some_and(|first| like(first))) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
}
