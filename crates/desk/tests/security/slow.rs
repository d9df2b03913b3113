//! Whoever sends slowly: a letter now and then, so that a connection stays open without end. The desk does not wait for them, and answers
//! others meanwhile.

use crate::client::Browser;
use crate::served::Served;
use hudna_desk::Options;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(1);

fn impatient() -> Served {
    Served::with(|_| {}, |_, options| Options { patience: PATIENCE, ..options })
}

/// Sends bytes one by one until the desk hangs up. Gives how long that took, and what came back.
fn trickle(served: &Served, at_once: &[u8], then: &[u8]) -> (Duration, String) {
    let mut stream = TcpStream::connect(served.at).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
    let begun = Instant::now();
    stream.write_all(at_once).unwrap();
    let mut came = Vec::new();
    let mut left = then.iter().cycle();
    while begun.elapsed() < PATIENCE * 10 {
        if left.next().is_some_and(|byte| stream.write_all(&[*byte]).is_err()) {
            break;
        }
        let mut chunk = [0; 4096];
        match stream.read(&mut chunk) {
            Ok(0) => break,
            Ok(read) => came.extend_from_slice(&chunk[..read]),
            Err(error) if matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut) => {}
            Err(_) => break,
        }
    }
    (begun.elapsed(), String::from_utf8_lossy(&came).into_owned())
}

#[test]
fn a_request_whose_head_trickles_is_not_waited_for() {
    let served = impatient();
    let (took, came) = trickle(&served, format!("GET / HTTP/1.1\r\nHost: {}\r\n", served.at).as_bytes(), b"x-a: b\r\n");
    assert!(took < PATIENCE * 5, "{took:?}: {came}");
    assert!(!came.starts_with("HTTP/1.1 200"), "{came}");
    let (took, came) = trickle(&served, b"", b"");
    assert!(took < PATIENCE * 5, "{took:?}: {came}");
}

#[test]
fn a_form_that_trickles_is_not_waited_for() {
    let served = impatient();
    let mut browser = served.browser();
    browser.get("/add");
    let head = |kind: &str| {
        format!(
            "POST /add.json HTTP/1.1\r\nHost: {}\r\nContent-Type: {kind}\r\nContent-Length: 1000000\r\n\r\n",
            served.at
        )
    };
    let form = head("application/x-www-form-urlencoded");
    let field = "--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n";
    let (no_token, upload) =
        (head("multipart/form-data; boundary=x") + field, head("multipart/form-data; boundary=x") + field);
    let upload = upload + &browser.token + "\r\n--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n";
    for (what, begin) in [("a form", form), ("an upload before its token", no_token), ("an upload", upload)] {
        let (took, came) = trickle(&served, begin.as_bytes(), b"a");
        assert!(took < PATIENCE * 5, "{what}: {took:?}: {came}");
        assert!(came.starts_with("HTTP/1.1 408"), "{what}: {came}");
    }
    assert!(browser.get("/add").body.contains("<html"));
}

#[test]
fn many_that_are_slow_keep_nobody_out() {
    let served = impatient();
    let slow: Vec<TcpStream> = (0..300)
        .map(|_| {
            let mut stream = TcpStream::connect(served.at).unwrap();
            stream.write_all(b"GET / HTTP/1.1\r\nHost: ").unwrap();
            stream
        })
        .collect();
    let begun = Instant::now();
    let mut browser: Browser = served.browser();
    assert_eq!(browser.get("/case").status, 200);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    // All of them are let go.
    for mut stream in slow {
        stream.set_read_timeout(Some(PATIENCE * 10)).unwrap();
        let mut rest = Vec::new();
        let ended = stream.read_to_end(&mut rest);
        assert!(ended.is_ok() || ended.is_err_and(|error| error.kind() == std::io::ErrorKind::ConnectionReset));
    }
}
