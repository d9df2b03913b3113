//! What a phrase for who reports something takes in: his outlet in quotes, and not whom he cites (`نقل مراسل القناة عن مصدر طبي`).

use super::group::Grouper;
use super::node::Entity;
use crate::knowledge::{ActorKind, Labels, holds};
use hudna_claims::SpeakerKind;

impl Grouper<'_, '_> {
    /// `طالبت حكومة النظام “قسد”`: whether a name in quotes after a complete phrase is another. An outlet after who reports for it is not
    /// (`مراسل "قناة كذا"`).
    pub(super) fn quoted_apart(&self, entity: &Entity, inner: &Entity, source: bool) -> bool {
        let complete = entity.of.is_some() || entity.actor.is_some();
        let kind = inner.actor.map(|a| self.k.actors[a as usize].kind);
        complete && kind.is_some_and(|k| !source || k != ActorKind::Media)
    }

    /// Whether what stands at a node, after a preposition, is a person or somebody who is cited, and no body that somebody belongs to
    /// (`ممثلون عن الطرفين`).
    pub(super) fn cited(&self, prep: usize, at: usize) -> bool {
        let Some(entity) = self.entity(at) else { return false };
        let from = self.nodes[prep].lemma.map(|l| self.k.lexicon.lemma(l).folded.as_str());
        let relayed = || from.is_some_and(|p| holds(&self.k.language.prepositions.relayed, p));
        let seen = || {
            entity.actor.is_some_and(|a| {
                let actor = &self.k.actors[a as usize];
                actor.kind == ActorKind::People && actor.speaks.is_some_and(|s| s != SpeakerKind::Party)
            })
        };
        entity.person || relayed() && (self.nodes[at].is(Labels::SOURCE_HEAD | Labels::OFFICE) || seen())
    }
}
