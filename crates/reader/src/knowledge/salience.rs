//! The salience model of `ar/salience.toml`: weights of what the reader saw around a mention.

use super::files::{KnowledgeError, KnowledgeFile, find, toml};
use hudna_claims::{Event, Modality};
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// Kinds of features; a file writes them in small letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub enum Feature {
    /// Its frame.
    Rule,
    /// Its modality.
    Way,
    /// Its stem.
    Word,
    /// Its form.
    Form,
    /// The preposition joined to it.
    Joined,
    /// What stands before it.
    Before,
    /// What stands before that.
    Before2,
    /// What stands after it.
    After,
    /// What stands after that.
    After2,
    /// Its slots that are filled.
    Has,
    /// The times of its sentence.
    Time,
    /// What else its sentence has.
    Sentence,
    /// How long its sentence is.
    Length,
    /// Where in its sentence it stands.
    Position,
    /// How many such mentions its line has.
    Beside,
    /// The words of its sentence.
    With,
}

impl Feature {
    const ALL: [(Feature, &str); 16] = [
        (Feature::Rule, "rule"),
        (Feature::Way, "way"),
        (Feature::Word, "word"),
        (Feature::Form, "form"),
        (Feature::Joined, "joined"),
        (Feature::Before, "before"),
        (Feature::Before2, "before2"),
        (Feature::After, "after"),
        (Feature::After2, "after2"),
        (Feature::Has, "has"),
        (Feature::Time, "time"),
        (Feature::Sentence, "sentence"),
        (Feature::Length, "length"),
        (Feature::Position, "position"),
        (Feature::Beside, "beside"),
        (Feature::With, "with"),
    ];

    /// As a file writes it.
    pub fn name(self) -> &'static str {
        Feature::ALL[self as usize].1
    }
}

/// A linear model over named features.
#[derive(Debug, Default)]
pub struct Salience {
    /// Modalities in which they are weighed.
    pub modalities: Vec<Modality>,
    /// What every mention starts with.
    pub bias: f32,
    /// The events whose mentions are weighed, each with the sum below which a mention only refers.
    pub threshold: Vec<(Event, f32)>,
    /// Weights by the kind of a feature (`before`) and its value (`بعد`), folded.
    pub weights: [FxHashMap<Box<str>, f32>; Feature::ALL.len()],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SalienceFile {
    modalities: Vec<Modality>,
    bias: f32,
    threshold: FxHashMap<Event, f32>,
    weights: FxHashMap<Box<str>, f32>,
}

impl Salience {
    /// Whether a mention of that event, told in that way, is weighed.
    pub fn weighs(&self, event: Event, modality: Modality, ceases: bool) -> bool {
        !ceases && self.threshold.iter().any(|(e, _)| *e == event) && self.modalities.contains(&modality)
    }

    /// The sum that a mention of that event needs; 0 where it is not weighed.
    pub fn needs(&self, event: Event) -> f32 {
        self.threshold.iter().find(|(e, _)| *e == event).map_or(0.0, |(_, threshold)| *threshold)
    }

    /// Whether a mention of that event with that sum tells of it.
    pub fn tells(&self, event: Event, sum: f32) -> bool {
        // Weights have two decimals: a sum that is the threshold on paper is not below it for how its parts were rounded.
        const ROUNDING: f32 = 0.001;
        self.threshold.iter().all(|(e, threshold)| *e != event || sum >= *threshold - ROUNDING)
    }

    /// The weight of a feature by its kind and its value; 0 where it has none.
    pub fn weight(&self, (kind, value): (Feature, &str)) -> f32 {
        self.weights[kind as usize].get(value).copied().unwrap_or(0.0)
    }
}

/// Reads the model; without its file no mention is weighed.
pub(super) fn load(files: &[KnowledgeFile], errors: &mut Vec<KnowledgeError>) -> Salience {
    let Some(read) = find(files, "ar/salience.toml").and_then(|f| toml::<SalienceFile>(f, errors)) else {
        return Salience::default();
    };
    let SalienceFile { modalities, bias, threshold, weights: named } = read;
    let mut weights: [FxHashMap<Box<str>, f32>; Feature::ALL.len()] = Default::default();
    // A file names a feature `kind value`; what is of no kind is never asked for.
    for (name, weight) in named {
        let (kind, value) = name.split_once(' ').unwrap_or((&name, ""));
        if let Some((kind, _)) = Feature::ALL.iter().find(|(_, name)| *name == kind) {
            weights[*kind as usize].insert(value.into(), weight);
        }
    }
    Salience { modalities, bias, threshold: threshold.into_iter().collect(), weights }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sum of parts that give the threshold on paper may be a little less in memory; what is a hundredth below is below.
    #[test]
    fn a_sum_that_is_the_threshold_on_paper_tells() {
        let salience = Salience { threshold: vec![(Event::Attack, 0.15)], ..Salience::default() };
        assert!(salience.tells(Event::Attack, 0.149_5));
        assert!(!salience.tells(Event::Attack, 0.14));
        assert!(salience.tells(Event::Clash, -9.0), "an event without a threshold is never weighed");
    }
}
