//! Positions that act, being the subject of a verb: who holds them does it.

use super::fill::Slots;
use super::slots::Sentence;
use crate::knowledge::{Labels, RoleKind};
use crate::parse::{Entity, Kind};
use hudna_arabic::morph::{Proclitics, Voice};
use hudna_claims::Event;

/// Within how many nodes after a position stands whom it stops.
const REACH: usize = 6;

impl Sentence<'_> {
    /// `منع حاجز للجيش مرور القوافل`, `حاجز للجيش يمنع`, `منعت حواجز الجيش مرور القوافل`: whose the position is that is the subject of a
    /// verb acts.
    pub(super) fn manned(&self, verb: usize, event: Event, slots: &mut Slots) {
        let active = self.nodes[verb].feats.is_none_or(|f| f.voice != Voice::Passive);
        if let Some(post) = self.post_acts(verb, event).filter(|_| active) {
            slots.actor.clear();
            return self.acts_from(post, self.holder_of(post).unwrap_or(post), slots);
        }
        if !active || !slots.actor.is_empty() {
            return;
        }
        let bare = |i: usize| !self.has_prep(i) && self.nodes[i].pro.0 & !(Proclitics::WA.0 | Proclitics::AL.0) == 0;
        // `حاجز للجيش`, but `سمح الحاجز للسكان`
        let some = |i: usize| self.post(i) && bare(i) && !self.nodes[i].pro.has(Proclitics::AL);
        let post = |i: usize| self.post(i) && bare(i);
        let party = |e: &Entity| e.actor.is_some() && !e.person;
        let owns = |i: usize| {
            self.nodes.get(i).is_some_and(|n| n.joined_prep() == Some("ل") && !n.joined_by_and())
                && self.entity(i).is_some_and(party)
        };
        // What is struck or taken is a position too.
        let held_up = matches!(event, Event::AccessDeny | Event::AccessAllow | Event::RouteClose | Event::Detain);
        if held_up {
            let after = Some(verb + 2).filter(|&o| owns(o) && some(o - 1));
            let before = verb.checked_sub(1).filter(|&o| o > 0 && owns(o) && some(o - 1));
            if let Some(owner) = after.or(before) {
                return self.acts_from(owner - 1, owner, slots);
            }
        }
        let of = |i: usize| self.entity(i).is_some_and(|e| e.area && e.of.is_some());
        let Some(held) = Some(verb + 1).filter(|&i| i < self.nodes.len() && of(i) && post(i)) else { return };
        // `قصفت مواقع الجيش البلدة`, `أطلق حاجز الجيش النار`: but not `قصفت مواقع الجيش في البلدة`.
        let light = self.nodes[verb].is(Labels::LIGHT);
        let struck = |i: &usize| {
            let n = &self.nodes[*i];
            let object = self.entity(*i).is_some_and(|e| e.can_place() || party(e));
            (object || light && n.kind == Kind::Noun) && bare(*i) && !n.joined_by_and()
        };
        let next = (held + 1..self.nodes.len()).find(|&i| self.nodes[i].kind != Kind::Adjective);
        let opens = verb == self.sentence_start(verb) && self.nodes[verb].enc.is_none();
        let strikes = event == Event::Attack && opens && next.as_ref().is_some_and(struck);
        if held_up || strikes {
            self.acts_from(held, held, slots);
        }
    }

    /// `منعت نقاط أمنية فريقا طبيا من الدخول`, `حاجز المدخل أوقف باصين`: a position, of nobody who is named, that lets somebody through or not:
    /// whom it stops follows.
    fn post_acts(&self, verb: usize, event: Event) -> Option<usize> {
        let held_up = matches!(event, Event::AccessDeny | Event::AccessAllow | Event::Detain);
        let post = |i: &usize| {
            let n = &self.nodes[*i];
            let of = self.entity(*i).is_some_and(|e| e.area && e.of.is_none() && e.actor.is_none());
            of && self.post(*i) && !self.has_prep(*i) && n.enc.is_none() && n.pro.0 == 0
        };
        let v = &self.nodes[verb];
        let after = Some(verb + 1).filter(|&i| held_up && i < self.nodes.len() && v.enc.is_none());
        let before = verb.checked_sub(1).filter(|&b| held_up && self.before(b).is_none_or(|o| self.opens_on(o)));
        let free = |i: &usize| self.nodes.get(i + 1).is_none_or(|o| o.joined_prep() != Some("ل"));
        let object = |from: usize| {
            // Over where it stands: `منعت نقاط أمنية في المدخل فريقا`.
            let place = |i: usize| {
                let n = &self.nodes[i];
                let told = n.kind == Kind::Adjective || n.is(Labels::BELONG);
                n.kind == Kind::Prep && n.enc.is_none() || told || self.has_prep(i)
            };
            let next = (from..self.nodes.len()).find(|&i| !place(i));
            next.is_some_and(|i| {
                let n = &self.nodes[i];
                matches!(n.kind, Kind::Entity | Kind::Noun | Kind::Number) && !n.joined_by_and() && i < from + REACH
            })
        };
        let after =
            after.filter(post).filter(free).filter(|&i| super::doers::said_of(v, &self.nodes[i]) && object(i + 1));
        let before = before
            .filter(post)
            .filter(|&i| !v.joined_by_and() && super::doers::said_of(v, &self.nodes[i]) && object(verb + 1));
        after.or(before)
    }

    /// `حاجز تابع لقوات الأمن`: to whom a position right before a word of belonging is told to belong.
    fn holder_of(&self, post: usize) -> Option<usize> {
        self.nodes.get(post + 1).filter(|n| n.is(Labels::BELONG))?;
        (post + 2..self.nodes.len().min(post + 4)).find(|&i| self.party(i) && self.has_prep(i))
    }

    /// Whether a node opens a clause: a mark, or a particle before what the clause is about.
    fn opens_on(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        matches!(n.kind, Kind::Comma | Kind::Stop) || n.kind == Kind::Particle && n.is(Labels::THAT | Labels::CLAUSE)
    }

    /// Makes who is named at a node the actor, who has his position at another.
    fn acts_from(&self, post: usize, who: usize, slots: &mut Slots) {
        for slot in [RoleKind::Target, RoleKind::Place] {
            slots.get_mut(slot).retain(|f| f.line != self.line || f.node as usize != post && f.node as usize != who);
        }
        slots.actor.push(self.found(who));
    }
}
