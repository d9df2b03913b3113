//! Words that tell whether something is said at all, and by whom: `[voices]` of `ar/speech.toml`.

use super::files::folded;
use super::list::WordList;
use serde::Deserialize;

/// The words of `[voices]`, folded.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voices {
    /// Words that point to people who spoke before (`وأكد هؤلاء أن`).
    #[serde(deserialize_with = "folded")]
    pub these: WordList,
    /// Nouns for talking with somebody, who then says what follows (`وفي حديث مع فلان، أكد أن`).
    #[serde(deserialize_with = "folded")]
    pub talks: WordList,
    /// Before the one with whom somebody talks.
    #[serde(deserialize_with = "folded")]
    pub with: WordList,
    /// Verbal nouns of verbs of telling that tell of a deed where nothing that is said follows (`إقرار المجلس هدنة`).
    #[serde(deserialize_with = "folded")]
    pub deeds: WordList,
    /// Verbs of saying again that tell of a deed done again where one stands after them (`يكرر الجيش قصفه`).
    #[serde(deserialize_with = "folded")]
    pub repeats: WordList,
    /// Nouns for a call, whose caller stands after من or in a clause on it (`دعوة من فرنسا`, `النداء الذي وجهه المجلس`).
    #[serde(deserialize_with = "folded")]
    pub calls: WordList,
    /// What opens a clause that spells out what was told before it: whoever tells the one tells the other (`قصفت القرية، حيث قتل ثلاثة، وفق المرصد`).
    #[serde(deserialize_with = "folded")]
    pub spells_out: WordList,
    /// Verbs of claiming that are written like `is called`.
    #[serde(deserialize_with = "folded")]
    pub called: WordList,
    /// Verbs of writing about: by them only houses of news tell of something (`تناولت الصحف القصف`).
    #[serde(deserialize_with = "folded")]
    pub covers: WordList,
    /// Words that have أن after them by themselves, beside those of time, concession and exception (`غير أن`, `بيد أن`, `كما أن`).
    #[serde(deserialize_with = "folded")]
    pub before_that: WordList,
    /// Nouns by which an outlet explains what somebody means: `، في إشارة إلى الهجوم`.
    #[serde(deserialize_with = "folded")]
    pub glosses: WordList,
    /// Words, beside prepositions of time, before a meeting at which something is said (`أعلن ضمن اجتماعات`, `دعا على هامش القمة`).
    #[serde(deserialize_with = "folded")]
    pub occasions: WordList,
    /// Verbs of saying that take only أن or the words themselves: a preposition before these has nothing said after it (`قال في كلمة على`).
    #[serde(deserialize_with = "folded")]
    pub words_only: WordList,
    /// Nouns for an address: who gives it says what is said in it (`ألقى الرئيس خطابا تعهد فيه`, `عقد الوزير مؤتمرا صحفيا أعلن فيه`).
    #[serde(deserialize_with = "folded")]
    pub addresses: WordList,
    /// What turns from what was announced to what came of it (`أعلن هدنة، لكن`).
    #[serde(deserialize_with = "folded")]
    pub turns: WordList,
    /// Verbs by which something stands in a text (`بيانا جاء فيه أن`).
    #[serde(deserialize_with = "folded")]
    pub stands: WordList,
    /// Verbs that go on with a speech where أن or a quote follows, and tell of something else otherwise (`وزاد أن`, `زاد القصف`).
    #[serde(deserialize_with = "folded")]
    pub adds: WordList,
    /// Verbs of answering, after whose subject بأن opens what is said (`ورد الوزير بأن`).
    #[serde(deserialize_with = "folded")]
    pub answers_that: WordList,
    /// Verbs of exchanging, by which each side says of the other what is exchanged (`تبادل الطرفان الاتهامات`).
    #[serde(deserialize_with = "folded")]
    pub trades: WordList,
    /// Nouns for a body that, with the article, mean the one of that kind named last (`مواقع التنظيم`, `الحزب`).
    #[serde(deserialize_with = "folded")]
    pub bodies: WordList,
    /// Verbs of asking after whose subject من says who is asked (`طلب الوزير من الجيش الانسحاب`).
    #[serde(deserialize_with = "folded")]
    pub asks_of: WordList,
    /// Nouns for what is on record with somebody, whose word it is (`بحسب أرقام الأمم المتحدة`).
    #[serde(deserialize_with = "folded")]
    pub records: WordList,
    /// Words of honour that, with a pronoun, mean the man who spoke before (`وأوضح معاليه أن`).
    #[serde(deserialize_with = "folded")]
    pub honours: WordList,
    /// Nouns for what shows something and says nothing (`أثبتت التجربة أن`).
    #[serde(deserialize_with = "folded")]
    pub shown_by: WordList,
}
