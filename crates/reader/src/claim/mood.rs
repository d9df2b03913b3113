//! What a governing word makes of an event in its surroundings: orders to others, wants of one's own, prices, what has to come first.

use super::govern::Way;
use super::slots::Sentence;
use super::trigger::Trigger;
use crate::knowledge::{AgentOf, Effect, Frame, Labels, Operator, Whose, holds};
use crate::parse::{Kind, Node};
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_claims::{Event, Modality};

impl Sentence<'_> {
    /// A negation particle directly before.
    pub fn negated_before(&self, at: usize) -> bool {
        let mut i = at;
        while i > 0 {
            i -= 1;
            let n = &self.nodes[i];
            if n.is_quote() {
                continue;
            }
            return n.kind == Kind::Particle && n.is(Labels::NEGATION);
        }
        false
    }

    /// `، شرط وقف القصف`: whether a word for a condition opens what follows a pause.
    fn proviso(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let paused = self.before(at).is_some_and(|b| self.nodes[b].kind == Kind::Comma);
        n.kind == Kind::Operator
            && paused
            && n.pro.0 == 0
            && holds(&self.k.language.shades.predicates.demanded, self.folded_stem(n))
    }

    /// The modality that an operator sets where it stands.
    pub(super) fn set_here(&self, operator: &Operator, set: Modality, governor: usize, way: &Way) -> Modality {
        let g = &self.nodes[governor];
        match set {
            // `لا ينص الاتفاق على انسحابهم`
            Modality::Agreed if self.not_stipulated(governor) => Modality::Negated,
            // `أمر الجيش السكان بإخلاء الحي`, `أمره بالإخلاء`, but `أمر الرئيس قواته بالانسحاب`
            Modality::Promised if operator.to_others && g.kind == Kind::Verb => {
                let own = |i: usize| self.nodes[i].enc.is_some();
                let object = self.object(governor);
                let others = object.first().is_some_and(|f| f.line == self.line && !own(f.node as usize));
                if g.enc.is_some() || others { Modality::Demanded } else { set }
            }
            // `بموجب الاتفاق تلتزم الجماعة بسحب قواتها`: a term of it.
            Modality::Promised if g.kind == Kind::Verb && self.as_term(governor) == Some(Modality::Agreed) => {
                Modality::Agreed
            }
            // `لضمان وصول المساعدات`: what for; `لضمان عدم عودتهم` says what is not to be.
            Modality::Promised if self.assures(governor) && way.modality != Some(Modality::Negated) => {
                Modality::Possible
            }
            // `وافقوا على الانسحاب، شرط وقف القصف`: what it is done on condition of.
            Modality::Possible if self.proviso(governor) => Modality::Demanded,
            // `نريد وقف القتال`: what who speaks wants he asks for.
            Modality::Possible if self.own_want(governor) => Modality::Demanded,
            // `الاتفاق يلزم الفصائل بتسليم البلدات`: a term of it.
            Modality::Demanded
                if operator.speaker.is_none() && operator.agent == AgentOf::Object && self.deal_binds(governor) =>
            {
                Modality::Agreed
            }
            Modality::Demanded if operator.speaker == Some(Whose::Issuer) && self.yet_to_adopt(governor) => {
                Modality::Possible
            }
            Modality::Agreed if operator.price => self.price(governor),
            // `اتفقوا على المطالبة بهدنة`: that it is asked for is agreed.
            Modality::Agreed
                if way.modality == Some(Modality::Demanded)
                    && way.operators.iter().any(|&(_, op)| self.k.language.operators[op as usize].stands) =>
            {
                Modality::Demanded
            }
            set => set,
        }
    }

    /// What the words around an event make of its way: doubt, what goes on around it, a truce that it lies under, a condition.
    pub(super) fn surrounded(&self, t: &Trigger, frame: &Frame, way: &Way, modality: Modality) -> Modality {
        let (node, language) = (&self.nodes[t.node], &self.k.language);
        let noun = node.kind == Kind::Noun && frame.modality.is_none();
        let lasting = noun && language.lasting.contains(&frame.event);
        let denied = noun && frame.event == Event::AccessDeny;
        let there = || (lasting || denied) && way.operators.is_empty() && self.there(t.node);
        let people = node.kind == Kind::Entity && frame.modality.is_none();
        let again = || (lasting || (noun || people) && frame.event == Event::Harm) && self.again(t.node, t.last);
        let goes_on =
            || lasting && !way.ceases && !frame.ceases && node.pro.has(Proclitics::AL) && self.goes_on(t.node, t.last);
        let announced = || way.operators.iter().any(|&(_, op)| language.operators[op as usize].announces);
        // `في ظل قيام الطائرات بشن غارات`: by what leads to it, too.
        let amid = || {
            let over = |&(by, _): &(usize, u16)| by < t.node && self.nodes[by].kind == Kind::Noun && self.amid(by);
            (lasting || denied) && (self.amid(t.node) || way.operators.iter().any(over))
        };
        if frame.event == Event::Truce && node.kind != Kind::Verb && self.truce_to_come(t, way, modality) {
            return Modality::Promised;
        }
        if self.is_not_so(t) {
            return Modality::Negated;
        }
        if let Some(due) = self.due(t, frame, way, modality) {
            return due;
        }
        // Force that is linked to something need not hang on it.
        let forced = language.unagreed.contains(&frame.event) && !frame.ceases && frame.event != Event::Collapse;
        let alike = || noun || self.written_alike(t.node);
        if frame.modality.is_none()
            && (!forced || !way.operators.is_empty())
            && alike()
            && self.depends(t.node, t.last, way)
        {
            return Modality::Possible;
        }
        match modality {
            Modality::Happened if noun && !forced && way.operators.is_empty() && self.hung_on(t.node) => {
                Modality::Possible
            }
            Modality::Possible | Modality::Demanded | Modality::Promised
                if noun && forced && !way.ceases && self.taken_as_known(t, frame.event, way) =>
            {
                Modality::Happened
            }
            Modality::Possible if noun && self.came_to_nothing(t, way) => Modality::Negated,
            Modality::Ongoing if way.operators.is_empty() && self.whoever_would(t.node) => Modality::Possible,
            _ if noun && self.untrue(t.node, t.last) => Modality::Negated,
            Modality::Happened | Modality::Ongoing | Modality::Possible if self.called_untrue(t.node) => {
                Modality::Negated
            }
            Modality::Happened | Modality::Ongoing
                if let Some(brought) = self.brought_by_truce(t.node, way).filter(|_| {
                    (frame.event != Event::Truce || node.kind == Kind::Verb)
                        && (!language.unagreed.contains(&frame.event) || way.ceases ^ frame.ceases)
                }) =>
            {
                brought
            }
            Modality::Happened | Modality::Ongoing
                if node.kind != Kind::Verb
                    && !language.unagreed.contains(&frame.event)
                    && self.before_what_is_hoped(t.node, way) =>
            {
                Modality::Possible
            }
            Modality::Ongoing if noun && frame.event == Event::Truce && self.dated_by(t.node, way) => {
                Modality::Happened
            }
            Modality::Happened | Modality::Ongoing if noun && self.any_of(t) => self.of_any(t),
            // `أي هجوم سيفاقم الأزمة`
            Modality::Promised if noun && self.any_of(t) => self.of_any(t),
            // `تلتزم الفصائل بالهدنة`
            Modality::Promised | Modality::Agreed if frame.event == Event::Truce && self.kept(way) => Modality::Ongoing,
            Modality::Promised if frame.event == Event::Agree && self.kept(way) => Modality::Happened,
            Modality::Negated if noun && self.not_but_with(frame.event, way) => Modality::Demanded,
            Modality::Negated if noun && self.in_vain(t, frame.event, way) => Modality::Happened,
            Modality::Possible if self.tried_in_vain(t, way) => Modality::Negated,
            Modality::Happened if amid() || lasting && !way.ceases && self.keeps_on(t.last) => Modality::Ongoing,
            // `آخر بلدة يسيطر عليها التنظيم`: what holds still holds.
            Modality::Happened if frame.state && node.pos() == Some(Pos::Imperfect) && self.of_record(t.node) => {
                Modality::Ongoing
            }
            Modality::Happened | Modality::Begun if noun && self.fought_for(t.node, frame.event, way) => {
                Modality::Possible
            }
            // `الحرب التي بدأت قبل عام`
            Modality::Happened
                if noun
                    && frame.event == Event::Clash
                    && t.nodes.iter().any(|&v| self.nodes[v].kind == Kind::Verb && self.nodes[v].is(Labels::BEGIN)) =>
            {
                Modality::Begun
            }
            Modality::Happened if there() || again() => Modality::Ongoing,
            Modality::Happened if noun && frame.event == Event::Clash && self.own_fight(t.node, t.last) => {
                Modality::Ongoing
            }
            // `تدخل الهدنة حيز التنفيذ منتصف الليل`
            Modality::Ongoing
                if frame.event == Event::Truce && node.kind == Kind::Verb && !frame.state && !self.heading() =>
            {
                Modality::Promised
            }
            // `أعلن التحالف هدنة في اليمن، تبدأ ظهر الأحد`
            Modality::Happened if frame.event == Event::Truce && announced() && self.to_begin(t.last) => {
                Modality::Promised
            }
            Modality::Happened | Modality::Begun if noun && self.before_what_is_to_come(t.node, way) => {
                Modality::Possible
            }
            // `ستتيح الهدنة دخول المساعدات`: what an event makes possible nobody promises.
            Modality::Promised if node.is(Labels::ALLOW) && self.event_subject(t.node).is_some() => Modality::Possible,
            // `توقع الخبير أن يشن الجيش هجوما`: nor what somebody else is thought to do by force.
            Modality::Promised
                if language.unagreed.contains(&frame.event)
                    && way
                        .operators
                        .last()
                        .is_some_and(|&(v, _)| self.nodes[v].is(Labels::OPINION) && !self.of_himself(v, t.node)) =>
            {
                Modality::Possible
            }
            // `ستنهار الهدنة`: nobody promises it.
            Modality::Promised
                if matches!(frame.event, Event::Collapse | Event::Breach | Event::Harm) && !way.ceases =>
            {
                Modality::Possible
            }
            // `ستستمر العمليات حتى تحرير المدينة`: what who fights means to reach is not asked of others.
            Modality::Demanded
                if frame.event == Event::ControlTake
                    && way.operators.iter().all(|&(_, op)| language.operators[op as usize].effect == Effect::Keep) =>
            {
                Modality::Possible
            }
            // `فتح معابر يتم من خلالها إيصال المساعدات`
            Modality::Ongoing
                if noun && way.operators.last().is_some_and(|&(v, _)| self.nodes[v].kind == Kind::Verb) =>
            {
                way.operators.last().and_then(|&(v, _)| self.hangs_on(v)).map_or(modality, |_| Modality::Possible)
            }
            // `تسوية الصراع المستمر منذ سنوات`: whatever is to come of it, it goes on.
            Modality::Possible if goes_on() => Modality::Ongoing,
            // `ومحاولات التسلل في انتهاك متواصل للهدنة`: what it comes to, whatever was tried.
            Modality::Possible if frame.event == Event::Breach && noun && self.comes_to(t.node) => {
                if self.goes_on(t.node, t.last) { Modality::Ongoing } else { Modality::Happened }
            }
            Modality::Ongoing if way.operators.is_empty() && node.kind == Kind::Verb => {
                let told = !frame.state && !language.lasting.contains(&frame.event) && frame.event != Event::AccessDeny;
                let past = self.headline(t.node)
                    || told && self.told_within(t.node)
                    || !frame.state && self.told_once(t.node, frame.event);
                self.hangs_on(t.node).unwrap_or(if past { Modality::Happened } else { modality })
            }
            // `سنقصف المدينة إن لم ينسحبوا`: nobody promises force, he threatens it.
            Modality::Promised
                if node.kind == Kind::Verb
                    && language.strikes.contains(&frame.event)
                    && self.on_condition(self.sentence_end(t.node)) =>
            {
                Modality::Threatened
            }
            // `طالبوهم بالاستسلام، وإلا سيتم تدمير المنزل`
            Modality::Promised if self.or_it_will_be(t.node, way) => Modality::Threatened,
            // `سنغلق الطريق ما لم يطلقوا أبناءنا`
            Modality::Promised
                if matches!(frame.event, Event::Protest | Event::RouteClose | Event::AccessDeny)
                    && self.or_else(t.node) =>
            {
                Modality::Threatened
            }
            other => other,
        }
    }

    /// `حاولوا اقتحام البلدة لكنهم فشلوا`, `حاول إدخال قافلة إلا أنه لم ينجح`: whether the next verb tells that what was tried failed.
    fn tried_in_vain(&self, t: &Trigger, way: &Way) -> bool {
        let shades = &self.k.language.shades;
        let tries = |&(by, _): &(usize, u16)| by < t.node && holds(&shades.tries, self.verb_of(by));
        if !way.operators.iter().any(tries) {
            return false;
        }
        let own = |i: &usize| self.nodes[*i].kind == Kind::Verb && !self.in_relative(*i);
        let next = (t.last + 1..self.sentence_end(t.node)).find(own).filter(|&v| {
            // `لكن المحادثات فشلت`, `لم تنجح الثورات الأخرى`: somebody else.
            let other = |n: &Node| matches!(n.kind, Kind::Entity) || n.kind == Kind::Noun && n.pro.has(Proclitics::AL);
            let led = self.nodes[v].joined_by_and() || self.nodes[v - 1].kind == Kind::Particle;
            led && !self.nodes.get(v + 1).is_some_and(other)
        });
        next.is_some_and(|v| {
            let way = self.finite_modality(v);
            let did_not = || self.before(v).is_some_and(|b| holds(&shades.did_not, self.folded_stem(&self.nodes[b])));
            way == Some(Modality::Happened) && holds(&shades.vain, self.verb_of(v))
                || way == Some(Modality::Negated) && did_not() && holds(&shades.reaches, self.verb_of(v))
        })
    }

    /// A phrase that opens with a preposition and says what is not done, or goes on, beside what its clause tells.
    pub(super) fn stands_beside(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let beside = |op: u16| {
            let effect = self.k.language.operators[op as usize].effect;
            matches!(effect, Effect::Set(Modality::Negated | Modality::Ongoing))
        };
        let first = self.types.readings(self.parse.tokens[n.first as usize]).first();
        n.kind == Kind::Operator && beside(n.index as u16) && first.is_some_and(|r| r.feats.pos == Pos::Preposition)
    }

    /// A verb right after a phrase that governs it (`على أن يسلموا`).
    pub(super) fn after_phrase(&self, verb: usize) -> bool {
        self.before(verb).is_some_and(|b| self.nodes[b].kind == Kind::Operator)
    }

    /// Whether a verb says that somebody consents.
    pub(super) fn consents(&self, at: usize) -> bool {
        self.nodes[at].operator.is_some_and(|op| self.k.language.operators[op as usize].consents)
    }

    /// `لا ينص الاتفاق على انسحابهم`: whether the verb that says what is agreed is negated.
    fn not_stipulated(&self, governor: usize) -> bool {
        let deal = self.nodes[governor].is(Labels::DEAL).then(|| self.before(governor)).flatten();
        [Some(governor), deal].into_iter().flatten().any(|v| {
            let n = &self.nodes[v];
            n.kind == Kind::Verb && n.is(Labels::STIPULATE) && self.negated_before(v)
        })
    }

    /// `مقابل فتح الطريق`: what is asked in return for what is promised, and the other way about; terms otherwise.
    fn price(&self, at: usize) -> Modality {
        let start = self.sentence_start(at);
        let paid = self.triggers.iter().copied().rfind(|&t| t >= start && t < at);
        match paid.and_then(|t| self.way(t, t).modality) {
            Some(Modality::Promised) => Modality::Demanded,
            Some(Modality::Demanded) => Modality::Promised,
            Some(Modality::Possible) => Modality::Possible,
            // `أفرجوا عن عشرة مقابل تسليم جثث`
            Some(Modality::Happened) => Modality::Happened,
            None if self.done_for_it(at) => Modality::Happened,
            _ => Modality::Agreed,
        }
    }

    /// `كانوا يتقاضون المال مقابل السماح لهم بالخروج`: whether what something is the price of is told as past.
    fn done_for_it(&self, at: usize) -> bool {
        self.main_verb(at).is_some_and(|v| {
            let operator = self.nodes[v].operator.map(|op| self.k.language.operators[op as usize].effect);
            operator.is_none_or(|e| e == Effect::Keep) && self.finite_modality(v) == Some(Modality::Happened)
        })
    }

    /// `على الحكومة السماح للقوافل`, `أن على الفصائل تسليم سلاحها`: who has to do it, at the head of the clause, and what.
    pub(super) fn duty_noun(&self, at: usize) -> Option<(usize, u16)> {
        let node = &self.nodes[at];
        // `على المجتمع الدولي وضع حد للهجمات`
        let phrase = node.kind == Kind::Operator
            && self.k.language.operators[node.index as usize].effect == Effect::Ceases
            && self.types.readings(self.parse.tokens[node.first as usize]).iter().any(|r| r.feats.pos == Pos::Masdar);
        let deed = phrase || node.pos() == Some(Pos::Masdar) || node.kind == Kind::Noun && node.operator.is_some();
        if !deed || node.joined_by_and() || node.joined_prep().is_some() {
            return None;
        }
        let over = (at.saturating_sub(6)..at).rev().find(|&i| {
            let n = &self.nodes[i];
            !(n.kind == Kind::Entity && self.entity(i).is_some_and(|e| e.can_act())
                || n.is_quote()
                || matches!(n.kind, Kind::Adjective | Kind::Filler | Kind::Time)
                || n.kind == Kind::Particle && self.adverb(i)
                || n.is(Labels::QUANTIFIER))
        })?;
        let n = &self.nodes[over];
        let bears = if n.enc.is_some() { over + 1 == at } else { over + 1 < at };
        let opens =
            self.heads_clause(over) || n.pro.has(Proclitics::FA) || n.joined_by_and() && self.before(over).is_none();
        if n.kind != Kind::Prep || !bears || !opens {
            return None;
        }
        let stem = self.folded_stem(n);
        let op = self.k.language.operators.iter().position(|o| o.duty.iter().any(|p| **p == *stem))?;
        Some((over, op as u16))
    }

    /// `يجب على القوات رفع الحصار`: the preposition before those whose duty a verb tells.
    pub(super) fn on_whom(&self, verb: usize) -> Option<usize> {
        let operator = &self.k.language.operators[self.nodes[verb].operator? as usize];
        let next = self.nodes.get(verb + 1).filter(|n| n.kind == Kind::Prep && n.enc.is_none())?;
        operator.duty.iter().any(|p| **p == *self.folded_stem(next)).then_some(verb + 1)
    }

    /// `لن نفاوض حتى يتم إطلاق المعتقلين`, `سيبقى الاعتصام حتى الإفراج عنهم`: what has to come before the rest ends or changes.
    pub(super) fn awaited(&self, at: usize) -> bool {
        // `حتى يمكن إدخال المساعدات`: what for.
        if self.nodes[at].pos() == Some(Pos::Perfect) || self.enables(at) {
            return false;
        }
        let until = self.before(at).filter(|&b| {
            let n = &self.nodes[b];
            matches!(n.kind, Kind::Prep | Kind::Particle)
                && n.enc.is_none()
                && holds(&self.k.language.prepositions.until, self.folded_stem(n))
        });
        // `سيبدأ وقف إطلاق النار عندما تتفق الأطراف`
        let once = self.before(at).filter(|&b| {
            let n = &self.nodes[b];
            n.kind == Kind::Particle && holds(&self.k.language.prepositions.once, self.folded_stem(n))
        });
        if let Some(once) = once {
            return self.main_verb(once).is_some_and(|v| self.finite_modality(v) == Some(Modality::Promised));
        }
        if self.not_without(at) {
            return true;
        }
        let Some(until) = until.or_else(|| self.till(at)) else { return false };
        // `بقوا في المعسكر إلى حين إجلائهم`: the time until then is told of while it has not come.
        if self.nodes[at].kind == Kind::Noun
            && self
                .before(at)
                .is_some_and(|b| holds(&self.k.language.prepositions.meanwhile, self.folded_stem(&self.nodes[b])))
        {
            return true;
        }
        // `ستبقى الفرق هناك إلى أن يتم إجلاء الجرحى`: what is stayed for, rather than asked.
        let stayed = self.before(at).is_some_and(|b| self.nodes[b].is(Labels::THAT));
        self.main_verb(until).is_some_and(|v| {
            let way = self.finite_modality(v);
            let effect = self.nodes[v].operator.map(|op| self.k.language.operators[op as usize].effect);
            // `توعدوا بمواصلة القصف حتى رفع الحصار`
            if matches!(effect, Some(Effect::Set(Modality::Threatened | Modality::Refused)))
                && self.nodes[at].kind == Kind::Noun
            {
                return true;
            }
            // `علقت الحكومة المحادثات إلى حين الإفراج عنهم`
            let held_back = || {
                let over = self.nodes[v].operator.map(|op| &self.k.language.operators[op as usize]);
                over.is_some_and(|o| o.effect == Effect::Ceases || o.puts_off) && way == Some(Modality::Happened)
            };
            held_back() && !stayed
                || self.nodes[v].pos() == Some(Pos::Imperfect)
                    && (matches!(way, Some(Modality::Promised)) && !stayed
                        || self.will_not(v)
                        || self.nodes[v].feats.is_some_and(|f| f.person == 1))
        })
    }

    /// `حتى يمكن`, `حتى تتمكن`: a verb of being possible or of being able to.
    fn enables(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        n.kind == Kind::Verb && holds(&self.k.language.shades.able, self.verb_of(at))
    }

    /// `وإلا سيتم تدمير المنزل`: a verb of what is to come right after `or else`.
    fn or_it_will_be(&self, at: usize, way: &Way) -> bool {
        let verb = way.operators.last().map_or(at, |&(over, _)| over);
        self.nodes[verb].kind == Kind::Verb
            && self.before(verb).is_some_and(|b| self.nodes[b].is(Labels::EXCEPT) && self.nodes[b].joined_by_and())
    }

    /// `لن نفاوض قبل رفع الحصار`, `لا نعود إلا بعد الإفراج عنهم`, `يرفضون الانسحاب قبل تسليم السلاح`, `لا مفاوضات قبل انسحابهم`:
    /// what has to come before something is done that is refused till then.
    fn not_without(&self, at: usize) -> bool {
        // `لن نتوقف إلا باتفاق`
        if self.nodes[at].joined_prep() == Some("ب")
            && let Some(but) = self.before(at).filter(|&b| self.nodes[b].is(Labels::EXCEPT))
        {
            return self.refused_till(but);
        }
        // `يرفضون البحث في ذلك قبل أن تتوقف الغارات`
        let that = self.before(at).filter(|&b| self.nodes[at].kind == Kind::Verb && self.nodes[b].is(Labels::THAT));
        let Some(by) = self
            .before(that.unwrap_or(at))
            .filter(|&b| self.nodes[b].kind == Kind::Prep && self.nodes[b].enc.is_none())
        else {
            return false;
        };
        let only = self.nodes[by].is(Labels::TIME) && self.before(by).is_some_and(|b| self.nodes[b].is(Labels::EXCEPT));
        (only || self.nodes[by].is(Labels::AHEAD)) && self.refused_till(by)
    }

    /// `لن نقبل هدنة دون رفع الحصار`: what has to come with something that is refused without it.
    fn not_but_with(&self, event: Event, way: &Way) -> bool {
        let by = way.operators.last().map(|&(by, _)| by).filter(|&by| self.stands_beside(by));
        event != Event::Clash && by.is_some_and(|by| self.refused_till(by))
    }

    /// Whether what the clause before a preposition tells is refused.
    fn refused_till(&self, by: usize) -> bool {
        let language = &self.k.language;
        let effect = |i: usize| {
            let n = &self.nodes[i];
            let op = if n.kind == Kind::Operator { Some(n.index as u16) } else { n.operator };
            op.map(|op| language.operators[op as usize].effect)
        };
        // `أكد أن لا عودة إلى المفاوضات قبل وقف القصف`
        match self.main_verb(by).filter(|&v| !self.nodes[v].is(Labels::REPORT)) {
            Some(v) => {
                self.will_not(v)
                    || effect(v) == Some(Effect::Set(Modality::Refused))
                        && self.finite_modality(v) == Some(Modality::Ongoing)
            }
            None => (self.sentence_start(by)..by).any(|i| {
                let n = &self.nodes[i];
                let none = n.kind == Kind::Particle && n.is(Labels::NEGATION) && self.nodes[i + 1].kind == Kind::Noun;
                none || n.kind == Kind::Operator && effect(i) == Some(Effect::Set(Modality::Negated))
            }),
        }
    }

    /// `طالبوا بالانسحاب قبل بدء المفاوضات`, `سيلتقون قبل توقيع الاتفاق`: a noun after `before`, where the clause tells of
    /// what is not done yet.
    fn before_what_is_to_come(&self, at: usize, way: &Way) -> bool {
        // `قبل بدء المفاوضات`
        let at = way.operators.last().map_or(at, |&(over, _)| over);
        let Some(by) = self.before(at).filter(|&b| self.nodes[b].is(Labels::AHEAD) && self.nodes[b].enc.is_none())
        else {
            return false;
        };
        self.main_verb(by).is_some_and(|v| {
            use Modality::{Demanded, Promised};
            let operator = self.nodes[v].operator.map(|op| self.k.language.operators[op as usize].effect);
            self.finite_modality(v) == Some(Promised) || matches!(operator, Some(Effect::Set(Demanded | Promised)))
        })
    }

    /// `طالبوا باتفاق يعيد الرهائن`, `يسعى إلى هدنة، مما يسمح بدخول القوافل`: in what way a verb is put forward that says what
    /// something not done yet is to do.
    fn hangs_on(&self, at: usize) -> Option<Modality> {
        use Modality::{Agreed, Demanded, Possible, Promised, Threatened};
        let open = |t: usize| {
            let way = self.way(t, t).modality;
            way.filter(|m| matches!(m, Agreed | Demanded | Possible | Promised | Threatened))
        };
        // `اتفاق ينهي الحصار ويعيد النازحين`
        if let Some(first) = self.in_one_breath(at) {
            return self.hangs_on(first);
        }
        let before = self.before(at)?;
        // `اتفاق يعيد`, `هدنة حقيقية تفتح`
        let head = (before.saturating_sub(6)..=before).rev().find(|&i| {
            let n = &self.nodes[i];
            let located = || self.has_prep(i) && self.entity(i).is_some_and(|e| !e.places.is_empty());
            !(matches!(n.kind, Kind::Adjective | Kind::Time | Kind::Number)
                || n.is_quote()
                || n.kind == Kind::Entity && located()
                || n.kind == Kind::Prep && n.enc.is_none() && i < before)
        })?;
        let n = &self.nodes[head];
        if n.kind == Kind::Noun && self.triggers.contains(&head) && !n.pro.has(Proclitics::AL) && n.enc.is_none() {
            // `هدنة تتيح الخروج`: what it makes possible is not asked for itself.
            let allows = self.nodes[at].is(Labels::ALLOW);
            return open(head).map(|m| if allows { Possible } else { m });
        }
        let b = &self.nodes[before];
        if b.kind == Kind::Particle && b.is(Labels::RELATIVE) && holds(&self.k.language.results, self.folded_stem(b)) {
            let told = self.triggers.iter().copied().rfind(|&t| t < before && t >= self.sentence_start(at))?;
            return open(told).map(|_| Possible);
        }
        None
    }

    /// A clause on a noun whose verb says that it is yet to begin.
    fn to_begin(&self, last: usize) -> bool {
        let verb = (last + 1..self.nodes.len().min(last + 8)).find(|&i| {
            let n = &self.nodes[i];
            !(matches!(n.kind, Kind::Adjective | Kind::Entity | Kind::Time | Kind::Comma)
                || n.is_quote()
                || n.kind == Kind::Prep && n.enc.is_none())
        });
        verb.is_some_and(|v| {
            let n = &self.nodes[v];
            let begins = |op: u16| self.k.language.operators[op as usize].effect == Effect::Set(Modality::Begun);
            let ahead = matches!(self.finite_modality(v), Some(Modality::Ongoing | Modality::Promised));
            n.kind == Kind::Verb && !n.joined_by_and() && n.operator.is_some_and(begins) && ahead
        })
    }

    /// `في انتهاك للهدنة`: an indefinite noun after في.
    fn comes_to(&self, at: usize) -> bool {
        let within = |b: usize| holds(&self.k.language.prepositions.within, self.folded_stem(&self.nodes[b]));
        self.nodes[at].pro.0 == 0 && self.before(at).is_some_and(|b| self.nodes[b].kind == Kind::Prep && within(b))
    }

    /// `أقامتا ساترا يقطع الطريق`, `استولت على ثاني بلدة تسقط في يدها`: a verb without conjunction on a noun, in a sentence that tells
    /// of what has happened.
    fn told_within(&self, at: usize) -> bool {
        let on_noun = self
            .before(at)
            .map(|b| &self.nodes[b])
            .is_some_and(|b| matches!(b.kind, Kind::Noun | Kind::Entity | Kind::Adjective) && !b.joined_by_and());
        let joined = self.nodes[at].joined_by_and();
        let main = (self.sentence_start(at)..at).find(|&i| {
            let n = &self.nodes[i];
            n.kind == Kind::Verb && !n.is(Labels::REPORT | Labels::REPORT_ABOUT | Labels::PAST) && !self.in_relative(i)
        });
        let past = |v: usize| {
            let n = &self.nodes[v];
            let plain = n.operator.is_none_or(|op| self.k.language.operators[op as usize].effect == Effect::Keep);
            n.pos() == Some(Pos::Perfect) && plain && self.finite_modality(v) == Some(Modality::Happened)
        };
        on_noun && !joined && main.is_some_and(past)
    }

    /// `الجيش يقتل خمسة مسلحين`, `قسد تدخل مدينة منبج`: a sentence that opens with who does something that is over once it is
    /// done: a place is taken, or so many are killed, held or freed.
    fn told_once(&self, at: usize, event: Event) -> bool {
        let start = self.sentence_start(at);
        let Some(first) = (start..at).find(|&i| !self.nodes[i].is_quote()) else { return false };
        let n = &self.nodes[first];
        let acts = match n.kind {
            Kind::Noun => true,
            Kind::Entity => self.entity(first).is_some_and(|e| e.can_act() || !e.can_place()),
            _ => false,
        };
        let right = self.nodes[first + 1..at].iter().all(|n| n.kind == Kind::Adjective || n.is_quote());
        let counted = || self.nodes[at + 1..].iter().take(2).any(|n| n.kind == Kind::Number);
        let over = match event {
            Event::ControlTake => true,
            Event::Harm | Event::Detain | Event::Release => counted(),
            _ => false,
        };
        // `القصف يقتل عشرة مدنيين كل يوم`, `تحتجز ثلاثين رجلا منذ عام`
        let lasts = |n: &Node| n.kind == Kind::Time || holds(&self.k.language.habits, self.folded_stem(n));
        let rest = at + 1..self.sentence_end(at);
        over && acts && right && n.pro.0 & !Proclitics::AL.0 == 0 && !self.nodes[rest].iter().any(lasts)
    }

    /// `دورية مشتركة تعتقل شابا`: a sentence that opens with an indefinite noun before its verb is a headline.
    fn headline(&self, at: usize) -> bool {
        let start = self.sentence_start(at);
        let Some(first) = (start..at).find(|&i| !self.nodes[i].is_quote()) else { return false };
        let n = &self.nodes[first];
        // `قذائف الهاون تنهمر` is definite.
        let second = self.parse.tokens.get(n.first as usize + 1);
        let construct = second.is_some_and(|t| self.types.folded(*t).starts_with("ال"));
        let indefinite = match n.kind {
            Kind::Noun => !n.pro.has(Proclitics::AL) && n.enc.is_none(),
            Kind::Entity => self.entity(first).is_some_and(|e| !e.definite && e.actor.is_none() && e.places.is_empty()),
            _ => false,
        };
        indefinite
            && !construct
            && n.pro.0 == 0
            && !self.nodes[at].joined_by_and()
            && self.nodes[first..at].iter().all(|n| !matches!(n.kind, Kind::Verb | Kind::Comma | Kind::Particle))
    }

    /// `ادعاءات كاذبة تقول إن الجيش قصف السوق`, `روايات لا أساس لها من الصحة عن استخدام الغاز`: told by what is called untrue right away.
    fn called_untrue(&self, at: usize) -> bool {
        let start = self.sentence_start(at).max(at.saturating_sub(14));
        let Some(claimed) = (start..at).rev().find(|&i| {
            let n = &self.nodes[i];
            n.kind == Kind::Noun && n.is(Labels::RUMOUR | Labels::DOCUMENT)
        }) else {
            return false;
        };
        let negates = |n: &Node| {
            n.kind == Kind::Operator && {
                let operator = &self.k.language.operators[n.index as usize];
                operator.effect == Effect::Set(Modality::Negated) && operator.that && operator.agent == AgentOf::None
            }
        };
        let false_one = |n: &Node| n.is(Labels::UNTRUE) && matches!(n.kind, Kind::Adjective | Kind::Noun) || negates(n);
        let Some(called) = (claimed + 1..at.min(claimed + 3)).find(|&i| false_one(&self.nodes[i])) else {
            return false;
        };
        // Only what says that it tells stands between.
        self.nodes[called + 1..at].iter().all(|n| match n.kind {
            Kind::Verb => n.is(Labels::REPORT | Labels::REPORT_ABOUT),
            Kind::Comma | Kind::Stop => false,
            Kind::Particle => !n.is(Labels::CLAUSE | Labels::NEGATION),
            _ => true,
        })
    }

    /// `المزاعم بشأن استخدام الغاز لا أساس لها`, `مزاعم قصف السوق كاذبة`: what is claimed and said to be untrue.
    fn untrue(&self, at: usize, last: usize) -> bool {
        let start = self.sentence_start(at);
        let told = Labels::REPORT | Labels::REPORT_ABOUT;
        let before = start.max(at.saturating_sub(8))..at;
        let near = before.end.saturating_sub(4).max(start);
        let rumour = (near..at)
            .rev()
            .take_while(|&i| self.nodes[i].kind != Kind::Verb)
            .any(|i| self.nodes[i].kind == Kind::Noun && self.nodes[i].is(Labels::RUMOUR));
        // `الحديث عن أسر الجنود غير صحيح`, `ما نشرته القناة عن قتل أسرى كذب`
        let talk = before.clone().any(|i| {
            let n = &self.nodes[i];
            let about = self.nodes[i + 1..at].iter().any(|p| p.kind == Kind::Prep || p.is(Labels::THAT));
            let said = n.kind == Kind::Noun && n.is(Labels::DOCUMENT)
                || n.kind == Kind::Verb && n.is(told) && self.relative_start(i).is_some();
            about && said
        });
        let claimed = rumour || talk;
        // `وصف الأنباء عن انسحابهم بأنها شائعات`
        let called =
            |n: &Node| n.enc.is_some() && self.types.folded(self.parse.tokens[n.first as usize]).starts_with('ب');
        let ends = |n: &Node| {
            n.kind == Kind::Stop
                || n.is(Labels::THAT) && !called(n)
                || !rumour && (n.kind == Kind::Comma || n.is(Labels::CLAUSE))
        };
        let end = (last + 1..self.nodes.len()).find(|&i| ends(&self.nodes[i])).unwrap_or(self.nodes.len());
        claimed
            && (last + 1..end).any(|i| {
                let n = &self.nodes[i];
                let phrase = n.kind == Kind::Operator
                    && self.k.language.operators[n.index as usize].effect == Effect::Set(Modality::Negated)
                    && !self.k.language.operators[n.index as usize].preps.is_empty();
                let predicate =
                    if called(&self.nodes[i - 1]) { Labels::UNTRUE | Labels::RUMOUR } else { Labels::UNTRUE };
                phrase || n.is(predicate) && !n.pro.has(Proclitics::AL)
            })
    }
}
