//! Paradigms: which prefixes and suffixes a stem takes and what each form says.

use super::feats::{Gender, Number};
use Gender::{Feminine, Masculine};
use Number::{Dual, Plural, Singular};

/// Whether a form stands with a pronoun at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// With or without.
    Any,
    /// Never (`مقاتلون`, `إزالة`).
    Free,
    /// Only so (`قصفو`ها, `إزالت`ها).
    Only,
}

/// One form of a paradigm, folded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Affix {
    /// Prefix of an imperfect; empty otherwise.
    pub prefix: &'static str,
    /// Suffix.
    pub suffix: &'static str,
    /// 1 to 3 for verbs; 0 for nominals.
    pub person: u8,
    /// Where not the stem's own.
    pub number: Option<Number>,
    /// Where not the stem's own.
    pub gender: Option<Gender>,
    /// With a pronoun or without.
    pub bound: Bound,
    /// May take the article.
    pub article: bool,
    /// A construct form.
    pub construct: bool,
    /// A jussive, or a form that is rare in reports.
    pub rare: bool,
}

const fn verb(
    prefix: &'static str,
    suffix: &'static str,
    person: u8,
    number: Number,
    gender: Gender,
    bound: Bound,
) -> Affix {
    Affix {
        prefix,
        suffix,
        person,
        number: Some(number),
        gender: Some(gender),
        bound,
        article: false,
        construct: false,
        rare: false,
    }
}

const fn rare(affix: Affix) -> Affix {
    Affix { rare: true, ..affix }
}

const fn noun(suffix: &'static str, number: Option<Number>, gender: Option<Gender>, bound: Bound) -> Affix {
    Affix { prefix: "", suffix, person: 0, number, gender, bound, article: true, construct: false, rare: false }
}

const fn indefinite(affix: Affix) -> Affix {
    Affix { article: false, ..affix }
}

const fn construct(affix: Affix) -> Affix {
    Affix { article: false, construct: true, ..affix }
}

const PERFECT_ZERO: &[Affix] = &[verb("", "", 3, Singular, Masculine, Bound::Any)];
const PERFECT_ZERO_FREE: &[Affix] = &[verb("", "", 3, Singular, Masculine, Bound::Free)];
const PERFECT_ZERO_ONLY: &[Affix] = &[verb("", "", 3, Singular, Masculine, Bound::Only)];
const PERFECT_FEMININE: &[Affix] =
    &[verb("", "ت", 3, Singular, Feminine, Bound::Any), verb("", "تا", 3, Dual, Feminine, Bound::Free)];
const PERFECT_DUAL: &[Affix] = &[verb("", "ا", 3, Dual, Masculine, Bound::Any)];
const PERFECT_PLURAL: &[Affix] =
    &[verb("", "وا", 3, Plural, Masculine, Bound::Free), verb("", "و", 3, Plural, Masculine, Bound::Only)];
const PERFECT_CONSONANT: &[Affix] = &[
    rare(verb("", "ن", 3, Plural, Feminine, Bound::Any)),
    verb("", "نا", 1, Plural, Masculine, Bound::Any),
    verb("", "ت", 1, Singular, Masculine, Bound::Any),
    verb("", "تم", 2, Plural, Masculine, Bound::Free),
    verb("", "تمو", 2, Plural, Masculine, Bound::Only),
    rare(verb("", "تما", 2, Dual, Masculine, Bound::Any)),
];

const IMPERFECT_ZERO: &[Affix] = &[
    verb("ي", "", 3, Singular, Masculine, Bound::Any),
    verb("ت", "", 3, Singular, Feminine, Bound::Any),
    verb("ن", "", 1, Plural, Masculine, Bound::Any),
    verb("ا", "", 1, Singular, Masculine, Bound::Any),
];
const IMPERFECT_ZERO_FREE: &[Affix] = &[
    verb("ي", "", 3, Singular, Masculine, Bound::Free),
    verb("ت", "", 3, Singular, Feminine, Bound::Free),
    verb("ن", "", 1, Plural, Masculine, Bound::Free),
    verb("ا", "", 1, Singular, Masculine, Bound::Free),
];
const IMPERFECT_ZERO_ONLY: &[Affix] = &[
    verb("ي", "", 3, Singular, Masculine, Bound::Only),
    verb("ت", "", 3, Singular, Feminine, Bound::Only),
    verb("ن", "", 1, Plural, Masculine, Bound::Only),
    verb("ا", "", 1, Singular, Masculine, Bound::Only),
];
const JUSSIVE: &[Affix] = &[
    rare(verb("ي", "", 3, Singular, Masculine, Bound::Any)),
    rare(verb("ت", "", 3, Singular, Feminine, Bound::Any)),
    rare(verb("ن", "", 1, Plural, Masculine, Bound::Any)),
    rare(verb("ا", "", 1, Singular, Masculine, Bound::Any)),
];
const IMPERFECT_PLURAL: &[Affix] = &[
    verb("ي", "ون", 3, Plural, Masculine, Bound::Any),
    verb("ي", "وا", 3, Plural, Masculine, Bound::Free),
    verb("ي", "و", 3, Plural, Masculine, Bound::Only),
    verb("ت", "ون", 2, Plural, Masculine, Bound::Any),
    verb("ت", "وا", 2, Plural, Masculine, Bound::Free),
    verb("ت", "و", 2, Plural, Masculine, Bound::Only),
];
const IMPERFECT_DUAL: &[Affix] = &[
    verb("ي", "ان", 3, Dual, Masculine, Bound::Any),
    rare(verb("ي", "ا", 3, Dual, Masculine, Bound::Any)),
    verb("ت", "ان", 3, Dual, Feminine, Bound::Any),
    rare(verb("ت", "ا", 3, Dual, Feminine, Bound::Any)),
];
const IMPERFECT_FEMININE: &[Affix] = &[rare(verb("ي", "ن", 3, Plural, Feminine, Bound::Any))];

const BARE: &[Affix] = &[noun("", None, None, Bound::Any)];
const BARE_FREE: &[Affix] = &[noun("", None, None, Bound::Free)];
const BARE_ONLY: &[Affix] = &[indefinite(noun("", None, None, Bound::Only))];
const BARE_INDEFINITE: &[Affix] = &[indefinite(noun("", None, None, Bound::Free))];
const ACCUSATIVE: &[Affix] = &[indefinite(noun("ا", None, None, Bound::Free))];
const DUAL: &[Affix] = &[
    noun("ان", Some(Dual), None, Bound::Free),
    noun("ين", Some(Dual), None, Bound::Free),
    construct(noun("ا", Some(Dual), None, Bound::Any)),
    construct(noun("ي", Some(Dual), None, Bound::Any)),
];
const TA: &[Affix] = &[noun("ه", None, None, Bound::Free), indefinite(noun("ت", None, None, Bound::Only))];
const TA_DUAL: &[Affix] = &[
    noun("تان", Some(Dual), None, Bound::Free),
    noun("تين", Some(Dual), None, Bound::Free),
    construct(noun("تا", Some(Dual), None, Bound::Any)),
    construct(noun("تي", Some(Dual), None, Bound::Any)),
];
const FEMININE: &[Affix] = &[
    noun("ه", Some(Singular), Some(Feminine), Bound::Free),
    indefinite(noun("ت", Some(Singular), Some(Feminine), Bound::Only)),
    noun("تان", Some(Dual), Some(Feminine), Bound::Free),
    noun("تين", Some(Dual), Some(Feminine), Bound::Free),
    construct(noun("تا", Some(Dual), Some(Feminine), Bound::Any)),
    construct(noun("تي", Some(Dual), Some(Feminine), Bound::Any)),
];
const SOUND_MASCULINE: &[Affix] = &[
    noun("ون", Some(Plural), Some(Masculine), Bound::Free),
    noun("ين", Some(Plural), Some(Masculine), Bound::Free),
    construct(noun("و", Some(Plural), Some(Masculine), Bound::Any)),
    construct(noun("ي", Some(Plural), Some(Masculine), Bound::Any)),
];
const SOUND_FEMININE: &[Affix] = &[noun("ات", Some(Plural), Some(Feminine), Bound::Any)];
const WORD: &[Affix] = &[Affix { article: false, ..noun("", None, None, Bound::Any) }];

/// What a stem is to its word: the forms that are built on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paradigm {
    /// Perfect of a sound verb.
    PerfectSound,
    /// Perfect before vowels (`قال`, `احتل`).
    PerfectVowel,
    /// Perfect before consonants (`قل`نا, `احتلل`نا).
    PerfectConsonant,
    /// Perfect without suffix (`دعا`).
    PerfectZero,
    /// Perfect without suffix or pronoun (`نفى`).
    PerfectZeroFree,
    /// Perfect without suffix, with a pronoun (`نفا`ه).
    PerfectZeroOnly,
    /// Perfect that lost its last radical (`نف`ت, `نف`وا).
    PerfectShort,
    /// Perfect with its weak last radical (`نفي`نا, `دعو`ا).
    PerfectLong,
    /// Perfect in -i (`بقي`, `بقي`ت).
    PerfectYa,
    /// Perfect before the masculine plural only (`بق`وا, `بدؤ`وا).
    PerfectPlural,
    /// Imperfect of a sound verb.
    ImperfectSound,
    /// Imperfect with its long vowel or doubled radical (`قول`, `حتل`).
    ImperfectVowel,
    /// Jussive and feminine plural (`قل`, `حتلل`).
    ImperfectConsonant,
    /// Imperfect without suffix (`دعو`).
    ImperfectZero,
    /// Imperfect without suffix or pronoun (`بقى`).
    ImperfectZeroFree,
    /// Imperfect without suffix, with a pronoun (ي`را`ه, ي`قرؤ`ه).
    ImperfectZeroOnly,
    /// Imperfect that lost its last radical (`دع`, `دع`ون).
    ImperfectShort,
    /// Imperfect with its weak last radical (`بقي`ان).
    ImperfectLong,
    /// Imperfect before the masculine plural only (`بدؤ`ون).
    ImperfectPlural,
    /// A noun with accusative and dual.
    Noun,
    /// A noun without endings.
    Bare,
    /// The same, never with a pronoun.
    BareFree,
    /// The same, only with a pronoun.
    BareOnly,
    /// The same, neither article nor pronoun (`قاض`, `نواح`).
    BareIndefinite,
    /// A noun with accusative but no dual (broken plurals).
    NounPlural,
    /// Only the dual.
    Dual,
    /// A noun in ta marbuta, without it.
    Ta,
    /// A broken plural in ta marbuta, without it.
    TaPlural,
    /// Only the feminine in ta marbuta and its dual.
    Feminine,
    /// Only the sound masculine plural.
    SoundMasculine,
    /// Only the sound feminine plural.
    SoundFeminine,
    /// An adjective with all its endings.
    Adjective,
    /// A word without forms.
    Word,
}

impl Paradigm {
    /// Whether its forms are perfects.
    pub(super) fn is_perfect(self) -> bool {
        self.affixes().next().is_some_and(|a| a.person != 0 && a.prefix.is_empty())
    }

    /// All forms.
    pub(super) fn affixes(self) -> impl Iterator<Item = &'static Affix> {
        self.groups().iter().flat_map(|g| g.iter())
    }

    fn groups(self) -> &'static [&'static [Affix]] {
        match self {
            Paradigm::PerfectSound => {
                &[PERFECT_ZERO, PERFECT_FEMININE, PERFECT_DUAL, PERFECT_PLURAL, PERFECT_CONSONANT]
            }
            Paradigm::PerfectVowel => &[PERFECT_ZERO, PERFECT_FEMININE, PERFECT_DUAL, PERFECT_PLURAL],
            Paradigm::PerfectConsonant => &[PERFECT_CONSONANT],
            Paradigm::PerfectZero => &[PERFECT_ZERO],
            Paradigm::PerfectZeroFree => &[PERFECT_ZERO_FREE],
            Paradigm::PerfectZeroOnly => &[PERFECT_ZERO_ONLY],
            Paradigm::PerfectShort => &[PERFECT_FEMININE, PERFECT_PLURAL],
            Paradigm::PerfectLong => &[PERFECT_DUAL, PERFECT_CONSONANT],
            Paradigm::PerfectYa => &[PERFECT_ZERO, PERFECT_FEMININE, PERFECT_DUAL, PERFECT_CONSONANT],
            Paradigm::PerfectPlural => &[PERFECT_PLURAL],
            Paradigm::ImperfectSound => &[IMPERFECT_ZERO, IMPERFECT_PLURAL, IMPERFECT_DUAL, IMPERFECT_FEMININE],
            Paradigm::ImperfectVowel => &[IMPERFECT_ZERO, IMPERFECT_PLURAL, IMPERFECT_DUAL],
            Paradigm::ImperfectConsonant => &[JUSSIVE, IMPERFECT_FEMININE],
            Paradigm::ImperfectZero => &[IMPERFECT_ZERO],
            Paradigm::ImperfectZeroFree => &[IMPERFECT_ZERO_FREE],
            Paradigm::ImperfectZeroOnly => &[IMPERFECT_ZERO_ONLY],
            Paradigm::ImperfectShort => &[JUSSIVE, IMPERFECT_PLURAL],
            Paradigm::ImperfectLong => &[IMPERFECT_DUAL, IMPERFECT_FEMININE],
            Paradigm::ImperfectPlural => &[IMPERFECT_PLURAL],
            Paradigm::Noun => &[BARE, ACCUSATIVE, DUAL],
            Paradigm::Bare => &[BARE],
            Paradigm::BareFree => &[BARE_FREE],
            Paradigm::BareOnly => &[BARE_ONLY],
            Paradigm::BareIndefinite => &[BARE_INDEFINITE],
            Paradigm::NounPlural => &[BARE, ACCUSATIVE],
            Paradigm::Dual => &[DUAL],
            Paradigm::Ta => &[TA, TA_DUAL],
            Paradigm::TaPlural => &[TA],
            Paradigm::Feminine => &[FEMININE],
            Paradigm::SoundMasculine => &[SOUND_MASCULINE],
            Paradigm::SoundFeminine => &[SOUND_FEMININE],
            Paradigm::Adjective => &[BARE, ACCUSATIVE, DUAL, FEMININE, SOUND_MASCULINE, SOUND_FEMININE],
            Paradigm::Word => &[WORD],
        }
    }
}

/// Prefixes of imperfects.
pub(super) const PREFIXES: [&str; 4] = ["ي", "ت", "ن", "ا"];

/// Suffixes that a word in this letter may have, the empty one aside.
pub(super) fn suffixes(last: char) -> &'static [&'static str] {
    match last {
        'ت' => &["ت", "ات"],
        'ا' => &["ا", "وا", "نا", "تا", "تما"],
        'و' => &["و", "تمو"],
        'ن' => &["ن", "ون", "ين", "ان", "تان", "تين"],
        'ي' => &["ي", "تي"],
        'ه' => &["ه"],
        'م' => &["تم"],
        _ => &[],
    }
}
