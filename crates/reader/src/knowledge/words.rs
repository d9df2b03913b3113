//! The words that patterns ask for, each asked once: alike ones have one number, so that what a word type answers is found
//! once per type and not at every match.

use super::frames::Frame;
use super::pattern::WordClass;
use hudna_arabic::morph::{LemmaId, Reading};
use rustc_hash::FxHashMap;

/// Number of a word asked for.
pub type WordNo = u32;

/// Alternatives of a word asked for: lemmas, each with the part of speech, and exact folded spellings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Asked {
    /// By lemma, sorted.
    pub lemmas: Vec<(LemmaId, WordClass)>,
    /// By spelling.
    pub exact: Vec<Box<str>>,
}

/// How many words an opening tells that its pattern needs.
pub const NEEDED: usize = 2;

/// A pattern that can be entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Opening {
    /// Index of the frame.
    pub frame: u16,
    /// Index of the pattern in the frame.
    pub pattern: u16,
    /// Further words without which it cannot match; asked for before the pattern itself is looked at. Where it needs fewer, the
    /// word that is always said.
    pub needs: [WordNo; NEEDED],
}

/// Gives the words of patterns their numbers.
#[derive(Debug, Default)]
pub struct WordNumbers {
    numbers: FxHashMap<Asked, WordNo>,
}

impl WordNumbers {
    /// The number of a word.
    pub fn number(&mut self, asked: Asked) -> WordNo {
        let next = self.numbers.len() as WordNo;
        *self.numbers.entry(asked).or_insert(next)
    }
}

/// Which words a lemma or a spelling answers, and which patterns they open.
#[derive(Debug, Default)]
pub struct WordIndex {
    /// By the lemma's number.
    by_lemma: Vec<Vec<(WordNo, WordClass)>>,
    by_spelling: FxHashMap<Box<str>, Vec<WordNo>>,
    /// By number.
    openings: Vec<Vec<Opening>>,
}

impl WordIndex {
    /// Indexes all words, and the patterns by the word that opens them.
    pub(super) fn of(words: WordNumbers, frames: &[Frame]) -> WordIndex {
        let mut index = WordIndex { openings: vec![Vec::new(); words.numbers.len()], ..WordIndex::default() };
        for (asked, no) in words.numbers {
            for (lemma, class) in asked.lemmas {
                let at = lemma.index();
                index.by_lemma.resize_with(index.by_lemma.len().max(at + 1), Vec::new);
                index.by_lemma[at].push((no, class));
            }
            for spelling in asked.exact {
                index.by_spelling.entry(spelling).or_default().push(no);
            }
        }
        for (f, frame) in frames.iter().enumerate() {
            for (p, pattern) in frame.triggers.iter().enumerate() {
                if let Some(word) = pattern.opening() {
                    let mut needs = [index.always(); NEEDED];
                    pattern.required().zip(&mut needs).for_each(|(word, needed)| *needed = word);
                    index.openings[word as usize].push(Opening { frame: f as u16, pattern: p as u16, needs });
                }
            }
        }
        index
    }

    /// The number of the word that is always said: one past those asked for.
    pub fn always(&self) -> WordNo {
        self.openings.len() as WordNo
    }

    /// The words that a reading answers.
    pub fn answered<'a>(&'a self, reading: &'a Reading) -> impl Iterator<Item = WordNo> + 'a {
        let asked = self.by_lemma.get(reading.lemma.index()).map_or(&[][..], Vec::as_slice);
        asked.iter().filter(|(_, class)| class.takes(reading)).map(|(no, _)| *no)
    }

    /// The words that a spelling answers, whatever its readings.
    pub fn spelled(&self, stem: &str) -> &[WordNo] {
        self.by_spelling.get(stem).map_or(&[], Vec::as_slice)
    }

    /// Adds the patterns that a reading can open to those known, each once: not those that ask for its lemma as another part of speech
    /// (`العام` is no verb `عمّ`).
    pub fn open_by_reading(&self, reading: &Reading, out: &mut Vec<Opening>) {
        self.open(self.answered(reading), out);
    }

    /// Whether some pattern can begin with a word read in that way.
    pub fn opens(&self, reading: &Reading) -> bool {
        self.answered(reading).any(|no| !self.openings[no as usize].is_empty())
    }

    /// Whether some pattern can begin with a word that is spelled in that way.
    pub fn opens_as_spelled(&self, stem: &str) -> bool {
        self.spelled(stem).iter().any(|no| !self.openings[*no as usize].is_empty())
    }

    /// Adds the patterns that a spelling can open to those known, each once.
    pub fn open_by_spelling(&self, stem: &str, out: &mut Vec<Opening>) {
        self.open(self.spelled(stem).iter().copied(), out);
    }

    fn open(&self, words: impl Iterator<Item = WordNo>, out: &mut Vec<Opening>) {
        let known = out.len();
        for no in words {
            out.extend(&self.openings[no as usize]);
        }
        if out.len() == known {
            return;
        }
        // In the order of the files; what is known already is left out.
        let (before, new) = out.split_at_mut(known);
        new.sort_unstable();
        let mut fresh: Vec<Opening> = new.iter().copied().filter(|o| !before.contains(o)).collect();
        fresh.dedup();
        out.truncate(known);
        out.append(&mut fresh);
    }
}
