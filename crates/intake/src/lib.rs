//! Reports from files: plain text, front matter, saved pages, JSON lines, feeds, exports of chats, tables and web archives become text, metadata
//! and a way back to the bytes that they came from. Reads files, and fetches an
//! address only when asked to; knows nothing of Arabic and nothing of events.
//!
//! [`Source`] walks the inputs and hands out [`Raw`] reports cheaply and in order; [`Raw::read`] does the costly part
//! (decoding, front matter, HTML, JSON) and may run on another thread. Files of many reports are taken apart as they are
//! read, so their size does not matter.

mod archive;
mod encoding;
mod error;
mod feed;
mod fetch;
mod front_matter;
mod html;
mod json_line;
mod limited;
mod meta;
mod offsets;
mod outlet;
mod report;
mod sent;
mod sniff;
mod source;
mod table;
mod telegram;
mod zipped;

pub use error::{IntakeError, Problem};
pub use meta::{DateOrder, Meta, parse_date};
pub use offsets::OffsetMap;
pub use report::{Format, Intake, MAX_TEXT, Raw};
pub use source::{MAX_BYTES, Source};
pub use table::{Mapping, MappingError};
