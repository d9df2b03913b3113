//! `hudna incidents`, `hudna timeline`, `hudna due`: lists over a case.

use super::facts::pages;
use super::find::Asked;
use super::open::{book, ledger, view, world};
use super::outline::Outline;
use super::page::json;
use crate::case_args::{CaseFormat, ListArgs};
use crate::error::CliError;
use hudna_ledger::{Incident, World, dues};
use serde_json::Value;

/// Prints all incidents with their claims and reports.
pub fn incidents(args: &ListArgs) -> Result<(), CliError> {
    told(args, |_| true, |_| {}, Outline::incidents)
}

/// Prints what is told as a fact, day by day.
pub fn timeline(args: &ListArgs) -> Result<(), CliError> {
    let by_day = |all: &mut Vec<&Incident<'_>>| all.sort_by_key(|incident| (incident.from, incident.to));
    told(args, |incident| !incident.ahead, by_day, Outline::timeline)
}

fn told(
    args: &ListArgs,
    wanted: impl Fn(&Incident<'_>) -> bool,
    order: impl Fn(&mut Vec<&Incident<'_>>),
    text: impl Fn(&Outline, &[Value]) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let mut book = book(&args.case)?;
    let world = world(&mut book, &args.case.knowledge)?;
    let ledger = ledger(&mut book, &world)?;
    let seen = ledger.see(&view(&args.view)?);
    let mut all: Vec<&Incident<'_>> = seen.incidents.iter().filter(|incident| wanted(incident)).collect();
    order(&mut all);
    let all = pages(&mut book, &all, ledger.names())?;
    print(args, serde_json::to_value(all)?, &world, text)
}

/// Prints who owes what.
pub fn due(args: &ListArgs) -> Result<(), CliError> {
    let mut book = book(&args.case)?;
    let world = world(&mut book, &args.case.knowledge)?;
    let ledger = ledger(&mut book, &world)?;
    let view = view(&args.view)?;
    let seen = ledger.see(&view);
    let all = dues(&seen.state.agreements, view.as_of, world.background());
    print(args, serde_json::to_value(all)?, &world, Outline::due)
}

/// Prints a list, only what concerns a place where one is asked for.
fn print(
    args: &ListArgs,
    mut list: Value,
    world: &World,
    text: impl Fn(&Outline, &[Value]) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let asked = args.place.as_deref().map(|place| Asked::new(place, &list, world)).transpose()?;
    if let (Some(asked), Some(all)) = (asked, list.as_array_mut()) {
        all.retain(|one| asked.concerns(one));
    }
    let all = list.as_array().map(Vec::as_slice).unwrap_or_default();
    match args.print.format {
        CaseFormat::Jsonl => all.iter().try_for_each(|one| json(one, CaseFormat::Jsonl)),
        CaseFormat::Json => json(&list, CaseFormat::Json),
        CaseFormat::Text => text(&Outline::new(&args.print, &args.case.knowledge)?, all),
    }
}
