//! One pass over a text that finds where tokens begin and end and what they are made of.

use crate::fold::{is_dropped, is_presentation_form};
use crate::token::TokenKind;
use std::sync::LazyLock;
use unicode_normalization::char::is_combining_mark;

/// What a character is to the scanner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Class {
    /// Separates.
    Space,
    /// A letter of the Arabic script.
    Arabic,
    /// A letter of another script.
    Latin,
    /// A digit.
    Digit,
    /// A mark or tatweel: part of the word before it, nothing alone.
    Inner,
    /// A bidi or zero-width control: nothing, at a word's end outside the word.
    Invisible,
    /// Any visible sign.
    Sign,
}

/// Characters below this are looked up: ASCII, Latin letters with marks, the Arabic block.
const LOOKED_UP: usize = 0x700;

/// Their classes.
static CLASSES: LazyLock<[Class; LOOKED_UP]> =
    LazyLock::new(|| std::array::from_fn(|c| char::from_u32(c as u32).map_or(Class::Sign, classify_any)));

/// Whether two bytes are one of the letters of the Arabic language, without a look at the classes: nearly all of a text is.
#[inline]
fn letter(pair: [u8; 2]) -> bool {
    let written = u16::from_be_bytes(pair);
    // U+0620 to U+063F, U+0641 to U+064A.
    written.wrapping_sub(0xd8a0) < 0x20 || written.wrapping_sub(0xd981) < 10
}

/// Four letters at once, in two bytes each: of each that is one of the letters of the Arabic language, the highest bit.
#[inline]
fn four_letters(written: u64) -> u64 {
    // The same ranges as above. Without its highest bit a pair leaves room to add what brings it back from `low` on, so that no pair
    // spills into the one beside it.
    const EACH: u64 = 0x0001_0001_0001_0001;
    const HIGH: u64 = 0x8000 * EACH;
    let rest = written & !HIGH;
    let within = |low: u64, end: u64| (rest + (0x1_0000 - low) * EACH) & !(rest + (0x1_0000 - end) * EACH);
    (within(0xd8a0, 0xd8c0) | within(0xd981, 0xd98b)) & written & HIGH
}

/// With how many letters of the Arabic language a text begins.
#[inline]
fn letters_of(text: &[u8]) -> usize {
    let (fours, _) = text.as_chunks::<8>();
    let mut letters = 0;
    for four in fours {
        let others = !four_letters(u64::from_be_bytes(*four)) & 0x8000_8000_8000_8000;
        if others != 0 {
            return letters + others.leading_zeros() as usize / 16;
        }
        letters += 4;
    }
    let (pairs, _) = text[2 * letters..].as_chunks::<2>();
    letters + pairs.iter().take_while(|pair| letter(**pair)).count()
}

fn classify(c: char) -> Class {
    match CLASSES.get(c as usize) {
        Some(class) => *class,
        None => classify_any(c),
    }
}

fn classify_any(c: char) -> Class {
    match c {
        ' ' | '\n' | '\t' | '\r' | '_' | '#' => Class::Space,
        '\u{620}'..='\u{63f}' | '\u{641}'..='\u{64a}' | '\u{66e}' | '\u{66f}' | '\u{671}'..='\u{6d3}' | '\u{6d5}' => {
            Class::Arabic
        }
        '\u{6ee}' | '\u{6ef}' | '\u{6fa}'..='\u{6fc}' | '\u{6ff}' => Class::Arabic,
        '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' => Class::Inner,
        '٠'..='٩' | '۰'..='۹' | '0'..='9' => Class::Digit,
        'a'..='z' | 'A'..='Z' => Class::Latin,
        c if c.is_ascii() => {
            if c.is_ascii_control() {
                Class::Space
            } else {
                Class::Sign
            }
        }
        c if is_presentation_form(c) => {
            if c.is_alphabetic() {
                Class::Arabic
            } else {
                Class::Sign
            }
        }
        c if is_combining_mark(c) => Class::Inner,
        c if is_dropped(c) => Class::Invisible,
        c if c.is_whitespace() || c.is_control() => Class::Space,
        c if c.is_alphabetic() => Class::Latin,
        _ => Class::Sign,
    }
}

/// A token without its type.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    pub start: usize,
    pub end: usize,
    pub kind: TokenKind,
}

/// Finds the tokens of a text, one after the other.
#[derive(Debug)]
pub(crate) struct Scanner<'t> {
    text: &'t str,
    at: usize,
    quoted: bool,
    /// End of the token before, where it is a single letter (`د.`, `أ.ف.ب`).
    initial: Option<usize>,
}

impl<'t> Scanner<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Scanner { text, at: 0, quoted: false, initial: None }
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    fn class_at(&self, at: usize) -> Option<Class> {
        self.char_at(at).map(classify)
    }

    fn class_before(&self, at: usize) -> Option<Class> {
        self.text.get(..at)?.chars().next_back().map(classify)
    }

    #[inline]
    fn letter_at(&self, at: usize) -> bool {
        let bytes = self.text.as_bytes().get(at..).and_then(|rest| rest.first_chunk());
        bytes.is_some_and(|pair| letter(*pair))
    }

    /// The end of the word that begins at `at`.
    fn word(&mut self, at: usize, class: Class) -> usize {
        let mut end = at;
        let mut here = at;
        let mut letters = 0;
        if class == Class::Arabic {
            // Nearly all of a text: letters of two bytes, one after the other, then a space.
            letters = letters_of(self.text.as_bytes().get(at..).unwrap_or_default());
            here += 2 * letters;
            end = here;
            if self.text.as_bytes().get(here) == Some(&b' ') && letters > 1 {
                (self.at, self.initial) = (here + 1, None);
                return end;
            }
        }
        while let Some(c) = self.char_at(here) {
            let next = here + c.len_utf8();
            let found = classify(c);
            if found == class {
                letters += 1;
                end = next;
            } else if found == Class::Inner {
                end = next;
            } else if found != Class::Invisible && !self.joins(class, c, here, next, end) {
                break;
            }
            here = next;
        }
        self.at = here;
        self.initial = (letters == 1 && class != Class::Digit).then_some(end);
        end
    }

    /// Whether a sign inside a number or a foreign word belongs to it. `end`: where the letters before it end.
    fn joins(&self, class: Class, c: char, here: usize, next: usize, end: usize) -> bool {
        match class {
            Class::Digit => {
                here == end && matches!(c, '.' | ',' | '٫' | '٬') && self.class_at(next) == Some(Class::Digit)
            }
            Class::Latin => here == end && matches!(c, '\'' | '’' | '-') && self.class_at(next) == Some(Class::Latin),
            Class::Arabic => matches!(c, '.' | '*' | ' ') && self.masked(end, here),
            _ => false,
        }
    }

    /// `قـ.ـصف`, `شنـ ـت`: signs beside a tatweel inside a word hide it from the filters of social media.
    fn masked(&self, end: usize, here: usize) -> bool {
        const TATWEEL: char = '\u{640}';
        let (before, rest) = (&self.text[..end], &self.text[here..]);
        if rest.starts_with(' ') && !before.ends_with(TATWEEL) {
            return false;
        }
        let after = rest.trim_start_matches(['.', '*', ' ']);
        let opened = (before.ends_with(TATWEEL), after.starts_with(TATWEEL));
        let spaced = rest.starts_with(' ');
        let signs = rest.len() - after.len();
        let letter = after.trim_start_matches(TATWEEL).chars().next().map(classify);
        (opened.0 && opened.1 || !spaced && (opened.0 || opened.1)) && signs <= 3 && letter == Some(Class::Arabic)
    }

    fn sign(&mut self, at: usize, c: char) -> (usize, TokenKind) {
        let mut end = at + c.len_utf8();
        let letter = |class: Option<Class>| matches!(class, Some(Class::Arabic | Class::Latin | Class::Digit));
        let kind = match c {
            '“' | '«' | '(' | '[' | '‹' | '‘' | '{' | '„' | '﴾' => TokenKind::Open,
            '”' | '»' | ')' | ']' | '›' | '’' | '}' | '﴿' => TokenKind::Close,
            '"' => {
                // One that stands apart from what is before it and next to what follows opens, though the last one was never closed.
                let apart = self.text[..at].chars().next_back().is_none_or(char::is_whitespace);
                self.quoted = !self.quoted || apart && letter(self.class_at(end));
                if self.quoted { TokenKind::Open } else { TokenKind::Close }
            }
            '\'' => match (letter(self.class_before(at)), letter(self.class_at(end))) {
                (false, true) => TokenKind::Open,
                (true, _) => TokenKind::Close,
                _ => TokenKind::Mark,
            },
            '.' if self.initial == Some(at)
                || self.class_before(at) == Some(Class::Latin) && self.class_at(end) == Some(Class::Latin) =>
            {
                TokenKind::Mark
            }
            '.' | '!' | '?' | '؟' | '…' | '۔' => {
                while let Some(c) = self.char_at(end).filter(|c| matches!(c, '.' | '!' | '?' | '؟' | '…')) {
                    end += c.len_utf8();
                }
                TokenKind::Stop
            }
            '،' | ',' | '؛' | ';' | ':' | '–' | '—' => TokenKind::Comma,
            '-' if !(letter(self.class_before(at)) && letter(self.class_at(end))) => TokenKind::Comma,
            _ => TokenKind::Mark,
        };
        self.at = end;
        (end, kind)
    }
}

impl Iterator for Scanner<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        loop {
            let start = self.at;
            if self.letter_at(start) {
                return Some(Piece { start, end: self.word(start, Class::Arabic), kind: TokenKind::Arabic });
            }
            let c = self.char_at(start)?;
            let (end, kind) = match classify(c) {
                Class::Arabic => (self.word(start, Class::Arabic), TokenKind::Arabic),
                Class::Latin => (self.word(start, Class::Latin), TokenKind::Latin),
                Class::Digit => (self.word(start, Class::Digit), TokenKind::Number),
                Class::Sign => self.sign(start, c),
                Class::Space | Class::Inner | Class::Invisible => {
                    self.quoted &= c != '\n';
                    self.at = start + c.len_utf8();
                    continue;
                }
            };
            return Some(Piece { start, end, kind });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted_four_at_a_time_as_one_by_one() {
        for pair in 0..=u16::MAX {
            let pair = pair.to_be_bytes();
            let many = [pair; 4].concat();
            assert_eq!(letters_of(&many), if letter(pair) { 4 } else { 0 }, "{pair:x?}");
            for at in 0..6 {
                let mut text = "كتابات".as_bytes().to_vec();
                text[2 * at..2 * at + 2].copy_from_slice(&pair);
                assert_eq!(letters_of(&text), if letter(pair) { 6 } else { at }, "{pair:x?} at {at}");
            }
        }
    }
}
