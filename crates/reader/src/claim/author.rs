//! Who is said to be the author of a deed by words around it: who owns up to it, answers for it, stands behind it.

use super::fill::Slots;
use super::govern::Way;
use super::slots::{Found, Sentence};
use crate::knowledge::{AgentOf, Effect, Labels, Operator, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_claims::{Event, Modality};

impl Sentence<'_> {
    /// `تبنت الحركة الهجوم`, `أعلن مسؤوليته عن التفجير`, `يقف وراء الخطف`, `هجوم ... وقد تبناه التنظيم`.
    pub(super) fn author(&self, at: usize, last: usize) -> Vec<Found> {
        let before = self.author_before(at);
        let all = if before.is_empty() { self.owned_up_after(last) } else { before };
        let all = if all.is_empty() { self.attributed_after(last) } else { all };
        if all.is_empty() { self.answered_for_after(at, last) } else { all }
    }

    /// `هجمات على الشرطة نسبت إلى المتمردين`, `تفجير منسوب إلى التنظيم`: to whom it is put down in the clause on it.
    fn attributed_after(&self, last: usize) -> Vec<Found> {
        let put = |i: &usize| self.puts_down(*i);
        let after = (last + 1..self.sentence_end(last)).take_while(|&i| !self.triggers.contains(&i));
        let verb = after.filter(|&i| {
            let n = &self.nodes[i];
            n.kind == Kind::Verb
                || n.describes()
                // `هجوم نسب لطالبان`: the preposition may be joined to who is named.
                || n.kind == Kind::Noun
                    && self.nodes.get(i + 1).is_some_and(|p| p.kind == Kind::Prep || p.joined_prep() == Some("ل"))
        });
        let Some(verb) = verb.take_while(|i| self.nodes[*i].kind != Kind::Verb || put(i)).find(put) else {
            return Vec::new();
        };
        let acts = |i: &usize| self.entity(*i).is_some_and(|e| e.can_act() && e.goods.is_none());
        // `هجوم نسبته الشرطة إلى المتمردين`: who puts it down to them stands between.
        let by = self.nodes[verb].enc.is_some();
        let near = (verb + 1..self.nodes.len().min(verb + 7)).take_while(|&i| {
            let n = &self.nodes[i];
            matches!(n.kind, Kind::Prep | Kind::Open | Kind::Close)
                || by && matches!(n.kind, Kind::Entity | Kind::Time)
                || acts(&i)
        });
        let whom = near.filter(acts).find(|&i| !by || self.has_prep(i));
        whom.filter(|&i| self.has_prep(i)).map(|i| self.conjuncts(i)).unwrap_or_default()
    }

    fn author_before(&self, at: usize) -> Vec<Found> {
        let words = &self.k.language;
        for i in (at.saturating_sub(6)..at).rev() {
            let n = &self.nodes[i];
            let stem = self.folded_stem(n);
            match n.kind {
                Kind::Noun if holds(&words.answerable, stem) => return self.answers_for(i),
                Kind::Verb if holds(&words.owns_up, stem) => return self.subject(i),
                Kind::Verb if holds(&words.attributed, stem) => return self.put_down_to(at),
                Kind::Prep if n.enc.is_none() && holds(&words.behind, stem) => return self.stands_behind(i),
                Kind::Noun | Kind::Adjective | Kind::Number | Kind::Open | Kind::Close | Kind::Time => {}
                // `يقف وراء عدة هجمات`
                Kind::Particle if n.is(Labels::QUANTIFIER) && i + 1 == at => {}
                Kind::Prep if n.enc.is_none() => {}
                // `تبنت حركة كذا أمس الهجوم`
                Kind::Entity if self.entity(i).is_some_and(|e| e.can_act() && !self.has_prep(i)) => {}
                _ => return Vec::new(),
            }
        }
        Vec::new()
    }

    /// `نسب الجيش الهجوم إلى المتمردين`: to whom it is put down by the verb before it.
    fn put_down_to(&self, at: usize) -> Vec<Found> {
        let words = &self.k.language.prepositions.put_down;
        let near = (at + 1..self.sentence_end(at).min(at + 9))
            .take_while(|&i| !matches!(self.nodes[i].kind, Kind::Verb | Kind::Comma) || self.in_relative(i));
        let to = |&i: &usize| {
            let acts = self.entity(i).is_some_and(|e| e.can_act() && e.goods.is_none());
            acts && super::share::preposition(self, i).is_some_and(|p| holds(words, p))
        };
        near.filter(to).last().map(|i| self.conjuncts(i)).unwrap_or_default()
    }

    /// Whose responsibility is told: of the verb that declares it, of its object where it is put on somebody.
    fn answers_for(&self, noun: usize) -> Vec<Found> {
        let near = (noun.saturating_sub(8)..noun).rev();
        let verb = near.take_while(|&i| self.nodes[i].kind != Kind::Stop).find(|&i| self.nodes[i].kind == Kind::Verb);
        // `نفى الجيش مسؤوليته عن القصف`: his own, which he denies.
        let own = self.nodes[noun].enc.is_some();
        let Some(verb) = verb.filter(|&v| own || !self.nodes[v].is(Labels::DENY)) else { return Vec::new() };
        let owns = self.nodes[verb].is(Labels::REPORT | Labels::REPORT_ABOUT)
            || self.nodes[verb].operator.is_some()
            || holds(&self.k.language.owns_up, self.folded_stem(&self.nodes[verb]));
        // `ألقيت مسؤولية الهجوم على المتمردين`
        if holds(&self.k.language.blames, self.folded_stem(&self.nodes[verb])) {
            return self.blamed(noun);
        }
        // `من تورط في عمليات`: of nobody who is named.
        let within =
            |p: &Node| p.kind == Kind::Prep && holds(&self.k.language.prepositions.within, self.folded_stem(p));
        if !own && self.nodes.get(noun + 1).is_some_and(within) && !self.nodes[verb].is(Labels::ACCUSE) {
            return Vec::new();
        }
        // `أكدت مصادر ضلوع الحرس في التفجير`
        let of = if own { Vec::new() } else { self.genitive(noun) };
        if !of.is_empty() {
            return of;
        }
        // `اتهم التقرير التنظيم بالتورط في الهجوم`
        if self.nodes[verb].is(Labels::ACCUSE) {
            return self.object(verb);
        }
        // `حمل الوزير المتمردين مسؤولية الهجوم`
        if owns { self.subject(verb) } else { self.object(verb) }
    }

    /// `وقع تفجير في السوق، وأعلنت الحركة مسؤوليتها عنه`, `وحملت الحكومة المتمردين مسؤوليته`, `هجوم قتل فيه جندي، ونسب إلى المتمردين`: who
    /// answers for it in a later clause, which takes it up by a pronoun or has it for its subject.
    fn answered_for_after(&self, at: usize, last: usize) -> Vec<Found> {
        let takes_up = |i: usize| self.nodes.get(i).is_some_and(|p| p.kind == Kind::Prep && p.enc.is_some());
        let acts = |i: &usize| self.entity(*i).is_some_and(|e| e.can_act() && e.goods.is_none());
        for i in last + 1..self.sentence_end(last) {
            let n = &self.nodes[i];
            let stem = self.folded_stem(n);
            if n.kind == Kind::Noun && n.enc.is_some() && holds(&self.k.language.answerable, stem) {
                let denied = (last + 1..i).rev().find(|&v| self.nodes[v].kind == Kind::Verb);
                let denied = denied.is_none_or(|v| self.nodes[v].is(Labels::DENY));
                let own = takes_up(i + 1);
                return if denied || self.of_other(i) { Vec::new() } else { self.answers_for_it(i, own) };
            }
            let told = n.kind == Kind::Verb && n.joined_by_and() && n.enc.is_none() && self.puts_down(i);
            if told && super::doers::said_of(n, &self.nodes[at]) {
                let near = (i + 1..self.nodes.len().min(i + 5)).take_while(|&j| {
                    matches!(self.nodes[j].kind, Kind::Prep | Kind::Open | Kind::Close | Kind::Filler) || acts(&j)
                });
                let whom = near.filter(acts).find(|&j| self.has_prep(j));
                return whom.map(|j| self.conjuncts(j)).unwrap_or_default();
            }
        }
        Vec::new()
    }

    /// `أكدت الحكومة مسؤوليتها عن حماية المدنيين`: whether a responsibility is for something else than an event that was told of before.
    fn of_other(&self, noun: usize) -> bool {
        let about = &self.k.language.prepositions.relayed;
        let prep = |p: &&Node| p.kind == Kind::Prep && p.enc.is_none() && holds(about, self.folded_stem(p));
        if self.nodes.get(noun + 1).filter(prep).is_none() {
            return false;
        }
        let what = noun + 2 + usize::from(self.nodes.get(noun + 2).is_some_and(|n| n.is(Labels::DEMONSTRATIVE)));
        !(self.triggers.contains(&what) && self.nodes[what].pro.has(Proclitics::AL))
    }

    /// Of a responsibility with a pronoun: its own bearer's (`مسؤوليتها عنه`), or that for what the pronoun takes up (`حملته مسؤوليته`).
    fn answers_for_it(&self, noun: usize, own: bool) -> Vec<Found> {
        let near = (noun.saturating_sub(8)..noun).rev();
        let verb = near.take_while(|&i| self.nodes[i].kind != Kind::Stop).find(|&i| self.nodes[i].kind == Kind::Verb);
        let Some(verb) = verb else { return Vec::new() };
        let says = self.nodes[verb].is(Labels::REPORT | Labels::REPORT_ABOUT);
        match (says, own) {
            (true, _) => self.subject(verb),
            (false, true) => Vec::new(),
            (false, false) => self.object(verb),
        }
    }

    /// On whom it is put.
    fn blamed(&self, noun: usize) -> Vec<Found> {
        let on = &self.k.language.prepositions.done_to;
        let end = self.sentence_end(noun).min(noun + 8);
        let prep =
            (noun + 1..end).find(|&i| self.nodes[i].kind == Kind::Prep && holds(on, self.folded_stem(&self.nodes[i])));
        let whom = prep.map(|p| p + 1).filter(|&i| self.entity(i).is_some_and(|e| e.can_act() && e.goods.is_none()));
        whom.map(|i| self.conjuncts(i)).unwrap_or_default()
    }

    /// `كان التنظيم وراء الهجوم`, `طالبان وراء التفجير`.
    fn stands_behind(&self, prep: usize) -> Vec<Found> {
        let acts = |i: usize| self.entity(i).is_some_and(|e| e.can_act() && e.goods.is_none()) && !self.has_prep(i);
        let before = (prep.saturating_sub(6)..prep)
            .rev()
            .take_while(|&i| !matches!(self.nodes[i].kind, Kind::Stop))
            .find(|&i| self.nodes[i].kind == Kind::Verb || acts(i));
        match before {
            Some(i) if self.nodes[i].kind == Kind::Verb => self.subject(i),
            Some(i) => self.row_of(i),
            None => Vec::new(),
        }
    }

    /// `هجوم قتل فيه جندي، وقد تبناه التنظيم`: who owns up to it in a later clause, which takes it up by a pronoun.
    fn owned_up_after(&self, last: usize) -> Vec<Found> {
        let end = self.sentence_end(last);
        let verb = (last + 1..end).find(|&i| {
            let n = &self.nodes[i];
            n.kind == Kind::Verb && n.enc.is_some() && holds(&self.k.language.owns_up, self.folded_stem(n))
        });
        verb.and_then(|v| self.subject_after(v)).unwrap_or_default()
    }

    /// `اتفاق بين الفصائل والجيش على وقف إطلاق النار`: the parties of an agreement on a truce are those of the truce.
    pub(super) fn of_deal(&self, event: Event, way: &Way, slots: &mut Slots) {
        if event != Event::Truce || !slots.actor.is_empty() || !way.agent.is_empty() {
            return;
        }
        let deal = way.operators.iter().map(|(i, _)| *i).find(|&i| {
            let n = &self.nodes[i];
            n.kind == Kind::Noun && n.is(Labels::DEAL) && n.enc.is_none()
        });
        let Some(mut at) = deal.map(|i| i + 1) else { return };
        while self.nodes.get(at).is_some_and(|n| n.kind == Kind::Adjective) {
            at += 1;
        }
        let between = self.nodes.get(at).is_some_and(|n| {
            n.kind == Kind::Prep && n.enc.is_none() && holds(&self.k.language.prepositions.between, self.folded_stem(n))
        });
        let party = |i: &usize| between && self.entity(*i).is_some_and(Entity::can_act);
        slots.actor = Some(at + 1).filter(party).map(|i| self.conjuncts(i)).unwrap_or_default();
    }

    /// `عدم`: whether a fixed word only negates the verbal noun after it, which does not tell by a pronoun whose it is.
    pub(super) fn only_negates(&self, at: usize, deed: usize, operator: &Operator) -> bool {
        self.nodes[at].kind == Kind::Operator
            && self.nodes[deed].enc.is_none()
            && operator.agent == AgentOf::None
            && matches!(operator.effect, Effect::Set(Modality::Negated))
    }

    /// `هجوم نسب لطالبان`: whether a word can be one by which a deed is put down to somebody.
    pub(super) fn puts_down(&self, at: usize) -> bool {
        // Without its vowels it may be read as a noun.
        let readings = self.types.readings(self.parse.tokens[self.nodes[at].head as usize]);
        readings.iter().any(|r| holds(&self.k.language.attributed, &self.k.lexicon.lemma(r.lemma).folded))
    }

    /// `القوات المتورطة بقصف المخيم`: who stands right before a participle with the article that agrees with him.
    pub(super) fn told_by_participle(&self, at: usize) -> Option<usize> {
        use hudna_arabic::morph::{Gender, Number};
        let n = &self.nodes[at];
        let describes = n.describes() && n.pro.0 == Proclitics::AL.0 && n.enc.is_none();
        let who = self.before(at).filter(|&b| describes && self.entity(b).is_some_and(|e| e.can_act()))?;
        let agree = self.nodes[who].feats.zip(n.feats).is_none_or(|(a, b)| match a.number {
            Number::Singular => a.gender == b.gender,
            _ => b.number != Number::Singular || b.gender == Gender::Feminine,
        });
        agree.then_some(who)
    }

    /// `قام مسلحون يرتدون زيا عسكريا بخطف`: a clause in the imperfect that only describes the subject before it.
    pub(super) fn describing(&self, verb: usize) -> bool {
        let n = &self.nodes[verb];
        let imperfect = n.kind == Kind::Verb && n.pos() == Some(Pos::Imperfect) && n.pro.0 == 0;
        let before = self.before(verb).filter(|&b| imperfect && self.entity(b).is_some_and(Entity::can_act));
        before.is_some_and(|b| !self.has_prep(b) && self.before(b).is_some_and(|v| self.nodes[v].kind == Kind::Verb))
    }

    /// `الغارات الروسية استهدفت`, `معظم الضربات التي نفذها الجيش طالت`: the event, with the article, that a clause with a noun at
    /// its head is about. Who is named after the verb is struck, whoever he is.
    pub(super) fn blow_as_topic(&self, at: usize) -> bool {
        let verb = &self.nodes[at];
        if verb.kind != Kind::Verb || verb.joined_by_and() || verb.enc.is_some() || self.in_relative(at) {
            return false;
        }
        let opens = |i: &usize| {
            let n = &self.nodes[*i];
            n.kind == Kind::Comma || n.kind == Kind::Particle && n.is(Labels::THAT) && n.enc.is_none()
        };
        let start = self.sentence_start(at);
        let from = (start..at).rev().find(opens).map_or(start, |i| i + 1);
        let leads = |n: &crate::parse::Node| {
            n.is_quote() || matches!(n.kind, Kind::Time | Kind::Filler | Kind::Mark) || n.is(Labels::QUANTIFIER)
        };
        let Some(head) = (from..at).find(|&i| !leads(&self.nodes[i])) else { return false };
        let n = &self.nodes[head];
        let event = n.kind == Kind::Noun
            && self.triggers.contains(&head)
            && n.pro.0 & !Proclitics::WA.0 == Proclitics::AL.0
            && super::doers::said_of(verb, n);
        let describes = |i: usize| {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Verb => self.in_relative(i),
                Kind::Particle => n.is(Labels::RELATIVE | Labels::QAD | Labels::FUTURE | Labels::QUANTIFIER),
                _ => true,
            }
        };
        event && (head + 1..at).all(describes)
    }
}
