//! Forms of verbs from lemma, root, form and imperfect; unvowelled and folded.

use super::feats::{Feats, Gender, Number, Pos, Voice};

/// A verb as the lexicon lists it, folded.
#[derive(Debug, Clone)]
pub(super) struct Verb {
    /// 3rd person masculine singular perfect.
    pub lemma: String,
    /// Radicals, hamza as `ء`.
    pub root: Vec<char>,
    /// Verb form, 1 to 10; 11 and 12 for the quadriliterals.
    pub form: u8,
    /// 3rd person masculine singular imperfect, where given.
    pub present: String,
}

/// A written form with what it says.
pub(super) type Form = (String, Feats);

fn feats(pos: Pos, person: u8, number: Number, gender: Gender, voice: Voice) -> Feats {
    Feats { pos, person, number, gender, voice, construct: false }
}

fn weak(c: char) -> bool {
    matches!(c, 'و' | 'ي')
}

/// The text without its last character.
fn chop(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next_back();
    chars.as_str()
}

fn last(text: &str) -> char {
    text.chars().next_back().unwrap_or(' ')
}

/// Replaces the second character from the end.
fn penult(text: &str, with: &str) -> String {
    let end = last(text);
    format!("{}{with}{end}", chop(chop(text)))
}

impl Verb {
    fn defective(&self) -> bool {
        self.root.last().is_some_and(|c| weak(*c))
    }

    fn hollow(&self) -> bool {
        let n = self.lemma.chars().count();
        self.root.len() == 3 && weak(self.root[1]) && !self.defective() && n >= 3 && self.lemma.chars().nth(n - 2) == Some('ا') && !matches!(self.form, 2 | 3 | 5 | 6)
    }

    fn doubled(&self) -> bool {
        self.root.len() == 3 && self.root[1] == self.root[2] && !matches!(self.form, 2 | 5)
    }

    /// The imperfect without its prefix.
    pub fn stem(&self) -> String {
        if !self.present.is_empty() {
            return self.present.chars().skip(1).collect();
        }
        let lemma = self.lemma.as_str();
        let bare: String = lemma.strip_prefix('ا').unwrap_or(lemma).to_owned();
        let weak_end = |s: String| if self.defective() && matches!(last(&s), 'ا') { format!("{}ي", chop(&s)) } else { s };
        match self.form {
            4 | 10 if self.hollow() => penult(&bare, "ي"),
            4 | 7 | 8 | 9 | 10 => weak_end(bare),
            _ => weak_end(lemma.to_owned()),
        }
    }

    /// All finite forms.
    pub fn finite(&self) -> Vec<Form> {
        use Gender::{Feminine, Masculine};
        use Number::{Dual, Plural, Singular};
        let mut out: Vec<Form> = Vec::with_capacity(48);
        let p = self.lemma.as_str();
        let distinct = self.hollow() || matches!(self.form, 3 | 6) || self.defective() && last(p) == 'ا';
        let voice = if distinct { Voice::Active } else { Voice::Either };
        self.perfect(p, voice, &mut out);
        if let Some(passive) = self.passive_perfect() {
            self.perfect(&passive, Voice::Passive, &mut out);
        }
        let stem = self.stem();
        let hollow_stem = self.hollow() && matches!(stem.chars().rev().nth(1), Some('و' | 'ي' | 'ا'));
        let voice = if hollow_stem && stem.chars().rev().nth(1) != Some('ا') || self.defective() && last(&stem) == 'و' { Voice::Active } else { Voice::Either };
        self.imperfect(&stem, voice, &mut out);
        if hollow_stem && voice == Voice::Active {
            self.imperfect(&penult(&stem, "ا"), Voice::Passive, &mut out);
        }
        if self.defective() && last(&stem) == 'و' {
            self.imperfect(&format!("{}ي", chop(&stem)), Voice::Passive, &mut out);
        }
        if hollow_stem {
            // Jussive: يقل، يعد.
            let short = penult(&stem, "");
            for (prefix, person, number, gender) in [("ي", 3, Singular, Masculine), ("ت", 3, Singular, Feminine), ("ن", 1, Plural, Masculine)] {
                out.push((format!("{prefix}{short}"), feats(Pos::Imperfect, person, number, gender, Voice::Active)));
            }
        } else if self.defective() {
            let short = chop(&stem);
            for (prefix, person, number, gender) in [("ي", 3, Singular, Masculine), ("ت", 3, Singular, Feminine), ("ن", 1, Plural, Masculine)] {
                if short.chars().count() >= 2 {
                    out.push((format!("{prefix}{short}"), feats(Pos::Imperfect, person, number, gender, Voice::Either)));
                }
            }
        }
        let _ = (Dual, Plural);
        out
    }

    fn passive_perfect(&self) -> Option<String> {
        let p = self.lemma.as_str();
        if self.hollow() && self.form != 7 {
            return Some(penult(p, "ي"));
        }
        if matches!(self.form, 3 | 6) {
            return Some(p.replacen('ا', "و", if self.form == 3 { 1 } else { 1 }));
        }
        if self.defective() && last(p) == 'ا' {
            return Some(format!("{}ي", chop(p)));
        }
        None
    }

    fn perfect(&self, p: &str, voice: Voice, out: &mut Vec<Form>) {
        use Gender::{Feminine, Masculine};
        use Number::{Dual, Plural, Singular};
        let f = |person, number, gender| feats(Pos::Perfect, person, number, gender, voice);
        let (third_f, third_p, base) = if self.defective() {
            let cut = chop(p);
            // بقي keeps its ya, نفى and دعا lose it; both written with ya after folding: take both.
            let consonant = if last(p) == 'ا' && self.root.last() == Some(&'و') { format!("{cut}و") } else { format!("{cut}ي") };
            if self.form == 1 && last(p) == 'ي' {
                out.push((format!("{p}ت"), f(3, Singular, Feminine)));
            }
            (format!("{cut}ت"), format!("{cut}وا"), consonant)
        } else {
            let base = if self.hollow() {
                penult(p, "")
            } else if self.doubled() && self.form != 3 {
                format!("{p}{}", last(p))
            } else {
                p.to_owned()
            };
            (format!("{p}ت"), format!("{p}وا"), base)
        };
        out.push((p.to_owned(), f(3, Singular, Masculine)));
        out.push((format!("{third_f}ا"), f(3, Dual, Feminine)));
        out.push((third_f, f(3, Singular, Feminine)));
        out.push((third_p, f(3, Plural, Masculine)));
        let dual = if self.defective() { format!("{base}ا") } else { format!("{p}ا") };
        out.push((dual, f(3, Dual, Masculine)));
        out.push((format!("{base}ن"), f(3, Plural, Feminine)));
        out.push((format!("{base}نا"), f(1, Plural, Masculine)));
        out.push((format!("{base}ت"), f(1, Singular, Masculine)));
        out.push((format!("{base}تم"), f(2, Plural, Masculine)));
    }

    fn imperfect(&self, stem: &str, voice: Voice, out: &mut Vec<Form>) {
        use Gender::{Feminine, Masculine};
        use Number::{Dual, Plural, Singular};
        let f = |person, number, gender| feats(Pos::Imperfect, person, number, gender, voice);
        let plural = if self.defective() { chop(stem) } else { stem };
        for (prefix, person, number, gender) in
            [("ي", 3, Singular, Masculine), ("ت", 3, Singular, Feminine), ("ن", 1, Plural, Masculine), ("ا", 1, Singular, Masculine)]
        {
            out.push((format!("{prefix}{stem}"), f(person, number, gender)));
        }
        for ending in ["ون", "وا"] {
            out.push((format!("ي{plural}{ending}"), f(3, Plural, Masculine)));
            out.push((format!("ت{plural}{ending}"), f(2, Plural, Masculine)));
        }
        for ending in ["ان", "ا"] {
            out.push((format!("ي{stem}{ending}"), f(3, Dual, Masculine)));
            out.push((format!("ت{stem}{ending}"), f(3, Dual, Feminine)));
        }
        out.push((format!("ي{stem}ن"), f(3, Plural, Feminine)));
    }

    /// Active and passive participle, masculine singular; equal where written alike.
    pub fn participles(&self) -> (String, String) {
        let r: Vec<char> = self.root.iter().map(|c| if *c == 'ء' { 'ا' } else { *c }).collect();
        if self.form == 1 && r.len() == 3 {
            let third_hamza = self.root[2] == 'ء';
            let active = if self.hollow() {
                format!("{}اي{}", r[0], r[2])
            } else if self.defective() {
                format!("{}ا{}ي", r[0], r[1])
            } else if self.doubled() {
                format!("{}ا{}", r[0], r[1])
            } else if self.root[0] == 'ء' {
                format!("ا{}{}", r[1], r[2])
            } else {
                format!("{}ا{}{}", r[0], r[1], if third_hamza { 'ي' } else if self.root[1] == 'ء' { r[2] } else { r[2] })
            };
            let passive = if self.hollow() {
                format!("م{}{}{}", r[0], r[1], r[2])
            } else if self.defective() {
                format!("م{}{}{}", r[0], r[1], r[2])
            } else {
                format!("م{}{}و{}", r[0], r[1], if third_hamza { 'ء' } else { r[2] })
            };
            return (active, passive);
        }
        let stem = self.stem();
        let active = format!("م{stem}");
        let hollow = self.hollow() && matches!(self.form, 4 | 10);
        let passive = if hollow { penult(&active, "ا") } else { active.clone() };
        (active, passive)
    }

    /// The verbal noun by rule, for forms II to X and the quadriliterals.
    pub fn masdar(&self) -> Option<String> {
        let p = self.lemma.as_str();
        let stem = self.stem();
        let defective = self.defective();
        let before_last = |s: &str| format!("{}ا{}", chop(s), last(s));
        Some(match self.form {
            2 if defective || last(p) == 'ا' => format!("ت{}يه", chop(p)),
            2 => format!("ت{}ي{}", chop(p), last(p)),
            3 if defective => format!("م{}اه", chop(&stem)),
            3 => format!("م{stem}ه"),
            4 | 10 if self.hollow() => format!("{p}ه"),
            4 | 7 | 8 | 10 if defective => format!("{}اء", chop(p)),
            4 if self.root.first() == Some(&'و') => format!("اي{}ا{}", p.chars().skip(2).take(p.chars().count().saturating_sub(3)).collect::<String>(), last(p)),
            8 | 7 if self.hollow() => penult(p, "يا"),
            4 | 7 | 8 | 9 | 10 if self.doubled() => format!("{p}ا{}", last(p)).replacen("اا", "ا", 0),
            4 | 7 | 8 | 9 | 10 => before_last(p),
            5 | 6 | 12 => p.to_owned(),
            11 => format!("{p}ه"),
            _ => return None,
        })
    }
}
