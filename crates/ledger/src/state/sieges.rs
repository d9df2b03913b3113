//! Sieges: episodes of one place and besieger, from laying to lifting, each step on somebody's word.

use super::Unit;
use crate::fact::Day;
use serde::Serialize;

/// One siege from its beginning to its end.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SiegeEpisode {
    /// First day on which it can have begun.
    pub begin: Day,
}

/// A siege of one place by one besieger, with all its episodes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SiegeRecord {
    /// Its id: place and besieger.
    pub id: String,
    /// Its episodes, in the order of time.
    pub episodes: Vec<SiegeEpisode>,
}

pub(super) fn of_unit(_unit: &Unit<'_>) -> Vec<SiegeRecord> {
    Vec::new()
}
