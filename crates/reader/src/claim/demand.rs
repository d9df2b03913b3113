//! Who would have to do what is demanded without naming him.

use super::build::Draft;
use super::refer::Speech;
use super::slots::{Found, Sentence};
use crate::knowledge::{ActorKind, holds};
use crate::parse::Kind;
use hudna_claims::Modality;

/// `طلب النظام فك الحصار وإزالة حواجز “قسد”`: what one side asks for is for the only other side
/// that the sentence names to do.
pub(super) fn asked(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut() {
        let open = d.modality == Modality::Demanded && d.slots.actor.is_empty() && d.slots.target.is_empty();
        if !open || !s.k.language.for_sides.contains(&d.event) {
            continue;
        }
        let Some(asker) = d.speakers.first().and_then(|f| side(s, *f)) else { continue };
        let mut other: Option<(u32, Found)> = None;
        let mut several = false;
        for i in s.sentence_start(d.node)..s.sentence_end(d.node) {
            let found = s.found(i);
            let Some(who) = side(s, found).filter(|who| *who != asker) else { continue };
            several |= other.is_some_and(|(known, _)| known != who);
            other = other.or(Some((who, found)));
        }
        if let Some((_, found)) = other.filter(|_| !several) {
            d.slots.actor = vec![found];
        }
    }
}

impl Sentence<'_> {
    /// `وحثت`: a verb that always names whom it asks, of somebody told of before.
    pub(super) fn asks_whom(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        let lemma = node.lemma.map_or("", |l| &self.k.lexicon.lemma(l).folded);
        node.joined_by_and() && holds(&self.k.language.asks_whom, lemma)
    }

    /// Whether a word began with what a statement says of itself (`نطالب`, `نستنكر`).
    pub(super) fn declared(&self, speech: &Speech) -> bool {
        let verb = self.nodes.get(speech.by).filter(|v| v.kind == Kind::Verb);
        verb.is_some_and(|v| v.feats.is_some_and(|f| f.person == 1))
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
