//! What is written already, without names: JSON, lines of JSON, rows of CSV.

use super::unnamed::Unnamed;
use crate::error::BookError;
use hudna_ledger::{Lang, Veil};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

/// Hides personal names in what is laid out for people.
pub struct NameVeil<'a, 'k>(Mutex<&'a mut Unnamed<'k>>);

impl<'a, 'k> NameVeil<'a, 'k> {
    /// Hides the names that come up in an export.
    pub fn new(names: &'a mut Unnamed<'k>) -> NameVeil<'a, 'k> {
        NameVeil(Mutex::new(names))
    }
}

impl Veil for NameVeil<'_, '_> {
    fn parts(&self, runs: &[&str]) -> Vec<(Range<usize>, String)> {
        let mut names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut start = 0;
        let mut files = Vec::new();
        for run in runs {
            files.extend(names.file_named(run).map(|instead| (start..start + run.len(), instead)));
            start += run.len();
        }
        let mut parts = names.cuts(&runs.concat(), None);
        parts.retain(|(part, _)| !files.iter().any(|(file, _)| part.start < file.end && file.start < part.end));
        parts.extend(files);
        parts.sort_by_key(|(part, _)| part.start);
        parts
    }
}

impl Unnamed<'_> {
    /// JSON, or several lines of it, with every string looked through. All else stays as it is written.
    ///
    /// # Errors
    /// It is no JSON.
    pub fn json(&mut self, written: &str) -> Result<String, BookError> {
        let mut out = String::with_capacity(written.len());
        let mut key = String::new();
        let mut rest = written;
        while let Some(start) = rest.find('"') {
            let (before, from) = rest.split_at(start);
            out.push_str(before);
            let end = literal(from);
            let (string, after) = from.split_at(end);
            let said: String = serde_json::from_str(string).map_err(BookError::Write)?;
            if after.trim_start().starts_with(':') {
                out.push_str(string);
                key = said;
            } else {
                let plain = self.under(&key, &said);
                out.push_str(&serde_json::to_string(&plain).map_err(BookError::Write)?);
            }
            rest = after;
        }
        out.push_str(rest);
        Ok(out)
    }

    /// Rows of CSV, the first of which names the columns where `headed`.
    ///
    /// # Errors
    /// It is no CSV.
    pub fn csv(&mut self, written: &[u8], headed: bool) -> Result<Vec<u8>, BookError> {
        let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(written);
        let mut out = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        let mut columns = csv::StringRecord::new();
        for (at, row) in rows.records().enumerate() {
            let row = row.map_err(BookError::Csv)?;
            if headed && at == 0 {
                out.write_record(&row).map_err(BookError::Csv)?;
                columns = row;
                continue;
            }
            let mut cells = Vec::new();
            for (at, cell) in row.iter().enumerate() {
                let whole = cell.starts_with(['{', '[']) && serde_json::from_str::<serde::de::IgnoredAny>(cell).is_ok();
                cells.push(if whole {
                    self.json(cell)?
                } else {
                    self.under(columns.get(at).unwrap_or_default(), cell)
                });
            }
            out.write_record(&cells).map_err(BookError::Csv)?;
        }
        out.into_inner().map_err(|error| BookError::Csv(error.into_error().into()))
    }

    /// What stands under a key, or in a column.
    fn under(&mut self, key: &str, said: &str) -> String {
        match key {
            "doc" => {
                self.file(said);
                self.string(said, None)
            }
            "ar" => self.string(said, Some(Lang::Ar)),
            "en" => self.string(said, Some(Lang::En)),
            _ => self.string(said, None),
        }
    }
}

/// The length of a string in JSON that begins here, with its quotation marks.
fn literal(text: &str) -> usize {
    let mut escaped = false;
    for (at, b) in text.bytes().enumerate().skip(1) {
        match b {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}
