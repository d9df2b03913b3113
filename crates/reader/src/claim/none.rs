//! What there is none of: a promise, a demand, a decision, a plan that nobody gave, got, took or has (`لم يقدم الوسطاء أي ضمانات بوقف القصف`).

use super::govern::Way;
use super::slots::Sentence;
use crate::knowledge::{Effect, Labels, holds};
use crate::parse::{Kind, Node};
use hudna_arabic::morph::Pos;
use hudna_claims::Modality;

/// So many nodes may stand between the negated verb and the noun.
const NEAR: usize = 6;

/// How far before an event the ما stands by which it is told.
const FAR: usize = 12;

impl Sentence<'_> {
    /// Makes what stands under such a noun, the last word over an event, negated: it was not promised, asked for, decided.
    pub(super) fn none_of_it(&self, way: &mut Way) {
        let effect = |op: u16| self.k.language.operators[op as usize].effect;
        let sets =
            |op: u16| matches!(effect(op), Effect::Set(set) if set != Modality::Negated && set != Modality::Refused);
        // `لم يقدم ضمانات`: a light verb over the noun is no word of its own.
        let last = way.operators.iter().rev().find(|(at, op)| self.nodes[*at].kind != Kind::Verb || !self.light(*op));
        let Some((noun, op)) = last.copied() else { return };
        let n = &self.nodes[noun];
        let open = way.modality.is_some_and(|m| {
            use Modality::{Agreed, Demanded, Possible, Promised, Threatened};
            matches!(m, Agreed | Demanded | Possible | Promised | Threatened)
        });
        if open && n.kind == Kind::Noun && sets(op) && self.denied_noun(noun) {
            way.modality = Some(Modality::Negated);
            way.agent.clear();
        }
    }

    /// `نفى بشدة ما أوردته القناة حول إغلاق المعبر`, `لا صحة إطلاقا لما يشاع عن انسحاب الجيش`: what denies that an event, which is told in a
    /// clause with a relative ما, came about, whatever says how it is denied.
    pub(super) fn denied_rumour(&self, at: usize) -> Option<(usize, u16)> {
        let about = self.before(at).is_some_and(|b| {
            let n = &self.nodes[b];
            n.kind == Kind::Prep && n.enc.is_none() && holds(&self.k.language.prepositions.about, self.folded_stem(n))
        });
        if !about {
            return None;
        }
        let keeps = |op: u16| self.k.language.operators[op as usize].effect == Effect::Keep;
        // `نفت المزاعم الإسرائيلية بشأن قصف السوق`
        let whose = |n: &Node| matches!(n.kind, Kind::Entity | Kind::Adjective | Kind::Prep) || n.is_quote();
        let claim = (at.saturating_sub(NEAR)..at).rev().find(|&i| !whose(&self.nodes[i]));
        let told = |n: &Node| n.kind == Kind::Noun && n.is(Labels::DOCUMENT | Labels::RUMOUR | Labels::ACCUSE);
        let relative =
            claim.filter(|&i| told(&self.nodes[i]) && self.nodes[i].joined_prep().is_none()).or_else(|| {
                (at.saturating_sub(FAR)..at)
                    .rev()
                    .take_while(|&i| !matches!(self.nodes[i].kind, Kind::Stop | Kind::Comma))
                    .find(|&i| self.nodes[i].kind == Kind::Particle && self.nodes[i].is(Labels::RELATIVE))
            })?;
        // `ما`, `لما`, `الأنباء التي`; no other relative pronoun stands for what is told.
        let news = |b: usize| {
            let n = &self.nodes[b];
            n.kind == Kind::Operator && keeps(n.index as u16) || n.kind == Kind::Noun && n.is(Labels::DOCUMENT)
        };
        if self.nodes[relative].kind == Kind::Particle
            && self.nodes[relative].bits & (Labels::NEGATION | Labels::CLAUSE) == 0
            && !self.before(relative).is_some_and(news)
        {
            return None;
        }
        let beside = |n: &Node| {
            n.is_quote()
                || n.kind == Kind::Operator && keeps(n.index as u16)
                || matches!(
                    n.kind,
                    Kind::Entity | Kind::Adjective | Kind::Noun | Kind::Time | Kind::Filler | Kind::Prep
                )
                || n.kind == Kind::Particle && n.bits & (Labels::THAT | Labels::CLAUSE | Labels::RELATIVE) == 0
        };
        let over = (relative.saturating_sub(NEAR)..relative).rev().find(|&i| !beside(&self.nodes[i]))?;
        let n = &self.nodes[over];
        let op = if n.kind == Kind::Operator { n.index as u16 } else { n.operator? };
        // `من دون صدور أنباء عن توقيفهم`: nothing is denied where there is no news.
        let phrase = n.kind == Kind::Operator && self.nodes[relative].kind == Kind::Particle;
        let denies = phrase || n.kind == Kind::Verb && n.is(Labels::DENY);
        let negates = self.k.language.operators[op as usize].effect == Effect::Set(Modality::Negated);
        (denies && negates && !self.negated_before(over)).then_some((over, op))
    }

    /// `نفى الجيش أنه قصف القرية وقتل مدنيين`: the denial over the verb that a perfect is joined to without a pause reaches both.
    pub(super) fn denied_with(&self, at: usize, depth: u8) -> Option<(usize, u16)> {
        const SAYS: u64 =
            Labels::REPORT | Labels::REPORT_ABOUT | Labels::CONTINUE_SPEECH | Labels::DEMAND | Labels::DENY;
        if self.nodes[at].pos() != Some(Pos::Perfect) || self.nodes[at].is(SAYS) {
            return None;
        }
        let first = self.verb_joined_to(at)?;
        self.governor(first, depth + 1).filter(|&(over, _)| self.nodes[over].is(Labels::DENY))
    }

    /// `نفت أن تكون البلدة محاصرة`, `نفى أن الحصار ما زال قائما`: the verb of denying over a clause that says of something that it is so.
    pub(super) fn denied_state(&self, at: usize) -> Option<usize> {
        let n = &self.nodes[at];
        let plain = |n: &Node| n.pro.0 == 0 && n.enc.is_none();
        let predicate = (n.describes() || self.may_describe(at)) && plain(n);
        let being = |n: &Node| n.kind == Kind::Verb && self.of_lemma(&self.k.language.shades.becomes, n);
        // `الحصار ما زال قائما`
        let lasts = || {
            let mut after =
                self.nodes[at + 1..].iter().skip_while(|n| n.is(Labels::NEGATION) || n.kind == Kind::Entity);
            let still = after.next().is_some_and(|v| being(v) && v.is(Labels::STILL));
            still && after.next().is_some_and(|p| p.describes() && plain(p))
        };
        let state = predicate || n.kind == Kind::Noun && lasts();
        if !state {
            return None;
        }
        let beside = |n: &Node| {
            let particle = n.kind == Kind::Particle && n.bits & (Labels::THAT | Labels::CLAUSE | Labels::RELATIVE) == 0;
            particle
                || being(n)
                || matches!(n.kind, Kind::Entity | Kind::Time)
                || n.kind == Kind::Noun && n.enc.is_none()
        };
        let that = (at.saturating_sub(NEAR)..at).rev().find(|&i| !beside(&self.nodes[i]))?;
        let opens = self.nodes[that].kind == Kind::Particle && self.nodes[that].is(Labels::THAT);
        let who = |n: &Node| matches!(n.kind, Kind::Entity | Kind::Adjective | Kind::Time) || n.is_quote();
        let over = (that.saturating_sub(NEAR)..that).rev().find(|&i| opens && !who(&self.nodes[i]))?;
        let verb = &self.nodes[over];
        (verb.kind == Kind::Verb && verb.is(Labels::DENY) && !self.negated_before(over)).then_some(over)
    }

    /// `ليست البلدة محاصرة`: whether a word for not being so opens the clause that an indefinite participle ends, its subject between them.
    pub(super) fn said_not_so(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        if !(n.describes() || self.may_describe(at)) || n.pro.0 != 0 || n.enc.is_some() {
            return false;
        }
        let beside = |n: &Node| matches!(n.kind, Kind::Entity | Kind::Time | Kind::Adjective);
        let over = (at.saturating_sub(NEAR)..at).rev().find(|&i| !beside(&self.nodes[i]));
        over.is_some_and(|i| i + 1 < at && self.of_lemma(&self.k.language.shades.is_not, &self.nodes[i]))
    }

    /// `لم تقصف القرية أو تقتل أحدا`: the verb that another one in the present is joined to by أو.
    pub(super) fn or_verb(&self, at: usize) -> Option<usize> {
        self.verb_joined_to(at).filter(|_| self.nodes[at].after_or)
    }

    /// The verb of the same tense to which one is joined without a pause.
    fn verb_joined_to(&self, at: usize) -> Option<usize> {
        let parts = |n: &Node| {
            matches!(n.kind, Kind::Stop | Kind::Comma | Kind::Open | Kind::Close)
                || n.kind == Kind::Particle && n.is(Labels::THAT | Labels::CLAUSE | Labels::CONDITION)
        };
        let mut before = (at.saturating_sub(FAR)..at).rev().take_while(|&i| !parts(&self.nodes[i]));
        let first = before.find(|&i| self.nodes[i].kind == Kind::Verb && !self.in_relative(i))?;
        (self.nodes[first].pos() == self.nodes[at].pos()).then_some(first)
    }

    /// Whether an operator neither changes an event nor says whose word it is.
    fn light(&self, op: u16) -> bool {
        let operator = &self.k.language.operators[op as usize];
        operator.effect == Effect::Keep && operator.speaker.is_none()
    }

    /// Whether a negated verb right before a noun, its subject or a word for any between them, has it for its object.
    fn denied_noun(&self, noun: usize) -> bool {
        if self.nodes[noun].joined_by_and() {
            return false;
        }
        let beside = |n: &Node| match n.kind {
            Kind::Entity | Kind::Number | Kind::Time | Kind::Open | Kind::Close | Kind::Filler => true,
            // `لم يحصلوا على أي تعهد`
            Kind::Prep => n.enc.is_none(),
            Kind::Particle => n.is(Labels::QUANTIFIER),
            _ => false,
        };
        let verb = (noun.saturating_sub(NEAR)..noun).rev().find(|&i| !beside(&self.nodes[i]));
        verb.is_some_and(|v| {
            let n = &self.nodes[v];
            // `لم تخف رغبتها في الانسحاب`: who does not hide it has it.
            let hides = || holds(&self.k.language.shades.hides, self.verb_of(v));
            n.kind == Kind::Verb
                && n.operator.is_none_or(|op| self.light(op))
                && !self.triggers.contains(&v)
                && self.finite_modality(v) == Some(Modality::Negated)
                && !hides()
        })
    }
}
