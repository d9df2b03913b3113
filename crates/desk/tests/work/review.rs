//! Decisions at the desk: each shows at once, and is taken back exactly.

use super::at_desk::{AS_OF, AtDesk};
use axum::http::StatusCode;
use serde_json::Value;

/// What a decision could change: every list of the state, and the incidents that claims tell of.
async fn all(desk: &AtDesk) -> Vec<String> {
    let mut all = Vec::new();
    for list in
        ["sieges", "agreements", "access", "checkpoints", "control", "detainees", "casualties", "due", "sources"]
    {
        let (status, text) = desk.text(&format!("/{list}.json?{AS_OF}")).await;
        assert_eq!(status, StatusCode::OK, "{list}");
        all.push(text);
    }
    all
}

async fn queue(desk: &AtDesk) -> Vec<Value> {
    let review = desk.json(&format!("/review.json?{AS_OF}&limit=1000")).await;
    review["queue"].as_array().expect("a list").clone()
}

fn id(thing: &Value) -> String {
    thing["id"].as_str().expect("an id").to_owned()
}

/// The claims of the incident that a claim tells of.
async fn together(desk: &AtDesk, claim: &str) -> Vec<String> {
    let page = desk.json(&format!("/claims/{claim}.json?{AS_OF}")).await;
    let incident = page["thing"]["record"]["incidents"][0].as_str().expect("an incident").to_owned();
    let page = desk.json(&format!("/incidents/{incident}.json?{AS_OF}")).await;
    let claims = page["thing"]["record"]["claims"].as_array().expect("claims");
    claims.iter().map(|claim| claim.as_str().expect("an id").to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_accepted_leaves_the_queue_and_comes_back() {
    let desk = AtDesk::alone().await;
    let before = queue(&desk).await;
    let claim = id(&before[0]);
    let page = format!("/claims/{claim}.json?{AS_OF}");
    let (_, told) = desk.text(&page).await;
    let entry = desk.entered("/review/accept", &[("claim", &claim), ("reason", "read twice")]).await;
    assert!(queue(&desk).await.iter().all(|waiting| id(waiting) != claim));
    assert_eq!(desk.json(&page).await["thing"]["record"]["reviewed"], "accepted");
    let log = desk.json("/review/decisions.json").await;
    let last = &log["decisions"][0]["record"];
    assert_eq!(
        (&last["by"], &last["reason"], &last["decision"]),
        (&"sara".into(), &"read twice".into(), &"accept".into())
    );
    let (status, why) = desk.post("/review/accept.json", &[("claim", &claim)]).await;
    assert_eq!(status, StatusCode::CONFLICT, "the same again means nothing: {why}");
    desk.entered("/review/undo", &[("entry", &entry.to_string())]).await;
    assert_eq!(queue(&desk).await, before);
    assert_eq!(desk.text(&page).await.1, told);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_rejected_no_longer_carries_a_siege() {
    let desk = AtDesk::alone().await;
    let before = all(&desk).await;
    let carries = |waiting: &&Value| {
        let rests = waiting["record"]["rests"].as_array().expect("a list");
        rests.iter().any(|rests| rests["part"] == "sieges")
    };
    let waiting = queue(&desk).await;
    let claim = id(waiting.iter().find(carries).expect("a siege rests on a claim"));
    let entry = desk.entered("/review/reject", &[("claim", &claim)]).await;
    let after = all(&desk).await;
    assert_ne!(after[0], before[0], "the sieges changed");
    desk.entered("/review/undo", &[("entry", &entry.to_string())]).await;
    assert_eq!(all(&desk).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_is_what_the_claim_says_until_it_is_undone() {
    let desk = AtDesk::alone().await;
    let before = all(&desk).await;
    let waiting = queue(&desk).await;
    let lifts = |waiting: &&Value| waiting["rows"].to_string().contains("Lifting of a siege");
    let claim = id(waiting.iter().find(lifts).expect("a lifting waits"));
    let page = format!("/claims/{claim}.json?{AS_OF}");
    let (_, told) = desk.text(&page).await;
    // As the form sends it: all parts, those that stay as they are too; several of one kind, empty ones at the end.
    let (_, html) = desk.text(&format!("/review?claim={claim}&{AS_OF}")).await;
    let fields = fields(&html);
    let (status, why) = desk.post("/review/correct.json", &as_given(&fields)).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "nothing is changed: {why}");
    let mut changed = fields.clone();
    for (name, value) in &mut changed {
        match name.as_str() {
            "modality" => "demanded".clone_into(value),
            "from" => "2021-02-01".clone_into(value),
            "to" => "2021-02-02".clone_into(value),
            _ => {}
        }
    }
    let entry = desk.entered("/review/correct", &as_given(&changed)).await;
    let record = desk.json(&page).await["thing"]["record"].clone();
    assert_eq!((&record["modality"], &record["reviewed"]), (&"demanded".into(), &"corrected".into()));
    assert_ne!(all(&desk).await, before);
    for (part, value) in [("place", "nowhere at all"), ("event", "siege"), ("killed", "9-3"), ("from", "soon")] {
        let (status, why) = desk.post("/review/correct.json", &[("claim", &claim), (part, value)]).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{part}: {why}");
        assert!(why["error"].as_str().is_some_and(|why| why.starts_with(&format!("{part}={value}: "))), "{why}");
    }
    desk.entered("/review/undo", &[("entry", &entry.to_string())]).await;
    assert_eq!(desk.text(&page).await.1, told);
    assert_eq!(all(&desk).await, before);
}

/// The fields of the form of a correction as a browser would send them.
fn fields(html: &str) -> Vec<(String, String)> {
    let form = html.split("action=\"/review/correct\"").nth(1).and_then(|rest| rest.split("</form>").next());
    let form = form.expect("the page has the form");
    let value = |tag: &str, name: &str| {
        let found = tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        found.map(|text| text.replace("&#38;", "&").replace("&#34;", "\"").replace("&#39;", "'"))
    };
    let mut all = Vec::new();
    let mut select = None;
    for tag in form.split('<').skip(1) {
        if tag.starts_with("select") {
            select = value(tag, "name").map(|name| (name, None));
        } else if tag.starts_with("option") {
            if let Some((_, chosen)) = &mut select {
                let own = value(tag, "value").unwrap_or_default();
                if chosen.is_none() || tag.contains(" selected") {
                    *chosen = Some(own);
                }
            }
        } else if tag.starts_with("/select") {
            all.extend(select.take().map(|(name, chosen)| (name, chosen.unwrap_or_default())));
        } else if tag.starts_with("input")
            && let Some(name) = value(tag, "name").filter(|name| !matches!(name.as_str(), "token" | "next"))
        {
            all.push((name, value(tag, "value").unwrap_or_default()));
        }
    }
    all
}

fn as_given(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_split_and_joined_is_so_until_it_is_undone() {
    let desk = AtDesk::alone().await;
    let before = all(&desk).await;
    let mut apart = None;
    for waiting in queue(&desk).await {
        let claims = together(&desk, &id(&waiting)).await;
        let of_two = claims.iter().find(|claim| claim.split('.').next() != claims[0].split('.').next());
        if let Some(other) = of_two {
            apart = Some((claims[0].clone(), other.clone()));
            break;
        }
    }
    let (one, other) = apart.expect("an incident is told of by two reports");
    let entry = desk.entered("/review/split", &[("claim", &one), ("claim", &other)]).await;
    assert!(!together(&desk, &one).await.contains(&other));
    let joined = format!("{one}, {other}");
    let (status, why) = desk.post("/review/join.json", &[("claim", &one)]).await;
    assert_eq!(status, StatusCode::CONFLICT, "one alone: {why}");
    let again = desk.entered("/review/join", &[("claim", &joined)]).await;
    assert!(together(&desk, &one).await.contains(&other), "the later decision holds");
    desk.entered("/review/undo", &[("entry", &again.to_string())]).await;
    assert!(!together(&desk, &one).await.contains(&other));
    desk.entered("/review/undo", &[("entry", &entry.to_string())]).await;
    assert!(together(&desk, &one).await.contains(&other));
    assert_eq!(all(&desk).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn how_an_outlet_is_judged_counts_at_once() {
    let desk = AtDesk::alone().await;
    let before = all(&desk).await;
    let sources = desk.json("/sources.json").await;
    let source = sources["sources"][0]["id"].as_str().expect("an id").to_owned();
    let entry = desk.entered("/review/source", &[("source", &source), ("reliability", "e"), ("follows", "")]).await;
    assert_eq!(desk.json("/sources.json").await["sources"][0]["record"]["reliability"], "E");
    for (grade, expected) in [("E", StatusCode::CONFLICT), ("Z", StatusCode::BAD_REQUEST), ("", StatusCode::CONFLICT)] {
        let (status, why) = desk.post("/review/source.json", &[("source", &source), ("reliability", grade)]).await;
        assert_eq!(status, expected, "{grade}: {why}");
    }
    desk.entered("/review/undo", &[("entry", &entry.to_string())]).await;
    assert_eq!(all(&desk).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_is_sent_to_pages_of_the_desk_only() {
    let desk = AtDesk::alone().await;
    let claim = id(&queue(&desk).await[0]);
    let mut entry = desk.entered("/review/accept", &[("claim", &claim)]).await;
    for (next, goes) in [
        ("/review?from=x", "/review?from=x"),
        ("//evil.example/", "/review"),
        ("/\\evil.example", "/review"),
        ("https://evil.example/", "/review"),
        ("", "/review"),
    ] {
        let (status, to) = desk.post("/review/undo", &[("entry", &entry.to_string()), ("next", next)]).await;
        assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, Some(goes)), "{next}");
        entry =
            desk.json("/review/decisions.json").await["decisions"][0]["record"]["number"].as_u64().expect("a number");
    }
    for page in ["/review", "/review/decisions", "/review?claim=r0000000000000000.00000000", "/review?from=nothing"] {
        let (status, _) = desk.text(page).await;
        let expected = if page.contains("claim=") { StatusCode::NOT_FOUND } else { StatusCode::OK };
        assert_eq!(status, expected, "{page}");
    }
    for (path, fields) in [
        ("/review/accept.json", vec![("claim", "nothing")]),
        ("/review/accept.json", vec![]),
        ("/review/undo.json", vec![("entry", "many")]),
        ("/review/undo.json", vec![("entry", "99999")]),
        ("/review/withdraw.json", vec![("report", "r0")]),
        ("/review/same-report.json", vec![("report", "r0")]),
    ] {
        let (status, why) = desk.post(path, &fields).await;
        assert!(status.is_client_error(), "{path}: {status} {why}");
    }
}
