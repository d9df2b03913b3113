//! What leads back to a name without being one: ids made of a report's words, addresses of its page, names of its file.

use super::called::Called;
use std::collections::HashMap;
use std::ops::Range;

/// Hexadecimal digits of the ids that are made of a report's words.
const DIGITS: usize = 16;
/// Those of a hash of a whole text.
const HASH: usize = 64;
/// Those by which a claim is told from others of its report.
const SHORT: usize = 8;
/// Letters that stand before them in the ids of reports, incidents, agreements.
const BEFORE: [&str; 5] = ["", "r", "ir", "ar", "i"];

/// Numbers in the order in which things come up.
#[derive(Debug, Default)]
pub(super) struct Numbers(HashMap<Box<str>, usize>);

impl Numbers {
    /// The number of a thing, from 1.
    pub fn of(&mut self, thing: &str) -> usize {
        if let Some(number) = self.0.get(thing) {
            return *number;
        }
        let number = self.0.len() + 1;
        self.0.insert(thing.into(), number);
        number
    }
}

/// What stands in the place of ids and names of files. Ids keep their form: they are numbers with zeros before them.
#[derive(Debug, Default)]
pub(super) struct Ids {
    reports: Numbers,
    claims: Numbers,
    texts: Numbers,
    files: Numbers,
    /// Whole strings, each with what stands in its place: names of files.
    instead: HashMap<Box<str>, String>,
}

impl Ids {
    /// The parts of a string that are to be replaced, in their order, each with what stands in its place.
    pub fn find(
        &mut self,
        text: &str,
        called: &Called,
        person: &mut impl FnMut(&str) -> usize,
    ) -> Vec<(Range<usize>, String)> {
        if let Some(file) = self.file(text) {
            return vec![(0..text.len(), file)];
        }
        let mut found = addresses(text);
        let coded = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_.:;/#+ ".contains(&b));
        let mut end = 0;
        for run in text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')) {
            let start = run.as_ptr() as usize - text.as_ptr() as usize;
            if start < end || run.is_empty() {
                continue;
            }
            end = start + run.len();
            if let Some(instead) = self.id(run, text, &mut end) {
                found.push((start..end, instead));
            } else if called.is_id(run) && stands_as_id(text, start, end, coded) {
                found.push((start..end, format!("person-{}", person(run))));
            }
        }
        apart(found)
    }

    /// What stands in the place of an id that is made of words. `end` is moved behind the part that names a claim.
    fn id(&mut self, run: &str, text: &str, end: &mut usize) -> Option<String> {
        let (before, digits) =
            BEFORE.iter().filter_map(|b| Some((*b, run.strip_prefix(b)?))).find(|(_, d)| is_hex(d))?;
        match digits.len() {
            HASH if before.is_empty() => Some(format!("{:0HASH$}", self.texts.of(digits))),
            DIGITS if before.is_empty() => Some(format!("{:0DIGITS$}", self.claims.of(digits))),
            DIGITS => {
                let report = self.reports.of(digits);
                let rest = text.get(*end..).unwrap_or_default();
                let claim = rest.strip_prefix('.').and_then(|rest| rest.get(..SHORT)).filter(|claim| is_hex(claim));
                let claim = claim.map(|claim| {
                    *end += 1 + SHORT;
                    format!(".{:0SHORT$}", self.claims.of(&format!("{digits}.{claim}")))
                });
                Some(format!("{before}{report:0DIGITS$}{}", claim.unwrap_or_default()))
            }
            _ => None,
        }
    }

    /// Takes a name of a report's file for what it is.
    pub fn add_file(&mut self, file: &str) {
        let number = self.files.of(file);
        self.instead.entry(file.into()).or_insert_with(|| format!("report-{number}"));
    }

    /// From now on, something else stands in the place of a string.
    pub fn add(&mut self, whole: &str, instead: &str) {
        self.instead.insert(whole.into(), instead.to_owned());
    }

    /// What stands in the place of the name of a file, where the string is nothing else.
    pub fn file(&self, text: &str) -> Option<String> {
        let bare = text.trim_matches(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', ' ']);
        self.instead.get(bare).cloned()
    }
}

fn is_hex(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Whether a word that is the id of a person is meant as one: alone, in a list of ids, or in an id of several parts.
fn stands_as_id(text: &str, start: usize, end: usize, coded: bool) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end();
    let after = text.get(end..).unwrap_or_default().trim_start();
    let closed = after.is_empty() || after.starts_with([';', ':', '/', '#', ']', '?', '&', '.', '+']);
    let opened = before.is_empty() || before.ends_with([';', ':', '/', '=', '+']);
    let tight = text.get(..start).is_some_and(|before| before.ends_with([':', '/', '=', '+']));
    opened && closed && (coded || tight)
}

/// What is left of addresses of pages: the name of the site, for the rest leads to the words and often says them.
fn addresses(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find("://")) {
        let host = from + at + 3;
        let rest = text.get(host..).unwrap_or_default();
        let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '،' | '؛' | '\u{2066}'..='\u{2069}');
        let end = host + rest.find(ends).unwrap_or(rest.len());
        let site = text.get(host..end).and_then(|address| address.find(['/', '?', '#'])).map(|at| host + at + 1);
        if let Some(site) = site.filter(|site| *site < end) {
            found.push((site..end, "…".to_owned()));
        }
        from = end;
    }
    found
}

/// Of parts that overlap, the one that begins first; of those that begin together, the longest.
pub(super) fn apart(mut all: Vec<(Range<usize>, String)>) -> Vec<(Range<usize>, String)> {
    all.sort_by_key(|(at, _)| (at.start, std::cmp::Reverse(at.end)));
    let mut end = 0;
    all.retain(|(at, _)| {
        let free = at.start >= end;
        end = if free { at.end } else { end };
        free
    });
    all
}
