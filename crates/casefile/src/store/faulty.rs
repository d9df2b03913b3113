//! A storage that fails on purpose: a full disk in the middle, a commit that does not reach the disk, one that does and is not told.

use super::*;
use crate::case::Case;
use crate::entry::{Batch, Entry, NewEntry};
use crate::error::CaseError;
use std::collections::BTreeSet;

#[path = "../../tests/casefile/places.rs"]
mod places;

/// How a write fails.
#[derive(Debug, Clone, Copy)]
enum Failure {
    /// At the nth thing that is written: the disk is full.
    Full,
    /// At the nth commit, and nothing is kept: the data did not reach the disk.
    Lost,
    /// At the nth commit, and all is kept: nobody can tell.
    Unknown,
}

struct Faulty {
    inner: Box<dyn Store>,
    failure: Failure,
    /// How many go well before it fails, once.
    left: usize,
}

impl Faulty {
    fn now(left: &mut usize) -> bool {
        *left = left.wrapping_sub(1);
        *left == 0
    }
}

impl Store for Faulty {
    fn read(&mut self, work: &mut Work) -> Result<(), Problem> {
        self.inner.read(work)
    }

    fn write(&mut self, work: &mut Work) -> Result<(), Problem> {
        let fsync = || Problem::Storage("fsync: input/output error".to_owned());
        let left = &mut self.left;
        match self.failure {
            Failure::Full => self.inner.write(&mut |tx| work(&mut FullTx { tx, left })),
            Failure::Lost => self.inner.write(&mut |tx| {
                work(tx)?;
                if Faulty::now(left) { Err(fsync()) } else { Ok(()) }
            }),
            Failure::Unknown => {
                self.inner.write(work)?;
                if Faulty::now(left) { Err(fsync()) } else { Ok(()) }
            }
        }
    }

    fn integrity(&mut self) -> Result<Vec<String>, Problem> {
        self.inner.integrity()
    }

    fn scrub(&mut self) -> Result<Option<&'static str>, Problem> {
        self.inner.scrub()
    }
}

/// A transaction in which the nth write finds no space.
struct FullTx<'t> {
    tx: &'t mut dyn Tx,
    left: &'t mut usize,
}

/// Methods that go to the transaction below; those that write count.
macro_rules! through {
    (reads { $(fn $read:ident($($r:ident: $rt:ty),*) -> $rr:ty;)* } writes { $(fn $write:ident($w:ident: $wt:ty) -> $wr:ty;)* }) => {
        impl Tx for FullTx<'_> {
            $(fn $read(&mut self $(, $r: $rt)*) -> Result<$rr, Problem> { self.tx.$read($($r),*) })*
            $(fn $write(&mut self, $w: $wt) -> Result<$wr, Problem> {
                if Faulty::now(self.left) { Err(Problem::Full) } else { self.tx.$write($w) }
            })*
        }
    };
}

through! {
    reads {
        fn identity() -> Read<Identity>;
        fn head() -> Head;
        fn rows(range: Range<u64>, each: &mut Each<(u64, Read<Row>)>) -> ();
        fn find(keys: &[Sha256]) -> Vec<Option<u64>>;
        fn redactions() -> Vec<u64>;
        fn contexts(each: &mut Each<(u64, Read<String>)>) -> ();
        fn tile(level: u8, n: u64) -> Option<Vec<u8>>;
        fn blob(id: Sha256) -> Option<Vec<u8>>;
        fn has_blob(id: Sha256) -> bool;
        fn blobs(each: &mut Each<(Vec<u8>, Read<Vec<u8>>)>) -> ();
        fn batch(id: [u8; 16]) -> Option<(u64, u64)>;
        fn batches(each: &mut Each<Read<BatchRow>>) -> ();
        fn checkpoints() -> Vec<Read<CheckpointRow>>;
        fn last() -> Option<u64>;
        fn tile_count() -> u64;
    }
    writes {
        fn put_identity(identity: &Identity) -> ();
        fn put_rows(rows: &[&Row]) -> ();
        fn put_blob(blob: (Sha256, &[u8])) -> ();
        fn put_tiles(tiles: &[Placed]) -> ();
        fn put_head(head: &Head) -> ();
        fn put_batch(batch: &BatchRow) -> ();
        fn put_checkpoint(checkpoint: &CheckpointRow) -> ();
        fn blank(seq: u64) -> ();
        fn remove_blob(id: Sha256) -> bool;
    }
}

/// Does it again until it is done, as a user would; counts the failures.
fn insist<T>(failures: &mut usize, mut run: impl FnMut() -> Result<T, CaseError>) -> T {
    loop {
        match run() {
            Ok(done) => return done,
            Err(error) => {
                assert!(matches!(error.problem, Problem::Full | Problem::Storage(_)), "{error}");
                *failures += 1;
                assert!(*failures < 5, "{error}");
            }
        }
    }
}

fn all(case: &mut Case) -> Vec<Entry> {
    let mut found = Vec::new();
    case.entries(.., |entry| {
        found.push(entry.expect("whole"));
        Ok::<(), CaseError>(())
    })
    .expect("entries");
    found
}

/// One life of a case in which the nth write or commit fails. Says whether it came to that.
fn life(address: &str, failure: Failure, nth: usize) -> bool {
    let store = super::open(&Address::parse(address).expect("an address"), Make::New).expect("a case");
    let store = Box::new(Faulty { inner: store, failure, left: nth });
    let mut case = Case::over(address.to_owned(), store).expect("a case");
    let mut failures = 0;
    let mut told = Vec::new();
    for n in 0..4 {
        let mut batch = Batch::new();
        for m in 0..8 {
            let blob = batch.blob(format!("page {n} {m}"));
            batch.push(NewEntry::new("ana", "report", format!("{n} {m}")).key(format!("{n} {m}")).blob(blob));
            batch.push(NewEntry::new("ana", "note", format!("note {n} {m}")));
        }
        let appended = insist(&mut failures, || case.append(&batch));
        told.extend(appended.outcomes.iter().map(|outcome| outcome.seq()));
        insist(&mut failures, || case.checkpoint(None));
    }
    insist(&mut failures, || case.redact(&[3, 5], "ana", "as an exercise"));
    let report = case.verify().expect("a verification");
    assert_eq!(report.faults, [], "{failure:?} {nth}");
    assert_eq!((report.redacted, report.checkpoints.len()), (2, 4));
    assert_eq!(told, (0..64).collect::<Vec<u64>>(), "told in order, each once");
    let entries = all(&mut case);
    assert_eq!((entries.len(), case.len()), (65, 65));
    let bodies: BTreeSet<_> = entries.iter().filter_map(|entry| entry.body.clone()).collect();
    assert_eq!(bodies.len(), 63, "nothing twice");
    // Another process sees the same.
    assert_eq!(all(&mut Case::open(address).expect("the case")), entries);
    failures > 0
}

fn lives(mut place: impl FnMut() -> Option<places::Place>, step: usize) {
    for (failure, most) in [(Failure::Full, 58), (Failure::Lost, 9), (Failure::Unknown, 9)] {
        let mut failed = 0;
        for nth in (1..=most).step_by(if most > 9 { step } else { 1 + step / 4 }) {
            let Some(place) = place() else { return };
            failed += usize::from(life(&place.address, failure, nth));
        }
        println!("{failure:?}: failed {failed} times, nothing lost and nothing twice");
        assert!(failed >= 3, "{failure:?}: {failed}");
    }
}

#[test]
fn a_failed_write_in_a_file_loses_nothing_and_stores_nothing_twice() {
    lives(|| Some(places::Place::sqlite()), 2);
}

#[test]
fn a_failed_write_in_postgres_loses_nothing_and_stores_nothing_twice() {
    lives(places::Place::postgres, 11);
}
