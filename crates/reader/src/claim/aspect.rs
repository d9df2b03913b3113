//! What goes on, is to come or may come: what the verb that an event noun is the subject of says of it.

use super::govern::Way;
use super::slots::Sentence;
use super::trigger::Trigger;
use crate::knowledge::{AgentOf, Effect, Element, Labels, holds};
use crate::parse::{Kind, Node};
use hudna_arabic::morph::{Gender, Number, Pos, Proclitics, Reading};
use hudna_arabic::times::TimeKind;
use hudna_claims::{Event, Modality};

/// A line without a full stop is a heading when it has at most so many phrases.
const HEADING: usize = 16;

impl Sentence<'_> {
    /// Whether the line is a heading.
    pub(super) fn heading(&self) -> bool {
        self.nodes.last().is_some_and(|n| n.kind != Kind::Stop) && self.nodes.len() <= HEADING
    }

    /// `تتصاعد حدة الاشتباكات`, `القصف يهدد حياة الأهالي`, `قد تتجدد المعارك`, `تتيح السيطرة على البلدة قطع الطريق`: in what
    /// way an event noun is told by the verb that it is the subject of. `last` is the last node of its words.
    pub(super) fn told_by_verb(&self, at: usize, last: usize, event: Event) -> Option<Modality> {
        let head = self.measured(at);
        let n = &self.nodes[head];
        if n.joined_prep().is_some() || n.joined_by_and() {
            return None;
        }
        if head != at && self.grows(head, event) {
            return Some(Modality::Ongoing);
        }
        let verb = self.verb_over(head).or_else(|| self.verb_after(head, last))?;
        let v = &self.nodes[verb];
        let says = self.nodes.get(verb + 1).is_some_and(|n| n.is(Labels::THAT));
        if says || holds(&self.k.language.remarks, self.folded_stem(v)) || v.is(Labels::REPORT) {
            return None;
        }
        // `ربما تعود المفاوضات`
        let perhaps = self.before(verb).filter(|&b| self.nodes[b].kind == Kind::Operator);
        if perhaps.is_some_and(|b| self.sets(b) == Some(Modality::Possible)) {
            return Some(Modality::Possible);
        }
        let way = self.finite_modality(verb);
        if v.is(Labels::ALLOW) || v.is(Labels::DEMAND) {
            let may = |m: &Modality| match m {
                Modality::Ongoing => !self.k.language.lasting.contains(&event),
                // `قد يسمح فتح الطريق للمقاتلين بالخروج`
                other => *other == Modality::Possible,
            };
            return way.filter(may).map(|_| Modality::Possible);
        }
        let before = verb < at;
        match way? {
            Modality::Ongoing if self.k.language.lasting.contains(&event) && !self.heading() => Some(Modality::Ongoing),
            // `قد تؤدي الاشتباكات إلى نزوح`: only what it leads to may come.
            Modality::Promised if before && self.only_by_prep(verb) => {
                Some(if self.on_condition(verb) { Modality::Possible } else { Modality::Promised })
            }
            Modality::Possible if before && self.only_by_prep(verb) => Some(Modality::Possible),
            _ => None,
        }
    }

    /// `كانوا محتجزين`, `كان الرهائن الأمريكيون محتجزين`, `كانت المدينة تحت الحصار`: what somebody was.
    pub(super) fn was(&self, at: usize) -> bool {
        let past = |b: usize| self.nodes[b].is(Labels::PAST) && self.nodes[b].pos() == Some(Pos::Perfect);
        let Some(before) = self.before(at) else { return false };
        if past(before) {
            return true;
        }
        let under = &self.nodes[before];
        let within = under.kind == Kind::Prep && holds(&self.k.language.prepositions.amid, self.folded_stem(under));
        if !within && self.nodes[at].pro.0 != 0 {
            return false;
        }
        let who = |i: &usize| {
            let n = &self.nodes[*i];
            matches!(n.kind, Kind::Entity | Kind::Adjective | Kind::Number)
                || n.kind == Kind::Noun && (n.pro.has(Proclitics::AL) || n.enc.is_some())
        };
        let from = before + usize::from(!within);
        let first = (from.saturating_sub(5)..from).rev().take_while(who).last();
        first.and_then(|i| self.before(i)).is_some_and(past)
    }

    /// What the verb says that an event's own words begin with, where nothing else governs the noun that tells it.
    pub(super) fn told_by_own_verb(&self, t: &Trigger, way: &Way) -> Option<Modality> {
        use Modality::{Negated, Possible, Promised};
        let first = *t.nodes.iter().find(|&&n| n < t.node && self.nodes[n].kind == Kind::Verb)?;
        let free = way.operators.is_empty() && way.modality.is_none() && self.nodes[t.node].kind != Kind::Verb;
        // `حتى تتمكن الشاحنات من دخول المدينة`
        let told = match self.subjunctive(first) {
            // `قبل أن ترتفع حصيلة القتلى إلى ثلاثة`
            true if self.k.frames[t.frame as usize].event == Event::Harm && self.told_after(first) => {
                Some(Modality::Happened)
            }
            true => Some(Possible),
            false => self.finite_modality(first),
        };
        // `ما دفعهم للانتقال إلى العاصمة`: what somebody was driven to is no purpose.
        let open = way.operators.is_empty() && way.modality == Some(Possible);
        if open && told == Some(Modality::Happened) && self.drives(first) {
            return told;
        }
        told.filter(|m| free && matches!(m, Negated | Possible | Promised))
    }

    /// `توزع الوكالة كل يوم`, `تدخل المساعدات`: a trigger that was taken for a perfect where its frame asks for an imperfect that
    /// is written alike.
    pub(super) fn read_as_present(&self, t: &Trigger) -> bool {
        let node = &self.nodes[t.node];
        if node.kind != Kind::Verb
            || node.pos() != Some(Pos::Perfect)
            || self.in_relative(t.node) && !self.after_feminine(t.node)
            || self.of_record(t.node)
            || self.negated_before(t.node)
            || self.before(t.node).and_then(|b| self.entity(b)).is_some_and(|e| !e.definite)
        {
            return false;
        }
        let frame = &self.k.frames[t.frame as usize];
        let asked = |reading: &Reading| {
            self.k.words.answered(reading).any(|no| {
                let wants = |e: &Element| matches!(e, Element::Word { word, .. } if *word == no);
                frame.triggers.iter().any(|p| p.elements.iter().any(wants))
            })
        };
        let readings = self.types.readings(self.parse.tokens[node.head as usize]);
        let of = |pos: Pos| readings.iter().filter(move |r| r.feats.pos == pos && r.proclitics == node.pro);
        of(Pos::Imperfect).any(asked) && (self.after_feminine(t.node) || !of(Pos::Perfect).any(asked))
    }

    /// `الفصائل التي تقاتل الجيش`: a verb without the ending of a feminine right after a feminine relative, whose subject it is, is no perfect.
    fn after_feminine(&self, verb: usize) -> bool {
        self.before(verb).is_some_and(|b| {
            let n = &self.nodes[b];
            let word = self.types.folded(self.parse.tokens[n.first as usize]);
            let she = || holds(&self.k.language.shades.feminine, word);
            n.kind == Kind::Particle && n.is(Labels::RELATIVE) && n.last - n.first == 1 && she()
        })
    }

    /// `الصحفيين المحتجزين لدى الجماعة`: a participle tells that they are held still, unless they were (`كانوا محتجزين`).
    pub(super) fn still_held(&self, at: usize) -> bool {
        let held = self.nodes[at].kind == Kind::Entity
            || matches!(self.nodes[at].pos(), Some(Pos::PassiveParticiple | Pos::ActiveParticiple));
        let next = self.nodes.get(at + 1).is_some_and(|n| {
            n.kind == Kind::Prep && n.enc.is_none() && holds(&self.k.language.keeping, self.folded_stem(n))
                || n.kind == Kind::Time && self.parse.times[n.index as usize].kind == TimeKind::Since
        });
        held && next && !self.past_before(at)
    }

    /// A perfect verb of going on whose subject is the event right after it.
    pub(super) fn told_as_past(&self, governor: usize, at: usize) -> bool {
        let g = &self.nodes[governor];
        self.went_on_then(governor, at)
            || g.kind == Kind::Verb
                && g.pos() == Some(Pos::Perfect)
                && !g.is(Labels::STILL)
                && self.before(at) == Some(governor)
                && self.ended(at)
    }

    /// `القصف المستمر`, `هجمات النظام المتكررة`: an adjective says that it goes on.
    pub(super) fn goes_on(&self, at: usize, last: usize) -> bool {
        let whose = self.nodes[last + 1..].iter().take(3).take_while(|n| n.kind == Kind::Entity).count();
        (at + 1..self.nodes.len().min(last + whose + 3))
            .map(|i| (i, &self.nodes[i]))
            .take_while(|(_, n)| matches!(n.kind, Kind::Noun | Kind::Adjective | Kind::Entity))
            .any(|(i, n)| {
                // `في الاشتباكات والعمليات مستمرة`: what is said of one more noun is not said of it.
                let joined = |n: &Node| n.kind == Kind::Noun && n.joined_by_and();
                let apart = !n.pro.has(Proclitics::AL)
                    && self.has_prep(at)
                    && self.nodes.get(last + 1..i).is_some_and(|b| b.iter().any(joined));
                // `اعتقال الشرطة شابا`: a word for somebody says nothing of it.
                n.kind != Kind::Entity
                    && !apart
                    && !self.rest_of(i)
                    && n.is(Labels::CONTINUE | Labels::OUTBREAK)
                    && matches!(n.pos(), Some(Pos::ActiveParticiple | Pos::Adjective))
            })
    }

    /// A verbal noun that is written like a perfect, at the head of its sentence, which has no other verb.
    pub(super) fn verb_after_all(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let heads = at == self.sentence_start(at) || at > 0 && self.nodes[at - 1].kind == Kind::Open;
        let readings = self.types.readings(self.parse.tokens[n.head as usize]);
        n.kind == Kind::Noun
            && heads
            && readings.iter().any(|r| r.feats.pos == Pos::Perfect && r.proclitics == n.pro)
            && self.nodes[self.sentence_end(at).min(self.nodes.len() - 1)].kind == Kind::Stop
            && self.nodes[at..self.sentence_end(at)].iter().all(|n| n.kind != Kind::Verb)
    }

    /// `هناك اشتباكات`, `ثمة غارات في الشمال`: what is said to be there, not to have been.
    pub(super) fn there(&self, at: usize) -> bool {
        let bare = self.nodes[at].pro.0 == 0;
        self.before(at).filter(|_| bare).is_some_and(|b| {
            holds(&self.k.language.existential, self.folded_stem(&self.nodes[b]))
                && self.before(b).is_none_or(|p| !self.nodes[p].is(Labels::PAST | Labels::NEGATION))
        })
    }

    /// `يتوافد الجرحى يوميا`, `قصف شبه يومي`, `اشتباكات تسجل بين الحين والآخر`: what comes again and again, where nothing in its
    /// clause is told as past.
    pub(super) fn again(&self, at: usize, last: usize) -> bool {
        let ends = |i: &usize| !matches!(self.nodes[*i].kind, Kind::Stop) && !self.nodes[*i].is(Labels::THAT);
        let first = (0..at).rev().take_while(ends).last().unwrap_or(at);
        let end = (last + 1..self.nodes.len())
            .take_while(|i| ends(i) && self.nodes[*i].kind != Kind::Comma)
            .last()
            .map_or(last + 1, |i| i + 1);
        let language = &self.k.language;
        let past = |i: usize| self.nodes[i].pos() == Some(Pos::Perfect) && !self.in_relative(i);
        let habit = |i: usize| {
            let (n, over) = (&self.nodes[i], self.before(i).map(|b| &self.nodes[b]));
            let between = |b: &Node| holds(&language.prepositions.between, self.folded_stem(b));
            match n.kind {
                // `بشكل مستمر`
                Kind::Adjective if n.is(Labels::CONTINUE) => {
                    !n.pro.has(Proclitics::AL) && over.is_some_and(|b| b.joined_prep() == Some("ب"))
                }
                // `بين الحين والآخر`
                Kind::Noun => holds(&language.habits, self.folded_stem(n)) && over.is_some_and(between),
                Kind::Adjective if n.pro.has(Proclitics::AL) && i != last + 1 => false,
                _ => holds(&language.habits, self.folded_stem(n)),
            }
        };
        !(first..end).any(past) && (first.max(at.saturating_sub(8))..end.min(last + 9)).any(habit)
    }

    /// Whether the sentence says how long it lasted: `استمر القتال أسبوعين`, not `منذ أسبوعين`.
    fn ended(&self, at: usize) -> bool {
        let own = |n: &&Node| !matches!(n.kind, Kind::Stop | Kind::Comma) && !n.is(Labels::CONCESSION | Labels::THAT);
        self.nodes[at..].iter().take_while(own).filter(|n| n.kind == Kind::Time).any(|n| {
            let time = &self.parse.times[n.index as usize];
            time.duration_days.is_some() && time.from.is_none()
        })
    }

    /// The noun of measure that an event noun stands under: `حدة الاشتباكات`, `وتيرة عمليات القصف`.
    fn measured(&self, at: usize) -> usize {
        let mut head = at;
        for _ in 0..3 {
            if self.nodes[head].joined_prep().is_some() || self.nodes[head].joined_by_and() {
                break;
            }
            let Some(before) = self.before(head).filter(|&b| {
                let n = &self.nodes[b];
                n.kind == Kind::Noun && holds(&self.k.language.measures, self.folded_stem(n)) && n.enc.is_none()
            }) else {
                break;
            };
            head = before;
        }
        head
    }

    /// The imperfect verb right before its subject, only times and the like between.
    fn verb_over(&self, head: usize) -> Option<usize> {
        let verb = (0..head).rev().find(|&i| {
            let n = &self.nodes[i];
            let this = n.bits == 0 || n.is(Labels::DEMONSTRATIVE);
            !(n.is_quote() || matches!(n.kind, Kind::Time | Kind::Filler) || n.kind == Kind::Particle && this)
        })?;
        let (v, n) = (&self.nodes[verb], &self.nodes[head]);
        let present = v.kind == Kind::Verb && v.pos() == Some(Pos::Imperfect);
        (present && agree(v, n) && v.enc.is_none() && !self.subjunctive(verb)).then_some(verb)
    }

    /// The imperfect verb after a definite noun that opens its clause.
    fn verb_after(&self, head: usize, last: usize) -> Option<usize> {
        let this = self.before(head).filter(|&b| self.nodes[b].is(Labels::DEMONSTRATIVE));
        let opens = self.heads_clause(this.unwrap_or(head));
        // `أفاد بأن غارات عنيفة تستهدف البلدة`
        let that = || self.before(head).is_some_and(|b| self.nodes[b].is(Labels::THAT));
        let definite = (head..=last).any(|i| self.nodes[i].pro.has(Proclitics::AL) || self.nodes[i].enc.is_some())
            || self.entity(last + 1).is_some_and(|e| e.definite);
        if !opens || !definite && !that() {
            return None;
        }
        for i in last + 1..self.nodes.len().min(last + 8) {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Adjective | Kind::Open | Kind::Close | Kind::Entity | Kind::Time | Kind::Filler => {}
                Kind::Prep if n.enc.is_none() => {}
                Kind::Noun if n.pro.has(Proclitics::AL) => {}
                Kind::Verb if n.pos() == Some(Pos::Imperfect) && !n.joined_by_and() && !self.in_relative(i) => {
                    // What ends or begins it is told by the operator.
                    let plain = n.operator.is_none_or(|op| {
                        let effect = self.k.language.operators[op as usize].effect;
                        let turns = Effect::Set(Modality::Begun);
                        effect != Effect::Ceases && effect != turns
                    });
                    return (plain && !self.negated_before(i)).then_some(i);
                }
                _ => return None,
            }
        }
        None
    }

    /// `إذا فشلت المحادثات فسيرجع القصف`: what comes only where a condition holds.
    pub(super) fn on_condition(&self, verb: usize) -> bool {
        let mut before = self.nodes[self.sentence_start(verb.saturating_sub(1))..verb].iter();
        before.any(|n| n.kind == Kind::Particle && n.is(Labels::CONDITION) && !n.is(Labels::CLAUSE) || self.lest(n))
    }

    /// `إن لم`, `ما لم`: what opens that which must come lest something follow.
    fn lest(&self, node: &Node) -> bool {
        node.kind == Kind::Operator && {
            let operator = &self.k.language.operators[node.index as usize];
            operator.stands && operator.verb && operator.effect == Effect::Set(Modality::Demanded)
        }
    }

    /// `سنعتصم إن لم يطلقوا أبناءنا`: whether a sentence says what must come lest something follow.
    pub(super) fn or_else(&self, at: usize) -> bool {
        let end = self.sentence_end(at);
        self.nodes[self.sentence_start(at)..end].iter().any(|n| self.lest(n))
    }

    /// `لتفادي وقوع ضحايا`: the purpose of avoiding or preventing.
    pub(super) fn avoided_on_purpose(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        let avoids = node.operator.map(|op| &self.k.language.operators[op as usize]);
        avoids.is_some_and(|o| o.effect == Effect::Set(Modality::Negated) && o.agent == AgentOf::Object)
            && (self.purpose(at) || node.kind == Kind::Verb && node.pro.has(Proclitics::LA))
    }

    /// `حالت الاشتباكات دون إجلائهم`, `عرقل القصف وصول القافلة`: the event noun right after a verb that stands against something
    /// else is its subject.
    pub(super) fn stands_against(&self, verb: usize, noun: usize, op: u16) -> bool {
        let (v, n) = (&self.nodes[verb], &self.nodes[noun]);
        let operator = &self.k.language.operators[op as usize];
        // `يهدد تصعيد الهجمات حياتهم`: by its genitive.
        let construct = self.nodes.get(noun + 1).filter(|_| n.pro.0 == 0 && n.enc.is_none());
        let definite = n.pro.0 == Proclitics::AL.0
            || construct.is_some_and(|c| c.kind == Kind::Noun && c.pro.0 == Proclitics::AL.0);
        // `لم يسفر القصف عن ضحايا`: what did not come of it.
        let without = operator.effect == Effect::Keep && v.is(Labels::CAUSE) && self.negated_before(verb);
        // `يهدد القتال عملية السلام`: one threatens with something, so what stands after the verb threatens itself.
        let threatens = operator.effect == Effect::Set(Modality::Threatened) && v.kind == Kind::Verb && v.enc.is_none();
        if threatens && definite && agree(v, n) {
            return true;
        }
        let against = (without
            || match operator.effect {
                Effect::Set(Modality::Negated | Modality::Threatened) => true,
                // `تهدف الضربات إلى وقف الإمداد`
                Effect::Set(Modality::Possible) => v.is(Labels::PURPOSE),
                _ => false,
            })
            && operator.speaker.is_none()
            && v.kind == Kind::Verb
            && v.enc.is_none()
            && definite;
        let rest =
            self.nodes[noun + 1..].iter().take_while(|n| !matches!(n.kind, Kind::Stop | Kind::Comma | Kind::Verb));
        let other = |n: &Node| {
            n.kind == Kind::Noun && n.pos() == Some(Pos::Masdar) && !n.joined_by_and() && n.joined_prep().is_none()
                || matches!(n.kind, Kind::Prep | Kind::Operator)
                    && operator.preps.iter().any(|p| **p == *self.folded_stem(n))
                || n.joined_prep().is_some_and(|p| operator.preps.iter().any(|x| **x == *p))
        };
        against && agree(v, n) && rest.clone().any(other)
    }

    /// The modality that an operator phrase sets.
    fn sets(&self, at: usize) -> Option<Modality> {
        match self.k.language.operators[self.nodes[at].index as usize].effect {
            Effect::Set(set) => Some(set),
            _ => None,
        }
    }

    /// `أن تسيطر`, `حتى تنسحب`: a verb in the subjunctive tells of nothing that is under way.
    pub(super) fn subjunctive(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        node.kind == Kind::Verb
            && node.pos() == Some(Pos::Imperfect)
            && node.pro.0 & !(Proclitics::WA.0 | Proclitics::FA.0) == 0
            && self.before(at).is_some_and(|b| {
                let n = &self.nodes[b];
                let until = || holds(&self.k.language.prepositions.until, self.folded_stem(n));
                n.enc.is_none() && (n.kind == Kind::Particle && n.is(Labels::THAT) || n.kind == Kind::Prep && until())
            })
    }

    /// `دون أن يسفر القصف عن ضحايا`: whether an event is the subject of a verb of bringing about.
    pub(super) fn brought_nothing(&self, at: usize, verb: usize) -> bool {
        let v = &self.nodes[verb];
        let alone = self.nodes.get(verb + 1..at).is_some_and(|between| between.iter().all(|n| n.is_quote()));
        // `دون أن توقع إصابات`: who is hurt is what comes of it.
        let event = !self.nodes[at].is(Labels::DEATH | Labels::INJURY);
        v.kind == Kind::Verb && v.is(Labels::CAUSE) && alone && event && self.nodes[at].joined_prep().is_none()
    }

    /// Whether a verb or its verbal noun says that somebody is made to do something.
    pub(super) fn drives(&self, at: usize) -> bool {
        holds(&self.k.language.shades.compels, self.verb_of(at))
    }

    /// Whether a verb says what brings an event about.
    pub(super) fn brings_about(&self, at: usize) -> bool {
        let op = self.nodes[at].operator.map(|op| &self.k.language.operators[op as usize]);
        self.nodes[at].is(Labels::CAUSE) || op.is_some_and(|o| o.agent == AgentOf::Object)
    }
}

/// Whether a verb before its subject agrees with an event noun.
fn agree(verb: &Node, noun: &Node) -> bool {
    let several = noun.feats.is_some_and(|f| f.number != Number::Singular);
    let feminine = several || noun.feats.is_some_and(|f| f.gender == Gender::Feminine);
    verb.feats
        .is_some_and(|f| f.person == 3 && f.number == Number::Singular && (f.gender == Gender::Feminine) == feminine)
}
