//! Lists as rows of a table for other programs.

use crate::error::DeskError;
use serde_json::Value;

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
    let wrong = |error: csv::Error| DeskError::Bad(format!("the list cannot be written as CSV: {error}"));
    out.write_record(&columns).map_err(wrong)?;
    for row in rows {
        let cells = columns.iter().map(|column| cell(row.get(*column).unwrap_or(&Value::Null)));
        out.write_record(cells).map_err(wrong)?;
    }
    out.into_inner().map_err(|error| DeskError::Bad(format!("the list cannot be written as CSV: {error}")))
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
