//! Words of where something is, and of where it is not: `ar/whereabouts.toml`.

use super::files::folded;
use super::list::WordList;
use serde::Deserialize;

/// The words of `ar/whereabouts.toml`, folded.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Whereabouts {
    /// Words for a part of a town: with a definite word for the town they mean it (`مركز المدينة`).
    #[serde(deserialize_with = "folded")]
    pub parts: WordList,
    /// Verbs of coming from a place (`ينحدر من`).
    #[serde(deserialize_with = "folded")]
    pub hails: WordList,
    /// Words by which it is said of what a town is the seat (`عاصمة المحافظة`).
    #[serde(deserialize_with = "folded")]
    pub seats: WordList,
    /// Words for where those are who fire from there (`من مواقعها`).
    #[serde(deserialize_with = "folded")]
    pub bases: WordList,
    /// Words for the place that was named last (`هناك`).
    #[serde(deserialize_with = "folded")]
    pub there: WordList,
    /// The ends of words for the country that a report is about (`البلاد`).
    #[serde(deserialize_with = "folded")]
    pub countries: WordList,
    /// Words by which a place is said to be under an agreement (`تقع ضمن اتفاق`).
    #[serde(deserialize_with = "folded")]
    pub under: WordList,
}
