//! The pages and their JSON, asked in the process itself.

mod described;
mod support;
mod texts;
