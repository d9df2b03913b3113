//! The situation as of past days, of which a glimpse is enough where much is disputed: it says what the whole says.
//!
//! The case is made up, since the example has too little in it for that.

#[path = "../../benches/pages/case.rs"]
mod case;

use crate::support::{Served, served, served_over};
use axum::http::StatusCode;
use serde_json::Value;

/// So many claims have enough that is disputed.
const CLAIMS: usize = 6_000;
const DAYS: [&str; 4] = ["2021-06-30", "2024-02-11", "2027-09-01", "2029-03-17"];

#[test]
fn a_past_day_shows_at_a_glimpse_what_it_shows_as_a_whole() {
    let folder = tempfile::tempdir().unwrap();
    let address = case::case(folder.path(), CLAIMS);
    let copy = address.with_extension("copy");
    std::fs::copy(&address, &copy).unwrap();
    let [glimpsing, whole] = [address, copy].map(|address| served_over(&address.to_string_lossy()));
    let mut enough = 0;
    for day in DAYS {
        // The whole of the day is there once any other page of it was looked at.
        assert!(whole.ask(&format!("/sieges.json?as-of={day}")).status.is_success());
        for ending in [".json", ".json?days=40", ".json?limit=3", "?lang=ar", "?lang=en"] {
            let [seen, all] = [&glimpsing, &whole].map(|served| situation(served, ending, day));
            assert_eq!(seen, all, "{ending} as of {day}");
        }
        let listed = glimpsing.ask(&format!("/index.json?as-of={day}")).json();
        let of_these = |one: &Value| ["siege", "agreement"].map(Value::from).contains(&one["kind"]);
        let disputed = listed["disputed"].as_array().unwrap();
        enough += usize::from(listed["disputed_after"].is_string() && disputed.iter().all(of_these));
    }
    assert!(enough > 1, "a glimpse is hardly ever enough");
}

/// What is said of a day, but for what belongs to the session and for the name of the case.
fn situation(served: &Served, ending: &str, day: &str) -> String {
    let page = if ending.starts_with('.') { "/index" } else { "/" };
    let mark = if ending.contains('?') { '&' } else { '?' };
    let text = served.ask(&format!("{page}{ending}{mark}as-of={day}")).text();
    text.lines()
        .filter(|line| !line.contains("hudna-token") && !line.contains("class=\"case\""))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn changes_are_told_since_the_day_that_is_asked_for() {
    let since = |day: &str| served().ask(&format!("/index.json?as-of=2021-02-05&since={day}")).json();
    let told = |day: &str| since(day)["changes"].as_array().unwrap().len();
    assert_eq!(since("2021-01-20")["since"], "2021-01-20");
    assert!(told("2021-01-01") > told("2021-02-04"));
    let page = served().ask("/?as-of=2021-02-05&since=2021-01-20").text();
    assert!(page.contains("name=\"since\" value=\"2021-01-20\""));
    assert_eq!(served().ask("/?since=zzz").status, StatusCode::BAD_REQUEST);
}
