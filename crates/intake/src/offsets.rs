//! The way back from the decoded text to the bytes of the original file.

use hudna_claims::Claim;

/// How many bytes of the original one character of the text takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Width {
    /// As many as in UTF-8.
    Utf8,
    /// One.
    Single,
    /// Two, or four for characters beyond the basic plane.
    Utf16,
}

/// Bytes of the text between two marks of a transcoded file.
const STEP: usize = 512;

/// Maps byte offsets of the decoded text to byte offsets of the original file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OffsetMap {
    width: Width,
    /// Pairs of (offset in the text, offset in the original), rising in both.
    marks: Vec<(usize, usize)>,
    /// Bytes of the original.
    length: usize,
}

impl OffsetMap {
    /// The text is the original.
    pub fn identity(length: usize) -> Self {
        OffsetMap { width: Width::Utf8, marks: Vec::new(), length }
    }

    /// The text is the original from byte `start` on (a byte order mark was taken off).
    pub(crate) fn shifted(start: usize, length: usize) -> Self {
        OffsetMap { width: Width::Utf8, marks: vec![(0, start)], length }
    }

    /// The text was put together from pieces of the original: (offset in the text, offset in the original).
    pub(crate) fn pieces(marks: Vec<(usize, usize)>, length: usize) -> Self {
        OffsetMap { width: Width::Utf8, marks, length }
    }

    /// The text was decoded, character by character, from byte `start` of the original on.
    pub(crate) fn transcoded(width: Width, text: &str, start: usize, length: usize) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let (mut next, mut original) = (0, start);
        for (at, c) in text.char_indices() {
            if at >= next {
                marks.push((at, original));
                next = at + STEP;
            }
            original += bytes_of(width, c);
        }
        OffsetMap { width, marks, length }
    }

    /// True where offsets need no mapping.
    pub fn is_identity(&self) -> bool {
        self.marks.is_empty()
    }

    /// The byte of the original at which byte `at` of `text` stands; `text` is the text that this map was made for.
    pub fn original(&self, text: &str, at: usize) -> usize {
        let mark = self.marks.partition_point(|&(text_at, _)| text_at <= at);
        let Some(&(text_at, original)) = mark.checked_sub(1).and_then(|m| self.marks.get(m)) else {
            return at;
        };
        let found = match self.width {
            Width::Utf8 => original + (at - text_at),
            width => {
                let between = text.get(text_at..at).unwrap_or_default();
                original + between.chars().map(|c| bytes_of(width, c)).sum::<usize>()
            }
        };
        found.min(self.length)
    }

    /// Rewrites all offsets of the claims to those of the original file.
    pub fn map_claims(&self, text: &str, claims: &mut [Claim]) {
        if !self.is_identity() {
            for claim in claims {
                claim.map_offsets(|at| self.original(text, at));
            }
        }
    }
}

fn bytes_of(width: Width, c: char) -> usize {
    match width {
        Width::Utf8 => c.len_utf8(),
        Width::Single => 1,
        Width::Utf16 => 2 * c.len_utf16(),
    }
}
