//! From sounds to letters: the orthography of patterns, hamza seats above all.
//!
//! A pattern is written with `a i u` for short vowels, `A I U` for long ones, `Y` for a final long a that is written with ya,
//! `p` for ta marbuta, `1`–`4` for the radicals, `E` for the first consonants of a form VIII verb, and `'` `t` `s` `n` `m` `y` for
//! the letters that forms add.

/// What stands in the places of a pattern.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fill<'a> {
    /// Radicals, hamza as `ء`.
    pub root: &'a [char],
    /// First consonants of a form VIII verb, as its lemma writes them.
    pub cluster: &'a [char],
}

/// The letters of a pattern. `prefixed`: a consonant stands before its first vowel, which is therefore not written.
pub(super) fn spell(pattern: &str, fill: Fill<'_>, prefixed: bool) -> String {
    let mut sounds: Vec<char> = Vec::with_capacity(16);
    for c in pattern.chars() {
        match c {
            '1'..='4' => sounds.extend(fill.root.get(c as usize - '1' as usize)),
            'E' => sounds.extend_from_slice(fill.cluster),
            '\'' => sounds.push('ء'),
            't' => sounds.push('ت'),
            's' => sounds.push('س'),
            'n' => sounds.push('ن'),
            'm' => sounds.push('م'),
            'y' => sounds.push('ي'),
            vowel => sounds.push(vowel),
        }
    }
    letters(&sounds, prefixed)
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'i' | 'u' | 'A' | 'I' | 'U' | 'Y')
}

fn letters(sounds: &[char], prefixed: bool) -> String {
    let mut out = String::with_capacity(sounds.len() * 2);
    let mut i = 0;
    while let Some(&c) = sounds.get(i) {
        let before = i.checked_sub(1).and_then(|k| sounds.get(k)).copied();
        let next = sounds.get(i + 1).copied();
        match c {
            'a' | 'i' | 'u' if i == 0 && !prefixed => out.push('ا'),
            'a' | 'i' | 'u' => {}
            'A' => out.push('ا'),
            'I' => out.push('ي'),
            'U' => out.push('و'),
            'Y' => out.push(if before == Some('ي') { 'ا' } else { 'ى' }),
            'p' => out.push('ة'),
            _ if next == Some(c) => {}
            'ء' => i += hamza(sounds, i, &mut out),
            'و' if before == Some('U') => {}
            'ي' if before == Some('I') => {}
            'و' if before == Some('i') && next.is_some_and(|n| !is_vowel(n)) => out.push('ي'),
            'ي' if before == Some('u') && next.is_some_and(|n| !is_vowel(n)) => out.push('و'),
            c => out.push(c),
        }
        i += 1;
    }
    out
}

/// Writes the hamza at `i`; how many further sounds its letter stands for.
fn hamza(sounds: &[char], i: usize, out: &mut String) -> usize {
    let next = sounds.get(i + 1).copied();
    let Some(mut before) = i.checked_sub(1).and_then(|k| sounds.get(k)).copied() else {
        return match next {
            Some('A') => {
                out.push('آ');
                1
            }
            Some('i' | 'I') => {
                out.push('إ');
                0
            }
            _ => {
                out.push('أ');
                0
            }
        };
    };
    if i == 2 && sounds.first() == Some(&'ء') && next.is_some_and(|n| !is_vowel(n)) {
        // Two hamzas: the second becomes the long vowel (آمن, إيمان).
        match before {
            'i' => out.push('ي'),
            'u' => out.push('و'),
            _ => {
                out.pop();
                out.push('آ');
            }
        }
        return 0;
    }
    if before == 'ء' {
        before = i.checked_sub(2).and_then(|k| sounds.get(k)).copied().unwrap_or('a');
    }
    let (letter, more) = match (before, next) {
        ('i' | 'I' | 'ي', Some(_)) | ('i', None) | (_, Some('i' | 'I')) => ('ئ', 0),
        ('U', Some('u' | 'U')) => ('ء', 0),
        ('u', _) | (_, Some('u' | 'U')) => ('ؤ', 0),
        ('a', Some('A')) => ('آ', 1),
        ('a', _) => ('أ', 0),
        ('A' | 'U' | 'I', _) | (_, None) => ('ء', 0),
        (_, Some('A')) => ('آ', 1),
        _ => ('أ', 0),
    };
    out.push(letter);
    more
}
