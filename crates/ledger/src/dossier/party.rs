//! Who and where: a named thing as the dossier keeps it, and when two of them are the same.

use crate::Background;
use hudna_claims::{Mention, Name};
use serde::Serialize;

/// An actor, a place or a speaker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Party {
    /// The words of its first mention.
    pub text: String,
    /// Identifier in the knowledge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Name in the knowledge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
}

impl From<&Mention> for Party {
    fn from(mention: &Mention) -> Self {
        Party { text: mention.text.clone(), id: mention.id.clone(), name: mention.name.clone() }
    }
}

impl Party {
    /// The same by identifier, or by words where one has none.
    pub fn same(&self, other: &Party) -> bool {
        match (&self.id, &other.id) {
            (Some(a), Some(b)) => a == b,
            _ => self.text.split_whitespace().eq(other.text.split_whitespace()),
        }
    }

    /// The same, or one is in the other.
    pub fn meets(&self, other: &Party, background: &Background) -> bool {
        self.same(other)
            || match (&self.id, &other.id) {
                (Some(a), Some(b)) => background.is_in(a, b) || background.is_in(b, a),
                _ => false,
            }
    }

    /// The same, or in the other.
    pub fn within(&self, other: &Party, background: &Background) -> bool {
        self.same(other) || matches!((&self.id, &other.id), (Some(a), Some(b)) if background.is_in(a, b))
    }
}

/// The parties of mentions, each once.
pub(super) fn parties(mentions: &[Mention]) -> Vec<Party> {
    let mut all = Vec::new();
    add_all(&mut all, mentions.iter().map(Party::from));
    all
}

/// Adds those that are not there yet.
pub(super) fn add_all(to: &mut Vec<Party>, from: impl IntoIterator<Item = Party>) {
    for party in from {
        if !to.iter().any(|known| known.same(&party)) {
            to.push(party);
        }
    }
}

/// Leaves out places in which others of the list lie: `the city` beside its quarter.
pub(super) fn smallest(places: &mut Vec<Party>, background: &Background) {
    let all = places.clone();
    places.retain(|place| !all.iter().any(|p| !p.same(place) && p.within(place, background)));
}

/// How two slots compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    /// Something in common.
    Yes,
    /// One of them is empty.
    Unsaid,
    /// Both are filled, with nothing in common.
    No,
}

/// Compares two slots by the same parties only.
pub(super) fn overlap(a: &[Party], b: &[Party]) -> Match {
    compare(a, b, Party::same)
}

/// Compares two slots, containment counting as in common.
pub(super) fn meeting(a: &[Party], b: &[Party], background: &Background) -> Match {
    compare(a, b, |x, y| x.meets(y, background))
}

fn compare(a: &[Party], b: &[Party], same: impl Fn(&Party, &Party) -> bool) -> Match {
    if a.is_empty() || b.is_empty() {
        Match::Unsaid
    } else if a.iter().any(|x| b.iter().any(|y| same(x, y))) {
        Match::Yes
    } else {
        Match::No
    }
}
