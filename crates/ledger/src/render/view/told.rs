//! Incidents and claims as things: what is told, by whom, in which words.

use super::super::phrase::{Kind, Link};
use super::super::quote::quoted;
use super::super::sheet::{Item, Sheet};
use super::super::text::{Text, Tone};
use super::{Record, Shelf, Thing, Viewer};
use crate::fact::{Basis, Bearing, ClaimKey, Day, Fact, Named, Number, ReportKey, Where, Who};
use crate::incident::{Incident, IncidentId, Joined, Toll};
use crate::{Reviewed, Weighing};
use hudna_claims::{Event, Modality, Quantity, SpeakerKind};
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// An event, as all claims together tell of it.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct IncidentView {
    /// Its id.
    pub id: IncidentId,
    /// What happened.
    pub event: Event,
    /// It is about the event's ending.
    pub ceases: bool,
    /// Nothing of it has happened yet.
    pub ahead: bool,
    /// First day on which it can have happened.
    pub from: Day,
    /// Last day on which it can have happened.
    pub to: Day,
    /// On what ground the days are known.
    pub basis: Basis,
    /// Where.
    pub places: Vec<Arc<Named>>,
    /// To whom claims attribute it.
    pub actors: Vec<Arc<Named>>,
    /// To whom it was done.
    pub targets: Vec<Arc<Named>>,
    /// How many were killed.
    pub killed: Option<Toll>,
    /// How many were injured.
    pub injured: Option<Toll>,
    /// How many (trucks, people ...).
    pub count: Option<Toll>,
    /// How sure it is.
    #[serde(flatten)]
    pub weighing: Weighing,
    /// What was put together, and by which rule.
    pub joined: Vec<Joined>,
    /// The reports that tell of it.
    pub reports: Vec<ReportKey>,
    /// The claims.
    pub claims: Vec<ClaimKey>,
}

/// What one report says of one event.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ClaimView {
    /// Its id.
    pub id: ClaimKey,
    /// The report.
    pub report: ReportKey,
    /// What happened.
    pub event: Event,
    /// It is about the event's ending.
    pub ceases: bool,
    /// In what way it is put forward.
    pub modality: Modality,
    /// Who does it or would do it.
    pub actors: Vec<Arc<Named>>,
    /// Whom it is done to.
    pub targets: Vec<Arc<Named>>,
    /// Who mediates.
    pub mediators: Vec<Arc<Named>>,
    /// Where.
    pub places: Vec<Arc<Named>>,
    /// The claim names no place; its report does.
    pub placed_by_report: bool,
    /// Whose word it is; empty for the outlet's own.
    pub speakers: Vec<Arc<Named>>,
    /// What kind of source the speaker is.
    pub speaker_kind: Option<SpeakerKind>,
    /// First day on which it can have happened.
    pub from: Day,
    /// Last day on which it can have happened.
    pub to: Day,
    /// On what ground the days are known.
    pub basis: Basis,
    /// The day on which it was told.
    pub told: Day,
    /// Goods, as the report calls them.
    pub goods: Option<Arc<str>>,
    /// People, as the report calls them.
    pub people: Option<Arc<str>>,
    /// How many.
    pub count: Option<Number>,
    /// How many killed.
    pub killed: Option<Number>,
    /// How many injured.
    pub injured: Option<Number>,
    /// Claims that it answers.
    pub answers: Vec<ClaimKey>,
    /// The incidents that it tells of.
    pub incidents: Vec<IncidentId>,
    /// The rule of the reader that made it.
    pub rule: Option<String>,
    /// What people decided of it.
    pub reviewed: Option<Reviewed>,
}

impl<'a> Viewer<'a> {
    /// An incident with its claims and their words.
    pub fn incident(&self, incident: &'a Incident<'a>) -> Thing<'a> {
        let names = self.shelf.ledger.names();
        let who = |all: &[Who]| all.iter().map(|who| names.who(*who)).collect();
        let mut reports: Vec<ReportKey> = incident.facts.iter().map(|fact| fact.key.report).collect();
        reports.dedup();
        let record = IncidentView {
            id: incident.id,
            event: incident.event,
            ceases: incident.ceases,
            ahead: incident.ahead,
            from: incident.from,
            to: incident.to,
            basis: incident.basis,
            places: incident.places.iter().map(|place| names.at(*place)).collect(),
            actors: who(&incident.actors),
            targets: who(&incident.targets),
            killed: incident.killed,
            injured: incident.injured,
            count: incident.count,
            weighing: incident.weighing.clone(),
            joined: incident.joined.clone(),
            reports,
            claims: incident.facts.iter().map(|fact| fact.key).collect(),
        };
        self.thing(Record::Incident(record), |sheet, shelf| sheet.incident(incident, shelf))
    }

    /// A claim, whatever people decided of it.
    pub fn claim(&self, key: ClaimKey) -> Option<Thing<'a>> {
        let shelf = &self.shelf;
        let (fact, reviewed) = shelf.claim(key)?;
        let names = shelf.ledger.names();
        let who = |all: &[Who]| all.iter().map(|who| names.who(*who)).collect();
        let record = ClaimView {
            id: key,
            report: key.report,
            event: fact.event,
            ceases: fact.ceases,
            modality: fact.modality,
            actors: who(&fact.actors),
            targets: who(&fact.targets),
            mediators: who(&fact.mediators),
            places: fact.places.iter().map(|place| names.at(*place)).collect(),
            placed_by_report: fact.placed_by_report,
            speakers: who(&fact.speakers),
            speaker_kind: fact.speaker_kind,
            from: fact.time.from,
            to: fact.time.to,
            basis: fact.time.basis,
            told: fact.told,
            goods: fact.goods.map(|name| names.text(name)),
            people: fact.people.map(|name| names.text(name)),
            count: fact.count,
            killed: fact.killed,
            injured: fact.injured,
            answers: fact.answers.iter().map(|claim| ClaimKey { report: key.report, claim: *claim }).collect(),
            incidents: shelf.incidents_of(key).map(|incident| incident.id).collect(),
            rule: shelf.texts.claim(key).map(|claim| claim.rule.clone()),
            reviewed,
        };
        Some(self.thing(Record::Claim(record), |sheet, shelf| sheet.claim(fact, reviewed, shelf)))
    }
}

/// Events that sides have with each other.
fn mutual(event: Event) -> bool {
    matches!(event, Event::Meet | Event::Agree | Event::Truce | Event::Clash | Event::Exchange)
}

impl Sheet<'_> {
    pub(super) fn people(&self, who: &[Who], shelf: &Shelf<'_>) -> Text {
        self.named(&who.iter().map(|who| shelf.ledger.names().who(*who)).collect::<Vec<_>>())
    }

    pub(super) fn where_at(&self, places: &[Where], shelf: &Shelf<'_>) -> Vec<Arc<Named>> {
        places.iter().map(|place| shelf.ledger.names().at(*place)).collect()
    }

    /// What an incident is, without how it stands.
    pub(in super::super) fn incident_name(&self, incident: &Incident<'_>, shelf: &Shelf<'_>) -> Text {
        self.deed_at(incident.event, incident.ceases, &self.where_at(&incident.places, shelf))
    }

    /// An incident, without who says what and why it is taken for one.
    pub(super) fn incident_head(&self, incident: &Incident<'_>, shelf: &Shelf<'_>) -> Item {
        let mut item =
            Item::new(Kind::Incident, incident.id, self.incident_name(incident, shelf), self.incident_stands(incident));
        item.row("when", self.between(incident.from, incident.to));
        let casualty = shelf.seen.state.casualties.iter().find(|casualty| casualty.id == incident.id);
        match casualty {
            // Who did it is an accusation, and stands with those who make it.
            Some(casualty) => self.harm(casualty, &mut item),
            None => {
                let key = if mutual(incident.event) { "parties" } else { "attributed" };
                item.row(key, self.people(&incident.actors, shelf));
                item.row("to_whom", self.people(&incident.targets, shelf));
                item.row("killed", self.toll(incident.killed));
                item.row("injured", self.toll(incident.injured));
            }
        }
        item.row("count", self.toll(incident.count));
        item.row("sure", self.sure(&incident.weighing));
        item
    }

    pub(super) fn incident(&self, incident: &Incident<'_>, shelf: &Shelf<'_>) -> Item {
        let mut item = self.incident_head(incident, shelf);
        let joined = incident.joined.iter().map(|joined| {
            let rule = self.say.phrase(&format!("rule.{}", joined.rule), &[]);
            let report = self.report_name(joined.claim.report, shelf);
            self.say.phrase("status.joined", &[("report", report), ("rule", rule)])
        });
        item.list("joined", joined.collect());
        let claims: Vec<String> = incident.facts.iter().map(|fact| fact.key.to_string()).collect();
        item.list("decided", self.decided(claims.iter().map(String::as_str), shelf));
        item.below = incident.facts.iter().map(|fact| self.saying(fact, shelf)).collect();
        item
    }

    /// An incident as one sentence, with those to whom it is attributed and how sure it is.
    pub(super) fn incident_sentence(&self, incident: &Incident<'_>, shelf: &Shelf<'_>) -> Text {
        let what = self.incident_name(incident, shelf).capitalised();
        let what = if incident.actors.is_empty() {
            what
        } else {
            let key = if mutual(incident.event) { "status.sides" } else { "status.attributed" };
            self.say.phrase(key, &[("what", what), ("who", self.people(&incident.actors, shelf))])
        };
        let denied = !incident.is_told();
        let what = if denied {
            let way = self.incident_stands(incident);
            self.say.phrase("phrase.in_way", &[("event", what), ("way", way)])
        } else {
            what
        };
        self.say.parts(vec![what, self.sure(&incident.weighing)])
    }

    /// In what way an incident is told of.
    pub(super) fn incident_stands(&self, incident: &Incident<'_>) -> Text {
        if incident.ahead {
            let modality = incident.facts.first().map(|fact| fact.modality);
            return modality.map(|modality| self.say.stance(modality)).unwrap_or_default();
        }
        let told = |modality| incident.facts.iter().any(|fact| fact.modality == modality);
        let ways = [Modality::Happened, Modality::Ongoing, Modality::Begun];
        let way = ways.into_iter().find(|way| told(*way));
        let key = match (way, incident.facts.iter().any(|fact| fact.bearing() == Bearing::Denied)) {
            (Some(_), true) => "told.disputed".to_owned(),
            (Some(way), false) => format!("told.{}", way.code()),
            (None, _) => "told.denied".to_owned(),
        };
        self.say.phrase(&key, &[])
    }

    /// A report by its outlet and day.
    pub(in super::super) fn report_name(&self, report: ReportKey, shelf: &Shelf<'_>) -> Text {
        let link = Link::new(Kind::Report, report.to_string());
        let Some(info) = shelf.ledger.report(report) else {
            return Text::value(report.to_string(), Tone::Dim).linked(Some(link));
        };
        let outlet = self.outlet_name(info);
        let name = match info.published {
            Some(day) => self.say.phrase("status.report_of", &[("outlet", outlet), ("day", self.day(day))]),
            None => self.say.phrase("status.report_undated", &[("outlet", outlet)]),
        };
        name.relinked(link)
    }

    /// The outlet of a report, by the name that it has here.
    pub(in super::super) fn outlet_name(&self, info: &crate::ReportInfo) -> Text {
        let name = info.outlet.as_ref().map(|outlet| &outlet.id).or(info.source.as_ref());
        name.map_or_else(|| self.say.phrase("status.no_outlet", &[]), |name| self.source_name(name))
    }

    /// Who says it, in what outlet.
    fn teller(&self, fact: &Fact, shelf: &Shelf<'_>) -> Text {
        let outlet = shelf.ledger.report(fact.key.report).map(|info| self.outlet_name(info));
        let outlet = outlet.unwrap_or_else(|| self.say.phrase("phrase.outlet", &[]));
        if fact.speakers.is_empty() {
            return outlet;
        }
        let speaker = self.speaker(fact, shelf);
        self.say.phrase("status.carried_by", &[("speaker", speaker), ("sources", outlet)])
    }

    fn speaker(&self, fact: &Fact, shelf: &Shelf<'_>) -> Text {
        let name = self.people(&fact.speakers, shelf);
        match fact.speaker_kind.filter(|_| !fact.speakers.is_empty()) {
            Some(kind) => {
                let kind = Text::plain(self.say.labels.kind(kind, self.say.lang));
                self.say.phrase("phrase.speaker", &[("name", name), ("kind", kind)])
            }
            None => name,
        }
    }

    /// A claim of an incident: who says it, when, in what way, in which words.
    pub(super) fn saying(&self, fact: &Fact, shelf: &Shelf<'_>) -> Item {
        let say = &self.say;
        let way = Text::plain(say.labels.modality(fact.modality, say.lang));
        let told = shelf.ledger.report(fact.key.report).and_then(|info| info.published);
        let day = told.map_or_else(|| say.phrase("status.no_day", &[]), |day| self.day(day));
        let slots = [("who", self.teller(fact, shelf)), ("day", day), ("way", way)];
        let mut item = Item::new(Kind::Claim, fact.key, say.phrase("status.claim", &slots), Text::default());
        item.quote = shelf.texts.quoted(fact.key);
        item
    }

    /// A claim of a report: what it says, in which words.
    pub(super) fn said_event(&self, fact: &Fact, shelf: &Shelf<'_>) -> Item {
        let what = self.deed_at(fact.event, fact.ceases, &self.where_at(&fact.places, shelf));
        let way = Text::plain(self.say.labels.modality(fact.modality, self.say.lang));
        let mut item = Item::new(Kind::Claim, fact.key, what, way);
        item.quote = shelf.texts.quoted(fact.key);
        item
    }

    /// A claim with all its particulars.
    fn claim(&self, fact: &Fact, reviewed: Option<Reviewed>, shelf: &Shelf<'_>) -> Item {
        let say = &self.say;
        let mut item = self.said_event(fact, shelf);
        let read = shelf.texts.claim(fact.key).filter(|_| reviewed != Some(Reviewed::Corrected));
        item.row("reviewed", reviewed.map(|reviewed| say.coded("reviewed", &reviewed)).unwrap_or_default());
        item.list("decided", self.decided([fact.key.to_string().as_str()], shelf));
        item.row("said_by", self.speaker(fact, shelf));
        item.row("report", self.report_name(fact.key.report, shelf));
        item.row(if mutual(fact.event) { "parties" } else { "by_whom" }, self.people(&fact.actors, shelf));
        item.row("to_whom", self.people(&fact.targets, shelf));
        item.row("mediators", self.people(&fact.mediators, shelf));
        if fact.placed_by_report {
            item.row("where", say.phrase("status.placed_by_report", &[]));
        }
        let said = read.and_then(|claim| claim.time.as_ref()).map(|time| say.times([time]));
        let days = if fact.time.basis == Basis::None {
            say.phrase("status.no_day", &[])
        } else {
            self.between(fact.time.from, fact.time.to)
        };
        item.row("when", said.unwrap_or(days));
        item.row("goods", fact.goods.map(|name| quoted(&shelf.ledger.names().text(name))).unwrap_or_default());
        item.row("people", fact.people.map(|name| quoted(&shelf.ledger.names().text(name))).unwrap_or_default());
        let number = |told: Option<&Quantity>, number: Option<Number>| match (told, number) {
            (Some(told), _) => say.quantity(told),
            (None, Some(number)) => self.number(&number),
            (None, None) => Text::default(),
        };
        item.row("count", number(read.and_then(|claim| claim.count.as_ref()), fact.count));
        item.row("killed", number(read.and_then(|claim| claim.killed.as_ref()), fact.killed));
        item.row("injured", number(read.and_then(|claim| claim.injured.as_ref()), fact.injured));
        let answers = fact.answers.iter().filter_map(|claim| {
            let key = ClaimKey { report: fact.key.report, claim: *claim };
            let (answered, _) = shelf.claim(key)?;
            let what = self.deed_at(answered.event, answered.ceases, &self.where_at(&answered.places, shelf));
            Some(what.linked(Some(Link::new(Kind::Claim, key.to_string()))))
        });
        item.row("in_answer_to", say.series(answers.collect()));
        let incidents = shelf.incidents_of(fact.key).map(|incident| {
            let name = self.incident_name(incident, shelf).relinked(Link::new(Kind::Incident, incident.id.to_string()));
            let id = Text::value(format!("[{}]", incident.id), Tone::Dim);
            Text::join([name, id], " ")
        });
        item.list("incidents", incidents.collect());
        item.row("rule", read.map(|claim| Text::value(&claim.rule, Tone::Dim)).unwrap_or_default());
        item
    }
}
