//! Small words that decide whether something was done at all: `ar/shades.toml`.

use super::files::folded;
use super::list::WordList;
use serde::Deserialize;

/// The words of `ar/shades.toml`, folded.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shades {
    /// Before a noun they say that it is any, and so perhaps none (`أي خرق`).
    #[serde(deserialize_with = "folded")]
    pub any: WordList,
    /// Particles that negate what is past (`لم`).
    #[serde(deserialize_with = "folded")]
    pub did_not: WordList,
    /// Verbs of being bound: told of the present or the past, they say that a truce holds (`تلتزم بالهدنة`).
    #[serde(deserialize_with = "folded")]
    pub kept: WordList,
    /// Verbs of failing: a blow that is their subject was struck all the same (`فشل الهجوم`).
    #[serde(deserialize_with = "folded")]
    pub vain: WordList,
    /// Verbs of ending in something (`باءت جهودهم بالفشل`).
    #[serde(default, deserialize_with = "folded")]
    pub ends_in: WordList,
    /// Words of trying (`حاول`).
    #[serde(deserialize_with = "folded")]
    pub tries: WordList,
    /// Verbs of ending what was held to its end: of a meeting they tell that it was held (`أنهى الوفد زيارة`).
    #[serde(deserialize_with = "folded")]
    pub concludes: WordList,
    /// Verbs of reaching what was tried (`نجح`).
    #[serde(deserialize_with = "folded")]
    pub reaches: WordList,
    /// Words that add one more to what was told: what ل joins to them is no purpose (`بالإضافة لإصابة`).
    #[serde(deserialize_with = "folded")]
    pub adding: WordList,
    /// Words of which what ل joins to them is said, though it is no purpose (`حصيلة لقصف`).
    #[serde(deserialize_with = "folded")]
    pub said_of: WordList,
    /// Verbs by which a noun is or is not: what they negate is not so (`لم يقع القصف`); another verb tells of something else.
    #[serde(deserialize_with = "folded")]
    pub being: WordList,
    /// Words for not being so (`ليست محاصرة`).
    #[serde(deserialize_with = "folded")]
    pub is_not: WordList,
    /// Verbs of what comes along with something (`اشتباكات يرافقها قصف`).
    #[serde(default, deserialize_with = "folded")]
    pub goes_with: WordList,
    /// Nouns of degree: what has grown or abated by one goes on (`اشتدت حدة القصف`).
    #[serde(default, deserialize_with = "folded")]
    pub degrees: WordList,
    /// Verbs of doing once more: what ل joins to them was done (`عاد ليعتقلهم`).
    #[serde(default, deserialize_with = "folded")]
    pub turned: WordList,
    /// Adjectives of what has not come yet (`هجوم وشيك`).
    #[serde(default, deserialize_with = "folded")]
    pub to_come: WordList,
    /// Adjectives of what goes on (`الاشتباكات القائمة`).
    #[serde(default, deserialize_with = "folded")]
    pub under_way: WordList,
    /// Verbs of giving leave to do something (`سمحت لهم بقصف البلدة`).
    #[serde(default, deserialize_with = "folded")]
    pub permits: WordList,
    /// Participles that take what is joined to the word after them with ب (`المستهدفة بغارات`).
    #[serde(default, deserialize_with = "folded")]
    pub bound: WordList,
    /// Words of what something hangs on (`رفع الحصار مرهون بتسليم السلاح`).
    #[serde(default, deserialize_with = "folded")]
    pub hangs: WordList,
    /// Verbs of stressing: with a preposition `on`, what is stressed is asked for (`شدد على وقف القتال`).
    #[serde(default, deserialize_with = "folded")]
    pub stress: WordList,
    /// The preposition of what is stressed.
    #[serde(default, deserialize_with = "folded")]
    pub on: WordList,
    /// Verbs of making sure (`لضمان وصول المساعدات`).
    #[serde(default, deserialize_with = "folded")]
    pub assure: WordList,
    /// Verbs of compelling: `ما` before one relates (`ما اضطرهم إلى الانسحاب`).
    #[serde(default, deserialize_with = "folded")]
    pub compels: WordList,
    /// Verbs of making somebody do something, who stands right after their verbal nouns (`إلزام الحكومة بالانسحاب`).
    #[serde(default, deserialize_with = "folded")]
    pub makes: WordList,
    /// Verbs of bringing down what others fire (`تدمير طائرتين أطلقهما الحوثيون`).
    #[serde(default, deserialize_with = "folded")]
    pub downs: WordList,
    /// Verbs of being able and of being possible (`حتى يمكن`).
    #[serde(default, deserialize_with = "folded")]
    pub able: WordList,
    /// Prepositions that say why (`جراء القصف`).
    #[serde(default, deserialize_with = "folded")]
    pub because: WordList,
    /// Adjectives of what something is made of: it is no body of people (`الكتل الإسمنتية`).
    #[serde(default, deserialize_with = "folded")]
    pub stuff: WordList,
    /// Nouns of aims: what they are said to be may come (`الهدف من الهدنة هو إدخال المساعدات`).
    #[serde(default, deserialize_with = "folded")]
    pub aims: WordList,
    /// Verbs of what a noun of force does while it goes on (`القصف الذي يطال المدينة`).
    #[serde(default, deserialize_with = "folded")]
    pub rages: WordList,
    /// Nouns of a fight: what it is fought for may come (`معركة تحرير المدينة`).
    #[serde(default, deserialize_with = "folded")]
    pub fights: WordList,
    /// Verbs by which a fight is begun or led, not won (`أطلق عملية تحرير المدينة`).
    #[serde(default, deserialize_with = "folded")]
    pub launches: WordList,
    /// Words for the first or the greatest of its kind (`أكبر قافلة تدخل المدينة`).
    #[serde(default, deserialize_with = "folded")]
    pub records: WordList,
    /// Nouns of a way out: what they are said to be is asked for (`الحل هو وقف القتال`).
    #[serde(default, deserialize_with = "folded")]
    pub ways_out: WordList,
    /// Nouns of a step, and adjectives of the next one: what that is said to be is promised (`الخطوة المقبلة هي تحرير المدينة`).
    #[serde(default, deserialize_with = "folded")]
    pub steps: WordList,
    #[serde(default, deserialize_with = "folded")]
    pub next: WordList,
    /// Nouns of a time that something is done (`المرة الأولى التي تقصف فيها`).
    #[serde(default, deserialize_with = "folded")]
    pub turns: WordList,
    /// What strikes and kills though nobody does: no blow and no harm of a conflict (`الزلزال الذي ضرب البلاد`).
    #[serde(default, deserialize_with = "folded")]
    pub nature: WordList,
    /// What strikes or besieges in a figure only (`الأزمة التي ضربت البلاد`, `حاصرته الشكوك`).
    #[serde(default, deserialize_with = "folded")]
    pub woes: WordList,
    /// Those who fight in the ranks of a state, and those who fight against one (`ثلاثة جنود وخمسة مسلحين`).
    #[serde(default, deserialize_with = "folded")]
    pub regulars: WordList,
    #[serde(default, deserialize_with = "folded")]
    pub irregulars: WordList,
    /// Words that set others beside the victims of a list (`مقتل جنديين مقابل ستة مقاتلين`).
    #[serde(default, deserialize_with = "folded")]
    pub beside: WordList,
    /// Nouns for what is done for the hurt: who is only cared for is not said to be hurt (`علاج الجرحى`).
    #[serde(default, deserialize_with = "folded")]
    pub care: WordList,
    /// Relative pronouns of the feminine (`الفصائل التي تقاتل`).
    #[serde(default, deserialize_with = "folded")]
    pub feminine: WordList,
    /// What wards off blows that are not aimed at it (`تصدت الدفاعات الجوية للغارة`).
    #[serde(default, deserialize_with = "folded")]
    pub shields: WordList,
    /// Nouns for an effort (`جهود الأعيان`).
    #[serde(default, deserialize_with = "folded")]
    pub efforts: WordList,
    /// What a predicate says of the event before it.
    #[serde(default)]
    pub predicates: Predicates,
    /// Verbs between an event and such a predicate (`الانسحاب ما زال ممكنا`, `لم يعد ممكنا`).
    #[serde(default, deserialize_with = "folded")]
    pub becomes: WordList,
    /// Verbs of hiding: who does not hide what he wants wants it (`لم تخف رغبتها في الانسحاب`).
    #[serde(default, deserialize_with = "folded")]
    pub hides: WordList,
    /// Verbs by which an effort is told to have come to something (`نجحت جهود الأعيان`).
    #[serde(default, deserialize_with = "folded")]
    pub pays_off: WordList,
}

/// Predicates of an event, by what they make of it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Predicates {
    /// It may come (`ممكن`).
    #[serde(deserialize_with = "folded")]
    pub possible: WordList,
    /// It may come, however hard, denied or not (`صعب`).
    #[serde(deserialize_with = "folded")]
    pub hard: WordList,
    /// It does not come, or not now (`مستحيل`, `مؤجل`).
    #[serde(deserialize_with = "folded")]
    pub negated: WordList,
    /// It is asked for (`مطلوب`).
    #[serde(deserialize_with = "folded")]
    pub demanded: WordList,
    /// It is refused (`مرفوض`).
    #[serde(deserialize_with = "folded")]
    pub refused: WordList,
    /// The same in two words (`خط أحمر`).
    #[serde(deserialize_with = "folded")]
    pub refused_as: WordList,
    /// It is settled (`محسوم`).
    #[serde(deserialize_with = "folded")]
    pub agreed: WordList,
    /// It comes soon (`قريب`), unless a preposition follows.
    #[serde(deserialize_with = "folded")]
    pub soon: WordList,
    /// It has stopped (`متوقف`).
    #[serde(deserialize_with = "folded")]
    pub ceases: WordList,
}
