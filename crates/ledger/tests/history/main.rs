//! The ledger over any history of a case: what comes in, in any order, what is decided and taken back, and the days that pass.

#[allow(dead_code)]
#[path = "../fusion/build.rs"]
mod build;
#[path = "../glimpse/mod.rs"]
mod glimpse;
#[path = "../knowledge/mod.rs"]
mod knowledge;
mod machine;
mod story;
