//! The YAML block that may open a plain text report: `published`, `source`, `url`, `title` between two lines `---`.

use crate::error::Problem;
use crate::meta::{Meta, given, parse_date};
use serde::Deserialize;

/// A block longer than this is no front matter: the file begins with a rule of dashes.
const MAX_LINES: usize = 100;

/// The keys that are read; others are the user's own and left alone.
#[derive(Debug, Default, Deserialize)]
struct Keys {
    published: Option<String>,
    date: Option<String>,
    source: Option<String>,
    url: Option<String>,
    title: Option<String>,
}

/// What is wrong with a block, and in which line of the file (1-based).
#[derive(Debug)]
pub(crate) struct BlockError {
    pub line: u64,
    pub problem: Problem,
}

/// Metadata and the byte where the body starts. Without a block, nothing and 0.
pub(crate) fn split(text: &str) -> Result<(Meta, usize), BlockError> {
    let Some((block, body)) = block(text) else { return Ok((Meta::default(), 0)) };
    let yaml = &text[block];
    if yaml.trim().is_empty() {
        return Ok((Meta::default(), body));
    }
    let keys: Keys = serde_saphyr::from_str(yaml).map_err(|error| {
        let line = error.location().map_or(2, |at| at.line() + 1);
        let reason = error.to_string().lines().next().unwrap_or_default().to_owned();
        BlockError { line, problem: Problem::FrontMatter { reason } }
    })?;
    let (key, value) = match (keys.published, keys.date) {
        (Some(published), _) => ("published", Some(published)),
        (None, date) => ("date", date),
    };
    let published = match value.as_deref().map(str::trim).filter(|v| !v.is_empty()) {
        None => None,
        Some(value) => Some(parse_date(value).ok_or_else(|| BlockError {
            line: line_of(yaml, key),
            problem: Problem::Date { key, value: value.to_owned() },
        })?),
    };
    let (source, url, title) = (keys.source.and_then(given), keys.url.and_then(given), keys.title.and_then(given));
    Ok((Meta { published, source, url, title, ..Meta::default() }, body))
}

/// The line of the file in which the key stands; the block starts in line 2.
fn line_of(yaml: &str, key: &str) -> u64 {
    yaml.lines().position(|l| l.starts_with(key)).map_or(2, |n| n as u64 + 2)
}

/// Byte range of the YAML and the start of the body, where the text opens with a closed block.
fn block(text: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != "---" || !first.ends_with('\n') {
        return None;
    }
    let mut at = first.len();
    for line in lines.take(MAX_LINES) {
        if line.trim_end() == "---" {
            return Some((first.len()..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_and_unknown_ones_left_alone() {
        let text = "---\r\npublished: 2021-02-02\r\nsource: SY24\r\nreviewer: {name: x}\r\ntitle: 2021\r\n---\r\nbody";
        let (meta, body) = split(text).expect("a good block");
        assert_eq!(meta.published, Some(jiff::civil::date(2021, 2, 2)));
        assert_eq!(meta.source.as_deref(), Some("SY24"));
        assert_eq!(meta.title.as_deref(), Some("2021"));
        assert_eq!(&text[body..], "body");
    }

    #[test]
    fn a_rule_of_dashes_is_text() {
        let (meta, body) = split("---\nno block\n").expect("plain text");
        assert_eq!((meta, body), (Meta::default(), 0));
    }

    #[test]
    fn a_broken_block_names_its_line() {
        let error = split("---\nsource: SY24\ntitle: \"open\n---\nbody").expect_err("broken");
        assert!(error.line >= 2, "{error:?}");
        assert!(matches!(error.problem, Problem::FrontMatter { .. }));
        let error = split("---\nsource: x\npublished: last week\n---\nbody").expect_err("no date");
        assert_eq!(error.line, 3);
    }
}
