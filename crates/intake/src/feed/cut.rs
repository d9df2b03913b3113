//! Cuts a feed into its entries, byte for byte, and what stands around them.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::ops::Range;

/// A feed in pieces.
#[derive(Debug, Default)]
pub(crate) struct Cut {
    pub entries: Vec<Found>,
    /// The start tags of the elements that the entries stand in, and their end tags.
    pub open: String,
    pub close: String,
    /// The feed without its entries.
    pub rest: String,
    /// Where it breaks off, and why.
    pub broken: Option<(usize, String)>,
}

/// An entry: its element, and the outlet that it names.
#[derive(Debug)]
pub(crate) struct Found {
    pub range: Range<usize>,
    pub source: Option<String>,
}

/// More elements around an entry than any feed has.
const MAX_DEPTH: usize = 64;

/// An element that stands open.
struct Open {
    name: String,
    tag: Range<usize>,
}

/// Cuts. Tags within an entry need not match: whether it is well-formed is seen when it is parsed.
pub(crate) fn cut(text: &str) -> Cut {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    config.expand_empty_elements = true;
    let mut cut = Cut::default();
    let mut open: Vec<Open> = Vec::new();
    let mut kept = 0;
    loop {
        let before = position(&reader);
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                let name = local(&start);
                if matches!(name.as_str(), "item" | "entry") {
                    if cut.entries.is_empty() {
                        cut.open = open.iter().filter_map(|o| text.get(o.tag.clone())).collect();
                        cut.close = close(text, &open);
                    }
                    cut.rest.push_str(text.get(kept..before).unwrap_or_default());
                    let entry = entry(&mut reader, before, &name);
                    kept = position(&reader);
                    match entry {
                        Ok(found) => cut.entries.push(found),
                        Err(reason) => {
                            cut.broken = Some((before, reason));
                            break;
                        }
                    }
                    continue;
                }
                open.push(Open { name, tag: before..position(&reader) });
                if open.len() > MAX_DEPTH {
                    cut.broken = Some((before, format!("more than {MAX_DEPTH} elements in each other")));
                    break;
                }
            }
            Ok(Event::End(end)) => {
                let name = end.local_name();
                if let Some(at) = open.iter().rposition(|o| o.name == name.as_ref()) {
                    open.truncate(at);
                }
            }
            Ok(Event::Eof) => {
                if !open.is_empty() {
                    cut.broken = Some((text.len(), "it breaks off".to_owned()));
                }
                break;
            }
            Ok(_) => {}
            Err(error) => {
                cut.broken = Some((before, error.to_string()));
                break;
            }
        }
    }
    if cut.broken.is_none() {
        cut.rest.push_str(text.get(kept..).unwrap_or_default());
    } else {
        cut.rest.push_str(&close(text, &open));
    }
    cut
}

/// Reads to the end of the entry that has begun at `start`.
fn entry(reader: &mut Reader<&[u8]>, start: usize, name: &str) -> Result<Found, String> {
    let mut same = 1;
    let mut source = None;
    let mut inside: Option<String> = None;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => match local(&tag) {
                tag if tag == name => same += 1,
                tag if tag == "source" && source.is_none() => inside = Some(String::new()),
                // In Atom the source is a feed of its own, of which only the title is wanted.
                tag if tag == "title" && inside.is_some() => inside = Some(String::new()),
                _ => {}
            },
            Ok(Event::End(tag)) => match (tag.local_name().as_ref(), inside.as_ref()) {
                ("source" | "title", Some(text)) if !text.trim().is_empty() => {
                    source = source.or_else(|| crate::meta::given(text));
                    inside = None;
                }
                ("source", _) => inside = None,
                (tag, _) if tag == name => {
                    same -= 1;
                    if same == 0 {
                        return Ok(Found { range: start..position(reader), source });
                    }
                }
                _ => {}
            },
            Ok(Event::Text(text)) => inside.iter_mut().for_each(|inside| inside.push_str(&text)),
            Ok(Event::CData(text)) => inside.iter_mut().for_each(|inside| inside.push_str(&text)),
            Ok(Event::GeneralRef(name)) => {
                let character = quick_xml::escape::resolve_predefined_entity(&name).unwrap_or(" ");
                inside.iter_mut().for_each(|inside| inside.push_str(character));
            }
            Ok(Event::Eof) => return Err("it breaks off within an entry".to_owned()),
            Ok(_) => {}
            Err(error) => return Err(error.to_string()),
        }
    }
}

/// The end tags of what stands open.
fn close(text: &str, open: &[Open]) -> String {
    let name = |o: &Open| {
        let tag = text.get(o.tag.clone()).unwrap_or_default().trim_start_matches('<');
        tag.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default().to_owned()
    };
    open.iter().rev().map(|o| format!("</{}>", name(o))).collect()
}

fn local(tag: &BytesStart<'_>) -> String {
    tag.local_name().as_ref().to_owned()
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}
