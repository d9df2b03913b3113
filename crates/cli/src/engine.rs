//! The knowledge that the commands read with: the built-in one and the user's own.

pub use hudna_casebook::{Defaults, Engine};

use crate::error::CliError;
use hudna_ledger::{Background, Labels, LedgerError, World};
use hudna_reader::{Knowledge, KnowledgeFile, built_in};
use std::path::{Path, PathBuf};

/// Compiles the built-in knowledge and the user's packs after it.
pub fn knowledge(packs: &[PathBuf]) -> Result<Knowledge, CliError> {
    compile(&files(packs)?)
}

/// Compiles knowledge files; of mistakes in them the first are named.
pub fn compile(files: &[KnowledgeFile]) -> Result<Knowledge, CliError> {
    const SHOWN: usize = 10;
    Knowledge::compile(files).map_err(|errors| {
        let mut lines: Vec<String> = errors.iter().take(SHOWN).map(ToString::to_string).collect();
        if errors.len() > SHOWN {
            lines.push(format!("and {} more", errors.len() - SHOWN));
        }
        CliError::Knowledge(lines)
    })
}

/// What the dossier of a report needs of the built-in knowledge and of the user's packs: background and words.
pub fn ledger(packs: &[PathBuf]) -> Result<(Background, Labels), CliError> {
    let files = files(packs)?;
    Ok((Background::from_files(texts(&files)).map_err(wrong)?, Labels::from_files(texts(&files)).map_err(wrong)?))
}

/// The words that pages are printed with.
pub fn labels(packs: &[PathBuf]) -> Result<Labels, CliError> {
    Labels::from_files(texts(&files(packs)?)).map_err(wrong)
}

/// What the ledger of a case needs of knowledge files.
pub fn world(files: &[KnowledgeFile]) -> Result<World, CliError> {
    World::from_files(texts(files)).map_err(wrong)
}

fn texts(files: &[KnowledgeFile]) -> impl Iterator<Item = (&str, &str)> + Clone {
    files.iter().map(|file| (file.path.as_str(), file.text.as_str()))
}

fn wrong(error: LedgerError) -> CliError {
    CliError::Knowledge(vec![error.to_string()])
}

/// The files of the built-in knowledge and of the user's packs.
pub fn files(packs: &[PathBuf]) -> Result<Vec<KnowledgeFile>, CliError> {
    let mut all = built_in();
    for pack in packs {
        all.extend(pack_files(pack)?);
    }
    Ok(all)
}

/// The knowledge files of one folder, in the order of their names.
pub fn pack_files(pack: &Path) -> Result<Vec<KnowledgeFile>, CliError> {
    if !pack.is_dir() {
        return Err(CliError::usage(format!(
            "{}: no such folder; --knowledge names the folder of a pack",
            pack.display()
        )));
    }
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(pack).sort_by_file_name() {
        let entry =
            entry.map_err(|error| CliError::input(format!("{}: {error}; check the permissions", pack.display())))?;
        let path = entry.path();
        if !path.is_file() || !path.extension().is_some_and(|e| e == "toml" || e == "tsv") {
            continue;
        }
        let text = std::fs::read_to_string(path).map_err(|error| CliError::file(path, error))?;
        let inside = path.strip_prefix(pack).unwrap_or(path);
        let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        files.push(KnowledgeFile { path: parts.join("/"), text });
    }
    if files.is_empty() {
        let message = "holds no knowledge (actors/*.toml, places/*.tsv ...); its layout is in knowledge/README.md";
        return Err(CliError::usage(format!("{}: {message}", pack.display())));
    }
    Ok(files)
}
