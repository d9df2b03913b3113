//! The pages of the example case, as files: read by people line by line. `UPDATE_PAGES=1 cargo nextest run -p hudna-cli --test pages`
//! writes them anew; what changed is then to be read again.

mod support;

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use support::{hudna, out, run};

const DAY: [&str; 2] = ["--as-of", "2021-02-05"];

/// The pages: a name, and what is asked for.
const PAGES: [(&str, &[&str]); 14] = [
    ("siege", &["show", "siege:sy-security-sq-hasakah"]),
    ("agreement", &["show", "ar0a98d2d0d9bcbe2e"]),
    ("truce", &["show", "ar293bbf078b9f073a"]),
    ("checkpoint", &["show", "checkpoint:sy-nashwa"]),
    ("access", &["show", "access:sy-security-sq-hasakah:food"]),
    ("detention", &["show", "detention:sy-panoramah"]),
    ("incident", &["show", "ir293bbf078b9f073a.7f828061"]),
    ("claim", &["show", "r293bbf078b9f073a.f4d1e270"]),
    ("report", &["show", "r293bbf078b9f073a"]),
    ("source", &["show", "example-monitor"]),
    ("place", &["show", "sy-tayy"]),
    ("actor", &["show", "asayish"]),
    ("due", &["due"]),
    ("what-if", &["what-if", "--without", "source:example-channel"]),
];

fn example(folder: &Path) {
    assert!(run(hudna(["demo", "--case", "demo.hudna"]).current_dir(folder)).status.success());
}

fn asked(folder: &Path, what: &[&str], more: &[&str]) -> String {
    let (command, rest) = what.split_first().expect("a command");
    out(&run(hudna([*command]).current_dir(folder).arg("demo.hudna").args(rest).args(DAY).args(more)))
}

fn file(name: &str, lang: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages").join(format!("{name}.{lang}.txt"))
}

fn compare(lang: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    example(folder.path());
    let update = std::env::var_os("UPDATE_PAGES").is_some();
    let mut differ = Vec::new();
    let timeline = ("timeline", &["timeline"][..]);
    for (name, what) in PAGES.into_iter().chain([timeline]) {
        let page = asked(folder.path(), what, &["--lang", lang, "--width", "100"]);
        let file = file(name, lang);
        if update {
            fs::write(&file, &page).expect("it can be written");
        } else if fs::read_to_string(&file).unwrap_or_default() != page {
            differ.push(format!("{}:\n{page}", file.display()));
        }
    }
    assert!(differ.is_empty(), "{} pages are not as the files have them:\n{}", differ.len(), differ.join("\n"));
}

#[test]
fn english_pages_are_as_they_were_read() {
    compare("en");
}

#[test]
fn arabic_pages_are_as_they_were_read() {
    compare("ar");
}

/// What a program finds in the JSON of any thing.
#[test]
fn the_json_of_a_thing_is_its_view() {
    let folder = tempfile::tempdir().expect("a folder");
    example(folder.path());
    for (name, what) in PAGES.into_iter().filter(|(_, what)| what[0] == "show") {
        let view: Value = serde_json::from_str(&asked(folder.path(), what, &["--format", "json"])).expect("JSON");
        assert!(view["id"].as_str().is_some_and(|id| id.starts_with(what[1])), "{name}: {}", view["id"]);
        assert!(view["kind"].is_string() && view["record"]["id"] == view["id"], "{name}");
        for both in [&view["title"], &view["stands"]] {
            assert!(both["ar"].is_string() && both["en"].is_string(), "{name}: {both}");
        }
        for row in view["rows"].as_array().into_iter().flatten() {
            assert!(row["key"].is_string() && row["name"]["ar"].is_string(), "{name}: {row}");
            let values = row["values"].as_array().expect("values");
            assert!(values.iter().all(|value| value["ar"] != "" && value["en"] != ""), "{name}: {row}");
        }
    }
    for wrong in ["nonsense", "siege:"] {
        let shown = run(hudna(["show", "demo.hudna", wrong]).current_dir(folder.path()).args(DAY));
        assert_eq!(shown.status.code(), Some(2), "{wrong}");
    }
}
