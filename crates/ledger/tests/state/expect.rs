//! What a view must show: parts of the state's JSON, matched by the keys that are given.

use serde_json::Value;
use std::collections::BTreeSet;

/// The lists of the state, by the names under which cases expect entries of them.
const LISTS: &[(&str, &str)] = &[
    ("siege", "sieges"),
    ("agreement", "agreements"),
    ("due", "dues"),
    ("access", "access"),
    ("checkpoint", "checkpoints"),
    ("control", "control"),
    ("detention", "detainees"),
    ("casualty", "casualties"),
    ("incident", "incidents"),
    ("change", "changes"),
];
/// What stands for a key that is absent or null.
const NONE: &str = "<none>";

/// What of a view's wants is not in what it sees. `id` gives the id of a report or claim of the case.
pub fn faults(wants: &toml::Table, seen: &Value, id: &dyn Fn(&str) -> String) -> Vec<String> {
    let mut faults = Vec::new();
    let list = |name: &str| seen.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    for (key, wanted) in wants {
        let wanted = named(serde_json::to_value(wanted).expect("it can be written"), id);
        let entries = wanted.as_array().unwrap_or_else(|| panic!("`{key}` of a view is a list"));
        if let Some((_, name)) = LISTS.iter().find(|(one, _)| one == key) {
            let there = list(name);
            faults.extend(entries.iter().filter_map(|entry| missing(entry, name, &there)));
        } else if key == "absent" {
            let there = |id: &Value| LISTS.iter().any(|(_, name)| list(name).iter().any(|e| e.get("id") == Some(id)));
            faults.extend(entries.iter().filter(|id| there(id)).map(|id| format!("{id} should not be there")));
        } else if key == "only" {
            for name in entries.iter().filter_map(Value::as_str) {
                let one = LISTS.iter().find(|(_, list)| list == &name).map_or(name, |(one, _)| one);
                let n = wants.get(one).and_then(|w| w.as_array()).map_or(0, Vec::len);
                let there = list(name);
                if there.len() != n {
                    let ids: Vec<_> = there.iter().filter_map(|e| e.get("id")).collect();
                    faults.push(format!("{} {name} instead of {n}: {ids:?}", there.len()));
                }
            }
        } else {
            panic!("a view knows no `{key}`: {LISTS:?}, absent, only");
        }
    }
    faults
}

/// Why an entry is not among those that are there.
fn missing(wanted: &Value, name: &str, there: &[Value]) -> Option<String> {
    let of_id: Vec<&Value> = match wanted.get("id") {
        Some(id) => there.iter().filter(|entry| entry.get("id") == Some(id)).collect(),
        None => there.iter().collect(),
    };
    let mut whys = Vec::new();
    for entry in &of_id {
        match unlike(wanted, entry, "") {
            None => return None,
            Some(why) => whys.push(format!("{why}\n    {entry}")),
        }
    }
    if whys.is_empty() {
        let ids: Vec<_> = there.iter().filter_map(|e| e.get("id")).collect();
        return Some(format!("{name}: nothing like {wanted} among {ids:?}"));
    }
    Some(format!("{name}: nothing like {wanted}\n  {}", whys.join("\n  ")))
}

/// Where `there` lacks what is wanted.
fn unlike(wanted: &Value, there: &Value, at: &str) -> Option<String> {
    match (wanted, there) {
        (Value::String(none), Value::Null) if none == NONE => None,
        (Value::Object(wanted), Value::Object(entry)) => wanted
            .iter()
            .find_map(|(key, wanted)| unlike(wanted, entry.get(key).unwrap_or(&Value::Null), &format!("{at}.{key}"))),
        (Value::Array(wanted), Value::Array(entries)) => {
            if wanted.len() != entries.len() {
                return Some(format!("{at}: {} instead of {}", entries.len(), wanted.len()));
            }
            let mut pairs = wanted.iter().zip(entries).enumerate();
            pairs.find_map(|(n, (wanted, entry))| unlike(wanted, entry, &format!("{at}[{n}]")))
        }
        // A name by its id.
        (Value::String(_), Value::Object(entry)) if entry.get("id") == Some(wanted) => None,
        _ if wanted == there => None,
        _ => Some(format!("{at}: {there} instead of {wanted}")),
    }
}

/// `<a.c1>` in a text stands for the id of that claim, `<a>` for that of the report.
fn named(wanted: Value, id: &dyn Fn(&str) -> String) -> Value {
    match wanted {
        Value::String(text) if text != NONE => {
            let parts = text.split_once('<').and_then(|(before, rest)| Some((before, rest.split_once('>')?)));
            Value::String(
                parts.map_or_else(|| text.clone(), |(before, (name, after))| before.to_owned() + &id(name) + after),
            )
        }
        Value::Array(all) => Value::Array(all.into_iter().map(|v| named(v, id)).collect()),
        Value::Object(all) => Value::Object(all.into_iter().map(|(k, v)| (k, named(v, id))).collect()),
        other => other,
    }
}

/// Rules that are given as reasons and have no sentence in `knowledge/explain.toml`.
pub fn unexplained(seen: &[Value]) -> Vec<String> {
    fn collect<'a>(value: &'a Value, into: &mut BTreeSet<&'a str>) {
        match value {
            Value::Object(all) => {
                into.extend(all.get("rule").and_then(Value::as_str));
                all.values().for_each(|value| collect(value, into));
            }
            Value::Array(all) => all.iter().for_each(|value| collect(value, into)),
            _ => {}
        }
    }
    let explain: toml::Table = toml::from_str(include_str!("../../../../knowledge/explain.toml")).expect("it is TOML");
    let rules = explain.get("rule").and_then(|rules| rules.as_table()).expect("it has rules");
    let mut used = BTreeSet::new();
    seen.iter().for_each(|value| collect(value, &mut used));
    let unknown = used.into_iter().filter(|rule| !rules.contains_key(*rule));
    unknown.map(|rule| format!("`{rule}` has no sentence in knowledge/explain.toml")).collect()
}

/// The first place where two states differ.
pub fn difference(a: &Value, b: &Value) -> String {
    fn find(a: &Value, b: &Value, at: String) -> Option<String> {
        match (a, b) {
            (Value::Object(x), Value::Object(y)) => {
                let keys = x.keys().chain(y.keys());
                keys.into_iter().find_map(|key| {
                    let (a, b) = (x.get(key).unwrap_or(&Value::Null), y.get(key).unwrap_or(&Value::Null));
                    find(a, b, format!("{at}.{key}"))
                })
            }
            (Value::Array(x), Value::Array(y)) if x.len() == y.len() => {
                x.iter().zip(y).enumerate().find_map(|(n, (a, b))| find(a, b, format!("{at}[{n}]")))
            }
            _ => (a != b).then(|| format!("{at}: {a} or {b}")),
        }
    }
    find(a, b, String::new()).unwrap_or_default()
}
