//! Views: each thing of a case as data, with its sentences in both languages. What is printed of a thing is laid out from its view,
//! and its JSON is the view.
//!
//! A [`Thing`] says what it is (`title`), how it stands (`stands`), its particulars (`rows`), why (`reasons`), what belongs to it
//! (`parts`), and holds the record that all of this was made from (`record`), whose keys are those of `hudna status --format json`.

mod due;
mod find;
mod known;
mod line;
mod named;
mod review;
mod timeline;
mod told;
mod what_if;

pub use find::NotFound;
pub use known::{ReportView, SourceView};
pub use named::{ActorView, PlaceView};
pub use timeline::{Bar, Lasting, Spot, Timeline};
pub use told::{ClaimView, IncidentView};
pub use what_if::{ToldChange, WhatIf};

use super::phrase::{Both, Kind, Link};
use super::sheet::{Item, ItemReason, ItemRow, Sheet};
use super::state::StatusAbout;
use super::text::Text;
use super::{Labels, Lang};
use crate::agreement::Due;
use crate::docket::Rulings;
use crate::fact::{ClaimKey, Day, Fact, ReportKey};
use crate::incident::{Incident, IncidentId};
use crate::log::ReportRecord;
use crate::state::{Access, Casualty, Checkpoint, Control, Detention, SiegeRecord};
use crate::{AgreementRecord, DealTerm, Decided, Doubtful, Ledger, Reviewed, Seen, View};
use hudna_claims::{Claim, Span};
use schemars::JsonSchema;
use serde::Serialize;

/// Where the words of claims and the records of reports are looked up.
pub trait Texts {
    /// The claim as it was read.
    fn claim(&self, claim: ClaimKey) -> Option<&Claim>;
    /// Its words.
    fn quoted(&self, claim: ClaimKey) -> Option<Quoted>;
    /// The report's record.
    fn record(&self, report: ReportKey) -> Option<&ReportRecord>;
}

/// Nothing is looked up: views show names and days, and no words.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoTexts;

impl Texts for NoTexts {
    fn claim(&self, _: ClaimKey) -> Option<&Claim> {
        None
    }
    fn quoted(&self, _: ClaimKey) -> Option<Quoted> {
        None
    }
    fn record(&self, _: ReportKey) -> Option<&ReportRecord> {
        None
    }
}

/// The words of a claim.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Quoted {
    /// The sentence, as it stands in the report.
    pub sentence: String,
    /// The words of it that carry the event, in bytes of the sentence.
    pub trigger: Span,
    /// Where the sentence stands, in bytes of the stored text.
    pub at: Span,
    /// SHA-256 of the stored text.
    pub text: String,
}

/// A particular of a thing: `besieger`, `since`, `sure` ... The keys are those of the group `row` in `knowledge/status.toml`.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Row {
    /// Its key.
    pub key: &'static str,
    /// What it is called.
    pub name: Both,
    /// What there is to say: one phrase, or several that each have a row of their own.
    pub values: Vec<Both>,
    /// Several are to be shown as a list.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub listed: bool,
    /// What the phrases name, each once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
}

/// Why a thing stands as it does.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Reason {
    /// The rule, by its name in `knowledge/explain.toml`.
    pub rule: String,
    /// The day that it concerns.
    pub day: Day,
    /// The rule as a sentence.
    pub sentence: Both,
    /// The incidents that it was given.
    pub incidents: Vec<IncidentId>,
}

/// A step of the way from a state to the words of the reports.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct WhyStep<'s> {
    /// The rule, as a sentence.
    #[serde(flatten)]
    pub reason: Reason,
    /// The incidents that it was given, each with its claims.
    pub given: Vec<Thing<'s>>,
}

/// What a view was made from.
#[derive(Debug, Clone, JsonSchema, Serialize)]
#[serde(untagged)]
pub enum Record<'s> {
    /// A siege.
    Siege(&'s SiegeRecord),
    /// An agreement.
    Agreement(&'s AgreementRecord),
    /// A term.
    Term(&'s DealTerm),
    /// What passes.
    Access(&'s Access),
    /// A checkpoint or road.
    Checkpoint(&'s Checkpoint),
    /// Who holds a place.
    Control(&'s Control),
    /// Detainees.
    Detention(&'s Detention),
    /// Casualties.
    Casualty(&'s Casualty),
    /// An incident.
    Incident(IncidentView),
    /// A claim.
    Claim(ClaimView),
    /// A report.
    Report(ReportView),
    /// An outlet.
    Source(SourceView),
    /// A place.
    Place(PlaceView),
    /// An actor.
    Actor(ActorView),
    /// Something that is due.
    Due(Box<Due>),
    /// A claim to look at.
    Doubtful(Box<Doubtful>),
    /// A decision.
    Decided(Box<Decided>),
}

/// A thing of a case: its record, and its page in both languages.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Thing<'s> {
    /// What it is.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// What it is, in words.
    pub title: Both,
    /// How it stands; empty where there is nothing to say beside its title.
    pub stands: Both,
    /// Its particulars.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Row>,
    /// Why it stands so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// The words that it rests on: of a claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quoted>,
    /// What belongs to it: the terms of an agreement, the claims of an incident or a report, what is told of a place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Thing<'s>>,
    /// What it was made from; absent of parts whose record stands in that of the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<Record<'s>>,
}

impl Thing<'_> {
    /// It as something that has a page.
    pub fn link(&self) -> Link {
        Link::new(self.kind, &self.id)
    }

    /// One language of it, to be laid out.
    pub(super) fn item(&self, lang: Lang) -> Item {
        let of = |both: &Both| both.of(lang).text.clone();
        Item {
            kind: self.kind,
            id: self.id.clone(),
            what: of(&self.title),
            standing: of(&self.stands),
            rows: self
                .rows
                .iter()
                .map(|row| ItemRow { key: row.key, values: row.values.iter().map(of).collect(), listed: row.listed })
                .collect(),
            reasons: self
                .reasons
                .iter()
                .map(|reason| ItemReason {
                    rule: reason.rule.clone(),
                    day: reason.day,
                    sentence: of(&reason.sentence),
                    incidents: reason.incidents.clone(),
                })
                .collect(),
            quote: self.quote.clone(),
            below: self.parts.iter().map(|part| part.item(lang)).collect(),
        }
    }
}

/// What pages of single things look things up in.
pub(super) struct Shelf<'a> {
    pub ledger: &'a Ledger<'a>,
    pub seen: &'a Seen<'a>,
    pub view: &'a View,
    pub texts: &'a dyn Texts,
    /// What people's decisions come to.
    rulings: Rulings<'a>,
}

impl<'a> Shelf<'a> {
    /// The incident of an id.
    pub fn incident(&self, id: IncidentId) -> Option<&'a Incident<'a>> {
        self.seen.incident(id)
    }

    /// The incidents that a claim tells of.
    pub fn incidents_of(&self, claim: ClaimKey) -> impl Iterator<Item = &'a Incident<'a>> {
        self.seen.incidents_of(claim)
    }

    /// The reliability that people decided for an outlet.
    pub fn grade(&self, outlet: &str) -> Option<char> {
        self.rulings.sources.get(outlet).and_then(|(grade, _)| *grade)
    }

    /// A claim as the view has it, with what people decided of it.
    pub fn claim(&self, key: ClaimKey) -> Option<(&'a Fact, Option<Reviewed>)> {
        self.ledger.claim_ruled(key, self.view, &self.rulings)
    }
}

/// Makes the views of what is seen of a case.
pub struct Viewer<'a> {
    about: &'a StatusAbout<'a>,
    labels: &'a Labels,
    shelf: Shelf<'a>,
    /// The only language in which phrases are made; none: both.
    only: Option<Lang>,
}

impl<'a> Viewer<'a> {
    /// Views of what a ledger shows in a view. `texts` has the words of the claims that are to be quoted.
    pub fn new(
        ledger: &'a Ledger<'a>,
        seen: &'a Seen<'a>,
        view: &'a View,
        about: &'a StatusAbout<'a>,
        labels: &'a Labels,
        texts: &'a dyn Texts,
    ) -> Viewer<'a> {
        let shelf = Shelf { ledger, seen, view, texts, rulings: ledger.rulings(view) };
        Viewer { about, labels, shelf, only: None }
    }

    /// Makes phrases in one language only, in half of the time: the other of each is empty.
    pub fn in_only(self, lang: Lang) -> Viewer<'a> {
        Viewer { only: Some(lang), ..self }
    }

    fn sheet(&self, lang: Lang) -> Sheet<'_> {
        let mut sheet = super::state::sheet(&self.shelf.seen.state, self.about, self.labels, lang);
        sheet.shelf = Some(&self.shelf);
        sheet
    }

    /// A phrase in both languages.
    fn both(&self, make: impl Fn(&Sheet<'_>) -> Text) -> Both {
        let [ar, en] = [Lang::Ar, Lang::En].map(|lang| match self.speaks(lang) {
            true => make(&self.sheet(lang)),
            false => Text::default(),
        });
        Both::new(ar, en)
    }

    /// Whether phrases are made in a language.
    fn speaks(&self, lang: Lang) -> bool {
        self.only.is_none_or(|only| only == lang)
    }

    /// A thing in both languages.
    fn thing(&self, record: Record<'a>, make: impl Fn(&Sheet<'_>, &Shelf<'a>) -> Item) -> Thing<'a> {
        Thing { record: Some(record), ..self.unrecorded(make) }
    }

    /// A thing in both languages, without what it was made from.
    fn unrecorded(&self, make: impl Fn(&Sheet<'_>, &Shelf<'a>) -> Item) -> Thing<'a> {
        let item = |lang: Lang| make(&self.sheet(lang), &self.shelf);
        // What both have in common is taken from the English one, where there is one.
        let lang = self.only.unwrap_or(Lang::En);
        let other = self.only.is_none().then(|| item(Lang::Ar));
        let name = |key: &str| self.both(|sheet| sheet.say.phrase(&format!("row.{key}"), &[]));
        together(lang, item(lang), other, &name)
    }

    /// Of which day the view is, and what was known by when.
    pub fn heading(&self) -> Both {
        self.both(|sheet| sheet.dated())
    }

    /// On how many reports and claims it rests, and of which day the last report is.
    pub fn basis(&self) -> Both {
        self.both(|sheet| sheet.rests_on(self.shelf.seen.reports, self.shelf.seen.claims))
    }

    /// A siege.
    pub fn siege(&self, siege: &'a SiegeRecord) -> Thing<'a> {
        self.thing(Record::Siege(siege), |sheet, _| sheet.siege(siege))
    }

    /// A siege with since when and for how long it has held, and how sure it is: a line of a list.
    pub fn siege_line(&self, siege: &'a SiegeRecord) -> Thing<'a> {
        self.thing(Record::Siege(siege), |sheet, _| sheet.siege_line(siege))
    }

    /// An agreement with its day and how sure it is: a line of a list.
    pub fn agreement_line(&self, deal: &'a AgreementRecord) -> Thing<'a> {
        self.thing(Record::Agreement(deal), |sheet, _| sheet.deal_line(deal))
    }

    /// An agreement or truce with its terms.
    pub fn agreement(&self, deal: &'a AgreementRecord) -> Thing<'a> {
        self.thing(Record::Agreement(deal), |sheet, _| sheet.deal(deal))
    }

    /// A term of an agreement.
    pub fn term(&self, term: &'a DealTerm, deal: &'a AgreementRecord) -> Thing<'a> {
        self.thing(Record::Term(term), |sheet, _| sheet.deal_term(term, deal))
    }

    /// What passes at a place.
    pub fn access(&self, access: &'a Access) -> Thing<'a> {
        self.thing(Record::Access(access), |sheet, _| sheet.access(access))
    }

    /// A checkpoint or road.
    pub fn checkpoint(&self, checkpoint: &'a Checkpoint) -> Thing<'a> {
        self.thing(Record::Checkpoint(checkpoint), |sheet, _| sheet.checkpoint(checkpoint))
    }

    /// Who holds a place.
    pub fn control(&self, control: &'a Control) -> Thing<'a> {
        self.thing(Record::Control(control), |sheet, _| sheet.control(control))
    }

    /// Those whom somebody holds at a place.
    pub fn detention(&self, detention: &'a Detention) -> Thing<'a> {
        self.thing(Record::Detention(detention), |sheet, _| sheet.detention(detention))
    }

    /// The killed and injured of an incident.
    pub fn casualty(&self, casualty: &'a Casualty) -> Thing<'a> {
        self.thing(Record::Casualty(casualty), |sheet, _| sheet.casualty(casualty))
    }

    /// Why a thing stands as it does, step by step: its own reasons, then those of its parts, each with the incidents that the rule
    /// was given, and these with their claims and words.
    pub fn why(&self, thing: &Thing<'a>) -> Vec<WhyStep<'a>> {
        if let Some(Record::Incident(_)) = thing.record {
            return Vec::new();
        }
        let reasons = thing.reasons.iter().chain(thing.parts.iter().flat_map(|part| &part.reasons));
        let given = |reason: &Reason| {
            reason.incidents.iter().filter_map(|id| Some(self.incident(self.shelf.incident(*id)?))).collect()
        };
        reasons.map(|reason| WhyStep { reason: reason.clone(), given: given(reason) }).collect()
    }

    /// The claims whose words the page of a thing quotes, with those of the incidents that it rests on.
    pub fn claims_of(&self, thing: &Thing<'_>) -> Vec<ClaimKey> {
        let reasons = thing.reasons.iter().chain(thing.parts.iter().flat_map(|part| &part.reasons));
        let incidents = reasons.flat_map(|reason| &reason.incidents).filter_map(|id| self.shelf.incident(*id));
        let mut all: Vec<ClaimKey> =
            incidents.flat_map(|incident| incident.facts.iter().map(|fact| fact.key)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// An item in a language, and the same in the other, as one thing.
fn together<'s>(lang: Lang, item: Item, other: Option<Item>, name: &dyn Fn(&str) -> Both) -> Thing<'s> {
    let both = |text: Text, other: Text| match lang {
        Lang::Ar => Both::new(text, other),
        Lang::En => Both::new(other, text),
    };
    let other = other.unwrap_or_else(|| Item::new(item.kind, "", Text::default(), Text::default()));
    let mut others = other.rows;
    let rows = item.rows.into_iter().map(|row| {
        let same = others.iter().position(|other| other.key == row.key).map(|at| others.remove(at));
        let mut theirs = same.map(|row| row.values).unwrap_or_default().into_iter();
        let values: Vec<Both> =
            row.values.into_iter().map(|text| both(text, theirs.next().unwrap_or_default())).collect();
        let mut links: Vec<Link> = Vec::new();
        for link in values.iter().flat_map(|both| both.of(lang).links()) {
            if !links.contains(&link) {
                links.push(link);
            }
        }
        Row { key: row.key, name: name(row.key), values, listed: row.listed, links }
    });
    let mut others = other.reasons.into_iter().map(|reason| reason.sentence);
    let reasons = item.reasons.into_iter().map(|reason| Reason {
        rule: reason.rule,
        day: reason.day,
        sentence: both(reason.sentence, others.next().unwrap_or_default()),
        incidents: reason.incidents,
    });
    let mut others = other.below.into_iter();
    let parts = item.below.into_iter().map(|part| together(lang, part, others.next(), name));
    Thing {
        kind: item.kind,
        id: item.id,
        title: both(item.what, other.what),
        stands: both(item.standing, other.standing),
        rows: rows.collect(),
        reasons: reasons.collect(),
        quote: item.quote,
        parts: parts.collect(),
        record: None,
    }
}
