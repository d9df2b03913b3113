//! The pages about texts, over the example case and a report that means harm: what is found, what is shown, and that nothing runs.

use crate::support::{HOSTILE, served};
use axum::http::{StatusCode, header};
use serde_json::Value;
use std::collections::BTreeSet;

/// The sentences of the claims in which something is found.
fn sentences(q: &str) -> Vec<String> {
    let sentence = |row: Value| row["sentence"].as_str().unwrap_or_default().to_owned();
    served().found("/claims.jsonl", q).rows().into_iter().map(sentence).collect()
}

fn reports() -> Vec<Value> {
    served().ask("/reports.jsonl").rows()
}

fn hostile() -> String {
    let found = reports().into_iter().find(|report| report["source"] == "+outlet(1)").unwrap();
    found["id"].as_str().unwrap().to_owned()
}

/// What is left of HTML without its tags.
fn bare(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = &rest[open + rest[open..].find('>').unwrap() + 1..];
    }
    text.push_str(rest);
    for (entity, c) in
        [("&#13;", "\r"), ("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")]
    {
        text = text.replace(entity, c);
    }
    text
}

/// The stored text on the page of a report.
fn shown(page: &str) -> &str {
    let begin = page.find("data-text>").unwrap() + "data-text>".len();
    &page[begin..begin + page[begin..].find("</div>").unwrap()]
}

#[test]
fn a_word_is_found_in_all_its_forms() {
    let found = sentences("الحصار");
    for form in ["حصارا ", "الحصار "] {
        assert!(found.iter().any(|sentence| sentence.contains(form)), "{form}");
    }
    assert!(found.iter().all(|sentence| sentence.contains("حصار")), "{found:#?}");
    assert_eq!(found.len(), sentences("بالحصارات").len(), "any form of the word stands for all");
    assert_eq!(sentences("الأسايش").len(), sentences("للاسايش").len());
}

#[test]
fn all_words_must_be_found_and_those_in_quotation_marks_side_by_side() {
    let (both, one) = (sentences("الحصار الشيخ"), sentences("الحصار"));
    assert!(!both.is_empty() && both.len() < one.len());
    assert!(both.iter().all(|sentence| sentence.contains("الشيخ")));
    let phrase = sentences("«الشيخ مقصود»");
    assert!(!phrase.is_empty() && phrase.iter().all(|sentence| sentence.contains("الشيخ مقصود")));
    assert!(sentences("\"مقصود الشيخ\"").is_empty());
    // One word in quotation marks is meant as it is spelled.
    let exact = sentences("\"حصارا\"");
    assert!(!exact.is_empty() && exact.iter().all(|sentence| sentence.contains("حصارا")));
}

#[test]
fn nothing_that_somebody_types_means_anything_to_the_index() {
    let typed = [
        "\"",
        "'",
        "*",
        "حصار*",
        "a OR b",
        "NEAR(a b)",
        "{w} : x",
        "w:x",
        "-",
        "^a",
        "a AND",
        "((",
        "\0",
        "; DROP TABLE line",
        "«",
        "%_",
    ];
    for q in typed {
        for path in ["/claims", "/reports", "/search", "/claims.csv", "/reports.jsonl"] {
            served().found(path, q);
        }
    }
    served().found("/search", &"حصار ".repeat(200));
}

#[test]
fn found_words_are_marked() {
    for path in ["/claims", "/search"] {
        let page = served().found(path, "حصارا").text();
        assert!(page.contains("<mark class=\"found\">الحصار</mark>"), "{path}");
    }
}

#[test]
fn lists_are_filtered() {
    let all = served().ask("/claims.json").json()["page"]["total"].as_u64().unwrap();
    for (filter, field, value) in [
        ("event=siege.lift", "event", "siege.lift"),
        ("modality=demanded", "modality", "demanded"),
        ("actor=asayish", "", ""),
        ("speaker=asayish", "", ""),
        ("place=%D8%AD%D9%84%D8%A8", "", ""),
        ("from=2022-01-01", "", ""),
        ("to=2021-01-15", "", ""),
        ("review=accepted", "reviewed", "accepted"),
        ("source=%2Boutlet(1)", "source", "+outlet(1)"),
    ] {
        let rows = served().ask(&format!("/claims.jsonl?{filter}")).rows();
        let total = served().ask(&format!("/claims.json?{filter}")).json()["page"]["total"].as_u64().unwrap();
        assert_eq!(rows.len() as u64, total, "{filter}");
        assert!(total < all, "{filter}");
        assert!(field.is_empty() || rows.iter().all(|row| row[field] == value), "{filter}");
        assert!(!rows.is_empty() || filter == "review=accepted", "{filter}");
    }
    assert_eq!(served().ask("/claims.jsonl?review=none").rows().len() as u64, all);
    assert_eq!(served().ask("/claims?event=nonsense").status, StatusCode::BAD_REQUEST);
    assert_eq!(served().ask("/claims?from=yesterday").status, StatusCode::BAD_REQUEST);
    for page in ["/incidents?event=siege.lift", "/places", "/actors", "/incidents.csv", "/places.csv", "/actors.jsonl"]
    {
        assert_eq!(served().ask(page).status, StatusCode::OK, "{page}");
    }
}

#[test]
fn pages_side_by_side_are_the_list() {
    let all = served().ask("/claims.jsonl").rows().len();
    let mut seen = BTreeSet::new();
    let mut next = Some("/claims.json?page=1".to_owned());
    while let Some(address) = next {
        let page = served().ask(&address).json();
        for claim in page["claims"].as_array().unwrap() {
            assert!(seen.insert(claim["id"].as_str().unwrap().to_owned()));
        }
        next = page["page"]["after"].as_str().map(str::to_owned);
    }
    assert_eq!(seen.len(), all);
}

#[test]
fn a_report_is_shown_as_it_was_stored() {
    for report in reports() {
        let id = report["id"].as_str().unwrap();
        let page = served().ask(&format!("/reports/{id}?lang=ar")).text();
        let text = served().ask(&format!("/reports/{id}.json")).json()["text"].as_str().unwrap().to_owned();
        assert_eq!(bare(shown(&page)), text, "{id}");
        assert_eq!(served().ask(&format!("/reports/{id}/original")).body, text.as_bytes(), "{id}");
        assert!(report["claims"] == 0 || page.contains("data-letter=\"A\""), "{id}");
    }
}

#[test]
fn what_a_report_holds_is_never_run() {
    let id = hostile();
    for address in [
        &format!("/reports/{id}"),
        &format!("/reports/{id}?lang=en"),
        "/reports",
        "/claims",
        "/search?q=script",
        "/search?q=%3Cscript%3Ealert(9)%3C/script%3E",
        "/reports?q=onerror&source=%22%3E%3Cscript%3E",
        "/claims?actor=%22%3E%3Cscript%3E",
        "/places?q=%22%3E%3Cscript%3E",
    ] {
        let answer = served().ask(address);
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        let page = answer.text();
        for tag in ["<script>", "<img", "<svg", "<form action=//evil", "</title><script", "href=\"javascript:"] {
            assert!(!page.contains(tag), "{address}: {tag}");
        }
        // Controls that turn text around stand alone in boxes of their own, where they turn nothing.
        for (at, control) in page.match_indices(['\u{202e}', '\u{2069}']) {
            assert!(page[..at].ends_with('>') && page[at + control.len()..].starts_with("</span>"), "{address}");
        }
        assert!(answer.header(header::CONTENT_SECURITY_POLICY).contains("script-src 'self'"));
    }
}

#[test]
fn an_original_is_saved_and_never_shown() {
    let original = served().ask(&format!("/reports/{}/original", hostile()));
    assert_eq!(original.body, HOSTILE.as_bytes());
    assert_eq!(original.header(header::CONTENT_TYPE), "application/octet-stream");
    assert!(original.header(header::CONTENT_DISPOSITION).starts_with("attachment;"));
    assert!(original.header(header::CONTENT_SECURITY_POLICY).starts_with("sandbox;"));
    assert_eq!(original.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    for address in ["/reports.csv", "/claims.csv", "/incidents.csv", "/places.csv"] {
        let answer = served().ask(address);
        assert!(answer.header(header::CONTENT_TYPE).starts_with("text/csv"));
        let mut rows = csv::Reader::from_reader(answer.body.as_slice());
        for row in rows.records() {
            for cell in &row.unwrap() {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{address}: {cell}");
            }
        }
    }
    let rows = served().ask("/reports.csv").text();
    assert!(rows.contains("'+outlet(1)") && rows.contains("'=HYPERLINK(1)"), "{rows}");
    assert!(served().ask("/claims.csv").text().contains("'=2+5"));
}

#[test]
fn a_claim_has_a_page_with_its_words_and_what_they_were_taken_for() {
    for row in served().ask("/claims.jsonl?place=%D8%AD%D9%84%D8%A8").rows() {
        let id = row["id"].as_str().unwrap();
        let page = served().ask(&format!("/claims/{id}?lang=ar"));
        assert_eq!(page.status, StatusCode::OK, "{id}");
        let page = page.text();
        assert!(page.contains("data-letter"), "{id}");
        assert!(bare(shown(&page)).contains(row["trigger"].as_str().unwrap()), "{id}");
        assert_eq!(served().ask(&format!("/claims/{id}.json")).json()["thing"]["id"], id);
    }
}

#[test]
fn what_is_not_there_is_said_to_be_not_there() {
    let none = ["r0000000000000000", "x", "r0000000000000000/original", "x/original"];
    for address in
        none.map(|id| format!("/reports/{id}")).iter().map(String::as_str).chain(["/claims/x", "/incidents/i-2"])
    {
        assert_eq!(served().ask(address).status, StatusCode::NOT_FOUND, "{address}");
    }
}
