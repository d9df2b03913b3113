//! Whose the forces are that a pronoun ties to somebody: `قالت الوزارة إن وحداتها قصفت`, `هاجموا حاجزا لقواتنا`.

use super::build::Draft;
use super::slots::{Found, Sentence};
use crate::knowledge::{ActorKind, Labels, holds};
use crate::parse::{Entity, Kind};

/// The phrases among what fills the slots that are somebody's own forces, each with the actor whose they are: a part stands for the whole.
pub(super) fn whose_forces(s: &Sentence<'_>, drafts: &[Draft]) -> Vec<(Found, u32)> {
    let mut known: Vec<(Found, u32)> = Vec::new();
    for d in drafts {
        for &f in d.slots.actor.iter().chain(&d.slots.target).chain(&d.speakers) {
            if f.line == s.line
                && !known.iter().any(|(k, _)| k.node == f.node)
                && let Some(whose) = s.owner_of_forces(f.node as usize).or_else(|| s.opponent(f.node as usize))
            {
                known.push((f, whose));
            }
        }
    }
    known
}

impl Sentence<'_> {
    /// `قال اللواء إن أفراده أوقفوا`: whether a word for those who belong to somebody has his pronoun.
    pub(super) fn own_members(&self, found: Found) -> bool {
        self.lines_node(found)
            .is_some_and(|n| n.enc.is_some() && holds(&self.k.language.members, self.stem_of(n, found.line)))
    }

    /// Whether a phrase is of forces with somebody's pronoun: `قواتها`.
    pub(super) fn own_force(&self, found: Found) -> bool {
        self.lines_node(found).is_some_and(|n| n.enc.is_some() && n.is(Labels::FORCE_HEAD)) || self.own_members(found)
    }

    /// The actor for whom the pronoun at the end of a word for those who fight stands.
    fn owner_of_forces(&self, at: usize) -> Option<u32> {
        let n = &self.nodes[at];
        // `قوات النظام وميليشياتها`: who is named with his own acts beside them.
        let alone = n.kind == Kind::Entity && n.last == n.first + 1 && !n.joined_by_and();
        let enclitic = n.enc.filter(|_| alone)?;
        let named = |a: u32| !matches!(self.k.actors[a as usize].kind, ActorKind::People | ActorKind::Person);
        let force = |e: &Entity| {
            let fights = self.own_members(self.found(at))
                || n.is(Labels::FORCE_HEAD | Labels::ARMS)
                || e.people.is_some_and(|p| self.k.language.fights(p));
            fights && !e.person && !e.actor.is_some_and(named)
        };
        self.entity(at).filter(|e| force(e))?;
        let owner = match enclitic.person {
            1 => self.speech_at(at).or_else(|| self.we(at)),
            _ => self.pronoun(enclitic, at, self.span(at)),
        }?;
        let whose = |f: Found| {
            let entity = self.lines_entity(f)?;
            // `قال المتحدث باسم الحركة إن مقاتليها`: those of the body for which he speaks.
            entity.actor.filter(|a| named(*a) && !entity.weak).or(entity.of.filter(|_| !entity.area))
        };
        // `قال قائده إن قواته`: those of whom the head himself is told to be.
        let head = |f: Found| {
            let (i, n) = (f.node as usize, self.nodes.get(f.node as usize).filter(|_| f.line == self.line)?);
            let of = n.enc.filter(|e| n.is(Labels::OFFICE) && e.person == 3)?;
            self.pronoun(of, i, self.span(i)).and_then(whose)
        };
        let who = whose(owner).or_else(|| head(owner))?;
        let tells = self.k.actors[who as usize].tells();
        (named(who) && !tells).then_some(who)
    }

    /// `اتهم الجيش الطرف الآخر`, `قال إن خصمه`: the side named last that is opposed to whose word it is, or to who does something to it.
    fn opponent(&self, at: usize) -> Option<u32> {
        let who = |f: Found| self.lines_entity(f).and_then(|e| e.actor.or(e.of));
        let other = self.entity(at).and_then(|e| e.actor).filter(|a| self.k.actors[*a as usize].opponent)?;
        let own =
            self.speech_at(at).and_then(who).or_else(|| self.clause_subject(at).first().copied().and_then(who))?;
        let here = (0..at).rev().map(|i| self.found(i));
        let mut named = here.chain(self.memory.actors.iter().rev().copied()).filter_map(who);
        named.find(|a| {
            let (own, side) = (&self.k.actors[own as usize], &self.k.actors[*a as usize]);
            *a != other && side.takes_sides() && side.opposed(own)
        })
    }
}
