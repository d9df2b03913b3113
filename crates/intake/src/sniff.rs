//! What kind of file it is: by its name, else by its first bytes.

use crate::report::Format;
use crate::{archive, feed, telegram};
use std::path::Path;

/// What the first bytes of a file say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Report(Format),
    Binary(&'static str),
}

/// How a ZIP archive begins.
const ZIP: &[u8] = b"PK\x03\x04";

/// Beginnings of files that hold no text.
const BINARY: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF document"),
    (ZIP, "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
];

/// The kind of a file with this beginning.
pub(crate) fn kind(path: Option<&Path>, start: &[u8]) -> Kind {
    let extension = path.and_then(extension);
    if start.starts_with(ZIP) && (extension.as_deref() == Some("xlsx") || holds(start, b"xl/")) {
        return Kind::Report(Format::Table);
    }
    let archive = match extension.as_deref() {
        Some("wacz") => start.starts_with(ZIP),
        Some("warc") => true,
        _ => archive::is_warc(start) || (start.starts_with(ZIP) && holds(start, b"archive/")),
    };
    if archive {
        return Kind::Report(Format::Archive);
    }
    if let Some((_, what)) = BINARY.iter().find(|(magic, _)| start.starts_with(magic)) {
        return Kind::Binary(what);
    }
    match extension.as_deref() {
        Some("jsonl" | "ndjson") => return Kind::Report(Format::Jsonl),
        Some("csv" | "tsv" | "tab") => return Kind::Report(Format::Table),
        Some("rss" | "atom") => return Kind::Report(Format::Feed),
        Some("html" | "htm" | "xhtml") => return Kind::Report(Format::Html),
        Some("txt" | "md") => return Kind::Report(Format::Text),
        _ => {}
    }
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    if text.starts_with(b"{") {
        let export = telegram::is_export(text);
        return Kind::Report(if export { Format::Telegram } else { Format::Jsonl });
    }
    if feed::is_feed(start) {
        return Kind::Report(Format::Feed);
    }
    let opening: Vec<u8> = text.iter().take(16).map(u8::to_ascii_lowercase).collect();
    let html = [&b"<!doctype html"[..], b"<html", b"<head", b"<body", b"<!-- saved from"]
        .iter()
        .any(|tag| opening.starts_with(tag));
    Kind::Report(if html { Format::Html } else { Format::Text })
}

/// Whether these bytes stand in the beginning.
fn holds(start: &[u8], part: &[u8]) -> bool {
    start.windows(part.len()).any(|window| window == part)
}

/// True for the types of file that may be read when a folder is walked.
pub(crate) fn expected(path: &Path) -> bool {
    const TYPES: &[&str] = &[
        "txt", "html", "htm", "xhtml", "jsonl", "ndjson", "rss", "atom", "xml", "json", "csv", "tsv", "tab", "xlsx",
        "warc", "wacz",
    ];
    let packed = path.to_string_lossy().to_lowercase().ends_with(".warc.gz");
    packed || extension(path).is_none_or(|extension| TYPES.contains(&extension.as_str()))
}

/// Whether a file that is met in a folder is one of those that its type promises: any program may write .xml and .json.
pub(crate) fn fits(path: &Path, kind: Kind) -> bool {
    match extension(path).as_deref() {
        Some("xml") => kind == Kind::Report(Format::Feed),
        Some("json") => kind == Kind::Report(Format::Telegram),
        _ => true,
    }
}

/// The extension in small letters.
pub(crate) fn extension(path: &Path) -> Option<String> {
    path.extension().map(|e| e.to_string_lossy().to_lowercase())
}
