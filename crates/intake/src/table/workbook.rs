//! XLSX workbooks, read cell by cell: a sheet may claim to be much larger than it is.

use super::{Options, Rows};
use crate::error::Problem;
use crate::outlet::{Outlet, Stop};
use crate::source::MAX_BYTES;
use crate::zipped;
use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx, XlsxError};
use std::io::{Cursor, Read};

/// The largest workbook: its sheets are packed, and all its words are held in memory.
const MAX_PACKED: u64 = 256 << 20;
/// The most that it may unpack to.
const MAX_UNPACKED: u64 = 512 << 20;
/// The most text in all rows: one long word may stand in any number of cells.
const MAX_TEXT: usize = 2 << 30;
/// Columns that a sheet can have.
const MAX_COLUMNS: u32 = 16_384;

/// Hands out the rows of a sheet.
pub(super) fn take_apart(input: impl Read, options: &Options, outlet: &Outlet) -> Result<(), Stop> {
    let mut bytes = Vec::new();
    input.take(MAX_PACKED + 1).read_to_end(&mut bytes).map_err(|error| outlet.fail(error))?;
    if bytes.len() as u64 > MAX_PACKED {
        return Err(outlet.fail(Problem::TooLarge { limit: MAX_PACKED }));
    }
    zipped::guard(&bytes, MAX_UNPACKED).map_err(|problem| outlet.fail(problem))?;
    let broken = |error: XlsxError| outlet.fail(Problem::Broken { what: "workbook", reason: error.to_string() });
    let mut book: Xlsx<Cursor<Vec<u8>>> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let sheets = book.sheet_names();
    let sheet = match &options.sheet {
        Some(wanted) => sheets.iter().find(|name| name.trim() == wanted.trim()),
        None => sheets.first(),
    };
    let Some(sheet) = sheet.cloned() else {
        let (wanted, found) = (options.sheet.clone().unwrap_or_default(), sheets.join(", "));
        return Err(outlet.fail(Problem::Sheet { wanted, found }));
    };
    let mut cells = book.worksheet_cells_reader(&sheet).map_err(broken)?;
    let mut rows = Rows::new(options, outlet);
    // Nothing until the row has a cell; cells may be empty.
    let mut row: Option<Vec<String>> = None;
    let (mut number, mut size, mut total) = (0, 0usize, 0usize);
    loop {
        let cell = cells.next_cell().map_err(broken)?;
        let Some(cell) = cell else {
            if let Some(row) = row {
                rows.put(number + 1, row, true)?;
            }
            return rows.end();
        };
        let (at, column) = cell.get_position();
        if u64::from(at) != number {
            if let Some(row) = row.take() {
                rows.put(number + 1, row, true)?;
            }
            (number, size) = (u64::from(at), 0);
        }
        let row = row.get_or_insert_default();
        let text = shown(cell.get_value());
        if text.is_empty() || column >= MAX_COLUMNS {
            continue;
        }
        size += text.len();
        total += text.len();
        if size as u64 > MAX_BYTES || total > MAX_TEXT {
            let limit = if total > MAX_TEXT { MAX_TEXT as u64 } else { MAX_BYTES };
            return Err(outlet.fail(Problem::TooLarge { limit }));
        }
        let column = column as usize;
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        if let Some(slot) = row.get_mut(column) {
            *slot = text;
        }
    }
}

/// A cell as text; dates as ISO 8601.
fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(time) if time.is_datetime() => iso(time),
        DataRef::DateTime(time) => time.as_f64().to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn iso(time: &ExcelDateTime) -> String {
    match time.to_ymd_hms_milli() {
        (year, month, day, 0, 0, 0, _) => format!("{year:04}-{month:02}-{day:02}"),
        (year, month, day, hour, minute, second, _) => {
            format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
        }
    }
}
