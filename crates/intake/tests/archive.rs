//! WARC and WACZ: pages, what is passed over, packed bodies, broken and hostile archives.

mod common;
#[path = "common/zipped.rs"]
mod zipped;

use common::{all, read, reports, told};
use flate2::Compression;
use flate2::write::GzEncoder;
use hudna_intake::{Problem, Source};
use jiff::civil::date;
use proptest::prelude::*;
use std::io::Write as _;
use zipped::zip;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).and_then(|()| packed.finish()).expect("packed")
}

fn record(kind: &str, url: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-02-03T10:00:00Z\r\n\
         WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/http; msgtype={kind}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 {status}\r\n{headers}\r\n\r\n").as_bytes(), body].concat()
}

const PARAGRAPH: &str =
    "أعلنت القوات فك الحصار عن المدينة، وقالت إن القوافل تدخل منذ الصباح، وإن الطريق مفتوح أمام المدنيين.";

fn html() -> String {
    let paragraphs = format!("<p>{PARAGRAPH}</p>").repeat(3);
    format!("<html lang=ar><head><title>فك الحصار</title></head><body><article>{paragraphs}</article></body></html>")
}

fn chunked(body: &[u8]) -> Vec<u8> {
    let (one, two) = body.split_at(body.len() / 2);
    let chunk = |part: &[u8]| [format!("{:x}\r\n", part.len()).as_bytes(), part, b"\r\n"].concat();
    [chunk(one), chunk(two), b"0\r\n\r\n".to_vec()].concat()
}

fn records() -> Vec<Vec<u8>> {
    let page = html();
    let packed = chunked(&gzip(page.as_bytes()));
    let (arabic, _, _) = encoding_rs::WINDOWS_1256.encode("وصلت القافلة إلى الحي.\n");
    let info = record("warcinfo", "", b"software: a test");
    vec![
        info,
        record("request", "https://wadi.example/1", b"GET /1 HTTP/1.1\r\n\r\n"),
        record(
            "response",
            "https://wadi.example/1",
            &answer("200 OK", "Content-Type: text/html; charset=UTF-8", page.as_bytes()),
        ),
        record(
            "response",
            "https://wadi.example/2",
            &answer(
                "200 OK",
                "content-type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked",
                &packed,
            ),
        ),
        record(
            "response",
            "https://wadi.example/3",
            &answer("200 OK", "Content-Type: text/plain; charset=windows-1256", &arabic),
        ),
        record("response", "https://wadi.example/4.png", &answer("200 OK", "Content-Type: image/png", b"\x89PNG\r\n")),
        record("response", "https://wadi.example/5", &answer("404 Not Found", "Content-Type: text/html", b"<html>")),
        record(
            "response",
            "https://wadi.example/6",
            &answer("200 OK", "Content-Type: text/html\r\nContent-Encoding: br", b"x"),
        ),
        record("revisit", "https://wadi.example/1", b"HTTP/1.1 200 OK\r\n\r\n"),
        record("metadata", "", b"x: y"),
    ]
}

fn expected(file: &str) -> Vec<String> {
    [
        "- F:1: WARC record of type warcinfo, no report",
        "- F:2: WARC record of type request, no report",
        "https://wadi.example/1@2021-02-03T10:00:00Z",
        "https://wadi.example/2@2021-02-03T10:00:00Z",
        "https://wadi.example/3@2021-02-03T10:00:00Z",
        "- F:6: image/png from https://wadi.example/4.png, no report",
        "- F:7: response with status 404 of https://wadi.example/5, no report",
        "! F:8: page packed with `br`",
        "- F:9: WARC record of type revisit, no report",
        "- F:10: WARC record of type metadata, no report",
    ]
    .map(|line| line.replace("F:", &format!("{file}:")))
    .to_vec()
}

#[test]
fn pages_of_an_archive() {
    let plain = records().concat();
    let members: Vec<u8> = records().iter().flat_map(|record| gzip(record)).collect();
    for (name, bytes) in [("a.warc", &plain), ("a.warc.gz", &members), ("-", &plain), ("-", &gzip(&plain))] {
        let answers = read(name, bytes.clone());
        assert_eq!(told(&answers), expected(name));
        let reports = reports(answers);
        assert_eq!(reports[0].text.lines().collect::<Vec<_>>(), [PARAGRAPH; 3]);
        assert_eq!(reports[1].text, reports[0].text);
        assert_eq!(reports[2].text, "وصلت القافلة إلى الحي.\n");
        assert_eq!(reports[0].meta.url.as_deref(), Some("https://wadi.example/1"));
        assert_eq!(reports[0].meta.title.as_deref(), Some("فك الحصار"));
        assert_eq!(reports[0].meta.published, Some(date(2021, 2, 3)));
        assert_eq!(reports[1].original(), html().as_bytes());
    }
}

#[test]
fn wacz_holds_several() {
    let archive = zip([
        ("datapackage.json", &b"{}"[..]),
        ("archive/b.warc.gz", &gzip(&records()[2])),
        ("archive/a.warc.gz", &gzip(&records()[4])[..20]),
        ("pages/pages.jsonl", b"{}"),
    ]);
    let expected = ["! F:1: broken WARC file: it breaks off", "https://wadi.example/1@2021-02-03T10:00:00Z"];
    assert_eq!(told(&read("a.wacz", archive.clone())), expected.map(|line| line.replace("F", "a.wacz")));
    assert_eq!(told(&read("-", archive.clone())), expected.map(|line| line.replace("F", "-")));
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.wacz"), archive).expect("written");
    std::fs::write(folder.path().join("b.warc.gz"), gzip(&records()[2])).expect("written");
    std::fs::write(folder.path().join("c.tar.gz"), gzip(b"x")).expect("written");
    let found = all(Source::new([folder.path().to_owned()]));
    assert_eq!(found.iter().filter(|answer| answer.is_ok()).count(), 2);
    assert!(found.last().is_some_and(|last| last.as_ref().is_err_and(|error| error.skipped)));
    let empty = told(&read("a.wacz", zip([("x", &b"y"[..])])));
    assert_eq!(empty, ["! a.wacz: broken WACZ archive: it holds no archive/*.warc.gz"]);
}

#[test]
fn a_broken_archive_gives_what_stands_before() {
    let one = records()[2].clone();
    let two = [&one[..], &one[..one.len() - 100]].concat();
    let packed = gzip(&two);
    let member = gzip(&one);
    let good = "https://wadi.example/1@2021-02-03T10:00:00Z";
    for (bytes, problem) in [
        (two.clone(), "it breaks off"),
        (packed[..packed.len() - 20].to_vec(), "it breaks off"),
        ([&member[..], b"\x1f\x8bjunk that is no member"].concat(), "invalid gzip header"),
        ([&one[..], b"WARC/1.0\r\nX: y\r\n\r\n"].concat(), "a record does not say how long it is"),
        ([&one[..], b"something else"].concat(), "a record does not begin with `WARC/`"),
    ] {
        let answers = told(&read("a.warc", bytes));
        assert_eq!(answers[0], good);
        assert_eq!(answers[1], format!("! a.warc:2: broken WARC file: {problem}"), "{answers:?}");
    }
}

#[test]
fn what_would_fill_the_memory_is_refused() {
    let endless =
        format!("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: x\r\nContent-Length: {}\r\n\r\n", u64::MAX);
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
    let answers = read("a.warc", format!("{endless}{head}<p>x"));
    let problem = answers[0].as_ref().expect_err("too large");
    assert!(matches!(problem.problem, Problem::TooLarge { .. }), "{problem}");
    let answers = told(&read("a.warc", [b"WARC/1.0\r\nA: ", &[b'x'; 70_000][..]].concat()));
    assert_eq!(answers, ["! a.warc:1: broken WARC file: a header longer than any"]);
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(at: prop::sample::Index, bytes in prop::collection::vec(any::<u8>(), 1..20)) {
        read("x.warc", bytes.clone());
        read("x.wacz", [b"PK\x03\x04", &bytes[..]].concat());
        let mut plain = records().concat();
        let mut packed = zip([("archive/a.warc.gz", &gzip(&plain)[..])]);
        for damaged in [&mut plain, &mut packed] {
            let at = at.index(damaged.len());
            damaged.splice(at..at, bytes.clone());
        }
        prop_assert!(!read("x.warc", plain).is_empty());
        prop_assert!(!read("x.wacz", packed).is_empty());
    }
}
