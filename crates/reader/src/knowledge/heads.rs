//! Words with what each stands for, in the order of their list: where several fit, the first counts.

use rustc_hash::FxHashMap;

/// Such a list, in which a word is found at once.
#[derive(Debug)]
pub struct Heads<T> {
    list: Vec<(Box<str>, T)>,
    first: FxHashMap<Box<str>, usize>,
}

impl<T> Default for Heads<T> {
    fn default() -> Self {
        Heads { list: Vec::new(), first: FxHashMap::default() }
    }
}

impl<T> Heads<T> {
    /// Adds a (folded) word at the end.
    pub(super) fn push(&mut self, word: Box<str>, stands_for: T) {
        self.first.entry(word.clone()).or_insert(self.list.len());
        self.list.push((word, stands_for));
    }

    /// What a word stands for.
    pub fn get(&self, word: &str) -> Option<&T> {
        self.among(std::iter::once(word))
    }

    /// All that a word stands for.
    pub fn all(&self, word: &str) -> impl Iterator<Item = &T> {
        let from = self.first.get(word).copied().unwrap_or(self.list.len());
        self.list[from..].iter().filter(move |(listed, _)| **listed == *word).map(|(_, stands_for)| stands_for)
    }

    /// What the first word of the list that is one of these stands for.
    pub fn among<'w>(&self, words: impl Iterator<Item = &'w str>) -> Option<&T> {
        let at = words.filter_map(|word| self.first.get(word)).min()?;
        self.list.get(*at).map(|(_, stands_for)| stands_for)
    }
}
