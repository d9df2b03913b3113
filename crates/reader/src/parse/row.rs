//! Rows of places after a plural kind word: `قرى كذا وكذا`, `بلدات (كذا، كذا، كذا)`, known to the gazetteer or not.

use super::group::{Grouper, Made};
use super::node::{Entity, Kind, Node};
use super::words::{ACTOR_HEAD, nominal};
use crate::knowledge::{Labels, holds};
use hudna_arabic::morph::{Number, Pos, Proclitics};

/// Kinds of places that people live in: they are named in rows.
pub(super) const KINDS: [&str; 6] = ["village", "town", "quarter", "camp", "suburb", "city"];

/// So many words a name in a row has at most.
const WORDS: usize = 3;

/// Verbs that go on with what was told: `غارة على بلدة كذا أسفرت عن قتلى`.
const NO_NAME: u64 = Labels::LIGHT | Labels::REPORT | Labels::CAUSE | Labels::DEATH | Labels::INJURY;

impl Grouper<'_, '_> {
    /// Whether a row of places is open after the node `i`, which became `made`; `open`: whether one was before it.
    pub(super) fn row_open(&self, open: bool, i: usize, next: usize, made: Option<&(Node, Entity)>) -> bool {
        let node = &self.nodes[i];
        let place = |e: &Entity| e.actor.is_none() && (!e.places.is_empty() || e.unlisted);
        // `أطراف بلدتي كذا وكذا`
        if (i + 1..next).any(|j| self.heads_row(j))
            && (made.is_some_and(|(_, e)| place(e)) || self.heads_row(next - 1) && self.first_of_row(next))
        {
            return true;
        }
        if self.heads_row(i) {
            let bare = made.is_some_and(|(m, e)| !place(e) && m.last == node.last);
            let opens = |n: &Node| matches!(n.kind, Kind::Open | Kind::Comma);
            let lists = || self.node(i + 1).is_some_and(opens) || self.first_of_row(i + 1);
            return made.is_some_and(|(_, e)| place(e)) || bare && !node.pro.has(Proclitics::AL) && lists();
        }
        open && match made {
            Some((_, entity)) => place(entity),
            None => match node.kind {
                Kind::Open | Kind::Close | Kind::Comma | Kind::Adjective => true,
                Kind::Noun => node.is(Labels::DIRECTION),
                Kind::Particle => node.is(Labels::OR),
                Kind::Entity => self.entity(i).is_some_and(place),
                _ => false,
            },
        }
    }

    /// `قرى`, `بلدتي`: a word for several settlements.
    #[inline]
    pub(super) fn heads_row(&self, i: usize) -> bool {
        let n = &self.nodes[i];
        n.kind == Kind::Noun && n.is(Labels::PLACE_KIND) && self.means_several(n)
    }

    fn means_several(&self, n: &Node) -> bool {
        let several = || n.feats.is_some_and(|f| matches!(f.number, Number::Plural | Number::Dual));
        if !several() || n.enc.is_some() {
            return false;
        }
        let stem = n.lemma.map(|l| self.k.lexicon.lemma(l).folded.as_str());
        let kinds = |stem: &str| self.k.language.place_kinds.all(stem).any(|kind| KINDS.contains(&kind.as_str()));
        stem.is_some_and(kinds)
    }

    /// The place that a node of an open row names, with the node after it.
    pub(super) fn in_row(&self, i: usize) -> Option<(Made, usize)> {
        let n = self.node(i)?;
        let before = (0..i).rev().find(|&b| !self.nodes[b].is_quote()).map(|b| &self.nodes[b])?;
        let glued = self.glued(i) && (n.kind == Kind::Unknown || self.toponym(i));
        let joined = (n.joined_by_and() || glued) && n.joined_prep().is_none();
        // `بلدات (كذا`, `بلدات: كذا`: the first of the row, and each after a comma.
        let first = i > 0 && self.heads_row(i - 1) && self.first_of_row(i);
        let parted = matches!(before.kind, Kind::Comma) || self.heads_row_at(before, i) || first;
        if !(joined || parted && n.pro.0 & !Proclitics::AL.0 == 0) {
            return None;
        }
        if let Some(known) = self.entity(i).filter(|e| !e.places.is_empty() && e.actor.is_none() && e.people.is_none())
        {
            let mut entity = Entity { guarded: false, listed: true, ..known.clone() };
            // `قريتي كذا وناعورة كذا`: a name that is called after another place.
            if let Some(of) = self.called_after(i) {
                (entity.places, entity.area, entity.unlisted) = (Default::default(), true, true);
                return Some((Some((Node { last: self.nodes[of].last, ..*n }, entity)), of + 1));
            }
            return Some((Some((*n, entity)), i + 1));
        }
        let end = self.row_name(i).or_else(|| self.like_people(i))?;
        let mut node = *n;
        if glued {
            node.pro = Proclitics::WA;
        }
        (node.bits, node.enc, node.lemma, node.feats) = (Labels::PLACE_KIND, None, None, None);
        node.last = self.nodes[end - 1].last;
        let entity = Entity {
            area: true,
            unlisted: true,
            listed: true,
            definite: true,
            name_first: node.first,
            ..Entity::default()
        };
        Some((Some((node, entity)), end))
    }

    /// Whether a word of which nothing says so may begin with `و`.
    pub(super) fn glued(&self, i: usize) -> bool {
        self.node(i).is_some_and(|n| {
            let word = self.types.folded(self.parse.tokens[n.first as usize]);
            n.pro.0 == 0 && word.starts_with('و') && word.chars().count() > 3
        })
    }

    /// `بلدات ضمان ودير كذا`: whether a common word right after the word for several settlements is the first of them: it does not
    /// describe them, and another place is joined to it.
    fn first_of_row(&self, i: usize) -> bool {
        self.node(i).is_some_and(|n| {
            let word = self.types.folded(self.parse.tokens[n.first as usize]);
            // `بلدتي الرامي وكذا`: what has the article does not describe what has none.
            let article = n.pro.0 == Proclitics::AL.0 && self.two_named(i) && !n.is(Labels::PLACE_KIND);
            let word = n.pro.0 == 0 && !word.ends_with('ه') || article;
            n.kind == Kind::Noun && word && self.common(n) && self.place_joined(i + 1)
        })
    }

    /// Whether a node stands right after a word for two settlements that has neither article nor pronoun.
    fn two_named(&self, i: usize) -> bool {
        i.checked_sub(1).is_some_and(|b| {
            let n = &self.nodes[b];
            self.heads_row(b) && !n.pro.has(Proclitics::AL) && n.feats.is_some_and(|f| f.number == Number::Dual)
        })
    }

    /// `قريتي صيدا ومعلق`: whether any word joined right after the first of two is the second one.
    fn second_of_two(&self, i: usize) -> bool {
        self.node(i).is_some_and(|n| n.joined_by_and() && self.common(n) && !n.pro.has(Proclitics::AL))
            && i > 1
            && self.two_named(i - 1)
            && self.nodes[i - 1].kind == Kind::Entity
            && self.bounds(i + 1)
    }

    /// `قرى كذا وتعال وكذا`: whether a common word stands between two places of a row.
    fn between_places(&self, i: usize) -> bool {
        self.node(i).is_some_and(|n| {
            matches!(n.kind, Kind::Noun | Kind::Verb)
                && n.pro.0 == Proclitics::WA.0
                && n.enc.is_none()
                && !n.is(Labels::LIGHT | Labels::REPORT)
                && (n.kind == Kind::Verb || self.common(n))
                && !self.types.word(self.parse.tokens[n.first as usize]).opens
                && self.place_joined(i + 1)
        })
    }

    /// Whether the name of a place is joined at a node.
    fn place_joined(&self, at: usize) -> bool {
        let place = |e: &Entity| e.actor.is_none() && (!e.places.is_empty() || e.unlisted);
        let joins = |n: &Node| n.joined_by_and() && n.joined_prep().is_none();
        self.node(at).is_some_and(joins)
            && (self.entity(at).is_some_and(place) || self.toponym(at) && self.further(at + 1))
    }

    /// The place after which the one-word name at a node of a row is called.
    fn called_after(&self, i: usize) -> Option<usize> {
        let n = self.node(i)?;
        let next = self.node(i + 1).filter(|m| m.kind == Kind::Entity && m.pro.0 & !Proclitics::AL.0 == 0)?;
        let place = self.entity(i + 1).is_some_and(|e| e.names_place() && e.people.is_none());
        (place && n.last - n.first == 1 && next.last - next.first == 1 && !n.pro.has(Proclitics::AL)).then_some(i + 1)
    }

    /// `والقصر`: a word for people that is one for a place too, where it ends a name of a row.
    fn like_people(&self, i: usize) -> Option<usize> {
        let people = self.entity(i).is_some_and(|e| e.people.is_some() && e.actor.is_none() && !e.person);
        let n = self.node(i)?;
        (people && n.pro.has(Proclitics::AL) && n.last == n.first + 1 && self.toponym(i) && self.bounds(i + 1))
            .then_some(i + 1)
    }

    /// A noun that may be the name of a settlement.
    fn common(&self, n: &Node) -> bool {
        matches!(n.kind, Kind::Noun | Kind::Adjective)
            && n.enc.is_none()
            && !n.is(ACTOR_HEAD | Labels::DIRECTION | Labels::QUANTIFIER)
            && !(n.is(Labels::PLACE_KIND) && n.feats.is_some_and(|f| f.number == Number::Plural))
    }

    /// Whether a word for several settlements stands right before, but for the bracket that opens.
    fn heads_row_at(&self, before: &Node, i: usize) -> bool {
        let at = (0..i).rev().find(|&b| self.nodes[b].first == before.first);
        at.is_some_and(|b| b + 1 < i && self.heads_row(b))
    }

    /// The node after a name of a row that begins at a node.
    fn row_name(&self, i: usize) -> Option<usize> {
        let first = &self.nodes[i];
        let opens = |at: usize| self.types.word(self.parse.tokens[self.nodes[at].first as usize]).opens;
        // `وعين كذا`, `وتل كذا`: the first word of many names.
        let compound = self.toponym(i) && self.further(i + 1);
        let known = self.common(first) && !opens(i) && (first.pro.has(Proclitics::AL) || !first.joined_by_and());
        if self.between_places(i) || self.second_of_two(i) {
            return Some(i + 1);
        }
        // `وسد الشهباء`, read as a verb: the kind word of a place that is known.
        let kind_word = first.kind == Kind::Verb && self.toponym(i) && first.pro.0 == Proclitics::WA.0;
        let whole = |n: &Node| n.last == n.first + 1 && n.pro.0 & !Proclitics::AL.0 == 0;
        let place = |e: &Entity| e.actor.is_none() && !e.places.is_empty();
        if kind_word
            && self.node(i + 1).is_some_and(whole)
            && self.entity(i + 1).is_some_and(place)
            && self.bounds(i + 2)
        {
            return Some(i + 2);
        }
        if !(first.kind == Kind::Unknown || compound || known) {
            return None;
        }
        let mut at = i + 1;
        while at < i + WORDS && self.further(at) && (at == i + 1 && compound || !opens(at)) {
            at += 1;
        }
        (first.kind == Kind::Unknown || self.bounds(at)).then_some(at)
    }

    /// Whether a word may be the second or third one of a name.
    pub(super) fn further(&self, at: usize) -> bool {
        let word = |n: &Node| self.types.folded(self.parse.tokens[n.first as usize]);
        self.node(at).is_some_and(|n| {
            n.pro.0 & !Proclitics::AL.0 == 0
                && match n.kind {
                    // `وعين`: what begins with `و` may be the next name.
                    Kind::Unknown => !self.glued(at),
                    Kind::Noun | Kind::Adjective => !n.is(Labels::DIRECTION | ACTOR_HEAD | Labels::QUANTIFIER),
                    Kind::Verb => !n.is(NO_NAME) && !word(n).starts_with('و'),
                    _ => false,
                }
        })
    }

    /// Whether what stands at a node ends a name.
    pub(super) fn bounds(&self, at: usize) -> bool {
        self.node(at).is_none_or(|n| match n.kind {
            Kind::Comma | Kind::Close | Kind::Open | Kind::Stop | Kind::Prep | Kind::Time => true,
            Kind::Unknown if self.glued(at) => true,
            _ if self.toponym(at) && self.types.folded(self.parse.tokens[n.first as usize]).starts_with('و') => true,
            _ => n.joined_by_and() || n.joined_prep().is_some() || n.is(Labels::DIRECTION | Labels::RELATIVE),
        })
    }

    /// Whether a word opens names of places: `عين كذا`, `أم كذا`, `تل كذا`.
    pub(super) fn toponym(&self, i: usize) -> bool {
        let token = self.parse.tokens[self.nodes[i].first as usize];
        let bare = |r: &hudna_arabic::morph::Reading| {
            r.proclitics.0 & !(Proclitics::WA.0 | Proclitics::AL.0) == 0
                && r.enclitic.is_none()
                && r.feats.pos != Pos::Preposition
        };
        self.types.readings(token).iter().any(|r| {
            bare(r)
                && (nominal(r) && self.k.labels.bits(r.lemma) & Labels::PLACE_KIND != 0
                    || holds(&self.k.language.toponyms, &self.k.lexicon.lemma(r.lemma).folded))
        })
    }
}
