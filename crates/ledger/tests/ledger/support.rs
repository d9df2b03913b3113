//! Cases: a report written for the test, its claims as a coder would give them, made into claims with offsets.

use hudna_claims::{Claim, Mention, Name, Quantity, Span, SpeakerKind, Trigger, When};
use hudna_ledger::{Background, Dossier, Labels, dossier};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

#[derive(Deserialize)]
struct CaseFile {
    text: String,
    names: BTreeMap<String, (String, String)>,
    claim: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    line: usize,
    event: String,
    #[serde(default = "happened")]
    modality: String,
    trigger: String,
    #[serde(default)]
    ceases: bool,
    #[serde(default)]
    actor: Vec<String>,
    #[serde(default)]
    target: Vec<String>,
    #[serde(default)]
    mediator: Vec<String>,
    #[serde(default)]
    place: Vec<String>,
    #[serde(default)]
    speaker: Vec<String>,
    speaker_kind: Option<SpeakerKind>,
    goods: Option<String>,
    people: Option<String>,
    count: Option<Quantity>,
    killed: Option<Quantity>,
    injured: Option<Quantity>,
    time: Option<TimeRow>,
    #[serde(default)]
    in_response_to: Vec<usize>,
}

#[derive(Deserialize)]
struct TimeRow {
    text: String,
    precision: hudna_claims::TimePrecision,
    from: Option<jiff::civil::Date>,
    to: Option<jiff::civil::Date>,
    duration_days: Option<f64>,
}

fn happened() -> String {
    "happened".to_owned()
}

/// Places that the cases name: each in its town, the towns in their countries.
const PLACES: &str = "id\tar\ten\taliases\tkind\tparent\tlat\tlon\tprecision\tpcode\tcountry\tguard\tsource\n\
tayy\tطي\tTayy\t\tquarter\tqamishli\t\t\tparent\t\tSYR\t\thand\n\
halko\tحلكو\tHalko\t\tquarter\tqamishli\t\t\tparent\t\tSYR\t\thand\n\
qamishli\tالقامشلي\tQamishli\t\tcity\t\t\t\tunlocated\t\tSYR\t\thand\n\
maqsud\tالشيخ مقصود\tSheikh Maqsoud\t\tquarter\t\t\t\tunlocated\t\tSYR\t\thand\n\
sanaa\tصنعاء\tSanaa\t\tcity\t\t\t\tunlocated\t\tYEM\t\thand\n\
taiz\tتعز\tTaiz\t\tcity\t\t\t\tunlocated\t\tYEM\t\thand\n";

/// A file of the built-in knowledge.
fn knowledge(name: &str) -> (String, String) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../knowledge").join(name);
    (name.to_owned(), fs::read_to_string(path).expect("a knowledge file"))
}

pub fn labels() -> Labels {
    let files = [knowledge("dossier.toml"), knowledge("ontology.toml")];
    Labels::from_files(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))).expect("labels")
}

pub fn background() -> Background {
    let (path, text) = knowledge("obligations.toml");
    Background::from_files([(path.as_str(), text.as_str()), ("places/test.tsv", PLACES)]).expect("background")
}

pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// The dossier of a case.
pub fn case(name: &str) -> Dossier {
    let text = fs::read_to_string(folder().join(name).with_extension("toml")).expect("a case");
    let file: CaseFile = toml::from_str(&text).expect("a well-formed case");
    let claims: Vec<Claim> = file.claim.iter().enumerate().map(|(i, row)| claim(i + 1, row, &file)).collect();
    dossier(&claims, &file.text, &background())
}

fn claim(number: usize, row: &Row, file: &CaseFile) -> Claim {
    let before: usize = file.text.split_inclusive('\n').take(row.line - 1).map(str::len).sum();
    let line = file.text.lines().nth(row.line - 1).expect("a line");
    let find = |words: &str| {
        let at = before + line.find(words).unwrap_or_else(|| panic!("{words} is not in line {}", row.line));
        (at, at + words.len())
    };
    let mention = |written: &String| {
        let (text, id) = written.split_once('=').map_or((written.as_str(), None), |(t, id)| (t, Some(id)));
        let (start, end) = find(text);
        let name = id.map(|id| {
            let (ar, en) = file.names.get(id).expect("a name").clone();
            Name { ar, en }
        });
        let (via, lat, lon, precision, pcode) = (None, None, None, None, None);
        Mention { text: text.to_owned(), start, end, id: id.map(str::to_owned), name, via, lat, lon, precision, pcode }
    };
    let mentions = |list: &[String]| list.iter().map(mention).collect();
    let (start, end) = find(&row.trigger);
    Claim {
        doc: "case".to_owned(),
        id: format!("c{number}"),
        event: row.event.parse().expect("an event"),
        modality: row.modality.parse().expect("a modality"),
        ceases: row.ceases,
        evidence: Span { start: before, end: before + line.len() },
        trigger: Trigger { text: row.trigger.clone(), start, end },
        actor: mentions(&row.actor),
        target: mentions(&row.target),
        mediator: mentions(&row.mediator),
        place: mentions(&row.place),
        speaker: mentions(&row.speaker),
        speaker_kind: row.speaker_kind,
        goods: row.goods.clone(),
        people: row.people.clone(),
        count: row.count.clone(),
        killed: row.killed.clone(),
        injured: row.injured.clone(),
        time: row.time.as_ref().map(|t| {
            let (start, end) = find(&t.text);
            let (precision, from, to, duration_days) = (t.precision, t.from, t.to, t.duration_days);
            When { text: t.text.clone(), start, end, precision, from, to, duration_days }
        }),
        in_response_to: row.in_response_to.iter().map(|n| format!("c{n}")).collect(),
        rule: "test".to_owned(),
    }
}
