//! Several at one case, each in a process of their own, over SQLite and over PostgreSQL: what one does, the others see within a second;
//! what one redacts, no desk says any more.

#[allow(dead_code, reason = "not everything that the tests of the desk ask for is asked for here")]
#[path = "../../desk/tests/security/client.rs"]
mod client;
#[allow(dead_code, reason = "not everything that the tests of the case file ask for is asked for here")]
#[path = "../../casefile/tests/casefile/places.rs"]
mod places;
mod support;

use client::Browser;
use places::Place;
use serde_json::Value;
use std::collections::{BTreeSet, VecDeque};
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use support::{err, hudna, out, run};

/// In which time others must see what one does.
const SOON: Duration = Duration::from_secs(1);

/// A desk in a process of its own.
struct DeskProcess {
    child: Child,
    at: SocketAddr,
}

impl DeskProcess {
    fn of(case: &str, by: &str) -> DeskProcess {
        let mut child = hudna(["desk", case, "--bind", "127.0.0.1:0", "--by", by])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the desk starts");
        let told = BufReader::new(child.stderr.take().expect("piped"));
        let (tell, found) = channel();
        std::thread::spawn(move || {
            for line in told.lines().map_while(Result::ok) {
                let at = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()?.parse().ok());
                match at {
                    Some(at) => drop(tell.send(at)),
                    None => eprintln!("desk: {line}"),
                }
            }
        });
        let at = found.recv_timeout(Duration::from_secs(60)).expect("the desk says where it is");
        DeskProcess { child, at }
    }

    fn browser(&self) -> Browser {
        Browser::new(self.at)
    }

    /// The numbers of entries that the desk tells its open pages of, as they come, from now on.
    fn listen(&self) -> Receiver<(u64, Instant)> {
        let mut stream = TcpStream::connect(self.at).expect("the desk is there");
        write!(stream, "GET /live HTTP/1.1\r\nHost: {}\r\n\r\n", self.at).expect("it listens");
        let (tell, told) = channel();
        std::thread::spawn(move || {
            let mut revision = false;
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                match line.strip_prefix("data: ").and_then(|data| data.trim().parse().ok()) {
                    Some(entries) if revision => {
                        if tell.send((entries, Instant::now())).is_err() {
                            return;
                        }
                    }
                    _ => revision = line.trim() == "event: revision",
                }
            }
        });
        // The first says how many there are.
        told.recv_timeout(Duration::from_secs(10)).expect("the desk tells what it has");
        told
    }

    fn json(&self, path: &str) -> Value {
        let answer = self.browser().ask("GET", path, &[], "");
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        serde_json::from_str(&answer.body).unwrap_or_else(|error| panic!("{path}: {error}: {}", answer.body))
    }
}

impl Drop for DeskProcess {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// What came after this moment, and no later than it must.
fn soon(told: &Receiver<(u64, Instant)>, entries: u64, since: Instant, what: &str) {
    loop {
        let left = (SOON + Duration::from_secs(10)).saturating_sub(since.elapsed());
        let (now, at) = told.recv_timeout(left).unwrap_or_else(|_| panic!("{what}: never told"));
        if now >= entries {
            let after = at.saturating_duration_since(since);
            assert!(after <= SOON, "{what}: told after {after:?}");
            return;
        }
    }
}

fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("it can be written");
    path
}

fn add(case: &str, path: &Path) -> String {
    let added = run(hudna(["add", "--json", case]).arg(path));
    assert!(added.status.success(), "{}", err(&added));
    let row: Value = serde_json::from_str(&out(&added)).expect("JSON");
    row["report"].as_str().expect("an id").to_owned()
}

const FIRST: &str = "---\npublished: 2021-02-03\nsource: مراسل الاختبار\n---\n\
رفعت قوات الأسايش الحصار عن حي طي في القامشلي صباح الأربعاء.\n";
const SECOND: &str = "---\npublished: 2021-02-04\nsource: مراسل آخر\n---\n\
فرضت قوات النظام حصارا على حي الشيخ مقصود في مدينة حلب يوم الأربعاء.\n";

fn what_one_does_others_see(place: &Place) {
    let folder = tempfile::tempdir().expect("a folder");
    let case = &*place.address;
    add(case, &file(folder.path(), "1.txt", FIRST));
    let (sara, omar) = (DeskProcess::of(case, "sara"), DeskProcess::of(case, "omar"));
    let (at_sara, at_omar) = (sara.listen(), omar.listen());
    let entries = |desk: &DeskProcess| desk.json("/case.json")["entries"].as_u64().expect("a number");
    let before = entries(&omar);
    let claim = sara.json("/claims.json?as-of=2021-02-05")["claims"][0]["id"].as_str().expect("an id").to_owned();

    // At one desk a claim is rejected: the other says so, and its pages show it.
    let mut browser = sara.browser();
    browser.get("/review");
    let asked = Instant::now();
    let answer = browser.post("/review/reject.json", &[("claim", &claim), ("reason", "misread")]);
    assert_eq!(answer.status, 200, "{}", answer.body);
    let done = Instant::now();
    soon(&at_sara, before + 1, asked, "at the desk itself");
    soon(&at_omar, before + 1, done, "from desk to desk");
    let decisions = omar.browser().get("/review/decisions");
    assert!(decisions.body.contains("misread") && decisions.body.contains("sara"), "{}", decisions.body);
    assert!(omar.json("/sieges.json?as-of=2021-02-05")["sieges"].as_array().is_some_and(Vec::is_empty));

    // At a terminal it is accepted after all.
    let accepted = run(&mut hudna(["review", case, "--by", "mona", "accept", &claim, "--reason", "read again"]));
    let done = Instant::now();
    assert!(accepted.status.success(), "{}", err(&accepted));
    for (told, desk) in [(&at_sara, &sara), (&at_omar, &omar)] {
        soon(told, before + 2, done, "from the terminal");
        assert!(desk.browser().get("/review/decisions").body.contains("read again"));
        assert_eq!(desk.json("/sieges.json?as-of=2021-02-05")["sieges"].as_array().map(Vec::len), Some(1));
    }

    // A report is added at a terminal.
    let report = add(case, &file(folder.path(), "2.txt", SECOND));
    let done = Instant::now();
    for (told, desk) in [(&at_sara, &sara), (&at_omar, &omar)] {
        soon(told, before + 4, done, "a report that was added");
        assert_eq!(desk.browser().get(&format!("/reports/{report}")).status, 200);
    }
}

#[test]
fn what_one_does_others_see_within_a_second_over_sqlite() {
    what_one_does_others_see(&Place::sqlite());
}

#[test]
fn what_one_does_others_see_within_a_second_over_postgres() {
    if let Some(place) = Place::postgres() {
        what_one_does_others_see(&place);
    }
}

/// A name that only the report has that is redacted.
const NAME: &str = "زكوان";
const NAMED: &str = "---\npublished: 2021-02-04\nsource: مراسل آخر\ntitle: عائلة زكوان تناشد\nurl: https://example.org/زكوان\n---\n\
فرضت قوات النظام حصارا على حي الشيخ مقصود في مدينة حلب يوم الأربعاء.\n\
وقال زكوان الحلبي إن قوات النظام اعتقلت زكوان الحلبي في حي الشيخ مقصود.\n\
واتهم القيادي زكوان الحلبي قوات النظام بخرق الهدنة في بلدة زكوان.\n";

/// The addresses that a desk leads to, from its lists on: pages, their JSON, tables, searches.
fn addresses(desk: &DeskProcess, most: usize) -> BTreeSet<String> {
    const LISTS: [&str; 14] = [
        "reports",
        "claims",
        "incidents",
        "sources",
        "review",
        "timeline",
        "map",
        "case",
        "add",
        "sieges",
        "detainees",
        "due",
        "agreements",
        "review/decisions",
    ];
    let start = LISTS.iter().map(|list| format!("/{list}?as-of=2021-02-05")).chain(["/?as-of=2021-02-05".to_owned()]);
    let (mut known, mut todo): (BTreeSet<String>, VecDeque<String>) = (BTreeSet::new(), start.collect());
    for list in ["reports", "claims", "incidents"] {
        todo.extend(["csv", "jsonl"].map(|ending| format!("/{list}.{ending}?as-of=2021-02-05")));
    }
    todo.push_back("/map/places".to_owned());
    todo.push_back(format!("/search?as-of=2021-02-05&q={}", client::encoded("الحلبي")));
    let mut browser = desk.browser();
    while let Some(path) = todo.pop_front() {
        if known.len() >= most || path.starts_with("/assets/") || !known.insert(path.clone()) {
            continue;
        }
        let answer = browser.get(&path);
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        let hrefs = answer.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let own =
            hrefs.filter(|href| href.starts_with('/')).map(|href| href.replace("&amp;", "&").replace("&#38;", "&"));
        todo.extend(own.filter_map(|href| href.split('#').next().map(str::to_owned)));
    }
    known
}

fn with_the_name(desk: &DeskProcess, addresses: &BTreeSet<String>) -> BTreeSet<String> {
    let mut browser = desk.browser();
    let encoded = client::encoded(NAME);
    let named = |path: &&String| {
        let said = browser.get(path);
        said.body.contains(NAME) || said.body.to_lowercase().contains(&encoded.to_lowercase())
    };
    // A page that is asked for by the name says what it was asked for.
    let not_asked_by_it = |path: &&String| !path.contains(&encoded);
    addresses.iter().filter(not_asked_by_it).filter(named).cloned().collect()
}

/// How many reports a desk finds, once all are in its index.
fn found(desk: &DeskProcess, word: &str) -> usize {
    for _ in 0..600 {
        let answer = desk.browser().get(&format!("/search.json?as-of=2021-02-05&q={}", client::encoded(word)));
        let found: Value = serde_json::from_str(&answer.body).unwrap_or_default();
        if answer.status == 200 && found["waiting"] == 0 {
            return found["reports"].as_array().map_or(0, Vec::len) + found["claims"].as_array().map_or(0, Vec::len);
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("the index was not made in a minute");
}

fn what_is_redacted_no_desk_says(place: &Place) {
    let folder = tempfile::tempdir().expect("a folder");
    let case = &*place.address;
    add(case, &file(folder.path(), "1.txt", FIRST));
    let desk = DeskProcess::of(case, "sara");
    let told = desk.listen();
    let report = add(case, &file(folder.path(), "زكوان.txt", NAMED));
    soon(&told, 4, Instant::now(), "the report");
    assert!(found(&desk, NAME) > 0 && found(&desk, "الأسايش") > 0, "both reports are found");
    let all = addresses(&desk, 400);
    let before = with_the_name(&desk, &all);
    assert!(before.len() > 10, "the report is told of on many pages: {before:?}");
    assert!(before.iter().any(|path| path.contains(".csv")) && before.iter().any(|path| path.starts_with("/search")));

    let gone = run(&mut hudna(["redact", case, &report, "--reason", "a family asked for it", "--yes"]));
    let done = Instant::now();
    assert!(gone.status.success(), "{}", err(&gone));
    soon(&told, 5, done, "the redaction");
    assert_eq!(with_the_name(&desk, &all), BTreeSet::new());
    assert_eq!(found(&desk, NAME), 0);
    assert!(found(&desk, "الأسايش") > 0, "the other report is found still");
    assert_eq!(desk.browser().get(&format!("/reports/{report}")).status, 404);
    let case = desk.json("/case.json");
    assert_eq!(case["deeds"][0]["reason"], "a family asked for it", "{case}");
    assert_eq!(desk.json("/reports.json?as-of=2021-02-05")["reports"].as_array().map(Vec::len), Some(1));
}

#[test]
fn what_is_redacted_no_desk_says_any_more_over_sqlite() {
    what_is_redacted_no_desk_says(&Place::sqlite());
}

#[test]
fn what_is_redacted_no_desk_says_any_more_over_postgres() {
    if let Some(place) = Place::postgres() {
        what_is_redacted_no_desk_says(&place);
    }
}
