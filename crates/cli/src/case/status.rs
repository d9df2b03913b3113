//! `hudna status`: what holds in a case as of a day, and what changed before it.

use super::find::Asked;
use super::open::{book, ledger, view, world};
use super::page::Pages;
use crate::case_args::{CaseFormat, StatusArgs};
use crate::error::CliError;
use hudna_ledger::{Change, Day, Ledger, Record, State, View, changes};
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeSet;

/// The whole of `hudna status --format json`.
#[derive(Serialize)]
struct Status<'s> {
    case: &'s str,
    as_of: Day,
    #[serde(skip_serializing_if = "Option::is_none")]
    known_by: Option<Timestamp>,
    /// The last day of which any report is: of what came after it, nothing is known.
    last_report: Option<Day>,
    /// The first and the last day on which any report was received: before them, nothing was known.
    received: Option<(Day, Day)>,
    reports: usize,
    claims: usize,
    #[serde(flatten)]
    state: &'s State,
    changes: Vec<Change>,
}

/// Prints the state of a case.
pub fn status(args: &StatusArgs) -> Result<(), CliError> {
    let mut book = book(&args.case)?;
    let world = world(&mut book, &args.case.knowledge)?;
    let ledger = ledger(&mut book, &world)?;
    let view = view(&args.view)?;
    let mut seen = ledger.see(&view);
    let days = i32::from(args.changes);
    let last_report = ledger.last_day();
    let mut changes = changed(&ledger, &view, &seen.state, days);
    if let Some(place) = &args.place {
        let asked = Asked::new(place, &ledger)?;
        let there = Record::of_state(&seen.state).filter(|record| asked.concerns(&record.places()));
        let kept: BTreeSet<String> = there.map(|record| record.id()).collect();
        keep(&mut seen.state, &kept);
        changes.retain(|change| kept.iter().any(|id| change.id.starts_with(id.as_str())));
    }
    let pages = Pages::new(&args.print, &args.case.knowledge)?;
    let pages = pages.with_names(args.names, &args.case, &mut book)?;
    if args.print.format == CaseFormat::Text {
        let about = pages.about(&args.case.case, &view, &ledger, usize::from(args.changes));
        return pages.status(&seen, &changes, &about);
    }
    let status = Status {
        case: &args.case.case,
        as_of: view.as_of,
        known_by: view.known_by.and_then(|second| Timestamp::from_second(second).ok()),
        last_report,
        received: ledger.received(),
        reports: seen.reports,
        claims: seen.claims,
        state: &seen.state,
        changes,
    };
    pages.json(&serde_json::to_value(&status)?, args.print.format)
}

/// Leaves only the things with these ids.
fn keep(state: &mut State, kept: &BTreeSet<String>) {
    state.sieges.retain(|thing| kept.contains(&thing.id));
    state.agreements.retain(|thing| kept.contains(&thing.id));
    state.access.retain(|thing| kept.contains(&thing.id));
    state.checkpoints.retain(|thing| kept.contains(&thing.id));
    state.control.retain(|thing| kept.contains(&thing.id));
    state.detainees.retain(|thing| kept.contains(&thing.id));
    state.casualties.retain(|thing| kept.contains(&thing.id.to_string()));
}

/// What changed in so many days up to a day; where no report is of those days, up to the last report's.
fn changed(ledger: &Ledger<'_>, view: &View, now: &State, days: i32) -> Vec<Change> {
    let last = ledger.last_day().unwrap_or(view.as_of).min(view.as_of);
    let before = ledger.see(&View { as_of: last.plus(-days), ..view.clone() });
    let dates = last.plus(-days).date().zip(view.as_of.date());
    changes(&before.state, now, dates.map(|(from, to)| (from.into(), to.into())))
}
