//! The gate: every request passes it before any page is asked.

use super::pace::Paced;
use super::person::{Person, Role};
use super::{Guard, roles, token};
use crate::answer::failure;
use crate::ask::Ask;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::html::part;
use crate::say::Say;
use axum::body::Body;
use axum::extract::{FromRequestParts as _, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use std::sync::Arc;
use std::time::Duration;
use tokio_stream::StreamExt as _;

/// The largest body of whoever is not known: a name and a password.
const STRANGERS: usize = 64 * 1024;

/// How long, and for how many times what may be sent, a body that is too large is listened to.
const PATIENCE: Duration = Duration::from_secs(20);
const PATIENT: usize = 8;

/// Takes in what is sent, and forgets it.
async fn drained(body: Body, most: usize) {
    let mut chunks = body.into_data_stream();
    let mut left = most.saturating_mul(PATIENT);
    while let Some(Ok(chunk)) = chunks.next().await {
        left = left.saturating_sub(chunk.len());
        if left == 0 {
            return;
        }
    }
}

/// Lets a request pass, with the person who asks, or answers why not: the host, the person's role, and for what changes something
/// where it comes from, its size and its token.
pub async fn gate(State((guard, desk)): State<(Arc<Guard>, Arc<Desk>)>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    // Under a name that is not the desk's, nothing is said of who asks.
    if let Err(error) = known_host(&guard, &parts) {
        return refusal(&desk, parts, &error).await;
    }
    let person = guard.person(&parts.headers);
    parts.extensions.insert(person.clone());
    parts.extensions.insert(Arc::clone(&guard));
    let most = if person.role == Role::Nobody { STRANGERS } else { guard.upload };
    let checked = match check(&person, &parts, most) {
        Ok(()) if parts.method.is_safe() => Ok(body),
        Ok(()) => match token::carried(&parts.headers, Paced::body(body, guard.patience), most).await {
            Ok((Some(token), body)) if token::same(&token, &person.token) => Ok(body),
            Ok((Some(_), _)) => Err(DeskError::Forbidden(Say::new("wrong.other_session"))),
            Ok((None, _)) => {
                Err(DeskError::Forbidden(Say::new("wrong.no_token").of(token::TOKEN).of(token::TOKEN_HEADER)))
            }
            Err(error) => Err(error),
        },
        Err(error) => {
            // A browser shows no answer as long as it has not sent all.
            if matches!(error, DeskError::TooLarge(_)) {
                drop(tokio::time::timeout(PATIENCE, drained(body, most)).await);
            }
            Err(error)
        }
    };
    match checked {
        Ok(body) => next.run(Request::from_parts(parts, body)).await,
        Err(error) => refusal(&desk, parts, &error).await,
    }
}

fn known_host(guard: &Guard, parts: &Parts) -> Result<(), DeskError> {
    match host(&parts.headers, &parts.uri) {
        Some(host) if guard.hosts.answers(host) => Ok(()),
        host => Err(DeskError::Host(host.unwrap_or_default().escape_debug().to_string())),
    }
}

fn check(person: &Person, parts: &Parts, most: usize) -> Result<(), DeskError> {
    let pattern = parts.extensions.get::<MatchedPath>().map(MatchedPath::as_str);
    let least = roles::least(&parts.method, pattern);
    if !person.may(least) {
        return Err(match person.role {
            Role::Nobody => DeskError::Login,
            role => DeskError::Forbidden(Say::new("wrong.role").of(least).of(role)),
        });
    }
    let length = parts.headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > most as u64) {
        return Err(DeskError::TooLarge(most));
    }
    let host = host(&parts.headers, &parts.uri).unwrap_or_default();
    if !parts.method.is_safe() && !from_here(&parts.headers, host) {
        return Err(DeskError::Forbidden(Say::new("wrong.other_page")));
    }
    Ok(())
}

/// The host that a request is for. There is only one header for it.
fn host<'a>(headers: &'a HeaderMap, uri: &'a Uri) -> Option<&'a str> {
    let mut named = headers.get_all(header::HOST).iter();
    match (named.next(), named.next()) {
        (Some(host), None) => host.to_str().ok(),
        (None, None) => uri.authority().map(|authority| authority.as_str()),
        _ => None,
    }
}

/// Whether a request comes from a page of the desk, as far as the browser says; programs say nothing, and have the token.
fn from_here(headers: &HeaderMap, host: &str) -> bool {
    let said = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    if said("sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return false;
    }
    match said("origin") {
        None => true,
        Some(origin) => origin
            .split_once("://")
            .is_some_and(|(scheme, from)| matches!(scheme, "http" | "https") && from.eq_ignore_ascii_case(host)),
    }
}

/// Leads to the login, and from there back.
fn to_login(uri: &Uri) -> Response {
    let back = uri.path_and_query().map_or("/", |path| path.as_str());
    if back == "/" { Redirect::to("/login") } else { Redirect::to(&format!("/login?next={}", part(back))) }
        .into_response()
}

/// The answer to what may not pass. A page that is asked for leads to the login.
async fn refusal(desk: &Arc<Desk>, mut parts: Parts, error: &DeskError) -> Response {
    // A page of this may be asked for anew, as it is.
    if parts.method != Method::GET {
        parts.uri = Uri::from_static("/");
    }
    let page = parts
        .headers
        .get(header::ACCEPT)
        .is_some_and(|kinds| kinds.to_str().is_ok_and(|kinds| kinds.contains("text/html")));
    match Ask::from_request_parts(&mut parts, desk).await {
        Ok(ask) if page && ask.wants_html() && matches!(error, DeskError::Login) => to_login(&parts.uri),
        Ok(ask) => failure(&ask, error),
        Err(response) => response,
    }
}
