//! Finds the reports that a text is most like, among very many.

use crate::fact::ReportKey;
use crate::lineage::ONE_TEXT;
use crate::sketch::Sketch;
use std::collections::HashMap;

/// Hashes that two sketches share before they are compared.
const WORTH: usize = 8;
/// Reports looked at for one shingle: one that more share is a formula of the trade, no sign of copying.
const COMMON: usize = 64;

/// Sketches of reports, by their hashes.
#[derive(Debug, Default)]
pub struct Likenesses {
    sketches: HashMap<ReportKey, Sketch, rustc_hash::FxBuildHasher>,
    by_hash: HashMap<u32, Vec<ReportKey>, rustc_hash::FxBuildHasher>,
}

impl Likenesses {
    /// Adds a report.
    pub fn add(&mut self, key: ReportKey, sketch: Sketch) {
        for hash in sketch.hashes() {
            let there = self.by_hash.entry(*hash).or_default();
            if there.len() < COMMON {
                there.push(key);
            }
        }
        self.sketches.insert(key, sketch);
    }

    /// The report whose text a text re-publishes, and how much they have in common: the most alike; of equals the one with the
    /// smaller key.
    pub fn nearest(&self, sketch: &Sketch) -> Option<(ReportKey, f64)> {
        let mut shared: HashMap<ReportKey, usize, rustc_hash::FxBuildHasher> = HashMap::default();
        for key in sketch.hashes().iter().filter_map(|hash| self.by_hash.get(hash)).flatten() {
            *shared.entry(*key).or_default() += 1;
        }
        let enough = WORTH.min(sketch.hashes().len().div_ceil(2)).max(1);
        let worth = shared.into_iter().filter(|(_, n)| *n >= enough);
        let alike = worth.filter_map(|(key, _)| Some((key, self.sketches.get(&key)?.likeness(sketch))));
        alike.filter(|(_, like)| *like >= ONE_TEXT).max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    }
}
