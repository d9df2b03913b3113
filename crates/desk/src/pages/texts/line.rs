//! A claim or a report as it stands in a list of what was found: with its words, and those of them that were searched for.

use crate::card::Card;
use crate::find::{Finder, Query};
use crate::frame::Frame;
use crate::html::{Said, inert};
use crate::mark::colour;
use hudna_ledger::{Reviewed, Thing, Told};
use std::fmt::Write as _;

/// Letters of a report that are shown around what was found.
const AROUND: usize = 220;

/// A claim in a list.
pub struct Line {
    /// What it says.
    pub card: Card,
    /// The class of its colour.
    pub colour: &'static str,
    /// Its sentence, with the words that carry the event, and those that were searched for.
    pub quote: Option<Said>,
    /// People said that it is not what the report says.
    pub rejected: bool,
}

impl Line {
    /// A claim for a list.
    pub fn new(told: &Told<'_>, thing: &Thing<'_>, frame: &Frame, search: Option<(&Finder, &Query)>) -> Line {
        let quote = thing.quote.as_ref().map(|quoted| {
            let found = search.map(|(finder, query)| finder.marks(query, &quoted.sentence)).unwrap_or_default();
            shown(&quoted.sentence, (quoted.trigger.start, quoted.trigger.end), &found)
        });
        Line {
            card: Card::new(thing, frame),
            colour: colour(told.fact.event),
            quote,
            rejected: told.reviewed == Some(Reviewed::Rejected),
        }
    }
}

/// The line of a text in which most of what was searched for stands, cut around it.
pub fn passage(text: &str, finder: &Finder, query: &Query) -> Option<Said> {
    let found = |line: &str| finder.marks(query, line);
    let (line, found) = text.lines().map(|line| (line, found(line))).max_by_key(|(_, found)| found.len())?;
    let first = found.first()?;
    let from = near(line, first.0, AROUND / 3, true);
    let to = near(line, first.1, AROUND, false);
    let inside = found.iter().filter(|(start, end)| *start >= from && *end <= to);
    let inside: Vec<(usize, usize)> = inside.map(|(start, end)| (start - from, end - from)).collect();
    let words = shown(line.get(from..to)?, (0, 0), &inside);
    let (before, after) = (if from > 0 { "… " } else { "" }, if to < line.len() { " …" } else { "" });
    Some(Said::html(format!("{before}{words}{after}")))
}

/// A blank so many letters before or after a place, or the end of the text.
fn near(text: &str, at: usize, letters: usize, back: bool) -> usize {
    let blank = |(_, c): &(usize, char)| c.is_whitespace();
    if back {
        let before = text.get(..at).unwrap_or_default();
        let found = before.char_indices().rev().skip(letters).find(blank);
        return found.map_or(0, |(blank, c)| blank + c.len_utf8());
    }
    let after = text.get(at..).unwrap_or_default();
    after.char_indices().skip(letters).find(blank).map_or(text.len(), |(blank, _)| at + blank)
}

/// A sentence with its marks.
fn shown(sentence: &str, trigger: (usize, usize), found: &[(usize, usize)]) -> Said {
    let mut cuts: Vec<usize> = found.iter().chain([&trigger]).flat_map(|(start, end)| [*start, *end]).collect();
    cuts.extend([0, sentence.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut html = String::new();
    for ends in cuts.windows(2) {
        let &[start, end] = ends else { continue };
        let inside = |(from, to): &(usize, usize)| *from <= start && end <= *to;
        let words = inert(sentence.get(start..end).unwrap_or_default());
        // Writing to a string does not fail.
        let _ = match (inside(&trigger), found.iter().any(inside)) {
            (_, true) => write!(html, "<mark class=\"found\">{words}</mark>"),
            (true, false) => write!(html, "<mark>{words}</mark>"),
            (false, false) => write!(html, "{words}"),
        };
    }
    Said::html(html)
}
