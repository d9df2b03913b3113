//! Each role against each route.

use crate::served::Served;
use hudna_desk::{Role, roles};
use serde_json::Value;

#[test]
fn each_role_may_what_its_table_says() {
    let served = Served::shared();
    for role in [Role::Nobody].into_iter().chain(Role::ALL) {
        let mut browser = if role == Role::Nobody { served.browser() } else { served.logged_in(role) };
        for (method, pattern, least) in roles() {
            // These say themselves who one is; they have tests of their own.
            if method == "POST" && ["/login", "/logout", "/account"].contains(&pattern) {
                continue;
            }
            let path = pattern.replace("{id}", "x").replace("{*path}", "desk.css");
            let answer = match method {
                "POST" => browser.post(&path, &[]),
                _ => browser.ask("GET", &path, &[], ""),
            };
            let refused = matches!(answer.status, 401 | 403);
            assert_eq!(refused, role < least, "{role} {method} {path}: {}", answer.status);
            assert!(answer.status < 500, "{role} {method} {path}: {}", answer.body);
            if role == Role::Nobody && refused {
                assert_eq!(answer.status, 401, "{method} {path}");
                assert!(!answer.body.contains("a.hudna"), "{method} {path} names the case");
            }
        }
    }
}

#[test]
fn what_is_not_there_tells_a_stranger_nothing() {
    let served = Served::shared();
    let mut browser = served.browser();
    for path in
        ["/nothing", "/sieges/x", "/sieges.json", "/sieges.csv", "/index.json", "/users.jsonl", "/live", "/?as-of=x"]
    {
        let answer = browser.ask("GET", path, &[], "");
        assert!(answer.status == 401 || path.contains('?') && answer.status == 400, "{path}: {}", answer.status);
        assert!(!answer.body.contains("a.hudna"), "{path}");
    }
    for method in ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECTX"] {
        let status = browser.ask(method, "/users", &[], "").status;
        assert!(matches!(status, 401 | 403 | 405), "{method}: {status}");
    }
    // A page leads to the login, and back.
    let answer = browser.get("/sieges?as-of=2021-02-03");
    assert_eq!((answer.status, answer.header("location")), (303, "/login?next=%2Fsieges%3Fas-of%3D2021-02-03"));
    let page = browser.get(answer.header("location"));
    assert!(page.body.contains("value=\"/sieges?as-of=2021-02-03\""), "{}", page.body);
    browser.token = page.token();
    let fields = [("name", "viewer"), ("password", crate::served::PASSWORD), ("next", "/sieges?as-of=2021-02-03")];
    assert_eq!(browser.post("/login", &fields).header("location"), "/sieges?as-of=2021-02-03");
    assert_eq!(browser.get("/sieges?as-of=2021-02-03").status, 200);
    let outside = [("name", "viewer"), ("password", crate::served::PASSWORD), ("next", "//evil.example/")];
    let mut other = served.browser();
    other.get("/login");
    assert_eq!(other.post("/login", &outside).header("location"), "/");
}

#[test]
fn the_description_says_who_must_log_in() {
    let served = Served::shared();
    let mut stranger = served.browser();
    let refused: Value = serde_json::from_str(&stranger.ask("GET", "/openapi.json", &[], "").body).unwrap();
    assert_eq!(refused["status"], 401, "{refused}");
    let mut viewer = served.logged_in(Role::Viewer);
    let described: Value = serde_json::from_str(&viewer.ask("GET", "/openapi.json", &[], "").body).unwrap();
    let cookie = described["components"]["securitySchemes"]["session"]["name"].as_str().unwrap();
    assert!(viewer.cookies.iter().any(|(name, _)| name == cookie), "{cookie}: {:?}", viewer.cookies);
    for (path, methods) in described["paths"].as_object().unwrap() {
        for (method, said) in methods.as_object().unwrap() {
            let open = path == "/login.json";
            assert_eq!(
                said["responses"]["401"].is_null() && said["security"].is_null(),
                open && method == "get",
                "{path}"
            );
            if method == "get" && !open {
                let answer = stranger.ask("GET", &path.replace("{id}", "x"), &[], "");
                assert_eq!(answer.status, 401, "{path}");
            }
        }
    }
}

#[test]
fn an_admin_manages_accounts_and_the_log_says_so() {
    let served = Served::shared();
    let mut admin = served.logged_in(Role::Admin);
    let change = |admin: &mut crate::client::Browser, fields: &[(&str, &str)]| admin.post("/users", fields).status;
    let password = ("password", crate::served::PASSWORD);
    assert_eq!(change(&mut admin, &[("act", "add"), ("name", "Omar"), ("role", "coder"), password]), 303);
    let mut omar = served.browser();
    omar.log_in("Omar", crate::served::PASSWORD);
    assert_eq!(omar.get("/account").status, 200);
    // Another role ends what was begun under the old one.
    assert_eq!(change(&mut admin, &[("act", "role"), ("name", "Omar"), ("role", "viewer")]), 303);
    assert_eq!(omar.ask("GET", "/account", &[], "").status, 401);
    let mut omar = served.browser();
    omar.log_in("Omar", crate::served::PASSWORD);
    assert_eq!(change(&mut admin, &[("act", "password"), ("name", "Omar"), ("password", "four other far words")]), 303);
    assert_eq!(omar.ask("GET", "/account", &[], "").status, 401);
    assert_eq!(served.browser().log_in("Omar", crate::served::PASSWORD).status, 401);
    // One changes one's own password with the old one.
    let mut omar = served.browser();
    omar.log_in("Omar", "four other far words");
    assert_eq!(omar.post("/account", &[("old", "wrong"), ("new", "five quite other words")]).status, 400);
    let old = omar.cookies.clone();
    assert_eq!(
        omar.post("/account", &[("old", "four other far words"), ("new", "five quite other words")]).status,
        303
    );
    assert_ne!(omar.cookies, old);
    assert_eq!(omar.get("/account").status, 200);
    assert_eq!(change(&mut admin, &[("act", "remove"), ("name", "Omar")]), 303);
    assert_eq!(omar.ask("GET", "/account", &[], "").status, 401);
    for wrong in [
        &[("act", "remove"), ("name", "admin")][..],
        &[("act", "role"), ("name", "admin"), ("role", "viewer")],
        &[("act", "add"), ("name", "x"), ("role", "nobody"), password],
        &[("act", "add"), ("name", "<b>"), ("role", "viewer"), password],
        &[("act", "add"), ("name", "y"), ("role", "viewer"), ("password", "short")],
        &[("act", "add"), ("name", "coder"), ("role", "viewer"), password],
        &[("act", "password"), ("name", "nobody-there"), password],
        &[("act", "x")],
    ] {
        assert_eq!(change(&mut admin, wrong), 400, "{wrong:?}");
    }
    let log = admin.ask("GET", "/users.json", &[], "").body;
    for act in ["account-added", "role-changed", "password-changed", "account-removed"] {
        assert!(log.contains(act), "{act}: {log}");
    }
    assert!(log.contains("\"by\": \"admin\"") && log.contains("\"by\": \"Omar\""), "{log}");
    assert!(!log.contains("argon2") && !log.contains("far-off"), "{log}");
}
