//! Walks the inputs and hands out the reports in order, one at a time, so that memory stays bounded.

use crate::error::{IntakeError, Problem};
use crate::report::{Format, Raw};
use crate::sniff::{self, Kind};
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// The largest file, and the longest JSONL line, that is taken for one report.
pub const MAX_BYTES: u64 = 64 << 20;
/// How much of an input is looked at to tell what it is.
const BUFFER: usize = 1 << 16;

/// Reports of files, folders and standard input (`-`), in the order named; folders in the order of names.
pub struct Source {
    inputs: VecDeque<PathBuf>,
    walk: Option<walkdir::IntoIter>,
    lines: Option<Lines>,
}

/// A JSONL stream that is being read.
struct Lines {
    file: String,
    reader: Box<dyn BufRead + Send>,
    line: u64,
}

type Item = Result<Raw, IntakeError>;

impl Source {
    /// A source of the reports that these paths name.
    pub fn new(inputs: impl IntoIterator<Item = PathBuf>) -> Self {
        Source { inputs: inputs.into_iter().collect(), walk: None, lines: None }
    }

    fn input(&mut self, path: PathBuf) -> Option<Item> {
        if path.as_os_str() == "-" {
            return self.open("-".to_owned(), None, Box::new(io::stdin()), false);
        }
        match std::fs::metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Some(Err(IntakeError::new(path.display().to_string(), Problem::Missing)))
            }
            Err(error) => Some(Err(IntakeError::new(path.display().to_string(), error))),
            Ok(about) if about.is_dir() => {
                let walk = walkdir::WalkDir::new(path).sort_by_file_name();
                self.walk = Some(walk.into_iter());
                None
            }
            Ok(_) => self.file(&path, false),
        }
    }

    fn file(&mut self, path: &Path, walked: bool) -> Option<Item> {
        let name = path.display().to_string();
        match File::open(path) {
            Ok(file) => self.open(name, Some(path), Box::new(file), walked),
            Err(error) => Some(Err(IntakeError::new(name, error))),
        }
    }

    /// Tells what an input is; a JSONL stream is kept open, anything else is read whole.
    fn open(&mut self, name: String, path: Option<&Path>, input: Box<dyn Read + Send>, walked: bool) -> Option<Item> {
        let mut reader = BufReader::with_capacity(BUFFER, input);
        let start = match reader.fill_buf() {
            Ok(start) => start,
            Err(error) => return Some(Err(IntakeError::new(name, error))),
        };
        match sniff::kind(path, start) {
            Kind::Binary(what) if walked => Some(Err(IntakeError::skipped(name, Problem::Binary { what }))),
            Kind::Binary(what) => Some(Err(IntakeError::new(name, Problem::Binary { what }))),
            Kind::Report(Format::Jsonl) => {
                self.lines = Some(Lines { file: name, reader: Box::new(reader), line: 0 });
                None
            }
            Kind::Report(format) => Some(whole(name, format, reader)),
        }
    }

    fn walk(&mut self) -> Option<Item> {
        let walk = self.walk.as_mut()?;
        let entry = match walk.next() {
            None => {
                self.walk = None;
                return None;
            }
            Some(Err(error)) => {
                let place = error.path().map(|p| p.display().to_string()).unwrap_or_default();
                return Some(Err(IntakeError::new(place, Problem::Walk(error.to_string()))));
            }
            Some(Ok(entry)) => entry,
        };
        let hidden = entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
        if hidden {
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            return None;
        }
        // Links to files are read, links to folders are not followed: they may lead round in circles.
        if !entry.path().is_file() {
            return None;
        }
        let path = entry.into_path();
        if !sniff::expected(&path) {
            let extension = sniff::extension(&path).unwrap_or_default();
            return Some(Err(IntakeError::skipped(path.display().to_string(), Problem::OtherType { extension })));
        }
        self.file(&path, true)
    }
}

impl Iterator for Source {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            let found = if let Some(lines) = &mut self.lines {
                let line = lines.next();
                if line.is_none() {
                    self.lines = None;
                }
                line
            } else if self.walk.is_some() {
                self.walk()
            } else {
                let path = self.inputs.pop_front()?;
                self.input(path)
            };
            if found.is_some() {
                return found;
            }
        }
    }
}

fn whole(file: String, format: Format, reader: impl Read) -> Item {
    let mut bytes = Vec::new();
    match reader.take(MAX_BYTES + 1).read_to_end(&mut bytes) {
        Err(error) => Err(IntakeError::new(file, error)),
        Ok(_) if bytes.len() as u64 > MAX_BYTES => Err(IntakeError::new(file, Problem::TooLarge { limit: MAX_BYTES })),
        Ok(_) => Ok(Raw { file, line: 1, format, bytes }),
    }
}

impl Lines {
    /// The next line that is not empty.
    fn next(&mut self) -> Option<Item> {
        loop {
            let mut bytes = Vec::new();
            self.line += 1;
            match self.reader.by_ref().take(MAX_BYTES + 1).read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) => {}
                Err(error) => {
                    // A stream that fails once would fail for ever.
                    self.reader = Box::new(io::empty());
                    return Some(Err(IntakeError::at_line(&self.file, self.line, error.into())));
                }
            }
            if bytes.len() as u64 > MAX_BYTES {
                let rest = self.skip_line();
                let error = IntakeError::at_line(&self.file, self.line, Problem::TooLarge { limit: MAX_BYTES });
                return Some(Err(rest.err().map_or(error, |e| IntakeError::at_line(&self.file, self.line, e.into()))));
            }
            if self.line == 1 && bytes.starts_with(b"\xef\xbb\xbf") {
                bytes.drain(..3);
            }
            if !bytes.trim_ascii().is_empty() {
                return Some(Ok(Raw { file: self.file.clone(), line: self.line, format: Format::Jsonl, bytes }));
            }
        }
    }

    /// Passes over the rest of a line without keeping it.
    fn skip_line(&mut self) -> io::Result<()> {
        self.reader.skip_until(b'\n').map(|_| ())
    }
}
