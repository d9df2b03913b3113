//! Arabic text to analysed tokens: folding with byte offsets, clitics, morphology, numbers, dates.
//!
//! Knows the language, not the subject: no actor, place or event is known here. All word lists are
//! given by the caller (the files of `knowledge/ar/lexicon`).

pub mod calendar;
pub mod fold;
pub mod morph;
pub mod numbers;
mod scan;
pub mod times;
pub mod token;
