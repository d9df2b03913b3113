//! A report as it was found, and as it is read.

use crate::encoding::Decoded;
use crate::error::{IntakeError, Problem};
use crate::meta::Meta;
use crate::offsets::OffsetMap;
use crate::{encoding, feed, front_matter, html, json_line, sent, table, telegram};
use std::ops::Range;
use std::sync::Arc;

/// The largest text that a case takes as one report, in bytes.
pub const MAX_TEXT: u64 = 4 << 20;

/// How a report is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text, perhaps opened by a front matter block.
    Text,
    /// A saved web page.
    Html,
    /// One line of a JSONL file.
    Jsonl,
    /// An entry of an RSS or Atom feed.
    Feed,
    /// A message of a chat that Telegram Desktop exported.
    Telegram,
    /// A row of a table: CSV, TSV, XLSX.
    Table,
    /// A page of a web archive: WARC, WACZ.
    Archive,
}

impl Format {
    /// Whether a file of this format holds many reports.
    pub fn many(self) -> bool {
        !matches!(self, Format::Text | Format::Html)
    }
}

/// A report as it was found: bytes that still have to be understood.
#[derive(Debug)]
pub struct Raw {
    /// The file as named.
    pub(crate) file: Arc<str>,
    /// The line in the file, 1-based, or the number of the report in it where it has no lines.
    pub(crate) line: u64,
    pub(crate) content: Content,
}

/// What was found of a report.
#[derive(Debug)]
pub(crate) enum Content {
    Text(Vec<u8>),
    Page(Vec<u8>),
    Line(Vec<u8>),
    Entry(feed::Entry),
    Message(telegram::Message),
    Row(table::Row),
    /// A page that was archived or fetched.
    Sent(Format, sent::Page),
    /// A whole file of a format that holds many.
    Whole(Format, Vec<u8>),
}

/// What a part of a file that holds many reports comes to.
#[derive(Debug, Default)]
pub(crate) struct Part {
    /// Its own id.
    pub doc: Option<String>,
    pub text: String,
    pub meta: Meta,
    /// The bytes that it came from.
    pub original: Vec<u8>,
}

/// A report ready to be read.
#[derive(Debug)]
pub struct Intake {
    /// The file as named, or the report's own id.
    pub doc: String,
    /// The text that is read, UTF-8. For a page, its main text.
    pub text: String,
    /// Bytes of `text` after the front matter block.
    pub body: Range<usize>,
    /// What is known besides the text.
    pub meta: Meta,
    /// How the report was stored.
    pub format: Format,
    /// The encoding that was found.
    pub encoding: &'static str,
    /// The way back to the bytes of the original file. For pages and parts of files the text itself is the original.
    pub offsets: OffsetMap,
    /// What it came from; nothing where that is the text itself.
    original: Option<Vec<u8>>,
}

impl Intake {
    /// The bytes that the report came from, to be kept: of a text or page the file, of a JSON line the line, of a feed the
    /// entry's element (as UTF-8), of a chat the message's JSON, of a table the row as JSON with the names of its columns,
    /// of an archive, or from an address, the page.
    pub fn original(&self) -> &[u8] {
        self.original.as_deref().unwrap_or(self.text.as_bytes())
    }
}

impl Raw {
    /// A report from memory, of a format that holds one report; what holds many is read by [`Source::of`](crate::Source::of).
    pub fn new(file: impl Into<String>, format: Format, bytes: Vec<u8>) -> Self {
        let content = match format {
            Format::Text => Content::Text(bytes),
            Format::Html => Content::Page(bytes),
            Format::Jsonl => Content::Line(bytes),
            Format::Feed | Format::Telegram | Format::Table | Format::Archive => Content::Whole(format, bytes),
        };
        Raw { file: file.into().into(), line: 1, content }
    }

    /// Size in bytes, for progress and for fair shares.
    pub fn size(&self) -> usize {
        match &self.content {
            Content::Text(bytes) | Content::Page(bytes) | Content::Line(bytes) | Content::Whole(_, bytes) => {
                bytes.len()
            }
            Content::Entry(entry) => entry.size(),
            Content::Message(message) => message.size(),
            Content::Row(row) => row.size(),
            Content::Sent(_, page) => page.size(),
        }
    }

    /// How it is stored.
    pub fn format(&self) -> Format {
        match &self.content {
            Content::Text(_) => Format::Text,
            Content::Page(_) => Format::Html,
            Content::Line(_) => Format::Jsonl,
            Content::Entry(_) => Format::Feed,
            Content::Message(_) => Format::Telegram,
            Content::Row(_) => Format::Table,
            Content::Sent(format, _) | Content::Whole(format, _) => *format,
        }
    }

    /// The line of the file, 1-based; where a file of many reports has no lines, the report's number in it; 1 for a file
    /// that is one report.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Decodes and takes apart.
    ///
    /// # Errors
    /// The place, what is wrong there, and the remedy.
    pub fn read(self) -> Result<Intake, IntakeError> {
        let (format, Raw { file, line, content }) = (self.format(), self);
        let place = if format.many() { format!("{file}:{line}") } else { file.to_string() };
        match content {
            Content::Text(bytes) => text(&file, bytes),
            Content::Page(bytes) => page(&file, bytes),
            Content::Line(bytes) => part(place, format, json_line::read(bytes)),
            Content::Entry(entry) => part(place, format, entry.read()),
            Content::Message(message) => part(place, format, message.read()),
            Content::Row(row) => part(place, format, row.read()),
            Content::Sent(_, page) => part(place, format, page.read()),
            Content::Whole(..) => Err(IntakeError::new(&*file, Problem::Many)),
        }
    }
}

impl Intake {
    /// The report, if a case can take it as one: what a ledger makes of a report grows faster than its length, and a text as long
    /// as several books is no report.
    ///
    /// # Errors
    /// Its text is larger than [`MAX_TEXT`].
    pub fn for_case(self) -> Result<Intake, IntakeError> {
        if self.text.len() as u64 > MAX_TEXT {
            return Err(IntakeError::new(&*self.doc, Problem::TooLarge { limit: MAX_TEXT }));
        }
        Ok(self)
    }
}

fn text(file: &str, bytes: Vec<u8>) -> Result<Intake, IntakeError> {
    // The bytes become the text; only where they are changed for that a copy is kept.
    let copy = (encoding::is_changed(&bytes)).then(|| bytes.clone());
    let decoded = encoding::decode(bytes).map_err(|problem| IntakeError::new(file, problem))?;
    let (meta, start) =
        front_matter::split(&decoded.text).map_err(|error| IntakeError::at_line(file, error.line, error.problem))?;
    let body = start..decoded.text.len();
    if decoded.text[body.clone()].trim().is_empty() {
        return Err(IntakeError::new(file, Problem::Empty));
    }
    let Decoded { text, encoding, offsets } = decoded;
    Ok(Intake { doc: file.to_owned(), text, body, meta, format: Format::Text, encoding, offsets, original: copy })
}

fn page(file: &str, bytes: Vec<u8>) -> Result<Intake, IntakeError> {
    let original = Some(bytes.clone());
    let (text, meta, encoding) = html::read(bytes, None).map_err(|problem| IntakeError::new(file, problem))?;
    let (offsets, body) = (OffsetMap::identity(text.len()), 0..text.len());
    Ok(Intake { doc: file.to_owned(), body, text, meta, format: Format::Html, encoding, offsets, original })
}

/// A part of a file that holds many reports.
fn part(place: String, format: Format, part: Result<Part, Problem>) -> Result<Intake, IntakeError> {
    let Part { doc, text, meta, original } = match part {
        Ok(part) if part.text.trim().is_empty() => return Err(IntakeError::new(place, Problem::Empty)),
        Ok(part) => part,
        Err(problem) => return Err(IntakeError::of_part(place, problem)),
    };
    let (offsets, body) = (OffsetMap::identity(text.len()), 0..text.len());
    let doc = doc.unwrap_or(place);
    Ok(Intake { doc, body, text, meta, format, encoding: "UTF-8", offsets, original: Some(original) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_as_long_as_several_books_is_no_report_of_a_case() {
        let read =
            |bytes: usize| Raw::new("long.txt", Format::Text, vec![b'a'; bytes]).read().and_then(Intake::for_case);
        assert!(read(MAX_TEXT as usize).is_ok());
        let refused = read(MAX_TEXT as usize + 1).map(|report| report.doc).map_err(|error| error.to_string());
        assert!(refused.is_err_and(|said| said.contains("long.txt") && said.contains("4 MiB")));
    }
}
