//! Logging in and out.

use crate::answer::{failure, kept_language};
use crate::ask::{Ask, Format};
use crate::desk::Desk;
use crate::error::{DeskError, Problem};
use crate::frame::Frame;
use crate::guard::{Guard, Peer, Person, Refused, Role};
use crate::pages::account::Me;
use crate::say::Say;
use askama::Template;
use axum::extract::rejection::FormRejection;
use axum::extract::{ConnectInfo, Form};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Json, Router};
use hudna_casebook::Audit;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

/// Who enters into the log that logins failed.
const DESK: &str = "desk";

/// The routes of the login.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/login", get(login).post(log_in)).route("/logout", post(log_out))
}

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage {
    frame: Frame,
    /// Where one comes from and is led to.
    next: String,
    name: String,
    /// The key of what went wrong.
    problem: Option<&'static str>,
}

/// What a program is told that wants to log in.
#[derive(JsonSchema, Serialize)]
pub struct Greeting<'s> {
    /// The token of the form.
    token: &'s str,
    /// Why the last try failed.
    #[serde(flatten)]
    problem: Option<Problem>,
}

/// What a program is told that has logged out.
#[derive(JsonSchema, Serialize)]
pub struct LoggedOut {
    /// Nobody is logged in.
    logged_out: bool,
}

#[derive(Deserialize)]
struct Sent {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

async fn login(Extension(guard): Extension<Arc<Guard>>, headers: HeaderMap, ask: Ask) -> Response {
    let next = inside(ask.param("next").unwrap_or_default()).to_owned();
    if ask.person.role != Role::Nobody && ask.wants_html() {
        return Redirect::to(&next).into_response();
    }
    // A form that is open in another window stays good.
    let greeted = if ask.person.token.is_empty() { guard.greet(&headers) } else { Ok((ask.person.clone(), None)) };
    let (person, cookie) = match greeted {
        Ok(greeted) => greeted,
        Err(error) => return failure(&ask, &error),
    };
    let ask = Ask { person, ..ask };
    with(page(&ask, StatusCode::OK, next, String::new(), None), cookie)
}

fn page(ask: &Ask, status: StatusCode, next: String, name: String, problem: Option<&'static str>) -> Response {
    let frame = Frame::new(ask, "guard.login", "");
    if ask.format != Format::Html {
        let problem = problem.map(|key| Problem::new(status, frame.word(key)));
        return (status, Json(Greeting { token: &frame.token, problem })).into_response();
    }
    match (LoginPage { frame, next, name, problem }).render() {
        Ok(html) => {
            let mut response = (status, Html(html)).into_response();
            kept_language(ask, &mut response);
            response
        }
        Err(error) => failure(ask, &error.into()),
    }
}

async fn log_in(
    Extension(guard): Extension<Arc<Guard>>,
    peer: Option<Extension<ConnectInfo<Peer>>>,
    headers: HeaderMap,
    ask: Ask,
    sent: Result<Form<Sent>, FormRejection>,
) -> Response {
    let Form(sent) = match sent {
        Ok(sent) => sent,
        Err(why) => return failure(&ask, &DeskError::Bad(Say::new("wrong.form").of(why.body_text()))),
    };
    let from = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |Extension(ConnectInfo(Peer(at)))| at.ip());
    let next = inside(&sent.next).to_owned();
    if !guard.has_login() {
        let nobody = || failure(&ask, &DeskError::Bad(Say::new("wrong.no_login")));
        return if ask.wants_html() { Redirect::to(&next).into_response() } else { nobody() };
    }
    match guard.log_in(&sent.name, &sent.password, from, &headers).await {
        Ok((person, cookies)) => {
            let to = if ask.wants_html() { Redirect::to(&next).into_response() } else { known(&person) };
            with(to, cookies)
        }
        Err(Refused::Wrong) => page(&ask, StatusCode::UNAUTHORIZED, next, sent.name, Some("guard.wrong")),
        Err(Refused::Wait(wait)) => {
            if wait.begins {
                tell(&ask, &guard, &sent.name, from).await;
            }
            let mut response = page(&ask, StatusCode::TOO_MANY_REQUESTS, next, sent.name, Some("guard.wait"));
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.seconds));
            response
        }
        Err(Refused::Failed(error)) => failure(&ask, &error),
    }
}

/// Enters into the log that many logins failed.
async fn tell(ask: &Ask, guard: &Arc<Guard>, name: &str, from: IpAddr) {
    let account = guard.accounts().ok().and_then(|accounts| accounts.find(name)).map(|account| account.name);
    let audit = Audit::LoginFailures { account, address: from.to_string() };
    let desk = ask.desk.clone();
    let told = tokio::task::spawn_blocking(move || desk.audit(DESK, &audit)).await;
    if let Ok(Err(error)) = told {
        eprintln!("hudna: logins fail, and it cannot be entered: {error}");
    }
}

/// What a program is told that has logged in.
fn known(person: &Person) -> Response {
    Json(Me::from(person)).into_response()
}

async fn log_out(Extension(guard): Extension<Arc<Guard>>, headers: HeaderMap, ask: Ask) -> Response {
    let login = guard.has_login();
    let to = match ask.format {
        Format::Html => Redirect::to(if login { "/login" } else { "/" }).into_response(),
        _ => Json(LoggedOut { logged_out: login }).into_response(),
    };
    if !login {
        return to;
    }
    let mut response = with(to, guard.log_out(&headers));
    // What was seen is not to be found with the browser's way back.
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    response
}

/// The same answer, with cookies.
pub fn with(mut response: Response, cookies: impl IntoIterator<Item = HeaderValue>) -> Response {
    for cookie in cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// An address of this desk; the first page for any other.
fn inside(next: &str) -> &str {
    let plain = next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let rest = next.strip_prefix('/');
    if plain && rest.is_some_and(|rest| !rest.starts_with('/')) { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn one_is_led_to_this_desk_only() {
        for next in ["/", "/sieges?as-of=2021-02-03", "/a//b"] {
            assert_eq!(inside(next), next);
        }
        for next in
            ["", "//evil.example", "/\\evil.example", "https://evil.example", "javascript:x", "/a\r\nb", "/\t/e", "/ع"]
        {
            assert_eq!(inside(next), "/", "{next}");
        }
    }
}
