//! A desk over the example case and a report that means harm, asked in the process itself.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use hudna_desk::{Desk, Guard, Hosts, router};
use serde_json::Value;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;
use tower::ServiceExt as _;

/// A report that tries what reports can try: tags, attributes, entities, controls that turn text around, formulas.
pub const HOSTILE: &str = "---\nsource: +outlet(1)\ntitle: \"=HYPERLINK(1)</title><script>alert(0)</script>\"\n\
    published: 2021-02-03\nurl: \"javascript:alert(1)\"\n---\n\
    <script>alert(1)</script><img src=x onerror=\"alert(2)\"> & &lt;b&gt; 'x'\r\n\
    =2+5 فرضت قوات النظام حصارا \u{202e}على حي الشيخ مقصود\u{2069} في مدينة حلب </p></div><form action=//evil>.\n\
    \n\
    وقالت \"الأسايش\" إنها <svg/onload=alert(3)> رفعت الحصار عن الحي.\n";

/// A desk that answers.
pub struct Served {
    router: Router,
    runtime: Mutex<tokio::runtime::Runtime>,
    _folder: Option<tempfile::TempDir>,
}

/// An answer.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// The desk of all tests.
pub fn served() -> &'static Served {
    static SERVED: OnceLock<Served> = OnceLock::new();
    SERVED.get_or_init(|| served_with(&[("hostile.txt", HOSTILE)]))
}

/// A desk over the example case and some more reports.
pub fn served_with(reports: &[(&str, &str)]) -> Served {
    let folder = tempfile::tempdir().unwrap();
    let address = folder.path().join("texts.hudna").to_string_lossy().into_owned();
    crate::example::make(&address, false, reports);
    Served { _folder: Some(folder), ..served_over(&address) }
}

/// A desk over a case that is there.
pub fn served_over(address: &str) -> Served {
    let desk = Arc::new(Desk::open(address, "tester", Vec::new()).unwrap());
    let hosts = Hosts::new("127.0.0.1:7117".parse().unwrap(), &[]);
    let guard = Arc::new(Guard::alone("tester", hosts, 1 << 20).unwrap());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let served = Served { router: router(desk, guard), runtime: Mutex::new(runtime), _folder: None };
    // The index is made in the background.
    for _ in 0..600 {
        let found = served.ask("/search.json?q=x");
        if found.status == StatusCode::OK && found.json()["waiting"] == 0 {
            return served;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("the index was not made in a minute");
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// Lines of JSON.
    pub fn rows(&self) -> Vec<Value> {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text());
        self.text().lines().map(|row| serde_json::from_str(row).unwrap()).collect()
    }

    pub fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl Served {
    pub fn ask(&self, address: &str) -> Answer {
        self.send(Request::get(address).body(Body::empty()).unwrap())
    }

    /// Sends any request.
    pub fn send(&self, mut request: Request<Body>) -> Answer {
        request.headers_mut().insert(header::HOST, "127.0.0.1:7117".parse().unwrap());
        let router = self.router.clone();
        self.runtime.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).block_on(async {
            let answer = router.oneshot(request).await.unwrap();
            let (status, headers) = (answer.status(), answer.headers().clone());
            Answer { status, headers, body: to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec() }
        })
    }

    /// A page on which something is searched for.
    pub fn found(&self, path: &str, q: &str) -> Answer {
        let q: String = q.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let answer = self.ask(&format!("{path}?q={q}"));
        assert_eq!(answer.status, StatusCode::OK, "{path} {q}: {}", answer.text());
        answer
    }
}
