//! The words of what is printed of a case, in Arabic or English: from `status.toml` and `ontology.toml`.

use crate::engine;
use crate::error::CliError;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(Debug, Clone, Deserialize)]
struct Both {
    ar: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Entry {
    Words(Both),
    Other(serde::de::IgnoredAny),
}

#[derive(Deserialize)]
struct Ontology {
    #[serde(default)]
    event: Vec<Coded>,
    #[serde(default)]
    modality: Vec<Coded>,
    #[serde(default)]
    speaker_kind: Vec<Coded>,
}

#[derive(Deserialize)]
struct Coded {
    code: String,
    ar: String,
    en: String,
}

/// The words, in one language.
pub struct Words {
    arabic: bool,
    words: BTreeMap<String, Both>,
}

impl Words {
    /// The words of the knowledge.
    pub fn new(arabic: bool, packs: &[PathBuf]) -> Result<Self, CliError> {
        let mut words = BTreeMap::new();
        for file in engine::files(packs)? {
            let wrong = |error: toml::de::Error| CliError::Knowledge(vec![format!("{}: {error}", file.path)]);
            match file.path.as_str() {
                "status.toml" => {
                    type Groups = BTreeMap<String, BTreeMap<String, Entry>>;
                    for (key, entry) in toml::from_str::<Groups>(&file.text).map_err(wrong)?.into_values().flatten() {
                        match entry {
                            Entry::Words(both) => drop(words.insert(key, both)),
                            Entry::Other(_) => {}
                        }
                    }
                }
                "ontology.toml" => {
                    let codes: Ontology = toml::from_str(&file.text).map_err(wrong)?;
                    for Coded { code, ar, en } in
                        codes.event.into_iter().chain(codes.modality).chain(codes.speaker_kind)
                    {
                        words.entry(code).or_insert(Both { ar, en });
                    }
                }
                _ => {}
            }
        }
        Ok(Words { arabic, words })
    }

    fn in_language<'b>(&self, both: &'b Both) -> &'b str {
        if self.arabic { &both.ar } else { &both.en }
    }

    /// The word of a key; after a bar stands a number that goes into it.
    pub fn of(&self, key: &str) -> String {
        let (key, n) = key.split_once('|').unwrap_or((key, ""));
        match self.words.get(key) {
            Some(both) => self.in_language(both).replace("{n}", n),
            None => key.replace(['_', '-'], " "),
        }
    }

    /// A code in words; any other text set apart from the direction around it.
    pub fn value(&self, text: &str) -> String {
        match self.words.get(text) {
            Some(both) => self.in_language(both).to_owned(),
            None => self.isolated(text),
        }
    }

    /// Text set apart from the direction around it, on one line, without marks of its own that steer direction.
    pub fn isolated(&self, text: &str) -> String {
        let steers = |c: &char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let kept: String = text.chars().filter(|c| !steers(c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
        let strong =
            kept.chars().any(|c| c.is_alphabetic() && c.is_ascii() == self.arabic || self.arabic && c.is_ascii_digit());
        if strong { format!("\u{2068}{kept}\u{2069}") } else { kept }
    }

    /// The name of an actor or place.
    pub fn name(&self, value: &Value) -> Option<String> {
        let (ar, en) = (value["ar"].as_str()?, value["en"].as_str().unwrap_or_default());
        Some(self.isolated(if self.arabic || en.is_empty() { ar } else { en }))
    }

    /// What stands between the items of a list.
    pub fn comma(&self) -> &'static str {
        if self.arabic { "، " } else { ", " }
    }
}
