//! Reports and the claims that they must give: the files of `cases/`, which one who does not program can read and extend.
//!
//! A claim is written on one line: `event modality [ceases] | slot: fillers | ...`. Fillers are ids of the knowledge, or the words
//! of the report where they have none. To see what the reader says now, run the test: it prints both sides of what differs.

use hudna_claims::{Claim, Event, Mention, Modality, Qualifier, Quantity};
use hudna_reader::{Knowledge, Reader, Report, built_in};
use jiff::civil::{Date, date};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

const PUBLISHED: Date = date(2024, 6, 12);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "about")]
    _about: String,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    text: String,
    claims: Vec<String>,
}

fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    KNOWLEDGE.get_or_init(|| Knowledge::compile(&built_in()).expect("the built-in knowledge compiles"))
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("a folder of cases").map(|e| e.expect("an entry").path()).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| -> Vec<Case> {
        let text = fs::read_to_string(path).expect("a file of cases");
        toml::from_str::<File>(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display())).case
    };
    files.iter().flat_map(read).collect()
}

fn claims(reader: &mut Reader<'_>, text: &str) -> Vec<Claim> {
    reader.read(&Report { published: Some(PUBLISHED), ..Report::plain("case", text) })
}

fn fillers(mentions: &[Mention]) -> Option<String> {
    let one = |m: &Mention| m.id.clone().unwrap_or_else(|| m.text.clone());
    (!mentions.is_empty()).then(|| mentions.iter().map(one).collect::<Vec<_>>().join(", "))
}

fn number(q: &Quantity) -> String {
    let value = q.high.map_or_else(|| q.value.to_string(), |high| format!("{}-{high}", q.value));
    match q.qualifier {
        Qualifier::Exactly => value,
        other => format!("{} {value}", serde_name(other)),
    }
}

fn serde_name(q: Qualifier) -> &'static str {
    match q {
        Qualifier::Exactly => "exactly",
        Qualifier::About => "about",
        Qualifier::MoreThan => "more than",
        Qualifier::AtLeast => "at least",
        Qualifier::LessThan => "less than",
        Qualifier::UpTo => "up to",
    }
}

fn line(c: &Claim) -> String {
    let mut out = format!("{} {}", c.event.code(), c.modality.code());
    if c.ceases {
        out += " ceases";
    }
    let slots = [
        ("actor", fillers(&c.actor)),
        ("target", fillers(&c.target)),
        ("mediator", fillers(&c.mediator)),
        ("place", fillers(&c.place)),
        ("goods", c.goods.clone()),
        ("people", c.people.clone()),
        ("count", c.count.as_ref().map(number)),
        ("killed", c.killed.as_ref().map(number)),
        ("injured", c.injured.as_ref().map(number)),
        ("time", c.time.as_ref().map(|t| t.text.clone())),
        ("speaker", fillers(&c.speaker)),
    ];
    for (slot, filler) in slots {
        if let Some(filler) = filler {
            out += &format!(" | {slot}: {filler}");
        }
    }
    if !c.in_response_to.is_empty() {
        out += " | answers";
    }
    out
}

fn lines(claims: &[Claim]) -> Vec<String> {
    claims.iter().map(line).collect()
}

#[test]
fn every_case_gives_its_claims() {
    let mut reader = Reader::new(knowledge());
    let mut wrong = String::new();
    for case in cases() {
        let said = lines(&claims(&mut reader, &case.text));
        if said != case.claims {
            wrong += &format!("\n{}: {}\n  must say {:#?}\n  says {said:#?}\n", case.id, case.text, case.claims);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_cases_cover_every_event_and_modality_and_have_names_of_their_own() {
    let cases = cases();
    assert!(cases.len() >= 60, "{} cases", cases.len());
    let ids: BTreeSet<&str> = cases.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(ids.len(), cases.len(), "two cases of one name");
    let words: BTreeSet<&str> = cases.iter().flat_map(|c| &c.claims).flat_map(|c| c.split(' ').take(2)).collect();
    let missing: Vec<&str> = Event::ALL
        .iter()
        .map(|e| e.code())
        .chain(Modality::ALL.iter().map(|m| m.code()))
        .filter(|code| !words.contains(code))
        .collect();
    assert!(missing.is_empty(), "no case has {missing:?}");
}

/// Text with its precomposed letters taken apart (NFD), as some systems store it.
fn decomposed(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        match c {
            'آ' => out.push_str("ا\u{653}"),
            'أ' => out.push_str("ا\u{654}"),
            'إ' => out.push_str("ا\u{655}"),
            'ؤ' => out.push_str("و\u{654}"),
            'ئ' => out.push_str("ي\u{654}"),
            other => out.push(other),
        }
    }
    out
}

/// What a claim says, with the spelling of its words left out.
type Sense = (Event, Modality, bool, Vec<Option<String>>, Option<u64>);

fn sense(claims: &[Claim]) -> Vec<Sense> {
    let ids = |c: &Claim| {
        [&c.actor, &c.target, &c.mediator, &c.place, &c.speaker].into_iter().flatten().map(|m| m.id.clone()).collect()
    };
    claims.iter().map(|c| (c.event, c.modality, c.ceases, ids(c), c.count.as_ref().map(|q| q.value))).collect()
}

#[test]
fn line_ends_and_composition_change_nothing() {
    let mut reader = Reader::new(knowledge());
    let whole: Vec<String> = cases().into_iter().map(|c| c.text).collect();
    for pair in whole.chunks(4) {
        let text = pair.join("\n");
        let plain = claims(&mut reader, &text);
        assert_eq!(sense(&plain), sense(&claims(&mut reader, &pair.join("\r\n"))), "CRLF: {text}");
        assert_eq!(sense(&plain), sense(&claims(&mut reader, &decomposed(&text))), "NFD: {text}");
    }
}

/// Offsets must lie on character boundaries inside the text and give the words that the claim quotes.
fn assert_offsets(text: &str, claims: &[Claim]) {
    for c in claims {
        assert!(text.get(c.evidence.start..c.evidence.end).is_some_and(|words| !words.is_empty()), "{c:?}");
        assert_eq!(text.get(c.trigger.start..c.trigger.end), Some(c.trigger.text.as_str()), "{c:?}");
        for m in [&c.actor, &c.target, &c.mediator, &c.place, &c.speaker].into_iter().flatten() {
            assert_eq!(text.get(m.start..m.end), Some(m.text.as_str()), "{c:?}");
            if let Some(via) = m.via {
                assert!(text.get(via.start..via.end).is_some_and(|words| !words.is_empty()), "{c:?}");
            }
        }
        if let Some(time) = &c.time {
            assert_eq!(text.get(time.start..time.end), Some(time.text.as_str()), "{c:?}");
        }
    }
}

#[test]
fn offsets_point_at_the_words() {
    let mut reader = Reader::new(knowledge());
    for case in cases() {
        for text in [case.text.clone(), decomposed(&case.text), format!("{}\r\n{}", case.text, case.text)] {
            assert_offsets(&text, &claims(&mut reader, &text));
        }
    }
}

mod any_text {
    use super::*;
    use proptest::prelude::*;

    /// Pieces of the cases in any order, cut anywhere, with marks, digits, quotes and foreign letters between them.
    fn pieces() -> impl Strategy<Value = String> {
        let words: Vec<String> =
            cases().iter().flat_map(|c| c.text.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect();
        let odd = prop::sample::select(vec![
            "“", "”", "«", "»", "\"", "(", ")", "\n", "\r\n", "\u{640}", "\u{64b}", "\u{200f}", "٣", "30", "،", ".",
            "؟", "x", "😀", "\u{0}", "\u{feff}",
        ]);
        let word = prop_oneof![6 => prop::sample::select(words), 2 => odd.prop_map(str::to_owned), 1 => "\\PC{0,6}"];
        prop::collection::vec((word, prop::bool::weighted(0.8)), 0..60).prop_map(|all| {
            all.into_iter().fold(String::new(), |text, (word, space)| text + &word + if space { " " } else { "" })
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

        #[test]
        fn never_panics_and_never_points_beside_the_words(text in pieces()) {
            let mut reader = Reader::new(knowledge());
            let said = claims(&mut reader, &text);
            assert_offsets(&text, &said);
            let again = claims(&mut Reader::new(knowledge()), &text);
            prop_assert_eq!(said, again);
        }
    }
}
