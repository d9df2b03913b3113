//! Who may do what, and the defence of the desk: persons and roles, tokens of forms, names of hosts, the gate that every request passes.

mod gate;
mod hosts;
mod person;
mod roles;
mod token;

pub use gate::gate;
pub use hosts::Hosts;
pub use person::{Person, Role};
pub use token::Key;

use crate::error::DeskError;
use axum::http::HeaderMap;

/// What guards a desk.
pub struct Guard {
    key: Key,
    /// Who works at the desk where there are no accounts.
    by: String,
    hosts: Hosts,
    /// The largest body of a request, in bytes.
    pub(crate) upload: usize,
}

impl Guard {
    /// The guard of a desk at which one person works alone.
    ///
    /// # Errors
    /// The system has no randomness to give.
    pub fn alone(by: &str, hosts: Hosts, upload: usize) -> Result<Guard, DeskError> {
        Ok(Guard { key: Key::new()?, by: by.to_owned(), hosts, upload })
    }

    /// Who asks.
    fn person(&self, _headers: &HeaderMap) -> Person {
        Person { name: self.by.clone(), role: Role::Admin, token: self.key.token("alone") }
    }
}
