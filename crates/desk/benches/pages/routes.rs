//! What is asked of each route of the desk: of its table of routes, all that can be read.

use crate::client::Client;
use std::collections::BTreeMap;

/// Routes that are no pages of the case: files, what never ends, the pages of accounts, the description of the JSON.
pub const OTHERS: [&str; 7] = ["/assets/{*path}", "/live", "/login", "/account", "/users", "/add/{id}", "/openapi"];

/// Lists whose things have pages of their own.
pub const LISTS: [&str; 12] = [
    "sieges",
    "agreements",
    "access",
    "checkpoints",
    "control",
    "detainees",
    "casualties",
    "incidents",
    "claims",
    "reports",
    "places",
    "actors",
];

/// Lists that can be had as rows.
pub const ROWS: [&str; 12] = LISTS;

/// Words that are searched for: some that stand in many reports, some in few, some in none.
pub const WORDS: [&str; 6] = ["قصف", "حصار حلب", "المعتقلين", "\"بلدة دوما\"", "دير الزور", "zzz"];

/// Addresses of each route, many of those that lead to many things.
pub fn addresses(client: &mut Client) -> BTreeMap<&'static str, Vec<String>> {
    let mut all: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let searched = |path: &str| WORDS.iter().map(move |word| format!("{path}?q={}", encoded(word))).collect::<Vec<_>>();
    let mut ids: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for list in LISTS {
        ids.insert(list, some(client, list));
    }
    let id = |list: &str, at: usize| encoded(ids.get(list).and_then(|ids| ids.get(at)).map_or("", String::as_str));
    let with =
        |path: &str, queries: &[String]| queries.iter().map(|query| format!("{path}?{query}")).collect::<Vec<_>>();
    let plain = ["/due", "/sources", "/case", "/review/decisions", "/add", "/map/places"];
    plain.into_iter().for_each(|path| all.entry(path).or_default().push(path.to_owned()));
    all.insert("/", with("/", &["".into(), "days=30".into(), "days=365".into()]));
    all.insert("/map", with("/map", &["".into(), "days=7".into(), "days=365".into()]));
    all.insert("/timeline", with("/timeline", &["".into(), "from=2026-01-01&to=2026-03-31".into()]));
    all.insert("/what-if", vec!["/what-if".into()]);
    let (place, actor) = (id("places", 0), id("actors", 0));
    let filters: Vec<String> = vec![
        "".into(),
        "page=2".into(),
        "page=200".into(),
        "event=attack".into(),
        format!("place={place}"),
        format!("actor={actor}"),
        "from=2026-01-01&to=2026-02-01".into(),
        "sort=oldest".into(),
    ];
    all.insert("/claims", [with("/claims", &filters), searched("/claims")].concat());
    all.insert("/incidents", with("/incidents", &filters));
    let filters = ["".into(), "page=2".into(), "page=100".into(), "source=sana".into(), "sort=oldest".into()];
    all.insert("/reports", [with("/reports", &filters), searched("/reports")].concat());
    all.insert("/search", searched("/search"));
    all.insert("/places", with("/places", &["".into(), "page=3".into(), format!("q={}", encoded("حلب"))]));
    all.insert("/actors", with("/actors", &["".into(), format!("q={}", encoded("قوات"))]));
    for (list, route) in [
        ("sieges", "/sieges"),
        ("access", "/access"),
        ("agreements", "/agreements"),
        ("checkpoints", "/checkpoints"),
        ("control", "/control"),
        ("detainees", "/detainees"),
        ("casualties", "/casualties"),
    ] {
        all.insert(route, with(&format!("/{list}"), &["".into(), "page=2".into(), "page=9".into()]));
    }
    for (list, route) in [
        ("sieges", "/sieges/{id}"),
        ("agreements", "/agreements/{id}"),
        ("access", "/access/{id}"),
        ("checkpoints", "/checkpoints/{id}"),
        ("control", "/control/{id}"),
        ("detainees", "/detainees/{id}"),
        ("casualties", "/casualties/{id}"),
        ("incidents", "/incidents/{id}"),
        ("claims", "/claims/{id}"),
        ("reports", "/reports/{id}"),
        ("places", "/places/{id}"),
        ("actors", "/actors/{id}"),
    ] {
        all.insert(route, ids[list].iter().map(|id| format!("/{list}/{}", encoded(id))).collect());
    }
    all.insert("/reports/{id}/original", ids["reports"].iter().map(|id| format!("/reports/{id}/original")).collect());
    let sources = client.read("/sources.json").json();
    let outlets = sources["sources"].as_array().into_iter().flatten().filter_map(|one| one["id"].as_str());
    all.insert("/sources/{id}", outlets.step_by(3).map(|id| format!("/sources/{}", encoded(id))).collect());
    let queue = client.read("/review.json?limit=200").json();
    let claims = queue["queue"].as_array().into_iter().flatten().filter_map(|one| one["id"].as_str());
    let claims = claims.step_by(10).map(|id| format!("/review?claim={id}"));
    all.insert("/review", claims.chain(["/review".to_owned()]).collect());
    all
}

/// The ids of some things of a list, from its beginning to its end.
fn some(client: &mut Client, list: &str) -> Vec<String> {
    const SOME: usize = 12;
    let rows = client.read(&format!("/{list}.jsonl"));
    let text = String::from_utf8_lossy(&rows.body);
    let lines: Vec<&str> = text.lines().collect();
    let every = lines.len().div_ceil(SOME).max(1);
    let id = |line: &&str| Some(serde_json::from_str::<serde_json::Value>(line).ok()?["id"].as_str()?.to_owned());
    lines.iter().step_by(every).filter_map(id).collect()
}

/// A text as a part of an address.
pub fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// The address in a language, or as data.
pub fn as_asked(address: &str, way: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let path = match (way, path) {
        ("json", "/") => "/index.json".to_owned(),
        ("json", path) => format!("{path}.json"),
        _ => path.to_owned(),
    };
    let lang = if way == "json" { String::new() } else { format!("lang={way}") };
    let query = [query, &lang].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("&");
    if query.is_empty() { path } else { format!("{path}?{query}") }
}
