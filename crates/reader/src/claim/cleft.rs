//! Sentences that say who it was: `الجيش هو من قصف المشفى`, `الجهة التي قصفت المشفى هي الجيش`.

use super::fill::Slots;
use super::slots::{Found, Sentence};
use super::trigger::Trigger;
use crate::knowledge::{Frame, Labels, RoleKind};
use crate::parse::{Entity, Kind};
use hudna_arabic::morph::{Enclitic, Feats, Voice};

impl Sentence<'_> {
    /// Whether a pronoun stands before the one whom the clause before it is about: `التي قصفت المشفى هي الجيش`.
    pub(super) fn identifies(&self, at: usize) -> bool {
        self.for_whom(at) && self.acts_alone(at + 1)
    }

    /// Whoever is said to be the one who did what a clause tells acts.
    pub(super) fn identified(&self, trigger: &Trigger, frame: &Frame, slots: &mut Slots) {
        let acts = frame.slots("subject").is_none_or(|roles| roles.contains(&RoleKind::Actor));
        let verb = trigger.nodes.iter().copied().chain([trigger.node]).find(|&i| self.nodes[i].kind == Kind::Verb);
        let Some(verb) = verb.filter(|_| acts) else { return };
        let Some(relative) = self.relative_start(verb).filter(|&r| !self.resumptive(verb) || self.of_another(r, verb))
        else {
            return;
        };
        if self.nodes[verb].feats.is_some_and(|f| f.voice == Voice::Passive || f.person == 1) {
            return;
        }
        let Some(who) = self.pointed_at_before(relative).or_else(|| self.pointed_at_after(verb)) else { return };
        let same = |f: &Found| who.iter().any(|w| (w.line, w.node) == (f.line, f.node));
        slots.target.retain(|f| !same(f));
        slots.place.retain(|f| !same(f));
        slots.actor = who;
    }

    /// `ومن يحاصرها هو النظام`, `هم من استهدفوها`: the pronoun on the verb after من is of somebody whom the verb does not agree with.
    fn of_another(&self, relative: usize, verb: usize) -> bool {
        let v = &self.nodes[verb];
        let differs = |e: Enclitic, f: Feats| e.person == 3 && (e.number, e.gender) != (f.number, f.gender);
        self.nodes[relative].kind == Kind::Prep && v.enc.zip(v.feats).is_some_and(|(e, f)| differs(e, f))
    }

    /// `الجيش هو من قصف`, `قسد هي التي تحاصر الحي`
    fn pointed_at_before(&self, relative: usize) -> Option<Vec<Found>> {
        let pronoun = self.before(relative)?;
        let who = self.before(pronoun).filter(|&w| self.acts_alone(w))?;
        self.for_whom(pronoun).then(|| self.row_of(who))
    }

    /// `الجهة التي قصفت المشفى هي الجيش`, `من يحاصر المدينة هم الحوثيون`
    fn pointed_at_after(&self, verb: usize) -> Option<Vec<Found>> {
        let near = verb + 1..self.nodes.len().min(verb + 14);
        let ends = |i: &usize| {
            let n = &self.nodes[*i];
            matches!(n.kind, Kind::Stop | Kind::Comma)
                || n.kind == Kind::Particle && n.is(Labels::CLAUSE | Labels::THAT)
        };
        let pronoun = near.take_while(|i| !ends(i)).find(|&i| self.identifies(i))?;
        Some(self.conjuncts(pronoun + 1))
    }

    /// A pronoun by itself.
    fn for_whom(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        n.kind == Kind::Particle && n.is(Labels::PRONOUN) && n.enc.is_none() && !n.joined_by_and()
    }

    /// Whether a phrase names who can act, no preposition before it.
    fn acts_alone(&self, at: usize) -> bool {
        let who = |e: &Entity| (e.actor.is_some() || e.group || e.person) && e.goods.is_none();
        self.entity(at).is_some_and(who) && !self.has_prep(at) && !self.nodes[at].joined_by_and()
    }
}
