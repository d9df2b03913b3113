//! Finding things of a case by id or by name.

use crate::error::CliError;
use hudna_ledger::{Ledger, Named, World};
use serde_json::Value;
use std::collections::BTreeSet;

/// The parts of a state that are lists of things with ids.
pub const PARTS: [&str; 7] = ["sieges", "agreements", "access", "checkpoints", "control", "detainees", "casualties"];

/// A place that is asked for: the ids that its name can mean.
pub struct Asked<'w> {
    ids: BTreeSet<String>,
    world: &'w World,
}

impl<'w> Asked<'w> {
    /// The place of this name or id, among those that the case names and those of the gazetteer.
    pub fn new(place: &str, ledger: &Ledger<'w>) -> Result<Self, CliError> {
        let (names, world) = (ledger.names(), ledger.world());
        let is = |named: &Named| named.ar == place || named.en.eq_ignore_ascii_case(place);
        let known: BTreeSet<String> = names.place_ids().collect();
        let at = |id: &String| names.find_place(id).map(|at| names.at(at));
        let mut ids: BTreeSet<String> =
            known.iter().filter(|id| *id == place || at(id).is_some_and(|named| is(&named))).cloned().collect();
        if world.kind(place).is_some() {
            ids.insert(place.to_owned());
        }
        if ids.is_empty() {
            return Err(CliError::usage(format!(
                "--place {place}: the case names no place of this name; it names {}",
                first(&known)
            )));
        }
        Ok(Asked { ids, world })
    }

    /// Whether one of the places is the place, or lies in it.
    pub fn concerns(&self, places: &[impl AsRef<Named>]) -> bool {
        places.iter().any(|place| self.ids.iter().any(|whole| self.world.lies_in(&place.as_ref().id, whole)))
    }
}

/// The first of some ids, for an error message.
fn first(all: &BTreeSet<String>) -> String {
    const SHOWN: usize = 8;
    let shown: Vec<&str> = all.iter().take(SHOWN).map(String::as_str).collect();
    match (shown.is_empty(), all.len() > SHOWN) {
        (true, _) => "none".to_owned(),
        (false, true) => format!("{} and others", shown.join(", ")),
        (false, false) => shown.join(", "),
    }
}

/// The thing of a state with this id, or the only one whose id begins so, with the part that it is in.
pub fn thing<'v>(state: &'v Value, id: &str) -> Result<Option<(&'static str, &'v Value)>, CliError> {
    let mut begins = Vec::new();
    for part in PARTS {
        for entry in state[part].as_array().into_iter().flatten() {
            let terms = entry["terms"].as_array().into_iter().flatten().map(|term| ("terms", term));
            for (part, entry) in std::iter::once((part, entry)).chain(terms) {
                match entry["id"].as_str() {
                    Some(known) if known == id => return Ok(Some((part, entry))),
                    Some(known) if known.starts_with(id) => begins.push((part, entry)),
                    _ => {}
                }
            }
        }
    }
    // The beginning of an agreement is the beginning of its terms too.
    let whole = begins.iter().filter(|(part, _)| *part != "terms").count();
    if whole == 1 {
        begins.retain(|(part, _)| *part != "terms");
    }
    match begins.as_slice() {
        [] => Ok(None),
        [only] => Ok(Some(*only)),
        found => {
            let ids: Vec<&str> = found.iter().filter_map(|(_, entry)| entry["id"].as_str()).take(6).collect();
            Err(several(id, &ids))
        }
    }
}

/// The answer to a beginning that several ids have; these are the first of them.
pub fn several(id: &str, ids: &[&str]) -> CliError {
    CliError::usage(format!("{id} is the beginning of several: {}; write more of it", ids.join(", ")))
}
