//! The reader as the commands use it: built-in and own knowledge, intake's reports in, claims with original offsets out.

use crate::error::CliError;
use hudna_claims::Claim;
use hudna_intake::Intake;
use hudna_ledger::{Background, Labels, LedgerError, World};
use hudna_reader::{Knowledge, KnowledgeFile, Reader, Report, built_in};
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// What is assumed of reports that do not say it themselves.
#[derive(Debug, Clone, Default)]
pub struct Defaults {
    /// Day of publication.
    pub published: Option<Date>,
    /// Name of the outlet.
    pub source: Option<String>,
}

/// Reads reports; one per thread.
pub struct Engine<'k> {
    reader: Reader<'k>,
    defaults: Defaults,
}

impl<'k> Engine<'k> {
    /// A reader for one thread.
    pub fn new(knowledge: &'k Knowledge, defaults: Defaults) -> Self {
        Engine { reader: Reader::new(knowledge), defaults }
    }

    /// Fills in what the report does not say itself.
    pub fn complete(&self, report: &mut Intake) {
        report.meta.published = report.meta.published.or(self.defaults.published);
        if report.meta.source.is_none() {
            report.meta.source.clone_from(&self.defaults.source);
        }
    }

    /// The claims with offsets into the decoded text.
    pub fn claims(&mut self, report: &Intake) -> Vec<Claim> {
        self.reader.read(&as_report(report))
    }

    /// The claims with offsets into the original file.
    pub fn read(&mut self, report: &Intake) -> Vec<Claim> {
        let mut claims = self.claims(report);
        report.offsets.map_claims(&report.text, &mut claims);
        claims
    }

    /// All claims, mere references too, with what the salience model weighs; offsets into the decoded text.
    pub fn features(&mut self, report: &Intake) -> Vec<(Claim, Vec<String>)> {
        self.reader.features(&as_report(report))
    }

    /// Why the rules did what they did in one line (1-based, of the file); none where that line is not read.
    pub fn explain(&mut self, report: &Intake, line: usize) -> Option<String> {
        let before = report.text[..report.body.start].matches('\n').count();
        self.reader.explain(&as_report(report), line.checked_sub(before + 1)?)
    }
}

fn as_report(report: &Intake) -> Report<'_> {
    Report {
        doc: &report.doc,
        text: &report.text,
        body: report.body.clone(),
        published: report.meta.published,
        source: report.meta.source.as_deref(),
    }
}

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
