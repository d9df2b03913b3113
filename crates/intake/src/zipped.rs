//! ZIP files: what is in them, and how large it is once unpacked.

use crate::error::Problem;
use std::io::{self, Cursor, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// More files than a workbook has.
const MAX_FILES: usize = 10_000;

/// Refuses what unpacks to more than `limit` bytes. What the archive says of sizes is not believed: it is unpacked once.
pub(crate) fn guard(bytes: &[u8], limit: u64) -> Result<(), Problem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(problem)?;
    if archive.len() > MAX_FILES {
        return Err(Problem::Bomb { limit });
    }
    let mut left = limit;
    for number in 0..archive.len() {
        let file = archive.by_index(number).map_err(problem)?;
        let unpacked = io::copy(&mut file.take(left + 1), &mut io::sink())
            .map_err(|error| Problem::Broken { what: "ZIP archive", reason: error.to_string() })?;
        left = left.checked_sub(unpacked).ok_or(Problem::Bomb { limit })?;
    }
    Ok(())
}

/// What an error of unpacking means.
pub(crate) fn problem(error: ZipError) -> Problem {
    match error {
        ZipError::Io(error) => Problem::Io(error),
        error => Problem::Broken { what: "ZIP archive", reason: error.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["a", "b"] {
            archive.start_file(name, SimpleFileOptions::default()).expect("begun");
            archive.write_all(&[0; 1000]).expect("written");
        }
        let mut bytes = archive.finish().expect("an archive").into_inner();
        assert!(bytes.len() < 500, "packed");
        assert!(guard(&bytes, 2000).is_ok());
        assert!(matches!(guard(&bytes, 1999), Err(Problem::Bomb { limit: 1999 })));
        // Sizes that the archive claims are not believed.
        for at in 0..bytes.len() - 4 {
            if bytes[at..at + 4] == 1000u32.to_le_bytes() {
                bytes[at] = 1;
                bytes[at + 1] = 0;
            }
        }
        assert!(guard(&bytes, 1000).is_err());
    }
}
