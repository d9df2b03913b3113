//! `hudna incidents`, `hudna timeline`, `hudna due`: lists over a case.

use super::find::Asked;
use super::look::{Look, look};
use crate::case_args::{CaseFormat, ListArgs, PrintArgs};
use crate::error::CliError;
use hudna_casebook::Quotes;
use hudna_ledger::{Incident, Named, NoTexts, Thing};
use serde_json::to_value;
use std::collections::HashSet;
use std::sync::Arc;

/// Prints all incidents with their claims and reports.
pub fn incidents(args: &ListArgs) -> Result<(), CliError> {
    look(&args.case, &args.view, &args.print, args.names, |book, look| {
        let asked = asked(args, look)?;
        let wanted = |incident: &&Incident<'_>| {
            let places: Vec<Arc<Named>> = incident.places.iter().map(|place| look.ledger.names().at(*place)).collect();
            asked.as_ref().is_none_or(|asked| asked.concerns(&places))
        };
        let all: Vec<&Incident<'_>> = look.seen.incidents.iter().filter(wanted).collect();
        let claims: HashSet<_> = all.iter().flat_map(|incident| incident.facts.iter().map(|fact| fact.key)).collect();
        let words = look.pages.quotes(Quotes::of(book, &claims)?, book)?;
        let viewer = look.viewer(&words);
        let things: Vec<Thing<'_>> = all.into_iter().map(|incident| viewer.incident(incident)).collect();
        print(&things, &args.print, "status.no_incidents", look)
    })
}

/// Prints who owes what.
pub fn due(args: &ListArgs) -> Result<(), CliError> {
    look(&args.case, &args.view, &args.print, args.names, |_, look| {
        let asked = asked(args, look)?;
        let mut things = look.viewer(&NoTexts).due();
        if let Some(asked) = asked {
            things.retain(|thing| thing.record.as_ref().is_some_and(|record| asked.concerns(&record.places())));
        }
        print(&things, &args.print, "status.nothing_due", look)
    })
}

/// Prints the course of a case.
pub fn timeline(args: &ListArgs) -> Result<(), CliError> {
    look(&args.case, &args.view, &args.print, args.names, |_, look| {
        let asked = asked(args, look)?;
        let wanted = |places: &[Arc<Named>]| asked.as_ref().is_none_or(|asked| asked.concerns(places));
        let timeline = look.viewer(&NoTexts).timeline(wanted);
        match args.print.format {
            CaseFormat::Text => look.pages.timeline(&timeline, &look.about),
            CaseFormat::Json => look.pages.json(&timeline, CaseFormat::Json),
            CaseFormat::Jsonl => {
                timeline.incidents.iter().try_for_each(|spot| look.pages.json(spot, CaseFormat::Jsonl))
            }
        }
    })
}

/// The place that is asked for, if any is.
fn asked<'w>(args: &ListArgs, look: &Look<'w>) -> Result<Option<Asked<'w>>, CliError> {
    let asked = |place: &String| Asked::new(place, look.ledger);
    args.place.as_ref().map(asked).transpose()
}

fn print(things: &[Thing<'_>], print: &PrintArgs, nothing: &str, look: &Look<'_>) -> Result<(), CliError> {
    match print.format {
        CaseFormat::Text => look.pages.list(things, nothing, &look.about),
        CaseFormat::Json => look.pages.json(&to_value(things)?, CaseFormat::Json),
        CaseFormat::Jsonl => things.iter().try_for_each(|thing| look.pages.json(thing, CaseFormat::Jsonl)),
    }
}
