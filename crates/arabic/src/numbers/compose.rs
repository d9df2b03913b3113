//! How number words make numbers: hundreds, tens and units joined by `و`, multiplied by thousands and millions.

use super::literal::literal_at;
use crate::calendar::{Cursor, Meaning, NumberKind, NumberWord, clitic, fraction_word, kind, number_word};

/// A composed number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Cardinal {
    pub value: u64,
    pub written: f64,
    /// The token after it.
    pub end: usize,
    /// The scale of its last part (1 where none was said).
    pub scale: u64,
    /// Digits with nothing added.
    pub digits: bool,
    /// One word that is itself a dual.
    pub dual: bool,
}

/// The longest number that begins at token `at` (clitics of that token are the caller's affair).
pub(crate) fn cardinal(c: &Cursor<'_>, at: usize) -> Option<Cardinal> {
    if !c.may(at, kind::NUMBER | kind::DIGITS) {
        return None;
    }
    let mut number = scaled(c, at)?;
    loop {
        if number.scale == 1 || number.value == 0 {
            break;
        }
        let Some(next) = c.and(number.end) else { break };
        if let Some((divisor, end)) = c.head_of(next, kind::NUMBER, fraction_word) {
            // `مليون ونصف`, `مليون ونصف المليون`.
            number.value = number.value.checked_add(number.scale / divisor)?;
            number.written = number.value as f64;
            number.end = c.next(end, |m| scale_word(m).filter(|s| *s == number.scale)).map_or(end, |(_, end)| end);
            break;
        }
        let Some(part) = scaled(c, next).filter(|p| p.value < number.scale && p.value > 0) else { break };
        number = Cardinal {
            value: number.value.checked_add(part.value)?,
            written: number.written + part.written,
            end: part.end,
            scale: part.scale,
            digits: false,
            dual: false,
        };
    }
    Some(number)
}

/// A number below a thousand or in digits, with the scale that multiplies it; or a scale alone.
fn scaled(c: &Cursor<'_>, at: usize) -> Option<Cardinal> {
    if !c.may(at, kind::NUMBER | kind::DIGITS) {
        return None;
    }
    if let Some((word, end)) = c.head_of(at, kind::NUMBER, number_word) {
        match word.kind {
            NumberKind::Scale => {
                return Some(whole(word.value, end, word.value));
            }
            NumberKind::DualScale => return Some(Cardinal { dual: true, ..whole(word.value, end, word.value / 2) }),
            NumberKind::DualConstruct => {
                let one = c.and(end).and_then(|next| scaled(c, next)).is_some_and(|p| p.value < word.value / 2);
                let value = if one { word.value / 2 } else { word.value };
                return Some(Cardinal { dual: !one, ..whole(value, end, word.value / 2) });
            }
            NumberKind::Fraction => {
                let (scale, end) = c.next(end, scale_word).filter(|_| !c.article(end))?;
                return Some(Cardinal { scale: 1, ..whole(scale / word.value, end, 1) });
            }
            _ => {}
        }
    }
    if let Some((literal, end)) = literal_at(c, at) {
        let found = c.next(end, scale_word).filter(|_| !c.article(end));
        return Some(match found.filter(|_| literal.whole < 100_000) {
            Some((scale, end)) => {
                let part = u128::from(literal.part) * u128::from(scale) / 10u128.pow(literal.decimals);
                let value = literal.whole.checked_mul(scale)?.checked_add(u64::try_from(part).ok()?)?;
                whole(value, end, scale)
            }
            None => Cardinal { written: literal.written(), digits: true, ..whole(literal.whole, end, 1) },
        });
    }
    let (value, end, dual) = below_thousand(c, at)?;
    match c.next(end, scale_word).filter(|_| !c.article(end) || c.article(at)) {
        Some((scale, end)) => Some(whole(value.checked_mul(scale)?, end, scale)),
        None => Some(Cardinal { dual, ..whole(value, end, 1) }),
    }
}

fn whole(value: u64, end: usize, scale: u64) -> Cardinal {
    Cardinal { value, written: value as f64, end, scale, digits: false, dual: false }
}

fn scale_word(m: Meaning) -> Option<u64> {
    match m {
        Meaning::Number(NumberWord { kind: NumberKind::Scale | NumberKind::Scales, value }) => Some(value),
        Meaning::Number(NumberWord { kind: NumberKind::DualConstruct, value }) => Some(value / 2),
        _ => None,
    }
}

/// 1–999 in words: value, token after it, whether it is a dual.
fn below_thousand(c: &Cursor<'_>, at: usize) -> Option<(u64, usize, bool)> {
    let (word, end) = c.head_of(at, kind::NUMBER, number_word)?;
    let (hundreds, end, dual) = match word.kind {
        NumberKind::Hundred => (word.value, end, false),
        NumberKind::Hundreds => (word.value, end, word.value == 200),
        NumberKind::Digit => match c.number(end) {
            Some((NumberWord { kind: NumberKind::Hundred, value }, end)) if word.value > 2 && word.value < 10 => {
                (word.value * value, end, false)
            }
            _ => return below_hundred(c, at).map(|(v, e)| (v, e, false)),
        },
        _ => return below_hundred(c, at).map(|(v, e)| (v, e, false)),
    };
    match c.and(end).and_then(|next| below_hundred(c, next)) {
        Some((low, end)) => Some((hundreds + low, end, false)),
        None => Some((hundreds, end, dual)),
    }
}

/// 1–99 in words.
fn below_hundred(c: &Cursor<'_>, at: usize) -> Option<(u64, usize)> {
    if !c.may(at, kind::NUMBER) {
        return None;
    }
    let (word, end) = c.head_of(at, kind::NUMBER, number_word)?;
    match word.kind {
        NumberKind::Ten | NumberKind::Tens => Some((word.value, end)),
        NumberKind::Digit | NumberKind::JoinedDigit => {
            if let Some((NumberWord { kind: NumberKind::Ten, value }, end)) = c.number(end) {
                return Some((word.value + value, end));
            }
            if let Some((value, end)) = and_tens(c, end) {
                return Some((word.value + value, end));
            }
            (word.kind == NumberKind::Digit).then_some((word.value, end))
        }
        _ => None,
    }
}

/// `وعشرون` at `at`.
fn and_tens(c: &Cursor<'_>, at: usize) -> Option<(u64, usize)> {
    let next = c.and(at)?;
    match c.head_of(next, kind::NUMBER, number_word)? {
        (NumberWord { kind: NumberKind::Tens, value }, end) => Some((value, end)),
        _ => None,
    }
}

/// The ordinal that begins at token `at`: value and the token after it.
pub(crate) fn ordinal(c: &Cursor<'_>, at: usize) -> Option<(u64, usize)> {
    if !c.may(at, kind::ORDINAL | kind::NUMBER) {
        return None;
    }
    let found = c.head_of(at, kind::ORDINAL, |m| match m {
        Meaning::Ordinal { value, joined } => Some((u64::from(value), joined)),
        _ => None,
    });
    if let Some(((value, joined), end)) = found {
        if let Some((NumberWord { kind: NumberKind::Ten, value: ten }, end)) = c.number(end) {
            return Some((value + ten, end));
        }
        if let Some((tens, end)) = and_tens(c, end) {
            return Some((value + tens, end));
        }
        return (!joined).then_some((value, end));
    }
    if !c.article(at) {
        return None;
    }
    // `الواحد والعشرون`, `الإحدى عشرة`, `التسعون`: cardinals that serve as ordinals, unless what is counted follows.
    let (word, end) = c.head_of(at, kind::NUMBER, number_word)?;
    let (value, end) = match word.kind {
        NumberKind::Tens => (word.value, end),
        NumberKind::Digit if word.value == 1 => {
            let (tens, end) = and_tens(c, end).filter(|&(_, e)| c.article(e - 1))?;
            (word.value + tens, end)
        }
        NumberKind::JoinedDigit if word.value == 1 => match c.number(end) {
            Some((NumberWord { kind: NumberKind::Ten, value }, end)) => (word.value + value, end),
            _ => {
                let (tens, end) = and_tens(c, end)?;
                (word.value + tens, end)
            }
        },
        _ => return None,
    };
    let counted = c.text(end).ends_with(['ا', 'ً']) && !c.has(end, clitic::AL);
    (!counted).then_some((value, end))
}
