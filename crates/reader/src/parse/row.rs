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

impl Grouper<'_, '_> {
    /// Whether a row of places is open after the node `i`, which became `made`; `open`: whether one was before it.
    pub(super) fn row_open(&self, open: bool, i: usize, made: Option<&(Node, Entity)>) -> bool {
        let node = &self.nodes[i];
        let place = |e: &Entity| e.actor.is_none() && (!e.places.is_empty() || e.unlisted);
        if self.heads_row(i) {
            let bare = made.is_some_and(|(m, e)| !place(e) && m.last == node.last);
            let lists = || self.node(i + 1).is_some_and(|n| matches!(n.kind, Kind::Open | Kind::Comma));
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
    fn heads_row(&self, i: usize) -> bool {
        let n = &self.nodes[i];
        let several = || n.feats.is_some_and(|f| matches!(f.number, Number::Plural | Number::Dual));
        if n.kind != Kind::Noun || !n.is(Labels::PLACE_KIND) || !several() || n.enc.is_some() {
            return false;
        }
        let stem = n.lemma.map(|l| self.k.lexicon.lemma(l).folded.as_str());
        let mut kinds = self.k.language.place_kinds.iter();
        kinds.any(|(word, kind)| stem == Some(&**word) && KINDS.contains(&kind.as_str()))
    }

    /// The place that a node of an open row names, with the node after it.
    pub(super) fn in_row(&self, i: usize) -> Option<(Made, usize)> {
        let n = self.node(i)?;
        let before = (0..i).rev().find(|&b| !self.nodes[b].is_quote()).map(|b| &self.nodes[b])?;
        let word = self.types.folded(self.parse.tokens[n.first as usize]);
        let glued = (n.kind == Kind::Unknown || self.toponym(i))
            && n.pro.0 == 0
            && word.starts_with('و')
            && word.chars().count() > 3;
        let joined = (n.joined_by_and() || glued) && n.joined_prep().is_none();
        // `بلدات (كذا`, `بلدات: كذا`: the first of the row, and each after a comma.
        let parted = matches!(before.kind, Kind::Comma) || self.heads_row_at(before, i);
        if !(joined || parted && n.pro.0 & !Proclitics::AL.0 == 0) {
            return None;
        }
        if let Some(known) = self.entity(i).filter(|e| !e.places.is_empty() && e.actor.is_none() && e.people.is_none())
        {
            let entity = Entity { guarded: false, listed: true, ..known.clone() };
            return Some((Some((*n, entity)), i + 1));
        }
        let end = self.row_name(i)?;
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

    /// Whether a word for several settlements stands right before, but for the bracket that opens.
    fn heads_row_at(&self, before: &Node, i: usize) -> bool {
        let at = (0..i).rev().find(|&b| self.nodes[b].first == before.first);
        at.is_some_and(|b| b + 1 < i && self.heads_row(b))
    }

    /// The node after a name of a row that begins at a node.
    fn row_name(&self, i: usize) -> Option<usize> {
        let first = &self.nodes[i];
        let opens = |at: usize| self.types.word(self.parse.tokens[self.nodes[at].first as usize]).opens;
        let common = |n: &Node| {
            matches!(n.kind, Kind::Noun | Kind::Adjective)
                && n.enc.is_none()
                && !n.is(ACTOR_HEAD | Labels::DIRECTION | Labels::QUANTIFIER)
                && !(n.is(Labels::PLACE_KIND) && n.feats.is_some_and(|f| f.number == Number::Plural))
        };
        // `وعين كذا`, `وتل كذا`: the first word of many names.
        let compound = self.toponym(i) && self.further(i + 1);
        let known = common(first) && !opens(i) && (first.pro.has(Proclitics::AL) || !first.joined_by_and());
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
    fn further(&self, at: usize) -> bool {
        let word = |n: &Node| self.types.folded(self.parse.tokens[n.first as usize]);
        self.node(at).is_some_and(|n| {
            n.pro.0 & !Proclitics::AL.0 == 0
                && match n.kind {
                    Kind::Unknown => true,
                    Kind::Noun | Kind::Adjective => !n.is(Labels::DIRECTION | ACTOR_HEAD | Labels::QUANTIFIER),
                    // `وعين`: what begins with `و` may be the next name.
                    Kind::Verb => !n.is(Labels::LIGHT | Labels::REPORT) && !word(n).starts_with('و'),
                    _ => false,
                }
        })
    }

    /// Whether what stands at a node ends a name.
    pub(super) fn bounds(&self, at: usize) -> bool {
        self.node(at).is_none_or(|n| match n.kind {
            Kind::Comma | Kind::Close | Kind::Open | Kind::Stop | Kind::Prep | Kind::Time => true,
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
