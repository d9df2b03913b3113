//! A desk that others reach: not without accounts, not without TLS.

use crate::client::{Answer, exchange, send};
use crate::served::{PASSWORD, Served, accounts};
use hudna_casebook::Casebook;
use hudna_desk::{Accounts, Desk, Options, Tls, serve};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::Arc;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

#[test]
fn it_does_not_start_where_anybody_could_come_in() {
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("a.hudna").display().to_string();
    Casebook::open_or_create(&case, "test").unwrap();
    let start = |options: Options| {
        let desk = Desk::open(&case, "mona", Vec::new()).unwrap();
        serve(desk, &options, |at| panic!("it listens at {at}")).unwrap_err().to_string()
    };
    let everywhere = Options::alone("0.0.0.0:0".parse().unwrap(), "mona");
    let said = start(everywhere.clone());
    assert!(said.contains("hudna desk-user") && said.contains("add NAME --role admin"), "{said}");
    let said = start(Options { insecure_http: true, ..everywhere.clone() });
    assert!(said.contains("hudna desk-user"), "{said}");
    accounts(&case);
    let said = start(everywhere.clone());
    assert!(said.contains("--tls-cert") && said.contains("--insecure-http"), "{said}");
    let nothing = Tls { cert: folder.path().join("none.pem"), key: folder.path().join("none.key") };
    assert!(start(Options { tls: Some(nothing), ..everywhere }).contains("none.pem"));
}

/// Makes a certificate as somebody would by themselves.
fn certificate(folder: &Path) -> Tls {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let tls = Tls { cert: folder.join("desk.pem"), key: folder.join("desk.key") };
    std::fs::write(&tls.cert, made.cert.pem()).unwrap();
    std::fs::write(&tls.key, made.signing_key.serialize_pem()).unwrap();
    tls
}

fn over_tls(at: SocketAddr, tls: &Tls, request: &[u8]) -> Answer {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(&tls.cert).unwrap()).unwrap();
    let config =
        ClientConfig::builder_with_provider(Arc::new(default_provider())).with_safe_default_protocol_versions();
    let config = config.unwrap().with_root_certificates(roots).with_no_client_auth();
    let name = ServerName::try_from("localhost").unwrap();
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    exchange(StreamOwned::new(connection, TcpStream::connect(at).unwrap()), request)
}

#[test]
fn over_tls_cookies_and_addresses_stay_there() {
    let folder = tempfile::tempdir().unwrap();
    let tls = certificate(folder.path());
    let given = tls.clone();
    let served = Served::with(accounts, |case, options| Options {
        bind: "0.0.0.0:0".parse().unwrap(),
        accounts: Accounts::beside(case),
        hosts: vec!["desk.example".to_owned()],
        tls: Some(given),
        ..options
    });
    let at = SocketAddr::from(([127, 0, 0, 1], served.at.port()));
    let mut browser = served.browser();
    browser.host = format!("localhost:{}", at.port());
    let login = over_tls(at, &tls, &browser.request("GET", "/login", &[], ""));
    assert_eq!(login.status, 200);
    assert_eq!(login.header("strict-transport-security"), "max-age=31536000");
    let cookie = login.header("set-cookie");
    let name = format!("__Host-hudna-login-{}", at.port());
    assert!(cookie.starts_with(&name) && cookie.contains("; Secure") && cookie.contains("; Path=/"), "{cookie}");
    let value = cookie.split(';').next().unwrap().split_once('=').unwrap().1;
    browser.cookies.push((name, value.to_owned()));
    let body = format!("token={}&name=viewer&password={}", login.token(), PASSWORD.replace(' ', "+"));
    let form = [("Content-Type", "application/x-www-form-urlencoded"), ("Origin", "https://desk.example")];
    browser.host = "desk.example".to_owned();
    let done = over_tls(at, &tls, &browser.request("POST", "/login", &form, &body));
    assert_eq!(done.status, 303, "{}", done.body);
    let cookie = done.header("set-cookie");
    assert!(
        cookie.starts_with("__Host-hudna-") && cookie.contains("; Secure; ") || cookie.ends_with("; Secure"),
        "{cookie}"
    );
    browser.cookies =
        vec![cookie.split(';').next().unwrap().split_once('=').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap()];
    assert_eq!(over_tls(at, &tls, &browser.request("GET", "/", &[], "")).status, 200);
    browser.host = "evil.example".to_owned();
    assert_eq!(over_tls(at, &tls, &browser.request("GET", "/", &[], "")).status, 421);
    // Who speaks no TLS is not answered, and keeps nobody from being answered.
    let _silent = TcpStream::connect(at).unwrap();
    assert_ne!(send(at, b"GET / HTTP/1.1\r\nHost: desk.example\r\n\r\n").status, 200);
    browser.host = "desk.example".to_owned();
    assert_eq!(over_tls(at, &tls, &browser.request("GET", "/", &[], "")).status, 200);
}

#[test]
fn every_answer_carries_its_headers() {
    let served = Served::shared();
    let mut browser = served.browser();
    let mut answers = vec![
        ("a login", browser.get("/login")),
        ("a way there", browser.get("/")),
        ("what is not there", browser.get("/nothing")),
        ("an asset", browser.get("/assets/desk.css")),
        ("a refusal", browser.post_with("", "/login", &[], &[])),
    ];
    browser.host = "evil.example".to_owned();
    answers.push(("another host", browser.get("/")));
    for (what, answer) in answers {
        let policy = answer.header("content-security-policy");
        for part in [
            "default-src 'none'",
            "script-src 'self';",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        ] {
            assert!(policy.contains(part), "{what}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{what}: {policy}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), value, "{what}: {name}");
        }
        assert!(answer.header("permissions-policy").contains("camera=()"), "{what}");
        assert!(!answer.header("cache-control").is_empty(), "{what}");
        assert!(answer.header("strict-transport-security").is_empty() && answer.header("server").is_empty(), "{what}");
    }
}
