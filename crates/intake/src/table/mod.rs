//! Tables (CSV, TSV, XLSX): each row is a report. Which column holds what is told by their names or by the user.

mod columns;
mod delimited;
mod workbook;

pub use columns::{Mapping, MappingError};

use crate::error::Problem;
use crate::meta::{DateOrder, Meta, given, parse_date};
use crate::outlet::{Outlet, Stop};
use crate::report::{Content, Part};
use columns::{Columns, Field};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use serde::Serializer as _;
use std::io::BufRead;
use std::sync::Arc;

/// The most that the names of all columns take: each row is kept with them.
const MAX_NAMES: usize = 1 << 20;

/// How tables are to be read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    pub mapping: Mapping,
    /// The sheet of a workbook; the first if none is named.
    pub sheet: Option<String>,
    /// In what order days are written, if the year does not come first.
    pub order: Option<DateOrder>,
}

/// A row of a table.
#[derive(Debug)]
pub(crate) struct Row {
    columns: Arc<Columns>,
    order: Option<DateOrder>,
    cells: Vec<String>,
}

/// Hands out the rows of a table; `tabs`: the file's name says that tabs divide the cells.
pub(crate) fn take_apart(input: impl BufRead, tabs: bool, options: &Options, outlet: &Outlet) -> Result<(), Stop> {
    let mut input = input;
    let start = input.fill_buf().map_err(|error| outlet.fail(error))?;
    if start.starts_with(b"PK") {
        workbook::take_apart(input, options, outlet)
    } else {
        delimited::take_apart(input, tabs, options, outlet)
    }
}

/// Puts rows out, the first of which names the columns.
struct Rows<'a> {
    options: &'a Options,
    outlet: &'a Outlet,
    columns: Option<Arc<Columns>>,
    any: bool,
}

impl<'a> Rows<'a> {
    fn new(options: &'a Options, outlet: &'a Outlet) -> Self {
        Rows { options, outlet, columns: None, any: false }
    }

    /// A row and the line that it stands in. Cells that are missing at its end are empty only where `padded` says so.
    fn put(&mut self, line: u64, mut cells: Vec<String>, padded: bool) -> Result<(), Stop> {
        let Some(columns) = &self.columns else {
            while cells.last().is_some_and(|cell| cell.trim().is_empty()) {
                cells.pop();
            }
            if cells.iter().map(String::len).sum::<usize>() > MAX_NAMES {
                return Err(self.outlet.fail(Problem::TooLarge { limit: MAX_NAMES as u64 }));
            }
            if !cells.is_empty() {
                let columns =
                    Columns::find(cells, &self.options.mapping).map_err(|problem| self.outlet.fail(problem))?;
                self.columns = Some(Arc::new(columns));
            }
            return Ok(());
        };
        self.any = true;
        let wanted = columns.names.len();
        while cells.len() > wanted && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            cells.pop();
        }
        if padded && cells.len() < wanted {
            cells.resize(wanted, String::new());
        }
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return self.outlet.refuse(line, Problem::NoReport { what: "empty row".to_owned() });
        }
        if cells.len() != wanted {
            return self.outlet.refuse(line, Problem::Ragged { cells: cells.len(), columns: wanted });
        }
        self.outlet.put(line, Content::Row(Row { columns: columns.clone(), order: self.options.order, cells }))
    }

    fn end(self) -> Result<(), Stop> {
        if self.any { Ok(()) } else { Err(self.outlet.fail(Problem::NoRows)) }
    }
}

impl Row {
    pub(crate) fn size(&self) -> usize {
        self.cells.iter().map(String::len).sum()
    }

    fn cell(&self, field: Field) -> Option<&str> {
        self.columns.at(field).and_then(|at| self.cells.get(at)).map(String::as_str)
    }

    pub(crate) fn read(self) -> Result<Part, Problem> {
        let value = |field| self.cell(field).and_then(given);
        let Some(text) = self.cell(Field::Text).filter(|text| !text.trim().is_empty()) else {
            return Err(Problem::NoText { what: "row".to_owned() });
        };
        let published = match value(Field::Published) {
            Some(value) => Some(self.day(&value).ok_or(Problem::DateOrder { value })?),
            None => None,
        };
        let (source, url, title) = (value(Field::Source), value(Field::Url), value(Field::Title));
        let meta = Meta { published, source, url, title, ..Meta::default() };
        let original = self.json().map_err(|error| Problem::Json { reason: error.to_string() })?;
        Ok(Part { doc: value(Field::Id), text: text.to_owned(), meta, original })
    }

    fn day(&self, value: &str) -> Option<Date> {
        parse_date(value).or_else(|| self.order?.parse(value)).or_else(|| serial(value))
    }

    /// The row as JSON, with the names of its columns.
    fn json(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut json = Vec::new();
        serde_json::Serializer::new(&mut json).collect_map(self.columns.names.iter().zip(&self.cells))?;
        Ok(json)
    }
}

/// A day as spreadsheets count it, from the year 1900 on; only such as reports may have, since any number would be one.
fn serial(value: &str) -> Option<Date> {
    const DAYS: std::ops::RangeInclusive<f64> = 20_000.0..=80_000.0;
    let days: f64 = value.parse().ok().filter(|days| DAYS.contains(days))?;
    date(1899, 12, 30).checked_add((days.floor() as i64).days()).ok()
}
