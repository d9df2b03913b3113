//! `hudna incidents`, `hudna timeline`, `hudna due`: lists over a case.

use super::facts::{IncidentPage, pages};
use super::open::{book, ledger, view, world};
use super::page::{Printer, json};
use crate::case_args::{CaseFormat, ListArgs};
use crate::error::CliError;
use hudna_ledger::{Incident, Named, World, dues};
use serde_json::Value;
use std::sync::Arc;

/// Prints all incidents with their claims and reports.
pub fn incidents(args: &ListArgs) -> Result<(), CliError> {
    let all = listed(args, |_| true)?;
    print(args, all, Printer::incidents)
}

/// Prints what is told as a fact, day by day.
pub fn timeline(args: &ListArgs) -> Result<(), CliError> {
    let mut all = listed(args, |incident| !incident.ahead)?;
    all.sort_by_key(|incident| (incident.from, incident.to));
    print(args, all, Printer::timeline)
}

fn listed(args: &ListArgs, wanted: impl Fn(&Incident<'_>) -> bool) -> Result<Vec<IncidentPage>, CliError> {
    let mut book = book(&args.case)?;
    let world = world(&mut book, &args.case.knowledge)?;
    let ledger = ledger(&mut book, &world)?;
    let seen = ledger.see(&view(&args.view)?);
    let incidents: Vec<&Incident<'_>> = seen.incidents.iter().filter(|incident| wanted(incident)).collect();
    let mut all = pages(&mut book, &incidents, ledger.names())?;
    if let Some(place) = &args.place {
        all.retain(|incident| incident.places.iter().any(|at| is_at(at, place, &world)));
    }
    Ok(all)
}

/// A place is the one of this name or id, or lies in it.
fn is_at(at: &Arc<Named>, place: &str, world: &World) -> bool {
    at.ar == place || at.en.eq_ignore_ascii_case(place) || world.lies_in(&at.id, place)
}

/// Prints who owes what.
pub fn due(args: &ListArgs) -> Result<(), CliError> {
    let mut book = book(&args.case)?;
    let world = world(&mut book, &args.case.knowledge)?;
    let ledger = ledger(&mut book, &world)?;
    let view = view(&args.view)?;
    let seen = ledger.see(&view);
    let mut all = dues(&seen.state.agreements, view.as_of, world.background());
    if let Some(place) = &args.place {
        all.retain(|due| due.places.iter().any(|at| is_at(at, place, &world)));
    }
    let all: Vec<Value> = all.iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
    output(args, all, Printer::due)
}

fn print(
    args: &ListArgs,
    all: Vec<IncidentPage>,
    text: impl Fn(&Printer, &[Value]) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let all: Vec<Value> = all.iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
    output(args, all, text)
}

fn output(
    args: &ListArgs,
    all: Vec<Value>,
    text: impl Fn(&Printer, &[Value]) -> Result<(), CliError>,
) -> Result<(), CliError> {
    match args.print.format {
        CaseFormat::Jsonl => all.iter().try_for_each(|one| json(one, CaseFormat::Jsonl)),
        CaseFormat::Json => json(&Value::Array(all), CaseFormat::Json),
        CaseFormat::Text => text(&Printer::new(&args.print, &args.case.knowledge)?, &all),
    }
}
