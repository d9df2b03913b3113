//! Whose something is: the families that claims name at one place, those that can be meant by one word taken together.

use crate::context::Context;
use crate::fact::{Named, Who};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// The holders of one place, in the order of their ids.
pub(super) struct Holders {
    names: Vec<Arc<Named>>,
    /// Which one a family is.
    families: FxHashMap<Who, usize>,
}

impl Holders {
    /// The holders that claims name. Their order does not matter. Who only tells of what others do holds nothing.
    pub fn of(named: impl Iterator<Item = Who>, context: &Context<'_>) -> Holders {
        let families: FxHashSet<Who> = named.map(|who| context.names.family(who)).collect();
        let mut all: Vec<(Arc<Named>, Who)> = families.into_iter().map(|f| (context.names.who(f), f)).collect();
        all.retain(|(name, _)| !context.world.is_teller(&name.id));
        all.sort_unstable();
        let mut holders = Holders { names: Vec::new(), families: FxHashMap::default() };
        for (at, (name, family)) in all.iter().enumerate() {
            let kin = |(_, other): &&(Arc<Named>, Who)| context.names.kin(*other, *family, context.world);
            let known = all.iter().take(at).find(kin).and_then(|(_, other)| holders.families.get(other)).copied();
            let position = known.unwrap_or_else(|| {
                holders.names.push(name.clone());
                holders.names.len() - 1
            });
            holders.families.insert(*family, position);
        }
        holders
    }

    /// Which one an actor belongs to.
    pub fn position(&self, who: Who, context: &Context<'_>) -> Option<usize> {
        self.families.get(&context.names.family(who)).copied()
    }

    /// The name of one.
    pub fn name(&self, at: usize) -> Option<Arc<Named>> {
        self.names.get(at).cloned()
    }
}
