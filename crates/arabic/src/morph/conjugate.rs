//! Verbs to stems: what is written of a verb before its endings, from lemma, root, form and imperfect.

use super::feats::Voice;
use super::paradigm::Paradigm;
use super::patterns::{Class, Patterns, patterns};
use super::spell::{Fill, spell};
use crate::fold::fold;

/// A verb as the lexicon lists it.
#[derive(Debug)]
pub(super) struct Verb<'a> {
    lemma: &'a str,
    root: &'a [char],
    cluster: Vec<char>,
    form: u8,
    class: Class,
    present: &'a str,
    table: &'static Patterns,
}

/// A stem of a verb, not folded.
#[derive(Debug)]
pub(super) struct VerbStem {
    pub text: String,
    pub paradigm: Paradigm,
    pub voice: Voice,
    /// A damma on the prefix does not show a passive.
    pub damma: bool,
}

fn weak(c: char) -> bool {
    matches!(c, 'و' | 'ي')
}

/// The text without its last letter, and that letter.
fn chop(text: &str) -> (&str, char) {
    let mut chars = text.chars();
    let last = chars.next_back().unwrap_or(' ');
    (chars.as_str(), last)
}

/// The text without its last letter but one.
fn without_long_vowel(text: &str) -> String {
    let (head, last) = chop(text);
    let last = if last == 'ء' { 'ئ' } else { last };
    format!("{}{last}", chop(head).0)
}

impl<'a> Verb<'a> {
    /// The verb; `None` if its lemma does not follow from root and form. Form 1 to 10, 11 and 12 for the quadriliterals.
    pub(super) fn new(lemma: &'a str, root: &'a [char], form: u8, present: &'a str) -> Option<Verb<'a>> {
        let folded = fold(lemma);
        let letters: Vec<char> = lemma.chars().filter(|c| crate::fold::fold_char(*c).is_some()).collect();
        let last = *root.last()?;
        let second = *root.get(1)?;
        let candidates: &[Class] = if root.len() == 4 {
            &[Class::Sound]
        } else if weak(last) {
            &[Class::Defective, Class::Sound]
        } else if weak(second) {
            &[Class::Hollow, Class::Sound]
        } else if second == last {
            &[Class::Doubled, Class::Sound]
        } else {
            &[Class::Sound]
        };
        for &class in candidates {
            let Some(table) = patterns(form, class) else {
                continue;
            };
            let cut = if class == Class::Doubled { 1 } else { 2 };
            let cluster: Vec<char> = match letters.get(1..letters.len().saturating_sub(cut)) {
                Some(cluster) if form == 8 => {
                    cluster.iter().map(|c| if matches!(c, 'ئ' | 'ؤ' | 'أ') { 'ء' } else { *c }).collect()
                }
                _ => Vec::new(),
            };
            let verb = Verb { lemma, root, cluster, form, class, present, table };
            if fold(&verb.spell(table.perfect, false)) == folded {
                return Some(verb);
            }
            // A verb that is only used in the passive is listed so (توفي).
            if !table.perfect_passive.is_empty() && fold(&verb.spell(table.perfect_passive, false)) == folded {
                return Some(verb);
            }
        }
        None
    }

    /// Whether the last radical is a long vowel in this form.
    pub(super) fn defective(&self) -> bool {
        self.class == Class::Defective
    }

    /// Whether the verb is of form I.
    pub(super) fn is_first(&self) -> bool {
        self.form == 1
    }

    fn spell(&self, pattern: &str, prefixed: bool) -> String {
        let mut text = spell(pattern, Fill { root: self.root, cluster: &self.cluster }, prefixed);
        if self.defective() && self.form == 1 && pattern == self.table.perfect {
            // دعا, نفى, بقي: only the lemma says which.
            let last = chop(self.lemma).1;
            text.pop();
            text.push(if matches!(last, 'ا' | 'ي') { last } else { 'ى' });
        }
        text
    }

    /// All finite stems.
    pub(super) fn stems(&self) -> Vec<VerbStem> {
        let mut out = Vec::with_capacity(10);
        let t = self.table;
        let (active, passive) = (self.lemma.to_owned(), self.spell_some(t.perfect_passive, false));
        self.both(active, passive, &mut out, Self::perfect);
        let passive = self.spell_some(t.imperfect_passive, true);
        if self.form > 1 && self.present.is_empty() {
            self.both(self.spell(t.imperfect, true), passive, &mut out, Self::imperfect);
        } else {
            for present in self.present.split('|').filter(|p| !p.is_empty()) {
                let stem: String = present.trim().chars().skip(1).collect();
                self.both(stem, passive.clone(), &mut out, Self::imperfect);
            }
        }
        out
    }

    fn spell_some(&self, pattern: &str, prefixed: bool) -> Option<String> {
        (!pattern.is_empty()).then(|| self.spell(pattern, prefixed))
    }

    /// Adds the stems of both voices; those written alike once.
    fn both(
        &self,
        active: String,
        passive: Option<String>,
        out: &mut Vec<VerbStem>,
        add: fn(&Self, &str, Voice, &mut Vec<VerbStem>),
    ) {
        match passive {
            Some(passive) if fold(&passive) == fold(&active) => add(self, &active, Voice::Either, out),
            Some(passive) => {
                add(self, &active, Voice::Active, out);
                add(self, &passive, Voice::Passive, out);
            }
            None => add(self, &active, Voice::Active, out),
        }
    }

    fn perfect(&self, text: &str, voice: Voice, out: &mut Vec<VerbStem>) {
        let mut push = |text: String, paradigm: Paradigm| out.push(VerbStem { text, paradigm, voice, damma: false });
        let (short, last) = chop(text);
        match self.class {
            Class::Sound => {
                push(text.to_owned(), Paradigm::PerfectSound);
                hamza_variant(text, |t| push(t, Paradigm::PerfectPlural));
            }
            Class::Hollow => {
                push(text.to_owned(), Paradigm::PerfectVowel);
                push(without_long_vowel(text), Paradigm::PerfectConsonant);
                hamza_variant(text, |t| push(t, Paradigm::PerfectPlural));
            }
            Class::Doubled => {
                push(text.to_owned(), Paradigm::PerfectVowel);
                push(format!("{text}{last}"), Paradigm::PerfectConsonant);
            }
            Class::Defective if last == 'ي' => {
                push(text.to_owned(), Paradigm::PerfectYa);
                push(short.to_owned(), Paradigm::PerfectPlural);
            }
            Class::Defective => {
                if last == 'ا' {
                    push(text.to_owned(), Paradigm::PerfectZero);
                } else {
                    push(text.to_owned(), Paradigm::PerfectZeroFree);
                    push(format!("{short}ا"), Paradigm::PerfectZeroOnly);
                }
                push(short.to_owned(), Paradigm::PerfectShort);
                let radical = if self.form == 1 && last == 'ا' { 'و' } else { 'ي' };
                push(format!("{short}{radical}"), Paradigm::PerfectLong);
            }
        }
    }

    fn imperfect(&self, text: &str, voice: Voice, out: &mut Vec<VerbStem>) {
        let damma = matches!(self.form, 2 | 3 | 4 | 11);
        let mut push = |text: String, paradigm: Paradigm| out.push(VerbStem { text, paradigm, voice, damma });
        let (short, last) = chop(text);
        match self.class {
            Class::Sound => {
                push(text.to_owned(), Paradigm::ImperfectSound);
                hamza_variant(text, |t| {
                    push(t.clone(), Paradigm::ImperfectPlural);
                    push(t, Paradigm::ImperfectZeroOnly);
                });
            }
            Class::Hollow => {
                push(text.to_owned(), Paradigm::ImperfectVowel);
                if chop(short).0.is_empty() || matches!(chop(short).1, 'ا' | 'و' | 'ي' | 'ى') {
                    push(without_long_vowel(text), Paradigm::ImperfectConsonant);
                }
                hamza_variant(text, |t| push(t, Paradigm::ImperfectPlural));
            }
            Class::Doubled => {
                push(text.to_owned(), Paradigm::ImperfectVowel);
                push(format!("{text}{last}"), Paradigm::ImperfectConsonant);
            }
            Class::Defective => {
                let long = if last == 'ى' || last == 'ا' {
                    push(text.to_owned(), Paradigm::ImperfectZeroFree);
                    push(format!("{short}ا"), Paradigm::ImperfectZeroOnly);
                    format!("{short}ي")
                } else {
                    push(text.to_owned(), Paradigm::ImperfectZero);
                    text.to_owned()
                };
                push(long, Paradigm::ImperfectLong);
                let one_letter = short.chars().nth(1).is_none();
                push(short.to_owned(), if one_letter { Paradigm::ImperfectPlural } else { Paradigm::ImperfectShort });
            }
        }
    }

    /// Active and passive participle, masculine singular.
    pub(super) fn participles(&self) -> (String, String) {
        let t = self.table;
        let mut active = self.spell(t.active, false);
        let mut passive = self.spell(t.passive, false);
        if self.form == 1 {
            match self.class {
                Class::Hollow if self.root.last() == Some(&'ء') => {
                    active = self.spell("1A'I", false);
                }
                Class::Defective if self.root.last() == Some(&'و') => passive = self.spell("ma12U", false),
                _ => {}
            }
            if self.class == Class::Hollow && self.root.get(1) == Some(&'ي') {
                passive = self.spell("ma1I3", false);
            }
        }
        (active, passive)
    }

    /// The verbal noun by rule, for forms II to X and the quadriliterals.
    pub(super) fn masdar(&self) -> Option<String> {
        if self.form == 2 && self.root.last() == Some(&'ء') {
            return Some(self.spell("ta12i3ap", false));
        }
        self.spell_some(self.table.masdar, false)
    }
}

/// How a final hamza is written before the plural ending, where otherwise than at the end (`بدؤوا`, `جاؤوا`, `يسيئون`).
fn hamza_variant(text: &str, mut push: impl FnMut(String)) {
    let (head, last) = chop(text);
    let seat = match (chop(head).1, last) {
        (_, 'أ') | ('ا' | 'و', 'ء') => 'ؤ',
        ('ي', 'ء') => 'ئ',
        _ => return,
    };
    push(format!("{head}{seat}"));
}
