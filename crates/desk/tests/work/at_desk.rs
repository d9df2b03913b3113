//! A desk over a copy of the example case, asked as a browser asks.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode, header};
use hudna_desk::{Desk, Guard, Hosts, router};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tempfile::TempDir;
use tower::ServiceExt as _;

/// The day as of which the example is looked at.
pub const AS_OF: &str = "as-of=2021-02-05";
const UPLOAD: usize = 64 << 20;
const HOST: &str = "127.0.0.1:7117";

/// The file of the example case, made once.
fn example() -> &'static Path {
    static MADE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let make = || {
        let dir = tempfile::tempdir().expect("there is room");
        let path = dir.path().join("example.hudna");
        crate::example::make(&path.display().to_string(), true, &[]);
        (dir, path)
    };
    &MADE.get_or_init(make).1
}

/// A desk, with the token of who works at it.
pub struct AtDesk {
    pages: Router,
    token: String,
    _dir: TempDir,
}

impl AtDesk {
    /// One person works alone.
    pub async fn alone() -> AtDesk {
        let dir = tempfile::tempdir().expect("there is room");
        let path = dir.path().join("case.hudna");
        fs::copy(example(), &path).expect("it can be copied");
        let case = path.display().to_string();
        let desk = Arc::new(Desk::open(&case, "sara", Vec::new()).expect("it opens"));
        let hosts = Hosts::new(HOST.parse().expect("an address"), &[]);
        let guard = Guard::alone("sara", hosts, UPLOAD).expect("there is randomness");
        let mut desk = AtDesk { pages: router(desk, Arc::new(guard)), token: String::new(), _dir: dir };
        let (_, page) = desk.text("/sources").await;
        let token = page.split("name=\"hudna-token\" content=\"").nth(1).and_then(|rest| rest.split('"').next());
        desk.token = token.expect("the page has a token").to_owned();
        desk
    }

    async fn ask(&self, request: Request<Body>) -> Response<Body> {
        self.pages.clone().oneshot(request).await.expect("a router answers")
    }

    /// A page.
    pub async fn text(&self, path: &str) -> (StatusCode, String) {
        let request = Request::get(path).header(header::HOST, HOST).body(Body::empty()).expect("an address");
        let response = self.ask(request).await;
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        (status, String::from_utf8_lossy(&body).into_owned())
    }

    /// The JSON of a page that is there.
    pub async fn json(&self, path: &str) -> Value {
        let (status, text) = self.text(path).await;
        assert_eq!(status, StatusCode::OK, "{path}: {text}");
        serde_json::from_str(&text).expect("it is JSON")
    }

    /// Sends a form; the token comes with it.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> (StatusCode, Value) {
        let mut form = form_of(&[("token", &self.token)]);
        for field in fields {
            form.push('&');
            form.push_str(&form_of(&[*field]));
        }
        self.send(path, "application/x-www-form-urlencoded", form.into_bytes()).await
    }

    /// Sends a form that must do what it asks. Gives the number of the entry.
    pub async fn entered(&self, path: &str, fields: &[(&str, &str)]) -> u64 {
        let (status, told) = self.post(&format!("{path}.json"), fields).await;
        assert_eq!(status, StatusCode::OK, "{path} {fields:?}: {told}");
        told["entry"].as_u64().expect("it has a number")
    }

    /// Sends a body.
    pub async fn send(&self, path: &str, kind: &str, body: Vec<u8>) -> (StatusCode, Value) {
        let request = Request::post(path).header(header::HOST, HOST).header(header::CONTENT_TYPE, kind);
        let response = self.ask(request.body(Body::from(body)).expect("a request")).await;
        let status = response.status();
        let next = response.headers().get(header::LOCATION).map(|at| at.to_str().expect("plain").to_owned());
        let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        (status, next.map_or_else(|| serde_json::from_slice(&body).unwrap_or_default(), Value::String))
    }

    /// Uploads files with fields and waits until the job is done. Gives what the job says.
    pub async fn add(&self, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Value {
        let mut body = Vec::new();
        let token = [("token", self.token.as_str())];
        for (name, value) in token.iter().chain(fields) {
            let part = format!("--line\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        for (name, bytes) in files {
            let head = format!("--line\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--line--\r\n");
        let (status, told) = self.send("/add.json", "multipart/form-data; boundary=line", body).await;
        assert_eq!(status, StatusCode::OK, "{told}");
        let page = format!("/add/{}.json", told["job"]);
        loop {
            let job = self.json(&page).await;
            if matches!(job["stage"].as_str(), Some("done" | "failed")) {
                return job;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

fn form_of(fields: &[(&str, &str)]) -> String {
    let coded =
        |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
    fields.iter().map(|(name, value)| format!("{}={}", coded(name), coded(value))).collect::<Vec<_>>().join("&")
}
