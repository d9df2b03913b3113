//! Tokens: words, numbers and marks with their byte offsets.

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters of the Arabic script (marks and tatweel included).
    Arabic,
    /// Letters of another script.
    Latin,
    /// Digits, Arabic-Indic or ASCII, with inner `.`, `,`, `٫`, `٬` kept (`1,500`, `2.5`).
    Number,
    /// An opening quote or bracket: “ « " ( [ ‹ ‘.  A straight `"` alternates between `Open` and `Close` within a line,
    /// unless its spaces say that it opens.
    Open,
    /// A closing quote or bracket.
    Close,
    /// A sentence end: `.` `!` `?` `؟` `…` `..` (not inside a number, nor after a single letter: `د.`, `أ.ف.ب`).
    Stop,
    /// A pause inside a sentence: `،` `,` `؛` `;` `:` ` - ` `–`.
    Comma,
    /// Any other visible mark or symbol (`/`, `%`, emoji, `-` between letters or digits). `#` and `_` only separate and are no tokens.
    Mark,
}

/// A token of a line. Offsets are bytes of the text that was tokenised, half-open, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is made of.
    pub kind: TokenKind,
    /// The token's type (per [`crate::morph::Analyser`]): tokens that are spelled alike have equal ids. Spellings that fold alike but
    /// say different things (`إزالة`, `أزاله`; `قتل`, `قُتل`) have different ones.
    pub word: WordId,
}

impl Token {
    /// Whether it is a word or a number, no mark.
    pub fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Arabic | TokenKind::Latin | TokenKind::Number)
    }
}

/// Index of a word type in an [`crate::morph::Analyser`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(pub u32);
