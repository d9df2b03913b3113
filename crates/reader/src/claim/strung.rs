//! Lists of places that go on behind where the first of them lies: `بلدة كذا بريف إدلب، وقرية كذا بريف حماة`.

use super::slots::{Dependent, Position, Sentence};
use crate::knowledge::{Labels, holds};
use crate::parse::{Kind, Node};

impl Sentence<'_> {
    /// The place that goes on with a list behind the words from `from` on, which only tell where the place before them lies; no verb follows
    /// that would make it its subject.
    pub(super) fn over_location(&self, from: usize) -> Option<usize> {
        let lies = |i: usize| match self.nodes[i].kind {
            Kind::Entity => self.locates(i) && self.entity(i).is_some_and(|e| e.actor.is_none()),
            Kind::Prep => self.nodes[i].enc.is_none() && self.nodes[i].pro.0 == 0,
            Kind::Noun | Kind::Adjective => self.locator(i),
            _ => false,
        };
        let end = (from..self.nodes.len()).find(|&i| !lies(i) || self.lists_place(i))?;
        let comma = self.nodes[end].kind == Kind::Comma;
        let further = end + usize::from(comma);
        // `بلدة كذا بريفي إدلب وحلب`: a bare name right after belongs to where the place lies.
        let headed = |n: &Node| n.is(Labels::PLACE_KIND) && n.last - n.first > 1;
        if !comma && !self.nodes.get(further).is_some_and(headed) {
            return None;
        }
        (end > from && self.lists_place(further) && !self.verb_follows(further)).then_some(further)
    }

    /// `المعارك التي اندلعت في المدينة`: whether a word that points back to a place says where what a clause tells of came about.
    pub(super) fn broke_out_there(&self, d: &Dependent<'_>) -> bool {
        let i = d.found.node as usize;
        let within = matches!(d.position, Position::Prep(p) if holds(&self.k.language.prepositions.within, p));
        let verb = || {
            let between =
                |n: &&Node| matches!(n.kind, Kind::Prep | Kind::Time | Kind::Adjective) || n.is(Labels::DEMONSTRATIVE);
            self.nodes[..i].iter().rev().find(|n| !between(n))
        };
        d.relative
            && within
            && super::back::points_back(self, d.found)
            && verb().is_some_and(|v| v.kind == Kind::Verb && v.is(Labels::OUTBREAK))
    }

    /// A named place that is joined.
    fn lists_place(&self, at: usize) -> bool {
        self.nodes.get(at).is_some_and(|n| n.joined_by_and() && n.joined_prep().is_none())
            && self.entity(at).is_some_and(|e| e.names_place() || e.unlisted && e.actor.is_none())
    }

    /// `وقرية كذا بريف حماة تعرضت`: whether a verb follows a row of places.
    fn verb_follows(&self, at: usize) -> bool {
        let passed = |i: &usize| {
            let n = &self.nodes[*i];
            match n.kind {
                Kind::Entity => self.entity(*i).is_some_and(|e| e.can_place() && e.actor.is_none()),
                Kind::Adjective | Kind::Time => true,
                Kind::Noun => self.locator(*i),
                Kind::Prep => n.enc.is_none(),
                _ => false,
            }
        };
        let next = (at..self.nodes.len()).find(|i| !passed(i));
        next.is_some_and(|v| self.nodes[v].kind == Kind::Verb && !self.nodes[v].joined_by_and())
    }
}
