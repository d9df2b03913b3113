//! What stands behind a clause on the subject of what governs it: `طلب الوفد الذي زار المدينة فتح الطريق`.

use super::slots::Sentence;
use crate::knowledge::{Effect, Labels};
use crate::parse::{Kind, Node};
use hudna_arabic::morph::Proclitics;
use hudna_claims::Modality;

/// How far before the event its governor may stand.
const REACH: usize = 18;

/// How many phrases may stand between a verb and the clause on its subject.
const SUBJECT: usize = 4;

impl Sentence<'_> {
    /// The governor of a noun behind a relative clause on the governor's subject, or on the text that contains it.
    pub(super) fn over_clause(&self, at: usize) -> Option<(usize, u16)> {
        let n = &self.nodes[at];
        if n.kind != Kind::Noun || n.joined_by_and() || self.has_prep(at) {
            return None;
        }
        let relative = self.clause_before(at)?;
        let said = (relative + 1..at).find(|&i| self.nodes[i].kind == Kind::Verb)?;
        let clause = &self.nodes[said + 1..at];
        // `الذي تابع المفاوضات`, `الذي دمرته الحروب`: what the clause's own verb takes; `يشرف على مكتب تحرير الأسرى`: what is of a noun.
        let named = |n: &Node| matches!(n.kind, Kind::Entity | Kind::Noun);
        let indefinite = |b: usize| {
            let n = &self.nodes[b];
            let known = self.entity(b).is_some_and(|e| e.definite) || n.pro.has(Proclitics::AL) || n.enc.is_some();
            named(n) && !known
        };
        if !clause.iter().any(named)
            || clause.iter().any(|n| n.kind == Kind::Verb)
            || self.before(at).is_some_and(indefinite)
        {
            return None;
        }
        let (verb, head) = self.verb_behind(relative)?;
        let bare = |i: usize| self.nodes[i].operator.filter(|op| self.k.language.operators[*op as usize].bare);
        // `يشمل الاتفاق الذي رعته روسيا عودة النازحين`: the text governs.
        let text = self.nodes[verb].is(Labels::STIPULATE) && bare(head).is_some();
        let over = if text { head } else { verb };
        bare(over).map(|op| (over, op))
    }

    /// `تشمل المرحلة الأولى إطلاق سراح النساء`, `تشمل الهدنة فتح ممر`, `الهدنة التي أعلنت أمس تشمل فتح ممر`: whether a verb of containing is
    /// said of a term or a deal.
    pub(super) fn tells_terms(&self, verb: usize, at: usize) -> bool {
        let agreed = |op: u16| self.k.language.operators[op as usize].effect == Effect::Set(Modality::Agreed);
        let deal = |i: usize| {
            let n = &self.nodes[i];
            let known = n.is(Labels::DEAL) && n.operator.is_none() || n.operator.is_some_and(agreed);
            n.kind == Kind::Noun && known && n.joined_prep().is_none()
        };
        let over_clause = || {
            let relative = self.clause_before(verb)?;
            (relative + 1..verb).any(|i| self.nodes[i].kind == Kind::Verb).then_some(())?;
            self.before(relative)
        };
        self.nodes[verb + 1].is(Labels::TERM)
            || verb + 1 < at && deal(verb + 1)
            || self.before(verb).is_some_and(deal)
            || over_clause().is_some_and(deal)
    }

    /// The relative pronoun of the clause that ends right before a node.
    fn clause_before(&self, at: usize) -> Option<usize> {
        for i in (at.saturating_sub(REACH)..at).rev() {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Particle if n.is(Labels::RELATIVE) => return Some(i),
                Kind::Particle if n.is(Labels::THAT | Labels::CLAUSE) => return None,
                Kind::Stop | Kind::Comma | Kind::Operator | Kind::ResponseMark => return None,
                _ => {}
            }
        }
        None
    }

    /// The verb whose subject a clause describes, with that subject.
    fn verb_behind(&self, relative: usize) -> Option<(usize, usize)> {
        let aside = |i: &usize| self.nodes[*i].is_quote() || self.nodes[*i].kind == Kind::Adjective;
        let head = (0..relative).rev().find(|i| !aside(i))?;
        for i in (head.saturating_sub(SUBJECT)..=head).rev() {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Verb if !self.in_relative(i) && !n.is(Labels::PAST) => return (i < head).then_some((i, head)),
                Kind::Entity | Kind::Noun if n.joined_prep().is_none() => {}
                Kind::Adjective | Kind::Time | Kind::Open | Kind::Close => {}
                _ => return None,
            }
        }
        None
    }

    /// `شدد البيان، الذي وافقت عليه الدول، على دخول المساعدات`: whether a verb stands in a clause between two pauses, behind which the
    /// sentence goes on to the event.
    pub(super) fn in_closed_clause(&self, verb: usize, at: usize) -> bool {
        let pause = |i: usize| self.nodes[i].kind == Kind::Comma;
        let opens = self.relative_start(verb).and_then(|r| self.before(r)).is_some_and(pause);
        let Some(close) = (verb + 1..at).find(|&i| pause(i)).filter(|_| opens) else { return false };
        !self.nodes[close + 1].joined_by_and() && self.only_joins(close + 1, at)
    }

    /// `ينص الاتفاق الذي يستمر شهرا على انسحابهم`: whether a verb of going on has its length, so that what follows is another's.
    pub(super) fn has_its_length(&self, verb: usize, at: usize) -> bool {
        let goes_on = |op: u16| self.k.language.operators[op as usize].effect == Effect::Set(Modality::Ongoing);
        self.nodes[verb].operator.is_some_and(goes_on)
            && self.nodes[verb + 1].kind == Kind::Time
            && self.in_relative(verb)
            && self.only_joins(verb + 2, at)
    }

    /// `نصت الخطة التي قدمها المبعوث على وقف القتال`: whether a verb is in a clause on that of which a verb tells the terms.
    pub(super) fn on_what_stipulates(&self, verb: usize) -> bool {
        let keeps = |op: u16| self.k.language.operators[op as usize].effect == Effect::Keep;
        let text = |r: &usize| self.before(*r).is_some_and(|b| self.nodes[b].kind == Kind::Noun);
        let keeps = self.nodes[verb].operator.is_some_and(keeps);
        let clause = self.relative_start(verb).filter(text).filter(|_| keeps);
        let over = clause.and_then(|r| (r.saturating_sub(4)..r).rev().find(|&i| self.nodes[i].kind == Kind::Verb));
        over.is_some_and(|v| self.nodes[v].is(Labels::STIPULATE))
    }

    /// Whether nothing stands between but prepositions and quotes.
    fn only_joins(&self, from: usize, at: usize) -> bool {
        self.nodes.get(from..at).is_some_and(|between| between.iter().all(|n| n.kind == Kind::Prep || n.is_quote()))
    }
}
