//! A cursor over the tokens of a line: which words of the lists stand where.

use super::lists::{TypeInfo, Wordlists, clitic};
use super::meaning::{Meaning, NumberKind, NumberWord, Settings, Unit, kind};
use crate::token::{Token, TokenKind};

/// Tokens with what their types mean.
pub(crate) struct Cursor<'a> {
    lists: &'a Wordlists,
    tokens: &'a [Token],
    infos: &'a [TypeInfo],
    text: &'a str,
}

impl<'a> Cursor<'a> {
    /// Over `tokens` of `text`; `infos` says what each of them means.
    pub fn new(lists: &'a Wordlists, tokens: &'a [Token], infos: &'a [TypeInfo], text: &'a str) -> Self {
        Cursor { lists, tokens, infos, text }
    }

    pub fn settings(&self) -> Settings {
        self.lists.settings
    }

    /// What token `i` means; nothing past the end.
    #[inline]
    pub fn word(&self, i: usize) -> TypeInfo {
        self.infos.get(i).copied().unwrap_or_default()
    }

    /// Whether the words from token `i` on have a meaning of one of these kinds.
    pub fn may(&self, i: usize, kinds: u32) -> bool {
        let word = self.word(i);
        word.alone & kinds != 0
            || word.kinds & kinds != 0 && self.meanings(i).any(|(meaning, _)| meaning.kind() & kinds != 0)
    }

    /// Whether token `i` is no word of the lists and no digits: nothing that begins before it goes on with it.
    pub fn unlisted(&self, i: usize) -> bool {
        let word = self.word(i);
        word.symbol == 0 && !word.is_digits()
    }

    pub fn kind(&self, i: usize) -> Option<TokenKind> {
        self.tokens.get(i).map(|t| t.kind)
    }

    /// The token as it is written.
    pub fn text(&self, i: usize) -> &'a str {
        self.tokens.get(i).and_then(|t| self.text.get(t.start as usize..t.end as usize)).unwrap_or("")
    }

    /// Token `i` begins where the one before it ends.
    pub fn glued(&self, i: usize) -> bool {
        i > 0 && i < self.tokens.len() && self.tokens[i].start == self.tokens[i - 1].end
    }

    /// Token `i` is the mark, with no space on either side.
    pub fn inner_mark(&self, i: usize, marks: &[&str]) -> bool {
        self.glued(i) && self.glued(i + 1) && marks.contains(&self.text(i))
    }

    pub fn has(&self, i: usize, bits: u8) -> bool {
        self.word(i).clitics & bits != 0
    }

    pub fn article(&self, i: usize) -> bool {
        self.has(i, clitic::AL)
    }

    /// Every meaning that the words from token `i` on have, longest phrases first, with the token after it; clitics of
    /// the first word are left to the caller.
    pub fn meanings(&self, i: usize) -> impl Iterator<Item = (Meaning, usize)> + '_ {
        let word = self.word(i);
        let article = word.clitics & clitic::AL != 0;
        self.lists.phrases(word.symbol).iter().filter_map(move |p| {
            let fits = (article || !p.article)
                && p.tail.iter().enumerate().all(|(k, &(symbol, clitics))| {
                    let next = self.word(i + 1 + k);
                    next.symbol == symbol && next.clitics == clitics
                });
            fits.then_some((p.meaning, i + 1 + p.tail.len()))
        })
    }

    /// The longest phrase from token `i` with a meaning that `want` takes.
    pub fn head<T>(&self, i: usize, want: impl Fn(Meaning) -> Option<T>) -> Option<(T, usize)> {
        self.meanings(i).find_map(|(m, end)| want(m).map(|t| (t, end)))
    }

    /// As [`Cursor::head`], where all that `want` takes is of these kinds: most words have no meaning of them.
    #[inline]
    pub fn head_of<T>(&self, i: usize, kinds: u32, want: impl Fn(Meaning) -> Option<T>) -> Option<(T, usize)> {
        if self.word(i).kinds & kinds == 0 { None } else { self.head(i, want) }
    }

    /// As [`Cursor::head`], for a word in the middle of a phrase: no conjunction or preposition joined to it.
    pub fn next<T>(&self, i: usize, want: impl Fn(Meaning) -> Option<T>) -> Option<(T, usize)> {
        if self.word(i).clitics & !clitic::AL != 0 { None } else { self.head(i, want) }
    }

    /// The words from token `i` have this meaning; gives the token after them.
    pub fn is(&self, i: usize, meaning: Meaning) -> Option<usize> {
        if self.word(i).kinds & meaning.kind() == 0 {
            return None;
        }
        self.next(i, |m| (m == meaning).then_some(())).map(|((), end)| end)
    }

    pub fn number(&self, i: usize) -> Option<(NumberWord, usize)> {
        if self.word(i).kinds & kind::NUMBER != 0 { self.next(i, number_word) } else { None }
    }

    pub fn unit(&self, i: usize) -> Option<(Unit, usize)> {
        if self.word(i).kinds & kind::UNIT != 0 { self.next(i, unit_word) } else { None }
    }

    /// The token that a joined or separate `و` at `i` adds: `i` itself, or the one after the bare `و`.
    pub fn and(&self, i: usize) -> Option<usize> {
        let word = self.word(i);
        if word.symbol != 0 && word.clitics & !clitic::AL == clitic::AND {
            return Some(i);
        }
        let bare = word.clitics == 0 && word.kinds & kind::AND != 0 && self.meanings(i).any(|(m, _)| m == Meaning::And);
        (bare && i + 1 < self.tokens.len() && self.word(i + 1).clitics & !clitic::AL == 0).then_some(i + 1)
    }
}

pub(crate) fn number_word(m: Meaning) -> Option<NumberWord> {
    if let Meaning::Number(n) = m { Some(n) } else { None }
}

/// The divisor of a half, third or quarter.
pub(crate) fn fraction_word(m: Meaning) -> Option<u64> {
    match m {
        Meaning::Number(NumberWord { kind: NumberKind::Fraction, value: v @ 2..=60 }) => Some(v),
        _ => None,
    }
}

pub(crate) fn unit_word(m: Meaning) -> Option<Unit> {
    if let Meaning::Unit(u) = m { Some(u) } else { None }
}
