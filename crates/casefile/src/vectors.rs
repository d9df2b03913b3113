//! The tree's proofs against test vectors of others: transparency-dev/merkle, 518 cases, in `../shared/benchmarks/rfc6962`.
//!
//! What applies, 388: inclusion (98) and consistency (98) proofs, and the proofs about a subtree that begins at leaf 0 (101 and 91),
//! for that subtree is the tree of that size. What does not, 130: proofs about subtrees that begin later (103 and 16), and that the empty
//! subtree is consistent with everything (11), which the consistency vectors say it is not. Proofs about subtrees are of a draft about
//! certificates; RFC 6962 and 9162 have none, and nothing here makes or takes them. Without `../shared` (or `HUDNA_SHARED`) the
//! test is skipped.

use crate::hash::Sha256;
use crate::tree;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn proofs_hold_as_the_vectors_of_others_say() {
    let shared = std::env::var_os("HUDNA_SHARED").map_or_else(|| PathBuf::from("../../../shared"), PathBuf::from);
    let root = shared.join("benchmarks/rfc6962/testdata");
    if !root.is_dir() {
        eprintln!("skipped: no {} (HUDNA_SHARED names the shared data)", root.display());
        return;
    }
    let mut files = Vec::new();
    walk(&root, &mut files);
    let (mut counts, mut wrong) = (BTreeMap::<String, usize>::new(), Vec::new());
    for file in &files {
        let name = file.strip_prefix(&root).unwrap_or(file).display().to_string();
        let kind = name.split('/').next().unwrap_or_default().to_owned();
        let vector: Value = serde_json::from_str(&fs::read_to_string(file).expect("a vector")).expect("JSON");
        let Some(holds) = holds(&kind, &vector) else {
            let why = if vector["end"] == 0 { "the empty subtree" } else { "a subtree that begins later" };
            *counts.entry(format!("does not apply: {kind}, {why}")).or_default() += 1;
            continue;
        };
        *counts.entry(format!("applies: {kind}")).or_default() += 1;
        if holds == (vector["wantErr"] == true) {
            wrong.push(name);
        }
    }
    println!("{} vectors: {counts:#?}", files.len());
    assert_eq!(wrong, Vec::<String>::new());
    let applied = |kind: &str| counts.get(&format!("applies: {kind}")).copied();
    assert_eq!((applied("inclusion"), applied("subtreeinclusion")), (Some(98), Some(101)));
    assert_eq!((applied("consistency"), applied("subtreeconsistency")), (Some(98), Some(91)));
    assert_eq!(files.len(), 518);
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, files);
        } else {
            files.push(path);
        }
    }
}

/// Whether the proof holds; `None` if the vector is about something else.
fn holds(kind: &str, vector: &Value) -> Option<bool> {
    let number = |key: &str| vector[key].as_u64();
    let hash = |value: &Value| Sha256::from_slice(&BASE64_STANDARD.decode(value.as_str()?).ok()?);
    // Some vectors have words for roots. Here a root is 32 bytes; the hash of the words stands for them, equal where they are.
    let root = |key: &str| {
        hash(&vector[key]).or_else(|| {
            vector[key].as_str().filter(|words| !words.is_empty()).map(|words| Sha256::of(words.as_bytes()))
        })
    };
    let proof = || vector["proof"].as_array().map_or(Some(Vec::new()), |proof| proof.iter().map(hash).collect());
    let subtree = kind.starts_with("subtree");
    if subtree && (number("start") != Some(0) || kind == "subtreeconsistency" && number("end") == Some(0)) {
        return None;
    }
    // What is no 32 bytes, or no number, is no proof of ours to begin with.
    let checked = if kind.ends_with("inclusion") {
        let size = number(if subtree { "end" } else { "treeSize" });
        (|| Some(tree::includes(&proof()?, size?, root("root")?, number("leafIdx")?, root("leafHash")?)))()
    } else {
        let (old, size) = if subtree { (number("end"), number("size")) } else { (number("size1"), number("size2")) };
        (|| Some(tree::extends(&proof()?, size?, root("root2")?, old?, root("root1")?)))()
    };
    Some(checked.unwrap_or(false))
}
