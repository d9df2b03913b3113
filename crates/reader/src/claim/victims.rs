//! One entry of a list of victims: a number with its noun, a dual, a single one, a name.

use super::count::{Counted, usable};
use super::toll::{Item, Reading, Side, people, side_of, value, victim_noun};
use super::trigger::{Trigger, is_masdar};
use crate::knowledge::{Knowledge, Labels, holds};
use crate::parse::{Kind, Node, Parse};
use hudna_arabic::morph::{Number as Grammatical, Pos, Proclitics};
use hudna_claims::Event;

impl Reading<'_, '_> {
    /// The victims that begin at a node.
    pub(super) fn item(&self, i: usize) -> Option<Item> {
        let s = self.s;
        let n = &s.nodes[i];
        if self.listing && !n.joined_by_and() && side_of(n).is_none() && !self.before_own_noun(i) {
            return None;
        }
        match n.kind {
            Kind::Number => self.numbered(i),
            Kind::Entity => self.named(i),
            Kind::Adjective | Kind::Noun
                if n.is(Labels::OTHER) && self.side.is_some() && !s.has_prep(i) && !self.further_harm(i) =>
            {
                // `أصيب آخر`, `أصيب آخران`
                let count = match n.feats.map(|f| f.number).filter(|_| self.seek > 0)? {
                    Grammatical::Singular => Counted::One(i),
                    Grammatical::Dual => Counted::Dual(i),
                    Grammatical::Plural => return None,
                };
                Some(Item { count: Some(count), end: i + 1, side: None })
            }
            Kind::Open => self.quoted(i),
            Kind::Noun | Kind::Particle if self.kin(i) => {
                let dual = n.feats.is_some_and(|f| f.number == Grammatical::Dual);
                let count = if dual { Counted::Dual(i) } else { Counted::One(i) };
                Some(Item { count: Some(count), end: i + 1, side: None })
            }
            // `مقتل العبو`: a word that nobody knows is the name of one.
            Kind::Unknown if self.name_of_one(i) => {
                Some(Item { count: Some(Counted::One(i)), end: self.names_end(i + 1), side: None })
            }
            // `أحد سكان القرية`
            Kind::Noun if n.is(Labels::ONE) && !n.pro.has(Proclitics::AL) && self.told => {
                // `قتل أحدهم`, but `إصابة أربعة، إصابة أحدهم بليغة`
                let by_verb = s.before(i).is_some_and(|b| s.nodes[b].kind == Kind::Verb);
                let (of, own) = (s.entity(i + 1).is_some(), n.enc.is_some() && by_verb);
                let end = i + 1 + usize::from(!own);
                ((of || own) && self.seek > 0).then_some(Item { count: Some(Counted::One(i)), end, side: None })
            }
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

    /// `قتل المسلحون ثلاثة جنود`, `قتل المستوطنون شابين`: whether people right after the verb are those who did it, before the victims.
    pub(super) fn doer(&self, i: usize) -> bool {
        let (s, verb) = (self.s, self.t.node);
        if s.nodes[verb].kind != Kind::Verb || i != verb + 1 || !people(s, i) || s.has_prep(i) {
            return false;
        }
        let nodes = &s.nodes;
        let place = |j: usize| s.entity(j).is_some_and(|e| e.can_place() && !e.can_act());
        let mut at = i + 1;
        while let Some(n) = nodes.get(at) {
            at += match n.kind {
                Kind::Adjective | Kind::Time if !n.joined_by_and() => 1,
                Kind::Prep if n.enc.is_none() && !n.joined_by_and() && place(at + 1) => 2,
                _ => break,
            };
        }
        let whom = |j: usize| people(s, j) && !s.has_prep(j) && !nodes[j].joined_by_and();
        let counts =
            nodes.get(at).is_some_and(|n| n.kind == Kind::Number && !n.joined_by_and() && n.joined_prep().is_none());
        let article = counts && s.types.folded(s.parse.tokens[nodes[at].first as usize]).starts_with("ال");
        self.unhurt && self.t.last > i || counts && !article && usable(s, at) && whom(at + 1) || !counts && whom(at)
    }

    /// `إصابات أخرى`, `أصيبت بصدمات أخرى`, `المشافي الأخرى`: further ones of what stands right before it, and nobody.
    fn further_harm(&self, i: usize) -> bool {
        let article = |n: &Node| n.pro.has(Proclitics::AL);
        let before = i.checked_sub(1).map(|b| &self.s.nodes[b]);
        before.is_some_and(|b| match article(&self.s.nodes[i]) {
            true => matches!(b.kind, Kind::Noun | Kind::Entity) && article(b),
            false => b.kind == Kind::Noun && b.feats.is_some_and(|f| f.number == Grammatical::Plural),
        })
    }

    /// `مقتل رجل وزوجته`, `استشهاد أم وطفلها`: a word for one of a family.
    fn kin(&self, i: usize) -> bool {
        let s = self.s;
        let n = &s.nodes[i];
        let listed = self.listing && n.joined_by_and() && n.enc.is_some();
        self.told
            && self.side.is_some()
            && n.joined_prep().is_none()
            && !s.triggers.contains(&i)
            && n.feats.is_none_or(|f| f.number != Grammatical::Plural)
            && holds(&s.k.language.kin, s.folded_stem(n))
            && (listed || self.after_harm(i))
    }

    /// Right after the event's own verb of death, or a verbal noun of killing.
    fn after_harm(&self, i: usize) -> bool {
        let s = self.s;
        let verb = |b: usize| s.nodes[b].kind == Kind::Verb && side_of(&s.nodes[b]).is_some() && self.own(b);
        self.after_killing(i) || self.told && self.seek > 0 && s.before(i).is_some_and(verb)
    }

    fn own(&self, i: usize) -> bool {
        i == self.t.node || self.t.nodes.contains(&i)
    }

    /// Whether an unknown word is the name of one who was killed.
    fn name_of_one(&self, i: usize) -> bool {
        use hudna_arabic::token::TokenKind;
        let s = self.s;
        let n = &s.nodes[i];
        let token = s.parse.tokens[n.first as usize];
        let word = s.types.folded(token);
        let several = ["ون", "ين", "ات"].iter().any(|ending| word.ends_with(ending));
        token.kind == TokenKind::Arabic && n.pro.0 & !Proclitics::AL.0 == 0 && !several && self.after_harm(i)
    }

    /// The node after a row of names.
    fn names_end(&self, from: usize) -> usize {
        let s = self.s;
        let given = |j: usize| s.types.word(s.parse.tokens[s.nodes[j].first as usize]).given;
        let name = |&j: &usize| {
            let n = &s.nodes[j];
            let word = match n.kind {
                Kind::Unknown => true,
                Kind::Noun | Kind::Adjective | Kind::Verb => given(j),
                // `عمر الخليل`: a surname that is a place's name too.
                Kind::Entity => j > 0 && given(j - 1) && s.entity(j).is_some_and(|e| !e.places.is_empty()),
                _ => false,
            };
            word && !n.joined_by_and() && n.joined_prep().is_none() && !s.triggers.contains(&j)
        };
        let limit = s.nodes.len().min(from + 5);
        (from..limit).find(|j| !name(j)).unwrap_or(if limit > from { limit } else { from })
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

    pub(super) fn numbered(&self, i: usize) -> Option<Item> {
        let s = self.s;
        let number = &s.parse.numbers[s.nodes[i].index as usize];
        if !number.vague && !usable(s, i) {
            return None;
        }
        // `من أسرة واحدة`: it describes the noun before.
        let described =
            |b: usize| matches!(s.nodes[b].kind, Kind::Noun | Kind::Entity) && side_of(&s.nodes[b]).is_none();
        if value(s, Counted::Node(i)) <= 2 && !s.nodes[i].joined_by_and() && i.checked_sub(1).is_some_and(described) {
            return None;
        }
        let mut end = i + 1;
        let of = |n: &Node| n.kind == Kind::Prep && n.enc.is_none() && holds(&s.k.language.part_of, s.folded_stem(n));
        if s.nodes.get(end).is_some_and(of) {
            end += 1;
        }
        let mut side = None;
        // `(5) شهداء`
        let bracketed = i > 0 && s.nodes[i - 1].kind == Kind::Open;
        let own_noun = |j: usize| s.nodes.get(j).is_some_and(|n| side_of(n).is_some() && !n.joined_by_and());
        if bracketed && s.nodes.get(end).is_some_and(|n| n.kind == Kind::Close) && own_noun(end + 1) {
            end += 1;
        }
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
        let between = |n: &Node| {
            n.kind == Kind::Prep && n.enc.is_none() && holds(&s.k.language.prepositions.between, s.folded_stem(n))
        };
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
        if self.costs(i) {
            return None;
        }
        let side = side_of(n);
        if s.has_prep(i) && side.is_none() && i != self.t.node {
            return None;
        }
        if side.is_none() && (self.seek == 0 && i >= self.t.node || self.side.is_none()) {
            return None;
        }
        let mut end = i + 1;
        let people = people(s, i);
        // `قتل عسكري`: right after the word for it a word for one who fights is one of them, over the adjective that it may be.
        let fighter = || {
            let mut readings = s.types.readings(s.parse.tokens[n.head as usize]).iter();
            n.is(Labels::FORCE_HEAD)
                && !n.pro.has(Proclitics::AL)
                && readings.any(|r| r.feats.pos.describes())
                && self.after_harm(i)
        };
        let number = n.feats.map(|f| f.number).filter(|_| people || n.is(Labels::OFFICE) || fighter());
        let collective = n.is(Labels::COLLECTIVE);
        let members = self.members(i, end);
        let count = match number {
            Some(Grammatical::Dual) => Some(Counted::Dual(i)),
            _ if members.is_some() => members.map(|m| {
                end = m + 2;
                Counted::Node(m)
            }),
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
        // `الطفلة هدى درويش وامرأة`: names after the noun.
        if count == Some(Counted::One(i)) {
            end = self.names_end(end);
        }
        // `طفل شهيد`.
        let mut side = side;
        if side.is_none() && s.nodes.get(end).is_some_and(|n| n.pro.0 == 0) && victim_noun(s, end) {
            side = side_of(&s.nodes[end]);
            end += 1;
        }
        Some(Item { count, end, side })
    }

    /// `عائلة من ستة أفراد`, `أسرة مؤلفة من خمسة أشخاص`: the number of those of whom a family or a group consists.
    fn members(&self, group: usize, from: usize) -> Option<usize> {
        let s = self.s;
        s.nodes[group].is(Labels::COLLECTIVE).then_some(())?;
        let of = s.nodes[from..].iter().take(3).position(|n| n.kind != Kind::Adjective || n.joined_by_and())? + from;
        let number = self.part_of(of) && s.nodes.get(of + 1).is_some_and(|n| n.kind == Kind::Number);
        (number && usable(s, of + 1) && of + 2 < s.nodes.len() && people(s, of + 2)).then_some(of + 1)
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
        let s = self.s;
        let n = &s.nodes[i];
        // `شهيد وجريح`, but `40 بين قتيل وجريح`
        let beside = n.joined_by_and() && self.one_told();
        let follows = |k: Kind| !beside && s.before(i).is_some_and(|b| s.nodes[b].kind == k);
        // `غارة أسفرت عن شهيد وجريح`
        // `أدى القصف إلى شهيد`
        let caused = || (i.saturating_sub(4)..i).any(|b| s.nodes[b].kind == Kind::Verb && s.nodes[b].is(Labels::CAUSE));
        !(side.is_some()
            && (n.pro.has(Proclitics::AL)
                || n.enc.is_some()
                || s.has_prep(i) && !(follows(Kind::Prep) && caused())
                || follows(Kind::Entity)))
    }
}

/// `خروج المدنيين والجرحى`: the hurt joined to people who are told nothing of are more such people.
pub(super) fn of_a_row(k: &Knowledge, parse: &Parse, all: &[Trigger], t: &Trigger) -> bool {
    let node = &parse.nodes[t.node];
    let entity = |n: &Node| parse.entities.get(n.index as usize).filter(|_| n.kind == Kind::Entity);
    let people = |n: &Node| entity(n).is_some_and(|e| e.definite && (e.people.is_some() || e.group));
    let harm = |t: &Trigger| k.frames[t.frame as usize].event == Event::Harm;
    harm(t)
        && t.nodes.len() == 1
        && node.pro.has(Proclitics::WA)
        && people(node)
        && t.node
            .checked_sub(1)
            .is_some_and(|b| people(&parse.nodes[b]) && !all.iter().any(|o| harm(o) && o.nodes.contains(&b)))
}
