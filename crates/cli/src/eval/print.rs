//! The table of figures and the list of differences.

use super::gold::Lines;
use super::score::{FIGURES, Score};
use crate::args::EvalArgs;
use crate::error::CliError;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::io::{Write as _, stdout};

/// The table as people read it.
pub fn figures(score: &Score, reports: usize, claims: usize) -> Result<(), CliError> {
    let mut out = stdout().lock();
    writeln!(out, "{reports} reports, {claims} gold claims")?;
    for name in FIGURES {
        let count = score.count(name);
        let (p, r, f) = count.rates();
        writeln!(
            out,
            "{name:10} P {p:.3}  R {r:.3}  F1 {f:.3}   ({}/{} said, {} gold)",
            count.hits, count.said, count.gold
        )?;
    }
    writeln!(out, "by event:")?;
    let mut events: Vec<_> = score.events.iter().collect();
    events.sort_by_key(|(_, count)| Reverse(count.gold));
    for (event, count) in events {
        writeln!(out, "  {event:18} F1 {:.3}  gold {}  said {}", count.rates().2, count.gold, count.said)?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Figure {
    p: f64,
    r: f64,
    f1: f64,
}

/// The figures for programs, in the order of the table.
pub fn json(score: &Score) -> Result<(), CliError> {
    let round = |x: f64| (x * 10_000.0).round() / 10_000.0;
    let mut parts = Vec::with_capacity(FIGURES.len());
    for name in FIGURES {
        let (p, r, f1) = score.count(name).rates();
        let figure = serde_json::to_string(&Figure { p: round(p), r: round(r), f1: round(f1) })?;
        parts.push(format!("\"{name}\": {figure}"));
    }
    writeln!(stdout().lock(), "{{{}}}", parts.join(", "))?;
    Ok(())
}

/// The differences, each with its sentence.
pub fn differences(score: &Score, lines: &HashMap<String, Lines>, args: &EvalArgs) -> Result<(), CliError> {
    let wanted = |kind: &str, event: &str, doc: &str| {
        let among = |list: &[String], value: &str| list.is_empty() || list.iter().any(|v| v == value);
        among(&args.only, kind) && among(&args.event, event) && among(&args.doc, doc)
    };
    let all: Vec<_> = score.differences.iter().filter(|d| wanted(d.kind, &d.event, &d.doc)).collect();
    let mut out = stdout().lock();
    for d in all.iter().take(args.errors) {
        writeln!(out, "\n{}\t{}:{}\t{}\t{}\t{}", d.kind, d.doc, d.line, d.event, d.detail, d.trigger)?;
        writeln!(out, "\t{}", lines.get(&d.doc).map(|l| l.text(d.line)).unwrap_or_default())?;
    }
    if args.errors > 0 && all.len() > args.errors {
        writeln!(out, "\n{} of {} differences shown; --errors {} shows all", args.errors, all.len(), all.len())?;
    }
    Ok(())
}
