//! Numbers in digits: any set of digits, thousands separators, decimals.

use crate::calendar::Cursor;
use crate::fold::fold_char;

/// The value of a digit of the European, Arabic-Indic or Extended Arabic-Indic set.
pub(crate) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '٠'..='٩' => Some(c as u32 - '٠' as u32),
        '۰'..='۹' => Some(c as u32 - '۰' as u32),
        _ => None,
    }
}

/// A number written in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Literal {
    pub whole: u64,
    /// Decimals as a whole number, of `decimals` digits.
    pub part: u64,
    pub decimals: u32,
    /// How many digits the whole has as written; 0 where separators stand between them.
    pub digits: u32,
}

impl Literal {
    /// With its decimals.
    pub fn written(self) -> f64 {
        self.whole as f64 + self.part as f64 / 10f64.powi(self.decimals.min(18) as i32)
    }

    /// A plain whole number of `min` to `max` digits.
    pub fn plain(self, min: u32, max: u32) -> Option<u64> {
        (self.decimals == 0 && (min..=max).contains(&self.digits)).then_some(self.whole)
    }
}

/// The number written at token `at`, with the token after it. A thousands separator that stands as a token of its own
/// between digits (`1،500`) belongs to it.
pub(crate) fn literal_at(c: &Cursor<'_>, at: usize) -> Option<(Literal, usize)> {
    if !c.word(at).is_digits() {
        return None;
    }
    let mut number = parse(c.text(at))?;
    let mut end = at + 1;
    while number.decimals == 0
        && number.whole > 0
        && number.whole < 1_000_000_000_000_000
        && c.inner_mark(end, &["،", "٬", ","])
        && c.word(end + 1).is_digits()
        && (number.digits == 0 || number.digits <= 3)
    {
        let Some(group) = parse(c.text(end + 1)).filter(|g| g.digits == 3 && g.decimals == 0) else { break };
        number.whole = number.whole * 1_000 + group.whole;
        number.digits = 0;
        end += 2;
    }
    Some((number, end))
}

/// The parts of a token of digits cut at one separator, each as written: `14.3.2014`.
pub(crate) fn parts(text: &str, separator: char) -> Option<([(u64, usize); 3], usize)> {
    let mut out = [(0, 0); 3];
    let mut count = 0;
    for part in text.split(separator) {
        let slot = out.get_mut(count)?;
        let digits = part.chars().count();
        if digits == 0 || digits > 4 {
            return None;
        }
        *slot = (whole(part)?, digits);
        count += 1;
    }
    Some((out, count))
}

fn whole(digits: &str) -> Option<u64> {
    let mut value: u64 = 0;
    // Marks of writing direction may stand inside.
    for c in digits.chars().filter(|&c| fold_char(c).is_some()) {
        value = value.checked_mul(10)?.checked_add(u64::from(digit(c)?))?;
    }
    Some(value)
}

/// So many digits are a number that fits.
const PLAIN_DIGITS: usize = 18;

/// Reads digits with separators. One `.`, `,` or `٫` before exactly three digits separates thousands (the press writes
/// no counts to three decimals), unless nothing but a zero stands before it.
fn parse(text: &str) -> Option<Literal> {
    // Nearly all are a few plain digits.
    if text.len() <= PLAIN_DIGITS && text.bytes().all(|b| b.is_ascii_digit()) {
        let whole = text.bytes().fold(0, |whole, b| whole * 10 + u64::from(b - b'0'));
        return Some(Literal { whole, part: 0, decimals: 0, digits: text.len() as u32 });
    }
    let is_separator = |c: char| matches!(c, '.' | ',' | '٫' | '٬' | '،');
    let text = text.trim_end_matches(is_separator);
    let separators = text.chars().filter(|&c| is_separator(c)).count();
    if separators == 0 {
        let digits = u32::try_from(text.chars().filter(|&c| digit(c).is_some()).count()).ok()?;
        return Some(Literal { whole: whole(text)?, part: 0, decimals: 0, digits });
    }
    let (before, after) = text.rsplit_once(is_separator)?;
    let last = text[before.len()..].chars().next()?;
    let earlier = before.chars().find(|&c| is_separator(c));
    let after_len = after.chars().count();
    let groups = match earlier {
        _ if last == '٬' => true,
        Some(c) => c == last,
        None => after_len == 3 && whole(before).is_some_and(|w| w > 0) && before.chars().count() <= 3,
    };
    let head = if groups { text } else { before };
    let mut pieces = head.split(is_separator);
    let first = pieces.next().unwrap_or("");
    let mut digits = first.to_owned();
    for piece in pieces {
        if piece.chars().count() != 3 || first.chars().count() > 3 {
            return None;
        }
        digits.push_str(piece);
    }
    if groups {
        return Some(Literal { whole: whole(&digits)?, part: 0, decimals: 0, digits: 0 });
    }
    let significant: String = after.chars().take(9).collect();
    let decimals = u32::try_from(significant.chars().count()).ok()?;
    let part = whole(&significant)?;
    let decimals = if part == 0 { 0 } else { decimals };
    Some(Literal { whole: whole(&digits)?, part, decimals, digits: 0 })
}
