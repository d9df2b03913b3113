//! What a word shows beyond its folded letters: the hamza of its alef, its last letter, its vowel marks.

use crate::fold::{base_letter, is_dropped, is_presentation_form};
use unicode_normalization::UnicodeNormalization;

/// The first letter of a stem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Initial {
    /// `ا`
    Bare,
    /// `أ`
    Above,
    /// `إ`
    Below,
    /// `آ`
    Madda,
    /// No alef.
    Other,
}

impl Initial {
    /// The class of a first letter.
    pub(super) fn of(letter: Option<char>) -> Initial {
        match letter {
            Some('ا' | 'ٱ') => Initial::Bare,
            Some('أ') => Initial::Above,
            Some('إ') => Initial::Below,
            Some('آ') => Initial::Madda,
            _ => Initial::Other,
        }
    }
}

/// The last letter of a stem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Final {
    /// `ي`
    Ya,
    /// `ى`
    Maqsura,
    /// `ه`
    Ha,
    /// `ة`
    Ta,
    /// Any other letter.
    Other,
}

impl Final {
    /// The class of a last letter.
    pub(super) fn of(letter: Option<char>) -> Final {
        match letter {
            Some('ي' | 'ئ') => Final::Ya,
            Some('ى') => Final::Maqsura,
            Some('ه') => Final::Ha,
            Some('ة') => Final::Ta,
            _ => Final::Other,
        }
    }
}

/// Letters whose mark is kept, counted from the first.
const MARKED: u32 = 10;

/// Vowel marks by letter, bit 0 the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Marks {
    /// A damma stands on the letter.
    pub damma: u16,
    /// A fatha stands on the letter.
    pub fatha: u16,
    /// The letter is a gaf (`گ`), folded to `ك`.
    pub gaf: u16,
    /// A tanwin stands on the letter: the word is an indefinite noun.
    pub tanwin: u16,
}

/// Writes the letters of an Arabic word as they are spelled: hamzas composed, presentation forms and foreign letters brought to the
/// letters of the standard script, marks and invisible characters left out. Every letter of the result folds to one letter.
pub(super) fn letters(word: &str, out: &mut String) -> Marks {
    out.clear();
    let mut marks = Marks::default();
    // Nearly all words are of plain letters, which stay as they are.
    if word.chars().all(|c| matches!(c, '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}')) {
        out.push_str(word);
        shorten(out);
        return marks;
    }
    let mut count = 0u32;
    for c in word.chars() {
        if is_presentation_form(c) {
            for c in std::iter::once(c).nfkc() {
                letter(c, out, &mut marks, &mut count);
            }
        } else {
            letter(c, out, &mut marks, &mut count);
        }
    }
    shorten(out);
    marks
}

/// A letter that is written three times and more is written long for the tone (`عاااجل`).
fn shorten(word: &mut String) {
    let (mut last, mut times) = ('\0', 0);
    let long = word.chars().any(|c| {
        times = if c == last { times + 1 } else { 1 };
        last = c;
        times > 2
    });
    if !long {
        return;
    }
    let mut out = String::with_capacity(word.len());
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        let mut times = 1;
        while chars.next_if_eq(&c).is_some() {
            times += 1;
        }
        out.extend(std::iter::repeat_n(c, if times > 2 { 1 } else { times }));
    }
    *word = out;
}

fn letter(c: char, out: &mut String, marks: &mut Marks, count: &mut u32) {
    let on = count.checked_sub(1).filter(|i| *i < MARKED).map_or(0, |i| 1u16 << i);
    match c {
        '\u{64f}' => marks.damma |= on,
        '\u{64e}' => marks.fatha |= on,
        '\u{64b}'..='\u{64d}' => marks.tanwin |= on,
        '\u{653}'..='\u{655}' => {
            let composed = match (out.chars().next_back(), c) {
                (Some('ا'), '\u{653}') => 'آ',
                (Some('ا'), '\u{654}') => 'أ',
                (Some('ا'), '\u{655}') => 'إ',
                (Some('و'), '\u{654}') => 'ؤ',
                (Some('ي' | 'ى'), '\u{654}') => 'ئ',
                _ => return,
            };
            out.pop();
            out.push(composed);
        }
        // Signs inside a word only mask it (`قـ.ـصف`).
        c if is_dropped(c) || c.is_whitespace() || c.is_ascii_punctuation() => {}
        c => {
            if c == 'گ' && *count < MARKED {
                marks.gaf |= 1 << *count;
            }
            out.push(base_letter(c));
            *count += 1;
        }
    }
}
