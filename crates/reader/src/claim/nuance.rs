//! Small words that decide whether something was done: `any`, a blow struck in vain, a truce that is kept, what will not begin.

use super::govern::Way;
use super::slots::Sentence;
use super::trigger::Trigger;
use crate::knowledge::{AgentOf, Effect, Labels, holds};
use crate::parse::{Kind, Node};
use hudna_arabic::morph::{Enclitic, Gender, Number, Pos, Proclitics};
use hudna_claims::{Event, Modality};

impl Sentence<'_> {
    /// `أي خرق`: an event noun that may be none at all.
    pub(super) fn any_of(&self, t: &Trigger) -> bool {
        let first = t.nodes.first().map_or(t.node, |&n| n.min(t.node));
        let any = |at: usize| {
            let n = &self.nodes[at];
            n.kind == Kind::Particle && holds(&self.k.language.shades.any, self.folded_stem(n))
        };
        !self.nodes[t.node].pro.has(Proclitics::AL) && self.before(first).is_some_and(any)
    }

    /// `لم تقع أي هجمات`, but `سنرد على أي هجوم`: what is said of any, where its clause tells nothing that has happened.
    pub(super) fn of_any(&self, t: &Trigger) -> Modality {
        let negates = |i: usize| {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Verb => self.finite_modality(i) == Some(Modality::Negated) && !self.will_not(i),
                Kind::Operator => self.k.language.operators[n.index as usize].effect == Effect::Set(Modality::Negated),
                _ => false,
            }
        };
        // `دون أن تقع أي هجمات`
        let within = |i: &usize| {
            let n = &self.nodes[*i];
            let that = n.is(Labels::THAT) && !self.before(*i).is_some_and(|b| self.nodes[b].kind == Kind::Operator);
            !matches!(n.kind, Kind::Stop | Kind::Comma) && !that
        };
        let denied = (0..t.node).rev().take_while(within).any(negates);
        if denied { Modality::Negated } else { Modality::Possible }
    }

    /// `التزمت الفصائل بالهدنة`, `القوات ملتزمة بوقف إطلاق النار`: told of the present or the past, nothing else over it.
    pub(super) fn kept(&self, way: &Way) -> bool {
        let bound = |&(node, _): &(usize, u16)| holds(&self.k.language.shades.kept, self.verb_of(node));
        let Some(at) = way.operators.iter().position(bound) else { return false };
        let node = way.operators[at].0;
        let told = match self.nodes[node].pos() {
            Some(Pos::ActiveParticiple) => true,
            _ => {
                let told = matches!(self.finite_modality(node), Some(Modality::Happened | Modality::Ongoing));
                self.nodes[node].kind == Kind::Verb && told && !self.subjunctive(node)
            }
        };
        let keeps = |op: u16| self.k.language.operators[op as usize].effect == Effect::Keep;
        told && way.operators[at + 1..].iter().all(|&(_, op)| keeps(op))
    }

    /// `فشل الهجوم على المطار`: a blow that failed was struck.
    pub(super) fn in_vain(&self, t: &Trigger, event: Event, way: &Way) -> bool {
        let language = &self.k.language;
        let Some(&(over, _)) = way.operators.first().filter(|_| language.is_blow(event)) else { return false };
        holds(&language.shades.vain, self.verb_of(over))
            && self.nodes[t.node].joined_prep().is_none()
            // `الهجوم فشل`: the verb may stand after it.
            && !self
                .nodes
                .get(over + 1..t.node)
                .unwrap_or_default()
                .iter()
                .any(|n| matches!(n.kind, Kind::Prep | Kind::Entity))
    }

    /// When an event is, where nothing over it says so: `هجوم وشيك`, `الاشتباكات القائمة`, `اتفاق ينهي القتال`.
    pub(super) fn in_its_time(&self, at: usize, last: usize, way: &mut Way) {
        if self.nodes[at].kind == Kind::Verb {
            if way.modality == Some(Modality::Ongoing)
                && let Some(deal) =
                    self.deal_that(at).or_else(|| self.in_one_breath(at).and_then(|first| self.deal_that(first)))
            {
                use Modality::{Demanded, Possible, Promised};
                let over = self.way(deal, deal).modality;
                way.modality = over.filter(|m| matches!(m, Demanded | Possible | Promised)).or(Some(Modality::Agreed));
            }
            return;
        }
        if !matches!(way.modality, None | Some(Modality::Happened)) {
            return;
        }
        let shades = &self.k.language.shades;
        let adjectives = self.nodes[last + 1..].iter().take_while(|n| n.kind == Kind::Adjective);
        for word in adjectives.filter_map(|n| n.lemma) {
            let word = &self.k.lexicon.lemma(word).folded;
            if holds(&shades.to_come, word) {
                way.modality = Some(Modality::Possible);
            } else if holds(&shades.under_way, word) {
                way.modality = Some(Modality::Ongoing);
            }
        }
    }

    /// `سيناقشون الهجوم الذي استهدف المدينة`, `في أعقاب هجمات شنها التنظيم`: a clause in the past tells that it came, whatever is yet to be done
    /// about it.
    pub(super) fn came_by_clause(&self, at: usize, last: usize, way: &mut Way) {
        let own = |n: &Node| matches!(n.kind, Kind::Adjective | Kind::Open | Kind::Close);
        if self.nodes[at].kind != Kind::Noun
            || !self.nodes.get(at + 1..=last).is_some_and(|rest| rest.iter().all(own))
            || !matches!(way.modality, Some(Modality::Promised | Modality::Possible))
        {
            return;
        }
        let adjectives = self.nodes[last + 1..].iter().take_while(|n| n.kind == Kind::Adjective).count();
        let next = last + 1 + adjectives;
        let Some(n) = self.nodes.get(next) else { return };
        let relative = n.kind == Kind::Particle && n.is(Labels::RELATIVE) && !n.is(Labels::CLAUSE | Labels::NEGATION);
        let definite = self.nodes[at].pro.has(Proclitics::AL);
        let verb = if relative { next + 1 } else { next };
        let did = self.nodes.get(verb).is_some_and(|v| {
            let changes = |op: u16| !matches!(self.k.language.operators[op as usize].effect, Effect::Keep);
            let told = v.kind == Kind::Verb
                && v.pos() == Some(Pos::Perfect)
                && !v.is(Labels::PAST)
                && !v.operator.is_some_and(changes);
            told && (relative || v.enc.is_some_and(|e| e.person == 3)) && !v.joined_by_and()
        });
        if did && definite == relative {
            way.modality = Some(Modality::Happened);
        }
    }

    /// `ينهي الحرب ويسمح بدخول القوافل`: the verb in the present that `و` joins one to without a pause or a new clause between.
    pub(super) fn in_one_breath(&self, verb: usize) -> Option<usize> {
        let n = &self.nodes[verb];
        if n.kind != Kind::Verb || n.pos() != Some(Pos::Imperfect) || n.pro != Proclitics::WA {
            return None;
        }
        let first = (0..verb).rev().take(10).find(|&i| self.nodes[i].kind == Kind::Verb)?;
        let parts = |n: &Node| {
            matches!(n.kind, Kind::Comma | Kind::Stop | Kind::According | Kind::Open | Kind::Close)
                || n.kind == Kind::Particle && n.is(Labels::THAT | Labels::RELATIVE | Labels::CLAUSE)
        };
        let alike = self.nodes[first].pos() == n.pos() && !self.nodes[first].is(Labels::REPORT | Labels::PAST);
        (alike && !self.nodes[first + 1..verb].iter().any(parts)).then_some(first)
    }

    /// `اتفاق ينهي القتال`: the noun for a deal, without article, on which a verb in the present says what it is to do.
    fn deal_that(&self, verb: usize) -> Option<usize> {
        let n = &self.nodes[verb];
        let plain = n.pos() == Some(Pos::Imperfect) && n.pro.0 == 0;
        let head = self.before(verb).filter(|_| plain)?;
        let h = &self.nodes[head];
        let deal = h.kind == Kind::Noun && h.is(Labels::DEAL) && h.enc.is_none() && !h.pro.has(Proclitics::AL);
        deal.then_some(head)
    }

    /// `جدد الناطق المطالبة بإدخال المساعدات`: whose demand it is that a light verb tells of; `أطلق الجيش عملية لتحرير البلدة`: what a
    /// light verb does is told, so what follows with ل is what it is for.
    pub(super) fn by_light_verb(&self, governor: usize, current: usize, way: &mut Way) {
        let (g, c) = (&self.nodes[governor], &self.nodes[current]);
        if g.kind != Kind::Verb || !g.is(Labels::LIGHT) || c.kind != Kind::Noun {
            return;
        }
        if c.is(Labels::DEMAND) && way.speaker.is_empty() {
            way.speaker = self.subject(governor);
            way.speaker_node = Some(governor);
        }
        // `تلقت الحكومة تهديدات بالقصف`, `تلقت وعودا بالانسحاب`: who gets them neither utters them nor does it.
        let uttered = matches!(way.modality, Some(Modality::Threatened | Modality::Promised));
        if uttered && c.operator.is_some() && holds(&self.k.language.receives, self.verb_of(governor)) {
            let who = self.subject(governor);
            way.agent.retain(|f| !f.among(&who));
            way.speaker.retain(|f| !f.among(&who));
        }
        let deed = |n: &Node| {
            let measure = || holds(&self.k.language.measures, self.folded_stem(n));
            n.kind == Kind::Noun && n.pro.0 == 0 && (n.pos() == Some(Pos::Masdar) || measure())
        };
        let done = self.nodes.get(governor + 1..current).unwrap_or_default().iter().any(deed);
        if c.joined_prep() == Some("ل") && way.modality.is_none() && done {
            way.modality = Some(Modality::Possible);
        }
    }

    /// `وجه الوزير أصابع الاتهام إلى الفصائل بقصف القرية`, `كرر المتحدث اتهام القوات بخرق الهدنة`: whom a noun of accusing is against, and who
    /// does so by the verb over it.
    pub(super) fn levelled(&self, noun: usize, way: &mut Way) {
        let n = &self.nodes[noun];
        if n.kind != Kind::Noun || !n.is(Labels::ACCUSE) || n.enc.is_some() || n.joined_prep().is_some() {
            return;
        }
        let apart = |v: usize| self.nodes[v..noun].iter().any(|n| n.is(Labels::THAT) || n.kind == Kind::Comma);
        let verb = self.main_verb(noun).filter(|&v| noun - v < 8 && !apart(v));
        let by = verb.map(|v| self.subject(v)).unwrap_or_default();
        let against = (noun + 1..self.nodes.len().min(noun + 5)).find(|&i| {
            let to = |p: &str| holds(&self.k.language.prepositions.put_down, p);
            let apart = |b: usize| {
                let p = &self.nodes[b];
                p.kind == Kind::Prep && p.enc.is_none() && to(self.folded_stem(p))
            };
            self.entity(i).is_some_and(|e| e.can_act() && e.goods.is_none())
                && (self.nodes[i].joined_prep().is_some_and(to) || self.before(i).is_some_and(apart))
        });
        let accused = against.map(|i| self.conjuncts(i));
        let of = self.genitive(noun);
        let (accuser, accused) = match accused {
            Some(accused) => (if of.is_empty() { by } else { of }, accused),
            // `تبادل الطرفان الاتهامات بخرق الهدنة`: each says it of the other.
            None if verb.is_some_and(|v| holds(&self.k.language.said.trades, self.verb_of(v))) => (by.clone(), by),
            None if by.is_empty() => return,
            None => (by, of),
        };
        if accuser.iter().all(|f| self.lines_entity(*f).is_some_and(|e| e.can_act())) && !accused.is_empty() {
            (way.agent, way.speaker) = (accused, accuser);
            way.speaker_node = verb;
        }
    }

    /// `الاتفاق الذي دخل حيز التنفيذ على وقف القتال`: a deed of which only a noun before it is, with the article, governs nothing further.
    pub(super) fn of_thing(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let head = |b: usize| {
            let h = &self.nodes[b];
            h.kind == Kind::Noun && h.pos() == Some(Pos::Noun) && h.operator.is_none() && !h.pro.has(Proclitics::AL)
        };
        n.kind == Kind::Noun && n.is(Labels::LIGHT) && n.pro.0 == Proclitics::AL.0 && self.before(at).is_some_and(head)
    }

    /// `سمحت الحكومة للطيران بقصف البلدة`: somebody gives others leave to do it.
    pub(super) fn gives_leave(&self, verb: usize) -> bool {
        holds(&self.k.language.shades.permits, self.verb_of(verb))
            && self.subject(verb).iter().any(|f| self.lines_entity(*f).is_some_and(|e| e.can_act()))
    }

    /// The verb that a word is a form of, participles and verbal nouns too.
    pub(super) fn verb_of(&self, at: usize) -> &str {
        let Some(id) = self.nodes[at].lemma else { return "" };
        let lemma = self.k.lexicon.lemma(id);
        &lemma.base.map_or(lemma, |base| self.k.lexicon.lemma(base)).folded
    }

    /// `القصف لن يكسر صمودهم`, `الهجمات لم تقتصر على القرى`: a negated verb that does not say whether its subject is.
    pub(super) fn tells_else(&self, verb: usize) -> bool {
        !self.triggers.contains(&verb) && !holds(&self.k.language.shades.being, self.verb_of(verb))
    }

    /// `لن ننسحب`, `لن تبدأ المفاوضات`: what will not be done, or what will not be gone about.
    pub(super) fn unwilling(&self, t: &Trigger, way: &Way) -> bool {
        way.unwilling || self.will_not(t.node) || way.operators.iter().any(|&(over, _)| self.will_not(over))
    }

    /// `لا يسمح بدخول القوافل`: a negated present goes on, `لم يسمح` and `كان لا يسمح` are over.
    pub(super) fn is_not_done(&self, at: usize) -> bool {
        let negation = self.before(at).map(|b| &self.nodes[b]);
        let present = negation.is_some_and(|n| {
            n.is(Labels::NEGATION)
                && !n.is(Labels::FUTURE)
                && !holds(&self.k.language.shades.did_not, self.folded_stem(n))
        });
        present && self.nodes[at].pos() == Some(Pos::Imperfect) && !self.past_before(at)
    }

    /// `المدينة ليست محاصرة`, `المطار ليس تحت سيطرتهم`, `المعبر غير مفتوح`: what is said of something after a word for not being so.
    pub(super) fn is_not_so(&self, t: &Trigger) -> bool {
        let said = |i: usize| {
            let n = &self.nodes[i];
            let predicate = match n.kind {
                Kind::Noun | Kind::Adjective => n.pro.0 == 0 && n.enc.is_none() || n.joined_prep().is_some(),
                Kind::Prep => true,
                _ => false,
            };
            predicate && self.after_is_not(i)
        };
        said(t.node) || t.nodes.iter().min().is_some_and(|&i| said(i))
    }

    /// `بعد عام على وقف إطلاق النار`, `عقب إعلان الهدنة`, `منذ وقف إطلاق النار`: what something is dated by has come.
    pub(super) fn dated_by(&self, at: usize, way: &Way) -> bool {
        let first = self.first_of_construct(way.operators.last().map_or(at, |&(over, _)| over.min(at)));
        let words = &self.k.language.prepositions;
        let to_come = |v: usize| matches!(self.finite_modality(v), Some(Modality::Promised | Modality::Possible));
        self.before(first).filter(|&b| !self.main_verb(b).is_some_and(to_come)).is_some_and(|b| {
            let n = &self.nodes[b];
            let after = n.kind == Kind::Prep && n.enc.is_none() && holds(&words.since, self.folded_stem(n));
            let time = || self.before(b).filter(|&t| self.nodes[t].kind == Kind::Time);
            let counted = |t: usize| {
                let opens = self.types.folded(self.parse.tokens[self.nodes[t].first as usize]);
                n.kind == Kind::Prep && n.enc.is_none() && holds(&words.since, opens)
            };
            after || time().is_some_and(counted)
        })
    }

    /// `إعلان وقف إطلاق النار`: the first noun of those that a noun completes.
    pub(super) fn first_of_construct(&self, at: usize) -> usize {
        let head = |b: &usize| {
            let n = &self.nodes[*b];
            n.kind == Kind::Noun && n.pro.0 == 0 && n.enc.is_none()
        };
        let mut first = at;
        while let Some(b) = self.before(first).filter(head) {
            first = b;
        }
        first
    }

    /// Whether a word for not being so stands right before.
    pub(super) fn after_is_not(&self, at: usize) -> bool {
        self.before(at).is_some_and(|b| {
            let n = &self.nodes[b];
            let word = n.last - n.first == 1 && n.enc.is_none();
            word && holds(&self.k.language.shades.is_not, self.folded_stem(n))
        })
    }

    /// `مقترحا يشمل هدنة`: the draft or proposal that a clause without relative pronoun tells the terms of.
    pub(super) fn draft_clause(&self, verb: usize) -> Option<usize> {
        let n = &self.nodes[verb];
        let clause = n.kind == Kind::Verb && n.pos() == Some(Pos::Imperfect) && !n.joined_by_and();
        let head = (verb.saturating_sub(3)..verb).rev().find(|&i| self.nodes[i].kind != Kind::Adjective)?;
        let h = &self.nodes[head];
        // `مقترحا` may be read as one who proposes.
        let draft = |at: &Node| {
            let readings = self.types.readings(self.parse.tokens[at.head as usize]);
            readings.iter().any(|r| r.feats.pos == Pos::Noun && self.k.labels.bits(r.lemma) & Labels::DRAFT != 0)
        };
        // `يدرس المجلس قرارا يطالب بهدنة`
        let plain = clause && h.kind == Kind::Noun && !h.pro.has(Proclitics::AL);
        (plain && (draft(h) || h.is(Labels::RESOLUTION) && self.yet_to_adopt(head))).then_some(head)
    }

    /// `بوقف الهجمات والانسحاب`, `رفضه الاستسلام ووقوع اشتباكات`: one more noun of a list, of a sort that its head can not govern.
    pub(super) fn beyond(&self, t: &Trigger, event: Event, way: &mut Way) {
        let language = &self.k.language;
        let node = &self.nodes[t.node];
        let one_more =
            |n: &Node| matches!(n.kind, Kind::Noun | Kind::Operator) && n.joined_by_and() && n.joined_prep().is_none();
        let item = language.willed.contains(&event) || event == Event::Truce;
        // `وقف العنف والدخول في مفاوضات`, `إنهاء القتال وتثبيت هدنة`: what leads to it is the item.
        let head = way.operators.first().map(|&(over, _)| over).filter(|&o| o < t.node);
        let before = self.before(t.node).filter(|_| node.joined_prep().is_none() && !node.pro.has(Proclitics::AL));
        if way.ceases && item && [head, before].into_iter().flatten().any(|i| one_more(&self.nodes[i])) {
            way.ceases = false;
        }
        if !one_more(node) {
            return;
        }
        let item = language.willed.contains(&event) && event != Event::Meet || event == Event::Truce;
        if way.ceases && item {
            way.ceases = false;
        }
        if self.stops_too(t, event, way) {
            way.ceases = true;
        }
        if way.modality == Some(Modality::Refused) && language.unagreed.contains(&event) && !way.ceases {
            way.modality = None;
        }
    }

    /// `، ما أدى إلى`: a particle that negates or relates relates after a pause before a perfect, or to a result; after a pronoun or
    /// أن, after a verbal noun (`تنفيذ ما تم`), and where it opens the way (`، ما يتيح للقوات`).
    pub(super) fn which(&self, particle: usize, verb: usize) -> bool {
        let v = &self.nodes[verb];
        if self.nodes[particle].bits & (Labels::NEGATION | Labels::RELATIVE) != Labels::NEGATION | Labels::RELATIVE {
            return false;
        }
        let before = self.before(particle).map(|b| &self.nodes[b]);
        // `كل ما يلزم`
        if before.is_some_and(|b| b.is(Labels::QUANTIFIER) && b.enc.is_none()) {
            return true;
        }
        let perfect = v.pos() == Some(Pos::Perfect);
        // `هو ما جرى`, `إن ما يجري حصار`
        let opens = Labels::PRONOUN | Labels::DEMONSTRATIVE | Labels::THAT;
        if before.is_some_and(|b| b.kind == Kind::Particle && b.is(opens) && b.enc.is_none()) {
            return true;
        }
        // `شدد على أن ما تم التوصل إليه`
        let says = |op: u16| self.k.language.operators[op as usize].completes_saying;
        if before.is_some_and(|b| b.kind == Kind::Operator && says(b.index as u16)) {
            return true;
        }
        // `نفذوا ما تم الاتفاق عليه`: taken up again by a pronoun.
        let own = |n: &&Node| !matches!(n.kind, Kind::Stop | Kind::Comma | Kind::Verb);
        let again = || {
            let it = |e: Enclitic| e.person == 3 && e.number == Number::Singular && e.gender == Gender::Masculine;
            let mut rest = self.nodes[verb + 1..].iter().take(4).take_while(own);
            rest.any(|n| n.kind == Kind::Prep && n.enc.is_some_and(it))
        };
        if perfect && before.is_some_and(|b| matches!(b.kind, Kind::Verb | Kind::Entity)) && again() {
            return true;
        }
        let paused = before.is_some_and(|b| b.kind == Kind::Comma);
        let after = before.is_some_and(|b| match b.kind {
            Kind::Comma | Kind::Prep => true,
            // `مجموع ما سلم`, `تنفيذ ما تم`
            Kind::Noun => {
                b.enc.is_none()
                    && !b.pro.has(Proclitics::AL)
                    && !self.types.folded(self.parse.tokens[b.last as usize - 1]).ends_with('ا')
            }
            // `بلغ ما أدخل منها مئة شاحنة`
            Kind::Verb => !b.is(Labels::REPORT | Labels::REPORT_ABOUT | Labels::CONTINUE_SPEECH | Labels::LEARN),
            _ => false,
        });
        // `تتعرض القرية للقصف ما يمنع النازحين من العودة`
        let told = before.is_some_and(|b| matches!(b.kind, Kind::Noun | Kind::Entity | Kind::Adjective | Kind::Time));
        if (told || paused) && self.keeps_from(verb) {
            return true;
        }
        (perfect || v.is(Labels::CAUSE) || paused && self.opens_way(verb))
            && !self.nodes.get(verb + 1).is_some_and(|n| n.is(Labels::ONE))
            // `دافعوا عن أنفسهم ما اضطرهم إلى الانسحاب`
            && (v.is(Labels::CAUSE) || after || perfect && self.drives(verb))
    }

    /// A verb in the present of keeping somebody from something (`يمنع`, `تعيق`).
    fn keeps_from(&self, verb: usize) -> bool {
        let v = &self.nodes[verb];
        let prevents = |op: u16| {
            let operator = &self.k.language.operators[op as usize];
            operator.effect == Effect::Set(Modality::Negated) && operator.agent == AgentOf::Object
        };
        v.pos() == Some(Pos::Imperfect) && v.operator.is_some_and(prevents)
    }

    /// The operator of a word that may govern what follows it with nothing between them: nouns of talks do so in a construct
    /// (`مفاوضات وقف القتال`), not as the subject of a verb (`لم تمنع المفاوضات استمرار القصف`).
    pub(super) fn over_bare(&self, at: usize) -> Option<u16> {
        let n = &self.nodes[at];
        let op = if n.kind == Kind::Operator { n.index as u16 } else { n.operator? };
        let definite = n.kind == Kind::Noun && n.pro.has(Proclitics::AL);
        // `تقف خلف عدد من الهجمات`
        let behind = |next: &Node| next.kind == Kind::Prep && holds(&self.k.language.behind, self.folded_stem(next));
        let stands = n.kind == Kind::Verb && self.nodes.get(at + 1).is_some_and(behind);
        let talks = definite && self.on_talks(op);
        (!stands && !talks).then_some(op)
    }

    /// Whether an operator says what is talked about.
    pub(super) fn on_talks(&self, op: u16) -> bool {
        let operator = &self.k.language.operators[op as usize];
        operator.effect == Effect::Set(Modality::Possible) && operator.agent == AgentOf::None
    }

    /// A verb of wanting or of having to, which with a negation asks that something is not done.
    pub(super) fn forbids(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        n.is(Labels::WANT) || n.operator.is_some_and(|op| !self.k.language.operators[op as usize].duty.is_empty())
    }

    /// A noun of accusing somebody (`اتهامات`).
    pub(super) fn accuses(&self, at: usize) -> bool {
        self.nodes[at].kind == Kind::Noun && self.nodes[at].is(Labels::ACCUSE)
    }

    /// `وصل الوزير بعد زيارة القاهرة نهاية الأسبوع`: what something told as past came after is not to come.
    pub(super) fn follows(&self, at: usize) -> bool {
        let after = |b: &usize| {
            let n = &self.nodes[*b];
            n.kind == Kind::Prep && n.enc.is_none() && n.is(Labels::TIME) && !n.is(Labels::AHEAD)
        };
        let told = |v: usize| self.finite_modality(v) == Some(Modality::Happened);
        self.before(at).filter(after).and_then(|b| self.main_verb(b)).is_some_and(told)
    }

    /// `تنفيذ الاتفاقات التي تم التوصل إليها`: what the words of an agreement say of it themselves, whatever is asked about it.
    pub(super) fn concluded(&self, t: &Trigger, event: Event) -> bool {
        let verb = t.nodes.iter().copied().find(|&n| n > t.node && self.nodes[n].kind == Kind::Verb);
        event == Event::Agree
            && self.nodes[t.node].kind == Kind::Noun
            && verb.is_some_and(|v| self.nodes[v].pos() == Some(Pos::Perfect) && !self.negated_before(v))
    }

    /// `أنهى الوفد زيارة`: whether a meeting is told to have been held to its end.
    pub(super) fn carried_to_end(&self, event: Event, way: &Way, modality: Modality) -> bool {
        let ends = |&(at, _): &(usize, u16)| {
            let n = &self.nodes[at];
            n.pos() == Some(Pos::Perfect) && holds(&self.k.language.shades.concludes, self.verb_of(at))
        };
        event == Event::Meet && modality == Modality::Happened && way.operators.iter().any(ends)
    }

    /// `بوقف القصف وهجوم القوات`: nobody asks for one more blow beside one that should stop.
    fn stops_too(&self, t: &Trigger, event: Event, way: &Way) -> bool {
        let asked = way.modality == Some(Modality::Demanded) && !way.ceases;
        asked && event == Event::Attack && {
            let before = self.triggers.iter().copied().rfind(|&b| b < t.node && b >= self.sentence_start(t.node));
            before.is_some_and(|b| self.nodes[b].kind == Kind::Noun && self.way(b, b).ceases)
        }
    }

    /// `نجحت جهود الأعيان في فك الحصار`: an effort of which the verb right before it says that it came to what follows.
    pub(super) fn what_succeeds(&self, at: usize) -> bool {
        let shades = &self.k.language.shades;
        let effort =
            self.nodes[at].joined_prep().is_none() && holds(&shades.efforts, self.folded_stem(&self.nodes[at]));
        let pays = |v: usize| self.nodes[v].kind == Kind::Verb && holds(&shades.pays_off, self.verb_of(v));
        effort && self.before(at).is_some_and(pays)
    }
}
