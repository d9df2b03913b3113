//! Features of a reading: part of speech, person, number, gender, voice, clitics.

/// Part of speech and, for verbs, aspect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pos {
    /// Verb, perfect (`أزالت`).
    Perfect,
    /// Verb, imperfect of any mood (`تزيل`, `يزيلوا`).
    Imperfect,
    /// Verb, imperative.
    Imperative,
    /// Verbal noun (`إزالة`), its plurals too (`هجمات`).
    Masdar,
    /// Active participle (`محاصِر`). Where both participles are written alike, one reading with this value stands for both.
    ActiveParticiple,
    /// Passive participle (`مقتول`), where it is written otherwise than the active one.
    PassiveParticiple,
    /// Noun.
    Noun,
    /// Adjective, nisba included.
    Adjective,
    /// Preposition.
    Preposition,
    /// Conjunction, complementiser, relative, demonstrative, pronoun, negation, other particle.
    Particle,
}

impl Pos {
    /// Whether it is a participle or an adjective: what may describe a noun.
    pub fn describes(self) -> bool {
        matches!(self, Pos::ActiveParticiple | Pos::PassiveParticiple | Pos::Adjective)
    }
}

/// Grammatical number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Number {
    /// One.
    Singular,
    /// Two.
    Dual,
    /// More.
    Plural,
}

/// Grammatical gender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gender {
    /// Masculine.
    Masculine,
    /// Feminine.
    Feminine,
}

/// Voice of a verb form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Voice {
    /// Active only (the form is not written like a passive).
    Active,
    /// Passive only (`قيل`, `أُجلي`, `استهدِف` written with its vowels).
    Passive,
    /// Written alike in both voices (`قتل`, `استهدف`).
    Either,
}

/// What a form says of itself, clitics aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Feats {
    /// Part of speech.
    pub pos: Pos,
    /// 1, 2 or 3 for verbs; 0 otherwise.
    pub person: u8,
    /// Number.
    pub number: Number,
    /// Gender.
    pub gender: Gender,
    /// Voice, for verbs; `Active` otherwise.
    pub voice: Voice,
    /// The form drops a final nun before a genitive (`مقاتلو`, `مدينتي`).
    pub construct: bool,
    /// The word itself says no, as dialects do (`مادخلوش`).
    pub negated: bool,
}

/// Proclitics of a reading, as bits: `و ف ب ل ك س ال` and the question `أ`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Proclitics(pub u8);

impl Proclitics {
    /// `و` and.
    pub const WA: Proclitics = Proclitics(1);
    /// `ف` then.
    pub const FA: Proclitics = Proclitics(2);
    /// `ب` by, with, in.
    pub const BA: Proclitics = Proclitics(4);
    /// `ل` for, to.
    pub const LA: Proclitics = Proclitics(8);
    /// `ك` as.
    pub const KA: Proclitics = Proclitics(16);
    /// `س` will.
    pub const SA: Proclitics = Proclitics(32);
    /// `ال` the.
    pub const AL: Proclitics = Proclitics(64);
    /// `على` as dialects write it onto the article (`عالحاجز`): both bits, which nothing else has.
    pub const ALA: Proclitics = Proclitics(4 | 16);
    /// `أ` question.
    pub const A: Proclitics = Proclitics(128);

    /// The preposition among them, folded.
    pub fn preposition(self) -> Option<&'static str> {
        [(Self::ALA, "علي"), (Self::BA, "ب"), (Self::LA, "ل"), (Self::KA, "ك")]
            .into_iter()
            .find_map(|(bits, word)| self.has(bits).then_some(word))
    }

    /// Whether all of `other` are present.
    pub fn has(self, other: Proclitics) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both.
    #[must_use]
    pub fn with(self, other: Proclitics) -> Proclitics {
        Proclitics(self.0 | other.0)
    }
}

/// A pronoun written onto the end of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Enclitic {
    /// 1, 2 or 3.
    pub person: u8,
    /// Number.
    pub number: Number,
    /// Gender.
    pub gender: Gender,
    /// Bytes of the folded word that the pronoun takes.
    pub len: u8,
}
