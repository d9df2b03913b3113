//! What README.md and CONTRIBUTING.md show is what the command does.

mod support;

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use support::{err, feed, hudna, out, path, run};

fn paper(name: &str) -> String {
    fs::read_to_string(path("../../..").join(name)).expect("the paper")
}

/// The fenced blocks of a page: the line before the fence that is not empty, the fence's word, what is inside.
fn blocks(page: &str) -> Vec<(String, String, String)> {
    let mut blocks = Vec::new();
    let (mut before, mut open) = (String::new(), None::<(usize, String, String)>);
    for line in page.lines() {
        let bare = line.trim_start();
        match (&mut open, bare.strip_prefix("```")) {
            (None, Some(word)) => open = Some((line.len() - bare.len(), word.to_owned(), String::new())),
            (Some(_), Some(_)) => {
                let (_, word, inside) = open.take().expect("an open block");
                blocks.push((before.clone(), word, inside));
            }
            (Some((indent, _, inside)), None) => {
                inside.push_str(line.get(*indent..).unwrap_or_default());
                inside.push('\n');
            }
            (None, None) if !bare.is_empty() => before = line.to_owned(),
            (None, None) => {}
        }
    }
    blocks
}

/// The words between the first pair of backticks that begin with `start`.
fn quoted<'l>(line: &'l str, start: &str) -> Option<&'l str> {
    line.split('`').skip(1).step_by(2).find_map(|q| q.strip_prefix(start))
}

#[test]
fn the_claim_in_the_readme_is_the_one_that_comes_out() {
    let page = paper("README.md");
    let (sentence, _, json) = blocks(&page).into_iter().find(|(_, word, _)| word == "json").expect("a claim");
    let sentence = quoted(&sentence, "").expect("a sentence");
    let mut shown: Value = serde_json::from_str(&json).expect("JSON");
    let mut said: Value =
        serde_json::from_str(&out(&feed(&mut hudna(["read", "-"]), sentence.as_bytes()))).expect("a claim");
    // The id follows from the knowledge, which grows.
    for claim in [&mut shown, &mut said] {
        claim["id"] = Value::Null;
    }
    assert_eq!(shown, said);
}

#[test]
fn the_readme_names_every_command_and_format() {
    let page = paper("README.md");
    let help = out(&run(&mut hudna(["help"])));
    let commands = help.lines().skip_while(|l| *l != "Commands:").skip(1).take_while(|l| !l.is_empty());
    for command in commands.filter_map(|l| l.strip_prefix("  ")?.split(' ').next()).filter(|c| !c.is_empty()) {
        assert!(page.contains(&format!("hudna {command} ")), "README.md does not show `hudna {command}`");
    }
    for format in ["dossier", "jsonl", "json"] {
        assert!(page.contains(&format!("`--format {format}`")), "README.md does not show `--format {format}`");
    }
}

/// Writes the files that CONTRIBUTING.md tells its reader to make.
fn pack(folder: &Path) {
    let mut files = 0;
    for (before, _, inside) in blocks(&paper("CONTRIBUTING.md")) {
        if let Some(name) = quoted(&before, "my-pack/") {
            let file = folder.join(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("made");
            fs::write(file, inside).expect("written");
            files += 1;
        }
    }
    assert!(files >= 4, "only {files} files found in CONTRIBUTING.md");
}

#[test]
fn the_pack_of_contributing_is_in_order_and_works() {
    let folder = tempfile::tempdir().expect("a folder");
    pack(folder.path());
    let output = run(hudna(["knowledge", "check", "--knowledge"]).arg(folder.path()));
    assert!(output.status.success(), "{}{}", out(&output), err(&output));

    let text =
        "وقعت لجنة التفاوض الأهلية اتفاقا مع قوات النظام في مخيم الدوير.\nلغمت الفصائل الطريق المؤدي إلى بلدة تادف.\n";
    let read = |with: bool| {
        let mut command = hudna(["read", "--format", "jsonl"]);
        if with {
            command.arg("--knowledge").arg(folder.path());
        }
        let claims = out(&feed(command.arg("-"), text.as_bytes()));
        claims.lines().map(|l| serde_json::from_str(l).expect("a claim")).collect::<Vec<Value>>()
    };
    let claims = read(true);
    let agreed = claims.iter().find(|c| c["event"] == "agree").expect("the agreement");
    assert_eq!(agreed["actor"][0]["id"], "nahr-aisha-committee");
    assert_eq!(agreed["place"][0]["id"], "my-duwair-camp");
    assert!(claims.iter().any(|c| c["rule"] == "mines/block-road" && c["event"] == "route.close"));
    assert!(
        !read(false).iter().any(|c| c["event"] == "route.close"),
        "built-in by now: CONTRIBUTING needs another example"
    );
}

/// All keys of a document.
fn keys(value: &Value, all: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| {
            all.insert(key.clone());
            keys(value, all);
        }),
        Value::Array(list) => list.iter().for_each(|value| keys(value, all)),
        _ => {}
    }
}

#[test]
fn every_key_of_the_json_of_a_case_is_explained() {
    let page = paper("docs/json.md");
    let explained: BTreeSet<&str> = page.split('`').skip(1).step_by(2).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let case = folder.path().join("demo.hudna");
    let mut all = BTreeSet::new();
    let mut add = |command: &mut std::process::Command| {
        let done = run(command);
        let value: Value = serde_json::from_str(&out(&done)).unwrap_or_else(|e| panic!("{command:?}: {e}"));
        keys(&value, &mut all);
        value
    };
    let asked = ["--format", "json", "--as-of"];
    let status = add(hudna(["demo", "--case"]).arg(&case).args(asked).arg("2021-02-05"));
    for day in ["2021-01-20", "2021-01-30", "2022-04-28"] {
        add(hudna(["status"]).arg(&case).args(asked).arg(day));
    }
    let incidents = add(hudna(["incidents"]).arg(&case).args(asked).arg("2021-02-05"));
    let claim = incidents[0]["parts"][0]["id"].as_str().expect("an id");
    let report = claim.split('.').next().expect("an id");
    for command in ["due", "timeline", "review"] {
        add(hudna([command]).arg(&case).args(["--format", "json"]));
    }
    for id in [claim, report, "sy-tayy", "asayish", "example-correspondent"] {
        add(hudna(["show"]).arg(&case).arg(id).args(asked).arg("2021-02-05"));
    }
    let siege = status["sieges"][0]["id"].as_str().expect("an id");
    add(hudna(["why"]).arg(&case).arg(siege).args(asked).arg("2021-02-05"));
    let without = format!("report:{report}");
    add(hudna(["what-if"]).arg(&case).args(["--without", &without]).args(asked).arg("2021-02-05"));
    let missing: Vec<&String> = all.iter().filter(|key| !explained.contains(key.as_str())).collect();
    assert!(missing.is_empty(), "docs/json.md does not name {missing:?}");
}
