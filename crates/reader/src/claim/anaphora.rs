//! What a pronoun stands for: the phrase of its gender and number named last.

use super::slots::{Found, Sentence};
use crate::knowledge::{Labels, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Enclitic, Gender, Number, Pos, Proclitics};

/// So many nodes may open a sentence before the word with the pronoun.
const OPENING: usize = 6;

/// So many nodes after that word its sentence's verb is sought.
const AHEAD: usize = 16;

/// So many words before a pronoun, within its sentence, it is sought what it stands for: beyond that three of four were wrong.
const REACH: u32 = 18;

/// How well a phrase agrees with a pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Agreement {
    /// Its gender or number is another.
    No,
    /// Nothing is known of its gender or number.
    Perhaps,
    /// It agrees.
    Yes,
}

impl Sentence<'_> {
    /// What a relative clause describes: the phrase before its pronoun.
    pub fn antecedent(&self, relative: usize) -> Option<Found> {
        // `عدد من قتلوا`: that pronoun takes up nobody.
        if self.nodes[relative].kind == Kind::Particle && self.nodes[relative].pos() == Some(Pos::Preposition) {
            return None;
        }
        // `لم يصدر تعليق من الأخيرة التي تحاصر المدينة`
        if let Some(last) = self.before(relative).and_then(|b| self.latter_at(b, b)) {
            return Some(last);
        }
        // `قالت الوزارة إن الذين قتلوا`
        let closes = |n: &Node| n.kind == Kind::Stop || n.kind == Kind::Particle && n.is(Labels::THAT);
        (relative.saturating_sub(8)..relative)
            .rev()
            .take_while(|&i| !closes(&self.nodes[i]))
            .find(|&i| self.entity(i).is_some())
            .filter(|&i| !self.adjectival(i))
            .map(|i| self.found(self.described_by(i).or_else(|| self.in_country(i, relative)).unwrap_or(i)))
    }

    /// `الأوضاع في المدينة بسوريا، التي تسيطر عليها`: the phrase that a country right after it, after which there is a pause, only places.
    fn in_country(&self, country: usize, relative: usize) -> Option<usize> {
        use crate::knowledge::ActorKind;
        let state = |e: &Entity| e.actor.is_some_and(|a| self.k.actors[a as usize].kind == ActorKind::State);
        let paused = self.nodes[relative - 1].kind == Kind::Comma;
        let only = paused && self.has_prep(country) && self.entity(country).is_some_and(|e| state(e) && e.can_place());
        let placed = (country.saturating_sub(3)..country).rev().find(|&i| self.nodes[i].kind != Kind::Prep)?;
        let noun = |&i: &usize| {
            self.nodes[i].kind == Kind::Noun && holds(&self.k.language.locators, self.folded_stem(&self.nodes[i]))
        };
        let placed = if noun(&placed) {
            (placed.saturating_sub(2)..placed).rev().find(|&i| self.nodes[i].kind != Kind::Prep)?
        } else {
            placed
        };
        (only && self.entity(placed).is_some_and(|e| e.can_act() || e.can_place())).then_some(placed)
    }

    /// `جماعة الحوثي المتحالفة مع إيران`: of whom a participle says that it has to do with the one named at a node.
    fn described_by(&self, named: usize) -> Option<usize> {
        let acts = |i: usize| self.entity(i).is_some_and(|e| e.actor.is_some() || e.group);
        let joined = self.nodes[named].joined_prep().is_some();
        let prep = named
            .checked_sub(1)
            .filter(|&p| !joined && self.nodes[p].kind == Kind::Prep && self.nodes[p].enc.is_none());
        let participle = if joined { named } else { prep? }.checked_sub(1)?;
        let said = &self.nodes[participle];
        if !acts(named) {
            return None;
        }
        let agrees =
            |n: &Node| n.feats.zip(said.feats).is_none_or(|(a, b)| a.gender == b.gender || a.number != b.number);
        participle
            .checked_sub(1)
            .filter(|&who| said.describes() && said.pro.0 == Proclitics::AL.0 && acts(who) && agrees(&self.nodes[who]))
    }

    /// `أفرجوا عن ثلاثة جنود سلمتهم الحركة`: whether the pronoun of a verb that is no plural takes up the people right before it.
    pub(super) fn taken_by_own_pronoun(&self, verb: usize, before: usize) -> bool {
        let several = |e: Enclitic| e.person == 3 && e.number == Number::Plural;
        let alone = self.nodes[verb].feats.is_some_and(|f| f.person == 3 && f.number == Number::Singular);
        before + 1 == verb && alone && self.nodes[verb].enc.is_some_and(several) && self.asyndetic(verb)
    }

    /// What a pronoun stands for; `via` is the span of the word that carries it.
    pub fn pronoun(&self, enclitic: Enclitic, at: usize, via: (usize, usize)) -> Option<Found> {
        let through = |f: Found| Found { via: Some(via), ..f };
        if enclitic.person != 3 {
            return self.we(at).filter(|_| enclitic.person == 1).map(through);
        }
        if let Some(relative) = self.relative_start(at) {
            return self.antecedent(relative).map(through);
        }
        if self.takes_up_noun(at) {
            return None;
        }
        if let Some(found) = self
            .told_ahead(enclitic, at)
            .or_else(|| self.of_who_tells(enclitic, at))
            .or_else(|| self.like_that_before(enclitic, at))
        {
            return Some(through(found));
        }
        // Best agreement first, then without a preposition, then nearest.
        let mut best: Option<(Agreement, bool, usize)> = None;
        let start = self.sentence_start(at);
        let near = |i: &usize| self.nodes[at].first <= self.nodes[*i].last + REACH;
        for i in (start..at).rev().take_while(near) {
            let Some(entity) = self.entity(i).filter(|e| e.can_act() || e.can_place()) else { continue };
            // `نقلا عن شبكة، فإن`: who is only the source of a clause is nothing in it.
            if self.before(i).is_some_and(|b| self.nodes[b].kind == Kind::According) {
                continue;
            }
            // `اختطف 230 مدنيا`: what is counted is several.
            let several = entity.people.is_some() || entity.group && entity.actor.is_none();
            let counted = i > 0 && self.nodes[i - 1].kind == Kind::Number && several;
            // `موسكو ... مدنيين في قصفها`: nor is a sound plural of men one.
            let word = self.types.folded(self.parse.tokens[self.nodes[i].first as usize]);
            let sound = word.ends_with("ون") || word.ends_with("ين");
            let men = (several || super::toll::people(self, i))
                && sound
                && self.nodes[i].feats.is_some_and(|f| f.number != Number::Singular && f.gender == Gender::Masculine);
            if (counted || men) && enclitic.number == Number::Singular {
                continue;
            }
            let pair = || self.opens_pair(i) || self.with_kin(i);
            let agreement = match agreement(enclitic, &self.nodes[i], entity) {
                _ if enclitic.number == Number::Dual && pair() => Agreement::Yes,
                // `سلموا 47 جنديا كانوا يحتجزونهم`
                Agreement::No if counted && enclitic.number == Number::Plural => Agreement::Yes,
                // `قتل شاب وعمه جراء استهدافهم`
                Agreement::No if enclitic.number == Number::Plural && (entity.person || several) && pair() => {
                    Agreement::Perhaps
                }
                agreement => agreement,
            };
            let free = !self.has_prep(i);
            if agreement > Agreement::No && best.is_none_or(|(a, f, _)| (agreement, free) > (a, f)) {
                best = Some((agreement, free, i));
            }
        }
        let here = best.map(|(_, _, i)| Found { line: self.line, node: i as u32, via: None });
        // `قال المدير: قصفهم`: he who speaks does not speak of himself so, but several do (`قال السكان: قصفهم`).
        let opens = self.opens_words(enclitic, at);
        let fits = |f: &Found| {
            let told = self.lines_entity(*f).zip(self.lines_node(*f));
            // `وقالت إنها سيطرت على المدينة`: but what opens his words may.
            told.is_some_and(|(e, n)| (opens || several(n)) && agreement(enclitic, n, e) > Agreement::No)
        };
        let told = || self.speech_at(at).filter(fits);
        here.or_else(told).map(through)
    }

    /// `صحفيين كان قد اعتقلهما`, `مريضا كان الصليب الأحمر ينقله`: the people without the article right before كان, of whom its clause is.
    fn head_over_was(&self, verb: usize, enclitic: Enclitic) -> Option<usize> {
        let start = self.sentence_start(verb);
        let passed = |i: &usize| {
            let n = &self.nodes[*i];
            n.kind == Kind::Entity || n.kind == Kind::Adjective || n.kind == Kind::Particle && n.is(Labels::QAD)
        };
        let was = (start..verb).rev().take(4).find(|i| !passed(i))?;
        let w = &self.nodes[was];
        let past = w.kind == Kind::Verb && w.is(Labels::PAST) && w.pro.0 == 0;
        let beside = |i: &usize| matches!(self.nodes[*i].kind, Kind::Adjective | Kind::Number);
        let head = (start..was).rev().find(|i| !beside(i)).filter(|_| past)?;
        let n = &self.nodes[head];
        let people = self.entity(head).is_some_and(|e| e.people.is_some() && !e.definite && !e.person);
        let several = n.feats.is_some_and(|f| f.number != Number::Singular);
        (people && enclitic.person == 3 && several == (enclitic.number != Number::Singular)).then_some(head)
    }

    /// Whom the pronoun on a verb takes up: a place (`استعادها الجيش`), several (`حاصرهم`), who stands right before it
    /// (`الصحفي اعتقلته`) or before its relative pronoun.
    /// Whom else `ه` and `ها` stand for is told too seldom by what is near.
    pub(super) fn object_pronoun(&self, verb: usize) -> Option<Found> {
        let enclitic = self.nodes[verb].enc?;
        if let Some(head) = self.head_over_was(verb, enclitic) {
            return Some(Found { via: Some(self.span(verb)), ..self.found(head) });
        }
        let found = self.pronoun(enclitic, verb, self.span(verb))?;
        // `الصحفي الذي اعتقلته`
        let clause = self.relative_start(verb).filter(|&r| self.nodes[r].is(Labels::RELATIVE));
        let head = self.before(clause.unwrap_or(verb));
        let right_before = found.line == self.line && head == Some(found.node as usize);
        let land = || self.lines_entity(found).is_some_and(|e| e.names_place() && e.actor.is_none());
        (enclitic.number == Number::Plural || enclitic.person == 1 || right_before || land()).then_some(found)
    }

    /// `الحولة والرستن ... قصفهما`: whether a phrase is the first of just two of a kind.
    fn opens_pair(&self, at: usize) -> bool {
        !self.nodes[at].joined_by_and() && self.entity(at).is_some_and(|e| !e.listed) && self.conjuncts(at).len() == 2
    }

    /// `شاب وعمه`: whether one of the family of a phrase is joined to it.
    fn with_kin(&self, at: usize) -> bool {
        self.nodes.get(at + 1).is_some_and(|n| {
            let kin = n.enc.is_some() && holds(&self.k.language.kin, self.folded_stem(n));
            kin && n.joined_by_and() && self.entity(at).is_some_and(|e| e.person || e.people.is_some() || e.group)
        })
    }

    /// The two for whom a pronoun at the end of a word stands, where it stands for the first of them.
    pub(super) fn both_of(&self, found: Found) -> Option<Found> {
        let span = found.via.filter(|_| found.line == self.line)?;
        let at = found.node as usize;
        let dual = |n: &Node| n.enc.is_some_and(|e| e.person == 3 && e.number == Number::Dual);
        let carried = (at + 1..self.nodes.len()).any(|i| dual(&self.nodes[i]) && self.span(i) == span);
        match self.conjuncts(at)[..] {
            [_, second] if carried => Some(Found { via: Some(span), ..second }),
            _ => None,
        }
    }

    /// `اشتبكت قسد مع الجيش، وقصف الأخير القرية`: who was named last before a word that says so, right by a verb, and agrees with it.
    pub(super) fn latter(&self, verb: usize) -> Option<Found> {
        let alone = |i: usize| {
            let n = self.nodes.get(i)?;
            (n.pro.0 & !Proclitics::WA.0 == Proclitics::AL.0 && self.says_latter(i)).then_some(i)
        };
        // `لكن الجيش نفى واتهم الأخيرة`: a verb of a man has no subject in the feminine.
        let says = |&i: &usize| {
            let (v, n) = (self.nodes[verb].feats, self.nodes[i].feats);
            v.zip(n).is_none_or(|(v, n)| v.gender == n.gender || v.person != 3)
        };
        let at = alone(verb + 1).filter(says).or_else(|| alone(verb.checked_sub(1)?))?;
        self.latter_at(at, at.min(verb))
    }

    /// `الأخير`: whether a word stands for who was named last. `المرحلة الأخيرة`: it describes nothing before it.
    fn says_latter(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let describes = |b: &Node| matches!(b.kind, Kind::Noun | Kind::Entity | Kind::Adjective | Kind::Time);
        n.kind == Kind::Adjective
            && n.pro.has(Proclitics::AL)
            && n.enc.is_none()
            && holds(&self.k.language.latter, self.folded_stem(n))
            && (n.joined_prep().is_some()
                || n.joined_by_and()
                || at.checked_sub(1).is_none_or(|b| !describes(&self.nodes[b])))
    }

    /// Who was named last before a node, where the word at `at` that says so agrees with him and describes nothing.
    pub(super) fn latter_at(&self, at: usize, end: usize) -> Option<Found> {
        let feats = self.nodes[at].feats.filter(|_| self.says_latter(at))?;
        let pronoun = Enclitic { person: 3, number: feats.number, gender: feats.gender, len: 0 };
        let acts = |e: &Entity| e.person || e.group || e.actor.is_some();
        let here = (0..end).rev().map(|i| Found { line: self.line, node: i as u32, via: None });
        // `قال القيادي في الحركة فلان إن الأخيرة وافقت`: whom the phrase on a man tells him to be of is nearer than those of another line.
        let inside = |i: usize| self.entity(i).is_some_and(|e| e.person && (e.of.is_some() || e.inner.is_some()));
        let here_only = feats.gender == Gender::Feminine && (0..end).any(inside);
        let before = self.memory.actors.iter().rev().copied().filter(|_| !here_only);
        let fits = |f: &Found| {
            self.lines_entity(*f).zip(self.lines_node(*f)).is_some_and(|(entity, node)| {
                acts(entity) && entity.goods.is_none() && agreement(pronoun, node, entity) > Agreement::No
            })
        };
        let found = here.chain(before).find(fits)?;
        Some(Found { via: Some(self.span(at)), ..found })
    }

    /// `بعد انسحابها من القرية، قصفت القوات السوق`: in what opens a sentence before its verb, the pronoun stands for that verb's subject.
    fn told_ahead(&self, enclitic: Enclitic, at: usize) -> Option<Found> {
        let start = self.sentence_start(at);
        if at - start > OPENING || self.nodes[at].kind == Kind::Verb {
            return None;
        }
        let plain = |i: usize| {
            let n = &self.nodes[i];
            let who = self.entity(i).is_some_and(|e| e.actor.is_some() || e.people.is_some() || e.person);
            !(n.kind == Kind::Verb || who || n.kind == Kind::Particle && n.is(Labels::THAT | Labels::RELATIVE))
        };
        if !(start..at).all(plain) {
            return None;
        }
        let end = self.nodes.len().min(at + AHEAD);
        let verb = (at + 1..end)
            .take_while(|&i| {
                let n = &self.nodes[i];
                n.kind != Kind::Stop && !(n.kind == Kind::Particle && n.is(Labels::THAT))
            })
            .find(|&i| self.nodes[i].kind == Kind::Verb && !self.in_relative(i) && !self.subjunctive(i))?;
        let parted = self.nodes[verb].joined_by_and();
        let found = self.subject_after(verb).filter(|_| !parted)?.first().copied()?;
        let (entity, node) = (self.lines_entity(found)?, self.lines_node(found)?);
        let tells = self.nodes[verb].is(Labels::REPORT | Labels::REPORT_ABOUT);
        // `قالت مصادر`: who only tells of it has not done it.
        let party = entity.person || entity.actor.is_some_and(|a| !self.k.actors[a as usize].tells());
        (agreement(enclitic, node, entity) > Agreement::No && entity.can_act() && (!tells || party)).then_some(found)
    }

    /// `وقالت إنها سيطرت`, `وأعلن أنه سيزور`: whether أن with a pronoun stands right after a verb of saying; `إنه تم الاتفاق` is of nobody.
    fn opens_words(&self, enclitic: Enclitic, at: usize) -> bool {
        let n = &self.nodes[at];
        // `وقالت في بيان إنها`
        let said = (0..at).rev().find(|&i| !matches!(self.nodes[i].kind, Kind::According | Kind::Time));
        let says = said.is_some_and(|v| self.nodes[v].kind == Kind::Verb && self.nodes[v].is(Labels::REPORT));
        let he = (enclitic.number, enclitic.gender) == (Number::Singular, Gender::Masculine);
        let to_come = self.nodes.get(at + 1).is_some_and(|v| v.kind == Kind::Verb && v.pro.has(Proclitics::SA));
        n.kind == Kind::Particle && n.is(Labels::THAT) && says && (!he || to_come)
    }

    /// `أنها ستواصل غاراتها`: the pronoun of أن before that the same pronoun goes on with, where nobody else is named between.
    fn like_that_before(&self, enclitic: Enclitic, at: usize) -> Option<Found> {
        let named = |i: usize| {
            let entity = self.entity(i).filter(|e| e.can_act());
            entity.is_some_and(|e| agreement(enclitic, &self.nodes[i], e) > Agreement::No)
        };
        let that = |i: usize| {
            let n = &self.nodes[i];
            let same =
                |e: Enclitic| (e.person, e.number, e.gender) == (enclitic.person, enclitic.number, enclitic.gender);
            n.kind == Kind::Particle && n.is(Labels::THAT) && n.enc.is_some_and(same)
        };
        let before = (self.sentence_start(at)..at).rev().find(|&i| named(i) || that(i)).filter(|&i| that(i))?;
        self.pronoun(enclitic, before, self.span(before))
    }

    /// `أبلغت إسرائيل اللجنة أنها ستواصل القصف`, `أبلغت إسرائيل اللجنة رفضها`, `انسحاب قواتها`: the pronoun of أن, of a verbal noun and of
    /// what a verbal noun is of is of who tells, where he agrees with it, rather than of whom he tells.
    fn of_who_tells(&self, enclitic: Enclitic, at: usize) -> Option<Found> {
        let n = &self.nodes[at];
        let deed = |i: usize| {
            let n = &self.nodes[i];
            matches!(n.kind, Kind::Noun | Kind::Operator) && n.pos() == Some(Pos::Masdar) && n.pro.0 == 0
        };
        let that = n.kind == Kind::Particle && n.is(Labels::THAT);
        let of = at.checked_sub(1).filter(|&b| n.kind == Kind::Entity && !self.has_prep(at) && deed(b));
        let told = of.or(Some(at).filter(|_| that || deed(at)))?;
        let verb = told.checked_sub(3).filter(|&v| self.nodes[v].kind == Kind::Verb)?;
        let both =
            (verb + 1..told).all(|i| self.entity(i).is_some() && !self.has_prep(i) && !self.nodes[i].joined_by_and());
        let found = self.subject_after(verb).filter(|_| both)?.first().copied()?;
        let (entity, node) = (self.lines_entity(found)?, self.lines_node(found)?);
        (found.node as usize == verb + 1 && agreement(enclitic, node, entity) > Agreement::No).then_some(found)
    }

    /// `مجزرة راح ضحيتها عشرة`: in a clause on an indefinite noun that names nobody, the pronoun stands for the noun.
    fn takes_up_noun(&self, at: usize) -> bool {
        let verb = self.before(at).filter(|&v| self.nodes[v].kind == Kind::Verb && !self.nodes[v].joined_by_and());
        let noun = verb.and_then(|v| self.before(v)).map(|n| &self.nodes[n]);
        noun.is_some_and(|n| n.kind == Kind::Noun && !n.pro.has(Proclitics::AL) && n.enc.is_none())
    }
}

/// Whether a node tells of more than one.
fn several(n: &Node) -> bool {
    n.feats.is_some_and(|f| f.number != Number::Singular)
}

/// Whether a phrase can be what a pronoun of the third person stands for.
fn agreement(pronoun: Enclitic, node: &Node, entity: &Entity) -> Agreement {
    let Some(feats) = node.feats else {
        // A name of unknown gender: a place is feminine, a person is one.
        return match (pronoun.number, pronoun.gender) {
            (Number::Singular, Gender::Feminine) if !entity.person => Agreement::Perhaps,
            (Number::Singular, Gender::Masculine) if entity.person => Agreement::Yes,
            (Number::Singular, _) if entity.actor.is_some() => Agreement::Perhaps,
            (Number::Plural, _) if entity.people.is_some() => Agreement::Yes,
            _ => Agreement::No,
        };
    };
    // Forces, quarters, families are feminine singular to a pronoun where they are no row of people.
    let people = entity.people.is_some() || entity.places.is_empty() && !entity.area;
    let agrees = match (pronoun.number, pronoun.gender) {
        (Number::Singular, Gender::Feminine) => {
            feats.number == Number::Plural && !entity.person
                || feats.number == Number::Singular && feats.gender == Gender::Feminine
        }
        (Number::Singular, Gender::Masculine) => {
            feats.number == Number::Singular && feats.gender == Gender::Masculine || entity.person
        }
        (Number::Dual, _) => feats.number == Number::Dual || entity.both,
        (Number::Plural, _) => feats.number == Number::Plural && people,
    };
    // `قتل مدنيان جراء استهدافهم`: two are several to many.
    let two = pronoun.number == Number::Plural && feats.number == Number::Dual && people;
    match agrees {
        true => Agreement::Yes,
        false if two => Agreement::Perhaps,
        false => Agreement::No,
    }
}
