//! Folding of spelling: alef, hamza, ya, ta marbuta, marks, tatweel, presentation forms, digits.

use unicode_normalization::UnicodeNormalization;

/// The folded form of a character; `None` where it is dropped (marks, tatweel, invisible controls).
pub fn fold_char(c: char) -> Option<char> {
    Some(match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ئ' | 'ی' => 'ي',
        'ة' => 'ه',
        'ؤ' => 'و',
        'ک' => 'ك',
        '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ad}' => return None,
        '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
        '۰'..='۹' => char::from(b'0' + (c as u32 - '۰' as u32) as u8),
        'A'..='Z' => c.to_ascii_lowercase(),
        c => c,
    })
}

/// Appends the folded text.
pub fn fold_into(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' => out.extend(std::iter::once(c).nfkc().filter_map(fold_char)),
            c if c.is_uppercase() => out.extend(c.to_lowercase()),
            c => out.extend(fold_char(c)),
        }
    }
}

/// The folded text.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}
