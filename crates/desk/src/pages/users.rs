//! The accounts of the desk, and the audit log of what became of them.

use crate::answer::{Page, answer, failure};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::Frame;
use crate::guard::{Change, Guard, Role};
use crate::say::Say;
use askama::Template;
use axum::extract::Form;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Router};
use hudna_casebook::{Audit, Audited};
use serde::Deserialize;
use serde_json::{Value, json, to_value};
use std::sync::Arc;

/// The route of the page.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/users", get(users).post(change))
}

/// An account in the table.
struct Row {
    name: String,
    role: Role,
    since: String,
}

/// An entry of the audit log in its table.
struct Happened {
    at: String,
    by: String,
    /// The key of what it was.
    what: &'static str,
    account: String,
    /// What more there is to say: roles, or an address.
    more: String,
}

#[derive(Template)]
#[template(path = "users.html")]
struct UsersPage {
    frame: Frame,
    rows: Vec<Row>,
    audits: Vec<Audited>,
    file: String,
}

impl UsersPage {
    fn roles(&self) -> [Role; 4] {
        Role::ALL
    }

    /// The newest first.
    fn happened(&self) -> Vec<Happened> {
        self.audits.iter().rev().map(happened).collect()
    }
}

fn happened(audited: &Audited) -> Happened {
    let (what, account, more) = match &audited.audit {
        Audit::AccountAdded { account, role } => ("guard.audit_added", account.clone(), role.clone()),
        Audit::RoleChanged { account, from, to } => ("guard.audit_role", account.clone(), format!("{from} → {to}")),
        Audit::PasswordChanged { account } => ("guard.audit_password", account.clone(), String::new()),
        Audit::AccountRemoved { account } => ("guard.audit_removed", account.clone(), String::new()),
        Audit::LoginFailures { account, address } => {
            ("guard.audit_failures", account.clone().unwrap_or_default(), address.clone())
        }
    };
    let at = audited.at.strftime("%Y-%m-%d %H:%M").to_string();
    Happened { at, by: audited.by.clone(), what, account, more }
}

impl Page for UsersPage {
    fn json(&self) -> Result<Value, DeskError> {
        let account = |row: &Row| json!({ "name": row.name, "role": row.role, "since": row.since });
        let accounts: Vec<Value> = self.rows.iter().map(account).collect();
        Ok(json!({ "accounts": accounts, "audit": to_value(&self.audits)? }))
    }

    fn list(&self) -> Option<&'static str> {
        Some("accounts")
    }
}

async fn users(Extension(guard): Extension<Arc<Guard>>, ask: Ask) -> Response {
    answer(ask, move |sight| {
        let frame = Frame::new(sight.ask, "guard.users", "");
        let accounts = guard.accounts()?;
        let row = |account: crate::guard::Account| Row {
            name: account.name,
            role: account.role,
            since: account.since.strftime("%Y-%m-%d").to_string(),
        };
        let rows = accounts.all()?.into_iter().map(row).collect();
        let file = accounts.path().display().to_string();
        Ok(UsersPage { rows, audits: sight.ask.desk.audits(), file, frame })
    })
    .await
}

#[derive(Deserialize)]
struct Sent {
    #[serde(default)]
    act: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    password: String,
}

impl Sent {
    fn change(self) -> Result<Change, DeskError> {
        let Sent { act, name, role, password } = self;
        Ok(match act.as_str() {
            "add" => Change::Add { name: name.trim().to_owned(), role: role.parse()?, password },
            "role" => Change::Role { name, role: role.parse()? },
            "password" => Change::Password { name, password },
            "remove" => Change::Remove { name },
            _ => {
                return Err(DeskError::Bad(
                    Say::new("wrong.one_of").of(format!("act={act}")).of("add, role, password, remove"),
                ));
            }
        })
    }
}

async fn change(Extension(guard): Extension<Arc<Guard>>, ask: Ask, Form(sent): Form<Sent>) -> Response {
    let (desk, by) = (ask.desk.clone(), ask.person.name.clone());
    let work = move || {
        let audit = guard.accounts()?.change(sent.change()?)?;
        desk.audit(&by, &audit)
    };
    match tokio::task::spawn_blocking(work).await.unwrap_or(Err(DeskError::Failed)) {
        Ok(()) => Redirect::to("/users").into_response(),
        Err(error) => failure(&ask, &error),
    }
}
