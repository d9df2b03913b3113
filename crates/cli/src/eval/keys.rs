//! What makes two names the same when the reader is scored: a shared content word, after folding.

use crate::error::CliError;
use regex::Regex;
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap, HashSet};
use unicode_normalization::UnicodeNormalization as _;

/// The content words of a name.
pub type Keys = BTreeSet<String>;

const DEFINITIONS: &str = include_str!("../../data/scoring.toml");

#[derive(Deserialize)]
struct Definitions {
    fold: Vec<String>,
    articles: Vec<String>,
    proclitics: String,
    stop: HashSet<String>,
}

/// Folds names into keys.
pub struct Folder {
    fold: HashMap<char, char>,
    articles: Vec<String>,
    proclitics: Vec<char>,
    stop: HashSet<String>,
    marks: Regex,
    word: Regex,
}

impl Folder {
    /// The folder with the definitions of the scoring rules.
    pub fn new() -> Result<Self, CliError> {
        let broken = |error: &dyn std::fmt::Display| CliError::Internal(format!("scoring definitions: {error}"));
        let definitions: Definitions = toml::from_str(DEFINITIONS).map_err(|e| broken(&e))?;
        let fold = definitions.fold.iter().filter_map(|pair| {
            let (from, to) = pair.split_once(' ')?;
            from.chars().next().zip(to.chars().next())
        });
        let marks = r"[\u{64b}-\u{65f}\u{670}\u{640}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}]";
        Ok(Folder {
            fold: fold.collect(),
            articles: definitions.articles,
            proclitics: definitions.proclitics.chars().collect(),
            stop: definitions.stop,
            marks: Regex::new(marks).map_err(|e| broken(&e))?,
            word: Regex::new(r"[\p{L}\p{N}_]+").map_err(|e| broken(&e))?,
        })
    }

    /// The words of a text, folded, each without its article.
    fn words(&self, text: &str) -> Vec<String> {
        let composed: String = text.nfkc().collect();
        let bare = self.marks.replace_all(&composed, "");
        let folded: String = bare.chars().map(|c| *self.fold.get(&c).unwrap_or(&c)).collect();
        let without_article = |word: &str| {
            let article = self
                .articles
                .iter()
                .find_map(|a| word.strip_prefix(a.as_str()).filter(|rest| rest.chars().count() >= 2));
            article.unwrap_or(word).to_lowercase()
        };
        self.word.find_iter(&folded).map(|word| without_article(word.as_str())).collect()
    }

    /// The content words of a name; all its words where none is a content word.
    pub fn keys(&self, text: &str) -> Keys {
        let words = self.words(text);
        let content: Keys = words.iter().filter(|w| !self.stop.contains(*w)).cloned().collect();
        if content.is_empty() {
            return words.into_iter().collect();
        }
        let bare: Vec<String> = content.iter().filter_map(|word| self.without_proclitic(word)).collect();
        content.into_iter().chain(bare).collect()
    }

    fn without_proclitic(&self, word: &str) -> Option<String> {
        let first = word.chars().next().filter(|c| self.proclitics.contains(c))?;
        (word.chars().count() > 3).then(|| word[first.len_utf8()..].to_owned())
    }
}
