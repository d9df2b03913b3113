//! The gate: every request passes it before any page is asked.

use super::person::{Person, Role};
use super::{Guard, roles, token};
use crate::answer::failure;
use crate::ask::Ask;
use crate::desk::Desk;
use crate::error::DeskError;
use axum::extract::{FromRequestParts as _, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri, header};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

/// The largest body of whoever is not known: a name and a password.
const STRANGERS: usize = 64 * 1024;

/// Lets a request pass, with the person who asks, or answers why not: the host, the person's role, and for what changes something
/// where it comes from, its size and its token.
pub async fn gate(State((guard, desk)): State<(Arc<Guard>, Arc<Desk>)>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let person = guard.person(&parts.headers);
    parts.extensions.insert(person.clone());
    let most = if person.role == Role::Nobody { STRANGERS } else { guard.upload };
    let checked = match check(&guard, &person, &parts, most) {
        Ok(()) if parts.method.is_safe() => Ok(body),
        Ok(()) => match token::carried(&parts.headers, body, most).await {
            Ok((Some(token), body)) if token::same(&token, &person.token) => Ok(body),
            Ok((Some(_), _)) => Err(DeskError::Forbidden(
                "this form is of another session; load its page anew, and send it again".to_owned(),
            )),
            Ok((None, _)) => Err(DeskError::Forbidden(format!(
                "no token: forms send it in their first field `{}`, programs in the header `{}`",
                token::TOKEN,
                token::TOKEN_HEADER
            ))),
            Err(error) => Err(error),
        },
        Err(error) => Err(error),
    };
    match checked {
        Ok(body) => next.run(Request::from_parts(parts, body)).await,
        Err(error) => refusal(&desk, parts, &error).await,
    }
}

fn check(guard: &Guard, person: &Person, parts: &Parts, most: usize) -> Result<(), DeskError> {
    let host = host(&parts.headers, &parts.uri).ok_or_else(|| DeskError::Host(String::new()))?;
    if !guard.hosts.answers(host) {
        return Err(DeskError::Host(host.escape_debug().to_string()));
    }
    let pattern = parts.extensions.get::<MatchedPath>().map(MatchedPath::as_str);
    let least = roles::least(&parts.method, pattern);
    if !person.may(least) {
        return Err(match person.role {
            Role::Nobody => DeskError::Login,
            role => DeskError::Forbidden(format!("this takes the role {least}; yours is {role}")),
        });
    }
    let length = parts.headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > most as u64) {
        return Err(DeskError::TooLarge(most));
    }
    if !parts.method.is_safe() && !from_here(&parts.headers, host) {
        return Err(DeskError::Forbidden("the request comes from a page that is not of this desk".to_owned()));
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

/// The answer to what may not pass. A page that is asked for leads to the login.
async fn refusal(desk: &Arc<Desk>, mut parts: Parts, error: &DeskError) -> Response {
    // A page of this may be asked for anew, as it is.
    if parts.method != Method::GET {
        parts.uri = Uri::from_static("/");
    }
    match Ask::from_request_parts(&mut parts, desk).await {
        Ok(ask) => failure(&ask, error),
        Err(response) => response,
    }
}
