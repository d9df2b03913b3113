//! The shared vocabulary of Hudna: what a claim is, as the codebook defines it. Depends on nothing of ours.
//!
//! Every offset is a byte offset into the original text, and every span is half-open.

mod claim;
mod event;
mod offsets;

pub use claim::{Claim, Mention, Name, Qualifier, Quantity, Span, TimePrecision, Trigger, When};
pub use event::{Event, Modality, PlacePrecision, SpeakerKind, UnknownCode};
