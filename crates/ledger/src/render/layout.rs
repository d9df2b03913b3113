//! Breaking paragraphs into rows that fit the terminal.

use super::text::{Text, Tone};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthChar as _;

/// A stretch of one row in one tone.
#[derive(Debug, Clone)]
pub(super) struct Fragment {
    pub text: String,
    pub tone: Tone,
    pub group: Option<usize>,
}

/// One row: its fragments in logical order.
pub(super) type Row = Vec<Fragment>;

/// Terminal cells, counted letter by letter as terminals do.
pub(super) fn cells(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// What stands between two blanks, in one or more runs.
#[derive(Default)]
struct Word {
    parts: Vec<(usize, String)>,
    /// The run that the blank before it belongs to.
    blank: Option<usize>,
}

impl Word {
    fn cells(&self) -> usize {
        self.parts.iter().map(|(_, text)| cells(text)).sum()
    }
}

/// The rows of a paragraph, none wider than `width` cells.
pub(super) fn rows(text: &Text, width: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut row: Row = Vec::new();
    let mut used = 0;
    for word in words(text).into_iter().flat_map(|word| fitting(word, width)) {
        let cells = word.cells();
        if used > 0 && used + usize::from(word.blank.is_some()) + cells > width {
            rows.push(std::mem::take(&mut row));
            used = 0;
        }
        if let Some(run) = word.blank.filter(|_| used > 0) {
            let next = word.parts.first().map(|(first, _)| &text.runs[*first]);
            let own = &text.runs[run];
            let inside = row.last().zip(next).is_some_and(|(last, next)| {
                let alike = |group, tone| group == own.group && (own.group.is_some() || tone == own.tone);
                alike(last.group, last.tone) && alike(next.group, next.tone)
            });
            let tone = if inside { own.tone } else { Tone::Plain };
            add(&mut row, " ", tone, own.group.filter(|_| inside));
            used += 1;
        }
        for (run, part) in &word.parts {
            add(&mut row, part, text.runs[*run].tone, text.runs[*run].group);
        }
        used += cells;
    }
    if !row.is_empty() {
        rows.push(row);
    }
    rows
}

fn add(row: &mut Row, text: &str, tone: Tone, group: Option<usize>) {
    match row.last_mut() {
        Some(last) if last.tone == tone && last.group == group => last.text.push_str(text),
        _ => row.push(Fragment { text: text.to_owned(), tone, group }),
    }
}

fn words(text: &Text) -> Vec<Word> {
    let mut words = Vec::new();
    let mut word = Word::default();
    for (index, run) in text.runs.iter().enumerate() {
        for (i, piece) in run.text.split(' ').enumerate() {
            if i > 0 {
                if !word.parts.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                word.blank = Some(index);
            }
            if !piece.is_empty() {
                word.parts.push((index, piece.to_owned()));
            }
        }
    }
    if !word.parts.is_empty() {
        words.push(word);
    }
    words
}

/// The word itself, or its pieces where it is wider than a row.
fn fitting(word: Word, width: usize) -> Vec<Word> {
    if word.cells() <= width {
        return vec![word];
    }
    let mut pieces = Vec::new();
    let mut piece = Word { parts: Vec::new(), blank: word.blank };
    let mut used = 0;
    for (run, text) in &word.parts {
        for grapheme in text.graphemes(true) {
            let cells = cells(grapheme);
            if cells > width {
                continue;
            }
            if used + cells > width {
                pieces.push(std::mem::take(&mut piece));
                used = 0;
            }
            match piece.parts.last_mut() {
                Some((last, part)) if last == run => part.push_str(grapheme),
                _ => piece.parts.push((*run, grapheme.to_owned())),
            }
            used += cells;
        }
    }
    pieces.push(piece);
    pieces
}
