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
    /// Words with the article for where that was which was told of (`المكان`).
    #[serde(default, deserialize_with = "folded")]
    pub spot: WordList,
    /// The ends of words for the country that a report is about (`البلاد`).
    #[serde(deserialize_with = "folded")]
    pub countries: WordList,
    /// Words by which a place is said to be under an agreement (`تقع ضمن اتفاق`).
    #[serde(deserialize_with = "folded")]
    pub under: WordList,
    /// Words that open, after a pause, a clause on something that is elsewhere (`، فيما سقط صاروخ`).
    #[serde(default, deserialize_with = "folded")]
    pub meanwhile: WordList,
    /// Words for the bank of a river, which are no name where a river follows (`الضفة الشرقية لنهر الفرات`).
    #[serde(default, deserialize_with = "folded")]
    pub banks: WordList,
    /// Words for a way that are a figure with an adjective of `air` (`جسر جوي`).
    #[serde(default, deserialize_with = "folded")]
    pub airy: WordList,
    /// Those adjectives.
    #[serde(default, deserialize_with = "folded")]
    pub air: WordList,
    /// Words that after a preposition of `upon` say only that something is really so (`على الأرض`).
    #[serde(default, deserialize_with = "folded")]
    pub ground: WordList,
    /// Those prepositions.
    #[serde(default, deserialize_with = "folded")]
    pub upon: WordList,
    /// Verbs of coming to a place (`وصل إلى عدن والتقى المحافظ`).
    #[serde(default, deserialize_with = "folded")]
    pub arrives: WordList,
    /// Units of length: so many say how far something is (`على بعد 20 كم`).
    #[serde(default, deserialize_with = "folded")]
    pub lengths: WordList,
    /// Words for any place at all, which alone name none (`قصف مواقع`).
    #[serde(default, deserialize_with = "folded")]
    pub blank: WordList,
    /// Adjectives that say of places no more than that they are several or of what kind (`مناطق متفرقة`).
    #[serde(default, deserialize_with = "folded")]
    pub vague: WordList,
    /// Words for a building or a work: one that is struck is where it happens, if no place is named (`استهدف القصف مدرسة`).
    #[serde(default, deserialize_with = "folded")]
    pub sites: WordList,
    /// Words for a body that is where it works, if it is left or taken (`الانسحاب من مؤسسات الدولة`).
    #[serde(default, deserialize_with = "folded")]
    pub premises: WordList,
    /// Verbs by which, with أن after them, something had come about before (`سبق أن`).
    #[serde(default, deserialize_with = "folded")]
    pub earlier: WordList,
    /// Words for the flight of aircraft: what they fly over is not thereby struck (`تزامن القصف مع تحليق في سماء المدينة`).
    #[serde(default, deserialize_with = "folded")]
    pub flights: WordList,
}
