//! A short likeness of a text, by which re-published text is found without keeping the text.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::hash::Hasher as _;

/// Numbers kept of a text.
const SIZE: usize = 64;
/// Words of a shingle.
const WORDS: usize = 4;

/// The smallest hashes of the shingles (runs of four words, folded) of a text: a bottom-k sketch.
///
/// Broder, "On the resemblance and containment of documents", 1997; Cohen and Kaplan, "Summarizing data using bottom-k
/// sketches", 2007.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sketch {
    smallest: Vec<u32>,
}

impl Sketch {
    /// The sketch of a text. A text of fewer than four words has the sketch of its words.
    pub fn of(text: &str) -> Sketch {
        let folded = hudna_arabic::fold::fold(text);
        let words: Vec<&str> = folded.split(|c: char| !is_of_word(c)).filter(|w| !w.is_empty()).collect();
        let mut all: Vec<u32> = words.windows(WORDS.min(words.len().max(1))).map(shingle).collect();
        all.sort_unstable();
        all.dedup();
        all.truncate(SIZE);
        Sketch { smallest: all }
    }

    /// The hashes, in rising order.
    pub fn hashes(&self) -> &[u32] {
        &self.smallest
    }

    /// How many hashes are kept.
    pub(crate) fn len(&self) -> usize {
        self.smallest.len()
    }

    /// Whether the text is so short that all of its shingles are kept.
    pub(crate) fn is_short(&self) -> bool {
        self.len() < SIZE
    }

    /// Whether the one text stands in the other without any change, as far as sketches tell.
    pub(crate) fn holds_or_is_held(&self, other: &Sketch) -> bool {
        let (part, whole) = if self.len() <= other.len() { (self, other) } else { (other, self) };
        // Of a long text, no more is known than what is below its last hash.
        let end = whole.smallest.last().filter(|_| !whole.is_short()).map_or(u32::MAX, |last| *last);
        let mut known = part.smallest.iter().take_while(|hash| **hash <= end);
        known.all(|hash| whole.smallest.binary_search(hash).is_ok())
    }

    /// How much two texts have in common, from 0 to 1: shared shingles over all shingles (Jaccard), estimated.
    pub fn likeness(&self, other: &Sketch) -> f64 {
        let (a, b) = (&self.smallest, &other.smallest);
        let (mut at, mut beside) = (0_usize, 0_usize);
        let (mut union, mut both) = (0_usize, 0_usize);
        // Without a branch on what is compared: of texts that have nothing in common it cannot be foretold.
        while let (Some(x), Some(y), true) = (a.get(at), b.get(beside), union < SIZE) {
            both += usize::from(x == y);
            at += usize::from(x <= y);
            beside += usize::from(y <= x);
            union += 1;
        }
        let rest = (a.len() - at).max(b.len() - beside);
        union = SIZE.min(union + rest);
        if union == 0 { 0.0 } else { both as f64 / union as f64 }
    }
}

/// A letter or digit. The letters of Arabic are told at once: the tables of Unicode are slow.
fn is_of_word(c: char) -> bool {
    matches!(c, '\u{621}'..='\u{64a}') || c.is_alphanumeric()
}

fn shingle(words: &[&str]) -> u32 {
    let mut hasher = rustc_hash::FxHasher::default();
    for word in words {
        hasher.write(word.as_bytes());
        hasher.write_u8(0xff);
    }
    // The upper half is the better mixed one.
    (hasher.finish() >> 32) as u32
}

impl Serialize for Sketch {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = String::with_capacity(self.smallest.len() * 8);
        for hash in &self.smallest {
            text.push_str(&format!("{hash:08x}"));
        }
        serializer.serialize_str(&text)
    }
}

impl<'de> Deserialize<'de> for Sketch {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wrong = || serde::de::Error::custom("a sketch is eight hexadecimal digits a number");
        let hash = |at: usize| text.get(at..at + 8).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let mut smallest = (0..text.len()).step_by(8).map(hash).collect::<Option<Vec<u32>>>().ok_or_else(wrong)?;
        smallest.sort_unstable();
        Ok(Sketch { smallest })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "أعلنت قوات الأمن الداخلي مساء الثلاثاء رفع الحصار عن المربع الأمني في المدينة وإزالة الحواجز من مداخله \
                        والسماح بدخول الطحين والمحروقات إليه بعد اتفاق جرى برعاية روسية في مطار المدينة";

    #[test]
    fn re_published_text_is_like_its_origin() {
        let spelled = TEXT.replace('أ', "ا").replace("مساء", "مساءَ") + " (وكالات)";
        assert!(Sketch::of(TEXT).likeness(&Sketch::of(&spelled)) > 0.8);
        let other = "قال سكان من الحي إن الحاجز عاد إلى مكانه بعد ساعات من إزالته وإن الطحين لم يدخل حتى مساء الأربعاء";
        assert!(Sketch::of(TEXT).likeness(&Sketch::of(other)) < 0.1);
    }

    #[test]
    fn a_sketch_comes_back_from_its_text() {
        let sketch = Sketch::of(TEXT);
        let text = serde_json::to_string(&sketch).expect("it can be written");
        assert_eq!(serde_json::from_str::<Sketch>(&text).expect("it can be read"), sketch);
        assert!(serde_json::from_str::<Sketch>("\"12\"").is_err());
    }

    #[test]
    fn short_and_empty_texts_have_one() {
        assert_eq!(Sketch::of("").likeness(&Sketch::of("")), 0.0);
        assert_eq!(Sketch::of("رفع الحصار").likeness(&Sketch::of("رفع الحصار")), 1.0);
    }
}
