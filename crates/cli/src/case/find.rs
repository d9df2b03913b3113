//! Finding things of a case by id or by name.

use crate::error::CliError;
use hudna_ledger::World;
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
    /// The place of this name or id, among those of a document and of the gazetteer.
    pub fn new(place: &str, among: &Value, world: &'w World) -> Result<Self, CliError> {
        let mut ids = BTreeSet::new();
        all_places(among, &mut |id, names| {
            if id == place || names.iter().any(|name| name.eq_ignore_ascii_case(place)) {
                ids.insert(id.to_owned());
            }
        });
        if world.kind(place).is_some() {
            ids.insert(place.to_owned());
        }
        if ids.is_empty() {
            let known = named_places(among);
            return Err(CliError::usage(format!(
                "--place {place}: the case has nothing of a place of this name; it has {known}"
            )));
        }
        Ok(Asked { ids, world })
    }

    /// Whether an entry concerns the place, or what lies in it.
    pub fn concerns(&self, entry: &Value) -> bool {
        let mut inside = false;
        all_places(entry, &mut |id, _| inside |= self.ids.iter().any(|whole| self.world.lies_in(id, whole)));
        inside
    }
}

/// The ids of what concerns a place in a state.
pub fn at_place(state: &Value, place: &str, world: &World) -> Result<BTreeSet<String>, CliError> {
    let asked = Asked::new(place, state, world)?;
    let entries = PARTS.iter().flat_map(|part| state[*part].as_array().into_iter().flatten());
    let there = entries.filter(|entry| asked.concerns(entry));
    Ok(there.filter_map(|entry| entry["id"].as_str().map(str::to_owned)).collect())
}

/// Hands over the id and the names of each place of an entry.
fn all_places(value: &Value, each: &mut impl FnMut(&str, &[&str])) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| all_places(item, each)),
        Value::Object(fields) => {
            for (key, field) in fields {
                match key.as_str() {
                    "places" | "place" => named(field, each),
                    "terms" | "episodes" => all_places(field, each),
                    _ if field.is_array() && PARTS.contains(&key.as_str()) => all_places(field, each),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

fn named(value: &Value, each: &mut impl FnMut(&str, &[&str])) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| named(item, each)),
        Value::Object(fields) => {
            let text = |key: &str| fields.get(key).and_then(Value::as_str);
            if let Some(id) = text("id") {
                let names: Vec<&str> = ["ar", "en"].into_iter().filter_map(text).collect();
                each(id, &names);
            }
        }
        _ => {}
    }
}

/// The first places of a document, for an error message.
fn named_places(among: &Value) -> String {
    const SHOWN: usize = 8;
    let mut all = BTreeSet::new();
    all_places(among, &mut |id, _| {
        all.insert(id.to_owned());
    });
    let shown: Vec<&str> = all.iter().take(SHOWN).map(String::as_str).collect();
    match (shown.is_empty(), all.len() > SHOWN) {
        (true, _) => "no places at all".to_owned(),
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
