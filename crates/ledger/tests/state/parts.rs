//! What holds of access, checkpoints, control, detention and casualties in any history of claims, and of what changed in them.

use crate::given::{Claim, Number, Report};
use crate::histories::{self, Month, case};
use crate::support::{Case, day, seen, world};
use hudna_ledger::{Ledger, View, changes};
use proptest::prelude::*;
use serde_json::Value;

const PARTS: &[&str] = &["access", "checkpoints", "control", "detainees", "casualties"];

fn claim() -> impl Strategy<Value = Claim> {
    let event = prop::sample::select(vec![
        "access.allow",
        "access.deny",
        "aid.deliver",
        "checkpoint.erect",
        "checkpoint.remove",
        "route.close",
        "route.open",
        "control.take",
        "control.hold",
        "control.leave",
        "detain",
        "release",
        "exchange",
        "attack",
        "clash",
        "harm",
    ]);
    let modality = prop::sample::select(vec![
        "happened", "happened", "happened", "begun", "ongoing", "negated", "agreed", "promised", "demanded",
    ]);
    let place =
        prop::sample::select(vec!["sy-tayy", "sy-halko", "sy-qamishli", "sy-hasakah", "?المعبر", "?الحدود", ""]);
    let actor = prop::sample::select(vec!["asayish", "sdf", "syria-government", "sy-ndf", "russia-forces", ""]);
    let target = prop::sample::select(vec!["civilians", "sy-ndf", "russia-forces", "", ""]);
    let words = prop::sample::select(vec!["الطحين", "الطحين والمحروقات", "جثامين", "المعتقلين", "", ""]);
    let number = prop::option::of((0_u64..9, 0_u64..4));
    let time = prop::option::of((1_i8..=28, 0_i8..=3, prop::option::of(1_u8..30)));
    let who = (actor, target);
    (event, modality, place, who, words, number, time).prop_map(|(event, modality, place, who, words, number, time)| {
        let list = |name: &str| Some(name.to_owned()).filter(|n| !n.is_empty()).into_iter().collect::<Vec<_>>();
        let text = || list(words).pop();
        let number = number.map(|(value, more)| Number::Qualified {
            value,
            high: Some(value + more),
            qualifier: None,
            unit: None,
        });
        let of_goods = event.starts_with("ac") || event.starts_with("ai");
        Claim {
            event: event.to_owned(),
            modality: modality.to_owned(),
            place: list(place),
            actor: list(who.0),
            target: list(who.1),
            goods: text().filter(|_| of_goods),
            people: text().filter(|_| !of_goods),
            killed: number.clone().filter(|_| event == "harm"),
            count: number.filter(|_| event != "harm"),
            time: time.map(histories::time),
            ..Claim::default()
        }
    })
}

fn reports() -> impl Strategy<Value = Vec<Report>> {
    histories::reports(claim(), Month(2, 28), 5)
}

fn ledger(case: &Case, order: &[usize]) -> Ledger<'static> {
    let mut ledger = Ledger::new(world());
    for entry in order.iter().filter_map(|at| case.entries.get(*at)) {
        ledger.enter(entry);
    }
    ledger
}

fn in_order(case: &Case) -> Ledger<'static> {
    ledger(case, &(0..case.entries.len()).collect::<Vec<_>>())
}

/// Everything that was told by then.
fn end() -> View {
    View::as_of(day("2021-04-30"))
}

/// The entries of the parts that are looked at here.
fn entries(of: &Value) -> Vec<(&'static str, Value)> {
    let list =
        |part: &'static str| of[part].as_array().cloned().unwrap_or_default().into_iter().map(move |e| (part, e));
    PARTS.iter().copied().flat_map(list).collect()
}

fn parts(case: &Case, order: &[usize]) -> Vec<(&'static str, Value)> {
    entries(&seen(&ledger(case, order), &end(), None))
}

fn all(case: &Case) -> Vec<(&'static str, Value)> {
    parts(case, &(0..case.entries.len()).collect::<Vec<_>>())
}

proptest! {
    #[test]
    fn episodes_are_in_order_and_ids_are_of_one_entry(reports in reports()) {
        let all = all(&case(&reports, Vec::new()));
        for (n, (part, entry)) in all.iter().enumerate() {
            prop_assert!(!all.iter().skip(n + 1).any(|other| (other.0, &other.1["id"]) == (*part, &entry["id"])), "{entry}");
            let mut before = String::new();
            for episode in entry["episodes"].as_array().into_iter().flatten() {
                let begin = |key: &str| episode["begin"][key].as_str().unwrap_or_default().to_owned();
                prop_assert!(begin("earliest") <= begin("latest"), "{entry}");
                prop_assert!(before <= begin("latest"), "{entry}");
                before = begin("latest");
            }
            for number in ["count", "killed", "injured", "detained", "released"] {
                let of = |key: &str| entry[number][key].as_u64();
                prop_assert!(of("low") <= of("best") && of("best") <= of("high"), "{entry}");
            }
        }
    }

    #[test]
    fn what_lies_ahead_changes_nothing_of_what_is(reports in reports()) {
        let told = |claim: &Claim| ["happened", "begun", "ongoing", "negated"].contains(&claim.modality.as_str());
        // In reports of their own: what a report tells beside helps to see which of its claims tell of one event with others.
        let apart = |report: &Report, keep: bool, id: &str| Report {
            id: format!("{id}{}", report.id),
            claim: report.claim.iter().filter(|claim| told(claim) == keep).cloned().collect(),
            ..report.clone()
        };
        let only_told: Vec<Report> = reports.iter().map(|report| apart(report, true, "")).collect();
        let ahead = reports.iter().map(|report| apart(report, false, "ahead-"));
        let reports: Vec<Report> = only_told.iter().cloned().chain(ahead).collect();
        let with = all(&case(&reports, Vec::new()));
        for (part, entry) in all(&case(&only_told, Vec::new())) {
            let same = with.iter().find(|other| (other.0, &other.1["id"]) == (part, &entry["id"]));
            prop_assert!(same.is_some(), "{} is gone", entry["id"]);
            for key in ["state", "sides", "episodes", "since", "done", "killed", "confidence"] {
                prop_assert_eq!(same.map(|s| &s.1[key]), Some(&entry[key]), "{} {}", &entry["id"], key);
            }
        }
    }

    #[test]
    fn changes_lead_from_the_one_state_to_the_other(reports in reports()) {
        let case = case(&reports, Vec::new());
        let ledger = in_order(&case);
        let (first, last) = (day("2021-02-10"), day("2021-03-10"));
        let (before, after) = (ledger.see(&View::as_of(first)).state, ledger.see(&View::as_of(last)).state);
        prop_assert_eq!(changes(&after, &after, None), Vec::new());
        let states = |state| -> std::collections::BTreeMap<(String, String), Value> {
            let written = serde_json::to_value(state).expect("it can be written");
            entries(&written).into_iter().map(|(p, e)| ((p.to_owned(), e["id"].to_string()), e["state"].clone())).collect()
        };
        let mut now = states(&before);
        for change in changes(&before, &after, Some((first, last))) {
            prop_assert!(change.date.is_some_and(|d| first.date() < Some(d) && Some(d) <= last.date()), "{change:?}");
            let key = (change.part.to_owned(), format!("\"{}\"", change.id));
            if change.field != "state" || !PARTS.contains(&change.part) {
                continue;
            }
            let to = change.to.clone().map_or(Value::Null, Value::String);
            match change.what {
                hudna_ledger::ChangeKind::Gone => drop(now.remove(&key)),
                _ => drop(now.insert(key, to)),
            }
        }
        prop_assert_eq!(now, states(&after));
    }
}
