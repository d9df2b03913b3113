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
pub(super) const FAR: u32 = 60;

/// The cost of a reading without its spelling.
pub(super) fn cost(c: &Candidate<'_>, feats: &Feats) -> u32 {
    let pro = c.split.proclitics;
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
        if pro.has(bit) {
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
        1 if feats.number == Number::Plural => 16,
        1 | 2 => 40,
        _ => 0,
    };
    cost += match feats.pos {
        Pos::ActiveParticiple | Pos::PassiveParticiple => 6,
        Pos::Masdar | Pos::Adjective => 2,
        Pos::Perfect | Pos::Imperfect if feats.voice == Voice::Passive => 3,
        Pos::Preposition | Pos::Particle => return cost.saturating_sub(18),
        _ => 0,
    };
    if c.affix.rare {
        cost += 8;
    }
    if c.affix.construct {
        cost += 5;
    }
    if feats.number == Number::Dual {
        cost += 3;
    }
    if feats.person == 0 && c.affix.suffix == "ا" {
        cost += 2;
    }
    cost + 4
}

impl Spelling<'_> {
    /// What the spelling adds to the cost of a reading; `None`: it is spelled otherwise.
    pub(super) fn against(&self, c: &Candidate<'_>) -> Option<u32> {
        let mut cost = 0;
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
        let body = self.letters.get(..c.end)?;
        let last = body.chars().next_back()?;
        if c.enclitic.is_some() {
            // A pronoun is not written with these.
            return if self.letters.ends_with(['ة', 'ى']) || last == 'ة' { None } else { Some(cost) };
        }
        cost += match (last, c.affix.suffix) {
            ('ة', "ه") => 0,
            ('ه', "ه") => 8,
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
        if feats.person == 0 || self.marks == Marks::default() {
            return (feats.voice, 0);
        }
        let start = self.letters.get(..usize::from(c.split.start)).map_or(0, |head| head.chars().count());
        // استُهدف, اُنتخب: after an alef that only carries the vowel, the damma may stand on one of the next letters.
        let reach: u16 = if feats.pos == Pos::Perfect && c.stem.initial == Initial::Bare { 0b111 } else { 1 };
        let on = |marks: u16| u32::from(marks).checked_shr(start as u32).unwrap_or(0) & u32::from(reach) != 0;
        if c.stem.damma {
            return (feats.voice, 0);
        }
        match feats.voice {
            Voice::Either | Voice::Passive if on(self.marks.damma) => (Voice::Passive, 0),
            Voice::Active if on(self.marks.damma) => (Voice::Active, 50),
            Voice::Either if reach == 1 && on(self.marks.fatha) => (Voice::Active, 0),
            Voice::Passive if reach == 1 && on(self.marks.fatha) => (Voice::Passive, 50),
            voice => (voice, 0),
        }
    }
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
