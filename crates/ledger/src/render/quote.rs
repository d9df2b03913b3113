//! The report's own words: whole where they fit, else as many as fit around the words that carry the event.

use super::layout::cells;
use super::text::{Text, Tone, clean};
use crate::Said;

/// The words, cut around the trigger to the cells that there is room for.
pub(super) fn quote(quote: &Said, room: usize) -> Text {
    quote_around(&quote.text, (quote.focus.start, quote.focus.end), room)
}

/// A sentence, cut around the bytes that carry the event.
pub(super) fn quote_around(text: &str, focus: (usize, usize), room: usize) -> Text {
    let (from, to) = window(text, focus, room);
    let piece = |start: usize, end: usize| spaced(text.get(start..end).unwrap_or_default());
    let opening = if from > 0 { "«… " } else { "«" };
    let closing = if to < text.len() { " …»" } else { "»" };
    let (before, trigger, after) = (piece(from, focus.0), piece(focus.0, focus.1), piece(focus.1, to));
    Text::isolated([
        (format!("{opening}{}", before.trim_start()), Tone::Quote),
        (trigger, Tone::Trigger),
        (format!("{}{closing}", after.trim_end()), Tone::Quote),
    ])
}

/// Words of the report in its own quotation marks.
pub(super) fn quoted(words: &str) -> Text {
    Text::isolated([(format!("«{}»", clean(words)), Tone::Quote)])
}

/// Cleaned, with the blanks at its ends kept.
fn spaced(text: &str) -> String {
    let inner = clean(text);
    let before = text.starts_with(char::is_whitespace) && !inner.is_empty();
    let after = text.ends_with(char::is_whitespace);
    format!("{}{inner}{}", if before { " " } else { "" }, if after { " " } else { "" })
}

/// The bytes of the sentence that are shown: as many whole words around the trigger as fit, one from each side in turn.
fn window(text: &str, focus: (usize, usize), room: usize) -> (usize, usize) {
    let fits = |from: usize, to: usize| text.get(from..to).is_some_and(|t| cells(t) <= room);
    let (mut from, mut to) = focus;
    loop {
        let before = word_before(text, from);
        let grow_back = before < from && fits(before, to);
        if grow_back {
            from = before;
        }
        let after = word_after(text, to);
        let grow_on = after > to && fits(from, after);
        if grow_on {
            to = after;
        }
        if !grow_back && !grow_on {
            return (from, to);
        }
    }
}

/// Where the word before `at` begins.
fn word_before(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default().trim_end();
    before.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(i, c)| i + c.len_utf8())
}

/// Where the word after `at` ends.
fn word_after(text: &str, at: usize) -> usize {
    let after = text.get(at..).unwrap_or_default();
    let begin = after.len() - after.trim_start().len();
    after.trim_start().find(char::is_whitespace).map_or(text.len(), |end| at + begin + end)
}
