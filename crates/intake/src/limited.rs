//! A reader that fails where one part of a file is larger than a report may be.

use crate::error::Problem;
use crate::source::MAX_BYTES;
use std::cell::Cell;
use std::io::{self, Read};

/// Reads on until more than [`MAX_BYTES`] were read since the last part.
pub(crate) struct Limited<'c, R> {
    pub input: R,
    /// Bytes read since the last part; whoever finds a part sets it to 0.
    pub since: &'c Cell<u64>,
}

impl<R: Read> Read for Limited<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.since.set(self.since.get() + read as u64);
        if self.since.get() > MAX_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(read)
    }
}

/// What an error of reading means.
pub(crate) fn problem(error: io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::FileTooLarge => Problem::TooLarge { limit: MAX_BYTES },
        _ => Problem::Io(error),
    }
}
