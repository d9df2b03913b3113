//! Pages about a case for people, laid out by the ledger, and JSON for programs.

use super::open::files;
use crate::args::{Language, NamesArgs};
use crate::case_args::{CaseArgs, CaseFormat, PrintArgs};
use crate::engine;
use crate::error::CliError;
use crate::read::terminal;
use hudna_casebook::{Called, Casebook, NameVeil, Quotes, Unnamed};
use hudna_ledger::{
    BidiMode, Change, Day, Labels, Lang, Ledger, PageOptions, RenderOptions, Seen, StatusAbout, Thing, Timeline, View,
    WhatIf, WhyStep, render_list, render_queue, render_status, render_thing, render_timeline, render_what_if,
    render_why,
};
use hudna_reader::Knowledge;
use serde::Serialize;
use std::cell::RefCell;
use std::io::{Write as _, stdout};
use std::path::PathBuf;
use std::sync::Arc;

/// Prints pages.
pub struct Pages {
    labels: Labels,
    lang: Lang,
    options: RenderOptions<'static>,
    /// What takes personal names out, where they are to be kept out.
    names: Option<RefCell<Unnamed<'static>>>,
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
        let options = RenderOptions { width: style.width, colour: style.colour, bidi, veil: None };
        Ok(Pages { labels: engine::labels(packs)?, lang, options, names: None })
    }

    /// The same without personal names, where that is asked for.
    pub fn with_names(mut self, args: NamesArgs, case: &CaseArgs, book: &mut Casebook) -> Result<Self, CliError> {
        if args.redact_names {
            // Lives as long as the program.
            let knowledge: &'static Knowledge =
                Box::leak(Box::new(engine::compile(&files(Some(book), &case.knowledge)?)?));
            let called = Arc::new(Called::of_case(knowledge, book)?);
            let mut names = Unnamed::new(knowledge, called, &self.labels);
            names.case(&case.case);
            self.names = Some(RefCell::new(names));
        }
        Ok(self)
    }

    /// The words of claims as they are to be shown.
    pub fn quotes(&self, quotes: Quotes, book: &mut Casebook) -> Result<Quotes, CliError> {
        Ok(match &self.names {
            Some(names) => quotes.without_names(book, &mut names.borrow_mut())?,
            None => quotes,
        })
    }

    /// Prints one JSON document, over many lines or on one.
    pub fn json(&self, value: &impl Serialize, format: CaseFormat) -> Result<(), CliError> {
        let mut written = match format {
            CaseFormat::Jsonl => serde_json::to_string(value)?,
            _ => serde_json::to_string_pretty(value)?,
        };
        if let Some(names) = &self.names {
            written = names.borrow_mut().json(&written)?;
        }
        written.push('\n');
        self.text(&written)
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

    /// Lays a page out and prints it.
    fn print(&self, lay_out: impl FnOnce(&PageOptions<'_>) -> String) -> Result<(), CliError> {
        let page =
            |options: &RenderOptions<'_>| lay_out(&PageOptions { labels: &self.labels, lang: self.lang, options });
        let text = match &self.names {
            Some(names) => {
                let mut names = names.borrow_mut();
                let veil = NameVeil::new(&mut names);
                page(&RenderOptions { veil: Some(&veil), ..self.options })
            }
            None => page(&self.options),
        };
        self.text(&text)
    }

    /// One thing.
    pub fn thing(&self, thing: &Thing<'_>, about: &StatusAbout<'_>) -> Result<(), CliError> {
        self.print(|page| render_thing(thing, about, page))
    }

    /// A list of things; `nothing` is the key of the words for one without any.
    pub fn list(&self, things: &[Thing<'_>], nothing: &str, about: &StatusAbout<'_>) -> Result<(), CliError> {
        self.print(|page| render_list(things, nothing, about, page))
    }

    /// Claims to look at, and how to act.
    pub fn queue(&self, things: &[Thing<'_>], more: usize, about: &StatusAbout<'_>) -> Result<(), CliError> {
        self.print(|page| render_queue(things, more, about, page))
    }

    /// The course of a case.
    pub fn timeline(&self, timeline: &Timeline, about: &StatusAbout<'_>) -> Result<(), CliError> {
        self.print(|page| render_timeline(timeline, about, page))
    }

    /// What would change.
    pub fn what_if(&self, what_if: &WhatIf, about: &StatusAbout<'_>) -> Result<(), CliError> {
        self.print(|page| render_what_if(what_if, about, page))
    }

    /// The status of a case.
    pub fn status(&self, seen: &Seen<'_>, changes: &[Change], about: &StatusAbout<'_>) -> Result<(), CliError> {
        self.print(|page| render_status(seen, changes, about, page.labels, page.lang, page.options))
    }

    /// The way from a thing to the words that it rests on.
    pub fn why(&self, thing: &Thing<'_>, steps: &[WhyStep<'_>], about: &StatusAbout<'_>) -> Result<(), CliError> {
        self.print(|page| render_why(thing, steps, about, page))
    }

    fn text(&self, text: &str) -> Result<(), CliError> {
        let mut out = stdout().lock();
        out.write_all(text.as_bytes())?;
        Ok(out.flush()?)
    }
}
