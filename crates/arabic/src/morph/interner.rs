//! Strings to ids, without an allocation for a string that is known.

use crate::token::WordId;
use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

#[derive(Debug, Clone, Copy)]
struct Slot {
    start: usize,
    len: u32,
    id: WordId,
}

/// A map from strings to word ids.
#[derive(Debug, Default)]
pub(super) struct Interner {
    slots: HashTable<Slot>,
    texts: String,
}

fn hash(text: &str) -> u64 {
    FxBuildHasher.hash_one(text)
}

fn text(texts: &str, slot: Slot) -> &str {
    &texts[slot.start..slot.start + slot.len as usize]
}

impl Interner {
    /// The id of a string.
    pub(super) fn get(&self, key: &str) -> Option<WordId> {
        let same = |s: &Slot| s.len as usize == key.len() && text(&self.texts, *s) == key;
        self.slots.find(hash(key), same).map(|s| s.id)
    }

    /// Remembers a string that is not known yet.
    pub(super) fn insert(&mut self, key: &str, id: WordId) {
        let slot = Slot { start: self.texts.len(), len: key.len() as u32, id };
        self.texts.push_str(key);
        let texts = &self.texts;
        self.slots.insert_unique(hash(key), slot, |s| hash(text(texts, *s)));
    }
}
