//! What can go wrong with a case: where, why, and what to do about it.

use crate::hash::Sha256;
use std::fmt;
use thiserror::Error;

/// Why something could not be done.
#[derive(Debug, Error)]
pub enum Problem {
    /// Nothing is there.
    #[error("no such case")]
    Missing,
    /// Something is there already.
    #[error("there is a case already")]
    Exists,
    /// The folder of a file is not there.
    #[error("the folder that it is to be in does not exist")]
    NoFolder,
    /// A file or a database, but none of a case.
    #[error("is no case file")]
    NotACase,
    /// A file that is to become a case, as a crash in its making leaves it.
    #[error("is an empty file and no case yet")]
    Blank,
    /// Laid out by a later version.
    #[error("was made by a later version of hudna (layout {found}, this one knows {known})")]
    Newer {
        /// Its layout.
        found: i64,
        /// The latest that is known here.
        known: i64,
    },
    /// What is stored is not what was stored.
    #[error("is damaged: {0}")]
    Damaged(Fault),
    /// Another process holds the case.
    #[error("another process is writing to it and does not finish")]
    Busy,
    /// No space.
    #[error("the disk is full; nothing of this step was stored")]
    Full,
    /// The file or its folder cannot be written.
    #[error("cannot be written to")]
    ReadOnly,
    /// The operating system or the storage refused.
    #[error("{0}")]
    Storage(String),
    /// The connection to the database cannot be made, or broke and could not be made again.
    #[error("no connection to the database: {0}")]
    Connection(String),
    /// The address is none.
    #[error("is no address of a case: {0}")]
    Address(String),
    /// A part of an entry that cannot be stored.
    #[error("`{what}` of an entry is empty, too long or no text: `{text}`")]
    Entry {
        /// Which part.
        what: &'static str,
        /// How it begins.
        text: String,
    },
    /// Entries of this kind are not added by hand.
    #[error("entries of kind `redact` are added only by redacting")]
    Reserved,
    /// An entry speaks of a blob that is not there.
    #[error("an entry speaks of blob {0}, which is neither in the case nor in the batch")]
    NoBlob(Sha256),
    /// The id of a batch was used for another one.
    #[error("the batch was stored before with other entries")]
    BatchReused,
    /// There is no such entry.
    #[error("there is no entry {0}")]
    NoEntry(u64),
    /// An entry that says what was redacted stays.
    #[error("entry {0} tells of a redaction and stays")]
    NotRedactable(u64),
    /// A key that cannot be used.
    #[error("the key cannot be used: {0}")]
    Key(String),
    /// A checkpoint that is none, or is of another case.
    #[error("the checkpoint {0}")]
    Checkpoint(String),
    /// An evidence bundle that does not hold.
    #[error("the evidence does not hold: {0}")]
    Evidence(String),
    /// Something cannot be written as JSON, or is none.
    #[error("is not the JSON that it should be: {0}")]
    Json(String),
    /// The system gives no randomness.
    #[error("the system gives no random bytes: {0}")]
    Random(String),
}

impl Problem {
    /// What the user can do about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            Problem::Missing => "check the spelling; `hudna add` makes a case",
            Problem::Exists => "choose another name, or add to it",
            Problem::NoFolder => "make the folder first",
            Problem::NotACase => "check the name; a case is made by `hudna add`",
            Problem::Blank => "check the name; `hudna add` makes a case of it once it is given a report",
            Problem::Newer { .. } => "use that version",
            Problem::Damaged(_) => "`hudna verify` lists all that is wrong; go back to a copy",
            Problem::Busy => "wait for it, then try again",
            Problem::Full => "make space, then do it again",
            Problem::ReadOnly => "check the permissions of the file and of its folder",
            Problem::Storage(_) => "check the disk, then do it again: nothing is stored twice",
            Problem::Connection(_) => "check the server and the address, then do it again: nothing is stored twice",
            Problem::Address(_) => "give a file, or postgres://USER@HOST/DATABASE",
            Problem::Entry { .. } => "give 1 to 1024 bytes of text",
            Problem::Reserved => "use `hudna redact`",
            Problem::NoBlob(_) => "give its bytes in the same batch",
            Problem::BatchReused => "make a new batch for other entries",
            Problem::NoEntry(_) => "check the number",
            Problem::NotRedactable(_) => "redact what it speaks of",
            Problem::Key(_) => "give a key as `hudna checkpoint` writes it",
            Problem::Checkpoint(_) => "give the text of a checkpoint of this case, whole",
            Problem::Evidence(_) => "ask for it anew from whom it came",
            Problem::Json(_) => "give it as hudna wrote it",
            Problem::Random(_) => "try again",
        }
    }
}

/// A case with which something could not be done.
#[derive(Debug, Error)]
pub struct CaseError {
    /// The case, without any password.
    pub place: String,
    /// What is wrong.
    #[source]
    pub problem: Problem,
}

impl fmt::Display for CaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({})", self.place, self.problem, self.problem.remedy())
    }
}

/// Something in a case that is not as it was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The entry, where it is one's.
    pub seq: Option<u64>,
    /// What is wrong.
    pub wrong: Wrong,
}

impl Fault {
    pub(crate) fn at(seq: u64, wrong: Wrong) -> Self {
        Fault { seq: Some(seq), wrong }
    }

    pub(crate) fn of(wrong: Wrong) -> Self {
        Fault { seq: None, wrong }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(seq) = self.seq {
            write!(f, "entry {seq}: ")?;
        }
        self.wrong.fmt(f)
    }
}

impl std::error::Error for Fault {}

/// What can be wrong in a case.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Wrong {
    /// The record cannot be read.
    #[error("its record cannot be read: {0}")]
    Unreadable(String),
    /// The record is gone.
    #[error("its record is missing")]
    Lost,
    /// There is more than the log says.
    #[error("it is beyond the end of the log")]
    Beyond,
    /// Number, time, author, kind or commitment are not those of the tree.
    #[error("its number, time, author, kind or commitment is not what the tree says")]
    Leaf,
    /// Body, key or blobs are not what was committed to.
    #[error("its body, key or blobs are not what it was committed to")]
    Content,
    /// The key that it is found by is not its key.
    #[error("the key that it is found by is not its own")]
    Key,
    /// The content is gone, and no redaction says so.
    #[error("its content is gone and no redaction says so")]
    Withheld,
    /// A redaction says that the content is gone, and it is there.
    #[error("a redaction says that its content is gone, and it is there")]
    Unredacted,
    /// Earlier than the entry before it.
    #[error("its time is before that of the entry before it")]
    Time,
    /// A redaction that does not say what it redacted.
    #[error("it does not say what was redacted")]
    Redaction,
    /// The bytes of a blob are not those of its name.
    #[error("blob {0} is damaged: its bytes have another hash")]
    Blob(Sha256),
    /// A blob is gone that an entry speaks of.
    #[error("blob {0} is missing")]
    BlobLost(Sha256),
    /// A blob that no entry speaks of.
    #[error("blob {0} belongs to no entry")]
    BlobStray(Sha256),
    /// A part of the tree is missing or is not what lies below it.
    #[error("the tree is damaged at level {level}, tile {n}")]
    Tile {
        /// Level of the tile.
        level: u8,
        /// Number in the level.
        n: u64,
    },
    /// The root is not that of the tree, or the length not that of the log.
    #[error("the head of the log is not that of its entries: {0}")]
    Head(String),
    /// The record of who the case is.
    #[error("the record of the case's identity is damaged")]
    Identity,
    /// The record of a batch.
    #[error("the record of the batch from entry {0} on is damaged")]
    Batch(u64),
    /// A checkpoint that is not one of this log.
    #[error("{which}: {why}")]
    Checkpoint {
        /// Which.
        which: String,
        /// What is wrong with it.
        why: String,
    },
    /// What the storage says of itself.
    #[error("the storage is damaged: {0}")]
    Storage(String),
}
