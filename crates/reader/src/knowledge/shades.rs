//! Small words that decide whether something was done at all: `ar/shades.toml`.

use hudna_arabic::fold::fold;
use serde::Deserialize;

/// The words of `ar/shades.toml`, folded.
#[derive(Debug, Default)]
pub struct Shades {
    /// Before a noun they say that it is any, and so perhaps none (`أي خرق`).
    pub any: Vec<Box<str>>,
    /// Particles that negate what is past (`لم`).
    pub did_not: Vec<Box<str>>,
    /// Verbs of being bound: told of the present or the past, they say that a truce holds (`تلتزم بالهدنة`).
    pub kept: Vec<Box<str>>,
    /// Verbs of failing: a blow that is their subject was struck all the same (`فشل الهجوم`).
    pub vain: Vec<Box<str>>,
    /// Words that add one more to what was told: what ل joins to them is no purpose (`بالإضافة لإصابة`).
    pub adding: Vec<Box<str>>,
    /// Words of which what ل joins to them is said, though it is no purpose (`حصيلة لقصف`).
    pub said_of: Vec<Box<str>>,
    /// Verbs by which a noun is or is not: what they negate is not so (`لم يقع القصف`); another verb tells of something else.
    pub being: Vec<Box<str>>,
    /// Nouns of degree: what has grown or abated by one goes on (`اشتدت حدة القصف`).
    pub degrees: Vec<Box<str>>,
    /// Verbs of what befalls or comes out: joined with ل after what was done, they tell what came next (`ليرتفع عدد القتلى`).
    pub befalls: Vec<Box<str>>,
    /// Verbs of doing once more: what ل joins to them was done (`عاد ليعتقلهم`).
    pub turned: Vec<Box<str>>,
    /// Adjectives of what has not come yet (`هجوم وشيك`).
    pub to_come: Vec<Box<str>>,
    /// Adjectives of what goes on (`الاشتباكات القائمة`).
    pub under_way: Vec<Box<str>>,
    /// Verbs of giving leave to do something (`سمحت لهم بقصف البلدة`).
    pub permits: Vec<Box<str>>,
    /// Participles that take what is joined to the word after them with ب (`المستهدفة بغارات`).
    pub bound: Vec<Box<str>>,
    /// Words of what something hangs on (`رفع الحصار مرهون بتسليم السلاح`).
    pub hangs: Vec<Box<str>>,
    /// Verbs of stressing: with a preposition `on`, what is stressed is asked for (`شدد على وقف القتال`).
    pub stress: Vec<Box<str>>,
    /// The preposition of what is stressed.
    pub on: Vec<Box<str>>,
    /// Verbs of making sure (`لضمان وصول المساعدات`).
    pub assure: Vec<Box<str>>,
    /// Verbs of being able and of being possible (`حتى يمكن`).
    pub able: Vec<Box<str>>,
    /// Prepositions that say why (`جراء القصف`).
    pub because: Vec<Box<str>>,
    /// Adjectives of what something is made of: it is no body of people (`الكتل الإسمنتية`).
    pub stuff: Vec<Box<str>>,
    /// Nouns of aims: what they are said to be may come (`الهدف من الهدنة هو إدخال المساعدات`).
    pub aims: Vec<Box<str>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ShadesFile {
    any: Vec<String>,
    did_not: Vec<String>,
    kept: Vec<String>,
    vain: Vec<String>,
    adding: Vec<String>,
    said_of: Vec<String>,
    being: Vec<String>,
    #[serde(default)]
    degrees: Vec<String>,
    #[serde(default)]
    befalls: Vec<String>,
    #[serde(default)]
    turned: Vec<String>,
    #[serde(default)]
    to_come: Vec<String>,
    #[serde(default)]
    under_way: Vec<String>,
    #[serde(default)]
    permits: Vec<String>,
    #[serde(default)]
    bound: Vec<String>,
    #[serde(default)]
    hangs: Vec<String>,
    #[serde(default)]
    stress: Vec<String>,
    #[serde(default)]
    on: Vec<String>,
    #[serde(default)]
    assure: Vec<String>,
    #[serde(default)]
    able: Vec<String>,
    #[serde(default)]
    because: Vec<String>,
    #[serde(default)]
    stuff: Vec<String>,
    #[serde(default)]
    aims: Vec<String>,
}

impl ShadesFile {
    /// The words as they are compared.
    pub(super) fn folded(self) -> Shades {
        let folded = |words: Vec<String>| words.iter().map(|word| fold(word).into()).collect();
        Shades {
            any: folded(self.any),
            did_not: folded(self.did_not),
            kept: folded(self.kept),
            vain: folded(self.vain),
            adding: folded(self.adding),
            said_of: folded(self.said_of),
            being: folded(self.being),
            degrees: folded(self.degrees),
            befalls: folded(self.befalls),
            turned: folded(self.turned),
            to_come: folded(self.to_come),
            under_way: folded(self.under_way),
            permits: folded(self.permits),
            bound: folded(self.bound),
            hangs: folded(self.hangs),
            stress: folded(self.stress),
            on: folded(self.on),
            assure: folded(self.assure),
            able: folded(self.able),
            because: folded(self.because),
            stuff: folded(self.stuff),
            aims: folded(self.aims),
        }
    }
}
