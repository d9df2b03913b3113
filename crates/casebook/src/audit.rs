//! What happens at a shared desk besides reports and decisions: accounts, roles, passwords, logins that failed. No secret stands in it.

use hudna_casefile::Entry;
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The kind of an entry that is of the audit log.
pub const KIND_AUDIT: &str = "audit";

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum Audit {
    /// An account was made.
    AccountAdded {
        /// Its name.
        account: String,
        /// Its role.
        role: String,
    },
    /// An account was given another role.
    RoleChanged {
        /// Its name.
        account: String,
        /// The role that it had.
        from: String,
        /// The role that it has.
        to: String,
    },
    /// An account was given another password.
    PasswordChanged {
        /// Its name.
        account: String,
    },
    /// An account was taken away.
    AccountRemoved {
        /// Its name.
        account: String,
    },
    /// So many logins failed that no more are let through for a while.
    LoginFailures {
        /// The account, if there is one of the name that was tried. What else was typed is not kept: it may be a password.
        account: Option<String>,
        /// From where.
        address: String,
    },
}

/// An entry of the audit log.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Audited {
    /// Its place in the log.
    pub entry: u64,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// What.
    #[serde(flatten)]
    pub audit: Audit,
}

impl Audited {
    /// An entry of the case, if it is of the audit log. What a later version wrote into it is left out.
    pub fn of(entry: &Entry) -> Option<Audited> {
        if entry.kind != KIND_AUDIT {
            return None;
        }
        let audit = serde_json::from_slice(entry.body.as_deref()?).ok()?;
        Some(Audited { entry: entry.seq, at: entry.at, by: entry.by.clone(), audit })
    }
}
