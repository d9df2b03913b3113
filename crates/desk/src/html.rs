//! Phrases as HTML: what must not take part in the order of the words around it is isolated, names lead to their pages, all is escaped.

use crate::frame::Frame;
use askama::filters::{Html, HtmlSafe, escape};
use hudna_ledger::{Kind, Link, Manner, Part, Phrase};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::fmt::{self, Write as _};

/// What may stand in a part of an address as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');

/// A phrase as HTML.
#[derive(Debug, Clone, Default)]
pub struct Said(String);

impl Said {
    /// A phrase whose names lead to their pages.
    pub fn new(phrase: &Phrase, frame: &Frame) -> Said {
        Said::with(phrase, |link| Some(frame.link(link)))
    }

    /// A phrase that is to stand in a link of its own.
    pub fn unlinked(phrase: &Phrase) -> Said {
        Said::with(phrase, |_| None)
    }

    fn with(phrase: &Phrase, address: impl Fn(&Link) -> Option<String>) -> Said {
        let parts: Vec<Part<'_>> = phrase.parts().filter(|part| !part.text.is_empty()).collect();
        let mut html = String::new();
        // What leads to one page is one link, however many pieces it has.
        for linked in
            parts.chunk_by(|a, b| a.link == b.link && (a.manner == Manner::Faint) == (b.manner == Manner::Faint))
        {
            let Some(first) = linked.first() else { continue };
            let href = first.link.and_then(&address);
            // Writing to a string does not fail.
            let _ = match &href {
                // An id that leads somewhere: the way matters, not its digits.
                Some(href) if first.manner == Manner::Faint => {
                    let id: String = linked.iter().map(|part| part.text).collect();
                    let (href, id) = (escaped(href), escaped(&id));
                    write!(html, "<a href=\"{href}\" class=\"ref\" title=\"{id}\" aria-label=\"{id}\">↗</a>")
                }
                Some(href) => write!(html, "<a href=\"{}\">{}</a>", escaped(href), pieces(linked)),
                None => write!(html, "{}", pieces(linked)),
            };
        }
        Said(html)
    }

    /// HTML in which all that comes from elsewhere is escaped.
    pub fn html(html: String) -> Said {
        Said(html)
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

// What is written into it is escaped where it is made.
impl HtmlSafe for Said {}

/// Pieces of a phrase, those isolated together that must be.
fn pieces(parts: &[Part<'_>]) -> String {
    let mut html = String::new();
    for together in parts.chunk_by(|a, b| a.apart.is_some() && a.apart == b.apart) {
        let apart = together.first().is_some_and(|part| part.apart.is_some());
        html.push_str(if apart { "<bdi>" } else { "" });
        for part in together {
            let class = match part.manner {
                Manner::Plain | Manner::Strong => None,
                Manner::Name => Some("name"),
                Manner::Quote => Some("quote"),
                Manner::Trigger => Some("trigger"),
                Manner::Faint => Some("dim"),
            };
            let text = escaped(part.text);
            // Writing to a string does not fail.
            let _ = match class {
                Some(class) => write!(html, "<span class=\"{class}\">{text}</span>"),
                None => write!(html, "{text}"),
            };
        }
        html.push_str(if apart { "</bdi>" } else { "" });
    }
    html
}

/// Text with the letters escaped that mean something in HTML.
pub fn escaped(text: &str) -> String {
    escape(text, Html).map(|safe| safe.to_string()).unwrap_or_default()
}

/// Words of a report. Controls that steer the direction of text each stand in a box of their own, where they steer nothing.
pub fn inert(words: &str) -> Said {
    let mut html = String::new();
    let mut from = 0;
    for (at, c) in words.char_indices().filter(|(_, c)| steers(*c)) {
        html.push_str(&escaped(words.get(from..at).unwrap_or_default()));
        // Writing to a string does not fail.
        let _ = write!(html, "<span class=\"steer\" data-code=\"U+{:04X}\">{c}</span>", u32::from(c));
        from = at + c.len_utf8();
    }
    html.push_str(&escaped(words.get(from..).unwrap_or_default()).replace('\r', "&#13;"));
    Said(html)
}

/// Embeddings, overrides and isolates, and what ends them. The marks U+200E, U+200F and U+061C are letters without a shape.
fn steers(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// An id as a part of an address.
pub fn part(id: &str) -> String {
    utf8_percent_encode(id, PLAIN).to_string()
}

/// The list in which things of a kind are.
pub fn list_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Siege => "sieges",
        Kind::Agreement | Kind::Term => "agreements",
        Kind::Access => "access",
        Kind::Checkpoint => "checkpoints",
        Kind::Control => "control",
        Kind::Detention => "detainees",
        Kind::Casualty => "casualties",
        Kind::Incident => "incidents",
        Kind::Claim => "claims",
        Kind::Report => "reports",
        Kind::Source => "sources",
        Kind::Place => "places",
        Kind::Actor => "actors",
        Kind::Decision => "review",
    }
}
