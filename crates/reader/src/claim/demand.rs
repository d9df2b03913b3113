//! Who demands, by a participle too, who is only asked, and who would have to do what is demanded without naming him.

use super::build::Draft;
use super::govern::Way;
use super::refer::Speech;
use super::slots::{Found, Sentence};
use crate::knowledge::{ActorKind, AgentOf, Effect, Labels, Operator, holds};
use crate::parse::{Entity, Kind, Node, adjective_actor};
use hudna_arabic::morph::{Gender, Number, Pos, Proclitics, Reading};
use hudna_claims::{Event, Modality};

/// `طلب النظام فك الحصار وإزالة حواجز “قسد”`: what one side asks for is for the only other side
/// that the sentence names to do.
pub(super) fn asked(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut() {
        let open = d.modality == Modality::Demanded && d.slots.actor.is_empty() && d.slots.target.is_empty();
        if !open || !s.k.language.for_sides.contains(&d.event) {
            continue;
        }
        let Some(asker) = d.speakers.first().and_then(|f| side(s, *f)) else { continue };
        let mut other: Option<(u32, Found)> = None;
        let mut several = false;
        for i in s.sentence_start(d.node)..s.sentence_end(d.node) {
            let found = s.found(i);
            let Some(who) = side(s, found).filter(|who| *who != asker) else { continue };
            several |= other.is_some_and(|(known, _)| known != who);
            other = other.or(Some((who, found)));
        }
        if let Some((_, found)) = other.filter(|_| !several) {
            d.slots.actor = vec![found];
        }
    }
}

/// `دعت الإدارة روسيا إلى وقف الهجمات التركية`, `طالب مجلس الأمن بوقف غارات التحالف على صنعاء`: whose the blows are that shall stop would have
/// to stop them; who is asked for it is another.
pub(super) fn stopped_by(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut() {
        let stops = d.modality == Modality::Demanded && d.ceases;
        if !stops || !matches!(d.event, Event::Attack | Event::SiegeHold) || s.nodes[d.node].kind != Kind::Noun {
            continue;
        }
        let own = own_doer(s, d);
        let who = |f: &Found| match s.lines_entity(*f) {
            Some(e) => e.actor,
            // An adjective of this line.
            None if f.line == s.line => {
                adjective_actor(s.types, s.parse.tokens[s.nodes[f.node as usize].first as usize])
            }
            None => None,
        };
        let same = |f: &Found| {
            own.iter().any(|o| (o.line, o.node) == (f.line, f.node) || who(o).is_some() && who(o) == who(f))
        };
        if own.is_empty() || d.slots.actor.iter().any(same) {
            continue;
        }
        let asked = std::mem::replace(&mut d.slots.actor, own);
        if d.slots.target.is_empty() {
            d.slots.target = asked;
        }
    }
}

/// `طالبت الوسطاء بالضغط على الحكومة لوقف القصف`: who is asked to bring those to it who would have to do it.
pub(super) fn pressed(drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| d.modality == Modality::Demanded && d.slots.target.is_empty()) {
        let acts = |f: &Found| f.among(&d.slots.actor) || f.among(&d.speakers);
        d.slots.target = d.pressed.iter().copied().filter(|f| !acts(f)).collect();
    }
}

/// Whose the blows are by the words right after their noun: the adjective of a nation, or a party before whom or what it strikes.
fn own_doer(s: &Sentence<'_>, d: &Draft) -> Vec<Found> {
    let nation = |i: &usize| {
        let n = &s.nodes[*i];
        let called = n.kind == Kind::Adjective && n.joined_prep().is_none();
        called && adjective_actor(s.types, s.parse.tokens[n.first as usize]).is_some()
    };
    let mut after = (d.node + 1..s.nodes.len()).take_while(|&i| i <= d.last || s.nodes[i].kind == Kind::Adjective);
    if let Some(i) = after.find(nation) {
        return vec![s.found(i)];
    }
    let next = d.last + 1;
    let plain = s.nodes.get(next).is_some_and(|n| n.pro.0 & !Proclitics::AL.0 == 0);
    if !plain || !s.fights(next) && !s.party(next) || s.spared(s.found(next)) {
        return Vec::new();
    }
    let row = s.conjuncts(next);
    let onto = row.last().and_then(|f| s.nodes.get(f.node as usize + 1)).is_some_and(|n| {
        let on = n.kind == Kind::Prep && holds(&s.k.language.prepositions.done_to, s.folded_stem(n));
        on || n.joined_prep() == Some("ل")
    });
    if onto { row } else { Vec::new() }
}

impl Sentence<'_> {
    /// `الضغط على الحكومة`, `إلزامها`: whether an operator asks somebody to bring another, who is told under it, to do something.
    pub(super) fn asked_to_press(&self, operator: &Operator, way: &Way) -> bool {
        let asks = operator.agent == AgentOf::Object && operator.effect == Effect::Set(Modality::Demanded);
        let bring = |&(_, op): &(usize, u16)| self.k.language.operators[op as usize].agent == AgentOf::Object;
        let over = way.operators.len().saturating_sub(1);
        asks && !way.agent.is_empty() && way.pressed.is_empty() && way.operators[..over].iter().any(bring)
    }

    /// `إلزام الحكومة بالانسحاب`: who is brought to do something, right after the noun for it.
    pub(super) fn made_to(&self, noun: usize) -> Vec<Found> {
        let n = &self.nodes[noun];
        let makes = n.pos() == Some(Pos::Masdar)
            && !n.pro.has(Proclitics::AL)
            && holds(&self.k.language.shades.makes, self.verb_of(noun));
        if makes { self.genitive(noun) } else { Vec::new() }
    }

    /// `ضغطت الدول على روسيا ودمشق`: all of whom something is asked, where they can act.
    pub(super) fn all_of_asked(&self, first: Found) -> Vec<Found> {
        let acts = |f: &Found| self.lines_entity(*f).is_some_and(crate::parse::Entity::can_act);
        let row = if first.line == self.line && first.via.is_none() {
            self.conjuncts(first.node as usize)
        } else {
            vec![first]
        };
        if acts(&first) { row.into_iter().filter(acts).collect() } else { Vec::new() }
    }

    /// `وحثت`: a verb that always names whom it asks, of somebody told of before.
    pub(super) fn asks_whom(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        let lemma = node.lemma.map_or("", |l| &self.k.lexicon.lemma(l).folded);
        node.joined_by_and() && holds(&self.k.language.asks_whom, lemma)
    }

    /// `ودعا إيران إلى الحوار`: whether a land or a capital, a feminine, stands after a verb of a masculine.
    pub(super) fn she_land(&self, verb: usize, at: usize) -> bool {
        use hudna_arabic::morph::{Gender, Number};
        let he =
            |f: hudna_arabic::morph::Feats| (f.person, f.number, f.gender) == (3, Number::Singular, Gender::Masculine);
        let land =
            |e: &Entity| e.actor.is_some() && !e.places.is_empty() && !e.group && e.people.is_none() && !e.person;
        let n = &self.nodes[at];
        let word = self.types.folded(self.parse.tokens[n.first as usize]);
        // `رفض إيران السماح لهم`, `تواصل إيران`: no word that may be a verbal noun or a feminine.
        let plain = |r: &Reading| he(r.feats) || r.feats.pos != Pos::Masdar && r.feats.gender != Gender::Feminine;
        verb < at
            && n.last - n.first == 1
            && n.pro.0 & !Proclitics::AL.0 == 0
            && self.nodes[verb].feats.is_some_and(he)
            && self.entity(at).is_some_and(land)
            && !holds(&self.k.language.he_lands, word)
            && self.types.readings(self.parse.tokens[self.nodes[verb].head as usize]).iter().all(plain)
    }

    /// `ودعا جميع الأطراف إلى`, `وحثت إسرائيل على`, `وطالبت المجلس ب`, `ودعا المنظمات إلى`: whether a phrase after a verb of demanding is not
    /// who demands but of whom things are demanded.
    pub(super) fn only_asked(&self, verb: usize, at: usize) -> bool {
        let n = &self.nodes[at];
        // What he is asked for follows: `وناشد المبعوث فرض هدنة` has nobody who is asked.
        let alone = || {
            let beside = |n: &&Node| !matches!(n.kind, Kind::Adjective | Kind::Close | Kind::Open);
            let asked_for = |n: &Node| n.kind == Kind::Prep || n.joined_prep().is_some() || n.is(Labels::THAT);
            let next = self.nodes[at + 1..].iter().find(beside);
            // `رصدت الغرفة نزوح عائلات، وناشدت المنظمات تقديم الغذاء`: she who is told of before asks for the deed that follows.
            let paused = verb.checked_sub(1).is_some_and(|b| self.nodes[b].kind == Kind::Comma);
            let deed = |n: &Node| n.kind == Kind::Noun && n.pos() == Some(Pos::Masdar) && n.joined_prep().is_none();
            let goes_on = || paused && next.is_some_and(deed) && !self.understood(verb).is_empty();
            self.asks_whom(verb) && (next.is_some_and(asked_for) || goes_on())
        };
        // `طالبت المجلس`, `طالب الحكومة`: a body or a man by a word of the other gender.
        let other = || {
            let headed = n.is(Labels::BODY_HEAD | Labels::FORCE_HEAD | Labels::OFFICE) && verb + 1 == at;
            let of =
                |node: &Node| node.feats.filter(|f| f.number == Number::Singular && f.person != 1).map(|f| f.gender);
            headed && of(&self.nodes[verb]).zip(of(n)).is_some_and(|(verb, noun)| verb != noun)
        };
        // `ودعت الوسطاء إلى`: nor do men by a word for their office.
        let men = || {
            let she = self.nodes[verb]
                .feats
                .is_some_and(|f| (f.person, f.number, f.gender) == (3, Number::Singular, Gender::Feminine));
            let many = n.feats.is_some_and(|f| (f.number, f.gender) == (Number::Plural, Gender::Masculine));
            she && many && n.is(Labels::OFFICE) && self.nodes[verb].joined_by_and() && !n.is(Labels::FORCE_HEAD)
        };
        self.entity(at).is_some_and(|e| self.all_asked(e))
            || alone()
            || other()
            || men()
            || !self.subject_in_gender(verb, at)
    }

    /// Whether an indefinite participle stands after a pause in the clause of a verb of demanding.
    pub(super) fn goes_on_as_participle(&self, participle: usize, verb: usize) -> bool {
        let v = &self.nodes[verb];
        let paused = self.before(participle).is_some_and(|b| self.nodes[b].kind == Kind::Comma);
        verb < participle && v.kind == Kind::Verb && v.is(Labels::DEMAND) && paused && self.circumstance(participle)
    }

    /// `، مهددة بقصف الحي`: whether a word that elsewhere says what something is in danger of opens, after a pause, what somebody threatens with.
    pub(super) fn threatens_too(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let paused = self.before(at).is_some_and(|b| self.nodes[b].kind == Kind::Comma);
        let with = self.nodes.get(at + 1).is_some_and(|p| p.joined_prep().is_some());
        let threat = |op: u16| self.k.language.operators[op as usize].effect == Effect::Set(Modality::Threatened);
        let threatens =
            |r: &Reading| r.feats.pos == Pos::ActiveParticiple && self.k.labels.operator(r.lemma).is_some_and(threat);
        n.kind == Kind::Operator
            && n.last - n.first == 1
            && paused
            && with
            && self.types.readings(self.parse.tokens[n.first as usize]).iter().any(threatens)
    }

    /// `طالبهم بالمغادرة تمهيدا لهجوم`: whether a phrase of purpose stands after the event that a verb before it asks for.
    pub(super) fn purpose_of_demand(&self, purpose: usize, verb: usize) -> bool {
        let open = |n: &Node| {
            n.kind == Kind::Operator
                && self.k.language.operators[n.index as usize].effect == Effect::Set(Modality::Possible)
        };
        let (n, v) = (&self.nodes[purpose], &self.nodes[verb]);
        verb < purpose
            && open(n)
            && v.kind == Kind::Verb
            && v.is(Labels::DEMAND)
            && self.triggers.iter().any(|&t| verb < t && t < purpose)
    }

    /// `قال إن ...، متهما الفصائل ب`, `تظاهروا مطالبين الحكومة ب`: an indefinite participle that goes on with what somebody says.
    pub(super) fn circumstance(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let free = !n.pro.has(Proclitics::AL) && n.enc.is_none() && !self.has_prep(at);
        if n.pos() != Some(Pos::ActiveParticiple) {
            return free && self.demanding(at);
        }
        let word = self.types.folded(self.parse.tokens[n.first as usize]);
        free && (word.ends_with('ا')
            || self.before(at).is_some_and(|b| self.nodes[b].kind == Kind::Comma)
            || n.is(Labels::DEMAND) && word.ends_with("ين") && self.before(at).is_some())
    }

    /// `رحبت الجامعة بالهدنة، مطالبة الأطراف باحترامها`: whether a word for asking that may be a feminine participle stands after a clause
    /// whose subject is a feminine: it goes on with what she says.
    fn demanding(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        if n.pos() != Some(Pos::Masdar) || n.pro.0 != 0 || n.operator.is_none() || !self.may_describe(at) {
            return false;
        }
        let closed = |b: usize| {
            // `رفضت الحكومة مطالبة روسيا`: what is refused stands right after who refuses.
            let subject = self.before(b).is_some_and(|v| self.nodes[v].kind == Kind::Verb);
            let named = self.nodes[b].pro.has(Proclitics::AL) || self.entity(b).is_some_and(|e| e.definite);
            self.nodes[b].kind == Kind::Comma || named && !subject
        };
        let she = |v: usize| {
            self.nodes[v]
                .feats
                .is_some_and(|f| (f.person, f.number, f.gender) == (3, Number::Singular, Gender::Feminine))
        };
        let word = self.types.folded(self.parse.tokens[n.first as usize]);
        word.ends_with('ه') && self.before(at).is_some_and(closed) && self.main_verb(at).is_some_and(she)
    }

    /// Who calls for something by a participle: the subject of the main verb, or those of the nearest who are several.
    pub(super) fn who_calls(&self, at: usize) -> Option<Found> {
        let several = |f: &Found| {
            let plural = |n: &Node| n.feats.is_some_and(|f| f.number != Number::Singular);
            self.lines_node(*f).is_some_and(plural) || self.lines_entity(*f).is_some_and(|e| e.listed)
        };
        let word = self.types.folded(self.parse.tokens[self.nodes[at].first as usize]);
        let nearest = || {
            let from = self.sentence_start(at);
            let verbs = (from..at).rev().filter(|&j| self.nodes[j].kind == Kind::Verb && !self.in_relative(j));
            verbs.filter_map(|v| self.subject(v).into_iter().next()).find(|f| f.line == self.line && several(f))
        };
        Some(()).filter(|()| word.ends_with("ين")).and_then(|()| nearest()).or_else(|| self.main_subject(at))
    }

    /// Whether a word began with what a statement says of itself (`نطالب`, `نستنكر`).
    pub(super) fn declared(&self, speech: &Speech) -> bool {
        let verb = self.nodes.get(speech.by).filter(|v| v.kind == Kind::Verb);
        verb.is_some_and(|v| v.feats.is_some_and(|f| f.person == 1))
    }
}

/// The side of a conflict that a phrase names, or the owner it names.
fn side(s: &Sentence<'_>, found: Found) -> Option<u32> {
    let entity = s.lines_entity(found)?;
    let who = entity.actor.or(entity.of)?;
    let actor = &s.k.actors[who as usize];
    let fights =
        matches!(actor.kind, ActorKind::Force | ActorKind::Government | ActorKind::Party | ActorKind::Alliance);
    fights.then_some(who)
}
