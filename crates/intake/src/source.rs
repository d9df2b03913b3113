//! Walks the inputs and hands out the reports in order, one at a time, so that memory stays bounded.

use crate::archive::Seekable;
use crate::error::{IntakeError, Problem};
use crate::meta::DateOrder;
use crate::outlet::{Item, Outlet, Stop, Stream};
use crate::report::{Content, Format, Raw};
use crate::sniff::{self, Kind};
use crate::table::{self, Mapping};
use crate::{archive, feed, fetch, telegram};
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The largest file, and the largest part of a file of many reports, that is taken for one report.
pub const MAX_BYTES: u64 = 64 << 20;
/// How much of an input is looked at to tell what it is.
const BUFFER: usize = 1 << 16;
/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Reports of files, folders and standard input (`-`), in the order named; folders in the order of names.
pub struct Source {
    inputs: VecDeque<Input>,
    walk: Option<walkdir::IntoIter>,
    lines: Option<Lines>,
    stream: Option<Stream>,
    tables: table::Options,
    fetch: bool,
}

/// What is to be read.
enum Input {
    Path(PathBuf),
    Memory(PathBuf, Vec<u8>),
}

/// Where an input comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// Memory or a pipe.
    Stream,
    /// A file that was named.
    Named,
    /// A file that was met in a folder.
    Folder,
}

/// What an input is read from.
type Reader = BufReader<Box<dyn Read + Send>>;

/// A JSONL stream that is being read.
struct Lines {
    file: Arc<str>,
    reader: Box<dyn BufRead + Send>,
    line: u64,
}

impl Source {
    /// A source of the reports that these paths name.
    pub fn new(inputs: impl IntoIterator<Item = PathBuf>) -> Self {
        Source {
            inputs: inputs.into_iter().map(Input::Path).collect(),
            walk: None,
            lines: None,
            stream: None,
            tables: table::Options::default(),
            fetch: false,
        }
    }

    /// Says which columns of tables hold what. What then comes from standard input and could be a table is one.
    pub fn with_columns(mut self, mapping: Mapping) -> Self {
        self.tables.mapping = mapping;
        self
    }

    /// Names the sheet of workbooks that is read; without it, the first is.
    pub fn with_sheet(mut self, name: Option<String>) -> Self {
        self.tables.sheet = name;
        self
    }

    /// A source of the reports in a file that is in memory; its name tells its type, as that of a file on disk would.
    pub fn of(name: impl Into<PathBuf>, bytes: Vec<u8>) -> Self {
        let mut source = Source::new([]);
        source.inputs.push_back(Input::Memory(name.into(), bytes));
        source
    }

    /// Says in what order tables write day and month where the year does not come first; without it, such a date is an error.
    pub fn with_dates(mut self, order: Option<DateOrder>) -> Self {
        self.tables.order = order;
        self
    }

    /// Allows addresses (`https://...`) to be fetched: the page or feed that is named, and nothing else. Without it, an
    /// address is an error.
    pub fn with_fetch(mut self, allowed: bool) -> Self {
        self.fetch = allowed;
        self
    }

    fn input(&mut self, input: Input) -> Option<Item> {
        let path = match input {
            Input::Path(path) => path,
            Input::Memory(name, bytes) => {
                let shown = name.display().to_string();
                return self.open(shown, Some(&name), Box::new(io::Cursor::new(bytes)), Origin::Stream);
            }
        };
        if path.as_os_str() == "-" {
            return self.open("-".to_owned(), None, Box::new(io::stdin()), Origin::Stream);
        }
        if let Some(address) = path.to_str().filter(|path| fetch::is_address(path)) {
            return self.address(address);
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
            Ok(_) => self.file(&path, Origin::Named),
        }
    }

    fn file(&mut self, path: &Path, origin: Origin) -> Option<Item> {
        let name = path.display().to_string();
        match File::open(path) {
            Ok(file) => self.open(name, Some(path), Box::new(file), origin),
            Err(error) => Some(Err(IntakeError::new(name, error))),
        }
    }

    /// Tells what an input is. Files of many reports are kept open, anything else is read whole.
    fn open(&mut self, name: String, path: Option<&Path>, input: Box<dyn Read + Send>, origin: Origin) -> Option<Item> {
        let (walked, on_disk) = (origin == Origin::Folder, origin != Origin::Stream);
        let mut reader = BufReader::with_capacity(BUFFER, input);
        let start = match reader.fill_buf() {
            Ok(start) => start,
            Err(error) => return Some(Err(IntakeError::new(name, error))),
        };
        let kind = match sniff::kind(path, start) {
            Kind::Report(Format::Text) if path.is_none() && self.tables.mapping.is_given() => {
                Kind::Report(Format::Table)
            }
            kind => kind,
        };
        if let Some(path) = path.filter(|path| walked && !sniff::fits(path, kind)) {
            let extension = sniff::extension(path).unwrap_or_default();
            return Some(Err(IntakeError::skipped(name, Problem::OtherType { extension })));
        }
        match kind {
            Kind::Binary(what) if walked => Some(Err(IntakeError::skipped(name, Problem::Binary { what }))),
            Kind::Binary(what) => Some(Err(IntakeError::new(name, Problem::Binary { what }))),
            Kind::Report(Format::Jsonl) => {
                self.lines = Some(Lines { file: name.into(), reader: Box::new(reader), line: 0 });
                None
            }
            Kind::Report(Format::Text) => Some(whole(&name, reader).map(|bytes| Raw::new(name, Format::Text, bytes))),
            Kind::Report(Format::Html) => Some(whole(&name, reader).map(|bytes| Raw::new(name, Format::Html, bytes))),
            Kind::Report(Format::Feed) => match whole(&name, reader) {
                Ok(bytes) => self.stream(name, move |outlet| feed::take_apart(bytes, outlet)),
                Err(error) => Some(Err(error)),
            },
            Kind::Report(Format::Telegram) => {
                self.stream(name, move |outlet| telegram::take_apart(after_mark(reader), outlet))
            }
            Kind::Report(Format::Archive) if start.starts_with(b"PK") => {
                // On a disk it is read where it lies; what comes through a pipe cannot be read backwards.
                let seekable: Result<Box<dyn Seekable>, IntakeError> = match path.filter(|_| on_disk) {
                    Some(path) => {
                        File::open(path).map(|file| Box::new(file) as _).map_err(|error| IntakeError::new(&name, error))
                    }
                    None => whole(&name, reader).map(|bytes| Box::new(io::Cursor::new(bytes)) as _),
                };
                match seekable {
                    Ok(input) => self.stream(name, move |outlet| archive::take_apart_wacz(input, outlet)),
                    Err(error) => Some(Err(error)),
                }
            }
            Kind::Report(Format::Archive) => self.stream(name, move |outlet| archive::take_apart_warc(reader, outlet)),
            Kind::Report(Format::Table) => {
                let tabs = matches!(path.and_then(sniff::extension).as_deref(), Some("tsv" | "tab"));
                let options = self.tables.clone();
                self.stream(name, move |outlet| table::take_apart(after_mark(reader), tabs, &options, outlet))
            }
        }
    }

    /// Fetches a page or a feed.
    fn address(&mut self, address: &str) -> Option<Item> {
        let fetched = if self.fetch { fetch::fetch(address) } else { Err(Problem::Unasked) };
        match fetched {
            Ok(fetch::Fetched::Page(page)) => {
                let format = if page.kind.html { Format::Html } else { Format::Text };
                Some(Ok(Raw { file: address.into(), line: 1, content: Content::Sent(format, page) }))
            }
            Ok(fetch::Fetched::Feed(bytes)) => {
                self.stream(address.to_owned(), move |outlet| feed::take_apart(bytes, outlet))
            }
            Err(problem) => Some(Err(IntakeError::new(address, problem))),
        }
    }

    /// Has a file taken apart.
    fn stream(
        &mut self,
        name: String,
        work: impl FnOnce(&Outlet) -> Result<(), Stop> + Send + 'static,
    ) -> Option<Item> {
        match Stream::open(name.as_str().into(), work) {
            Ok(stream) => {
                self.stream = Some(stream);
                None
            }
            Err(error) => Some(Err(IntakeError::new(name, error))),
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
        self.file(&path, Origin::Folder)
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
            } else if let Some(stream) = &mut self.stream {
                let part = stream.next();
                if part.is_none() {
                    self.stream = None;
                }
                part
            } else if self.walk.is_some() {
                self.walk()
            } else {
                let input = self.inputs.pop_front()?;
                self.input(input)
            };
            if found.is_some() {
                return found;
            }
        }
    }
}

/// All bytes of a file that is not too large.
fn whole(file: &str, reader: impl Read) -> Result<Vec<u8>, IntakeError> {
    let mut bytes = Vec::new();
    match reader.take(MAX_BYTES + 1).read_to_end(&mut bytes) {
        Err(error) => Err(IntakeError::new(file, error)),
        Ok(_) if bytes.len() as u64 > MAX_BYTES => Err(IntakeError::new(file, Problem::TooLarge { limit: MAX_BYTES })),
        Ok(_) => Ok(bytes),
    }
}

/// Passes over a byte order mark.
fn after_mark(mut reader: Reader) -> Reader {
    if reader.buffer().starts_with(MARK) {
        reader.consume(MARK.len());
    }
    reader
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
            if self.line == 1 && bytes.starts_with(MARK) {
                bytes.drain(..MARK.len());
            }
            if !bytes.trim_ascii().is_empty() {
                return Some(Ok(Raw { file: self.file.clone(), line: self.line, content: Content::Line(bytes) }));
            }
        }
    }

    /// Passes over the rest of a line without keeping it.
    fn skip_line(&mut self) -> io::Result<()> {
        self.reader.skip_until(b'\n').map(|_| ())
    }
}
