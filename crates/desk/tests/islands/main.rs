//! The map and the timeline of the example case, as the server gives them: what is drawn where, how exactly, and that both
//! languages and the pages without scripts say the same.

#[path = "../example/mod.rs"]
mod example;
mod served;

use serde_json::Value;
use served::{get, served, with_tiles};

/// A day on which the example's sieges differ in how they stand.
const DAY: &str = "2021-02-05";

fn map(query: &str) -> Vec<Value> {
    let answer = get(served(), &format!("/map.json?as-of={DAY}{query}"));
    assert_eq!(answer.status, 200);
    let json: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(json["type"], "FeatureCollection");
    json["features"].as_array().unwrap().clone()
}

fn of<'a>(features: &'a [Value], id: &str) -> &'a Value {
    features.iter().find(|one| one["properties"]["id"] == id).unwrap_or_else(|| panic!("{id} is not on the map"))
}

#[test]
fn a_quarter_is_an_area_and_a_thing_without_a_place_has_no_point() {
    let features = map("");
    let siege = of(&features, "siege:sy-sheikh-maqsud:syria-government");
    assert_eq!(siege["geometry"]["type"], "Point");
    let properties = &siege["properties"];
    assert_eq!((&properties["layer"], &properties["precision"]), (&"siege".into(), &"area".into()));
    assert!(properties["radius_m"].as_u64().unwrap() > 0);
    assert!(properties["title"]["ar"].as_str().unwrap().contains("حصار"));
    assert!(properties["href"].as_str().unwrap().starts_with("/sieges/siege:sy-sheikh-maqsud"));
    for feature in &features {
        let drawn = !feature["geometry"].is_null();
        assert_eq!(drawn, feature["properties"]["precision"] != "unlocated", "{feature}");
        assert_eq!(
            feature["properties"]["radius_m"] == 0,
            matches!(feature["properties"]["precision"].as_str(), Some("exact" | "unlocated")),
            "{feature}"
        );
    }
}

#[test]
fn the_map_moves_with_the_day() {
    let siege = "siege:sy-halko:syrian-government";
    let lifted = map("").iter().filter(|one| one["properties"]["over"] == true).count();
    assert!(lifted > 0, "{siege}");
    let before = get(served(), "/map.json?as-of=2020-11-01");
    let before: Value = serde_json::from_str(&before.body).unwrap();
    assert_eq!(before["features"].as_array().unwrap().len(), 0);
}

#[test]
fn incidents_are_those_of_the_last_days() {
    let count = |days: &str| map(days).iter().filter(|one| one["properties"]["layer"] == "incident").count();
    let (week, all) = (count("&days=7"), count("&days=36500"));
    assert!(0 < week && week < all, "{week} {all}");
    for feature in map("&days=7") {
        let properties = &feature["properties"];
        let to = properties["to"].as_str().unwrap_or_default();
        assert!(properties["layer"] != "incident" || ("2021-01-30"..=DAY).contains(&to), "{properties}");
    }
    assert_eq!(get(served(), "/map?days=many").status, 400);
}

/// All that a list of several answers has, following each to the next.
fn parts(address: &str, list: &str) -> Vec<Value> {
    let (mut all, mut next) = (Vec::new(), Some(address.to_owned()));
    while let Some(address) = next {
        let answer = get(served(), &address);
        assert_eq!(answer.status, 200, "{address}");
        let mut json: Value = serde_json::from_str(&answer.body).unwrap();
        all.append(json[list].as_array_mut().unwrap());
        next = json["after"].as_str().map(str::to_owned);
    }
    all
}

#[test]
fn what_is_asked_for_in_parts_is_the_whole() {
    for (address, list) in [("/map.json", "features"), ("/timeline.json", "incidents")] {
        let whole = parts(&format!("{address}?as-of={DAY}&days=36500"), list);
        assert!(whole.len() > 7);
        assert_eq!(parts(&format!("{address}?as-of={DAY}&days=36500&limit=3"), list), whole, "{address}");
        let rows = get(served(), &format!("{address}l?as-of={DAY}&days=36500&limit=3"));
        assert_eq!(rows.body.lines().count(), whole.len(), "{address}");
    }
}

#[test]
fn the_list_says_what_the_map_says() {
    for lang in ["ar", "en"] {
        let page = get(served(), &format!("/map?as-of={DAY}&days=36500&lang={lang}"));
        assert_eq!(page.status, 200);
        // Names of places that nobody knows are written in their letters in ids, and otherwise in addresses.
        let said = percent_encoding::percent_decode_str(&page.body).decode_utf8_lossy();
        for feature in map("&days=7") {
            let properties = &feature["properties"];
            let id = properties["id"].as_str().unwrap();
            assert!(said.contains(&format!("/{id}?as-of={DAY}")) || properties["layer"] == "incident", "{id}");
        }
    }
}

/// The bars of the picture: left edge and width of each.
fn bars(page: &str) -> Vec<(f64, f64)> {
    let number = |part: &str, name: &str| -> f64 {
        let rest = part.split_once(&format!("{name}=\"")).unwrap().1;
        rest.split('"').next().unwrap().parse().unwrap()
    };
    let picture = page.split_once("<svg class=\"timeline\"").unwrap().1.split_once("</svg>").unwrap().0;
    picture.split("class=\"sure-part\"").skip(1).map(|part| (number(part, " x"), number(part, "width"))).collect()
}

#[test]
fn the_arabic_picture_is_the_english_one_in_a_mirror() {
    let of = |lang: &str| bars(&get(served(), &format!("/timeline?as-of={DAY}&lang={lang}")).body);
    let (ar, en) = (of("ar"), of("en"));
    assert_eq!(ar.len(), en.len());
    assert!(en.len() > 3);
    for ((x, width), (mirrored, same)) in en.into_iter().zip(ar) {
        assert!(
            (x + width + mirrored - 1000.0).abs() < 0.21 && (width - same).abs() < 0.21,
            "{x} {width} {mirrored} {same}"
        );
    }
}

#[test]
fn the_address_says_which_days_the_picture_shows() {
    let near = get(served(), &format!("/timeline?as-of={DAY}&from=2021-01-20&to=2021-01-31&lang=en"));
    assert!(near.body.contains("data-from=\"2021-01-20\" data-to=\"2021-01-31\""));
    assert!(bars(&near.body).iter().all(|(x, width)| *x >= 0.0 && x + width <= 1000.1));
    // The ends may come in any order; what is no day is said.
    assert!(get(served(), "/timeline?from=2021-03-01&to=2021-02-01").body.contains("data-from=\"2021-02-01\""));
    assert_eq!(get(served(), "/timeline?from=soon").status, 400);
    let json = get(served(), &format!("/timeline.json?as-of={DAY}&from=2021-01-20&to=2021-01-31"));
    let json: Value = serde_json::from_str(&json.body).unwrap();
    let spots = json["incidents"].as_array().unwrap();
    assert!(!spots.is_empty());
    assert!(spots.iter().all(|spot| spot["basis"] == "none" || spot["from"].as_str() <= Some("2021-01-31")));
}

#[test]
fn only_the_users_own_tiles_open_the_policy_and_only_for_their_server() {
    let policy = |answer: served::Answer| answer.header("content-security-policy").to_owned();
    let closed = policy(get(served(), "/map"));
    assert!(!closed.contains("http"), "{closed}");
    let open = policy(get(with_tiles(), "/map"));
    assert_eq!(open.replace(" https://tiles.example.org:8443", ""), closed);
    assert!(open.contains("connect-src 'self' https://tiles.example.org:8443;"), "{open}");
    assert!(!open.contains("script-src 'self' https"), "{open}");
}
