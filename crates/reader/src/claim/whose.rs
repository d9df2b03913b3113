//! Who acts where the verb or the words that lead to an event have their subject elsewhere: before them, with the verb that they are joined to.

use super::build::Draft;
use super::share::linked;
use super::slots::{Found, Sentence};
use crate::knowledge::{ActorKind, Frame, Labels, RoleKind, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_claims::Event;

/// So many nodes after a verb of causing stands what it caused.
const NEAR: usize = 5;

impl<'a> Sentence<'a> {
    /// `بحق`: a noun with a joined preposition that is written like a preposition with slots of its own.
    pub(super) fn whole_preposition(&self, n: &Node) -> Option<&'a str> {
        n.joined_prep()?;
        let word = self.types.folded(self.parse.tokens[n.first as usize]);
        let own = |p: &&'a str| **p == *word;
        let k = self.k;
        k.language.prep_defaults.iter().flat_map(|d| d.preps.iter().map(|p| &**p)).find(own)
    }
}

impl Sentence<'_> {
    /// `القوات تستعد لاقتحام المدينة`: the subject of fixed words that are a verb stands before them where nobody does after them.
    pub(super) fn or_before(&self, at: usize, of: Vec<Found>) -> Vec<Found> {
        let n = &self.nodes[at];
        if n.kind == Kind::Noun && of.is_empty() {
            return self.had_by(at);
        }
        let verb = || {
            let first = self.types.readings(self.parse.tokens[n.first as usize]).first();
            first.is_some_and(|r| r.feats.pos == Pos::Imperfect)
        };
        if n.kind != Kind::Operator || !of.is_empty() || !verb() {
            return of;
        }
        let party = |f: &Found| self.lines_entity(*f).is_some_and(|e| e.actor.is_some()) && !self.spared(*f);
        self.subject_before(at).filter(|all| all.iter().all(party)).unwrap_or_default()
    }

    /// `اعتقال فلسطيني`, `مقتل سوري`: whether a nation's adjective right after a verbal noun of what people suffer names one of that nation.
    pub(super) fn one_of_nation(&self, at: usize, adjective: Found, frame: &Frame) -> bool {
        let n = &self.nodes[at];
        let bare = |n: &Node| !n.pro.has(Proclitics::AL) && n.enc.is_none();
        let i = adjective.node as usize;
        let takes = frame.slots("genitive").is_some_and(|r| r.contains(&RoleKind::Target));
        takes
            && self.k.language.suffered.contains(&frame.event)
            && n.pos() == Some(Pos::Masdar)
            && i == at + 1
            // `اعتقال إسرائيلي لفلسطيني`
            && self.nodes.get(i + 1).is_none_or(|o| o.joined_prep() != Some("ل"))
            && bare(n)
            && bare(&self.nodes[i])
    }

    /// `يضغط النظام عبر قصف البلدة`, `رد الجيش من خلال قصفها`: whether a verbal noun is the means of what its clause tells.
    pub(super) fn by_way(&self, at: usize) -> bool {
        let words = &self.k.language.prepositions;
        let prep = |i: usize| self.nodes[i].kind == Kind::Prep && self.nodes[i].enc.is_none();
        let Some(b) = self.before(at).filter(|&b| prep(b)) else { return false };
        let stem = self.folded_stem(&self.nodes[b]);
        let part = |p: usize| prep(p) && holds(&self.k.language.part_of, self.folded_stem(&self.nodes[p]));
        let means = holds(&words.by_way, stem) || holds(&words.through, stem) && b > 0 && part(b - 1);
        means && self.nodes[at].pos() == Some(Pos::Masdar) && self.nodes[at].enc.is_none()
    }

    /// `كثفت تركيا القصف وهددت بعملية للسيطرة على المدينة`: the subject of a verb, or of the one that it is joined to.
    pub(super) fn subject_or_joined(&self, verb: usize) -> Vec<Found> {
        let own = self.subject_before(verb).or_else(|| self.subject_after(verb));
        let v = &self.nodes[verb];
        // `وتتركز المفاوضات`, `وجاء ذلك`: what names nobody is its subject all the same.
        let next = self
            .nodes
            .get(verb + 1)
            .is_some_and(|n| n.kind == Kind::Noun && n.pro.0 == Proclitics::AL.0 || n.is(Labels::DEMONSTRATIVE));
        let joined = v.joined_by_and() && v.enc.is_none() && !v.is(Labels::DEMAND) && !next;
        let party = |f: &Found| {
            use ActorKind::{Media, Monitor, State};
            let kind = |a: u32| self.k.actors[a as usize].kind;
            let acts =
                |a: u32, e: &Entity| !matches!(kind(a), Media | Monitor) && (e.places.is_empty() || kind(a) == State);
            self.lines_entity(*f).is_some_and(|e| e.actor.is_some_and(|a| acts(a, e))) && !self.spared(*f)
        };
        own.unwrap_or_else(|| if joined { self.understood(verb) } else { Vec::new() })
            .into_iter()
            .filter(|f| !joined || f.via.is_some() || party(f))
            .collect()
    }
}

/// `تسببت المليشيا بمقتل عشرين مدنيا`, `عملية التحالف أسفرت عن مقتل ثلاثة`: the party right beside a verb of causing does the harm that it
/// caused.
pub(super) fn caused(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let (others, rest) = drafts.split_at_mut(i);
        let open = |d: &&mut Draft| d.event == Event::Harm && d.slots.actor.is_empty();
        let Some(d) = rest.first_mut().filter(open) else { continue };
        if s.nodes[d.node].kind != Kind::Noun || !s.has_prep(d.node) {
            continue;
        }
        let cause = (d.node.saturating_sub(NEAR)..d.node).rev().find(|&i| s.nodes[i].kind == Kind::Verb);
        let plain = |v: &usize| {
            let n = &s.nodes[*v];
            n.is(Labels::CAUSE) && n.enc.is_none() && !s.in_relative(*v) && linked(s, *v, d.node)
        };
        let Some(v) = cause.filter(plain) else { continue };
        let party = |i: &usize| s.party(*i) && !s.spared(s.found(*i));
        let after = Some(v + 1).filter(|i| party(i) && !s.has_prep(*i)).map(|i| s.conjuncts(i));
        // `عملية التحالف وقسد أسفرت`, but `اشتباكات بين الجيش وقسد أسفرت`
        let row = |i: usize| s.nodes[s.row_head(i)].joined_by_and();
        let before = s.before(v).filter(|i| party(i) && !row(*i) && !s.nodes[v].joined_by_and()).map(|i| s.row_of(i));
        // `اقتحام الجيش المدينة يسفر عن إصابات`: who does the deed that brought it about.
        let deed = |k: &&Draft| {
            let n = &s.nodes[k.node];
            let told = k.event == Event::ControlTake && n.kind == Kind::Noun && k.node < v && k.sentence == d.sentence;
            told && super::doers::said_of(&s.nodes[v], n) && !(k.node..v).any(|i| s.nodes[i].kind == Kind::Verb)
        };
        let taken = || others.iter().rev().find(deed).map(|k| k.slots.actor.clone());
        let who = after.or(before).or_else(taken).unwrap_or_default();
        let struck = |f: &Found| d.slots.target.iter().any(|t| (t.line, t.node) == (f.line, f.node));
        let free = |f: &Found| !s.has_prep(f.node as usize) && !struck(f);
        if who.iter().all(free) {
            d.slots.actor = who;
        }
    }
}

/// `أعلن الجيش استعادة العاصمة ودفع تعزيزات نحو الغرب`: who announces a deed of his does what is joined to it.
pub(super) fn announced(s: &Sentence<'_>, drafts: &mut [Draft]) {
    use Event::*;
    let own = |e: Event| {
        matches!(
            e,
            Attack
                | CheckpointErect
                | CheckpointRemove
                | ControlTake
                | Deploy
                | Detain
                | RouteClose
                | RouteOpen
                | SiegeLift
        )
    };
    for i in 1..drafts.len() {
        let d = &drafts[i];
        let n = &s.nodes[d.node];
        let deed = |n: &crate::parse::Node| n.kind == Kind::Noun && n.pos() == Some(Pos::Masdar) && n.enc.is_none();
        let own = own(d.event) || holds(&s.k.language.own_deeds, s.folded_stem(n));
        if !own || !d.slots.actor.is_empty() || !deed(n) || !n.pro.has(Proclitics::WA) || n.joined_prep().is_some() {
            continue;
        }
        let before = |k: &&Draft| {
            let parted = |i: usize| {
                let n = &s.nodes[i];
                matches!(n.kind, Kind::Verb | Kind::Stop | Kind::Operator)
                    || n.kind == Kind::Particle && !n.is(Labels::OR)
            };
            k.sentence == d.sentence && k.node < d.node && deed(&s.nodes[k.node]) && !(k.node + 1..d.node).any(parted)
        };
        // Who announces it stands before the deed.
        let his = |k: &&Draft| {
            let verb = (s.sentence_start(k.node)..k.node).rev().find(|&v| s.nodes[v].kind == Kind::Verb);
            let told = verb.is_some_and(|v| s.nodes[v].is(Labels::REPORT) && !s.in_relative(v));
            told && k.slots.actor.iter().all(|f| f.line == s.line && (f.node as usize) < k.node && f.via.is_none())
        };
        let told = drafts[..i]
            .iter()
            .rev()
            .find(before)
            .filter(his)
            .filter(|k| (k.modality, k.ceases) == (d.modality, d.ceases));
        if let Some(actor) = told.map(|k| k.slots.actor.clone()) {
            drafts[i].slots.actor = actor;
        }
    }
}

/// `عمليات دهم واعتقال نفذتها قسد`: of two nouns joined right to each other, what is told of the second is told of the first.
pub(super) fn joined(s: &Sentence<'_>, drafts: &mut [Draft]) {
    let of_force = |d: &Draft| matches!(d.event, Event::Attack | Event::Detain);
    for i in 0..drafts.len() {
        let d = &drafts[i];
        if !of_force(d) || !d.slots.actor.is_empty() || s.nodes[d.node].kind != Kind::Noun {
            continue;
        }
        let next = |o: &&Draft| {
            let n = &s.nodes[o.node];
            let row = o.sentence == d.sentence && o.node == d.last + 1 && n.kind == Kind::Noun && n.joined_by_and();
            row && of_force(o) && (o.modality, o.ceases) == (d.modality, d.ceases) && n.joined_prep().is_none()
        };
        if let Some(other) = drafts.iter().find(next) {
            drafts[i].slots.actor = other.slots.actor.clone();
        }
    }
}

/// `اتفاق وقف النار المبرم بين تركيا وروسيا`: the parties of a deal that is called after a truce are those of the truce.
pub(super) fn of_deal(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let d = &drafts[i];
        if d.event != Event::Truce || !d.slots.actor.is_empty() || d.ceases {
            continue;
        }
        let called = |a: &&Draft| {
            let before = a.node < d.node && d.node - a.node <= 2 && s.nodes[a.node].is(Labels::DEAL);
            let after = a.node > d.last && a.node - d.last <= 2 && s.nodes[a.node].describes();
            a.event == Event::Agree && a.slots.actor.len() > 1 && (before || after)
        };
        if let Some(deal) = drafts.iter().find(called) {
            drafts[i].slots.actor = deal.slots.actor.clone();
        }
    }
}
