//! The names of outlets as they are compared: every report asks for its own.

use super::actors::{Actor, ActorKind};
use hudna_arabic::fold::fold;
use rustc_hash::FxHashMap;

/// An outlet among the actors, with its names made ready.
#[derive(Debug)]
struct Outlet {
    /// In Latin letters, lower case.
    en: String,
    /// In Arabic, folded.
    ar: String,
    /// How long the name in Latin letters is: the longest that fits counts.
    length: usize,
    /// Index of the actor.
    actor: u32,
}

/// All outlets among the actors.
#[derive(Debug, Default)]
pub struct Outlets(Vec<Outlet>);

impl Outlets {
    /// The media among the actors.
    pub(super) fn of(actors: &[Actor], index: &FxHashMap<String, u32>) -> Self {
        let media = actors.iter().filter(|a| a.kind == ActorKind::Media);
        let outlet = |a: &Actor| {
            let actor = *index.get(&a.id)?;
            Some(Outlet { en: a.en.to_lowercase(), ar: fold(&a.ar), length: a.en.len(), actor })
        };
        Outlets(media.filter_map(outlet).collect())
    }

    /// The actor that an outlet's name means.
    pub(super) fn find(&self, name: &str) -> Option<u32> {
        let (plain, folded) = (name.to_lowercase(), fold(name));
        let named = |o: &&Outlet| o.en.len() > 3 && plain.starts_with(&o.en) || o.ar == folded;
        self.0.iter().filter(named).max_by_key(|o| o.length).map(|o| o.actor)
    }
}
