//! Object and genitive of a verb or a noun.

use super::slots::{Dependent, Found, Position, Sentence};
use crate::knowledge::{Labels, holds};
use crate::parse::{Entity, Kind};
use hudna_arabic::morph::Proclitics;

impl<'a> Sentence<'a> {
    /// The object of a governor (`طالب X Y ب`): the second phrase after it, or after `من`, `ل`.
    pub fn object(&self, at: usize) -> Vec<Found> {
        let preps = &self.k.language.prepositions.asked;
        let mut core = Vec::new();
        let mut asked = None;
        for d in self.dependents(at, &[at], 12) {
            match d.position {
                Position::Core if !d.relative => core.push(d),
                Position::Prep(p) if holds(preps, p) && asked.is_none() && !d.relative => asked = Some(d),
                _ => {}
            }
        }
        let nation = |f: Found| self.before(f.node as usize).is_some_and(|b| b > at && self.named_nation(b, f));
        let actor = |d: &&Dependent<'_>| self.lines_entity(d.found).is_some_and(Entity::can_act) && !nation(d.found);
        if self.circumstance(at) {
            // `متهما الفصائل ب`, `مطالبا الحكومة ب`
            let objects: Vec<Found> = core.iter().filter(|d| d.rank == 0 && actor(d)).map(|d| d.found).collect();
            if !objects.is_empty() {
                return objects;
            }
        }
        if self.nodes[at].kind != Kind::Verb {
            let asked = || asked.map(|d| self.all_of_asked(d.found)).unwrap_or_default();
            return self.whom_of_noun(at, &core).unwrap_or_else(asked);
        }
        if let Some(whom) = self.after_document(at) {
            return self.conjuncts(whom);
        }
        // `اتهمته الحكومة بقصف الحي`: who stands after a verb with a pronoun is its subject.
        if let Some(enclitic) = self.nodes[at].enc.filter(|_| self.subject_after(at).is_some()) {
            return self.pronoun(enclitic, at, self.span(at)).into_iter().collect();
        }
        // `نطالب الحكومة`, `وحثت الحكومة على`: the subject is in the verb.
        // `أجبرت المعارك المسلحين على الانسحاب`: a noun that names nobody is the subject all the same.
        let noun = self
            .nodes
            .get(at + 1)
            .is_some_and(|n| n.kind == Kind::Noun && n.pro.0 & !Proclitics::AL.0 == 0 && !n.is(Labels::ONE));
        let asks = || self.asks_whom(at) && core.iter().filter(actor).count() == 1;
        let subject_is_core = self.nodes[at].feats.is_none_or(|f| f.person == 3)
            && !noun
            && !self.comes_of_it(at)
            && !asks()
            && self.subject_before(at).is_none()
            && self.nodes[at].enc.is_none()
            && !core.is_empty()
            && self.subject_after(at).is_some();
        let rank = u8::from(subject_is_core);
        let objects: Vec<Found> = core.iter().filter(|d| d.rank == rank && actor(d)).map(|d| d.found).collect();
        if !objects.is_empty() {
            return objects;
        }
        // `طالب المجلس في قرار صدر السبت جميع الأطراف ب`: those of whom things are only asked.
        let comma = |i: &usize| self.nodes[*i].kind == Kind::Comma;
        let all =
            (at + 1..self.nodes.len().min(at + 12)).take_while(|&i| self.nodes[i].kind != Kind::Stop).find(|&i| {
                let asked =
                    |e: &Entity| (self.all_asked(e) || e.both) && !self.has_prep(i) && !(at + 1..i).any(|c| comma(&c));
                self.entity(i).is_some_and(asked)
                    || (at + 1..i).filter(comma).count() % 2 == 0 && self.whom_apart(at, i)
            });
        if let Some(all) = all {
            return self.conjuncts(all);
        }
        if let Some(enclitic) = self.nodes[at].enc {
            return self.pronoun(enclitic, at, self.span(at)).into_iter().collect();
        }
        asked.map(|d| self.all_of_asked(d.found)).unwrap_or_default()
    }

    /// `اتهم تقرير للأمم المتحدة الحوثيين`, `حمل بيان الحركة إسرائيل المسؤولية`: who stands after a text and whose it is: the text is the subject.
    pub(super) fn after_document(&self, verb: usize) -> Option<usize> {
        let bare = |i: usize| self.nodes[i].pro.0 & !Proclitics::AL.0 == 0 && !self.has_prep(i);
        self.nodes.get(verb + 1).filter(|n| n.is(Labels::DOCUMENT) && n.enc.is_none() && bare(verb + 1))?;
        let issuer = self.nodes.get(verb + 2).filter(|n| n.kind == Kind::Entity && !n.joined_by_and())?;
        let own = bare(verb + 2) && !issuer.pro.has(Proclitics::WA) || issuer.joined_prep() == Some("ل");
        let whom = (verb + 3..self.nodes.len()).find(|&i| self.nodes[i].kind != Kind::Adjective)?;
        let acts = self.entity(whom).is_some_and(|e| e.can_act() && e.goods.is_none());
        (own && acts && bare(whom) && !self.nodes[whom].joined_by_and()).then_some(whom)
    }

    /// The phrase directly after a noun.
    pub fn genitive(&self, at: usize) -> Vec<Found> {
        if let Some(enclitic) = self.nodes[at].enc {
            return self.pronoun(enclitic, at, self.span(at)).into_iter().collect();
        }
        for i in at + 1..self.nodes.len().min(at + 4) {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Open | Kind::Close => {}
                // `قيام مجموعة من المتظاهرين باقتحام المقر`
                Kind::Noun if i == at + 1 && self.nodes[at].is(Labels::LIGHT) => {
                    let of = self.portion(i).filter(|&of| self.entity(of).is_some_and(Entity::can_act));
                    return of.map(|of| self.conjuncts(of)).unwrap_or_default();
                }
                Kind::Adjective
                    if i == at + 1
                        && crate::parse::adjective_actor(self.types, self.parse.tokens[n.first as usize]).is_some() =>
                {
                    return vec![self.found(i)];
                }
                Kind::Entity if !self.has_prep(i) && !n.joined_by_and() => {
                    return if self.entity(i).is_some_and(Entity::can_act) { self.conjuncts(i) } else { Vec::new() };
                }
                _ => break,
            }
        }
        Vec::new()
    }
}
