//! A case from outside: reports go in, each is answered for, and the state comes out down to the quoted words.

mod support;

use serde_json::Value;
use std::fs;
use std::path::Path;
use support::{hudna, out, run};

const REPORT: &str = "---\npublished: 2021-01-20\nsource: موقع الاختبار\n---\n\
قال سكان من حي طي إن قوات الأسايش تحاصر الحي منذ 15 كانون الثاني.\n";
const LATER: &str = "---\npublished: 2021-02-03\nsource: مراسل الاختبار\n---\n\
رفعت قوات الأسايش الحصار عن حي طي في القامشلي صباح الأربعاء.\n";

fn json(command: &[&str], case: &Path, more: &[&str]) -> Value {
    let mut all = hudna(command);
    let done = run(all.arg(case).args(more).args(["--format", "json"]));
    serde_json::from_str(&out(&done)).unwrap_or_else(|error| panic!("{command:?}: {error}"))
}

fn case(folder: &Path) -> std::path::PathBuf {
    fs::write(folder.join("1.txt"), REPORT).expect("it can be written");
    fs::write(folder.join("2.txt"), LATER).expect("it can be written");
    let case = folder.join("case.hudna");
    let added = out(&run(hudna(["add"]).arg(&case).arg(folder.join("1.txt")).arg(folder.join("2.txt"))));
    assert_eq!(added.matches("added  ").count(), 2, "{added}");
    case
}

#[test]
fn a_siege_holds_until_it_is_lifted_and_says_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = case(folder.path());
    for (day, state) in [("2021-01-25", "in-force"), ("2021-02-05", "lifted")] {
        let status = json(&["status"], &case, &["--as-of", day]);
        for key in ["sieges", "agreements", "access", "checkpoints", "control", "detainees", "casualties", "changes"] {
            assert!(status[key].is_array(), "{key} is missing");
        }
        assert_eq!(status["sieges"][0]["state"], state, "as of {day}");
    }
    let id = json(&["status"], &case, &[])["sieges"][0]["id"].as_str().expect("an id").to_owned();
    let why = json(&["why"], &case, &[&id]);
    let quoted = why["why"].to_string();
    assert!(quoted.contains("رفعت قوات الأسايش الحصار عن حي طي"), "{quoted}");
    let text = out(&run(hudna(["why"]).arg(&case).arg(&id)));
    assert!(text.contains("is told to have been lifted on 3 February 2021"), "{text}");
}

#[test]
fn the_same_report_is_one_and_what_is_left_out_was_never_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = case(folder.path());
    let again = out(&run(hudna(["add"]).arg(&case).arg(folder.path().join("1.txt"))));
    assert!(again.contains("already there"), "{again}");
    let without = json(&["what-if"], &case, &["--without", "source:مراسل الاختبار"]);
    assert!(without["changes"].as_array().is_some_and(|all| !all.is_empty()), "{without}");
    let unknown = run(hudna(["what-if"]).arg(&case).args(["--without", "source:nobody"]));
    assert_eq!(unknown.status.code(), Some(2));
    let missing = run(hudna(["status"]).arg(folder.path().join("none.hudna")));
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("no such case"));
}

#[test]
fn an_archive_is_known_from_the_days_of_its_reports() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = case(folder.path());
    let case = folder.path().join("archive.hudna");
    run(hudna(["add", "--archive"]).arg(&case).arg(folder.path().join("1.txt")).arg(folder.path().join("2.txt")));
    let known = json(&["status"], &case, &["--known-by", "2021-01-31", "--as-of", "2021-02-05"]);
    assert_eq!((known["reports"].clone(), known["sieges"][0]["state"].clone()), (1.into(), "in-force".into()));
    let entered = json(&["status"], &first, &["--known-by", "2021-01-31"]);
    assert_eq!(entered["reports"], 0, "what is not an archive is known from its entry on");
}

#[test]
fn the_demo_makes_the_example_case() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = folder.path().join("demo.hudna");
    let demo = run(hudna(["demo", "--format", "json", "--as-of", "2021-02-05", "--case"]).arg(&case));
    let status: Value = serde_json::from_str(&out(&demo)).expect("JSON");
    assert_eq!(status["reports"], 22);
    assert!(status["agreements"].as_array().is_some_and(|all| !all.is_empty()));
    let due = json(&["due"], &case, &["--as-of", "2021-02-05"]);
    assert!(due.as_array().is_some_and(|all| !all.is_empty()));
    let incidents = out(&run(hudna(["incidents", "--format", "jsonl"]).arg(&case)));
    for line in incidents.lines() {
        let incident: Value = serde_json::from_str(line).expect("a JSON line");
        let told = |key: &str| incident["record"][key].as_array().is_some_and(|all| !all.is_empty());
        assert!(told("claims") && told("reports") && incident["parts"][0]["quote"]["sentence"].is_string(), "{line}");
    }
    assert!(out(&run(hudna(["timeline"]).arg(&case))).contains("3 February 2021"));
}
