//! Which role each route takes. A route that does not stand here takes the highest, and a test says that it is missing.

use super::person::Role::{self, Admin, Coder, Editor, Nobody, Viewer};
use axum::http::Method;

/// The role that it takes to read a page. Patterns are those of the router.
const READ: &[(&str, Role)] = &[
    ("/assets/{*path}", Nobody),
    ("/login", Nobody),
    ("/account", Viewer),
    ("/users", Admin),
    ("/", Viewer),
    ("/live", Viewer),
    ("/openapi", Viewer),
    ("/due", Viewer),
    ("/what-if", Viewer),
    ("/map", Viewer),
    ("/map/places", Viewer),
    ("/timeline", Viewer),
    ("/search", Viewer),
    ("/reports", Viewer),
    ("/reports/{id}", Viewer),
    ("/reports/{id}/original", Viewer),
    ("/reports/{id}/redact", Admin),
    ("/claims", Viewer),
    ("/incidents", Viewer),
    ("/places", Viewer),
    ("/actors", Viewer),
    ("/sieges", Viewer),
    ("/sieges/{id}", Viewer),
    ("/agreements", Viewer),
    ("/agreements/{id}", Viewer),
    ("/access", Viewer),
    ("/access/{id}", Viewer),
    ("/checkpoints", Viewer),
    ("/checkpoints/{id}", Viewer),
    ("/control", Viewer),
    ("/control/{id}", Viewer),
    ("/detainees", Viewer),
    ("/detainees/{id}", Viewer),
    ("/casualties", Viewer),
    ("/casualties/{id}", Viewer),
    ("/incidents/{id}", Viewer),
    ("/claims/{id}", Viewer),
    ("/sources", Viewer),
    ("/sources/{id}", Viewer),
    ("/add", Viewer),
    ("/add/{id}", Viewer),
    ("/case", Viewer),
    ("/review", Viewer),
    ("/review/decisions", Viewer),
    ("/places/{id}", Viewer),
    ("/actors/{id}", Viewer),
];

/// The role that it takes to change something (POST).
const CHANGE: &[(&str, Role)] = &[
    ("/login", Nobody),
    ("/logout", Viewer),
    ("/account", Viewer),
    ("/users", Admin),
    ("/add", Coder),
    ("/reports/{id}/redact", Admin),
    ("/case/verify", Viewer),
    ("/case/checkpoint", Editor),
    ("/review/accept", Coder),
    ("/review/reject", Coder),
    ("/review/correct", Coder),
    ("/review/undo", Coder),
    ("/review/join", Editor),
    ("/review/split", Editor),
    ("/review/same-report", Editor),
    ("/review/withdraw", Editor),
    ("/review/source", Editor),
];

/// The least role for each route, as method, pattern and role.
pub fn roles() -> Vec<(&'static str, &'static str, Role)> {
    let of =
        |method, table: &'static [(&'static str, Role)]| table.iter().map(move |(path, role)| (method, *path, *role));
    of("GET", READ).chain(of("POST", CHANGE)).collect()
}

/// The least role for a route. For what no route answers, that of a reader.
pub fn least(method: &Method, pattern: Option<&str>) -> Role {
    let Some(pattern) = pattern else { return Viewer };
    let table = if method.is_safe() { READ } else { CHANGE };
    table.iter().find(|(known, _)| *known == pattern).map_or(Admin, |(_, role)| *role)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// The routes of all pages, each with its methods. A router shows them to nobody but who debugs it.
    fn routes() -> BTreeSet<(String, bool)> {
        let shown = format!("{:?}", crate::pages::routes().merge(crate::assets::routes()));
        let (methods, paths) = shown.split_once("node: Node").expect("a router shows its paths");
        let numbered = |text: &str| text.split("RouteId(").skip(1).map(str::to_owned).collect::<Vec<_>>();
        let number = |text: &str| text.split(')').next().unwrap().parse::<u32>().unwrap();
        let quoted = |text: &str, after: &str| {
            text.split_once(after).and_then(|(_, rest)| rest.split('"').next()).map(str::to_owned)
        };
        let allowed: BTreeMap<u32, String> = numbered(methods)
            .iter()
            .filter_map(|text| Some((number(text), quoted(text, "allow_header: Bytes(b\"")?)))
            .collect();
        let mut found = BTreeSet::new();
        for text in numbered(paths.split("} }").next().unwrap()) {
            let path = quoted(&text, "\"").unwrap();
            for method in allowed[&number(&text)].split(',') {
                found.insert((path.clone(), method.parse::<Method>().unwrap().is_safe()));
            }
        }
        found
    }

    #[test]
    fn every_route_takes_a_role() {
        let routes = routes();
        assert!(routes.contains(&("/sieges/{id}".to_owned(), true)), "axum shows its routes in another way");
        let missing: Vec<_> = routes
            .iter()
            .filter(|(path, safe)| !(if *safe { READ } else { CHANGE }).iter().any(|(known, _)| known == path))
            .collect();
        assert!(
            missing.is_empty(),
            "these stand in no table of guard/roles.rs (true: to read, false: to change): {missing:?}"
        );
    }
}
