//! Logging in: sessions and their cookies, guesses, names that nobody has.

use crate::served::{PASSWORD, Served};
use hudna_desk::Role;
use std::time::{Duration, Instant};

#[test]
fn a_session_begins_anew_with_each_login() {
    let served = Served::shared();
    let port = served.at.port();
    let mut browser = served.browser();
    // What somebody else put into the browser is no session, and is none afterwards.
    let planted = "ab".repeat(32);
    browser.cookies.push((format!("hudna-{port}"), planted.clone()));
    assert_eq!(browser.get("/").status, 303);
    browser.get("/login");
    browser.log_in("coder", PASSWORD);
    let first = browser.cookies.clone();
    assert!(!first.iter().any(|(_, value)| *value == planted));
    let mut victim = served.browser();
    victim.cookies.push((format!("hudna-{port}"), planted));
    assert_eq!(victim.get("/").status, 303);
    // Logging in again within a session ends it.
    let mut again = served.browser();
    again.get("/login");
    again.cookies.extend(first.clone().into_iter().filter(|(name, _)| *name == format!("hudna-{port}")));
    again.get("/account");
    let token = again.token.clone();
    let fields = [("name", "viewer"), ("password", PASSWORD)];
    assert_eq!(again.post_with(&token, "/login", &fields, &[]).status, 303);
    let mut old = served.browser();
    old.cookies = first;
    assert_eq!(old.get("/").status, 303);
}

#[test]
fn cookies_are_kept_from_scripts_and_other_sites() {
    let served = Served::shared();
    let mut browser = served.browser();
    let greeting = browser.get("/login");
    let stranger = greeting.header("set-cookie");
    assert!(
        stranger.contains("; HttpOnly") && stranger.contains("; SameSite=Strict") && stranger.contains("; Path=/"),
        "{stranger}"
    );
    assert!(!stranger.contains("Domain") && !stranger.contains("Secure"), "{stranger}");
    let answer = browser.post("/login", &[("name", "viewer"), ("password", PASSWORD)]);
    let session = answer.header("set-cookie");
    assert!(
        session.contains("; HttpOnly") && session.contains("; SameSite=Lax") && session.contains("; Path=/"),
        "{session}"
    );
    assert!(!session.contains("Max-Age") && !session.contains("Domain"), "{session}");
    // The language that is chosen before logging in stays.
    assert!(
        served.browser().get("/login?lang=ar").all("set-cookie").iter().any(|cookie| cookie.starts_with("lang=ar;"))
    );
    // Behind a proxy that speaks TLS, the cookie is kept to TLS.
    let mut proxied = served.browser();
    proxied.get("/login");
    let token = proxied.token.clone();
    let fields = [("name", "viewer"), ("password", PASSWORD)];
    let answer = proxied.post_with(&token, "/login", &fields, &[("X-Forwarded-Proto", "https")]);
    assert!(answer.header("set-cookie").contains("; Secure"));
}

#[test]
fn logging_out_ends_the_session() {
    let served = Served::shared();
    let mut browser = served.logged_in(Role::Editor);
    let kept = browser.cookies.clone();
    assert_eq!(browser.get("/").status, 200);
    // Not by a link, nor by another site.
    assert_eq!(browser.get("/logout").status, 403);
    assert_eq!(browser.post_with("", "/logout", &[], &[]).status, 403);
    let answer = browser.post("/logout", &[]);
    assert_eq!((answer.status, answer.header("clear-site-data")), (303, "\"cache\""));
    assert!(browser.cookies.is_empty());
    browser.cookies = kept;
    assert_eq!(browser.get("/").status, 303);
}

#[test]
fn guesses_run_out() {
    let served = Served::shared();
    let mut browser = served.browser();
    browser.get("/login");
    let mut guess = |name: &str| browser.post("/login", &[("name", name), ("password", "a wrong password")]);
    for _ in 0..10 {
        assert_eq!(guess("editor").status, 401);
    }
    let answer = guess("EDITOR ");
    assert_eq!(answer.status, 429);
    let wait: u64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    // The right password does not help now; names that nobody has run out in the same way.
    assert_eq!(browser.post("/login", &[("name", "editor"), ("password", PASSWORD)]).status, 429);
    let mut unknown = served.browser();
    unknown.get("/login");
    let statuses: Vec<u16> = (0..11)
        .map(|_| unknown.post("/login", &[("name", "secret typed as name"), ("password", "x")]).status)
        .collect();
    assert_eq!(statuses, [&[401; 10][..], &[429]].concat());
    // So many from one address, whatever the names.
    let found =
        (0..12).find(|n| unknown.post("/login", &[("name", &format!("name{n}")), ("password", "x")]).status == 429);
    assert!(found.is_some());
    let mut admin = served.browser();
    admin.get("/login");
    assert_eq!(admin.post("/login", &[("name", "admin"), ("password", PASSWORD)]).status, 429);
    // The log says so, without what was typed.
    let case = hudna_casebook::Casebook::open(&served.case, "").map(|mut book| {
        book.each(|_| ()).unwrap();
        book.audits().cloned().collect::<Vec<_>>()
    });
    let told = format!("{:?}", case.unwrap());
    assert!(told.contains("LoginFailures { account: Some(\"editor\"), address: \"127.0.0.1\" }"), "{told}");
    assert!(!told.contains("secret typed") && told.contains("account: None"), "{told}");
}

#[test]
fn nobody_learns_which_names_there_are() {
    let served = Served::shared();
    let mut browser = served.browser();
    browser.get("/login");
    let (names, mut pages, mut fastest) = (["viewer", "nobody-of-this-name"], [vec![], vec![]], [Duration::MAX; 2]);
    // In turns, so that what else the machine does weighs on both.
    for _ in 0..8 {
        for (at, name) in names.iter().enumerate() {
            let start = Instant::now();
            let answer = browser.post("/login", &[("name", name), ("password", "a wrong password")]);
            fastest[at] = fastest[at].min(start.elapsed());
            assert_eq!(answer.status, 401);
            pages[at].push(answer.body.replace(name, "NAME"));
        }
    }
    assert_eq!(pages[0], pages[1]);
    let [known, unknown] = fastest;
    assert!(known.min(unknown) > Duration::from_millis(2), "no password was checked: {fastest:?}");
    assert!(known < unknown * 4 && unknown < known * 4, "the time tells who has an account: {fastest:?}");
}
