//! Who sends what is delivered, where the words for the goods say it: `مساعدات من الأمم المتحدة`, `سفينة إغاثية سعودية`.

use super::fill::Slots;
use super::slots::{Found, Sentence};
use super::trigger::Trigger;
use crate::knowledge::{Frame, holds};
use crate::parse::{Kind, adjective_actor};
use hudna_arabic::morph::Proclitics;
use hudna_claims::Event;

impl Sentence<'_> {
    /// Fills the actor of a delivery from the words for what is delivered, where nobody else acts.
    pub(super) fn sent_from(&self, trigger: &Trigger, frame: &Frame, slots: &mut Slots) {
        if frame.event != Event::AidDeliver || !slots.actor.is_empty() {
            return;
        }
        let here = |f: &Found| (f.line == self.line && f.via.is_none()).then_some(f.node as usize);
        let goods = slots.goods.iter().filter_map(here).chain(trigger.nodes.iter().copied());
        let goods = goods.filter(|&i| self.entity(i).is_some_and(|e| e.goods.is_some() && e.actor.is_none()));
        slots.actor =
            goods.into_iter().find_map(|at| self.sender(at)).or_else(|| self.nation_of(trigger)).unwrap_or_default();
    }

    /// `مساعدات الأمم المتحدة`, `مساعدات غذائية مقدمة من الهلال الأحمر`: who is named right after goods as theirs. A place, and a state that a
    /// place is called by, is where they come from.
    fn sender(&self, goods: usize) -> Option<Vec<Found>> {
        let describes = |i: &usize| {
            let n = &self.nodes[*i];
            n.is_quote() || n.kind == Kind::Adjective || n.describes()
        };
        let next = (goods + 1..self.nodes.len().min(goods + 4)).find(|i| !describes(i))?;
        let n = &self.nodes[next];
        let sends = |i: usize| {
            let body = self.entity(i).is_some_and(|e| e.actor.is_some() && !e.weak && e.places.is_empty());
            body && !self.nodes[i].joined_by_and() && self.nodes[i].joined_prep().is_none()
        };
        let owned = n.kind == Kind::Entity && next == goods + 1 && self.nodes[goods].enc.is_none();
        if owned && !self.nodes[goods].pro.has(Proclitics::AL) && sends(next) {
            return Some(self.conjuncts(next));
        }
        let from = n.kind == Kind::Prep && n.enc.is_none() && holds(&self.k.language.part_of, self.folded_stem(n));
        (from && sends(next + 1)).then(|| self.conjuncts(next + 1))
    }

    /// `سفينة إغاثية سعودية`: the adjective of a nation on the vehicle that brings them.
    fn nation_of(&self, trigger: &Trigger) -> Option<Vec<Found>> {
        let vehicle = |i: usize| holds(&self.k.language.vehicles, self.folded_stem(&self.nodes[i]));
        let at = (trigger.node..=trigger.last).find(|&i| self.nodes[i].kind == Kind::Noun && vehicle(i))?;
        let adjectives = (at + 1..self.nodes.len()).take_while(|&i| self.nodes[i].kind == Kind::Adjective);
        let nation =
            |i: &usize| adjective_actor(self.types, self.parse.tokens[self.nodes[*i].first as usize]).is_some();
        adjectives.take(3).find(nation).map(|i| vec![self.found(i)])
    }
}
