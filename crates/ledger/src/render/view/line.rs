//! Things as lines of long lists: what a list shows of each, and no more.

use super::super::phrase::{Kind, Link};
use super::super::sheet::Item;
use super::{Thing, Viewer, together};
use crate::incident::Incident;
use crate::lineage::ReportInfo;
use crate::render::Lang;
use crate::render::text::{Text, Tone};
use std::collections::BTreeSet;

impl<'a> Viewer<'a> {
    /// An incident with its particulars, and how many claims of how many reports tell of it.
    pub fn incident_line(&self, incident: &Incident<'_>) -> Thing<'a> {
        let reports: BTreeSet<_> = incident.facts.iter().map(|fact| fact.key.report).collect();
        self.line(|sheet, shelf| {
            let mut item = sheet.incident_head(incident, shelf);
            let counts = [
                ("reports", sheet.say.counted("reports_in", reports.len(), &[])),
                ("claims", sheet.say.counted("claims_in", incident.facts.len(), &[])),
            ];
            item.row("told", sheet.say.phrase("status.holds", &counts));
            item
        })
    }

    /// A report by its outlet, with its day, how many claims it makes, and whose text it is. `title` is its headline.
    pub fn report_line(&self, info: &ReportInfo, title: Option<&str>, claims: usize) -> Thing<'a> {
        let origin = self.shelf.seen.lineage.origin(info.key);
        self.line(|sheet, shelf| {
            let name =
                title.map_or_else(|| sheet.report_name(info.key, shelf), |title| Text::value(title, Tone::Title));
            let name = name.relinked(Link::new(Kind::Report, info.key.to_string()));
            let mut item = Item::new(Kind::Report, info.key, name, sheet.say.counted("claims_in", claims, &[]));
            item.row("outlet", sheet.outlet_name(info));
            let undated = || sheet.say.phrase("status.no_day", &[]);
            item.row("published", info.published.map_or_else(undated, |day| sheet.day(day)));
            let same = (origin != info.key).then(|| sheet.report_name(origin, shelf));
            item.row("same_as", same.unwrap_or_default());
            item
        })
    }

    fn line(&self, make: impl Fn(&super::Sheet<'_>, &super::Shelf<'a>) -> Item) -> Thing<'a> {
        let (ar, en) = (self.sheet(Lang::Ar), self.sheet(Lang::En));
        together(make(&ar, &self.shelf), make(&en, &self.shelf), &ar, &en)
    }
}
