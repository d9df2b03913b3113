//! The status of a case for people: what changed, and each part of the state with how sure it is.

use super::describe::Describer;
use super::sheet::{Item, Sheet};
use super::text::{Text, Tone};
use super::{Labels, Lang, RenderOptions, rows};
use crate::{AgreementRecord, Change, Day, IncidentId, Seen, State, World};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// What stands above the status of a case.
#[derive(Clone, Copy)]
pub struct StatusAbout<'a> {
    /// The case.
    pub case: &'a str,
    /// The day whose state it is.
    pub as_of: Day,
    /// Only what was known by that day.
    pub known_by: Option<Day>,
    /// The day of the last report.
    pub last_report: Option<Day>,
    /// The first and the last day on which any report was received.
    pub received: Option<(Day, Day)>,
    /// How many days the changes are of.
    pub change_days: usize,
    /// The country whose names of months are used.
    pub country: Option<&'a str>,
    /// For the names of outlets and speakers.
    pub world: &'a World,
}

/// The parts of the state, in the order in which they are shown.
const PARTS: [&str; 7] = ["sieges", "agreements", "access", "checkpoints", "control", "detainees", "casualties"];

/// The status as text, each line ended, none wider than asked for.
pub fn render_status(
    seen: &Seen<'_>,
    changes: &[Change],
    about: &StatusAbout<'_>,
    labels: &Labels,
    lang: Lang,
    options: &RenderOptions<'_>,
) -> String {
    let mut sheet = sheet(&seen.state, about, labels, lang);
    sheet.about(seen.reports, seen.claims);
    let parts: Vec<(&str, Vec<Item>)> = PARTS.iter().map(|part| (*part, sheet.items(part))).collect();
    let items: Vec<Item> = parts.iter().flat_map(|(_, items)| items).cloned().collect();
    if !changes.is_empty() {
        let heading = Text::plain(sheet.say.word("part.changes"));
        let days = sheet.say.counted("days", about.change_days, &[]);
        let heading = sheet.say.phrase("status.changed", &[("heading", heading), ("days", days)]);
        sheet.heading(heading);
        for change in changes {
            let text = sheet.change(change, &items);
            sheet.change_line(text, &change.id);
        }
    }
    for (part, items) in parts.iter().filter(|(_, items)| !items.is_empty()) {
        let heading = sheet.say.phrase(&format!("part.{part}"), &[]);
        sheet.heading(heading);
        for item in items {
            sheet.item(2, item);
        }
    }
    if parts.iter().all(|(_, items)| items.is_empty()) {
        let nothing = sheet.say.phrase("status.nothing", &[]);
        sheet.line(0, Text::default());
        sheet.line(0, nothing);
    }
    rows(sheet.lines, lang, options)
}

/// A sheet with nothing on it.
pub(super) fn sheet<'l>(state: &'l State, about: &'l StatusAbout<'l>, labels: &'l Labels, lang: Lang) -> Sheet<'l> {
    let say = Describer { labels, lang, country: about.country };
    Sheet { say, about, state, shelf: None, lines: Vec::new(), width: usize::MAX }
}

impl Sheet<'_> {
    /// Of which case, as of when, as known by when.
    pub(super) fn head(&self) -> Text {
        Text::join([Text::value(self.about.case, Tone::Title), self.dated()], " · ")
    }

    /// As of when, as known by when.
    pub(super) fn dated(&self) -> Text {
        let (say, about) = (&self.say, self.about);
        let as_of = say.phrase("status.as_of", &[("day", self.day(about.as_of))]).in_tone(Tone::Title);
        let known_by = about.known_by.map(|by| say.phrase("status.known_by", &[("day", self.day(by))]));
        Text::join(std::iter::once(as_of).chain(known_by), " · ")
    }

    fn about(&mut self, reports: usize, claims: usize) {
        let rests = self.rests_on(reports, claims).in_tone(Tone::Dim);
        self.line(0, self.head());
        self.line(0, rests);
        let caution = self.say.phrase("status.nothing_stated", &[]).in_tone(Tone::Dim);
        self.line(0, caution);
        if let Some(why) = self.not_yet_received() {
            self.line(0, why);
        }
    }

    /// Why nothing was known by a day, where all reports were received after it, and what can be done about it.
    fn not_yet_received(&self) -> Option<Text> {
        let (by, (first, last)) = self.about.known_by.zip(self.about.received)?;
        if by >= first {
            return None;
        }
        let say = &self.say;
        let days = if first == last {
            say.phrase("status.received_on", &[("day", self.day(first))])
        } else {
            say.phrase("status.between", &[("from", self.day(first)), ("to", self.day(last))])
        };
        let command = Text::value("hudna add --archive", Tone::Plain);
        let slots = [("day", self.day(by)), ("days", days), ("command", command)];
        Some(say.phrase("status.not_yet_received", &slots))
    }

    /// On how much it rests, and of which day the last report is.
    pub(super) fn rests_on(&self, reports: usize, claims: usize) -> Text {
        let say = &self.say;
        let reports = say.counted("reports_in", reports, &[]);
        let claims = say.counted("claims_in", claims, &[]);
        let rests = say.phrase("status.rests_on", &[("reports", reports), ("claims", claims)]);
        let last = self.about.last_report;
        let last = last.map(|last| say.phrase("status.last_report", &[("day", self.day(last))]));
        Text::join(std::iter::once(rests).chain(last), " · ")
    }

    /// The items of one part of the state.
    pub(super) fn items(&self, part: &str) -> Vec<Item> {
        let state = self.state;
        match part {
            "sieges" => state.sieges.iter().map(|s| self.siege(s)).collect(),
            "agreements" => state.agreements.iter().map(|a| self.deal(a)).collect(),
            "access" => state.access.iter().map(|a| self.access(a)).collect(),
            "checkpoints" => state.checkpoints.iter().map(|c| self.checkpoint(c)).collect(),
            "control" => state.control.iter().map(|c| self.control(c)).collect(),
            "detainees" => state.detainees.iter().map(|d| self.detention(d)).collect(),
            "casualties" => state.casualties.iter().map(|c| self.casualty(c)).collect(),
            _ => Vec::new(),
        }
    }

    /// The items that have these ids, without their particulars.
    pub(super) fn heads_of(&self, ids: &FxHashSet<&str>) -> Vec<Item> {
        let state = self.state;
        let mut all: Vec<Item> = Vec::new();
        let deal = |deal: &Arc<AgreementRecord>| {
            let below = deal.terms.iter().map(|term| self.term_head(term)).collect();
            Item { below, ..self.deal_head(deal) }
        };
        all.extend(state.sieges.iter().filter(|s| ids.contains(&*s.id)).map(|s| self.siege_head(s)));
        all.extend(state.agreements.iter().filter(|a| ids.contains(&*a.id)).map(deal));
        all.extend(state.access.iter().filter(|a| ids.contains(&*a.id)).map(|a| self.access_head(a)));
        all.extend(state.checkpoints.iter().filter(|c| ids.contains(&*c.id)).map(|c| self.checkpoint_head(c)));
        all.extend(state.control.iter().filter(|c| ids.contains(&*c.id)).map(|c| self.control_head(c)));
        all.extend(state.detainees.iter().filter(|d| ids.contains(&*d.id)).map(|d| self.detention_head(d)));
        let incidents: FxHashSet<IncidentId> = ids.iter().filter_map(|id| id.parse().ok()).collect();
        all.extend(state.casualties.iter().filter(|c| incidents.contains(&c.id)).map(|c| self.casualty_head(c)));
        all
    }

    /// The item of a part that has this id.
    pub(super) fn item_of(&self, part: &str, id: &str) -> Option<Item> {
        let state = self.state;
        match part {
            "sieges" => state.sieges.iter().find(|s| s.id == id).map(|s| self.siege(s)),
            "agreements" => state.agreements.iter().find(|a| a.id == id).map(|a| self.deal(a)),
            "access" => state.access.iter().find(|a| a.id == id).map(|a| self.access(a)),
            "checkpoints" => state.checkpoints.iter().find(|c| c.id == id).map(|c| self.checkpoint(c)),
            "control" => state.control.iter().find(|c| c.id == id).map(|c| self.control(c)),
            "detainees" => state.detainees.iter().find(|d| d.id == id).map(|d| self.detention(d)),
            "casualties" => {
                let id: IncidentId = id.parse().ok()?;
                state.casualties.iter().find(|c| c.id == id).map(|c| self.casualty(c))
            }
            _ => None,
        }
    }

    /// A difference as a sentence. `items` are the things that are known by name.
    pub(super) fn change(&self, change: &Change, items: &[Item]) -> Text {
        let say = &self.say;
        let group = match (change.part, change.field) {
            (_, "confidence") => "confidence",
            (_, "lift") => "siege_lift",
            (_, "score") => "score",
            (_, "marks") => "mark",
            ("sieges", "state") => "siege_standing",
            ("agreements", "state") => "deal_state",
            ("access", "state") => "access_state",
            ("checkpoints", "state") => "checkpoint_state",
            ("control", "state") => "control_state",
            ("detainees", "state") => "detention_state",
            _ => "",
        };
        let value = |codes: &str| match group {
            "" => Text::value(codes, Tone::Plain),
            _ => say.series(codes.split(' ').map(|code| say.phrase(&format!("{group}.{code}"), &[])).collect()),
        };
        let known = items.iter().flat_map(|item| std::iter::once(item).chain(&item.below));
        let what = known.into_iter().find(|item| item.id == change.id);
        let what = what.map(|item| item.what.clone().linked(Some(item.link())));
        let what = what.unwrap_or_else(|| Text::value(&change.id, Tone::Plain));
        let nothing = matches!(change.field, "marks" | "lift" | "killed" | "injured" | "harmed");
        let nothing = nothing.then(|| say.phrase("status.none", &[]));
        let values = match (&change.from, &change.to) {
            (Some(from), None) if nothing.is_some() => {
                say.phrase("status.arrow", &[("from", value(from)), ("to", nothing.unwrap_or_default())])
            }
            (None, Some(to)) if nothing.is_some() => {
                say.phrase("status.arrow", &[("from", nothing.unwrap_or_default()), ("to", value(to))])
            }
            (Some(from), Some(to)) => say.phrase("status.arrow", &[("from", value(from)), ("to", value(to))]),
            (Some(one), None) | (None, Some(one)) => value(one),
            (None, None) => Text::default(),
        };
        let what = if values.is_empty() {
            what
        } else {
            let field = say.phrase(&format!("field.{}", change.field), &[]);
            say.phrase("status.field", &[("what", what), ("field", field), ("values", values)])
        };
        let kind = say.coded("change", &change.what);
        match change.date {
            Some(date) => say.phrase("status.change", &[("day", say.date(date)), ("kind", kind), ("what", what)]),
            None => say.phrase("status.change_undated", &[("kind", kind), ("what", what)]),
        }
    }

    /// A difference in a row of its own.
    pub(super) fn change_line(&mut self, sentence: Text, id: &str) {
        let mut text = Text::plain("• ");
        text.push(sentence);
        text.push(Text::plain("  "));
        text.push(Text::value(format!("[{id}]"), Tone::Dim));
        self.line(2, text);
    }
}
