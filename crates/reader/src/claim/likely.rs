//! What a predicate makes of the event before it: `التوصل إلى هدنة ممكن`, `انسحاب القوات غير وارد`, `رفع الحصار مطلوب`.

use super::govern::Way;
use super::slots::Sentence;
use crate::knowledge::{Effect, Labels, WordList, holds};
use crate::parse::{Kind, Node};
use hudna_arabic::morph::Proclitics;
use hudna_claims::Modality;

/// So many nodes after the words of an event its predicate may stand.
const FAR: usize = 10;

impl Sentence<'_> {
    /// Gives an event that opens its clause, or that is the object of what does (`التوصل إلى هدنة`), the modality that the predicate after it
    /// says it has.
    pub(super) fn likely(&self, at: usize, last: usize, way: &mut Way) {
        let noun = |&(i, op): &(usize, u16)| {
            let effect = self.k.language.operators[op as usize].effect;
            let kept =
                matches!(effect, Effect::Keep | Effect::Ceases | Effect::Set(Modality::Agreed | Modality::Happened));
            i < at && self.nodes[i].kind == Kind::Noun && kept
        };
        // `مشاركة تركيا في الحرب غير واردة`: what is not to come is the part in it.
        let inside = self.before(at).is_some_and(|b| {
            let n = &self.nodes[b];
            n.kind == Kind::Prep && holds(&self.k.language.prepositions.within, self.folded_stem(n))
        });
        if inside || !way.operators.iter().all(noun) {
            return;
        }
        let head = way.operators.iter().map(|&(i, _)| i).min().unwrap_or(at);
        let opens = self.before(head).is_none_or(|b| {
            let n = &self.nodes[b];
            matches!(n.kind, Kind::Stop | Kind::Comma)
                || n.kind == Kind::Particle && n.is(Labels::THAT | Labels::CLAUSE)
                || n.kind == Kind::Verb && n.is(Labels::PAST)
        });
        if !opens || self.nodes[head].joined_prep().is_some() {
            return;
        }
        let mut denied = false;
        for i in last + 1..self.nodes.len().min(last + FAR) {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Adjective | Kind::Noun
                    if n.pro.0 == 0
                        && n.enc.is_none()
                        && !self.attributive(i, last)
                        && self.makes(n, denied, i, way) =>
                {
                    return;
                }
                // `تسليم السلاح خط أحمر`
                Kind::Entity if n.last - n.first == 2 && self.refused_by(n) => {
                    way.modality = Some(if denied { Modality::Possible } else { Modality::Refused });
                    return;
                }
                // `ما زال ممكنا`, `لم يعد ممكنا`
                Kind::Verb if self.of_lemma(&self.k.language.shades.becomes, n) && !n.joined_by_and() => {
                    denied |= self.negated_before(i) && !n.is(Labels::STILL);
                }
                // `وقف القصف شرط لأي اتفاق`, `الانسحاب غير مقبول`
                Kind::Operator if self.ends_clause(i, n.index as u16) => {
                    if !denied && holds(&self.k.language.shades.predicates.demanded, self.folded_stem(n)) {
                        way.modality = Some(Modality::Demanded);
                    } else {
                        self.by_effect(n.index as u16, denied, way);
                    }
                    return;
                }
                Kind::Verb | Kind::Comma | Kind::Stop | Kind::Operator => return,
                Kind::Particle if n.is(Labels::THAT | Labels::CLAUSE | Labels::RELATIVE | Labels::CONDITION) => return,
                _ => {}
            }
        }
    }

    /// Whether a word is such a predicate; if so, gives the event its modality.
    fn makes(&self, n: &Node, denied: bool, at: usize, way: &mut Way) -> bool {
        use Modality::{Agreed, Demanded, Negated, Possible, Promised, Refused};
        let words = &self.k.language.shades.predicates;
        let not = denied || self.after_is_not(at);
        let is = |words: &WordList| self.of_lemma(words, n);
        let modality = if is(&words.possible) {
            if not { Negated } else { Possible }
        } else if is(&words.hard) {
            Possible
        } else if is(&words.negated) {
            if not { Possible } else { Negated }
        } else if is(&words.demanded) {
            if not { Negated } else { Demanded }
        } else if is(&words.refused) {
            if not { Possible } else { Refused }
        } else if is(&words.agreed) {
            if not { Refused } else { Agreed }
        } else if is(&words.soon) && self.nodes.get(at + 1).is_none_or(|n| n.kind != Kind::Prep) {
            // `القصف قريب من المدينة` says where.
            if not { Possible } else { Promised }
        } else if is(&words.ceases) && !not {
            way.ceases = !way.ceases;
            return true;
        } else {
            // `تبادل الأسرى ليس مطروحا`
            return n.operator.is_some_and(|op| self.ends_clause(at, op) && self.by_effect(op, not, way));
        };
        way.modality = Some(modality);
        true
    }

    /// `أوضاع صعبة`: whether a word only describes the indefinite noun right before it.
    fn attributive(&self, at: usize, last: usize) -> bool {
        let (n, b) = (&self.nodes[at], &self.nodes[at - 1]);
        let gender = |n: &Node| n.feats.map(|f| f.gender);
        at - 1 > last
            && matches!(b.kind, Kind::Noun | Kind::Adjective)
            && b.enc.is_none()
            && !b.pro.has(Proclitics::AL)
            && gender(b) == gender(n)
    }

    /// Whether a phrase of two words says that what stands before it is refused.
    fn refused_by(&self, n: &Node) -> bool {
        let word = |i: u32| self.types.folded(self.parse.tokens[i as usize]);
        let mut words = self.k.language.shades.predicates.refused_as.iter().map(|phrase| phrase.split(' '));
        words.any(|phrase| phrase.eq([word(n.first), word(n.last - 1)]))
    }

    /// Whether an operator has nothing after it that it could govern.
    fn ends_clause(&self, at: usize, op: u16) -> bool {
        let takes = |prep: &str| self.k.language.operators[op as usize].preps.iter().any(|p| **p == *prep);
        self.nodes.get(at + 1).is_none_or(|n| match n.kind {
            Kind::Stop | Kind::Comma | Kind::Time | Kind::Close => true,
            Kind::Prep => !takes(self.folded_stem(n)),
            Kind::Particle => n.joined_prep().is_some(),
            _ => false,
        })
    }

    /// Gives the event what an operator says, where it stands as a predicate.
    fn by_effect(&self, op: u16, not: bool, way: &mut Way) -> bool {
        use Modality::{Agreed, Demanded, Negated, Possible, Promised, Refused};
        let operator = &self.k.language.operators[op as usize];
        let modality = match operator.effect {
            Effect::Set(_) if operator.untold || operator.stands => return false,
            Effect::Set(Possible) => {
                if not {
                    Negated
                } else {
                    Possible
                }
            }
            Effect::Set(Demanded) => {
                if not {
                    Negated
                } else {
                    Demanded
                }
            }
            Effect::Set(Agreed) => {
                if not {
                    Refused
                } else {
                    Agreed
                }
            }
            Effect::Set(Promised) => {
                if not {
                    Negated
                } else {
                    Promised
                }
            }
            Effect::Set(other @ (Negated | Refused)) if !not => other,
            _ => return false,
        };
        way.modality = Some(modality);
        true
    }

    /// Whether the word of a node is on a list.
    pub(super) fn of_lemma(&self, words: &WordList, n: &Node) -> bool {
        n.lemma.is_some_and(|l| holds(words, &self.k.lexicon.lemma(l).folded))
    }
}
