//! Who mediates, after a mark of mediation (`برعاية روسية`).

use super::fill::Slots;
use super::slots::{Found, Sentence};
use crate::knowledge::RoleKind;
use crate::parse::{Entity, Kind};

impl Sentence<'_> {
    /// `اجتماع في المطار برعاية روسية وتركية`: who stands after the mark in the clause; a nisba names the actor too.
    pub(super) fn mediators_after(&self, at: usize, slots: &mut Slots) {
        for i in at + 1..self.nodes.len().min(at + 24) {
            let n = &self.nodes[i];
            if n.kind == Kind::Stop || self.triggers.contains(&i) && !n.joined_by_and() {
                break;
            }
            if n.kind == Kind::MediatorMark {
                let next = i + 1;
                // `برعاية روسية وتركية`
                let nations = self.nodes[next..].iter().enumerate().take_while(|(more, n)| {
                    matches!(n.kind, Kind::Adjective | Kind::Unknown)
                        && (*more == 0 || n.joined_by_and())
                        && crate::parse::adjective_actor(self.types, self.parse.tokens[n.first as usize]).is_some()
                });
                let entity = self.entity(next).is_some_and(Entity::can_act);
                for node in next..next + nations.count().max(usize::from(entity)) {
                    slots.add(RoleKind::Mediator, Found { line: self.line, node: node as u32, via: None });
                }
                break;
            }
        }
    }
}
