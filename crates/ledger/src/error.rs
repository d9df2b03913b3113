//! What can be wrong with the knowledge that the ledger works from.

/// A knowledge file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The file is no TOML, or its tables are not as knowledge/README.md lays them out.
    #[error("{file}: {source}")]
    Toml {
        /// The file, by its path inside the knowledge.
        file: String,
        /// What the parser says.
        source: toml::de::Error,
    },
    /// A list of the names of numbers and days cannot be used.
    #[error(transparent)]
    Words(#[from] hudna_arabic::calendar::WordlistError),
    /// The file names a code that is not in the codebook.
    #[error("{file}: {source}")]
    Code {
        /// The file, by its path inside the knowledge.
        file: String,
        /// The code.
        source: hudna_claims::UnknownCode,
    },
    /// The file names a locale in which dates cannot be written.
    #[error("{file}: [dates]: {source}")]
    Locale {
        /// The file, by its path inside the knowledge.
        file: String,
        /// The locale and what is wrong with it.
        source: crate::render::LocaleError,
    },
}
