//! `hudna eval`: the reader measured against reports that a human coded, and the ledger against incidents that a human found.

mod gold;
mod incidents;
mod keys;
mod print;
mod score;

use crate::args::EvalArgs;
use crate::engine::{Defaults, Engine, knowledge};
use crate::error::CliError;
use gold::Lines;
use hudna_intake::{Format, Raw};
use keys::Folder;
use score::{Said, Score};
use std::collections::HashMap;
use std::path::PathBuf;

/// Reads the texts, compares, prints.
pub fn run(args: &EvalArgs) -> Result<(), CliError> {
    match (&args.incidents, &args.gold) {
        (Some(file), _) => incidents::run(file, args),
        (None, Some(gold)) => reader(gold, args),
        (None, None) => Ok(()),
    }
}

/// The reader, claim by claim.
fn reader(gold: &std::path::Path, args: &EvalArgs) -> Result<(), CliError> {
    let golds = gold::load(gold)?;
    let texts = args.texts.clone().unwrap_or_else(|| beside(gold));
    let knowledge = knowledge(&args.knowledge)?;
    let mut engine = Engine::new(&knowledge, Defaults::default());
    let folder = Folder::new()?;
    let mut score = Score::default();
    let mut lines = HashMap::new();
    for gold in &golds {
        let path = texts.join(format!("{}.txt", gold.doc));
        let data = std::fs::read(&path).map_err(|error| CliError::file(&path, error))?;
        let numbered = Lines::of(data.clone());
        let report =
            Raw::new(&gold.doc, Format::Text, data).read().map_err(|error| CliError::input(error.to_string()))?;
        let said: Vec<Said> = engine
            .read(&report)
            .into_iter()
            .map(|claim| Said { line: numbered.at(claim.trigger.start), claim })
            .collect();
        score.add(&folder, gold, &said);
        lines.insert(gold.doc.clone(), numbered);
    }
    let claims = golds.iter().map(|g| g.claims.len()).sum();
    if args.json {
        print::json(&score)
    } else {
        print::figures(&score, golds.len(), claims)?;
        print::differences(&score, &lines, args)
    }
}

/// The folder `texts` beside or inside the folder of codings.
fn beside(gold: &std::path::Path) -> PathBuf {
    let inside = gold.join("texts");
    if inside.is_dir() { inside } else { gold.join("../texts") }
}
