//! A number with its qualifiers, ranges, percentages and the noun it counts.

use super::compose::{Cardinal, cardinal, ordinal};
use super::{NumberSpan, Qualifier};
use crate::calendar::{Cursor, Meaning, NumberKind, Preposition, clitic, kind, number_word, unit_word};
use crate::token::TokenKind;

/// How many tokens before a number its qualifier may begin.
const QUALIFIER_REACH: usize = 6;

/// The longest number phrase from token `at`.
pub(super) fn number_phrase(c: &Cursor<'_>, at: usize) -> Option<NumberSpan> {
    let opens = kind::QUALIFIER | kind::ARTICLE | kind::BETWEEN | kind::ORDINAL | kind::NUMBER | kind::DIGITS;
    let word = c.word(at);
    let leads = kind::QUALIFIER | kind::ARTICLE | kind::BETWEEN;
    if word.is_plain() || word.alone & opens & !leads == 0 && c.unlisted(at + 1) || !c.may(at, opens) {
        return None;
    }
    if let Some((said, end)) = c.head(at, qualifier) {
        let mut inner = match c.head(end, qualifier) {
            Some((_, further)) => bare(c, further)?,
            None => bare(c, end)?,
        };
        if inner.ordinal {
            return None;
        }
        inner.qualifier = said;
        inner.qualifier_first = at;
        return Some(inner);
    }
    let mut found = bare(c, at)?;
    if found.qualifier == Qualifier::Exactly
        && !found.ordinal
        && let Some((said, first)) = before(c, at)
    {
        found.qualifier = said;
        found.qualifier_first = first;
    }
    Some(found)
}

fn qualifier(m: Meaning) -> Option<Qualifier> {
    if let Meaning::Qualifier(q) = m { Some(q) } else { None }
}

/// The qualifier whose words end where the number at `at` begins.
fn before(c: &Cursor<'_>, at: usize) -> Option<(Qualifier, usize)> {
    (at.saturating_sub(QUALIFIER_REACH)..at)
        .filter(|&first| c.may(first, kind::QUALIFIER))
        .find_map(|first| c.head(first, qualifier).filter(|&(_, end)| end == at).map(|(q, _)| (q, first)))
}

/// A number without the words that qualify it from before.
fn bare(c: &Cursor<'_>, at: usize) -> Option<NumberSpan> {
    // A preposition may be joined to the number, or stand apart between it and its qualifier (`ما لا يقل عن 30`).
    if let Some(end) = c.head(at, |m| (m == Meaning::Article).then_some(())).map(|((), end)| end) {
        let mut inner = c.word(end).is_digits().then(|| bare(c, end)).flatten()?;
        inner.first = at;
        inner.qualifier_first = at;
        return Some(inner);
    }
    if let Some(end) = c.head(at, |m| (m == Meaning::Preposition(Preposition::Between)).then_some(())).map(|((), e)| e)
    {
        return between(c, at, end);
    }
    if let Some((value, end)) = ordinal(c, at) {
        return Some(NumberSpan { ordinal: true, ..span(at, end, value) });
    }
    if let Some(end) = vague(c, at) {
        return Some(NumberSpan { vague: true, unit: counted(c, end), ..span(at, end, 0) });
    }
    let number = cardinal(c, at)?;
    let mut out = NumberSpan {
        written: number.written,
        dual_unit: number.dual,
        percent: at > 0 && percent_mark(c, at - 1),
        ..span(at, number.end, number.value)
    };
    if let Some((low, high, end)) = range(c, at, number) {
        (out.value, out.high, out.last) = (low, Some(high), end);
        out.written = low as f64;
    }
    finish(c, &mut out);
    Some(out)
}

fn span(first: usize, last: usize, value: u64) -> NumberSpan {
    NumberSpan {
        first,
        last,
        value,
        written: value as f64,
        high: None,
        qualifier: Qualifier::Exactly,
        ordinal: false,
        dual_unit: false,
        percent: false,
        vague: false,
        unit: None,
        qualifier_first: first,
    }
}

fn percent_mark(c: &Cursor<'_>, at: usize) -> bool {
    c.kind(at) == Some(TokenKind::Mark) && c.glued(at + 1) && c.is(at, Meaning::Percent).is_some()
}

/// Percent, the counted noun and a qualifier after it.
fn finish(c: &Cursor<'_>, out: &mut NumberSpan) {
    if let Some(((), end)) = c.head(out.last, |m| (m == Meaning::Percent).then_some(())) {
        out.percent = true;
        out.last = end;
    }
    out.unit = counted(c, out.last);
    let after =
        |i: usize| c.next(i, |m| if let Meaning::QualifierAfter(q) = m { Some(q) } else { None }).map(|(q, _)| q);
    let reach = out.unit.map_or(out.last, |u| u + 1);
    if let Some(q) = (out.last..=reach + 1).find_map(after) {
        out.qualifier = q;
    }
}

/// The word after the number, or after a `من` that follows it, where it can be a counted noun.
fn counted(c: &Cursor<'_>, end: usize) -> Option<usize> {
    let noun = |i: usize| {
        let word = c.word(i);
        let listed = word.symbol != 0 && c.head(i, unit_word).is_none();
        c.kind(i) == Some(TokenKind::Arabic) && !listed && word.clitics & !clitic::AL == 0
    };
    if noun(end) {
        return Some(end);
    }
    let of = c.is(end, Meaning::Of)?;
    noun(of).then_some(of)
}

/// `عشرات`, `مئات الآلاف`, `بضعة آلاف`, `آلاف`: the token after it.
fn vague(c: &Cursor<'_>, at: usize) -> Option<usize> {
    if !c.may(at, kind::NUMBER) {
        return None;
    }
    let is_vague = |m: Meaning| number_word(m).filter(|n| matches!(n.kind, NumberKind::Vague | NumberKind::Scales));
    let (_, mut end) = match c.head(at, |m| number_word(m).filter(|n| n.kind == NumberKind::Few)) {
        Some((_, few)) => c.next(few, is_vague)?,
        None => c.head(at, is_vague)?,
    };
    while let Some((_, further)) = c.next(end, is_vague) {
        end = further;
    }
    Some(end)
}

/// The number at `at` where a preposition may be joined to it, or `الـ` stand before it.
fn number_after(c: &Cursor<'_>, at: usize) -> Option<Cardinal> {
    let at = c.is(at, Meaning::Article).unwrap_or(at);
    cardinal(c, at)
}

/// `بين 20 و30`, `بين عشرين إلى ثلاثين`.
fn between(c: &Cursor<'_>, at: usize, first: usize) -> Option<NumberSpan> {
    let low = number_after(c, first)?;
    let to = |m: Meaning| (m == Meaning::Preposition(Preposition::To)).then_some(());
    let second = c.and(low.end).or_else(|| c.next(low.end, to).map(|((), end)| end))?;
    let second = c.next(second, to).map_or(second, |((), end)| end);
    let high = number_after(c, second)?;
    let (low, high_value) = share_scale(low, high);
    if low >= high_value {
        return None;
    }
    let mut out = NumberSpan { high: Some(high_value), ..span(at, high.end, low) };
    finish(c, &mut out);
    Some(out)
}

/// `20 إلى 30 شخصا`, `20-30`, `ثلاثة أو أربعة`: low, high and the token after the second number.
fn range(c: &Cursor<'_>, at: usize, low: Cardinal) -> Option<(u64, u64, usize)> {
    let link = |m: Meaning| match m {
        Meaning::Or => Some(false),
        Meaning::Preposition(Preposition::To) => Some(true),
        _ => None,
    };
    let (needs_unit, second) = match c.next(low.end, link) {
        Some(found) => found,
        None if low.digits && c.inner_mark(low.end, &["-", "–", "ـ"]) => (true, low.end + 1),
        None => return None,
    };
    if c.word(second).clitics & !clitic::AL != 0 {
        return None;
    }
    let high = cardinal(c, second)?;
    if at > 0 && low.digits && c.glued(at) && c.kind(at - 1) == Some(TokenKind::Mark) {
        return None;
    }
    let (low, high_value) = share_scale(low, high);
    let unit = counted(c, high.end).is_some() || c.is(high.end, Meaning::Percent).is_some();
    (low < high_value && (!needs_unit || unit)).then_some((low, high_value, high.end))
}

/// `بين 20 و30 ألفا`: the scale said once is meant for both.
fn share_scale(low: Cardinal, high: Cardinal) -> (u64, u64) {
    let shared = low.scale == 1 && high.scale > 1 && low.value < high.value / high.scale;
    let value = if shared { low.value.saturating_mul(high.scale) } else { low.value };
    (value, high.value)
}
