//! A case: opened, added to, read.

use crate::address::Address;
use crate::check::{self, Redactions};
use crate::entry::{Batch, Entry, NewEntry, REDACT, Row, hidden_key};
use crate::error::{CaseError, Fault, Problem, Wrong};
use crate::hash::Sha256;
use crate::store::{self, BatchRow, Head, Identity, Make, Read, Store, Tx};
use crate::tree::{self, Placed, Tree, WIDTH};
use jiff::Timestamp;
use std::collections::HashMap;
use std::ops::{Bound, RangeBounds};

/// A case: a log of entries and their blobs.
///
/// It sees the log as it was when it was opened, last refreshed or last appended to. Other processes may add to it meanwhile.
pub struct Case {
    pub(crate) place: String,
    pub(crate) store: Box<dyn Store>,
    pub(crate) view: View,
}

/// What is known of the stored log.
pub(crate) struct View {
    pub identity: Read<Identity>,
    pub head: Result<Head, Fault>,
    /// What is needed to let the log grow, once it was needed.
    growth: Option<Growth>,
    redactions: Option<Redactions>,
}

/// The end of the log, to which new entries are joined.
#[derive(Clone)]
pub(crate) struct Growth {
    tree: Tree,
    /// Time of the last entry.
    last: i64,
}

/// What came of an entry that was to be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was added, as this number.
    New(u64),
    /// The case had an entry of the same key, this one.
    Known(u64),
}

/// What else is done in the transaction of a batch.
pub(crate) type Also<'a> = dyn FnMut(&mut dyn Tx, &[Outcome]) -> Result<(), Problem> + 'a;

impl Outcome {
    /// The number of the entry in the log.
    pub fn seq(self) -> u64 {
        match self {
            Outcome::New(seq) | Outcome::Known(seq) => seq,
        }
    }

    /// Whether it was added.
    pub fn is_new(self) -> bool {
        matches!(self, Outcome::New(_))
    }
}

/// What came of a batch: an outcome for each of its entries, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Appended {
    /// The outcomes.
    pub outcomes: Vec<Outcome>,
}

impl Case {
    /// Makes a case at an address: a file, or `postgres://USER@HOST/DATABASE`. Fails where there is one.
    pub fn create(address: &str) -> Result<Case, CaseError> {
        Self::at(address, Make::New)
    }

    /// Opens a case. Fails where there is none.
    pub fn open(address: &str) -> Result<Case, CaseError> {
        Self::at(address, Make::Never)
    }

    /// Opens a case, and makes it where there is none.
    pub fn open_or_create(address: &str) -> Result<Case, CaseError> {
        Self::at(address, Make::IfMissing)
    }

    /// Opens a case, if there is one; makes nothing. `None` where one can be made: nothing is there, or an empty file.
    pub fn open_if_there(address: &str) -> Result<Option<Case>, CaseError> {
        match Self::open(address) {
            Ok(case) => Ok(Some(case)),
            Err(error) => match error.problem {
                Problem::Missing if Address::lacks_folder(address) => {
                    Err(CaseError { place: error.place, problem: Problem::NoFolder })
                }
                Problem::Missing | Problem::Blank => Ok(None),
                _ => Err(error),
            },
        }
    }

    /// An address as it may be shown, without any password.
    pub fn shown(address: &str) -> String {
        Address::shown(address)
    }

    fn at(address: &str, make: Make) -> Result<Case, CaseError> {
        let place = Address::shown(address);
        match Address::parse(address).and_then(|address| store::open(&address, make)) {
            Ok(store) => Self::over(place, store),
            Err(problem) => Err(CaseError { place, problem }),
        }
    }

    pub(crate) fn over(place: String, store: Box<dyn Store>) -> Result<Case, CaseError> {
        let view = View { identity: Err(String::new()), head: Ok(Head::EMPTY), growth: None, redactions: None };
        let mut case = Case { place, store, view };
        case.refresh()?;
        Ok(case)
    }

    /// The case's address, without any password.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// The name of the case in its checkpoints: the same wherever the case is moved to.
    pub fn origin(&self) -> Result<String, CaseError> {
        self.identity().map(|identity| origin(&identity)).map_err(|problem| self.error(problem))
    }

    /// How many entries there are.
    pub fn len(&self) -> u64 {
        self.view.head.as_ref().map_or(0, |head| head.size)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The root of the tree over all entries.
    pub fn root(&self) -> Result<Sha256, CaseError> {
        self.head().map(|head| head.root).map_err(|problem| self.error(problem))
    }

    /// Sees what other processes added. Says how many entries there are.
    pub fn refresh(&mut self) -> Result<u64, CaseError> {
        let (mut identity, mut head) = (Err(String::new()), Ok(Head::EMPTY));
        let read = self.store.read(&mut |tx| {
            identity = tx.identity()?;
            let end = tx.last()?.map_or(0, |last| last + 1);
            head = match tx.head() {
                Ok(head) if head.size == end => Ok(head),
                Ok(head) => Err(Fault::of(Wrong::Head(format!("it says {} entries, there are {end}", head.size)))),
                // A damaged case opens, so that it can be verified.
                Err(Problem::Damaged(fault)) => Err(fault),
                Err(problem) => return Err(problem),
            };
            Ok(())
        });
        read.map_err(|problem| self.error(problem))?;
        if head != self.view.head {
            self.view.redactions = None;
        }
        self.view.identity = identity;
        self.view.head = head;
        Ok(self.len())
    }

    /// Adds the entries of a batch, all or none. When this returns they outlast a crash and a loss of power.
    ///
    /// If it fails, the same batch may be appended again, by this or another process: what was stored is not stored twice.
    pub fn append(&mut self, batch: &Batch) -> Result<Appended, CaseError> {
        let appended = self.try_append(batch);
        appended.map_err(|problem| self.error(problem))
    }

    fn try_append(&mut self, batch: &Batch) -> Result<Appended, Problem> {
        if batch.entries().iter().any(|entry| entry.kind() == REDACT) {
            return Err(Problem::Reserved);
        }
        batch.entries().iter().try_for_each(NewEntry::check)?;
        self.add(batch, &mut |_, _| Ok(()))
    }

    /// Adds a batch, and does what else belongs to it in the same transaction, once the entries have their numbers.
    pub(crate) fn add(&mut self, batch: &Batch, also: &mut Also) -> Result<Appended, Problem> {
        if batch.is_empty() {
            return Ok(Appended::default());
        }
        let (id, identity) = (batch.id()?, self.identity()?);
        // What can be computed before the transaction is: others wait for it.
        let rows: Result<Vec<Row>, Problem> =
            batch.entries().iter().map(|entry| Row::of(entry, &identity.secret)).collect();
        let mut rows = rows?;
        let cached = self.view.growth.take();
        let mut done = None;
        self.store.write(&mut |tx| {
            let head = tx.head()?;
            let mut growth = Growth::at(&head, cached.as_ref(), tx)?;
            if let Some((first, count)) = tx.batch(id)? {
                let outcomes = replay(batch, &identity, first, count, tx)?;
                done = Some((outcomes, head, growth));
                return Ok(());
            }
            let outcomes = number(&rows, head.size, tx)?;
            let count = outcomes.iter().filter(|outcome| outcome.is_new()).count();
            if count == 0 {
                done = Some((outcomes, head, growth));
                return Ok(());
            }
            let at = Timestamp::now().as_microsecond().max(growth.last);
            growth.last = at;
            put_blobs(batch, &outcomes, tx)?;
            let mut tiles = Vec::new();
            let mut fresh = Vec::with_capacity(count);
            for (row, outcome) in rows.iter_mut().zip(&outcomes).filter(|(_, outcome)| outcome.is_new()) {
                (row.seq, row.at) = (outcome.seq(), at);
                let leaf = row.leaf().ok_or_else(|| Problem::Storage("the clock shows no time".to_owned()))?;
                growth.tree.push(tree::leaf_hash(&leaf), &mut tiles);
                fresh.push(&*row);
            }
            tx.put_rows(&fresh)?;
            tiles.extend(growth.tree.edge().filter(|tile: &Placed| touched(tile, head.size)));
            tx.put_tiles(&tiles)?;
            let head = Head { size: growth.tree.size(), root: growth.tree.root() };
            tx.put_head(&head)?;
            tx.put_batch(&BatchRow::new(id, head.size - count as u64, count as u64))?;
            also(tx, &outcomes)?;
            done = Some((outcomes, head, growth));
            Ok(())
        })?;
        let Some((outcomes, head, growth)) = done else { return Ok(Appended::default()) };
        if self.view.head != Ok(head) {
            self.view.redactions = None;
        }
        self.view.head = Ok(head);
        self.view.growth = Some(growth);
        Ok(Appended { outcomes })
    }

    /// Hands out entries in their order: each as it was stored, or what is wrong with it. Nothing damaged is handed out.
    pub fn entries<E: From<CaseError>>(
        &mut self,
        range: impl RangeBounds<u64>,
        mut each: impl FnMut(Result<Entry, Fault>) -> Result<(), E>,
    ) -> Result<(), E> {
        let head = self.head().map_err(|problem| self.error(problem))?;
        let start = match range.start_bound() {
            Bound::Included(start) => *start,
            Bound::Excluded(before) => before.saturating_add(1),
            Bound::Unbounded => 0,
        };
        let end = match range.end_bound() {
            Bound::Included(last) => last.saturating_add(1),
            Bound::Excluded(end) => *end,
            Bound::Unbounded => u64::MAX,
        };
        let end = end.min(head.size);
        let mut redactions = self.redactions().map_err(|problem| self.error(problem))?;
        let (mut next, mut stop) = (start, None);
        while next < end {
            let until = end.min((next / WIDTH + 1) * WIDTH);
            // A transaction for each tile: the caller may take its time, and others want to write.
            let read = self.store.read(&mut |tx| {
                check::entries(tx, next..until, &mut redactions, &mut |entry| {
                    next += 1;
                    stop = each(entry).err();
                    Ok(stop.is_none())
                })
            });
            read.map_err(|problem| self.error(problem))?;
            if let Some(stop) = stop {
                return Err(stop);
            }
        }
        self.view.redactions = Some(redactions);
        Ok(())
    }

    /// An entry by its number. `None` beyond the end; a damaged one is an error.
    pub fn entry(&mut self, seq: u64) -> Result<Option<Entry>, CaseError> {
        if seq >= self.len() {
            return Ok(None);
        }
        let mut found = None;
        self.entries(seq..=seq, |entry| {
            found = Some(entry);
            Ok::<(), CaseError>(())
        })?;
        found.transpose().map_err(|fault| self.error(Problem::Damaged(fault)))
    }

    /// The entry with a key. One that was redacted is found too.
    pub fn by_key(&mut self, key: &str) -> Result<Option<Entry>, CaseError> {
        let identity = self.identity().map_err(|problem| self.error(problem))?;
        let hidden = hidden_key(&identity.secret, key);
        let mut seq = None;
        let read = self.store.read(&mut |tx| {
            seq = tx.find(&[hidden])?.first().copied().flatten();
            Ok(())
        });
        read.map_err(|problem| self.error(problem))?;
        let Some(seq) = seq else { return Ok(None) };
        if seq >= self.len() {
            self.refresh()?;
        }
        let entry = self.entry(seq)?;
        if entry.as_ref().is_some_and(|entry| !entry.is_redacted() && entry.key.as_deref() != Some(key)) {
            return Err(self.error(Problem::Damaged(Fault::at(seq, Wrong::Key))));
        }
        Ok(entry)
    }

    /// The numbers of the entries with these keys, many at once: what need not be read again to be added.
    pub fn find(&mut self, keys: &[impl AsRef<str>]) -> Result<Vec<Option<u64>>, CaseError> {
        let identity = self.identity().map_err(|problem| self.error(problem))?;
        let hidden: Vec<Sha256> = keys.iter().map(|key| hidden_key(&identity.secret, key.as_ref())).collect();
        let mut found = Vec::new();
        let read = self.store.read(&mut |tx| {
            found = tx.find(&hidden)?;
            Ok(())
        });
        read.map_err(|problem| self.error(problem))?;
        Ok(found)
    }

    /// The bytes of a blob. `None` if it is not there; one whose bytes have another hash is an error.
    pub fn blob(&mut self, id: Sha256) -> Result<Option<Vec<u8>>, CaseError> {
        let mut bytes = None;
        let read = self.store.read(&mut |tx| {
            bytes = tx.blob(id)?;
            Ok(())
        });
        read.map_err(|problem| self.error(problem))?;
        if bytes.as_ref().is_some_and(|bytes| Sha256::of(bytes) != id) {
            return Err(self.error(Problem::Damaged(Fault::of(Wrong::Blob(id)))));
        }
        Ok(bytes)
    }

    pub(crate) fn error(&self, problem: Problem) -> CaseError {
        CaseError { place: self.place.clone(), problem }
    }

    pub(crate) fn identity(&self) -> Result<Identity, Problem> {
        match &self.view.identity {
            Ok(identity) if identity.is_whole() => Ok(identity.clone()),
            _ => Err(Problem::Damaged(Fault::of(Wrong::Identity))),
        }
    }

    pub(crate) fn head(&self) -> Result<Head, Problem> {
        self.view.head.clone().map_err(Problem::Damaged)
    }

    fn redactions(&mut self) -> Result<Redactions, Problem> {
        if let Some(known) = self.view.redactions.take() {
            return Ok(known);
        }
        let mut found = Redactions::new();
        self.store.read(&mut |tx| {
            found = check::redactions(tx)?;
            Ok(())
        })?;
        Ok(found)
    }
}

/// The name of a case in its checkpoints.
pub(crate) fn origin(identity: &Identity) -> String {
    format!("hudna.case/{}", hex::encode(identity.id))
}

impl Growth {
    /// The end of the stored log: the one in memory if nobody else wrote.
    pub fn at(head: &Head, cached: Option<&Growth>, tx: &mut dyn Tx) -> Result<Growth, Problem> {
        if let Some(growth) = cached.filter(|growth| growth.tree.size() == head.size) {
            return Ok(growth.clone());
        }
        let mut last = 0;
        if head.size > 0 {
            tx.rows(head.size - 1..head.size, &mut |(_, row)| {
                last = row.map_or(0, |row| row.at);
                Ok(true)
            })?;
        }
        let tree = Tree::load(head.size, tx)?;
        if tree.root() != head.root {
            let why = "its root is not that of the tree".to_owned();
            return Err(Problem::Damaged(Fault::of(Wrong::Head(why))));
        }
        Ok(Growth { tree, last })
    }
}

/// Whether a tile at the edge has hashes that it had not when the log had `before` entries.
fn touched(tile: &Placed, before: u64) -> bool {
    let had = before >> (8 * tile.level);
    tile.n * WIDTH + tile.hashes.len() as u64 / 32 > had
}

/// The number of each entry: the next free one, or that of the entry with its key.
fn number(rows: &[Row], size: u64, tx: &mut dyn Tx) -> Result<Vec<Outcome>, Problem> {
    let keys: Vec<Sha256> = rows.iter().filter_map(|row| row.key).collect();
    let mut stored = tx.find(&keys)?.into_iter();
    let mut here: HashMap<Sha256, u64> = HashMap::new();
    let mut next = size;
    let outcome = |row: &Row| {
        let known = row.key.and_then(|key| stored.next().flatten().or_else(|| here.get(&key).copied()));
        if let Some(seq) = known {
            return Outcome::Known(seq);
        }
        here.extend(row.key.map(|key| (key, next)));
        next += 1;
        Outcome::New(next - 1)
    };
    Ok(rows.iter().map(outcome).collect())
}

/// What came of a batch that is stored already.
fn replay(
    batch: &Batch,
    identity: &Identity,
    first: u64,
    count: u64,
    tx: &mut dyn Tx,
) -> Result<Vec<Outcome>, Problem> {
    let hidden = |entry: &NewEntry| entry.key_text().map(|key| hidden_key(&identity.secret, key));
    let keys: Vec<Option<Sha256>> = batch.entries().iter().map(hidden).collect();
    let mut stored = tx.find(&keys.iter().flatten().copied().collect::<Vec<_>>())?.into_iter();
    let mut next = first;
    let mut outcomes = Vec::new();
    for key in keys {
        let seq = if key.is_some() { stored.next().flatten().ok_or(Problem::BatchReused)? } else { next };
        outcomes.push(if seq == next { Outcome::New(seq) } else { Outcome::Known(seq) });
        next += u64::from(seq == next);
    }
    if next == first + count { Ok(outcomes) } else { Err(Problem::BatchReused) }
}

/// Stores the blobs that new entries speak of.
fn put_blobs(batch: &Batch, outcomes: &[Outcome], tx: &mut dyn Tx) -> Result<(), Problem> {
    let new = batch.entries().iter().zip(outcomes).filter(|(_, outcome)| outcome.is_new());
    for id in new.flat_map(|(entry, _)| entry.blobs()) {
        match batch.bytes_of(id) {
            Some(bytes) => tx.put_blob((*id, bytes))?,
            None if tx.has_blob(*id)? => {}
            None => return Err(Problem::NoBlob(*id)),
        }
    }
    Ok(())
}
