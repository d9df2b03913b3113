//! Pages about a case for people, laid out by the ledger, and JSON for programs.

use crate::args::Language;
use crate::case_args::{CaseFormat, PrintArgs};
use crate::engine;
use crate::error::CliError;
use crate::read::terminal;
use hudna_ledger::{
    BidiMode, Change, Day, Labels, Lang, Ledger, PageOptions, RenderOptions, Seen, StatusAbout, Thing, Timeline, View,
    WhatIf, WhyStep, render_list, render_queue, render_status, render_thing, render_timeline, render_what_if,
    render_why,
};
use serde::Serialize;
use std::io::{Write as _, stdout};
use std::path::PathBuf;

/// Prints one JSON document, over many lines or on one.
pub fn json(value: &impl Serialize, format: CaseFormat) -> Result<(), CliError> {
    let mut out = stdout().lock();
    match format {
        CaseFormat::Jsonl => serde_json::to_writer(&mut out, value)?,
        _ => serde_json::to_writer_pretty(&mut out, value)?,
    }
    out.write_all(b"\n")?;
    Ok(out.flush()?)
}

/// Prints pages.
pub struct Pages {
    labels: Labels,
    lang: Lang,
    options: RenderOptions,
}

impl Pages {
    /// Prints in the language and style that the options ask for.
    pub fn new(args: &PrintArgs, packs: &[PathBuf]) -> Result<Self, CliError> {
        let style = terminal::style(&args.style)?;
        let bidi = if style.bidi { BidiMode::TerminalDoesBidi } else { BidiMode::TerminalDoesNot };
        let lang = match args.lang {
            Language::Ar => Lang::Ar,
            Language::En => Lang::En,
        };
        let options = RenderOptions { width: style.width, colour: style.colour, bidi };
        Ok(Pages { labels: engine::labels(packs)?, lang, options })
    }

    /// The words that pages are laid out with.
    pub fn labels(&self) -> &Labels {
        &self.labels
    }

    /// What stands above a page.
    pub fn about<'a>(&self, case: &'a str, view: &View, ledger: &'a Ledger<'a>, change_days: usize) -> StatusAbout<'a> {
        let known_by = view.known_by.map(Day::of_second);
        StatusAbout {
            case,
            as_of: view.as_of,
            known_by,
            last_report: ledger.last_day(),
            received: ledger.received(),
            change_days,
            country: ledger.country(),
            world: ledger.world(),
        }
    }

    fn page(&self) -> PageOptions<'_> {
        PageOptions { labels: &self.labels, lang: self.lang, options: &self.options }
    }

    /// One thing.
    pub fn thing(&self, thing: &Thing<'_>, about: &StatusAbout<'_>) -> Result<(), CliError> {
        self.text(&render_thing(thing, about, &self.page()))
    }

    /// A list of things; `nothing` is the key of the words for one without any.
    pub fn list(&self, things: &[Thing<'_>], nothing: &str, about: &StatusAbout<'_>) -> Result<(), CliError> {
        self.text(&render_list(things, nothing, about, &self.page()))
    }

    /// Claims to look at, and how to act.
    pub fn queue(&self, things: &[Thing<'_>], more: usize, about: &StatusAbout<'_>) -> Result<(), CliError> {
        self.text(&render_queue(things, more, about, &self.page()))
    }

    /// The course of a case.
    pub fn timeline(&self, timeline: &Timeline, about: &StatusAbout<'_>) -> Result<(), CliError> {
        self.text(&render_timeline(timeline, about, &self.page()))
    }

    /// What would change.
    pub fn what_if(&self, what_if: &WhatIf, about: &StatusAbout<'_>) -> Result<(), CliError> {
        self.text(&render_what_if(what_if, about, &self.page()))
    }

    /// The status of a case.
    pub fn status(&self, seen: &Seen<'_>, changes: &[Change], about: &StatusAbout<'_>) -> Result<(), CliError> {
        self.text(&render_status(seen, changes, about, &self.labels, self.lang, &self.options))
    }

    /// The way from a thing to the words that it rests on.
    pub fn why(&self, thing: &Thing<'_>, steps: &[WhyStep<'_>], about: &StatusAbout<'_>) -> Result<(), CliError> {
        self.text(&render_why(thing, steps, about, &self.page()))
    }

    fn text(&self, text: &str) -> Result<(), CliError> {
        let mut out = stdout().lock();
        out.write_all(text.as_bytes())?;
        Ok(out.flush()?)
    }
}
