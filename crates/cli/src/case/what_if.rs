//! `hudna what-if`: what would change without a source, a report or a claim.

use super::find::several;
use super::look::look;
use crate::case_args::{CaseFormat, WhatIfArgs};
use crate::error::CliError;
use hudna_ledger::{Day, Ledger, NoId, NoTexts, ReportInfo, View, Without};

/// Prints what would change.
pub fn what_if(args: &WhatIfArgs) -> Result<(), CliError> {
    look(&args.case, &args.view, &args.print, args.names, |_, look| {
        let without: Vec<Without> =
            args.without.iter().map(|text| without(text, look.ledger)).collect::<Result<_, _>>()?;
        let after = look.ledger.see(&View { without: without.clone(), ..look.view.clone() });
        let found = look.viewer(&NoTexts).what_if(&without, &after);
        match args.print.format {
            CaseFormat::Text => look.pages.what_if(&found, &look.about),
            CaseFormat::Json => look.pages.json(&found, CaseFormat::Json),
            CaseFormat::Jsonl => found.changes.iter().try_for_each(|change| look.pages.json(change, CaseFormat::Jsonl)),
        }
    })
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
            let all = ledger.reports().map(|info| info.key.to_string());
            let id = only(all, what)?.ok_or_else(|| wrong("the case has no such report".to_owned()))?;
            id.parse().map(Without::Report).map_err(|error: NoId| wrong(error.to_string()))
        }
        "claim" => {
            let view = View::as_of(Day::LAST);
            let reports = ledger.reports().flat_map(|info| ledger.claims_of(info.key, &view));
            let id = only(reports.map(|claim| claim.to_string()), what)?;
            let id = id.ok_or_else(|| wrong("the case has no such claim".to_owned()))?;
            id.parse().map(Without::Claim).map_err(|error: NoId| wrong(error.to_string()))
        }
        _ => Err(wrong(format!("`{kind}` is none of source, report, claim"))),
    }
}

/// The one of this id, or the only one whose id begins so.
fn only(all: impl Iterator<Item = String>, id: &str) -> Result<Option<String>, CliError> {
    const SHOWN: usize = 6;
    let mut found: Vec<String> = all.filter(|known| !id.is_empty() && known.starts_with(id)).collect();
    found.sort_unstable();
    match found.as_slice() {
        [] => Ok(None),
        [first, ..] if first == id => Ok(Some(id.to_owned())),
        [one] => Ok(Some(one.clone())),
        all => Err(several(id, &all.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>())),
    }
}
