//! Finds the report that a text is most like, among very many.

use crate::fact::ReportKey;
use crate::lineage::{Alike, COMMON, ONE_TEXT};
use crate::sketch::Sketch;
use std::collections::{BTreeSet, HashMap};

/// Sketches of reports, to be asked for the one that a text re-publishes.
#[derive(Debug, Default)]
pub struct Likenesses {
    sketches: HashMap<ReportKey, Sketch, rustc_hash::FxBuildHasher>,
    alike: Alike,
}

impl Likenesses {
    /// Adds a report.
    pub fn add(&mut self, key: ReportKey, sketch: Sketch) {
        self.alike.add(key, &sketch);
        self.sketches.insert(key, sketch);
    }

    /// The report whose text a text re-publishes, and how much they have in common: the most alike; of equals the one with the
    /// smaller key.
    pub fn nearest(&self, sketch: &Sketch) -> Option<(ReportKey, f64)> {
        let sharing: BTreeSet<ReportKey> = self.alike.sharing(sketch, COMMON).collect();
        let alike = sharing.into_iter().filter_map(|key| Some((key, self.sketches.get(&key)?.likeness(sketch))));
        alike.filter(|(_, like)| *like >= ONE_TEXT).max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    }
}
