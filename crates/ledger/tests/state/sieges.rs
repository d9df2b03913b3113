//! What holds of the sieges of any history of claims.

use crate::given::{Claim, Report};
use crate::histories::{self, Month, case};
use crate::support::{Case, day, seen};
use hudna_ledger::{Ledger, View};
use proptest::prelude::*;
use serde_json::Value;

const LAST: &str = "2021-04-30";

/// A claim of a siege, at one of a few places, by one of a few besiegers, with or without a time.
fn claim() -> impl Strategy<Value = Claim> {
    let event = prop::sample::select(vec!["siege.impose", "siege.hold", "siege.lift"]);
    let modality = prop::sample::select(vec![
        "happened",
        "happened",
        "begun",
        "ongoing",
        "ongoing",
        "negated",
        "agreed",
        "promised",
        "demanded",
        "threatened",
        "refused",
    ]);
    let place = prop::sample::select(vec!["sy-tayy", "sy-halko", "sy-qamishli", "sy-qamishli", "sy-hasakah"]);
    let actor = prop::sample::select(vec!["asayish", "sdf", "syria-government", ""]);
    let trigger = prop::sample::select(vec!["", "", "", "تشديد", "تخفيف"]);
    let time = prop::option::of((1_i8..=28, 0_i8..=9, prop::option::of(1_u8..40)));
    (event, modality, place, actor, trigger, time).prop_map(|(event, modality, place, actor, trigger, time)| Claim {
        event: event.to_owned(),
        modality: modality.to_owned(),
        place: vec![place.to_owned()],
        actor: Some(actor.to_owned()).filter(|a| !a.is_empty()).into_iter().collect(),
        trigger: trigger.to_owned(),
        time: time.map(histories::time),
        ..Claim::default()
    })
}

fn reports() -> impl Strategy<Value = Vec<Report>> {
    histories::reports(claim(), Month(3, 31), 4)
}

/// The sieges that a ledger sees at the end.
fn sieges(case: &Case, order: &[usize]) -> Vec<Value> {
    let mut ledger = Ledger::new(crate::support::world());
    for entry in order.iter().filter_map(|at| case.entries.get(*at)) {
        ledger.enter(entry);
    }
    let seen = seen(&ledger, &View::as_of(day(LAST)), None);
    seen.get("sieges").and_then(Value::as_array).cloned().expect("there is a list of sieges")
}

fn all(case: &Case) -> Vec<Value> {
    sieges(case, &(0..case.entries.len()).collect::<Vec<_>>())
}

/// A day that is not known is before all others as a beginning, and after them as an end.
fn days(of: &Value) -> Option<(String, String)> {
    let text = |key: &str| of.get(key).and_then(Value::as_str).map(str::to_owned);
    of.is_object().then(|| (text("earliest").unwrap_or_default(), text("latest").unwrap_or_else(|| "9".to_owned())))
}

proptest! {
    #[test]
    fn episodes_are_in_order_and_apart(reports in reports()) {
        for siege in all(&case(&reports, Vec::new())) {
            let mut before: Option<(String, String)> = None;
            let episodes = siege.get("episodes").and_then(Value::as_array).expect("there are episodes");
            for (n, episode) in episodes.iter().enumerate() {
                let begin = days(&episode["begin"]).expect("each has a begin");
                prop_assert!(begin.0 <= begin.1, "{siege}");
                if let Some(before) = &before {
                    prop_assert!(before.0 <= begin.0 && before.1 <= begin.1, "{siege}");
                }
                before = days(&episode["end"]);
                match &before {
                    Some(end) => prop_assert!(end.0 <= end.1 && begin.0 <= end.0 && begin.1 <= end.1, "{siege}"),
                    None => prop_assert!(n + 1 == episodes.len(), "only the last one can be open: {siege}"),
                }
            }
        }
    }

    #[test]
    fn what_may_come_changes_nothing_of_what_is(mut reports in reports()) {
        // Whether a report without a date tells of the same event as another one depends on all that it tells.
        reports.retain(|report| report.published.is_some());
        let told = ["happened", "begun", "ongoing", "negated"];
        let mut only_told = reports.clone();
        // Another event keeps the place of what may come, so that all other claims keep their ids.
        for claim in only_told.iter_mut().flat_map(|report| &mut report.claim) {
            if !told.contains(&claim.modality.as_str()) {
                claim.event = "meet".to_owned();
            }
        }
        let with = all(&case(&reports, Vec::new()));
        for siege in all(&case(&only_told, Vec::new())) {
            let same = with.iter().find(|other| other["id"] == siege["id"]);
            prop_assert!(same.is_some(), "{} is gone", siege["id"]);
            for key in ["state", "episodes", "since", "days", "durations", "standing", "lifted_in", "confidence"] {
                prop_assert_eq!(same.map(|s| &s[key]), Some(&siege[key]), "{} {}", &siege["id"], key);
            }
        }
    }
}
