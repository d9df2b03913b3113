//! How a desk is served: where, to whom, under which names; and what is refused because others could listen or come in.

use crate::error::DeskError;
use crate::guard::{Accounts, Guard, Hosts, PATIENCE, Tls};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// The largest body of a request, where nothing else is said: 64 MB.
pub const UPLOAD: usize = 64 << 20;

/// How the desk is served.
#[derive(Debug, Clone)]
pub struct Options {
    /// The address that is listened at; with port 0 a free one is taken.
    pub bind: SocketAddr,
    /// Who works at it where nobody logs in.
    pub by: String,
    /// The file of the accounts; beside the case where none is named. Where one is named, people log in.
    pub accounts: Option<PathBuf>,
    /// More names under which it answers. Where there are any, people log in.
    pub hosts: Vec<String>,
    /// The certificate for TLS.
    pub tls: Option<Tls>,
    /// Others may reach it without TLS: a proxy before it speaks TLS.
    pub insecure_http: bool,
    /// The largest body of a request, in bytes.
    pub upload: usize,
    /// How long the head of a request may take to come; a body may take longer the more of it has come.
    pub patience: Duration,
}

impl Options {
    /// A desk for one person, on the machine where they sit.
    pub fn alone(bind: SocketAddr, by: &str) -> Options {
        let (by, hosts) = (by.to_owned(), Vec::new());
        Options { bind, by, accounts: None, hosts, tls: None, insecure_http: false, upload: UPLOAD, patience: PATIENCE }
    }

    /// Only the machine itself reaches the address.
    fn on_loopback(&self) -> bool {
        self.bind.ip().to_canonical().is_loopback()
    }

    /// The accounts of a case, and whether people log in.
    ///
    /// # Errors
    /// Others could reach the desk, and there are no accounts, or what is said to it could be listened to.
    pub(crate) fn accounts(&self, case: &str) -> Result<(Option<Accounts>, bool), DeskError> {
        let shared = !self.on_loopback() || self.accounts.is_some() || !self.hosts.is_empty();
        let path = self.accounts.clone().or_else(|| Accounts::beside(case));
        if shared {
            let accounts = path.clone().map(Accounts::open).transpose()?;
            let some = accounts.as_ref().map(Accounts::all).transpose()?.is_some_and(|all| !all.is_empty());
            if !some {
                let named = match (&self.accounts, &path) {
                    (None, Some(_)) => String::new(),
                    (_, path) => format!(
                        " --accounts {}",
                        path.as_ref().map_or("FILE".into(), |path| path.display().to_string())
                    ),
                };
                return Err(DeskError::NoAccounts {
                    address: self.bind,
                    place: path.map_or("any place (`--accounts FILE` names one)".to_owned(), |path| {
                        path.display().to_string()
                    }),
                    case: format!("{case}{named}"),
                });
            }
            if !self.on_loopback() && self.tls.is_none() && !self.insecure_http {
                return Err(DeskError::Insecure(self.bind));
            }
            return Ok((accounts, true));
        }
        // Whoever works alone can prepare the accounts of others; a file that cannot be read does not keep them from working.
        Ok((path.and_then(|path| Accounts::open(path).ok()), false))
    }

    /// The guard of a desk that listens at an address.
    ///
    /// # Errors
    /// The system has no randomness to give.
    pub(crate) fn guard(&self, at: SocketAddr, accounts: Option<Accounts>, login: bool) -> Result<Guard, DeskError> {
        let guard = Guard::alone(&self.by, Hosts::new(at, &self.hosts), self.upload)?.with_accounts(accounts, login);
        let guard = guard.patient(self.patience);
        Ok(if self.tls.is_some() { guard.over_tls() } else { guard })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::{Change, Role};

    #[test]
    fn who_is_alone_needs_no_account_and_whoever_shares_does() {
        let folder = tempfile::tempdir().unwrap();
        let case = folder.path().join("a.hudna").display().to_string();
        let at = |address: &str| Options::alone(address.parse().unwrap(), "mona");
        let refused = |options: &Options, case: &str| {
            options.accounts(case).err().map(|error| error.to_string()).unwrap_or_default()
        };
        for address in ["127.0.0.1:0", "127.1.2.3:0", "[::1]:0", "[::ffff:127.0.0.1]:0"] {
            assert!(!at(address).accounts(&case).unwrap().1, "{address}");
        }
        for address in ["0.0.0.0:7117", "[::]:0", "192.0.2.1:7117"] {
            let said = refused(&at(address), &case);
            assert!(said.contains("hudna desk-user") && said.contains("a.hudna.accounts"), "{said}");
        }
        let named = Options { hosts: vec!["desk.example".to_owned()], ..at("127.0.0.1:0") };
        assert!(refused(&named, &case).contains("hudna desk-user"));
        assert!(refused(&at("0.0.0.0:0"), "postgres://db/case").contains("--accounts FILE"));
        let (name, password) = ("mona".to_owned(), "three far-off words".to_owned());
        let accounts = Accounts::open(Accounts::beside(&case).unwrap()).unwrap();
        accounts.change(Change::Add { name, role: Role::Admin, password }).unwrap();
        assert!(refused(&at("0.0.0.0:0"), &case).contains("--insecure-http"));
        assert!(Options { insecure_http: true, ..at("0.0.0.0:0") }.accounts(&case).unwrap().1);
        assert!(named.accounts(&case).unwrap().1);
    }
}
