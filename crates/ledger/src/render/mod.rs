//! The dossier of a report and the state of a case for people, in Arabic or English, on terminals that do bidi and on those that do not.

mod calendar;
mod dates;
mod describe;
mod labels;
mod layout;
mod page;
mod pages;
mod phrase;
mod quote;
mod sheet;
mod state;
mod state_deals;
mod state_parts;
mod terminal;
mod terms;
mod text;
mod view;

pub use calendar::LocaleError;
pub use labels::Labels;
pub use pages::{PageOptions, render_list, render_queue, render_thing, render_timeline, render_what_if, render_why};
pub use phrase::{Both, Kind, Link, Manner, Part, Phrase};
pub use state::{StatusAbout, render_status};
pub use view::{
    ActorView, Bar, ClaimView, IncidentView, Lasting, NoTexts, NotFound, PlaceView, Quoted, Reason, Record, ReportView,
    Row, SourceView, Spot, Texts, Thing, Timeline, ToldChange, Viewer, WhatIf, WhyStep,
};

use crate::Dossier;
use std::ops::Range;
use terminal::Terminal;

/// The language of the dossier's own words; quotes stay as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Arabic, from the right.
    Ar,
    /// English, from the left.
    En,
}

/// Who puts right-to-left text in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BidiMode {
    /// The terminal: text goes out in the order of reading, with isolates.
    TerminalDoesBidi,
    /// Nobody: text goes out in the order of the screen, its letters shaped.
    TerminalDoesNot,
}

/// Hides parts of what is said.
pub trait Veil: Sync {
    /// The parts of a paragraph that are not to be seen, in their order, each with what stands in its place. The paragraph is given as
    /// the runs of words that it is made of; places are bytes of all of them together.
    fn parts(&self, runs: &[&str]) -> Vec<(Range<usize>, String)>;
}

/// How a dossier is to look.
#[derive(Clone, Copy)]
pub struct RenderOptions<'v> {
    /// Columns; fewer than 40 count as 40.
    pub width: usize,
    /// With colours.
    pub colour: bool,
    /// Who puts right-to-left text in order.
    pub bidi: BidiMode,
    /// What is not to be seen.
    pub veil: Option<&'v dyn Veil>,
}

/// What stands above a dossier: which report it is of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct About<'a> {
    /// The file or the report's id.
    pub name: &'a str,
    /// The outlet.
    pub source: Option<&'a str>,
    /// The day of publication.
    pub published: Option<jiff::civil::Date>,
    /// The title.
    pub title: Option<&'a str>,
}

/// Columns below which nothing is laid out.
const NARROWEST: usize = 40;

/// The dossier as text, each line ended, none wider than asked for.
pub fn render(
    dossier: &Dossier,
    about: &About<'_>,
    labels: &Labels,
    lang: Lang,
    options: &RenderOptions<'_>,
) -> String {
    let width = options.width.max(NARROWEST);
    rows(page::page(dossier, about, labels, lang, width), lang, options)
}

/// Paragraphs as rows of the terminal.
fn rows(lines: Vec<page::Line>, lang: Lang, options: &RenderOptions<'_>) -> String {
    let width = options.width.max(NARROWEST);
    let terminal = Terminal::new(options, width, lang);
    let mut out = String::new();
    for mut line in lines {
        if let Some(veil) = options.veil {
            line.text.veil(veil);
        }
        if line.text.is_empty() {
            out.push('\n');
        }
        for (i, row) in layout::rows(&line.text, width - line.indent - line.hang).iter().enumerate() {
            terminal.row(&mut out, row, if i == 0 { line.indent } else { line.indent + line.hang });
        }
    }
    out
}
