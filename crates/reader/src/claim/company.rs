//! Who is named beside the words of an event: with whom somebody meets or strikes, whom a blow felled, who is held.

use super::build::Draft;
use super::fill::Slots;
use super::govern::Way;
use super::share::{linked, preposition};
use super::slots::{Found, Sentence};
use crate::knowledge::{ActorKind, AgentOf, Labels, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Gender, Number, Pos, Proclitics};
use hudna_claims::Event;

/// So many lines before one that takes an event up again tell of it.
const BEFORE: u32 = 4;

/// So many nodes after an event stands with whom it is done.
const BESIDE: usize = 9;

/// So many nodes after a word for several of one office their names stand.
const NAMES: usize = 12;

impl Sentence<'_> {
    /// `واعتقلت شابا ومنعت الصحفيين`: whether those after the verb before, which has them as its object, cannot be who does this one: a
    /// masculine of a feminine verb, one in the accusative.
    pub(super) fn done_to(&self, verb: usize, found: &[Found]) -> bool {
        let Some(f) = found.first().filter(|f| f.line == self.line && f.via.is_none()) else { return false };
        let at = f.node as usize;
        let (Some(v), Some(n)) = (self.nodes[verb].feats, self.nodes[at].feats) else { return false };
        let Some(e) = self.entity(at).filter(|e| e.people.is_some()) else { return false };
        let told = v.person == 3 && v.number == Number::Singular;
        let one = n.number == Number::Singular;
        // `واعتقلت سبعة أشخاص ثم انسحبت`: nor is it said of several men, but of fighters, whose plurals are of bodies too (`العناصر`).
        let several = n.number == Number::Plural && self.unarmed(e);
        let other = v.gender == Gender::Feminine && n.gender == Gender::Masculine;
        let word = self.types.folded(self.parse.tokens[self.nodes[at].head as usize]);
        let lemma = self.nodes[at].lemma.map(|l| self.k.lexicon.lemma(l).folded.as_str());
        let accusative = !e.definite && lemma.is_some_and(|l| word.strip_suffix('ا').is_some_and(|w| w.ends_with(l)));
        told && (other && (one || several) || one && accusative)
    }

    /// `أسرت مسلحا`, `أسرت عشرين مسلحا`: whether somebody stands in the accusative, which of one who is counted only the number shows.
    pub(super) fn one_done_to(&self, at: usize) -> bool {
        let word = |at: usize| self.types.folded(self.parse.tokens[self.nodes[at].last as usize - 1]);
        let number = at.checked_sub(1).filter(|&b| self.nodes[b].kind == Kind::Number);
        let somebody = |e: &Entity| (e.group || e.people.is_some()) && e.places.is_empty();
        self.entity(at).is_some_and(somebody)
            && word(at).strip_suffix('ا').is_some_and(|stem| stem == self.folded_stem(&self.nodes[at]))
            && number.is_none_or(|b| word(b).ends_with("ين"))
    }

    /// `أعلن الجيش تدمير منصة`, `أكدت الشرطة اعتقال اثنين`: the side that tells of a deed right after it, of a kind that one tells of one's own.
    pub(super) fn told_as_own(&self, at: usize, event: Event, way: &Way) -> Vec<Found> {
        let n = &self.nodes[at];
        // `أعلنت الشرطة القبض على خلية`
        let onto = || self.nodes.get(at + 1).is_some_and(|p| p.kind == Kind::Prep && p.enc.is_none());
        let bare = n.pro.0 == 0 || n.pro.0 == Proclitics::AL.0 && onto();
        let deed = n.pos() == Some(Pos::Masdar) && bare && n.enc.is_none();
        let [(verb, _)] = way.operators[..] else { return Vec::new() };
        let own = event == Event::Release || holds(&self.k.language.own_deeds, self.folded_stem(n));
        if !deed || verb >= at || !own {
            return Vec::new();
        }
        let v = &self.nodes[verb];
        let tells =
            v.kind == Kind::Verb && v.is(Labels::REPORT) && !v.is(Labels::DENY | Labels::DEMAND | Labels::ACCUSE);
        let between = |n: &Node| {
            matches!(n.kind, Kind::Verb | Kind::Particle | Kind::Stop | Kind::Operator) || n.pos() == Some(Pos::Masdar)
        };
        if !tells || self.in_relative(verb) || self.nodes[verb + 1..at].iter().any(between) {
            return Vec::new();
        }
        let side = |f: &Found| {
            let sided = |a: u32| {
                let a = &self.k.actors[a as usize];
                let watches = matches!(a.kind, ActorKind::Monitor | ActorKind::Media | ActorKind::Office);
                !watches && (a.takes_sides() || matches!(&*a.sector, "MIL" | "COP" | "SPY" | "REB"))
            };
            let office = self.lines_node(*f).is_some_and(|n| n.is(Labels::OFFICE | Labels::SOURCE_HEAD));
            // `شرطة بنغازي`
            let force = self.lines_node(*f).is_some_and(|n| n.is(Labels::FORCE_HEAD));
            !office && self.lines_entity(*f).is_some_and(|e| !e.person && e.actor.map_or(e.group && force, sided))
        };
        let who = self.subject(verb);
        if who.iter().all(side) { who } else { Vec::new() }
    }

    /// `أعلنت الكتائب قصف المعسكر`: whether a force announces a blow right before what it strikes, another's it would name.
    pub(super) fn own_blow(&self, at: usize, event: Event, way: &Way) -> bool {
        let force = |e: &Entity| e.actor.is_some_and(|a| self.k.actors[a as usize].kind == ActorKind::Force);
        let struck = self.nodes.get(at + 1).is_some_and(|n| n.kind == Kind::Entity && n.enc.is_none());
        event == Event::Attack && struck && way.announcer.iter().all(|f| self.lines_entity(*f).is_some_and(force))
    }

    /// `مجزرة ارتكبتها القوات بقصف السوق`: who did by the means what the clause right before it is on.
    pub(super) fn in_its_clause(&self, at: usize) -> Option<Vec<Found>> {
        let over = |i: &usize| {
            let n = &self.nodes[*i];
            matches!(n.kind, Kind::Entity | Kind::Adjective) && n.joined_prep().is_none() || n.is_quote()
        };
        let verb = (0..at).rev().find(|i| !over(i))?;
        let n = &self.nodes[verb];
        let means = self.nodes[at].joined_prep() == Some("ب") && verb + 1 < at;
        let light = n.kind == Kind::Verb && n.is(Labels::LIGHT) && n.enc.is_some();
        let who = self.subject_after(verb).filter(|_| means && light && self.in_relative(verb))?;
        who.iter().all(|f| self.lines_entity(*f).is_some_and(|e| e.actor.is_some())).then_some(who)
    }

    /// `اعتقال الجيش مطلوبين بعد اشتباكات مع مسلحين`: who acts in the deed that a heading without a verb opens with.
    pub(super) fn heading_doer(&self, at: usize) -> Option<Found> {
        let start = self.sentence_start(at);
        let n = &self.nodes[start];
        let deed = n.pos() == Some(Pos::Masdar) && !n.is(Labels::DEATH | Labels::INJURY) && n.pro.0 == 0 && start < at;
        let verb = || self.nodes[start..at].iter().any(|n| n.kind == Kind::Verb);
        let who = if deed && self.triggers.contains(&start) && !verb() { self.genitive(start) } else { Vec::new() };
        let object = |f: &Found| self.takes_object(f.node as usize);
        who.into_iter().next().filter(|f| f.line == self.line && self.fights(f.node as usize) && object(f))
    }

    /// `ميليشيات الحوثي وصالح التي انسحبت`: whether a clause in the feminine is on a row that a man ends.
    pub(super) fn of_no_man(&self, verb: usize, found: Found) -> bool {
        let feminine =
            self.nodes[verb].feats.is_some_and(|f| f.gender == Gender::Feminine && f.number == Number::Singular);
        let at = found.node as usize;
        feminine
            && found.line == self.line
            && self.nodes[at].joined_by_and()
            && self.entity(at).is_some_and(|e| e.person)
            && self.nodes[at].feats.is_none_or(|f| f.gender == Gender::Masculine)
    }

    /// `ألزم القرار الفصائل بالانسحاب`: who is named right after a noun, and all that are joined to him.
    pub(super) fn named_next(&self, noun: usize) -> Option<Vec<Found>> {
        let next = Some(noun + 1).filter(|&i| self.entity(i).is_some_and(Entity::can_act) && !self.has_prep(i));
        next.map(|i| self.conjuncts(i))
    }

    /// `أفاد بأن الجيش والشرطة، قصفا القرية`: whether a row of two that opens a clause stands before the pause before a dual verb.
    pub(super) fn two_before(&self, verb: usize, last: usize) -> bool {
        let dual = self.nodes[verb].feats.is_some_and(|f| f.number == Number::Dual);
        let row = if dual { self.row_of(last) } else { Vec::new() };
        let head = row.first().map_or(0, |f| f.node as usize);
        row.len() == 2
            && self.before(head).is_none_or(|b| self.nodes[b].is(Labels::THAT) || self.nodes[b].kind == Kind::Stop)
    }

    /// `أرسل الجيش قوات لشن حملة دهم`: whether carrying out what is told is the purpose or the means of a deed.
    pub(super) fn served_by(&self, way: &Way) -> bool {
        way.operators.last().is_some_and(|&(i, _)| self.nodes[i].is(Labels::LIGHT) && self.serves(i))
    }

    /// `ألزم القرار الفصائل بالانسحاب`: whether a noun with the article is the subject of a verb that says whom it asks.
    pub(super) fn obliges(&self, noun: usize) -> bool {
        let n = &self.nodes[noun];
        let verb = noun.checked_sub(1).filter(|&v| self.nodes[v].kind == Kind::Verb);
        let asks = |op: u16| self.k.language.operators[op as usize].agent == AgentOf::Object;
        n.kind == Kind::Noun && n.pro.has(Proclitics::AL) && verb.and_then(|v| self.nodes[v].operator).is_some_and(asks)
    }

    /// Whether a phrase is one of those who only watch and tell: an observatory, an agency, who speaks for it.
    fn watches(&self, found: Found) -> bool {
        let watching = |a: u32| matches!(self.k.actors[a as usize].kind, ActorKind::Monitor | ActorKind::Media);
        self.lines_entity(found).is_some_and(|e| e.actor.or(e.of).is_some_and(watching))
    }

    /// A force or a party that fights, in this line.
    fn fighter(&self, f: &Found) -> bool {
        let kind = |a: u32| self.k.actors[a as usize].kind;
        let named =
            self.lines_entity(*f).is_some_and(|e| e.actor.is_some_and(|a| kind(a) != ActorKind::People) && !e.person);
        f.line == self.line && f.via.is_none() && named && self.fights(f.node as usize)
    }

    /// `هجوم على مواقع الجيش وحلفائه`: the held positions to which those who are struck are joined are struck too.
    pub(super) fn post_before(&self, event: Event, slots: &mut Slots) {
        let Slots { target, place, .. } = slots;
        let Some(hit) = target.first().copied().filter(|f| f.line == self.line && f.via.is_none()) else { return };
        let at = hit.node as usize;
        let joined = event == Event::Attack && self.nodes[at].joined_by_and() && self.nodes[at].joined_prep().is_none();
        let Some(before) = self.before(at).filter(|&b| joined && self.post(b)) else { return };
        let held = self.entity(before).is_some_and(|e| e.of.is_some() || e.actor.is_some());
        let post = place.iter().position(|f| f.line == self.line && f.node as usize == before && held);
        if let Some(i) = post {
            target.insert(0, place.remove(i));
        }
    }

    /// `بالتعاون مع الشرطة نفذ الجيش عملية`: whether a phrase stands after words that open the sentence and join it to who is yet to be named.
    pub(super) fn beside_in_front(&self, at: usize) -> bool {
        let start = self.sentence_start(at);
        let opener = (start..at).find(|&i| !self.nodes[i].is_quote());
        opener.is_some_and(|o| o + 1 == at && self.nodes[o].kind == Kind::Particle) && self.nodes[at].joined_by_and()
    }

    /// Whether two phrases are of one party.
    fn of_one(&self, a: &Found, b: &Found) -> bool {
        let who = |f: &Found| self.lines_entity(*f).and_then(|e| e.actor.or(e.of));
        (a.line, a.node) == (b.line, b.node) || who(a).is_some() && who(a) == who(b)
    }
}

/// `شن الجيش غارات. وأسفرت هذه الغارات عن قتلى`: a blow with a demonstrative is the one told of last, and who did that did it.
pub(super) fn taken_up(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let points = s.before(d.node).is_some_and(|b| {
            let n = &s.nodes[b];
            // `هجمات، بما في ذلك الهجوم على السوق`: what is told of among others is not taken up.
            let among = b > 1 && s.nodes[b - 1].kind == Kind::Prep && s.nodes[b - 2].kind == Kind::Particle;
            n.kind == Kind::Particle && n.is(Labels::DEMONSTRATIVE) && !among
        });
        if !points || s.nodes[d.node].kind != Kind::Noun || d.event != Event::Attack || !d.slots.actor.is_empty() {
            continue;
        }
        // Of several it is the one told of right before, whether it is told whose that was or not.
        let here = drafts.iter().filter(|o| o.event == d.event && o.node < d.node).max_by_key(|o| o.node);
        let here = here.map(|o| o.slots.actor.clone());
        let before =
            || s.memory.strike.iter().filter(|f| (f.line..=f.line + BEFORE).contains(&s.line)).copied().collect();
        let via = Some(s.span(d.node));
        let who: Vec<Found> = here.unwrap_or_else(before);
        drafts[i].slots.actor = who.into_iter().map(|f| Found { via: f.via.or(via), ..f }).collect();
    }
}

/// Completes the drafts of a line by whom their words name beside them.
pub(super) fn complete(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut() {
        match d.event {
            Event::Attack
            | Event::Clash
            | Event::Harm
            | Event::Detain
            | Event::SiegeImpose
            | Event::SiegeHold
            | Event::ControlTake
            | Event::ControlHold
            | Event::Conscript => d.slots.actor.retain(|f| !s.watches(*f)),
            Event::Displace if s.nodes[d.node].kind == Kind::Noun => d.slots.actor.retain(|f| !s.watches(*f)),
            Event::Meet => {
                came_to_meet(s, d);
                each_named(s, d);
            }
            _ => {}
        }
        if matches!(d.event, Event::Attack | Event::Detain | Event::ControlTake) {
            together(s, d);
        }
        if d.event == Event::Deploy && d.slots.actor.is_empty() {
            d.slots.actor.extend(stationed(s, d));
        }
        if d.event == Event::Detain && d.slots.target.is_empty() {
            d.slots.target.extend(held(s, d.node));
        }
        if d.event == Event::Attack && d.slots.target.is_empty() {
            d.slots.target.extend(own_post(s, d));
        }
    }
    both_fell(s, drafts);
    scattered(s, drafts);
}

/// `أطلقت الشرطة النار لتفريق مظاهرة`: who strikes at a protest does not hold it.
fn scattered(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let d = &drafts[i];
        if d.event != Event::Protest || s.nodes[d.node].kind == Kind::Verb {
            continue;
        }
        let strikes = |f: &Found| {
            let by = |a: &Draft| a.event == Event::Attack && a.slots.actor.iter().any(|x| s.of_one(x, f));
            !s.spared(*f) && drafts.iter().any(by)
        };
        let left: Vec<Found> = d.slots.actor.iter().filter(|f| !strikes(f)).copied().collect();
        drafts[i].slots.actor = left;
    }
}

/// `بالتعاون مع التحالف نفذت القوات عملية`, `نفذت القوات عملية في البلدة بالتعاون مع التحالف`, `غارات شنتها دمشق مع موسكو`: with whom
/// it is done.
fn together(s: &Sentence<'_>, d: &mut Draft) {
    let Some(did) = d.slots.actor.last().copied() else { return };
    let start = s.sentence_start(d.node);
    let front = (start + 1..d.node.min(start + 3)).find(|&i| s.beside_in_front(i));
    let jointly = |i: usize| {
        let word = s.types.folded(s.parse.tokens[s.nodes[i].first as usize]);
        s.nodes[i].kind == Kind::Particle && holds(&s.k.language.prepositions.jointly, word)
    };
    let end = (d.last + 1..s.sentence_end(d.last).min(d.last + BESIDE))
        .take_while(|&i| !s.triggers.contains(&i) && s.nodes[i].kind != Kind::Comma)
        .find(|&i| jointly(i));
    let with = |i: usize| {
        let n = &s.nodes[i];
        n.kind == Kind::Prep && n.enc.is_none() && holds(&s.k.language.prepositions.with, s.folded_stem(n))
    };
    // `الجماعة المتحالفة مع إيران`: a participle takes what follows.
    let last = || s.parse.tokens[s.nodes[did.node as usize].last as usize - 1];
    let attribute = || {
        use hudna_arabic::morph::Pos::{ActiveParticiple, PassiveParticiple};
        let participle =
            s.types.readings(last()).iter().any(|r| matches!(r.feats.pos, ActiveParticiple | PassiveParticiple));
        participle && crate::parse::adjective_actor(s.types, last()).is_none()
    };
    let here = did.line == s.line && did.via.is_none() && !attribute();
    let right = Some(did.node as usize + 1).filter(|&i| here && i + 1 < s.nodes.len() && with(i));
    // `القوات، بالتعاون مع الشرطة، داهمت`
    let middle = (did.node as usize + 1..d.node).find(|&i| here && jointly(i));
    let beside = [front, middle.or(end).or(right).map(|i| i + 1)];
    for at in beside.into_iter().flatten().filter(|&i| s.entity(i).is_some()) {
        for f in s.conjuncts(at) {
            let acts = |e: &Entity| (e.actor.is_some() || e.group) && !e.person && e.goods.is_none();
            let state = s.lines_entity(f).is_some_and(acts) && !s.spared(f);
            if state && !d.slots.actor.iter().chain(&d.slots.target).any(|a| s.of_one(a, &f)) {
                d.slots.actor.push(f);
            }
        }
    }
}

/// `مواقع الجيش المتمركزة في التلة`: those are stationed whose the positions are that are described.
fn stationed(s: &Sentence<'_>, d: &Draft) -> Option<Found> {
    let post = s.before(d.node).filter(|&b| s.nodes[d.node].describes() && s.post(b))?;
    s.entity(post).is_some_and(|e| e.of.is_some()).then(|| s.found(post))
}

/// `وصل الوزير إلى دمشق للقاء الرئيس`: who goes to meet somebody meets him.
fn came_to_meet(s: &Sentence<'_>, d: &mut Draft) {
    let node = &s.nodes[d.node];
    let [other] = d.slots.actor[..] else { return };
    let after = other.line == s.line && other.via.is_none() && other.node as usize > d.node;
    if node.kind != Kind::Noun || node.joined_prep() != Some("ل") || node.pro.has(Proclitics::AL) || !after {
        return;
    }
    let opens = |i: usize| {
        let n = &s.nodes[i];
        n.kind == Kind::Stop || n.kind == Kind::Particle && n.is(Labels::THAT | Labels::CLAUSE | Labels::RELATIVE)
    };
    let verb = (s.sentence_start(d.node)..d.node)
        .rev()
        .take_while(|&i| !opens(i))
        .find(|&i| s.nodes[i].kind == Kind::Verb && !s.in_relative(i));
    let Some(verb) = verb else { return };
    let subject = s.subject_before(verb).or_else(|| s.subject_after(verb)).unwrap_or_default();
    let one = |f: &Found| {
        let man = |e: &Entity| e.person || (e.group || e.actor.is_some()) && e.goods.is_none() && e.people.is_none();
        s.lines_entity(*f).is_some_and(man) && !s.of_one(f, &other)
    };
    if subject.iter().all(one) {
        d.slots.actor.splice(0..0, subject);
    }
}

/// `التقى نظيريه، الفرنسي فلان والألماني فلان`: the names of several of one office are who they are.
fn each_named(s: &Sentence<'_>, d: &mut Draft) {
    let several = |f: &Found| {
        let n = &s.nodes[f.node as usize];
        n.is(Labels::OFFICE) && n.feats.is_some_and(|x| x.number != Number::Singular)
    };
    let here = |f: &Found| f.line == s.line && f.via.is_none();
    let Some(at) = d.slots.actor.iter().position(|f| here(f) && several(f) && named_none(s, f)) else { return };
    let head = d.slots.actor[at].node as usize;
    let mut names = Vec::new();
    for i in head + 1..s.nodes.len().min(head + NAMES) {
        let n = &s.nodes[i];
        match n.kind {
            Kind::Comma | Kind::Open | Kind::Close => {}
            Kind::Adjective if n.pro.has(Proclitics::AL) => {}
            Kind::Entity if s.entity(i).is_some_and(|e| e.person) && n.joined_prep().is_none() => {
                names.push(s.found(i))
            }
            _ => break,
        }
    }
    if names.len() > 1 {
        d.slots.actor.retain(|f| !names.iter().any(|n| n.node == f.node));
        if let Some(at) = d.slots.actor.iter().position(|f| f.node as usize == head) {
            d.slots.actor.splice(at..=at, names);
        }
    }
}

/// Whether a phrase names nobody itself.
fn named_none(s: &Sentence<'_>, f: &Found) -> bool {
    s.lines_entity(*f).is_some_and(|e| !e.person && e.actor.is_none())
}

/// `صيادين مصريين محتجزين في البلدين`, `المعتقلين لدى الجيش`: those whom a word for captives describes, else the captives.
fn held(s: &Sentence<'_>, at: usize) -> Vec<Found> {
    let Some(e) = s.entity(at).filter(|e| e.people.is_some() && e.actor.is_none()) else { return Vec::new() };
    // `الصيادين المصريين، المحتجزين لدى السلطات`
    let comma = |i: usize| s.nodes[i].kind == Kind::Comma && i + 1 == at && e.definite;
    let who = (0..at).rev().find(|&i| s.nodes[i].kind != Kind::Adjective && !s.nodes[i].is_quote() && !comma(i));
    let head = who.filter(|&w| {
        let definite = |i: usize| s.nodes[i].pro.has(Proclitics::AL) || s.nodes[i].enc.is_some();
        let people = s.entity(w).is_some_and(|p| p.people.is_some() || p.person);
        people && (definite(w) || !e.definite) && !s.nodes[at].joined_by_and() && s.nodes[at].joined_prep().is_none()
    });
    head.map_or_else(|| vec![s.found(at)], |w| s.row_of(w))
}

/// `اتهمت الحركة الجيش بقصف مواقعها`: whose the positions are that a blow strikes.
fn own_post(s: &Sentence<'_>, d: &Draft) -> Option<Found> {
    let post = (d.last + 1..s.nodes.len().min(d.last + 4)).find(|&i| s.post(i)).filter(|&i| {
        let plain = |n: &Node| matches!(n.kind, Kind::Entity | Kind::Prep | Kind::Adjective);
        s.nodes[d.last + 1..i].iter().all(plain)
    })?;
    let whose = s.pronoun(s.nodes[post].enc?, post, s.span(post))?;
    let fights = s.lines_entity(whose).is_some_and(|e| e.actor.is_some() && !e.person) && !s.spared(whose);
    (fights && !d.slots.actor.iter().any(|a| s.of_one(a, &whose))).then_some(whose)
}

/// `قتل 19 من الجيش والمتمردين في اشتباكات`: two parties whose men fell in fights that name nobody fought them.
fn both_fell(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let d = &drafts[i];
        if d.event != Event::Clash || !d.slots.actor.is_empty() || s.nodes[d.node].kind != Kind::Noun {
            continue;
        }
        let inside = preposition(s, d.node).is_some_and(|p| holds(&s.k.language.prepositions.within, p));
        let near = |h: &&Draft| {
            h.event == Event::Harm && h.sentence == d.sentence && h.node < d.node && linked(s, h.node, d.node)
        };
        let Some(h) = drafts.iter().find(near).filter(|_| inside) else { continue };
        let [a, b] = h.slots.target[..] else { continue };
        if [a, b].iter().all(|f| s.fighter(f)) && !s.of_one(&a, &b) {
            drafts[i].slots.actor.extend([a, b]);
        }
    }
}
