//! What was expected beside what came out.

use super::{Case, Expected};
use hudna_claims::{Claim, Mention, Quantity, When};
use std::fmt::Write as _;

/// What differs, as lines with `-` for what is missing and `+` for what came out instead; nothing where all is right.
pub fn differences(case: &Case, claims: &[Claim]) -> String {
    let mut left: Vec<&Claim> = claims.iter().collect();
    let mut out = String::new();
    for expected in &case.claims {
        let best = left
            .iter()
            .enumerate()
            .filter(|(_, claim)| head(claim) == expected.head)
            .min_by_key(|(_, claim)| wrong(expected, claim, &case.passage).len())
            .map(|(at, _)| at);
        let Some(at) = best else {
            let _ = writeln!(out, "  - {}", expected.head);
            continue;
        };
        let claim = left.remove(at);
        let wrong = wrong(expected, claim, &case.passage);
        if !wrong.is_empty() {
            let _ = writeln!(out, "    {} ({})", expected.head, claim.rule);
        }
        for (slot, wanted, found) in wrong {
            let _ = writeln!(out, "  -   {slot}: {wanted}\n  +   {slot}: {found}");
        }
    }
    if !case.open {
        for claim in left {
            let _ = writeln!(out, "  + {} ({}: {})", head(claim), claim.rule, claim.trigger.text);
        }
    }
    out
}

fn head(claim: &Claim) -> String {
    format!("{} {}{}", claim.event, claim.modality, if claim.ceases { " ceases" } else { "" })
}

/// Slots that are not as expected: slot, expected, found.
fn wrong(expected: &Expected, claim: &Claim, passage: &str) -> Vec<(String, String, String)> {
    let mut wrong = Vec::new();
    for (slot, wanted) in &expected.slots {
        let found = found(slot, wanted, claim, passage);
        if found != *wanted {
            wrong.push((slot.clone(), wanted.clone(), found));
        }
    }
    wrong
}

/// What stands in a slot, told in as much detail as was asked for.
fn found(slot: &str, wanted: &str, claim: &Claim, passage: &str) -> String {
    let list = |mentions: &[Mention]| {
        let wanted: Vec<&str> = wanted.split(" + ").collect();
        let all: Vec<String> =
            mentions.iter().enumerate().map(|(i, m)| mention(m, wanted.get(i).unwrap_or(&""), passage)).collect();
        if all.is_empty() { "-".to_owned() } else { all.join(" + ") }
    };
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    match slot {
        "actor" => list(&claim.actor),
        "target" => list(&claim.target),
        "mediator" => list(&claim.mediator),
        "place" => list(&claim.place),
        "speaker" => list(&claim.speaker),
        "speaker_kind" => or_none(claim.speaker_kind.map(|k| k.to_string())),
        "goods" => or_none(claim.goods.clone()),
        "people" => or_none(claim.people.clone()),
        "count" => or_none(claim.count.as_ref().map(|q| quantity(q, wanted))),
        "killed" => or_none(claim.killed.as_ref().map(|q| quantity(q, wanted))),
        "injured" => or_none(claim.injured.as_ref().map(|q| quantity(q, wanted))),
        "time" => or_none(claim.time.as_ref().map(|t| time(t, wanted))),
        _ => format!("(`{slot}` is no slot)"),
    }
}

fn mention(mention: &Mention, wanted: &str, passage: &str) -> String {
    let mut text = mention.text.clone();
    if wanted.contains(" (") {
        let _ = write!(text, " ({})", mention.id.as_deref().unwrap_or("no id"));
    }
    if wanted.contains(" via ") {
        let via = mention.via.and_then(|v| passage.get(v.start..v.end)).unwrap_or("nothing");
        let _ = write!(text, " via {via}");
    }
    text
}

fn quantity(quantity: &Quantity, wanted: &str) -> String {
    let qualifier = serde_json::to_value(quantity.qualifier).ok().and_then(|q| q.as_str().map(str::to_owned));
    let mut text = format!("{} {}", qualifier.unwrap_or_default(), quantity.value);
    if let Some(high) = quantity.high {
        let _ = write!(text, "-{high}");
    }
    if wanted.split(' ').count() > 2 {
        let _ = write!(text, " {}", quantity.unit.as_deref().unwrap_or("without unit"));
    }
    text
}

fn time(when: &When, wanted: &str) -> String {
    let day = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string()).unwrap_or_default();
    let meaning = match when.duration_days {
        Some(days) if wanted.ends_with(" days") => format!("{days} days"),
        _ if when.from == when.to => day(when.from),
        _ => format!("{}..{}", day(when.from), day(when.to)),
    };
    if wanted.contains(" = ") { format!("{} = {meaning}", when.text) } else { when.text.clone() }
}
