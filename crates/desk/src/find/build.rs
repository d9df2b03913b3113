//! The thread that builds the index: it goes through the reports one by one, so that it never holds more than one text.

use super::Shared;
use super::store::{Columns, Store};
use crossbeam_channel::Receiver;
use hudna_casebook::Casebook;
use hudna_ledger::ReportKey;
use hudna_ledger::log::{Act, Entry};
use hudna_reader::{KnowledgeFile, Terms, Vocabulary};
use std::sync::atomic::Ordering;
use std::sync::{Mutex, PoisonError};

/// Reports that are written together.
const TOGETHER: usize = 200;

/// A report to be taken in.
pub struct Job {
    key: ReportKey,
    title: Option<Box<str>>,
    /// The hash of its text.
    text: Box<str>,
}

impl Job {
    /// What an entry gives to do.
    pub fn of(entry: &Entry) -> Option<Job> {
        let Act::Report(record) = &entry.act else { return None };
        let title = record.title.as_deref().map(Box::from);
        Some(Job { key: record.id.parse().ok()?, title, text: record.text.as_str().into() })
    }
}

/// Reports to be taken in.
pub struct Order {
    pub jobs: Vec<Job>,
    /// They are all that there is.
    pub anew: bool,
}

/// Builds, as long as reports come.
pub fn build(shared: &Shared, files: &[KnowledgeFile], book: &Mutex<Casebook>, orders: &Receiver<Order>) {
    let vocabulary = match Vocabulary::compile(files) {
        // Lives as long as the program: what is searched for is analysed with it.
        Ok(vocabulary) => &*Box::leak(Box::new(vocabulary)),
        Err(errors) => {
            shared.broken.store(true, Ordering::Relaxed);
            let first = errors.first().map(ToString::to_string).unwrap_or_default();
            return eprintln!(
                "hudna: nothing can be searched for: {first}; `hudna knowledge check` names all mistakes"
            );
        }
    };
    let _ = shared.vocabulary.set(vocabulary);
    let mut terms = Terms::new(vocabulary);
    let mut told = false;
    let store = || shared.store.lock().unwrap_or_else(PoisonError::into_inner);
    while let Ok(Order { jobs, anew }) = orders.recv() {
        // What stood in the orders before, and came in after the index was emptied, is not to stay.
        let emptied = if anew { Store::new().map(|empty| *store() = empty) } else { Ok(()) };
        let mut before = emptied.err();
        for some in jobs.chunks(TOGETHER) {
            let problem = before.take().or(store().begin().err());
            let mut problem = problem.map(|error| error.to_string());
            for job in some {
                problem = problem.or(take(shared, book, &mut terms, job).err());
                shared.waiting.fetch_sub(1, Ordering::Release);
            }
            problem = problem.or(store().end().err().map(|error| error.to_string()));
            if let Some(problem) = problem.filter(|_| !std::mem::replace(&mut told, true)) {
                eprintln!("hudna: not all reports can be searched: {problem}");
            }
        }
    }
}

fn take(shared: &Shared, book: &Mutex<Casebook>, terms: &mut Terms<'_>, job: &Job) -> Result<(), String> {
    let store = || shared.store.lock().unwrap_or_else(PoisonError::into_inner);
    if store().has(job.key) {
        return Ok(());
    }
    let Ok(hash) = job.text.parse() else { return Ok(()) };
    let bytes = book.lock().unwrap_or_else(PoisonError::into_inner).case().blob(hash);
    // What was redacted is not found any more.
    let Some(bytes) = bytes.map_err(|error| error.to_string())? else { return Ok(()) };
    let text = String::from_utf8_lossy(&bytes);
    let (mut all, mut lines) = (Columns::default(), Vec::new());
    terms.each(job.title.as_deref().unwrap_or_default(), |term| all.push(&term));
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut words = Columns::default();
        terms.each(line, |term| {
            all.push(&term);
            words.push(&term);
        });
        if !words.is_empty() {
            lines.push((start, words));
        }
        start += line.len();
    }
    store().add(job.key, &all, &lines).map_err(|error| error.to_string())
}
