//! The whole way from bytes to claims, as the fuzz targets check it: a little of it on every run, without nightly Rust.

#[path = "../../../fuzz/src/lib.rs"]
mod fuzz;

use hudna_intake::Format;
use proptest::prelude::*;

const REPORT: &[u8] = include_bytes!("../../../examples/reports/hasakah-deal.txt");

/// A part of the example report with some bytes replaced.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let hits = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12);
    (0..REPORT.len(), 1..1500usize, hits).prop_map(|(from, length, hits)| {
        let mut bytes = REPORT[from..REPORT.len().min(from + length)].to_vec();
        for (at, byte) in hits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes
    })
}

fn check_all(bytes: &[u8]) {
    for format in [Format::Text, Format::Html, Format::Jsonl] {
        fuzz::check(format, bytes);
    }
    fuzz::check(Format::Text, &[b"---\n", bytes, b"\n---\n", REPORT].concat());
    let text = String::from_utf8_lossy(bytes);
    fuzz::check(Format::Jsonl, serde_json::json!({ "id": 1, "text": text }).to_string().as_bytes());
    fuzz::check(Format::Html, format!("<html><body><article><p>{text}</p></article></body></html>").as_bytes());
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    fuzz::check(Format::Text, &utf16);
    for name in ["a.rss", "result.json", "a.csv", "a.xlsx", "a.warc", "a.wacz"] {
        fuzz::check_file(name, bytes);
    }
    let item = ["<rss version='2.0'><channel><item><description>", &text, "</description></item></channel></rss>"];
    fuzz::check_file("a.rss", item.concat().as_bytes());
    let message = serde_json::json!({ "id": 2, "type": "message", "text": ["", { "type": "bold", "text": text }] });
    let export = serde_json::json!({ "name": "a", "id": 1, "messages": [message] });
    fuzz::check_file("result.json", export.to_string().as_bytes());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_report_is_read_or_refused(bytes in damaged()) {
        check_all(&bytes);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check_all(&bytes);
    }
}
