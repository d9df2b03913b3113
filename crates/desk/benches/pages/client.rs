//! A client as far as the bench needs one: a connection that stays open, whose answers are read to their end and kept only where asked for.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// What came back.
pub struct Answer {
    pub status: u16,
    /// From the request's first byte to the answer's last.
    pub took: Duration,
    /// To the answer's first byte.
    pub first: Duration,
    /// Bytes of the body.
    pub size: usize,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// A connection.
pub struct Client {
    at: SocketAddr,
    stream: BufReader<TcpStream>,
}

impl Client {
    pub fn new(at: SocketAddr) -> Client {
        let stream = TcpStream::connect(at).expect("the desk answers");
        stream.set_nodelay(true).expect("it is a connection");
        Client { at, stream: BufReader::with_capacity(1 << 16, stream) }
    }

    /// Asks, and forgets the body.
    pub fn get(&mut self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.at), false)
    }

    /// Asks, and keeps the body.
    pub fn read(&mut self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.at), true)
    }

    /// Sends a form.
    pub fn post(&mut self, path: &str, body: &str, cookie: &str) -> Answer {
        let length = body.len();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nOrigin: http://{}\r\nCookie: {cookie}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{body}",
            self.at, self.at
        );
        self.ask(&head, true)
    }

    fn ask(&mut self, request: &str, keep: bool) -> Answer {
        let began = Instant::now();
        self.stream.get_mut().write_all(request.as_bytes()).expect("the desk listens");
        let status = self.line();
        let first = began.elapsed();
        let status = status.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let (mut length, mut chunked) = (0, false);
        loop {
            let line = self.line().to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(bytes) = line.strip_prefix("content-length: ") {
                length = bytes.parse().expect("it is a length");
            }
            chunked |= line == "transfer-encoding: chunked";
        }
        let (mut body, mut size) = (Vec::new(), 0);
        while chunked {
            let line = self.line();
            let bytes = usize::from_str_radix(line.split(';').next().unwrap_or_default(), 16).expect("it is a length");
            self.take(bytes, keep, &mut body);
            size += bytes;
            self.line();
            chunked = bytes > 0;
        }
        self.take(length, keep, &mut body);
        Answer { status, took: began.elapsed(), first, size: size + length, body }
    }

    fn take(&mut self, bytes: usize, keep: bool, body: &mut Vec<u8>) {
        let mut part = (&mut self.stream).take(bytes as u64);
        let read = if keep {
            part.read_to_end(body).map(|read| read as u64)
        } else {
            std::io::copy(&mut part, &mut std::io::sink())
        };
        assert_eq!(read.expect("the answer can be read"), bytes as u64, "the answer ends too early");
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stream.read_line(&mut line).expect("the answer can be read");
        line.trim_end().to_owned()
    }
}
