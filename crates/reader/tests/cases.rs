//! Passages and the claims expected of them: `tests/cases/*.md`.

mod support;

use hudna_claims::{Event, Modality, Qualifier, SpeakerKind};
use std::path::{Path, PathBuf};
use support::{Case, cases, claims, differences, move_case};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

#[test]
fn every_passage_gives_its_claims() {
    let all = cases(&folder("cases"));
    let mut report = String::new();
    let mut failed = 0;
    for case in &all {
        let differences = differences(case, &claims(case));
        if !differences.is_empty() {
            failed += 1;
            report.push_str(&format!(
                "\n{}\n  {}\n{differences}",
                case.name,
                case.passage.trim().replace('\n', "\n  ")
            ));
        }
    }
    assert!(failed == 0, "{failed} of {} cases differ (- expected, + came out):\n{report}", all.len());
}

#[test]
fn known_shortfalls_are_still_short() {
    let shortfalls = cases(&folder("cases/shortfalls"));
    let mended: Vec<&Case> = shortfalls.iter().filter(|case| differences(case, &claims(case)).is_empty()).collect();
    if std::env::var_os("UPDATE_CASES").is_some() {
        return mended.iter().for_each(|case| move_case(case, &folder("cases")));
    }
    let names: Vec<String> = mended.iter().map(|case| format!("  {}", case.name)).collect();
    assert!(mended.is_empty(), "read right by now; `make update` moves them to the cases:\n{}", names.join("\n"));
}

#[test]
fn cases_cover_the_codebook() {
    let all = cases(&folder("cases"));
    assert!(all.len() >= 70, "only {} cases", all.len());
    let mut lacking = Vec::new();
    let heads: Vec<&str> = all.iter().flat_map(|c| &c.claims).map(|c| c.head.as_str()).collect();
    let said = |word: &str| heads.iter().any(|head| head.split(' ').any(|w| w == word));
    lacking.extend(Event::ALL.iter().map(|e| e.code()).filter(|e| !said(e)));
    lacking.extend(Modality::ALL.iter().map(|m| m.code()).filter(|m| !said(m)));
    lacking.extend(["ceases"].into_iter().filter(|c| !said(c)));
    let holds = |slot: &str, part: &str| {
        let filled = |(s, v): &(String, String)| s == slot && v != "-" && v.contains(part);
        all.iter().flat_map(|c: &Case| &c.claims).any(|c| c.slots.iter().any(filled))
    };
    let slots =
        ["actor", "target", "mediator", "place", "speaker", "goods", "people", "count", "killed", "injured", "time"];
    lacking.extend(slots.into_iter().filter(|slot| !holds(slot, "")));
    lacking.extend(SpeakerKind::ALL.iter().map(|k| k.code()).filter(|k| !holds("speaker_kind", k)));
    let qualifiers = [
        Qualifier::Exactly,
        Qualifier::About,
        Qualifier::MoreThan,
        Qualifier::AtLeast,
        Qualifier::LessThan,
        Qualifier::UpTo,
    ];
    for qualifier in qualifiers {
        let name = serde_json::to_value(qualifier).expect("a name");
        let name = name.as_str().expect("a name").to_owned();
        if !["count", "killed", "injured"].iter().any(|slot| holds(slot, &format!("{name} "))) {
            lacking.push(Box::leak(name.into_boxed_str()));
        }
    }
    assert!(lacking.is_empty(), "no case for: {}", lacking.join(", "));
}
