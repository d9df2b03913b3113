//! Who goes on to do something: by a verb that may be a passive, by a blow that is the means of a deed, beside a body that has a seat; and
//! what goes on by itself.

use super::build::Draft;
use super::slots::{Dependent, Found, Position, Sentence};
use crate::knowledge::{ActorKind, Frame, Labels, RoleKind, holds};
use crate::parse::{Entity, Kind, Node, adjective_actor};
use hudna_arabic::morph::{Gender, Number, Pos, Proclitics, Voice};
use hudna_claims::Event;

/// Verbs of telling, suffering and causing: who is their subject does not go on to do a deed.
const TELLS: u64 = Labels::REPORT
    | Labels::REPORT_ABOUT
    | Labels::CONTINUE_SPEECH
    | Labels::DENY
    | Labels::ACCUSE
    | Labels::DEMAND
    | Labels::DEATH
    | Labels::INJURY
    | Labels::UNDERGO
    | Labels::OUTBREAK
    | Labels::CAUSE;

impl Sentence<'_> {
    /// `سيبدأ وقف إطلاق النار`, `توقع المحلل أن تعود الاشتباكات`: what begins, goes on or comes back by itself is the subject of the verb
    /// right before it.
    pub(super) fn by_itself(&self, verb: usize, at: usize) -> bool {
        let (v, n) = (&self.nodes[verb], &self.nodes[at]);
        let bare = n.kind == Kind::Noun && n.joined_prep().is_none() && self.before(at) == Some(verb);
        if !bare || v.kind != Kind::Verb || v.joined_by_and() {
            return false;
        }
        let back = || v.operator.is_some_and(|op| self.k.language.operators[op as usize].returns);
        // `كما بدأ حملة اعتقالات`: a feminine is not the subject of a masculine right before it.
        let she = || n.feats.is_some_and(|f| f.number == Number::Singular && f.gender == Gender::Feminine);
        // Whoever expects something does not do it, and nobody stands before his verb across أن.
        let said = || {
            let that = self.before(verb).filter(|&b| self.nodes[b].is(Labels::THAT))?;
            let over = (self.sentence_start(that)..that).rev().find(|&i| self.nodes[i].kind == Kind::Verb)?;
            Some(self.nodes[over].is(Labels::OPINION | Labels::REPORT))
        };
        (v.is(Labels::BEGIN | Labels::CONTINUE) || back())
            && v.feats.is_some_and(|f| {
                f.person == 3 && f.number == Number::Singular && (f.gender != Gender::Masculine || !she())
            })
            && self.agrees(verb, at)
            && (self.subject_before(verb).is_none() || said().unwrap_or(false))
    }

    /// `أحبط الجيش هجوما واعتقل أربعة أشخاص`: who did what a verb in the past tells did what a verb tells that is joined to it and may be a
    /// passive: both are of one man or of one body in the masculine, and nobody follows who could only have suffered it.
    pub(super) fn same_doer(&self, at: usize, frame: &Frame, core: &[&Dependent<'_>]) -> Option<Vec<Found>> {
        let node = &self.nodes[at];
        let he = |n: &Node| {
            n.pos() == Some(Pos::Perfect)
                && n.enc.is_none()
                && n.feats.is_some_and(|f| {
                    (f.person, f.number, f.gender) == (3, Number::Singular, Gender::Masculine)
                        && f.voice != Voice::Passive
                })
        };
        let takes = frame.slots("object").is_some_and(|r| r.contains(&RoleKind::Target));
        if let Some(several) = self.several_doers(at, core).filter(|_| takes) {
            return Some(several);
        }
        // `دخل الجيش البلدة وأجلى السكان`
        let moved = matches!(frame.event, Event::Evacuate | Event::Displace | Event::Conscript);
        let suffered = moved || takes && self.k.language.suffered.contains(&frame.event);
        // `وأطلق سراح المعتقلين`
        let free = frame.event == Event::Release || !node.is(Labels::LIGHT);
        let joined = suffered && node.pro.has(Proclitics::WA) && he(node) && free;
        let verb = (self.sentence_start(at)..at).rev().find(|&i| joined && self.nodes[i].kind == Kind::Verb)?;
        let n = &self.nodes[verb];
        let clause = |n: &Node| n.kind == Kind::Particle && n.is(Labels::THAT | Labels::CLAUSE | Labels::RELATIVE);
        if !he(n) || n.is(TELLS) || self.in_relative(verb) || self.nodes[verb..at].iter().any(clause) {
            return None;
        }
        let who = self.subject_before(verb).or_else(|| self.subject_after(verb))?;
        let [one] = who[..] else { return None };
        let subject = self.lines_node(one).filter(|_| one.line == self.line && one.via.is_none())?;
        let e = self.entity(one.node as usize)?;
        // `زار الوزير المدينة وقتل ثلاثة مسلحين`: who holds an office, or is only named, kills nobody by the way.
        let body = (e.group || e.actor.is_some()) && !subject.is(Labels::OFFICE | Labels::SOURCE_HEAD);
        let fights = e.people.is_some_and(|class| self.k.language.fights(class));
        let does = (body || fights) && !e.person && e.goods.is_none() && !e.area && !self.spared(one);
        let him = subject.feats.is_none_or(|f| (f.number, f.gender) == (Number::Singular, Gender::Masculine));
        let object = core.first().map(|d| d.found.node as usize).filter(|&o| o > at);
        let done_to = match object {
            Some(o) => self.may_be_object(at, o) && !self.takes_object(o),
            None => self.nodes.get(at + 1).is_some_and(|n| n.kind == Kind::Number),
        };
        // `تراجع الجيش وقتل عشرة جنود`: of who gives way nobody says so.
        let openings = self.types.openings_of(self.parse.tokens[n.head as usize]);
        if openings.iter().any(|o| self.k.frames[o.opening.frame as usize].event == Event::ControlLeave) {
            return None;
        }
        let own = |o: usize| self.nodes[o].enc.is_some();
        // `خسر الجيش موقعا وقتل عشرة من جنوده`: his own are not killed by him.
        let near = at + 1..self.nodes.len().min(at + 5);
        let his = near.take_while(|&i| !matches!(self.nodes[i].kind, Kind::Verb | Kind::Stop | Kind::Comma)).any(|i| {
            own(i)
                && self.entity(i).is_some_and(|e| e.people.is_some() || e.group)
                && self.nodes[verb].operator.is_none()
        });
        (does && him && done_to && !his).then(|| {
            let via = Some(self.span(at));
            who.into_iter().map(|f| Found { via: f.via.or(via), ..f }).collect()
        })
    }

    /// `دخل المسلحون القرية وقتلوا ثلاثة مدنيين`: the several who fight and are told of before a joined verb in the plural do what it tells to
    /// whom stands after it: before its own subject it would be a singular.
    fn several_doers(&self, at: usize, core: &[&Dependent<'_>]) -> Option<Vec<Found>> {
        let node = &self.nodes[at];
        let many = |f: hudna_arabic::morph::Feats| f.number == Number::Plural && f.person == 3;
        let joined = node.joined_by_and() && node.feats.is_some_and(many) && !self.in_relative(at);
        let after = core.first().is_some_and(|d| d.found.line == self.line && d.found.node as usize > at);
        if !joined || !after {
            return None;
        }
        if let Some(told) = self.several_told(at) {
            return Some(told);
        }
        let before = self.party_before(at);
        let fights = |f: &Found| f.line == self.line && (f.node as usize) < at && self.fights(f.node as usize);
        if before.is_empty() || !before.iter().all(fights) {
            return None;
        }
        // `كانت القوات وميليشياتها هاجموا القرية وقتلوا`: all who did what stands before it.
        let verb = (self.sentence_start(at)..at).rev().find(|&i| self.nodes[i].kind == Kind::Verb);
        let all = verb.map(|v| self.subject(v)).unwrap_or_default();
        let own = |f: &Found| f.line == self.line && (f.node as usize) < at;
        Some(if all.iter().all(own) && before.iter().all(|f| all.contains(f)) { all } else { before })
    }

    /// `هاجم مسلحون ثكنة للجيش وخطفوا ضابطا`: the several of whom the nearest verb before a joined one in the plural is, in its own clause.
    fn several_told(&self, at: usize) -> Option<Vec<Found>> {
        let that = |n: &Node| n.kind == Kind::Particle && n.is(Labels::THAT) && n.enc.is_none();
        for i in (self.sentence_start(at)..at).rev().take_while(|&i| !that(&self.nodes[i])) {
            let n = &self.nodes[i];
            if n.kind != Kind::Verb || n.is(TELLS) || self.in_relative(i) {
                continue;
            }
            let who = self.subject_before(i).or_else(|| self.subject_after(i)).filter(|w| !w.is_empty());
            let here = |f: &Found| f.line == self.line && (f.node as usize) < at;
            if let Some(who) = who.filter(|w| w.iter().all(here) && self.can_be_many(&self.nodes[at], w)) {
                return Some(who);
            }
        }
        None
    }

    /// `قذائف عدة أطلقتها الفصائل`: who did it by what is named at a node, in a clause right after it.
    pub(super) fn fired_by(&self, weapon: usize) -> Vec<Found> {
        // `قذائف أخرى أطلقها`, `قذيفة هاون أطلقتها`
        let plain = |n: &&Node| {
            let arms = n.kind == Kind::Noun && n.pro.0 == 0 && n.pos() == Some(Pos::Noun);
            matches!(n.kind, Kind::Adjective | Kind::Unknown) || arms || n.is(Labels::QUANTIFIER | Labels::RELATIVE)
        };
        let verb = weapon + 1 + self.nodes[weapon + 1..].iter().take(3).take_while(plain).count();
        let fires = |v: &Node| v.kind == Kind::Verb && v.is(Labels::LIGHT) && v.enc.is_some();
        // `دمرت جسرا تستخدمه القوات`: who uses what is struck does not strike.
        let struck = self.entity(weapon).is_some_and(|e| e.can_place() || e.can_act());
        if !struck && self.nodes.get(verb).is_some_and(fires) {
            self.relative_agent(verb - 1, &[]).unwrap_or_default()
        } else {
            Vec::new()
        }
    }

    /// `قتل مسلحين`, `قتل عشرة مدنيين`, `قتل مدنيا`, but `قتل مدني`, `قتل مسلحون`: whether a phrase right after a verb may be its object.
    fn may_be_object(&self, verb: usize, at: usize) -> bool {
        let n = &self.nodes[at];
        let word = self.types.folded(self.parse.tokens[n.head as usize]);
        let counted =
            (verb + 1..at).any(|i| self.nodes[i].kind == Kind::Number || self.nodes[i].is(Labels::QUANTIFIER));
        let Some(e) = self.entity(at) else { return false };
        if counted {
            // `وقتل عشرون جنديا`, `وقتل ألفان`: in the nominative.
            let nominative = |n: &Node| {
                let value = self.parse.numbers[n.index as usize].value;
                (n.first..n.last)
                    .map(|t| self.types.folded(self.parse.tokens[t as usize]))
                    .any(|word| word.ends_with("ون") && value < 1_000_000 || word.ends_with("ان") && value != 8)
            };
            return !self.nodes[verb + 1..at].iter().any(|n| n.kind == Kind::Number && nominative(n));
        }
        // `وأسر جنديين`
        let bare = !n.pro.has(Proclitics::AL) && n.last == n.first + 1;
        if bare && n.feats.is_some_and(|f| f.number != Number::Singular) && word.ends_with("ين") {
            return true;
        }
        // `واختطف الموظفين`, `واختطف موظفي المنظمة`
        if self.oblique(at) {
            return true;
        }
        // `وقتل قائد الكتيبة`, `وأصاب الفصيل`: who may act.
        if e.definite || e.person || e.actor.is_some_and(|a| !self.civil(a)) && e.people.is_none() {
            return false;
        }
        match n.feats.map(|f| f.number) {
            Some(Number::Singular) => word.ends_with('ا'),
            Some(Number::Dual | Number::Plural) => !(word.ends_with("ون") || word.ends_with("ان")),
            _ => false,
        }
    }

    /// `السلطة المحلية في تعز وجماعة الحوثي`: whether a phrase is joined to a body over the place in which that sits.
    pub(super) fn beyond_seat(&self, out: &[Dependent<'_>], i: usize) -> bool {
        let [.., body, seat] = out else { return false };
        let (b, s) = (body.found.node as usize, seat.found.node as usize);
        body.position == Position::Core
            && matches!(seat.position, Position::Prep(_))
            && body.found.line == self.line
            && seat.found.line == self.line
            && (b + 2, s + 1) == (s, i)
            && self.entity(i).is_some_and(|e| e.actor.is_some() && e.places.is_empty())
            && !self.nodes[i].is(Labels::PLACE_KIND)
            && self.entity(b).is_some_and(|e| self.seat_between(e, b + 1))
    }

    /// `غارات سورية روسية`: a state named by a word that is its adjective too, between an indefinite event and one more such adjective.
    pub(super) fn nation_between(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let nation = |n: &Node| adjective_actor(self.types, self.parse.tokens[n.first as usize]).is_some();
        n.kind == Kind::Entity
            && n.pro.0 == 0
            && n.last == n.first + 1
            && nation(n)
            && self.entity(at).is_some_and(|e| !e.places.is_empty())
            && self.nodes.get(at + 1).is_some_and(|a| a.kind == Kind::Adjective && a.pro.0 == 0 && nation(a))
    }
}

/// `اعتقلت القوات رجلين في عملية إنزال`, `أرسلت تركيا قوات في عملية عسكرية`, `دمرت القبائل مدرعة في مواجهات`: who seizes, sends or destroys in
/// a blow or a fight strikes that blow, or fights.
pub(super) fn in_a_blow(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for i in 1..drafts.len() {
        let d = &drafts[i];
        let n = &s.nodes[d.node];
        let within = super::share::preposition(s, d.node).is_some_and(|p| holds(&s.k.language.prepositions.within, p));
        let blow = matches!(d.event, Event::Attack | Event::Clash) && n.kind == Kind::Noun;
        if !blow || !within || n.pro.has(Proclitics::AL) || n.enc.is_some() || !d.slots.actor.is_empty() {
            continue;
        }
        let deed = drafts[..i].iter().rev().find(|k| k.node < d.node && k.sentence == d.sentence);
        // `اعتقلت الشرطة رجلا في تفجير الكنيسة`: whom the police seize in an operation of theirs.
        let language = &s.k.language;
        let stem = s.folded_stem(n);
        let operation = holds(&language.measures, stem) && holds(&language.shades.fights, stem);
        let told = deed.filter(|k| {
            let does = match d.event {
                Event::Clash => matches!(k.event, Event::Attack | Event::Harm),
                _ => k.event == Event::Deploy || k.event == Event::Detain && operation,
            };
            let verb = (s.sentence_start(k.node)..=d.node).rev().find(|&v| s.nodes[v].kind == Kind::Verb);
            let active = verb.is_some_and(|v| v <= k.node || s.nodes[k.node].kind == Kind::Verb);
            does && active
                && (k.modality, k.ceases) == (d.modality, d.ceases)
                && super::share::linked(s, k.node, d.node)
        });
        let strikes = |k: &&Draft| {
            let hit = |f: &Found| k.slots.target.iter().any(|t| (t.line, t.node) == (f.line, f.node));
            k.slots.actor.iter().all(|f| !s.spared(*f) && !hit(f))
        };
        if let Some(told) = told.filter(strikes) {
            // `إرسال تركيا القوات في عملية`: who is sent is named after who sends.
            let all = if told.event == Event::Deploy { 1 } else { usize::MAX };
            drafts[i].slots.actor = told.slots.actor.iter().take(all).copied().collect();
        }
    }
}

/// `قصف يرجح أنه إسرائيلي`, `الغارة التي يعتقد أنها للتحالف`, `قصفت طائرات قيل إنها تركية`: whose a blow, or who strikes, is said to be.
pub(super) fn likely(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| d.event == Event::Attack) {
        let at = match d.slots.actor[..] {
            [] if s.nodes[d.node].kind == Kind::Noun => d.last,
            // `استهدف قصف يرجح أنه تركي البلدة`
            [] if s.event_subject(d.node).is_some() => d.node + 1,
            [who] if who.line == s.line && who.via.is_none() && nameless(s, who) => who.node as usize,
            _ => continue,
        };
        if let Some(nation) = nation_told(s, at) {
            d.slots.actor.clear();
            d.slots.actor.push(s.found(nation));
        }
    }
}

/// `تدمير دبابة تابعة للجيش`, `إسقاط مسيرة إسرائيلية`: arms that are among the words of a blow, right after its verbal noun, are struck.
pub(super) fn arms_struck(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| d.event == Event::Attack && s.nodes[d.node].kind == Kind::Noun) {
        let [who] = d.slots.actor[..] else { continue };
        let at = who.node as usize;
        if who.line != s.line || who.via.is_some() || at != d.node + 1 {
            continue;
        }
        let some = |e: &Entity| !e.definite && e.places.is_empty();
        let masdar = s.nodes[d.node].pos() == Some(Pos::Masdar) && s.nodes[at].pro.0 == 0;
        // `استهداف دبابة إسرائيلية في البلدة`: what moves on wheels is struck, but where it is told to fire (`قصف دبابات على البلدة`).
        let next = s.nodes.get(at + 1);
        let fires =
            next.is_some_and(|p| p.kind == Kind::Prep && holds(&s.k.language.prepositions.done_to, s.folded_stem(p)));
        let vehicle = || !fires && holds(&s.k.language.vehicles, s.folded_stem(&s.nodes[at]));
        let struck = masdar && (at == d.last || vehicle());
        if struck && s.nodes[at].is(Labels::ARMS) && s.entity(at).is_some_and(some) && !s.accusative_after(at) {
            d.slots.actor.clear();
            d.slots.target.insert(0, who);
        }
    }
}

/// Arms or people of no name.
fn nameless(s: &Sentence<'_>, who: Found) -> bool {
    s.lines_entity(who).is_some_and(|e| {
        e.of.is_none() && !e.person && e.actor.is_none_or(|a| s.k.actors[a as usize].kind == ActorKind::People)
    })
}

/// The nation, or the party after ل, that a clause right after a node says is what it tells of.
pub(super) fn nation_told(s: &Sentence<'_>, at: usize) -> Option<usize> {
    let mut i = at + 1;
    let mut told = false;
    let that = loop {
        let n = s.nodes.get(i).filter(|_| i < at + 9)?;
        match n.kind {
            Kind::Adjective | Kind::Open | Kind::Close => {}
            Kind::Entity if told || s.entity(i).is_some_and(|e| e.can_place()) && s.has_prep(i) => {}
            Kind::Prep if n.enc.is_none() => {}
            Kind::Particle if n.is(Labels::RELATIVE) => {}
            Kind::Comma if !told => {}
            Kind::Verb | Kind::Operator if !told && !n.joined_by_and() => told = true,
            Kind::Particle if told && n.is(Labels::THAT) && n.enc.is_some() => break i,
            _ => return None,
        }
        i += 1;
    };
    let n = s.nodes.get(that + 1)?;
    // `يرجح أنها تابعة للتحالف`
    if n.is(Labels::BELONG) && n.pro.0 == 0 {
        let owner = (that + 2..s.nodes.len().min(that + 4)).find(|&i| s.entity(i).is_some())?;
        return Some(owner).filter(|&o| s.entity(o).is_some_and(|e| e.actor.is_some() && !e.person));
    }
    let nation = |n: &Node| adjective_actor(s.types, s.parse.tokens[n.first as usize]).is_some();
    let adjective = matches!(n.kind, Kind::Adjective | Kind::Noun | Kind::Entity)
        && n.pro.0 == 0
        && n.last == n.first + 1
        && nation(n);
    let some_party = |i: usize| s.entity(i).is_some_and(|e| e.actor.is_some() && !e.person);
    // `مسلحون يعتقد أنهم من التنظيم`
    if n.kind == Kind::Prep && n.enc.is_none() && holds(&s.k.language.part_of, s.folded_stem(n)) {
        return Some(that + 2).filter(|&i| some_party(i));
    }
    let party = || n.joined_prep() == Some("ل") && some_party(that + 1);
    (adjective || party()).then_some(that + 1)
}

/// `أعلن التحالف هدنة يبدأ سريانها الأحد`: who announces a truce keeps it, where a clause on it tells when it begins.
pub(super) fn announced(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| d.event == Event::Truce && d.slots.actor.is_empty() && !d.ceases) {
        let takes_up = s.nodes[d.node].enc.is_some_and(|e| e.person == 3);
        let clause = |i: usize| {
            let n = &s.nodes[i];
            matches!(n.kind, Kind::Verb | Kind::Adjective | Kind::Time | Kind::Prep)
                || n.kind == Kind::Particle && n.is(Labels::RELATIVE)
                || s.entity(i).is_some_and(|e| e.can_place())
        };
        let Some(deal) = (0..d.node).rev().find(|&i| !clause(i)).filter(|_| takes_up) else { continue };
        let truce = s.nodes[deal].kind == Kind::Noun && s.nodes[deal].is(Labels::DEAL) && !s.has_prep(deal);
        let verb = (deal.saturating_sub(4)..deal).rev().find(|&v| s.nodes[v].kind == Kind::Verb).filter(|_| truce);
        let announces =
            |v: &usize| s.nodes[*v].operator.is_some_and(|op| s.k.language.operators[op as usize].announces);
        let Some(verb) = verb.filter(announces) else { continue };
        let party = |f: &Found| {
            let kind = s.lines_entity(*f).and_then(|e| e.actor).map(|a| s.k.actors[a as usize].kind);
            kind.is_some_and(|k| !matches!(k, ActorKind::Media | ActorKind::Monitor)) && !s.spared(*f)
        };
        d.slots.actor.extend(s.subject(verb).into_iter().filter(party));
    }
}

/// `معارك بين الجيش مدعوما بالمقاومة والمليشيات`: the other of two parties, over those by whom the first is supported.
pub(super) fn other_party(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| s.k.language.symmetric.contains(&d.event)) {
        let [one] = d.slots.actor[..] else { continue };
        let at = one.node as usize;
        let between = one.line == s.line
            && one.via.is_none()
            && at > d.node
            && s.before(at).is_some_and(|b| {
                let n = &s.nodes[b];
                n.kind == Kind::Prep && n.enc.is_none() && holds(&s.k.language.prepositions.between, s.folded_stem(n))
            });
        let supported =
            s.nodes.get(at + 1).filter(|_| between).is_some_and(|n| n.describes() && n.pro.0 & !Proclitics::AL.0 == 0);
        let prep = s.nodes.get(at + 2).is_some_and(|n| n.kind == Kind::Prep && n.enc.is_none());
        let by = at + 2 + usize::from(prep);
        let who = |i: usize| s.entity(i).is_some_and(|e| e.can_act() && e.goods.is_none());
        let joins = |i: usize| s.nodes.get(i).is_some_and(|n| n.joined_by_and() && n.joined_prep().is_none());
        if !supported
            || !(prep || s.nodes.get(by).is_some_and(|n| n.joined_prep().is_some()))
            || !who(by)
            || !joins(by + 1)
        {
            continue;
        }
        // `وتحالف المليشيات`
        let noun = s.nodes[by + 1].kind == Kind::Noun && !s.triggers.contains(&(by + 1));
        let other = by + 1 + usize::from(noun);
        if who(other) {
            d.slots.actor.extend(s.conjuncts(other));
        }
    }
}

/// `سمحت تركيا للطائرات الأمريكية باستخدام القاعدة لشن غارات`: who is let do something strikes by it.
pub(super) fn let_strike(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| d.event == Event::Attack && d.slots.actor.is_empty()) {
        let purpose = (d.node.saturating_sub(2)..=d.node).rev().find(|&i| s.serves(i));
        let Some(purpose) = purpose else { continue };
        let verb = (s.sentence_start(purpose)..purpose).rev().find(|&i| s.nodes[i].kind == Kind::Verb);
        let lets = |v: &usize| s.nodes[*v].operator.is_some_and(|op| s.k.language.operators[op as usize].opens);
        let Some(verb) = verb.filter(lets) else { continue };
        let whom = (verb + 1..purpose).find(|&i| {
            s.nodes[i].joined_prep() == Some("ل") && s.entity(i).is_some_and(|e| e.actor.is_some() && !e.person)
        });
        d.slots.actor.extend(whom.filter(|&i| !s.spared(s.found(i))).map(|i| s.found(i)));
    }
}
