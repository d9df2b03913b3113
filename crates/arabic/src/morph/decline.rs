//! Nouns, adjectives and participles to stems with the paradigm that each follows.

use super::feats::{Gender, Number};
use super::paradigm::Paradigm;

/// A stem of a nominal, not folded.
#[derive(Debug)]
pub(super) struct NominalStem {
    pub text: String,
    pub paradigm: Paradigm,
    pub number: Number,
    pub gender: Gender,
}

/// Collects the stems of one nominal.
#[derive(Debug, Default)]
pub(super) struct Nominal {
    pub stems: Vec<NominalStem>,
}

impl Nominal {
    fn push(&mut self, text: impl Into<String>, paradigm: Paradigm, number: Number, gender: Gender) {
        self.stems.push(NominalStem { text: text.into(), paradigm, number, gender });
    }

    /// A final hamza before a pronoun: `أعضاؤه`, `أعضائه`.
    fn bound_hamza(&mut self, head: &str, number: Number, gender: Gender) {
        for seat in ['ؤ', 'ئ'] {
            self.push(format!("{head}{seat}"), Paradigm::BareOnly, number, gender);
        }
    }

    /// What singulars and broken plurals share: words that end in a long vowel or a hamza. False for all others.
    fn weak_end(&mut self, text: &str, number: Number, gender: Gender) -> bool {
        if let Some(head) = text.strip_suffix('ى') {
            self.push(text, Paradigm::BareFree, number, gender);
            self.push(format!("{head}ا"), Paradigm::BareOnly, number, gender);
        } else if text.ends_with('ا') {
            self.push(text, Paradigm::Bare, number, gender);
        } else if let Some(head) = text.strip_suffix('ء').filter(|h| h.ends_with('ا')) {
            self.push(text, Paradigm::Bare, number, gender);
            self.bound_hamza(head, number, gender);
        } else if let Some(head) = text.strip_suffix('أ') {
            self.push(text, Paradigm::Bare, number, gender);
            self.bound_hamza(head, number, gender);
        } else {
            return false;
        }
        true
    }

    /// A singular.
    pub(super) fn singular(&mut self, text: &str, gender: Gender) {
        let one = Number::Singular;
        if let Some(head) = text.strip_suffix('ة') {
            self.push(head, Paradigm::Ta, one, gender);
        } else if self.weak_end(text, one, gender) {
            match text.strip_suffix('ى') {
                Some(head) => self.push(format!("{head}ي"), Paradigm::Dual, one, gender),
                None if text.ends_with('ء') => self.push(text, Paradigm::Dual, one, gender),
                None => {}
            }
        } else {
            self.push(text, Paradigm::Noun, one, gender);
            if let Some(head) = text.strip_suffix('ء') {
                self.bound_hamza(head, one, gender);
            }
        }
    }

    /// A plural as it is written.
    pub(super) fn plural(&mut self, text: &str, gender: Gender) {
        let many = Number::Plural;
        if let Some(head) = text.strip_suffix('ة') {
            self.push(head, Paradigm::TaPlural, many, gender);
        } else if let Some(head) = text.strip_suffix("ون").filter(|h| h.chars().count() > 1) {
            self.push(head, Paradigm::SoundMasculine, many, gender);
        } else if let Some(head) = text.strip_suffix("ات").filter(|h| h.chars().count() > 1) {
            self.push(head, Paradigm::SoundFeminine, many, gender);
        } else if !self.weak_end(text, many, gender) {
            self.push(text, Paradigm::NounPlural, many, gender);
            // نواحٍ beside النواحي; مساعٍ may be listed without its ya.
            let letters: Vec<char> = text.chars().collect();
            match letters.as_slice() {
                [head @ .., 'ا', _, 'ي'] if !head.is_empty() => {
                    self.push(text.trim_end_matches('ي'), Paradigm::BareIndefinite, many, gender);
                }
                _ => {}
            }
        }
    }

    /// The sound feminine plural of a singular.
    pub(super) fn feminine_plural(&mut self, text: &str) {
        let (many, f) = (Number::Plural, Gender::Feminine);
        let head = text.strip_suffix('ة').unwrap_or(text);
        if let Some(cut) = head.strip_suffix('ى') {
            self.push(format!("{cut}ي"), Paradigm::SoundFeminine, many, f);
        } else if let Some(cut) = head.strip_suffix('ا') {
            // محاكاة: محاكيات; كاميرا: كاميرات.
            let stem = if text.ends_with('ة') { format!("{cut}ي") } else { cut.to_owned() };
            self.push(stem, Paradigm::SoundFeminine, many, f);
        } else if head.ends_with('أ') {
            self.push(head.trim_end_matches('أ'), Paradigm::SoundFeminine, many, f);
        } else {
            self.push(head, Paradigm::SoundFeminine, many, f);
        }
    }

    /// The sound masculine plural of a singular.
    pub(super) fn masculine_plural(&mut self, text: &str) {
        let head = text.strip_suffix('ى').unwrap_or(text);
        self.push(head, Paradigm::SoundMasculine, Number::Plural, Gender::Masculine);
    }

    /// An adjective or participle with all its endings. `defective`: its last radical is a long vowel (`قاضي`, `مسمى`).
    pub(super) fn adjective(&mut self, text: &str, defective: bool) {
        let (one, m, f) = (Number::Singular, Gender::Masculine, Gender::Feminine);
        match text.chars().next_back() {
            Some('ي') if defective => {
                let short = text.trim_end_matches('ي');
                self.push(text, Paradigm::Noun, one, m);
                self.push(text, Paradigm::Feminine, one, f);
                self.push(text, Paradigm::SoundFeminine, one, f);
                self.push(short, Paradigm::SoundMasculine, one, m);
            }
            Some('ى') => {
                let short = text.trim_end_matches('ى');
                self.singular(text, m);
                self.push(format!("{short}ا"), Paradigm::Feminine, one, f);
                self.push(format!("{short}ي"), Paradigm::SoundFeminine, one, f);
                self.push(short, Paradigm::SoundMasculine, one, m);
            }
            Some('ة') => self.singular(text, f),
            Some('ا') => self.push(text, Paradigm::Bare, one, m),
            Some('ء') if text.ends_with("يء") => {
                self.push(text, Paradigm::Adjective, one, m);
                self.push(format!("{}ئ", text.trim_end_matches('ء')), Paradigm::Adjective, one, m);
            }
            _ => self.push(text, Paradigm::Adjective, one, m),
        }
    }
}
