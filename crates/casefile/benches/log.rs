//! What the log costs: adding, reading, verifying, opening. `cargo bench -p hudna-casefile`; `ENTRIES=1000000` for a large case,
//! `CASE=postgres://...` for a database in which there is none.
//!
//! Bodies of 8 KB and blobs of 4.5 KB, as reports of newspapers have with their claims. Processor time is of this process, on Linux.

use hudna_casefile::{Batch, Case, CaseError, NewEntry};
use std::time::{Duration, Instant};

fn main() {
    // `cargo test` runs benchmarks too, to see whether they still work.
    let asked = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let benched = std::env::args().any(|arg| arg == "--bench");
    let reports = if benched { 2254 } else { 100 };
    if let Ok(address) = std::env::var("CASE") {
        return cost(&address, reports, 256);
    }
    for size in [64, 256] {
        let folder = tempfile::tempdir().expect("a folder");
        cost(folder.path().join("case.hudna").to_str().expect("UTF-8"), reports, size);
    }
    let entries = asked("ENTRIES").unwrap_or(if benched { 100_000 } else { 1000 });
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.hudna").to_str().expect("UTF-8").to_owned();
    println!("{entries} small entries:");
    let mut case = Case::create(&path).expect("a case");
    let batches = batches(entries, 1000, 200, 0);
    timed("add, a thousand at a time", || batches.iter().for_each(|batch| drop(case.append(batch).expect("stored"))));
    drop(case);
    timed("open", || drop(Case::open(&path).expect("the case")));
    let mut case = Case::open(&path).expect("the case");
    let mut one = Batch::new();
    one.push(NewEntry::new("ana", "report", "{}"));
    timed("add one", || drop(case.append(&one).expect("stored")));
    timed("checkpoint", || drop(case.checkpoint(None).expect("a checkpoint")));
    timed("prove one", || drop(case.prove(&[entries / 2], false, None).expect("evidence")));
    timed("read, each checked", || read(&mut case));
    timed("verify", || assert!(case.verify().expect("a verification").is_clean()));
}

/// What a case of reports costs.
fn cost(address: &str, reports: u64, size: usize) {
    let batches = batches(reports, size, 8000, 4500);
    println!("{reports} reports in batches of {size}, each batch on the disk before the next:");
    let mut case = Case::create(address).expect("a case");
    timed("add", || batches.iter().for_each(|batch| drop(case.append(batch).expect("stored"))));
    timed("add again: all known", || batches.iter().for_each(|batch| drop(case.append(batch).expect("known"))));
    timed("read, each checked", || read(&mut case));
    timed("verify", || assert!(case.verify().expect("a verification").is_clean()));
    timed("close", || drop(case));
}

fn batches(entries: u64, size: usize, body: usize, blob: usize) -> Vec<Batch> {
    let mut batches = Vec::new();
    let mut batch = Batch::new();
    for n in 0..entries {
        let body = format!(r#"{{"n":{n},"text":"{}"}}"#, "x".repeat(body));
        let mut entry = NewEntry::new("ana", "report", body).key(format!("report:{n}"));
        if blob > 0 {
            entry = entry.blob(batch.blob(format!("{n} {}", "y".repeat(blob))));
        }
        batch.push(entry);
        if batch.len() == size || n + 1 == entries {
            batches.push(std::mem::take(&mut batch));
        }
    }
    batches
}

fn read(case: &mut Case) {
    let mut bytes = 0;
    case.entries(.., |entry| {
        bytes += entry.expect("whole").body.map_or(0, |body| body.len());
        Ok::<(), CaseError>(())
    })
    .expect("entries");
    assert!(bytes > 0);
}

fn timed(what: &str, run: impl FnOnce()) {
    let (start, before) = (Instant::now(), processor());
    run();
    let (wall, processor) = (start.elapsed(), processor().saturating_sub(before));
    println!(
        "  {what:<26} {:>9.1} ms, {:>7.0} ms of processor",
        wall.as_secs_f64() * 1e3,
        processor.as_secs_f64() * 1e3
    );
}

/// Processor time of this process so far, in hundredths of a second, from /proc; nothing elsewhere.
fn processor() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<u64>().ok()).unwrap_or_default();
    Duration::from_millis(10 * (ticks(11) + ticks(12)))
}
