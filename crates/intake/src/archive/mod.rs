//! Web archives (WARC, WACZ): each page that answered a request is a report.

mod warc;

use crate::error::{IntakeError, Problem};
use crate::outlet::{Outlet, Stop};
use crate::zipped;
use flate2::bufread::MultiGzDecoder;
use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use zip::ZipArchive;

/// How many times its size a packed archive may unpack to. Pages pack to a tenth; what packs to less than this is made to hurt.
const RATIO: u64 = 200;
/// And so much more, since small archives may hold much of the same.
const GRACE: u64 = 64 << 20;

/// What can be read from any place in it.
pub(crate) trait Seekable: Read + Seek + Send {}
impl<T: Read + Seek + Send> Seekable for T {}

/// Whether a file that begins so is a WARC file, packed or not.
pub(crate) fn is_warc(start: &[u8]) -> bool {
    let mut first = [0; 5];
    start.starts_with(b"WARC/") || (MultiGzDecoder::new(start).read_exact(&mut first).is_ok() && &first == b"WARC/")
}

/// Hands out the pages of a WARC file.
pub(crate) fn take_apart_warc(input: impl Read, outlet: &Outlet) -> Result<(), Stop> {
    let packed = Cell::new(0);
    let mut number = 0;
    one(Counted { input, count: &packed }, &packed, &mut number, outlet)
}

/// Hands out the pages of all WARC files in a WACZ file.
pub(crate) fn take_apart_wacz(input: Box<dyn Seekable>, outlet: &Outlet) -> Result<(), Stop> {
    let packed = Cell::new(0);
    let counted = Counted { input, count: &packed };
    let mut archive = ZipArchive::new(counted).map_err(|error| outlet.fail(zipped::problem(error)))?;
    let warc = |name: &String| name.starts_with("archive/") && (name.ends_with(".warc.gz") || name.ends_with(".warc"));
    let mut names: Vec<String> = archive.file_names().flatten().map(Cow::into_owned).filter(warc).collect();
    names.sort();
    if names.is_empty() {
        let reason = "it holds no archive/*.warc.gz".to_owned();
        return Err(outlet.fail(Problem::Broken { what: "WACZ archive", reason }));
    }
    let mut number = 0;
    for name in names {
        let read = match archive.by_name(&name) {
            Ok(file) => one(file, &packed, &mut number, outlet),
            Err(error) => Err(outlet.fail(zipped::problem(error))),
        };
        match read {
            // The other files of the archive may be whole.
            Err(Stop::Failed(error)) => outlet.tell(error)?,
            done => done?,
        }
    }
    Ok(())
}

/// One WARC file, from record `number` on; `packed` counts the bytes that are read of what is packed.
fn one(input: impl Read, packed: &Cell<u64>, number: &mut u64, outlet: &Outlet) -> Result<(), Stop> {
    let mut input = BufReader::new(input);
    let start = input.fill_buf().map_err(|error| outlet.fail(error))?;
    let unpacked: Box<dyn Read + '_> =
        if start.starts_with(b"\x1f\x8b") { Box::new(MultiGzDecoder::new(input)) } else { Box::new(input) };
    let mut bounded = BufReader::new(Bounded { input: unpacked, packed, count: 0 });
    warc::records(&mut bounded, number, outlet).map_err(|stop| match stop {
        warc::Broken::Stop(stop) => stop,
        warc::Broken::Record(reason) => at(outlet, *number, Problem::Broken { what: "WARC file", reason }),
        warc::Broken::Io(error) => {
            let problem = match error.kind() {
                io::ErrorKind::QuotaExceeded => Problem::Bomb { limit: bound(packed) },
                io::ErrorKind::UnexpectedEof => {
                    Problem::Broken { what: "WARC file", reason: "it breaks off".to_owned() }
                }
                io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
                    Problem::Broken { what: "WARC file", reason: error.to_string() }
                }
                _ => Problem::Io(error),
            };
            at(outlet, *number, problem)
        }
    })
}

fn at(outlet: &Outlet, number: u64, problem: Problem) -> Stop {
    Stop::Failed(IntakeError::at_line(&outlet.file, number, problem))
}

/// What so many packed bytes may unpack to.
fn bound(packed: &Cell<u64>) -> u64 {
    packed.get().saturating_mul(RATIO).saturating_add(GRACE)
}

/// Counts what is read.
struct Counted<'c, R> {
    input: R,
    count: &'c Cell<u64>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

impl<R: Seek> Seek for Counted<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.input.seek(to)
    }
}

/// Fails where more comes out than what went in may unpack to.
struct Bounded<'c, R> {
    input: R,
    packed: &'c Cell<u64>,
    count: u64,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.count += read as u64;
        if self.count > bound(self.packed) {
            return Err(io::ErrorKind::QuotaExceeded.into());
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_unpacks_beyond_reason_is_refused() {
        let packed = Cell::new(1);
        let read = |length: u64| {
            let input = io::repeat(0).take(length);
            io::copy(&mut Bounded { input, packed: &packed, count: 0 }, &mut io::sink()).map_err(|error| error.kind())
        };
        assert_eq!(read(GRACE + RATIO), Ok(GRACE + RATIO));
        assert_eq!(read(GRACE + RATIO + 1), Err(io::ErrorKind::QuotaExceeded));
    }
}
