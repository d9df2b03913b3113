//! A desk over the example case, on a port of its own.

use hudna_desk::{Desk, Guard, Hosts, Tiles, router};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, OnceLock};

/// What came back.
pub struct Answer {
    pub status: u16,
    pub body: String,
    head: String,
}

impl Answer {
    /// The value of a header.
    pub fn header(&self, name: &str) -> &str {
        let found = self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then_some(value.trim())
        });
        found.unwrap_or_default()
    }
}

/// The desk of the example.
pub fn served() -> SocketAddr {
    static AT: OnceLock<SocketAddr> = OnceLock::new();
    *AT.get_or_init(|| serve(None))
}

/// The same with a user's own tiles.
pub fn with_tiles() -> SocketAddr {
    static AT: OnceLock<SocketAddr> = OnceLock::new();
    *AT.get_or_init(|| serve(Some(Tiles::new("https://tiles.example.org:8443/{z}/{x}/{y}.png").unwrap())))
}

/// Asks for a page.
pub fn get(at: SocketAddr, path: &str) -> Answer {
    let mut stream = TcpStream::connect(at).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n\r\n").unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, body: body.to_owned(), head: head.to_owned() }
}

fn serve(tiles: Option<Tiles>) -> SocketAddr {
    let folder = tempfile::tempdir().unwrap().keep();
    let address = folder.join("example.hudna").to_string_lossy().into_owned();
    crate::example::make(&address, false, &[]);
    let desk = Arc::new(Desk::open(&address, "tester", Vec::new()).unwrap().with_tiles(tiles));
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let at = listener.local_addr().unwrap();
    let guard = Arc::new(Guard::alone("tester", Hosts::new(at, &[]), 1 << 20).unwrap());
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            let service = router(desk, guard).into_make_service_with_connect_info::<SocketAddr>();
            axum::serve(listener, service).await.unwrap();
        });
    });
    at
}
