//! Whatever is added, in whatever batches: the root is that of an independent Merkle tree, and redaction does not change it.

use crate::places::Place;
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use hudna_casefile::{Batch, Bundle, Case, NewEntry, PublicKey, SigningKey, Verification};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;

/// Batches of entries: how long each is, and whether the case is opened anew after it.
fn batches() -> impl Strategy<Value = Vec<(usize, bool)>> {
    prop::collection::vec((0usize..90, any::<bool>()), 1..8)
}

/// A case with these batches.
fn case_of(place: &Place, batches: &[(usize, bool)]) -> Case {
    let mut case = Case::create(&place.address).expect("a case");
    let mut n = 0;
    for (len, anew) in batches {
        let mut batch = Batch::new();
        for _ in 0..*len {
            let blob = batch.blob(format!("page {}", n % 50));
            batch.push(NewEntry::new("ana", "report", format!("{n}")).key(format!("{n}")).blob(blob));
            n += 1;
        }
        case.append(&batch).expect("stored");
        if *anew {
            case = Case::open(&place.address).expect("the case");
        }
    }
    case
}

/// The leaves of a case, as evidence has them.
fn leaves(case: &mut Case) -> Vec<Vec<u8>> {
    let all: Vec<u64> = (0..case.len()).collect();
    let bundle = case.prove(&all, false, None).expect("evidence");
    bundle.entries.into_iter().map(|entry| entry.leaf.into_bytes()).collect()
}

fn independent(leaves: &[Vec<u8>]) -> [u8; 32] {
    let mut tree = MemoryBackedTree::<sha2::Sha256, Vec<u8>>::new();
    leaves.iter().for_each(|leaf| tree.push(leaf.clone()));
    (*tree.root().as_bytes()).into()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_batching_gives_the_root_of_an_independent_tree(batches in batches()) {
        let place = Place::sqlite();
        let mut case = case_of(&place, &batches);
        let (root, leaves) = (case.root().expect("a root"), leaves(&mut case));
        prop_assert_eq!(leaves.len(), batches.iter().map(|(len, _)| len).sum::<usize>());
        prop_assert_eq!(root.0, independent(&leaves));
        prop_assert_eq!(case.verify().expect("a verification").faults, []);
    }

    #[test]
    fn redaction_keeps_the_tree(batches in batches(), which in prop::collection::vec(any::<prop::sample::Index>(), 1..9)) {
        let place = Place::sqlite();
        let mut case = case_of(&place, &batches);
        prop_assume!(!case.is_empty());
        let size = case.len() as usize;
        let (before, checkpoint) = (leaves(&mut case), case.checkpoint(None).expect("a checkpoint"));
        let seqs: Vec<u64> = which.iter().map(|index| index.index(size) as u64).collect();
        let redacted = case.redact(&seqs, "ana", "as an exercise").expect("redacted");
        prop_assert_eq!(redacted.entries, seqs.into_iter().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>());
        let after = leaves(&mut case);
        prop_assert_eq!(&after[..size], &before[..]);
        prop_assert_eq!(independent(&after[..size]), checkpoint.root.0);
        let known = Verification { checkpoints: vec![checkpoint.text], keys: vec![] };
        prop_assert_eq!(case.verify_against(&known).expect("a verification").faults, []);
        // The words of what was redacted are in no file of the case.
        drop(case);
        let bytes = std::fs::read(&place.address).expect("the file");
        prop_assert!(redacted.blobs.iter().all(|blob| !bytes.windows(32).any(|window| window == blob.0)));
    }
}

/// JSON that looks like a bundle, more or less.
fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<u64>().prop_map(Value::from),
        "[0-9a-f]{64}".prop_map(Value::from),
        ".{0,20}".prop_map(Value::from),
        "(a\n[0-9]{1,20}\n[A-Za-z0-9+/]{43}=\n){1}(\n— a [A-Za-z0-9+/]{8}\n)?".prop_map(Value::from),
    ];
    let keys = "format|checkpoint|signer|entries|blobs|leaf|salt|context|body|path|sha256|base64";
    leaf.prop_recursive(3, 20, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(keys, inner, 0..6).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_no_evidence_is_refused_without_harm(part in json(), size in any::<u64>(), at in any::<usize>(), text in ".{0,60}") {
        let place = Place::sqlite();
        let bundle = {
            let mut case = case_of(&place, &[(3, false)]);
            case.prove(&[1], true, Some(&SigningKey::generate("ana").expect("a key"))).expect("evidence")
        };
        let mut value = serde_json::to_value(&bundle).expect("JSON");
        let fields = ["format", "checkpoint", "signer", "entries", "blobs"];
        value[fields[at % 5]] = part;
        if let Ok(changed) = Bundle::from_json(&value.to_string()) {
            let _ = changed.verify(&[]);
        }
        let mut sized = bundle.clone();
        let lines: Vec<&str> = bundle.checkpoint.lines().collect();
        sized.checkpoint = format!("{}\n{size}\n{}\n", lines[0], lines[2]);
        sized.signer = None;
        prop_assert!(size == 3 || sized.verify(&[]).is_err());
        let _ = (text.parse::<PublicKey>(), text.parse::<SigningKey>(), Bundle::from_json(&text));
    }
}
