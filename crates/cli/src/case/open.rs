//! What commands on a case begin with: the case, the world, the view.

use crate::case_args::{CaseArgs, ViewArgs};
use crate::engine;
use crate::error::CliError;
use hudna_casebook::{Casebook, Shelf, today};
use hudna_intake::parse_date;
use hudna_ledger::{Day, Ledger, View, World};
use hudna_reader::KnowledgeFile;
use jiff::civil::Date;
use std::path::PathBuf;

/// The case, for looking at. What is damaged in it is named on standard error and left out.
pub fn book(args: &CaseArgs) -> Result<Casebook, CliError> {
    Ok(Casebook::open(&args.case, "")?)
}

/// The knowledge for a case: the built-in one, the case's own, the user's.
pub fn files(book: Option<&mut Casebook>, packs: &[PathBuf]) -> Result<Vec<KnowledgeFile>, CliError> {
    let mut files = engine::files(&[])?;
    let own = book.map_or(Ok(Vec::new()), Casebook::knowledge)?;
    files.extend(own.into_iter().map(|(path, text)| KnowledgeFile { path, text }));
    for pack in packs {
        files.extend(engine::pack_files(pack)?);
    }
    Ok(files)
}

/// What the ledger of a case knows of the world.
pub fn world(book: &mut Casebook, packs: &[PathBuf]) -> Result<World, CliError> {
    engine::world(&files(Some(book), packs)?)
}

/// The ledger of a case. Damaged entries are named on standard error and left out.
pub fn ledger<'w>(book: &mut Casebook, world: &'w World) -> Result<Ledger<'w>, CliError> {
    let ledger = book.ledger(world)?;
    tell_faults(book);
    Ok(ledger)
}

/// The ids of a case. What is damaged is named on standard error and left out.
pub fn shelf(book: &mut Casebook) -> Result<Shelf, CliError> {
    let shelf = Shelf::of(book)?;
    tell_faults(book);
    Ok(shelf)
}

/// Names on standard error what was found damaged when the case was last read.
pub fn tell_faults(book: &Casebook) {
    for fault in book.faults() {
        eprintln!("hudna: {fault}; it is left out (`hudna verify` for all that is damaged)");
    }
}

/// The view that the options ask for.
pub fn view(args: &ViewArgs) -> Result<View, CliError> {
    let as_of = match date("--as-of", args.as_of.as_deref())? {
        Some(day) => Day::from(day),
        None => today(),
    };
    let known_by = date("--known-by", args.known_by.as_deref())?.map(|day| Day::from(day).last_second());
    Ok(View { as_of, known_by, without: Vec::new() })
}

fn date(option: &str, text: Option<&str>) -> Result<Option<Date>, CliError> {
    let Some(text) = text else { return Ok(None) };
    let wrong = || CliError::usage(format!("{option} {text}: no date; write it as YYYY-MM-DD"));
    parse_date(text).map(Some).ok_or_else(wrong)
}
