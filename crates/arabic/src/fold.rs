//! Folding of spelling: alef, hamza, ya, ta marbuta, marks, tatweel, presentation forms, digits.

use unicode_normalization::UnicodeNormalization;

/// The folded form of a character; `None` where it is dropped (marks, tatweel, invisible controls).
pub fn fold_char(c: char) -> Option<char> {
    Some(match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ئ' => 'ي',
        'ة' => 'ه',
        'ؤ' => 'و',
        '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}' => c,
        c if is_dropped(c) => return None,
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        'A'..='Z' => c.to_ascii_lowercase(),
        c => base_letter(c),
    })
}

/// The Arabic letter that a Persian, Kurdish or Urdu one is typed for; other characters as they are.
pub(crate) fn base_letter(c: char) -> char {
    match c {
        'ک' | 'ڪ' | 'گ' => 'ك',
        'ی' | 'ې' | 'ێ' | 'ے' => 'ي',
        'پ' => 'ب',
        'ڤ' | 'ڥ' => 'ف',
        'ە' | 'ہ' | 'ھ' | 'ۀ' | 'ۂ' => 'ه',
        c => c,
    }
}

/// Whether folding drops the character: a mark, tatweel, a zero-width or bidi control.
pub(crate) fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}' | '\u{610}'..='\u{61a}' | '\u{61c}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}'
        | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// Whether the character is a presentation form, a ligature included.
pub(crate) fn is_presentation_form(c: char) -> bool {
    matches!(c, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c).wrapping_sub(u32::from(zero)), 10).unwrap_or(c)
}

/// The letters from U+0620 on that fold to themselves, a bit each: nearly all of a text is of these.
const SAME: u64 = {
    let (mut letters, mut c) = (0, 0x621);
    while c <= 0x64a {
        if !matches!(c, 0x622..=0x626 | 0x629 | 0x63b..=0x640 | 0x649) {
            letters |= 1 << (c - 0x620);
        }
        c += 1;
    }
    letters
};

/// Whether a character is one of those letters.
#[inline]
fn stays(c: char) -> bool {
    let at = u32::from(c).wrapping_sub(0x620);
    at < u64::BITS && SAME >> at & 1 != 0
}

/// Appends the folded text.
pub fn fold_into(text: &str, out: &mut String) {
    out.reserve(text.len());
    // Where what is still to be copied as it stands begins.
    let mut same = 0;
    for (at, c) in text.char_indices() {
        if stays(c) {
            continue;
        }
        out.push_str(&text[same..at]);
        same = at + c.len_utf8();
        if matches!(c, '\0'..='\u{7f}' | '\u{600}'..='\u{6ff}') {
            if let Some(folded) = fold_char(c) {
                out.push(folded);
            }
        } else if is_presentation_form(c) {
            out.extend(std::iter::once(c).nfkc().filter_map(fold_char));
        } else if c.is_uppercase() {
            out.extend(c.to_lowercase().filter_map(fold_char));
        } else {
            out.extend(fold_char(c));
        }
    }
    out.push_str(&text[same..]);
}

/// The folded text.
pub fn fold(text: &str) -> String {
    let mut out = String::new();
    fold_into(text, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_spelling() {
        for (written, folded) in [
            ("أحمد إلى آخر ٱلبيت", "احمد الي اخر البيت"),
            ("مُقَاتِلُونَ", "مقاتلون"),
            ("مـــدينة", "مدينه"),
            ("مسؤول ومبنى وشاطئ", "مسوول ومبني وشاطي"),
            ("ا\u{654}زالة ا\u{655}لى ا\u{653}خر", "ازاله الي اخر"),
            ("ﻣﺪﻳﻨﺔ ﻻ", "مدينه لا"),
            ("گروه کبیر", "كروه كبير"),
            ("٢٠١٤ ۲۰۱۴ BBC", "2014 2014 bbc"),
            ("\u{200f}بدء\u{200e}", "بدء"),
        ] {
            assert_eq!(fold(written), folded);
        }
    }

    #[test]
    fn what_is_copied_as_it_stands_folds_to_itself() {
        for c in ('\0'..=char::MAX).filter(|c| stays(*c)) {
            assert_eq!(fold_char(c), Some(c), "{c}");
        }
        assert_eq!(('\0'..=char::MAX).filter(|c| stays(*c)).count(), 29);
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn folding_twice_changes_nothing_in_arabic_blocks(text in "[\u{600}-\u{6ff}\u{fb50}-\u{fdff}\u{fe70}-\u{fefc}\u{c0}-\u{24f}]*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
