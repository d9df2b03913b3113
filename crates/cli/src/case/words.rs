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

type Groups = BTreeMap<String, BTreeMap<String, Entry>>;

/// The words of a group. What has a slot is a sentence, no word.
fn words_of(group: BTreeMap<String, Entry>) -> impl Iterator<Item = (String, Both)> {
    group.into_iter().filter_map(|(key, entry)| match entry {
        Entry::Words(both) if !both.en.contains('{') => Some((key, both)),
        _ => None,
    })
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
    /// What parts of things are called.
    names: BTreeMap<String, Both>,
    /// What codes mean: events, modalities, states.
    codes: BTreeMap<String, Both>,
    /// What changes are called.
    changes: BTreeMap<String, Both>,
}

/// Groups of `status.toml` that name parts of things; of two words for one key that of the later group counts.
const NAMES: [&str; 3] = ["part", "field", "row"];
/// The group that names changes.
const CHANGES: &str = "change";
/// Groups that are neither names nor codes: sentences, numbers in words, and what a lifting is beside its modality.
const OTHERS: [&str; 4] = ["status", "score", "count", "siege_lift"];

impl Words {
    /// The words of the knowledge.
    pub fn new(arabic: bool, packs: &[PathBuf]) -> Result<Self, CliError> {
        let mut words = Words { arabic, names: BTreeMap::new(), codes: BTreeMap::new(), changes: BTreeMap::new() };
        for file in engine::files(packs)? {
            let wrong = |error: toml::de::Error| CliError::Knowledge(vec![format!("{}: {error}", file.path)]);
            match file.path.as_str() {
                "status.toml" => words.status(toml::from_str(&file.text).map_err(wrong)?),
                "ontology.toml" => {
                    let codes: Ontology = toml::from_str(&file.text).map_err(wrong)?;
                    let codes = codes.event.into_iter().chain(codes.modality).chain(codes.speaker_kind);
                    words.codes.extend(codes.map(|Coded { code, ar, en }| (code, Both { ar, en })));
                }
                _ => {}
            }
        }
        Ok(words)
    }

    fn status(&mut self, mut groups: Groups) {
        for group in OTHERS {
            groups.remove(group);
        }
        for group in NAMES {
            self.names.extend(words_of(groups.remove(group).unwrap_or_default()));
        }
        self.changes.extend(words_of(groups.remove(CHANGES).unwrap_or_default()));
        self.codes.extend(groups.into_values().flat_map(words_of));
    }

    fn in_language<'b>(&self, both: &'b Both) -> &'b str {
        if self.arabic { &both.ar } else { &both.en }
    }

    /// What a part of a thing is called.
    pub fn of(&self, key: &str) -> String {
        self.plain(&self.names, key)
    }

    /// What a change is called.
    pub fn change(&self, code: &str) -> String {
        self.plain(&self.changes, code)
    }

    fn plain(&self, words: &BTreeMap<String, Both>, key: &str) -> String {
        words.get(key).map_or_else(|| key.replace(['_', '-'], " "), |both| self.in_language(both).to_owned())
    }

    /// A code in words; any other text set apart from the direction around it.
    pub fn value(&self, text: &str) -> String {
        match self.codes.get(text) {
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
