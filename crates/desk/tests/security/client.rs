//! A browser as far as a test needs one: requests that are written by hand, so that they can be wrong.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    fn of(bytes: &[u8]) -> Answer {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    /// The values of a header.
    pub fn all<'a>(&'a self, name: &str) -> Vec<&'a str> {
        let named = self.head.lines().filter_map(|line| line.split_once(':'));
        named.filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).collect()
    }

    /// The value of a header, empty where there is none.
    pub fn header<'a>(&'a self, name: &str) -> &'a str {
        self.all(name).first().copied().unwrap_or_default()
    }

    /// The token of the page's forms.
    pub fn token(&self) -> String {
        let found =
            self.body.split_once("name=\"hudna-token\" content=\"").and_then(|(_, rest)| rest.split('"').next());
        found.unwrap_or_default().to_owned()
    }
}

/// Sends bytes and reads what comes back; of a stream that does not end, the head.
pub fn send(at: SocketAddr, request: &[u8]) -> Answer {
    let stream = TcpStream::connect(at).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    exchange(stream, request)
}

/// The same over a connection that there is already.
pub fn exchange(mut stream: impl Read + Write, request: &[u8]) -> Answer {
    // The desk may answer, and hang up, before it has read all.
    let _ = stream.write_all(request);
    let (mut bytes, mut chunk) = (Vec::new(), [0; 16 * 1024]);
    while let Ok(read @ 1..) = stream.read(&mut chunk) {
        bytes.extend_from_slice(&chunk[..read]);
        let text = String::from_utf8_lossy(&bytes);
        if text.split_once("\r\n\r\n").is_some_and(|(head, _)| head.contains("text/event-stream")) {
            break;
        }
    }
    Answer::of(&bytes)
}

/// A field of a form.
pub fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { (byte as char).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// A browser: it keeps cookies, and the token of the last page.
pub struct Browser {
    pub at: SocketAddr,
    pub host: String,
    pub cookies: Vec<(String, String)>,
    pub token: String,
}

impl Browser {
    pub fn new(at: SocketAddr) -> Browser {
        Browser { at, host: at.to_string(), cookies: Vec::new(), token: String::new() }
    }

    /// A request as bytes.
    pub fn request(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
        let mut text = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.host);
        if !self.cookies.is_empty() {
            let all: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            text += &format!("Cookie: {}\r\n", all.join("; "));
        }
        for (name, value) in headers {
            text += &format!("{name}: {value}\r\n");
        }
        if method != "GET" {
            text += &format!("Content-Length: {}\r\n", body.len());
        }
        (text + "\r\n" + body).into_bytes()
    }

    /// Sends a request; cookies and token are taken over.
    pub fn ask(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let answer = send(self.at, &self.request(method, path, headers, body));
        for cookie in answer.all("set-cookie") {
            let (name, value) = cookie.split(';').next().and_then(|pair| pair.split_once('=')).unwrap();
            self.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        if !answer.token().is_empty() {
            self.token = answer.token();
        }
        answer
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.ask("GET", path, &[("Accept", "text/html")], "")
    }

    /// Sends a form, with the token.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token.clone();
        self.post_with(&token, path, fields, &[])
    }

    /// Sends a form, with any token.
    pub fn post_with(&mut self, token: &str, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answer {
        let fields = fields.iter().map(|(name, value)| format!("&{name}={}", encoded(value)));
        let body = format!("token={token}{}", fields.collect::<String>());
        let form = ("Content-Type", "application/x-www-form-urlencoded");
        self.ask("POST", path, &[&[form], headers].concat(), &body)
    }

    pub fn log_in(&mut self, name: &str, password: &str) -> Answer {
        if self.token.is_empty() {
            self.get("/login");
        }
        let answer = self.post("/login", &[("name", name), ("password", password)]);
        if answer.status == 303 {
            self.get("/account");
        }
        answer
    }
}
