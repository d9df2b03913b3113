//! What a pronoun stands for: the phrase of its gender and number named last.

use super::slots::{Found, Sentence};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Enclitic, Gender, Number, Proclitics};

/// How well a phrase agrees with a pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Agreement {
    /// Its gender or number is another.
    No,
    /// Nothing is known of its gender or number.
    Perhaps,
    /// It agrees.
    Yes,
}

impl Sentence<'_> {
    /// What a pronoun stands for; `via` is the span of the word that carries it.
    pub fn pronoun(&self, enclitic: Enclitic, at: usize, via: (usize, usize)) -> Option<Found> {
        let through = |f: Found| Found { via: Some(via), ..f };
        if enclitic.person != 3 {
            return self.we_at(at).filter(|_| enclitic.person == 1).map(through);
        }
        if let Some(relative) = self.relative_start(at) {
            return self.antecedent(relative).map(through);
        }
        if self.takes_up_noun(at) {
            return None;
        }
        // Best agreement first, then without a preposition, then nearest.
        let mut best: Option<(Agreement, bool, usize)> = None;
        for i in (0..at).rev() {
            let Some(entity) = self.entity(i).filter(|e| e.can_act() || e.can_place()) else { continue };
            // `نقلا عن شبكة، فإن`: who is only the source of a clause is nothing in it.
            if self.before(i).is_some_and(|b| self.nodes[b].kind == Kind::According) {
                continue;
            }
            // `اختطف 230 مدنيا`: what is counted is several.
            let several = entity.people.is_some() || entity.group && entity.actor.is_none();
            let counted = i > 0 && self.nodes[i - 1].kind == Kind::Number && several;
            if counted && enclitic.number == Number::Singular {
                continue;
            }
            let agreement = agreement(enclitic, &self.nodes[i], entity);
            let free = !self.has_prep(i);
            if agreement > Agreement::No && best.is_none_or(|(a, f, _)| (agreement, free) > (a, f)) {
                best = Some((agreement, free, i));
            }
        }
        let here = best.map(|(_, _, i)| Found { line: self.line, node: i as u32, via: None });
        here.or_else(|| self.speech_at(at)).or_else(|| self.memory.subject(self.line)).map(through)
    }

    /// `مجزرة راح ضحيتها عشرة`: in a clause on an indefinite noun that names nobody, the pronoun stands for the noun.
    fn takes_up_noun(&self, at: usize) -> bool {
        let verb = self.before(at).filter(|&v| self.nodes[v].kind == Kind::Verb && !self.nodes[v].joined_by_and());
        let noun = verb.and_then(|v| self.before(v)).map(|n| &self.nodes[n]);
        noun.is_some_and(|n| n.kind == Kind::Noun && !n.pro.has(Proclitics::AL) && n.enc.is_none())
    }
}

/// Whether a phrase can be what a pronoun of the third person stands for.
fn agreement(pronoun: Enclitic, node: &Node, entity: &Entity) -> Agreement {
    let Some(feats) = node.feats else {
        // A name of unknown gender: a place is feminine, a person is one.
        return match (pronoun.number, pronoun.gender) {
            (Number::Singular, Gender::Feminine) if !entity.person => Agreement::Perhaps,
            (Number::Singular, Gender::Masculine) if entity.person => Agreement::Yes,
            (Number::Singular, _) if entity.actor.is_some() => Agreement::Perhaps,
            (Number::Plural, _) if entity.people.is_some() => Agreement::Yes,
            _ => Agreement::No,
        };
    };
    // Forces, quarters, families are feminine singular to a pronoun where they are no row of people.
    let people = entity.people.is_some() || entity.group && entity.places.is_empty() && !entity.area;
    let agrees = match (pronoun.number, pronoun.gender) {
        (Number::Singular, Gender::Feminine) => {
            feats.number == Number::Plural && !entity.person
                || feats.number == Number::Singular && feats.gender == Gender::Feminine
        }
        (Number::Singular, Gender::Masculine) => {
            feats.number == Number::Singular && feats.gender == Gender::Masculine || entity.person
        }
        (Number::Dual, _) => feats.number == Number::Dual || entity.both,
        (Number::Plural, _) => feats.number == Number::Plural && people,
    };
    if agrees { Agreement::Yes } else { Agreement::No }
}
