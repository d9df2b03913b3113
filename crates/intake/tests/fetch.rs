//! Addresses: fetched only when asked for, from real servers on this machine; redirects, limits, failures.

mod common;

use common::{all, reports, told};
use hudna_intake::{Format, Intake, IntakeError, Source};
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};

const PARAGRAPH: &str =
    "أعلنت القوات فك الحصار عن المدينة، وقالت إن القوافل تدخل منذ الصباح، وإن الطريق مفتوح أمام المدنيين.";

/// A server that answers each request with what `answer` says for its path; its address, and the requests that came.
fn serve(answer: impl Fn(&str) -> Vec<u8> + Send + 'static) -> (String, Receiver<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let (requests, seen) = channel();
    std::thread::spawn(move || {
        for connection in listener.incoming() {
            let Ok(mut connection) = connection else { return };
            let lines: Vec<String> =
                BufReader::new(&connection).lines().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
            let path = lines.first().and_then(|line| line.split(' ').nth(1)).unwrap_or_default().to_owned();
            // A client that has heard enough hangs up.
            let _hung_up = connection.write_all(&answer(&path));
            if requests.send(lines).is_err() {
                return;
            }
        }
    });
    (address, seen)
}

fn http(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

fn page() -> Vec<u8> {
    let paragraphs = format!("<p>{PARAGRAPH}</p>").repeat(3);
    let links = "<link rel=stylesheet href=/style.css><script src=/script.js></script>";
    format!(
        "<html><head><title>فك الحصار</title>{links}</head><body><article>{paragraphs}<img src=/x.png></article></body></html>"
    )
    .into_bytes()
}

fn fetch(address: &str) -> Vec<Result<Intake, IntakeError>> {
    all(Source::new([PathBuf::from(address)]).with_fetch(true))
}

#[test]
fn nothing_is_fetched_unasked() {
    let (address, seen) = serve(|_| page());
    let answers = all(Source::new([PathBuf::from(&address)]));
    let error = answers.into_iter().next().expect("an answer").expect_err("an address");
    assert_eq!(
        error.to_string(),
        format!(
            "{address}: is an address, and nothing is fetched unasked (give --fetch to fetch it, or save the page and \
             name the file)"
        )
    );
    assert!(seen.try_recv().is_err(), "a request came");
}

#[test]
fn a_page_and_nothing_that_it_refers_to() {
    let (address, seen) = serve(|_| http("200 OK", "Content-Type: text/html; charset=utf-8", &page()));
    let named = format!("{address}/a?b=1#c");
    let report = reports(fetch(&named)).pop().expect("a report");
    assert_eq!(report.text.lines().collect::<Vec<_>>(), [PARAGRAPH; 3]);
    assert_eq!(report.meta.url, Some(format!("{address}/a?b=1")));
    assert_eq!(report.doc, format!("{address}/a?b=1"));
    assert_eq!((report.original(), report.format), (&page()[..], Format::Html));
    let request = seen.recv().expect("a request");
    assert_eq!(request[0], "GET /a?b=1 HTTP/1.1");
    assert!(request.iter().any(|line| line.to_lowercase().starts_with("user-agent: hudna/")), "{request:?}");
    assert!(seen.try_recv().is_err(), "more was fetched");
}

#[test]
fn a_feed_and_none_of_its_links() {
    let (address, seen) = serve(|_| {
        let item = "<item><link>http://127.0.0.1:9/x</link><description>وصلت القافلة.</description></item>";
        let feed = format!("<rss version='2.0'><channel><title>مرصد</title>{item}<item/></channel></rss>");
        http("200 OK", "Content-Type: text/html", feed.as_bytes())
    });
    let answers = fetch(&format!("{address}/feed"));
    assert_eq!(told(&answers), ["http://127.0.0.1:9/x".to_owned(), format!("! {address}/feed:1: entry without text")]);
    assert_eq!(reports(answers)[0].meta.source.as_deref(), Some("مرصد"));
    assert_eq!(seen.iter().take(1).count(), 1);
    assert!(seen.try_recv().is_err(), "more was fetched");
}

#[test]
fn plain_text_in_the_encoding_that_the_server_tells() {
    let (address, _seen) = serve(|_| {
        let (arabic, _, _) = encoding_rs::WINDOWS_1256.encode("وصلت القافلة إلى الحي.\n");
        http("200 OK", "Content-Type: text/plain; charset=windows-1256", &arabic)
    });
    let report = reports(fetch(&address)).pop().expect("a report");
    assert_eq!((report.text.as_str(), report.format), ("وصلت القافلة إلى الحي.\n", Format::Text));
}

#[test]
fn redirects_are_followed_a_few_times() {
    let (address, _seen) = serve(|path| match path {
        "/old" => http("301 Moved Permanently", "Location: /new", b""),
        "/round" => http("302 Found", "Location: /round", b""),
        "/file" => http("302 Found", "Location: file:///etc/passwd", b""),
        _ => http("200 OK", "Content-Type: text/html", &page()),
    });
    let report = reports(fetch(&format!("{address}/old"))).pop().expect("a report");
    assert_eq!(report.meta.url, Some(format!("{address}/new")));
    for (path, reason) in [
        ("/round", "it points on to other addresses more than 5 times"),
        ("/file", "it points to `file:///etc/passwd`"),
    ] {
        assert_eq!(
            told(&fetch(&format!("{address}{path}"))),
            [format!("! {address}{path}: cannot be fetched: {reason}")]
        );
    }
}

#[test]
fn what_cannot_be_fetched_is_told() {
    let (address, _seen) = serve(|path| match path {
        "/gone" => http("404 Not Found", "Content-Type: text/html", &page()),
        "/image" => http("200 OK", "Content-Type: image/png", b"\x89PNG\r\n"),
        "/large" => http("200 OK", "Content-Type: text/html", &vec![b' '; 33 << 20]),
        "/cut" => http("200 OK", "Content-Type: text/html", &page()).split_last().expect("bytes").1.to_vec(),
        _ => b"no HTTP".to_vec(),
    });
    let of = |path: &str| told(&fetch(&format!("{address}{path}"))).concat().replace(&address, "");
    assert_eq!(of("/gone"), "! /gone: cannot be fetched: the server answers 404 Not Found");
    assert_eq!(of("/image"), "! /image: cannot be fetched: it is neither page nor feed, but `image/png`");
    assert_eq!(of("/large"), "! /large: larger than 32 MiB");
    for path in ["/cut", "/junk"] {
        assert!(of(path).starts_with(&format!("! {path}: cannot be fetched: ")), "{}", of(path));
    }
    for address in ["http://127.0.0.1:9/", "https://127.0.0.1:9/", "http://", "https://[", "http://a b/"] {
        let answers = fetch(address);
        assert!(answers.len() == 1 && answers[0].is_err(), "{address}: {:?}", told(&answers));
    }
}
