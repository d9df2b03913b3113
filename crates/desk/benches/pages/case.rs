//! The case that the pages are of: claims that are made up as those of the ledger's bench are, with reports that have words for them.
//!
//! No reader is asked. Each claim has a line of its report: an example of a frame of its event out of `knowledge/ar/frames`, with the
//! claim's actor before it and its place after it. Between them stand lines that nothing is claimed of, examples of any frame.

#[path = "../../../ledger/tests/knowledge/mod.rs"]
mod knowledge;
#[path = "../../../ledger/tests/made/mod.rs"]
mod made;

use hudna_casebook::{Casebook, Prepared};
use hudna_claims::{Claim, Mention, Name, Span};
use hudna_intake::{Format, Raw};
use hudna_ledger::ClaimKey;
use hudna_ledger::log::{Act, Decision, Review};
use jiff::tz::TimeZone;
use made::{CLAIMS, Maker};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What the case is made of: a file of another layout is made anew.
const LAYOUT: usize = 1;
/// Reports that are added together.
const TOGETHER: usize = 500;
/// Lines of a report of which nothing is claimed.
const OTHERS: usize = 4;
/// Claims that were decided about: of these, each fourth is rejected.
const DECIDED: usize = 200;

/// The case of so many claims; it is made where it is not there.
pub fn case(folder: &Path, claims: usize) -> PathBuf {
    let path = folder.join(format!("pages-{LAYOUT}-{claims}.hudna"));
    if !path.exists() {
        fs::create_dir_all(folder).expect("the folder can be made");
        let half = path.with_extension("part");
        for end in ["", "-wal", "-shm"] {
            // There is none, or one that an earlier run did not finish.
            let _ = fs::remove_file(format!("{}{end}", half.display()));
        }
        make(&half, claims);
        fs::rename(&half, &path).expect("the case can be named");
    }
    path
}

fn make(path: &Path, claims: usize) {
    let files = knowledge::files();
    let words = Words::of(&files);
    let mut maker = Maker::new(&files, 1, 5_000, 3_650).scattered();
    let mut book = Casebook::open_or_create(&path.to_string_lossy(), "made").expect("the case can be made");
    let reports: Vec<usize> = (0..claims / CLAIMS).collect();
    let mut decided = Vec::new();
    for some in reports.chunks(TOGETHER) {
        let mut prepared = Vec::new();
        for n in some {
            let report = report(*n, &mut maker, &words);
            prepared.push(report);
        }
        let fates = book.add(prepared).expect("the reports can be added");
        decided.extend(fates.into_iter().next());
    }
    let ids: Vec<String> = serde_json::to_value(&decided)
        .expect("it is JSON")
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|fate| Some(fate["report"].as_str()?.to_owned()))
        .collect();
    for n in 0..DECIDED {
        let report = ids[n % ids.len()].parse().expect("it is an id");
        let claim = ClaimKey::new(report, &format!("{:08x}00000000", n / ids.len() % CLAIMS)).to_string();
        let decision = if n % 4 == 0 { Decision::Reject { claim } } else { Decision::Accept { claim } };
        book.enter("made", &Review { reason: String::new(), decision }).expect("it can be entered");
    }
}

/// A report with its claims.
fn report(n: usize, maker: &mut Maker, words: &Words) -> Prepared {
    let [told, read] = maker.report(n);
    let (Act::Report(record), Act::Reading(reading)) = (told.act, read.act) else { unreachable!("a report is made") };
    let (mut text, mut claims) = (String::new(), Vec::new());
    for claim in reading.claims {
        claims.push(words.write(claim, maker, &mut text));
    }
    for _ in 0..OTHERS {
        text.push_str(&words.lines[maker.below(words.lines.len())]);
        text.push('\n');
    }
    let outlet: usize = record.source.as_deref().and_then(|name| name.split(' ').nth(1)?.parse().ok()).unwrap_or(0);
    let line = serde_json::json!({
        "id": record.id,
        "date": record.published.map(|day| day.to_string()),
        "source": words.outlets[outlet % words.outlets.len()],
        "title": (!n.is_multiple_of(3)).then(|| text.lines().next()),
        "url": format!("https://example.org/{n}"),
        "text": text,
    });
    let report = Raw::new("made.jsonl", Format::Jsonl, line.to_string().into_bytes()).read();
    let report = report.unwrap_or_else(|_| panic!("report {n} can be read"));
    let received = record.published.and_then(|day| Some(day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).ok()?.timestamp()));
    Prepared::new(report, claims, "made", received.or(Some(told.at))).expect("it can be written")
}

/// The words of the reports.
struct Words {
    /// Names of places and actors by id: in Arabic and English.
    names: HashMap<String, Name>,
    /// What examples of frames say, by their event.
    of_event: HashMap<String, Vec<String>>,
    /// All of them.
    lines: Vec<String>,
    outlets: Vec<String>,
}

impl Words {
    fn of(files: &[(String, String)]) -> Words {
        let mut words =
            Words { names: HashMap::new(), of_event: HashMap::new(), lines: Vec::new(), outlets: Vec::new() };
        for (path, text) in files {
            if path.starts_with("places/") {
                for row in text.lines() {
                    if let [id, ar, en, ..] = row.split('\t').collect::<Vec<_>>()[..] {
                        words.names.insert(id.to_owned(), Name { ar: ar.to_owned(), en: en.to_owned() });
                    }
                }
                continue;
            }
            let Ok(file) = text.parse::<toml::Table>() else { continue };
            let all = |name: &str| file.get(name).and_then(toml::Value::as_array).into_iter().flatten();
            let of = |one: &toml::Value, key: &str| one.get(key).and_then(toml::Value::as_str).map(str::to_owned);
            for actor in all("actor").filter(|_| path.starts_with("actors/")) {
                if let (Some(id), Some(ar), Some(en)) = (of(actor, "id"), of(actor, "ar"), of(actor, "en")) {
                    words.names.insert(id, Name { ar, en });
                }
            }
            words.outlets.extend(all("source").filter_map(|source| of(source, "id")));
            for example in all("frame").filter_map(|frame| frame.get("example")?.as_array()).flatten() {
                let Some(said) = of(example, "text").filter(|said| !said.contains('\n')) else { continue };
                let event = example.get("is").and_then(|is| is.as_array()?.first()?.as_str()?.split(' ').next());
                if let Some(event) = event {
                    words.of_event.entry(event.to_owned()).or_default().push(said.clone());
                }
                words.lines.push(said);
            }
        }
        words
    }

    /// Writes the line of a claim, and gives the claim its places in the text.
    fn write(&self, mut claim: Claim, maker: &mut Maker, text: &mut String) -> Claim {
        let start = text.len();
        let put = |mention: &mut Mention, text: &mut String| {
            let name = mention.id.as_ref().and_then(|id| self.names.get(id));
            mention.name = name.cloned();
            if let Some(name) = name {
                mention.text.clone_from(&name.ar);
            }
            mention.start = text.len();
            text.push_str(&mention.text);
            mention.end = text.len();
            text.push(' ');
        };
        for mention in claim.speaker.iter_mut().chain(&mut claim.actor) {
            put(mention, text);
        }
        let of_event = self.of_event.get(claim.event.code()).unwrap_or(&self.lines);
        let said = &of_event[maker.below(of_event.len())];
        let trigger = said.split(' ').next().unwrap_or_default();
        claim.trigger.text = trigger.to_owned();
        (claim.trigger.start, claim.trigger.end) = (text.len(), text.len() + trigger.len());
        text.push_str(said.trim_end_matches('.'));
        text.push(' ');
        for mention in claim.target.iter_mut().chain(&mut claim.place) {
            put(mention, text);
        }
        text.pop();
        text.push('.');
        claim.evidence = Span { start, end: text.len() };
        text.push('\n');
        claim
    }
}
