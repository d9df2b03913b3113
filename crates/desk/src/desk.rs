//! What the desk holds of a case: its ledger, kept up with the log, and the views that were looked at last.

use crate::error::DeskError;
use crate::snapshot::Snapshot;
use hudna_casebook::Casebook;
use hudna_ledger::{Day, Labels, Ledger, View, World};
use hudna_reader::{KnowledgeFile, built_in};
use jiff::Timestamp;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};
use tokio::sync::watch;

/// Views that are kept: those of the last pages, and those from which their changes are counted.
const KEPT: usize = 8;
/// Seconds of a day.
const DAY: i64 = 86_400;

/// A case on the desk. Shared by all requests.
pub struct Desk {
    /// The case's address, without any password.
    pub(crate) place: String,
    /// What the ledger knows of the world. The program serves one case, as long as it lives.
    pub(crate) world: &'static World,
    /// The words of the pages.
    pub(crate) labels: Labels,
    /// The knowledge that reports are read with.
    pub(crate) files: Vec<KnowledgeFile>,
    book: Mutex<Casebook>,
    held: RwLock<Held>,
    kept: Mutex<VecDeque<Kept>>,
    revision: watch::Sender<u64>,
}

struct Held {
    ledger: Ledger<'static>,
    /// Entries taken in.
    entries: u64,
}

struct Kept {
    view: View,
    revision: u64,
    /// Made once, by the first that asks for it; others wait.
    snapshot: Arc<OnceLock<Arc<Snapshot>>>,
}

impl Desk {
    /// Opens a case. `by` works at it where there are no accounts; `packs` are knowledge files that count after the built-in ones and the case's own.
    ///
    /// # Errors
    /// There is no case at the address, it cannot be read, or the knowledge is not well formed.
    pub fn open(address: &str, by: &str, packs: Vec<KnowledgeFile>) -> Result<Desk, DeskError> {
        let mut book = Casebook::open(address, by)?;
        let mut files = built_in();
        files.extend(book.knowledge()?.into_iter().map(|(path, text)| KnowledgeFile { path, text }));
        files.extend(packs);
        let texts = || files.iter().map(|file| (file.path.as_str(), file.text.as_str()));
        // Lives as long as the program: the ledger refers to it, and both are of the one case that is served.
        let world: &'static World = Box::leak(Box::new(World::from_files(texts())?));
        let labels = Labels::from_files(texts())?;
        let place = book.case().place().to_owned();
        let held = Held { ledger: Ledger::new(world), entries: 0 };
        let desk = Desk {
            place,
            world,
            labels,
            files,
            book: Mutex::new(book),
            held: RwLock::new(held),
            kept: Mutex::new(VecDeque::new()),
            revision: watch::Sender::new(0),
        };
        desk.catch_up()?;
        Ok(desk)
    }

    /// The case, for one at a time.
    pub(crate) fn book(&self) -> MutexGuard<'_, Casebook> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells when the case has grown.
    pub(crate) fn revisions(&self) -> watch::Receiver<u64> {
        self.revision.subscribe()
    }

    /// How many entries are taken in.
    pub(crate) fn revision(&self) -> u64 {
        *self.revision.borrow()
    }

    /// Takes in what was entered since, here or by others. Says whether there was any.
    ///
    /// # Errors
    /// The case cannot be read.
    pub fn catch_up(&self) -> Result<bool, DeskError> {
        let mut book = self.book();
        let entries = book.case().refresh()?;
        let from = self.held.read().unwrap_or_else(PoisonError::into_inner).entries;
        if entries == from {
            return Ok(false);
        }
        let mut new = Vec::new();
        book.each_from(from, |entry| new.push(entry))?;
        drop(book);
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        for entry in &new {
            held.ledger.enter(entry);
        }
        held.entries = entries;
        drop(held);
        self.revision.send_replace(entries);
        Ok(true)
    }

    /// What the case comes to in a view.
    pub(crate) fn snapshot(&self, view: &View) -> Arc<Snapshot> {
        let revision = self.revision();
        let cell = {
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.retain(|kept| kept.revision == revision);
            match kept.iter().find(|kept| kept.view == *view) {
                Some(kept) => kept.snapshot.clone(),
                None => {
                    if kept.len() >= KEPT {
                        kept.pop_front();
                    }
                    let snapshot = Arc::default();
                    kept.push_back(Kept { view: view.clone(), revision, snapshot: Arc::clone(&snapshot) });
                    snapshot
                }
            }
        };
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        cell.get_or_init(|| Arc::new(Snapshot::of(&held.ledger, view, held.entries))).clone()
    }
}

/// Today, in the time of Greenwich.
pub(crate) fn today() -> Day {
    Day(i32::try_from(Timestamp::now().as_second().div_euclid(DAY)).unwrap_or_default())
}

/// The last second of a day.
pub(crate) fn end_of(day: Day) -> i64 {
    (i64::from(day.0) + 1) * DAY - 1
}
