//! Who and what the claims of one report name: distinct actors and places with their mentions.

use hudna_claims::{Claim, Mention, Name};
use serde::Serialize;
use std::collections::BTreeMap;

/// An actor or a place of a report.
#[derive(Debug, Serialize)]
pub struct Entity {
    /// `actor` or `place`.
    pub kind: &'static str,
    /// Identifier in the knowledge, where it was resolved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Name in the knowledge, where it was resolved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// How the report names it first.
    pub text: String,
    /// In how many slots of claims it stands.
    pub count: usize,
    /// In which slots, and how often.
    pub roles: BTreeMap<&'static str, usize>,
    /// Where it is named, each place once: first and past-the-last byte.
    pub mentions: Vec<(usize, usize)>,
}

/// The distinct entities of the claims, in the order in which the report names them.
pub fn entities(claims: &[Claim]) -> Vec<Entity> {
    let mut found: BTreeMap<(&'static str, String), Entity> = BTreeMap::new();
    for claim in claims {
        let slots: [(&'static str, &[Mention]); 5] = [
            ("actor", &claim.actor),
            ("target", &claim.target),
            ("mediator", &claim.mediator),
            ("place", &claim.place),
            ("speaker", &claim.speaker),
        ];
        for (role, mentions) in slots {
            for mention in mentions {
                note(&mut found, role, mention);
            }
        }
    }
    let mut entities: Vec<Entity> = found.into_values().collect();
    for entity in &mut entities {
        entity.mentions.sort_unstable();
        entity.mentions.dedup();
    }
    entities.sort_by_key(|e| (e.mentions.first().copied(), e.kind));
    entities
}

fn note(found: &mut BTreeMap<(&'static str, String), Entity>, role: &'static str, mention: &Mention) {
    let kind = if role == "place" { "place" } else { "actor" };
    // An id and a text never mean the same key: texts are marked.
    let key = mention.id.clone().unwrap_or_else(|| format!("text:{}", mention.text));
    let entity = found.entry((kind, key)).or_insert_with(|| Entity {
        kind,
        id: mention.id.clone(),
        name: mention.name.clone(),
        text: mention.text.clone(),
        count: 0,
        roles: BTreeMap::new(),
        mentions: Vec::new(),
    });
    entity.count += 1;
    *entity.roles.entry(role).or_default() += 1;
    entity.mentions.push((mention.start, mention.end));
}
