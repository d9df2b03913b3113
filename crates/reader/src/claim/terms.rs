//! What demands, decisions, agreements and denials say over more than one word: duties, terms, purposes.

use super::build::Draft;
use super::govern::Way;
use super::slots::{Found, Sentence};
use crate::knowledge::{Effect, Labels, holds};
use crate::parse::{Kind, Node};
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_claims::{Event, Modality};

impl Sentence<'_> {
    /// What a decision does to what it is about, where that is settled: a draft proposes, an international body demands.
    pub(super) fn decided(&self, at: usize, effect: Effect) -> Option<Modality> {
        if effect != Effect::Set(Modality::Promised) || !self.nodes[at].is(Labels::RESOLUTION) {
            return None;
        }
        let draft = self.before(at).is_some_and(|b| self.nodes[b].is(Labels::DRAFT));
        let world = |i: usize| {
            let actor = self.entity(i).and_then(|e| e.actor.or(e.of));
            actor.is_some_and(|a| self.k.actors[a as usize].country == "IGO")
        };
        let adopted = self.adopted_before(at);
        let mut near = adopted.unwrap_or(at.saturating_sub(2))..self.nodes.len().min(at + 4);
        if draft {
            return Some(if adopted.is_some() { Modality::Demanded } else { Modality::Possible });
        }
        // `قرار الهدنة الذي اتخذه المجلس`
        let clause = (at + 2..self.nodes.len().min(at + 11))
            .take_while(|&i| !matches!(self.nodes[i].kind, Kind::Stop | Kind::Comma));
        let told = || clause.clone().any(|i| self.nodes[i].is(Labels::RELATIVE)) && clause.clone().any(world);
        let known = || self.memory.issuer.is_some_and(|f| self.of_nations(f));
        (near.any(world) || told() || known()).then_some(Modality::Demanded)
    }

    /// `وافق المجلس على مشروع قرار ينص على هدنة`: a draft that is one no more.
    pub(super) fn adopted_draft(&self, phrase: usize) -> bool {
        let told = |v: usize| self.nodes[v].kind == Kind::Verb;
        self.draft_phrase(&self.nodes[phrase]) && self.adopted_before(phrase).is_some_and(told)
    }

    /// Whether a word for stopping is itself the trigger of an event.
    pub(super) fn stops_as_event(&self, at: usize) -> bool {
        self.triggers.contains(&at)
            && self.nodes[at].operator.is_some_and(|op| self.k.language.operators[op as usize].effect == Effect::Ceases)
    }

    /// `اتفاق يقضي بخروج المقاتلين`: the agreement of which a verb without relative pronoun tells the terms.
    pub(super) fn stipulated_in(&self, verb: usize) -> Option<usize> {
        let node = &self.nodes[verb];
        (node.kind == Kind::Verb && node.is(Labels::STIPULATE) && !node.joined_by_and())
            .then(|| (verb.saturating_sub(5)..verb).rev().find(|&i| self.nodes[i].kind == Kind::Noun))
            .flatten()
            .filter(|&i| self.nodes[i].is(Labels::DEAL) && !self.nodes[i].pro.has(Proclitics::AL))
    }

    /// `تتمثل أبرز بنود الاتفاق في رفع الحصار`, `مطالبهم تتلخص في الإفراج عنهم`: the noun that the subject of a verb of consisting is, and how
    /// it governs what follows the verb.
    pub(super) fn consisting(&self, verb: usize, at: usize) -> Option<(usize, u16)> {
        let weighs = |&(_, op): &(usize, u16)| match self.k.language.operators[op as usize].effect {
            Effect::Set(set) => !matches!(set, Modality::Happened | Modality::Negated),
            _ => false,
        };
        let subject = |i: usize| self.nodes[i].operator.map(|op| (i, op)).filter(weighs);
        let noun = |i: &usize| self.nodes[*i].kind == Kind::Noun && self.nodes[*i].joined_prep().is_none();
        let beside = |n: &Node| matches!(n.kind, Kind::Adjective | Kind::Number | Kind::Entity | Kind::Filler);
        let after = (verb + 1..at).take_while(|i| noun(i) || beside(&self.nodes[*i])).filter(noun).find_map(subject);
        let start = self.sentence_start(verb);
        let relative = |i: usize| i + 1 == verb && self.nodes[i].is(Labels::RELATIVE);
        after.or_else(|| {
            let before = (start..verb).rev().take_while(|i| noun(i) || beside(&self.nodes[*i]) || relative(*i));
            before.filter(noun).filter_map(subject).last()
        })
    }

    /// `نفت الوزارة الأنباء التي تحدثت عن قصف المشفى`: the news that a relative clause tells of, which stands under what governs it.
    pub(super) fn news_of(&self, verb: usize) -> Option<usize> {
        let node = &self.nodes[verb];
        let tells = node.kind == Kind::Verb
            && node.is(Labels::REPORT | Labels::REPORT_ABOUT)
            && self.relative_start(verb) == verb.checked_sub(1);
        let news = tells.then(|| verb.checked_sub(2)).flatten()?;
        let n = &self.nodes[news];
        (n.kind == Kind::Noun && n.is(Labels::DOCUMENT | Labels::RUMOUR)).then_some(news)
    }

    /// `على الأطراف أن تلتزم`: who has to do it, at the head of the clause.
    pub(super) fn duty(&self, at: usize) -> Option<(usize, u16)> {
        let start = self.sentence_start(at);
        let mut thats = (start..at).rev().filter(|&i| self.nodes[i].is(Labels::THAT));
        let mut that = thats.next()?;
        // `على الجيش أن يرفع الحصار وأن يسمح`: one more duty of the same.
        if self.nodes[that].joined_by_and() && that + 1 == at {
            that = thats.find(|&i| !self.nodes[i].joined_by_and())?;
        }
        let over = (that.saturating_sub(6)..that)
            .rev()
            .take_while(|&i| {
                let n = &self.nodes[i];
                n.kind == Kind::Prep
                    || matches!(n.kind, Kind::Entity | Kind::Adjective | Kind::Time | Kind::Filler)
                    || n.is_quote()
                    || n.is(Labels::QUANTIFIER | Labels::DEMONSTRATIVE)
                    || n.kind == Kind::Noun && n.operator.is_none()
            })
            .find(|&i| self.nodes[i].kind == Kind::Prep)?;
        let n = &self.nodes[over];
        let opens = n.joined_by_and() || n.pro.has(Proclitics::FA) || self.heads_clause(over);
        let bears = n.enc.is_some() || that > over + 1;
        let duty = |o: &crate::knowledge::Operator| o.duty.iter().any(|p| **p == *self.folded_stem(n));
        let op = self.k.language.operators.iter().position(duty)?;
        (opens && bears).then_some((over, op as u16))
    }

    /// `طالب بوقف القتال للسماح بدخول القوافل`: what is demanded is told already, so what follows with ل is its purpose.
    pub(super) fn complemented(&self, over: usize, at: usize) -> bool {
        // `أجرى الوزير اتصالات لوقف القتال`, `قام بجولة لوقف القتال`: what a verb carries beside it, whether it is an event or not.
        let v = &self.nodes[over];
        let carried = |n: &Node| {
            n.pos() == Some(Pos::Masdar)
                && matches!(n.joined_prep(), None | Some("ب"))
                && !n.pro.has(Proclitics::AL)
                && !n.joined_by_and()
        };
        let carries = v.kind == Kind::Verb && v.is(Labels::LIGHT) && !v.is(Labels::CAUSE | Labels::UNDERGO);
        let beside = &self.nodes[over + 1..at];
        let one_clause = beside.iter().all(|n| !matches!(n.kind, Kind::Comma | Kind::Particle | Kind::Verb));
        if carries && one_clause && beside.iter().rev().find(|n| n.kind != Kind::Adjective).is_some_and(carried) {
            return true;
        }
        self.triggers.iter().filter(|&&t| t > over && t < at).any(|&t| {
            let n = &self.nodes[t];
            let deed = n.kind == Kind::Noun && matches!(n.pos(), Some(Pos::Masdar | Pos::Noun));
            deed && n.joined_prep() != Some("ل")
        })
    }

    /// `في بيان`: whether words after which a source may stand name the text in which something is said.
    pub(super) fn in_text(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        n.kind == Kind::According
            && (n.first..n.last).any(|t| {
                let mut stems = self.types.stems(self.parse.tokens[t as usize]);
                stems.any(|w| self.k.language.documents.iter().any(|d| **d == *w))
            })
    }

    /// `يطلب قرار الأمم المتحدة من الأطراف`: whom a resolution asks that stands right after its verb.
    pub(super) fn asked_by_text(&self, verb: usize) -> Option<Vec<Found>> {
        let whom = (verb + 2..self.nodes.len().min(verb + 9)).find(|&i| {
            let p = &self.nodes[i];
            let of = p.kind == Kind::Prep && p.enc.is_none();
            of && holds(&self.k.language.prepositions.asked, self.folded_stem(p))
                && self.entity(i + 1).is_some_and(crate::parse::Entity::can_act)
        })?;
        Some(self.conjuncts(whom + 1))
    }

    /// A preposition after a length of time: `بعد يوم من`, `قبل ساعات من`.
    pub(super) fn dates(&self, prep: usize) -> bool {
        let Some(before) = self.before(prep) else { return false };
        let n = &self.nodes[before];
        n.kind == Kind::Time && !self.over_time(prep, before)
            || n.is(Labels::TIME_UNIT)
                && self
                    .before(before)
                    .is_some_and(|b| self.nodes[b].is(Labels::TIME) || self.nodes[b].kind == Kind::Number)
    }

    /// `تمكن الجيش أمس من السيطرة`: whether a preposition after a time is one that the clause's verb takes. After a length of time that a
    /// preposition opens (`تمكن بعد يوم من المعارك`) it dates.
    fn over_time(&self, prep: usize, time: usize) -> bool {
        let opened = self.types.readings(self.parse.tokens[self.nodes[time].first as usize]);
        if opened.first().is_some_and(|r| r.feats.pos == Pos::Preposition) {
            return false;
        }
        let within = |i: &usize| {
            let n = &self.nodes[*i];
            n.is_quote()
                || matches!(
                    n.kind,
                    Kind::Entity | Kind::Time | Kind::Adjective | Kind::Number | Kind::Filler | Kind::Comma
                )
        };
        let verb = (0..time).rev().find(|i| !within(i)).filter(|&v| self.nodes[v].kind == Kind::Verb);
        let op = verb.and_then(|v| self.nodes[v].operator);
        op.is_some_and(|op| {
            let stem = self.folded_stem(&self.nodes[prep]);
            self.k.language.operators[op as usize].preps.iter().any(|p| **p == *stem)
        })
    }

    /// `ناشدت الوحدة المانحين إرسال`: the subject of a verb after which stands who is asked.
    pub(super) fn asked_there(&self, subject: usize) -> bool {
        let asked = |i: usize| self.before(i).is_some_and(|v| self.asks(v));
        // `طالب الفريق جميع الهيئات العمل على وقف القصف`
        let all = self.nodes[subject].is(Labels::QUANTIFIER) && {
            let who = self.before(subject).filter(|&w| self.nodes[w].kind == Kind::Entity);
            asked(subject) || who.is_some_and(asked)
        };
        all || self.nodes[subject].kind == Kind::Entity && asked(subject)
    }

    /// A verb of asking.
    pub(super) fn asks(&self, verb: usize) -> bool {
        let n = &self.nodes[verb];
        let object = |op: u16| self.k.language.operators[op as usize].effect == Effect::Set(Modality::Demanded);
        n.kind == Kind::Verb && n.operator.is_some_and(object)
    }

    /// `ما تعهدت به من فتح الطريق`, `ما اتفق عليه من وقف القتال`: what a relative ما left open, told after من.
    pub(super) fn spelled_out(&self, at: usize) -> Option<(usize, u16)> {
        let of = self.before(at).filter(|&b| holds(&self.k.language.part_of, self.folded_stem(&self.nodes[b])))?;
        let prep = self.before(of).filter(|&b| self.nodes[b].kind == Kind::Prep && self.nodes[b].enc.is_some())?;
        let verb = self.before(prep).filter(|&b| self.nodes[b].kind == Kind::Verb && self.in_relative(b))?;
        let op = self.nodes[verb].operator?;
        let joined = self.folded_stem(&self.nodes[prep]);
        holds(&self.k.language.operators[op as usize].preps, joined).then_some((verb, op))
    }

    /// `تعهدت بإصلاحه إن سمح لها بالوصول`: إن before a perfect, after something promised or agreed that is told in full, is a condition.
    pub(super) fn if_not_that(&self, particle: usize) -> bool {
        use Modality::{Agreed, Promised, Threatened};
        let n = &self.nodes[particle];
        let full = self.before(particle).is_some_and(|b| {
            let n = &self.nodes[b];
            n.operator.is_none()
                && !n.is(Labels::TIME | Labels::TIME_UNIT)
                && (n.kind == Kind::Entity || n.kind == Kind::Noun && n.enc.is_some() || n.kind == Kind::Adjective)
        });
        let open = |i: usize| {
            let n = &self.nodes[i];
            let op = if n.kind == Kind::Operator { Some(n.index as u16) } else { n.operator };
            let set = |op: u16| match self.k.language.operators[op as usize].effect {
                Effect::Set(m) => matches!(m, Agreed | Promised | Threatened),
                _ => false,
            };
            op.is_some_and(set) || n.kind == Kind::Verb && n.pro.has(Proclitics::SA)
        };
        // `إن انسحبوا عدنا إلى بيوتنا`
        let plain = |v: &Node| {
            let readings = self.types.readings(self.parse.tokens[v.head as usize]);
            v.kind == Kind::Verb
                && v.pos() == Some(Pos::Perfect)
                && readings.iter().all(|r| r.feats.pos == Pos::Perfect)
        };
        let opens = self.before(particle).is_none() || self.sentence_start(particle) == particle;
        if opens && n.enc.is_none() && self.nodes.get(particle + 1).is_some_and(plain) {
            return true;
        }
        n.enc.is_none() && n.pro.0 == 0 && full && (self.sentence_start(particle)..particle).any(open)
    }

    /// `فقد تنهار الهدنة`: a word that is written like قد with its conjunction.
    pub(super) fn may_be_qad(&self, at: usize) -> bool {
        let readings = self.types.readings(self.parse.tokens[self.nodes[at].head as usize]);
        readings.iter().any(|r| r.feats.pos == Pos::Particle && self.k.labels.bits(r.lemma) & Labels::QAD != 0)
    }

    /// Whether a word has no operator that reaches what stands right after it.
    pub(super) fn only_by_prep(&self, at: usize) -> bool {
        self.nodes[at].operator.is_none_or(|op| {
            let operator = &self.k.language.operators[op as usize];
            operator.effect == Effect::Keep && !operator.bare && !operator.that && !operator.verb
        })
    }

    /// Whether a verb in the present says that what it governs may come: `هدنة تتيح خروج المدنيين`.
    pub(super) fn opens_way(&self, at: usize) -> bool {
        self.nodes[at].operator.is_some_and(|op| self.k.language.operators[op as usize].opens)
    }

    /// `وقف القصف وفتح الطريق`: a noun with the article under a word for stopping, before one without: that one goes on with the
    /// stopping, not with what is to stop.
    pub(super) fn ended_by_head(&self, noun: usize, next: usize) -> bool {
        let stops = |b: usize| {
            let op = self.nodes[b].operator.filter(|_| self.nodes[b].kind == Kind::Noun);
            op.is_some_and(|op| self.k.language.operators[op as usize].effect == Effect::Ceases)
        };
        let n = &self.nodes[next];
        self.nodes[noun].pro.has(Proclitics::AL)
            && !n.pro.has(Proclitics::AL)
            && n.enc.is_none()
            && self.before(noun).is_some_and(stops)
    }

    /// `شدد على أن`, `أكدت على أن`: the words `على أن` after a verb of saying.
    pub(super) fn only_said(&self, at: usize) -> bool {
        self.nodes[at].kind == Kind::Operator
            && (at.saturating_sub(5)..at)
                .rev()
                .take_while(|&i| !matches!(self.nodes[i].kind, Kind::Stop | Kind::Comma | Kind::Entity))
                .find(|&i| self.nodes[i].kind == Kind::Verb || self.nodes[i].operator.is_some())
                .is_some_and(|b| self.nodes[b].is(Labels::REPORT) && !self.nodes[b].is(Labels::STIPULATE))
    }

    /// `، التي كانت حاسمة في الحرب`: a relative clause after a pause that goes on to the event.
    pub(super) fn parted_relative(&self, relative: usize, event: usize) -> bool {
        self.nodes[relative].is(Labels::RELATIVE)
            && !self.nodes[relative].is(Labels::NEGATION)
            && self.before(relative).is_some_and(|b| self.nodes[b].kind == Kind::Comma)
            && self.nodes[relative..event].iter().all(|n| n.kind != Kind::Comma)
    }

    /// A preposition that ends a concession: `بالرغم من`, `على الرغم من`.
    pub(super) fn conceded(&self, prep: usize) -> bool {
        self.before(prep).is_some_and(|b| self.nodes[b].kind == Kind::Prep && self.nodes[b].is(Labels::CONCESSION))
    }

    /// `طالب في قرار صدر أمس الأطراف بوقف القتال`: what a decision is about stands right after it.
    pub(super) fn resolution_apart(&self, at: usize, event: usize) -> bool {
        self.nodes[at].kind == Kind::Noun
            && self.nodes[at].is(Labels::RESOLUTION)
            && self.nodes[at + 1..event]
                .iter()
                .any(|n| !matches!(n.kind, Kind::Entity | Kind::Adjective | Kind::Prep | Kind::Open | Kind::Close))
    }

    /// Whether the verb before, its subject skipped, takes ل.
    pub(super) fn takes_to(&self, head: usize) -> bool {
        // `خضعت المدينة، التي يسكنها الآلاف، للحصار`
        let close = head.checked_sub(1).filter(|&c| self.nodes[c].kind == Kind::Comma);
        let open = close.and_then(|c| (head.saturating_sub(16)..c).find(|&o| self.parenthesis(o) == Some(c)));
        let head = open.unwrap_or(head);
        // `أدى القصف العنيف على الحي لمقتل ثلاثة`: what a deed brought about.
        let over =
            self.nodes[..head].iter().rev().take(8).take_while(|n| !matches!(n.kind, Kind::Stop | Kind::Particle));
        let verb = over.take_while(|n| n.joined_prep() != Some("ل")).find(|n| n.kind == Kind::Verb);
        if verb.is_some_and(|v| v.is(Labels::CAUSE) && v.is(Labels::TAKES_TO)) {
            return true;
        }
        // `تعرضت البلدات المشمولة باتفاق التهدئة لقصف`, `أثناء تعرض السيارة التي كانت تقلهم لقصف`
        let mut far = self.nodes[head.saturating_sub(14)..head]
            .iter()
            .rev()
            .take_while(|n| n.kind != Kind::Stop && n.joined_prep() != Some("ل") && !n.is(Labels::THAT));
        if self.nodes[head].joined_prep() == Some("ل") && far.any(|n| n.is(Labels::UNDERGO)) {
            return true;
        }
        (head.saturating_sub(4)..head)
            .rev()
            .find(|&i| {
                !matches!(self.nodes[i].kind, Kind::Entity | Kind::Adjective | Kind::Time | Kind::Open | Kind::Close)
            })
            .is_some_and(|i| self.nodes[i].is(Labels::TAKES_TO))
    }

    /// Whether a verb is negated for what is to come: `لن ينسحبوا`.
    pub(super) fn will_not(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        n.kind == Kind::Verb
            && self.before(at).is_some_and(|b| self.nodes[b].is(Labels::NEGATION) && self.nodes[b].is(Labels::FUTURE))
    }

    /// `لم يفرج إلا عن ثلاثة`, `لم يدخل سوى شاحنتين`: what is excepted from a negation has happened.
    pub(super) fn excepted(&self, at: usize) -> bool {
        // `لن يسلموا سلاحهم إلا للدولة`: who will do it for one alone will not do it now.
        self.negated_before(at)
            && !self.will_not(at)
            && self.nodes[at + 1..]
                .iter()
                .take(6)
                .take_while(|n| !matches!(n.kind, Kind::Stop | Kind::Comma | Kind::Verb))
                .any(|n| n.is(Labels::EXCEPT))
    }

    /// `لم يتمكن سوى ألفين من الفرار`, `لم يتمكن المدنيون إلا نادرا من الخروج`: what somebody did is told by what he did not do else.
    pub(super) fn all_but(&self, at: usize) -> bool {
        let who = |n: &&Node| n.kind == Kind::Entity;
        let next = self.nodes[at + 1..].iter().find(|n| !who(n));
        self.negated_before(at) && next.is_some_and(|n| n.is(Labels::EXCEPT))
    }

    /// `تنفي القيادة ما تروجه الصفحات عن انسحاب الجيش`: the denial over a relative `ما`.
    pub(super) fn denied(&self, relative: usize) -> Option<(usize, u16)> {
        let n = &self.nodes[relative];
        // `دون مبرر ما أدى لقتله`: what comes of it is told.
        if self.nodes.get(relative + 1).is_some_and(|v| v.is(Labels::CAUSE)) {
            return None;
        }
        // `لا صحة لما تداولته الصفحات`
        let after_phrase = || self.before(relative).is_some_and(|b| self.nodes[b].kind == Kind::Operator);
        if !n.is(Labels::RELATIVE) || !(n.is(Labels::NEGATION) || n.is(Labels::CLAUSE) && after_phrase()) {
            return None;
        }
        let over = (relative.saturating_sub(6)..relative).rev().find(|&i| {
            !matches!(self.nodes[i].kind, Kind::Entity | Kind::Adjective | Kind::Noun | Kind::Open | Kind::Close)
        })?;
        let op = self.nodes[over].operator?;
        let denies = self.nodes[over].is(Labels::DENY) || self.nodes[over].kind == Kind::Operator;
        (denies && self.k.language.operators[op as usize].effect == Effect::Set(Modality::Negated))
            .then_some((over, op))
    }

    /// `قتلوه دون إنذار قبل أن يعتقلوا شقيقه`: whether what something came before stands after a negation, which does not reach it.
    pub(super) fn preceded(&self, at: usize, (over, op): (usize, u16)) -> bool {
        let that =
            (over + 1..at).rev().find(|&i| self.nodes[i].kind == Kind::Particle && self.nodes[i].is(Labels::THAT));
        let dates = |b: usize| self.nodes[b].kind == Kind::Prep && self.nodes[b].is(Labels::TIME);
        let negates = self.k.language.operators[op as usize].effect == Effect::Set(Modality::Negated);
        let apart = self.nodes[over].kind != Kind::Verb;
        negates && apart && that.and_then(|t| t.checked_sub(1)).is_some_and(dates)
    }

    /// `توغلت القوة قبل أن تنسحب`: a subjunctive after a word that dates, in a sentence that tells of the past.
    pub(super) fn told_after(&self, at: usize) -> bool {
        let mut before = (0..at).rev().filter(|&i| !self.nodes[i].is_quote());
        let that = before.next().is_some_and(|i| self.nodes[i].is(Labels::THAT));
        let dates = before.next().is_some_and(|i| self.nodes[i].kind == Kind::Prep && self.nodes[i].is(Labels::TIME));
        let main = |i: &usize| self.nodes[*i].kind == Kind::Verb && !self.nodes[*i].is(Labels::PAST | Labels::REPORT);
        let first = (self.sentence_start(at)..at).find(main);
        // `لم تتبن جهة الهجوم، غير أن التنظيم خطف رعاة قبل أن يفرج عنهم`: of the clause that it is in.
        let clause = (self.sentence_start(at)..at).rev().find(|i| main(i) && !self.in_relative(*i));
        let told = |i: usize| {
            // `كان يقيم هناك قبل أن تقتله`
            (self.nodes[i].pos() == Some(Pos::Perfect) || self.past_before(i))
                && self.nodes[i].operator.is_none_or(|op| match self.k.language.operators[op as usize].effect {
                    // `واصلوا القصف قبل أن ينسحبوا`
                    Effect::Set(set) => matches!(set, Modality::Ongoing | Modality::Begun | Modality::Happened),
                    _ => true,
                })
        };
        that && dates && (first.is_some_and(told) || clause.is_some_and(told))
    }

    /// A noun that `و` joins to a list after a pause.
    pub(super) fn listed(&self, at: usize) -> bool {
        self.nodes[at].pro.has(Proclitics::WA) && at > 0 && self.nodes[at - 1].kind == Kind::Comma
    }

    /// `للسماح بدخول القوافل`: with the article, but completed by a preposition.
    pub(super) fn definite_purpose(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        node.pos() == Some(Pos::Masdar)
            && node.pro.has(Proclitics::LA)
            && self.nodes.get(at + 1).is_some_and(|n| {
                n.kind == Kind::Prep && n.enc.is_none() && !n.is(Labels::TIME) || n.joined_prep().is_some()
            })
    }

    /// A perfect verb that is written like its verbal noun.
    pub(super) fn written_alike(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let readings = self.types.readings(self.parse.tokens[n.head as usize]);
        n.kind == Kind::Verb
            && n.pos() == Some(Pos::Perfect)
            && readings.iter().any(|r| r.feats.pos == Pos::Masdar && r.proclitics == n.pro)
    }

    /// `وضمن بنود الهدنة توزيع المساعدات ورفع الحصار`: what a sentence without a verb names as terms, of a draft or of an agreement.
    fn named_terms(&self, start: usize, at: usize) -> Option<Modality> {
        let term = (start..at).find(|&i| self.nodes[i].kind == Kind::Noun && self.nodes[i].is(Labels::TERM))?;
        let own = self.nodes[term + 1..at].iter().any(|n| n.kind == Kind::Noun && n.is(Labels::DEAL))
            || self.triggers.iter().any(|&t| t > term && t < at);
        let heads = self.has_prep(term) || self.before(term).is_some_and(|b| self.nodes[b].kind == Kind::Adjective);
        let verbless = self.nodes[start..at].iter().all(|n| n.kind != Kind::Verb);
        (own && heads && verbless && term <= start + 2)
            .then(|| if self.after_draft(start) { Modality::Possible } else { Modality::Agreed })
    }

    /// `وبحسب بنود الاتفاق سيخرج المسلحون`, `ضمن الاتفاق ستفتح الطريق`: a sentence that opens with the agreement it tells of.
    fn under_deal(&self, start: usize, at: usize) -> bool {
        let Some(by) = (start..at.min(start + 2)).find(|&i| matches!(self.nodes[i].kind, Kind::According | Kind::Prep))
        else {
            return false;
        };
        let n = &self.nodes[by];
        // `وفقا للاتفاق`
        let joined = Proclitics::AL.0 | Proclitics::LA.0;
        let named = |n: &Node| n.kind == Kind::Noun && n.pro.0 & !joined == 0;
        !n.is(Labels::TIME | Labels::CONCESSION)
            && n.enc.is_none()
            && self.nodes[by + 1..at]
                .iter()
                .take_while(|n| named(n))
                .any(|n| n.is(Labels::DEAL) && n.pro.has(Proclitics::AL))
    }

    /// `وضمن بنود الهدنة توزيع المساعدات`, after a sentence on a draft: a term of it.
    pub(super) fn term_of_draft(&self, at: usize) -> bool {
        let start = self.sentence_start(at);
        self.after_draft(start) && self.named_terms(start, at).is_some()
    }

    /// `مشروع قرار يدعو إلى` is one phrase.
    pub(super) fn draft_phrase(&self, n: &Node) -> bool {
        let readings = self.types.readings(self.parse.tokens[n.first as usize]);
        n.kind == Kind::Operator && readings.iter().any(|r| self.k.labels.bits(r.lemma) & Labels::DRAFT != 0)
    }

    /// The words for the draft that was told of last before a node: what its terms are the word of.
    pub(super) fn draft_before(&self, at: usize) -> Vec<Found> {
        let draft = |i: &usize| {
            let n = &self.nodes[*i];
            n.kind == Kind::Noun && n.is(Labels::DRAFT) || self.draft_phrase(n)
        };
        let here = (0..at).rev().find(draft).map(|i| self.found(i));
        here.or_else(|| self.memory.draft_words()).into_iter().collect()
    }

    /// Whether a sentence of the line before this one tells of a draft that is not adopted.
    pub(super) fn after_draft(&self, start: usize) -> bool {
        let before = &self.nodes[..start];
        before.iter().any(|n| n.kind == Kind::Noun && n.is(Labels::DRAFT) || self.draft_phrase(n))
            && !before.iter().any(|n| n.is(Labels::ADOPT))
    }

    /// `ينص على تسليم السلاح، ونشر الشرطة`: a perfect that is written like its verbal noun and goes on a list of what is not done yet.
    pub(super) fn goes_on_listing(&self, at: usize) -> Option<Modality> {
        let n = &self.nodes[at];
        if !n.pro.has(Proclitics::WA) || !self.written_alike(at) || self.in_relative(at) {
            return None;
        }
        let start = self.sentence_start(at);
        let sibling = self.triggers.iter().copied().rfind(|&t| t >= start && t < at)?;
        // `على وقف القتال على الخط الذي رسم، وفتح الطريق`: a clause on a phrase between the items ends no list.
        if (sibling + 1..at).any(|i| self.nodes[i].kind == Kind::Verb && !self.in_relative(i)) {
            return None;
        }
        // `تبادل الأسرى، وفتح الطريق، ورفع الحصار`: the item before may be written alike itself.
        if self.nodes[sibling].kind == Kind::Verb {
            return self.goes_on_listing(sibling);
        }
        use Modality::{Agreed, Demanded, Possible, Promised};
        let way = if self.nodes[sibling].kind == Kind::Noun { self.way(sibling, sibling) } else { return None };
        way.modality.filter(|m| matches!(m, Agreed | Demanded | Possible | Promised))
    }

    /// `بموجب الاتفاق، تتولى لجنة الإشراف على تبادل الأسرى`: what a term says that somebody does to an event makes it one too.
    pub(super) fn done_as_term(&self, event: Event, way: &Way) -> Option<Modality> {
        let plain = |&(_, op): &(usize, u16)| {
            let operator = &self.k.language.operators[op as usize];
            operator.effect == Effect::Keep && operator.speaker.is_none()
        };
        let &(over, _) = way.operators.last().filter(|_| way.operators.iter().all(plain))?;
        let verb = self.nodes[over].kind == Kind::Verb && !self.k.language.unagreed.contains(&event);
        self.as_term(over).filter(|_| verb)
    }

    /// In what way a term is put forward that nothing else governs: an item of a list of terms, or what is to be done
    /// under an agreement (`بموجب الاتفاق تنتشر الشرطة`).
    pub(super) fn as_term(&self, at: usize) -> Option<Modality> {
        let n = &self.nodes[at];
        let alike = self.written_alike(at);
        let verb = n.kind == Kind::Verb && !alike;
        // `- إزالة الحواجز، وفتح الطريق`: in a list of terms it is the verbal noun that is written like the verb.
        if alike && self.list.is_some() {
            return self.list;
        }
        // `- فتح الطريق وإزالة الحواجز`: what goes on with it.
        let before = || self.triggers.iter().copied().rfind(|&t| t < at);
        if self.list.is_some()
            && n.kind == Kind::Noun
            && n.joined_by_and()
            && before().is_some_and(|t| self.written_alike(t))
        {
            return self.list;
        }
        if verb && n.pos() != Some(Pos::Imperfect) || self.in_relative(at) {
            return None;
        }
        let start = self.sentence_start(at);
        if verb && (self.nodes[start..at].iter().take(3).any(|b| b.is(Labels::BY_DEAL)) || self.under_deal(start, at)) {
            return Some(Modality::Agreed);
        }
        if let Some(named) = self.named_terms(start, at).filter(|_| !verb) {
            return Some(named);
        }
        let colon = (start..at).rev().find(|&i| self.parse.colon(self.types, i));
        if let Some(colon) = colon {
            let single = self.listed(at) || !alike && self.nodes[colon + 1..at].iter().all(|b| b.kind != Kind::Verb);
            return introduced(self, &self.nodes[start..colon]).filter(|_| single && !verb);
        }
        None
    }
}

/// What the words before a colon make of the items after it: terms of an agreement, demands, proposals.
fn introduced(s: &Sentence<'_>, nodes: &[Node]) -> Option<Modality> {
    let said = |wanted: u64| nodes.iter().any(|n| n.is(wanted));
    let asked = nodes.iter().any(|n| {
        n.operator.is_some_and(|op| s.k.language.operators[op as usize].effect == Effect::Set(Modality::Demanded))
    });
    if nodes.iter().any(|n| n.kind == Kind::Noun && n.is(Labels::DRAFT)) {
        Some(Modality::Possible)
    } else if nodes.iter().any(|n| n.kind == Kind::Noun && n.is(Labels::TERM)) || said(Labels::STIPULATE) {
        Some(Modality::Agreed)
    } else {
        asked.then_some(Modality::Demanded)
    }
}

/// `اتفق الجيش مع الفصائل على هدنة`: what both sides of an agreement come to is of both, where one of them alone was read.
pub(super) fn of_both(s: &Sentence<'_>, drafts: &mut [Draft]) {
    let joint: Vec<(usize, Vec<Found>)> = drafts
        .iter()
        .filter(|d| d.event == Event::Agree && d.slots.actor.len() > 1)
        .map(|d| (d.node, d.slots.actor.clone()))
        .collect();
    // The term stands in the clause of its agreement.
    let parts = |n: &Node| matches!(n.kind, Kind::Comma | Kind::Stop | Kind::Verb);
    let within = |agreed: usize, term: usize| agreed < term && !s.nodes[agreed + 1..term].iter().any(parts);
    for d in drafts.iter_mut() {
        let term = d.modality == Modality::Agreed && s.k.language.symmetric.contains(&d.event);
        let [alone] = d.slots.actor[..] else { continue };
        let sides = joint.iter().find(|(agreed, actors)| within(*agreed, d.node) && actors.contains(&alone));
        if let Some((_, sides)) = sides.filter(|_| term) {
            d.slots.actor.clone_from(sides);
        }
    }
}
