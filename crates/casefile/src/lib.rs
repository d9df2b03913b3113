//! The case file: an append-only, tamper-evident log of entries and the blobs that they speak of.
//!
//! It knows nothing of sieges: what an entry says is the caller's. It keeps entries in their order, with who added them and when,
//! in one SQLite file or in a PostgreSQL database. Each entry is a leaf of a Merkle tree (RFC 6962), so a checkpoint of a few lines
//! that is kept elsewhere shows later whether anything was changed, left out or put in between. An entry can be redacted: its words
//! go, a salted commitment stays, and the tree is the same.
//!
//! What is read is checked first. A damaged record is reported, never handed out.
//!
//! ```
//! use hudna_casefile::{Batch, Case, CaseError, NewEntry};
//!
//! # let folder = tempfile::tempdir().unwrap();
//! # let address = folder.path().join("aleppo.hudna").to_str().unwrap().to_owned();
//! let mut case = Case::open_or_create(&address)?;
//! let mut batch = Batch::new();
//! let page = batch.blob("<html>the page as it was fetched</html>");
//! batch.push(NewEntry::new("ana", "report", r#"{"text":"..."}"#).key("report:1").blob(page));
//! assert!(case.append(&batch)?.outcomes[0].is_new());
//!
//! let checkpoint = case.checkpoint(None)?; // mail its text to somebody
//! case.entries(.., |entry| {
//!     match entry {
//!         Ok(entry) => println!("{} {} {}", entry.seq, entry.at, entry.kind),
//!         Err(fault) => eprintln!("{fault}"),
//!     }
//!     Ok::<(), CaseError>(())
//! })?;
//! assert!(case.verify()?.is_clean());
//! # Ok::<(), CaseError>(())
//! ```

mod address;
mod bundle;
mod case;
mod check;
mod checkpoint;
mod entry;
mod error;
mod hash;
mod redact;
mod store;
mod tree;
#[cfg(test)]
mod vectors;
mod verify;

pub use bundle::{Bundle, BundleBlob, BundleEntry, Proven, ProvenEntry};
pub use case::{Appended, Case, Outcome};
pub use checkpoint::{Checkpoint, PublicKey, SigningKey};
pub use entry::{Batch, Entry, NewEntry, REDACT};
pub use error::{CaseError, Fault, Problem, Wrong};
pub use hash::Sha256;
pub use redact::Redacted;
pub use verify::{Report, Verification};
