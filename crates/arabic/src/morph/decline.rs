//! Forms of nouns, adjectives and participles; unvowelled and folded, without clitics.

use super::conjugate::Form;
use super::feats::{Feats, Gender, Number, Pos, Voice};

fn feats(pos: Pos, number: Number, gender: Gender, construct: bool) -> Feats {
    Feats { pos, person: 0, number, gender, voice: Voice::Active, construct }
}

/// Endings that replace a final ta marbuta.
fn base(word: &str) -> (&str, bool) {
    match word.strip_suffix('ه') {
        Some(cut) if cut.chars().count() >= 2 => (cut, true),
        _ => (word, false),
    }
}

/// Singular, accusative with alef, duals.
pub(super) fn singular(word: &str, pos: Pos, gender: Gender, out: &mut Vec<Form>) {
    let (cut, feminine) = base(word);
    let t = if feminine { "ت" } else { "" };
    out.push((word.to_owned(), feats(pos, Number::Singular, gender, false)));
    if !feminine && !word.ends_with('ا') {
        out.push((format!("{word}ا"), feats(pos, Number::Singular, gender, false)));
    }
    for (ending, construct) in [("ان", false), ("ين", false), ("ا", true), ("ي", true)] {
        if feminine || !construct {
            out.push((format!("{cut}{t}{ending}"), feats(pos, Number::Dual, gender, construct)));
        } else if construct && ending == "ي" {
            out.push((format!("{cut}{ending}"), feats(pos, Number::Dual, gender, true)));
        }
    }
}

/// A written plural.
pub(super) fn plural(word: &str, pos: Pos, gender: Gender, out: &mut Vec<Form>) {
    out.push((word.to_owned(), feats(pos, Number::Plural, gender, false)));
    if word.ends_with("ون") {
        sound_plural(word.strip_suffix("ون").unwrap_or(word), pos, out);
    } else if !word.ends_with(['ه', 'ا']) && !word.ends_with("ات") {
        out.push((format!("{word}ا"), feats(pos, Number::Plural, gender, false)));
    }
}

/// The sound feminine plural of a singular.
pub(super) fn feminine_plural(word: &str, pos: Pos, out: &mut Vec<Form>) {
    let (cut, _) = base(word);
    out.push((format!("{cut}ات"), feats(pos, Number::Plural, Gender::Feminine, false)));
}

/// The sound masculine plural in both cases, free and construct.
pub(super) fn sound_plural(stem: &str, pos: Pos, out: &mut Vec<Form>) {
    for (ending, construct) in [("ون", false), ("ين", false), ("و", true), ("ي", true)] {
        out.push((format!("{stem}{ending}"), feats(pos, Number::Plural, Gender::Masculine, construct)));
    }
}

/// All forms of an adjective or a participle.
pub(super) fn adjective(masculine: &str, pos: Pos, out: &mut Vec<Form>) {
    singular(masculine, pos, Gender::Masculine, out);
    if masculine.ends_with('ه') {
        return;
    }
    singular(&format!("{masculine}ه"), pos, Gender::Feminine, out);
    // قاض: a final ya falls before the plural ending.
    let stem = masculine.strip_suffix('ي').filter(|s| matches!(pos, Pos::ActiveParticiple | Pos::PassiveParticiple) && s.chars().count() > 2);
    sound_plural(masculine, pos, out);
    if let Some(stem) = stem {
        sound_plural(stem, pos, out);
        out.push((stem.to_owned(), feats(pos, Number::Singular, Gender::Masculine, false)));
    }
    feminine_plural(masculine, pos, out);
}
