//! `hudna eval --incidents`: which reports the ledger takes to tell of one incident, measured against a human's answer.

mod links;

use crate::args::EvalArgs;
use crate::engine::{Defaults, Engine, files, knowledge, world};
use crate::error::CliError;
use hudna_intake::{Format, Raw};
use hudna_ledger::log::{Act, Entry, Reading, ReportRecord};
use hudna_ledger::{Day, Domain, Ledger, ReportKey, Seen, Sketch, View, World};
use jiff::Timestamp;
use links::{Links, Score};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead as _, Write as _, stdout};
use std::path::Path;

/// The parts of a line that reading does not need.
#[derive(Deserialize)]
struct Coded {
    code: Option<String>,
    incident: Option<Incident>,
}

#[derive(Deserialize)]
struct Incident {
    code: String,
}

/// A report and the incident that a human found in it.
struct Report {
    doc: String,
    code: String,
    entries: [Entry; 2],
}

/// Reads the reports, lets the ledger see them, compares and prints.
pub fn run(file: &Path, args: &EvalArgs) -> Result<(), CliError> {
    let world = world(&files(&args.knowledge)?)?;
    let reports = reports(file, args)?;
    let mut ledger = Ledger::new(&world);
    for entry in reports.iter().flat_map(|r| &r.entries) {
        ledger.enter(entry);
    }
    let seen = ledger.see(&View::as_of(Day::LAST));
    let codes: Vec<&str> = reports.iter().map(|r| r.code.as_str()).collect();
    let ways = [
        ("ledger", ours(&seen, reports.len())),
        ("same text", same_text(&seen, reports.len())),
        ("same place", same_place(&seen, &ledger, &world, reports.len(), false)),
        ("same place and day", same_place(&seen, &ledger, &world, reports.len(), true)),
    ];
    let scores: Vec<_> = ways.iter().map(|(name, links)| (*name, halves(links, &codes))).collect();
    if args.json { print_json(&scores) } else { print(&scores, &reports, &ways[0].1, args.errors) }
}

/// Reads the file: for each line a report and its claims.
fn reports(file: &Path, args: &EvalArgs) -> Result<Vec<Report>, CliError> {
    let knowledge = knowledge(&args.knowledge)?;
    let mut engine = Engine::new(&knowledge, Defaults::default());
    let lines =
        std::io::BufReader::new(std::fs::File::open(file).map_err(|error| CliError::file(file, error))?).lines();
    let mut reports = Vec::new();
    let at = Timestamp::now();
    for (number, line) in lines.enumerate() {
        let line = line.map_err(|error| CliError::file(file, error))?;
        let wrong = |what: String| {
            CliError::input(format!(
                "{}:{}: {what}; a line is {{\"id\", \"text\", \"code\"}}",
                file.display(),
                number + 1
            ))
        };
        let coded: Coded = serde_json::from_str(&line).map_err(|error| wrong(error.to_string()))?;
        let code = coded.code.or(coded.incident.map(|i| i.code)).ok_or_else(|| wrong("it has no code".to_owned()))?;
        let report = Raw::new(file.display().to_string(), Format::Jsonl, line.into_bytes())
            .read()
            .map_err(|error| CliError::input(error.to_string()))?;
        let claims = engine.claims(&report);
        let id = ReportKey(reports.len() as u64).to_string();
        let record = ReportRecord {
            id: id.clone(),
            doc: report.doc.clone(),
            source: report.meta.source.clone(),
            url: None,
            title: None,
            published: report.meta.published,
            taken_from: None,
            received: None,
            original: String::new(),
            text: String::new(),
            sketch: Sketch::of(&report.text),
        };
        let reading = Reading { report: id, reader: String::new(), claims };
        let seq = 2 * reports.len() as u64;
        let entry = |seq, act| Entry { seq, at, by: "eval".to_owned(), act };
        let entries = [entry(seq, Act::Report(Box::new(record))), entry(seq + 1, Act::Reading(reading))];
        reports.push(Report { doc: report.doc, code, entries });
    }
    Ok(reports)
}

fn index(report: ReportKey) -> usize {
    usize::try_from(report.0).unwrap_or(usize::MAX)
}

/// Reports that share an incident of violence that somebody tells as done.
fn ours(seen: &Seen<'_>, reports: usize) -> Links {
    let mut links = Links::new(reports);
    for incident in seen.incidents.iter().filter(|i| i.domain == Domain::Violence && i.is_told()) {
        links.link(incident.facts.iter().map(|f| index(f.key.report)));
    }
    links
}

/// Baseline: reports with nearly the same text.
fn same_text(seen: &Seen<'_>, reports: usize) -> Links {
    let mut links = Links::new(reports);
    let mut groups: BTreeMap<ReportKey, Vec<usize>> = BTreeMap::new();
    for report in (0..reports as u64).map(ReportKey) {
        groups.entry(seen.lineage.origin(report)).or_default().push(index(report));
    }
    groups.into_values().for_each(|group| links.link(group.into_iter()));
    links
}

/// Baseline: reports whose claims of violence name one settlement most often, and, if asked for, one day.
fn same_place(seen: &Seen<'_>, ledger: &Ledger<'_>, world: &World, reports: usize, day: bool) -> Links {
    let names = ledger.names();
    let mut places: Vec<BTreeMap<String, usize>> = vec![BTreeMap::new(); reports];
    let mut days: Vec<BTreeMap<Day, usize>> = vec![BTreeMap::new(); reports];
    for incident in seen.incidents.iter().filter(|i| i.domain == Domain::Violence) {
        for fact in &incident.facts {
            let at = index(fact.key.report);
            for place in fact.places.iter().map(|p| names.at(names.settlement(*p))) {
                if world.is_settlement(&place.id) {
                    *places[at].entry(place.id.clone()).or_default() += 1;
                }
            }
            if fact.time.from == fact.time.to {
                *days[at].entry(fact.time.from).or_default() += 1;
            }
        }
    }
    let mut groups: HashMap<(String, Option<Day>), Vec<usize>> = HashMap::new();
    for report in 0..reports {
        let Some(place) = most(&places[report]) else { continue };
        let day = day.then(|| most(&days[report])).flatten();
        groups.entry((place, day)).or_default().push(report);
    }
    let mut links = Links::new(reports);
    groups.into_values().for_each(|group| links.link(group.into_iter()));
    links
}

/// The most frequent; of equally frequent ones the first.
fn most<T: Clone + Ord>(counts: &BTreeMap<T, usize>) -> Option<T> {
    counts.iter().rev().max_by_key(|(_, n)| **n).map(|(key, _)| key.clone())
}

/// Names of the sets of incidents that are scored apart, and the score of each.
type Scores = [(&'static str, Score); 3];

/// The score over all incidents and over two halves of them: rules are tuned on the first alone.
fn halves(links: &Links, codes: &[&str]) -> Scores {
    let half = |code: &str| code.bytes().fold(0_u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193)) >> 31;
    [
        ("first half", links.score(codes, |code| half(code) == 0)),
        ("other half", links.score(codes, |code| half(code) == 1)),
        ("all", links.score(codes, |_| true)),
    ]
}

fn print(scores: &[(&str, Scores)], reports: &[Report], ours: &Links, errors: usize) -> Result<(), CliError> {
    let mut out = stdout().lock();
    writeln!(out, "{} reports", reports.len())?;
    for (half, name) in ["first half", "other half", "all"].iter().enumerate() {
        writeln!(out, "{name} of the incidents:")?;
        for (way, scores) in scores {
            let (_, score) = scores[half];
            let ((p, r, f), (bp, br, bf)) = (score.pairs, score.b_cubed);
            writeln!(out, "  {way:20} pairs P {p:.3}  R {r:.3}  F1 {f:.3}   B3 P {bp:.3}  R {br:.3}  F1 {bf:.3}")?;
        }
    }
    let codes: Vec<&str> = reports.iter().map(|r| r.code.as_str()).collect();
    for (kind, a, b) in ours.differences(&codes).into_iter().take(errors) {
        let (a, b) = (&reports[a], &reports[b]);
        writeln!(out, "{kind}\t{}\t{}\t{}\t{}", a.code, a.doc, b.code, b.doc)?;
    }
    Ok(())
}

fn print_json(scores: &[(&str, Scores)]) -> Result<(), CliError> {
    let all: BTreeMap<&str, BTreeMap<&str, Score>> =
        scores.iter().map(|(way, halves)| (*way, halves.iter().copied().collect())).collect();
    writeln!(stdout().lock(), "{}", serde_json::to_string(&all)?)?;
    Ok(())
}
