//! `hudna show` and `hudna why`: one thing of a case, and the way from it back to the quoted words.

use super::look::look;
use crate::case_args::{CaseFormat, ShowArgs};
use crate::error::CliError;
use hudna_casebook::{Casebook, Quotes};
use hudna_ledger::{Kind, Link, NoTexts, NotFound, Thing, Viewer, WhyStep};
use serde::Serialize;
use std::collections::HashSet;

/// Prints one thing.
pub fn show(args: &ShowArgs) -> Result<(), CliError> {
    look(&args.case, &args.view, &args.print, args.names, |book, look| {
        let link = found(&args.id, &look.viewer(&NoTexts))?;
        let words = look.pages.quotes(words(&link, book, &look.viewer(&NoTexts))?, book)?;
        let thing = look.viewer(&words).get(&link).ok_or_else(|| nothing(&args.id))?;
        match args.print.format {
            CaseFormat::Text => look.pages.thing(&thing, &look.about),
            format => look.pages.json(&thing, format),
        }
    })
}

/// The whole of `hudna why --format json`.
#[derive(Serialize)]
struct Why<'w, 's> {
    #[serde(flatten)]
    thing: &'w Thing<'s>,
    /// Its reasons, each with the incidents that it was given.
    why: &'w [WhyStep<'s>],
}

/// Prints why one thing holds.
pub fn why(args: &ShowArgs) -> Result<(), CliError> {
    look(&args.case, &args.view, &args.print, args.names, |book, look| {
        let bare = look.viewer(&NoTexts);
        let link = found(&args.id, &bare)?;
        let thing = bare.get(&link).ok_or_else(|| nothing(&args.id))?;
        let wanted: HashSet<_> = bare.claims_of(&thing).into_iter().chain(bare.quoted_by(&link)).collect();
        let words = look.pages.quotes(Quotes::of(book, &wanted)?, book)?;
        let viewer = look.viewer(&words);
        let thing = viewer.get(&link).ok_or_else(|| nothing(&args.id))?;
        let steps = viewer.why(&thing);
        match args.print.format {
            CaseFormat::Text => look.pages.why(&thing, &steps, &look.about),
            format => look.pages.json(&Why { thing: &thing, why: &steps }, format),
        }
    })
}

/// What an id names.
fn found(id: &str, viewer: &Viewer<'_>) -> Result<Link, CliError> {
    viewer.find(id).map_err(|error| CliError::usage(error.to_string()))
}

fn nothing(id: &str) -> CliError {
    CliError::usage(NotFound::Nothing(id.to_owned()).to_string())
}

/// The words that a thing's page shows.
fn words(link: &Link, book: &mut Casebook, viewer: &Viewer<'_>) -> Result<Quotes, CliError> {
    match (link.kind, link.id.parse()) {
        (Kind::Report, Ok(report)) => Ok(Quotes::of_report(book, report)?),
        _ => Ok(Quotes::of(book, &viewer.quoted_by(link).into_iter().collect())?),
    }
}
