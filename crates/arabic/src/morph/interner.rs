//! Strings to ids, without an allocation for a string that is known.

use crate::token::WordId;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

/// Bytes of a string that a key holds.
const WHOLE: usize = 16;

/// What a string is found by. Nearly all words are short and are their own key, so that looking one up touches one place in
/// memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key {
    /// The first bytes; of a string that is too long, its hash.
    head: u64,
    /// The last bytes, which overlap the first; of a string that is too long, nothing.
    tail: u64,
    len: u32,
}

impl Key {
    pub(super) fn of(bytes: &[u8]) -> Key {
        let len = bytes.len() as u32;
        if bytes.len() > WHOLE {
            return Key { head: FxBuildHasher.hash_one(bytes), tail: 0, len };
        }
        if let (Some(head), Some(tail)) = (bytes.first_chunk(), bytes.last_chunk()) {
            return Key { head: u64::from_le_bytes(*head), tail: u64::from_le_bytes(*tail), len };
        }
        if let (Some(head), Some(tail)) = (bytes.first_chunk(), bytes.last_chunk()) {
            return Key { head: u32::from_le_bytes(*head).into(), tail: u32::from_le_bytes(*tail).into(), len };
        }
        Key { head: bytes.iter().fold(0, |head, byte| head << 8 | u64::from(*byte)), tail: 0, len }
    }

    fn hash(self) -> usize {
        let head = u128::from(self.head ^ 0x9e37_79b9_7f4a_7c15);
        let tail = u128::from(self.tail ^ 0xc2b2_ae3d_27d4_eb4f ^ u64::from(self.len));
        let mixed = head.wrapping_mul(tail);
        (mixed ^ mixed >> 64) as usize
    }
}

/// A place of the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    key: Key,
    id: WordId,
    /// Where a string that is too long for a key begins in the store.
    start: u32,
}

impl Slot {
    /// The id of the string with that key, where it stands here and its key tells all of it.
    #[inline]
    pub(super) fn id(self, key: Key) -> Option<WordId> {
        (self.key == key && key.len <= WHOLE as u32).then_some(self.id)
    }
}

/// No string is so long.
const FREE: Slot = Slot { key: Key { head: 0, tail: 0, len: u32::MAX }, id: WordId(0), start: 0 };

/// A map from strings to word ids: an open table of a power of two places, at most two in three of them taken.
#[derive(Debug)]
pub(super) struct Interner {
    slots: Vec<Slot>,
    taken: usize,
    /// The strings that are too long for a key.
    texts: String,
}

impl Default for Interner {
    fn default() -> Self {
        Interner { slots: vec![FREE; 1 << 10], taken: 0, texts: String::new() }
    }
}

impl Interner {
    /// The place where a string stands most likely. Asked for many strings in a row, before any is looked at, the places come
    /// from memory together.
    pub(super) fn place(&self, key: Key) -> Slot {
        self.slots[key.hash() & (self.slots.len() - 1)]
    }

    /// The id of a string.
    pub(super) fn get(&self, text: &str) -> Option<WordId> {
        self.find(Key::of(text.as_bytes()), text)
    }

    /// The id of a string with that key.
    pub(super) fn find(&self, key: Key, text: &str) -> Option<WordId> {
        let mask = self.slots.len() - 1;
        let mut at = key.hash() & mask;
        loop {
            let slot = &self.slots[at];
            if slot.key == key && (text.len() <= WHOLE || self.texts[slot.start as usize..].starts_with(text)) {
                return Some(slot.id);
            }
            if slot.key.len == FREE.key.len {
                return None;
            }
            at = (at + 1) & mask;
        }
    }

    /// Remembers a string that is not known yet.
    pub(super) fn insert(&mut self, text: &str, id: WordId) {
        if self.taken * 3 >= self.slots.len() * 2 {
            let double = vec![FREE; self.slots.len() * 2];
            for slot in std::mem::replace(&mut self.slots, double) {
                if slot.key.len != FREE.key.len {
                    self.put(slot);
                }
            }
        }
        let start = self.texts.len() as u32;
        if text.len() > WHOLE {
            self.texts.push_str(text);
        }
        self.put(Slot { key: Key::of(text.as_bytes()), id, start });
        self.taken += 1;
    }

    fn put(&mut self, slot: Slot) {
        let mask = self.slots.len() - 1;
        let mut at = slot.key.hash() & mask;
        while self.slots[at].key.len != FREE.key.len {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
    }
}
