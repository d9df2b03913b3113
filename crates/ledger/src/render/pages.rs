//! Pages laid out from views: a thing, why it is so, a list of things, the course of a case, what would change.

use super::page::Line;
use super::phrase::Phrase;
use super::sheet::Sheet;
use super::state::StatusAbout;
use super::text::{Text, Tone};
use super::view::{Bar, Thing, Timeline, WhatIf, WhyStep};
use super::{Labels, Lang, NARROWEST, RenderOptions, rows};
use crate::{Day, State};

/// In which language and how a page is laid out.
#[derive(Clone, Copy)]
pub struct PageOptions<'l> {
    /// The words.
    pub labels: &'l Labels,
    /// The language.
    pub lang: Lang,
    /// How it looks.
    pub options: &'l RenderOptions<'l>,
}

impl PageOptions<'_> {
    /// A page that says first of which case it is, as of when.
    fn page(&self, about: &StatusAbout<'_>, write: impl FnOnce(&mut Sheet<'_>)) -> String {
        let state = State::default();
        let mut sheet = super::state::sheet(&state, about, self.labels, self.lang);
        sheet.width = self.options.width.max(NARROWEST);
        let head = sheet.head();
        sheet.line(0, head);
        let caution = sheet.say.phrase("status.nothing_stated", &[]).in_tone(Tone::Dim);
        sheet.line(0, caution);
        sheet.line(0, Text::default());
        write(&mut sheet);
        rows(sheet.lines, self.lang, self.options)
    }

    /// Lines below a page.
    fn lines(&self, about: &StatusAbout<'_>, write: impl FnOnce(&mut Sheet<'_>)) -> String {
        let state = State::default();
        let mut sheet = super::state::sheet(&state, about, self.labels, self.lang);
        write(&mut sheet);
        rows(sheet.lines, self.lang, self.options)
    }
}

/// One thing, with all its particulars.
pub fn render_thing(thing: &Thing<'_>, about: &StatusAbout<'_>, page: &PageOptions<'_>) -> String {
    page.page(about, |sheet| sheet.item(0, &thing.item(page.lang)))
}

/// Why a thing stands as it does: the rules, the incidents that they were given, the words of the reports.
pub fn render_why(thing: &Thing<'_>, steps: &[WhyStep<'_>], about: &StatusAbout<'_>, page: &PageOptions<'_>) -> String {
    page.page(about, |sheet| {
        let mut item = thing.item(page.lang);
        item.reasons.clear();
        if !steps.is_empty() {
            item.below.clear();
        }
        sheet.item(0, &item);
        if steps.is_empty() {
            return;
        }
        let heading = sheet.say.phrase("part.why", &[]);
        sheet.heading(heading);
        for step in steps {
            let mut line = Text::plain("• ");
            line.push(text(step.reason.sentence.of(page.lang)).in_tone(Tone::Title));
            sheet.line(0, line);
            for incident in &step.given {
                let mut item = incident.item(page.lang);
                // Of an incident, here only when it was, how sure it is and what people decided of it.
                item.rows.retain(|row| matches!(row.key, "when" | "sure" | "decided"));
                sheet.item(2, &item);
            }
        }
    })
}

/// A list of things. `nothing` is the key of the words for a list without any.
pub fn render_list(things: &[Thing<'_>], nothing: &str, about: &StatusAbout<'_>, page: &PageOptions<'_>) -> String {
    page.page(about, |sheet| {
        if things.is_empty() {
            let nothing = sheet.say.phrase(nothing, &[]);
            sheet.line(0, nothing);
        }
        for (at, thing) in things.iter().enumerate() {
            if at > 0 {
                sheet.line(0, Text::default());
            }
            sheet.item(0, &thing.item(page.lang));
        }
    })
}

/// Claims to look at, how many more there are, and how to act.
pub fn render_queue(things: &[Thing<'_>], more: usize, about: &StatusAbout<'_>, page: &PageOptions<'_>) -> String {
    const ACTS: [(&str, &str); 6] = [
        ("queue.accept", "accept CLAIM"),
        ("queue.reject", "reject CLAIM"),
        ("queue.correct", "correct CLAIM --set place=ID"),
        ("queue.split", "split CLAIM CLAIM"),
        ("queue.decisions", "decisions"),
        ("queue.look", "CLAIM"),
    ];
    let mut all = render_list(things, "queue.nothing", about, page);
    all.push_str(&page.lines(about, |sheet| {
        sheet.line(0, Text::default());
        if more > 0 {
            let slots =
                [("n", Text::value(more.to_string(), Tone::Plain)), ("option", Text::value("--limit", Tone::Plain))];
            let line = sheet.say.phrase("queue.more", &slots);
            sheet.line(0, line);
        }
        for (key, act) in ACTS {
            let verb = if key == "queue.look" { "show" } else { "review" };
            let command = Text::value(format!("hudna {verb} {} {act}", about.case), Tone::Name);
            let line = sheet.say.phrase(key, &[("command", command)]);
            sheet.line(2, line);
        }
    }));
    all
}

/// The course of a case: sieges and agreements from when to when, incidents day by day.
pub fn render_timeline(timeline: &Timeline, about: &StatusAbout<'_>, page: &PageOptions<'_>) -> String {
    page.page(about, |sheet| {
        for (key, bars) in [("part.sieges", &timeline.sieges), ("part.agreements", &timeline.agreements)] {
            if !bars.is_empty() {
                let heading = sheet.say.phrase(key, &[]);
                sheet.heading(heading);
                bars.iter().for_each(|bar| sheet.bar(bar, page.lang));
            }
        }
        if !timeline.incidents.is_empty() {
            let heading = sheet.say.phrase("part.days", &[]);
            sheet.heading(heading);
        }
        let mut last: Option<(Day, Day)> = None;
        for spot in &timeline.incidents {
            if last.replace((spot.from, spot.to)) != Some((spot.from, spot.to)) {
                let day = sheet.between(spot.from, spot.to);
                let day = if day.is_empty() { sheet.say.phrase("status.no_day", &[]) } else { day };
                sheet.line(2, day.in_tone(Tone::Title));
            }
            let mut line = Text::plain("– ");
            line.push(text(spot.sentence.of(page.lang)));
            sheet.with_id(4, line, &spot.id);
        }
        if timeline.incidents.is_empty() && timeline.sieges.is_empty() && timeline.agreements.is_empty() {
            let nothing = sheet.say.phrase("status.nothing", &[]);
            sheet.line(0, nothing);
        }
    })
}

/// What would change.
pub fn render_what_if(what_if: &WhatIf, about: &StatusAbout<'_>, page: &PageOptions<'_>) -> String {
    page.page(about, |sheet| {
        let say = &sheet.say;
        let without = say.series(what_if.left_out.iter().map(|left_out| text(left_out.of(page.lang))).collect());
        let reports = say.counted("reports_in", what_if.reports, &[]);
        let claims = say.counted("claims_in", what_if.claims, &[]);
        let slots = [("without", without), ("reports", reports), ("claims", claims)];
        let line = say.phrase("status.without", &slots);
        sheet.line(0, line);
        if what_if.changes.is_empty() {
            let nothing = sheet.say.phrase("status.no_change", &[]);
            sheet.line(0, nothing);
            return;
        }
        let heading = sheet.say.phrase("part.would_change", &[]);
        sheet.heading(heading);
        for change in &what_if.changes {
            sheet.change_line(text(change.sentence.of(page.lang)), &change.change.id);
        }
    })
}

fn text(phrase: &Phrase) -> Text {
    phrase.text.clone()
}

impl Sheet<'_> {
    fn bar(&mut self, bar: &Bar, lang: Lang) {
        let lasting = self.lasting(bar.begin, bar.end);
        let slots = [
            ("what", text(bar.title.of(lang)).in_tone(Tone::Title)),
            ("days", lasting),
            ("state", text(bar.stands.of(lang))),
        ];
        let mut line = Text::plain("• ");
        line.push(self.say.phrase("status.bar", &slots));
        self.with_id(2, line, &bar.id);
    }

    fn with_id(&mut self, indent: usize, mut line: Text, id: &str) {
        line.push(Text::plain("  "));
        line.push(Text::value(format!("[{id}]"), Tone::Dim));
        self.lines.push(Line { text: line, indent, hang: 2 });
    }
}
