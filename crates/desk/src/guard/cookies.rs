//! The desk's own cookies. Ports do not keep cookies apart, so each desk of a machine has names of its own.

use axum::http::{HeaderMap, HeaderValue, header};

/// The cookies of a desk.
#[derive(Debug, Clone)]
pub struct Cookies {
    /// The name of the one that names a session.
    pub session: String,
    stranger: String,
    tls: bool,
}

impl Cookies {
    /// The cookies of the desk at a port.
    pub fn new(port: u16, tls: bool) -> Cookies {
        // The browser takes cookies of such names only over TLS, for this host alone.
        let host = if tls { "__Host-" } else { "" };
        Cookies { session: format!("{host}hudna-{port}"), stranger: format!("{host}hudna-login-{port}"), tls }
    }

    /// The id of the session that a request names.
    pub fn session<'a>(&self, headers: &'a HeaderMap) -> Option<&'a str> {
        named(headers, &self.session)
    }

    /// What ties the login's form to the browser that asked for it.
    pub fn stranger<'a>(&self, headers: &'a HeaderMap) -> Option<&'a str> {
        named(headers, &self.stranger)
    }

    /// Sets the session. Links from elsewhere lead into it (Lax): addresses of pages are there to be passed on, and what
    /// changes something has its token.
    pub fn set_session(&self, id: &str, headers: &HeaderMap) -> Option<HeaderValue> {
        self.set(&self.session, id, "Lax", headers)
    }

    /// Sets what ties the login's form to the browser.
    pub fn set_stranger(&self, id: &str, headers: &HeaderMap) -> Option<HeaderValue> {
        self.set(&self.stranger, id, "Strict", headers)
    }

    /// Takes the session away, and what tied the login's form.
    pub fn clear(&self) -> impl Iterator<Item = HeaderValue> {
        let secure = if self.tls { "; Secure" } else { "" };
        [(&self.session, "Lax"), (&self.stranger, "Strict")].into_iter().filter_map(move |(name, site)| {
            format!("{name}=; Path=/; Max-Age=0; HttpOnly; SameSite={site}{secure}").parse().ok()
        })
    }

    fn set(&self, name: &str, value: &str, site: &str, headers: &HeaderMap) -> Option<HeaderValue> {
        // A proxy that speaks TLS says so; whoever says it without one only makes their own cookie stricter.
        let proxied = headers.get("x-forwarded-proto").is_some_and(|proto| proto == "https");
        let secure = if self.tls || proxied { "; Secure" } else { "" };
        format!("{name}={value}; Path=/; HttpOnly; SameSite={site}{secure}").parse().ok()
    }
}

fn named<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = all.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut found = pairs.filter(|(known, _)| *known == name).map(|(_, value)| value);
    found.next().filter(|value| value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
