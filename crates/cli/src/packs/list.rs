//! `hudna knowledge list`: the entries, for finding ids and seeing what is known.

use super::gazetteer;
use crate::args::{Entries, ListArgs};
use crate::engine::files;
use crate::error::CliError;
use hudna_reader::KnowledgeFile;
use std::collections::BTreeMap;
use std::io::{Write as _, stdout};

/// One line an entry: id, name, and what else tells it apart.
pub fn run(args: &ListArgs) -> Result<(), CliError> {
    let files = files(&args.knowledge)?;
    let query = args.query.as_deref().unwrap_or_default().to_lowercase();
    let mut out = stdout().lock();
    let mut shown = 0;
    let entries = match args.entries {
        Entries::Actors => toml_entries(&files, "actors/", "actor", &["ar", "en", "kind", "country"]),
        Entries::Frames => toml_entries(&files, "ar/frames/", "frame", &["event", "about"]),
        Entries::Places => places(&files),
    };
    for (id, entry) in entries {
        if query.is_empty() || id.contains(&query) || entry.searched.to_lowercase().contains(&query) {
            writeln!(out, "{id}\t{}", entry.shown)?;
            shown += 1;
        }
    }
    eprintln!("{shown} entries");
    Ok(())
}

/// An entry: what is shown of it, and in what a query is looked for.
struct Entry {
    shown: String,
    searched: String,
}

/// Entries of TOML files; a later file's entry replaces an earlier one with the same id, as in the reader.
fn toml_entries(files: &[KnowledgeFile], folder: &str, table: &str, columns: &[&str]) -> BTreeMap<String, Entry> {
    let mut found = BTreeMap::new();
    for file in files.iter().filter(|f| f.path.starts_with(folder) && f.path.ends_with(".toml")) {
        // What cannot be parsed is `knowledge check`'s to tell.
        let Ok(content) = file.text.parse::<toml::Table>() else { continue };
        let family = content.get("family").and_then(toml::Value::as_str).map(|family| format!("{family}/"));
        for entry in content.get(table).and_then(toml::Value::as_array).into_iter().flatten() {
            let text = |key: &str| entry.get(key).and_then(toml::Value::as_str).unwrap_or_default();
            let shown = columns.iter().map(|c| text(c)).collect::<Vec<_>>().join("\t");
            let id = format!("{}{}", family.as_deref().unwrap_or_default(), text("id"));
            found.insert(id, Entry { shown, searched: entry.to_string() });
        }
    }
    found
}

fn places(files: &[KnowledgeFile]) -> BTreeMap<String, Entry> {
    let shown = |p: &gazetteer::Place| {
        let point = p.point.map_or("unlocated".to_owned(), |(lat, lon)| format!("{lat}, {lon}"));
        [&p.ar, &p.en, &p.kind, &p.parent, &point, &p.pcode].map(String::as_str).join("\t")
    };
    let entry = |p: gazetteer::Place| Entry { shown: shown(&p), searched: p.row() };
    gazetteer::places(files).into_iter().map(|place| (place.id.clone(), entry(place))).collect()
}
