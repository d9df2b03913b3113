//! What a page leaves in a report that is no part of it: a caption or a heading said again, the headings of other reports under its end.

use super::{Parse, Types};
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_arabic::token::{Token, TokenKind};
use rustc_hash::FxHashMap;

/// Why a line is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remains {
    /// Another line has the same words.
    Repeats,
    /// It is one of the headings of other reports that stand under the end of this one.
    OtherReports,
}

/// Lines with the heading and what the report tells in short.
const OPENING: usize = 2;
/// Fewest words of a line that is taken to be said again: shorter ones may be answers or signs.
const REPEATED: usize = 5;
/// Fewest words of a heading, and the most.
const HEADING: std::ops::RangeInclusive<usize> = 5..=24;
/// Fewest headings of other reports: two short lines may be anything.
const HEADINGS: usize = 3;
/// Fewest words of a line that is taken to be prose.
const PROSE: usize = 20;

/// Marks the lines of a report that are no part of it.
pub(crate) fn remains(types: &Types<'_>, text: &str, lines: &mut [Parse]) {
    lines.iter_mut().for_each(|line| line.remains = None);
    let mut said: FxHashMap<&str, usize> = FxHashMap::default();
    for at in 0..lines.len() {
        let line = &lines[at];
        let (Some(first), Some(last)) = (line.tokens.first(), line.tokens.last()) else { continue };
        let Some(written) = text.get(first.start as usize..last.end as usize) else { continue };
        if words(line) >= REPEATED
            && let Some(earlier) = said.insert(written, at)
        {
            // What a report opens with is its heading and what it tells in short: the report itself tells it again.
            lines[if earlier < OPENING { earlier } else { at }].remains = Some(Remains::Repeats);
        }
    }
    if let Some(end) = end(types, text, lines) {
        lines[end..].iter_mut().for_each(|line| line.remains = Some(Remains::OtherReports));
    }
}

/// The line after which only headings of other reports stand. Headings have no full stop, while what the report tells has; they do
/// not go on from what was said, and tell in the present or by nouns.
fn end(types: &Types<'_>, text: &str, lines: &[Parse]) -> Option<usize> {
    let end = lines.iter().rposition(|line| !line.tokens.is_empty() && !may_be_heading(types, text, line))? + 1;
    let (body, rest) = lines.split_at(end);
    let told = |line: &&Parse| line.remains.is_none();
    let headings: Vec<usize> = rest.iter().filter(told).map(words).filter(|n| HEADING.contains(n)).collect();
    let prose = |stopped: bool| {
        // The heading has no full stop either.
        let lines = body
            .iter()
            .skip(if stopped { 0 } else { OPENING })
            .filter(told)
            .filter(move |line| closed(text, line) == stopped);
        lines.map(words).filter(|n| *n >= PROSE).sum::<usize>()
    };
    let stopped = body.last().is_some_and(|line| closed(text, line)) && prose(true) >= 4 * prose(false);
    (headings.len() >= HEADINGS && stopped && prose(true) >= headings.iter().sum()).then_some(end)
}

fn may_be_heading(types: &Types<'_>, text: &str, line: &Parse) -> bool {
    let Some(first) = line.tokens.first() else { return true };
    let bullet = line.written(text).is_some_and(|written| written.starts_with(bullet));
    let numbered = first.kind == TokenKind::Number && !line.tokens.get(1).is_some_and(word);
    let last = line.tokens.last().map_or("", |t| &text[t.start as usize..t.end as usize]);
    if words(line) > *HEADING.end() || matches!(last, "." | ":") || bullet || numbered {
        return false;
    }
    let reading = line.tokens.iter().find(|t| word(t)).and_then(|t| types.readings(*t).first());
    reading.is_none_or(|r| {
        let goes_on = r.proclitics.0 & (Proclitics::WA.0 | Proclitics::FA.0) != 0;
        !goes_on && r.feats.pos != Pos::Perfect
    })
}

/// Whether a character marks an item of a list.
pub(crate) fn bullet(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '•' | '*' | '▪' | '●' | '◦' | '■')
}

fn words(line: &Parse) -> usize {
    line.tokens.iter().filter(|t| word(t)).count()
}

fn word(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Arabic | TokenKind::Latin | TokenKind::Number)
}

/// Whether a line ends as a sentence does.
fn closed(text: &str, line: &Parse) -> bool {
    line.tokens.last().is_some_and(|t| {
        t.kind == TokenKind::Close || t.kind == TokenKind::Stop && !text[t.start as usize..].starts_with('…')
    })
}
