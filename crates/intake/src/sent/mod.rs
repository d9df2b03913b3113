//! Pages as servers send them, kept in an archive or fetched: what they are, unpacked and read.

pub(crate) mod http;

use crate::encoding;
use crate::error::Problem;
use crate::html;
use crate::meta::{Meta, parse_date};
use crate::report::Part;
use encoding_rs::Encoding;
use http::Coding;

/// A page, as it was sent.
#[derive(Debug)]
pub(crate) struct Page {
    pub url: String,
    /// When it was archived.
    pub date: Option<String>,
    pub kind: Kind,
    /// How it was packed to be sent, the last step first.
    pub codings: Vec<Coding>,
    pub body: Vec<u8>,
}

impl Page {
    pub(crate) fn size(&self) -> usize {
        self.body.len()
    }

    pub(crate) fn read(self) -> Result<Part, Problem> {
        let Page { url, date, kind: Kind { html, charset }, codings, mut body } = self;
        for coding in codings {
            body = coding.undo(body)?;
        }
        let original = body.clone();
        let (text, mut meta) = if html {
            let (text, meta, _) = html::read(body, charset)?;
            (text, meta)
        } else {
            (encoding::decode_as(body, charset)?.text, Meta::default())
        };
        meta.published = meta.published.or_else(|| date.as_deref().and_then(parse_date));
        let doc = date.map_or_else(|| url.clone(), |date| format!("{url}@{date}"));
        meta.url = Some(url);
        Ok(Part { doc: Some(doc), text, meta, original })
    }
}

/// What a page says that it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kind {
    /// HTML; else plain text.
    pub html: bool,
    pub charset: Option<&'static Encoding>,
}

impl Kind {
    /// By its content type; nothing for what is no page.
    pub(crate) fn of(content_type: &str) -> Option<Kind> {
        let content_type = content_type.to_lowercase();
        let html = match content_type.split(';').next().unwrap_or_default().trim() {
            "text/html" | "application/xhtml+xml" => true,
            "text/plain" => false,
            _ => return None,
        };
        Some(Kind { html, charset: http::charset(&content_type) })
    }
}
