//! Adding at the desk: what is pasted and what is uploaded, whole and broken; every row is accounted for.

use super::at_desk::AtDesk;
use axum::http::StatusCode;
use serde_json::Value;
use std::io::Write as _;

const TEXT: &str = "قالت مصادر محلية إن قوات النظام فرضت حصاراً على بلدة تل رفعت يوم الاثنين ومنعت دخول الطحين إليها.";

/// What became of each row: the input's name and the fate.
fn fates(job: &Value) -> Vec<(String, String)> {
    let rows = job["rows"].as_array().expect("rows").iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    rows.map(|row| (text(&row["input"]), text(&row["fate"]))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_is_pasted_is_a_report_with_what_was_said_of_it() {
    let desk = AtDesk::alone().await;
    let about = [
        ("text", TEXT),
        ("title", "حصار تل رفعت"),
        ("source", "وكالة المثال"),
        ("published", "2021-03-02"),
        ("url", "https://example.org/1"),
        ("archive", "yes"),
    ];
    let before = desk.json("/case.json").await["entries"].as_u64().expect("a number");
    let job = desk.add(&about, &[]).await;
    assert_eq!((&job["stage"], &job["counts"]["added"]), (&"done".into(), &1.into()), "{job}");
    let row = &job["rows"][0];
    assert!(row["claims"].as_u64().is_some_and(|claims| claims > 0), "{row}");
    let report = row["report"].as_str().expect("an id").to_owned();
    let again = desk.add(&about, &[]).await;
    assert_eq!(again["rows"][0]["fate"], "known");
    let (status, page) = desk.text(&format!("/reports/{report}.json?as-of=2021-03-05")).await;
    if status == StatusCode::OK {
        assert!(page.contains("حصار تل رفعت") && page.contains("https://example.org/1"), "{page}");
    }
    // It shows at once, as of its own day.
    let sieges = desk.json("/sieges.json?as-of=2021-03-05&known-by=2021-03-05").await;
    assert!(sieges.to_string().contains("rifaat") || sieges.to_string().contains("تل رفعت"), "{sieges}");
    assert_eq!(desk.json("/case.json").await["entries"].as_u64(), Some(before + 2));
    let (_, listed) = desk.text("/add").await;
    assert!(listed.contains("pasted text"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_file_is_taken_and_what_is_broken_is_named() {
    let desk = AtDesk::alone().await;
    let page = format!(
        "<html><head><title>خبر</title></head><body><article><h1>خبر</h1><p>{TEXT}</p><p>{TEXT} وأضافت المصادر أن الأهالي ينتظرون فتح الطريق منذ أيام.</p></article></body></html>"
    );
    let lines = format!(
        "{{\"id\":\"one\",\"text\":\"{TEXT} واحد\"}}\n{{\"id\": broken\n{{\"id\":\"three\",\"text\":\"{TEXT} ثلاثة\"}}\n"
    );
    let table = format!("id,text,published\na,{TEXT} أولى,2021-02-03\nb,{TEXT} ثانية,2021-02-04\n");
    let feed = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>مثال</title><link>https://example.org/</link><description>x</description>\
         <item><title>خبر</title><link>https://example.org/2</link><description>{TEXT} من الخلاصة</description></item></channel></rss>"
    );
    let export = format!(
        "{{\"name\":\"قناة\",\"type\":\"public_channel\",\"id\":1,\"messages\":[{{\"id\":1,\"type\":\"message\",\"date\":\"2021-02-03T10:00:00\",\
         \"from\":\"قناة\",\"text\":\"{TEXT} من القناة\"}},{{\"id\":2,\"type\":\"service\",\"date\":\"2021-02-03T10:00:00\",\"action\":\"pin_message\"}}]}}"
    );
    let body = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{}",
        page.replace("الاثنين", "الثلاثاء")
    );
    let warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/3\r\nWARC-Date: 2021-02-03T10:00:00Z\r\n\
         WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\nContent-Type: application/http; msgtype=response\r\n\
         Content-Length: {}\r\n\r\n{body}\r\n\r\n",
        body.len()
    );
    let files: [(&str, &[u8]); 10] = [
        ("report.txt", TEXT.as_bytes()),
        ("page.html", page.as_bytes()),
        ("many.jsonl", lines.as_bytes()),
        ("table.csv", table.as_bytes()),
        ("feed.xml", feed.as_bytes()),
        ("result.json", export.as_bytes()),
        ("pages.warc", warc.as_bytes()),
        ("empty.txt", b""),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("../../etc/broken.xlsx", b"PK\x03\x04nothing"),
    ];
    let job = desk.add(&[("source", "وكالة المثال")], &files).await;
    assert_eq!(job["stage"], "done", "{job}");
    let fates = fates(&job);
    let of = |name: &str| -> Vec<&str> {
        fates.iter().filter(|(input, _)| input.contains(name)).map(|(_, fate)| fate.as_str()).collect()
    };
    assert_eq!(of("report.txt"), ["added"]);
    assert_eq!(of("empty.txt"), ["rejected"]);
    assert_eq!(of("picture.png"), ["rejected"]);
    assert_eq!(of("broken.xlsx"), ["rejected"]);
    assert!(fates.iter().all(|(input, _)| !input.contains("..")), "names of files only: {fates:?}");
    assert_eq!(of("many.jsonl:2"), ["rejected"]);
    let taken = |fate: &&(String, String)| matches!(fate.1.as_str(), "added" | "near-duplicate");
    // Of each kind, and of the files of many each one.
    assert_eq!(fates.iter().filter(taken).count(), 1 + 1 + 2 + 2 + 1 + 1 + 1, "{fates:?}");
    assert_eq!(job["counts"]["rows"], fates.len());
    for row in job["rows"].as_array().expect("rows").iter().filter(|row| row["fate"] == "rejected") {
        assert!(
            !row["reason"].as_str().unwrap_or_default().is_empty()
                && !row["remedy"].as_str().unwrap_or_default().is_empty()
        );
    }
    let (status, html) = desk.text(&format!("/add/{}", job["job"])).await;
    assert!(status == StatusCode::OK && html.contains("many.jsonl:2"), "{html}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_upload_is_refused() {
    let desk = AtDesk::alone().await;
    let mut cut = Vec::new();
    write!(cut, "--line\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nx").expect("there is room");
    for (path, kind, body) in [
        ("/add.json", "multipart/form-data; boundary=line", cut),
        ("/add.json", "multipart/form-data", b"--line--".to_vec()),
        ("/add.json", "text/plain", b"text".to_vec()),
    ] {
        let (status, why) = desk.send(path, kind, body).await;
        assert!(status.is_client_error(), "{status} {why}");
    }
    for fields in [
        vec![],
        vec![("text", TEXT), ("published", "soon")],
        vec![("text", TEXT), ("dates", "ydm")],
        vec![("text", TEXT), ("columns", "nothing")],
    ] {
        let (status, why) = desk.post("/add.json", &fields).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{fields:?} {why}");
    }
    assert_eq!(desk.text("/add/7").await.0, StatusCode::NOT_FOUND);
    assert_eq!(desk.text("/add/x.json").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_case_says_who_did_what_and_whether_all_is_as_it_was() {
    let desk = AtDesk::alone().await;
    let case = desk.json("/case.json").await;
    let (entries, root) = (case["entries"].as_u64().expect("a number"), case["root"].clone());
    assert!(case["kinds"]["report"].as_u64().is_some_and(|reports| reports >= 20), "{case}");
    assert_eq!(case["verified"], Value::Null);
    let review = desk.json("/review.json?as-of=2021-02-05").await;
    let claim = review["queue"][0]["id"].as_str().expect("an id").to_owned();
    desk.entered("/review/reject", &[("claim", &claim), ("reason", "<b>not</b> so")]).await;
    let case = desk.json("/case.json").await;
    assert_eq!(case["entries"].as_u64(), Some(entries + 1));
    assert_ne!(case["root"], root);
    let deed = &case["deeds"][0];
    assert_eq!((&deed["by"], &deed["kind"], &deed["what"]), (&"sara".into(), &"review".into(), &"reject".into()));
    assert_eq!(deed["reason"], "<b>not</b> so");
    let (_, html) = desk.text("/case").await;
    assert!(!html.contains("<b>not") && html.contains("&#60;b&#62;not"), "what people write is text");
    let (status, _) = desk.post("/case/verify.json", &[]).await;
    assert_eq!(status, StatusCode::OK);
    let checked = loop {
        let case = desk.json("/case.json").await;
        if !case["verified"]["done"].is_null() {
            break case["verified"].clone();
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    };
    assert_eq!((&checked["faults"], &checked["checked"][0]), (&Value::Array(Vec::new()), &(entries + 1).into()));
    let (status, _) = desk.post("/case/checkpoint", &[]).await;
    assert_eq!(status, StatusCode::OK);
}
