//! Who is who: names, and the body that an actor belongs to.

use crate::LedgerError;
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    actor: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    ar: String,
    en: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    member_of: Vec<Member>,
}

#[derive(Deserialize)]
struct Member {
    of: String,
}

#[derive(Debug, Clone)]
struct Actor {
    ar: String,
    en: String,
    kind: String,
    /// What it belongs to.
    of: Vec<String>,
}

/// Actors by id.
#[derive(Debug, Clone, Default)]
pub(crate) struct Actors {
    all: HashMap<String, Actor>,
}

/// Memberships are followed so far: knowledge that runs in a circle stops nothing.
const DEPTH: usize = 8;
/// The kind of actor at which a family ends: whoever belongs to a state is not yet of one family with all others that do.
const STATE: &str = "state";

impl Actors {
    /// Adds the actors of a file.
    pub fn add(&mut self, path: &str, text: &str) -> Result<(), LedgerError> {
        let file: File = toml::from_str(text).map_err(|source| LedgerError::Toml { file: path.to_owned(), source })?;
        for row in file.actor {
            let of = row.member_of.into_iter().map(|member| member.of).collect();
            self.all.insert(row.id, Actor { ar: row.ar, en: row.en, kind: row.kind, of });
        }
        Ok(())
    }

    /// What an actor belongs to.
    pub fn wholes<'a>(&'a self, actor: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.all.get(actor).into_iter().flat_map(|a| &a.of).map(String::as_str)
    }

    /// The outermost body that an actor belongs to, short of a state.
    pub fn family<'a>(&'a self, actor: &'a str) -> &'a str {
        let mut at = actor;
        for _ in 0..DEPTH {
            let Some(above) = self.all.get(at).and_then(|a| a.of.first()) else { break };
            if self.all.get(above).is_none_or(|a| a.kind == STATE) {
                break;
            }
            at = above;
        }
        at
    }

    /// Its kind: state, force, party ...
    pub fn kind(&self, id: &str) -> Option<&str> {
        self.all.get(id).map(|a| a.kind.as_str())
    }

    /// Its names in Arabic and English.
    pub fn names(&self, id: &str) -> Option<(&str, &str)> {
        self.all.get(id).map(|a| (a.ar.as_str(), a.en.as_str()))
    }
}
