//! `hudna knowledge check`: every mistake with its file and entry.

use crate::args::CheckArgs;
use crate::engine::files;
use crate::error::CliError;
use hudna_reader::Knowledge;
use std::io::{Write as _, stdout};

/// Checks the built-in knowledge and the user's packs together.
pub fn run(args: &CheckArgs) -> Result<(), CliError> {
    let report = Knowledge::check(&files(&args.knowledge)?);
    let mut out = stdout().lock();
    for error in &report.errors {
        writeln!(out, "error: {error}")?;
    }
    for warning in &report.warnings {
        writeln!(out, "warning: {warning}")?;
    }
    let counts: Vec<String> = report.counts.iter().map(|(name, count)| format!("{count} {name}")).collect();
    writeln!(out, "{}: {} errors, {} warnings", counts.join(", "), report.errors.len(), report.warnings.len())?;
    if report.errors.is_empty() {
        return Ok(());
    }
    Err(CliError::input(format!(
        "the knowledge has {} mistakes; each is named above with its file and entry",
        report.errors.len()
    )))
}
