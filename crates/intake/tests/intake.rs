//! Reports of every kind: what is read, what is refused and why, and the way back to the original bytes.

use hudna_intake::{Format, Intake, IntakeError, Problem, Raw, Source};
use proptest::prelude::*;
use std::fs;
use std::path::PathBuf;

const TEXT: &str = "أعلنت القوات فك الحصار عن المدينة.\nوقالت المصادر إن 30 شاحنة دخلت، بحسب “الوكالة”.\n";

fn text(bytes: impl Into<Vec<u8>>) -> Result<Intake, IntakeError> {
    Raw::new("a.txt", Format::Text, bytes.into()).read()
}

fn utf16(text: &str, little: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

/// Every character of the text must map to the bytes that encode it in the original.
fn assert_way_back(original: &[u8], report: &Intake, encode: impl Fn(char) -> Vec<u8>) {
    for (at, c) in report.text.char_indices() {
        let from = report.offsets.original(&report.text, at);
        let to = report.offsets.original(&report.text, at + c.len_utf8());
        assert_eq!(&original[from..to], encode(c).as_slice(), "{c:?} at {at}");
    }
}

#[test]
fn utf8_is_taken_as_it_is() {
    let report = text(TEXT).expect("plain text");
    assert_eq!((report.text.as_str(), report.body.clone(), report.encoding), (TEXT, 0..TEXT.len(), "UTF-8"));
    assert!(report.offsets.is_identity());
}

#[test]
fn a_byte_order_mark_is_taken_off_and_counted() {
    let original = ["\u{feff}", TEXT].concat();
    let report = text(original.as_bytes()).expect("UTF-8 with a mark");
    assert_eq!(report.text, TEXT);
    assert_way_back(original.as_bytes(), &report, |c| c.to_string().into_bytes());
}

#[test]
fn utf16_is_found_with_and_without_a_mark() {
    for (little, mark) in [(true, &[0xff, 0xfe][..]), (false, &[0xfe, 0xff][..]), (true, &[][..]), (false, &[][..])] {
        let original = [mark, &utf16(TEXT, little)].concat();
        let report = text(original.clone()).expect("UTF-16");
        assert_eq!(report.text, TEXT);
        assert_way_back(&original, &report, |c| utf16(&c.to_string(), little));
    }
}

#[test]
fn windows_1256_is_found() {
    let (original, _, broken) = encoding_rs::WINDOWS_1256.encode(TEXT);
    assert!(!broken);
    let report = text(original.to_vec()).expect("Windows-1256");
    assert_eq!((report.text.as_str(), report.encoding), (TEXT, "windows-1256"));
    assert_way_back(&original, &report, |c| encoding_rs::WINDOWS_1256.encode(&c.to_string()).0.to_vec());
}

#[test]
fn damaged_utf8_keeps_what_is_good() {
    let mut original = TEXT.as_bytes().to_vec();
    original.splice(12..12, [0xff, 0xc3]);
    original.truncate(original.len() - 1);
    let report = text(original.clone()).expect("mostly good");
    let at = report.text.find("شاحنة").expect("the words after the damage");
    let from = report.offsets.original(&report.text, at);
    assert_eq!(&original[from..from + "شاحنة".len()], "شاحنة".as_bytes());
}

#[test]
fn front_matter_is_metadata_and_its_mistakes_have_a_place() {
    let report = text(format!("---\npublished: 2021-02-02\nsource: SY24\n---\n{TEXT}")).expect("good front matter");
    assert_eq!(report.meta.published, Some(jiff::civil::date(2021, 2, 2)));
    assert_eq!(&report.text[report.body], TEXT);
    let error = text(format!("---\nsource: SY24\npublished: soon\n---\n{TEXT}")).expect_err("no date");
    assert_eq!(error.place, "a.txt:3");
    let error = text(format!("---\nsource: [SY24\n---\n{TEXT}")).expect_err("no YAML");
    assert!(error.place.starts_with("a.txt:") && matches!(error.problem, Problem::FrontMatter { .. }), "{error}");
}

#[test]
fn the_original_is_kept() {
    let (arabic, _, _) = encoding_rs::WINDOWS_1256.encode(TEXT);
    let marked = ["\u{feff}", TEXT].concat();
    for bytes in [TEXT.as_bytes(), &arabic, marked.as_bytes(), &utf16(TEXT, true), &TEXT.as_bytes()[..TEXT.len() - 4]] {
        assert_eq!(text(bytes).expect("a report").original(), bytes);
    }
    let line = br#"{"id": 1, "text": "x"}"#;
    let report = Raw::new("a.jsonl", Format::Jsonl, [&line[..], b"\r\n"].concat()).read().expect("a line");
    assert_eq!(report.original(), line);
}

#[test]
fn what_is_no_text_is_refused() {
    assert!(matches!(text("").expect_err("empty").problem, Problem::Empty));
    assert!(matches!(text(" \n\t\n").expect_err("blank").problem, Problem::Empty));
    assert!(matches!(text("a\0b").expect_err("binary").problem, Problem::Binary { .. }));
    assert!(matches!(text(vec![0, 159, 146, 150, 0, 1, 2]).expect_err("binary").problem, Problem::Binary { .. }));
}

fn page(body: &str) -> Vec<u8> {
    let head = "<title>فك الحصار</title><meta property=\"article:published_time\" content=\"2021-02-02T10:00:00+03:00\">\
                <meta property=\"og:site_name\" content=\"مرصد الجزيرة\">";
    format!("<!DOCTYPE html><html lang=ar><head><meta charset=utf-8>{head}</head><body>{body}</body></html>")
        .into_bytes()
}

#[test]
fn a_page_gives_main_text_and_metadata() {
    let paragraph =
        "أعلنت القوات فك الحصار عن المدينة، وقالت إن القوافل تدخل منذ الصباح، وإن الطريق مفتوح أمام المدنيين.";
    let article = format!(
        "<nav><a href=/>الرئيسية</a></nav><article><p>{paragraph}</p><p>{paragraph}</p><p>{paragraph} انتهى</p></article>\
         <script>document.write('حاصر')</script>"
    );
    let report = Raw::new("a.html", Format::Html, page(&article)).read().expect("a page");
    assert_eq!(report.original(), page(&article));
    assert_eq!(report.text.lines().filter(|l| l.contains("القوافل")).count(), 3, "{}", report.text);
    assert!(!report.text.contains("document.write"));
    assert_eq!(report.meta.published, Some(jiff::civil::date(2021, 2, 2)));
    assert_eq!(report.meta.source.as_deref(), Some("مرصد الجزيرة"));
    assert_eq!(report.meta.title.as_deref(), Some("فك الحصار"));
}

#[test]
fn a_page_in_windows_1256_is_read_by_its_charset() {
    let utf8 =
        String::from_utf8(page(&format!("<article>{}</article>", format!("<p>{TEXT}</p>").repeat(8)))).expect("UTF-8");
    let declared = utf8.replace("charset=utf-8", "charset=windows-1256");
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(&declared);
    let report = Raw::new("a.html", Format::Html, bytes.to_vec()).read().expect("a page");
    assert!(report.text.contains("فك الحصار عن المدينة"), "{}", report.text);
}

#[test]
fn hostile_pages_are_refused_in_time() {
    for body in ["<div>".repeat(100_000), "<b><i>".repeat(400), "<x></x>".repeat(300_000)] {
        let error = Raw::new("a.html", Format::Html, page(&body)).read().expect_err("hostile");
        assert!(matches!(error.problem, Problem::Hostile { .. }), "{error}");
    }
    for body in ["<p>".repeat(50_000), "<table><tr><td>".repeat(300), "</div>".repeat(10_000), "<!--".repeat(10_000)] {
        let _either_way = Raw::new("a.html", Format::Html, page(&body)).read();
    }
}

fn read_all(paths: impl IntoIterator<Item = PathBuf>) -> Vec<Result<Intake, IntakeError>> {
    Source::new(paths).map(|raw| raw.and_then(Raw::read)).collect()
}

#[test]
fn a_bad_line_stops_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("r.jsonl");
    let lines = [
        r#"{"id": "one", "text": "نص", "date": "2021-02-02", "source": "سانا", "extra": [1]}"#,
        "",
        "{broken",
        r#"{"id": 4}"#,
        r#"{"text": "بلا رقم", "published": ""}"#,
        r#"{"id": 6, "text": "  "}"#,
        r#"{"id": 7, "text": "x", "date": "soon"}"#,
    ];
    fs::write(&path, lines.join("\n")).expect("written");
    let found = read_all([path.clone()]);
    let told: Vec<String> =
        found.iter().map(|r| r.as_ref().map_or_else(|e| e.place.clone(), |r| r.doc.clone())).collect();
    let at = |line: u32| format!("{}:{line}", path.display());
    assert_eq!(told, ["one".to_owned(), at(3), at(4), at(5), at(6), at(7)]);
    assert_eq!(found.iter().filter(|r| r.is_ok()).count(), 2);
}

#[test]
fn a_folder_is_walked_in_order_and_what_is_passed_over_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("inside")).and_then(|()| fs::write(path, bytes)).expect("written");
    };
    file("b.txt", TEXT.as_bytes());
    file("a/one.txt", TEXT.as_bytes());
    file(".hidden/two.txt", TEXT.as_bytes());
    file("c.png", b"\x89PNG\r\n");
    file("d.txt", b"%PDF-1.7");
    file("e", TEXT.as_bytes());
    file(
        "f.xml",
        b"<rss version='2.0'><channel><item><guid>urn:f</guid><description>x</description></item></channel></rss>",
    );
    file("g.xml", b"<project/>");
    file("h.json", br#"{"name": "x", "id": 1, "messages": [{"id": 2, "type": "message", "text": "x"}]}"#);
    file("i.json", br#"{"id": 1, "text": "x"}"#);
    let found = read_all([folder.path().to_owned()]);
    let told: Vec<(String, bool)> = found
        .iter()
        .map(|r| match r {
            Ok(report) => (report.doc.clone(), true),
            Err(error) => (error.place.clone(), !error.skipped),
        })
        .map(|(place, ok)| {
            (place.trim_start_matches(&*folder.path().display().to_string()).trim_start_matches('/').to_owned(), ok)
        })
        .collect();
    let expected = [
        ("a/one.txt", true),
        ("b.txt", true),
        ("c.png", false),
        ("d.txt", false),
        ("e", true),
        ("urn:f", true),
        ("g.xml", false),
        ("1/2", true),
        ("i.json", false),
    ];
    assert_eq!(told, expected.map(|(place, ok)| (place.to_owned(), ok)));
}

#[test]
fn a_missing_file_is_named_with_a_remedy() {
    let found = read_all([PathBuf::from("/no/such/report.txt")]);
    let error = found.into_iter().next().expect("one answer").expect_err("missing").to_string();
    assert!(error.starts_with("/no/such/report.txt: no such file or folder (check"), "{error}");
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        for format in [Format::Text, Format::Jsonl, Format::Html] {
            if let Ok(report) = Raw::new("x", format, bytes.clone()).read() {
                prop_assert!(report.text.get(report.body.clone()).is_some());
                for (at, _) in report.text.char_indices() {
                    let original = report.offsets.original(&report.text, at);
                    prop_assert!(original <= bytes.len().max(report.text.len()));
                }
            }
        }
    }

    #[test]
    fn utf16_always_maps_back(text in "\\PC{0,400}", little: bool) {
        let mark: &[u8] = if little { &[0xff, 0xfe] } else { &[0xfe, 0xff] };
        let original = [mark, &utf16(&text, little)].concat();
        if let Ok(report) = Raw::new("x", Format::Text, original.clone()).read() {
            prop_assert_eq!(&report.text, &text);
            for (at, c) in text.char_indices() {
                let from = report.offsets.original(&text, at);
                let encoded = utf16(&c.to_string(), little);
                prop_assert_eq!(&original[from..from + encoded.len()], encoded.as_slice());
            }
        }
    }
}
