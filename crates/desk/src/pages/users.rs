//! The accounts of the desk, and the audit log of what became of them.

use crate::act::{Act, Done};
use crate::answer::{Page, answer};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::Frame;
use crate::guard::{Change, Guard, Role};
use crate::say::Say;
use askama::Template;
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Router};
use hudna_casebook::{Audit, Audited};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, to_value};
use std::sync::Arc;

/// The route of the page.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/users", get(users).post(change))
}

/// An account in the table.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Account")]
pub struct Row {
    name: String,
    role: Role,
    since: String,
}

/// The accounts as JSON.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Accounts")]
pub struct Body<'s> {
    /// The accounts.
    accounts: &'s [Row],
    /// What became of them, the newest last.
    audit: &'s [Audited],
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
        Ok(to_value(Body { accounts: &self.rows, audit: &self.audits })?)
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

/// What the form asks for.
fn asked(act: &Act) -> Result<Change, DeskError> {
    // As it was typed: blanks may be a part of it.
    let sent = |name: &str| act.values(name).next().unwrap_or_default().to_owned();
    let (name, role, password) = (sent("name"), || sent("role").parse(), sent("password"));
    Ok(match act.field("act") {
        Some("add") => Change::Add { name: name.trim().to_owned(), role: role()?, password },
        Some("role") => Change::Role { name, role: role()? },
        Some("password") => Change::Password { name, password },
        Some("remove") => Change::Remove { name },
        other => {
            let other = format!("act={}", other.unwrap_or_default());
            return Err(DeskError::Bad(Say::new("wrong.one_of").of(other).of("add, role, password, remove")));
        }
    })
}

async fn change(Extension(guard): Extension<Arc<Guard>>, act: Act) -> Response {
    act.work(move |act| {
        let audit = guard.accounts()?.change(asked(act)?)?;
        act.ask.desk.audit(&act.ask.person.name, &audit)?;
        Ok(Done { next: "/users".to_owned(), told: to_value(&audit)? })
    })
    .await
}
