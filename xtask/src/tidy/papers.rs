//! The papers are there, README.md and ARCHITECTURE.md name every crate, and fuzz/README.md every target.

use super::File;
use super::layers::LAYERS;

/// Papers without which the project is not to be given away.
const PAPERS: &[&str] =
    &["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "LICENSE", "NOTICE", "knowledge/README.md", "fuzz/README.md"];

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
}
