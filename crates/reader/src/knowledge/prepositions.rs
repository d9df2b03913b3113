//! Prepositions by what else they say, as `ar/slots.toml` lists them.

use super::files::folded;
use super::list::WordList;
use serde::Deserialize;

/// Prepositions by what they say, each folded.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prepositions {
    /// In what something is: `المناطق في المدينة`.
    #[serde(deserialize_with = "folded")]
    pub within: WordList,
    /// Between two: `بين قتيل وجريح`.
    #[serde(deserialize_with = "folded")]
    pub between: WordList,
    /// Of those counted: `من بينهم`.
    #[serde(deserialize_with = "folded")]
    pub among: WordList,
    /// The other side of a fight or a meeting: `اشتباكات مع المسلحين`.
    #[serde(deserialize_with = "folded")]
    pub with: WordList,
    /// What is only the background of a clause: `رغم الهدنة`.
    #[serde(deserialize_with = "folded")]
    pub background: WordList,
    /// Whom something is asked of: `طلب من`.
    #[serde(deserialize_with = "folded")]
    pub asked: WordList,
    /// Who has something: `لدى الجيش خطة`.
    #[serde(deserialize_with = "folded")]
    pub having: WordList,
    /// Whose word is relayed: `نقلت عن`.
    #[serde(deserialize_with = "folded")]
    pub relayed: WordList,
    /// What is told of: `نفى ما نشر عن انسحابهم`.
    #[serde(deserialize_with = "folded")]
    pub about: WordList,
    /// Where an office is held: `مبعوث الأمم المتحدة إلى اليمن`.
    #[serde(deserialize_with = "folded")]
    pub posted: WordList,
    /// What has to come first: `حتى الإفراج عنهم`.
    #[serde(deserialize_with = "folded")]
    pub until: WordList,
    /// The same before أن or a noun of time: `إلى أن ينسحبوا`, `إلى حين انسحابهم`.
    #[serde(deserialize_with = "folded")]
    pub till: WordList,
    /// Those nouns of time.
    #[serde(deserialize_with = "folded")]
    pub till_time: WordList,
    /// Before who is there or helps, and is none of the two who meet (`بحضور ضباط`).
    #[serde(deserialize_with = "folded")]
    pub beside: WordList,
    /// Of these, the words for the time until then (`إلى حين`, `ريثما`).
    #[serde(deserialize_with = "folded")]
    pub meanwhile: WordList,
    /// During what: `خلال الاجتماع`.
    #[serde(deserialize_with = "folded")]
    pub during: WordList,
    /// What goes on around: `وسط اشتباكات`.
    #[serde(deserialize_with = "folded")]
    pub amid: WordList,
    /// The same, by a noun after a preposition: `في ظل القصف`.
    #[serde(deserialize_with = "folded")]
    pub amid_of: WordList,
    /// What is over: `بعد معركة تحرير المدينة`.
    #[serde(deserialize_with = "folded")]
    pub after: WordList,
    /// What something is dated by: `منذ وقف إطلاق النار`.
    #[serde(deserialize_with = "folded")]
    pub since: WordList,
    /// When what is to come comes: `سيبدأ عندما يتفقون`.
    #[serde(deserialize_with = "folded")]
    pub once: WordList,
    /// Where one goes: `خرج أهالي كذا نحو إدلب`.
    #[serde(deserialize_with = "folded")]
    pub toward: WordList,
    /// With whom something is done, by the first word: `بالتعاون مع الشرطة`.
    #[serde(deserialize_with = "folded")]
    pub jointly: WordList,
    /// What a deed is done to, after a noun that is a kind of place too: `القضاء على التنظيم`.
    #[serde(deserialize_with = "folded")]
    pub done_to: WordList,
    /// Whom a deed is put down to: `نسب الهجوم إلى المتمردين`.
    #[serde(deserialize_with = "folded")]
    pub put_down: WordList,
    /// By what something is done: `يضغط عبر قصف البلدة`.
    #[serde(deserialize_with = "folded")]
    pub by_way: WordList,
    /// The same, after a preposition of `part_of` only: `من خلال قصف البلدة`.
    #[serde(deserialize_with = "folded")]
    pub through: WordList,
    /// Whom a fight is against: `في قتالهم ضد التنظيم`.
    #[serde(deserialize_with = "folded")]
    pub against: WordList,
    /// What says before a demonstrative that only their like is meant: `مثل هذه المحادثات`.
    #[serde(deserialize_with = "folded")]
    pub like: WordList,
}
