//! A table of text: comma or tab separated, with or without a header.

use crate::error::CliError;
use std::path::Path;

/// Rows of cells.
pub struct Table {
    /// The first row, in small letters.
    pub header: Vec<String>,
    /// All rows, the first one included.
    pub rows: Vec<Vec<String>>,
    /// Tab separated.
    pub tabs: bool,
}

impl Table {
    /// Reads a file; what separates the cells is told by its first line.
    pub fn read(path: &Path) -> Result<Self, CliError> {
        let text = std::fs::read_to_string(path).map_err(|error| CliError::file(path, error))?;
        let text = text.trim_start_matches('\u{feff}');
        let first = text.lines().next().unwrap_or_default();
        let tabs = first.contains('\t');
        let separator = match (tabs, first.matches(';').count() > first.matches(',').count()) {
            (true, _) => b'\t',
            (false, true) => b';',
            (false, false) => b',',
        };
        // GeoNames writes quotation marks as they are; everyone else quotes cells.
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .quoting(!tabs)
            .from_reader(text.as_bytes());
        let mut rows = Vec::new();
        for record in reader.records() {
            let record =
                record.map_err(|error| CliError::input(format!("{}: {error}; check the row", path.display())))?;
            rows.push(record.iter().map(|cell| cell.trim().to_owned()).collect());
        }
        let header =
            rows.first().map(|row: &Vec<String>| row.iter().map(|c| c.to_lowercase()).collect()).unwrap_or_default();
        Ok(Table { header, rows, tabs })
    }

    /// Number of the column with this name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|c| c == name)
    }

    /// The rows below the header.
    pub fn body(&self) -> impl Iterator<Item = &Vec<String>> {
        self.rows.iter().skip(1)
    }
}

/// A cell, empty where the row is short.
pub fn cell(row: &[String], column: Option<usize>) -> &str {
    column.and_then(|c| row.get(c)).map_or("", String::as_str)
}

/// A point, where both cells are degrees.
pub fn point(lat: &str, lon: &str) -> Option<(f64, f64)> {
    let degree = |text: &str, limit: f64| text.parse::<f64>().ok().filter(|d| d.abs() <= limit);
    degree(lat, 90.0).zip(degree(lon, 180.0))
}
