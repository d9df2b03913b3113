//! Speed of full extraction, start-up time and peak memory of the command itself, as `make bench` prints them, beside the
//! speed of a named peer on the same text; and how fast reports are added to a new case.
//!
//! The corpus is `HUDNA_CORPUS` (a JSONL file), or else the example reports, repeated; what is added is then made up of their
//! lines, so that no two are one report. Such reports have few different words and so flatter the reader: for figures to quote,
//! give a corpus.

use serde::Deserialize;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const HUDNA: &str = env!("CARGO_BIN_EXE_hudna");
/// The corpus is read again and again until so many bytes of text have been read.
const WANTED: usize = 60 << 20;
const RUNS: usize = 3;
const STARTS: usize = 15;

type Fallible<T> = Result<T, Box<dyn Error>>;

#[derive(Deserialize)]
struct Line {
    text: String,
}

fn main() -> Fallible<()> {
    let folder = tempfile::tempdir()?;
    let (corpus, name) = corpus(folder.path())?;
    let (reports, bytes) = size(&corpus)?;
    let times = WANTED.div_ceil(bytes.max(1)).max(1);
    let megabytes = (bytes * times) as f64 / 1e6;
    println!("corpus: {name}: {reports} reports, {:.1} MB of text, read {times} times", bytes as f64 / 1e6);
    let mut speeds = Vec::new();
    for jobs in [1, 2] {
        let mut best = Duration::MAX;
        let mut memory = 0;
        for _ in 0..RUNS {
            let (took, peak) = measure(
                Command::new(HUDNA)
                    .args(["read", "--format", "jsonl", "--jobs", &jobs.to_string()])
                    .args(vec![&corpus; times]),
            )?;
            best = best.min(took);
            memory = memory.max(peak);
        }
        let speed = megabytes / best.as_secs_f64();
        println!(
            "full extraction, {jobs} job(s): {speed:6.1} MB/s (best of {RUNS}), peak memory {:.0} MB",
            memory as f64 / 1024.0
        );
        speeds.push(speed);
    }
    adding(&corpus, folder.path())?;
    let short = folder.path().join("short.txt");
    fs::write(&short, ".\n")?;
    let mut starts: Vec<Duration> = (0..STARTS)
        .map(|_| measure(Command::new(HUDNA).arg("read").arg(&short)).map(|m| m.0))
        .collect::<Fallible<_>>()?;
    starts.sort();
    println!(
        "start-up (a report of one character): {:.1} ms (median of {STARTS})",
        starts[STARTS / 2].as_secs_f64() * 1e3
    );
    if let [one, two] = speeds[..] {
        println!("two jobs read {:.2} times as fast as one", two / one);
        match peer(&corpus) {
            Ok(peer) => println!("extraction of claims on one core runs at {:.2} of the peer's speed", one / peer),
            Err(reason) => println!("peer: not measured: {reason}"),
        }
    }
    Ok(())
}

/// Adds reports to a new case, durably, and says how many a second.
fn adding(corpus: &Path, folder: &Path) -> Fallible<()> {
    let (case, mixed) = (folder.join("bench.hudna"), folder.join("mixed.jsonl"));
    let reports = if std::env::var_os("HUDNA_CORPUS").is_some() { corpus } else { mix(&mixed)? };
    let (many, _) = size(reports)?;
    let mut best = Duration::MAX;
    for _ in 0..RUNS {
        for end in ["", "-wal", "-shm"] {
            // There is none yet, or what an earlier run left.
            let _ = fs::remove_file(folder.join(format!("bench.hudna{end}")));
        }
        let (took, _) =
            measure(Command::new(HUDNA).arg("add").args([&case, reports]).args(["--quiet", "--jobs", "2"]))?;
        best = best.min(took);
    }
    let speed = many as f64 / best.as_secs_f64();
    println!("added to a new case, 2 jobs: {speed:.0} reports/s of {many} (best of {RUNS})");
    Ok(())
}

/// Reports that are made up of lines of the example reports, each with a number of its own.
fn mix(path: &Path) -> Fallible<&Path> {
    const REPORTS: usize = 2_000;
    const LINES: usize = 12;
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in ["reports", "hasakah-2021"] {
        files.extend(fs::read_dir(examples.join(folder))?.map(|e| Ok(e?.path())).collect::<Fallible<Vec<_>>>()?);
    }
    files.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    files.sort();
    let texts = files.iter().map(fs::read_to_string).collect::<Result<Vec<_>, _>>()?;
    let all: Vec<&str> = texts.iter().flat_map(|text| text.lines()).filter(|line| line.len() > 80).collect();
    let mut state = 1_u64;
    let mut out = String::new();
    for number in 0..REPORTS {
        let mut text = format!("{number}\n");
        for _ in 0..LINES {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let line = all.get((state >> 33) as usize % all.len().max(1)).ok_or("there are no example reports")?;
            text.push_str(line);
            text.push('\n');
        }
        out.push_str(&serde_json::json!({ "id": number, "date": "2021-02-01", "text": text }).to_string());
        out.push('\n');
    }
    fs::write(path, out)?;
    Ok(path)
}

/// Builds the peer, has it read the same corpus, shows what it says and gives its MB/s.
fn peer(corpus: &Path) -> Fallible<f64> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let run = Command::new(cargo)
        .args(["run", "--release", "--quiet", "--locked", "--manifest-path"])
        .arg(root.join("benches/peer/Cargo.toml"))
        .arg("--target-dir")
        .arg(root.join("target/peer"))
        .env("HUDNA_CORPUS", corpus)
        .output()?;
    let said = String::from_utf8_lossy(&run.stdout);
    if !run.status.success() {
        let error = String::from_utf8_lossy(&run.stderr);
        return Err(error.lines().last().unwrap_or("it broke off").to_owned().into());
    }
    print!("{said}");
    let speed = said.split(" MB/s").next().and_then(|before| before.split_whitespace().last());
    Ok(speed.ok_or("it names no speed")?.parse()?)
}

/// The corpus named by the user, or one made of the example reports.
fn corpus(folder: &Path) -> Fallible<(PathBuf, String)> {
    if let Some(path) = std::env::var_os("HUDNA_CORPUS") {
        let path = PathBuf::from(path);
        let name = path.display().to_string();
        return Ok((path, name));
    }
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports");
    let path = folder.join("examples.jsonl");
    let mut lines = String::new();
    for entry in fs::read_dir(&examples)? {
        let text = fs::read_to_string(entry?.path())?;
        for copy in 0..200 {
            lines.push_str(&serde_json::json!({ "id": copy, "text": text }).to_string());
            lines.push('\n');
        }
    }
    fs::write(&path, lines)?;
    Ok((path, "examples/reports, repeated".to_owned()))
}

/// Reports and bytes of text of a JSONL file.
fn size(path: &Path) -> Fallible<(usize, usize)> {
    let content =
        fs::read_to_string(path).map_err(|e| format!("{}: {e}; HUDNA_CORPUS names a JSONL file", path.display()))?;
    let (mut reports, mut bytes) = (0, 0);
    for line in content.lines().filter(|l| !l.trim().is_empty()) {
        reports += 1;
        bytes += serde_json::from_str::<Line>(line)?.text.len();
    }
    Ok((reports, bytes))
}

/// Runs a command to its end: how long it took, and its peak memory in KiB (0 where the system does not tell).
fn measure(command: &mut Command) -> Fallible<(Duration, u64)> {
    let start = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let mut peak = 0;
    loop {
        peak = peak.max(peak_memory(&child));
        if let Some(status) = child.try_wait()? {
            let took = start.elapsed();
            // 1: some reports of the corpus could not be read, as empty ones.
            return if status.success() || status.code() == Some(1) {
                Ok((took, peak))
            } else {
                Err(format!("hudna: {status}").into())
            };
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn peak_memory(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.split_whitespace().next()).and_then(|n| n.parse().ok()).unwrap_or(0)
}
