//! The outlets of `knowledge/sources`: read to be checked; reading a report does not need them.

use super::Actor;
use super::check::CheckReport;
use super::files::{KnowledgeError, KnowledgeFile, toml, under};
use rustc_hash::FxHashSet;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceFile {
    #[serde(default)]
    source: Vec<Source>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    id: String,
    ar: String,
    en: String,
    #[serde(default)]
    aliases: Vec<String>,
    language: String,
    country: String,
    owner: Option<String>,
    allegiance: String,
    reliability: String,
}

/// Checks all outlets and counts them.
pub(super) fn check(files: &[KnowledgeFile], actors: &[Actor], report: &mut CheckReport) {
    let actor_ids: FxHashSet<&str> = actors.iter().map(|a| a.id.as_str()).collect();
    let mut ids: FxHashSet<String> = FxHashSet::default();
    for file in under(files, "sources/", ".toml") {
        let Some(read) = toml::<SourceFile>(file, &mut report.errors) else { continue };
        for source in read.source {
            let mut wrong = |problem: String| report.errors.push(KnowledgeError::new(&file.path, &source.id, problem));
            let named = [&source.ar, &source.en, &source.allegiance].iter().all(|text| !text.trim().is_empty());
            if !named || source.aliases.iter().any(|alias| alias.trim().is_empty()) {
                wrong("a name or the allegiance is empty".to_owned());
            }
            if source.language.len() != 2 || source.country.len() != 3 {
                wrong("write `language` with two letters, as ar, and `country` with three, as SYR".to_owned());
            }
            if let Some(owner) = source.owner.as_deref().filter(|owner| !actor_ids.contains(owner)) {
                wrong(format!("owner `{owner}` is no actor; name an id"));
            }
            if !matches!(source.reliability.as_str(), "A" | "B" | "C" | "D" | "E" | "F") {
                wrong(format!("`{}` is no reliability; write A to F", source.reliability));
            }
            // A user's pack comes later and may judge an outlet anew.
            ids.insert(source.id);
        }
    }
    report.counts.push(("sources", ids.len()));
}
