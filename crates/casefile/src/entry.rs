//! Entries: what is given to be added, what is kept of it, and the bytes that the tree is over.
//!
//! An entry has an open part, its leaf, and a part that can be redacted, its content. The leaf is one line of JSON and carries a
//! commitment to the content: SHA-256 over a random salt of 32 bytes, the context (one line of JSON with the key and the blobs),
//! a newline, and the body. Without the salt nobody can try out what a redacted content was.

use crate::error::Problem;
use crate::hash::{Sha256, random};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The kind of entry that says which entries were redacted, by whom and why. Only [`crate::Case::redact`] adds it.
pub const REDACT: &str = "redact";

/// Longest `by`, `kind` and key, in bytes.
const LONGEST: usize = 1024;

/// An entry as it is read from a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the log, from 0.
    pub seq: u64,
    /// When it was added, by the clock of the machine that added it; never earlier than that of the entry before.
    pub at: Timestamp,
    /// Who added it.
    pub by: String,
    /// What it is, in a word of the caller's.
    pub kind: String,
    /// Its key, if it has one: no two entries have the same. Gone once redacted.
    pub key: Option<String>,
    /// What it says. `None` once redacted.
    pub body: Option<Vec<u8>>,
    /// The blobs that it speaks of. Gone once redacted.
    pub blobs: Vec<Sha256>,
}

impl Entry {
    /// Whether its content was taken out.
    pub fn is_redacted(&self) -> bool {
        self.body.is_none()
    }
}

/// An entry to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    by: String,
    kind: String,
    key: Option<String>,
    body: Vec<u8>,
    blobs: Vec<Sha256>,
}

impl NewEntry {
    /// An entry of who adds it, what it is and what it says (JSON, as a rule).
    pub fn new(by: impl Into<String>, kind: impl Into<String>, body: impl Into<Vec<u8>>) -> Self {
        NewEntry { by: by.into(), kind: kind.into(), key: None, body: body.into(), blobs: Vec::new() }
    }

    /// The same with a key. An entry with a key that the case already has, even one since redacted, is not added again.
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// The same, speaking of a blob that the case has or that comes in the same batch.
    pub fn blob(mut self, blob: Sha256) -> Self {
        self.blobs.push(blob);
        self
    }

    pub(crate) fn kind(&self) -> &str {
        &self.kind
    }

    pub(crate) fn key_text(&self) -> Option<&str> {
        self.key.as_deref()
    }

    pub(crate) fn blobs(&self) -> &[Sha256] {
        &self.blobs
    }

    pub(crate) fn check(&self) -> Result<(), Problem> {
        for (what, text) in [("by", Some(&self.by)), ("kind", Some(&self.kind)), ("key", self.key.as_ref())] {
            let Some(text) = text else { continue };
            if text.is_empty() || text.len() > LONGEST || text.contains('\0') {
                let start: String = text.chars().take(40).collect();
                return Err(Problem::Entry { what, text: start.escape_debug().to_string() });
            }
        }
        Ok(())
    }
}

/// Entries that are added together or not at all, and the bytes of the blobs that they speak of.
///
/// It has an id of its own: to append the same batch again, because nobody knows whether it was stored, stores nothing twice.
#[derive(Debug, Default)]
pub struct Batch {
    id: OnceLock<[u8; 16]>,
    entries: Vec<NewEntry>,
    blobs: BTreeMap<Sha256, Vec<u8>>,
}

impl Batch {
    /// An empty batch.
    pub fn new() -> Self {
        Batch::default()
    }

    /// Adds an entry.
    pub fn push(&mut self, entry: NewEntry) {
        self.entries.push(entry);
    }

    /// Adds the bytes of a blob and says its name, for [`NewEntry::blob`]. It is stored only if a new entry speaks of it.
    pub fn blob(&mut self, bytes: impl Into<Vec<u8>>) -> Sha256 {
        let bytes = bytes.into();
        let id = Sha256::of(&bytes);
        self.blobs.entry(id).or_insert(bytes);
        id
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many bytes the bodies and the blobs have together, to decide when a batch is large enough.
    pub fn bytes(&self) -> usize {
        let bodies: usize = self.entries.iter().map(|e| e.body.len()).sum();
        bodies + self.blobs.values().map(Vec::len).sum::<usize>()
    }

    pub(crate) fn id(&self) -> Result<[u8; 16], Problem> {
        if let Some(id) = self.id.get() {
            return Ok(*id);
        }
        let fresh = random()?;
        Ok(*self.id.get_or_init(|| fresh))
    }

    pub(crate) fn entries(&self) -> &[NewEntry] {
        &self.entries
    }

    pub(crate) fn bytes_of(&self, blob: &Sha256) -> Option<&[u8]> {
        self.blobs.get(blob).map(Vec::as_slice)
    }
}

/// An entry as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub seq: u64,
    /// Microseconds since 1970.
    pub at: i64,
    pub by: String,
    pub kind: String,
    /// The key under the secret of the case: a redacted key can be recognised, and not be read.
    pub key: Option<Sha256>,
    pub commitment: Sha256,
    /// Gone once redacted.
    pub content: Option<Content>,
}

/// What a redaction takes out of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Content {
    pub salt: [u8; 32],
    pub context: String,
    pub body: Vec<u8>,
}

/// The context of a content.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Context {
    pub key: Option<String>,
    pub blobs: Vec<Sha256>,
}

/// The leaf of an entry, as it is written.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Leaf {
    pub seq: u64,
    pub at: Timestamp,
    pub by: String,
    pub kind: String,
    pub key: Option<Sha256>,
    pub commitment: Sha256,
}

impl Content {
    pub fn commitment(&self) -> Sha256 {
        Sha256::of_parts(&[&self.salt, self.context.as_bytes(), b"\n", &self.body])
    }
}

impl Row {
    /// The row of a new entry; its place and its time are set when it is stored.
    pub fn of(entry: &NewEntry, secret: &[u8; 32]) -> Result<Row, Problem> {
        let context = Context { key: entry.key.clone(), blobs: entry.blobs.clone() };
        let context = serde_json::to_string(&context).map_err(|e| Problem::Json(e.to_string()))?;
        let content = Content { salt: random()?, context, body: entry.body.clone() };
        Ok(Row {
            seq: 0,
            at: 0,
            by: entry.by.clone(),
            kind: entry.kind.clone(),
            key: entry.key.as_deref().map(|key| hidden_key(secret, key)),
            commitment: content.commitment(),
            content: Some(content),
        })
    }

    /// The bytes that the tree is over. `None` if the time is no time.
    pub fn leaf(&self) -> Option<String> {
        let leaf = Leaf {
            seq: self.seq,
            at: Timestamp::from_microsecond(self.at).ok()?,
            by: self.by.clone(),
            kind: self.kind.clone(),
            key: self.key,
            commitment: self.commitment,
        };
        serde_json::to_string(&leaf).ok()
    }
}

/// A key as it is stored in the open.
pub(crate) fn hidden_key(secret: &[u8; 32], key: &str) -> Sha256 {
    Sha256::of_parts(&[secret, key.as_bytes()])
}
