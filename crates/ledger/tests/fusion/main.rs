//! Fusion and lineage from outside: what is put together and what is not, and what must hold for any reports.

mod build;
mod decide;
#[path = "../glimpse/mod.rs"]
mod glimpse;
#[path = "../knowledge/mod.rs"]
mod knowledge;
#[path = "../made/mod.rs"]
mod made;
mod properties;
mod rules;
