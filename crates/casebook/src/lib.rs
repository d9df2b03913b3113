//! Reports into a case, and the case's ledger out of it: what the command line and the desk have in common.
//!
//! [`Prepared`] makes entries of a report and its claims; [`Casebook`] appends them and says what became of each report, and fills
//! a [`Ledger`](hudna_ledger::Ledger) with all that was entered.

mod book;
mod catalogue;
mod error;
mod prepare;
mod quote;

pub use book::{Casebook, Fate, KIND_READING, KIND_REPORT, KIND_REVIEW};
pub use catalogue::Catalogue;
pub use error::BookError;
pub use prepare::Prepared;
pub use quote::{Quote, Quotes};
