//! `cargo xtask tidy`: the invariants of ARCHITECTURE.md that the compiler does not enforce, one module each.

mod files;
mod frames;
mod ids;
mod layers;
mod papers;
mod purity;
mod rust;
mod words;

use ignore::WalkBuilder;
use std::fs;
use std::path::Path;

/// A file of the project.
#[derive(Debug)]
pub struct File {
    /// Path from the root, with `/`.
    pub name: String,
    /// What is in it.
    pub text: String,
}

impl File {
    /// The crate that the file belongs to: `reader` of `crates/reader/src/lib.rs`.
    fn krate(&self) -> Option<&str> {
        self.name.strip_prefix("crates/")?.split('/').next()
    }

    /// Whether it is shipped code: of a crate, and neither test nor benchmark nor example.
    fn shipped(&self) -> bool {
        self.name.ends_with(".rs") && self.krate().is_some() && self.name.contains("/src/")
    }
}

/// All problems, each naming its file.
pub fn tidy(root: &Path) -> Vec<String> {
    check(&files(root))
}

/// The text files of the project that git does not ignore.
fn files(root: &Path) -> Vec<File> {
    let mut files = Vec::new();
    for entry in WalkBuilder::new(root).sort_by_file_path(Path::cmp).build().flatten() {
        let inside = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let name: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        if entry.path().is_file()
            && let Ok(text) = fs::read_to_string(entry.path())
        {
            files.push(File { name: name.join("/"), text });
        }
    }
    files
}

fn check(files: &[File]) -> Vec<String> {
    let mut problems = Vec::new();
    for file in files {
        if file.name.ends_with(".rs") {
            files::rust(file, &mut problems);
            purity::check(file, &mut problems);
            words::check(file, &mut problems);
        }
        if file.name.ends_with("Cargo.toml") {
            layers::check(file, &mut problems);
        }
        if file.name.starts_with("knowledge/ar/frames/") && file.name.ends_with(".toml") {
            frames::check(file, &mut problems);
        }
    }
    ids::check(files, &mut problems);
    papers::check(files, &mut problems);
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    /// The problems of one file.
    pub fn of(name: &str, text: &str) -> Vec<String> {
        let file = File { name: name.to_owned(), text: text.to_owned() };
        check(&[file]).into_iter().filter(|p| p.starts_with(name)).collect()
    }

    #[test]
    fn the_project_is_in_order() {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
        let files = files(&root);
        assert!(files.len() > 100, "only {} files seen", files.len());
        assert_eq!(check(&files), Vec::<String>::new());
    }

    #[test]
    fn build_outputs_and_git_are_not_looked_at() {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
        assert!(!files(&root).iter().any(|f| f.name.starts_with("target/") || f.name.starts_with(".git/")));
    }
}
