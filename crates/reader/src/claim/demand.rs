//! Who would have to do what is demanded without naming him.

use super::build::Draft;
use super::slots::{Found, Sentence};
use crate::knowledge::ActorKind;
use crate::parse::Kind;
use hudna_claims::Modality;

/// `طلب النظام فك الحصار وإزالة حواجز “قسد”`: what one side asks for is for the only other side that the sentence names to
/// do.
pub(super) fn asked(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut() {
        let open = d.modality == Modality::Demanded && d.slots.actor.is_empty() && d.slots.target.is_empty();
        if !open || !s.k.language.for_sides.contains(&d.event) {
            continue;
        }
        let Some(asker) = d.speakers.first().and_then(|f| side(s, *f)) else { continue };
        let start = (0..d.node).rev().find(|&i| s.nodes[i].kind == Kind::Stop).map_or(0, |i| i + 1);
        let end = (d.node..s.nodes.len()).find(|&i| s.nodes[i].kind == Kind::Stop).unwrap_or(s.nodes.len());
        let mut other: Option<(u32, Found)> = None;
        let mut several = false;
        for i in start..end {
            let found = Found { line: s.line, node: i as u32, via: None };
            let Some(who) = side(s, found).filter(|who| *who != asker) else { continue };
            several |= other.is_some_and(|(known, _)| known != who);
            other = other.or(Some((who, found)));
        }
        if let Some((_, found)) = other.filter(|_| !several) {
            d.slots.actor = vec![found];
        }
    }
}

/// The side of a conflict that a phrase names, or the owner it names.
fn side(s: &Sentence<'_>, found: Found) -> Option<u32> {
    let entity = s.lines_entity(found)?;
    let who = entity.actor.or(entity.of)?;
    let actor = &s.k.actors[who as usize];
    let fights =
        matches!(actor.kind, ActorKind::Force | ActorKind::Government | ActorKind::Party | ActorKind::Alliance);
    fights.then_some(who)
}
