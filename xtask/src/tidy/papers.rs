//! The papers are there, README.md and ARCHITECTURE.md name every crate, fuzz/README.md every target, and
//! knowledge/README.md every field of the files that people write.

use super::File;
use super::layers::LAYERS;
use std::collections::BTreeSet;

/// Papers without which the project is not to be given away.
const PAPERS: &[&str] =
    &["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "LICENSE", "NOTICE", "knowledge/README.md", "fuzz/README.md"];

/// Files of knowledge, by the start of their name, and the entries whose fields are explained.
const EXPLAINED: &[(&str, &str)] = &[
    ("knowledge/actors/", "actor"),
    ("knowledge/sources/", "source"),
    ("knowledge/ar/frames/", "frame"),
    ("knowledge/ar/modality.toml", "operator"),
    ("knowledge/ar/attribution.toml", ""),
    ("knowledge/ar/slots.toml", ""),
    ("knowledge/obligations.toml", "term"),
];

/// The whole project.
pub fn check(files: &[File], problems: &mut Vec<String>) {
    for paper in PAPERS {
        if text(files, paper).is_none() {
            problems.push(format!("{paper}: is missing"));
        }
    }
    for (paper, mark) in [("README.md", "`"), ("ARCHITECTURE.md", "`crates/")] {
        for (krate, _) in LAYERS {
            if !text(files, paper).is_none_or(|t| t.contains(&format!("{mark}{krate}`"))) {
                problems.push(format!("{paper}: does not name the crate `{krate}`"));
            }
        }
    }
    let targets = files.iter().filter_map(|f| f.name.strip_prefix("fuzz/fuzz_targets/")?.strip_suffix(".rs"));
    for target in targets {
        if !text(files, "fuzz/README.md").is_none_or(|t| t.contains(&format!("`{target}`"))) {
            problems.push(format!("fuzz/README.md: does not name the target `{target}`"));
        }
    }
    fields(files, problems);
}

/// Fields of the knowledge that its README does not explain.
fn fields(files: &[File], problems: &mut Vec<String>) {
    let Some(readme) = text(files, "knowledge/README.md") else { return };
    for (start, entry) in EXPLAINED {
        let mut used = BTreeSet::new();
        for file in files.iter().filter(|f| f.name.starts_with(start) && f.name.ends_with(".toml")) {
            let content: toml::Table = file.text.parse().unwrap_or_default();
            used.extend(content.keys().cloned());
            let entries = content.get(*entry).and_then(toml::Value::as_array);
            used.extend(
                entries.into_iter().flatten().filter_map(toml::Value::as_table).flat_map(|t| t.keys().cloned()),
            );
        }
        let explained = |field: &str| {
            let ways = [format!("`{field}`"), format!("\n{field} ="), format!("[{field}]"), format!(".{field}]")];
            ways.iter().any(|way| readme.contains(way))
        };
        for field in used.iter().filter(|f| !explained(f)) {
            problems.push(format!("knowledge/README.md: does not explain `{field}` of {start}"));
        }
    }
}

fn text<'f>(files: &'f [File], name: &str) -> Option<&'f str> {
    files.iter().find(|f| f.name == name).map(|f| f.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> File {
        File { name: name.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_crate_that_no_paper_names_is_named() {
        let mut problems = Vec::new();
        check(&[file("README.md", "`claims` `arabic` `reader` `ledger` `intake`")], &mut problems);
        assert!(problems.contains(&"README.md: does not name the crate `cli`".to_owned()), "{problems:?}");
        assert!(!problems.contains(&"README.md: does not name the crate `reader`".to_owned()));
        assert!(problems.contains(&"LICENSE: is missing".to_owned()));
    }

    #[test]
    fn a_fuzz_target_that_is_not_explained_is_named() {
        let mut problems = Vec::new();
        check(&[file("fuzz/README.md", "`text`"), file("fuzz/fuzz_targets/html.rs", "")], &mut problems);
        assert!(problems.contains(&"fuzz/README.md: does not name the target `html`".to_owned()));
    }

    #[test]
    fn a_field_that_is_not_explained_is_named() {
        let mut problems = Vec::new();
        let frame = "family = \"a\"\n[[frame]]\nid = \"x\"\nnew_field = true\n[[frame.example]]\ntext = \"\"\n";
        let readme = "family and\n[[frame]]\nid = 1\n[[frame.example]]\n`family`\n";
        check(&[file("knowledge/README.md", readme), file("knowledge/ar/frames/a.toml", frame)], &mut problems);
        let named: Vec<&String> = problems.iter().filter(|p| p.contains("explain")).collect();
        assert_eq!(named, ["knowledge/README.md: does not explain `new_field` of knowledge/ar/frames/"]);
    }
}
