//! The example case: its reports, read by the command and entered into a ledger, come to the state that `expected.toml` was
//! thought through to hold, as of each of its dates.

#[path = "example_case/meets.rs"]
mod meets;
mod support;

use hudna_ledger::log::{Act, Entry, Reading, ReportRecord};
use hudna_ledger::{Day, Ledger, Sketch, View, World};
use jiff::Timestamp;
use jiff::civil::Date;
use meets::{Judge, list, text};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use support::{hudna, out, path, run};

const CASE: &str = "../../../examples/hasakah-2021";

/// What the entries of `expected.toml` are about, and what the state calls it.
const STATES: [(&str, &str); 7] = [
    ("siege", "sieges"),
    ("siege_absent", "sieges"),
    ("access", "access"),
    ("checkpoint", "checkpoints"),
    ("control", "control"),
    ("detainees", "detainees"),
    ("casualties", "casualties"),
];
const AGREEMENTS: [(&str, &str); 2] = [("agreement", "agreements"), ("agreement_absent", "agreements")];

#[test]
fn the_example_comes_to_the_state_that_was_thought_through_by_hand() {
    assert_met(&STATES);
}

#[test]
fn the_example_comes_to_the_agreements_that_were_thought_through_by_hand() {
    assert_met(&AGREEMENTS);
}

fn assert_met(kinds: &[(&str, &str)]) {
    let world = world();
    let reports = reports();
    let expected = fs::read_to_string(path(CASE).join("expected.toml")).expect("it is there");
    let expected: toml::Value = toml::from_str(&expected).expect("it is TOML");
    let mut missed = Vec::new();
    // What is known not to be met yet says so in the file, with the reason.
    let open = |wanted: &&toml::Value| wanted.get("open").is_none();
    for wanted in list(&expected, "as_of").iter().chain(list(&expected, "without")).filter(open) {
        let date = text(wanted, "date");
        let without: Vec<&str> = list(wanted, "reports").iter().filter_map(toml::Value::as_str).collect();
        let state = state(&world, &reports, date, &without);
        let tag = if without.is_empty() { date.to_owned() } else { format!("{date} without {without:?}") };
        if wanted.get("same").is_some() {
            let (was, is) = (in_brief(&self::state(&world, &reports, date, &[])), in_brief(&state));
            let changed = was.iter().filter(|(id, was)| is.get(*id) != Some(*was));
            missed.extend(changed.map(|(id, was)| format!("{tag}: {id} is no longer {was}")));
        }
        let judge = Judge { world: &world, state: &state };
        for (kind, key) in kinds {
            for entry in list(wanted, kind).iter().filter(open) {
                let faults = judge.faults(kind, key, entry);
                missed.extend(faults.into_iter().map(|fault| format!("{tag}: {kind} {fault}")));
            }
        }
    }
    assert!(missed.is_empty(), "{} expectations are not met:\n{}", missed.len(), missed.join("\n"));
}

/// The reports of the example, as the command reads them with the example's own knowledge.
fn reports() -> Vec<Value> {
    let case = path(CASE);
    let read = run(hudna(["read", "--format", "json", "--knowledge"]).arg(case.join("knowledge")).arg(&case));
    let reports: Vec<Value> = out(&read).lines().map(|line| serde_json::from_str(line).expect("it is JSON")).collect();
    assert_eq!(reports.len(), 22, "the reports of the example");
    reports
}

/// The world of the built-in knowledge and of the example's.
fn world() -> World {
    let mut files = Vec::new();
    for root in [path("../../../knowledge"), path(CASE).join("knowledge")] {
        let first = files.len();
        collect(&root, &root, &mut files);
        files[first..].sort();
    }
    World::from_files(files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
        .expect("the knowledge is well formed")
}

fn collect(root: &Path, folder: &Path, into: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("the knowledge is there") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            collect(root, &path, into);
        } else {
            let name = path.strip_prefix(root).expect("it lies inside").to_string_lossy().into_owned();
            into.push((name, fs::read_to_string(&path).expect("it can be read")));
        }
    }
}

/// The state as of a date, with all reports but these.
fn state(world: &World, reports: &[Value], date: &str, without: &[&str]) -> Value {
    let mut ledger = Ledger::new(world);
    let mut seq = 0;
    let mut enter = |act| {
        ledger.enter(&Entry { seq, at: Timestamp::UNIX_EPOCH, by: "test".to_owned(), act });
        seq += 1;
    };
    for (number, read) in reports.iter().enumerate() {
        let report = &read["report"];
        let word = |key: &str| report[key].as_str().map(str::to_owned);
        let doc = word("doc").unwrap_or_default();
        if without.iter().any(|name| doc.ends_with(name)) {
            continue;
        }
        let id = format!("r{number:016x}");
        let whole = report["text"].as_str().unwrap_or_default();
        let body = whole.splitn(3, "---\n").nth(2).unwrap_or(whole);
        enter(Act::Report(Box::new(ReportRecord {
            id: id.clone(),
            doc,
            source: word("source"),
            url: None,
            title: None,
            published: word("published").map(|day| day.parse().expect("it is a day")),
            taken_from: None,
            received: None,
            original: String::new(),
            text: String::new(),
            sketch: Sketch::of(body),
        })));
        let claims = serde_json::from_value(read["claims"].clone()).expect("they are claims");
        enter(Act::Reading(Reading { report: id, reader: "test".to_owned(), claims }));
    }
    let day: Date = date.parse().expect("it is a day");
    serde_json::to_value(ledger.see(&View::as_of(Day::from(day))).state).expect("it can be written")
}

/// How all things stand and how sure that is, by id.
fn in_brief(state: &Value) -> BTreeMap<String, String> {
    let all = state.as_object().into_iter().flat_map(|parts| parts.values()).filter_map(Value::as_array).flatten();
    all.map(|record| {
        let of = |key: &str| record[key].as_str().map(str::to_owned).unwrap_or_else(|| record[key].to_string());
        (of("id"), format!("{} ({}, {} sources)", of("state"), of("confidence"), of("independent_sources")))
    })
    .collect()
}
