//! Who acts where nobody is the subject of the event's own word: of a clause on it, of the verb that it serves.

use super::fill::Slots;
use super::govern::Way;
use super::slots::{Dependent, Found, Position, Sentence};
use crate::knowledge::{Frame, Labels, RoleKind, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_claims::Event;

impl Sentence<'_> {
    /// `تقدمت القوات بعد اشتباكات مع المسلحين`: who meets or fights with somebody is who the clause is about.
    pub(super) fn other_side(
        &self,
        at: usize,
        frame_event: Event,
        way: &Way,
        deps: &[Dependent<'_>],
        slots: &mut Slots,
    ) {
        let with = |f: &Found| {
            deps.iter().any(|d| {
                d.found == *f
                    && !d.relative
                    && matches!(d.position, Position::Prep(p) if holds(&self.k.language.prepositions.with, p))
            })
        };
        if self.nodes[at].kind == Kind::Verb || slots.actor.is_empty() || !slots.actor.iter().all(with) {
            return;
        }
        let who = |f: &Found| self.lines_entity(*f).and_then(|e| e.actor);
        let mut about = self.clause_subject(at);
        if about.is_empty() && frame_event == Event::Clash {
            // `سيطرت قواتها على البلدة بعد معارك مع الجيش`
            let own = |f: &Found| {
                let force = self.lines_node(*f).is_some_and(|n| n.enc.is_some() && n.is(Labels::FORCE_HEAD));
                force && self.lines_entity(*f).is_some_and(|e| e.group && e.goods.is_none())
            };
            about.extend(self.whoever_acts(at).into_iter().filter(own));
        }
        if about.is_empty() && frame_event == Event::Clash {
            // `أعلن الجيش مقتل جنود في اشتباكات مع مسلحين`: an army tells of its own fighting.
            use crate::knowledge::ActorKind::{Alliance, Force, Government, Party};
            let fights = |f: &Found| {
                let kind = who(f).map(|a| self.k.actors[a as usize].kind);
                matches!(kind, Some(Force | Government | Party | Alliance))
            };
            about.extend(self.speech_at(at).filter(fights));
        }
        if about.is_empty() && frame_event == Event::Clash {
            about.extend(self.heading_doer(at));
        }
        if about.is_empty() && frame_event == Event::Meet {
            about.extend(self.met_then(at));
        }
        if about.is_empty() && frame_event == Event::Agree {
            // `أعلنت قسد التوصل إلى اتفاق مع النظام`
            about.extend(way.announcer.iter().copied());
        }
        for found in about {
            let same =
                |a: &Found| (a.line, a.node) == (found.line, found.node) || who(a).is_some() && who(a) == who(&found);
            if !slots.actor.iter().any(same) {
                slots.actor.insert(0, found);
            }
        }
    }

    /// The parties after the verb that says of a truce whom it does not cover.
    pub(super) fn left_out(&self, last: usize) -> Vec<Found> {
        let near = last + 1..self.nodes.len().min(last + 7);
        let verb =
            near.clone().take_while(|&i| self.nodes[i].kind != Kind::Stop).find(|&i| self.nodes[i].kind == Kind::Verb);
        let Some(verb) = verb.filter(|&v| !self.nodes[v].joined_by_and()) else { return Vec::new() };
        let object = (verb + 1..self.nodes.len().min(verb + 4))
            .take_while(|&i| matches!(self.nodes[i].kind, Kind::Entity | Kind::Prep | Kind::Open))
            .find(|&i| self.entity(i).is_some_and(|e| e.can_act() && e.goods.is_none()));
        object.map(|i| self.conjuncts(i)).unwrap_or_default()
    }

    /// The subject of a light verb in a relative clause on the noun (`الحصار الذي تفرضه X`).
    pub(super) fn relative_agent(&self, last: usize, taken: &[usize]) -> Option<Vec<Found>> {
        if let Some(verb) = taken.iter().copied().find(|&i| self.nodes[i].kind == Kind::Verb) {
            // `تشهد البلاد نزاعا`: where it came about. `ما زال الصحفي محتجزا`: of whom it is said.
            let other = self.nodes[verb].is(Labels::OUTBREAK) || verb < last && self.same_clause_aspect(verb);
            return (!other).then(|| self.subject_after_relative(verb));
        }
        // `الهجوم الذي تعرضت له القاعدة`: who undergoes it does not do it.
        let does = self.carried_out(last).filter(|&verb| !self.nodes[verb].is(Labels::UNDERGO));
        does.map(|verb| self.subject_after_relative(verb))
    }

    /// `قصفت القوات البلدة، كما قصفت القرية`: a verb that is joined to one before it, or stands after a word that adds one more deed.
    pub(super) fn joined_deed(&self, verb: usize) -> bool {
        let besides = |b: usize| {
            let pause = self.before(b).is_some_and(|c| self.nodes[c].kind == Kind::Comma);
            self.adds_deed(b) && self.nodes[b].enc.is_none() && pause
        };
        let then = |b: usize| holds(&self.k.language.then, self.folded_stem(&self.nodes[b]));
        let before = self.before(verb);
        self.nodes[verb].joined_by_and() || self.goes_over(verb) || before.is_some_and(|b| besides(b) || then(b))
    }

    /// `واعتقل آخرين`: whether a plural in its oblique form, which nobody acts by, stands right after a verb.
    pub(super) fn others_after(&self, verb: usize) -> bool {
        use hudna_arabic::morph::Number;
        self.nodes.get(verb + 1).is_some_and(|n| {
            let word = self.types.folded(self.parse.tokens[n.first as usize]);
            matches!(n.kind, Kind::Noun | Kind::Adjective)
                && n.pro.0 == 0
                && n.feats.is_some_and(|f| matches!(f.number, Number::Dual | Number::Plural))
                && word.ends_with("ين")
        })
    }

    /// `موقعا متقدما للجيش`: the phrase before the one at a node, over what describes it.
    pub(super) fn over_description(&self, owner: usize) -> Option<usize> {
        let describes = |i: &usize| self.nodes[*i].kind == Kind::Adjective || self.nodes[*i].describes();
        (0..owner).rev().take(3).find(|i| !describes(i))
    }

    /// `كما`: whether a word opens a clause that tells of one more deed.
    pub(super) fn adds_deed(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        n.kind == Kind::Particle && holds(&self.k.language.besides, self.folded_stem(n))
    }

    /// Whether right after a comma stands a verb of doing with a pronoun for what was told before it: `هجوم على القرية، نفذه مسلحون`.
    pub(super) fn takes_up_after(&self, comma: usize) -> bool {
        self.nodes.get(comma + 1).is_some_and(|v| {
            v.kind == Kind::Verb && v.pro.0 == 0 && v.is(Labels::LIGHT) && v.enc.is_some_and(|e| e.person == 3)
        })
    }

    fn subject_after_relative(&self, verb: usize) -> Vec<Found> {
        for j in verb + 1..self.nodes.len().min(verb + 7) {
            let n = &self.nodes[j];
            match n.kind {
                Kind::Entity if !self.has_prep(j) && self.agrees(verb, j) && !self.in_construct(j) => {
                    return self.conjuncts(j);
                }
                // `الحاجز الذي أقامته مفتوح أمام السكان وسيارات الصليب الأحمر`: nor what is joined to something else.
                _ if j > verb + 1 && n.joined_by_and() => break,
                Kind::Prep | Kind::Open | Kind::Close | Kind::Time | Kind::Number | Kind::Unknown | Kind::Adjective => {
                }
                Kind::Entity => {}
                // `الذي نفذه سلاح كذا`: a noun that names nobody known is the subject all the same.
                Kind::Noun if !self.has_prep(j) => return Vec::new(),
                _ => break,
            }
        }
        // `أدان الوزير هجوما نفذ أمس`: what the clause is on is its subject.
        if self.nodes[verb].enc.is_none() && !self.resumptive(verb) {
            return Vec::new();
        }
        self.understood(verb).into_iter().filter(|f| !self.spared(*f)).collect()
    }

    /// Whether a phrase completes the noun right before it (`مناطق النظام`).
    fn in_construct(&self, at: usize) -> bool {
        self.before(at).is_some_and(|b| {
            let n = &self.nodes[b];
            let open = n.kind == Kind::Noun || self.entity(b).is_some_and(|e| e.area && !e.definite);
            open && !n.pro.has(Proclitics::AL) && n.enc.is_none()
        })
    }

    /// `إطلاق سراح الرهائن`, `يعيدون المعتقلات`: people who do not fight are not those who free, seize or kill, but those who
    /// are freed, seized or killed.
    pub(super) fn suffers(&self, frame: &Frame, slots: &mut Slots) {
        let people =
            |f: &Found| self.lines_entity(*f).is_some_and(|e| self.unarmed(e) && !e.person) && !self.own_members(*f);
        let takes = frame.roles.iter().any(|(_, roles)| roles.contains(&RoleKind::Target));
        if takes
            && self.k.language.suffered.contains(&frame.event)
            && !slots.actor.is_empty()
            && slots.actor.iter().all(people)
        {
            slots.target = std::mem::take(&mut slots.actor);
        }
    }

    /// Whether a phrase is of people who do not fight, named or not: nobody understands them to strike.
    pub(super) fn spared(&self, found: Found) -> bool {
        let unarmed =
            self.lines_entity(found).is_some_and(|e| e.actor.is_some_and(|a| self.civil(a)) || self.unarmed(e));
        unarmed && !self.own_members(found)
    }

    /// A word for people who do not fight, of whatever nation.
    pub(super) fn unarmed(&self, e: &Entity) -> bool {
        e.people.is_some_and(|class| !self.k.language.fights(class))
    }

    /// Whether a phrase names a party: neither one person nor a place.
    pub(super) fn party(&self, at: usize) -> bool {
        self.entity(at)
            .is_some_and(|e| e.actor.is_some() && !e.person && e.goods.is_none() && (e.places.is_empty() || e.guarded))
    }

    /// Whether a phrase names a party that fights.
    pub(super) fn fights(&self, at: usize) -> bool {
        self.party(at) && !self.spared(self.found(at))
    }

    /// `نهبوا المساعدات المخصصة للمدنيين ثم قصفوا`: the last named of those who can be understood to strike.
    pub(super) fn striker_before(&self, at: usize) -> Option<Found> {
        // `واصلت إسرائيل القصف، وراح ضحية اعتداءاتها`: a state that a verb is of acts.
        let state = |i: usize| {
            let acts = |e: &Entity| e.actor.is_some() && !e.person && !e.places.is_empty();
            let verb = |b: usize| self.nodes[b].kind == Kind::Verb && !self.nodes[b].is(Labels::REPORT);
            self.entity(i).is_some_and(acts) && !self.has_prep(i) && self.before(i).is_some_and(verb)
        };
        let told = |i: usize| self.before(i).is_none_or(|b| self.nodes[b].kind != Kind::According);
        let strikes = |i: &usize| self.fights(*i) && told(*i) || state(*i);
        let start = self.sentence_start(at);
        let here = (start..at).rev().find(strikes).map(|i| self.found(i));
        here.filter(|f| !self.spared(*f))
    }

    /// `قرى كذا وكذا بريف حلب تتعرض لقصف`, `تعرضت قرية كذا لقصف`: the places that a verb of undergoing is about.
    pub(super) fn undergoes(&self, verb: usize) -> Vec<Found> {
        let place = |i: usize| {
            self.entity(i).is_some_and(|e| e.actor.is_none() && !e.person && e.can_place() && (!e.guarded || e.area))
        };
        for i in verb + 1..self.nodes.len().min(verb + 7) {
            match self.nodes[i].kind {
                Kind::Entity if place(i) && !self.has_prep(i) => {
                    let mut all = self.conjuncts(i);
                    let more = self.undergo_too(i, place);
                    all.extend(more.into_iter().filter(|m| !all.iter().any(|f| f.node == m.node)).collect::<Vec<_>>());
                    return all;
                }
                Kind::Time | Kind::Filler | Kind::Adjective | Kind::Open => {}
                // `تعرضت ثلاث مدارس لقصف`, `تعرضت عدة بلدات لقصف`
                Kind::Number => {}
                Kind::Noun | Kind::Particle if self.nodes[i].is(Labels::QUANTIFIER) => {}
                Kind::Prep if self.nodes[i].enc.is_some() => {}
                _ => break,
            }
        }
        let mut head = None;
        for i in (self.sentence_start(verb)..verb).rev() {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Particle if self.had_before(i) => {}
                Kind::Particle if n.is(Labels::THAT | Labels::CLAUSE | Labels::RELATIVE) => break,
                Kind::Entity if place(i) => {
                    if !self.has_prep(i) && !self.locates(i) {
                        head = Some(i);
                    }
                }
                Kind::Verb if n.is(Labels::PAST) || self.had_before(i + 1) => {}
                Kind::Noun if n.is(Labels::DIRECTION) => {}
                Kind::Particle | Kind::Adjective | Kind::Comma | Kind::Time | Kind::Number => {}
                Kind::Open | Kind::Close | Kind::Prep => {}
                _ => break,
            }
        }
        head.map(|i| self.conjuncts(i)).unwrap_or_default()
    }

    /// `امرأة قتلت وجرح طفل`: of those who stand before a verb of death that has no object it tells that they suffered it.
    pub(super) fn suffered_before(&self, at: usize, before: &[Found], deps: &[Dependent<'_>]) -> bool {
        let harmed = self.nodes[at].is(Labels::DEATH | Labels::INJURY) && self.nodes[at].enc.is_none();
        let object = deps.iter().any(|d| {
            d.position == Position::Core
                && !d.relative
                && !d.parted
                && (d.found.node as usize) <= at + 1
                && d.found.line == self.line
        });
        harmed && !object && !before.is_empty() && before.iter().all(|f| self.spared(*f))
    }

    /// `هجوم استهدف دورية`, `عبوة ناسفة استهدفت موكبا`, `الغارة التي طالت البلدة`: the verb is said of a blow or of its means, and
    /// what follows it is struck.
    pub(super) fn said_of_blow(&self, at: usize, core: &[&Dependent<'_>]) -> bool {
        let verb = &self.nodes[at];
        if verb.kind != Kind::Verb || verb.joined_by_and() || self.resumptive(at) || core.iter().any(|d| d.rank > 0) {
            return false;
        }
        let relative = self.relative_start(at);
        let object = core.first().map(|d| d.found.node as usize);
        if object.is_some_and(|o| self.takes_object(o)) {
            return false;
        }
        let mut i = relative.unwrap_or(at);
        // `هجوم بسيارة مفخخة في بغداد استهدف`: what lies between is told of the blow.
        while i > self.sentence_start(at) {
            i -= 1;
            let n = &self.nodes[i];
            match n.kind {
                Kind::Adjective | Kind::Time | Kind::Open | Kind::Close | Kind::Filler | Kind::Number => {}
                Kind::Prep if n.enc.is_none() => {}
                Kind::Entity if self.has_prep(i) && self.entity(i).is_none_or(|e| e.actor.is_none()) => {}
                // `قصف للجيش وحلفائه استهدف القرية`, `الغارات في سوريا التي طالت`: whose blow it is, and in which state.
                Kind::Entity if self.of_blow(i, relative.is_some()) => {}
                Kind::Noun if self.triggers.contains(&i) || !self.has_prep(i) => {
                    if said_of(verb, n) && n.pro.has(Proclitics::AL) == relative.is_some() {
                        return true;
                    }
                    // `تفجير عبوة استهدف`: the head of the construct.
                    let head = self.before(i).is_some_and(|b| self.nodes[b].kind == Kind::Noun);
                    if !head || self.has_prep(i) {
                        return false;
                    }
                }
                Kind::Noun if self.has_prep(i) && relative.is_none() => {}
                _ => return false,
            }
        }
        false
    }

    /// `هجمات تركيا على الحزب`: a state after a blow that falls on somebody else is who strikes, not where.
    pub(super) fn state_strikes(&self, found: Found, deps: &[Dependent<'_>], frame: &Frame) -> bool {
        let state = self.lines_entity(found).is_some_and(|e| e.actor.is_some() && !e.places.is_empty() && !e.person);
        let led = || frame.slots("genitive").is_some_and(|r| r.contains(&RoleKind::Actor));
        let on = |d: &Dependent<'_>| match d.position {
            Position::Prep(p) => !d.relative && frame.slots(p).is_some_and(|r| r.contains(&RoleKind::Target)),
            _ => false,
        };
        frame.event == Event::Attack && state && led() && deps.iter().any(on)
    }

    /// `عرقلت وصول الفرق`: whose passage it is that a verb without a subject hinders or allows.
    pub(super) fn of_passage(&self, trigger: &super::trigger::Trigger, event: Event, found: Found) -> bool {
        let Some(b) = (found.node as usize).checked_sub(1).filter(|_| found.line == self.line) else { return false };
        let n = &self.nodes[b];
        // `يحرم السكان من المياه`: who does not fight, before what he is kept from.
        let from =
            self.nodes.get(b + 2).filter(|p| p.kind == Kind::Prep && p.enc.is_none()).map(|p| self.folded_stem(p));
        if event == Event::AccessDeny && self.spared(found) && from.is_some_and(|p| holds(&self.k.language.part_of, p))
        {
            return true;
        }
        matches!(event, Event::AccessDeny | Event::AccessAllow)
            && n.pos() == Some(Pos::Masdar)
            && n.pro.0 == 0
            && n.enc.is_none()
            && trigger.nodes.contains(&b)
    }

    /// `انفجار مجهول المصدر`: who is named only to be cited has done nothing and suffered nothing.
    pub(super) fn only_cited(&self, found: Found) -> bool {
        let stem = self.lines_node(found).map(|n| self.stem_of(n, found.line));
        stem.is_some_and(|stem| holds(&self.k.language.only_cited, stem))
    }

    /// Whether a party stands in a row that ل or `من قبل` joins to a noun, or a state in what lies in it.
    /// After a relative pronoun what ل joins may be what the clause is on.
    fn of_blow(&self, at: usize, relative: bool) -> bool {
        let head = self.row_head(at);
        let state = self.entity(head).is_some_and(|e| !e.places.is_empty());
        let lies = |p: &str| state && holds(&self.k.language.prepositions.within, p);
        let by = |p: &str| p == "ل" && !relative || lies(p);
        self.nodes[head].joined_prep().is_some_and(by)
            || self.before(head).is_some_and(|b| {
                let n = &self.nodes[b];
                n.kind == Kind::AgentMark && !relative
                    || n.kind == Kind::Prep && n.enc.is_none() && by(self.folded_stem(n))
            })
    }

    /// `12 جنديا وتسعة مقاتلين`, `مدنيان وثلاثة من الحراس`: whether a phrase is joined to one before it, over the number of its people
    /// too.
    pub(super) fn joins(&self, at: usize) -> bool {
        let some = |n: &Node| n.kind == Kind::Number || n.is(Labels::QUANTIFIER);
        let counted = |e: &Entity| {
            let of = at > 1 && holds(&self.k.language.part_of, self.folded_stem(&self.nodes[at - 1]));
            let number = at.checked_sub(if of { 2 } else { 1 }).map(|i| &self.nodes[i]);
            // `وأربعة من البيشمركة`
            let party = of && e.can_act() && !e.can_place() && number.is_some_and(|n| n.kind == Kind::Number);
            (e.people.is_some() || e.group || party)
                && number.is_some_and(|n| n.joined_by_and() && if of { some(n) } else { n.kind == Kind::Number })
        };
        self.nodes[at].joined_by_and() || self.entity(at).is_some_and(counted)
    }

    /// `قتل شرطيان في تفجير`: alone with a verb of harm, before what brought it about, are those who suffered it.
    pub(super) fn fell_in(&self, at: usize, event: Event, core: &[&Dependent<'_>]) -> bool {
        let last = core.last().filter(|d| event == Event::Harm && d.found.line == self.line);
        let Some(last) = last.map(|d| d.found.node as usize).filter(|&l| l > at && !self.takes_object(l)) else {
            return false;
        };
        (last + 1..self.nodes.len().min(last + 8))
            .take_while(|&i| !matches!(self.nodes[i].kind, Kind::Stop | Kind::Comma | Kind::Verb | Kind::Number))
            .any(|i| self.triggers.contains(&i) && self.nodes[i].kind == Kind::Noun && self.has_prep(i))
    }

    /// `قتل جنديان في البلدة`, `قتل رئيس البلدية`: alone with a verb of harm stand those who suffered it, be they of those who fight,
    /// unless it is a force or a state that is named.
    pub(super) fn sole_victims(&self, event: Event, core: &[&Dependent<'_>]) -> bool {
        let all = |d: &&Dependent<'_>| {
            let at = d.found.node as usize;
            let n = &self.nodes[at];
            let word = self.types.word(self.parse.tokens[n.head as usize]);
            let people = matches!(word.kind, Some(crate::knowledge::Name::People(_)));
            self.entity(at).is_some_and(|e| {
                let nobody = e.actor.is_none() && !n.is(Labels::FORCE_HEAD | Labels::BODY_HEAD);
                people || e.people.is_some() || e.person || n.is(Labels::OFFICE) || nobody
            })
        };
        let here = |d: &&Dependent<'_>| d.found.line == self.line && d.found.via.is_none();
        let last = core.last().filter(|_| event == Event::Harm).map(|d| d.found.node as usize);
        let object = |last: usize| {
            let unknown = self.nodes.get(last + 1).is_some_and(|n| n.kind == Kind::Unknown);
            unknown || self.takes_object(last)
        };
        last.is_some_and(|last| core.iter().all(here) && core.iter().all(all) && !object(last))
    }

    /// `كانت الوحدة قد قتلت أمس ثلاثة من المتهمين`: those who stand before a verb of harm do it to the number after it.
    pub(super) fn kills_some(&self, at: usize, before: Option<&[Found]>) -> bool {
        let next = (at + 1..self.nodes.len()).find(|&i| !matches!(self.nodes[i].kind, Kind::Time | Kind::Filler));
        next.is_some_and(|i| self.nodes[i].kind == Kind::Number && self.nodes[i].joined_prep().is_none())
            && before.is_some_and(|b| !b.is_empty() && !b.iter().all(|f| self.spared(*f)))
    }

    /// `وقتلوا قائدا للحركة`: of several it tells that they do it to one, whom a participle in the accusative names.
    pub(super) fn kills_one(&self, at: usize) -> bool {
        use hudna_arabic::morph::Number;
        let one = |i: usize| {
            let n = &self.nodes[i];
            let word = self.types.folded(self.parse.tokens[n.first as usize]);
            n.kind == Kind::Noun
                && matches!(n.pos(), Some(Pos::ActiveParticiple | Pos::PassiveParticiple | Pos::Noun))
                && n.feats.is_some_and(|f| f.number == Number::Singular)
                && n.pro.0 == 0
                && word.ends_with('ا')
        };
        self.nodes[at].feats.is_some_and(|f| f.number == Number::Plural) && self.nodes.len() > at + 1 && one(at + 1)
    }

    /// Whether a phrase completes the indefinite place right before it.
    pub(super) fn owns_place(&self, at: usize) -> bool {
        let open = |b: usize| {
            self.entity(b).is_some_and(|e| e.area && e.places.is_empty() && !e.definite && !e.unlisted)
                && self.nodes[b].enc.is_none()
        };
        let somebody = |e: &Entity| e.can_act() && !e.can_place() && (e.actor.is_none() || e.person);
        self.entity(at).is_some_and(somebody) && at > 0 && open(at - 1)
    }

    /// All of a row of parties that a phrase ends: `قوات النظام وحلفائه`.
    pub(super) fn row_of(&self, last: usize) -> Vec<Found> {
        self.conjuncts(self.row_head(last)).into_iter().filter(|f| f.node as usize <= last).collect()
    }

    /// The first of a row of parties that a phrase ends.
    pub(super) fn row_head(&self, last: usize) -> usize {
        let party = |i: usize| self.entity(i).is_some_and(|e| e.can_act() && e.goods.is_none());
        let mut head = last;
        while self.nodes[head].joined_by_and() {
            let before = (0..head).rev().find(|&b| !self.nodes[b].passed_over());
            match before.filter(|&b| party(b)) {
                Some(before) => head = before,
                None => break,
            }
        }
        head
    }

    /// Whether a word is of several: `المتمركزين`, `يستهدفون`.
    pub(super) fn of_several(&self, at: usize) -> bool {
        use hudna_arabic::morph::Number;
        self.nodes[at].feats.is_some_and(|f| matches!(f.number, Number::Plural | Number::Dual))
    }

    /// `رد الجيش بقصف المواقع`: who answers by a deed does it.
    pub(super) fn answers_by(&self, at: usize) -> Vec<Found> {
        if !self.serves(at) || self.nodes[at].joined_prep() != Some("ب") {
            return Vec::new();
        }
        // `إيران متمسكة بتقديم مساعدات`: of whom a predicate is said that the deed completes.
        if let Some(told) = self.before(at).filter(|&b| self.predicate(b)) {
            return self.subject_before(told).unwrap_or_default();
        }
        let verb = (at.saturating_sub(8)..at)
            .rev()
            .take_while(|&i| !matches!(self.nodes[i].kind, Kind::Stop | Kind::Comma))
            .find(|&i| self.nodes[i].kind == Kind::Verb);
        let verb = verb.filter(|&v| holds(&self.k.language.by_deed, self.folded_stem(&self.nodes[v])));
        verb.map(|v| self.subject(v)).unwrap_or_default()
    }

    /// To whom goods belong that are said to be somebody's right after them: `قافلة تابعة للأمم المتحدة`.
    pub(super) fn owner_after(&self, goods: Found) -> Option<Found> {
        let at = Some(goods.node as usize).filter(|_| goods.line == self.line)?;
        self.entity(at).filter(|e| e.goods.is_some())?;
        let tie = (at + 1..self.nodes.len())
            .find(|&i| !(self.nodes[i].kind == Kind::Adjective || self.load(i)) || self.nodes[i].is(Labels::BELONG))?;
        let whose = (tie + 1..self.nodes.len().min(tie + 3))
            .find(|&i| !matches!(self.nodes[i].kind, Kind::Prep | Kind::Open))
            .filter(|&i| self.nodes[tie].is(Labels::BELONG) && self.entity(i).is_some_and(|e| e.actor.is_some()))?;
        Some(self.found(whose))
    }

    /// `يعقد المجلس، التابع للأمم المتحدة، اجتماعا`: whose the object of a light verb is, over what is told of him.
    pub(super) fn over_aside(&self, at: usize) -> Vec<Found> {
        let close = self.before(at).filter(|&c| self.nodes[c].kind == Kind::Comma && !self.has_prep(at));
        let open = close.and_then(|c| self.apposition_start(c));
        let verb = open.and_then(|o| (o.saturating_sub(4)..o).rev().find(|&i| self.nodes[i].kind == Kind::Verb));
        let verb = verb.filter(|&v| {
            let n = &self.nodes[v];
            !n.is(Labels::REPORT | Labels::REPORT_ABOUT) && !self.in_relative(v)
        });
        verb.and_then(|v| self.subject_before(v).or_else(|| self.subject_after(v))).unwrap_or_default()
    }

    /// `التي تشن الحكومة هجوما عليها`: what a pronoun after an event takes up, where the event's verb opens a clause on it.
    pub(super) fn taken_up_by(&self, at: usize, prep: usize) -> Option<Found> {
        let verb = (at.saturating_sub(6)..at)
            .rev()
            .take_while(|&i| !matches!(self.nodes[i].kind, Kind::Stop | Kind::Comma | Kind::Particle))
            .find(|&i| self.nodes[i].kind == Kind::Verb)?;
        let light = self.nodes[at].kind == Kind::Noun && self.nodes[verb].is(Labels::LIGHT);
        let found = self.relative_start(verb).filter(|_| light && prep < at + 4).and_then(|r| self.antecedent(r))?;
        Some(Found { via: Some(self.span(prep)), ..found })
    }

    /// The first of those who speak at a node.
    pub fn speech_at(&self, at: usize) -> Option<Found> {
        self.speeches.get(at)?.as_ref()?.speakers.first().copied()
    }

    /// Who `we` and `our` are at a node: whose statement the report is, else who speaks there.
    pub fn we(&self, at: usize) -> Option<Found> {
        self.memory.author.or_else(|| self.speech_at(at))
    }

    /// `هربنا`, `لن نسلم سلاحنا`: who speaks, where the verb is of the first person and takes up nothing of a clause that it stands in.
    pub(super) fn ours(&self, at: usize) -> Option<Found> {
        let node = &self.nodes[at];
        let first = node.kind == Kind::Verb && node.feats.is_some_and(|f| f.person == 1);
        let via = Some(self.span(at));
        self.we(at).filter(|_| first).map(|us| Found { via: us.via.or(via), ..us })
    }

    /// `اتفقوا على انسحاب المسلحين`: those whose leaving it is leave, whoever agrees to it or asks for it.
    pub(super) fn leavers(&self, at: usize, frame: &Frame) -> Vec<Found> {
        let node = &self.nodes[at];
        // `اتفاق يقضي بخروج المقاتلين`
        let goes = matches!(frame.event, Event::Evacuate | Event::Return)
            && frame.slots("genitive").is_some_and(|r| r.first() == Some(&RoleKind::Actor));
        let verb = self.verb_of(at);
        let sent = holds(&self.k.language.spreads, verb) || holds(&self.k.language.dispatches, verb);
        let comes = frame.event == Event::Deploy && !sent;
        if !(goes || comes || frame.event == Event::ControlLeave) || node.enc.is_some() || node.pro.has(Proclitics::AL)
        {
            return Vec::new();
        }
        let party = |f: &Found| self.lines_entity(*f).is_some_and(|e| e.actor.is_some() || goes && e.people.is_some());
        let all = self.genitive(at);
        if all.first().is_some_and(|f| f.node as usize == at + 1) {
            all.into_iter().filter(party).collect()
        } else {
            Vec::new()
        }
    }

    /// An indefinite participle or adjective, with nothing joined to it.
    pub(super) fn predicate(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        n.describes() && matches!(n.kind, Kind::Noun | Kind::Adjective) && n.pro.0 == 0 && n.enc.is_none()
    }

    /// A nameless position of those who fight: `حاجزا`, `مواقع`.
    pub(super) fn post(&self, at: usize) -> bool {
        self.entity(at).is_some_and(|e| e.area && e.places.is_empty())
            && holds(&self.k.language.positions, self.folded_stem(&self.nodes[at]))
    }

    /// `بهدف تجنيدهما`: a verbal noun after a phrase of purpose.
    pub(super) fn purposed(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        // `من أجل السيطرة على القاعدة`
        let takes =
            |p: &Node| p.kind == Kind::Prep && holds(&self.k.language.prepositions.done_to, self.folded_stem(p));
        n.pos() == Some(Pos::Masdar)
            && (!n.pro.has(Proclitics::AL) || self.nodes.get(at + 1).is_some_and(takes))
            && self.before(at).is_some_and(|b| self.nodes[b].kind == Kind::Operator)
    }

    /// Whom a verb without a written subject is about: its antecedent or the subject before.
    pub(super) fn understood_subject(&self, at: usize) -> Vec<Found> {
        if let Some(start) = self.relative_start(at) {
            return self.antecedent(start).into_iter().collect();
        }
        let near = (at.saturating_sub(8)..at)
            .rev()
            .take_while(|&i| self.nodes[i].kind != Kind::Stop)
            .find(|&i| self.entity(i).is_some_and(|e| e.people.is_some()));
        near.map(|i| Found { line: self.line, node: i as u32, via: None }).into_iter().collect()
    }

    /// Whether a word can be read as a participle or an adjective, whatever it was read as.
    pub(super) fn may_describe(&self, at: usize) -> bool {
        let head = self.parse.tokens[self.nodes[at].head as usize];
        self.types.readings(head).iter().any(|r| r.feats.pos.describes() && r.proclitics.0 == 0)
    }
}

/// Whether a verb can be said of a noun: of its gender, or of several things.
pub(super) fn said_of(verb: &Node, noun: &Node) -> bool {
    use hudna_arabic::morph::{Gender, Number};
    let (Some(v), Some(n)) = (verb.feats, noun.feats) else { return true };
    match n.number {
        Number::Plural => v.gender == Gender::Feminine,
        _ => v.gender == n.gender,
    }
}

/// Whether whom a verb strikes stands after a preposition.
pub(super) fn strikes_by_preposition(frame: &Frame, deps: &[Dependent<'_>]) -> bool {
    matches!(frame.event, Event::Attack | Event::Release | Event::Detain)
        && deps.iter().any(|d| {
            matches!(d.position, Position::Prep(p) if frame.slots(p).is_some_and(|r| r.contains(&RoleKind::Target)))
        })
}
