//! Numbers in digits and words, with what qualifies them.

mod compose;
mod literal;
mod phrase;

pub use crate::calendar::{TypeInfo, WordlistError, Wordlists};
pub(crate) use compose::{cardinal, ordinal};
pub(crate) use literal::{digit, literal_at, parts};

use crate::calendar::Cursor;
use crate::token::Token;
use serde::Deserialize;

/// How a number is qualified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Qualifier {
    /// As it stands.
    Exactly,
    /// `نحو`, `حوالي`.
    About,
    /// `أكثر من`.
    MoreThan,
    /// `ما لا يقل عن`, `على الأقل`.
    AtLeast,
    /// `أقل من`.
    LessThan,
    /// `ما يصل إلى`.
    UpTo,
}

/// A number in the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NumberSpan {
    /// First token of the number itself.
    pub first: usize,
    /// One past its last token.
    pub last: usize,
    /// The value; decimals are dropped unless a scale follows (`2,5 مليون` is 2,500,000). Zero where `vague`.
    pub value: u64,
    /// The value with its decimals.
    pub written: f64,
    /// The upper end of a range (`بين 20 و30`).
    pub high: Option<u64>,
    /// What the words around it say of it.
    pub qualifier: Qualifier,
    /// It says which, not how many (`الثالث عشر`).
    pub ordinal: bool,
    /// The word is itself a dual (`ألفان`, `مئتا`).
    pub dual_unit: bool,
    /// A percentage.
    pub percent: bool,
    /// A quantity without a value (`عشرات`, `مئات الآلاف`).
    pub vague: bool,
    /// The token of the counted noun, where a word that may be one follows.
    pub unit: Option<usize>,
    /// First token with the qualifying words before the number.
    pub qualifier_first: usize,
}

impl NumberSpan {
    /// Whether what it counts stands in the genitive singular (`مئة رجل`, `3000 جندي`).
    pub fn of_one(&self) -> bool {
        self.value > 0 && self.value.is_multiple_of(100) && !self.ordinal && !self.percent
    }
}

/// The longest number that starts at token `at`, or whose qualifying words start there.
///
/// `infos[i]` is the [`TypeInfo`] of token `i`; `text` is what the tokens' offsets refer to.
pub fn number_at(lists: &Wordlists, tokens: &[Token], infos: &[TypeInfo], at: usize, text: &str) -> Option<NumberSpan> {
    phrase::number_phrase(&Cursor::new(lists, tokens, infos, text), at)
}
