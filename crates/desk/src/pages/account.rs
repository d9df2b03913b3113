//! One's own account: who one is, and another password.

use crate::act::Act;
use crate::answer::{Page, answer, failure};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::Frame;
use crate::guard::{Change, Guard, Peer, Person, Refused, Role};
use crate::pages::login::with;
use crate::say::Say;
use askama::Template;
use axum::extract::ConnectInfo;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Router};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, to_value};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

/// The route of the page.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/account", get(account).post(set_password))
}

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    frame: Frame,
}

/// Who asks, as JSON.
#[derive(JsonSchema, Serialize)]
pub struct Me<'s> {
    /// The name.
    name: &'s str,
    /// What they may do.
    role: Role,
    /// What changes something sends this back: forms in their first field `token`, programs in the header `x-hudna-token`.
    token: &'s str,
}

impl<'s> From<&'s Person> for Me<'s> {
    fn from(person: &'s Person) -> Me<'s> {
        Me { name: &person.name, role: person.role, token: &person.token }
    }
}

impl Page for AccountPage {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(to_value(Me::from(&self.frame.person))?)
    }
}

async fn account(ask: Ask) -> Response {
    answer(ask, |sight| Ok(AccountPage { frame: Frame::new(sight.ask, "guard.account", "") })).await
}

async fn set_password(
    Extension(guard): Extension<Arc<Guard>>,
    peer: Option<Extension<ConnectInfo<Peer>>>,
    headers: HeaderMap,
    act: Act,
) -> Response {
    let sent = |name: &str| act.values(name).next().unwrap_or_default().to_owned();
    let (old, new, ask) = (sent("old"), sent("new"), act.ask.clone());
    if !ask.person.session {
        return failure(&ask, &DeskError::Bad(Say::new("wrong.no_login")));
    }
    let from = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |Extension(ConnectInfo(Peer(at)))| at.ip());
    let name = ask.person.name.clone();
    // Whoever finds the browser open is not to take the account over.
    match guard.prove(&name, &old, from).await {
        Ok(()) => {}
        Err(Refused::Failed(error)) => return failure(&ask, &error),
        Err(Refused::Wrong) => return failure(&ask, &DeskError::Bad(Say::new("wrong.old_password"))),
        Err(Refused::Wait(wait)) => {
            return failure(&ask, &DeskError::Bad(Say::new("wrong.tries").of(wait.seconds)));
        }
    }
    let (desk, by) = (ask.desk.clone(), Arc::clone(&guard));
    let work = move || {
        let audit = by.accounts()?.change(Change::Password { name: name.clone(), password: new })?;
        desk.audit(&name, &audit)
    };
    let done = tokio::task::spawn_blocking(work).await.unwrap_or(Err(DeskError::Failed));
    // All sessions of the account have ended with its old password; this browser gets a new one.
    match done.and_then(|()| guard.begin(&ask.person.name, &headers)) {
        Ok((person, cookies)) => {
            let known = || axum::Json(Me::from(&person)).into_response();
            with(if ask.wants_html() { Redirect::to("/account").into_response() } else { known() }, cookies)
        }
        Err(error) => failure(&ask, &error),
    }
}
