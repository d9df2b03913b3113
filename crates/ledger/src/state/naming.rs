//! Names of the parts of the state: ids that can be read, and lists of names in one order.

use super::Unit;
use crate::fact::{Named, Names, Where, Who};
use std::sync::Arc;

/// A name as a part of an id: without blanks.
pub(super) fn slug(named: &Named) -> String {
    named.id.split_whitespace().collect::<Vec<_>>().join("-")
}

/// The names of actors, each once, in the order of their ids.
pub(super) fn actors(who: impl Iterator<Item = Who>, names: &Names) -> Vec<Arc<Named>> {
    let mut all: Vec<_> = who.map(|who| names.who(who)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

impl Unit<'_> {
    /// A fact's place belongs to the settlement that is looked at.
    pub(super) fn covers(&self, place: Where) -> bool {
        self.at == Some(self.context.names.settlement(place))
    }
}
