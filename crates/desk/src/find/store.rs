//! The index itself: SQLite's full-text tables in a private file that goes when the desk ends. No text is kept in it, only where words
//! stand; what is shown is cut from the case.

use hudna_ledger::ReportKey;
use hudna_reader::Term;
use rusqlite::{Connection, params};
use rustc_hash::{FxHashMap, FxHashSet};

/// Bits of a row's number that say where in its text a line begins.
const AT: u32 = 26;

/// An index of the words of reports, and of their lines.
pub struct Store {
    db: Connection,
    /// The reports by their numbers in the index.
    keys: Vec<ReportKey>,
    numbers: FxHashMap<ReportKey, i64>,
}

/// The words of a text in the three columns of the index, in their order.
#[derive(Default)]
pub struct Columns {
    /// What each can be a form of, the likeliest.
    first: String,
    /// What else it can be a form of.
    second: String,
    /// As it is spelled.
    word: String,
}

impl Columns {
    /// The next word.
    pub fn push(&mut self, term: &Term) {
        let form = |at: usize| term.forms.get(at).map_or("-", String::as_str);
        for (column, key) in [(&mut self.first, form(0)), (&mut self.second, form(1)), (&mut self.word, &*term.word)] {
            push_key(column, key);
            column.push(' ');
        }
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.word.is_empty()
    }
}

/// A key as the index has it: of letters and digits only, so that it is one token and means nothing else in a query.
pub fn push_key(out: &mut String, key: &str) {
    out.extend(key.chars().map(|c| if c.is_ascii() && !c.is_ascii_alphanumeric() { '·' } else { c }));
}

impl Store {
    /// An index with nothing in it.
    ///
    /// # Errors
    /// The file cannot be made.
    pub fn new() -> Result<Store, rusqlite::Error> {
        // A database without a name is a file of its own that nobody else can open, and is gone when it is closed.
        let db = Connection::open("")?;
        db.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8000; PRAGMA locking_mode = EXCLUSIVE;
             CREATE VIRTUAL TABLE report USING fts5(a, b, w, content = '', columnsize = 0, tokenize = 'ascii');
             CREATE VIRTUAL TABLE line USING fts5(a, b, w, content = '', columnsize = 0, tokenize = 'ascii');",
        )?;
        Ok(Store { db, keys: Vec::new(), numbers: FxHashMap::default() })
    }

    /// Whether a report is in it.
    pub fn has(&self, report: ReportKey) -> bool {
        self.numbers.contains_key(&report)
    }

    /// Reports that are taken in from here to [`Store::end`] are written together.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn begin(&self) -> Result<(), rusqlite::Error> {
        self.db.execute_batch("BEGIN")
    }

    /// Writes what was taken in.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn end(&self) -> Result<(), rusqlite::Error> {
        // An index that was emptied meanwhile has nothing open.
        if self.db.is_autocommit() { Ok(()) } else { self.db.execute_batch("COMMIT") }
    }

    /// Takes a report in: all its words, and those of each line by its first byte.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add(&mut self, report: ReportKey, all: &Columns, lines: &[(usize, Columns)]) -> Result<(), rusqlite::Error> {
        let number = i64::try_from(self.keys.len()).unwrap_or(i64::MAX);
        let mut whole = self.db.prepare("INSERT INTO report (rowid, a, b, w) VALUES (?1, ?2, ?3, ?4)")?;
        whole.execute(params![number, all.first, all.second, all.word])?;
        let mut line = self.db.prepare("INSERT INTO line (rowid, a, b, w) VALUES (?1, ?2, ?3, ?4)")?;
        for (at, words) in lines {
            let Some(at) = i64::try_from(*at).ok().filter(|at| *at < 1 << AT) else { continue };
            line.execute(params![number << AT | at, words.first, words.second, words.word])?;
        }
        drop((whole, line));
        self.keys.push(report);
        self.numbers.insert(report, number);
        Ok(())
    }

    /// The reports in which a query is met.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn reports(&self, query: &str) -> Result<FxHashSet<ReportKey>, rusqlite::Error> {
        let mut found = self.db.prepare("SELECT rowid FROM report WHERE report MATCH ?1")?;
        let found = found.query_map([query], |row| row.get::<_, i64>(0))?;
        found.filter_map(|number| number.map(|number| self.key(number)).transpose()).collect()
    }

    /// The lines in which a query is met.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn lines(&self, query: &str) -> Result<FxHashSet<(ReportKey, usize)>, rusqlite::Error> {
        let mut found = self.db.prepare("SELECT rowid FROM line WHERE line MATCH ?1")?;
        let found = found.query_map([query], |row| row.get::<_, i64>(0))?;
        let place = |row: i64| Some((self.key(row >> AT)?, usize::try_from(row & ((1 << AT) - 1)).ok()?));
        found.filter_map(|row| row.map(place).transpose()).collect()
    }

    fn key(&self, number: i64) -> Option<ReportKey> {
        self.keys.get(usize::try_from(number).ok()?).copied()
    }
}
