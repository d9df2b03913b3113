//! The state from outside: cases of many reports, each entered in several orders, and what must come out as of which day.
//!
//! `cases/README.md` says how a case is written. `CASE=part-of-a-name` runs only those cases.

mod expect;
mod given;
mod histories;
#[path = "../knowledge/mod.rs"]
mod knowledge;
mod parts;
mod render;
mod sieges;
mod support;

use support::{Case, orders};

/// The files of the cases, in the order of their names.
fn cases() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/state/cases");
    let wanted = std::env::var("CASE").unwrap_or_default();
    let mut all: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("the folder of cases is there")
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .map(|path| {
            let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).expect("the case can be read");
            (name, text)
        })
        .filter(|(name, _)| name.contains(&wanted))
        .collect();
    all.sort();
    all
}

#[test]
fn every_case_comes_to_its_state_in_any_order_of_arrival() {
    let mut faults = Vec::new();
    for (name, text) in cases() {
        let case = Case::parse(&name, &text);
        let mut first: Option<Vec<serde_json::Value>> = None;
        for order in orders(case.entries.len()) {
            let seen = case.see(&order);
            match &first {
                None => {
                    faults.extend(case.check(&seen));
                    faults.extend(expect::unexplained(&seen).into_iter().map(|rule| format!("{name}: {rule}")));
                    first = Some(seen);
                }
                Some(first) => {
                    for ((view, a), b) in case.views.iter().zip(first).zip(&seen).filter(|((_, a), b)| a != b) {
                        let known = format!("{name}, as of {}: the order {order:?} gives another state", view.as_of);
                        faults.push(format!("{known}\n  {}", expect::difference(a, b)));
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
