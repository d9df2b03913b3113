//! Governing words: what stands over an event word and how it changes the event.

use super::carried::said_beside;
use super::marker::Marker;
use super::open::combine;
use super::slots::{Found, Sentence};
use crate::knowledge::{AgentOf, Effect, Labels, Whose};
use crate::parse::{Kind, Node};
use hudna_arabic::morph::Proclitics;
use hudna_claims::Modality;
use smallvec::SmallVec;

/// In what way an event is put forward, as its governors say.
#[derive(Debug, Clone, Default)]
pub(crate) struct Way {
    /// The modality, where something says it.
    pub modality: Option<Modality>,
    /// The event stops.
    pub ceases: bool,
    /// Asked for is that it is not done.
    pub unwanted: bool,
    /// Who acts, told by a governor (`قامت X ب`, `طالب X Y ب`).
    pub agent: Vec<Found>,
    /// Who is to do what a verb after أن tells (`على X أن تنسحب`).
    pub asked: Vec<Found>,
    /// The agent is only who speaks of it (`نفى X`): it acts where nobody else is named.
    pub agent_soft: bool,
    /// Who is asked to bring another to it (`طالب الوسطاء بالضغط على الحكومة لوقف القصف`).
    pub pressed: Vec<Found>,
    /// Who announced it.
    pub announcer: Vec<Found>,
    /// Who is the patient, told by a governor (`تعرضت X ل`).
    pub patient: Vec<Found>,
    /// Who is struck by it where the blow itself names nobody, told by a governor (`صد الجيش هجوما`).
    pub struck: Vec<Found>,
    /// Whose word it is, told by a governor (`طالب X`, `نفى X`, `اتهم X`).
    pub speaker: Vec<Found>,
    /// Whose word it is where nobody else is quoted (`هدد X`, `تعهد X`).
    pub vower: Vec<Found>,
    /// The node of the governor that told the speaker.
    pub speaker_node: Option<usize>,
    /// It is negated by what it is said not to have done (`القصف لم يترك لهم خيارا`): force was used all the same.
    pub not_done: bool,
    /// The verb that it is the subject of is negated for what is to come (`المفاوضات لن تبدأ`).
    pub unwilling: bool,
    /// Ids of the operators, innermost first, for `explain`.
    pub operators: SmallVec<[(usize, u16); 4]>,
}

impl<'a> Sentence<'a> {
    /// Climbs from a predicate over its governors; `last` is the last node of its words.
    pub fn way(&self, at: usize, last: usize) -> Way {
        let mut way = Way::default();
        let node = &self.nodes[at];
        if node.kind == Kind::Verb && self.excepted(at) {
            way.modality = Some(Modality::Happened);
        } else if node.kind == Kind::Verb {
            let after_that = || self.subjunctive(at) || self.in_one_breath(at).is_some_and(|v| self.subjunctive(v));
            way.modality = self.finite_modality(at).filter(|m| *m != Modality::Ongoing || !after_that());
        }
        if node.kind == Kind::Entity && (self.entity(at).is_some_and(|e| e.area) || self.are_so(at)) {
            return way;
        }
        // `نفت الحكومة أن البلدة محاصرة`
        if node.kind != Kind::Verb
            && let Some(over) = self.denied_state(at)
        {
            way.modality = Some(Modality::Negated);
            way.speaker = self.subject(over);
            way.speaker_node = Some(over);
            return way;
        }
        // `ليست البلدة محاصرة`
        if node.kind != Kind::Verb && self.said_not_so(at) {
            way.modality = Some(Modality::Negated);
            return way;
        }
        if node.describes() && node.joined_prep().is_none() {
            // An attribute of a noun: what governs the noun does not govern it.
            return way;
        }
        // `نفى بشدة ما نشر عن انسحاب القوات`
        if node.kind != Kind::Verb
            && let Some((over, op)) = self.denied_rumour(at)
        {
            way.modality = Some(Modality::Negated);
            way.operators.push((over, op));
            if self.nodes[over].kind == Kind::Verb {
                way.speaker = self.subject(over);
                way.speaker_node = Some(over);
            }
            return way;
        }
        let mut current = at;
        let (mut asked_agent, mut itself) = (node.kind != Kind::Verb || self.bidden(at), false);
        let mut subject = None;
        for _ in 0..6 {
            let Some((governor, op)) = subject.take().or_else(|| self.governor(current, 0)) else { break };
            let operator = &self.k.language.operators[op as usize];
            // `انتهت الجولة دون اتفاق`, `بدأ النزوح مع تصاعد القتال`: what stands beside a clause is not governed by its verb.
            let joins = || operator.preps.iter().any(|p| **p == *self.folded_stem(&self.nodes[current]));
            if current != at && self.stands_beside(current) && !joins() {
                break;
            }
            // `طالبهم بالمغادرة تمهيدا لهجوم`: what something is asked for for is not asked for.
            if self.purpose_of_demand(current, governor) {
                way.agent = self.subject(governor);
                break;
            }
            // `أمهلتهم لمغادرة الحي، مهددة بقصفه`: a participle after a pause goes on with what somebody says and does not stand under it.
            if current != at && self.goes_on_as_participle(current, governor) {
                break;
            }
            way.operators.push((governor, op));
            if self.threatens_too(governor) {
                way.modality = Some(Modality::Threatened);
                way.speaker.extend(self.who_calls(governor));
                way.agent.clone_from(&way.speaker);
                way.agent_soft = true;
                break;
            }
            if self.asked_by_resolution(governor, &mut way) {
                break;
            }
            if let Some(decided) = self.decided(governor, operator.effect) {
                combine(&mut way, decided);
                // `قرار مجلس الأمن بوقف إطلاق النار`: the body that decides demands.
                if decided == Modality::Demanded && way.speaker.is_empty() {
                    way.speaker = self.decided_by(governor);
                }
                break;
            }
            let asks = matches!(operator.effect, Effect::Set(Modality::Demanded | Modality::Agreed));
            let draft = asks.then(|| self.draft_says(governor).or_else(|| self.draft_clause(governor))).flatten();
            // `يدعو مشروع القرار إلى هدنة`: the draft's own word.
            if let Some(draft) = draft.filter(|_| way.speaker.is_empty()) {
                way.speaker = vec![self.found(draft)];
            } else if asks && way.speaker.is_empty() && self.draft_goes_on(governor) {
                way.speaker = self.memory.draft_words().into_iter().collect();
            }
            match operator.effect {
                Effect::Keep if self.rumoured(governor) => combine(&mut way, Modality::Possible),
                Effect::Keep if way.modality.is_none() && self.led_on(governor, op, current) => {
                    way.modality = Some(Modality::Possible);
                }
                Effect::Keep if self.stresses(governor, current, &way) => {
                    way.modality = Some(Modality::Demanded);
                    if way.speaker.is_empty() {
                        way.speaker = self.subject(governor);
                    }
                }
                Effect::Keep => {}
                // `طالب بالتحقيق في مقتل المتظاهرين`: nothing over it changes that it happened; `يطالب بتعديل مشروع قرار يدعو إلى
                // هدنة`: nor that a draft proposes it.
                Effect::Set(Modality::Possible) if operator.stands && self.adopted_draft(governor) => {
                    combine(&mut way, Modality::Demanded);
                    way.speaker = self.issuer(governor);
                    break;
                }
                // `نفى أن تكون لقواته أي صلة بالهجوم`: what is not so is not so, whatever stands over it.
                Effect::Set(Modality::Negated) if operator.stands => {
                    way.modality = Some(Modality::Negated);
                    break;
                }
                Effect::Set(set @ (Modality::Happened | Modality::Possible | Modality::Ongoing)) if operator.stands => {
                    use Modality::{Agreed, Happened, Negated, Ongoing, Possible, Promised};
                    way.modality = match way.modality {
                        // `هل ستنسحبون؟`
                        Some(Happened | Ongoing | Promised | Agreed | Negated) if set == Possible => Some(set),
                        known => known.or(Some(set)),
                    };
                    if way.speaker.is_empty() && self.draft_phrase(&self.nodes[governor]) {
                        way.speaker = vec![self.found(governor)];
                    }
                    break;
                }
                // `شدد على أن الهدنة صامدة`: what is stressed is no term.
                Effect::Set(Modality::Agreed) if self.only_said(governor) || self.owned_up(governor, current) => {}
                Effect::Set(set) if current != at && self.only_the_saying(set, current) => {}
                // `قلقه من استمرار القصف`: what is feared to go on goes on.
                Effect::Set(Modality::Possible)
                    if operator.speaker.is_some()
                        && way.modality == Some(Modality::Ongoing)
                        && current != at
                        && self.nodes[current].kind == Kind::Noun => {}
                Effect::Ceases => way.ceases = !way.ceases,
                Effect::Set(_) if asks && (draft.is_some() || self.draft_goes_on(governor)) => {
                    combine(&mut way, Modality::Possible)
                }
                // `استمر القتال`, told as past, went on and is not said to go on.
                Effect::Set(Modality::Ongoing) if self.told_as_past(governor, current) => {
                    combine(&mut way, Modality::Happened)
                }
                // `حالت دون إجلائهم`: the negation is only what joins the verb to the event.
                Effect::Set(Modality::Negated)
                    if current != at
                        && operator.preps.iter().any(|p| **p == *self.folded_stem(&self.nodes[current])) => {}
                // `دون أن يسفر القصف عن ضحايا`: what did not come of it does not deny it.
                Effect::Set(Modality::Negated) if current != at && self.brought_nothing(at, current) => {
                    way.modality = Some(Modality::Happened);
                    break;
                }
                // `نأمل أن يلتزموا بالهدنة`, `حذر من أن الجيش سيقصف`: it is hoped or feared that they will.
                Effect::Set(Modality::Possible)
                    if way.modality == Some(Modality::Promised) && self.only_hoped(operator, governor, current) =>
                {
                    way.modality = Some(Modality::Possible);
                }
                // `القرار الذي ينص على انسحابهم`: what a resolution says it demands.
                Effect::Set(Modality::Agreed) if let Some(text) = self.resolution_says(governor) => {
                    combine(&mut way, Modality::Demanded);
                    if way.speaker.is_empty() {
                        way.speaker = self.resolved_by(text, governor);
                    }
                }
                // `رفضت الحكومة اتهامات بقصف السوق`: who refuses to be accused of it denies it.
                Effect::Set(Modality::Refused) if current != at && self.accuses(current) => {
                    combine(&mut way, Modality::Negated);
                    if way.speaker.is_empty() {
                        way.speaker = self.subject(governor);
                    }
                }
                Effect::Set(set) => {
                    let set = self.set_here(operator, set, governor, &way);
                    self.set_over(&mut way, at, set);
                    // `طالبوا بإطلاق أسراهم مقابل إطلاق ستة جنود`: who demands the one offers the other.
                    if operator.price && set == Modality::Promised {
                        break;
                    }
                }
            }
            let g = &self.nodes[governor];
            if self.asked_to_press(operator, &way) {
                way.pressed = self.asked_of(governor);
            }
            if asked_agent && way.agent.is_empty() {
                way.agent = match operator.agent {
                    // `أمر الجيش السكان بالإخلاء`: who is ordered to.
                    AgentOf::Subject if operator.to_others && way.modality == Some(Modality::Demanded) => {
                        self.object(governor)
                    }
                    AgentOf::Subject if self.by_itself(governor, current) => {
                        itself = true;
                        Vec::new()
                    }
                    // `توقع المحلل أن يستمر القصف`: whoever expects what goes on by itself does not do it.
                    AgentOf::Subject if itself && g.is(Labels::OPINION | Labels::REPORT) => Vec::new(),
                    AgentOf::Subject if self.said_to_be(at) => Vec::new(),
                    AgentOf::Subject => self.subject(governor),
                    AgentOf::Object => self.asked_of(governor),
                    AgentOf::None => Vec::new(),
                };
                way.agent_soft = operator.speaker == Some(Whose::Subject) && operator.agent == AgentOf::Subject;
                if g.is(Labels::UNDERGO) {
                    let places = if g.kind == Kind::Verb { self.undergoes(governor) } else { Vec::new() };
                    let people = std::mem::take(&mut way.agent);
                    way.patient = if places.is_empty() { people } else { places };
                    asked_agent = false;
                } else if self.only_negates(governor, at, operator) {
                    // `تعهدت الحركة بعدم قصف المدينة`: who vows it is asked for over the negation.
                } else if operator.agent != AgentOf::Subject || !matches!(operator.effect, Effect::Keep) {
                    let more = operator.agent == AgentOf::Subject || self.obliges(governor);
                    asked_agent = way.agent.is_empty() && more;
                }
            }
            if way.struck.is_empty() {
                way.struck = self.struck_by(governor, operator);
            }
            if operator.announces && way.announcer.is_empty() {
                way.announcer = self.announcers(governor, operator);
            }
            // `دعت الوسطاء إلى إلزام الجيش بوقف القصف`: whoever is to be compelled does not ask for it.
            let compelled = g.kind == Kind::Noun && self.drives(governor);
            if compelled && way.agent.is_empty() && operator.agent == AgentOf::Object {
                // `الدفع بالشبان`: who stands right after it.
                let next =
                    |f: &Found| f.via.is_some() || f.node as usize == governor + 1 && !self.has_prep(governor + 1);
                way.agent = Some(self.genitive(governor)).filter(|of| of.first().is_some_and(next)).unwrap_or_default();
            }
            match operator.speaker.filter(|_| way.speaker.is_empty() && !compelled) {
                Some(Whose::Himself) if way.vower.is_empty() && g.kind == Kind::Verb => {
                    way.vower = self.subject(governor)
                }
                Some(Whose::Himself) | None => {}
                Some(whose) => {
                    let text = self.text_asks(governor);
                    way.speaker = match whose {
                        Whose::Issuer => self.issuer(governor),
                        _ if !text.is_empty() => text,
                        _ => self.called_by(governor),
                    };
                    way.speaker_node = Some(governor);
                }
            }
            self.levelled(governor, &mut way);
            self.by_light_verb(governor, current, &mut way);
            if self.adds_aspect(governor, operator) {
                self.verb_effect(governor, &operator.effect, &mut way);
            }
            if governor >= current && current == at && governor == at || self.goes_with_it(governor) {
                break;
            }
            subject = if operator.consists { self.consisting(governor, current) } else { None };
            current = self.stipulated_in(governor).or_else(|| self.news_of(governor)).unwrap_or(governor);
        }
        self.none_of_it(&mut way);
        if node.kind == Kind::Verb {
            way.asked = std::mem::take(&mut way.agent);
        }
        self.not_kept_from(&mut way);
        self.only_refused(&mut way);
        // `لتفادي وقوع ضحايا`: what is to be avoided may come.
        if way.modality == Some(Modality::Negated) && current != at && self.avoided_on_purpose(current) {
            way.modality = Some(Modality::Possible);
        }
        // `لإنجاز اتفاق يقضي بخروج المقاتلين`, `اجتمعوا للبدء بعملية عسكرية`
        let open = matches!(way.modality, Some(Modality::Agreed | Modality::Begun));
        if open && current != at && self.purpose(current) {
            way.modality = Some(Modality::Possible);
        }
        if matches!(way.modality, None | Some(Modality::Happened | Modality::Ongoing))
            && (self.awaited(current) || self.awaited(at))
        {
            way.modality = Some(Modality::Demanded);
        }
        // `حتى يتم إيصال المساعدات`
        let verb = if self.subjunctive(current) { current } else { at };
        // `قبل أن يدخل الجيش ويعتقلهم`: of two verbs after أن the second is like the first.
        let verb = self.in_one_breath(verb).filter(|&first| self.subjunctive(first)).unwrap_or(verb);
        if way.modality.is_none() && (self.purpose(current) || self.purpose_goes_on(at) || self.subjunctive(verb)) {
            // `انتشرت القوات قبل أن تنسحب`: told as past, what came after has happened too.
            let told = self.subjunctive(verb) && self.told_after(verb);
            way.modality = Some(if told { Modality::Happened } else { Modality::Possible });
        }
        if node.kind == Kind::Noun && way.operators.is_empty() {
            self.predicate_after(at, last, &mut way);
            self.only_feared(at, last, &mut way);
        }
        if node.kind == Kind::Noun && way.modality.is_none() {
            self.described_after(at, last, &mut way);
        }
        if node.kind == Kind::Noun {
            self.likely(at, last, &mut way);
        }
        self.in_its_time(at, last, &mut way);
        self.came_by_clause(at, last, &mut way);
        way
    }

    /// The operator over a predicate, with its node.
    pub fn governor(&self, at: usize, depth: u8) -> Option<(usize, u16)> {
        let node = &self.nodes[at];
        if depth > 5 {
            return None;
        }
        // `نفذت غارة على القرية وثلاث غارات على الحي`
        let counted = |b: usize| self.nodes[b].kind == Kind::Number && self.nodes[b].joined_by_and();
        if node.joined_by_and() || at > 0 && counted(at - 1) {
            // `إن لم ينسحبوا فستقصف مواقعهم`: what follows from a condition does not stand under it.
            if node.kind == Kind::Verb && node.pro.has(Proclitics::FA) && node.pro.has(Proclitics::SA) {
                return None;
            }
            if let Some(sibling) = self.sibling(at) {
                let over = self.governor(sibling, depth + 1)?;
                let op = &self.k.language.operators[over.1 as usize];
                // `بعدم التدخل والانسحاب`: the negation reaches its own noun only, but what is without news is so as a whole.
                let negates = op.effect == Effect::Set(Modality::Negated) && !op.untold;
                let negation = !node.after_or && self.nodes[over.0].kind == Kind::Operator && negates;
                return if negation { self.governor(over.0, depth + 1) } else { Some(over) };
            }
            if node.kind == Kind::Verb {
                return self.denied_with(at, depth);
            }
        }
        // `نشهد المزيد من المعارك`: what governs the word of number governs what it counts.
        if let Some(many) = self.number_word_before(at).filter(|_| node.kind != Kind::Verb) {
            return self.governor(many, depth + 1);
        }
        match self.marker(at) {
            Marker::None => None,
            Marker::Direct(governor, op) => Some((governor, op)),
            Marker::Verb => {
                let head = |i: &usize| self.nodes[*i].kind == Kind::Verb && !self.nodes[*i].is(Labels::PAST);
                let before = (0..at).rev().find(head)?;
                let op = self.nodes[before].operator.filter(|op| self.k.language.operators[*op as usize].verb);
                op.or_else(|| self.unmarked(before, at)).map(|op| (before, op))
            }
            Marker::That => {
                self.duty(at).or_else(|| self.search(at, |o| o.that, true)).filter(|&o| !self.preceded(at, o))
            }
            Marker::Prep(prep) => self.spelled_out(at).or_else(|| {
                self.search(at, |o| o.preps.iter().any(|p| &**p == prep), true)
                    .map(|found| self.listed_with(at, prep, found))
                    .filter(|&(over, _)| prep != "ل" || !self.complemented(over, at))
                    .filter(|&(over, _)| !self.located_in_clause(over, at, prep))
            }),
            Marker::Bare => {
                self.duty_noun(at).or_else(|| self.bare_governor(at, depth)).or_else(|| self.over_pauses(at))
            }
        }
    }

    /// The governor of a nominal that stands right after it, or after its subject.
    fn bare_governor(&self, at: usize, depth: u8) -> Option<(usize, u16)> {
        let mut before = self.before(at)?;
        // `نفى وقوع أي اشتباك`, `بوقف هذه الغارات`
        if self.points_out(before) && self.nodes[before].pro.0 == 0 {
            before = self.over_pointing(before)?;
        }
        let b = &self.nodes[before];
        // `خرجوا باتفاق: وقف النار وتسليم المدارس`, `ثلاثة مطالب: كف الغارات`: what is told after the colon.
        if self.parse.colon(self.types, before)
            && let Some(head) = self.before(before)
            && (self.nodes[head].joined_prep().is_some() || head > 0 && self.nodes[head - 1].kind == Kind::Number)
            && let Some(op) = self.nodes[head].operator
            && let operator = &self.k.language.operators[op as usize]
            && matches!(operator.effect, Effect::Set(_))
        {
            return operator.bare.then_some((head, op));
        }
        // `سارعت الفرق إلى مكان القصف`: what is said of a place is not said of what came about there.
        let place = b.is(Labels::PLACE_KIND) && b.last - b.first == 1 && b.enc.is_none() && b.operator.is_none();
        if place && !b.pro.has(Proclitics::AL) && self.nodes[at].pro.0 == Proclitics::AL.0 && self.has_prep(before) {
            return None;
        }
        if b.kind == Kind::Noun && !b.pro.has(Proclitics::AL) && b.enc.is_none() {
            // A construct: the head governs, or passes on what governs it.
            // `عودة القتال`: what governs with a preposition only is passed.
            if let Some(op) = b.operator.filter(|_| !self.only_by_prep(before)) {
                return self.k.language.operators[op as usize].bare.then_some((before, op));
            }
            // `ناشد الحكومة في رسالة وقف القصف`: a text in which it is said is no head of a construct.
            let text = b.is(Labels::DOCUMENT) && self.has_prep(before);
            let over = self.governor(before, depth + 1);
            if over.is_some() || !text {
                return over;
            }
        }
        let mut i = at;
        let (mut steps, mut commas, mut preps) = (0, 0, 0);
        while i > 0 && steps < 10 {
            i -= 1;
            let n = &self.nodes[i];
            match n.kind {
                Kind::Open | Kind::Close => continue,
                Kind::Prep if n.enc.is_none() => preps += 1,
                // A parenthesis between commas: `ناشد فلان، منسق ...، الحكومة وقف`.
                Kind::Comma => commas += 1,
                Kind::Entity
                | Kind::Time
                | Kind::Adjective
                | Kind::Prep
                | Kind::Number
                | Kind::Filler
                | Kind::Unknown => {}
                Kind::Verb | Kind::Noun | Kind::Operator => {
                    // What tells of an event itself (`وقف إطلاق النار`) stops no other.
                    if self.stops_as_event(i) {
                        return None;
                    }
                    if n.kind == Kind::Verb && self.in_relative(i) && commas % 2 == 1 {
                        continue;
                    }
                    // `في رسالة`: an adjunct of the governor.
                    if n.kind == Kind::Noun && self.has_prep(i) && (n.operator.is_none() || self.adjunct(i, at)) {
                        steps += 1;
                        continue;
                    }
                    // `يجب أن يكون هناك وقف للقتال`: what is to be.
                    if steps == 0 && self.to_be_there(i + 1) {
                        return self.governor(i, depth + 1);
                    }
                    // `يطلب قرار المجلس من الأطراف وقف القتال`
                    if n.kind == Kind::Noun && n.is(Labels::RESOLUTION) && self.before(i).is_some_and(|b| self.asks(b))
                    {
                        (steps, preps) = (steps + 1, 0);
                        continue;
                    }
                    // `حاول عدد من المسلحين اقتحام`: those of whom a noun names a part.
                    if self.portion(i).is_some() {
                        preps = 0;
                        continue;
                    }
                    // `عرقلت النزاعات عودتهم`: the subject of the governor.
                    let subject = n.kind == Kind::Noun
                        && n.operator.is_none()
                        && (n.pro.has(Proclitics::AL) || n.is(Labels::ONE))
                        && preps == 0
                        && self
                            .before(i)
                            // `تنتظر مئات الشاحنات السماح لها`
                            .and_then(|b| if self.nodes[b].kind == Kind::Number { self.before(b) } else { Some(b) })
                            .is_some_and(|b| self.nodes[b].kind == Kind::Verb || self.asked_there(b));
                    if subject || self.area_of(i) {
                        steps += 1;
                        continue;
                    }
                    // `الاتفاق بعد اجتماعات`: a noun does not govern over a preposition.
                    let asks =
                        n.operator.is_some_and(|op| self.k.language.operators[op as usize].agent == AgentOf::Object);
                    if n.kind == Kind::Noun && preps > 0 && !asks {
                        return None;
                    }
                    let op = self.over_bare(i)?;
                    // `لا توجد قرى في محيط الغارات`: what there is not stands right after it.
                    let none = self.k.language.operators[op as usize].effect == Effect::Set(Modality::Negated);
                    if n.kind == Kind::Operator && none && preps > 0 && self.nodes[i + 1].kind == Kind::Entity {
                        return None;
                    }
                    let stipulates = n.kind == Kind::Verb
                        && n.is(Labels::STIPULATE)
                        && (!self.in_relative(i) || self.negated_before(i))
                        // `مقترحا يشمل هدنة`
                        && self.stipulated_in(i).is_none()
                        // `الاتفاق يشمل وقف القصف`
                        && !self.deal_says(i)
                        && self.draft_clause(i).is_none()
                        // `تشمل المرحلة الأولى إطلاق سراح النساء`
                        && !self.tells_terms(i, at);
                    if steps == 0 && self.stands_against(i, at, op) {
                        return None;
                    }
                    // `أعلنت تركيا وروسيا، التوصل إلى اتفاق`: a lone comma after who does it parts nothing.
                    // `نفذت قوات خاصة بمساندة الطيران، عملية`
                    let between = self.nodes.get(i + 1..before).unwrap_or_default();
                    let aside = |n: &Node| matches!(n.kind, Kind::Time | Kind::Open | Kind::Close | Kind::Particle);
                    let lone = commas == 1
                        && b.kind == Kind::Comma
                        && n.kind == Kind::Verb
                        && between.iter().all(|n| n.kind == Kind::Entity || aside(n) || n.joined_prep().is_some());
                    return ((commas % 2 == 0 || lone) && !stipulates && self.k.language.operators[op as usize].bare)
                        .then_some((i, op));
                }
                // `نفت الوزارة في بيان لها قصف المشفى`
                Kind::Particle | Kind::According if commas % 2 == 1 || self.in_text(i) => {}
                // `نرفض أي محاولة`
                Kind::Particle if steps == 0 && self.points_out(i) && n.joined_prep().is_none() => continue,
                // `نفت الحكومة مرارا استخدامها`
                Kind::Particle if self.adverb(i) || self.asked_there(i) => continue,
                // `يكون هناك انسحاب`
                Kind::Particle if steps == 0 && self.to_be_there(i) => continue,
                // `شنت القوات بالتعاون مع الفصائل هجوما`, `بمشاركة الفصائل`
                Kind::Particle if n.is(Labels::OR) && (n.last - n.first > 1 || n.lemma.is_none()) => {}
                // `مطلبنا الأول هو الإفراج عنهم`
                Kind::Particle
                    if steps == 0
                        && n.is(Labels::PRONOUN)
                        && !n.joined_by_and()
                        && self.nodes[..i]
                            .iter()
                            .rev()
                            .find(|b| b.kind != Kind::Adjective)
                            .is_some_and(|b| b.kind != Kind::Verb) => {}
                _ => return None,
            }
            steps += 1;
        }
        None
    }

    /// Searches leftwards for an operator that accepts the marker.
    pub(super) fn search(
        &self,
        at: usize,
        accepts: impl Fn(&crate::knowledge::Operator) -> bool,
        over_comma: bool,
    ) -> Option<(usize, u16)> {
        if self.bound(at) {
            return None;
        }
        // `على أن يسلموا سلاحهم وأن تنسحب القوات`: one more clause of what is agreed.
        let that = self.before(at).map(|b| &self.nodes[b]);
        let one_more = that.is_some_and(|b| b.kind == Kind::Particle && b.is(Labels::THAT) && b.joined_by_and());
        let mut i = at;
        while i > 0 {
            i -= 1;
            let n = &self.nodes[i];
            match n.kind {
                Kind::Stop | Kind::ResponseMark => return None,
                Kind::Comma if !over_comma => return None,
                // `عدم اتخاذ قرار على الرغم من الأدلة على قصفه`: what is conceded is not governed by what it is conceded beside.
                Kind::Prep if n.is(Labels::CONCESSION) => return None,
                Kind::Verb if said_beside(self, i, at) => {}
                Kind::Verb | Kind::Noun | Kind::Operator | Kind::Particle => {
                    let op = if n.kind == Kind::Operator { Some(n.index as u16) } else { n.operator };
                    // `دعا إلى عدم الانجرار إلى القتال`: what governs the noun that the event's own words begin with.
                    if n.kind == Kind::Noun
                        && self.inner.contains(&i)
                        && let Some(op) = op
                        && self.k.language.operators[op as usize].effect == Effect::Keep
                        && accepts(&self.k.language.operators[op as usize])
                        && self.before(i).is_some_and(|b| self.nodes[b].kind == Kind::Operator)
                    {
                        return self.governor(i, 1);
                    }
                    if let Some(op) = op
                        && !self.stops_as_event(i)
                        && !(self.inner.contains(&i) && self.k.language.operators[op as usize].effect == Effect::Keep)
                        && !self.asyndetic(i)
                        && !self.of_thing(i)
                        && !self.resolution_apart(i, at)
                        && !self.in_closed_clause(i, at)
                        && !self.has_its_length(i, at)
                        && !self.on_what_stipulates(i)
                        && !self.what_succeeds(i)
                        // `العمليات التي تتمثل باقتحام المدينة`: what only says of what something consists governs nothing.
                        && (!self.k.language.operators[op as usize].consists || self.consisting(i, at).is_some())
                        && accepts(&self.k.language.operators[op as usize])
                    {
                        return self.asked_by_head(i, op, &accepts).or(Some((i, op)));
                    }
                    if n.kind == Kind::Verb
                        && !self.in_relative(i)
                        && !n.is(Labels::PAST)
                        && !self.describing(i)
                        && !(one_more && (self.subjunctive(i) || self.after_phrase(i)))
                    {
                        return None;
                    }
                    if n.kind == Kind::Particle && (n.is(Labels::CLAUSE) || self.parted_relative(i, at)) {
                        return None;
                    }
                }
                // `الوكالات مستعدة لتوصيل المساعدات`: an adjective that is said of the subject.
                Kind::Adjective if !n.pro.has(Proclitics::AL) => {
                    if let Some(op) = n.operator.filter(|op| accepts(&self.k.language.operators[*op as usize])) {
                        return Some((i, op));
                    }
                }
                _ => {}
            }
        }
        None
    }
}
