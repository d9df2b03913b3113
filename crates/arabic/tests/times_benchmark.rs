//! The shared benchmark of Arabic time and number phrases (Duckling's conventions), where this machine has it.
//!
//! Left out, and counted as such: negative numbers (reports count things), and national days, which differ by country.
//! Read otherwise on purpose: `عيد الفصح` (in news of Palestine it is Passover as often as Easter), `المولد` alone (a common
//! noun), `بداية شهر رمضان` (here its first ten days, as `بداية` of any month), `٫77` (a decimal without its whole).
//! A moment must agree in begin and grain, an interval in both ends. The benchmark names an end by the day (or hour)
//! that it falls in, [`TimeSpan`] by the half-open end: an inclusive end may therefore lie one unit later.

mod common;

use common::Line;
use hudna_arabic::times::{Grain, Preference, TimeSpan};
use jiff::civil::{DateTime, date};
use serde_json::Value;
use std::collections::BTreeMap;

/// At least this share of the phrases that are not left out.
const FLOOR: f64 = 0.95;

fn moment(v: &Value) -> Option<DateTime> {
    v.as_str()?.get(..19)?.parse().ok()
}

fn grain(v: &Value) -> Option<Grain> {
    serde_json::from_value(v.clone()).ok()
}

fn step(t: DateTime, g: Grain) -> Option<DateTime> {
    use jiff::ToSpan;
    let span = match g {
        Grain::Minute => 1.minute(),
        Grain::Hour => 1.hour(),
        Grain::Day => 1.day(),
        Grain::Week => 1.week(),
        Grain::Month => 1.month(),
        _ => 1.year(),
    };
    t.checked_add(span).ok()
}

fn time_agrees(span: &TimeSpan, expected: &Value) -> bool {
    if expected["type"] == "value" {
        return span.from == moment(&expected["value"]) && Some(span.grain) == grain(&expected["grain"]);
    }
    let (from, to) = (&expected["from"], &expected["to"]);
    let begins = span.from == moment(&from["value"]);
    let end = moment(&to["value"]);
    let inclusive = end.zip(grain(&to["grain"])).and_then(|(t, g)| step(t, g));
    begins && span.to.is_some() && (span.to == end || span.to == inclusive)
}

fn agrees(line: &Line<'_>, kind: &str, expected: &Value) -> bool {
    let all = line.tokens.len();
    let reference = date(2013, 2, 12).at(4, 30, 0, 0);
    match kind {
        "numeral_ar" | "ordinal_ar" => line.number(0).is_some_and(|n| {
            n.last == all
                && n.ordinal == (kind == "ordinal_ar")
                && expected["value"].as_f64().is_some_and(|v| (v - n.written).abs() < 1e-9)
        }),
        _ => line.time(0, Some(reference), Preference::Future).is_some_and(|t| {
            t.last == all
                && if kind == "duration_ar" {
                    let seconds = expected["normalized"]["value"].as_f64().unwrap_or(-1.0);
                    t.duration_days.is_some_and(|d| (d * 86_400.0 - seconds).abs() < 0.5)
                } else {
                    time_agrees(&t, expected)
                }
        }),
    }
}

#[test]
fn temporal_benchmark() {
    let Some(path) = common::shared().map(|s| s.join("benchmarks/temporal/arabic_expressions_dev.json")) else {
        println!("temporal benchmark: skipped, no shared folder (set HUDNA_SHARED)");
        return;
    };
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("temporal benchmark: skipped, {} is not there", path.display());
        return;
    };
    let data: Value = serde_json::from_str(&text).expect("the benchmark is JSON");
    let (lists, lexicon) = (common::lists(), common::lexicon());
    let mut by_kind: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut left_out = 0;
    for example in data["examples"].as_array().expect("examples") {
        let (kind, phrase) = (example["kind"].as_str().expect("kind"), example["phrase"].as_str().expect("phrase"));
        let expected = &example["expected"];
        if expected["value"].as_f64().is_some_and(|v| v < 0.0) || expected["holiday"] == "National Day" {
            left_out += 1;
            continue;
        }
        let line = Line::new(&lists, &lexicon, phrase);
        let ok = agrees(&line, kind, expected);
        let entry = by_kind.entry(kind.to_owned()).or_default();
        entry.1 += 1;
        entry.0 += usize::from(ok);
        if !ok {
            let time = line.time(0, Some(date(2013, 2, 12).at(4, 30, 0, 0)), Preference::Future);
            println!("differs: {kind} {phrase} expected {expected} got {time:?} {:?}", line.number(0));
        }
    }
    let (passed, total) = by_kind.values().fold((0, 0), |(p, t), v| (p + v.0, t + v.1));
    for (kind, (p, t)) in &by_kind {
        println!("{kind}: {p}/{t}");
    }
    println!("all: {passed}/{total}, left out: {left_out}");
    assert!(passed as f64 >= FLOOR * total as f64, "{passed} of {total} agree");
}
