//! Names that nobody knows, taken for places by the words after them that tell where they lie: `في كرناسة بريف حماة`.

use super::group::{Grouper, Made};
use super::node::{Entity, Kind, Node};
use crate::knowledge::{Labels, RoleKind, holds};
use hudna_arabic::morph::Proclitics;

impl Grouper<'_, '_> {
    /// A word that nobody knows: a place by what follows, else perhaps a person.
    pub(super) fn unknown(&self, i: usize) -> (Made, usize) {
        self.outlying(i).unwrap_or_else(|| self.person(i, i, self.after_speech(i).then(Entity::default)))
    }

    /// An unknown word after a preposition, with words after it that tell where it lies; further unknown words may be joined
    /// to it (`في كذا وكذا بريف حماة`). One that stands alone after `في` is taken for a place too.
    fn outlying(&self, i: usize) -> Option<(Made, usize)> {
        let by = i.checked_sub(1).and_then(|b| self.node(b)).filter(|n| n.kind == Kind::Prep && n.enc.is_none())?;
        self.node(i).filter(|n| n.kind == Kind::Unknown && n.pro.0 & !Proclitics::AL.0 == 0)?;
        let unknown = |at: usize| self.node(at).filter(|n| n.kind == Kind::Unknown);
        let joined = |n: &Node| self.types.folded(self.parse.tokens[n.first as usize]).starts_with('و');
        let end = if unknown(i + 1).is_some_and(|n| !joined(n)) { i + 2 } else { i + 1 };
        let mut after = end;
        while unknown(after).is_some_and(joined) && after < end + 6 {
            after += 1;
        }
        let stem = self.stem(by);
        let inside = || {
            let defaults = &self.k.language.prep_defaults;
            defaults.iter().any(|d| d.roles.contains(&RoleKind::Place) && d.events.is_empty() && holds(&d.preps, stem))
        };
        let alone = || holds(&self.k.language.prepositions.within, stem) && end == i + 1 && self.bounds(end);
        let near = || self.beside_known(after) || after == end && self.joins_known(end) || alone();
        if !(self.land_around(after) || inside() && near()) {
            return None;
        }
        let mut node = self.nodes[i];
        (node.bits, node.last) = (Labels::PLACE_KIND, self.nodes[end - 1].last);
        let entity = Entity { area: true, unlisted: true, definite: true, name_first: node.first, ..Entity::default() };
        Some((Some((node, entity)), end))
    }

    /// `بريف حماة`, `في محافظة إدلب`: a word for the land around a known place.
    fn land_around(&self, at: usize) -> bool {
        let within = &self.k.language.prepositions.within;
        let apart =
            self.node(at).is_some_and(|n| n.kind == Kind::Prep && n.enc.is_none() && holds(within, self.stem(n)));
        let land = if apart { at + 1 } else { at };
        let around = |n: &Node| {
            n.kind == Kind::Noun
                && n.is(Labels::PLACE_KIND)
                && (apart || n.joined_prep() == Some("ب"))
                && holds(&self.k.language.environs, self.stem(n))
        };
        self.node(land).is_some_and(around) && self.known_place(land + 1)
    }

    /// `جنوب غرب كركوك`, `شمالي مدينة إدلب`: words for a direction, and a known place.
    fn beside_known(&self, at: usize) -> bool {
        let points = |n: &Node| {
            matches!(n.kind, Kind::Noun | Kind::Adjective | Kind::Prep)
                && n.enc.is_none()
                && n.pro.0 == 0
                && holds(&self.k.language.locators, self.stem(n))
        };
        let mut next = at;
        while self.node(next).is_some_and(points) && next < at + 2 {
            next += 1;
        }
        let kind = self.node(next).is_some_and(|n| n.kind == Kind::Noun && n.is(Labels::PLACE_KIND) && n.pro.0 == 0);
        next > at && self.known_place(next + usize::from(kind))
    }

    /// `في الماية وجسر الزهراء`: a known place is joined.
    fn joins_known(&self, at: usize) -> bool {
        let joined = self.node(at).is_some_and(|n| n.joined_by_and() && n.joined_prep().is_none());
        joined && self.entity(at).is_some_and(Entity::names_place)
    }

    /// Whether the word of a name is one for a place (`الأطراف`): of its labels a name keeps only some.
    fn word_for_place(&self, node: &Node) -> bool {
        node.lemma.is_some_and(|l| Node { bits: self.types.bits(l), ..*node }.is(Labels::PLACE_KIND))
    }

    /// `الشرقية`: an adjective with the article that tells a direction.
    fn directed(&self, at: usize) -> bool {
        let adjective = |n: &Node| n.kind == Kind::Adjective && n.pro.has(Proclitics::AL) && n.is(Labels::DIRECTION);
        self.node(at).is_some_and(adjective)
    }

    /// `الأطراف الشرقية`, `القاعدة التركية`: a weak name that is a word for a place by what is said of it.
    pub(super) fn land_after_all(&self, i: usize) -> Option<(Made, usize)> {
        let (node, entity) = (*self.node(i)?, self.entity(i)?);
        let directed = entity.weak && self.word_for_place(&node) && self.directed(i + 1);
        let (end, of) = self.base_of(i).or_else(|| directed.then_some((i + 2, None)))?;
        let made = Node { last: self.nodes[end - 1].last, ..node };
        let land = Entity { area: true, definite: true, name_first: node.first, of, ..Entity::default() };
        Some((Some((made, land)), end))
    }

    /// `القاعدة التركية`, `القاعدة العسكرية الأمريكية`: a word that alone is a name means a base; the node after it, and whose it is.
    fn base_of(&self, i: usize) -> Option<(usize, Option<u32>)> {
        let name = self.entity(i).is_some_and(|e| e.weak && !e.group) && self.word_for_place(&self.nodes[i]);
        let of_arms = |n: &Node| {
            let class = n.lemma.zip(self.k.lexicon.class("military"));
            class.is_some_and(|(l, id)| self.k.lexicon.lemma(l).classes.contains(&id))
        };
        let adjective = |at: usize| {
            let n = self.node(at).filter(|n| name && n.kind == Kind::Adjective && n.pro.has(Proclitics::AL));
            n.is_some_and(|n| of_arms(n) || self.adjective_actor(at).is_some())
        };
        let end = (i + 1..i + 3).find(|&at| !adjective(at)).unwrap_or(i + 3);
        (end > i + 1).then(|| (end, (i + 1..end).find_map(|at| self.adjective_actor(at))))
    }

    fn known_place(&self, at: usize) -> bool {
        self.entity(at).is_some_and(|e| !e.places.is_empty())
    }

    /// The node's word without clitics, folded.
    fn stem(&self, n: &Node) -> &str {
        self.parse.stem(self.k, self.types, n)
    }
}
