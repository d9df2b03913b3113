//! What cannot be done is said in the language of who asks, on the page and as JSON.

use super::at_desk::AtDesk;
use axum::http::StatusCode;

/// Whether a text has Arabic words.
fn arabic(text: &str) -> bool {
    text.split_whitespace().any(|word| word.chars().filter(|c| ('\u{0620}'..='\u{064a}').contains(c)).count() > 2)
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_say_what_is_wrong_in_the_language_of_who_asks() {
    let desk = AtDesk::alone().await;
    for (path, status, said) in [
        ("/sieges/none", StatusCode::NOT_FOUND, "nothing of this id"),
        ("/nothing/there", StatusCode::NOT_FOUND, "nothing of this id"),
        ("/sieges?as-of=soon", StatusCode::BAD_REQUEST, "as-of=soon: no date"),
        ("/sieges?without=x", StatusCode::BAD_REQUEST, "write source:NAME"),
        ("/claims?event=x", StatusCode::BAD_REQUEST, "x: "),
        ("/claims?review=x", StatusCode::BAD_REQUEST, "review=x: write one of"),
        ("/case?limit=x", StatusCode::BAD_REQUEST, "limit=x: write a number"),
        ("/add/7", StatusCode::NOT_FOUND, "nothing of this id"),
        ("/reports/r0000000000000000/redact", StatusCode::NOT_FOUND, "nothing of this id"),
        ("/what-if.csv", StatusCode::BAD_REQUEST, "no list"),
    ] {
        let join = if path.contains('?') { '&' } else { '?' };
        let (found, english) = desk.text(&format!("{path}{join}lang=en")).await;
        assert_eq!(found, status, "{path}");
        assert!(english.contains(said), "{path}: {english}");
        let (found, page) = desk.text(&format!("{path}{join}lang=ar")).await;
        assert_eq!(found, status, "{path}");
        let problem = page
            .split_once("class=\"problem\"")
            .map_or(&*page, |(_, rest)| rest.split("</p>").next().unwrap_or_default());
        assert!(arabic(problem) && !problem.contains(said.trim_start_matches("as-of=soon: ")), "{path}: {problem}");
        let asked = path.split_once('?').map(|(_, asked)| asked);
        assert!(asked.is_none_or(|asked| problem.contains(asked)), "{path}: it says what was asked: {problem}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_are_refused_in_the_language_of_who_sends_them() {
    let desk = AtDesk::alone().await;
    let claims = desk.json("/claims.json?as-of=2021-02-05").await;
    let claim = claims["claims"][0]["id"].as_str().expect("an id").to_owned();
    desk.entered("/review/accept", &[("claim", &claim)]).await;
    for (path, fields, status, said) in [
        ("/add", vec![], StatusCode::BAD_REQUEST, "nothing to add"),
        ("/add", vec![("text", "x"), ("published", "soon")], StatusCode::BAD_REQUEST, "no date"),
        ("/review/accept", vec![], StatusCode::BAD_REQUEST, "the form lacks `claim`"),
        ("/review/accept", vec![("claim", "nonsense")], StatusCode::NOT_FOUND, "no such claim"),
        ("/review/accept", vec![("claim", &*claim)], StatusCode::CONFLICT, "says so already"),
        ("/review/correct", vec![("claim", &*claim), ("event", "x")], StatusCode::BAD_REQUEST, "is none of"),
        ("/review/undo", vec![("entry", "0")], StatusCode::CONFLICT, "no decision has this number"),
        ("/review/source", vec![("source", "x"), ("reliability", "Z")], StatusCode::BAD_REQUEST, "write one of A"),
        ("/review/split", vec![("claim", &*claim)], StatusCode::CONFLICT, "name two that differ"),
    ] {
        let (found, told) = desk.post(&format!("{path}.json?lang=en"), &fields).await;
        assert_eq!(found, status, "{path} {told}");
        assert!(told["error"].as_str().is_some_and(|error| error.contains(said)), "{path} {told}");
        let (found, told) = desk.post(&format!("{path}.json?lang=ar"), &fields).await;
        assert_eq!(found, status, "{path} {told}");
        assert!(told["error"].as_str().is_some_and(|error| arabic(error) && !error.contains(said)), "{path} {told}");
    }
}
