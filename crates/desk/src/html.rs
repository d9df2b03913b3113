//! Sentences as HTML: what must not take part in the order of the words around it is isolated, everything is escaped.

use askama::filters::{Html, HtmlSafe, escape};
use hudna_ledger::{Tone, Words};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Serialize, Serializer};
use std::fmt::{self, Write as _};

/// What may stand in a part of an address as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');

/// A sentence: HTML on a page, its words alone in JSON.
#[derive(Debug, Clone, Default)]
pub struct Said {
    html: String,
    text: String,
}

impl Said {
    /// The words alone.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

impl From<Words> for Said {
    fn from(words: Words) -> Said {
        let mut html = String::new();
        let mut open: Option<usize> = None;
        for piece in &words.pieces {
            if open != piece.apart {
                if open.is_some() {
                    html.push_str("</bdi>");
                }
                if piece.apart.is_some() {
                    html.push_str("<bdi>");
                }
                open = piece.apart;
            }
            let class = match piece.tone {
                Tone::Plain | Tone::Title | Tone::Heading => None,
                Tone::Name => Some("name"),
                Tone::Quote => Some("quote"),
                Tone::Trigger => Some("trigger"),
                Tone::Dim => Some("dim"),
            };
            let text = escaped(&piece.text);
            match class {
                Some(class) => drop(write!(html, "<span class=\"{class}\">{text}</span>")),
                None => html.push_str(&text),
            }
        }
        if open.is_some() {
            html.push_str("</bdi>");
        }
        Said { html, text: words.text() }
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.html)
    }
}

// What is written into it is escaped where it is made.
impl HtmlSafe for Said {}

impl Serialize for Said {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// Text with the letters escaped that mean something in HTML.
pub fn escaped(text: &str) -> String {
    escape(text, Html).map(|safe| safe.to_string()).unwrap_or_default()
}

/// An id as a part of an address.
pub fn part(id: &str) -> String {
    utf8_percent_encode(id, PLAIN).to_string()
}
