//! Names of the parts of the state: ids that can be read, and lists of names in one order.

use super::Unit;
use crate::fact::{Fact, Named, Names, Where, Wheres, Who, Whos};
use std::borrow::Cow;
use std::sync::Arc;

/// A name as a part of an id: without blanks.
pub(super) fn slug(named: &Named) -> Cow<'_, str> {
    if named.id.contains(char::is_whitespace) {
        Cow::Owned(named.id.split_whitespace().collect::<Vec<_>>().join("-"))
    } else {
        Cow::Borrowed(&named.id)
    }
}

/// A single word that the knowledge does not have says what kind of place it is, not which: two reports of `المنطقة` are of two places.
fn is_no_name(place: &Named) -> bool {
    !place.known && !place.id.contains(char::is_whitespace)
}

/// The names of actors, each once, in the order of their ids.
pub(super) fn actors(who: impl Iterator<Item = Who>, names: &Names) -> Vec<Arc<Named>> {
    let mut each = Whos::new();
    for who in who {
        if !each.contains(&who) {
            each.push(who);
        }
    }
    let mut all: Vec<_> = each.into_iter().map(|who| names.who(who)).collect();
    all.sort_unstable();
    all
}

impl Unit<'_> {
    /// Nobody says where, or in no place that has a name.
    pub(super) fn is_nowhere(&self) -> bool {
        self.at.is_none_or(|at| is_no_name(&self.context.names.at(at)))
    }

    /// The named places of a fact in the settlement that is looked at. Where it names a quarter and its town, the town only says where
    /// the quarter is.
    pub(super) fn places(&self, fact: &Fact) -> impl Iterator<Item = Where> {
        let names = self.context.names;
        let here: Wheres = fact.places.iter().copied().filter(|p| self.at == Some(names.settlement(*p))).collect();
        let parts = here.clone();
        here.into_iter().filter(move |place| !parts.iter().any(|part| part != place && names.lies_in(*part, *place)))
    }
}
