//! Reports from files: plain text, front matter, saved pages and JSON lines become text, metadata and a way back to the
//! bytes of the original file. Reads files; knows nothing of Arabic and nothing of events.
//!
//! [`Source`] walks the inputs and hands out [`Raw`] reports cheaply and in order; [`Raw::read`] does the costly part
//! (decoding, front matter, HTML, JSON) and may run on another thread.

mod encoding;
mod error;
mod front_matter;
mod html;
mod json_line;
mod meta;
mod offsets;
mod report;
mod sniff;
mod source;

pub use error::{IntakeError, Problem};
pub use meta::{Meta, parse_date};
pub use offsets::OffsetMap;
pub use report::{Format, Intake, Raw};
pub use source::{MAX_BYTES, Source};
