//! The project's own coded reports: they are whole, and the reader does not get worse on them. `make update` raises the record when it got better.

mod support;

use hudna_claims::{Event, Modality};
use serde_json::{Map, Value};
use std::path::PathBuf;
use support::{hudna, out, path, run};

/// The figures that may not fall.
const KEPT: [&str; 6] = ["claim", "event", "modality", "actor", "place", "speaker"];
const ROLES: [&str; 5] = ["actor", "target", "mediator", "place", "speaker"];

fn folder() -> PathBuf {
    path("../../../evaluation")
}

fn json(path: &std::path::Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A figure in thousandths, rounded down: the command gives four digits.
fn thousandths(figure: &Value) -> u64 {
    let figure = figure.as_f64().expect("a figure");
    (figure * 10_000.0).round() as u64 / 10
}

fn reached() -> Map<String, Value> {
    let output = run(hudna(["eval", "--json", "--gold"]).arg(folder()));
    assert!(output.status.success(), "{}", support::err(&output));
    let figures: Value = serde_json::from_str(&out(&output)).expect("JSON");
    KEPT.iter().map(|name| ((*name).to_owned(), figures[name]["f1"].clone())).collect()
}

#[test]
fn the_reader_gets_no_worse() {
    let file = folder().join("figures.json");
    let (record, reached) = (json(&file), reached());
    let now = |name: &str| thousandths(&reached[name]);
    if std::env::var_os("UPDATE_FIGURES").is_some() {
        let lines = KEPT.map(|name| {
            let best = now(name).max(record.get(name).map_or(0, thousandths));
            format!("  \"{name}\": {}.{:03}", best / 1000, best % 1000)
        });
        std::fs::write(&file, format!("{{\n{}\n}}\n", lines.join(",\n"))).expect("the record is written");
        return;
    }
    let mut fallen = Vec::new();
    for name in KEPT {
        let (is, was) = (now(name), thousandths(&record[name]));
        if is < was {
            fallen.push(format!("{name} .{was:03} -> .{is:03}"));
        } else if is > was {
            eprintln!("{name} rose from .{was:03} to .{is:03}: `make update` records it");
        }
    }
    assert!(
        fallen.is_empty(),
        "the reader got worse on evaluation/: {}. Mend the reading; if the loss is meant, lower evaluation/figures.json by hand \
         and say why in the commit (`make update` only ever raises it)",
        fallen.join(", ")
    );
}

#[test]
fn every_coding_stands_on_its_text() {
    let mut faults = Vec::new();
    let codings = [folder(), folder().join("studied")].into_iter().flat_map(|set| {
        let coded = std::fs::read_dir(set.join("coded")).expect("codings");
        coded.map(move |entry| (set.clone(), entry.expect("a coding").path()))
    });
    for (set, file) in codings {
        let coding = json(&file);
        let doc = coding["doc"].as_str().expect("a doc");
        let text = std::fs::read_to_string(set.join(format!("texts/{doc}.txt")))
            .unwrap_or_else(|error| panic!("texts/{doc}.txt: {error}"));
        let lines: Vec<&str> = text.splitn(3, "---\n").last().unwrap_or_default().lines().collect();
        let entities = coding["entities"].as_object().expect("entities");
        for (id, entity) in entities {
            for alias in entity["aliases"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                if !text.contains(alias) {
                    faults.push(format!("{doc}: {id} is nowhere called {alias}"));
                }
            }
        }
        for claim in coding["claims"].as_array().expect("claims") {
            let field = |name: &str| claim[name].as_str().unwrap_or_default();
            let (line, trigger) = (claim["line"].as_u64().expect("a line") as usize, field("trigger"));
            let mut fault = |what: &str| faults.push(format!("{doc}, line {line}, {trigger}: {what}"));
            if trigger.is_empty() || !lines.get(line).is_some_and(|text| text.contains(trigger)) {
                fault("the trigger is not in the line");
            }
            if field("event").parse::<Event>().is_err() || field("modality").parse::<Modality>().is_err() {
                fault("event or modality is none of the codebook");
            }
            for filler in ROLES.iter().flat_map(|role| claim[role].as_array().into_iter().flatten()) {
                if !filler.as_str().is_some_and(|id| entities.contains_key(id)) {
                    fault(&format!("{filler} is no entity"));
                }
            }
            if claim.get("speaker").is_some() && field("speaker_kind").is_empty() {
                fault("a speaker has a kind");
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
