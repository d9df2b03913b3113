//! `names=redacted`: no download of the desk says a personal name then; what cannot be had so is refused.

use crate::support::Served;
use axum::http::StatusCode;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// Of the things of a list, one of so many is looked at.
const EACH: usize = 3;
/// A day after all reports.
const DAY: &str = "2021-02-10";
/// Reports that name persons in every slot and elsewhere, and what may not be left of them.
const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../casebook/tests/names");

fn lines(name: &str) -> Vec<String> {
    let text = fs::read_to_string(Path::new(DATA).join(name)).unwrap();
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

fn reports() -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = fs::read_dir(Path::new(DATA).join("reports"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap()))
        .collect();
    all.sort();
    all
}

/// Every address of the description that answers to GET, with ids of the case.
fn addresses(served: &Served) -> Vec<String> {
    let described = served.ask("/openapi.json").json();
    let mut all = Vec::new();
    for (address, methods) in described["paths"].as_object().unwrap() {
        let Some(parameters) = methods["get"]["parameters"].as_array() else { continue };
        let redacts = parameters.iter().any(|p| p["$ref"].as_str().is_some_and(|at| at.ends_with("/names")));
        if !redacts {
            continue;
        }
        match address.split_once("/{id}") {
            None => all.push(address.clone()),
            Some((list, rest)) => {
                let name = list.trim_start_matches('/');
                for thing in served.ask(&format!("{list}.jsonl?as-of={DAY}")).rows().iter().step_by(EACH) {
                    let id: String = thing["id"].as_str().unwrap().bytes().map(|b| format!("%{b:02X}")).collect();
                    all.push(format!("/{name}/{id}{rest}"));
                }
            }
        }
    }
    all
}

#[test]
fn no_download_says_a_name() {
    let reports = reports();
    let texts: Vec<(&str, &str)> = reports.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let served = crate::support::served_with(&texts);
    let gone = lines("gone.txt");
    let (mut asked, mut all, mut wrong) = (0, String::new(), Vec::new());
    for address in addresses(&served) {
        let answer = served.ask(&format!("{address}?names=redacted&as-of={DAY}"));
        assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text());
        let text = answer.text();
        for gone in &gone {
            if let Some(at) = text.find(gone.as_str()) {
                let before: Vec<char> = text[..at].chars().rev().take(80).collect();
                wrong.push(format!("{address} says {gone}: {}", before.iter().rev().collect::<String>()));
            }
        }
        asked += 1;
        all.push_str(&text);
    }
    assert!(wrong.is_empty(), "{} names: {}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
    assert!(asked > 60, "only {asked} addresses were asked");
    lines("stays.txt").iter().for_each(|stays| assert!(all.contains(stays.as_str()), "nothing says {stays}"));
    // What is searched for is not said back, nor in the address of the next page.
    let found = served.found("/search.json", "الدبسي").text();
    assert!(found.contains("الدبسي"));
    let query: String = "الدبسي".bytes().map(|b| format!("%{b:02X}")).collect();
    for list in ["search.json", "claims.json", "claims.csv", "reports.jsonl"] {
        let text = served.ask(&format!("/{list}?q={query}&names=redacted")).text();
        assert!(!text.contains("الدبسي") && !text.contains("%D8%AF%D8%A8%D8%B3"), "{list}: {text}");
    }
    // The same person has one number in an answer, and an answer is the same each time.
    let claims = served.ask("/claims.jsonl?names=redacted");
    assert_eq!(claims.body, served.ask("/claims.jsonl?names=redacted").body);
}

#[test]
fn what_cannot_be_had_without_names_is_refused() {
    let served = crate::support::served();
    let report = served.ask("/reports.jsonl").rows()[0]["id"].as_str().unwrap().to_owned();
    let original = format!("/reports/{report}/original");
    for address in ["/claims", "/", "/case.json", "/users.csv", "/review.json", "/openapi.json"] {
        assert_eq!(served.ask(&format!("{address}?names=redacted")).status, StatusCode::BAD_REQUEST, "{address}");
    }
    for address in [format!("{original}?names=redacted"), format!("{original}.json?names=redacted")] {
        assert_eq!(served.ask(&address).status, StatusCode::BAD_REQUEST, "{address}");
    }
    assert_eq!(served.ask("/claims.csv?names=some").status, StatusCode::BAD_REQUEST);
}

#[test]
fn pages_lead_to_downloads_without_names() {
    let served = crate::support::served();
    for (lang, words) in [("ar", "بلا أسماء الأشخاص"), ("en", "without personal names")] {
        for page in ["/", "/claims", "/reports", "/incidents", "/actors", "/timeline", "/sieges"] {
            let html = served.ask(&format!("{page}?lang={lang}&as-of=2021-02-05")).text();
            assert!(html.contains(words) && html.contains("names=redacted"), "{page} {lang}");
        }
        let html = served.ask(&format!("/case?lang={lang}")).text();
        assert!(!html.contains("names=redacted"));
    }
    let rows: Vec<Value> = served.ask("/claims.jsonl?names=redacted").rows();
    assert_eq!(rows.len(), served.ask("/claims.jsonl").rows().len());
}
