//! One line of a JSONL file: one report.

use crate::error::Problem;
use crate::meta::{Meta, parse_date};
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

/// Id (where given), text and metadata of a line.
pub(crate) fn parse(line: &[u8]) -> Result<(Option<String>, String, Meta), Problem> {
    // Checked as a whole; of what is no UTF-8 the parser says where.
    let line: Line<'_> = match simdutf8::basic::from_utf8(line) {
        Ok(text) => serde_json::from_str(text),
        Err(_) => serde_json::from_slice(line),
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
    let given = |value: Option<Cow<'_, str>>| value.filter(|v| !v.trim().is_empty()).map(Cow::into_owned);
    let id = line.id.map(|id| match id {
        Id::Text(text) => text.into_owned(),
        Id::Number(number) => number.to_string(),
    });
    let meta = Meta { published, source: given(line.source), url: given(line.url), title: given(line.title) };
    Ok((id.filter(|id| !id.is_empty()), line.text.into_owned(), meta))
}

/// The parser's words without its line number, which is always 1 here.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line 1 column ") {
        Some((what, column)) if error.is_syntax() || error.is_eof() => format!("no JSON: {what} at character {column}"),
        Some((what, _)) => what.to_owned(),
        None => text,
    }
}
