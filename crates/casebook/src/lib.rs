//! Reports into a case, and the case's ledger out of it: what the command line and the desk have in common.
//!
//! [`Prepared`] makes entries of a report and its claims; [`Casebook`] appends them and says what became of each report, and fills
//! a [`Ledger`](hudna_ledger::Ledger) with all that was entered.

mod audit;
mod book;
mod catalogue;
mod clock;
mod correct;
mod engine;
mod error;
mod names;
mod prepare;
mod quote;
mod row;
mod shelf;

pub use audit::{Audit, Audited, KIND_AUDIT};
pub use book::{Casebook, Fate, KIND_READING, KIND_REPORT, KIND_REVIEW};
pub use catalogue::Catalogue;
pub use clock::today;
pub use correct::{Mentioned, PARTS, Unset, part_of, set_part};
pub use engine::{Defaults, Engine, reader_name};
pub use error::BookError;
pub use names::{Called, NameVeil, Plain, Unnamed};
pub use prepare::Prepared;
pub use quote::{Quote, Quotes};
pub use row::{Counts, Found, Not, NotTaken, Row, RowFate};
pub use shelf::{NoSuch, Shelf};
