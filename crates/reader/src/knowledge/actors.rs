//! Who is who: the actors of `knowledge/actors`.

use super::files::{KnowledgeError, KnowledgeFile, toml, under};
use super::names::{Name, NameTrie};
use hudna_claims::SpeakerKind;
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// What an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// A state as a whole.
    State,
    /// A government.
    Government,
    /// An armed force or group.
    Force,
    /// A political party or movement.
    Party,
    /// A ministry, council, committee, organisation.
    Body,
    /// An observatory, rights group, rescue group.
    Monitor,
    /// A news outlet or agency.
    Media,
    /// An office such as governor or spokesman.
    Office,
    /// People without a name: residents, activists, sources.
    People,
    /// A coalition.
    Alliance,
    /// An ethnic or religious community, a tribe.
    Ethnic,
    /// A person.
    Person,
}

/// An actor of the knowledge.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// Identifier.
    pub id: String,
    /// Arabic name.
    pub ar: String,
    /// English name.
    #[serde(default)]
    pub en: String,
    /// What it is.
    pub kind: ActorKind,
    /// Names as the press writes them.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Names that may mean others too.
    #[serde(default)]
    pub weak: Vec<String>,
    /// Names that are words of the language too: taken where they are joined to another actor, or are who says something.
    #[serde(default)]
    pub beside: Vec<String>,
    /// Nisba adjectives that stand for it after a noun, masculine singular.
    #[serde(default)]
    pub adjectives: Vec<String>,
    /// ISO 3166 alpha-3 of its home, or IGO, NGO, MNC.
    #[serde(default)]
    pub country: String,
    /// PLOVER sector.
    #[serde(default)]
    pub sector: String,
    /// Kind of speaker where it is a side or speaks at home.
    #[serde(default)]
    pub speaks: Option<SpeakerKind>,
    /// Countries in whose conflicts it is a side.
    #[serde(default)]
    pub party_in: Vec<String>,
    /// Its names mean the opponent of whoever speaks or acts (`الطرف الآخر`).
    #[serde(default)]
    pub opponent: bool,
    /// What it belongs to.
    #[serde(default)]
    pub member_of: Vec<Membership>,
    /// On which side it stands.
    #[serde(default)]
    pub side: Vec<Side>,
}

impl Actor {
    /// Whether it is people who do not fight. Settlers do not bear arms by trade, and are a party.
    pub fn civil(&self) -> bool {
        self.kind == ActorKind::People && self.sector == "CVL" && self.speaks != Some(SpeakerKind::Party)
    }

    /// Whether it bears arms and can take a place: an army or a group, no police and no peacekeepers.
    pub fn armed(&self) -> bool {
        match self.kind {
            ActorKind::Force => !matches!(&*self.sector, "IGO" | "COP"),
            ActorKind::People | ActorKind::Alliance => matches!(&*self.sector, "MIL" | "REB" | "SEP" | "UAF"),
            ActorKind::Party => self.sector == "REB",
            _ => false,
        }
    }

    /// Whether it is a state or who governs it.
    pub fn rules(&self) -> bool {
        matches!(self.kind, ActorKind::State | ActorKind::Government)
    }

    /// Whether it can be one of the sides of a conflict.
    pub fn takes_sides(&self) -> bool {
        self.armed() || self.rules() || !self.side.is_empty() || self.speaks == Some(SpeakerKind::Party)
    }

    /// Whether two actors can stand against each other: they are not of one side of a conflict, nor the army and the government of one
    /// country.
    pub fn opposed(&self, other: &Actor) -> bool {
        let state = |a: &Actor| matches!(&*a.sector, "GOV" | "MIL");
        // `الجيش` alone is of whatever country is told of.
        let home = self.country == other.country || self.country.is_empty() || other.country.is_empty();
        let one_state = state(self) && state(other) && home;
        let together =
            self.side.iter().any(|a| other.side.iter().any(|b| a.conflict == b.conflict && a.side == b.side));
        self.id != other.id && !one_state && !together
    }

    /// Whether it only tells of what others do.
    pub fn tells(&self) -> bool {
        matches!(self.kind, ActorKind::Media | ActorKind::Monitor)
    }
}

/// A membership with its dates.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// The actor it belongs to.
    pub of: String,
    /// First day, ISO; open where absent.
    pub from: Option<String>,
    /// Last day, ISO; open where absent.
    pub to: Option<String>,
}

/// A side in a conflict with its dates.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Side {
    /// Country code of the conflict.
    pub conflict: String,
    /// Label of the side.
    pub side: String,
    /// First day, ISO; open where absent.
    pub from: Option<String>,
    /// Last day, ISO; open where absent.
    pub to: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActorFile {
    #[serde(default)]
    actor: Vec<Actor>,
}

/// Reads all actors; a later entry with the same id replaces the earlier one.
pub(super) fn load(files: &[KnowledgeFile], errors: &mut Vec<KnowledgeError>) -> Vec<Actor> {
    let mut actors: Vec<Actor> = Vec::new();
    let mut by_id: FxHashMap<String, usize> = FxHashMap::default();
    for file in under(files, "actors/", ".toml") {
        let Some(read) = toml::<ActorFile>(file, errors) else { continue };
        for actor in read.actor {
            if actor.ar.trim().is_empty() {
                errors.push(KnowledgeError::new(&file.path, &actor.id, "`ar` is empty; give the Arabic name"));
            }
            match by_id.get(&actor.id) {
                Some(&at) => actors[at] = actor,
                None => {
                    by_id.insert(actor.id.clone(), actors.len());
                    actors.push(actor);
                }
            }
        }
    }
    actors
}

/// Enters names, aliases and nisba adjectives into the trie.
pub(super) fn add_names(actors: &[Actor], names: &mut NameTrie) {
    for (at, actor) in actors.iter().enumerate() {
        let at = at as u32;
        names.add(&actor.ar, Name::Actor { at, weak: false });
        for alias in &actor.aliases {
            names.add(alias, Name::Actor { at, weak: false });
        }
        for alias in &actor.weak {
            names.add(alias, Name::Actor { at, weak: true });
        }
        for alias in &actor.beside {
            names.add(alias, Name::Beside { at });
        }
        for adjective in &actor.adjectives {
            names.add_adjective(adjective, at);
        }
    }
}
