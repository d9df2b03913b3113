//! Arms that act: whose they are.

use super::group::{Grouper, Made};
use super::node::{Entity, Kind, Node};
use crate::knowledge::Labels;
use hudna_arabic::morph::{Gender, Proclitics};
use hudna_claims::Event;

/// Within how many nodes after arms it is told where they stand.
const DESCRIBED: usize = 8;

impl Grouper<'_, '_> {
    /// `الطيران الحربي للنظام`: arms that are named act for whose they are.
    pub(super) fn armed(&self, at: usize) -> Option<(Made, usize)> {
        let (node, entity) = (self.node(at)?, self.entity(at)?);
        let thing = entity.goods.is_some() && entity.places.is_empty();
        let arms = node.is(Labels::ARMS) && entity.actor.map_or(thing, |a| self.unnamed(a));
        if !arms {
            return None;
        }
        let mut made = *node;
        let told = Entity { goods: None, group: true, ..entity.clone() };
        // `طائرات مسيرة تابعة للجيش`
        let ties = |n: &Node| n.is(Labels::BELONG) && !n.joined_by_and() && self.describes(at, at + 1);
        if let Some((actor, next)) = self.node(at + 1).filter(|n| ties(n)).and_then(|_| self.owner(at + 1)) {
            made.last = self.nodes[next - 1].last;
            return Some((Some((made, Entity { actor: Some(actor), ..told })), next));
        }
        let owner = self.entity(at + 1).filter(|e| e.actor.is_some() && !e.person);
        let acts = || self.arms_act(at).then(|| (Some((made, told.clone())), at + 1));
        let Some(to) = self.node(at + 1).filter(|n| owner.is_some() && !n.joined_by_and()) else { return acts() };
        // `طائرات مسيرة للجيش`, `دبابات الجيش`
        let of = thing && to.pro.0 & !Proclitics::AL.0 == 0 && self.takes_genitive(at) && node.last == node.first + 1;
        if !(to.joined_prep() == Some("ل") || of) {
            return acts();
        }
        let owner = owner?;
        made.last = to.last;
        let told = Entity { actor: owner.actor, weak: owner.weak, rivals: owner.rivals.clone(), ..told };
        Some((Some((made, told)), at + 2))
    }

    /// `هاجمت خمس طائرات مسيرة المصفاة`, `طائرات مسيرة قصفت القرية`: whether arms without an owner act: they stand between a verb in the
    /// feminine and its object, or right before such a verb.
    fn arms_act(&self, at: usize) -> bool {
        let feminine = |n: &Node| {
            n.kind == Kind::Verb
                && n.feats.is_some_and(|f| f.gender == Gender::Feminine && f.person == 3)
                && n.enc.is_none()
        };
        let before = (0..at).rev().find(|&i| self.nodes[i].kind != Kind::Number);
        let object = |n: &Node| {
            matches!(n.kind, Kind::Entity | Kind::Noun | Kind::Number)
                && n.joined_prep().is_none()
                && !n.joined_by_and()
        };
        // `استخدمت فيها مدرعات حصلت عليها`: arms in a clause of which they are not the head do not act.
        let opens = |b: usize| matches!(self.nodes[b].kind, Kind::Comma | Kind::Stop | Kind::Particle | Kind::Open);
        let next = self.past_description(at);
        before.is_some_and(|b| feminine(&self.nodes[b])) && self.node(next).is_some_and(object)
            || self.node(next).is_some_and(|v| feminine(v) && v.pro.0 == 0) && before.is_none_or(opens)
    }

    /// `دبابات متمركزة قرب البلدة`: the node after arms, over a participle and where it says that they are.
    fn past_description(&self, at: usize) -> usize {
        let told = |n: &Node| n.describes() && matches!(n.kind, Kind::Adjective | Kind::Noun) && n.pro.0 == 0;
        if !self.node(at + 1).is_some_and(|n| told(n) && self.describes(at, at + 1)) {
            return at + 1;
        }
        let place = |i: usize| {
            let site = self.entity(i).is_some_and(|e| e.can_place() && !e.can_act());
            self.node(i).is_some_and(|n| {
                let where_to = n.kind == Kind::Prep && n.enc.is_none() || n.is(Labels::DIRECTION | Labels::PLACE_KIND);
                !n.joined_by_and() && (where_to || site || n.kind == Kind::Unknown)
            })
        };
        at + 2 + (at + 2..at + DESCRIBED).take_while(|&i| place(i)).count()
    }

    /// `دبابة إسرائيلية`, `دبابات روسية`: arms with a nisba act for the nation.
    #[inline]
    pub(super) fn arms_of_nation(&self, at: usize) -> Option<(Made, usize)> {
        if self.nodes[at].is(Labels::ARMS) { self.national_arms(at).or_else(|| self.owned_arms(at)) } else { None }
    }

    fn national_arms(&self, at: usize) -> Option<(Made, usize)> {
        let thing = || self.entity(at).is_some_and(|e| e.goods.is_some() && e.places.is_empty());
        let one = |n: &&Node| n.last == n.first + 1 || thing();
        let node = self.node(at).filter(|n| n.is(Labels::ARMS) && n.enc.is_none()).filter(one)?;
        let known = self.entity(at).is_some_and(|e| e.actor.is_some_and(|a| !self.unnamed(a)));
        // A word that can tell of a protest (`مسيرة`) is not taken for arms, but beside a blow.
        let march = self.opens(node, &[Event::Protest]);
        if known {
            return None;
        }
        let mut last = at + 1;
        let mut nation = None;
        while let Some(a) = self.node(last).filter(|a| a.kind == Kind::Adjective && self.describes(at, last)) {
            if a.pro.0 & !Proclitics::AL.0 != 0 || a.pro.has(Proclitics::AL) != node.pro.has(Proclitics::AL) {
                break;
            }
            nation = nation.or(crate::parse::adjective_actor(self.types, self.parse.tokens[a.first as usize]));
            last += 1;
        }
        let actor = Some(nation?);
        if march && self.entity(at).is_none() && !self.strikes_beside(at, last) {
            return None;
        }
        let mut made = *node;
        made.last = self.nodes[last - 1].last;
        let definite = node.pro.has(Proclitics::AL);
        let entity = Entity { actor, group: true, definite, name_first: node.first, ..Entity::default() };
        Some((Some((made, entity)), last))
    }

    /// `دبابات متمركزة قرب الجسر`: whether an adjective of arms tells where they are based, by a preposition or a side after it.
    pub(super) fn based(&self, at: usize) -> bool {
        let side = |n: &Node| n.kind == Kind::Prep || n.kind == Kind::Noun && n.is(Labels::DIRECTION);
        self.opens(&self.nodes[at], &[Event::Deploy]) && self.node(at + 1).is_some_and(side)
    }
}
