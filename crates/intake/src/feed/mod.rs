//! RSS and Atom feeds: each entry is a report. The feed is cut into its entries, then each is parsed by itself: a broken one
//! spoils no other. Links are not followed.

mod cut;

use crate::encoding::decode_as;
use crate::error::Problem;
use crate::html;
use crate::meta::{Meta, given, name, parse_date};
use crate::outlet::{Outlet, Stop};
use crate::report::{Content, Part};
use cut::Found;
use encoding_rs::Encoding;
use feed_rs::model::{Feed, Text};
use feed_rs::parser::{Builder, Parser};
use std::sync::Arc;

/// How much of a file is searched for its declaration and its first element.
const HEAD: usize = 4096;
/// The largest entry.
const MAX_ENTRY: usize = 16 << 20;

/// The largest start tags around the entries: each entry is parsed within them.
const MAX_OPEN: usize = 1 << 16;

/// What all entries of a feed share.
#[derive(Debug)]
struct Channel {
    file: Arc<str>,
    title: Option<String>,
    /// What opens before an entry, for its namespaces, and what closes after it.
    open: String,
    close: String,
}

/// An entry of a feed, still XML.
#[derive(Debug)]
pub(crate) struct Entry {
    channel: Arc<Channel>,
    /// The outlet that the entry itself names.
    source: Option<String>,
    xml: String,
}

/// Whether a file that begins so is a feed.
pub(crate) fn is_feed(start: &[u8]) -> bool {
    let start = &start[..start.len().min(HEAD)];
    // UTF-16 is looked at as if it were ASCII.
    let text: String = start.iter().filter(|b| b.is_ascii() && **b != 0).map(|b| char::from(*b)).collect();
    let mut rest = text.trim_start();
    loop {
        let end = if rest.starts_with("<?") {
            "?>"
        } else if rest.starts_with("<!--") {
            "-->"
        } else {
            break;
        };
        let Some((_, after)) = rest.split_once(end) else { return false };
        rest = after.trim_start();
    }
    let name: String = rest.chars().skip(1).take_while(|c| c.is_ascii_alphanumeric() || *c == ':').collect();
    rest.starts_with('<') && matches!(name.rsplit(':').next(), Some("rss" | "RDF" | "feed" | "entry"))
}

/// Hands out the entries of a feed.
pub(crate) fn take_apart(bytes: Vec<u8>, outlet: &Outlet) -> Result<(), Stop> {
    let declared = declared_encoding(&bytes);
    let text = decode_as(bytes, declared).map_err(|problem| outlet.fail(problem))?.text;
    let cut = cut::cut(&text);
    let title = parser().parse(cut.rest.as_bytes()).ok().and_then(|feed| feed.title).and_then(plain).and_then(name);
    if cut.open.len() > MAX_OPEN {
        let reason = "its first elements are larger than any feed's".to_owned();
        return Err(outlet.fail(Problem::Broken { what: "feed", reason }));
    }
    let channel = Channel { file: outlet.file.clone(), title, open: cut.open, close: cut.close };
    let channel = Arc::new(channel);
    let mut lines = Lines { text: &text, at: 0, line: 1 };
    for Found { range, source } in &cut.entries {
        let line = lines.of(range.start);
        let Some(xml) = text.get(range.clone()).filter(|xml| xml.len() <= MAX_ENTRY) else {
            outlet.refuse(line, Problem::TooLarge { limit: MAX_ENTRY as u64 })?;
            continue;
        };
        let entry = Entry { channel: channel.clone(), source: source.clone(), xml: xml.to_owned() };
        outlet.put(line, Content::Entry(entry))?;
    }
    if let Some((at, reason)) = cut.broken {
        outlet.refuse(lines.of(at), Problem::Broken { what: "feed", reason })?;
    } else if cut.entries.is_empty() {
        return Err(outlet.fail(Problem::Broken { what: "feed", reason: "it has no entry".to_owned() }));
    }
    Ok(())
}

/// Lines of rising places in a text.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    fn of(&mut self, at: usize) -> u64 {
        let between = self.text.as_bytes().get(self.at..at).unwrap_or_default();
        self.line += between.iter().filter(|b| **b == b'\n').count() as u64;
        self.at = at;
        self.line
    }
}

/// `encoding=` in the declaration.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD.min(bytes.len()))?);
    let declaration = head.trim_start().strip_prefix("<?xml")?.split_once("?>")?.0;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next()?;
    Encoding::for_label(value.strip_prefix(quote)?.split(quote).next()?.as_bytes())
}

/// A parser that invents no ids, and that keeps the day of the zone that a date is given in.
fn parser() -> Parser {
    let day = |text: &str| {
        let day = parse_date(text)?;
        let day = chrono::NaiveDate::from_ymd_opt(day.year().into(), day.month() as u32, day.day() as u32)?;
        Some(day.and_time(chrono::NaiveTime::MIN).and_utc())
    };
    Builder::new().id_generator(|_, _, _| String::new()).timestamp_parser(day).build()
}

impl Entry {
    pub(crate) fn size(&self) -> usize {
        self.xml.len()
    }

    pub(crate) fn read(self) -> Result<Part, Problem> {
        let whole = [self.channel.open.as_str(), &self.xml, &self.channel.close].concat();
        let broken = |reason: String| Problem::Broken { what: "entry", reason };
        let feed: Feed = parser().parse(whole.as_bytes()).map_err(|error| {
            // The position is one in what was put together here.
            let reason = error.to_string();
            broken(reason.split(" at position ").next().unwrap_or(&reason).to_owned())
        })?;
        let Some(entry) = feed.entries.into_iter().next() else {
            return Err(broken("it has neither link nor text".to_owned()));
        };
        let day = entry.published.or(entry.updated);
        let published = day.and_then(|day| parse_date(&day.format("%Y-%m-%d").to_string()));
        let main = |link: &&feed_rs::model::Link| link.rel.as_deref().is_none_or(|rel| rel == "alternate");
        let url = entry.links.iter().find(main).or(entry.links.first()).and_then(|link| given(&link.href));
        let title = entry.title.and_then(plain);
        let source = self.source.or_else(|| self.channel.title.clone());
        let content = entry.content.and_then(|content| {
            let marked_up = !content.content_type.to_string().starts_with("text/plain");
            content.body.filter(|body| !body.trim().is_empty()).map(|body| (body, marked_up))
        });
        // A summary in RSS may hold markup whatever it says of itself.
        let summary = || entry.summary.map(|summary| (summary.content, true));
        let text = match content.or_else(summary) {
            Some((text, true)) => html::fragment(text)?,
            Some((text, false)) => html::paragraphs(&text),
            None => String::new(),
        };
        if text.trim().is_empty() {
            return Err(Problem::NoText { what: "entry".to_owned() });
        }
        // An id that is an address stands for itself, another one only within its feed.
        let id = given(&entry.id);
        let doc = match (id, &url) {
            (Some(id), _) if id.contains(':') => Some(id),
            (_, Some(url)) => Some(url.clone()),
            (Some(id), None) => Some(format!("{}#{id}", self.channel.file)),
            (None, None) => None,
        };
        let meta = Meta { published, source, url, title, ..Meta::default() };
        Ok(Part { doc, text, meta, original: self.xml.into_bytes() })
    }
}

/// A title in one line, without markup.
fn plain(text: Text) -> Option<String> {
    let text = html::fragment(text.content).ok()?;
    given(text.split_whitespace().collect::<Vec<_>>().join(" "))
}
