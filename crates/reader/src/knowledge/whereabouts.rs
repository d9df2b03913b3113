//! Words of where something is, and of where it is not: `ar/whereabouts.toml`.

use hudna_arabic::fold::fold;
use serde::Deserialize;

/// The words of `ar/whereabouts.toml`, folded.
#[derive(Debug, Default)]
pub struct Whereabouts {
    /// Words for a part of a town: with a definite word for the town they mean it (`مركز المدينة`).
    pub parts: Vec<Box<str>>,
    /// Verbs of coming from a place (`ينحدر من`).
    pub hails: Vec<Box<str>>,
    /// Words by which it is said of what a town is the seat (`عاصمة المحافظة`).
    pub seats: Vec<Box<str>>,
    /// Words for where those are who fire from there (`من مواقعها`).
    pub bases: Vec<Box<str>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WhereaboutsFile {
    parts: Vec<String>,
    hails: Vec<String>,
    seats: Vec<String>,
    bases: Vec<String>,
}

impl WhereaboutsFile {
    /// The words as they are compared.
    pub(super) fn folded(self) -> Whereabouts {
        let folded = |words: Vec<String>| words.iter().map(|word| fold(word).into()).collect();
        Whereabouts {
            parts: folded(self.parts),
            hails: folded(self.hails),
            seats: folded(self.seats),
            bases: folded(self.bases),
        }
    }
}
