//! Answers without personal names: which persons the case names, and which addresses can answer so.

use crate::answer::Body;
use crate::ask::{Ask, Format};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::say::Say;
use hudna_casebook::{Called, Unnamed};
use hudna_ledger::log::{Act, Entry};
use hudna_reader::Reader;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// The parameter that asks for an answer without personal names, and what it says.
pub const NAMES: &str = "names";
/// The only value that it has.
pub const REDACTED: &str = "redacted";

/// The first parts of the addresses at which there is nothing to be exported: work on the case, and those who do it.
const OF_WORK: [&str; 8] = ["account", "add", "case", "live", "login", "openapi", "review", "users"];
/// What a report's address ends in where it is about its stored bytes.
const STORED: [&str; 2] = ["original", "redact"];

/// Whether the page at an address has an answer without personal names, in the formats for other programs.
pub fn at(path: &str) -> bool {
    let (first, last) = match path.trim_start_matches('/').split_once('/') {
        Some((first, rest)) => (first, rest.rsplit('/').next().unwrap_or_default()),
        None => (path.trim_start_matches('/'), ""),
    };
    !(OF_WORK.contains(&first) || first == "reports" && STORED.contains(&last) || first == "map" && !last.is_empty())
}

/// What the case calls persons, as far as it was looked through.
#[derive(Default)]
pub struct Known {
    called: Option<Arc<Called>>,
    /// Reports that were not looked through: the headline of each, and the hash of its text.
    waiting: Vec<(Option<Box<str>>, Box<str>)>,
}

impl Known {
    /// Notes the reports among some entries; where all begins `anew`, what was known is forgotten.
    pub fn note(&mut self, entries: &[Entry], anew: bool) {
        if anew {
            *self = Known::default();
        }
        self.waiting.extend(entries.iter().filter_map(|entry| match &entry.act {
            Act::Report(record) => Some((record.title.as_deref().map(Box::from), record.text.as_str().into())),
            _ => None,
        }));
    }
}

impl Desk {
    /// What takes personal names out of one answer. The first time, all reports are looked through for names.
    fn unnamed(&self) -> Result<Unnamed<'static>, DeskError> {
        let knowledge = self.adding.knowledge().map_err(DeskError::Compile)?;
        let mut known = self.known_names.lock().unwrap_or_else(PoisonError::into_inner);
        let Known { called, waiting } = &mut *known;
        let called = called.get_or_insert_with(|| Arc::new(Called::of(knowledge)));
        if !waiting.is_empty() {
            let learnt = Arc::make_mut(called);
            let mut reader = Reader::new(knowledge);
            while let Some((title, text)) = waiting.last() {
                learnt.learn_report(&mut reader, &mut self.book(), title.as_deref(), text)?;
                waiting.pop();
            }
        }
        Ok(Unnamed::new(knowledge, Arc::clone(called), &self.labels))
    }
}

/// What takes names out of an answer, made when it is first needed. All looks that an answer takes share it.
pub type Names = Arc<OnceLock<Mutex<Unnamed<'static>>>>;

impl Ask {
    /// Whether the address asks for an answer without personal names.
    ///
    /// # Errors
    /// It asks for something else, or the page has no such answer.
    pub fn read_names(&self) -> Result<bool, DeskError> {
        match self.param(NAMES) {
            None => Ok(false),
            Some(REDACTED) if self.format != Format::Html && at(&self.path) => Ok(true),
            Some(REDACTED) => Err(DeskError::Bad(Say::new("wrong.names").of(format!("{NAMES}={REDACTED}")))),
            Some(other) => Err(DeskError::Bad(Say::new("wrong.one_of").of(format!("{NAMES}={other}")).of(REDACTED))),
        }
    }

    /// What takes names out of the answer, where that is asked for. Not for the threads that serve others: it can take long.
    ///
    /// # Errors
    /// The reports of the case cannot be looked through.
    pub fn names(&self) -> Result<Option<MutexGuard<'_, Unnamed<'static>>>, DeskError> {
        let Some(names) = &self.names else { return Ok(None) };
        if names.get().is_none() {
            let made = Mutex::new(self.desk.unnamed()?);
            names.get_or_init(|| made);
        }
        Ok(names.get().map(|names| names.lock().unwrap_or_else(PoisonError::into_inner)))
    }

    /// An answer, or a later part of one, as it goes out: without personal names, where that is asked for.
    ///
    /// # Errors
    /// The reports of the case cannot be looked through.
    pub fn without_names(&self, (kind, body): Body, first: bool) -> Result<Body, DeskError> {
        let Some(mut names) = self.names()? else { return Ok((kind, body)) };
        let body = match self.format {
            Format::Csv => names.csv(&body, first)?,
            _ => names.json(&String::from_utf8_lossy(&body))?.into_bytes(),
        };
        Ok((kind, body))
    }
}
