//! Outlets: who owns them, which side they take, how far they are trusted before a report is read.

use crate::LedgerError;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    source: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    ar: String,
    en: String,
    #[serde(default)]
    aliases: Vec<String>,
    owner: Option<String>,
    allegiance: String,
    reliability: char,
}

/// An outlet.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Outlet {
    /// Its id in the knowledge.
    pub id: String,
    /// Arabic name.
    pub ar: String,
    /// English name.
    pub en: String,
    /// The actor that owns it, by id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Which side it takes.
    pub allegiance: String,
    /// Admiralty code, A to F: before a report is read.
    pub reliability: char,
}

/// Outlets by id and by name.
#[derive(Debug, Default)]
pub(super) struct Outlets {
    all: BTreeMap<String, Outlet>,
    named: HashMap<String, String>,
}

impl Outlets {
    pub fn add(&mut self, path: &str, text: &str) -> Result<(), LedgerError> {
        let file: File = toml::from_str(text).map_err(|source| LedgerError::Toml { file: path.to_owned(), source })?;
        for Row { id, ar, en, aliases, owner, allegiance, reliability } in file.source {
            for name in aliases.iter().chain([&id, &ar, &en]) {
                self.named.insert(plain(name), id.clone());
            }
            self.all.insert(id.clone(), Outlet { id, ar, en, owner, allegiance, reliability });
        }
        Ok(())
    }

    pub fn get(&self, name: &str) -> Option<&Outlet> {
        self.all.get(name).or_else(|| self.all.get(self.named.get(&plain(name))?))
    }

    pub fn all(&self) -> impl Iterator<Item = &Outlet> {
        self.all.values()
    }
}

/// One spelling of a name: folded, blanks between words, nothing else.
fn plain(name: &str) -> String {
    hudna_arabic::fold::fold(name).split_whitespace().collect::<Vec<_>>().join(" ")
}
