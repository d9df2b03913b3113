//! What is due and not there yet: meetings of which a verb tells what they will do, what is added by `على أن`, what may come, what an aim is.

use super::govern::Way;
use super::slots::Sentence;
use super::trigger::Trigger;
use crate::knowledge::{AgentOf, Effect, Frame, Labels, Operator, holds};
use crate::parse::Kind;
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_claims::{Event, Modality};

impl Sentence<'_> {
    /// What the clause around an event says of its being due, where that differs from what governs it.
    pub(super) fn due(&self, t: &Trigger, frame: &Frame, way: &Way, modality: Modality) -> Option<Modality> {
        use Modality::{Agreed, Begun, Happened, Ongoing, Possible, Promised};
        if frame.modality.is_some() || way.ceases {
            return None;
        }
        let noun = self.nodes[t.node].kind == Kind::Noun;
        let forced = self.k.language.unagreed.contains(&frame.event) && frame.event != Event::Collapse;
        match modality {
            Happened | Ongoing if noun && frame.event == Event::Meet && self.will_deal_with(t, way) => Some(Promised),
            // `بدأت الهدنة أمس`: a truce that has begun is in force.
            Begun if frame.event == Event::Truce && self.has_begun(way) => Some(Happened),
            // `استعدادات لهجوم محتمل`
            Promised if noun && forced && self.may_come(t) => Some(Possible),
            Agreed if !forced && self.only_added(t.node, way) => Some(Promised),
            // `قبل ساعات من جلسة يعقدها المجلس`
            Ongoing
                if frame.event == Event::Meet
                    && self.asyndetic(t.node)
                    && (t.node.saturating_sub(3)..t.node)
                        .any(|i| self.nodes[i].kind == Kind::Noun && self.ahead(i)) =>
            {
                Some(Promised)
            }
            // `قبل ساعات من اجتماع المجلس`
            Happened | Ongoing
                if noun
                    && matches!(frame.event, Event::Meet | Event::Truce)
                    && way.operators.is_empty()
                    && self.ahead(self.first_of_construct(t.node)) =>
            {
                Some(Promised)
            }
            // `سيعلن موقفه خلال الاجتماع`, `ستوقف القصف خلال هدنة يومية`
            Happened | Ongoing
                if noun
                    && matches!(frame.event, Event::Meet | Event::Truce)
                    && way.operators.is_empty()
                    && self.during_what_is_to_come(t.node, frame.event) =>
            {
                Some(Promised)
            }
            Happened | Promised | Ongoing | Possible if noun => self.said_to_be_what(t.node, way),
            _ => None,
        }
    }

    /// `اللقاء سيتناول ملف الأسرى`, `زيارة الوزير التي ستستغرق يومين`: a meeting of which a verb tells what it is still to do.
    fn will_deal_with(&self, t: &Trigger, way: &Way) -> bool {
        let set = |&(_, op): &(usize, u16)| {
            matches!(self.k.language.operators[op as usize].effect, Effect::Set(_) | Effect::Ceases)
        };
        if way.operators.iter().any(set) {
            return false;
        }
        let after_prep = self.nodes[t.node].joined_prep().is_some()
            || self.before(t.node).is_some_and(|b| matches!(self.nodes[b].kind, Kind::Prep | Kind::Verb));
        let mut relative = false;
        for i in t.last + 1..self.nodes.len().min(t.last + 12) {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Particle if n.is(Labels::RELATIVE) && !n.is(Labels::NEGATION | Labels::CLAUSE) => relative = true,
                Kind::Particle if n.is(Labels::FUTURE) => {}
                Kind::Adjective | Kind::Entity | Kind::Time | Kind::Open | Kind::Close => {}
                Kind::Prep if n.enc.is_none() && !relative => {}
                Kind::Noun if !relative && !n.joined_by_and() => {}
                Kind::Verb => {
                    return !n.joined_by_and()
                        && (relative && n.enc.is_none() || !after_prep)
                        && self.finite_modality(i) == Some(Modality::Promised);
                }
                _ => return false,
            }
        }
        false
    }

    /// `لم يصلوا إلى المحاصرين`: people called by the state they are in, reached or not.
    pub(super) fn are_so(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        n.pro.has(Proclitics::AL)
            && n.last - n.first == 1
            && self.entity(at).is_some_and(|e| e.people.is_some() && e.actor.is_none())
            && self.before(at).map(|b| &self.nodes[b]).is_some_and(|b| {
                // `الآلاف من القتلى`: a part of them is told of.
                b.kind == Kind::Prep && b.enc.is_none() && !holds(&self.k.language.part_of, self.folded_stem(b))
            })
    }

    /// `نقلوا لتلقي العلاج، بالإضافة إلى إسقاط طائرة`: what words of adding join after a pause goes on with an event, not with what
    /// another one was for.
    pub(super) fn added(&self, item: usize, at: usize) -> bool {
        let joiner = |b: usize| self.nodes[b].kind == Kind::Particle && self.nodes[b].last - self.nodes[b].first > 1;
        self.nodes[at].after_or
            && self.before(at).is_some_and(joiner)
            && !self.triggers.contains(&item)
            && self.nodes[item + 1..at].iter().any(|n| n.kind == Kind::Comma)
    }

    /// `تشهد قرى الجبل التي تسيطر عليها الفصائل، شمال البلاد، قصفا عنيفا`: what a place sees is told after a pause; or it is announced
    /// over a clause.
    pub(super) fn over_pauses(&self, at: usize) -> Option<(usize, u16)> {
        self.seen_after_pause(at).or_else(|| self.announced_over_clause(at)).or_else(|| self.over_clause(at))
    }

    fn seen_after_pause(&self, at: usize) -> Option<(usize, u16)> {
        let n = &self.nodes[at];
        let bare = |i: usize| {
            let n = &self.nodes[i];
            n.kind == Kind::Noun && n.pro.0 == 0 && n.enc.is_none()
        };
        // `، منذ أشهر تصعيدا`
        let pause = (0..at).rev().find(|&i| self.nodes[i].kind != Kind::Time && !self.nodes[i].is_quote());
        if !bare(at) || !pause.is_some_and(|b| self.nodes[b].kind == Kind::Comma) || n.operator.is_some() {
            return None;
        }
        // What the verb already has as its object, before the pause.
        let object = |i: usize| bare(i) && self.nodes[i].pos() == Some(Pos::Masdar) && !self.has_prep(i);
        for i in (at.saturating_sub(28)..at).rev() {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Stop => return None,
                Kind::Particle if n.is(Labels::CLAUSE) && !n.is(Labels::RELATIVE) => return None,
                Kind::Verb if self.in_relative(i) => {}
                Kind::Verb => {
                    let op = n.operator.filter(|_| n.is(Labels::OUTBREAK))?;
                    let operator = &self.k.language.operators[op as usize];
                    let subject = self.nodes.get(i + 1).is_some_and(|s| s.kind != Kind::Prep);
                    return (operator.effect == Effect::Keep && operator.bare && subject).then_some((i, op));
                }
                _ if object(i) => return None,
                _ => {}
            }
        }
        None
    }

    /// `لم تحل الهدنة دون استمرار القصف`: what was not prevented went on, or was done.
    pub(super) fn not_kept_from(&self, way: &mut Way) {
        let effect = |op: u16| self.k.language.operators[op as usize].effect;
        let prevents = |&(over, op): &(usize, u16)| {
            let operator = &self.k.language.operators[op as usize];
            self.nodes[over].kind == Kind::Verb
                && operator.effect == Effect::Set(Modality::Negated)
                && operator.agent == AgentOf::Object
                && operator.speaker.is_none()
                && self.finite_modality(over) == Some(Modality::Negated)
        };
        if !way.operators.iter().any(prevents) {
            return;
        }
        let goes_on = way.operators.iter().any(|&(_, op)| effect(op) == Effect::Set(Modality::Ongoing));
        way.modality = Some(if goes_on { Modality::Ongoing } else { Modality::Happened });
    }

    /// Whether the word for beginning over a truce is a verb of the past.
    fn has_begun(&self, way: &Way) -> bool {
        let begins =
            |&&(_, op): &&(usize, u16)| self.k.language.operators[op as usize].effect == Effect::Set(Modality::Begun);
        way.operators.iter().find(begins).is_some_and(|&(over, _)| {
            self.nodes[over].kind == Kind::Verb && self.nodes[over].pos() == Some(Pos::Perfect)
        })
    }

    /// `هجوم محتمل`, `عملية وشيكة`: an adjective right after it says that it may come.
    fn may_come(&self, t: &Trigger) -> bool {
        let mut described = self.nodes[t.last + 1..].iter().take_while(|n| n.kind == Kind::Adjective);
        described
            .any(|n| n.lemma.is_some_and(|l| holds(&self.k.language.shades.to_come, &self.k.lexicon.lemma(l).folded)))
    }

    /// `وصل الوزير إلى أنقرة على أن يلتقي الرئيس غدا`: what على أن adds to what is told, where nobody agreed on anything.
    fn only_added(&self, at: usize, way: &Way) -> bool {
        let Some(&(over, op)) = way.operators.last() else { return false };
        let to_do = self.nodes[at].pos() == Some(Pos::Imperfect)
            || self.nodes.get(over + 1..at).unwrap_or_default().iter().any(|n| n.pos() == Some(Pos::Imperfect));
        let operator = &self.k.language.operators[op as usize];
        if !to_do || !operator.completes_saying || self.nodes[over].kind != Kind::Operator {
            return false;
        }
        let agreed = |i: usize| {
            let n = &self.nodes[i];
            let sets = n.operator.or((n.kind == Kind::Operator).then_some(n.index as u16));
            n.is(Labels::DEAL | Labels::STIPULATE | Labels::TERM | Labels::BY_DEAL | Labels::RESOLUTION | Labels::DRAFT)
                || sets.is_some_and(|op| {
                    use Modality::{Agreed, Demanded, Possible};
                    matches!(self.k.language.operators[op as usize].effect, Effect::Set(Agreed | Demanded | Possible))
                })
        };
        !(0..over).any(agreed)
    }

    /// `الغاية من القرار هي إتاحة إيصال المساعدات`: what an aim, a way out or a next step is said to be, by the event or by
    /// what governs it.
    fn said_to_be_what(&self, at: usize, way: &Way) -> Option<Modality> {
        let mut item = at;
        while self.nodes[item].joined_by_and() {
            let Some(before) = self.sibling(item) else { break };
            item = before;
        }
        let over = self.governor(item, 0).map(|(over, _)| over);
        let is = |i: usize| self.said_of_aim(i);
        is(item).or_else(|| over.and_then(is)).or_else(|| way.operators.iter().find_map(|&(o, _)| is(o)))
    }

    /// `الهدف من الهدنة هو إدخال المساعدات`: what an aim is said to be may come; `الحل هو وقف القتال`: a way out is asked for;
    /// `الخطوة المقبلة هي تحرير المدينة`: a step to come is promised.
    fn said_of_aim(&self, at: usize) -> Option<Modality> {
        let is = self.before(at)?;
        let n = &self.nodes[is];
        let pronoun = n.kind == Kind::Particle && n.is(Labels::PRONOUN) && n.pro.0 == 0;
        let deed = self.nodes[at].pos() == Some(Pos::Masdar) || self.nodes[at].kind == Kind::Operator;
        if !pronoun || !deed {
            return None;
        }
        let shades = &self.k.language.shades;
        let stop = |i: &usize| matches!(self.nodes[*i].kind, Kind::Stop | Kind::Verb);
        let heads = (is.saturating_sub(9)..is).rev().take_while(|i| !stop(i));
        let bare = !self.nodes[at].pro.has(Proclitics::AL);
        heads.into_iter().find_map(|i| {
            let word = self.first_stem(i);
            let n = &self.nodes[i];
            let definite = n.pro.has(Proclitics::AL) || n.enc.is_some() || n.kind == Kind::Operator;
            match () {
                () if bare && holds(&shades.aims, word) => Some(Modality::Possible),
                () if definite && holds(&shades.ways_out, word) => Some(Modality::Demanded),
                () if definite && holds(&shades.steps, word) && self.to_come_after(i) => Some(Modality::Promised),
                () => None,
            }
        })
    }

    /// `الخطوة المقبلة`: an adjective of what comes next.
    fn to_come_after(&self, noun: usize) -> bool {
        let next = self.nodes.get(noun + 1).filter(|n| n.kind == Kind::Adjective);
        next.is_some_and(|n| holds(&self.k.language.shades.next, self.folded_stem(n)))
    }

    /// `الدعوة التي أطلقها المبعوث لوقف القتال`: the noun of asking that the clause of a light verb is on, where it takes what follows.
    pub(super) fn asked_by_head(
        &self,
        verb: usize,
        op: u16,
        accepts: &dyn Fn(&Operator) -> bool,
    ) -> Option<(usize, u16)> {
        let language = &self.k.language;
        if self.nodes[verb].kind != Kind::Verb || language.operators[op as usize].effect != Effect::Keep {
            return None;
        }
        let head = self.before(self.relative_start(verb)?)?;
        let over = self.nodes[head].operator?;
        let operator = &language.operators[over as usize];
        let asks = operator.effect == Effect::Set(Modality::Demanded) && self.nodes[head].kind == Kind::Noun;
        (asks && accepts(operator)).then_some((head, over))
    }
}
