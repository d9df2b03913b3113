//! One's own account: who one is, and another password.

use crate::answer::{Page, answer, failure};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::Frame;
use crate::guard::{Change, Guard, Peer, Refused};
use crate::pages::login::with;
use crate::say::Say;
use askama::Template;
use axum::extract::{ConnectInfo, Form};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Router};
use serde::Deserialize;
use serde_json::{Value, json};
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

impl Page for AccountPage {
    fn json(&self) -> Result<Value, DeskError> {
        let person = &self.frame.person;
        Ok(json!({ "name": person.name, "role": person.role, "token": person.token }))
    }
}

async fn account(ask: Ask) -> Response {
    answer(ask, |sight| Ok(AccountPage { frame: Frame::new(sight.ask, "guard.account", "") })).await
}

#[derive(Deserialize)]
struct Sent {
    #[serde(default)]
    old: String,
    #[serde(default)]
    new: String,
}

async fn set_password(
    Extension(guard): Extension<Arc<Guard>>,
    peer: Option<Extension<ConnectInfo<Peer>>>,
    headers: HeaderMap,
    ask: Ask,
    Form(sent): Form<Sent>,
) -> Response {
    if !ask.person.session {
        return failure(&ask, &DeskError::Bad(Say::new("wrong.no_login")));
    }
    let from = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |Extension(ConnectInfo(Peer(at)))| at.ip());
    let name = ask.person.name.clone();
    // Whoever finds the browser open is not to take the account over.
    match guard.prove(&name, &sent.old, from).await {
        Ok(()) => {}
        Err(Refused::Failed(error)) => return failure(&ask, &error),
        Err(Refused::Wrong) => return failure(&ask, &DeskError::Bad(Say::new("wrong.old_password"))),
        Err(Refused::Wait(wait)) => {
            return failure(&ask, &DeskError::Bad(Say::new("wrong.tries").of(wait.seconds)));
        }
    }
    let (desk, by) = (ask.desk.clone(), Arc::clone(&guard));
    let work = move || {
        let audit = by.accounts()?.change(Change::Password { name: name.clone(), password: sent.new })?;
        desk.audit(&name, &audit)
    };
    let done = tokio::task::spawn_blocking(work).await.unwrap_or(Err(DeskError::Failed));
    // All sessions of the account have ended with its old password; this browser gets a new one.
    match done.and_then(|()| guard.begin(&ask.person.name, &headers)) {
        Ok((_, cookies)) => with(Redirect::to("/account").into_response(), cookies),
        Err(error) => failure(&ask, &error),
    }
}
