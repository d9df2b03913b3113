//! Which noun a clause is on, and what a clause about to come makes of the event that it names.

use super::govern::Way;
use super::slots::Sentence;
use crate::knowledge::{Effect, Labels, Whose, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Gender, Number, Pos, Proclitics};
use hudna_arabic::times::TimeKind;
use hudna_claims::{Event, Modality};

impl Sentence<'_> {
    /// `تفجير سيارة يقودها رجل`, `استهداف موقع تستخدمه القوات`: the pronoun by which the clause of a verb takes up a noun is of the one
    /// right before it, not of the event further back.
    pub(super) fn takes_up_other(&self, event: usize, verb: usize) -> bool {
        let Some(pronoun) = self.nodes[verb].enc.or_else(|| {
            let next = self.nodes.get(verb + 1).filter(|p| p.kind == Kind::Prep);
            next.and_then(|p| p.enc)
        }) else {
            return false;
        };
        let meant = |n: &Node| {
            n.feats.is_some_and(|f| match f.number {
                Number::Singular => pronoun.number == Number::Singular && f.gender == pronoun.gender,
                Number::Dual => pronoun.number == Number::Dual,
                Number::Plural => {
                    pronoun.number == Number::Plural
                        || pronoun.number == Number::Singular && pronoun.gender == Gender::Feminine
                }
            })
        };
        let beside = |n: &Node| matches!(n.kind, Kind::Adjective | Kind::Time) || n.describes();
        let noun = (event + 1..verb).rev().find(|&i| !beside(&self.nodes[i]));
        noun.is_some_and(|i| {
            let n = &self.nodes[i];
            // `حرب إبادة يشنها النظام` is on the event all the same.
            matches!(n.kind, Kind::Noun | Kind::Entity) && n.pos() != Some(Pos::Masdar) && meant(n)
        })
    }

    /// `أطلقوا النار على عناصر من الشرطة كانوا يزيلون حاجزا`: whether a verb in the plural is said, without a relative, of the several after a
    /// preposition right before it.
    pub(super) fn said_of_several(&self, who: usize, verb: usize) -> bool {
        let many = |n: &Node| n.feats.is_some_and(|f| f.number == Number::Plural);
        let (n, v) = (&self.nodes[who], &self.nodes[verb]);
        let some = |e: &Entity| (e.people.is_some() || e.group) && e.can_act() && !e.definite && !e.person;
        let themselves = v.feats.is_some_and(|f| f.person == 3 && f.gender == Gender::Masculine);
        v.kind == Kind::Verb
            && many(v)
            && themselves
            && v.enc.is_none()
            && !v.joined_by_and()
            && many(n)
            && !n.pro.has(Proclitics::AL)
            && n.enc.is_none()
            && self.has_prep(who)
            && self.entity(who).is_some_and(some)
    }

    /// Whether an office or a word for one man stands after a verb of a feminine, which so is not of him.
    pub(super) fn one_man_after(&self, verb: usize, at: usize) -> bool {
        let (v, n) = (&self.nodes[verb], &self.nodes[at]);
        let man = n.feats.is_some_and(|f| (f.number, f.gender) == (Number::Singular, Gender::Masculine));
        let office = n.is(Labels::OFFICE) && !n.is(Labels::BODY_HEAD | Labels::FORCE_HEAD);
        let her = v.feats.is_some_and(|f| {
            (f.person, f.number, f.gender) == (3, Number::Singular, Gender::Feminine) && f.pos == Pos::Perfect
        });
        her && man && office && n.joined_prep().is_none() && v.joined_by_and()
    }

    /// `لن نفاوض إلى أن ينسحبوا`, `إلى حين انسحابهم`: the preposition of `until` before a clause or a noun of time.
    pub(super) fn till(&self, at: usize) -> Option<usize> {
        let words = &self.k.language.prepositions;
        let over = self.before(at).filter(|&b| {
            let n = &self.nodes[b];
            let that = n.kind == Kind::Particle && n.is(Labels::THAT);
            let time = || n.kind != Kind::Verb && holds(&words.till_time, self.folded_stem(n));
            n.enc.is_none() && n.pro.0 == 0 && (that || time())
        })?;
        let to = self.before(over)?;
        let n = &self.nodes[to];
        (n.kind == Kind::Prep && n.enc.is_none() && holds(&words.till, self.folded_stem(n))).then_some(to)
    }

    /// `ينص على خروج من يرفض التسوية، وعلى فتح الطريق`: a preposition said once more goes on with what it stood after first, not with a word
    /// of a clause between; otherwise what was `found`.
    pub(super) fn listed_with(&self, at: usize, prep: &str, found: (usize, u16)) -> (usize, u16) {
        let takes = |o: &crate::knowledge::Operator| o.preps.iter().any(|p| **p == *prep);
        let same = |i: &usize| {
            let n = &self.nodes[*i];
            n.kind == Kind::Prep && n.enc.is_none() && self.folded_stem(n) == prep
        };
        let again = self.before(at).filter(|b| same(b) && self.nodes[*b].joined_by_and());
        let clause = |from: usize| (from..found.0).any(|i| self.nodes[i].kind == Kind::Verb && self.in_relative(i));
        let first = again.and_then(|b| (self.sentence_start(b)..found.0).rev().find(|i| same(i) && clause(*i)));
        first.and_then(|p| self.search(p + 1, takes, false)).unwrap_or(found)
    }

    /// `حذر من أن القتال سيستأنف`, `يخشى أن المعارك قد تتجدد`: what is feared or hoped of an event that stands before its verb.
    pub(super) fn only_feared(&self, at: usize, last: usize, way: &mut Way) {
        let that = self.before(at).filter(|&b| self.nodes[b].is(Labels::THAT) && self.nodes[b].enc.is_none());
        let Some((over, op)) = that.and_then(|_| self.search(at, |o| o.that, true)) else { return };
        let operator = &self.k.language.operators[op as usize];
        let open = || {
            let verb = (last + 1..self.nodes.len().min(last + 4)).find(|&i| self.nodes[i].kind == Kind::Verb);
            verb.is_some_and(|v| {
                let way = self.finite_modality(v);
                !self.in_relative(v) && matches!(way, Some(Modality::Possible | Modality::Promised))
            })
        };
        if operator.effect == Effect::Set(Modality::Possible) && operator.speaker == Some(Whose::Subject) && open() {
            way.modality = Some(Modality::Possible);
            way.operators.push((over, op));
            way.speaker = self.subject(over);
            way.speaker_node = Some(over);
        }
    }

    /// `أن القتال سيستأنف`: a definite event that is itself the subject of the verb right after it.
    pub(super) fn event_begins(&self, noun: usize, verb: usize) -> bool {
        let n = &self.nodes[noun];
        let that = self.before(noun).is_some_and(|b| self.nodes[b].is(Labels::THAT));
        n.pro.0 == Proclitics::AL.0
            && that
            && self.nodes[noun + 1..verb]
                .iter()
                .all(|n| n.kind == Kind::Adjective || n.is(Labels::QAD | Labels::FUTURE))
    }

    /// `سيعلن الوزير موقفه خلال الاجتماع`, `ستوقف القوات القصف خلال هدنة يومية`: during which a clause about what is to come sets what it
    /// tells. A truce that is known may hold already.
    pub(super) fn during_what_is_to_come(&self, at: usize, event: Event) -> bool {
        let n = &self.nodes[at];
        if n.joined_prep().is_some() || event == Event::Truce && (n.pro.0 != 0 || n.enc.is_some()) {
            return false;
        }
        let during = |b: usize| {
            let n = &self.nodes[b];
            n.kind == Kind::Prep && n.enc.is_none() && holds(&self.k.language.prepositions.during, self.folded_stem(n))
        };
        let Some(by) = self.before(at).filter(|&b| during(b)) else { return false };
        // `خلال الاجتماع الذي عقد أمس`
        let end = self.nodes.len().min(at + 8);
        let held = (at + 1..end).take_while(|&i| !matches!(self.nodes[i].kind, Kind::Stop | Kind::Comma));
        let past = held.into_iter().any(|i| self.nodes[i].pos() == Some(Pos::Perfect) && self.in_relative(i));
        // `ما بحثاه خلال لقائهما`: what a clause on something else tells was then.
        let over = (self.sentence_start(by)..by).rev().find(|&i| self.nodes[i].kind == Kind::Verb);
        !past && over.is_some_and(|v| self.finite_modality(v) == Some(Modality::Promised))
    }

    /// Whether the event under a verb goes on where the verb is in the present.
    pub(super) fn carries(&self, verb: usize) -> bool {
        let own = Labels::LIGHT | Labels::CONTINUE | Labels::UNDERGO | Labels::OUTBREAK | Labels::CAUSE;
        self.nodes[verb].is(own) || self.goes_with(verb)
    }

    /// `اشتباكات يرافقها قصف`: a verb of what comes along with something.
    fn goes_with(&self, verb: usize) -> bool {
        self.nodes[verb].kind == Kind::Verb && holds(&self.k.language.shades.goes_with, self.verb_of(verb))
    }

    /// The same by a pronoun: what governs the clause that it takes up does not govern what comes along.
    pub(super) fn goes_with_it(&self, verb: usize) -> bool {
        self.nodes[verb].enc.is_some() && self.goes_with(verb)
    }

    /// `واصل الطيران أمس قصف المدينة`: a verb of going on that is told of a time which is over.
    pub(super) fn went_on_then(&self, verb: usize, at: usize) -> bool {
        let v = &self.nodes[verb];
        let past = |n: &Node| {
            let span = &self.parse.times[n.index as usize];
            let day = self.published.zip(span.to);
            matches!(span.kind, TimeKind::Instant | TimeKind::Interval)
                && self.published.zip(span.from).is_some_and(|(published, from)| from.date() < published)
                && day.is_some_and(|(published, to)| to.date() <= published)
        };
        let mut rest = self.nodes[verb + 1..].iter().enumerate();
        let mut own = rest.by_ref().take_while(|(i, n)| {
            let stop = n.kind == Kind::Stop || n.is(Labels::THAT | Labels::CLAUSE | Labels::CONCESSION);
            !stop && n.kind != Kind::Verb && (n.kind != Kind::Comma || verb + 1 + i < at)
        });
        v.pos() == Some(Pos::Perfect)
            && v.is(Labels::CONTINUE)
            && !v.is(Labels::STILL)
            && own.any(|(_, n)| n.kind == Kind::Time && past(n))
    }

    /// `الاتفاق يشمل وقف القصف`: an agreement right before the verb that says what is in it.
    pub(super) fn deal_says(&self, verb: usize) -> bool {
        let deal = |n: &Node| n.kind == Kind::Noun && n.is(Labels::DEAL) && n.pro.0 == Proclitics::AL.0;
        self.before(verb).is_some_and(|b| deal(&self.nodes[b])) && !self.nodes[verb].joined_by_and()
    }
}
