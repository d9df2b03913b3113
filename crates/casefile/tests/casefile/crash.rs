//! A writer is killed at random moments, runs out of disk, and is told that its data may not be on the disk.
//!
//! The writer is this test executable itself in another process. It says what was acknowledged; what it said must be there.

use crate::places::Place;
use hudna_casefile::{Batch, Case, CaseError, NewEntry, Outcome};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hash::{BuildHasher, RandomState};
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Tells a process of this executable to write, and where.
const CASE: &str = "HUDNA_CRASH_CASE";

/// A number that nobody foresees.
fn chance(below: u64) -> u64 {
    RandomState::new().hash_one(0) % below
}

/// Not a test: the writer. It writes until it is killed or fails for good, and says what was stored.
#[test]
fn writer() {
    let Ok(address) = std::env::var(CASE) else { return };
    let mut case = Case::open_or_create(&address).unwrap_or_else(|error| fail(&error));
    let mut last = None;
    for round in 1.. {
        let mut batch = Batch::new();
        for _ in 0..1 + chance(6) {
            let key = format!("{:x}", RandomState::new().hash_one(round));
            let blob = batch.blob(format!("page of {key} {}", "x".repeat(chance(20_000) as usize)));
            batch.push(NewEntry::new("writer", "report", format!("{{\"key\":\"{key}\"}}")).key(&key).blob(blob));
            // Without a key only the batch's id keeps it from being stored twice.
            batch.push(NewEntry::new("writer", "note", format!("{{\"note\":\"{key}\"}}")));
        }
        let appended = insist(|| case.append(&batch));
        let mut said = String::new();
        appended.outcomes.iter().for_each(|outcome| write!(said, " {}", outcome.seq()).expect("memory"));
        println!("\nstored{said} end");
        if round % 7 == 0 {
            insist(|| case.checkpoint(None));
        }
        if round % 5 == 0
            && let Some(seq) = last
        {
            insist(|| case.redact(&[seq], "writer", "as an exercise"));
            println!("\nredacted {seq} end");
        }
        last = appended.outcomes.first().map(|outcome| outcome.seq());
    }
}

/// Does it again where it fails, as a user would.
fn insist<T>(mut run: impl FnMut() -> Result<T, CaseError>) -> T {
    for _ in 0..20 {
        match run() {
            Ok(done) => return done,
            Err(error) => println!("\nfailed {error}"),
        }
    }
    std::process::exit(0)
}

fn fail(error: &CaseError) -> ! {
    println!("\nfailed {error}");
    std::process::exit(0)
}

/// A writer in a process of its own, and what it says.
struct Writer {
    process: Child,
    text: Arc<Mutex<Vec<u8>>>,
    reader: JoinHandle<()>,
}

impl Writer {
    fn start(address: &str) -> Writer {
        let this = std::env::current_exe().expect("this executable");
        Writer::run(address, &mut Command::new(this))
    }

    fn run(address: &str, command: &mut Command) -> Writer {
        let command = command.args(["--exact", "crash::writer", "--nocapture", "--test-threads=1"]).env(CASE, address);
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("a writer");
        let mut output = process.stdout.take().expect("its output");
        let text: Arc<Mutex<Vec<u8>>> = Arc::default();
        let said = text.clone();
        let reader = std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read @ 1..) = output.read(&mut buffer) {
                said.lock().expect("no panic").extend_from_slice(&buffer[..read]);
            }
        });
        Writer { process, text, reader }
    }

    fn kill(&mut self) {
        self.process.kill().expect("SIGKILL");
    }

    /// Waits until it says this, or for as long as is reasonable.
    fn until(&self, word: &str) {
        let begin = Instant::now();
        let said = || self.text.lock().expect("no panic").windows(word.len()).any(|at| at == word.as_bytes());
        while begin.elapsed() < Duration::from_secs(3) && !said() {
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// What it said, once it is gone. A line that it did not finish it did not say.
    fn said(mut self) -> Said {
        self.process.wait().expect("its end");
        self.reader.join().expect("all that it said");
        let text = String::from_utf8_lossy(&self.text.lock().expect("no panic")).into_owned();
        let mut said = Said::default();
        for line in text.lines() {
            let words: Vec<&str> = line.split(' ').collect();
            match words[..] {
                ["stored", ref seqs @ .., "end"] => {
                    said.stored.extend(seqs.iter().map(|s| s.parse::<u64>().expect("a number")))
                }
                ["redacted", seq, "end"] => said.redacted.push(seq.parse().expect("a number")),
                ["failed", ..] => said.failed.push(line.to_owned()),
                _ => {}
            }
        }
        said
    }
}

/// What a writer said.
#[derive(Debug, Default)]
struct Said {
    stored: Vec<u64>,
    redacted: Vec<u64>,
    failed: Vec<String>,
}

/// The case opens, is whole, has what was said to be stored, and nothing twice.
fn check(address: &str, said: &[Said]) {
    let mut case = Case::open_or_create(address).expect("a case that opens");
    let report = case.verify().expect("a verification");
    assert_eq!(report.faults, [], "after {said:?}");
    let mut entries = BTreeMap::new();
    let mut bodies = BTreeMap::new();
    case.entries(.., |entry| {
        let entry = entry.expect("a whole entry");
        if let Some(body) = &entry.body {
            let before = bodies.insert(body.clone(), entry.seq);
            assert_eq!(before, None, "stored twice: {}", String::from_utf8_lossy(body));
        }
        entries.insert(entry.seq, entry);
        Ok::<(), CaseError>(())
    })
    .expect("entries");
    for said in said {
        for seq in &said.stored {
            assert!(entries.contains_key(seq), "entry {seq} was acknowledged and is gone: {} entries", entries.len());
        }
        for seq in &said.redacted {
            assert!(entries[seq].is_redacted(), "entry {seq} was redacted");
        }
    }
    // And it takes new entries.
    let mut batch = Batch::new();
    batch.push(NewEntry::new("after", "report", format!("{{\"after\":{}}}", case.len())));
    assert_eq!(case.append(&batch).expect("stored").outcomes, [Outcome::New(case.len() - 1)]);
}

/// Kills writers at random moments, `rounds` times, `many` at once, each time `within` so long of their start.
fn killed(mut place: impl FnMut() -> Option<Place>, rounds: u64, many: usize, within: Duration) {
    let begin = Instant::now();
    let (mut stored, mut redacted) = (0, 0);
    let mut here = None;
    for round in 0..rounds {
        // A new case now and then: it is also killed while the case is being made, and is not to grow without end.
        if round % 10 == 0 {
            here = place();
        }
        let Some(here) = &here else { return };
        let mut writers: Vec<Writer> = (0..many).map(|_| Writer::start(&here.address)).collect();
        std::thread::sleep(within.mul_f64(chance(1000) as f64 / 1000.0));
        writers.iter_mut().for_each(Writer::kill);
        let said: Vec<Said> = writers.into_iter().map(Writer::said).collect();
        stored += said.iter().map(|said| said.stored.len()).sum::<usize>();
        redacted += said.iter().map(|said| said.redacted.len()).sum::<usize>();
        assert!(said.iter().all(|said| said.failed.is_empty()), "{said:?}");
        check(&here.address, &said);
    }
    println!(
        "{rounds} rounds of kill -9, {many} at once: {stored} entries acknowledged, {redacted} redacted, none lost; {:.1} s",
        begin.elapsed().as_secs_f64()
    );
    assert!(stored as u64 > rounds / 4, "only {stored} entries were acknowledged: the writers were killed too early");
}

#[test]
fn a_killed_writer_loses_nothing_that_was_acknowledged() {
    killed(|| Some(Place::sqlite()), 120, 1, Duration::from_millis(90));
}

#[test]
fn two_killed_writers_lose_nothing_that_was_acknowledged() {
    killed(|| Some(Place::sqlite()), 80, 2, Duration::from_millis(90));
}

#[test]
fn killed_writers_over_postgres_lose_nothing_that_was_acknowledged() {
    killed(Place::postgres, 40, 2, Duration::from_millis(250));
}

/// A library that makes the writer's calls to the system fail, if there is a C compiler.
fn faults(folder: &Path) -> Option<std::path::PathBuf> {
    let library = folder.join("faults.so");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/casefile/faults.c");
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let made = Command::new(compiler).args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(source).status();
    if made.is_ok_and(|status| status.success()) && cfg!(target_os = "linux") {
        return Some(library);
    }
    eprintln!("skipped: no C compiler for tests/casefile/faults.c");
    None
}

/// Lets the writer's `calls` to the system fail, the nth of them, for many n.
fn failing(call: &str, calls: impl Iterator<Item = u64>) {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(library) = faults(folder.path()) else { return };
    let (mut stored, mut failed, mut rounds) = (0, 0, 0);
    for nth in calls {
        let place = Place::sqlite();
        let mut command = Command::new(std::env::current_exe().expect("this executable"));
        command.env("LD_PRELOAD", &library).env("HUDNA_FAULT", format!("{call} {nth}"));
        let mut writer = Writer::run(&place.address, &mut command);
        writer.until("failed");
        std::thread::sleep(Duration::from_millis(chance(40)));
        writer.kill();
        let said = writer.said();
        stored += said.stored.len();
        failed += usize::from(!said.failed.is_empty());
        rounds += 1;
        check(&place.address, &[said]);
    }
    println!(
        "{call} failed in {rounds} rounds, said so in {failed}: {stored} entries acknowledged, none lost, none twice"
    );
    // A commit is told. What fails when SQLite tidies up after one is not: the log has it.
    assert!(failed * 4 >= rounds * 3, "of {rounds} failures only {failed} were told");
}

#[test]
fn a_failed_fsync_is_told_and_loses_nothing() {
    failing("fsync", (3..24).chain([40, 60]));
}

#[test]
fn a_disk_that_stays_broken_is_told_and_loses_nothing() {
    failing("fsync-from", [4, 5, 6, 9, 15, 30].into_iter());
}

#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    failing("write-from", (5..60).step_by(4).chain([100, 150]));
}
