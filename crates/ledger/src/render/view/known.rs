//! Reports and outlets as things.

use super::super::phrase::{Kind, Link};
use super::super::quote::quoted;
use super::super::sheet::{Item, Sheet};
use super::super::text::{Text, Tone};
use super::{Record, Shelf, Thing, Viewer};
use crate::fact::{ClaimKey, Day, ReportKey};
use crate::lineage::ReportInfo;
use crate::world::Outlet;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// A report.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ReportView {
    /// Its id.
    pub id: ReportKey,
    /// The file, or the id that its origin gives it.
    pub doc: Option<String>,
    /// Name of the outlet, as given.
    pub source: Option<String>,
    /// The outlet, where the knowledge has it.
    pub outlet: Option<Outlet>,
    /// Its headline.
    pub title: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Its day.
    pub published: Option<Day>,
    /// The day by which it was there.
    pub received: Day,
    /// Whom it declares to have it from.
    pub taken_from: Option<String>,
    /// The report whose text it is, where another one stands for it.
    pub same_as: Option<ReportKey>,
    /// Reports for which it stands.
    pub copies: Vec<ReportKey>,
    /// Its claims, in the order of its text.
    pub claims: Vec<ClaimKey>,
    /// SHA-256 of the bytes as they came.
    pub original: Option<String>,
    /// SHA-256 of the text that was read.
    pub text: Option<String>,
}

/// An outlet of the case.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct SourceView {
    /// Its id in the knowledge, or its name.
    pub id: String,
    /// The outlet, where the knowledge has it.
    pub outlet: Option<Outlet>,
    /// Its reports, in the order of days.
    pub reports: Vec<ReportKey>,
    /// How many claims they make.
    pub claims: usize,
    /// Reliability as it counts here, A to F: as people decided, or as the knowledge has it.
    pub reliability: char,
}

impl<'a> Viewer<'a> {
    /// A report with its claims and their words.
    pub fn report(&self, report: ReportKey) -> Option<Thing<'a>> {
        let shelf = &self.shelf;
        let info = shelf.ledger.report(report)?;
        let record = shelf.texts.record(report);
        let origin = shelf.seen.lineage.origin(report);
        let view = ReportView {
            id: report,
            doc: record.map(|record| record.doc.clone()),
            source: info.source.clone(),
            outlet: info.outlet.clone(),
            title: record.and_then(|record| record.title.clone()),
            url: record.and_then(|record| record.url.clone()),
            published: info.published,
            received: info.received_day(),
            taken_from: info.taken_from.clone(),
            same_as: Some(origin).filter(|origin| *origin != report),
            copies: copies(report, shelf),
            claims: shelf.ledger.claims_of(report, shelf.view),
            original: record.map(|record| record.original.clone()),
            text: record.map(|record| record.text.clone()),
        };
        Some(self.thing(Record::Report(view.clone()), |sheet, shelf| sheet.report(&view, info, shelf)))
    }

    /// An outlet, by its id or name.
    pub fn source(&self, name: &str) -> Option<Thing<'a>> {
        let shelf = &self.shelf;
        let outlet = shelf.ledger.world().outlet(name).cloned();
        let id = outlet.as_ref().map_or(name, |outlet| &outlet.id);
        let of = |info: &&ReportInfo| match &info.outlet {
            Some(outlet) => outlet.id == id,
            None => info.source.as_deref() == Some(id),
        };
        let reports: Vec<&ReportInfo> = shelf.ledger.reports_of(shelf.view).filter(of).collect();
        if reports.is_empty() {
            return None;
        }
        let claims = reports.iter().map(|info| shelf.ledger.read_in(info.key, shelf.view).len()).sum();
        let view = self.source_view(id, reports, claims);
        Some(self.thing(Record::Source(view.clone()), |sheet, shelf| {
            let mut item = sheet.source(&view, shelf);
            let report = |key: &ReportKey| {
                let link = Link::new(Kind::Report, key.to_string());
                let id = Text::value(format!("[{key}]"), Tone::Dim).linked(Some(link));
                Text::join([sheet.report_name(*key, shelf), id], " ")
            };
            item.list("reports", view.reports.iter().map(report).collect());
            item
        }))
    }

    /// The outlets of the case, by id, each without the names of its reports: they stand on its own page.
    pub fn sources(&self) -> Vec<Thing<'a>> {
        let mut all: BTreeMap<&str, Vec<&ReportInfo>> = BTreeMap::new();
        for info in self.shelf.ledger.reports_of(self.shelf.view) {
            let id = info.outlet.as_ref().map(|outlet| &outlet.id).or(info.source.as_ref());
            id.into_iter().for_each(|id| all.entry(id).or_default().push(info));
        }
        let read = self.shelf.ledger.claims_read(self.shelf.view);
        let claims = |info: &&ReportInfo| read.get(&info.key).copied().unwrap_or_default();
        let views = all.into_iter().map(|(id, reports)| {
            let claims = reports.iter().map(claims).sum();
            self.source_view(id, reports, claims)
        });
        let thing =
            |view: SourceView| self.thing(Record::Source(view.clone()), |sheet, shelf| sheet.source(&view, shelf));
        views.map(thing).collect()
    }

    fn source_view(&self, id: &str, mut reports: Vec<&ReportInfo>, claims: usize) -> SourceView {
        let shelf = &self.shelf;
        reports.sort_by_key(|info| (info.published.unwrap_or(Day::LAST), info.key));
        let outlet = shelf.ledger.world().outlet(id).cloned();
        let reliability = shelf.grade(id).or(outlet.as_ref().map(|outlet| outlet.reliability));
        SourceView {
            id: id.to_owned(),
            outlet,
            reports: reports.iter().map(|info| info.key).collect(),
            claims,
            reliability: reliability.unwrap_or('F'),
        }
    }

    /// The outlets of the case, by id.
    pub fn source_ids(&self) -> Vec<String> {
        let reports = self.shelf.ledger.reports_of(self.shelf.view);
        let ids = reports.filter_map(|info| info.outlet.as_ref().map(|outlet| &outlet.id).or(info.source.as_ref()));
        let mut all: Vec<String> = ids.cloned().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Reports for which a report stands.
fn copies(report: ReportKey, shelf: &Shelf<'_>) -> Vec<ReportKey> {
    let copies = shelf.seen.lineage.copies().filter(|(_, origin)| *origin == report);
    let mut all: Vec<ReportKey> = copies.map(|(copy, _)| copy).collect();
    all.sort_unstable();
    all
}

impl Sheet<'_> {
    fn report(&self, view: &ReportView, info: &ReportInfo, shelf: &Shelf<'_>) -> Item {
        let say = &self.say;
        let claims = say.counted("claims_in", view.claims.len(), &[]);
        let mut name = self.report_name(view.id, shelf);
        name.runs.iter_mut().for_each(|run| run.link = None);
        let mut item = Item::new(Kind::Report, view.id, name, claims);
        let plain =
            |text: &Option<String>| text.as_ref().map(|text| Text::value(text, Tone::Plain)).unwrap_or_default();
        item.row("headline", view.title.as_ref().map(|title| quoted(title)).unwrap_or_default());
        item.row("outlet", self.outlet_name(info));
        item.row("published", view.published.map_or_else(|| say.phrase("status.no_day", &[]), |day| self.day(day)));
        item.row("url", plain(&view.url));
        item.row("file", plain(&view.doc));
        item.row("received", self.day(view.received));
        item.row("taken_from", plain(&view.taken_from));
        item.row("same_as", view.same_as.map(|of| self.report_name(of, shelf)).unwrap_or_default());
        item.list("decided", self.decided([view.id.to_string().as_str()], shelf));
        item.list("copies", view.copies.iter().map(|copy| self.report_name(*copy, shelf)).collect());
        item.below = view
            .claims
            .iter()
            .filter_map(|key| {
                let (fact, reviewed) = shelf.claim(*key)?;
                let mut said = self.said_event(fact, shelf);
                said.row("reviewed", reviewed.map(|reviewed| say.coded("reviewed", &reviewed)).unwrap_or_default());
                Some(said)
            })
            .collect();
        item
    }

    fn source(&self, view: &SourceView, shelf: &Shelf<'_>) -> Item {
        let say = &self.say;
        let name = match &view.outlet {
            Some(outlet) => self.in_language(&outlet.ar, &outlet.en),
            None => &view.id,
        };
        let counts = [
            ("reports", say.counted("reports_in", view.reports.len(), &[])),
            ("claims", say.counted("claims_in", view.claims, &[])),
        ];
        let mut item =
            Item::new(Kind::Source, &view.id, Text::value(name, Tone::Name), say.phrase("status.holds", &counts));
        if let Some(outlet) = &view.outlet {
            let owner = outlet.owner.as_deref().map(|owner| self.actor_name(owner));
            item.row("owner", owner.unwrap_or_default());
            item.row("side", say.coded("side", &outlet.allegiance));
        }
        let word = say.phrase(&format!("grade.{}", view.reliability), &[]);
        let letter = Text::value(view.reliability.to_string(), Tone::Title);
        item.row("reliability", say.phrase("status.grade", &[("letter", letter), ("word", word)]));
        item.list("decided", self.decided([view.id.as_str()], shelf));
        item
    }

    /// The name of an actor of the knowledge.
    pub(super) fn actor_name(&self, id: &str) -> Text {
        let name = self.about.world.names(id).map_or(id, |(ar, en)| self.in_language(ar, en));
        Text::value(name, Tone::Name).linked(Some(Link::new(Kind::Actor, id)))
    }
}
