//! The ledger's first room: the state that the claims of one report give, each part with the words it rests on.
//!
//! Pure: no files, no clock, no network. Nothing here is stated as true; every entry says on whose word it stands.

mod background;
mod dossier;
mod error;
mod render;

pub use background::{Background, Obligation};
pub use dossier::{
    Agreement, AgreementState, Dossier, Entry, Evidence, Party, Range, Said, Saying, Section, Siege, SiegeState,
    SiegeStep, Standing, Status, Step, Term, TermKind, TermState, Venue, Voice, Weight, Word, dossier,
};
pub use error::LedgerError;
pub use render::{About, BidiMode, Labels, Lang, RenderOptions, render};
