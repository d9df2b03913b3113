//! Lists of words that rules ask about, and a quick no to what is not on them.

use std::ops::Deref;

/// A list of (folded) words. Rules ask many lists about most words of a report, and hardly any word is on one: what the words of the
/// list are like at their second and last byte and in their length is kept beside them, a bit each, so that most questions are
/// answered without a look at any word; and of most words it is enough to look at their keys.
#[derive(Debug, Default)]
pub struct WordList {
    words: Vec<Box<str>>,
    keys: Vec<u64>,
    /// The keys in order: a long list is not gone through for each word that is like one of it.
    sorted: Vec<u64>,
    likes: [u64; 3],
}

/// So many words are gone through as fast as they are searched.
const SHORT: usize = 8;

/// The first and the last bytes of a word: the same for the same word, and mostly for no other.
fn key(word: &str) -> u64 {
    let bytes = word.as_bytes();
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(32),
        _ => bytes.iter().fold(0, |key, byte| key << 8 | u64::from(*byte)),
    }
}

/// What a word is like: three numbers below 64, the same for the same word.
fn like(word: &str) -> [u8; 3] {
    // Of a letter of the Arabic script the second byte tells most.
    let bytes = word.as_bytes();
    let second = bytes.get(1).copied().unwrap_or_default();
    let last = bytes.last().copied().unwrap_or_default();
    [second & 63, last & 63, (bytes.len() / 2) as u8 & 63]
}

impl FromIterator<Box<str>> for WordList {
    fn from_iter<I: IntoIterator<Item = Box<str>>>(words: I) -> Self {
        let mut list = WordList::default();
        words.into_iter().for_each(|word| list.push(word));
        list
    }
}

impl Deref for WordList {
    type Target = [Box<str>];

    fn deref(&self) -> &[Box<str>] {
        &self.words
    }
}

impl WordList {
    /// Adds a word.
    pub(super) fn push(&mut self, word: Box<str>) {
        for (likes, bit) in self.likes.iter_mut().zip(like(&word)) {
            *likes |= 1 << bit;
        }
        let key = key(&word);
        self.sorted.insert(self.sorted.partition_point(|known| *known < key), key);
        self.keys.push(key);
        self.words.push(word);
    }

    /// Whether a word is on the list. Called: seldom got to, and `holds` stands in many rules.
    #[inline(never)]
    fn lists(&self, word: &str) -> bool {
        let key = key(word);
        if self.sorted.len() > SHORT && self.sorted.binary_search(&key).is_err() {
            return false;
        }
        self.keys.iter().zip(&self.words).any(|(known, listed)| *known == key && **listed == *word)
    }

    /// Whether a word is like words of the list; one that is not is none of them, for then it would be like itself.
    #[inline]
    fn may_hold(&self, word: &str) -> bool {
        let [second, last, length] = like(word);
        (self.likes[0] >> second) & (self.likes[1] >> last) & (self.likes[2] >> length) & 1 != 0
    }
}

/// Whether one of these (folded) words is that word.
#[inline]
pub fn holds(words: &WordList, word: &str) -> bool {
    words.may_hold(word) && words.lists(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_list_is_held_and_no_other() {
        let all = ["", "و", "a", "في", "من", "قرب", "مدينه", "مستشفي", "استهداف", "مستوطنات"];
        for many in 0..=all.len() {
            let list: WordList = all[..many].iter().map(|word| Box::from(*word)).collect();
            for (at, word) in all.iter().enumerate() {
                assert_eq!(holds(&list, word), at < many, "{word} of {many}");
            }
        }
    }
}
