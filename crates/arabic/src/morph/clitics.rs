//! What is written onto words: conjunctions, joined prepositions and the article before them, pronouns after them.

use super::feats::{Enclitic, Feats, Gender, Number, Pos, Proclitics};
use super::paradigm::Affix;
use smallvec::SmallVec;

/// A possible cut of proclitics, whether or not the rest is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split {
    /// What is cut.
    pub proclitics: Proclitics,
    /// First byte of the rest.
    pub start: u8,
    /// End of the rest.
    pub end: u8,
}

/// All cuts of a folded word, the longest rest first; the first is the uncut word. None of a word of more than 250 bytes.
pub(super) fn splits(folded: &str) -> SmallVec<[Split; 4]> {
    let mut out: SmallVec<[Split; 4]> = SmallVec::new();
    let Some(end) = u8::try_from(folded.len()).ok().filter(|n| *n <= 250) else {
        return out;
    };
    let mut push = |proclitics: Proclitics, start: usize| {
        if start == 0 || folded.get(start..).is_some_and(|rest| rest.chars().nth(1).is_some()) {
            out.push(Split { proclitics, start: start as u8, end });
        }
    };
    let heads = [("", Proclitics::default()), ("و", Proclitics::WA), ("ف", Proclitics::FA)];
    for (letter, bits) in heads {
        let Some(rest) = folded.strip_prefix(letter) else {
            continue;
        };
        let at = letter.len();
        push(bits, at);
        if rest.starts_with("ال") {
            push(bits.with(Proclitics::AL), at + 4);
        }
        if rest.starts_with("لل") {
            let both = bits.with(Proclitics::LA).with(Proclitics::AL);
            // للمدينة; but للجنة is ل + ال + لجنة.
            push(both, at + 4);
            push(both, at + 2);
        }
        for (letter, bit) in
            [("ب", Proclitics::BA), ("ل", Proclitics::LA), ("ك", Proclitics::KA), ("س", Proclitics::SA)]
        {
            let Some(after) = rest.strip_prefix(letter) else {
                continue;
            };
            push(bits.with(bit), at + 2);
            if after.starts_with("ال") && bit != Proclitics::SA {
                push(bits.with(bit).with(Proclitics::AL), at + 6);
            }
        }
    }
    out.sort_by_key(|s| s.start);
    out
}

const fn enclitic(person: u8, number: Number, gender: Gender, len: u8) -> Enclitic {
    Enclitic { person, number, gender, len }
}

/// Pronouns that are written onto words.
pub(super) static ENCLITICS: [(&str, Enclitic); 12] = [
    ("هما", enclitic(3, Number::Dual, Gender::Masculine, 6)),
    ("كما", enclitic(2, Number::Dual, Gender::Masculine, 6)),
    ("ها", enclitic(3, Number::Singular, Gender::Feminine, 4)),
    ("هم", enclitic(3, Number::Plural, Gender::Masculine, 4)),
    ("هن", enclitic(3, Number::Plural, Gender::Feminine, 4)),
    ("كم", enclitic(2, Number::Plural, Gender::Masculine, 4)),
    ("كن", enclitic(2, Number::Plural, Gender::Feminine, 4)),
    ("نا", enclitic(1, Number::Plural, Gender::Masculine, 4)),
    ("ني", enclitic(1, Number::Singular, Gender::Masculine, 4)),
    ("ه", enclitic(3, Number::Singular, Gender::Masculine, 2)),
    ("ك", enclitic(2, Number::Singular, Gender::Masculine, 2)),
    ("ي", enclitic(1, Number::Singular, Gender::Masculine, 2)),
];

/// Whether a form takes these clitics.
pub(super) fn takes(feats: &Feats, affix: &Affix, pro: Proclitics, pronoun: Option<Enclitic>) -> bool {
    let first_singular = pronoun.filter(|e| e.person == 1 && e.number == Number::Singular);
    let any = |bits: &[Proclitics]| bits.iter().any(|b| pro.has(*b));
    match feats.pos {
        Pos::Perfect | Pos::Imperfect | Pos::Imperative => {
            let imperfect = feats.pos == Pos::Imperfect;
            !any(&[Proclitics::AL, Proclitics::BA, Proclitics::KA])
                && (imperfect || !any(&[Proclitics::SA, Proclitics::LA]))
                && first_singular.is_none_or(|e| e.len == 4)
        }
        Pos::Preposition => !any(&[Proclitics::AL, Proclitics::LA, Proclitics::SA]),
        Pos::Particle => !any(&[Proclitics::AL, Proclitics::SA]),
        Pos::Masdar | Pos::ActiveParticiple | Pos::PassiveParticiple | Pos::Noun | Pos::Adjective => {
            !any(&[Proclitics::SA, Proclitics::A])
                && (!pro.has(Proclitics::AL) || affix.article && pronoun.is_none())
                && first_singular.is_none_or(|e| e.len == 2 && !affix.construct)
        }
    }
}
