//! `hudna read` with files of many reports: every part has its answer in the output, the failures or the last line.

mod support;

use serde_json::Value;
use std::fs;
use support::{err, feed, hudna, out, run};

fn reports(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON")["report"].clone()).collect()
}

#[test]
fn a_table_from_standard_input_with_named_columns() {
    let table = "Nr,Story,When\n7,رفعت القوات الحصار عن المدينة.,2021-02-02\n8,,2021-02-02\n";
    let columns = ["--columns", "text=Story,id=Nr", "--columns", "published=When"];
    let output = feed(hudna(["read", "--format", "json", "-"]).args(columns), table.as_bytes());
    let found = reports(&out(&output));
    assert_eq!((&found[0]["doc"], &found[0]["published"]), (&"7".into(), &"2021-02-02".into()));
    assert!(err(&output).contains("1 report read, 1 not: -:3 (row without text)"), "{}", err(&output));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn what_a_table_lacks_is_said_with_the_option_to_give() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.csv");
    fs::write(&file, "Story,When\nx,y\n").expect("written");
    let output = run(hudna(["read"]).arg(&file));
    assert!(err(&output).contains("its columns: Story, When (name them: --columns text=COLUMN"), "{}", err(&output));
    let output = run(hudna(["read", "--columns", "body=Story"]).arg(&file));
    assert!(err(&output).contains("--columns body=Story: `body=Story` names no column; write FIELD=COLUMN"));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn feeds_and_exports_are_read_and_the_rest_is_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    let item = "<item><guid>urn:1</guid><description>رفعت القوات الحصار.</description></item>";
    file("a.rss", &format!("<rss version='2.0'><channel><title>مرصد</title>{item}</channel></rss>"));
    file(
        "result.json",
        r#"{"name": "قناة", "type": "public_channel", "id": 5, "messages": [
            {"id": 1, "type": "service", "action": "create_channel", "text": ""},
            {"id": 2, "type": "message", "date": "2021-02-02T10:00:00", "forwarded_from": "سانا", "text": "وصلت القافلة."},
            {"id": 3, "type": "message", "date": "2021-02-02T10:00:00", "photo": "x.jpg", "text": ""}]}"#,
    );
    let output = run(hudna(["read", "--format", "json"]).arg(folder.path()));
    let found = reports(&out(&output));
    assert_eq!((&found[0]["doc"], &found[0]["source"]), (&"urn:1".into(), &"مرصد".into()));
    assert_eq!((&found[1]["doc"], &found[1]["forwarded_from"]), (&"5/2".into(), &"سانا".into()));
    let told = err(&output);
    assert!(told.contains("2 reports read, 1 not: ") && told.contains("message 3 (photo) without text"), "{told}");
    assert!(told.contains("1 passed over: ") && told.contains("service message 1 (create_channel)"), "{told}");
}

#[test]
fn an_address_is_fetched_only_when_asked() {
    let output = run(&mut hudna(["read", "http://127.0.0.1:9/"]));
    assert!(err(&output).contains("nothing is fetched unasked (give --fetch"), "{}", err(&output));
    assert_eq!(output.status.code(), Some(2));
    let output = run(&mut hudna(["read", "--fetch", "http://127.0.0.1:9/"]));
    assert!(err(&output).contains("http://127.0.0.1:9/: cannot be fetched: "), "{}", err(&output));
}
