//! The salience model of `ar/salience.toml`: weights of what the reader saw around a mention.

use super::files::{KnowledgeError, KnowledgeFile, find, toml};
use hudna_claims::{Event, Modality};
use rustc_hash::FxHashMap;
use serde::Deserialize;

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
    pub weights: FxHashMap<Box<str>, FxHashMap<Box<str>, f32>>,
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
        self.threshold.iter().all(|(e, threshold)| *e != event || sum >= *threshold)
    }

    /// The weight of a feature by its kind and its value; 0 where it has none.
    pub fn weight(&self, (kind, value): (&str, &str)) -> f32 {
        self.weights.get(kind).and_then(|values| values.get(value)).copied().unwrap_or(0.0)
    }
}

/// Reads the model; without its file no mention is weighed.
pub(super) fn load(files: &[KnowledgeFile], errors: &mut Vec<KnowledgeError>) -> Salience {
    let Some(read) = find(files, "ar/salience.toml").and_then(|f| toml::<SalienceFile>(f, errors)) else {
        return Salience::default();
    };
    let SalienceFile { modalities, bias, threshold, weights: named } = read;
    let mut weights: FxHashMap<Box<str>, FxHashMap<Box<str>, f32>> = FxHashMap::default();
    // A file names a feature `kind value`.
    for (name, weight) in named {
        let (kind, value) = name.split_once(' ').unwrap_or((&name, ""));
        weights.entry(kind.into()).or_default().insert(value.into(), weight);
    }
    Salience { modalities, bias, threshold: threshold.into_iter().collect(), weights }
}
