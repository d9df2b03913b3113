//! The ledger from outside: what claims come to, and how it looks.

mod dossier;
mod render;
mod support;
