//! Words that a page writes beside its report: `ar/pages.toml`.

use super::files::{self, KnowledgeError, KnowledgeFile, folded};
use super::list::WordList;
use serde::Deserialize;

/// The words of `ar/pages.toml`, folded.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pages {
    /// What a caption ends with: where its picture comes from.
    #[serde(deserialize_with = "folded")]
    pub credits: WordList,
    /// What a line begins with that says what a picture shows.
    #[serde(deserialize_with = "folded")]
    pub shows: WordList,
    /// What a line begins with that leads to another report.
    #[serde(deserialize_with = "folded")]
    pub elsewhere: WordList,
}

/// Reads them.
pub(super) fn load(files: &[KnowledgeFile], errors: &mut Vec<KnowledgeError>) -> Pages {
    files::find(files, "ar/pages.toml").and_then(|file| files::toml(file, errors)).unwrap_or_default()
}
