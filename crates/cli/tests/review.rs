//! Decisions and proof from outside: a claim is rejected and comes back, a case and its evidence are checked, words are redacted.

mod support;

use serde_json::Value;
use std::fs;
use support::{hudna, out, run};

const REPORT: &str = "---\npublished: 2021-02-03\nsource: مراسل الاختبار\n---\n\
رفعت قوات الأسايش الحصار عن حي طي في القامشلي صباح الأربعاء.\n";

#[test]
fn decisions_count_and_are_undone_and_what_is_redacted_leaves_the_rest_provable() {
    let folder = tempfile::tempdir().expect("a folder");
    let (report, case) = (folder.path().join("1.txt"), folder.path().join("case.hudna"));
    fs::write(&report, REPORT).expect("it can be written");
    run(hudna(["add"]).arg(&case).arg(&report));
    let incidents = out(&run(hudna(["incidents", "--format", "jsonl"]).arg(&case)));
    let incident: Value = serde_json::from_str(incidents.lines().next().expect("an incident")).expect("JSON");
    let claim = incident["parts"][0]["id"].as_str().expect("an id").to_owned();
    let sieges = || {
        let status = out(&run(hudna(["status", "--format", "json"]).arg(&case)));
        serde_json::from_str::<Value>(&status).expect("JSON")["sieges"].as_array().map_or(0, Vec::len)
    };
    let review = |more: &[&str]| run(hudna(["review", "--by", "tester"]).arg(&case).args(more));
    assert_eq!(sieges(), 1);
    assert!(out(&review(&["reject", &claim, "--reason", "misread"])).contains("entered as 2"));
    assert_eq!(sieges(), 0);
    assert!(review(&["undo", "2"]).status.success());
    assert_eq!(sieges(), 1);
    assert!(out(&review(&[])).contains("misread"));
    let backward = ["correct", &claim, "--set", "to=2021-01-01", "--set", "from=2021-02-01"];
    let forward = ["correct", &claim, "--set", "from=2021-03-01", "--set", "to=2021-03-02"];
    let colour = ["correct", &claim, "--set", "colour=blue"];
    for wrong in [&["reject", "nonsense"][..], &["undo", "0"], &colour, &backward] {
        assert_eq!(review(wrong).status.code(), Some(2), "{wrong:?}");
    }
    assert!(out(&review(&forward)).contains("entered as"), "a time may be moved part by part");
    assert!(run(hudna(["checkpoint"]).arg(&case).arg("--sign").arg(folder.path().join("key"))).status.success());
    let bundle = folder.path().join("proof.json");
    assert!(run(hudna(["prove"]).arg(&case).arg(&claim).arg("-o").arg(&bundle)).status.success());
    assert!(run(hudna(["verify"]).arg(&bundle)).status.success());
    let text = fs::read_to_string(&bundle).expect("it is there");
    let at = text.find("\"body\"").expect("a body") + 30;
    let other = if &text[at..=at] == "A" { "B" } else { "A" };
    fs::write(&bundle, format!("{}{other}{}", &text[..at], &text[at + 1..])).expect("it can be written");
    assert!(!run(hudna(["verify"]).arg(&bundle)).status.success(), "a bundle that was tampered with is refused");
    let id = claim.split('.').next().expect("a report").to_owned();
    let redact = || run(hudna(["redact", "--reason", "safety", "--yes"]).arg(&case).arg(&id));
    assert!(redact().status.success());
    assert_eq!(sieges(), 0);
    assert!(out(&run(hudna(["verify"]).arg(&case))).contains("nothing is wrong"));
}
