//! Strings to ids, without an allocation for a string that is known.

use crate::token::WordId;
use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

/// Where a string stands in the store, and its hash cut short.
#[derive(Debug, Clone, Copy, Default)]
struct Span {
    start: u32,
    len: u32,
}

/// A string asked for lately.
#[derive(Debug, Clone, Copy)]
struct Recent {
    hash: u64,
    at: u32,
    id: WordId,
}

/// Entries of the small table asked first. A few thousand words make up most of any text; those stay in the nearest cache.
const RECENT: usize = 1 << 12;

/// A map from strings to word ids.
#[derive(Debug)]
pub(super) struct Interner {
    recent: Box<[Option<Recent>]>,
    /// Index into `spans` and the id.
    slots: HashTable<(u32, WordId)>,
    spans: Vec<Span>,
    texts: String,
}

impl Default for Interner {
    fn default() -> Self {
        Interner {
            recent: vec![None; RECENT].into_boxed_slice(),
            slots: HashTable::default(),
            spans: Vec::new(),
            texts: String::new(),
        }
    }
}

fn hash(text: &str) -> u64 {
    FxBuildHasher.hash_one(text)
}

fn text<'t>(texts: &'t str, spans: &[Span], at: u32) -> &'t str {
    let span = spans[at as usize];
    &texts[span.start as usize..(span.start + span.len) as usize]
}

impl Interner {
    /// The id of a string.
    pub(super) fn get(&mut self, key: &str) -> Option<WordId> {
        let hash = hash(key);
        let place = hash as usize % RECENT;
        if let Some(recent) = self.recent[place]
            && recent.hash == hash
            && text(&self.texts, &self.spans, recent.at) == key
        {
            return Some(recent.id);
        }
        let &(at, id) = self.slots.find(hash, |(at, _)| text(&self.texts, &self.spans, *at) == key)?;
        self.recent[place] = Some(Recent { hash, at, id });
        Some(id)
    }

    /// Remembers a string that is not known yet.
    pub(super) fn insert(&mut self, key: &str, id: WordId) {
        let at = self.spans.len() as u32;
        self.spans.push(Span { start: self.texts.len() as u32, len: key.len() as u32 });
        self.texts.push_str(key);
        let (texts, spans) = (&self.texts, &self.spans);
        self.slots.insert_unique(hash(key), (at, id), |(at, _)| hash(text(texts, spans, *at)));
    }
}
