//! The case of the example, made anew for a test.

use hudna_casebook::{Casebook, Defaults, Engine};
use hudna_intake::{Format, Raw};
use hudna_reader::{Knowledge, KnowledgeFile, built_in};
use std::fs;
use std::path::{Path, PathBuf};

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/hasakah-2021");

/// Makes the case at an address: the example's knowledge and reports, and `more` reports by name. Those of an archive count as
/// received on the day on which they were published.
pub fn make(address: &str, archive: bool, more: &[(&str, &str)]) {
    let folder = Path::new(EXAMPLE);
    let knowledge = folder.join("knowledge");
    let mut pack: Vec<(String, String)> = files(&knowledge, &["toml", "tsv"])
        .into_iter()
        .map(|path| {
            let inside = path.strip_prefix(&knowledge).expect("it is in it").display().to_string();
            (inside, fs::read_to_string(path).expect("it can be read"))
        })
        .collect();
    pack.sort();
    let mut book = Casebook::open_or_create(address, "tester").expect("it can be made");
    book.set_knowledge(&pack).expect("it is taken");
    let mut all = built_in();
    all.extend(pack.into_iter().map(|(path, text)| KnowledgeFile { path, text }));
    let knowledge = Knowledge::compile(&all).unwrap_or_else(|errors| panic!("{errors:?}"));
    let mut engine = Engine::new(&knowledge, Defaults::default());
    let mut texts: Vec<(String, Vec<u8>)> =
        more.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
    for path in files(folder, &["txt"]) {
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        texts.push((name, fs::read(path).expect("it can be read")));
    }
    texts.sort();
    let reports = texts.into_iter().map(|(name, bytes)| {
        let report = Raw::new(name, Format::Text, bytes).read().unwrap_or_else(|_| panic!("it is text"));
        engine.prepare(report, "test", archive).expect("it can be written")
    });
    let reports = reports.collect();
    book.add(reports).expect("they are taken");
}

/// The files below a folder whose names end so.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).expect("it is there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().and_then(|e| e.to_str()).is_some_and(|e| endings.contains(&e)) {
                found.push(path);
            }
        }
    }
    found
}
