//! The files of a knowledge pack, and what can be wrong with them.

use super::list::WordList;
use hudna_arabic::fold::fold;
use serde::{Deserialize, Deserializer};
use std::fmt;

/// One file of a knowledge pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnowledgeFile {
    /// Path relative to the pack's root, with `/`: `actors/syria.toml`.
    pub path: String,
    /// Its content.
    pub text: String,
}

const BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/knowledge_files.rs"));

/// The knowledge that is compiled into the program.
pub fn built_in() -> Vec<KnowledgeFile> {
    BUILT_IN.iter().map(|(path, text)| KnowledgeFile { path: (*path).to_owned(), text: (*text).to_owned() }).collect()
}

/// A mistake in a knowledge file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnowledgeError {
    /// The file, relative to the pack's root.
    pub file: String,
    /// The entry: an id, or a line.
    pub entry: String,
    /// What is wrong and what to do.
    pub problem: String,
}

impl KnowledgeError {
    pub(crate) fn new(file: &str, entry: &str, problem: impl Into<String>) -> Self {
        KnowledgeError { file: file.to_owned(), entry: entry.to_owned(), problem: problem.into() }
    }
}

impl fmt::Display for KnowledgeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.entry.is_empty() {
            write!(f, "{}: {}", self.file, self.problem)
        } else {
            write!(f, "{}, `{}`: {}", self.file, self.entry, self.problem)
        }
    }
}

impl std::error::Error for KnowledgeError {}

/// The last file of that path (a user's pack comes after the built-in one).
pub(super) fn find<'f>(files: &'f [KnowledgeFile], path: &str) -> Option<&'f KnowledgeFile> {
    files.iter().rev().find(|f| f.path == path)
}

/// The files of a folder with an extension, in order.
pub(super) fn under<'f>(
    files: &'f [KnowledgeFile],
    folder: &str,
    extension: &str,
) -> impl Iterator<Item = &'f KnowledgeFile> {
    files.iter().filter(move |f| f.path.starts_with(folder) && f.path.ends_with(extension))
}

/// Parses a TOML file, or notes why it cannot be.
pub(super) fn toml<T: serde::de::DeserializeOwned>(
    file: &KnowledgeFile,
    errors: &mut Vec<KnowledgeError>,
) -> Option<T> {
    match toml::from_str(&file.text) {
        Ok(value) => Some(value),
        Err(error) => {
            errors.push(KnowledgeError::new(&file.path, "", error.to_string()));
            None
        }
    }
}

/// Reads words as they are compared: folded.
pub(super) fn folded<'de, D: Deserializer<'de>>(words: D) -> Result<WordList, D::Error> {
    let words = Vec::<String>::deserialize(words)?;
    Ok(words.iter().map(|word| fold(word).into()).collect())
}
