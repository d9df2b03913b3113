//! Puts the example case into the binary: its reports, and its pack of knowledge.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../examples/hasakah-2021");
    println!("cargo:rerun-if-changed={}", root.display());
    let mut out = String::new();
    list(&mut out, "REPORTS", &root, &root, "txt")?;
    list(&mut out, "PACK", &root.join("knowledge"), &root.join("knowledge"), "toml")?;
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("example.rs"), out)
}

fn list(out: &mut String, name: &str, root: &Path, folder: &Path, extension: &str) -> io::Result<()> {
    let mut found = Vec::new();
    walk(folder, extension, &mut found)?;
    found.sort();
    let _ = writeln!(out, "const {name}: &[(&str, &str)] = &[");
    for path in found {
        let inside = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        let _ = writeln!(out, "    ({inside:?}, include_str!({:?})),", path.display().to_string());
    }
    let _ = writeln!(out, "];");
    Ok(())
}

fn walk(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        println!("cargo:rerun-if-changed={}", path.display());
        if path.is_dir() {
            // The pack is a list of its own.
            if extension == "toml" {
                walk(&path, extension, found)?;
            }
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    Ok(())
}
