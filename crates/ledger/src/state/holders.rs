//! Whose something is: the families that claims name at one place, those that can be meant by one word taken together.

use crate::context::Context;
use crate::fact::{Named, Who};
use std::sync::Arc;

/// The holders of one place, in the order of their ids.
pub(super) struct Holders {
    families: Vec<(Arc<Named>, Vec<Who>)>,
}

impl Holders {
    /// The holders that claims name. Their order does not matter.
    pub fn of(named: impl Iterator<Item = Who>, context: &Context<'_>) -> Holders {
        let mut all: Vec<(Arc<Named>, Who)> =
            named.map(|who| context.names.family(who)).map(|f| (context.names.who(f), f)).collect();
        all.sort_unstable();
        all.dedup();
        let mut families: Vec<(Arc<Named>, Vec<Who>)> = Vec::new();
        for (name, family) in all {
            let kin = |other: &Who| context.names.kin(*other, family, context.world);
            match families.iter_mut().find(|(_, known)| known.iter().any(kin)) {
                Some((_, known)) => known.push(family),
                None => families.push((name, vec![family])),
            }
        }
        Holders { families }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.families.len()
    }

    /// Which one an actor belongs to.
    pub fn position(&self, who: Who, context: &Context<'_>) -> Option<usize> {
        let family = context.names.family(who);
        self.families.iter().position(|(_, known)| known.contains(&family))
    }

    /// The name of one.
    pub fn name(&self, at: usize) -> Option<Arc<Named>> {
        self.families.get(at).map(|(name, _)| name.clone())
    }
}
