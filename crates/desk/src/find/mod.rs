//! Searching the reports: an index of their words, kept beside the case and made anew when the desk opens.

mod build;
mod query;
mod store;

pub use build::Job;
pub use query::Query;

use crate::error::DeskError;
use crate::say::Say;
use build::{Order, build};
use crossbeam_channel::{Sender, unbounded};
use hudna_casebook::Casebook;
use hudna_ledger::ReportKey;
use hudna_reader::{KnowledgeFile, Term, Terms, Vocabulary};
use rustc_hash::FxHashSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::spawn;
use store::Store;

/// What the thread that builds the index and those that search in it have in common.
struct Shared {
    store: Mutex<Store>,
    vocabulary: OnceLock<&'static Vocabulary>,
    /// What analyses the words of queries and of what is shown.
    terms: Mutex<Option<Terms<'static>>>,
    /// Reports that are not in the index yet.
    waiting: AtomicUsize,
    /// The index cannot be made; why was said when it was found out.
    broken: AtomicBool,
}

/// The index of a case's words.
pub struct Finder {
    shared: Arc<Shared>,
    jobs: Sender<Order>,
}

impl Finder {
    /// An index with nothing in it. It grows on a thread of its own.
    ///
    /// # Errors
    /// There is no room for it.
    pub fn new(files: Vec<KnowledgeFile>, book: Arc<Mutex<Casebook>>) -> Result<Finder, DeskError> {
        let shared = Arc::new(Shared {
            store: Mutex::new(Store::new()?),
            vocabulary: OnceLock::new(),
            terms: Mutex::new(None),
            waiting: AtomicUsize::new(0),
            broken: AtomicBool::new(false),
        });
        let (jobs, given) = unbounded();
        let of_thread = Arc::clone(&shared);
        spawn(move || build(&of_thread, &files, &book, &given));
        Ok(Finder { shared, jobs })
    }

    /// Takes reports in.
    pub fn take(&self, jobs: Vec<Job>) {
        if jobs.is_empty() {
            return;
        }
        self.order(Order { jobs, anew: false });
    }

    /// Forgets all reports, and takes these in. What is being taken in meanwhile is forgotten too.
    ///
    /// # Errors
    /// There is no room for a new index.
    pub fn anew(&self, jobs: Vec<Job>) -> Result<(), DeskError> {
        *self.store() = Store::new()?;
        self.order(Order { jobs, anew: true });
        Ok(())
    }

    fn order(&self, order: Order) {
        self.shared.waiting.fetch_add(order.jobs.len(), Ordering::Relaxed);
        // Where the thread has ended, it has said so.
        let _ = self.jobs.send(order);
    }

    /// How many reports are not in the index yet.
    pub fn waiting(&self) -> usize {
        self.shared.waiting.load(Ordering::Acquire)
    }

    /// What is asked for.
    ///
    /// # Errors
    /// The lexicon is still being compiled.
    pub fn query(&self, text: &str) -> Result<Query, DeskError> {
        self.with_terms(|terms| Query::of(text, terms)).ok_or_else(|| self.not_yet())
    }

    /// The lines in which all that is asked for is found.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn lines(&self, query: &Query) -> Result<FxHashSet<(ReportKey, usize)>, DeskError> {
        let Some(text) = query.text() else { return Ok(FxHashSet::default()) };
        Ok(self.store().lines(&text)?)
    }

    /// The reports in which all that is asked for is found.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn reports(&self, query: &Query) -> Result<FxHashSet<ReportKey>, DeskError> {
        let Some(text) = query.text() else { return Ok(FxHashSet::default()) };
        Ok(self.store().reports(&text)?)
    }

    /// The words of a text that are asked for, as byte ranges.
    pub fn marks(&self, query: &Query, text: &str) -> Vec<(usize, usize)> {
        let marks = |terms: &mut Terms<'_>| {
            let fits = terms.of(text).into_iter().filter(|term: &Term| query.has(term));
            fits.map(|term| (term.start, term.end)).collect()
        };
        self.with_terms(marks).unwrap_or_default()
    }

    fn with_terms<T>(&self, look: impl FnOnce(&mut Terms<'static>) -> T) -> Option<T> {
        let vocabulary = *self.shared.vocabulary.get()?;
        let mut terms = self.shared.terms.lock().unwrap_or_else(PoisonError::into_inner);
        Some(look(terms.get_or_insert_with(|| Terms::new(vocabulary))))
    }

    fn store(&self) -> std::sync::MutexGuard<'_, Store> {
        self.shared.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn not_yet(&self) -> DeskError {
        DeskError::Search(Say::new(match self.shared.broken.load(Ordering::Relaxed) {
            true => "wrong.index_broken",
            false => "wrong.index_waiting",
        }))
    }
}
