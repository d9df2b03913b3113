//! What is yet to be: purposes, truces that are to begin and what they are to bring, what is hoped for or hangs on something else.

use super::govern::Way;
use super::open::combine;
use super::slots::{Found, Sentence};
use super::trigger::Trigger;
use crate::knowledge::{ActorKind, Effect, Labels, holds};
use crate::parse::{Kind, Node};
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_arabic::times::{Grain, TimeKind};
use hudna_claims::{Event, Modality};

impl Sentence<'_> {
    /// `لإيصال المساعدات`, `المعدة لعمليات الإجلاء`: a purpose that nothing else governs.
    pub(super) fn purpose(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        if node.kind == Kind::Verb
            || node.pro.0 & (Proclitics::LA.0 | Proclitics::AL.0) != Proclitics::LA.0
                && !self.definite_purpose(at)
                && self.construct_head(at).is_none_or(|h| self.nodes[h].joined_prep() != Some("ل"))
        {
            return false;
        }
        let head = self.construct_head(at).unwrap_or(at);
        // `كرد فعل لقيام`: the preposition belongs to the words before it.
        if self.before(head).is_some_and(|b| self.nodes[b].kind == Kind::ResponseMark) {
            return false;
        }
        // `بالإضافة لإصابة عشرة`
        if self.before(head).is_some_and(|b| holds(&self.k.language.shades.adding, self.folded_stem(&self.nodes[b]))) {
            return false;
        }
        // `حصيلة أولية لقصف السوق`, `في يوم سابق لسقوط المدينة`
        let describes = |n: &Node| n.kind == Kind::Adjective || n.kind == Kind::Noun && n.pos() == Some(Pos::Adjective);
        let mut ahead = (0..head).rev().map(|i| &self.nodes[i]).skip_while(|n| n.is_quote());
        // A time ends with the word itself (`في وقت سابق لسقوط المدينة`).
        let said_of = |n: &Node| {
            let shades = &self.k.language.shades.said_of;
            let last = || self.types.folded(self.parse.tokens[n.last as usize - 1]);
            holds(shades, self.folded_stem(n)) || n.kind == Kind::Time && holds(shades, last())
        };
        if ahead.by_ref().find(|n| said_of(n) || !describes(n)).is_some_and(said_of) {
            return false;
        }
        // `تخضع لاتفاق`, `تصدى لهجوم`, `خرق لاتفاق`: what follows with ل completes the verb.
        if self.nodes[head].is(Labels::DEAL) || self.takes_to(head) {
            return false;
        }
        // `لعمليات الإجلاء`, but `نتألم لمشاهد النزوح`
        let measure = || holds(&self.k.language.measures, self.folded_stem(&self.nodes[head]));
        self.nodes[head].pos() == Some(Pos::Masdar) || head != at && measure() || self.deed_after_all(head)
    }

    /// `لطرد المسلحين`, `لضمان وصول المساعدات`: a noun that tells of an event, which may be read as a verbal noun or is one of making sure.
    fn deed_after_all(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        n.kind == Kind::Noun
            && n.enc.is_none()
            && self.triggers.contains(&at)
            && (holds(&self.k.language.shades.assure, self.folded_stem(n)) || {
                let readings = self.types.readings(self.parse.tokens[n.head as usize]);
                readings.iter().any(|r| r.feats.pos == Pos::Masdar && r.proclitics == n.pro)
            })
    }

    /// `لتوزيع المساعدات وإجلاء الجرحى`: one more purpose.
    pub(super) fn purpose_goes_on(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        node.kind == Kind::Noun
            && node.joined_by_and()
            && node.joined_prep().is_none()
            && !self.listed(at)
            && self.sibling(at).is_some_and(|s| s + 1 < at && self.purpose(s))
    }

    /// The head of the construct that a noun stands in (`لعمليات الإجلاء`).
    fn construct_head(&self, at: usize) -> Option<usize> {
        let before = self.before(at)?;
        let b = &self.nodes[before];
        (b.kind == Kind::Noun
            && !b.pro.has(Proclitics::AL)
            && b.enc.is_none()
            && self.nodes[at].joined_prep().is_none())
        .then_some(before)
    }

    /// `دفعت الأوضاع مصر إلى التدخل لتخفيف الحصار`, `خاضوا معارك للسيطرة على المدينة`: what somebody was driven to, or did, is told
    /// already, so what follows with ل is what that is for.
    pub(super) fn led_on(&self, over: usize, op: u16, at: usize) -> bool {
        let operator = &self.k.language.operators[op as usize];
        let by = |i: usize| {
            let n = &self.nodes[i];
            n.kind == Kind::Prep && n.enc.is_none() && holds(&operator.preps, self.folded_stem(n))
        };
        let deed = |n: &Node| n.kind == Kind::Noun && n.pos() == Some(Pos::Masdar);
        // `أطلقوا النار لتفريق مظاهرة وقتل ثلاثة`: who are counted are no purpose.
        let counted = self.nodes.get(at + 1).is_some_and(|n| n.kind == Kind::Number);
        // `كإجراء لمنعهم من المغادرة`, `استخدامهم القاعدة لشن غارات`: by a verbal noun for doing.
        let doing = &self.nodes[over];
        if doing.kind == Kind::Noun && doing.is(Labels::LIGHT) {
            // `استئناف لهجوم`: right after it stands what is done.
            let done = self.nodes[over + 1..at.max(over + 1)].iter().all(|n| n.kind == Kind::Adjective)
                && !self.has_prep(over);
            let own = doing.pos() == Some(Pos::Masdar) && operator.effect == Effect::Keep && !done;
            return own && self.nodes[at].joined_prep() == Some("ل") && self.purpose(at);
        }
        operator.effect == Effect::Keep
            && self.nodes[over].kind == Kind::Verb
            && !self.nodes[over].is(Labels::CAUSE | Labels::REPORT | Labels::REPORT_ABOUT)
            && (self.nodes[over].is(Labels::LIGHT) && self.triggers.contains(&over)
                || (over + 1..at).any(|i| by(i) && i + 1 < at && deed(&self.nodes[i + 1])))
            && (self.nodes[at].joined_prep() == Some("ل") && self.purpose(at) || self.purpose_goes_on(at) && !counted)
    }

    /// `سعى إلى تحليل المواقف التي أبدوها في اجتماع`: what stands after في in a relative clause is where its verb is, no object of
    /// what governs the clause's noun.
    pub(super) fn located_in_clause(&self, over: usize, at: usize, prep: &str) -> bool {
        let apart = |i: &usize| matches!(self.nodes[*i].kind, Kind::Comma | Kind::Stop);
        let relates = |i: usize| {
            let n = &self.nodes[i];
            n.kind == Kind::Particle && n.is(Labels::RELATIVE) && !n.is(Labels::NEGATION | Labels::CLAUSE)
        };
        prep != "ب"
            && holds(&self.k.language.prepositions.within, prep)
            && self.before(at).is_some_and(|b| self.nodes[b].kind == Kind::Prep)
            && (over + 1..at).rev().take_while(|i| !apart(i)).any(relates)
    }

    /// `المدينة المستهدفة بغارات`: a participle that takes what is joined to the word after it.
    pub(super) fn bound(&self, at: usize) -> bool {
        let own = |b: &usize| {
            let n = &self.nodes[*b];
            let words = &self.k.language.shades.bound;
            // `المشمولة باتفاق`: by the participle, whatever its verb takes.
            let itself = || n.lemma.is_some_and(|l| holds(words, &self.k.lexicon.lemma(l).folded));
            n.describes() && (holds(words, self.verb_of(*b)) || itself())
        };
        self.nodes[at].joined_prep().is_some() && self.before(at).as_ref().is_some_and(own) || self.replied_to(at)
    }

    /// `بحق الرد على الهجوم`: what an answer is to stands under nothing that is said of the answer.
    fn replied_to(&self, at: usize) -> bool {
        let by = |b: usize| {
            self.nodes[b].kind == Kind::Prep && holds(&self.k.language.shades.on, self.folded_stem(&self.nodes[b]))
        };
        let answer = self.before(at).filter(|&b| by(b)).and_then(|b| self.before(b));
        answer.is_some_and(|a| self.nodes[a].kind == Kind::Noun && holds(&self.k.language.by_deed, self.verb_of(a)))
    }

    /// `رفع الحصار مرهون بتسليم السلاح`, `وقف إطلاق النار مرتبط بتطبيق القرار`: a predicate that says that something hangs on something
    /// else.
    pub(super) fn depends(&self, at: usize, last: usize, way: &Way) -> bool {
        if !way.operators.iter().all(|&(over, _)| over < at && self.nodes[over].kind == Kind::Noun) {
            return false;
        }
        let subject = |i: &usize| {
            let n = &self.nodes[*i];
            let own = n.pro.has(Proclitics::AL) || n.kind == Kind::Entity;
            n.is_quote() || matches!(n.kind, Kind::Prep | Kind::Entity | Kind::Time | Kind::Adjective) || own
        };
        let hangs = |i: usize| {
            let n = &self.nodes[i];
            n.pro.0 == 0
                && matches!(n.kind, Kind::Noun | Kind::Adjective | Kind::Operator)
                && holds(&self.k.language.shades.hangs, self.first_stem(i))
                && (self.nodes.get(i + 1).is_some_and(|b| b.joined_prep() == Some("ب")) || n.kind == Kind::Operator)
        };
        // `تفجير مرتبط بالتنظيم` is described, not said to hang on it.
        let next = self.nodes.get(at + 1).filter(|n| n.joined_prep().is_none());
        let own = |n: &Node| n.pro.has(Proclitics::AL) || n.enc.is_some() || n.kind == Kind::Entity;
        let that = || self.before(at).is_some_and(|b| self.nodes[b].is(Labels::THAT));
        if !own(&self.nodes[at]) && !next.is_some_and(own) && self.nodes[at].kind != Kind::Operator && !that() {
            return false;
        }
        let end = self.nodes.len().min(last + 8);
        (last + 1..end).find(|&i| hangs(i)).is_some_and(|i| (last + 1..i).all(|i| subject(&i)))
    }

    /// `دخولها مرتبط بخروج العائلات`: what something else hangs on.
    pub(super) fn hung_on(&self, at: usize) -> bool {
        let hangs = |b: usize| self.nodes[b].pro.0 == 0 && holds(&self.k.language.shades.hangs, self.first_stem(b));
        self.bound(at) && self.before(at).is_some_and(hangs)
    }

    /// `يكون هناك`: a word that says that something is there, after the verb for being.
    pub(super) fn to_be_there(&self, at: usize) -> bool {
        let be = |b: usize| self.nodes[b].is(Labels::PAST) && self.nodes[b].pos() == Some(Pos::Imperfect);
        holds(&self.k.language.existential, self.folded_stem(&self.nodes[at])) && self.before(at).is_some_and(be)
    }

    /// `ينبغي أن يكون هناك انسحاب`: what is to be there has nobody who is said to do it.
    pub(super) fn said_to_be(&self, at: usize) -> bool {
        let item = if self.nodes[at].joined_by_and() { self.sibling(at).unwrap_or(at) } else { at };
        self.before(item).is_some_and(|b| self.to_be_there(b))
    }

    /// Whom a verb of asking asks: `يطلب قرار المجلس من الأطراف وقف القتال` does not ask the council.
    pub(super) fn asked_of(&self, governor: usize) -> Vec<Found> {
        let text = self.nodes.get(governor + 1).is_some_and(|n| n.kind == Kind::Noun && n.is(Labels::RESOLUTION));
        if text {
            return self.asked_by_text(governor).or_else(|| self.named_next(governor + 1)).unwrap_or_default();
        }
        let mut asked = self.object(governor);
        // `واتهم الأخيرة بقصف الأحياء`
        if asked.is_empty() && self.nodes[governor].kind == Kind::Verb && governor + 1 < self.nodes.len() {
            asked.extend(self.latter_at(governor + 1, governor));
        }
        let asked = if asked.is_empty() { self.given_to(governor) } else { asked };
        if asked.is_empty() { self.made_to(governor) } else { asked }
    }

    /// `منح الجيش المسلحين مهلة للانسحاب`: the second of two whom a verb takes before the noun that is given.
    fn given_to(&self, noun: usize) -> Vec<Found> {
        let n = &self.nodes[noun];
        let verb = self.main_verb(noun).filter(|&v| n.kind == Kind::Noun && n.pro.0 == 0 && noun - v < 7);
        let Some(verb) = verb else { return Vec::new() };
        let beside = |n: &Node| matches!(n.kind, Kind::Entity | Kind::Adjective | Kind::Time) || n.is_quote();
        let acts = |i: &usize| self.entity(*i).is_some_and(|e| e.can_act()) && !self.has_prep(*i);
        let two: Vec<usize> = (verb + 1..noun).filter(acts).filter(|&i| !self.nodes[i].joined_by_and()).collect();
        match two[..] {
            [_, whom] if self.nodes[verb + 1..noun].iter().all(beside) => self.conjuncts(whom),
            _ => Vec::new(),
        }
    }

    /// The stem of the first word of a phrase.
    pub(super) fn first_stem(&self, at: usize) -> &str {
        let n = &self.nodes[at];
        let first = self.types.readings(self.parse.tokens[n.first as usize]).first();
        first.map_or("", |r| {
            let lemma = self.k.lexicon.lemma(r.lemma);
            &lemma.base.map_or(lemma, |base| self.k.lexicon.lemma(base)).folded
        })
    }

    /// `القرار 2216 الذي ينص على انسحابهم`, `ينص القرار على هدنة`: the resolution of which a verb tells what it asks.
    pub(super) fn resolution_says(&self, verb: usize) -> Option<usize> {
        let v = &self.nodes[verb];
        if v.kind != Kind::Verb || !v.is(Labels::STIPULATE) {
            return None;
        }
        self.resolution_near(verb)
    }

    /// `القرار 2254 القاضي بوقف القتال`, `القرارات الداعية إلى الانسحاب`: what a participle says a resolution asks for is demanded by
    /// the body that it is of, whatever is said of the resolution.
    pub(super) fn asked_by_resolution(&self, participle: usize, way: &mut Way) -> bool {
        let n = &self.nodes[participle];
        let asks = n.pos() == Some(Pos::ActiveParticiple) && n.pro.0 == Proclitics::AL.0;
        if !asks || !n.is(Labels::STIPULATE | Labels::DEMAND) {
            return false;
        }
        let Some(text) = self.resolution_near(participle) else { return false };
        // `قرار الوزير القاضي بإغلاق المعبر`: what he decides is not asked of others.
        let of = self.genitive(text);
        let issued = of.iter().all(|f| self.lines_entity(*f).is_none()) || of.iter().any(|f| self.of_nations(*f));
        if issued {
            combine(way, Modality::Demanded);
            if way.speaker.is_empty() {
                way.speaker = of;
            }
        }
        issued
    }

    /// The resolution right after a word that says what one asks, or before it.
    fn resolution_near(&self, verb: usize) -> Option<usize> {
        let text = |i: &usize| self.nodes[*i].kind == Kind::Noun && self.nodes[*i].is(Labels::RESOLUTION);
        let passed = |i: &usize| {
            let n = &self.nodes[*i];
            let participle = matches!(n.pos(), Some(Pos::ActiveParticiple | Pos::PassiveParticiple));
            // `القرار رقم 2254`
            let numbered = self.nodes.get(*i + 1).is_some_and(|next| next.kind == Kind::Number);
            !matches!(n.kind, Kind::Stop | Kind::Verb | Kind::Operator | Kind::Noun)
                || n.kind == Kind::Noun && participle
                || numbered
                || text(i)
        };
        let before = || (verb.saturating_sub(14)..verb).rev().take_while(passed).find(text);
        let found = Some(verb + 1).filter(|i| *i < self.nodes.len() && text(i)).or_else(before)?;
        (!self.before(found).is_some_and(|b| self.nodes[b].is(Labels::DRAFT))).then_some(found)
    }

    /// `قرار المجلس بوقف النار`, `بعد تبني المجلس لقرار وقف النار`, `صوت المجلس على قرار لوقف النار`: the body of nations whose resolution it is.
    pub(super) fn decided_by(&self, resolution: usize) -> Vec<Found> {
        const NEAR: usize = 4;
        let of = self.genitive(resolution);
        if !of.is_empty() {
            return of;
        }
        let from = self.adopted_before(resolution).unwrap_or(resolution.saturating_sub(NEAR));
        let body = (from..resolution).rev().map(|i| self.found(i)).find(|f| self.of_nations(*f));
        body.into_iter().collect()
    }

    /// Whether somebody is a body of nations.
    pub(super) fn of_nations(&self, found: Found) -> bool {
        let actor = self.lines_entity(found).and_then(|e| e.actor.or(e.of)).map(|a| &self.k.actors[a as usize]);
        actor.is_some_and(|a| a.country == "IGO" && !matches!(a.kind, ActorKind::Force | ActorKind::Alliance))
    }

    /// `الاتفاق يلزم الفصائل بالانسحاب`: whether it is an agreement that a verb is said of.
    pub(super) fn deal_binds(&self, verb: usize) -> bool {
        let deal = |i: usize| self.nodes.get(i).is_some_and(|n| n.kind == Kind::Noun && n.is(Labels::DEAL));
        self.nodes[verb].kind == Kind::Verb && (deal(verb + 1) || self.before(verb).is_some_and(deal))
    }

    /// `أعلن هدنة يبدأ سريانها غدا`, `قبل ساعات من بدء الهدنة`, `أعلن هدنة اعتبارا من منتصف الليل`: a truce that is to begin.
    pub(super) fn truce_to_come(&self, t: &Trigger, way: &Way, modality: Modality) -> bool {
        let effect = |op: u16| self.k.language.operators[op as usize].effect;
        match modality {
            Modality::Begun if !self.heading() => {
                let begins = |&&(_, op): &&(usize, u16)| effect(op) == Effect::Set(Modality::Begun);
                way.operators.iter().find(begins).is_some_and(|&(over, _)| match self.nodes[over].kind {
                    Kind::Verb => self.finite_modality(over) == Some(Modality::Ongoing),
                    _ => self.ahead(over),
                })
            }
            Modality::Happened => {
                let announced =
                    || way.operators.iter().any(|&(_, op)| self.k.language.operators[op as usize].announces);
                let rest = self.nodes[t.last + 1..].iter();
                let mut own = rest.take_while(|n| !matches!(n.kind, Kind::Stop | Kind::Verb | Kind::Comma));
                own.any(|n| n.kind == Kind::Time && self.starts_then(n)) && announced()
            }
            _ => false,
        }
    }

    /// `اعتبارا من الأحد`: a time from which on something is so.
    fn starts_then(&self, time: &Node) -> bool {
        let span = &self.parse.times[time.index as usize];
        let readings = self.types.readings(self.parse.tokens[time.first as usize]);
        span.from.is_some() && span.to.is_none() && readings.iter().any(|r| r.feats.pos == Pos::Masdar)
    }

    /// `قبل ساعات من بدء الهدنة`: whether a noun stands after what says how long it is still to come.
    pub(super) fn ahead(&self, noun: usize) -> bool {
        let ahead = |i: usize| {
            let readings = self.types.readings(self.parse.tokens[self.nodes[i].first as usize]);
            readings.iter().any(|r| self.k.labels.bits(r.lemma) & Labels::AHEAD != 0)
        };
        let Some(by) = self.before(noun).filter(|&b| self.nodes[b].kind == Kind::Prep && self.nodes[b].enc.is_none())
        else {
            return false;
        };
        let length = |b: &usize| self.nodes[*b].kind == Kind::Time || self.nodes[*b].is(Labels::TIME_UNIT);
        self.before(by).filter(length).is_some_and(ahead)
    }

    /// `أعلن هدنة تتوقف خلالها الغارات`, `هدنة خمسة أيام، تتوقف فيها العمليات`: in what way it is put forward what a truce is to bring,
    /// by a verb whose clause takes the truce up again.
    pub(super) fn brought_by_truce(&self, node: usize, way: &Way) -> Option<Modality> {
        use Modality::{Agreed, Demanded, Happened, Possible, Promised};
        let verb = match way.operators.last() {
            Some(&(over, _)) => over,
            None => node,
        };
        let v = &self.nodes[verb];
        let again = self.nodes.get(verb + 1).is_some_and(|p| p.kind == Kind::Prep && p.enc.is_some());
        if v.kind != Kind::Verb
            || v.pos() != Some(Pos::Imperfect)
            || v.pro.0 != 0
            || !again
            || self.negated_before(verb)
        {
            return None;
        }
        // `هدنة اعتبارا من الأحد (10 شوال) الموافق (26 تموز)، تتوقف فيها`
        let (mut within, mut near) = (0, (verb.saturating_sub(22)..verb).rev());
        let beside = |i: usize| {
            let n = &self.nodes[i];
            let dates = || self.nodes[i + 1..].iter().find(|n| !n.is_quote()).is_some_and(|n| n.kind == Kind::Time);
            let noun = n.kind == Kind::Noun && (n.is(Labels::DEAL) || !dates());
            !matches!(n.kind, Kind::Stop | Kind::Verb | Kind::Operator) && !noun && !n.is(Labels::RELATIVE)
        };
        let deal = near.find(|&i| {
            match self.nodes[i].kind {
                Kind::Close => within += 1,
                Kind::Open => within -= 1,
                _ => return within == 0 && !beside(i),
            }
            false
        })?;
        if self.nodes[deal].kind != Kind::Noun || !self.nodes[deal].is(Labels::DEAL) {
            return None;
        }
        let over = self.way(deal, deal);
        let announced = || over.operators.iter().any(|&(_, op)| self.k.language.operators[op as usize].announces);
        match over.modality {
            Some(m @ (Agreed | Demanded | Possible | Promised)) => Some(m),
            Some(Happened) if announced() => Some(Promised),
            _ => None,
        }
    }

    /// `يأمل أن يتحقق السلام بعد وقف القتال والعودة إلى الحوار`: what is to have come before something that is hoped for.
    pub(super) fn before_what_is_hoped(&self, at: usize, way: &Way) -> bool {
        let mut at = way.operators.last().map_or(at, |&(over, _)| over);
        if self.nodes[at].joined_by_and() {
            let Some(sibling) = self.sibling(at) else { return false };
            at = self.governor(sibling, 0).map_or(sibling, |(over, _)| over);
        }
        let after = |b: &usize| {
            let n = &self.nodes[*b];
            n.kind == Kind::Prep && n.enc.is_none() && n.is(Labels::TIME) && !n.is(Labels::AHEAD)
        };
        let Some(by) = self.before(at).filter(after) else { return false };
        let verb = (self.sentence_start(by)..by).rev().find(|&i| self.nodes[i].kind == Kind::Verb);
        let open =
            |&(_, op): &(usize, u16)| self.k.language.operators[op as usize].effect == Effect::Set(Modality::Possible);
        verb.filter(|&v| self.subjunctive(v)).and_then(|v| self.governor(v, 0)).as_ref().is_some_and(open)
    }

    /// `شدد الوزير على وقف القتال`, `أكدوا على فتح الطريق`: what somebody stresses with على he asks for.
    pub(super) fn stresses(&self, governor: usize, current: usize, way: &Way) -> bool {
        // `على وقف القصف وفتح الطريق`
        let mut current = current;
        while self.nodes[current].joined_by_and() && self.nodes[current].joined_prep().is_none() {
            let Some(item) = self.sibling(current).filter(|&i| i > governor) else { break };
            current = item;
        }
        let shades = &self.k.language.shades;
        let beside = |i: usize| {
            let n = &self.nodes[i];
            (n.kind != Kind::Verb || self.in_closed_clause(i, current))
                && !n.is(Labels::THAT)
                && (n.kind != Kind::Noun || n.pos() != Some(Pos::Masdar) || self.has_prep(i))
        };
        let on = |b: usize| {
            (governor + 1..b).all(beside)
                && self.nodes[b].kind == Kind::Prep
                && holds(&shades.on, self.folded_stem(&self.nodes[b]))
        };
        let comes = |&(over, _): &(usize, u16)| self.nodes[over].is(Labels::CAUSE);
        way.modality.is_none()
            && self.nodes[current].kind == Kind::Noun
            && self.before(current).is_some_and(on)
            && holds(&shades.stress, self.verb_of(governor))
            && !self.own_course(current)
            && !way.operators.iter().any(comes)
    }

    /// `شددت الحركة على مواصلة عملياتها`: going on with what is one's own.
    pub(super) fn own_course(&self, at: usize) -> bool {
        self.nodes[at].is(Labels::CONTINUE) && self.nodes.get(at + 1).is_some_and(|n| n.enc.is_some())
    }

    /// `لضمان وصول المساعدات`: making sure, as a purpose.
    pub(super) fn assures(&self, at: usize) -> bool {
        self.nodes[at].joined_prep() == Some("ل") && holds(&self.k.language.shades.assure, self.verb_of(at))
    }

    /// `لن تلتزم القوات بالهدنة`, `لن توقف القوات القتال`: who will not be bound by a truce, or will not stop fighting, refuses it.
    pub(super) fn will_not_keep(&self, at: usize, event: Event, way: &Way, acts: bool) -> bool {
        let kept =
            |&(over, _): &(usize, u16)| holds(&self.k.language.shades.kept, self.verb_of(over)) && self.will_not(over);
        let stops = || {
            let effect = |op: u16| self.k.language.operators[op as usize].effect;
            let mut readings = self.types.readings(self.parse.tokens[self.nodes[at].head as usize]).iter();
            readings.any(|r| self.k.labels.operator(r.lemma).map(effect) == Some(Effect::Ceases))
        };
        event == Event::Truce && (way.operators.iter().any(kept) || acts && self.will_not(at) && stops())
    }

    /// `التي تحرم القتال، وعودة العائلات`: a noun in a relative clause in which something governs it, or after a word that says why.
    pub(super) fn aside(&self, noun: usize, governed: &dyn Fn(usize) -> bool) -> bool {
        let apart = |i: &usize| matches!(self.nodes[*i].kind, Kind::Comma | Kind::Stop);
        let verb = (0..noun).rev().take_while(|i| !apart(i)).find(|&i| self.nodes[i].kind == Kind::Verb);
        let by = self.before(noun).filter(|&b| self.nodes[b].kind == Kind::Prep && self.nodes[b].enc.is_none());
        verb.is_some_and(|v| self.relative_start(v).is_some()) && governed(noun)
            || by.is_some_and(|b| holds(&self.k.language.shades.because, self.folded_stem(&self.nodes[b])))
    }

    /// The predicate before a node that `و` joins one to, of the same sort, in the same sentence.
    pub(super) fn sibling_before(&self, at: usize, from: usize) -> Option<usize> {
        let node = &self.nodes[at];
        let verb = node.kind == Kind::Verb;
        // `يمنعون وصول المساعدات وإجلاء الجرحى`: the noun that the words of a verb's event took.
        let mut taken = None;
        let mut i = from;
        while i > 0 {
            i -= 1;
            let n: &Node = &self.nodes[i];
            match n.kind {
                // `على خط التماس، وفتح ممر`: what something is only named by is no item.
                Kind::Noun
                    if n.pro.0 & !Proclitics::AL.0 == 0
                        && self.before(i).and_then(|b| self.entity(b)).is_some_and(|e| e.area && !e.definite) => {}
                Kind::Stop => return None,
                // `دعا إلى وقف فوري للقتال، وإدخال المساعدات`
                Kind::Operator if !verb && self.triggers.contains(&i) && node.joined_prep().is_none() => {
                    return Some(i);
                }
                Kind::Particle if n.is(Labels::CLAUSE) => return None,
                Kind::Verb if verb => {
                    if self.in_relative(i) && !self.in_relative(at) {
                        continue;
                    }
                    // `إذا لم يفتحوا الطريق، ونلوح باعتصام`: who speaks goes on, not who has to.
                    let speaks = |n: &Node| n.feats.is_some_and(|f| f.person == 1);
                    if speaks(node) && !speaks(n) {
                        continue;
                    }
                    return (n.pos() == node.pos() && node.pos() == Some(Pos::Imperfect)).then_some(i);
                }
                // `وعودة العائلات`: what joins a list after a pause goes on over the verbs inside its other items.
                Kind::Verb if !self.in_relative(i) && self.listed(at) && taken.is_none() => {}
                Kind::Verb if !self.in_relative(i) => {
                    return taken.filter(|_| self.triggers.contains(&i));
                }
                Kind::Noun if !verb && self.inner.contains(&i) && n.pos() == Some(Pos::Masdar) => {
                    taken = taken.or(Some(i));
                }
                Kind::Noun if !verb && !self.inner.contains(&i) => {
                    let same = n.pos() == Some(Pos::Masdar) || self.triggers.contains(&i) && n.pos() == Some(Pos::Noun);
                    let definite =
                        n.joined_prep().is_some() == node.joined_prep().is_some() || node.joined_prep().is_none();
                    if same && definite && !self.in_relative(i) && !self.ended_by_head(i, at) && !self.added(i, at) {
                        return Some(i);
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// The predicate that `و` joins this one to: of the same sort, in the same sentence.
    pub fn sibling(&self, at: usize) -> Option<usize> {
        let found = self.sibling_before(at, at)?;
        // `على وقف القتال وفق القوانين التي تحرم القتال، وعودة العائلات`: a list goes on over what was told aside.
        if self.nodes[at].kind == Kind::Noun && self.listed(at) {
            use Modality::{Agreed, Demanded, Negated, Possible, Promised};
            let over = |i: usize| self.governor(i, 1).map(|(_, op)| self.k.language.operators[op as usize].effect);
            // `عودة الأسر التي نزحت خلال المواجهات، والإفراج عنهم`
            let told = |i: usize| over(i).is_none_or(|effect| effect == Effect::Set(Negated));
            // `عودة النازحين من دون تفتيش، وإدخال المساعدات`
            let beside = || self.governor(found, 1).is_some_and(|(by, _)| self.stands_beside(by));
            if !self.aside(found, &told) && !beside() {
                return Some(found);
            }
            let open = |effect| match effect {
                Effect::Set(m) => matches!(m, Agreed | Demanded | Possible | Promised),
                other => other == Effect::Ceases,
            };
            let item = self.sibling_before(at, found).filter(|&i| !self.aside(i, &|_| true));
            return item.filter(|&i| over(i).is_some_and(open)).or(Some(found));
        }
        Some(found)
    }
}

/// `يجتمع الوزراء الثلاثاء`, `تبدأ المحادثات الخميس`: a day of the week alone, after a verb in the present, is the next one.
pub(super) fn next_weekday(s: &Sentence<'_>, when: Option<usize>) -> bool {
    let Some(at) = when.filter(|&at| s.nodes[at].last - s.nodes[at].first == 1) else { return false };
    let time = &s.parse.times[s.nodes[at].index as usize];
    let week = s.published.zip(time.from).is_some_and(|(day, from)| {
        let gap = from.date().until(day).map_or(0, |gap| gap.get_days());
        (1..7).contains(&gap)
    });
    let verb = (s.sentence_start(at)..at).rev().find(|&i| s.nodes[i].kind == Kind::Verb);
    let present = |v: usize| {
        let n = &s.nodes[v];
        n.pos() == Some(Pos::Imperfect)
            && !s.in_relative(v)
            && !s.subjunctive(v)
            && !s.negated_before(v)
            && !s.past_before(v)
    };
    week && time.kind == TimeKind::Instant && time.grain == Grain::Day && verb.is_some_and(present)
}
