//! How likely a reading is before its neighbours are known: clitics, rarity of the form, and what the spelling shows.

use super::clitics::Split;
use super::feats::{Enclitic, Feats, Number, Pos, Proclitics, Voice};
use super::paradigm::Affix;
use super::stems::Stem;
use super::surface::{Final, Initial, Marks};

/// A word as it is spelled.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spelling<'w> {
    /// Its letters, hamzas kept; as long as the folded word.
    pub letters: &'w str,
    /// Its vowel marks.
    pub marks: Marks,
}

/// A form found in a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate<'s> {
    pub stem: &'s Stem,
    pub affix: &'static Affix,
    pub split: Split,
    pub enclitic: Option<Enclitic>,
    /// End of the word without its pronoun.
    pub end: usize,
}

/// Readings that cost this much more than the best one are left out.
pub(super) const FAR: u32 = 18;

/// What a word costs that is no preposition or other particle.
pub(super) const NO_PARTICLE: u32 = 4;

/// Readings that cost more than this are none.
pub(super) const ABSURD: u32 = 100;

/// The cost of a reading without its spelling.
pub(super) fn cost(c: &Candidate<'_>, feats: &Feats) -> u32 {
    let pro = c.split.proclitics;
    // A word of the standard language comes before one of a dialect.
    let dialect = if c.stem.dialect { FAR + 1 } else { 0 };
    let mut cost: u32 = 0;
    for (bit, price) in [
        (Proclitics::WA, 20),
        (Proclitics::FA, 22),
        (Proclitics::BA, 24),
        (Proclitics::LA, 24),
        (Proclitics::KA, 28),
        (Proclitics::SA, 8),
        (Proclitics::A, 60),
        (Proclitics::AL, 2),
    ] {
        // للمدينة: the article is written, if not as such.
        if pro.has(bit) && !(bit == Proclitics::AL && pro.has(Proclitics::LA)) {
            cost += price;
        }
    }
    cost += match c.enclitic {
        None => 0,
        Some(e) if e.person == 3 => 14,
        Some(e) if e.number == Number::Plural && e.person == 1 => 25,
        Some(e) if e.person == 1 => 45,
        Some(_) => 55,
    };
    cost += match feats.person {
        1 if feats.number == Number::Plural => 20,
        1 | 2 => 40,
        // عقدا, بحثا: not far from the noun that is written like it.
        3 if feats.number == Number::Dual && c.enclitic.is_none() && feats.pos == Pos::Perfect => 17,
        3 if feats.number == Number::Dual => 21,
        _ => 0,
    };
    cost += match feats.pos {
        // مشيرا, مؤكدا: the participle of circumstance is likelier than a noun that is written like it.
        Pos::ActiveParticiple | Pos::PassiveParticiple if c.affix.suffix == "ا" && !c.affix.construct => 0,
        Pos::ActiveParticiple => 6,
        Pos::PassiveParticiple => 7,
        Pos::Masdar | Pos::Adjective => 2,
        Pos::Preposition | Pos::Particle => return cost.saturating_sub(18) + dialect,
        _ => 0,
    };
    if c.affix.rare {
        cost += 8;
    }
    if c.affix.construct {
        cost += 5;
    }
    if feats.person == 0 && feats.number == Number::Dual {
        cost += 3;
    }
    if feats.person == 0 && c.affix.suffix == "ا" {
        cost += 2;
    }
    cost + dialect + NO_PARTICLE
}

impl Spelling<'_> {
    /// What the spelling adds to the cost of a reading; `None`: it is spelled otherwise.
    pub(super) fn against(&self, c: &Candidate<'_>) -> Option<u32> {
        // تجمعاً is no verb.
        let mut cost = if self.marks.tanwin != 0 && c.affix.person > 0 { 60 } else { 0 };
        let start = usize::from(c.split.start);
        let first = Initial::of(self.letters.get(start..)?.chars().next());
        if c.split.proclitics.has(Proclitics::AL) && !c.split.proclitics.has(Proclitics::LA) {
            let article = self.letters.get(..start.checked_sub(4)?.checked_add(2)?)?.chars().next_back();
            if Initial::of(article) != Initial::Bare {
                return None;
            }
        }
        cost += match (first, c.affix.prefix) {
            (Initial::Below | Initial::Madda, "ا") => return None,
            (Initial::Bare, "ا") => 3,
            (_, "") => initial(first, c.stem.initial),
            _ => 0,
        };
        if start == 0 && self.letters.starts_with(['و', 'ف']) && hamza_second(self.letters) {
            // وأدى is و with أدى, not وادي: few stems have a hamza after such a letter.
            cost += 20;
        }
        if start == 0 && self.letters.starts_with('و') && c.affix.person == 3 && c.affix.suffix == "ا" {
            // ودعا is و with دعا, hardly the dual of ودع.
            cost += 4;
        }
        let body = self.letters.get(..c.end)?;
        let last = body.chars().next_back()?;
        if c.enclitic.is_some() {
            // A pronoun is not written with these.
            return if self.letters.ends_with(['ة', 'ى']) || last == 'ة' { None } else { Some(cost) };
        }
        cost += match (last, c.affix.suffix) {
            ('ة', "ه") => 0,
            // A particle that is written so: نتيجة, غداة.
            ('ة', "") if c.stem.last == Final::Ta => 0,
            ('ه', "ه") => 16,
            ('ة', _) => return None,
            ('ى', "") if c.stem.last == Final::Ya => 10,
            ('ي', "") if c.stem.last == Final::Maqsura => 14,
            ('ى', "ي" | "تي") => return None,
            _ => 0,
        };
        Some(cost)
    }

    /// The voice that vowel marks show, and what they add to the cost.
    pub(super) fn voice(&self, c: &Candidate<'_>, feats: &Feats) -> (Voice, u32) {
        let start = self.letters.get(..usize::from(c.split.start)).map_or(0, |head| head.chars().count());
        // استُهدف, اُنتخب: after an alef that only carries the vowel, the damma may stand on one of the next letters.
        let reach: u16 = if feats.pos == Pos::Perfect && c.stem.initial == Initial::Bare { 0b111 } else { 1 };
        let on = |marks: u16| u32::from(marks).checked_shr(start as u32).unwrap_or(0) & u32::from(reach) != 0;
        let (damma, fatha) = (on(self.marks.damma), reach == 1 && on(self.marks.fatha));
        if feats.person == 0 {
            // A damma is written to tell a passive (قُتل) from a noun, seldom the other way round.
            return (feats.voice, if damma { 15 } else { 0 });
        }
        match feats.voice {
            Voice::Either if c.stem.damma => (Voice::Either, 0),
            Voice::Either if damma => (Voice::Passive, 0),
            Voice::Either if fatha => (Voice::Active, 0),
            Voice::Either => (Voice::Either, 0),
            Voice::Active if damma && !c.stem.damma => (Voice::Active, 50),
            Voice::Active => (Voice::Active, 0),
            Voice::Passive if damma => (Voice::Passive, 0),
            Voice::Passive if c.stem.dialect => (Voice::Passive, 0),
            Voice::Passive if fatha => (Voice::Passive, 60),
            // دير, وزير: without its damma, a form that can only be a passive is seldom one.
            Voice::Passive => (Voice::Passive, 19),
        }
    }
}

/// Whether the second letter is an alef with a hamza.
fn hamza_second(letters: &str) -> bool {
    letters.chars().nth(1).is_some_and(|c| matches!(c, 'أ' | 'إ' | 'آ'))
}

/// The cost of writing `written` where the form has `proper`.
fn initial(written: Initial, proper: Initial) -> u32 {
    use Initial::{Above, Bare, Below, Madda};
    match (written, proper) {
        (Above, Below) | (Below, Above) => 70,
        (Madda, Above | Below | Bare) | (Above | Below, Madda) => 60,
        (Bare, Above | Below) => 3,
        (Bare, Madda) => 12,
        // إستهدف for استهدف is a common slip.
        (Below, Bare) => 4,
        (Above, Bare) => 30,
        _ => 0,
    }
}
