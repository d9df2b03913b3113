//! One line of a JSONL file: one report.

use crate::error::Problem;
use crate::meta::{Meta, given, parse_date};
use crate::report::Part;
use serde::Deserialize;
use std::borrow::Cow;

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow, default)]
    id: Option<Id<'a>>,
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(borrow, default)]
    published: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    date: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    source: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    url: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    title: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id<'a> {
    Text(#[serde(borrow)] Cow<'a, str>),
    Number(i64),
}

/// The report in a line.
pub(crate) fn read(mut bytes: Vec<u8>) -> Result<Part, Problem> {
    // Checked as a whole; of what is no UTF-8 the parser says where.
    let line: Line<'_> = match simdutf8::basic::from_utf8(&bytes) {
        Ok(text) => serde_json::from_str(text),
        Err(_) => serde_json::from_slice(&bytes),
    }
    .map_err(|error| Problem::Json { reason: reason(&error) })?;
    let (key, value) = match (&line.published, &line.date) {
        (Some(published), _) => ("published", Some(published)),
        (None, date) => ("date", date.as_ref()),
    };
    let published = match value.map(|v| v.trim()).filter(|v| !v.is_empty()) {
        None => None,
        Some(value) => Some(parse_date(value).ok_or_else(|| Problem::Date { key, value: value.to_owned() })?),
    };
    let id = line.id.map(|id| match id {
        Id::Text(text) => text.into_owned(),
        Id::Number(number) => number.to_string(),
    });
    let given = |value: Option<Cow<'_, str>>| value.and_then(given);
    let (source, url, title) = (given(line.source), given(line.url), given(line.title));
    let meta = Meta { published, source, url, title, ..Meta::default() };
    let (doc, text) = (id.filter(|id| !id.is_empty()), line.text.into_owned());
    // The end of the line is no part of the report: it may be missing at the end of the file.
    bytes.truncate(bytes.trim_ascii_end().len());
    Ok(Part { doc, text, meta, original: bytes })
}

/// The parser's words without its line number, which is that within the report.
pub(crate) fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line ") {
        Some((what, _)) if error.is_syntax() || error.is_eof() => {
            format!("no JSON: {what} at character {}", error.column())
        }
        Some((what, _)) => what.to_owned(),
        None => text,
    }
}
