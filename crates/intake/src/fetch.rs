//! The only place that reaches the network: fetches one page or feed that the user names, when asked to, and nothing that it
//! refers to.

use crate::error::Problem;
use crate::feed;
use crate::sent::http::codings;
use crate::sent::{Kind, Page};
use std::sync::Arc;
use std::time::Duration;
use ureq::http::{Response, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body};
use url::Url;

/// How we name ourselves.
const AGENT: &str = concat!("hudna/", env!("CARGO_PKG_VERSION"));
/// The largest answer.
const MAX_ANSWER: u64 = 32 << 20;
/// How often an address may point to another.
const MAX_REDIRECTS: usize = 5;
/// To reach the server.
const CONNECT: Duration = Duration::from_secs(15);
/// For all of one address.
const WHOLE: Duration = Duration::from_secs(60);

/// What an address gave.
#[derive(Debug)]
pub(crate) enum Fetched {
    Page(Page),
    Feed(Vec<u8>),
}

/// Whether an input is an address.
pub(crate) fn is_address(input: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        input.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)) && input.len() > scheme.len()
    })
}

/// Fetches what stands at an address.
pub(crate) fn fetch(address: &str) -> Result<Fetched, Problem> {
    let (mut url, mut answer) = answer(address)?;
    // Neither a place within the page nor a password is part of where it was published. What has no user has no password.
    url.set_fragment(None);
    if url.set_username("").and_then(|()| url.set_password(None)).is_err() {
        return Err(failed("its address names no server".to_owned()));
    }
    let header = |name| answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let content_type = header(header::CONTENT_TYPE);
    let codings = codings([header(header::CONTENT_ENCODING).as_str()])?;
    let mut body = match answer.body_mut().with_config().limit(MAX_ANSWER).read_to_vec() {
        Err(ureq::Error::BodyExceedsLimit(_)) => return Err(Problem::TooLarge { limit: MAX_ANSWER }),
        other => other.map_err(problem)?,
    };
    for coding in codings {
        body = coding.undo(body)?;
    }
    // Many servers send feeds as any kind of text.
    if feed::is_feed(&body) {
        return Ok(Fetched::Feed(body));
    }
    match Kind::of(&content_type) {
        Some(kind) => Ok(Fetched::Page(Page { url: url.into(), date: None, kind, codings: Vec::new(), body })),
        None => Err(failed(format!("it is neither page nor feed, but `{content_type}`"))),
    }
}

/// The answer, and where it came from in the end.
fn answer(address: &str) -> Result<(Url, Response<Body>), Problem> {
    let agent = agent();
    let mut url = Url::parse(address).map_err(|error| failed(error.to_string()))?;
    for _ in 0..=MAX_REDIRECTS {
        let accept =
            "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/plain, */*;q=0.1";
        let answer = agent.get(url.as_str()).header(header::ACCEPT, accept).call().map_err(problem)?;
        let status = answer.status();
        let elsewhere = answer.headers().get(header::LOCATION).filter(|_| status.is_redirection());
        let Some(elsewhere) = elsewhere else {
            return if status.is_success() {
                Ok((url, answer))
            } else {
                Err(failed(format!("the server answers {status}")))
            };
        };
        let location = String::from_utf8_lossy(elsewhere.as_bytes());
        let next = url.join(&location).map_err(|error| failed(format!("it points to `{location}`: {error}")))?;
        // What was asked for in secret is not asked for in the open.
        if !matches!((url.scheme(), next.scheme()), ("http", "http" | "https") | ("https", "https")) {
            return Err(failed(format!("it points to `{next}`")));
        }
        url = next;
    }
    Err(failed(format!("it points on to other addresses more than {MAX_REDIRECTS} times")))
}

fn agent() -> Agent {
    // The roots that this machine trusts.
    let tls = TlsConfig::builder()
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .root_certs(RootCerts::PlatformVerifier)
        .build();
    Agent::config_builder()
        .tls_config(tls)
        .user_agent(AGENT)
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_connect(Some(CONNECT))
        .timeout_global(Some(WHOLE))
        .build()
        .new_agent()
}

fn problem(error: ureq::Error) -> Problem {
    failed(match error {
        ureq::Error::HostNotFound => "there is no such server, or no connection to the network".to_owned(),
        ureq::Error::ConnectionFailed => "the server cannot be reached".to_owned(),
        ureq::Error::Timeout(_) => "the server takes too long".to_owned(),
        error => error.to_string(),
    })
}

fn failed(reason: String) -> Problem {
    Problem::Fetch { reason }
}
