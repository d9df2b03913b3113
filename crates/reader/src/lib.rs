//! Reads Arabic reports into claims. Compiles the knowledge once, then runs it; does no I/O.
//!
//! The way of a report: lines → tokens → nodes (names, numbers, times, verbs, nouns) → attribution scopes →
//! event frames → modality by governing words → slots → resolved references → claims.

mod claim;
mod knowledge;
mod parse;
mod reader;
mod terms;

pub use hudna_arabic::fold::fold;
pub use knowledge::{CheckReport, Knowledge, KnowledgeError, KnowledgeFile, built_in};
pub use reader::{NamesIn, PersonName, Reader, Report};
pub use terms::{Term, Terms, Vocabulary};
