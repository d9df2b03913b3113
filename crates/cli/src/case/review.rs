//! `hudna review`: what people decide about a case. Every decision is an entry, and can be undone by another.

use super::correct::{Named, set};
use super::open::{ledger, world};
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
    let world = world(&mut book, &args.case.knowledge)?;
    let all = |ids: &[String], find: &dyn Fn(&str) -> Result<String, CliError>| {
        ids.iter().map(|id| find(id)).collect::<Result<Vec<_>, CliError>>()
    };
    let decision = match command {
        ReviewCommand::Accept { claim } => Decision::Accept { claim: shelf.claim(&claim)? },
        ReviewCommand::Reject { claim } => Decision::Reject { claim: shelf.claim(&claim)? },
        ReviewCommand::Correct { claim, set } => correct(shelf.claim(&claim)?, &set, &mut book, &shelf, &world)?,
        ReviewCommand::Join { claims } => Decision::Join { claims: all(&claims, &|id| shelf.claim_or_incident(id))? },
        ReviewCommand::Split { claims } => Decision::Split { claims: all(&claims, &|id| shelf.claim(id))? },
        ReviewCommand::SameReport { reports } => {
            Decision::SameReport { reports: all(&reports, &|id| shelf.report(id))? }
        }
        ReviewCommand::Withdraw { report } => Decision::Withdraw { report: shelf.report(&report)? },
        ReviewCommand::Source { source, reliability, follows } => {
            let name = |name: String| world.outlet(&name).map_or(name, |outlet| outlet.id.clone());
            Decision::Source { source: name(source), reliability, follows: follows.map(name) }
        }
        ReviewCommand::Undo { entry } => Decision::Undo { entry },
    };
    let told = in_words(&decision);
    let ledger = ledger(&mut book, &world)?;
    let number = book.review(&Review { reason: args.reason, decision }, &ledger)?;
    writeln!(stdout(), "entered as {number}: {told}; `hudna review CASE undo {number}` takes it back")?;
    Ok(())
}

/// The claim as it stands, with parts of it set anew.
fn correct(
    id: String,
    sets: &[String],
    book: &mut Casebook,
    shelf: &Shelf,
    world: &World,
) -> Result<Decision, CliError> {
    let gone = || CliError::input(format!("{id}: its reading cannot be read; `hudna verify` for all that is damaged"));
    let key: ClaimKey = id.parse().map_err(|_| gone())?;
    let quotes = Quotes::of(book, &HashSet::from([key]))?;
    let stands = shelf.decisions.corrected(&id).or(quotes.claim(key)).ok_or_else(gone)?;
    let mut to = stands.clone();
    let named = Named::of(book)?;
    for part in sets {
        set(&mut to, part, &named, world)?;
    }
    if *stands == to {
        return Err(CliError::usage(format!("{id}: the claim says all of this already; nothing to correct")));
    }
    Ok(Decision::Correct { claim: id, to: Box::new(to) })
}

fn list(shelf: &Shelf) -> Result<(), CliError> {
    let undone: BTreeSet<u64> = shelf.decisions.undone();
    let mut out = stdout().lock();
    if shelf.decisions.all().next().is_none() {
        writeln!(out, "no decisions")?;
    }
    for decided in shelf.decisions.all() {
        let number = decided.entry;
        let day = decided.at.strftime("%Y-%m-%d %H:%M:%SZ");
        let what = in_words(&decided.review.decision);
        write!(out, "{number:>6}  {day}  {}  {what}", plain(&decided.by))?;
        if !decided.review.reason.is_empty() {
            write!(out, "  because: {}", plain(&decided.review.reason))?;
        }
        writeln!(out, "{}", if undone.contains(&number) { "  (undone)" } else { "" })?;
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
