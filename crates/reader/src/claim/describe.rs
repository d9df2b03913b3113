//! What the words after an event noun say of it: predicates, relative clauses, participles.

use super::govern::Way;
use super::refer::Speech;
use super::slots::{Found, Sentence};
use crate::knowledge::{AgentOf, Effect, Labels, Whose, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_claims::Modality;

impl Sentence<'_> {
    /// `أعلن الحلف الذي يقاتل الجماعة هدنة`: what is announced, over a clause on who announces it.
    pub(super) fn announced_over_clause(&self, at: usize) -> Option<(usize, u16)> {
        let node = &self.nodes[at];
        (node.kind == Kind::Noun && node.pro.0 == 0).then_some(())?;
        let plain = |n: &&Node| !matches!(n.kind, Kind::Stop | Kind::Comma | Kind::Verb | Kind::Operator);
        let verb = at.checked_sub(1 + self.nodes[..at].iter().rev().take(8).take_while(plain).count())?;
        let relative = self.before(verb).filter(|r| self.nodes[*r].is(Labels::RELATIVE))?;
        let said =
            self.nodes[verb + 1..at].iter().any(|n| n.kind == Kind::Entity) && self.nodes[verb].kind == Kind::Verb;
        let who = self.before(relative).filter(|w| said && self.entity(*w).is_some_and(Entity::can_act))?;
        let over = self.before(who)?;
        let op = self.nodes[over].operator.filter(|_| self.nodes[over].kind == Kind::Verb)?;
        self.k.language.operators[op as usize].announces.then_some((over, op))
    }

    /// `الهدنة لم تصمد`, `القصف توقف`, `الاشتباكات مستمرة`: what the verb or participle says of its subject.
    pub(super) fn predicate_after(&self, at: usize, last: usize, way: &mut Way) {
        // `وسط هذا القصف لم تعد للهدنة قيمة`
        let this = self.before(at).filter(|&b| self.points_out(b));
        let over = self.before(this.unwrap_or(at));
        if self.nodes[at].joined_prep().is_some()
            // `كانت عملية الإجلاء قد ألغيت`
            || over.is_some_and(|b| {
                let n = &self.nodes[b];
                matches!(n.kind, Kind::Prep | Kind::Verb | Kind::Noun) && !n.is(Labels::PAST)
            })
        {
            return;
        }
        let (mut i, mut until) = (last, last + 7);
        while i + 1 < self.nodes.len().min(until) {
            i += 1;
            let n = &self.nodes[i];
            match n.kind {
                // `وقف إطلاق النار، الذي دعا إليه المجلس، سيبدأ`: what is told between commas is stepped over.
                Kind::Comma if self.parenthesis(i).is_some() => {
                    let end = self.parenthesis(i).unwrap_or(i);
                    (i, until) = (end, end + 4);
                }
                Kind::Noun | Kind::Adjective
                    if n.is(Labels::CONTINUE)
                        && !n.pro.has(Proclitics::AL)
                        && !self.rest_of(i)
                        && matches!(n.pos(), Some(Pos::ActiveParticiple | Pos::Adjective)) =>
                {
                    let holds = !self.after_is_not(i);
                    way.modality = Some(if holds { Modality::Ongoing } else { Modality::Negated });
                    return;
                }
                // `الإيصال المتكرر للمساعدات ضروري`: a predicate that asks for it.
                Kind::Adjective if !n.pro.has(Proclitics::AL) && n.operator.is_some() => {
                    if let Some(Effect::Set(set)) = n.operator.map(|op| self.k.language.operators[op as usize].effect) {
                        way.modality = Some(set);
                    }
                    return;
                }
                // `القصف حال دون وصول القافلة`: written like `في حال`, but a verb that tells of something itself.
                Kind::Operator if self.triggers.contains(&i) => return,
                // `سقوط القاعدة مسألة وقت`, `الاجتماع من المقرر أن يعقد`
                Kind::Operator => {
                    let operator = &self.k.language.operators[n.index as usize];
                    if let Effect::Set(set) = operator.effect
                        && operator.verb
                    {
                        way.modality = Some(set);
                    }
                    return;
                }
                Kind::Adjective | Kind::Open | Kind::Close | Kind::Entity | Kind::Prep | Kind::Time => {}
                Kind::Noun if n.pro.has(Proclitics::AL) => {}
                // `المعارك لاتزال حتى الآن على أطراف القاعدة`
                Kind::Particle if n.is(Labels::CONTINUE) => {
                    way.modality = Some(Modality::Ongoing);
                    return;
                }
                // `الهدنة ما زالت صامدة`
                Kind::Particle
                    if n.is(Labels::NEGATION) && self.nodes.get(i + 1).is_some_and(|v| v.is(Labels::STILL)) =>
                {
                    way.modality = Some(Modality::Ongoing);
                    return;
                }
                Kind::Particle if n.is(Labels::OR) && self.entity(i - 1).is_some() => {}
                Kind::Particle if n.bits == 0 || n.is(Labels::NEGATION | Labels::FUTURE | Labels::QAD) => {}
                Kind::Verb if !n.joined_by_and() && !self.in_relative(i) => {
                    let effect = n.operator.map(|op| self.k.language.operators[op as usize].effect);
                    match (effect, self.finite_modality(i)) {
                        // `القصف لم يتوقف`
                        (Some(Effect::Ceases), Some(Modality::Negated)) => way.modality = Some(Modality::Ongoing),
                        // `القصف لم يترك لهم خيارا`: what it did not do.
                        (_, Some(Modality::Negated)) => {
                            way.modality = Some(Modality::Negated);
                            way.not_done = self.does_to(i) || self.tells_else(i);
                            way.unwilling = self.will_not(i);
                        }
                        (
                            Some(Effect::Set(m @ (Modality::Begun | Modality::Ongoing))),
                            Some(Modality::Happened | Modality::Ongoing),
                        ) => way.modality = Some(m),
                        (Some(Effect::Set(Modality::Begun | Modality::Ongoing)), Some(Modality::Promised)) => {
                            way.modality = Some(Modality::Promised)
                        }
                        // `الاجتماع سيعقد غدا`
                        (Some(Effect::Keep), Some(Modality::Promised))
                            if n.is(Labels::LIGHT) || n.is(Labels::OUTBREAK) =>
                        {
                            way.modality = Some(Modality::Promised)
                        }
                        // `وقف إطلاق النار سيشمل المدينة`
                        (None, Some(Modality::Promised)) if !self.nodes[i - 1].is_quote() => {
                            way.modality = Some(Modality::Promised)
                        }
                        // `وقف إطلاق النار يجب أن يشمل`, `الهدنة تستثني التنظيم`
                        (Some(Effect::Set(m @ (Modality::Demanded | Modality::Negated))), _)
                            if n.operator.is_some_and(|op| {
                                // `القصف يمنع وصول المساعدات`: what prevents something else is not negated.
                                let operator = &self.k.language.operators[op as usize];
                                // `عملية الإجلاء فشلت`
                                let failed = || holds(&self.k.language.shades.vain, self.verb_of(i));
                                operator.speaker.is_none()
                                    && (m == Modality::Demanded || operator.agent == AgentOf::None || failed())
                            }) =>
                        {
                            way.modality = Some(m);
                            way.ceases ^= self.must_stop(i);
                        }
                        (Some(Effect::Ceases), told) => {
                            way.ceases = true;
                            // `القتال سيتوقف`, `القصف قد يتوقف`
                            way.modality = told.filter(|m| matches!(m, Modality::Promised | Modality::Possible));
                        }
                        _ => {}
                    }
                    return;
                }
                _ => return,
            }
        }
    }

    /// A participle that is, or is written like, a passive one (`المقترحة`).
    fn may_be_passive(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let readings = self.types.readings(self.parse.tokens[n.head as usize]);
        n.pos() == Some(Pos::PassiveParticiple)
            || n.pos() == Some(Pos::ActiveParticiple)
                && readings
                    .iter()
                    .any(|r| r.feats.pos == Pos::PassiveParticiple && r.lemma == n.lemma.unwrap_or(r.lemma))
    }

    /// The comma that closes a relative clause which a comma opens.
    pub(super) fn parenthesis(&self, comma: usize) -> Option<usize> {
        let relative = self.nodes.get(comma + 1).is_some_and(|n| n.is(Labels::RELATIVE) && !n.is(Labels::NEGATION));
        let close = (comma + 1..self.nodes.len().min(comma + 16))
            .take_while(|&i| self.nodes[i].kind != Kind::Stop)
            .find(|&i| self.nodes[i].kind == Kind::Comma);
        close.filter(|_| relative)
    }

    /// `لم يترك لهم خيارا`, `لم يسفر عن إصابات`: a verb of what its subject does or brings about, not of whether it is.
    fn does_to(&self, verb: usize) -> bool {
        self.nodes[verb].is(Labels::CAUSE)
            || self.nodes.get(verb + 1).is_some_and(|n| {
                n.kind == Kind::Prep && n.enc.is_some()
                    || matches!(n.kind, Kind::Noun | Kind::Unknown)
                        && n.pro.0 == 0
                        && !self.triggers.contains(&(verb + 1))
            })
    }

    /// `هدنة طالب بها المجلس`, `التهدئة التي دعا إليها`, `الهدنة المقترحة`, `قصف تنفذه القوات`: a clause or a participle
    /// on the noun whose last word is `last`.
    pub(super) fn described_after(&self, at: usize, last: usize, way: &mut Way) {
        let mut relative = false;
        for i in last + 1..self.nodes.len().min(last + 8) {
            let n = &self.nodes[i];
            match n.kind {
                // The clause after a name describes the name.
                Kind::Particle if n.is(Labels::RELATIVE) && self.entity(i - 1).is_some() => return,
                Kind::Particle if n.is(Labels::RELATIVE) => relative = true,
                Kind::Particle if relative && n.is(Labels::QAD | Labels::FUTURE) => {}
                // `مقتل المدعو فلان`: whom the noun is of describes it not.
                Kind::Noun
                    if i == last + 1 && n.pro.has(Proclitics::AL) && !self.nodes[last].pro.has(Proclitics::AL) =>
                {
                    return;
                }
                // `هدنة متفق عليها`
                Kind::Noun | Kind::Adjective
                    if self.may_be_passive(i)
                        || n.pos() == Some(Pos::ActiveParticiple)
                            && self.nodes.get(i + 1).is_some_and(|p| p.kind == Kind::Prep && p.enc.is_some()) =>
                {
                    // `بعد عملية مخطط لها`: what it came after was done.
                    if let Some(op) = n.operator.filter(|_| !self.follows(at))
                        && let Effect::Set(set) = self.k.language.operators[op as usize].effect
                    {
                        way.modality = Some(set);
                        way.operators.push((i, op));
                        return;
                    }
                }
                // `المحادثات المزمع عقدها في جنيف`
                Kind::Operator if !relative && self.is_planned(i) => {
                    way.modality = Some(Modality::Promised);
                    way.operators.push((i, n.index as u16));
                    return;
                }
                Kind::Adjective | Kind::Open | Kind::Close | Kind::Time | Kind::Number | Kind::Unknown => {}
                Kind::Entity if !n.joined_by_and() => {}
                Kind::Prep if !relative && n.enc.is_none() => {}
                Kind::Noun if !relative && !n.joined_by_and() && n.operator.is_none() => {}
                // `باشتباكات تدور في البلدة`: what breaks out or goes on is the noun itself.
                Kind::Verb
                    if !n.joined_by_and()
                        && !relative
                        && n.is(Labels::OUTBREAK)
                        && !self.nodes[last].pro.has(Proclitics::AL)
                        && self.nodes[last + 1..i].iter().all(|n| n.kind == Kind::Adjective) =>
                {
                    self.clause_says(i, way);
                    return;
                }
                // `المعارك التي بدأت أمس`
                Kind::Verb if relative && n.is(Labels::BEGIN) => {
                    self.clause_says(i, way);
                    return;
                }
                // `تفجير سيارة يقودها رجل`: of a clause on another noun.
                Kind::Verb if !relative && self.takes_up_other(at, i) => return,
                Kind::Verb if !n.joined_by_and() && (relative || self.asyndetic(i)) && self.resumptive(i) => {
                    self.clause_says(i, way);
                    return;
                }
                _ => return,
            }
        }
    }

    /// A phrase with the article that says of the noun before it that it is to come: `المزمع`, `المقرر`.
    fn is_planned(&self, phrase: usize) -> bool {
        let n = &self.nodes[phrase];
        let operator = &self.k.language.operators[n.index as usize];
        let first = self.types.readings(self.parse.tokens[n.first as usize]).first();
        operator.effect == Effect::Set(Modality::Promised) && first.is_some_and(|r| r.proclitics.has(Proclitics::AL))
    }

    /// What the verb of a clause on a noun does to it.
    fn clause_says(&self, verb: usize, way: &mut Way) {
        let n = &self.nodes[verb];
        let finite = self.finite_modality(verb);
        if let Some(op) = n.operator
            && let Effect::Set(set) = self.k.language.operators[op as usize].effect
        {
            // `هدنة تبدأ ظهر الأحد`, `الهدنة التي ستبدأ غدا`
            let ahead = matches!(finite, Some(Modality::Promised | Modality::Ongoing));
            way.modality = Some(if set == Modality::Begun && ahead { Modality::Promised } else { set });
            way.operators.push((verb, op));
            // `هدنة أعلنها التحالف`: whatever else the sentence cites, it is his word.
            let operator = &self.k.language.operators[op as usize];
            if operator.speaker.is_some() || operator.announces && n.kind == Kind::Verb && n.enc.is_some() {
                way.speaker = self.subject(verb);
                way.speaker_node = Some(verb);
            }
            return;
        }
        if matches!(finite, Some(Modality::Happened | Modality::Ongoing | Modality::Promised)) {
            way.modality = finite;
        }
        // `هجوم نسبته السلطات إلى التنظيم`
        let says = |op: u16| self.k.language.operators[op as usize].speaker == Some(Whose::Subject);
        if n.operator.is_some_and(says) {
            way.speaker = self.subject(verb);
            way.speaker_node = Some(verb);
        }
    }

    /// `كانت تسيطر`: an auxiliary of the past before the verb, over its subject.
    pub(super) fn past_before(&self, at: usize) -> bool {
        (at.saturating_sub(5)..at)
            .rev()
            .take_while(|&i| {
                matches!(self.nodes[i].kind, Kind::Entity | Kind::Adjective | Kind::Open | Kind::Close | Kind::Verb)
            })
            .find(|&i| self.nodes[i].kind == Kind::Verb)
            .is_some_and(|i| self.nodes[i].is(Labels::PAST) && self.nodes[i].pos() == Some(Pos::Perfect))
    }

    /// The word for adopting (`وافق`, `تبني`) before a governor in its sentence, where it is told as done.
    pub(super) fn adopted_before(&self, governor: usize) -> Option<usize> {
        (0..governor)
            .rev()
            .take_while(|&i| self.nodes[i].kind != Kind::Stop)
            .find(|&i| self.nodes[i].is(Labels::ADOPT) && matches!(self.nodes[i].kind, Kind::Verb | Kind::Noun))
            .filter(|&i| self.adopts(i))
    }

    /// `وافق على مشروع القرار`, `بعد تبنيه`, but `مستعدة للموافقة عليه`, `أرجأ التصويت عليه`: whether it is adopted.
    fn adopts(&self, at: usize) -> bool {
        if self.nodes[at].kind == Kind::Verb {
            use Modality::{Happened, Ongoing};
            let way = self.finite_modality(at);
            return (way == Some(Happened) || way == Some(Ongoing) && self.heading()) && !self.subjunctive(at);
        }
        // `قبل تصويت المجلس على قرار`, `اجتمعوا للتصويت على مشروع قرار`
        if self.before(at).is_some_and(|b| self.nodes[b].kind == Kind::Prep && self.nodes[b].is(Labels::AHEAD))
            || self.purpose(at)
        {
            return false;
        }
        let over = self.governor(at, 0).map(|(_, op)| self.k.language.operators[op as usize].effect);
        !matches!(
            over,
            Some(Effect::Set(
                Modality::Possible | Modality::Negated | Modality::Promised | Modality::Refused | Modality::Demanded
            ))
        )
    }

    /// Who issued the resolution that demands: who adopted it in this sentence, or in an earlier one.
    pub(super) fn issuer(&self, governor: usize) -> Vec<Found> {
        match self.adopted_before(governor) {
            // `بعد موافقة المجلس على قرار يطالب بهدنة`: whose consent it is.
            Some(adopts) if self.nodes[adopts].kind == Kind::Noun => self.genitive(adopts),
            Some(adopts) => self.subject(adopts),
            None => self.memory.issuer.into_iter().collect(),
        }
    }

    /// `القرار الذي تبناه المجلس، والذي يطالب بهدنة`: who demands in a clause on a resolution or on a draft.
    pub(super) fn text_asks(&self, verb: usize) -> Vec<Found> {
        let n = &self.nodes[verb];
        let on_text = self.on_text(verb);
        if n.kind != Kind::Verb
            || !n.is(Labels::DEMAND)
            || !on_text && (!self.in_relative(verb) || self.resumptive(verb))
        {
            return Vec::new();
        }
        let near = (verb.saturating_sub(14)..verb).rev().take_while(|&i| self.nodes[i].kind != Kind::Stop);
        // `البيان الذي صاغته اللجنة ونشر أمس، والذي دعا إلى`: a second clause on it goes back over the first.
        let second = self.relative_start(verb).is_some_and(|r| self.nodes[r].joined_by_and());
        let text = near.take_while(|&i| second || self.nodes[i].kind != Kind::Verb || self.in_relative(i)).find(|&i| {
            let n = &self.nodes[i];
            n.kind == Kind::Noun && n.is(Labels::RESOLUTION | Labels::DRAFT)
        });
        let Some(text) = text else { return Vec::new() };
        if self.nodes[text].is(Labels::DRAFT) || self.before(text).is_some_and(|b| self.nodes[b].is(Labels::DRAFT)) {
            return vec![self.found(text)];
        }
        self.resolved_by(text, verb)
    }

    /// `مشروع القرار`: whether a phrase is a draft, or stands after the word for one.
    pub(super) fn of_draft(&self, f: &Found) -> bool {
        let nodes = if f.line == self.line { self.nodes } else { &self.memory.parse(f.line).nodes };
        let is = |at: usize| nodes.get(at).is_some_and(|n| n.kind == Kind::Noun && n.is(Labels::DRAFT));
        let at = f.node as usize;
        is(at) || at > 0 && is(at - 1) || f.line == self.line && self.draft_phrase(&self.nodes[at])
    }

    /// `قالت البعثة إن المجلس أرجأ التصويت على مشروع قرار يدعو إلى هدنة`: what a draft proposes is the word of who is said to tell of it.
    pub(super) fn tells_of_draft(&self, at: usize, draft: Vec<Found>) -> Vec<Found> {
        let asks = |by: usize| self.nodes.get(by).is_some_and(|v| v.kind == Kind::Verb && v.is(Labels::DEMAND));
        let told = |o: &&Speech| !asks(o.by) && !o.speakers.iter().any(|f| self.of_draft(f));
        self.speeches.get(at).and_then(Option::as_ref).filter(told).map_or(draft, |o| o.speakers.to_vec())
    }

    /// `قرار يطالب بهدنة`: a verb right after the indefinite word for the text.
    pub(super) fn on_text(&self, verb: usize) -> bool {
        let text = |b: usize| {
            let n = &self.nodes[b];
            n.kind == Kind::Noun && n.is(Labels::RESOLUTION | Labels::DRAFT) && !n.pro.has(Proclitics::AL)
        };
        !self.nodes[verb].joined_by_and() && self.before(verb).is_some_and(text)
    }

    /// `ويتضمن أن يبدأ الإجلاء`: a verb without a subject goes on with the draft of the sentence before.
    pub(super) fn draft_goes_on(&self, governor: usize) -> bool {
        let n = &self.nodes[governor];
        let opens = (self.sentence_start(governor)..governor)
            .all(|i| self.nodes[i].is_quote() || self.nodes[i].kind == Kind::Particle);
        let subject = self.nodes.get(governor + 1).is_some_and(|s| matches!(s.kind, Kind::Noun | Kind::Entity));
        n.kind == Kind::Verb
            && n.is(Labels::STIPULATE | Labels::DEMAND)
            && n.feats.is_some_and(|f| f.number == hudna_arabic::morph::Number::Singular)
            && opens
            && !subject
            && self.memory.draft.is_some_and(|line| self.line.saturating_sub(line) <= 2)
    }

    /// The draft or proposal that demands or stipulates.
    pub(super) fn draft_says(&self, governor: usize) -> Option<usize> {
        // `وافق المجلس على مشروع قرار ينص على`: adopted, it is no draft any more.
        if self.adopted_before(governor).is_some() {
            return None;
        }
        let near = governor.saturating_sub(6)..self.nodes.len().min(governor + 4);
        let draft = |i: &usize| {
            let n = &self.nodes[*i];
            // `على نسخة من مشروع قرار يدعو إلى`: the clause on it is its own, whatever governs it.
            let clause = || {
                self.nodes[i + 1..governor].iter().all(|n| {
                    matches!(n.kind, Kind::Noun | Kind::Adjective) || n.is(Labels::RELATIVE) && !n.is(Labels::CLAUSE)
                })
            };
            n.kind == Kind::Noun
                && n.is(Labels::DRAFT)
                && (!self.has_prep(*i)
                    || *i < governor && matches!(self.nodes[governor].kind, Kind::Verb | Kind::Operator) && clause())
        };
        let (mut before, mut after) = (near.start..governor, governor + 1..near.end);
        let after = after.by_ref().take_while(|&i| matches!(self.nodes[i].kind, Kind::Noun | Kind::Open)).find(draft);
        after.or_else(|| {
            let before = before.by_ref().rev();
            // `قال مقدم الاقتراح إنه يجب`: what stands before إن is not what the clause is about.
            let same = |i: &usize| {
                let n = &self.nodes[*i];
                let that = n.kind == Kind::Particle && n.is(Labels::THAT);
                !that && !matches!(n.kind, Kind::Stop | Kind::Verb)
            };
            before.take_while(same).find(draft)
        })
    }
}
