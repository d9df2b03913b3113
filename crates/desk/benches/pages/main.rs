//! How fast the desk answers with a case of 100,000 claims, and in how much memory, against the limits of the project: 95 of 100
//! requests for a page in 50 ms, 200 requests/s on two cores, the situation as of a past day in 100 ms, the review after a decision in
//! 200 ms, 500 MB.
//!
//! The desk runs in a process of its own, as the command runs it, and is asked over HTTP; every route of its table of routes that can
//! be read is asked in both languages and as JSON. The case is made up (see `case`), and kept in `target/bench` for the next run.
//! CLAIMS=100000 is how many, TIMES=24 how often each route is asked in each way, SECONDS=10 how long requests are mixed,
//! ONLY=/claims leaves the other routes out;
//! HUDNA_DESK=target/release/hudna asks the desk of another build.

mod case;
mod client;
mod routes;

use client::{Answer, Client};
use hudna_desk::{Desk, Options, Role, roles, serve};
use routes::{OTHERS, ROWS, addresses, as_asked, encoded};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// The command's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Milliseconds in which 95 of 100 requests for a page are to be answered.
const PAGE: f64 = 50.0;
/// Those for the situation as of a past day.
const PAST: f64 = 100.0;
/// Those for the first look at the review after a decision.
const DECIDED: f64 = 200.0;
/// Requests a second.
const RATE: f64 = 200.0;
/// Megabytes of memory.
const MEMORY: f64 = 500.0;
/// Connections at a time.
const CONNECTIONS: usize = 4;
/// Past days that are asked for.
const DAYS: usize = 24;
/// Decisions of each kind.
const DECISIONS: usize = 8;
/// The kinds, each with what its form says beside the claim.
const KINDS: [(&str, &str); 3] = [("accept", ""), ("reject", ""), ("correct", "&killed=7")];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, word, case] = &arguments[..]
        && word == "--serve"
    {
        return desk(case);
    }
    let number = |name: &str, or: usize| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(or);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench");
    let case = case::case(&folder, number("CLAIMS", 100_000));
    let copy = copied(&case);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("the desk over {} ({:.0} MB), {cores} cores", case.display(), size(&case));
    let began = Instant::now();
    let served = Served::start(&copy);
    println!("opened in {:.2} s", began.elapsed().as_secs_f64());
    let mut client = Client::new(served.at);
    let first = client.get("/");
    println!("first look at the situation: {:.0} ms", milliseconds(first.took));
    let waited = Instant::now();
    while client.read("/search.json?q=x").json()["waiting"] != 0 {
        std::thread::sleep(Duration::from_millis(200));
    }
    println!("the index of words took {:.1} s more", waited.elapsed().as_secs_f64());
    println!("memory with nothing asked but this: {:.0} MB", served.memory("VmRSS:"));
    let mut told = Told::default();
    let all = addresses(&mut client);
    let only = std::env::var("ONLY").ok();
    for (method, route, role) in roles() {
        if method == "GET" && !OTHERS.contains(&route) && role <= Role::Viewer && !all.contains_key(route) {
            println!("{route}: NOT MEASURED, the bench has no address of it");
        }
    }
    let times = number("TIMES", 24);
    println!("{:<28}{:<8}{:>9}{:>9}{:>9}{:>9}{:>9}", "page", "way", "p50 ms", "p95 ms", "p99 ms", "cpu ms", "KB");
    for (route, addresses) in all.iter().filter(|(route, _)| only.as_deref().is_none_or(|only| only == **route)) {
        for way in ["ar", "en", "json"] {
            if way == "json" && *route == "/reports/{id}/original" {
                continue;
            }
            let asked = (0..times).map(|n| as_asked(&addresses[n % addresses.len()], way));
            told.page(route, way, asked, &mut client, &served, PAGE);
        }
    }
    if only.is_none() {
        past(&mut client, &served, &mut told);
        rows(&mut client, &served);
    }
    if only.as_deref().is_none_or(|only| only == "/review") {
        decisions(&mut client, &served, &mut told);
    }
    if only.is_none() {
        let seconds = number("SECONDS", 10);
        let rate = mixed(served.at, &all, Duration::from_secs(seconds as u64));
        println!("{rate:.0} requests/s of all pages, {CONNECTIONS} connections; asked {RATE}: {}", met(rate >= RATE));
    }
    let (now, most) = (served.memory("VmRSS:"), served.memory("VmHWM:"));
    println!("memory {now:.0} MB, at most {most:.0} MB; limit {MEMORY} MB: {}", met(most < MEMORY));
    println!("{} of {} lines met their limit", told.met, told.all);
    drop(served);
    removed(&copy);
}

/// Serves a case until this process is ended.
fn desk(case: &str) {
    let desk = Desk::open(case, "bench", Vec::new()).expect("the case can be opened");
    let options = Options::alone(SocketAddr::from(([127, 0, 0, 1], 0)), "bench");
    serve(desk, &options, |at| eprintln!("http://{at}/")).expect("it can be served");
}

/// A desk in a process of its own.
struct Served {
    child: Child,
    at: SocketAddr,
}

impl Served {
    fn start(case: &Path) -> Served {
        let mut command = match std::env::var_os("HUDNA_DESK") {
            Some(other) => {
                let mut command = Command::new(other);
                command.arg("desk").arg(case).args(["--bind", "127.0.0.1:0"]);
                command
            }
            None => {
                let mut command = Command::new(std::env::current_exe().expect("this program is a file"));
                command.arg("--serve").arg(case);
                command
            }
        };
        let mut child = command.stderr(Stdio::piped()).spawn().expect("it can be started");
        let out = child.stderr.take().expect("it says where it listens");
        let address = |line: String| line.split("http://").nth(1)?.split(['/', ' ']).next()?.parse().ok();
        let mut lines = BufReader::new(out).lines().map_while(Result::ok);
        let at = lines.find_map(address).expect("it says where it listens");
        std::thread::spawn(move || lines.for_each(|line| eprintln!("{line}")));
        Served { child, at }
    }

    /// Milliseconds for which its threads that still run had a processor.
    fn worked(&self) -> f64 {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.child.id())).into_iter().flatten().flatten();
        let had = tasks.filter_map(|task| std::fs::read_to_string(task.path().join("schedstat")).ok());
        had.filter_map(|had| had.split(' ').next()?.parse::<f64>().ok()).sum::<f64>() / 1e6
    }

    /// Megabytes of memory by a line of the system's status; 0 where there is none.
    fn memory(&self, name: &str) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok()).unwrap_or_default() / 1024.0
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What was told of limits.
#[derive(Default)]
struct Told {
    met: usize,
    all: usize,
}

impl Told {
    /// Asks, and tells how long answers took: by the clock, and on average on a processor of the desk's.
    fn page(
        &mut self,
        name: &str,
        way: &str,
        addresses: impl Iterator<Item = String>,
        client: &mut Client,
        served: &Served,
        limit: f64,
    ) {
        let before = served.worked();
        let answers: Vec<Answer> = addresses.map(|address| fine(client.get(&address), &address)).collect();
        self.line(name, way, &answers, served.worked() - before, limit);
    }

    /// Tells how long answers took, on which the desk `worked` so long in all.
    fn line(&mut self, name: &str, way: &str, answers: &[Answer], worked: f64, limit: f64) {
        let worked = worked / answers.len() as f64;
        let mut took: Vec<f64> = answers.iter().map(|answer| milliseconds(answer.took)).collect();
        took.sort_unstable_by(f64::total_cmp);
        let of = |hundredth: usize| took[((took.len() * hundredth).div_ceil(100)).saturating_sub(1)];
        let size = answers.iter().map(|answer| answer.size).sum::<usize>() as f64 / answers.len() as f64 / 1e3;
        let met = of(95) < limit;
        self.all += 1;
        self.met += usize::from(met);
        let verdict = if met { "" } else { "  NOT MET" };
        println!("{name:<28}{way:<8}{:>9.1}{:>9.1}{:>9.1}{worked:>9.1}{size:>9.0}{verdict}", of(50), of(95), of(99));
    }
}

/// The situation as of days that nobody has asked for.
fn past(client: &mut Client, served: &Served, told: &mut Told) {
    let day = |n: usize| format!("{}-{:02}-{:02}", 2021 + n * 7 % 10, 1 + n * 5 % 12, 1 + n * 11 % 28);
    for way in ["en", "json"] {
        let shift = if way == "en" { 0 } else { DAYS };
        let asked = (0..DAYS).map(|n| as_asked(&format!("/?as-of={}", day(n + shift)), way));
        told.page("/ as of a past day", way, asked, client, served, PAST);
    }
}

/// Lists as rows, whole.
fn rows(client: &mut Client, served: &Served) {
    for list in ROWS {
        let answer = fine(client.get(&format!("/{list}.csv")), list);
        println!(
            "/{list}.csv: {:.1} MB in {:.0} ms, its first bytes after {:.0} ms; memory then {:.0} MB",
            answer.size as f64 / 1e6,
            milliseconds(answer.took),
            milliseconds(answer.first),
            served.memory("VmRSS:")
        );
    }
}

/// Decisions, and the first look at the review after each.
fn decisions(client: &mut Client, served: &Served, told: &mut Told) {
    let (mut deciding, mut situation) = (Vec::new(), Vec::new());
    for (kind, form) in KINDS {
        let (mut answers, mut worked) = (Vec::new(), 0.0);
        for _ in 0..DECISIONS {
            let page = client.read("/review");
            let html = String::from_utf8_lossy(&page.body);
            let token = html.split_once("name=\"hudna-token\" content=\"").and_then(|(_, rest)| rest.split('"').next());
            let queue = client.read("/review.json?limit=1").json();
            let claim = queue["queue"][0]["id"].as_str().unwrap_or_default().to_owned();
            let body = format!("token={}&claim={claim}&reason={form}", encoded(token.unwrap_or_default()));
            let answer = client.post(&format!("/review/{kind}"), &body, "");
            assert!(answer.status < 400, "{}: {}", answer.status, String::from_utf8_lossy(&answer.body));
            deciding.push(milliseconds(answer.took));
            let before = served.worked();
            answers.push(fine(client.get("/review"), "/review"));
            worked += served.worked() - before;
            situation.push(milliseconds(fine(client.get("/"), "/").took));
        }
        told.line("/review after a decision", kind, &answers, worked, DECIDED);
    }
    let middle = |mut all: Vec<f64>| {
        all.sort_unstable_by(f64::total_cmp);
        all[all.len() / 2]
    };
    let (deciding, situation) = (middle(deciding), middle(situation));
    println!(
        "a decision takes {deciding:.0} ms, the look at the situation after the review {situation:.0} ms (medians)"
    );
}

/// Requests a second for all pages in turn, over several connections.
fn mixed(at: SocketAddr, all: &std::collections::BTreeMap<&str, Vec<String>>, during: Duration) -> f64 {
    let most = all.values().map(Vec::len).max().unwrap_or(0);
    let turns = (0..most).flat_map(|n| all.values().filter_map(move |addresses| addresses.get(n % addresses.len())));
    let mixed: Vec<String> =
        turns.enumerate().map(|(n, address)| as_asked(address, ["ar", "en"][n / all.len() % 2])).collect();
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let began = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..CONNECTIONS {
            scope.spawn(|| {
                let mut client = Client::new(at);
                while began.elapsed() < during {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    client.get(&mixed[n % mixed.len()]);
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    done.into_inner() as f64 / began.elapsed().as_secs_f64()
}

fn fine(answer: Answer, address: &str) -> Answer {
    assert_eq!(answer.status, 200, "{address}");
    answer
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn met(is: bool) -> &'static str {
    if is { "met" } else { "NOT MET" }
}

fn size(path: &Path) -> f64 {
    std::fs::metadata(path).map_or(0.0, |file| file.len() as f64 / 1e6)
}

/// The case once more, so that what is decided here does not stay for the next run.
fn copied(case: &Path) -> PathBuf {
    let copy = case.with_extension("run");
    removed(&copy);
    std::fs::copy(case, &copy).expect("the case can be copied");
    copy
}

fn removed(case: &Path) {
    for end in ["", "-wal", "-shm"] {
        // There may be none.
        let _ = std::fs::remove_file(format!("{}{end}", case.display()));
    }
}
