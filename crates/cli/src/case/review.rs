//! `hudna review`: what people decide about a case. Every decision is an entry, and can be undone by another.

use super::look::look;
use super::open::{ledger, shelf, world};
use crate::args::NamesArgs;
use crate::case_args::{CaseArgs, CaseFormat, PrintArgs, ReviewArgs, ReviewCommand, ViewArgs};
use crate::error::CliError;
use hudna_casebook::{Casebook, Mentioned, NoSuch, PARTS, Quotes, Shelf, set_part};
use hudna_ledger::log::{Decision, Review};
use hudna_ledger::{ClaimKey, NoTexts, World};
use std::collections::HashSet;
use std::io::{Write as _, stdout};

/// Enters a decision, or lists what is to be looked at or was decided.
pub fn review(args: ReviewArgs) -> Result<(), CliError> {
    let command = match args.decision {
        None => return queue(&args),
        Some(ReviewCommand::Decisions { print }) => return decisions(&args.case, &print),
        Some(command) => command,
    };
    let mut book = Casebook::open(&args.case.case, &args.by.by)?;
    let shelf = shelf(&mut book)?;
    let world = world(&mut book, &args.case.knowledge)?;
    let all = |ids: &[String], find: &dyn Fn(&str) -> Result<String, NoSuch>| {
        ids.iter().map(|id| find(id)).collect::<Result<Vec<_>, NoSuch>>()
    };
    let decision = match command {
        ReviewCommand::Decisions { print } => return decisions(&args.case, &print),
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
    let mentioned = Mentioned::of(book)?;
    for set in sets {
        let wrong = |why: String| CliError::usage(format!("--set {set}: {why}"));
        let parts = || wrong(format!("write PART=VALUE, PART being one of {}", PARTS.join(", ")));
        let (part, value) = set.split_once('=').ok_or_else(parts)?;
        set_part(&mut to, part, value, &mentioned, world).map_err(|unset| wrong(unset.to_string()))?;
    }
    if *stands == to {
        return Err(CliError::usage(format!("{id}: the claim says all of this already; nothing to correct")));
    }
    Ok(Decision::Correct { claim: id, to: Box::new(to) })
}

/// Lists the claims to look at, and how to act.
fn queue(args: &ReviewArgs) -> Result<(), CliError> {
    let now = ViewArgs::default();
    look(&args.case, &now, &args.print, NamesArgs::default(), |book, look| {
        let mut waiting = look.ledger.queue(look.seen, look.view);
        let more = waiting.len().saturating_sub(args.limit);
        waiting.truncate(args.limit);
        let words = Quotes::of(book, &waiting.iter().map(|doubtful| doubtful.claim).collect())?;
        let viewer = look.viewer(&words);
        let things = viewer.queue(&waiting);
        match args.print.format {
            CaseFormat::Text => look.pages.queue(&things, more, &look.about),
            CaseFormat::Json => look.pages.json(&things, CaseFormat::Json),
            CaseFormat::Jsonl => things.iter().try_for_each(|thing| look.pages.json(thing, CaseFormat::Jsonl)),
        }
    })
}

/// Lists what was decided.
fn decisions(case: &CaseArgs, print: &PrintArgs) -> Result<(), CliError> {
    look(case, &ViewArgs::default(), print, NamesArgs::default(), |_, look| {
        let all: Vec<_> = look.ledger.decisions().all().collect();
        let things = look.viewer(&NoTexts).decisions(&all);
        match print.format {
            CaseFormat::Text => look.pages.list(&things, "queue.no_decisions", &look.about),
            CaseFormat::Json => look.pages.json(&things, CaseFormat::Json),
            CaseFormat::Jsonl => things.iter().try_for_each(|thing| look.pages.json(thing, CaseFormat::Jsonl)),
        }
    })
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
