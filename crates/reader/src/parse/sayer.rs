//! Who speaks, where his name is made of words of the language: nothing but he stands between a verb of saying and its `أن`
//! (`قال الشيخ مال الله الفلاني إن`, `قال مدير المركز، نور سليم، إن`).

use super::called::is_title_word;
use super::node::{Entity, Kind, Node};
use super::whole::{Joined, LONGEST, Line, TELLS, describes};
use super::words::ACTOR_HEAD;
use crate::knowledge::{ActorKind, Labels, holds};
use hudna_arabic::morph::{Number, Pos, Proclitics};

/// A name has at most so many nodes.
const NAME: usize = 4;

/// What stands right after a word of telling: its first node, the one after its last, and the same of what is said of it between commas.
struct Told {
    from: usize,
    end: usize,
    aside: Option<(usize, usize)>,
    /// Only words that can be nothing else name somebody here: a clause may follow.
    strict: bool,
}

impl Line<'_, '_> {
    /// The phrase on who speaks, where it ends with a name of any words.
    pub(super) fn sayer(&self, at: usize) -> Joined {
        let told = self.told_by(at)?;
        let Told { from, end, strict, .. } = told;
        self.who(told).or_else(|| {
            let head = self.node(from);
            let free = self.parse.entity(from).is_none_or(|e| !e.person) && !self.one_title(from);
            let bare = end >= from + 2 && free && !strict && !head.is(Labels::DOCUMENT) && self.begins(from);
            (bare && self.named(from, end) && self.certain(from, end)).then(|| self.joined(from, end, head.first))
        })
    }

    /// `العميد خير الله الفلاني لقناة كذا: انسحبنا`, `العميد خير الله الفلاني يعلن`: the one whom a sentence opens with, before a colon or
    /// a verb of telling.
    pub(super) fn opening(&self, at: usize) -> Joined {
        let nodes = &self.parse.nodes;
        let tells = |n: &Node| n.kind == Kind::Verb && n.is(TELLS);
        let end = (at + 2..nodes.len().min(at + LONGEST)).find(|&i| tells(&nodes[i]) || !describes(&nodes[i]))?;
        let ends = (tells(&nodes[end]) || self.parse.colon(self.types, end)) && describes(&nodes[at + 1]);
        let end = self.without_hearers(at, end);
        (ends && end > at).then_some(Told { from: at, end, aside: None, strict: false }).and_then(|told| self.who(told))
    }

    /// A title, or the first words of a name, with all of the name that comes next.
    fn who(&self, told: Told) -> Joined {
        let Told { from, end, aside, strict } = told;
        let entity = self.parse.entity(from);
        if entity.is_some_and(|e| e.person) {
            let known = entity.filter(|e| e.actor.is_none())?;
            // `المحافظ (خير الله الفلاني)`
            let last = end - usize::from(self.node(end - 1).kind == Kind::Close);
            let more = last > from + 1 && self.named(from + 1, last) && !strict;
            return more.then(|| self.joined(from, end, known.name_first));
        }
        if !self.one_title(from) {
            return None;
        }
        let name = (from + 1..end)
            .take_while(|&i| i == from + 1 || self.of_title(i - 1))
            .find(|&i| self.closed(i - 1) && self.begins(i) && self.named(i, end));
        if let Some(name) = name.filter(|&i| !strict || self.certain(i, end)) {
            return Some(self.joined(from, end, self.node(name).first));
        }
        let all = (from + 1..end).all(|i| self.of_title(i)) && self.closed(end - 1);
        let (first, last) = aside.filter(|_| all)?;
        let whole = self.begins(first) && self.named(first, last) && self.certain(first, last);
        let end = last + usize::from(self.node(last).kind == Kind::Close);
        whole.then(|| self.joined(from, end, self.node(first).first))
    }

    /// Where those stand who are named right after a node.
    fn told_by(&self, at: usize) -> Option<Told> {
        let nodes = &self.parse.nodes;
        let verb = &nodes[at];
        let according = verb.kind == Kind::According;
        let says = verb.kind == Kind::Verb && verb.is(TELLS) && verb.feats.is_some_and(|f| f.person == 3);
        if !according && (!says || verb.enc.is_some()) {
            return None;
        }
        let relays = says && verb.is(Labels::RELAY);
        let from = if relays {
            let from = |n: &Node| {
                let marks = &self.k.language.prepositions.relayed;
                n.kind == Kind::Prep && n.enc.is_none() && holds(marks, self.parse.stem(self.k, self.types, n))
            };
            at + 2 + nodes[at + 1..].iter().take(LONGEST / 2).take_while(|n| describes(n)).position(from)?
        } else {
            at + 1 + nodes[at + 1..].iter().take_while(|n| n.kind == Kind::Prep && n.enc.is_some()).count()
        };
        let that = |i: usize| nodes.get(i).is_some_and(|n| n.kind == Kind::Particle && n.is(Labels::THAT));
        let opens = |i: usize| that(i) && (according || nodes[i].pro.0 & !Proclitics::BA.0 == 0);
        // `نقلت الوكالة عن الشيخ فلان قوله إن`
        let word = |i: usize| {
            let n = &nodes[i];
            relays
                && n.enc.is_some_and(|e| e.person == 3)
                && holds(&self.k.language.sayings, self.parse.stem(self.k, self.types, n))
        };
        let reach = nodes.len().min(from + LONGEST);
        let goes_on = |n: &Node| describes(n) || n.kind == Kind::Verb || n.kind == Kind::Time && !according;
        let end = (from..reach).find(|&i| word(i) || !goes_on(&nodes[i]))?;
        let comma = |i: usize| nodes.get(i).is_some_and(|n| n.kind == Kind::Comma);
        let colon = self.parse.colon(self.types, end);
        let only = || holds(&self.k.language.said.words_only, self.parse.stem(self.k, self.types, verb));
        // `قال فلان، وهو من سكان الحي، إن`
        let close = (end + 2..nodes.len().min(end + LONGEST))
            .take_while(|&i| nodes[i].kind != Kind::Stop && !that(i))
            .find(|&i| comma(i) && (according || opens(i + 1)))
            .filter(|_| comma(end) && !colon);
        let stop = according && (comma(end) || nodes[end].kind == Kind::Stop);
        let closes =
            opens(end) || word(end) || colon && only() || close.is_some() || comma(end) && opens(end + 1) || stop;
        let whole = closes || !according && nodes[end].kind == Kind::According;
        let mut end = self.without_hearers(from, end).max(from);
        // `أشار الشيخ فلان إلى أن`
        let opens_on = |i: usize| nodes[i].kind == Kind::Open || nodes[i].kind == Kind::Prep && !self.given(i);
        while end > from && opens_on(end - 1) {
            end -= 1;
        }
        let mut aside = close.and_then(|c| nodes[..c].iter().rposition(|n| n.kind == Kind::Comma).map(|o| (o + 1, c)));
        // `المحافظ (خير الله الفلاني)`
        if end > from + 2
            && nodes[end - 1].kind == Kind::Close
            && let Some(open) = (from + 1..end).rev().find(|&i| nodes[i].kind == Kind::Open)
        {
            (aside, end) = (Some((open + 1, end - 1)), open);
        }
        (whole && end > from).then_some(Told { from, end, aside, strict: according && !opens(end) })
    }

    /// A word for what one man is, which a title opens.
    fn one_title(&self, at: usize) -> bool {
        let n = self.node(at);
        let one = n.feats.is_some_and(|f| f.number == Number::Singular);
        let e = self.parse.entity(at);
        let title = is_title_word(self.k, self.types, self.parse.tokens[n.head as usize]);
        // `اللواء`: a rank, and what such a man leads.
        let rank = title && n.pro.has(Proclitics::AL) && n.last - n.first == 1;
        let force = n.is(Labels::FORCE_HEAD) && e.is_none_or(|e| e.people.is_none());
        let body = n.is(Labels::BODY_HEAD | Labels::DOCUMENT) || force && !rank;
        let office = title || n.is(Labels::OFFICE) || e.is_some_and(|e| e.people.is_some() && e.actor.is_none());
        matches!(n.kind, Kind::Entity | Kind::Noun)
            && e.is_none_or(|e| e.places.is_empty() && e.goods.is_none())
            && n.joined_prep().is_none()
            && n.enc.is_none()
            && one
            && office
            && !body
    }

    /// Whether a node goes on telling what a title is of.
    fn of_title(&self, i: usize) -> bool {
        let n = self.node(i);
        let joined = n.joined_by_and() || n.enc.is_some();
        let kind = match n.kind {
            Kind::Noun | Kind::Adjective | Kind::Unknown => true,
            Kind::Entity => self.parse.entity(i).is_some_and(|e| !e.person && e.goods.is_none()),
            Kind::Prep => holds(&self.k.language.prepositions.posted, self.parse.stem(self.k, self.types, n)),
            _ => n.is_quote(),
        };
        kind && !joined
    }

    /// Whether no genitive can follow a node: it has the article or is a name.
    fn closed(&self, i: usize) -> bool {
        let n = self.node(i);
        let article = self.types.word(self.parse.tokens[n.last as usize - 1]).article;
        let known = |e: &Entity| e.actor.is_some() && !e.group || !e.places.is_empty() && !e.guarded;
        article || n.pro.has(Proclitics::AL) || n.kind == Kind::Close || self.parse.entity(i).is_some_and(known)
    }

    /// Whether a name may begin at a node: without the article, unless a title comes with it.
    fn begins(&self, i: usize) -> bool {
        let titled = self.parse.entity(i).is_some_and(|e| e.person);
        titled || !self.types.word(self.parse.tokens[self.node(i).first as usize]).article
    }

    /// Whether all of `from..end` may be words of a name.
    fn named(&self, from: usize, end: usize) -> bool {
        (1..=NAME).contains(&end.saturating_sub(from)) && (from..end).all(|i| self.names(from, i, end))
    }

    /// Whether some of the words name somebody, whatever stands around them; a rank tells it too.
    fn certain(&self, from: usize, end: usize) -> bool {
        (from..end).any(|i| {
            self.node(i).kind == Kind::Unknown || self.given(i) || self.parse.entity(i).is_some_and(|e| e.person)
        })
    }

    fn names(&self, from: usize, i: usize, end: usize) -> bool {
        let n = self.node(i);
        let lemma = n.lemma.map_or("", |l| self.k.lexicon.lemma(l).folded.as_str());
        let given = self.given(i);
        // `قال فلان لاحقا إن`
        let adverb = self.word(i).strip_suffix('ا').is_some_and(|w| w == lemma) && !given;
        let article = self.types.word(self.parse.tokens[n.first as usize]).article;
        // `أحمد الشيخ`
        let surname = i > 0
            && self.given(i - 1)
            && (self.node(i - 1).last - self.node(i - 1).first == 1 || !n.is(Labels::OFFICE))
            && i + 1 == end
            && article
            && n.last - n.first == 1
            && is_title_word(self.k, self.types, self.parse.tokens[n.first as usize]);
        let kind = match n.kind {
            Kind::Unknown | Kind::Noun | Kind::Adjective => true,
            Kind::Verb => given || n.pos() == Some(Pos::Perfect) && n.pro.0 == 0,
            Kind::Prep => i > from && i + 1 == end && given,
            Kind::Entity => self.parse.entity(i).is_some_and(|e| {
                e.person && (i == from || self.opens(i))
                    || surname
                    || !e.places.is_empty() && e.actor.is_none() && (i > from || e.guarded)
            }),
            _ => false,
        };
        let after = i > from || i > 0 && self.parse.entity(i - 1).is_some_and(|e| e.person);
        let plain = n.pro.0 & !Proclitics::AL.0 == 0 && (after || !article || n.kind == Kind::Entity) || given;
        // `دالاتي`: a surname that is written like a word with a pronoun.
        let mine = after && n.enc.is_some_and(|e| e.person == 1 && e.number == Number::Singular);
        let other = ACTOR_HEAD | Labels::PLACE_KIND | Labels::DIRECTION | Labels::TIME_UNIT | Labels::QUANTIFIER;
        // `قالت المتحدثة قائلة إن`
        let own = surname || given || n.kind == Kind::Entity && i == from;
        let another = n.is(other | TELLS) && !own;
        kind && plain
            && (n.enc.is_none() || mine)
            && !adverb
            && !another
            && (n.last - n.first == 1 || n.kind == Kind::Entity)
    }

    /// One phrase of all of it.
    fn joined(&self, from: usize, end: usize, name_first: u32) -> (usize, usize, Node, Entity) {
        let head = self.node(from);
        let base = self.parse.entity(from).filter(|e| e.places.is_empty()).cloned().unwrap_or_default();
        let group = base.group || base.people.is_some();
        // `المسؤول بوزارة الدفاع`: whose office it is.
        let office = (from + 1..end).take_while(|&i| self.node(i).first < name_first);
        let inner = office.into_iter().find_map(|i| self.parse.entity(i).filter(|e| !e.person && !e.weak)?.actor);
        let inner = inner.filter(|a| self.k.actors[*a as usize].kind != ActorKind::Person);
        let of = base.of.or(inner.filter(|_| base.actor.is_none()));
        let entity = Entity { of, person: true, definite: true, group, people: None, name_first, ..base };
        let node = Node { kind: Kind::Entity, last: self.node(end - 1).last, enc: None, ..*head };
        (from, end, node, entity)
    }
}
