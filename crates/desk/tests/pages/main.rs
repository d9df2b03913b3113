//! The pages and their JSON, asked in the process itself.

mod described;
#[path = "../example/mod.rs"]
mod example;
mod names;
mod past;
mod support;
mod texts;
