//! Working at the desk: what changes a case, asked of the pages as a browser asks.

mod add;
mod at_desk;
#[path = "../example/mod.rs"]
mod example;
mod redact;
mod review;
mod wrong;
