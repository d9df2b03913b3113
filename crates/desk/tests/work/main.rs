//! Working at the desk: what changes a case, asked of the pages as a browser asks.

mod add;
mod at_desk;
mod redact;
mod review;
mod wrong;
