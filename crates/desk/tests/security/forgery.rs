//! Requests that others make a browser send: forged forms, and names that were made to lead here.

use crate::client::{Browser, send};
use crate::served::Served;
use hudna_desk::Role;

const ADD: [(&str, &str); 4] =
    [("act", "add"), ("name", "evil"), ("role", "admin"), ("password", "three far-off words")];

fn accounts(admin: &mut Browser) -> usize {
    admin.ask("GET", "/users.json", &[], "").body.matches("\"since\":").count()
}

#[test]
fn a_form_without_its_token_changes_nothing() {
    let served = Served::shared();
    let mut admin = served.logged_in(Role::Admin);
    let other = served.logged_in(Role::Admin);
    let own = admin.token.clone();
    assert_ne!(own, other.token);
    let upload =
        |token: &str| format!("--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n--x--\r\n");
    let multipart = ("Content-Type", "multipart/form-data; boundary=x");
    let before = accounts(&mut admin);
    for (what, answer) in [
        ("no form", admin.ask("POST", "/users", &[], "")),
        (
            "a form without",
            admin.ask("POST", "/users", &[("Content-Type", "application/x-www-form-urlencoded")], "act=add"),
        ),
        ("an empty one", admin.post_with("", "/users", &ADD, &[])),
        ("a wrong one", admin.post_with(&"0".repeat(64), "/users", &ADD, &[])),
        ("one of another session", admin.post_with(&other.token, "/users", &ADD, &[])),
        ("the cookie", admin.post_with(&admin.cookies[0].1.clone(), "/users", &ADD, &[])),
        (
            "text that a form can send",
            admin.ask("POST", "/users", &[("Content-Type", "text/plain")], &format!("token={own}")),
        ),
        (
            "JSON",
            admin.ask("POST", "/users", &[("Content-Type", "application/json")], &format!("{{\"token\":\"{own}\"}}")),
        ),
        ("an upload of another session", admin.ask("POST", "/users", &[multipart], &upload(&other.token))),
        ("in the address", admin.ask("POST", &format!("/users?token={own}"), &[], "")),
        ("from another page", admin.post_with(&own, "/users", &ADD, &[("Origin", "https://evil.example")])),
        ("from nowhere", admin.post_with(&own, "/users", &ADD, &[("Origin", "null")])),
        ("from the same machine", admin.post_with(&own, "/users", &ADD, &[("Origin", "http://127.0.0.1:1")])),
        ("from a site", admin.post_with(&own, "/users", &ADD, &[("Sec-Fetch-Site", "cross-site")])),
        ("from a neighbour", admin.post_with(&own, "/users", &ADD, &[("Sec-Fetch-Site", "same-site")])),
        ("by another method", admin.ask("PUT", "/users", &[], "")),
    ] {
        assert_eq!(answer.status, 403, "{what}: {}", answer.body);
    }
    assert_eq!(accounts(&mut admin), before);
    let origin = format!("http://{}", served.at);
    let own_page = [("Origin", origin.as_str()), ("Sec-Fetch-Site", "same-origin")];
    assert_eq!(admin.post_with(&own, "/users", &ADD, &own_page).status, 303);
    assert_eq!(accounts(&mut admin), before + 1);
    // An upload with the token passes the gate; there is only no such page.
    assert_eq!(admin.ask("POST", "/sieges", &[multipart], &upload(&own)).status, 405);
    let header = [("X-Hudna-Token", own.as_str()), ("Content-Type", "application/json")];
    assert_eq!(admin.ask("POST", "/sieges", &header, "{}").status, 405);
}

#[test]
fn even_alone_forms_have_their_token() {
    let served = Served::alone();
    let mut browser = served.browser();
    assert_eq!(browser.get("/").status, 200);
    let token = browser.token.clone();
    assert_eq!(browser.post_with("", "/users", &ADD, &[]).status, 403);
    assert_eq!(browser.post_with(&token, "/users", &ADD, &[("Origin", "https://evil.example")]).status, 403);
    assert_eq!(browser.post_with(&token, "/users", &ADD, &[]).status, 303);
}

#[test]
fn the_login_has_its_token_too() {
    let served = Served::shared();
    let mut one = served.browser();
    one.get("/login");
    let mut two = served.browser();
    two.get("/login");
    let fields = [("name", "admin"), ("password", crate::served::PASSWORD)];
    for token in ["", two.token.as_str()] {
        assert_eq!(one.post_with(token, "/login", &fields, &[]).status, 403, "{token}");
    }
    // Without the cookie that came with the form, its token is worth nothing.
    one.cookies.clear();
    let token = one.token.clone();
    assert_eq!(one.post_with(&token, "/login", &fields, &[]).status, 403);
}

#[test]
fn other_names_lead_nowhere() {
    let served = Served::alone();
    let port = served.at.port();
    let ask = |host: &str| {
        let mut browser = served.browser();
        browser.host = host.to_owned();
        browser.get("/")
    };
    for host in
        [format!("127.0.0.1:{port}"), format!("localhost:{port}"), format!("[::1]:{port}"), format!("LOCALHOST:{port}")]
    {
        assert_eq!(ask(&host).status, 200, "{host}");
    }
    for host in [
        format!("evil.example:{port}"),
        format!("127.0.0.1.evil.example:{port}"),
        format!("localhost.:{port}"),
        format!("localhost:{port}@evil.example"),
        "127.0.0.1".to_owned(),
        "127.0.0.1:1".to_owned(),
        String::new(),
    ] {
        let answer = ask(&host);
        assert!(matches!(answer.status, 400 | 421), "{host}: {}", answer.status);
        // The page that has the wrong name must learn nothing: no token, no case.
        assert!(answer.token().is_empty() && !answer.body.contains("a.hudna"), "{host}: {}", answer.body);
    }
    let evil = format!("evil.example:{port}");
    for request in [
        "GET / HTTP/1.0\r\n\r\n".to_owned(),
        format!("GET / HTTP/1.1\r\nHost: {evil}\r\nHost: {}\r\nConnection: close\r\n\r\n", served.at),
        format!("GET / HTTP/1.1\r\nHost: {}\r\nHost: {evil}\r\nConnection: close\r\n\r\n", served.at),
        format!("GET / HTTP/1.1\r\nHost: {evil}\r\nX-Forwarded-Host: {}\r\nConnection: close\r\n\r\n", served.at),
        format!("GET /assets/desk.css HTTP/1.1\r\nHost: {evil}\r\nConnection: close\r\n\r\n"),
    ] {
        let answer = send(served.at, request.as_bytes());
        assert!(matches!(answer.status, 400 | 421), "{request}: {}", answer.status);
    }
}
