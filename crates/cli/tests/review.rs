//! Decisions and proof from outside: a claim is rejected and comes back, a case and its evidence are checked, words are redacted.

mod support;

use serde_json::Value;
use std::fs;
use support::{err, hudna, out, run};

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
    assert!(out(&review(&["decisions"])).contains("misread"));
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

/// A case of reports that tell of one shelling, of another one, of a siege and of its lifting.
struct Given {
    _folder: tempfile::TempDir,
    case: std::path::PathBuf,
}

const REPORTS: [(&str, &str, &str); 5] = [
    ("2021-03-01", "موقع الاختبار", "قصفت قوات النظام بلدة كفرنبل اليوم، ما أدى إلى مقتل ثلاثة مدنيين."),
    ("2021-03-01", "مراسل الاختبار", "قُتل ثلاثة مدنيين في قصف لقوات النظام على كفرنبل."),
    ("2021-05-10", "وكالة الاختبار", "أدت غارة لقوات النظام على سوق كفرنبل إلى مقتل خمسة مدنيين."),
    ("2021-01-20", "موقع الاختبار", "قال سكان من حي طي إن قوات الأسايش تحاصر الحي منذ 15 كانون الثاني."),
    ("2021-02-03", "مراسل الاختبار", "رفعت قوات الأسايش الحصار عن حي طي في القامشلي صباح الأربعاء."),
];

impl Given {
    fn new() -> Given {
        let folder = tempfile::tempdir().expect("a folder");
        let case = folder.path().join("case.hudna");
        let files = REPORTS.iter().enumerate().map(|(n, (day, outlet, words))| {
            let file = folder.path().join(format!("{n}.txt"));
            fs::write(&file, format!("---\npublished: {day}\nsource: {outlet}\n---\n{words}\n"))
                .expect("it can be written");
            file
        });
        let added = out(&run(hudna(["add"]).arg(&case).args(files.collect::<Vec<_>>())));
        assert_eq!(added.matches("added  ").count(), REPORTS.len(), "{added}");
        Given { _folder: folder, case }
    }

    fn json(&self, command: &str, more: &[&str]) -> Value {
        let text = out(&run(hudna([command]).arg(&self.case).args(more).args(["--format", "json"])));
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{command} {more:?}: {error}: {text}"))
    }

    fn review(&self, more: &[&str]) -> std::process::Output {
        run(hudna(["review", "--by", "مدققة"]).arg(&self.case).args(more))
    }

    /// All that the case shows.
    fn seen(&self) -> [Value; 2] {
        [self.json("status", &["--as-of", "2021-06-01"]), self.json("incidents", &[])]
    }

    /// The claim of a report, by its place among [`REPORTS`], that tells of an event.
    fn claim(&self, report: usize, event: &str) -> String {
        let incidents = self.json("incidents", &[]);
        let claims = incidents.as_array().expect("a list").iter().filter(|incident| {
            incident["record"]["event"] == event || event == "harm" && incident["record"]["event"] == "attack"
        });
        let parts = claims.flat_map(|incident| incident["parts"].as_array().expect("it has claims"));
        let words = REPORTS[report].2;
        let said = |part: &&Value| part["quote"]["sentence"].as_str().is_some_and(|sentence| words.contains(sentence));
        let found = parts.filter(said).map(|part| part["id"].as_str().expect("an id").to_owned());
        found.min().unwrap_or_else(|| panic!("no claim of {event} in report {report}: {incidents}"))
    }

    /// Takes a decision, hands what is seen then to `look`, undoes it; nothing is left of it.
    fn decide(&self, before: &[Value; 2], decision: &[&str], look: impl Fn(&[Value; 2], &[Value; 2])) {
        let number = self.enter(decision);
        look(before, &self.seen());
        let (id, by) = (decision[1], "by مدققة on ");
        let shown = out(&run(hudna(["show", "--bidi", "on"]).arg(&self.case).arg(id)));
        let told = shown.replace(['\u{2068}', '\u{2069}', '\u{2066}', '\u{2067}'], "").replace("\n", " ");
        assert!(told.split_whitespace().collect::<Vec<_>>().join(" ").contains(by), "{decision:?}: {shown}");
        self.enter(&["undo", &number.to_string()]);
        assert_eq!(&self.seen(), before, "{decision:?} is undone");
    }

    fn enter(&self, decision: &[&str]) -> u64 {
        let done = self.review(decision);
        let told = out(&done);
        let number = told.strip_prefix("entered as ").and_then(|rest| rest.split(':').next());
        number.and_then(|n| n.parse().ok()).unwrap_or_else(|| panic!("{decision:?}: {told}{}", err(&done)))
    }

    fn refused(&self, decision: &[&str], why: &str) {
        let done = self.review(decision);
        assert_eq!(done.status.code(), Some(2), "{decision:?}: {}", out(&done));
        assert!(err(&done).contains(why), "{decision:?}: {}", err(&done));
    }
}

fn report(claim: &str) -> &str {
    claim.split('.').next().expect("a report")
}

fn incidents(seen: &[Value; 2]) -> usize {
    seen[1].as_array().map_or(0, Vec::len)
}

#[test]
fn each_decision_shows_with_who_and_when_and_is_undone_exactly() {
    let given = Given::new();
    let [first, second, later] = [0, 1, 2].map(|n| given.claim(n, "harm"));
    let before = given.seen();
    given.decide(&before, &["accept", &first], |before, after| assert_eq!(before[0], after[0], "the state stays"));
    given.decide(&before, &["reject", &later, "--reason", "سوء قراءة"], |before, after| {
        let harm = |seen: &[Value; 2]| seen[0]["casualties"].as_array().map_or(0, Vec::len);
        assert!(harm(after) < harm(before) || before[0] != after[0], "it does not count");
    });
    given.decide(&before, &["correct", &later, "--set", "killed=7"], |before, after| {
        assert!(!before[0]["casualties"].to_string().contains("\"best\":7"));
        assert!(after[0]["casualties"].to_string().contains("\"best\":7"));
    });
    given.decide(&before, &["join", &first, &later], |before, after| assert!(incidents(after) < incidents(before)));
    given.decide(&before, &["split", &first, &second], |before, after| assert!(incidents(after) > incidents(before)));
    given.decide(&before, &["withdraw", report(&later)], |before, after| {
        assert_ne!(before[0]["reports"], after[0]["reports"])
    });
    let sources = |seen: &[Value; 2]| seen[1].to_string().matches("\"independent_sources\":2").count();
    given.decide(&before, &["same-report", report(&first), report(&second)], |before, after| {
        assert!(sources(after) < sources(before), "two reports that are one are one source");
    });
    given.decide(&before, &["source", "وكالة الاختبار", "--reliability", "A"], |before, after| {
        assert_ne!(before[0], after[0])
    });
    let decisions = given.json("review", &["decisions"]);
    assert_eq!(decisions.as_array().map(Vec::len), Some(16), "the log keeps decisions and undoings");
    let text = out(&run(hudna(["review"]).arg(&given.case).arg("decisions")));
    assert!(text.contains("undone") && text.contains("سوء قراءة"), "{text}");
}

#[test]
fn what_a_state_rests_on_says_who_decided() {
    let given = Given::new();
    let claim = given.claim(4, "siege.lift");
    given.enter(&["accept", &claim, "--reason", "seen on video"]);
    let why = out(&run(hudna(["why"]).arg(&given.case).args(["siege:sy-tayy", "--as-of", "2021-03-01"])));
    let why = why.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(why.contains("seen on video"), "{why}");
}

#[test]
fn a_decision_that_would_do_nothing_is_refused_and_nothing_is_entered() {
    let given = Given::new();
    let [first, second, later] = [0, 1, 2].map(|n| given.claim(n, "harm"));
    let siege = given.claim(4, "siege.lift");
    let entries = || out(&run(hudna(["verify"]).arg(&given.case)));
    let before = entries();
    given.refused(&["join", &first, &siege], "correct the event");
    given.refused(&["join", &first, &second], "one incident already");
    given.refused(&["split", &first, &later], "shares no incident");
    given.refused(&["same-report", report(&first), report(&first)], "name two that differ");
    given.refused(&["source", "لا أحد", "--reliability", "A"], "no report of the case is of this outlet");
    given.refused(&["source", "موقع الاختبار"], "how reliable");
    given.refused(&["undo", "3"], "no decision has this number");
    given.refused(&["correct", &first, "--set", "from=2021-05-02", "--set", "to=2021-05-01"], "before it begins");
    assert_eq!(entries(), before, "nothing was entered");
    let rejected = given.enter(&["reject", &first]);
    given.refused(&["reject", &first], &format!("decision {rejected} says so already"));
    given.refused(&["join", &first, &later], &format!("rejected by decision {rejected}"));
}

#[test]
fn the_queue_begins_with_what_is_most_doubtful_and_consequential() {
    let given = Given::new();
    let weights = |queue: &Value| -> Vec<u64> {
        let all = queue.as_array().expect("a list").iter();
        all.map(|thing| thing["record"]["weight"].as_u64().expect("a weight")).collect()
    };
    let queue = given.json("review", &[]);
    assert!(weights(&queue).is_sorted_by(|a, b| a >= b), "{queue}");
    let first = queue[0]["id"].as_str().expect("an id").to_owned();
    given.enter(&["accept", &first]);
    let after = given.json("review", &[]);
    assert!(!after.as_array().expect("a list").iter().any(|thing| thing["id"] == *first), "it was decided about");
    for lang in ["ar", "en"] {
        let text = out(&run(hudna(["review", "--lang", lang, "--limit", "1"]).arg(&given.case)));
        assert!(text.contains("accept CLAIM") && text.contains("--limit"), "{text}");
    }
}

#[test]
fn what_several_ids_begin_with_is_asked_back() {
    let given = Given::new();
    let bundle = given.case.with_extension("json");
    let asked = run(hudna(["prove"]).arg(&given.case).args(["r", "-o"]).arg(&bundle));
    assert_eq!(asked.status.code(), Some(2));
    assert!(err(&asked).contains("is the beginning of several: r") && !bundle.exists(), "{}", err(&asked));
    let claim = given.claim(0, "harm");
    let without = |what: &str| run(hudna(["what-if"]).arg(&given.case).args(["--without", what]));
    assert!(without(&format!("claim:{}", &claim[..20])).status.success());
    assert!(err(&without("claim:r00000000000000ff.00000000")).contains("no such claim"));
}

#[test]
fn evidence_is_compared_with_a_checkpoint_that_was_kept() {
    let given = Given::new();
    let claim = given.claim(0, "harm");
    let decided = given.enter(&["accept", &claim]);
    let (bundle, kept) = (given.case.with_extension("json"), given.case.with_extension("kept"));
    let key = given.case.with_extension("key");
    let checkpoint = run(hudna(["checkpoint"]).arg(&given.case).arg("--sign").arg(&key));
    fs::write(&kept, &checkpoint.stdout).expect("it can be written");
    let public = err(&checkpoint).lines().find_map(|line| line.split("this public key: ").nth(1).map(str::to_owned));
    let public = public.expect("the public key is told");
    run(hudna(["prove"]).arg(&given.case).arg(&claim).arg("-o").arg(&bundle));
    let verified = run(hudna(["verify", "--key", &public]).arg(&bundle).arg("--checkpoint").arg(&kept));
    let told = out(&verified);
    assert!(verified.status.success() && told.contains("in the log that was signed"), "{told}{}", err(&verified));
    assert!(told.contains(&format!("entry {decided} ")), "decisions are evidence too: {told}");
    assert!(!run(hudna(["verify", "--key", &public]).arg(&bundle)).status.success(), "the bundle itself is unsigned");
    given.enter(&["undo", &decided.to_string()]);
    let later = given.case.with_extension("later.json");
    run(hudna(["prove"]).arg(&given.case).arg(&claim).arg("-o").arg(&later).arg("--sign").arg(&key));
    assert!(run(hudna(["verify", "--key", &public]).arg(&later)).status.success());
    let other = run(hudna(["verify"]).arg(&later).arg("--checkpoint").arg(&kept));
    assert!(err(&other).contains("entries"), "{}", err(&other));
}
