//! Cases that posts spell otherwise than the press: `قصف الحوثيين مواقع الجيش`, `اعتقلت عدد من الشبان`.

use super::doers::{said_of, strikes_by_preposition};
use super::slots::{Dependent, Found, Sentence};
use super::trigger::Trigger;
use crate::knowledge::{Frame, Labels, RoleKind, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Gender, Number, Pos, Proclitics};

impl Sentence<'_> {
    /// `قصف الحوثيين مواقع الجيش`: whether who stands right after a masculine verb, in the form of an object, is its subject all the same:
    /// what it is done to follows.
    /// `بدأ آلاف النازحين العودة`: or of whom so many begin, try or refuse the deed that follows, which the word of number puts in that form.
    pub(super) fn acts_as_object(&self, verb: usize, who: usize) -> bool {
        if self.some_of_many(who) && self.nodes[verb].operator.is_some() {
            let deed = |n: &Node| n.kind == Kind::Noun && n.pos() == Some(Pos::Masdar) && n.joined_prep().is_none();
            return self.nodes.get(who + 1).is_some_and(|n| deed(n) && !n.joined_by_and());
        }
        let masculine = self.nodes[verb].feats.is_some_and(|f| f.person == 3 && f.gender == Gender::Masculine);
        if !masculine || who != verb + 1 || self.nodes[verb].enc.is_some() {
            return false;
        }
        let skipped = |k: Kind| matches!(k, Kind::Adjective | Kind::Open | Kind::Close);
        let Some(next) = (who + 1..self.nodes.len()).find(|&i| !skipped(self.nodes[i].kind)) else { return false };
        let n = &self.nodes[next];
        if n.joined_by_and()
            || n.joined_prep().is_some()
            || self.triggers.contains(&next) && n.pos() == Some(Pos::Masdar)
        {
            return false;
        }
        let word = self.types.folded(self.parse.tokens[n.first as usize]);
        match n.kind {
            Kind::Entity => {
                let place = |e: &Entity| e.actor.is_none() && !e.person && e.can_place();
                self.entity(next).is_some_and(place) || n.pro.0 == 0 && n.enc.is_none() && word.ends_with('ا')
            }
            // `باحات المسجد`
            Kind::Noun => {
                let of = || self.nodes.get(next + 1).is_some_and(|g| g.pro.0 == Proclitics::AL.0);
                n.pro.0 == 0 && (word.ends_with('ا') || n.is(Labels::PLACE_KIND) || !n.is(Labels::DIRECTION) && of())
            }
            Kind::Number => true,
            _ => false,
        }
    }

    /// `أسروا عددا من الضباط`, `اعتقلت عدد من الشبان`: whether a word for some of those after it, right after a verb, is what it is done to: it is in the
    /// accusative, or a masculine after a feminine verb, or stands after one in the plural, none of which it can be the subject of.
    pub(super) fn some_done_to(&self, verb: usize) -> bool {
        let Some(n) = self.nodes.get(verb + 1).filter(|n| n.kind == Kind::Noun && n.is(Labels::QUANTIFIER)) else {
            return false;
        };
        let v = self.nodes[verb].feats.filter(|f| f.person == 3);
        let several = v.is_some_and(|f| f.number == Number::Plural);
        let feminine = v.is_some_and(|f| f.gender == Gender::Feminine && f.number == Number::Singular);
        let one = n.feats.is_some_and(|f| f.gender == Gender::Masculine && f.number == Number::Singular);
        let of = self.nodes.get(verb + 2).is_some_and(|p| {
            p.kind == Kind::Prep && p.enc.is_none() && holds(&self.k.language.part_of, self.folded_stem(p))
        });
        several || self.accusative(verb + 1) || feminine && one && of
    }

    /// `أسر عنصرين على الجبهة`: whether two or several right after a verb are in the form of an object, and nothing is told after them that
    /// they do it to.
    fn done_to_them(&self, verb: usize) -> bool {
        let Some(n) = self.nodes.get(verb + 1).filter(|n| n.kind == Kind::Entity && n.pro.0 == 0) else { return false };
        let word = self.types.folded(self.parse.tokens[n.head as usize]);
        let two = n.feats.is_some_and(|f| f.number == Number::Dual) && word.ends_with("ين");
        two && self.entity(verb + 1).is_some_and(|e| e.people.is_some()) && !self.acts_as_object(verb, verb + 1)
    }

    /// `ثم أفرجت عنهما`, `قبل أن يطلقوا سراحه`: whether a verb of a feminine or of several is none that tells what was done: that stands in the
    /// masculine before a preposition, and agrees with its own object.
    pub(super) fn active_by_form(&self, trigger: &Trigger, frame: &Frame, deps: &[Dependent<'_>]) -> bool {
        let Some(f) = self.nodes[trigger.node].feats.filter(|f| f.person == 3) else { return false };
        let several = f.number == Number::Plural;
        let other = |i: &usize| {
            let n = &self.nodes[*i];
            // `سلموا أنفسهم`: but what they do to themselves.
            let own = holds(&self.k.language.oneself, self.folded_stem(n));
            let object = *i > trigger.node && n.kind == Kind::Noun && n.joined_prep().is_none() && !own;
            object && (several || !said_of(&self.nodes[trigger.node], n))
        };
        (several || f.gender == Gender::Feminine && f.number == Number::Singular)
            && (strikes_by_preposition(frame, deps) || trigger.nodes.iter().any(other))
    }

    /// Whether the phrase right after a verb is what it is done to by its form.
    pub(super) fn object_after(&self, verb: usize, first: Found, roles: &[RoleKind]) -> bool {
        let oblique = self.undergoes_it(first, roles) && !self.acts_as_object(verb, verb + 1);
        oblique || !roles.is_empty() && self.done_to_them(verb)
    }
}
