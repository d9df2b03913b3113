//! What befalls those who stand apart from it: a row of places, each with its district, between a verb of undergoing and what they undergo
//! (`تعرضت قرية كذا بالريف الشمالي، وقريتا كذا وكذا بالريف الغربي، لقصف`), and whoever was killed, as somebody tells; and in the clause in which a blow is carried out.

use super::fill::Slots;
use super::govern::Way;
use super::slots::{Dependent, Found, Position, Sentence};
use crate::knowledge::{AgentOf, Frame, Labels, Operator, RoleKind, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_claims::Event;

/// So many nodes the row may take.
const LONG: usize = 36;

/// How far after the word of a blow its aims may stand.
const AIMS: usize = 8;

impl Sentence<'_> {
    /// The places of such a row after the first one, each joined after a comma, where the event follows them.
    pub(super) fn undergo_too(&self, first: usize, place: impl Fn(usize) -> bool) -> Vec<Found> {
        let mut more = Vec::new();
        for i in first + 1..self.nodes.len().min(first + LONG) {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Noun if n.joined_prep() == Some("ل") && self.triggers.contains(&i) => return more,
                Kind::Prep if n.enc.is_none() && self.triggers.contains(&(i + 1)) => return more,
                Kind::Entity if place(i) && n.joined_by_and() && self.begins_anew(i) => more.extend(self.conjuncts(i)),
                Kind::Stop | Kind::Verb | Kind::Operator => break,
                Kind::Particle if n.is(Labels::THAT | Labels::CLAUSE | Labels::RELATIVE) => break,
                _ => {}
            }
        }
        Vec::new()
    }

    /// `بالريف الجنوبي وقرية كذا`, `، وأطراف كذا`
    fn begins_anew(&self, i: usize) -> bool {
        match self.nodes[i - 1].kind {
            Kind::Comma => true,
            Kind::Adjective => self.nodes[i].is(Labels::PLACE_KIND),
            _ => false,
        }
    }

    /// `قال المراسل إنه قتل ثلاثة`: after `أنه` of one who only tells of it, before those who were killed, nobody kills.
    pub(super) fn tells_only(&self, verb: usize, stands_for: Found) -> bool {
        if !self.nodes[verb].is(Labels::DEATH | Labels::INJURY) || self.nodes[verb].enc.is_some() {
            return false;
        }
        let tells = self.lines_node(stands_for).is_some_and(|n| n.is(Labels::SOURCE_HEAD));
        let kind = self.lines_entity(stands_for).and_then(|e| e.actor).map(|a| &self.k.actors[a as usize]);
        let next = (verb + 1..self.nodes.len()).find(|&i| !matches!(self.nodes[i].kind, Kind::Number | Kind::Time));
        let victims = next.is_some_and(|i| self.entity(i).is_some_and(|e| e.people.is_some()) && !self.has_prep(i));
        victims && (tells || kind.is_some_and(|a| a.tells()))
    }

    /// `وقامت على إثرها دورية بمداهمة منزل`: a preposition with a noun that only points back by its pronoun.
    pub(super) fn upon_it(&self, prep: usize) -> bool {
        let back = |n: &Node| matches!(n.kind, Kind::Noun | Kind::Prep) && n.enc.is_some_and(|e| e.person == 3);
        let points = |n: &Node| back(n) && n.pro.0 == 0;
        self.nodes[prep].kind == Kind::Prep
            && self.nodes[prep].enc.is_none()
            && self.nodes.get(prep + 1).is_some_and(points)
            && !self.triggers.contains(&(prep + 1))
    }

    /// `الغارات التي شنها التحالف على مواقع الجيش`: whether a phrase stands in the clause in which a blow is carried out, after a preposition
    /// before what is struck.
    pub(super) fn struck_in_clause(&self, last: usize, frame: &Frame, d: &Dependent<'_>) -> bool {
        let at = d.found.node as usize;
        let onto = |p: &str| frame.slots(p).is_some_and(|r| r.contains(&RoleKind::Target));
        // `هجمات نفذها التنظيم على مواقع للجيش`: whose it is, too.
        let struck = match d.position {
            Position::Prep(p) => onto(p),
            Position::Owner => self.over_description(at).is_some_and(|post| self.post(post)),
            _ => false,
        };
        if frame.event != Event::Attack || d.found.line != self.line || !struck {
            return false;
        }
        let parts = |i: usize| matches!(self.nodes[i].kind, Kind::Verb | Kind::Comma | Kind::Stop | Kind::Particle);
        self.carried_out(last).is_some_and(|verb| {
            let n = &self.nodes[verb];
            // `هجوم شنه مسلحون يرجح أنهم من التنظيم على نقطة`: who they are said to be parts nothing.
            let said = |i: usize| self.nodes[i].kind == Kind::Verb && i > verb;
            let told = (verb + 1..at).find(|&i| said(i)).and_then(|v| super::onward::nation_told(self, v - 1));
            let from = told.unwrap_or(verb);
            n.is(Labels::LIGHT) && n.enc.is_some() && verb < at && !(from + 1..at).any(parts)
        })
    }

    /// `الهجوم الذي تعرضت له القاعدة`: whom the clause on a blow says it befell.
    pub(super) fn befell_in_clause(&self, last: usize) -> Vec<Found> {
        let Some(verb) = self.carried_out(last).filter(|&v| self.nodes[v].is(Labels::UNDERGO)) else {
            return Vec::new();
        };
        let beside = |n: &&Node| n.kind == Kind::Prep && n.enc.is_some() || n.is_quote();
        let who = verb + 1 + self.nodes[verb + 1..].iter().take_while(beside).count();
        if who > verb + 1 && self.entity(who).is_some() && !self.has_prep(who) {
            self.conjuncts(who)
        } else {
            Vec::new()
        }
    }

    /// `زيارة أجراها وفد إلى المدينة`: whether a place stands in the clause in which a visit is carried out.
    pub(super) fn visited_in_clause(&self, last: usize, frame: &Frame, d: &Dependent<'_>) -> bool {
        let at = d.found.node as usize;
        let words = &self.k.language.prepositions;
        let there = matches!(d.position, Position::Prep(p) if holds(&words.toward, p) || holds(&words.within, p));
        let place = |e: &Entity| e.names_place() || !e.places.is_empty() && !e.guarded && !e.person;
        if frame.event != Event::Meet || d.found.line != self.line || !there || !self.entity(at).is_some_and(place) {
            return false;
        }
        let parts = |i: usize| matches!(self.nodes[i].kind, Kind::Verb | Kind::Comma | Kind::Stop | Kind::Particle);
        self.carried_out(last).is_some_and(|verb| verb < at && !(verb + 1..at).any(parts))
    }

    /// `صد الجيش هجوما`, `هدد المسلحون الجيش بهجوم`: whom the words that govern a blow say it strikes.
    pub(super) fn struck_by(&self, governor: usize, operator: &Operator) -> Vec<Found> {
        match operator.struck {
            AgentOf::Subject => self.subject(governor),
            AgentOf::Object => self.object(governor),
            AgentOf::None => Vec::new(),
        }
    }

    /// Adds whom the words over a blow say it strikes, where it names nobody else, and whose the things are that it strikes by an adjective
    /// of a nation (`قصف أهدافا إيرانية`).
    pub(super) fn also_struck(&self, at: usize, event: Event, way: &Way, slots: &mut Slots) {
        if event != Event::Attack || !slots.target.is_empty() {
            return;
        }
        let others = |f: &&Found| {
            let acts = self.lines_entity(**f).is_some_and(|e| e.can_act() && e.goods.is_none());
            // `تصدت الدفاعات الجوية للغارة`
            let shield = |n: &Node| holds(&self.k.language.shades.shields, self.stem_of(n, f.line));
            acts && !self.lines_node(**f).is_some_and(shield) && !f.among(&slots.actor) && !f.among(&slots.place)
        };
        let struck: Vec<Found> = way.struck.iter().filter(others).copied().collect();
        slots.target = struck;
        if slots.target.is_empty() {
            let parts =
                |i: &usize| matches!(self.nodes[*i].kind, Kind::Verb | Kind::Comma | Kind::Stop | Kind::Particle);
            let mut after = (at + 1..self.nodes.len().min(at + AIMS)).take_while(|i| !parts(i));
            let nation = after.find(|&i| self.aimed_at(i)).and_then(|i| {
                let n = self.nodes.get(i + 1).filter(|n| n.kind == Kind::Adjective && n.pro.0 == 0)?;
                crate::parse::adjective_actor(self.types, self.parse.tokens[n.first as usize]).map(|_| i + 1)
            });
            slots.target.extend(nation.map(|i| self.found(i)));
        }
    }

    /// The verb of the clause on an event whose last word is at a node that says who does it: `قصف تنفذه القوات`.
    pub(super) fn carried_out(&self, last: usize) -> Option<usize> {
        for i in last + 1..self.nodes.len().min(last + 7) {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Verb => {
                    let light = n.is(Labels::LIGHT) && !self.event_begins(last, i)
                        || n.enc.is_some()
                        || self.nodes.get(i + 1).is_some_and(|p| p.kind == Kind::Prep && p.enc.is_some())
                            && !self.known_among(last, i + 1);
                    // `هجوم نسبته السلطات إلى`, `أدانته`: who speaks of it has not done it.
                    let told = Labels::REPORT
                        | Labels::REPORT_ABOUT
                        | Labels::CONTINUE_SPEECH
                        | Labels::DENY
                        | Labels::ACCUSE
                        | Labels::DEMAND
                        | Labels::OPINION;
                    // `تفجيرات شهدها لبنان`: where it came about.
                    if !light || n.is(told | Labels::OUTBREAK | Labels::CAUSE) || self.triggers.contains(&i) {
                        return None;
                    }
                    return Some(i);
                }
                // `هجوم قد يشنه الجيش`
                Kind::Particle if n.is(Labels::RELATIVE | Labels::QAD | Labels::FUTURE) => {}
                // `قذائف عدة أطلقتها الفصائل`, `الغارة الثالثة التي تشنها`
                Kind::Particle if n.is(Labels::QUANTIFIER) && n.pro.0 == 0 => {}
                Kind::Number if n.pro.has(Proclitics::AL) => {}
                Kind::Adjective | Kind::Entity | Kind::Time | Kind::Prep | Kind::Open | Kind::Close => {}
                // `الهجوم الأعنف الذي شنته طالبان`
                Kind::Unknown if n.first + 1 == n.last => {}
                Kind::Noun if matches!(n.pos(), Some(Pos::ActiveParticiple | Pos::PassiveParticiple)) => {}
                // `قصف بقذائف الهاون، نفذه الجيش`: the means, and a clause that takes the noun up again after a pause.
                Kind::Noun if n.joined_prep() == Some("ب") && !self.triggers.contains(&i) => {}
                Kind::Comma if self.takes_up_after(i) => {}
                _ => return None,
            }
        }
        None
    }
}
