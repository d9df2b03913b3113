//! Lists as rows of a table for other programs.

use crate::answer::Body;
use crate::ask::Format;
use crate::error::DeskError;
use crate::say::Say;
use hudna_ledger::Named;
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;

/// Rows as CSV: a column for each field of the first row and of those after it; what is no plain value is written as JSON.
///
/// # Errors
/// A value cannot be written.
pub fn csv(rows: &[Value]) -> Result<Vec<u8>, DeskError> {
    let mut columns: Vec<&str> = Vec::new();
    for name in rows.iter().filter_map(Value::as_object).flat_map(|fields| fields.keys()) {
        if !columns.contains(&name.as_str()) {
            columns.push(name);
        }
    }
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(&columns).map_err(wrong)?;
    for row in rows {
        let cells = columns.iter().map(|column| cell(row.get(*column).unwrap_or(&Value::Null)));
        out.write_record(cells).map_err(wrong)?;
    }
    out.into_inner().map_err(|error| wrong(error.into_error().into()))
}

/// Writes rows one by one, as CSV or as lines of JSON.
pub enum RowWriter {
    /// CSV, with its columns.
    Csv(Box<csv::Writer<Vec<u8>>>, &'static [&'static str]),
    /// A line of JSON each.
    Jsonl(Vec<u8>),
}

impl RowWriter {
    /// A writer of rows whose fields are these.
    ///
    /// # Errors
    /// The names of the columns cannot be written.
    pub fn new(format: Format, columns: &'static [&'static str]) -> Result<RowWriter, DeskError> {
        if format != Format::Csv {
            return Ok(RowWriter::Jsonl(Vec::new()));
        }
        let mut out = csv::Writer::from_writer(Vec::new());
        out.write_record(columns).map_err(wrong)?;
        Ok(RowWriter::Csv(Box::new(out), columns))
    }

    /// A writer of rows that come after others.
    pub fn more(format: Format, columns: &'static [&'static str]) -> RowWriter {
        match format {
            Format::Csv => RowWriter::Csv(Box::new(csv::Writer::from_writer(Vec::new())), columns),
            _ => RowWriter::Jsonl(Vec::new()),
        }
    }

    /// Writes a row.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn row(&mut self, row: &impl Serialize) -> Result<(), DeskError> {
        match self {
            RowWriter::Csv(out, columns) => {
                let row = serde_json::to_value(row)?;
                let cells = columns.iter().map(|column| cell(row.get(*column).unwrap_or(&Value::Null)));
                out.write_record(cells).map_err(wrong)
            }
            RowWriter::Jsonl(out) => {
                serde_json::to_writer(&mut *out, row)?;
                out.push(b'\n');
                Ok(())
            }
        }
    }

    /// All rows, with their kind.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn finish(self) -> Result<Body, DeskError> {
        match self {
            RowWriter::Csv(out, _) => {
                let rows = out.into_inner().map_err(|error| wrong(error.into_error().into()))?;
                Ok(("text/csv; charset=utf-8", rows))
            }
            RowWriter::Jsonl(out) => Ok(("application/jsonl", out)),
        }
    }
}

fn wrong(error: csv::Error) -> DeskError {
    DeskError::Bad(Say::new("wrong.csv").of(error))
}

/// A value as a cell. What a spreadsheet would take for a formula is marked as text.
fn cell(value: &Value) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    if value.is_string() && text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

/// The ids of names in one cell. What the knowledge does not have is called by its words.
pub fn ids(names: impl Iterator<Item = Arc<Named>>) -> String {
    names.map(|named| named.id.clone()).collect::<Vec<_>>().join("; ")
}
