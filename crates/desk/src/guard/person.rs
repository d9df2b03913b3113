//! Who asks, and what they may do.

use crate::error::DeskError;
use crate::say::Say;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::convert::Infallible;
use std::fmt;
use std::net::SocketAddr;
use std::str::FromStr;

/// What a person may do; each may do what those before may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Nobody that is known: may log in.
    #[default]
    #[serde(skip)]
    Nobody,
    /// Reads.
    Viewer,
    /// Adds reports and reviews claims.
    Coder,
    /// Joins and splits, judges sources, withdraws reports.
    Editor,
    /// Accounts, the case itself, redaction.
    Admin,
}

impl Role {
    /// The roles that an account can have.
    pub const ALL: [Role; 4] = [Role::Viewer, Role::Coder, Role::Editor, Role::Admin];

    /// The key of its name among the words of the desk.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Role::Nobody => "guard.role_nobody",
            Role::Viewer => "guard.role_viewer",
            Role::Coder => "guard.role_coder",
            Role::Editor => "guard.role_editor",
            Role::Admin => "guard.role_admin",
        }
    }

    /// Its name in the file of accounts, on the command line and in forms.
    pub fn name(self) -> &'static str {
        match self {
            Role::Nobody => "nobody",
            Role::Viewer => "viewer",
            Role::Coder => "coder",
            Role::Editor => "editor",
            Role::Admin => "admin",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Role {
    type Err = DeskError;

    fn from_str(text: &str) -> Result<Role, DeskError> {
        let found = Role::ALL.into_iter().find(|role| role.name() == text);
        found.ok_or_else(|| DeskError::Bad(Say::new("wrong.no_role").of(text)))
    }
}

/// Who asks. An extractor: every request that passes the gate has one.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// The name that stands in the log with what they enter.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// What forms send back, in a field `token`: the first field, where the form uploads files.
    pub token: String,
    /// They logged in, and can log out.
    pub session: bool,
}

impl Person {
    /// Whether they may do what takes this role.
    pub fn may(&self, role: Role) -> bool {
        self.role >= role
    }

    /// The person of a request; nobody where it did not pass the gate.
    pub fn of(parts: &Parts) -> Person {
        parts.extensions.get::<Person>().cloned().unwrap_or_default()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Person {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Person::of(parts))
    }
}

/// From where a request comes.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);
