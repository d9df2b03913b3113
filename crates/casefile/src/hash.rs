//! SHA-256, and what is hashed how.

use crate::error::Problem;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::Digest;
use std::fmt;
use std::str::FromStr;

/// A SHA-256 hash; written as 64 hexadecimal digits. A blob is named by the hash of its bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sha256(pub [u8; 32]);

impl Sha256 {
    /// The hash of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Sha256(sha2::Sha256::digest(bytes).into())
    }

    /// The hash of parts that follow each other.
    pub(crate) fn of_parts(parts: &[&[u8]]) -> Self {
        let mut hasher = sha2::Sha256::new();
        for part in parts {
            hasher.update(part);
        }
        Sha256(hasher.finalize().into())
    }

    /// The hash of fields, each with its length before it, so that no other fields give the same bytes. It seals a small record
    /// that is in no tree, against damage.
    pub(crate) fn seal(fields: &[&[u8]]) -> Self {
        let mut hasher = sha2::Sha256::new();
        for field in fields {
            hasher.update((field.len() as u64).to_be_bytes());
            hasher.update(field);
        }
        Sha256(hasher.finalize().into())
    }

    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Sha256)
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What is no SHA-256 in hexadecimal digits.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no SHA-256: 64 hexadecimal digits are")]
pub struct NoHash(String);

impl FromStr for Sha256 {
    type Err = NoHash;

    fn from_str(text: &str) -> Result<Self, NoHash> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| NoHash(text.to_owned()))?;
        Ok(Sha256(bytes))
    }
}

impl Serialize for Sha256 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sha256 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// Bytes that nobody can guess.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], Problem> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|e| Problem::Random(e.to_string()))?;
    Ok(bytes)
}
