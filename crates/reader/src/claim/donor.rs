//! Who sends what is delivered, where the words for the goods say it: `مساعدات من الأمم المتحدة`, `سفينة إغاثية سعودية`.

use super::fill::Slots;
use super::slots::{Found, Sentence};
use super::trigger::Trigger;
use crate::knowledge::{Frame, Labels, RoleKind, holds};
use crate::parse::{Entity, Kind, Node, adjective_actor};
use hudna_arabic::morph::Proclitics;
use hudna_claims::Event;

impl Sentence<'_> {
    /// `30 شاحنة محملة بالطحين دخلت`: of the words that the event takes, the load stands before it too.
    pub(super) fn load_before(&self, trigger: &Trigger, frame: &Frame, slots: &mut Slots) {
        let first = trigger.nodes.iter().copied().min().filter(|first| *first < trigger.node);
        let takes = frame.roles.iter().any(|(_, roles)| roles.contains(&RoleKind::Goods));
        let Some(first) = first.filter(|_| takes && slots.goods.is_empty()) else { return };
        let load = (first + 1..trigger.node).find(|&i| self.entity(i).is_some_and(|e| e.goods.is_some()));
        slots.goods.extend(load.into_iter().flat_map(|at| self.conjuncts(at)));
    }

    /// Fills the actor of a delivery from the words for what is delivered, where nobody else acts.
    pub(super) fn sent_from(&self, trigger: &Trigger, frame: &Frame, slots: &mut Slots) {
        // `وصلت طائرة مساعدات قطرية`: a vehicle that is nobody's sends nothing.
        let nameless = matches!(slots.actor[..], [one] if self.nameless_vehicle(one));
        if frame.event != Event::AidDeliver || !(slots.actor.is_empty() || nameless) {
            return;
        }
        let here = |f: &Found| (f.line == self.line && f.via.is_none()).then_some(f.node as usize);
        let goods = slots.goods.iter().filter_map(here).chain(trigger.nodes.iter().copied());
        let goods = goods.filter(|&i| self.entity(i).is_some_and(|e| e.goods.is_some() && e.actor.is_none()));
        let sent = goods.into_iter().find_map(|at| self.sender(at)).or_else(|| self.nation_of(trigger));
        if let Some(sent) = sent {
            slots.target.retain(|f| !f.among(&sent));
            slots.actor = sent;
        }
    }

    fn nameless_vehicle(&self, found: Found) -> bool {
        let vehicle = |n: &Node| self.carrier(n) && n.last == n.first + 1;
        let nobody = |e: &Entity| e.actor.is_none() && e.of.is_none() && !e.person;
        found.line == self.line
            && vehicle(&self.nodes[found.node as usize])
            && self.lines_entity(found).is_some_and(nobody)
    }

    /// `قافلة مساعدات`: goods with nothing joined to them, named right after what brings them.
    pub(super) fn load(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        n.pro.0 == 0 && n.enc.is_none() && self.entity(at).is_some_and(|e| e.goods.is_some() && e.actor.is_none())
    }

    /// Whether a phrase is of goods: named as who acts it is for the nation that they are of.
    pub(super) fn is_goods(&self, found: Found) -> bool {
        self.lines_entity(found).is_some_and(|e| e.goods.is_some())
    }

    /// A word for what brings goods.
    fn carrier(&self, n: &Node) -> bool {
        matches!(n.kind, Kind::Noun | Kind::Entity)
            && (holds(&self.k.language.vehicles, self.folded_stem(n)) || n.is(Labels::ARMS))
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
        // `قافلة إغاثية للأمم المتحدة`: who brings relief is not who gets it.
        let relief = |a: u32| matches!(&*self.k.actors[a as usize].sector, "IGO" | "NGO");
        let of_relief = n.joined_prep() == Some("ل") && self.entity(next).and_then(|e| e.actor).is_some_and(relief);
        if of_relief && !self.types.word(self.parse.tokens[self.nodes[goods].first as usize]).article {
            return Some(self.conjuncts(next));
        }
        let owned = n.kind == Kind::Entity && next == goods + 1 && self.nodes[goods].enc.is_none();
        if owned && !self.nodes[goods].pro.has(Proclitics::AL) && sends(next) {
            return Some(self.conjuncts(next));
        }
        let from = n.kind == Kind::Prep && n.enc.is_none() && holds(&self.k.language.part_of, self.folded_stem(n));
        (from && sends(next + 1)).then(|| self.conjuncts(next + 1))
    }

    /// `سفينة إغاثية سعودية`, `طائرة مساعدات قطرية`, `الطائرة الإغاثية السعودية`: the adjective of a nation on the vehicle that brings them, or
    /// on the goods right after it.
    fn nation_of(&self, trigger: &Trigger) -> Option<Vec<Found>> {
        let at = (trigger.node..=trigger.last).find(|&i| self.carrier(&self.nodes[i]))?;
        let nation = |t: u32| adjective_actor(self.types, self.parse.tokens[t as usize]).is_some();
        for (i, n) in self.nodes.iter().enumerate().skip(at).take(4) {
            let found = match n.kind {
                Kind::Adjective => nation(n.first),
                Kind::Noun | Kind::Entity if i == at || self.load(i) => n.last > n.first + 1 && nation(n.last - 1),
                // `طائرة شحن مصرية`
                Kind::Noun if i == at + 1 && n.joined_prep().is_none() && n.enc.is_none() => false,
                _ => return None,
            };
            if found {
                return Some(vec![self.found(i)]);
            }
        }
        None
    }
}
