//! `hudna show` and `hudna why`: one thing of a case, and the way from it back to the quoted words.

use super::facts::{page, pages, quotes};
use super::find::{several, thing};
use super::open::{book, ledger, view, world};
use super::outline::Outline;
use super::page::{Pages, json};
use super::shelf::Shelf;
use crate::case_args::{CaseFormat, ShowArgs};
use crate::error::CliError;
use hudna_casebook::{Casebook, Quotes};
use hudna_ledger::log::Act;
use hudna_ledger::{Day, Fact, Incident, Ledger, Names, Seen, WhyClaim, WhyIncident, WhyStep};
use jiff::civil::Date;
use serde_json::{Value, json as value};
use std::collections::BTreeSet;

/// Prints one thing.
pub fn show(args: &ShowArgs) -> Result<(), CliError> {
    let mut book = book(&args.case)?;
    let world = world(&mut book, &args.case.knowledge)?;
    let ledger = ledger(&mut book, &world)?;
    let seen = ledger.see(&view(&args.view)?);
    let found = found(&args.id, &mut book, &ledger, &seen)?;
    match args.print.format {
        CaseFormat::Text => Outline::new(&args.print, &args.case.knowledge)?.thing(found.part, &found.entry),
        format => json(&found.entry, format),
    }
}

/// Prints why one thing holds.
pub fn why(args: &ShowArgs) -> Result<(), CliError> {
    let mut book = book(&args.case)?;
    let world = world(&mut book, &args.case.knowledge)?;
    let ledger = ledger(&mut book, &world)?;
    let view = view(&args.view)?;
    let seen = ledger.see(&view);
    let found = found(&args.id, &mut book, &ledger, &seen)?;
    let steps = found.reasons();
    let wanted: BTreeSet<&str> = steps.iter().flat_map(|step| &step.incidents).map(String::as_str).collect();
    let known = seen.incidents.iter().map(|incident| (incident.id.to_string(), incident));
    let known: Vec<(String, &Incident<'_>)> = known.filter(|(id, _)| wanted.contains(id.as_str())).collect();
    let quotes = quotes(&mut book, &known.iter().map(|(_, incident)| *incident).collect::<Vec<_>>())?;
    let of = |step: &Step| {
        let given = known.iter().filter(|(id, _)| step.incidents.contains(id));
        given.map(|(_, incident)| *incident).collect::<Vec<_>>()
    };
    if args.print.format == CaseFormat::Text {
        let pages = Pages::new(&args.print, &args.case.knowledge)?;
        let about = pages.about(&args.case.case, &view, ledger.last_day(), 0, &world);
        let told = |step: &Step| WhyStep {
            rule: step.rule.clone(),
            day: step.day.as_str().and_then(|day| day.parse::<Date>().ok()).map_or(Day::FIRST, Day::from),
            incidents: of(step).into_iter().map(|incident| with_words(incident, ledger.names(), &quotes)).collect(),
        };
        let steps: Vec<WhyStep> = steps.iter().map(told).collect();
        return pages.why(found.entry["id"].as_str().unwrap_or(&args.id), &seen.state, &steps, &about);
    }
    let told = |step: &Step| {
        let incidents = of(step).into_iter().map(|incident| page(incident, ledger.names(), &quotes));
        value!({ "rule": step.rule, "day": step.day, "incidents": incidents.collect::<Vec<_>>() })
    };
    let steps: Vec<Value> = steps.iter().map(told).collect();
    let chain = value!({ "part": found.part, "id": found.entry["id"], "state": found.entry, "why": steps });
    json(&chain, args.print.format)
}

/// An incident with the words of its claims.
fn with_words(incident: &Incident<'_>, names: &Names, quotes: &Quotes) -> WhyIncident {
    let claim = |fact: &Fact| {
        let quote = quotes.quote(fact.key);
        let sentence = quote.map(|quote| quote.sentence.clone()).unwrap_or_default();
        let trigger = quote.and_then(|quote| sentence.find(&quote.trigger).map(|at| at..at + quote.trigger.len()));
        WhyClaim {
            id: fact.key.to_string(),
            source: quote.and_then(|quote| quote.source.clone()),
            published: quote.and_then(|quote| quote.published).map(Day::from),
            speakers: fact.speakers.iter().map(|who| names.who(*who)).collect(),
            speaker_kind: fact.speaker_kind,
            modality: fact.modality,
            trigger: trigger.unwrap_or(0..0),
            sentence,
        }
    };
    WhyIncident {
        id: incident.id.to_string(),
        event: incident.event,
        ceases: incident.ceases,
        actors: incident.actors.iter().map(|who| names.who(*who)).collect(),
        places: incident.places.iter().map(|place| names.at(*place)).collect(),
        from: incident.from,
        to: incident.to,
        confidence: incident.weighing.confidence,
        claims: incident.facts.iter().map(|fact| claim(fact)).collect(),
    }
}

/// A thing of a case.
struct Found {
    part: &'static str,
    entry: Value,
}

/// A reason: the rule, its day, the incidents that it was given.
struct Step {
    rule: String,
    day: Value,
    incidents: Vec<String>,
}

impl Found {
    /// What the thing rests on: its reasons, and of terms their evidence.
    fn reasons(&self) -> Vec<Step> {
        if self.part == "incidents" {
            let id = self.entry["id"].as_str().map(str::to_owned);
            return vec![Step {
                rule: "told".to_owned(),
                day: self.entry["from"].clone(),
                incidents: id.into_iter().collect(),
            }];
        }
        let mut all = Vec::new();
        steps(&self.entry, &mut all);
        all
    }
}

fn steps(entry: &Value, all: &mut Vec<Step>) {
    let texts = |value: &Value| -> Vec<String> {
        value.as_array().into_iter().flatten().filter_map(|id| id.as_str().map(str::to_owned)).collect()
    };
    for reason in entry["because"].as_array().into_iter().flatten() {
        let rule = reason["rule"].as_str().unwrap_or_default().to_owned();
        all.push(Step { rule, day: reason["day"].clone(), incidents: texts(&reason["incidents"]) });
    }
    for evidence in entry["evidence"].as_array().into_iter().flatten() {
        let weight = evidence["weight"].as_str().unwrap_or("evidence");
        let incidents = evidence["incident"].as_str().map(str::to_owned).into_iter().collect();
        all.push(Step { rule: format!("evidence-{weight}"), day: evidence["day"].clone(), incidents });
    }
    entry["terms"].as_array().into_iter().flatten().for_each(|term| steps(term, all));
}

/// What an id names: a part of the state, an incident (by any of its claims), a claim or a report.
fn found(id: &str, book: &mut Casebook, ledger: &Ledger<'_>, seen: &Seen<'_>) -> Result<Found, CliError> {
    let state = serde_json::to_value(&seen.state)?;
    if let Some((part, entry)) = thing(&state, id)? {
        return Ok(Found { part, entry: entry.clone() });
    }
    let (claim, is_report) = (id.strip_prefix('i').unwrap_or(id), id.starts_with('r') && !id.contains('.'));
    if is_report {
        return report(id, book);
    }
    let mut with: Vec<&Incident<'_>> = Vec::new();
    for incident in &seen.incidents {
        let own = incident.id.to_string() == id;
        if own || incident.facts.iter().any(|fact| fact.key.to_string().starts_with(claim)) {
            with.push(incident);
            if own {
                with = vec![incident];
                break;
            }
        }
    }
    match with.as_slice() {
        [] => Err(CliError::usage(format!(
            "{id}: the case has nothing of this id in this view; `hudna status` and `hudna incidents` list ids"
        ))),
        [first, ..] if with.len() == 1 || id.contains('.') => {
            let page = pages(book, &[*first], ledger.names())?.pop();
            Ok(Found { part: "incidents", entry: serde_json::to_value(page)? })
        }
        found => {
            let ids: Vec<String> = found.iter().take(6).map(|incident| incident.id.to_string()).collect();
            Err(several(id, &ids.iter().map(String::as_str).collect::<Vec<_>>()))
        }
    }
}

/// A report with its claims.
fn report(id: &str, book: &mut Casebook) -> Result<Found, CliError> {
    let id = Shelf::of(book)?.report(id)?;
    let (mut record, mut claims) = (None, None);
    book.each(|entry| match entry.act {
        Act::Report(report) if report.id == id => record = Some((report, entry.seq, entry.at, entry.by)),
        Act::Reading(reading) if reading.report == id => claims = Some(reading.claims),
        _ => {}
    })?;
    let Some((record, seq, at, by)) = record else {
        return Err(CliError::usage(format!("{id}: the case has no such report; `hudna incidents` lists reports")));
    };
    let claims: Vec<Value> = claims.unwrap_or_default().iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
    let mut entry = serde_json::to_value(record)?;
    if let Some(fields) = entry.as_object_mut() {
        fields.remove("sketch");
        fields.insert("entry".to_owned(), value!({ "seq": seq, "at": at, "by": by }));
        fields.insert("claims".to_owned(), Value::Array(claims));
    }
    Ok(Found { part: "reports", entry })
}
