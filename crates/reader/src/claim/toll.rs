//! The killed and the injured of an event of harm: numbers, duals, single victims, and lists of them.

use super::count::{Counted, usable};
use super::ranks::{Rank, rank};
use super::slots::Sentence;
use super::trigger::{Trigger, is_masdar};
use crate::knowledge::{ActorKind, Frame, HarmKind, Labels, Name, holds};
use crate::parse::{Kind, Node};
use hudna_arabic::morph::{Number as Grammatical, Pos, Proclitics};

/// How many nodes after a predicate its victims may come: adverbs and the place may stand between.
const VERB_REACH: usize = 12;
const NOUN_REACH: usize = 7;

/// What is known of the victims of one event.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Toll {
    pub killed: Option<Counted>,
    pub injured: Option<Counted>,
    /// A number told of both together (`قتل وأصيب عشرون`).
    pub both: Option<Counted>,
    /// Victims of another kind in the same list: fighters beside others.
    pub apart: Option<Apart>,
}

/// The second part of a list of victims (`مقتل أربعة عسكريين ومدني`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Apart {
    /// Its first node.
    pub from: usize,
    pub killed: Option<Counted>,
    pub injured: Option<Counted>,
}

/// What happened to the victims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Killed,
    Injured,
    Both,
}

/// One entry of a list of victims.
pub(super) struct Item {
    /// Nothing where the words are vague (`عشرات`, a bare plural).
    pub count: Option<Counted>,
    /// The node after it.
    pub end: usize,
    /// What its own noun says (`قتلى`).
    pub side: Option<Side>,
}

/// Reads the victims of a trigger. `told`: the event is told as done, so that one victim named alone is one victim.
pub(super) fn toll(s: &Sentence<'_>, t: &Trigger, frame: &Frame, told: bool) -> Toll {
    let side = match frame.harm {
        Some(HarmKind::Killed) => Some(Side::Killed),
        Some(HarmKind::Injured) => Some(Side::Injured),
        _ => None,
    };
    let mut reading = Reading {
        s,
        t,
        told,
        unhurt: frame.slots("subject").is_some_and(<[_]>::is_empty),
        side,
        seek: 0,
        listing: false,
        linked: false,
        combatant: None,
        party: None,
        toll: Toll::default(),
    };
    reading.run();
    reading.toll
}

pub(super) struct Reading<'a, 's> {
    pub s: &'a Sentence<'s>,
    pub t: &'a Trigger,
    pub told: bool,
    /// Whoever stands right after the verb is not hurt: `عثر الأهالي على جثث ثلاثة مدنيين`.
    pub unhurt: bool,
    pub side: Option<Side>,
    /// In how many nodes victims may still come.
    pub seek: usize,
    /// Victims were found: only more of the same list may follow.
    pub listing: bool,
    /// The number of a noun for the victims is sought: `عدد القتلى جراء القصف ارتفع إلى سبعة`.
    linked: bool,
    /// Those listed first fight, or do not, where it is told.
    combatant: Option<bool>,
    /// The party of those listed first, where one is named.
    party: Option<Rank>,
    toll: Toll,
}

impl Reading<'_, '_> {
    fn run(&mut self) {
        let s = self.s;
        let mut i = self.start();
        while i < s.nodes.len() && (i <= self.t.last || self.seek > 0) {
            let n = &s.nodes[i];
            let own = i == self.t.node || self.t.nodes.contains(&i);
            if n.kind == Kind::Stop || !own && i > self.t.last && s.triggers.contains(&i) && side_of(n).is_some() {
                break;
            }
            if own && self.predicate(i) {
                i += 1;
                continue;
            }
            if self.doer(i) {
                i += 1;
                continue;
            }
            if let Some(item) = self.item(i) {
                i = self.take(i, item);
                continue;
            }
            if let Some((at, item)) = self.set_beside(i) {
                self.put_apart(at, self.side.unwrap_or(Side::Both), item.count.unwrap_or(Counted::Node(at)));
                break;
            }
            if own && victim_noun(s, i) && self.refers(i) {
                (self.side, self.seek, self.listing, self.linked) = (side_of(n), VERB_REACH, false, true);
            } else {
                self.pass(i, own);
            }
            i += 1;
        }
    }

    /// A number or a subject before the trigger belongs to it.
    fn start(&mut self) -> usize {
        let (s, at) = (self.s, self.t.node);
        if s.nodes[at].kind == Kind::Verb {
            if let Some(alone) = self.number_alone(at) {
                self.side = self.side.or_else(|| side_of(&s.nodes[at]));
                let _ = self.take(alone, Item { count: Some(Counted::Node(alone)), end: at, side: None });
                self.seek = 0;
                return at + 1;
            }
            let counted = s
                .subject_before(at)
                .and_then(|found| {
                    found.first().filter(|f| f.line == s.line && f.via.is_none()).map(|f| f.node as usize)
                })
                .filter(|&first| first < at);
            let counted = counted.or_else(|| self.pair_before(at)).or_else(|| self.some_before(at));
            if let Some(first) = counted {
                let first = self.whole_of(first);
                let counts = |&b: &usize| s.nodes[b].kind == Kind::Number && usable(s, b);
                // `اثنين من الجنود قتلا`
                let part = |&b: &usize| self.part_of(b);
                let number = s.before(first).filter(counts);
                let number = number.or_else(|| s.before(first).filter(part).and_then(|b| s.before(b)).filter(counts));
                // `يرتفع إلى 20 عدد العسكريين والمدنيين الذين قتلوا`
                let sum = |&b: &usize| s.nodes[b].is(Labels::QUANTIFIER) && s.nodes[b].kind == Kind::Noun;
                let told = || s.before(first).filter(sum).and_then(|b| s.before(b)).filter(counts);
                if let Some(told) = told().filter(|_| number.is_none()) {
                    let _ = self.take(told, Item { count: Some(Counted::Node(told)), end: at, side: None });
                    self.seek = 0;
                    return at + 1;
                }
                let whole = number.unwrap_or(first);
                self.side = self.side.or_else(|| side_of(&s.nodes[at]));
                // `شقيقين قتلا`, `رجل وامرأة قتلا`: how many they are is told by the verb.
                if number.is_none() && self.dual(at) {
                    let _ = self.take(first, Item { count: Some(Counted::Dual(first)), end: at, side: None });
                    self.seek = 0;
                    return at + 1;
                }
                if let Some(item) = self.item(whole).filter(|i| i.count.is_some() && i.side.is_none()) {
                    let end = self.take(whole, item);
                    self.further(end, at);
                    self.seek = 0;
                    return at + 1;
                }
            }
            return at;
        }
        let counted = |b: &usize| s.nodes[*b].kind == Kind::Number && usable(s, *b);
        // `ارتفع إلى 20 عدد القتلى`
        let summed = || s.before(at).filter(|&b| s.nodes[b].is(Labels::QUANTIFIER)).and_then(|b| s.before(b));
        if let Some(told) = summed().filter(counted).filter(|_| victim_noun(s, at)) {
            let side = side_of(&s.nodes[at]);
            let _ = self.take(told, Item { count: Some(Counted::Node(told)), end: at, side });
            return at + 1;
        }
        s.before(at).filter(counted).filter(|_| !s.nodes[at].joined_by_and()).unwrap_or(at)
    }

    /// `إن أربعة قتلوا`: a number of nobody named, right before a verb in the plural.
    fn number_alone(&self, at: usize) -> Option<usize> {
        let s = self.s;
        let plural = s.nodes[at].feats.is_some_and(|f| f.number == Grammatical::Plural);
        // `أطفال من عائلة واحدة قتلوا`
        let alone = |&b: &usize| s.nodes[b].kind == Kind::Number && usable(s, b) && value(s, Counted::Node(b)) > 2;
        at.checked_sub(1).filter(|_| plural && !s.nodes[at].joined_by_and()).filter(alone)
    }

    /// `خمسة مدنيين و11 من المتمردين قتلوا`: more of the row that stands before the verb.
    fn further(&mut self, from: usize, verb: usize) {
        let Some(n) = self.s.nodes.get(from) else { return };
        let at = from + usize::from(n.kind == Kind::Particle);
        if at < verb && self.s.nodes[at].joined_by_and() {
            let item = self.item(at).filter(|i| i.count.is_some() && i.side.is_none() && i.end <= verb);
            if let Some(item) = item {
                let end = self.take(at, item);
                self.further(end, verb);
            }
        }
    }

    /// `شقيقين قتلا`: the two before a verb in the dual.
    fn pair_before(&self, at: usize) -> Option<usize> {
        let s = self.s;
        let pair = |&i: &usize| matches!(s.nodes[i].kind, Kind::Noun | Kind::Entity) && self.dual(i) && !s.has_prep(i);
        let near =
            (at.saturating_sub(4)..at).rev().take_while(|&i| !matches!(s.nodes[i].kind, Kind::Stop | Kind::Verb));
        near.into_iter().find(pair).filter(|_| self.dual(at))
    }

    /// `أربعة من عناصر الفصيل قتلوا`: those right before the verb of whom a number is a part.
    fn some_before(&self, at: usize) -> Option<usize> {
        let s = self.s;
        // `اثنين من عناصر الحاجز قتلا`, `ثلاثة من المقاتلين الأجانب قد قتلوا`
        let described = |n: &Node| match n.kind {
            Kind::Particle => !n.is(Labels::THAT | Labels::CLAUSE | Labels::RELATIVE),
            Kind::Adjective | Kind::Entity | Kind::Noun => !n.joined_by_and() && n.joined_prep().is_none(),
            _ => false,
        };
        let mut before = (at.saturating_sub(4)..at).rev().take_while(|&b| described(&s.nodes[b]));
        let who = before.find(|&b| people(s, b)).filter(|&b| b > 1)?;
        (self.part_of(who - 1) && s.nodes[who - 2].kind == Kind::Number && !s.nodes[at].joined_by_and()).then_some(who)
    }

    /// Whether what was found last is one victim told alone.
    pub(super) fn one_told(&self) -> bool {
        let one = |c: Option<Counted>| matches!(c, Some(Counted::One(_)));
        self.listing && (one(self.toll.killed) || one(self.toll.injured))
    }

    fn dual(&self, i: usize) -> bool {
        self.s.nodes[i].feats.is_some_and(|f| f.number == Grammatical::Dual)
    }

    /// `ستة أشخاص من بينهم طفلة قتلوا`: those of whom the phrase is a part.
    fn whole_of(&self, part: usize) -> usize {
        let s = self.s;
        let before = s.before(part);
        let whole = |&i: &usize| people(s, i);
        // `خمسة مدنيين من عائلة واحدة بينهم أطفال أصيبوا`: rather than those of whom these are.
        let counted = |&i: &usize| people(s, i) && i > 0 && s.nodes[i - 1].kind == Kind::Number;
        // `أربعة صيادين من أهالي القرية قتلوا`
        if let Some(who) = before.filter(|&b| self.part_of(b)).and_then(|b| s.before(b)).filter(counted) {
            return who;
        }
        let among = before.filter(|&b| self.among(&s.nodes[b]));
        let near = |b: usize, reach: usize| (b.saturating_sub(reach)..b).rev();
        among.and_then(|b| near(b, 6).find(counted).or_else(|| near(b, 3).find(whole))).unwrap_or(part)
    }

    /// `من`: what follows is the whole, or of what something consists.
    pub(super) fn part_of(&self, i: usize) -> bool {
        let n = &self.s.nodes[i];
        n.kind == Kind::Prep && n.enc.is_none() && holds(&self.s.k.language.part_of, self.s.folded_stem(n))
    }

    /// `عدد من قتلوا في القصف بلغ سبعة`: those of a verb whose number is told after it.
    fn summed(&self, verb: usize) -> bool {
        let s = self.s;
        let counts = |n: &Node| n.is(Labels::QUANTIFIER | Labels::DOCUMENT) || n.kind == Kind::Number;
        s.nodes[verb].kind == Kind::Verb
            && verb > 1
            && matches!(s.nodes[verb - 1].kind, Kind::Particle | Kind::Prep)
            && (s.nodes[verb - 1].is(Labels::RELATIVE) || self.part_of(verb - 1))
            && counts(&s.nodes[verb - 2])
    }

    /// `بينهم`, `منهم`: what follows are some of those counted.
    fn among(&self, n: &Node) -> bool {
        n.kind == Kind::Prep && n.enc.is_some() && holds(&self.s.k.language.prepositions.among, self.s.folded_stem(n))
    }

    /// A verb or a verbal noun of harm: victims may follow.
    fn predicate(&mut self, i: usize) -> bool {
        let s = self.s;
        let n = &s.nodes[i];
        let Some(side) = side_of(n).filter(|_| !victim_noun(s, i)).or(self.side.filter(|_| i == self.t.node)) else {
            // `سقط`, `أوقع`: the noun that follows says what became of them.
            if i == self.t.node && !victim_noun(s, i) {
                // `قضت امرأة وأصيب طفل`: whoever is told of before the injured died.
                let hurt =
                    |j: usize| j > i && s.nodes[j].kind == Kind::Verb && side_of(&s.nodes[j]) == Some(Side::Injured);
                if n.kind == Kind::Verb && self.t.nodes.iter().any(|&j| hurt(j)) {
                    self.side = Some(Side::Killed);
                }
                (self.seek, self.listing) = (NOUN_REACH, false);
                return true;
            }
            return false;
        };
        if victim_noun(s, i) {
            return false;
        }
        let counted = |b: usize| s.nodes[b].kind == Kind::Number && usable(s, b);
        if is_masdar(s.k, n) && (!n.joined_by_and() && s.before(i).is_some_and(counted) || self.dual(i)) {
            // `7 إصابات`, `إصابتان` count themselves.
            return false;
        }
        let twin = self.seek > 0 && !self.listing && n.joined_by_and() && i > 0;
        let beside = twin && side_of(&s.nodes[i - 1]).is_some_and(|b| b != side);
        self.side = Some(if beside { Side::Both } else { side });
        self.listing = false;
        self.seek = if n.kind == Kind::Verb { VERB_REACH } else { NOUN_REACH };
        self.linked |= self.summed(i);
        true
    }

    /// `عدد القتلى`, `ضحيتها`: the number is told after the noun.
    fn refers(&self, i: usize) -> bool {
        let n = &self.s.nodes[i];
        // `حصيلة شهداء القصف`
        let summed = self.s.before(i) == Some(self.t.node)
            && self.s.nodes[self.t.node].kind == Kind::Noun
            && !is_masdar(self.s.k, &self.s.nodes[self.t.node]);
        summed
            || self.costs(i)
            || n.enc.is_some()
            || self.s.nodes.get(i + 1).is_some_and(|n| n.kind == Kind::Number && !n.joined_by_and())
            || n.pro.has(Proclitics::AL)
            || self.s.before(i).is_some_and(|b| self.s.nodes[b].is(Labels::QUANTIFIER | Labels::DOCUMENT))
    }

    /// `راح ضحية القصف ثلاثة أطفال`: a word for the victim in the event's own phrase, over the blow that cost their lives.
    pub(super) fn costs(&self, i: usize) -> bool {
        let (s, verb) = (self.s, self.t.node);
        s.nodes[verb].kind == Kind::Verb
            && i == verb + 1
            && self.t.nodes.contains(&i)
            && side_of(&s.nodes[verb]).is_none()
            && victim_noun(s, i)
            && s.cost_by(i).is_some()
    }

    /// Adds an item to its side; gives the node after it.
    fn take(&mut self, at: usize, item: Item) -> usize {
        let side = item.side.or(self.side.filter(|_| self.seek > 0 || at < self.t.node));
        let Some(side) = side else { return item.end };
        match item.count {
            Some(found) => {
                let listing = self.listing && item.side.is_none();
                let kind = combatant(self.s, at, item.end);
                let party = party(self.s, at, item.end).map(Rank::Party).or_else(|| rank(self.s, at, item.end));
                // `خمسة جنود من الجيش وخمسة عناصر من الفصيل`
                let others = self.party.zip(party).is_some_and(|(a, b)| a.against(b));
                let unlike = self.combatant.zip(kind).is_some_and(|(a, b)| a != b);
                if self.toll.apart.is_some() || unlike || others {
                    self.put_apart(at, side, found);
                    return item.end;
                }
                self.combatant = if listing { self.combatant.or(kind) } else { kind };
                self.party = if listing { self.party.or(party) } else { party };
                let slot = match side {
                    Side::Killed => &mut self.toll.killed,
                    Side::Injured => &mut self.toll.injured,
                    Side::Both => &mut self.toll.both,
                };
                match slot {
                    None => *slot = Some(found),
                    // `13 جنديا وشرطيا`: one number of both.
                    Some(before) if listing && !within(self.s, *before, found) => {
                        *slot = Some(sum(self.s, *before, found));
                    }
                    Some(_) => {}
                }
                (self.listing, self.seek, self.linked) = (true, 1, false);
            }
            // Something vague stands in the list: what was counted is all that can be told.
            None => self.seek = 0,
        }
        if item.side.is_some() {
            self.both_nouns(at, item.end, side);
            self.listing = true;
            self.side = None;
        }
        item.end
    }

    /// `مقتل 13 جنديا، مقابل ستة مقاتلين`, `مقتل 13 جنديا، بالإضافة إلى عنصرين من الأمن`: those who are set beside the victims of the list, by
    /// a word of their own.
    fn set_beside(&self, i: usize) -> Option<(usize, Item)> {
        let s = self.s;
        let word = i + usize::from(s.nodes[i].kind == Kind::Comma);
        let adds = |n: &Node| n.kind == Kind::Particle && n.is(Labels::OR) && n.last - n.first > 1;
        let sets = |n: &Node| adds(n) || holds(&s.k.language.shades.beside, s.folded_stem(n));
        if !self.listing || self.toll.apart.is_some() || !s.nodes.get(word).is_some_and(sets) {
            return None;
        }
        let at = (word + 1..s.nodes.len()).find(|&j| s.nodes[j].kind != Kind::Prep)?;
        let some = at + 1 + usize::from(s.nodes.get(at + 1).is_some_and(|_| self.part_of(at + 1)));
        let counted =
            s.nodes[at].kind == Kind::Number && (people(s, some) || some > at + 1 && party(s, at, some + 1).is_some());
        let two = s.nodes[word].kind == Kind::Particle && self.dual(at) && people(s, at);
        let item = if at < word + 3 && counted {
            self.numbered(at)
        } else {
            two.then(|| Item { count: Some(Counted::Dual(at)), end: at + 1, side: None })
        };
        // `خمسة مدنيين إضافة إلى ثلاثة أطفال` are of one list.
        let of_others = |item: &Item| {
            let who = party(s, at, item.end).map(Rank::Party).or_else(|| rank(s, at, item.end));
            let unlike = self.combatant.zip(combatant(s, at, item.end)).is_some_and(|(a, b)| a != b);
            unlike || self.party.zip(who).is_some_and(|(a, b)| a.against(b)) || !adds(&s.nodes[word])
        };
        item.filter(|item| item.count.is_some() && item.side.is_none() && of_others(item)).map(|item| (at, item))
    }

    fn put_apart(&mut self, at: usize, side: Side, found: Counted) {
        let mut apart = self.toll.apart.unwrap_or(Apart { from: at, killed: None, injured: None });
        let slot = match side {
            Side::Killed => &mut apart.killed,
            Side::Injured => &mut apart.injured,
            Side::Both => return,
        };
        *slot = Some(slot.map_or(found, |before| sum(self.s, before, found)));
        self.toll.apart = Some(apart);
    }

    /// `12 قتيلا وجريحا`: one number of both.
    fn both_nouns(&mut self, at: usize, end: usize, side: Side) {
        let s = self.s;
        let Some(next) = s.nodes.get(end).filter(|n| n.joined_by_and() && victim_noun(s, end)) else { return };
        let singular = next.feats.is_some_and(|f| f.number == Grammatical::Singular);
        let counted = s.nodes[at].kind == Kind::Number && value(s, Counted::Node(at)) > 10;
        if counted && singular && side == Side::Killed && side_of(next) == Some(Side::Injured) {
            self.toll.both = self.toll.killed.take();
        }
    }

    /// A node that is neither a predicate of harm nor a victim.
    fn pass(&mut self, i: usize, own: bool) {
        let s = self.s;
        let n = &s.nodes[i];
        self.seek = self.seek.saturating_sub(usize::from(!self.listing));
        let ends = match n.kind {
            Kind::Time | Kind::Filler | Kind::Mark => false,
            Kind::Open | Kind::Close => self.listing,
            Kind::Comma => {
                let time = |j: Option<&Node>| j.is_some_and(|n| n.kind == Kind::Time);
                let goes_on = s.nodes.get(i + 1).is_some_and(|n| n.joined_by_and() && n.kind != Kind::Verb);
                // `حصيلة قتلى القصف على البلدة، إلى أربعة`
                let told_last = self.linked
                    && s.nodes.get(i + 1).is_some_and(|n| n.kind == Kind::Prep && n.enc.is_none())
                    && s.nodes.get(i + 2).is_some_and(|n| n.kind == Kind::Number);
                let timed = time(s.nodes.get(i + 1)) || i > 0 && time(s.nodes.get(i - 1));
                !(timed || told_last || self.listing && goes_on)
            }
            Kind::Prep => self.listing || self.among(n),
            Kind::Verb => !own && !s.in_relative(i) && n.joined_by_and(),
            Kind::Particle => n.is(Labels::THAT | Labels::CLAUSE),
            // `حصد القصف أرواح عشرة`: the blow stands inside the words.
            Kind::Noun if own || i < self.t.last || self.costs(self.t.node + 1) && i <= self.t.node + 4 => false,
            Kind::Noun if n.is(Labels::QUANTIFIER) => true,
            Kind::Noun if s.triggers.contains(&i) => {
                !s.has_prep(i) || !(self.linked || s.nodes[self.t.node].kind == Kind::Verb)
            }
            Kind::Entity => {
                // A bare plural has no number.
                self.listing || people(s, i) && !s.has_prep(i)
            }
            Kind::Adjective => false,
            _ => self.listing,
        };
        if ends {
            self.seek = 0;
        }
    }
}

/// Whether the people of a phrase fight, where it is told.
pub(super) fn combatant(s: &Sentence<'_>, from: usize, to: usize) -> Option<bool> {
    (from..to).find_map(|i| {
        let e = s.entity(i)?;
        let class = e.people.or(word_class(s, i));
        let class = class.map(|c| s.k.language.fights(c));
        let kind = e.actor.map(|a| s.k.actors[a as usize].kind);
        class.or(kind.and_then(|k| match k {
            ActorKind::Force => Some(true),
            ActorKind::People => Some(false),
            _ => None,
        }))
    })
}

/// The party of those whom a phrase of victims counts, where they fight for one.
fn party(s: &Sentence<'_>, from: usize, to: usize) -> Option<u32> {
    let side = |i: usize| {
        let e = s.entity(i)?;
        let who = e.actor.or(e.of).filter(|_| !e.person)?;
        let kind = s.k.actors[who as usize].kind;
        let force = kind == ActorKind::Force || kind == ActorKind::Government && s.nodes[i].is(Labels::FORCE_HEAD);
        let fights = force || kind != ActorKind::People && combatant(s, i, i + 1) == Some(true);
        fights.then_some(who)
    };
    (from..to).find_map(side)
}

/// What a word says of its victims.
pub(super) fn side_of(n: &Node) -> Option<Side> {
    if n.pos() == Some(Pos::ActiveParticiple)
        || !matches!(n.kind, Kind::Verb | Kind::Noun | Kind::Entity | Kind::Adjective)
    {
        return None;
    }
    match (n.is(Labels::DEATH), n.is(Labels::INJURY)) {
        (true, false) => Some(Side::Killed),
        (false, true) => Some(Side::Injured),
        _ => None,
    }
}

/// A phrase of people, `المدنيون` and its kin among the actors included.
pub(super) fn people(s: &Sentence<'_>, i: usize) -> bool {
    s.entity(i).is_some_and(|e| e.people.is_some() || e.group && word_class(s, i).is_some())
}

/// The class of people that the head of a phrase names, even where an actor bears the name (`عسكريين`).
fn word_class(s: &Sentence<'_>, i: usize) -> Option<u8> {
    match s.types.word(s.parse.tokens[s.nodes[i].head as usize]).kind {
        Some(Name::People(class)) => Some(class),
        _ => None,
    }
}

/// `قتلى`, `جريح`: a noun for the victim, not for what befell them.
pub(super) fn victim_noun(s: &Sentence<'_>, i: usize) -> bool {
    let Some(n) = s.nodes.get(i) else { return false };
    side_of(n).is_some() && (people(s, i) || n.pos() == Some(Pos::PassiveParticiple))
}

pub(super) fn value(s: &Sentence<'_>, counted: Counted) -> u64 {
    counted.value(s)
}

/// Whether a single victim in the accusative is one of those that a number over ten counts.
fn within(s: &Sentence<'_>, number: Counted, one: Counted) -> bool {
    let (Counted::Node(_), Counted::One(at)) = (number, one) else { return false };
    value(s, number) > 10 && s.types.folded(s.parse.tokens[s.nodes[at].head as usize]).ends_with('ا')
}

fn sum(s: &Sentence<'_>, a: Counted, b: Counted) -> Counted {
    let first = match a {
        Counted::Sum { first, .. } | Counted::Node(first) | Counted::Dual(first) | Counted::One(first) => first,
    };
    let last = match b {
        Counted::Sum { last, .. } | Counted::Node(last) | Counted::Dual(last) | Counted::One(last) => last,
    };
    Counted::Sum { first, last, value: value(s, a).saturating_add(value(s, b)) }
}
