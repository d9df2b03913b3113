//! The killed and the injured of an event of harm: numbers, duals, single victims, and lists of them.

use super::count::{Counted, usable};
use super::slots::Sentence;
use super::trigger::{Trigger, is_masdar};
use crate::knowledge::{ActorKind, Frame, HarmKind, Labels};
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
}

/// What happened to the victims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Killed,
    Injured,
    Both,
}

/// One entry of a list of victims.
struct Item {
    /// Nothing where the words are vague (`عشرات`, a bare plural).
    count: Option<Counted>,
    /// The node after it.
    end: usize,
    /// What its own noun says (`قتلى`).
    side: Option<Side>,
}

/// Reads the victims of a trigger. `told`: the event is told as done, so that one victim named alone is one victim.
pub(super) fn toll(s: &Sentence<'_>, t: &Trigger, frame: &Frame, told: bool) -> Toll {
    let side = match frame.harm {
        Some(HarmKind::Killed) => Some(Side::Killed),
        Some(HarmKind::Injured) => Some(Side::Injured),
        _ => None,
    };
    let mut reading = Reading { s, t, told, side, seek: 0, listing: false, linked: false, toll: Toll::default() };
    reading.run();
    reading.toll
}

struct Reading<'a, 's> {
    s: &'a Sentence<'s>,
    t: &'a Trigger,
    told: bool,
    side: Option<Side>,
    /// In how many nodes victims may still come.
    seek: usize,
    /// Victims were found: only more of the same list may follow.
    listing: bool,
    /// The number of a noun for the victims is sought: `عدد القتلى جراء القصف ارتفع إلى سبعة`.
    linked: bool,
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
            if let Some(item) = self.item(i) {
                i = self.take(i, item);
                continue;
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
            let counted = s
                .subject_before(at)
                .and_then(|found| found.first().filter(|f| f.line == s.line).map(|f| f.node as usize))
                .filter(|&first| first < at);
            if let Some(first) = counted {
                let first = self.whole_of(first);
                let number = s.before(first).filter(|&b| s.nodes[b].kind == Kind::Number && usable(s, b));
                let whole = number.unwrap_or(first);
                self.side = self.side.or_else(|| side_of(&s.nodes[at]));
                if let Some(item) = self.item(whole).filter(|i| i.count.is_some() && i.side.is_none()) {
                    let _ = self.take(whole, item);
                    self.seek = 0;
                    return at + 1;
                }
            }
            return at;
        }
        let counted = |b: &usize| s.nodes[*b].kind == Kind::Number && usable(s, *b);
        s.before(at).filter(counted).filter(|_| !s.nodes[at].joined_by_and()).unwrap_or(at)
    }

    /// `ستة أشخاص من بينهم طفلة قتلوا`: those of whom the phrase is a part.
    fn whole_of(&self, part: usize) -> usize {
        let s = self.s;
        let among = s.before(part).filter(|&b| self.among(&s.nodes[b]));
        let whole = |&i: &usize| s.entity(i).is_some_and(|e| e.people.is_some());
        among.and_then(|b| (b.saturating_sub(3)..b).rev().find(whole)).unwrap_or(part)
    }

    /// `بينهم`, `منهم`: what follows are some of those counted.
    fn among(&self, n: &Node) -> bool {
        n.kind == Kind::Prep && n.enc.is_some() && matches!(self.s.folded_stem(n), "بين" | "من" | "ضمن")
    }

    /// A verb or a verbal noun of harm: victims may follow.
    fn predicate(&mut self, i: usize) -> bool {
        let s = self.s;
        let n = &s.nodes[i];
        let Some(side) = side_of(n).filter(|_| !victim_noun(s, i)).or(self.side.filter(|_| i == self.t.node)) else {
            // `سقط`, `أوقع`: the noun that follows says what became of them.
            if i == self.t.node && !victim_noun(s, i) {
                (self.seek, self.listing) = (NOUN_REACH, false);
                return true;
            }
            return false;
        };
        if victim_noun(s, i) {
            return false;
        }
        if s.before(i).is_some_and(|b| s.nodes[b].kind == Kind::Number && usable(s, b)) && is_masdar(s.k, n) {
            // `7 إصابات` counts itself.
            return false;
        }
        let twin = self.seek > 0 && !self.listing && n.joined_by_and() && i > 0;
        let beside = twin && side_of(&s.nodes[i - 1]).is_some_and(|b| b != side);
        self.side = Some(if beside { Side::Both } else { side });
        self.listing = false;
        self.seek = if n.kind == Kind::Verb { VERB_REACH } else { NOUN_REACH };
        true
    }

    /// `عدد القتلى`, `ضحيتها`: the number is told after the noun.
    fn refers(&self, i: usize) -> bool {
        let n = &self.s.nodes[i];
        n.enc.is_some()
            || self.s.nodes.get(i + 1).is_some_and(|n| n.kind == Kind::Number && !n.joined_by_and())
            || n.pro.has(Proclitics::AL)
            || self.s.before(i).is_some_and(|b| self.s.nodes[b].is(Labels::QUANTIFIER | Labels::DOCUMENT))
    }

    /// Adds an item to its side; gives the node after it.
    fn take(&mut self, at: usize, item: Item) -> usize {
        let side = item.side.or(self.side.filter(|_| self.seek > 0 || at < self.t.node));
        let Some(side) = side else { return item.end };
        match item.count {
            Some(found) => {
                let listing = self.listing && item.side.is_none();
                let slot = match side {
                    Side::Killed => &mut self.toll.killed,
                    Side::Injured => &mut self.toll.injured,
                    Side::Both => &mut self.toll.both,
                };
                match slot {
                    None => *slot = Some(found),
                    Some(before) if listing => *slot = Some(sum(self.s, *before, found)),
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
                !(time(s.nodes.get(i + 1)) || i > 0 && time(s.nodes.get(i - 1)) || self.listing && goes_on)
            }
            Kind::Prep => self.listing || self.among(n),
            Kind::Verb => !own && !s.in_relative(i) && !(self.linked && !n.joined_by_and()),
            Kind::Particle => n.is(Labels::THAT | Labels::CLAUSE),
            Kind::Noun if own => false,
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

    /// The victims that begin at a node.
    fn item(&self, i: usize) -> Option<Item> {
        let s = self.s;
        let n = &s.nodes[i];
        if self.listing && !n.joined_by_and() && side_of(n).is_none() && !self.before_own_noun(i) {
            return None;
        }
        match n.kind {
            Kind::Number => self.numbered(i),
            Kind::Entity => self.named(i),
            Kind::Adjective | Kind::Noun if n.is(Labels::OTHER) && self.side.is_some() && !s.has_prep(i) => {
                let one = n.feats.is_some_and(|f| f.number == Grammatical::Singular) && self.seek > 0;
                one.then(|| Item { count: Some(Counted::One(i)), end: i + 1, side: None })
            }
            Kind::Open => self.quoted(i),
            // `مقتل مقاول`: whoever it is, one was killed.
            Kind::Noun
                if n.pos() == Some(Pos::ActiveParticiple)
                    && !s.triggers.contains(&i)
                    && n.feats.is_some_and(|f| f.number == Grammatical::Singular)
                    && self.after_killing(i) =>
            {
                Some(Item { count: Some(Counted::One(i)), end: i + 1, side: None })
            }
            Kind::Noun if side_of(n).is_some() && is_masdar(s.k, n) => {
                // `إصابتان`; `إصابات` alone has no number.
                let dual = n.feats.is_some_and(|f| f.number == Grammatical::Dual);
                dual.then(|| Item { count: Some(Counted::Dual(i)), end: i + 1, side: side_of(n) })
            }
            _ => None,
        }
    }

    /// Right after a verbal noun of killing.
    fn after_killing(&self, i: usize) -> bool {
        let s = self.s;
        let killing = |b: usize| is_masdar(s.k, &s.nodes[b]) && side_of(&s.nodes[b]) == Some(Side::Killed);
        self.told && self.seek > 0 && i.checked_sub(1).is_some_and(killing)
    }

    /// `مقتل "سامر العبدالله"`: a name in quotes.
    fn quoted(&self, open: usize) -> Option<Item> {
        let s = self.s;
        let close = (open + 2..s.nodes.len().min(open + 7)).find(|&j| s.nodes[j].kind == Kind::Close)?;
        let name = |n: &Node| {
            matches!(n.kind, Kind::Unknown | Kind::Noun | Kind::Adjective | Kind::Entity | Kind::Verb)
                && !n.joined_by_and()
                && n.joined_prep().is_none()
        };
        let one = self.after_killing(open) && s.nodes[open + 1..close].iter().all(name);
        one.then_some(Item {
            count: Some(Counted::Sum { first: open + 1, last: close - 1, value: 1 }),
            end: close + 1,
            side: None,
        })
    }

    /// A number whose noun says by itself what became of the counted.
    fn before_own_noun(&self, i: usize) -> bool {
        self.s.nodes[i].kind == Kind::Number && self.s.nodes.get(i + 1).is_some_and(|n| side_of(n).is_some())
    }

    fn numbered(&self, i: usize) -> Option<Item> {
        let s = self.s;
        let number = &s.parse.numbers[s.nodes[i].index as usize];
        if number.ordinal || number.percent {
            return None;
        }
        // `من أسرة واحدة`: it describes the noun before.
        let described =
            |b: usize| matches!(s.nodes[b].kind, Kind::Noun | Kind::Entity) && side_of(&s.nodes[b]).is_none();
        if value(s, Counted::Node(i)) <= 2 && !s.nodes[i].joined_by_and() && i.checked_sub(1).is_some_and(described) {
            return None;
        }
        let mut end = i + 1;
        let of = |n: &Node| n.kind == Kind::Prep && n.enc.is_none() && s.folded_stem(n) == "من";
        if s.nodes.get(end).is_some_and(of) {
            end += 1;
        }
        let mut side = None;
        if let Some(n) = s.nodes.get(end).filter(|n| !n.joined_by_and()) {
            let counts = match n.kind {
                Kind::Entity => {
                    let e = s.entity(end)?;
                    side = side_of(n);
                    e.can_act() || !e.places.is_empty() || side.is_some()
                }
                Kind::Noun if side_of(n).is_some() => {
                    side = side_of(n);
                    true
                }
                // Right after its predicate a number counts whatever follows it.
                Kind::Noun => i > 0 && (side_of(&s.nodes[i - 1]).is_some() || s.nodes[end - 1].kind == Kind::Prep),
                _ => true,
            };
            if !counts {
                return None;
            }
            let placed = n.kind == Kind::Entity && s.entity(end).is_some_and(|e| !e.can_act() && side.is_none());
            if matches!(n.kind, Kind::Entity | Kind::Noun | Kind::Adjective | Kind::Unknown) && !placed {
                end += 1;
                while s.nodes.get(end).is_some_and(|n| n.kind == Kind::Adjective && !n.joined_by_and()) {
                    end += 1;
                }
            }
        }
        // `سقط 3 مدنيين قتلى`.
        if side.is_none()
            && let Some(n) = s.nodes.get(end).filter(|n| !n.joined_by_and() && n.joined_prep().is_none())
            && victim_noun(s, end)
        {
            side = side_of(n);
            end += 1;
        }
        // `12 بين قتيل وجريح`.
        let between = |n: &Node| n.kind == Kind::Prep && n.enc.is_none() && s.folded_stem(n) == "بين";
        if side.is_none() && s.nodes.get(end).is_some_and(between) && victim_noun(s, end + 1) && victim_noun(s, end + 2)
        {
            (side, end) = (Some(Side::Both), end + 3);
        }
        if side.is_none() && self.seek == 0 && i >= self.t.node {
            return None;
        }
        Some(Item { count: (!number.vague).then_some(Counted::Node(i)), end, side })
    }

    fn named(&self, i: usize) -> Option<Item> {
        let s = self.s;
        let (n, e) = (&s.nodes[i], s.entity(i)?);
        let side = side_of(n);
        if s.has_prep(i) && side.is_none() && i != self.t.node {
            return None;
        }
        if side.is_none() && (self.seek == 0 && i >= self.t.node || self.side.is_none()) {
            return None;
        }
        let mut end = i + 1;
        let people = people(s, i);
        let number = n.feats.map(|f| f.number).filter(|_| people || n.is(Labels::OFFICE));
        let collective = n.is(Labels::COLLECTIVE);
        let count = match number {
            Some(Grammatical::Dual) => Some(Counted::Dual(i)),
            // `مدنيين اثنين`.
            _ if people && side.is_none() && self.few(end) => {
                end += 1;
                Some(Counted::Node(end - 1))
            }
            Some(Grammatical::Singular) if !collective && self.told && self.single(i, side) => Some(Counted::One(i)),
            None if e.person && self.told => Some(Counted::One(i)),
            _ => None,
        };
        if count.is_none() && (side.is_some() || !people) {
            return None;
        }
        while s.nodes.get(end).is_some_and(|n| n.kind == Kind::Adjective && !n.joined_by_and()) {
            end += 1;
        }
        // `طفل شهيد`.
        let mut side = side;
        if side.is_none() && s.nodes.get(end).is_some_and(|n| n.pro.0 == 0) && victim_noun(s, end) {
            side = side_of(&s.nodes[end]);
            end += 1;
        }
        Some(Item { count, end, side })
    }

    /// A number of one or two, which may follow what it counts.
    fn few(&self, at: usize) -> bool {
        let s = self.s;
        s.nodes.get(at).is_some_and(|n| n.kind == Kind::Number && !n.joined_by_and())
            && usable(s, at)
            && value(s, Counted::Node(at)) <= 2
    }

    /// A singular is one victim: not `عدد القتيل`, and `القتيل` only refers back.
    fn single(&self, i: usize, side: Option<Side>) -> bool {
        let n = &self.s.nodes[i];
        let follows = |k: Kind| self.s.before(i).is_some_and(|b| self.s.nodes[b].kind == k);
        !(side.is_some()
            && (n.pro.has(Proclitics::AL) || n.enc.is_some() || self.s.has_prep(i) || follows(Kind::Entity)))
    }
}

/// What a word says of its victims.
fn side_of(n: &Node) -> Option<Side> {
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
fn people(s: &Sentence<'_>, i: usize) -> bool {
    let kin = |a: u32| s.k.actors[a as usize].kind == ActorKind::People;
    s.entity(i).is_some_and(|e| e.people.is_some() || e.group && e.actor.is_some_and(kin))
}

/// `قتلى`, `جريح`: a noun for the victim, not for what befell them.
fn victim_noun(s: &Sentence<'_>, i: usize) -> bool {
    let Some(n) = s.nodes.get(i) else { return false };
    side_of(n).is_some() && (people(s, i) || n.pos() == Some(Pos::PassiveParticiple))
}

fn value(s: &Sentence<'_>, counted: Counted) -> u64 {
    counted.value(s)
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
