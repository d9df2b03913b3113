//! A case from outside: reports go in, each is answered for, and the state comes out down to the quoted words.

mod support;

use serde_json::Value;
use std::fs;
use std::path::Path;
use support::{err, hudna, out, run};

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
fn what_was_redacted_is_not_added_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = case(folder.path());
    let first = folder.path().join("1.txt");
    let known = out(&run(hudna(["add", "--json"]).arg(&case).arg(&first)));
    let known: Value = serde_json::from_str(&known).expect("JSON");
    let report = known["report"].as_str().expect("an id");
    let gone = run(hudna(["redact"]).arg(&case).args([report, "--reason", "a name", "--by", "ana", "--yes"]));
    assert!(gone.status.success(), "{}", err(&gone));
    let again = run(hudna(["add"]).arg(&case).arg(&first));
    assert_eq!(again.status.code(), Some(2));
    assert!(err(&again).contains("was redacted") && err(&again).contains("1 rejected"), "{}", err(&again));
    let row: Value = serde_json::from_str(&out(&run(hudna(["add", "--json"]).arg(&case).arg(&first)))).expect("JSON");
    assert_eq!((&row["fate"], &row["report"]), (&"redacted".into(), &report.into()), "{row}");
    // Not by another reading either: it would quote what was taken out.
    let pack = folder.path().join("pack");
    fs::create_dir_all(pack.join("sources")).expect("a folder");
    fs::write(pack.join("sources/more.toml"), "# Made for a test.\n").expect("it can be written");
    let read = run(hudna(["add", "--knowledge"]).arg(&pack).arg(&case).arg(&first));
    assert!(err(&read).contains("was redacted"), "{}", err(&read));
    assert_eq!(json(&["status"], &case, &[])["reports"], 1);
}

#[test]
fn nothing_to_add_makes_no_case() {
    let folder = tempfile::tempdir().expect("a folder");
    let (case, empty) = (folder.path().join("case.hudna"), folder.path().join("empty.hudna"));
    let bad = folder.path().join("bad.html");
    fs::write(&bad, b"<html></html>").expect("it can be written");
    fs::write(&empty, b"").expect("it can be written");
    for case in [&case, &empty] {
        let added = run(hudna(["add"]).arg(case).arg(&bad));
        assert_eq!(added.status.code(), Some(2), "{}", err(&added));
        assert!(err(&added).contains("no case was made"), "{}", err(&added));
    }
    assert!(!case.exists());
    assert_eq!(fs::metadata(&empty).expect("a file").len(), 0);
    fs::write(folder.path().join("1.txt"), REPORT).expect("it can be written");
    let added = run(hudna(["add"]).arg(&empty).arg(folder.path().join("1.txt")));
    assert!(added.status.success(), "{}", err(&added));
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
    let page = out(&run(hudna(["status"]).arg(&first).args(["--known-by", "2021-01-31"])));
    assert!(page.contains("No report was known by 31 January 2021"), "{page}");
    assert!(page.contains("hudna add --archive"), "{page}");
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
