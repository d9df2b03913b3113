//! Who mediates: after a mark of mediation (`برعاية روسية`), with a verb of it (`تشرف الأمم المتحدة على الهدنة`), or between two others.

use super::build::Draft;
use super::fill::Slots;
use super::govern::Way;
use super::slots::{Found, Sentence};
use super::trigger::Trigger;
use crate::knowledge::{ActorKind, Labels, RoleKind, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::Pos;
use hudna_claims::{Event, Modality};

/// How many nodes after an event a mark of mediation may stand.
const REACH: usize = 30;

/// The home of a body of many states, in the code of countries.
const MANY: &str = "IGO";

/// How many nodes lie at most between a verb of mediation and its event.
const NEAR: usize = 8;

/// How many nodes after an agreement the truce that is agreed stands.
const NEXT: usize = 3;

impl Sentence<'_> {
    /// Adds who mediates the event of a trigger. Who does is no party to it.
    pub(super) fn mediators(&self, trigger: &Trigger, slots: &mut Slots) {
        let marked = self.parse.has(Kind::MediatorMark);
        if marked {
            self.mediators_after(trigger.node, slots);
        }
        if slots.mediator.is_empty() {
            let front = if marked { self.mark_in_front(trigger.node) } else { None };
            let told = front.or_else(|| self.overseers(trigger));
            slots.mediator.extend(told.into_iter().flatten());
        }
        let Slots { actor, mediator, .. } = slots;
        actor.retain(|did| !mediator.iter().any(|m| (m.line, m.node) == (did.line, did.node)));
    }

    /// `اجتماع في المطار برعاية روسية وتركية`: who stands after the mark in the clause.
    fn mediators_after(&self, at: usize, slots: &mut Slots) {
        for i in at + 1..self.nodes.len().min(at + REACH) {
            let n = &self.nodes[i];
            let clause = n.kind == Kind::Particle && n.is(Labels::THAT | Labels::CLAUSE);
            if n.kind == Kind::Stop || clause || self.triggers.contains(&i) && !n.joined_by_and() {
                break;
            }
            if n.kind == Kind::MediatorMark {
                let marked = self.marked(i);
                // `بإشراف المستشار الدكتور فلان`: nobody else stands between the mark and the name.
                let first = marked.first().map_or(i, |f| f.node as usize);
                slots.mediator.retain(|f| f.line != self.line || !(i..first).contains(&(f.node as usize)));
                for found in marked {
                    slots.add(RoleKind::Mediator, found);
                }
                break;
            }
        }
    }

    /// `بوساطة قطرية، أطلقت الجبهة سراح الجنود`: a mark that opens the sentence is for its first event.
    fn mark_in_front(&self, at: usize) -> Option<Vec<Found>> {
        let mark = (self.sentence_start(at)..at).find(|&i| !self.nodes[i].is_quote())?;
        let first = self.nodes[mark].kind == Kind::MediatorMark && !(mark..at).any(|i| self.triggers.contains(&i));
        first.then(|| self.marked(mark))
    }

    /// Those who stand after a mark: `برعاية روسيا`, `بإشراف ومتابعة مباشرة من الأمم المتحدة`; a nisba names the actor too.
    fn marked(&self, mark: usize) -> Vec<Found> {
        let nation = |n: &Node| {
            matches!(n.kind, Kind::Adjective | Kind::Unknown | Kind::Noun)
                && crate::parse::adjective_actor(self.types, self.parse.tokens[n.first as usize]).is_some()
        };
        // How it is done, and a noun joined to it, stand before من.
        let how = |n: &Node| match n.kind {
            Kind::Adjective => !nation(n),
            Kind::Noun => n.joined_by_and() || n.operator.is_some() || n.pos() == Some(Pos::ActiveParticiple),
            _ => false,
        };
        let mut next = mark + 1;
        while self.nodes.get(next).is_some_and(how) {
            next += 1;
        }
        let from =
            |n: &Node| n.kind == Kind::Prep && n.enc.is_none() && holds(&self.k.language.part_of, self.folded_stem(n));
        let by = self.nodes.get(next).is_some_and(from);
        // `بوساطة ورعاية المحافظ`: without it only a noun that is joined may stand between.
        next = if by || self.nodes[mark + 1..next].iter().all(Node::joined_by_and) { next } else { mark + 1 };
        next += usize::from(by);
        // `برعاية روسية وتركية`, `بوساطة عمانية أميركية`
        let nations = self.nodes[next.min(self.nodes.len())..].iter().take_while(|n| nation(n)).count();
        if nations > 0 {
            return (next..next + nations).map(|i| self.found(i)).collect();
        }
        // `بإشراف المستشار في الديوان الملكي الدكتور فلان`: the name comes after a nameless office.
        let person = |i: &usize| self.entity(*i).is_some_and(|e| e.person);
        let phrase = |i: &usize| {
            let n = &self.nodes[*i];
            matches!(n.kind, Kind::Entity | Kind::Prep | Kind::Adjective | Kind::Noun) && n.enc.is_none()
        };
        let nameless = |e: &Entity| e.actor.is_none() && !e.person && e.people.is_none();
        let titled = self.entity(next).is_some_and(nameless) && self.nodes[next].is(Labels::OFFICE);
        let end = self.nodes.len().min(next + NEAR);
        let named = (next..end).take_while(phrase).find(person).filter(|_| titled);
        let next = named.unwrap_or(next);
        if self.entity(next).is_some_and(Entity::can_act) { self.conjuncts(next) } else { Vec::new() }
    }

    /// `أعلنت واشنطن اتفاقا بين بيروت ودمشق على هدنة`: whether the deal over an event is one between others than who announces it.
    pub(super) fn deal_between(&self, at: usize, way: &Way) -> bool {
        let between = |p: usize| {
            let n = &self.nodes[p];
            let prep = n.kind == Kind::Prep && n.enc.is_none();
            prep && holds(&self.k.language.prepositions.between, self.folded_stem(n)) && self.conjuncts(p + 1).len() > 1
        };
        way.operators.iter().any(|&(g, _)| self.nodes[g].is(Labels::DEAL) && (g + 1..at).any(between))
    }

    /// Whether a node is a verb of mediation.
    fn oversees(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        n.kind == Kind::Verb
            && self
                .types
                .readings(self.parse.tokens[n.head as usize])
                .iter()
                .any(|r| holds(&self.k.language.oversees, &self.k.lexicon.lemma(r.lemma).folded))
    }

    /// `تشرف الأمم المتحدة على إجلاء المدنيين`, `هدنة ترعاها تركيا`: the subject of a verb of mediation over the event or in a
    /// clause on it.
    fn overseers(&self, trigger: &Trigger) -> Option<Vec<Found>> {
        let acts = |i: usize| self.entity(i).is_some_and(Entity::can_act) && !self.has_prep(i);
        // On it: the verb takes the event up again.
        let on = (trigger.last + 1..self.nodes.len().min(trigger.last + 5))
            .take_while(|&i| {
                matches!(self.nodes[i].kind, Kind::Adjective | Kind::Particle | Kind::Time | Kind::Verb | Kind::Close)
            })
            .find(|&i| {
                self.oversees(i) && (self.in_relative(i) || !self.nodes[i].joined_by_and()) && self.resumptive(i)
            });
        if let Some(verb) = on {
            let next = (verb + 1..self.nodes.len().min(verb + 4)).find(|&i| {
                !(self.nodes[i].kind == Kind::Prep && self.nodes[i].enc.is_some() || self.nodes[i].kind == Kind::Time)
            })?;
            return acts(next).then(|| self.conjuncts(next));
        }
        let subject = |verb: usize| {
            let own = self.subject_before(verb);
            own.or_else(|| (verb + 1..trigger.node).find(|&i| acts(i)).map(|i| self.conjuncts(i)))
        };
        // `رعت الأمم المتحدة مفاوضات`: the verb may be of the event's own words.
        if let Some(&verb) = trigger.nodes.iter().find(|&&i| i < trigger.node && self.oversees(i)) {
            return subject(verb);
        }
        let at = trigger.nodes.iter().copied().min()?;
        let plain = |n: &Node| {
            matches!(n.kind, Kind::Entity | Kind::Prep | Kind::Adjective | Kind::Time | Kind::Open | Kind::Close)
                || n.kind == Kind::Noun
        };
        let verb = (at.saturating_sub(NEAR)..at).rev().find(|&i| !plain(&self.nodes[i]))?;
        if !self.oversees(verb) || (verb + 1..at).any(|i| self.triggers.contains(&i)) {
            return None;
        }
        subject(verb)
    }
}

/// `توصل الطرفان إلى اتفاق على هدنة برعاية أممية`: who sponsors the deal sponsors what was agreed, and the other way about.
pub(super) fn of_one_deal(s: &Sentence<'_>, drafts: &mut [Draft]) {
    let deals = |d: &Draft| matches!(d.event, Event::Agree | Event::Truce | Event::Exchange);
    for i in 0..drafts.len() {
        let d = &drafts[i];
        if !deals(d) || !d.slots.mediator.is_empty() {
            continue;
        }
        let next = |a: &Draft, b: &Draft| {
            a.last < b.node
                && b.node <= a.last + NEXT
                && !s.nodes[a.last + 1..=b.node].iter().any(|n| n.joined_by_and())
        };
        let other = drafts.iter().find(|o| deals(o) && o.event != d.event && (next(o, d) || next(d, o)));
        let taken = other.map(|o| o.slots.mediator.clone()).unwrap_or_default();
        drafts[i].slots.mediator = taken;
    }
}

/// `هدنة أعلنتها الأمم المتحدة`: a body of many states that bears no arms is no party to a truce, but brings it about.
pub(super) fn of_many_states(s: &Sentence<'_>, drafts: &mut [Draft]) {
    let body = |f: &Found| {
        let actor = s.lines_entity(*f).filter(|e| !e.weak).and_then(|e| e.actor).map(|a| &s.k.actors[a as usize]);
        actor.is_some_and(|a| a.kind == ActorKind::Body && a.country == MANY)
    };
    for d in drafts.iter_mut().filter(|d| d.event == Event::Truce && d.slots.mediator.is_empty()) {
        let (bodies, parties): (Vec<Found>, Vec<Found>) = d.slots.actor.iter().partition(|f| body(f));
        d.slots.actor = parties;
        // `هدنة طالب بها مجلس الأمن`: which only asks for it.
        if !matches!(d.modality, Modality::Demanded | Modality::Possible) {
            d.slots.mediator = bodies;
        }
    }
}

/// `تحاول بغداد التوصل إلى مصالحة بين دمشق وأنقرة`: who brings about between two others what is theirs is no party to it.
pub(super) fn between(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut() {
        let deal = matches!(d.event, Event::Agree | Event::Truce | Event::Exchange | Event::Meet);
        if !deal || d.slots.actor.len() < 3 || !d.slots.mediator.is_empty() {
            continue;
        }
        let two = |p: usize| {
            let n = &s.nodes[p];
            let between =
                n.kind == Kind::Prep && n.enc.is_none() && holds(&s.k.language.prepositions.between, s.folded_stem(n));
            let row = if between { s.conjuncts(p + 1 + usize::from(s.nodes[p + 1].is_quote())) } else { Vec::new() };
            (row.len() > 1 && row.iter().all(|f| s.entity(f.node as usize).is_some_and(Entity::can_act))).then_some(row)
        };
        let end = s.sentence_end(d.node).min(d.last + NEAR);
        let Some(row) = (d.node + 1..end).filter(|&p| p + 2 < s.nodes.len()).find_map(two) else { continue };
        let who = |f: &Found| s.lines_entity(*f).and_then(|e| e.actor);
        let own = |f: &Found| row.iter().any(|r| (r.line, r.node) == (f.line, f.node) || who(r) == who(f));
        let (parties, others): (Vec<Found>, Vec<Found>) = d.slots.actor.iter().partition(|f| own(f));
        if parties.len() != row.len() {
            continue;
        }
        let (first, last) = (row[0].node as usize, row[row.len() - 1].node as usize);
        let here = |f: &Found| f.line == s.line && f.via.is_none();
        // `بين روسيا والنظام من جهة وتركيا من جهة أخرى`, `اتفق الوزيران على تعاون بين البلدين`
        let more = |f: &Found| here(f) && f.node as usize > last;
        if others.iter().any(more) || s.nodes[d.node].kind == Kind::Verb && others.len() > 1 {
            continue;
        }
        // Who is only named somewhere else has nothing to do with it.
        let brings = |f: &&Found| {
            let at = f.node as usize;
            let near = here(f) && at < first && first - at < NEAR + 3;
            let acts = s.lines_entity(**f).is_some_and(|e| e.actor.is_some() && !e.person);
            let leads = near && s.nodes[at..first].iter().all(|n| !matches!(n.kind, Kind::Comma | Kind::Stop));
            // `أعلنت واشنطن توقيع اتفاق بين بيروت ودمشق`: who only announces it brings nothing about.
            let announces = |n: &Node| n.operator.is_some_and(|op| s.k.language.operators[op as usize].announces);
            let verb = |i: usize| s.nodes[i].kind == Kind::Verb && !announces(&s.nodes[i]);
            let next = (at + 1..first).find(|&i| !s.nodes[i].is_quote());
            let tells = match d.event {
                Event::Meet => d.last > d.node,
                Event::Truce => at > d.node,
                _ => true,
            };
            leads && acts && tells && (s.before(at).is_some_and(verb) || next.is_some_and(verb))
        };
        d.slots.mediator = others.iter().filter(brings).copied().collect();
        d.slots.actor = parties;
    }
}
