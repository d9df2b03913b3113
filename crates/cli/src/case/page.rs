//! Pages about a case for people, laid out by the ledger, and JSON for programs.

use crate::args::Language;
use crate::case_args::{CaseFormat, PrintArgs};
use crate::engine;
use crate::error::CliError;
use crate::read::terminal;
use hudna_ledger::{
    BidiMode, Change, Day, Labels, Lang, RenderOptions, Seen, State, StatusAbout, View, WhyStep, World, render_status,
    render_why,
};
use serde_json::Value;
use std::io::{Write as _, stdout};
use std::path::PathBuf;

/// Prints one JSON document, over many lines or on one.
pub fn json(value: &Value, format: CaseFormat) -> Result<(), CliError> {
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

    /// What stands above a page.
    pub fn about<'a>(
        &self,
        case: &'a str,
        view: &View,
        last_report: Option<Day>,
        change_days: usize,
        world: &'a World,
    ) -> StatusAbout<'a> {
        const SECONDS: i64 = 86_400;
        let known_by = view.known_by.map(|second| Day(i32::try_from(second.div_euclid(SECONDS)).unwrap_or_default()));
        StatusAbout { case, as_of: view.as_of, known_by, last_report, change_days, country: None, world }
    }

    /// The status of a case.
    pub fn status(&self, seen: &Seen<'_>, changes: &[Change], about: &StatusAbout<'_>) -> Result<(), CliError> {
        self.text(&render_status(seen, changes, about, &self.labels, self.lang, &self.options))
    }

    /// The way from a state to the words that it rests on.
    pub fn why(&self, id: &str, state: &State, steps: &[WhyStep], about: &StatusAbout<'_>) -> Result<(), CliError> {
        self.text(&render_why(id, state, steps, about, &self.labels, self.lang, &self.options))
    }

    fn text(&self, text: &str) -> Result<(), CliError> {
        let mut out = stdout().lock();
        out.write_all(text.as_bytes())?;
        Ok(out.flush()?)
    }
}
