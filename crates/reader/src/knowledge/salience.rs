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
    /// Weights by feature (`before بعد`), values folded.
    pub weights: FxHashMap<Box<str>, f32>,
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

    /// The weight of a feature; 0 where it has none.
    pub fn weight(&self, feature: &str) -> f32 {
        self.weights.get(feature).copied().unwrap_or(0.0)
    }
}

/// Reads the model; without its file no mention is weighed.
pub(super) fn load(files: &[KnowledgeFile], errors: &mut Vec<KnowledgeError>) -> Salience {
    let Some(read) = find(files, "ar/salience.toml").and_then(|f| toml::<SalienceFile>(f, errors)) else {
        return Salience::default();
    };
    let SalienceFile { modalities, bias, threshold, weights } = read;
    Salience { modalities, bias, threshold: threshold.into_iter().collect(), weights }
}
