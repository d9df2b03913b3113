//! Sieges and agreements of a case as items of its status.

use super::phrase::{Kind, Link};
use super::sheet::{Item, Sheet};
use super::text::{Text, Tone};
use super::view::Shelf;
use crate::incident::IncidentId;
use crate::state::{Between, SiegeDays, SiegeEpisode, SiegeLift, SiegeRecord, SiegeStanding, SiegeVoice};
use crate::{AgreementRecord, DealEvidence, DealKind, DealTerm, Meeting, Scored};

impl Sheet<'_> {
    /// A siege without its particulars.
    pub(super) fn siege_head(&self, siege: &SiegeRecord) -> Item {
        Item::new(Kind::Siege, &siege.id, self.siege_name(siege), self.say.coded("siege_standing", &siege.state))
    }

    /// A siege with since when and for how long it has held, and how sure it is.
    pub(super) fn siege_line(&self, siege: &SiegeRecord) -> Item {
        let mut item = self.siege_head(siege);
        item.row("since", siege.since.map(|since| self.when(since)).unwrap_or_default());
        item.row("days", siege.days.map(|days| self.days(days)).unwrap_or_default());
        item.row("sure", self.sure(&siege.weighing));
        item
    }

    pub(super) fn siege(&self, siege: &SiegeRecord) -> Item {
        let say = &self.say;
        let mut item = self.siege_head(siege);
        item.row("besieger", self.named(&siege.besiegers));
        item.row("besieged", self.named(&siege.besieged));
        item.row("lifted_in", self.named(&siege.lifted_in));
        item.row("since", siege.since.map(|since| self.when(since)).unwrap_or_default());
        let ended = siege.episodes.last().and_then(|episode| episode.end);
        item.row("ended", ended.map(|end| self.when(end)).unwrap_or_default());
        item.row("days", siege.days.map(|days| self.days(days)).unwrap_or_default());
        let told = siege.durations.iter().map(|told| {
            let days = say.counted("days", told.days.into(), &[]);
            say.phrase("status.told", &[("what", days), ("who", self.words(&told.by))])
        });
        item.row("told", say.parts(told.collect()));
        if siege.lift != SiegeLift::None {
            item.row("lift", say.coded("siege_lift", &siege.lift));
        }
        let answered = self.state.sieges.iter().filter(|other| siege.in_answer_to.contains(&other.id));
        item.row("in_answer_to", say.series(answered.map(|other| self.siege_name(other)).collect()));
        item.row("sure", self.sure(&siege.weighing));
        let differ = siege.weighing.against > 0
            || matches!(siege.state, SiegeStanding::Disputed | SiegeStanding::PartlyLifted | SiegeStanding::Denied);
        let full = self.shelf.is_some();
        let mut voices: Vec<Text> = Vec::new();
        if differ || full {
            voices.extend(siege.standing.iter().map(|voice| self.voice(voice)));
        }
        if siege.lift != SiegeLift::None || siege.state == SiegeStanding::Looming || full {
            voices.extend(siege.prospects.iter().map(|voice| self.voice(voice)));
        }
        item.list("voices", voices);
        if full && siege.episodes.len() > 1 {
            let episode = |episode: &SiegeEpisode| self.lasting(episode.begin, episode.end);
            item.list("episodes", siege.episodes.iter().map(episode).collect());
        }
        item.reasons = self.reasons(&siege.because, &siege.places, None);
        item
    }

    /// From when to when.
    pub(super) fn lasting(&self, begin: Between, end: Option<Between>) -> Text {
        let begun = self.when(begin);
        let begun = if begun.is_empty() { self.say.phrase("status.some_day", &[]) } else { begun };
        match end.map(|end| self.when(end)).filter(|end| !end.is_empty()) {
            Some(end) => self.say.phrase("status.begun_ended", &[("begin", begun), ("end", end)]),
            None => self.say.phrase("status.begun", &[("begin", begun)]),
        }
    }

    pub(super) fn siege_name(&self, siege: &SiegeRecord) -> Text {
        if siege.places.is_empty() {
            return self.say.phrase("phrase.siege_bare", &[]);
        }
        self.say.phrase("phrase.siege", &[("places", self.named(&siege.places))])
    }

    fn days(&self, days: SiegeDays) -> Text {
        let say = &self.say;
        let counted = |n: i32| usize::try_from(n).map(|n| say.counted("days", n, &[])).unwrap_or_default();
        match (days.low, days.high) {
            (Some(low), Some(high)) if low == high => counted(low),
            (Some(low), Some(high)) => {
                say.phrase("status.days_range", &[("low", counted(low)), ("high", counted(high))])
            }
            (Some(low), None) => say.phrase("status.days_least", &[("days", counted(low))]),
            (None, Some(high)) => say.phrase("status.days_most", &[("days", counted(high))]),
            (None, None) => Text::default(),
        }
    }

    fn voice(&self, voice: &SiegeVoice) -> Text {
        let say = &self.say;
        let sources = say.series(voice.sources.iter().map(|name| self.source_name(name)).collect());
        let speaker = if voice.speakers.is_empty() { self.word(&voice.by) } else { self.named(&voice.speakers) };
        let speaker = match voice.speaker_kind.filter(|_| !voice.speakers.is_empty()) {
            Some(kind) => {
                let kind = Text::plain(say.labels.kind(kind, say.lang));
                say.phrase("phrase.speaker", &[("name", speaker), ("kind", kind)])
            }
            None => speaker,
        };
        let who = if sources.is_empty() || voice.speakers.is_empty() {
            speaker
        } else {
            say.phrase("status.carried_by", &[("speaker", speaker), ("sources", sources)])
        };
        let what = self.at(say.coded("step", &voice.step), &voice.places);
        say.phrase("status.voice", &[("what", what), ("day", self.day(voice.day)), ("who", who)])
    }

    /// An agreement without its particulars and terms.
    pub(super) fn deal_head(&self, deal: &AgreementRecord) -> Item {
        let mut standing = self.deal_stands(deal);
        if deal.one_sided {
            standing = self.say.phrase("status.one_sided", &[("state", standing)]);
        }
        Item::new(Kind::Agreement, &deal.id, self.deal_name(deal), standing)
    }

    /// An agreement with its day and how sure it is.
    pub(super) fn deal_line(&self, deal: &AgreementRecord) -> Item {
        let mut item = self.deal_head(deal);
        item.row("date", self.between(deal.date.earliest, deal.date.latest));
        item.row("sure", self.sure(&deal.weighing));
        item
    }

    pub(super) fn deal(&self, deal: &AgreementRecord) -> Item {
        let say = &self.say;
        let mut item = self.deal_head(deal);
        let denied = deal.mediators_denied.iter().filter(|who| !deal.mediators.contains(who));
        let denied = denied.map(|who| say.phrase("status.denied_for", &[("who", self.name(who))]));
        let mediators = deal.mediators.iter().map(|who| {
            let name = self.name(who);
            let denied = deal.mediators_denied.contains(who);
            if denied { say.phrase("status.denied_for", &[("who", name)]) } else { name }
        });
        item.row("mediators", say.series(mediators.chain(denied).collect()));
        item.row("venue", self.named(&deal.venue));
        item.row("date", self.between(deal.date.earliest, deal.date.latest));
        item.row("ends", deal.ends.map(|end| self.day(end)).unwrap_or_default());
        item.row("places", self.named(&deal.places));
        item.row("sure", self.sure(&deal.weighing));
        if let Some(shelf) = self.shelf {
            let meeting = |meeting: &Meeting| {
                let what = self.at(say.phrase("deed.meet", &[]), &meeting.places).capitalised();
                let told = say.phrase("status.on", &[("what", what), ("day", self.day(meeting.day))]);
                self.with_incident(told, meeting.incident, shelf)
            };
            item.list("meetings", deal.negotiation.iter().map(meeting).collect());
            item.reasons = self.reasons(&deal.because, &[], None);
        }
        item.below = deal.terms.iter().map(|term| self.deal_term(term, deal)).collect();
        item
    }

    /// An agreement by its parties.
    pub(super) fn deal_name(&self, deal: &AgreementRecord) -> Text {
        let kind = match deal.kind {
            DealKind::Agreement => "agreement",
            DealKind::Truce => "truce",
        };
        let group = match deal.parties.len() {
            0 => return self.say.coded("deal_kind", &deal.kind),
            1 => "deal_with",
            _ => "deal_of",
        };
        self.say.phrase(&format!("{group}.{kind}"), &[("who", self.named(&deal.parties))])
    }

    /// How an agreement or truce stands.
    pub(super) fn deal_stands(&self, deal: &AgreementRecord) -> Text {
        match deal.kind {
            DealKind::Agreement => self.say.coded("deal_state", &deal.state),
            DealKind::Truce => self.say.coded("truce_state", &deal.state),
        }
    }

    /// A term by what is owed and where, leading to it.
    pub(super) fn term_name(&self, term: &DealTerm) -> Text {
        self.deed_at(term.event, term.ceases, &term.places).relinked(Link::new(Kind::Term, &term.id))
    }

    /// A score with its word.
    pub(super) fn scored(&self, score: u8) -> Text {
        let word = self.say.phrase(&format!("score.{score}"), &[]);
        let score = Text::value(score.to_string(), Tone::Title);
        self.say.phrase("status.score", &[("n", score), ("word", word)])
    }

    /// A term without its particulars.
    pub(super) fn term_head(&self, term: &DealTerm) -> Item {
        let deed = self.deed_at(term.event, term.ceases, &term.places);
        let tag = self.say.coded("deal_term", &term.kind);
        let what = self.say.phrase("phrase.tagged", &[("tag", tag), ("event", deed)]);
        Item::new(Kind::Term, &term.id, what, Text::default())
    }

    pub(super) fn deal_term(&self, term: &DealTerm, deal: &AgreementRecord) -> Item {
        let say = &self.say;
        let mut item = self.term_head(term);
        let owed_by = self.named(&term.owed_by);
        item.row(
            "owed_by",
            if term.owed_as_besieger { say.phrase("status.as_besieger", &[("who", owed_by)]) } else { owed_by },
        );
        item.row("owed_to", self.named(&term.owed_to));
        item.row("called", self.called(&term.goods.iter().chain(&term.people).cloned().collect::<Vec<_>>()));
        let number = term.count.map(|n| self.of_unit(self.number(&n), term.unit.as_deref()));
        item.row("count", number.unwrap_or_default());
        item.row("by", term.by.map(|day| self.day(day)).unwrap_or_default());
        item.row("score", self.scored(term.score));
        item.row("marks", self.codes("mark", &term.marks));
        item.row("life", say.coded("life", &term.life));
        let waits = deal.terms.iter().filter(|other| term.waits_for.contains(&other.id));
        item.row("waits_for", say.series(waits.map(|other| self.term_name(other)).collect()));
        item.row("sure", self.sure(&term.weighing));
        if let Some(shelf) = self.shelf {
            let scored = |scored: &Scored| {
                let slots = [("what", self.scored(scored.score)), ("day", self.day(scored.day))];
                say.phrase("status.on", &slots)
            };
            item.list("history", term.history.iter().map(scored).collect());
            item.list("evidence", term.evidence.iter().map(|evidence| self.evidence_of(evidence, shelf)).collect());
            item.reasons = self.reasons(&term.because, &[], None);
        }
        item
    }

    /// A piece of evidence: what it comes to, what happened, on whose word.
    fn evidence_of(&self, evidence: &DealEvidence, shelf: &Shelf<'_>) -> Text {
        let say = &self.say;
        let incident = shelf.incident(evidence.incident);
        let what = incident.map(|incident| self.incident_name(incident, shelf));
        let what = what.unwrap_or_else(|| say.deed(evidence.event, false));
        let slots = [
            ("weight", say.coded("weight", &evidence.weight)),
            ("what", what),
            ("day", self.day(evidence.day)),
            ("who", self.words(&evidence.words)),
        ];
        let key = if evidence.words.is_empty() { "status.evidence_bare" } else { "status.evidence" };
        self.with_incident(say.phrase(key, &slots), Some(evidence.incident), shelf)
    }

    /// What an incident is told of, leading to it.
    fn with_incident(&self, text: Text, incident: Option<IncidentId>, shelf: &Shelf<'_>) -> Text {
        let Some(incident) = incident.and_then(|id| shelf.incident(id)) else { return text };
        let id = incident.id.to_string();
        let mark = Text::value(format!("[{id}]"), Tone::Dim).linked(Some(Link::new(Kind::Incident, &id)));
        Text::join([text, mark], " ")
    }

    pub(super) fn number(&self, number: &crate::Number) -> Text {
        let quantity = hudna_claims::Quantity {
            value: number.value.into(),
            high: (number.high != number.value).then_some(number.high.into()),
            qualifier: number.qualifier,
            unit: None,
            text: String::new(),
        };
        self.say.quantity(&quantity)
    }
}
