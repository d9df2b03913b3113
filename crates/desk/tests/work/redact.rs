//! Redaction at the desk: what would go is shown, a reason is asked for, and then no page says it any more.

use super::at_desk::AtDesk;
use axum::http::StatusCode;

const NAME: &str = "زكوان";
const TEXT: &str =
    "قالت مصادر محلية إن قوات النظام اعتقلت زكوان الحلبي في بلدة تل رفعت يوم الاثنين ومنعت دخول الطحين إليها.";

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_redacted_with_a_reason_and_no_page_says_it_any_more() {
    let desk = AtDesk::alone().await;
    let about = [("source", "وكالة المثال"), ("published", "2021-02-03"), ("archive", "yes")];
    let job = desk.add(&about, &[("زكوان.txt", TEXT.as_bytes())]).await;
    let report = job["rows"][0]["report"].as_str().expect("an id").to_owned();
    let claims = desk.json("/claims.json?as-of=2021-02-05").await;
    let claims = claims["claims"].as_array().expect("claims").iter().filter_map(|claim| claim["id"].as_str());
    let claim = claims.filter(|id| id.starts_with(&report)).map(str::to_owned).next().expect("it has a claim");
    let corrected = desk.entered("/review/correct", &[("claim", &claim), ("count", "3"), ("reason", "three")]).await;
    let pages = [
        format!("/reports/{report}?as-of=2021-02-05"),
        format!("/claims/{claim}?as-of=2021-02-05"),
        "/reports.csv?as-of=2021-02-05".to_owned(),
        "/claims.jsonl?as-of=2021-02-05".to_owned(),
        "/claims.json?as-of=2021-02-05&limit=500".to_owned(),
        "/review/decisions".to_owned(),
        format!("/add/{}", job["job"]),
        "/add".to_owned(),
        "/case".to_owned(),
    ];
    let mut named = 0;
    for page in &pages {
        named += usize::from(desk.text(page).await.1.contains(NAME));
    }
    assert!(named >= 5, "the name stands on {named} pages");

    let path = format!("/reports/{report}/redact");
    let (_, of_report) = desk.text(&format!("/reports/{report}?as-of=2021-02-05")).await;
    assert!(of_report.contains(&path), "the report's page leads there");
    for (lang, word) in [("en", "Nothing of it can be brought back"), ("ar", "ولا يمكن استرجاع شيء منه")]
    {
        let (status, page) = desk.text(&format!("{path}?lang={lang}")).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains(word), "{page}");
    }
    let would_go = desk.json(&format!("{path}.json")).await;
    let kinds: Vec<&str> =
        would_go["entries"].as_array().expect("entries").iter().filter_map(|e| e["kind"].as_str()).collect();
    assert_eq!(kinds, ["report", "reading", "review"]);
    let entries = desk.json("/case.json").await["entries"].clone();
    for fields in [vec![], vec![("sure", "yes")], vec![("reason", "a family asked")]] {
        assert_eq!(desk.post(&path, &fields).await.0, StatusCode::BAD_REQUEST, "{fields:?}");
    }
    assert_eq!(desk.json("/case.json").await["entries"], entries, "nothing is done that was not asked for");

    let (status, told) = desk.post(&format!("{path}.json"), &[("sure", "yes"), ("reason", "a family asked")]).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    assert_eq!(told["redacted"].as_array().map(Vec::len), Some(3));
    assert!(told["redacted"].as_array().is_some_and(|all| all.contains(&corrected.into())), "{told}");
    for page in &pages {
        let (status, said) = desk.text(page).await;
        assert!(!said.contains(NAME), "{page}: {said}");
        assert_eq!(status == StatusCode::NOT_FOUND, page.contains(&report), "{page}");
    }
    let deed = desk.json("/case.json").await["deeds"][0].clone();
    assert_eq!(
        (&deed["kind"], &deed["by"], &deed["reason"]),
        (&"redact".into(), &"sara".into(), &"a family asked".into())
    );
    assert_eq!(desk.post(&path, &[("sure", "yes"), ("reason", "again")]).await.0, StatusCode::NOT_FOUND);
    let again = desk.add(&about, &[("زكوان.txt", TEXT.as_bytes())]).await;
    assert_eq!(again["rows"][0]["fate"], "redacted", "{again}");
}
