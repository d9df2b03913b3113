//! What the desk holds of a case: the case itself, its ledger kept up with the log, the words of its pages.

use crate::adding::Adding;
use crate::audit::Audit;
use crate::error::DeskError;
use crate::find::{Finder, Job};
use crate::guard::Person;
use crate::lookout::{Lookout, Watch};
use crate::names::Known;
use crate::pages::make_ready;
use crate::tiles::Tiles;
use hudna_casebook::{Audit as Happened, Audited, Casebook, Catalogue, Mentioned, Quotes, Shelf, Unset, set_part};
use hudna_casefile::Redacted;
use hudna_claims::Claim;
use hudna_ledger::log::{Act, Entry as LogEntry, Review};
use hudna_ledger::{Day, Labels, ReportKey, View, World};
use hudna_reader::{KnowledgeFile, built_in};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// Entries that are taken in together.
const TOGETHER: u64 = 4_096;

/// A case on the desk. Shared by all requests.
pub struct Desk {
    /// The case's address, without any password.
    pub(crate) place: String,
    /// What the ledger knows of the world.
    pub(crate) world: &'static World,
    /// The words of the pages.
    pub(crate) labels: Labels,
    /// The user's own tiles for the map.
    pub(crate) tiles: Option<Tiles>,
    /// Where words are searched for.
    pub(crate) finder: Finder,
    /// What reports are read with, and the jobs that add them.
    pub(crate) adding: Adding,
    /// What was done in the case, and its check.
    pub(crate) audit: Audit,
    /// The case's address, as it was given.
    address: String,
    book: Arc<Mutex<Casebook>>,
    catalogue: Mutex<Catalogue>,
    /// Who and where the claims of the case name.
    mentioned: Mutex<Mentioned>,
    /// The ids of the case.
    shelf: Mutex<Shelf>,
    /// What the case calls persons.
    pub(crate) known_names: Mutex<Known>,
    watch: Watch,
    /// The first and the last day on which a report was received.
    received: Mutex<Option<(Day, Day)>>,
    /// Entries taken in.
    entered: Mutex<u64>,
    revision: watch::Sender<u64>,
    /// One decision at a time, so that each is checked against all before it.
    deciding: Mutex<()>,
}

impl Desk {
    /// Opens a case. `by` works at it where there are no accounts; `packs` are knowledge files that count after the built-in ones
    /// and the case's own.
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
        let book = Arc::new(Mutex::new(book));
        let desk = Desk {
            place,
            finder: Finder::new(files.clone(), Arc::clone(&book))?,
            world,
            labels,
            tiles: None,
            adding: Adding::new(files),
            audit: Audit::default(),
            address: address.to_owned(),
            book,
            catalogue: Mutex::default(),
            mentioned: Mutex::default(),
            shelf: Mutex::default(),
            known_names: Mutex::default(),
            watch: Watch::new(world),
            received: Mutex::default(),
            entered: Mutex::new(0),
            revision: watch::Sender::new(0),
            deciding: Mutex::default(),
        };
        desk.catch_up()?;
        Ok(desk)
    }

    /// The same with a user's own tiles under the map.
    #[must_use]
    pub fn with_tiles(mut self, tiles: Option<Tiles>) -> Desk {
        self.tiles = tiles;
        self
    }

    /// The case, for one at a time.
    pub(crate) fn book(&self) -> MutexGuard<'_, Casebook> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The case, for one at a time, at which this person works: what is entered through it stands in the log with their name.
    /// [`Desk::catch_up`] lets the pages see it, once the case is let go.
    pub fn book_as(&self, person: &Person) -> MutexGuard<'_, Casebook> {
        let mut book = self.book();
        book.work_as(&person.name);
        book
    }

    /// The case once more, for long work that is not to keep others waiting. `by` makes its entries.
    ///
    /// # Errors
    /// It cannot be opened.
    pub(crate) fn another_book(&self, by: &str) -> Result<Casebook, DeskError> {
        Ok(Casebook::open(&self.address, by)?)
    }

    /// Enters what happened at the desk into the audit log.
    ///
    /// # Errors
    /// The case cannot be written.
    pub(crate) fn audit(&self, by: &str, audit: &Happened) -> Result<(), DeskError> {
        {
            let mut book = self.book();
            book.work_as(by);
            book.audit(audit)?;
        }
        self.catch_up().map(|_| ())
    }

    /// The audit log, in its order.
    pub(crate) fn audits(&self) -> Vec<Audited> {
        self.book().audits().cloned().collect()
    }

    /// Tells when the case has grown.
    pub(crate) fn revisions(&self) -> watch::Receiver<u64> {
        self.revision.subscribe()
    }

    /// The first and the last day on which a report was received.
    pub(crate) fn received(&self) -> Option<(Day, Day)> {
        *self.received.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many entries are taken in.
    pub(crate) fn revision(&self) -> u64 {
        *self.revision.borrow()
    }

    /// Takes in what was entered since, here or by others; pages see it when this returns. Says whether there was any. Where something was
    /// redacted, all begins anew: nothing of what was taken out stays in memory.
    ///
    /// # Errors
    /// The case cannot be read.
    pub fn catch_up(&self) -> Result<bool, DeskError> {
        // One after the other, so that no entry comes in twice.
        let mut entered = self.entered.lock().unwrap_or_else(PoisonError::into_inner);
        let entries = self.book().case().refresh()?;
        if entries == *entered {
            return Ok(false);
        }
        let opening = *entered == 0;
        // Many at a time would lie in memory all together.
        while *entered < entries {
            let to = entries.min(*entered + TOGETHER);
            let mut new = Vec::new();
            let anew = self.book().each_in(*entered..to, |entry| new.push(entry))? && !opening;
            if anew {
                new.clear();
                self.book().each_in(0..entries, |entry| new.push(entry))?;
            }
            self.take(new, anew)?;
            *entered = if anew { entries } else { to };
        }
        self.revision.send_replace(entries);
        Ok(true)
    }

    /// Takes some entries in, or all of them anew.
    fn take(&self, new: Vec<LogEntry>, anew: bool) -> Result<(), DeskError> {
        let to_find: Vec<Job> = new.iter().filter_map(Job::of).collect();
        {
            let mut catalogue = self.catalogue.lock().unwrap_or_else(PoisonError::into_inner);
            let mut mentioned = self.mentioned.lock().unwrap_or_else(PoisonError::into_inner);
            let mut shelf = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
            if anew {
                (*catalogue, *mentioned, *shelf) = Default::default();
            }
            let mut received = self.received.lock().unwrap_or_else(PoisonError::into_inner);
            if anew {
                *received = None;
            }
            for entry in &new {
                if let Act::Report(record) = &entry.act {
                    let day = Day::of_second(record.received.unwrap_or(entry.at).as_second());
                    *received = Some(received.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
                }
                catalogue.note(entry);
                mentioned.note(entry);
                shelf.note(entry);
            }
            self.known_names.lock().unwrap_or_else(PoisonError::into_inner).note(&new, anew);
            if anew {
                self.adding.forget(&shelf);
                self.audit.forget();
            }
        }
        if !self.watch.enter(new, anew) {
            return Err(DeskError::Stopping);
        }
        if anew {
            self.finder.anew(to_find)?
        } else {
            self.finder.take(to_find)
        }
        Ok(())
    }

    /// Looks at what most pages show, so that it is there when they are asked for.
    pub(crate) fn make_ready(&self) {
        let ready = |lookout: &Lookout<'_>| {
            let view = View::as_of(hudna_casebook::today());
            make_ready(&view, lookout);
            let (_seen, _roll) = (lookout.seen(&view), lookout.roll(&view));
            lookout.prepare(&view);
        };
        // Whoever asks looks anew where this fails.
        let _ = self.watch.look(ready);
    }

    /// Enters a decision of a person. Pages show what it comes to when this returns. Gives its number in the log.
    ///
    /// # Errors
    /// It would mean nothing, or the case cannot be written.
    pub(crate) fn decide(&self, person: &Person, review: Review) -> Result<u64, DeskError> {
        let _one = self.deciding.lock().unwrap_or_else(PoisonError::into_inner);
        self.catch_up()?;
        let decision = review.decision.clone();
        self.look(move |lookout| Ok(lookout.ledger.check(&decision)?))?;
        let entry = self.book().enter(&person.name, &review)?;
        self.catch_up()?;
        Ok(entry)
    }

    /// The entries that a redaction of a report would take out; none where there is no such report.
    pub(crate) fn words_of(&self, report: &str) -> Option<Vec<u64>> {
        let shelf = self.shelf();
        shelf.has_report(report).then(|| shelf.words_of(&BTreeSet::from([report.to_owned()])))
    }

    /// Takes the words of a report out of the case, and tells of it in the log. No page says them when this returns.
    ///
    /// # Errors
    /// There is no such report, or the case cannot be written.
    pub(crate) fn redact(&self, person: &Person, report: &str, reason: &str) -> Result<Redacted, DeskError> {
        let _one = self.deciding.lock().unwrap_or_else(PoisonError::into_inner);
        self.catch_up()?;
        let entries = self.words_of(report).ok_or_else(|| DeskError::NotFound(report.to_owned()))?;
        let redacted = self.book().case().redact(&entries, &person.name, reason)?;
        self.catch_up()?;
        Ok(redacted)
    }

    /// The ids of the case.
    pub(crate) fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets a part of a claim, names looked up in the knowledge and among those that the case's claims have.
    ///
    /// # Errors
    /// It cannot be so.
    pub(crate) fn set_part(&self, claim: &mut Claim, part: &str, value: &str) -> Result<(), DeskError> {
        let mentioned = self.mentioned.lock().unwrap_or_else(PoisonError::into_inner);
        let wrong = |unset: Unset| DeskError::Part { set: format!("{part}={value}"), why: (&unset).into() };
        set_part(claim, part, value, &mentioned, self.world).map_err(wrong)
    }

    /// The claims of reports, with their words.
    ///
    /// # Errors
    /// The case cannot be read.
    pub(crate) fn quotes(&self, reports: &HashSet<ReportKey>) -> Result<Quotes, DeskError> {
        let catalogue = self.catalogue.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Quotes::of_reports(&mut self.book(), reports, &catalogue)?)
    }

    /// The headlines of reports.
    pub(crate) fn titles(&self, reports: impl IntoIterator<Item = ReportKey>) -> HashMap<ReportKey, String> {
        let catalogue = self.catalogue.lock().unwrap_or_else(PoisonError::into_inner);
        let title = |key: ReportKey| Some((key, catalogue.title(key)?.to_owned()));
        reports.into_iter().filter_map(title).collect()
    }

    /// Bytes that the case keeps, by their hash. None: there are none, or they were redacted.
    ///
    /// # Errors
    /// The case cannot be read, or they are damaged.
    pub(crate) fn bytes(&self, hash: &str) -> Result<Option<Vec<u8>>, DeskError> {
        let Ok(hash) = hash.parse() else { return Ok(None) };
        Ok(self.book().case().blob(hash)?)
    }

    /// Looks at the ledger.
    ///
    /// # Errors
    /// What the look says; or it failed.
    pub(crate) fn look<T: Send + 'static>(
        &self,
        look: impl for<'l> FnOnce(&Lookout<'l>) -> Result<T, DeskError> + Send + 'static,
    ) -> Result<T, DeskError> {
        self.watch.look(look).unwrap_or(Err(DeskError::Failed))
    }
}
