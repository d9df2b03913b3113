//! Where a case is kept: what is asked of SQLite and of PostgreSQL alike.
//!
//! A store runs a piece of work in a transaction. The work may be run again from its beginning when the connection broke, so it
//! begins by forgetting what an earlier run found.

#[cfg(test)]
mod faulty;
pub(crate) mod postgres;
pub(crate) mod sqlite;

use crate::address::Address;
use crate::entry::Row;
use crate::error::Problem;
use crate::hash::Sha256;
use crate::tree::Placed;
use std::ops::Range;

/// Version of the layout of the tables.
pub(crate) const LAYOUT: i64 = 1;

/// What is done in one transaction.
pub(crate) type Work<'w> = dyn FnMut(&mut dyn Tx) -> Result<(), Problem> + 'w;

/// A case in storage.
pub(crate) trait Store: Send {
    /// Reads, all as of one moment.
    fn read(&mut self, work: &mut Work) -> Result<(), Problem>;

    /// Reads and writes, alone. All of it is kept, and outlasts a loss of power, once this returns; nothing of it if this fails.
    fn write(&mut self, work: &mut Work) -> Result<(), Problem>;

    /// What the storage finds wrong with itself.
    fn integrity(&mut self) -> Result<Vec<String>, Problem>;

    /// Removes what is left of deleted bytes, as far as the storage can. Says where they may be still.
    fn scrub(&mut self) -> Result<Option<&'static str>, Problem>;
}

/// A record, and whether it could be read.
pub(crate) type Read<T> = Result<T, String>;

/// What to do where there is no case, or one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Make {
    /// Make one; there must be none.
    New,
    /// Make one if there is none.
    IfMissing,
    /// There must be one.
    Never,
}

/// Opens a case where it is kept.
pub(crate) fn open(address: &Address, make: Make) -> Result<Box<dyn Store>, Problem> {
    Ok(match address {
        Address::File(path) => Box::new(sqlite::SqliteStore::open(path, make)?),
        Address::Postgres(address) => Box::new(postgres::PostgresStore::open(address, make)?),
    })
}

/// An open transaction.
pub(crate) trait Tx {
    /// Who the case is.
    fn identity(&mut self) -> Result<Read<Identity>, Problem>;
    /// How long the log is, and its root.
    fn head(&mut self) -> Result<Head, Problem>;
    /// Rows in the order of their numbers, until `each` has enough (`false`).
    fn rows(&mut self, range: Range<u64>, each: &mut Each<(u64, Read<Row>)>) -> Result<(), Problem>;
    /// Numbers of the entries with these keys.
    fn find(&mut self, keys: &[Sha256]) -> Result<Vec<Option<u64>>, Problem>;
    /// Numbers of the entries that tell of redactions.
    fn redactions(&mut self) -> Result<Vec<u64>, Problem>;
    /// Numbers of the entries that have their content and are not in `except`, with the context.
    fn contexts(&mut self, each: &mut Each<(u64, Read<String>)>) -> Result<(), Problem>;
    /// A tile of the tree.
    fn tile(&mut self, level: u8, n: u64) -> Result<Option<Vec<u8>>, Problem>;
    /// The bytes of a blob, unchecked.
    fn blob(&mut self, id: Sha256) -> Result<Option<Vec<u8>>, Problem>;
    /// Whether a blob is there.
    fn has_blob(&mut self, id: Sha256) -> Result<bool, Problem>;
    /// All blobs: name and bytes.
    fn blobs(&mut self, each: &mut Each<(Vec<u8>, Read<Vec<u8>>)>) -> Result<(), Problem>;
    /// First entry and number of entries of a batch.
    fn batch(&mut self, id: [u8; 16]) -> Result<Option<(u64, u64)>, Problem>;
    /// All batches in the order of their first entries.
    fn batches(&mut self, each: &mut Each<Read<BatchRow>>) -> Result<(), Problem>;
    /// All checkpoints in the order of their making.
    fn checkpoints(&mut self) -> Result<Vec<Read<CheckpointRow>>, Problem>;
    /// The largest number of an entry.
    fn last(&mut self) -> Result<Option<u64>, Problem>;
    /// How many tiles there are.
    fn tile_count(&mut self) -> Result<u64, Problem>;

    /// Sets who the case is, once.
    fn put_identity(&mut self, identity: &Identity) -> Result<(), Problem>;
    /// Adds rows.
    fn put_rows(&mut self, rows: &[&Row]) -> Result<(), Problem>;
    /// Adds a blob, if it is not there.
    fn put_blob(&mut self, blob: (Sha256, &[u8])) -> Result<(), Problem>;
    /// Writes tiles anew.
    fn put_tiles(&mut self, tiles: &[Placed]) -> Result<(), Problem>;
    /// Sets length and root.
    fn put_head(&mut self, head: &Head) -> Result<(), Problem>;
    /// Adds a batch.
    fn put_batch(&mut self, batch: &BatchRow) -> Result<(), Problem>;
    /// Adds a checkpoint.
    fn put_checkpoint(&mut self, checkpoint: &CheckpointRow) -> Result<(), Problem>;
    /// Takes out the content of an entry.
    fn blank(&mut self, seq: u64) -> Result<(), Problem>;
    /// Takes out a blob; whether it was there.
    fn remove_blob(&mut self, id: Sha256) -> Result<bool, Problem>;
}

/// What is called for each record of many; `false` when no more are wanted.
pub(crate) type Each<'e, T> = dyn FnMut(T) -> Result<bool, Problem> + 'e;

/// Who a case is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identity {
    /// Its name towards others, in checkpoints.
    pub id: [u8; 16],
    /// Under which keys are hidden. It leaves the case with nothing that is exported.
    pub secret: [u8; 32],
    pub seal: Sha256,
}

impl Identity {
    pub fn fresh() -> Result<Identity, Problem> {
        let (id, secret) = (crate::hash::random()?, crate::hash::random()?);
        Ok(Identity { id, secret, seal: Self::sealed(&id, &secret) })
    }

    fn sealed(id: &[u8; 16], secret: &[u8; 32]) -> Sha256 {
        Sha256::seal(&[b"case", id, secret])
    }

    pub fn is_whole(&self) -> bool {
        self.seal == Self::sealed(&self.id, &self.secret)
    }
}

/// How long the log is, and its root.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    pub size: u64,
    pub root: Sha256,
}

impl Head {
    /// That of an empty log.
    pub const EMPTY: Head = Head { size: 0, root: Sha256(tlog_tiles::EMPTY_HASH.0) };
}

/// A batch that was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BatchRow {
    pub id: [u8; 16],
    pub first: u64,
    pub count: u64,
    pub seal: Sha256,
}

impl BatchRow {
    pub fn new(id: [u8; 16], first: u64, count: u64) -> Self {
        BatchRow { id, first, count, seal: Self::sealed(&id, first, count) }
    }

    fn sealed(id: &[u8; 16], first: u64, count: u64) -> Sha256 {
        Sha256::seal(&[b"batch", id, &first.to_be_bytes(), &count.to_be_bytes()])
    }

    pub fn is_whole(&self) -> bool {
        self.seal == Self::sealed(&self.id, self.first, self.count)
    }
}

/// A checkpoint as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CheckpointRow {
    /// From 1, in the order of their making.
    pub number: u64,
    /// Microseconds since 1970.
    pub at: i64,
    pub text: String,
    /// The public key that it is signed with, with the name of who signed; empty if it is not signed.
    pub signer: String,
    pub seal: Sha256,
}

impl CheckpointRow {
    pub fn new(number: u64, at: i64, text: String, signer: String) -> Self {
        let seal = Self::sealed(number, at, &text, &signer);
        CheckpointRow { number, at, text, signer, seal }
    }

    fn sealed(number: u64, at: i64, text: &str, signer: &str) -> Sha256 {
        let (number, at) = (number.to_be_bytes(), at.to_be_bytes());
        Sha256::seal(&[b"checkpoint", &number, &at, text.as_bytes(), signer.as_bytes()])
    }

    pub fn is_whole(&self) -> bool {
        self.seal == Self::sealed(self.number, self.at, &self.text, &self.signer)
    }
}
