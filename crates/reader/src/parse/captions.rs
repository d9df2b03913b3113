//! Captions: short lines that say what a picture shows, or end in where it comes from.

use super::{Parse, Types};
use crate::knowledge::Knowledge;
use hudna_arabic::token::{Token, TokenKind};

/// Fewest words of a caption: what is shorter tells nothing.
const FEWEST: usize = 3;
/// Most tokens from the mark before a credit to the end of the line.
const CREDIT: usize = 8;
/// Digits of a year.
const YEAR: usize = 4;

/// Whether a line as short as a heading is a caption: `غارة على أطراف البلدة - متداول`, `صورة للدمار في الحي`.
pub(super) fn caption(k: &Knowledge, types: &Types<'_>, text: &str, line: &Parse) -> bool {
    line.words >= FEWEST
        && !stopped(line)
        && (credited(k, types, text, line) || dated(text, line) || shows(k, types, line))
}

/// Whether a line ends in a full stop.
fn stopped(line: &Parse) -> bool {
    line.tokens.last().is_some_and(|t| t.kind == TokenKind::Stop)
}

/// `مبنى مهدم في الحي (رويترز)`, `... - 2 من شباط (الدفاع المدني)`: whether what stands in brackets at the end of a line, or after its
/// last dash or stroke, begins with where a picture comes from, or names it after a stroke.
fn credited(k: &Knowledge, types: &Types<'_>, text: &str, line: &Parse) -> bool {
    let mark = |t: &Token| {
        let mark = text.get(t.start as usize..t.end as usize).unwrap_or_default();
        matches!(t.kind, TokenKind::Open | TokenKind::Comma | TokenKind::Mark)
            && matches!(mark.trim(), "(" | "[" | "-" | "–" | "—" | "ـ" | "/" | "|" | "©")
    };
    let from = line.tokens.len().saturating_sub(CREDIT).max(FEWEST);
    let after = (from..line.tokens.len()).filter(|&i| mark(&line.tokens[i]));
    after.into_iter().any(|i| begins(types, &line.tokens[i + 1..], &k.pages.credits))
}

/// `دخان فوق الحي، 22 آب 2022 (محمد العلي)`: whether a line ends in brackets right after a year, whoever is named in them.
fn dated(text: &str, line: &Parse) -> bool {
    let from = line.tokens.len().saturating_sub(CREDIT).max(1);
    let opens = (from..line.tokens.len()).find(|&i| line.tokens[i].kind == TokenKind::Open);
    let year = |t: &Token| {
        let digits = text.get(t.start as usize..t.end as usize).unwrap_or_default();
        t.kind == TokenKind::Number && digits.chars().count() == YEAR && digits.chars().all(char::is_numeric)
    };
    line.tokens.last().is_some_and(|t| t.kind == TokenKind::Close) && opens.is_some_and(|i| year(&line.tokens[i - 1]))
}

/// `صورة للدمار في الحي`: whether a line begins with a word for a picture.
fn shows(k: &Knowledge, types: &Types<'_>, line: &Parse) -> bool {
    begins(types, &line.tokens, &k.pages.shows)
}

/// Whether words begin with one of some phrases.
pub(super) fn begins(types: &Types<'_>, tokens: &[Token], phrases: &[Box<str>]) -> bool {
    let words = || tokens.iter().filter(|t| t.is_word()).map(|t| types.folded(*t));
    let Some(first) = words().next() else { return false };
    let opens = |phrase: &str| {
        let mut written = words();
        phrase.split(' ').all(|w| written.next() == Some(w))
    };
    // Nearly all words begin with other letters.
    let alike =
        |phrase: &str| phrase.as_bytes().first_chunk::<4>() == first.as_bytes().first_chunk() || first.len() < 4;
    phrases.iter().any(|phrase| alike(phrase) && opens(phrase))
}
