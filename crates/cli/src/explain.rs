//! `hudna explain FILE:LINE`: how one line was read.

use crate::args::ExplainArgs;
use crate::engine::{Defaults, Engine, knowledge};
use crate::error::CliError;
use crate::read::day;
use hudna_intake::{Intake, Source};
use std::io::{Write as _, stdout};
use std::path::{Path, PathBuf};

/// Finds the report and the line, prints what the reader says of it.
pub fn run(args: &ExplainArgs) -> Result<(), CliError> {
    let (path, numbers) = place(&args.place)?;
    let (mut report, line) = report(&path, &numbers)?;
    let knowledge = knowledge(&args.knowledge)?;
    let mut engine = Engine::new(&knowledge, Defaults { published: day(args.published.as_deref())?, source: None });
    engine.complete(&mut report);
    let lines = report.text.lines().count();
    if line == 0 || line > lines {
        return Err(CliError::usage(format!("{}: the report has lines 1 to {lines}, not {line}", args.place)));
    }
    let Some(text) = engine.explain(&report, line) else {
        return Err(CliError::usage(format!("{}: this line is not read; it belongs to the front matter", args.place)));
    };
    stdout().lock().write_all(text.as_bytes())?;
    Ok(())
}

/// `FILE:LINE`, or `FILE:LINE:LINE` for a report of a file that holds many.
fn place(text: &str) -> Result<(PathBuf, Vec<usize>), CliError> {
    let mut rest = text;
    let mut numbers = Vec::new();
    while let Some((before, number)) = rest.rsplit_once(':') {
        let Ok(number) = number.parse() else { break };
        numbers.insert(0, number);
        rest = before;
        if numbers.len() == 2 || Path::new(rest).exists() {
            break;
        }
    }
    if numbers.is_empty() {
        return Err(CliError::usage(format!("`{text}` names no line; write FILE:LINE, as report.txt:12")));
    }
    Ok((PathBuf::from(rest), numbers))
}

fn report(path: &Path, numbers: &[usize]) -> Result<(Intake, usize), CliError> {
    if path.is_dir() {
        return Err(CliError::usage(format!("{}: is a folder; name one report", path.display())));
    }
    let failed = |error: hudna_intake::IntakeError| CliError::input(error.to_string());
    for raw in Source::new([path.to_owned()]) {
        let raw = raw.map_err(failed)?;
        match (raw.format().many(), numbers) {
            (true, &[row, line]) if raw.line() == row as u64 => return Ok((raw.read().map_err(failed)?, line)),
            (true, &[row]) if raw.line() == row as u64 => return Ok((raw.read().map_err(failed)?, 1)),
            (false, &[.., line]) => return Ok((raw.read().map_err(failed)?, line)),
            _ => {}
        }
    }
    Err(CliError::usage(format!("{}: has no report in that line", path.display())))
}
