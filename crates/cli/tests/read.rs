//! `hudna read` from outside: formats, order, failures, exit status.

mod support;

use serde_json::Value;
use std::collections::HashMap;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;
use support::{err, feed, hudna, out, path, run};

fn rows(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("one JSON object a line")).collect()
}

#[test]
fn every_offset_quotes_the_file() {
    let file = path("../../../examples/reports/hasakah-deal.txt");
    let bytes = fs::read(&file).expect("the example");
    let output = run(hudna(["read"]).arg(&file));
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(err(&output), "1 report read\n");
    let claims = rows(&out(&output));
    assert!(claims.len() >= 10, "only {} claims", claims.len());
    let quote = |span: &Value| {
        let at = |key: &str| span[key].as_u64().expect("an offset") as usize;
        std::str::from_utf8(&bytes[at("start")..at("end")]).expect("whole characters")
    };
    for claim in &claims {
        assert_eq!(quote(&claim["trigger"]), claim["trigger"]["text"].as_str().expect("text"));
        assert!(!quote(&claim["evidence"]).contains('\n'));
        for role in ["actor", "target", "mediator", "place", "speaker"] {
            for mention in claim[role].as_array().into_iter().flatten() {
                assert_eq!(quote(mention), mention["text"].as_str().expect("text"), "{role}");
            }
        }
    }
}

#[test]
fn encodings_give_the_same_claims_with_their_own_offsets() {
    let text = "فكت قوات النظام الحصار عن مدينة درعا.\nودخلت 30 شاحنة محملة بالطحين إلى حي الشيخ مقصود.\n";
    let folder = tempfile::tempdir().expect("a folder");
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let versions =
        [("a.txt", text.as_bytes().to_vec()), ("b.txt", ["\u{feff}", text].concat().into_bytes()), ("c.txt", utf16)];
    let mut seen = Vec::new();
    for (name, bytes) in versions {
        let file = folder.path().join(name);
        fs::write(&file, &bytes).expect("written");
        let claims = rows(&out(&run(hudna(["read"]).arg(&file))));
        assert!(!claims.is_empty(), "{name}");
        for claim in &claims {
            let trigger = &claim["trigger"];
            let range =
                trigger["start"].as_u64().expect("start") as usize..trigger["end"].as_u64().expect("end") as usize;
            let quoted = match name {
                "c.txt" => {
                    let units: Vec<u16> = bytes[range].chunks(2).map(|p| u16::from_le_bytes([p[0], p[1]])).collect();
                    String::from_utf16(&units).expect("UTF-16")
                }
                _ => String::from_utf8(bytes[range].to_vec()).expect("UTF-8"),
            };
            assert_eq!(quoted, trigger["text"].as_str().expect("text"), "{name}");
        }
        seen.push(claims.iter().map(|c| (c["event"].clone(), c["modality"].clone())).collect::<Vec<_>>());
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0], seen[2]);
}

#[test]
fn failures_are_counted_named_and_stop_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in [("a.txt", "فك الحصار عن درعا.".as_bytes()), ("bad.txt", b"x\0y"), ("c.bin", b"\0\0")]
    {
        fs::write(folder.path().join(name), bytes).expect("written");
    }
    let output = run(hudna(["read"]).arg(folder.path()));
    assert_eq!(output.status.code(), Some(1));
    let last = err(&output).lines().last().expect("a last line").to_owned();
    assert!(
        last.starts_with("1 report read, 1 not: ") && last.contains("bad.txt (") && last.contains("1 passed over: "),
        "{last}"
    );
    assert!(last.contains("c.bin"), "{last}");

    let output = run(&mut hudna(["read", "/no/such/file"]));
    assert_eq!(output.status.code(), Some(2));
    let output = run(&mut hudna(["read", "--published", "soon", "-"]));
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("YYYY-MM-DD"));
}

/// Many reports of different length, some of them broken.
fn stream(reports: usize) -> String {
    let line = |n: usize| match n % 50 {
        7 => "{broken\n".to_owned(),
        _ => format!("{{\"id\": {n}, \"text\": {:?}}}\n", "فكت قوات النظام الحصار عن مدينة درعا.\n".repeat(1 + n % 7)),
    };
    (0..reports).map(line).collect()
}

#[test]
fn order_is_kept_on_many_threads() {
    let input = stream(2000);
    let one = feed(&mut hudna(["read", "--jobs", "1", "-"]), input.as_bytes());
    let many = feed(&mut hudna(["read", "--jobs", "4", "-"]), input.as_bytes());
    assert!(one.stdout == many.stdout, "the output depends on the number of threads");
    assert_eq!(err(&one), err(&many));
    assert_eq!(many.status.code(), Some(1));
    assert!(err(&many).contains("1960 reports read, 40 not: -:8 ("), "{}", err(&many));
    let docs: Vec<u64> =
        rows(&out(&many)).iter().map(|c| c["doc"].as_str().and_then(|d| d.parse().ok()).expect("a number")).collect();
    assert!(docs.is_sorted());
}

#[test]
fn a_closed_pipe_is_a_clean_stop() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("many.jsonl");
    fs::write(&file, stream(20_000)).expect("written");
    for jobs in ["1", "3"] {
        let mut child = hudna(["read", "--jobs", jobs])
            .arg(&file)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("starts");
        let mut first = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut first).expect("a line");
        let output = child.wait_with_output().expect("ends");
        assert!(output.status.success(), "{:?}", output.status);
        assert!(!err(&output).contains("panicked"), "{}", err(&output));
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_is_a_clean_stop() {
    for jobs in ["1", "2"] {
        let mut child = hudna(["read", "--jobs", jobs, "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("starts");
        let mut input = child.stdin.take().expect("piped");
        let line = stream(1);
        let writer = std::thread::spawn(move || {
            // Until the command stops listening.
            while std::io::Write::write_all(&mut input, line.as_bytes()).is_ok() {}
        });
        let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
        let mut first = String::new();
        stdout.read_line(&mut first).expect("a line");
        let id = child.id().to_string();
        std::process::Command::new("kill").args(["-INT", &id]).status().expect("kill");
        let mut rest = Vec::new();
        std::io::Read::read_to_end(&mut stdout, &mut rest).expect("the rest");
        let output = child.wait_with_output().expect("ends");
        writer.join().expect("the writer ends");
        assert_eq!(output.status.code(), Some(130), "{}", err(&output));
        assert!(rest.is_empty() || rest.ends_with(b"}\n"), "the last line is whole");
        assert!(err(&output).contains("read"), "{}", err(&output));
    }
}

#[test]
fn json_holds_report_entities_claims_and_dossier() {
    let text = "---\npublished: 2021-02-03\nsource: مرصد\ntitle: خبر\n---\nفكت قوات النظام الحصار عن مدينة درعا.\n";
    let output = feed(&mut hudna(["read", "--format", "json", "-"]), text.as_bytes());
    let whole: HashMap<String, Value> = serde_json::from_str(&out(&output)).expect("one object");
    assert_eq!(whole["report"]["published"], "2021-02-03");
    assert_eq!(whole["report"]["source"], "مرصد");
    assert_eq!(whole["report"]["text"], text);
    assert_eq!(whole["claims"][0]["event"], "siege.lift");
    let entities = whole["entities"].as_array().expect("a list");
    assert!(entities.iter().any(|e| e["kind"] == "place" && e["roles"]["place"] == 1), "{entities:?}");
    assert!(
        entities.iter().any(|e| e["kind"] == "actor" && e["id"].is_string() && e["name"]["ar"].is_string()),
        "{entities:?}"
    );
    assert!(whole["dossier"].is_object());
}

#[test]
fn the_command_line_completes_what_a_report_does_not_say() {
    let lines = "{\"id\":1,\"text\":\"نص\"}\n{\"id\":2,\"text\":\"نص\",\"date\":\"2020-01-01\",\"source\":\"سانا\"}\n";
    let output = feed(
        &mut hudna(["read", "--format", "json", "--published", "2021-02-03", "--source", "X", "-"]),
        lines.as_bytes(),
    );
    let reports: Vec<Value> = rows(&out(&output)).into_iter().map(|r| r["report"].clone()).collect();
    assert_eq!((&reports[0]["published"], &reports[0]["source"]), (&"2021-02-03".into(), &"X".into()));
    assert_eq!((&reports[1]["published"], &reports[1]["source"]), (&"2020-01-01".into(), &"سانا".into()));
}

#[test]
fn a_dossier_is_for_people() {
    let file = path("../../../examples/reports/hasakah-deal.txt");
    for lang in ["ar", "en"] {
        let output = run(hudna(["read", "--format", "dossier", "--lang", lang, "--color", "never"]).arg(&file));
        let text = out(&output);
        assert!(text.lines().count() > 20, "{text}");
        assert!(!text.contains('\u{1b}'));
        assert!(text.contains("تفاهم في القامشلي"), "the title stands above");
    }
    let isolate = '\u{2068}';
    let dossier = || {
        let mut command = hudna(["read", "--format", "dossier"]);
        command.arg(&file);
        command
    };
    assert!(out(&run(&mut dossier())).contains(isolate), "a file keeps the order of reading");
    assert!(!out(&run(dossier().env("HUDNA_BIDI", "off"))).contains(isolate), "a terminal without bidi gets none");
    let output = run(hudna(["read", "--format", "dossier", "--width", "20"]).arg(&file));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn help_tells_formats_and_exit_status() {
    let help = out(&run(&mut hudna(["--help"])));
    for word in ["Examples:", "Exit status:", "130"] {
        assert!(help.contains(word), "{help}");
    }
    let help = out(&run(&mut hudna(["read", "--help"])));
    for word in ["YAML", "Windows-1256", "report.text"] {
        assert!(help.contains(word), "{help}");
    }
}
