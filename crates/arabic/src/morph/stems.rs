//! The table of stems: folded text to what may be built on it.

use super::feats::{Feats, Gender, Number, Pos, Voice};
use super::lexicon::LemmaId;
use super::paradigm::{Affix, Bound, PREFIXES, Paradigm, suffixes};
use super::surface::{Final, Initial};
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

/// A stem of a lemma.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stem {
    pub lemma: LemmaId,
    pub pos: Pos,
    pub paradigm: Paradigm,
    pub number: Number,
    pub gender: Gender,
    pub voice: Voice,
    /// A damma on the first letter does not show a passive.
    pub damma: bool,
    /// Of a dialect: a word of the standard language comes before it.
    pub dialect: bool,
    /// How its first letter is written.
    pub initial: Initial,
    /// How its last letter is written.
    pub last: Final,
    text: u32,
    len: u8,
}

impl Stem {
    /// A stem of a nominal or particle; texts are set by [`StemTable::push`].
    pub(super) fn new(lemma: LemmaId, pos: Pos, paradigm: Paradigm, number: Number, gender: Gender) -> Stem {
        Stem {
            lemma,
            pos,
            paradigm,
            number,
            gender,
            voice: Voice::Active,
            damma: false,
            dialect: false,
            initial: Initial::Other,
            last: Final::Other,
            text: 0,
            len: 0,
        }
    }

    /// The stem of a verb form of this voice. `damma`: a damma on its first letter does not show a passive.
    pub(super) fn voiced(self, voice: Voice, damma: bool) -> Stem {
        Stem { voice, damma, ..self }
    }

    /// The stem of a word of a dialect.
    pub(super) fn colloquial(self) -> Stem {
        Stem { dialect: true, ..self }
    }

    /// What the stem says with an affix.
    pub(super) fn feats(&self, affix: &Affix) -> Feats {
        Feats {
            pos: self.pos,
            person: affix.person,
            number: affix.number.unwrap_or(self.number),
            gender: affix.gender.unwrap_or(self.gender),
            voice: self.voice,
            construct: affix.construct,
            negated: false,
        }
    }
}

/// All stems, by folded text.
#[derive(Debug, Default)]
pub(super) struct StemTable {
    texts: String,
    stems: Vec<Stem>,
    /// Where each bucket of `stems` begins; one more than there are buckets.
    starts: Vec<u32>,
    /// A bit for each text by its hash, in blocks of 64: small, and enough to know of most texts that they are no stems.
    known: Vec<u64>,
}

impl StemTable {
    /// Adds a stem by its written text. Texts of 256 bytes and more are no words and are left out.
    pub(super) fn push(&mut self, written: &str, stem: Stem) {
        let from = self.texts.len();
        self.texts.extend(written.chars().filter_map(crate::fold::fold_char));
        if let Ok(len) = u8::try_from(self.texts.len() - from) {
            self.stems.push(Stem {
                initial: Initial::of(written.chars().next()),
                last: Final::of(written.chars().next_back()),
                text: from as u32,
                len,
                ..stem
            });
        }
    }

    /// Makes the table ready for look-up.
    pub(super) fn seal(&mut self) {
        let buckets = (self.stems.len() * 2).next_power_of_two().max(2);
        let hashes: Vec<u64> = self.stems.iter().map(|s| hash(self.text(s))).collect();
        let homes: Vec<u32> = hashes.iter().map(|h| (*h as usize & (buckets - 1)) as u32).collect();
        self.known = vec![0; (buckets / 16).max(1)];
        for hash in hashes {
            let (block, bit) = self.block(hash);
            self.known[block] |= bit;
        }
        let mut starts = vec![0u32; buckets + 1];
        for &home in &homes {
            starts[home as usize + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut order = vec![0u32; self.stems.len()];
        for (i, &home) in homes.iter().enumerate() {
            order[next[home as usize] as usize] = i as u32;
            next[home as usize] += 1;
        }
        self.stems = order.iter().map(|&i| self.stems[i as usize]).collect();
        self.starts = starts;
    }

    fn text(&self, stem: &Stem) -> &str {
        &self.texts[stem.text as usize..stem.text as usize + usize::from(stem.len)]
    }

    /// Where the bit of a text stands in `known`.
    fn block(&self, hash: u64) -> (usize, u64) {
        ((hash >> 6) as usize & (self.known.len().max(1) - 1), 1 << (hash & 63))
    }

    /// The stems of exactly this folded text.
    fn get(&self, folded: &str) -> impl Iterator<Item = &Stem> {
        let hash = hash(folded);
        let (block, bit) = self.block(hash);
        let home = hash as usize & self.starts.len().saturating_sub(2);
        let range = if self.known.get(block).is_none_or(|bits| bits & bit == 0) {
            0..0
        } else {
            self.starts[home] as usize..self.starts[home + 1] as usize
        };
        let same = move |s: &&Stem| usize::from(s.len) == folded.len() && self.text(s) == folded;
        self.stems[range].iter().filter(same)
    }

    /// Every form that the folded `body` may be, without clitics. `bound`: a pronoun follows.
    pub(super) fn forms<'t>(&'t self, body: &str, bound: bool, mut found: impl FnMut(&'t Stem, &'static Affix)) {
        let Some(last) = body.chars().next_back() else {
            return;
        };
        let with_prefix = PREFIXES.into_iter().filter_map(|p| body.strip_prefix(p).map(|rest| (p, rest)));
        for (prefix, rest) in std::iter::once(("", body)).chain(with_prefix) {
            let with_suffix = suffixes(last).iter().filter_map(|s| rest.strip_suffix(s).map(|stem| (*s, stem)));
            for (suffix, stem) in std::iter::once(("", rest)).chain(with_suffix) {
                if stem.is_empty() {
                    continue;
                }
                for s in self.get(stem) {
                    for affix in s.paradigm.affixes() {
                        let stands = if bound { affix.bound != Bound::Free } else { affix.bound != Bound::Only };
                        if stands && alike(affix.prefix, prefix) && alike(affix.suffix, suffix) {
                            found(s, affix);
                        }
                    }
                }
            }
        }
    }

    /// Number of stems.
    pub(super) fn len(&self) -> usize {
        self.stems.len()
    }
}

/// Whether two affixes are one. Nearly all have one letter or none, or differ in the first: compared without a call.
#[inline]
fn alike(a: &str, b: &str) -> bool {
    let first = |affix: &str| affix.as_bytes().first_chunk::<2>().copied();
    a.len() == b.len() && first(a) == first(b) && (a.len() == 2 || a == b)
}

fn hash(text: &str) -> u64 {
    let h = FxBuildHasher.hash_one(text);
    h ^ (h >> 29)
}
