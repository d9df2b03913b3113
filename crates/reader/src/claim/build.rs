//! Drafts of a line's claims, completed from each other and written out.

use super::fill::Slots;
use super::layout::{Layout, ListHead, list_head};
use super::leave::{headed, outside};
use super::mention::Mentions;
use super::refer::{Memory, Speech, Talk};
use super::salience::{A_REPORT, alone, features};
use super::scope::{only_where, told_aside};
use super::slots::{Found, Sentence};
use super::speaker::speeches;
use super::trigger::Trigger;
use crate::knowledge::{Effect, Frame, Knowledge, Labels, RoleKind};
use crate::parse::{Kind, Parse, Types, heading};
use crate::reader::Report;
use hudna_arabic::morph::{Pos, Proclitics, Reading};
use hudna_arabic::times::{Grain, TimeKind, TimeSpan};
use hudna_claims::{Claim, Event, Modality, Span};
use jiff::civil::Date;

/// A claim in the making.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub frame: u16,
    pub node: usize,
    pub last: usize,
    /// What its frame needs is not needed: another frame tells the same without it.
    pub backed: bool,
    pub event: Event,
    pub modality: Modality,
    pub ceases: bool,
    pub slots: Slots,
    pub speakers: Vec<Found>,
    /// Who is asked to bring others to it.
    pub pressed: Vec<Found>,
    pub numbers: super::count::Numbers,
    pub time: Option<usize>,
    /// The first node of its sentence.
    pub sentence: usize,
    /// Node of the event that this one answers.
    pub answers: Option<usize>,
}

/// Builds the claims of one report, line by line.
pub(crate) struct Builder<'a> {
    k: &'a Knowledge,
    types: &'a Types<'a>,
    report: &'a Report<'a>,
    lines: &'a [Parse],
    memory: Memory<'a>,
    talk: Talk,
    layout: Layout,
    /// What the line that opened the list at hand says over its items.
    list: ListHead,
    pub claims: Vec<Claim>,
    mentions: Mentions<'a>,
    /// Whether the report is one sentence, whose mentions are weighed.
    alone: bool,
    /// The claims that only refer to their event.
    referring: Vec<usize>,
    /// The claims (half-open) of each line.
    line_claims: Vec<(usize, usize)>,
    /// The outlet of the report, where the actors know it.
    own: Option<u32>,
    /// The features of each claim, kept only to train the model; claims that only refer are kept too.
    features: Option<Vec<Vec<String>>>,
}

impl<'a> Builder<'a> {
    pub fn new(k: &'a Knowledge, types: &'a Types<'a>, report: &'a Report<'a>, lines: &'a [Parse]) -> Self {
        let layout = Layout::of(k, types, report, lines);
        let mut memory = Memory::new(lines);
        let mentions = Mentions::new(k, types, report, lines);
        memory.country = mentions.country();
        Builder {
            k,
            types,
            report,
            lines,
            memory,
            talk: Talk::default(),
            layout,
            list: ListHead::default(),
            claims: Vec::new(),
            mentions,
            alone: alone(lines),
            referring: Vec::new(),
            line_claims: Vec::new(),
            own: report.source.and_then(|name| k.outlet(name)),
            features: None,
        }
    }

    /// Keeps the features of all claims and drops none.
    pub fn with_features(mut self) -> Self {
        self.features = Some(Vec::new());
        self
    }

    /// Adds a line's claims.
    pub fn line(&mut self, number: usize, start: usize, end: usize, triggers: &[Trigger]) {
        let parse = &self.lines[number];
        self.memory.author = self.layout.author(number, &self.list);
        let heads: Vec<usize> = triggers.iter().map(|t| t.node).collect();
        let memory = &self.memory;
        let inner = super::trigger::inner_nodes(triggers);
        let item = self.layout.lines[number].item_of.is_some();
        let base = Sentence {
            inner: &inner,
            k: self.k,
            types: self.types,
            parse,
            nodes: &parse.nodes,
            line: number as u32,
            triggers: &heads,
            memory,
            speeches: &[],
            published: self.report.published,
            list: item.then_some(self.list.modality).flatten(),
        };
        let over = speeches(&base, &mut self.talk, self.layout.under(number, &self.list));
        if self.layout.opens_list(number) {
            self.list = list_head(&base, &over, self.layout.issuer);
        }
        let s = Sentence { speeches: &over, ..base };
        let mut drafts = super::spread::drafts(&s, triggers);
        super::share::share(&s, &mut drafts);
        for d in &mut drafts {
            // What the outlet says in its own name has no other speaker; its correspondent on the spot is one.
            let ours = |f: &Found| {
                let on_the_spot = self.memory.parse(f.line).nodes[f.node as usize].is(Labels::SOURCE_HEAD);
                !on_the_spot && s.lines_entity(*f).and_then(|e| e.actor) == self.own
            };
            d.speakers.retain(|f| self.own.is_none() || !ours(f));
        }
        super::understood::victims_suffer(&s, &mut drafts);
        drafts.retain(|d| d.backed || needed(&self.k.frames[d.frame as usize], &d.slots));
        super::share::merge(&s, &mut drafts, true);
        super::meeting::on_arrival(&s, &mut drafts);
        super::gainsaid::denied(&s, &mut drafts);
        super::taken::taken(&s, &mut drafts);
        super::meeting::in_its_course(&s, &mut drafts);
        let first = self.claims.len();
        let (referring, seen) = self.weigh(&s, &drafts);
        let locating = s.locating();
        for (forces, whose) in super::forces::whose_forces(&s, &drafts) {
            self.mentions.means(forces, whose);
        }
        for d in &drafts {
            let claim = self.claim(d, &s, start, end);
            self.claims.push(claim);
        }
        self.line_claims.push((first, self.claims.len()));
        self.referring.extend(referring.into_iter().map(|i| first + i));
        if let Some(all) = &mut self.features {
            all.extend(seen);
        }
        self.link_answers(&drafts, first);
        self.remember(number as u32, &drafts, &locating);
    }

    /// The claims that tell of their event, with those that only refer to it left out, and what is no news of a conflict.
    pub fn finish(mut self) -> Vec<Claim> {
        let mut dropped = std::mem::take(&mut self.referring);
        if outside(self.k, self.types, self.lines, &self.claims) {
            return Vec::new();
        }
        if let Some(at) = heading(self.types, self.report.text, self.lines) {
            headed(&self.claims, self.line_claims[at], &mut dropped);
        }
        if dropped.is_empty() {
            return self.claims;
        }
        let gone: Vec<String> = dropped.iter().map(|&i| self.claims[i].id.clone()).collect();
        let mut at = 0;
        self.claims.retain(|_| {
            at += 1;
            dropped.binary_search(&(at - 1)).is_err()
        });
        for claim in &mut self.claims {
            claim.in_response_to.retain(|id| !gone.contains(id));
        }
        self.claims
    }

    /// All claims with the features of those that the model weighs, for training.
    pub fn finish_with_features(mut self) -> Vec<(Claim, Vec<String>)> {
        let features = self.features.take().unwrap_or_default();
        self.claims.into_iter().zip(features).collect()
    }

    /// Which drafts only refer to their event, and for training what the model saw of each.
    fn weigh(&self, s: &Sentence<'_>, drafts: &[Draft]) -> (Vec<usize>, Vec<Vec<String>>) {
        let (mut referring, mut all) = (Vec::new(), Vec::new());
        if !self.alone && self.features.is_none() {
            return (referring, all);
        }
        let salience = &self.k.salience;
        let weighed = |d: &&Draft| salience.weighs(d.event, d.modality, d.ceases);
        let beside = drafts.iter().filter(weighed).count();
        for (i, d) in drafts.iter().enumerate() {
            let (mut sum, mut seen) = (salience.bias, Vec::new());
            // A report may stand in one line: what its other sentences tell is told beside this one too.
            let elsewhere = drafts.iter().filter(|o| o.sentence != d.sentence).count();
            if weighed(&d) && !s.opens_item(d.node) {
                features(s, d, beside, |kind, value| {
                    sum += salience.weight((kind, value));
                    if self.features.is_some() {
                        seen.push(format!("{} {value}", kind.name()));
                    }
                });
                if self.alone && elsewhere < A_REPORT && !salience.tells(d.event, sum) {
                    referring.push(i);
                }
            }
            all.push(seen);
        }
        (referring, all)
    }

    fn remember(&mut self, line: u32, drafts: &[Draft], locating: &[usize]) {
        for d in drafts {
            let node = &self.lines[line as usize].nodes[d.node];
            self.memory.note_doers(self.k, d.event, &d.slots.actor, node);
            if let Some(&actor) = d.slots.actor.first()
                && d.event == Event::Agree
                && (d.node..=d.last).any(|i| self.lines[line as usize].nodes[i].is(Labels::ADOPT))
            {
                self.memory.issuer = Some(Found { via: None, ..actor });
            }
            if let Some(place) = d.slots.place.first()
                && matches!(d.event, Event::SiegeHold | Event::SiegeImpose | Event::SiegeLift | Event::ControlHold)
                && self.memory.named(*place, &self.lines[line as usize], line)
            {
                self.memory.enclave = Some(Found { via: None, ..*place });
            }
        }
        self.memory.note_line(line, self.k, locating);
    }

    fn claim(&self, d: &Draft, s: &Sentence<'_>, start: usize, end: usize) -> Claim {
        let text = self.report.text;
        let node = &s.nodes[d.node];
        let (from, _) = s.parse.bare_span(self.types, text, node);
        let (from, to) = if d.last > d.node {
            (from, s.span(d.last).1)
        } else {
            (from, s.parse.tokens[node.head as usize].end as usize)
        };
        let m = &self.mentions;
        let all = |found: &[Found]| -> Vec<hudna_claims::Mention> { found.iter().map(|f| m.mention(*f)).collect() };
        let words = |found: &[Found]| -> Option<String> {
            let (first, last) = (found.first()?, found.last()?);
            if first.line != last.line || last.node < first.node {
                return Some(m.words(*first));
            }
            Some(m.words_between(*first, *last))
        };
        let mut claim = Claim {
            doc: self.report.doc.to_owned(),
            id: String::new(),
            event: d.event,
            modality: d.modality,
            ceases: d.ceases,
            evidence: Span { start, end },
            trigger: hudna_claims::Trigger { text: text[from..to].to_owned(), start: from, end: to },
            actor: d
                .slots
                .actor
                .iter()
                .map(|f| if s.of_inner(d.node, *f) || s.is_goods(*f) { m.inner(*f) } else { m.mention(*f) })
                .collect(),
            target: all(&d.slots.target),
            mediator: all(&d.slots.mediator),
            place: m.places(&d.slots.place),
            speaker: d.speakers.iter().map(|f| m.speaker(*f)).collect(),
            speaker_kind: m.speaker_kind(&d.speakers, self.layout.issuer),
            goods: words(&d.slots.goods),
            people: words(&d.slots.people),
            count: d.numbers.count.map(|n| m.quantity(s, n)),
            killed: d.numbers.killed.map(|n| m.quantity(s, n)),
            injured: d.numbers.injured.map(|n| m.quantity(s, n)),
            time: d
                .time
                .map(|t| m.time(s, t))
                .map(|t| if d.modality == Modality::Promised { super::mention::ahead(t, s.published) } else { t }),
            in_response_to: Vec::new(),
            rule: self.k.frames[d.frame as usize].rule.clone(),
        };
        claim.id = super::mention::stable_id(&claim, self.mentions.text_hash);
        claim
    }

    /// `ردا على`, `كرد فعل ل`: the claim answers the event named after the words.
    fn link_answers(&mut self, drafts: &[Draft], first: usize) {
        for (i, d) in drafts.iter().enumerate() {
            let Some(answered) = d.answers else { continue };
            let other = drafts.iter().position(|o| o.node == answered);
            if let Some(other) = other.filter(|o| *o != i) {
                let id = self.claims[first + other].id.clone();
                self.claims[first + i].in_response_to.push(id);
            }
        }
    }
}

/// `بيضربو`, `عم يقصفو`: the present of talk is no tense of headings.
fn spoken_present(s: &Sentence<'_>, at: usize) -> bool {
    let node = &s.nodes[at];
    let word = s.types.folded(s.parse.tokens[node.head as usize]);
    let cut = word.trim_start_matches(['و', 'ف']).starts_with('ب') && !node.pro.has(Proclitics::BA);
    let before = node.first.checked_sub(1).map(|b| s.types.word(s.parse.tokens[b as usize]));
    node.pos() == Some(Pos::Imperfect) && (cut || before.is_some_and(|w| w.auxiliary == Some(false)))
}

/// Whether a slot that the frame needs is filled.
fn needed(frame: &Frame, slots: &Slots) -> bool {
    frame.needs.is_empty() || frame.needs.iter().any(|r| !slots.get(*r).is_empty())
}

/// `الهدنة التي فرضت في آذار`: a state of which a clause in the past tells how it came about.
fn once(s: &Sentence<'_>, last: usize) -> bool {
    let after =
        |i: usize| s.nodes[i..].iter().take(3).find(|n| !matches!(n.kind, Kind::Adjective | Kind::Open | Kind::Close));
    let relative = (last + 1..s.nodes.len().min(last + 4)).find(|&i| {
        s.nodes[i].is(Labels::RELATIVE)
            && s.nodes[last + 1..i]
                .iter()
                .all(|n| matches!(n.kind, Kind::Adjective | Kind::Close | Kind::Entity | Kind::Number))
    });
    relative.and_then(|r| after(r + 1)).is_some_and(|v| v.pos() == Some(Pos::Perfect))
}

/// One trigger as a draft.
pub(crate) fn draft(s: &Sentence<'_>, t: &Trigger) -> Option<Draft> {
    let frame = &s.k.frames[t.frame as usize];
    let node = &s.nodes[t.node];
    let mut way = s.way(t.node, t.last);
    if way.operators.iter().any(|&(_, op)| s.k.language.operators[op as usize].untold) {
        return None;
    }
    if way.speaker.is_empty() {
        way.speaker = s.blamer(&way);
    }
    // `هدنة بناء على طلب من الرئيس`: who asked for it.
    if !frame.beside.is_empty() && frame.modality == Some(Modality::Demanded) && way.speaker.is_empty() {
        let asker = (t.last + 1..s.nodes.len()).take(3).find(|&i| s.entity(i).is_some_and(|e| e.can_act()));
        way.speaker = asker.map(|i| s.found(i)).into_iter().collect();
    }
    // `استجاب الدفاع المدني لقصف`: nobody agrees to an attack, so nobody who answers it acts in it.
    if way.modality == Some(Modality::Agreed)
        && s.k.language.unagreed.contains(&frame.event)
        && !(way.ceases ^ frame.ceases)
    {
        way.agent.clear();
    }
    // `لم تتمكن القافلة من دخول المدينة`: a verb that the words of the event begin with.
    if let Some(told) = s.told_by_own_verb(t, &way) {
        way.modality = Some(told);
    }
    if way.not_done && s.k.language.unagreed.contains(&frame.event) {
        way.modality = None;
    }
    s.refused_by_pronoun(t, frame, &mut way);
    s.beyond(t, frame.event, &mut way);
    let mut slots = s.fill(t, frame, &way);
    s.identified(t, frame, &mut slots);
    s.only_swapped(frame.event, &mut slots);
    if matches!(frame.event, Event::CheckpointErect | Event::CheckpointRemove) {
        slots.place.retain(|f| !s.of_its_words(t, f));
    }
    if matches!(frame.event, Event::RouteClose | Event::RouteOpen) {
        slots.actor.retain(|f| !s.traffic(t, f));
    }
    let mut event = frame.event;
    // `ضرورة إيجاد حل سياسي`: what is sought is asked for.
    let asked = frame.modality == Some(Modality::Possible) && way.modality == Some(Modality::Demanded);
    let own = if asked { way.modality } else { frame.modality.or(way.modality) };
    let mut modality = own.unwrap_or(Modality::Happened);
    if frame.state && frame.modality.is_none() && way.modality.is_none() {
        modality = if once(s, t.last) { Modality::Happened } else { Modality::Ongoing };
    }
    if node.kind == Kind::Noun
        && frame.modality.is_none()
        && matches!(way.modality, None | Some(Modality::Happened))
        && way.operators.iter().all(|&(_, op)| s.k.language.operators[op as usize].effect == Effect::Keep)
        && let Some(told) = s.told_by_verb(t.node, t.last, event).filter(|m| !frame.state || *m != Modality::Ongoing)
    {
        modality = told;
    }
    if way.modality == Some(Modality::Happened) && way.operators.is_empty() && s.read_as_present(t) {
        modality = Modality::Ongoing;
    }
    // `وفتح الطريق`, `ووقف القصف`: an item of a list, or the word for stopping over one.
    let item = match way.operators[..] {
        [] => Some(t.node),
        [(over, op)] if s.k.language.operators[op as usize].effect == Effect::Ceases => Some(over),
        _ => None,
    };
    if way.modality == Some(Modality::Happened)
        && frame.modality.is_none()
        && let Some(listed) = item.and_then(|i| s.goes_on_listing(i))
    {
        modality = listed;
    }
    modality = s.surrounded(t, frame, &way, modality);
    // `لا نريد الحرب` asks for its end; `لا نريد هدنة` refuses it.
    let mut unwanted = false;
    if way.unwanted && modality == Modality::Demanded {
        unwanted = s.k.language.unagreed.contains(&event) != frame.ceases;
        modality = if unwanted { modality } else { Modality::Refused };
    }
    // `الجيش يعتقل خمسة مدنيين`: a heading tells what happened in the present.
    if modality == Modality::Ongoing
        && s.in_heading(t.node)
        && !spoken_present(s, t.node)
        && !frame.state
        && (matches!(node.kind, Kind::Verb | Kind::Noun) || event == Event::Harm)
        && frame.modality.is_none()
        && !s.in_relative(t.node)
        && way.operators.iter().all(|&(_, op)| s.k.language.operators[op as usize].effect == Effect::Keep)
        && (node.kind == Kind::Verb || !way.operators.is_empty())
    {
        modality = Modality::Happened;
    }
    // `كانوا محتجزين`: a state that was.
    if modality == Modality::Ongoing && way.operators.is_empty() && node.kind != Kind::Verb && s.was(t.node) {
        modality = Modality::Happened;
    }
    // `قال: توقف القتال`: a sentence without a verb, whose first word may be one.
    if modality == Modality::Ongoing && frame.state && way.operators.is_empty() && s.verb_after_all(t.node) {
        modality = Modality::Happened;
    }
    if modality == Modality::Ongoing && !frame.state && event == Event::Agree {
        modality = Modality::Happened;
    }
    if s.concluded(t, event) && frame.modality.is_none() {
        modality = Modality::Happened;
    }
    // `توصلت الفصائل إلى اتفاق`: what is reached is no term of something else.
    let stipulated = way.operators.first().is_some_and(|&(at, _)| s.nodes[at].is(Labels::STIPULATE));
    if modality == Modality::Agreed && event == Event::Agree && !stipulated {
        modality = Modality::Happened;
    }
    // `قصفت الطائرات الحي لتقتل خمسة`: what comes of it, no purpose.
    let outbreak = way.operators.first().map(|&(v, _)| v).filter(|&v| s.nodes[v].is(Labels::OUTBREAK));
    let result = if event == Event::Harm { Some(t.node) } else { outbreak };
    if modality == Modality::Possible && result.is_some_and(|at| s.resulting(at)) {
        modality = Modality::Happened;
    }
    let agreed_on = modality == Modality::Agreed && s.agreed_on(t.node, &way);
    if modality == Modality::Agreed
        && !agreed_on
        && s.k.language.unagreed.contains(&event)
        && !(way.ceases ^ frame.ceases)
    {
        // `نص الاتفاق على رد في حالة خرقه`
        let may =
            |&(_, op): &(usize, u16)| s.k.language.operators[op as usize].effect == Effect::Set(Modality::Possible);
        modality = if way.operators.iter().any(may) { Modality::Possible } else { Modality::Happened };
    }
    let when = super::count::time(s, t);
    let mut refrains = false;
    // `- وقف القصف`, `- بدء الانسحاب`: what a noun at the head of an item says of a deed is what the list puts forward.
    let deed = |&(at, op): &(usize, u16)| {
        let effect = s.k.language.operators[op as usize].effect;
        let noun = s.nodes[at].kind == Kind::Noun || s.written_alike(at);
        // `- ضمان حرية التنقل`: to guarantee it is the item.
        noun && matches!(effect, Effect::Ceases | Effect::Keep | Effect::Set(Modality::Promised))
    };
    let top = way.operators.last().filter(|_| way.operators.iter().all(deed)).map(|&(at, _)| at);
    let heads = heads_item(s, t.node) || top.is_some_and(|at| at.checked_sub(1).is_none_or(|b| heads_item(s, b)));
    if let Some(put) = s.list.filter(|_| frame.modality.is_none() && heads) {
        // `- عدم اعتقال أحد`: what is agreed is that it is not done.
        let not = modality == Modality::Negated && way.operators.len() == 1 && node.kind != Kind::Verb;
        if way.operators.is_empty() || top.is_some() || not {
            (modality, refrains) = (put, not);
        }
    }
    let free = way.operators.iter().all(|&(_, op)| {
        let operator = &s.k.language.operators[op as usize];
        operator.announces
    });
    let present = node.kind == Kind::Verb && node.pos() == Some(Pos::Imperfect);
    let free = free && !s.follows(t.node);
    modality = timed(s, event, modality, free, node.kind == Kind::Noun || present, when);
    // `نطالب بالإفراج عن الصحفيين المحتجزين لدى الاستخبارات`: what is asked for their sake does not govern that they are held.
    let person = node.kind == Kind::Entity && matches!(modality, Modality::Demanded | Modality::Possible);
    if event == Event::Detain
        && (modality == Modality::Happened && way.operators.is_empty() || person)
        && s.still_held(t.node)
    {
        modality = Modality::Ongoing;
    }
    let holds_on = frame.state && frame.modality.is_none() && way.modality.is_none() && modality == Modality::Ongoing;
    if holds_on && over(s, t, when) {
        modality = Modality::Happened;
    }
    if modality == Modality::Happened && node.kind != Kind::Verb && s.goes_on(t.node, t.last) {
        modality = Modality::Ongoing;
    }
    let free = way.operators.is_empty() && frame.modality.is_none();
    if free
        && (node.kind != Kind::Verb && way.modality.is_none()
            || matches!(modality, Modality::Ongoing | Modality::Promised)
            || s.written_alike(t.node))
        && let Some(term) = s.as_term(t.node)
        && (!s.k.language.unagreed.contains(&event) || frame.ceases)
    {
        modality = term;
    }
    if frame.modality.is_none() && matches!(modality, Modality::Happened | Modality::Ongoing) {
        modality = s.done_as_term(event, &way).unwrap_or(modality);
    }
    // `لن ننسحب`, `الشبان لن يسلموا سلاحهم`: who will not do it refuses to.
    if modality == Modality::Negated
        && (s.k.language.willed.contains(&event) && s.unwilling(t, &way)
            || s.will_not_keep(t.node, event, &way, !slots.actor.is_empty()))
    {
        modality = Modality::Refused;
    }
    // `نفى السماح لهم بالدخول`: what is denied was not prevented.
    let denies = way.operators.last().is_some_and(|&(over, _)| s.nodes[over].is(Labels::DENY));
    if let (Some(other), Modality::Negated) = (frame.negated_is.filter(|_| !denies), modality) {
        let still = s.is_not_done(t.node);
        (event, modality) = (other, if still { Modality::Ongoing } else { Modality::Happened });
    }
    let to_come = matches!(modality, Modality::Threatened | Modality::Promised | Modality::Agreed);
    if let Some(other) = frame.to_come_is.filter(|_| to_come) {
        event = other;
    }
    // `يواصلون فرض الحصار`, but `دأبوا على فرض حصار`: what is done again and again is begun anew.
    let anew = || way.operators.iter().any(|&(_, op)| s.k.language.operators[op as usize].anew);
    if let Some(other) = frame.ongoing_is.filter(|_| modality == Modality::Ongoing && !way.ceases && !anew()) {
        event = other;
    }
    let mut ceases = way.ceases ^ frame.ceases ^ unwanted;
    ceases &= !s.carried_to_end(event, &way, modality);
    if ceases && let Some(opposite) = s.k.language.opposite(event) {
        event = opposite;
        ceases = false;
    }
    ceases |= refrains;
    people_of(s, &mut slots);
    // `نطالب بفتح الطريق التي قطعوها`: what a statement takes for granted is told, not declared.
    let told = matches!(modality, Modality::Happened | Modality::Ongoing) && s.in_relative(t.node);
    let over = s.speeches.get(t.node).cloned().flatten().filter(|o| !told || !s.declared(o));
    // `طالب المجلس في قرار صدر بالإجماع بهدنة`: that it was adopted is not what it demands.
    let over = over.filter(|o| !(event == Event::Agree && told_aside(s, t.node, o)));
    let over = over.filter(|o| !only_where(s, t.node, o, event, modality));
    let speakers = if way.speaker.is_empty() {
        over.map_or_else(|| way.vower.clone(), |o: Speech| o.speakers.to_vec())
    } else {
        way.speaker.clone()
    };
    // `وتوعدت الأسايش من يخالف بالاعتقال`: who threatens says so himself.
    let speakers = if speakers.is_empty() && modality == Modality::Threatened {
        slots.get(RoleKind::Actor).to_vec()
    } else {
        speakers
    };
    // `قال التحالف إنه سيقصف المواقع`: who announces a blow of his own threatens.
    let blow = s.k.language.is_blow(event) && !ceases;
    let own = |a: &Found| a.among(&speakers);
    if modality == Modality::Promised && blow && way.patient.is_empty() && slots.get(RoleKind::Actor).iter().any(own) {
        modality = Modality::Threatened;
    }
    // `بحسب مسودة القرار`: what a draft says is proposed.
    let proposed = matches!(
        modality,
        Modality::Happened | Modality::Agreed | Modality::Promised | Modality::Demanded | Modality::Ongoing
    );
    let draft = |f: &Found| s.of_draft(f);
    // `ويطالب مشروع القرار بهدنة. وسيتم السماح بالإجلاء`: the draft goes on.
    let drafted = modality == Modality::Promised
        && speakers.is_empty()
        && event != Event::Meet
        && s.after_draft(s.sentence_start(t.node));
    let listed = modality == Modality::Possible && speakers.is_empty() && s.term_of_draft(t.node);
    let speakers = if drafted || listed { s.draft_before(t.node) } else { speakers };
    if drafted || proposed && speakers.first().is_some_and(draft) && way.modality != Some(Modality::Happened) {
        modality = Modality::Possible;
    }
    let speakers = if speakers.first().is_some_and(draft) { s.tells_of_draft(t.node, speakers) } else { speakers };
    let numbers = super::count::numbers(s, t, frame, &way, modality == Modality::Happened);
    Some(Draft {
        frame: t.frame,
        backed: t.backed,
        node: t.node,
        last: t.last,
        event,
        modality,
        ceases,
        slots,
        speakers,
        pressed: way.pressed,
        numbers,
        time: when,
        sentence: s.sentence_start(t.node),
        answers: answered(s, t.node),
    })
}

/// `- انسحاب الفصائل من الحي`: an event that the item itself is, told by a noun or in the present.
fn heads_item(s: &Sentence<'_>, at: usize) -> bool {
    let finite = |i: usize| s.nodes[i].kind == Kind::Verb && s.nodes[i].pos() == Some(Pos::Perfect);
    let parted = |i: usize| s.nodes[i].kind == Kind::Stop && i > 2;
    !(0..=at).any(|i| finite(i) || parted(i)) && !s.in_relative(at)
}

/// What the time says of the way: what is to come is promised, what went on for a told length and is told in the past is over.
fn timed(s: &Sentence<'_>, event: Event, modality: Modality, free: bool, noun: bool, when: Option<usize>) -> Modality {
    let Some(time) = when.map(|w| &s.parse.times[s.nodes[w].index as usize]) else { return modality };
    // `يزور الوفد المدينة حاليا`
    let first = when.map_or(0, |w| s.nodes[w].first as usize);
    let adverb = |r: &Reading| matches!(r.feats.pos, Pos::Particle | Pos::Adjective);
    let readings = s.types.readings(s.parse.tokens[first]);
    let now = !readings.is_empty() && readings.iter().all(adverb);
    let coming = || super::ahead::next_weekday(s, when);
    // `الإفراج عن الأسير بعد تسع سنوات`: so long after he was taken.
    let after = readings.iter().any(|r| s.k.labels.bits(r.lemma) & Labels::TIME != 0 && r.proclitics.0 == 0);
    let ahead = |day: Date, from: Date| from > day && !(after && day.until(from).is_ok_and(|gap| gap.get_days() > 60));
    let future = s.published.zip(time.from).is_some_and(|(day, from)| ahead(day, from.date()));
    match modality {
        // `تنطلق المحادثات غدا`
        Modality::Begun if future || coming() => Modality::Promised,
        Modality::Ongoing
            if event == Event::Meet
                && time.grain != Grain::Second
                && !now
                && (coming() || s.published.zip(time.from).is_some_and(|(day, from)| from.date() >= day)) =>
        {
            Modality::Promised
        }
        Modality::Ongoing | Modality::Happened if future && free && (event == Event::Meet || noun) => {
            Modality::Promised
        }
        other => other,
    }
}

/// `هدنة في آذار 2016`, `الهدنة السابقة`, `قصفوا الحي خلال الهدنة`: a state of a time that is past.
fn over(s: &Sentence<'_>, trigger: &Trigger, when: Option<usize>) -> bool {
    let time = when.map(|w| &s.parse.times[s.nodes[w].index as usize]);
    let past = |t: &TimeSpan| {
        matches!(t.kind, TimeKind::Instant | TimeKind::Interval)
            && t.duration_days.is_none()
            && s.published.zip(t.to).is_some_and(|(day, to)| to.date().until(day).is_ok_and(|gap| gap.get_days() > 30))
    };
    let told = || {
        let first = (s.sentence_start(trigger.node)..trigger.node).find(|&i| s.nodes[i].kind == Kind::Verb);
        first.is_some_and(|v| s.nodes[v].pos() == Some(Pos::Perfect) || s.negated_before(v))
    };
    let during = s.before(trigger.node).is_some_and(|b| s.nodes[b].kind == Kind::Prep && s.nodes[b].is(Labels::TIME));
    // `بعد سنتين من الحصار`, `بعد تسع سنين حصار`
    let length = (trigger.node.saturating_sub(4)..trigger.node).rev().find(|&i| {
        let n = &s.nodes[i];
        !(matches!(n.kind, Kind::Time | Kind::Number | Kind::Adjective)
            || n.is(Labels::TIME_UNIT)
            || n.kind == Kind::Prep && i + 1 == trigger.node)
    });
    let ended = length.is_some_and(|i| s.nodes[i].kind == Kind::Prep && s.nodes[i].is(Labels::TIME))
        && s.before(trigger.node).is_some_and(|b| length != Some(b));
    time.is_some_and(past)
        || ended
        || during && told()
        || s.nodes[trigger.last + 1..].iter().take_while(|n| n.kind == Kind::Adjective).any(|n| n.is(Labels::PAST_TIME))
}

/// Actors and targets that are kinds of people are told in `people` too.
fn people_of(s: &Sentence<'_>, slots: &mut Slots) {
    if !slots.people.is_empty() {
        return;
    }
    let people: Vec<Found> = slots
        .get(RoleKind::Target)
        .iter()
        .chain(slots.get(RoleKind::Actor))
        .copied()
        .filter(|f| s.lines_entity(*f).is_some_and(|e| e.people.is_some() && e.actor.is_none()))
        .collect();
    slots.people = people;
}

/// The event named after `ردا على` that follows this one in its clause.
fn answered(s: &Sentence<'_>, at: usize) -> Option<usize> {
    let mark = (at + 1..if s.parse.has(Kind::ResponseMark) { s.nodes.len() } else { 0 })
        .take_while(|&i| s.nodes[i].kind != Kind::Stop)
        .find(|&i| s.nodes[i].kind == Kind::ResponseMark)?;
    let own = s.triggers.iter().copied().filter(|&t| t < mark).find(|&t| !s.in_relative(t))?;
    if own != at {
        return None;
    }
    s.triggers.iter().copied().find(|&t| t > mark)
}
