//! `hudna what-if`: what would change without a source, a report or a claim.

use super::open::{book, ledger, view, world};
use super::outline::Outline;
use super::page::json;
use crate::case_args::{CaseFormat, WhatIfArgs};
use crate::error::CliError;
use hudna_ledger::{Ledger, NoId, ReportInfo, View, Without, changes};
use serde_json::{Value, json as value};

/// Prints what would change.
pub fn what_if(args: &WhatIfArgs) -> Result<(), CliError> {
    let mut book = book(&args.case)?;
    let world = world(&mut book, &args.case.knowledge)?;
    let ledger = ledger(&mut book, &world)?;
    let with = view(&args.view)?;
    let without = args.without.iter().map(|text| without(text, &ledger)).collect::<Result<_, _>>()?;
    let without = View { without, ..with.clone() };
    let (before, after) = (ledger.see(&with), ledger.see(&without));
    let found = changes(&before.state, &after.state, None);
    let found: Vec<Value> = found.iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
    match args.print.format {
        CaseFormat::Jsonl => found.iter().try_for_each(|change| json(change, CaseFormat::Jsonl)),
        CaseFormat::Json => {
            let left_out =
                value!({ "reports": before.reports - after.reports, "claims": before.claims - after.claims });
            json(&value!({ "without": args.without, "left_out": left_out, "changes": found }), CaseFormat::Json)
        }
        CaseFormat::Text => Outline::new(&args.print, &args.case.knowledge)?.changes(&found),
    }
}

fn without(text: &str, ledger: &Ledger<'_>) -> Result<Without, CliError> {
    let wrong = |why: String| CliError::usage(format!("--without {text}: {why}"));
    let Some((kind, what)) = text.split_once(':') else {
        return Err(wrong("write source:NAME, report:ID or claim:ID".to_owned()));
    };
    match kind {
        "source" => {
            let id = ledger.world().outlet(what).map_or(what, |outlet| outlet.id.as_str());
            let of = |r: &ReportInfo| r.source.as_deref() == Some(id) || r.outlet.as_ref().is_some_and(|o| o.id == id);
            if ledger.reports().any(of) || ledger.names().find_actor(id).is_some() {
                return Ok(Without::Source(id.to_owned()));
            }
            Err(wrong("no report of the case is of this outlet, and no claim of this speaker".to_owned()))
        }
        "report" => {
            let key = what.parse().map_err(|error: NoId| wrong(error.to_string()))?;
            let there = ledger.reports().any(|r| r.key == key);
            if there { Ok(Without::Report(key)) } else { Err(wrong("the case has no such report".to_owned())) }
        }
        "claim" => what.parse().map(Without::Claim).map_err(|error: NoId| wrong(error.to_string())),
        _ => Err(wrong(format!("`{kind}` is none of source, report, claim"))),
    }
}
