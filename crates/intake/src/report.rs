//! A report as it was found, and as it is read.

use crate::encoding::Decoded;
use crate::error::{IntakeError, Problem};
use crate::meta::Meta;
use crate::offsets::OffsetMap;
use crate::{encoding, front_matter, html, json_line};
use std::ops::Range;

/// How a report is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text, perhaps opened by a front matter block.
    Text,
    /// A saved web page.
    Html,
    /// One line of a JSONL file.
    Jsonl,
}

/// A report as it was found: bytes that still have to be understood.
#[derive(Debug)]
pub struct Raw {
    /// The file as named.
    pub(crate) file: String,
    /// The line in the file, 1-based, for JSONL.
    pub(crate) line: u64,
    pub(crate) format: Format,
    pub(crate) bytes: Vec<u8>,
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
    /// The way back to the bytes of the original file. For pages and JSONL the text itself is the original.
    pub offsets: OffsetMap,
}

impl Raw {
    /// A report from memory.
    pub fn new(file: impl Into<String>, format: Format, bytes: Vec<u8>) -> Self {
        Raw { file: file.into(), line: 1, format, bytes }
    }

    /// Size in bytes, for progress and for fair shares.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// How it is stored.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The line of the file, 1-based; 1 for a file that is one report.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Decodes and takes apart.
    ///
    /// # Errors
    /// The place, what is wrong there, and the remedy.
    pub fn read(self) -> Result<Intake, IntakeError> {
        match self.format {
            Format::Text => self.text(),
            Format::Html => self.page(),
            Format::Jsonl => self.json_line(),
        }
    }

    fn text(self) -> Result<Intake, IntakeError> {
        let decoded = encoding::decode(self.bytes).map_err(|problem| IntakeError::new(&self.file, problem))?;
        let (meta, start) = front_matter::split(&decoded.text)
            .map_err(|error| IntakeError::at_line(&self.file, error.line, error.problem))?;
        let body = start..decoded.text.len();
        if decoded.text[body.clone()].trim().is_empty() {
            return Err(IntakeError::new(self.file, Problem::Empty));
        }
        let Decoded { text, encoding, offsets } = decoded;
        Ok(Intake { doc: self.file, text, body, meta, format: Format::Text, encoding, offsets })
    }

    fn page(self) -> Result<Intake, IntakeError> {
        let (text, meta, encoding) = html::read(self.bytes).map_err(|problem| IntakeError::new(&self.file, problem))?;
        let offsets = OffsetMap::identity(text.len());
        Ok(Intake { doc: self.file, body: 0..text.len(), text, meta, format: Format::Html, encoding, offsets })
    }

    fn json_line(self) -> Result<Intake, IntakeError> {
        let fail = |problem| IntakeError::at_line(&self.file, self.line, problem);
        let (id, text, meta) = json_line::parse(&self.bytes).map_err(fail)?;
        if text.trim().is_empty() {
            return Err(fail(Problem::Empty));
        }
        let doc = id.unwrap_or_else(|| format!("{}:{}", self.file, self.line));
        let offsets = OffsetMap::identity(text.len());
        Ok(Intake { doc, body: 0..text.len(), text, meta, format: Format::Jsonl, encoding: "UTF-8", offsets })
    }
}
