//! CSV and its kin: cells divided by commas, semicolons, tabs or bars, in any encoding that is read.

use super::{Options, Rows};
use crate::encoding::{self, Legacy};
use crate::error::{IntakeError, Problem};
use crate::limited::{self, Limited};
use crate::outlet::{Outlet, Stop};
use crate::source::MAX_BYTES;
use encoding_rs::Encoding;
use std::cell::Cell;
use std::io::{BufRead, Cursor, Read};

/// What may divide cells; the first wins where it is not plain.
const DIVIDERS: [u8; 4] = *b",;\t|";

/// Hands out the rows.
pub(super) fn take_apart(mut input: impl BufRead, tabs: bool, options: &Options, outlet: &Outlet) -> Result<(), Stop> {
    let start = input.fill_buf().map_err(|error| outlet.fail(error))?;
    match encoding::legacy(start).map_err(|problem| outlet.fail(problem))? {
        Legacy::Wide => {
            let mut bytes = Vec::new();
            input.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| outlet.fail(error))?;
            if bytes.len() as u64 > MAX_BYTES {
                return Err(outlet.fail(Problem::TooLarge { limit: MAX_BYTES }));
            }
            let text = encoding::decode(bytes).map_err(|problem| outlet.fail(problem))?.text;
            let divider = divider(text.as_bytes(), tabs);
            rows(Cursor::new(text), divider, None, options, outlet)
        }
        legacy => {
            let encoding = if let Legacy::Single(encoding) = legacy { Some(encoding) } else { None };
            let divider = divider(start, tabs);
            rows(input, divider, encoding, options, outlet)
        }
    }
}

fn rows(
    input: impl Read,
    divider: u8,
    mut found: Option<&'static Encoding>,
    options: &Options,
    outlet: &Outlet,
) -> Result<(), Stop> {
    let since = Cell::new(0);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(divider)
        .from_reader(Limited { input, since: &since });
    let mut rows = Rows::new(options, outlet);
    let mut record = csv::ByteRecord::new();
    loop {
        let line = reader.position().line();
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return rows.end(),
            Err(error) => {
                let problem = match error.into_kind() {
                    csv::ErrorKind::Io(error) => limited::problem(error),
                    kind => Problem::Broken { what: "table", reason: format!("{kind:?}") },
                };
                return Err(Stop::Failed(IntakeError::at_line(&outlet.file, line, problem)));
            }
        }
        since.set(0);
        // The reader counts a record from the end of the last one: blank lines between them are not its own.
        let own = record.as_slice().iter().filter(|byte| **byte == b'\n').count() as u64;
        let line = line.max(reader.position().line().saturating_sub(own + 1));
        let whole = str::from_utf8(record.as_slice()).is_ok();
        // The beginning of the file may have been all ASCII.
        if !whole && found.is_none() {
            match encoding::legacy(record.as_slice()) {
                Ok(Legacy::Single(encoding)) => found = Some(encoding),
                Ok(Legacy::None | Legacy::Wide) => {}
                Err(problem) => {
                    outlet.refuse(line, problem)?;
                    continue;
                }
            }
        }
        let text = |cell: &[u8]| match found {
            Some(encoding) if !whole => encoding.decode_without_bom_handling(cell).0.into_owned(),
            _ => String::from_utf8_lossy(cell).into_owned(),
        };
        rows.put(line, record.iter().map(text).collect(), false)?;
    }
}

/// The divider that stands most often in the first line, outside quotes.
fn divider(start: &[u8], tabs: bool) -> u8 {
    if tabs {
        return b'\t';
    }
    let mut counts = [0usize; DIVIDERS.len()];
    let mut quoted = false;
    for byte in start {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            byte if !quoted => {
                for (count, _) in counts.iter_mut().zip(DIVIDERS).filter(|(_, divider)| divider == byte) {
                    *count += 1;
                }
            }
            _ => {}
        }
    }
    let mut best = (0, DIVIDERS[0]);
    for (count, divider) in counts.into_iter().zip(DIVIDERS) {
        if count > best.0 {
            best = (count, divider);
        }
    }
    best.1
}
