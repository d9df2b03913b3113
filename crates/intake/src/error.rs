//! What can go wrong with an input: where, why, and what to do about it.

use std::fmt;
use thiserror::Error;

/// Why a report could not be read.
#[derive(Debug, Error)]
pub enum Problem {
    /// The operating system refused.
    #[error("cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// The path names nothing.
    #[error("no such file or folder")]
    Missing,
    /// A folder that cannot be walked.
    #[error("cannot be walked: {0}")]
    Walk(String),
    /// Larger than one report may be.
    #[error("larger than {} MiB", .limit >> 20)]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// No text at all.
    #[error("{what}, not text")]
    Binary {
        /// What it looks like.
        what: &'static str,
    },
    /// A file type that holds no reports, met while walking a folder.
    #[error("files of type .{extension} are not read when a folder is walked")]
    OtherType {
        /// The extension.
        extension: String,
    },
    /// Text in an encoding that is not read.
    #[error("seems to be encoded in {name}")]
    Encoding {
        /// The encoding's name.
        name: &'static str,
    },
    /// The block between the `---` lines is not what it should be.
    #[error("front matter: {reason}")]
    FrontMatter {
        /// What the parser says.
        reason: String,
    },
    /// A date that cannot be understood.
    #[error("`{value}` in `{key}` is no date")]
    Date {
        /// The field.
        key: &'static str,
        /// Its value.
        value: String,
    },
    /// A day in a table that cannot be understood, or not for certain.
    #[error("`{value}` is no date, or day and month in it are not plain")]
    DateOrder {
        /// What stands there.
        value: String,
    },
    /// Nothing to read.
    #[error("holds no text")]
    Empty,
    /// A line that is no report.
    #[error("{reason}")]
    Json {
        /// What the parser says.
        reason: String,
    },
    /// A page that would take too long or too much memory.
    #[error("page with {what}")]
    Hostile {
        /// What there is too much of.
        what: &'static str,
    },
    /// A feed, export, table or archive that is broken, or a part of one.
    #[error("broken {what}: {reason}")]
    Broken {
        /// What it should be.
        what: &'static str,
        /// What the parser says.
        reason: String,
    },
    /// A part of a feed, export or archive that is meant to be no report.
    #[error("{what}, no report")]
    NoReport {
        /// What it is.
        what: String,
    },
    /// A message or entry of which only pictures, sounds or a headline are there.
    #[error("{what} without text")]
    NoText {
        /// What it is.
        what: String,
    },
    /// A table of which it is not plain what its columns hold.
    #[error("{reason}; its columns: {found}")]
    Columns {
        /// What is not plain.
        reason: String,
        /// The columns that it has.
        found: String,
    },
    /// A row that has not as many cells as the table has columns: which cell belongs to which is not known.
    #[error("row of {cells} cells in a table of {columns} columns")]
    Ragged {
        /// Cells of the row.
        cells: usize,
        /// Columns of the table.
        columns: usize,
    },
    /// A table without rows, or with a row of names only.
    #[error("table without rows")]
    NoRows,
    /// A workbook that has no such sheet.
    #[error("no sheet `{wanted}`; its sheets: {found}")]
    Sheet {
        /// The name given.
        wanted: String,
        /// The sheets that it has.
        found: String,
    },
    /// A packed file that would fill the memory.
    #[error("unpacks to more than {} MiB", .limit >> 20)]
    Bomb {
        /// The limit in bytes.
        limit: u64,
    },
    /// A page that was kept as it was packed to be sent, in a way that is not read.
    #[error("page packed with `{how}`")]
    Packed {
        /// How.
        how: String,
    },
    /// An address, without leave to fetch it.
    #[error("is an address, and nothing is fetched unasked")]
    Unasked,
    /// An address that gives no page and no feed.
    #[error("cannot be fetched: {reason}")]
    Fetch {
        /// Why.
        reason: String,
    },
    /// A file that holds many reports, given as one.
    #[error("holds many reports, and was given as one")]
    Many,
    /// A page without a main text.
    #[error("no main text found in the page: {reason}")]
    NoMainText {
        /// What the extractor says.
        reason: String,
    },
}

impl Problem {
    /// Its name for programs, and for words in other languages.
    pub fn code(&self) -> &'static str {
        match self {
            Problem::Io(_) => "io",
            Problem::Missing => "missing",
            Problem::Walk(_) => "walk",
            Problem::TooLarge { .. } => "too-large",
            Problem::Binary { .. } => "binary",
            Problem::OtherType { .. } => "other-type",
            Problem::Encoding { .. } => "encoding",
            Problem::FrontMatter { .. } => "front-matter",
            Problem::Date { .. } => "date",
            Problem::DateOrder { .. } => "date-order",
            Problem::Empty => "empty",
            Problem::Json { .. } => "json",
            Problem::Hostile { .. } => "hostile",
            Problem::Broken { .. } => "broken",
            Problem::NoReport { .. } => "no-report",
            Problem::NoText { .. } => "no-text",
            Problem::Columns { .. } => "columns",
            Problem::Ragged { .. } => "ragged",
            Problem::NoRows => "no-rows",
            Problem::Sheet { .. } => "sheet",
            Problem::Bomb { .. } => "bomb",
            Problem::Packed { .. } => "packed",
            Problem::Unasked => "unasked",
            Problem::Fetch { .. } => "fetch",
            Problem::Many => "many",
            Problem::NoMainText { .. } => "no-main-text",
        }
    }

    /// What the user can do about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            Problem::Io(_) => "check that it exists and that you may read it",
            Problem::Missing => "check the spelling, and the folder that you are in",
            Problem::Walk(_) => "check the folder's permissions",
            Problem::TooLarge { .. } => "split it, or give many reports as JSON lines (.jsonl), one a line",
            Problem::Binary { .. } => "save its text as UTF-8 (.txt) or as a web page (.html)",
            Problem::OtherType { .. } => "name the file on the command line if it holds a report",
            Problem::Encoding { .. } => "save it as UTF-8",
            Problem::FrontMatter { .. } => {
                "write `key: value` lines between two lines `---`; put quotes around values with `: ` or `#`"
            }
            Problem::Date { .. } => "write it as YYYY-MM-DD",
            Problem::DateOrder { .. } => "write it as YYYY-MM-DD, or say that the day comes first with --dates dmy",
            Problem::Empty => "check whether it was saved completely",
            Problem::Json { .. } => "write one JSON object a line, with `id` and `text`",
            Problem::Hostile { .. } => "save the article's text as UTF-8 (.txt)",
            Problem::NoMainText { .. } => "save the article's text as UTF-8 (.txt)",
            Problem::Broken { .. } => "download or export it again; what stands before the break was read",
            Problem::NoReport { .. } => "nothing to do",
            Problem::NoText { .. } => "write its words into a text file if they matter",
            Problem::Columns { .. } => {
                "name them: --columns text=COLUMN,published=COLUMN,source=COLUMN,url=COLUMN,title=COLUMN,id=COLUMN"
            }
            Problem::Ragged { .. } => "put quotes around cells that hold the divider or line ends",
            Problem::NoRows => "check whether it was saved completely, and name another sheet with --sheet NAME",
            Problem::Sheet { .. } => "name one of these with --sheet",
            Problem::Bomb { .. } => "unpack it, and give its parts",
            Problem::Packed { .. } => "save the page from a browser, or archive it anew without this packing",
            Problem::Unasked => "give --fetch to fetch it, or save the page and name the file",
            Problem::Fetch { .. } => "check the address in a browser; a page saved there can be read as a file",
            Problem::Many => "read it through a Source",
        }
    }
}

/// A report, or a file, that could not be read.
#[derive(Debug, Error)]
pub struct IntakeError {
    /// The file, with the line where one is known: `bad.txt:2`.
    pub place: String,
    /// What is wrong.
    #[source]
    pub problem: Problem,
    /// True for a file that was met while walking a folder and holds no report, and for parts of files that are meant to be
    /// none: no failure, but not passed over in silence.
    pub skipped: bool,
}

impl IntakeError {
    pub(crate) fn new(place: impl Into<String>, problem: impl Into<Problem>) -> Self {
        IntakeError { place: place.into(), problem: problem.into(), skipped: false }
    }

    pub(crate) fn at_line(file: &str, line: u64, problem: Problem) -> Self {
        IntakeError::new(format!("{file}:{line}"), problem)
    }

    /// An answer to a part of a file: no failure where it is meant to be no report.
    pub(crate) fn of_part(place: impl Into<String>, problem: Problem) -> Self {
        IntakeError { skipped: matches!(problem, Problem::NoReport { .. }), ..IntakeError::new(place, problem) }
    }

    pub(crate) fn skipped(place: impl Into<String>, problem: Problem) -> Self {
        IntakeError { place: place.into(), problem, skipped: true }
    }
}

impl fmt::Display for IntakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({})", self.place, self.problem, self.problem.remedy())
    }
}
