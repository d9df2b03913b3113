//! Things as lines of long lists: what a list shows of each, and no more.

use super::super::phrase::{Kind, Link};
use super::super::sheet::Item;
use super::{Thing, Viewer};
use crate::fact::Named;
use crate::incident::Incident;
use crate::lineage::ReportInfo;
use crate::render::Lang;
use crate::render::text::{Text, Tone};
use std::collections::BTreeSet;
use std::sync::Arc;

impl<'a> Viewer<'a> {
    /// An incident with its title and in what way it is told of, and no more.
    pub fn incident_head(&self, incident: &Incident<'_>) -> Thing<'a> {
        self.unrecorded(|sheet, shelf| {
            let what = sheet.incident_name(incident, shelf);
            Item::new(Kind::Incident, incident.id, what, sheet.incident_stands(incident))
        })
    }

    /// Where an incident is, of its places those that lie in no other of them.
    pub fn where_at(&self, incident: &Incident<'_>) -> Vec<Arc<Named>> {
        self.sheet(Lang::En).where_at(&incident.places, &self.shelf)
    }

    /// An incident with its particulars, and how many claims of how many reports tell of it.
    pub fn incident_line(&self, incident: &Incident<'_>) -> Thing<'a> {
        let reports: BTreeSet<_> = incident.facts.iter().map(|fact| fact.key.report).collect();
        self.unrecorded(|sheet, shelf| {
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
        self.unrecorded(|sheet, shelf| {
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
}
