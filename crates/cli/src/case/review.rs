//! `hudna review`: what people decide about a case. Every decision is an entry, and can be undone by another.

use super::correct::{Named, in_order, set};
use super::open::world;
use super::shelf::Shelf;
use crate::case_args::{ReviewArgs, ReviewCommand};
use crate::error::CliError;
use hudna_casebook::{Casebook, Quotes};
use hudna_ledger::log::{Decision, Review};
use hudna_ledger::{ClaimKey, World};
use std::collections::{BTreeSet, HashSet};
use std::io::{Write as _, stdout};

/// Enters a decision, or lists those that were taken.
pub fn review(args: ReviewArgs) -> Result<(), CliError> {
    let mut book = Casebook::open(&args.case.case, &args.by.by)?;
    let shelf = Shelf::of(&mut book)?;
    let Some(command) = args.decision else { return list(&shelf) };
    let decision = match command {
        ReviewCommand::Accept { claim } => Decision::Accept { claim: shelf.claim(&claim)? },
        ReviewCommand::Reject { claim } => Decision::Reject { claim: shelf.claim(&claim)? },
        ReviewCommand::Correct { claim, set } => {
            let world = world(&mut book, &args.case.knowledge)?;
            correct(shelf.claim(&claim)?, &set, &mut book, &world)?
        }
        ReviewCommand::Join { claims } => {
            Decision::Join { claims: several(&claims, |id| shelf.claim_or_incident(id))? }
        }
        ReviewCommand::Split { claims } => Decision::Split { claims: several(&claims, |id| shelf.claim(id))? },
        ReviewCommand::SameReport { reports } => {
            Decision::SameReport { reports: several(&reports, |id| shelf.report(id))? }
        }
        ReviewCommand::Withdraw { report } => Decision::Withdraw { report: shelf.report(&report)? },
        ReviewCommand::Source { source, reliability, follows } => {
            if reliability.is_none() && follows.is_none() {
                return Err(CliError::usage("source: write --reliability A to F, or --follows NAME, or both"));
            }
            let world = world(&mut book, &args.case.knowledge)?;
            let source = outlet(&source, &shelf, &world)?;
            let follows = follows.map(|name| world.outlet(&name).map_or(name, |outlet| outlet.id.clone()));
            Decision::Source { source, reliability, follows }
        }
        ReviewCommand::Undo { entry } => undo(entry, &shelf)?,
    };
    let told = in_words(&decision);
    let number = book.review(&Review { reason: args.reason, decision })?;
    writeln!(stdout(), "entered as {number}: {told}")?;
    Ok(())
}

/// Looks several ids up; two of them at least are to be different.
fn several(ids: &[String], find: impl Fn(&str) -> Result<String, CliError>) -> Result<Vec<String>, CliError> {
    let mut all = Vec::new();
    for id in ids {
        let found = find(id)?;
        if !all.contains(&found) {
            all.push(found);
        }
    }
    match all.as_slice() {
        [only] => Err(CliError::usage(format!("{}: all are {only}; name two or more", ids.join(" ")))),
        _ => Ok(all),
    }
}

fn correct(id: String, sets: &[String], book: &mut Casebook, world: &World) -> Result<Decision, CliError> {
    let gone = || CliError::input(format!("{id}: its reading cannot be read; `hudna verify` for all that is damaged"));
    let key: ClaimKey = id.parse().map_err(|_| gone())?;
    let quotes = Quotes::of(book, &HashSet::from([key]))?;
    let mut to = quotes.claim(key).ok_or_else(gone)?.clone();
    let named = Named::of(book)?;
    for part in sets {
        set(&mut to, part, &named, world)?;
    }
    in_order(&to)?;
    if quotes.claim(key) == Some(&to) {
        return Err(CliError::usage(format!("{id}: the claim says all of this already; nothing to correct")));
    }
    Ok(Decision::Correct { claim: id, to: Box::new(to) })
}

/// The outlet of this name: by its id in the knowledge, or as reports of the case name it.
fn outlet(name: &str, shelf: &Shelf, world: &World) -> Result<String, CliError> {
    if let Some(outlet) = world.outlet(name) {
        return Ok(outlet.id.clone());
    }
    if shelf.outlets.contains(name) {
        return Ok(name.to_owned());
    }
    let known: Vec<&str> = shelf.outlets.iter().map(String::as_str).collect();
    let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    Err(CliError::usage(format!("{name}: no outlet of the knowledge or of the case; its reports are of {known}")))
}

fn undo(entry: u64, shelf: &Shelf) -> Result<Decision, CliError> {
    if !shelf.decisions.contains_key(&entry) {
        return Err(CliError::usage(format!(
            "{entry}: no decision has this number; `hudna review CASE` lists the decisions"
        )));
    }
    if shelf.undone().contains(&entry) {
        return Err(CliError::usage(format!(
            "{entry}: this decision was undone before; to have it hold again, undo the undoing"
        )));
    }
    Ok(Decision::Undo { entry })
}

fn list(shelf: &Shelf) -> Result<(), CliError> {
    let undone: BTreeSet<u64> = shelf.undone();
    let mut out = stdout().lock();
    if shelf.decisions.is_empty() {
        writeln!(out, "no decisions")?;
    }
    for (number, decided) in &shelf.decisions {
        let day = decided.at.strftime("%Y-%m-%d %H:%M:%SZ");
        let what = in_words(&decided.review.decision);
        write!(out, "{number:>6}  {day}  {}  {what}", plain(&decided.by))?;
        if !decided.review.reason.is_empty() {
            write!(out, "  because: {}", plain(&decided.review.reason))?;
        }
        writeln!(out, "{}", if undone.contains(number) { "  (undone)" } else { "" })?;
    }
    Ok(out.flush()?)
}

/// Text of others on one line, with nothing that steers a terminal.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn in_words(decision: &Decision) -> String {
    match decision {
        Decision::Accept { claim } => format!("accept {claim}"),
        Decision::Reject { claim } => format!("reject {claim}"),
        Decision::Correct { claim, to } => format!("correct {claim} to {} ({})", to.event, to.modality),
        Decision::Join { claims } => format!("join {}", claims.join(" ")),
        Decision::Split { claims } => format!("split {}", claims.join(" ")),
        Decision::SameReport { reports } => format!("same-report {}", reports.join(" ")),
        Decision::Withdraw { report } => format!("withdraw {report}"),
        Decision::Source { source, reliability, follows } => {
            let reliability = reliability.map(|grade| format!(", reliability {grade}")).unwrap_or_default();
            let follows = follows.as_ref().map(|name| format!(", follows {}", plain(name))).unwrap_or_default();
            format!("source {}{reliability}{follows}", plain(source))
        }
        Decision::Undo { entry } => format!("undo {entry}"),
    }
}
