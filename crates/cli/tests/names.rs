//! `--redact-names`: no command says a personal name then, in whatever format and language; offices and bodies stay.

mod support;

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use support::{err, hudna, out, path, run};

/// Reports that name persons in every slot and elsewhere, and what may not be left of them.
const DATA: &str = "../../casebook/tests/names";

fn lines(name: &str) -> Vec<String> {
    let text = fs::read_to_string(path(DATA).join(name)).expect("it is there");
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

/// Fails where anything is left of a name.
fn says_no_name(text: &str, what: &str) {
    for gone in lines("gone.txt") {
        if let Some(at) = text.find(&gone) {
            let before: String = text[..at].chars().rev().take(60).collect();
            let after: String = text[at..].chars().take(80).collect();
            panic!("{what} says {gone}: …{}{after}…", before.chars().rev().collect::<String>());
        }
    }
}

fn case(folder: &Path) -> PathBuf {
    let case = folder.join("karim.hudna");
    let added = run(hudna(["add"]).arg(&case).arg(path(DATA).join("reports")));
    assert_eq!(out(&added).matches("added  ").count(), 3, "{}", out(&added));
    case
}

#[test]
fn no_view_of_a_case_says_a_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = case(folder.path());
    let asked = |command: &str, more: &[&str]| {
        let done = run(hudna([command]).arg(&case).args(more).args(["--as-of", "2021-02-10"]));
        assert!(done.status.success(), "{command} {more:?}: {}", err(&done));
        out(&done)
    };
    let incidents: Value = serde_json::from_str(&asked("incidents", &["--format", "json"])).expect("JSON");
    let all = incidents.as_array().expect("a list");
    assert!(all.len() > 8, "the reports tell of {} incidents only", all.len());
    let mut things: Vec<String> = all.iter().map(|i| i["id"].as_str().unwrap_or_default().to_owned()).collect();
    let claims = all.iter().flat_map(|i| i["record"]["claims"].as_array().into_iter().flatten());
    things.extend(claims.filter_map(|claim| claim.as_str().map(str::to_owned)));
    let reports = all.iter().flat_map(|i| i["record"]["reports"].as_array().into_iter().flatten());
    things.extend(reports.filter_map(|report| report.as_str().map(str::to_owned)));
    things.sort();
    things.dedup();
    things.push("sdf".to_owned());
    // Each costs a start of the command: JSON says both languages, and a line of it what the whole says.
    let lists = ["status", "incidents", "timeline", "due"];
    let mut named = String::new();
    for (format, lang, lists, each) in [
        ("json", "en", &lists[..], 13),
        ("text", "ar", &lists[..], 29),
        ("text", "en", &lists[..2], 97),
        ("jsonl", "en", &lists[1..2], 97),
    ] {
        let how = ["--redact-names", "--lang", lang, "--format", format, "--bidi", "on", "--width", "120"];
        let mut told = |command: &str, more: &[&str]| {
            let text = asked(command, &[more, &how].concat());
            says_no_name(&text, &format!("{command} {more:?} {lang} {format}"));
            named.push_str(&text);
        };
        lists.iter().for_each(|list| told(list, &[]));
        for id in things.iter().skip(1).step_by(each) {
            told("show", &[id]);
            told("why", &[id]);
        }
    }
    for (format, lang) in [("json", "en"), ("text", "ar")] {
        let how = ["--redact-names", "--format", format, "--lang", lang, "--without", "source:مرصد المثال"];
        says_no_name(&asked("what-if", &how), "what-if");
    }
    lines("stays.txt").iter().for_each(|stays| assert!(named.contains(stays.as_str()), "nothing says {stays}"));
    assert!(named.contains("Person 1"), "no sentence in English has a person");
}

#[test]
fn what_is_read_says_no_name_and_its_offsets_fit() {
    let read = |format: &str, more: &[&str]| {
        let all = ["read", "--redact-names", "--format", format, "--bidi", "on", "--width", "120"];
        let done = run(hudna(all).args(more).arg(path(DATA).join("reports")));
        assert!(done.status.success(), "{}", err(&done));
        says_no_name(&out(&done), &format!("read {format} {more:?}"));
        out(&done)
    };
    for lang in ["ar", "en"] {
        assert!(read("dossier", &["--lang", lang]).contains(if lang == "ar" { "شخص" } else { "Person" }));
    }
    let lines = read("jsonl", &[]);
    let whole = read("json", &[]);
    // The same at every run, however many threads there are.
    assert_eq!(lines, read("jsonl", &["--jobs", "4"]));
    let mut claims = 0;
    for report in whole.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON")) {
        let text = report["report"]["text"].as_str().expect("its text");
        for claim in report["claims"].as_array().expect("claims") {
            claims += 1;
            let words = |part: &Value| {
                let at = |key: &str| usize::try_from(part[key].as_u64().expect("an offset")).expect("small");
                assert_eq!(text.get(at("start")..at("end")), part["text"].as_str(), "{claim}");
            };
            words(&claim["trigger"]);
            for slot in ["actor", "target", "mediator", "place", "speaker"] {
                claim[slot].as_array().into_iter().flatten().for_each(words);
            }
        }
    }
    assert_eq!(claims, lines.lines().count());
}

#[test]
fn without_the_option_nothing_is_taken_out() {
    let done = run(hudna(["read", "--format", "jsonl"]).arg(path(DATA).join("reports")));
    let text = out(&done);
    let kept = lines("gone.txt").iter().filter(|name| text.contains(name.as_str())).count();
    assert!(kept > 12, "only {kept} of the names stand in claims at all");
}
