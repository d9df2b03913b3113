//! Reports, addresses and requests of people who mean harm.

use crate::client::{Answer, Browser, encoded, send};
use crate::served::{PASSWORD, Served, accounts};
use hudna_casebook::{Casebook, Prepared};
use hudna_desk::{Accounts, Options, Role};
use hudna_intake::{Format, Raw};
use hudna_reader::{Knowledge, Reader, Report, built_in};
use std::collections::{BTreeSet, VecDeque};

/// What must never stand on a page as it is.
const PROBE: &str = "<xss-probe";
/// What must never end a value of an attribute.
const BREAK: &str = "\" data-xss=";
/// Turns the order of what follows.
const OVERRIDE: char = '\u{202e}';

const REPORT: &str = "---
published: 2021-02-03
source: 'Radio <xss-probe>\" data-xss=\"1\" \u{202e}oidaR'
title: 'A <xss-probe onload=alert(1)>\" data-xss=\"1\" \u{202e}txet </title><script>alert(1)</script>'
url: 'javascript:alert(1)//\" data-xss=\"1\"><xss-probe>'
---
قال محافظ الحسكة <xss-probe>\" data-xss=\"1\" إن قوات سوريا الديمقراطية تحاصر مدينة الحسكة منذ 20 كانون الثاني.
وأضاف <img src=x onerror=alert(1)><xss-probe> أن القوات \u{202e}منعت دخول الطحين إلى مدينة القامشلي.
";

fn fill(case: &str) {
    let knowledge = Knowledge::compile(&built_in()).unwrap();
    let report = Raw::new("<xss-probe>\" data-xss=\"1\".txt", Format::Text, REPORT.as_bytes().to_vec()).read().unwrap();
    let claims = Reader::new(&knowledge).read(&Report {
        doc: &report.doc,
        text: &report.text,
        body: report.body.clone(),
        published: report.meta.published,
        source: report.meta.source.as_deref(),
    });
    assert!(!claims.is_empty(), "the report tells something");
    let by = "<xss-probe>\" data-xss=\"1\"";
    let prepared = Prepared::new(report, claims, "test", None).unwrap();
    Casebook::open(case, by).unwrap().add(vec![prepared]).unwrap();
}

fn harmless(path: &str, answer: &Answer) {
    assert!(answer.status < 500, "{path}: {}", answer.body);
    let kind = answer.header("content-type");
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{path}");
    if !kind.starts_with("text/html") {
        return;
    }
    let body = &answer.body;
    assert!(!body.contains(PROBE) && !body.contains(BREAK) && !body.contains("<script>"), "{path}: {body}");
    for address in ["href=\"javascript:", "src=\"javascript:", "action=\"javascript:", "href=\"//"] {
        assert!(!body.to_lowercase().contains(address), "{path}: {address}");
    }
    for (at, _) in body.match_indices(OVERRIDE) {
        let last: String = body[..at].chars().rev().take(200).collect::<Vec<_>>().into_iter().rev().collect();
        assert!(kept_apart(&body[..at]), "{path}: this turns what stands after it: {last}");
    }
}

/// Whether what comes next on a page is kept apart from what stands around it: within `bdi` or an element that says its own
/// direction, or where nothing is around it.
fn kept_apart(before: &str) -> bool {
    let mut open: Vec<(&str, bool)> = Vec::new();
    for tag in before.split('<').skip(1) {
        let Some((tag, _)) = tag.split_once('>') else { return true };
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) => {
                if let Some(at) = open.iter().rposition(|(known, _)| *known == name) {
                    open.truncate(at);
                }
            }
            None => open.push((name, tag.contains(" dir=") || ["bdi", "title", "option", "textarea"].contains(&name))),
        }
    }
    // That of the whole page keeps nothing apart.
    open.iter().any(|(name, apart)| *apart && *name != "html")
}

/// The pages that a page leads to.
fn links(body: &str) -> impl Iterator<Item = String> + '_ {
    let hrefs = body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    hrefs
        .filter(|href| href.starts_with('/'))
        .map(|href| href.replace("&amp;", "&").replace("&#38;", "&").split('#').next().unwrap().to_owned())
}

#[test]
fn what_reports_say_is_never_run() {
    let served = Served::with(fill, |_, options| options);
    let mut browser = served.browser();
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut todo: VecDeque<String> = VecDeque::new();
    for start in [
        "/",
        "/reports",
        "/claims",
        "/incidents",
        "/sources",
        "/review",
        "/review/decisions",
        "/what-if",
        "/due",
        "/timeline",
        "/map",
        "/users",
        "/case",
        "/add",
    ] {
        todo.extend([format!("{start}?as-of=2021-02-05&lang=en"), format!("{start}?as-of=2021-02-05&lang=ar")]);
    }
    let (mut seen, mut told) = (0, 0);
    while let Some(path) = todo.pop_front() {
        if seen >= 250 || !known.insert(path.clone()) {
            continue;
        }
        seen += 1;
        let answer = browser.get(&path);
        harmless(&path, &answer);
        told += usize::from(answer.body.contains("xss-probe"));
        if answer.header("content-type").starts_with("text/html") {
            todo.extend(links(&answer.body).filter(|link| !link.starts_with("/assets/")));
        }
    }
    assert!(seen > 20 && told > 5, "{seen} pages, of which {told} show what the report says");
}

#[test]
fn what_addresses_say_is_never_run() {
    let served = Served::with(|_| {}, |_, options| options);
    let mut browser = served.browser();
    let probe = encoded("\"><xss-probe>\" data-xss=\"1\u{202e}");
    for path in [
        "/",
        "/sieges",
        "/due",
        "/what-if",
        "/reports",
        "/claims",
        "/incidents",
        "/review",
        "/timeline",
        "/map",
        "/login",
        "/users",
        "/sources",
    ] {
        for name in [
            "as-of",
            "known-by",
            "without",
            "q",
            "days",
            "lang",
            "next",
            "page",
            "from",
            "to",
            "place",
            "actor",
            "source",
            "event",
            "state",
            "sort",
            "xss-probe",
        ] {
            let path = format!("{path}?{name}={probe}");
            harmless(&path, &browser.get(&path));
        }
        let path = format!("{path}?{probe}={probe}");
        harmless(&path, &browser.get(&path));
    }
    for list in ["sieges", "agreements", "claims", "reports", "places", "actors", "sources", "incidents", "x"] {
        let path = format!("/{list}/{probe}");
        let answer = browser.get(&path);
        assert_eq!(answer.status, 404, "{path}");
        harmless(&path, &answer);
    }
    browser.cookies.push(("lang".to_owned(), "\"><xss-probe>".to_owned()));
    harmless("/", &browser.get("/"));
}

#[test]
fn nothing_but_assets_is_handed_out() {
    let served = Served::alone();
    let mut browser = served.browser();
    for path in [
        "/assets/../Cargo.toml",
        "/assets/../../../Cargo.toml",
        "/assets/%2e%2e/Cargo.toml",
        "/assets/..%2fCargo.toml",
        "/assets/%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/assets/..\\Cargo.toml",
        "/assets/..%5cCargo.toml",
        "/assets//etc/passwd",
        "/assets/%2fetc%2fpasswd",
        "/assets/desk.css%00.html",
        "/assets/%00",
        "/assets/",
        "/assets/.",
        "/reports/..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/reports/..%2f..%2fetc%2fpasswd/original",
        "/sources/..%2f..%2fetc%2fpasswd",
        "/places/%00",
        "/../../../../etc/passwd",
        "/.git/config",
    ] {
        let answer = browser.get(path);
        assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
        assert!(!answer.body.contains("root:") && !answer.body.contains("[package]"), "{path}");
    }
    assert_eq!(browser.get("/assets/desk.css").status, 200);
}

#[test]
fn what_is_malformed_is_refused_and_stops_nobody() {
    let served = Served::with(accounts, |case, options| Options {
        accounts: Accounts::beside(case),
        upload: 1 << 20,
        ..options
    });
    let mut admin = served.logged_in(Role::Admin);
    let host = served.at.to_string();
    let long = "a".repeat(1 << 20);
    let head = format!("Host: {host}\r\nConnection: close\r\n");
    let many: String = (0..5000).map(|n| format!("X-{n}: 1\r\n")).collect();
    for request in [
        "\0\0\0\r\n\r\n".to_owned(),
        "GET\r\n\r\n".to_owned(),
        "GET / HTTP/9.9\r\n\r\n".to_owned(),
        format!("GET /{long} HTTP/1.1\r\n{head}\r\n"),
        format!("GET / HTTP/1.1\r\n{head}X: {long}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\n{head}{many}\r\n"),
        format!("POST /login HTTP/1.1\r\n{head}Content-Length: -1\r\n\r\n"),
        format!("POST /login HTTP/1.1\r\n{head}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
        format!("POST /login HTTP/1.1\r\n{head}Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
        format!("GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n{head}\r\n"),
        format!("GET / HTTP/1.1\r\n{head}Cookie: \x7f\x01=\r\n\r\n"),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
    ] {
        let answer = send(served.at, request.as_bytes());
        let shown: String = request.chars().take(40).collect();
        assert!(answer.status < 500 && answer.status != 200, "{shown:?}: {}", answer.status);
    }
    let token = admin.token.clone();
    let form = ("Content-Type", "application/x-www-form-urlencoded");
    let multipart = ("Content-Type", "multipart/form-data; boundary=x");
    for (kind, body) in [
        (form, format!("token={token}&act=%ff%fe&name=%zz&=&&&")),
        (form, format!("token={token}&{}", "a=b&".repeat(50_000))),
        (form, format!("token={token}&act=add&name={}&role=admin&password=x", "a".repeat(500_000))),
        (multipart, String::new()),
        (multipart, format!("--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{token}")),
        (multipart, format!("--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n--x\r\n\r\n")),
        (("Content-Type", "multipart/form-data"), format!("token={token}")),
        (("Content-Type", "\u{1}"), String::new()),
    ] {
        for path in ["/users", "/add", "/reports", "/review/accept", "/review/correct"] {
            let answer = admin.ask("POST", path, &[kind], &body);
            let shown: String = body.chars().take(80).collect();
            assert!((400..500).contains(&answer.status), "{path} {kind:?} {shown:?}: {}", answer.status);
        }
    }
    for query in [
        "as-of=9999-99-99",
        "as-of=-1",
        "known-by=%00",
        "days=99999999999999999999",
        "days=-1",
        "without=",
        "without=claim:r",
        "%",
        "a=%ff",
        "page=-1",
        "page=99999999999999999999",
        "q=%ff%fe%00",
    ] {
        for path in ["/", "/what-if", "/claims", "/reports", "/timeline", "/review"] {
            let answer = admin.get(&format!("{path}?{query}"));
            assert!(answer.status < 500, "{path}?{query}: {}", answer.body);
        }
    }
    assert_eq!(admin.get("/").status, 200);
}

#[test]
fn what_is_too_large_is_told_so() {
    let served = Served::with(accounts, |case, options| Options {
        accounts: Accounts::beside(case),
        upload: 1 << 20,
        ..options
    });
    let mut admin = served.logged_in(Role::Admin);
    let token = admin.token.clone();
    let form = ("Content-Type", "application/x-www-form-urlencoded");
    let large = format!("token={token}&act={}", "a".repeat(3 << 20));
    let answer = admin.ask("POST", "/users", &[form], &large);
    assert_eq!(answer.status, 413);
    assert!(answer.body.contains("1 MB") && answer.body.contains("--max-upload"), "{}", answer.body);
    // Without a length that is told, it is counted.
    let chunked = |browser: &Browser, path: &str, kind: &str, body: &str| {
        let request = String::from_utf8(browser.request("POST", path, &[("Content-Type", kind)], "")).unwrap();
        let request = request.replace("Content-Length: 0", "Transfer-Encoding: chunked");
        send(served.at, format!("{request}{:x}\r\n{body}\r\n0\r\n\r\n", body.len()).as_bytes()).status
    };
    assert_eq!(chunked(&admin, "/users", form.1, &large), 413);
    let upload = format!(
        "--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.txt\"\r\n\r\n{}\r\n--x--\r\n",
        "a".repeat(3 << 20)
    );
    let status = chunked(&admin, "/add", "multipart/form-data; boundary=x", &upload);
    assert!(matches!(status, 400 | 404 | 405 | 413), "{status}");
    // Who is not known may send a name and a password.
    let mut stranger = served.browser();
    stranger.get("/login");
    let fields = [("name", "admin"), ("password", &"a".repeat(100_000))];
    assert_eq!(stranger.post("/login", &fields).status, 413);
    let fields = [("name", "admin"), ("password", &"a".repeat(10_000))];
    assert_eq!(stranger.post("/login", &fields).status, 401);
    assert_eq!(stranger.post("/login", &[("name", "admin"), ("password", PASSWORD)]).status, 303);
}
