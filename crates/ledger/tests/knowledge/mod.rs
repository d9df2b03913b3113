//! The project's knowledge, as the ledger's tests and its bench read it.
#![allow(dead_code)]

use hudna_ledger::World;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The world as the project's knowledge has it.
pub fn world() -> &'static World {
    static WORLD: LazyLock<World> = LazyLock::new(|| world_of(&files()));
    &WORLD
}

/// The world of these files.
pub fn world_of(files: &[(String, String)]) -> World {
    World::from_files(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))).expect("it is well formed")
}

/// The files of the project's knowledge, in the order of their names.
pub fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files.sort();
    files
}

fn collect(root: &Path, folder: &Path, into: &mut Vec<(String, String)>) {
    let inside: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the knowledge is there")
        .map(|e| e.expect("it can be listed").path())
        .collect();
    for path in inside {
        if path.is_dir() {
            collect(root, &path, into);
        } else {
            let name = path.strip_prefix(root).expect("it lies inside").to_string_lossy().into_owned();
            into.push((name, std::fs::read_to_string(&path).expect("it can be read")));
        }
    }
}
