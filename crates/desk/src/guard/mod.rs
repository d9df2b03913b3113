//! Who may do what, and the defence of the desk: accounts and sessions, roles, tokens of forms, names of hosts, the gate that every
//! request passes.

mod accounts;
mod cookies;
mod gate;
mod hosts;
mod pace;
mod password;
mod person;
mod roles;
mod sessions;
mod throttle;
mod tls;
mod token;

pub use accounts::{Account, Accounts, Change};
pub use gate::gate;
pub use hosts::Hosts;
pub use pace::TooSlow;
pub use person::{Peer, Person, Role};
pub use roles::roles;
pub use throttle::Wait;
pub use tls::{Tls, over};
pub use token::TOKEN_HEADER;

use crate::error::DeskError;
use crate::say::Say;
use axum::http::{HeaderMap, HeaderValue};
use cookies::Cookies;
use password::Passwords;
use sessions::Sessions;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use throttle::Throttle;
use token::{Key, fresh_id};
use tokio::sync::Semaphore;

/// How long a request may take to come, where nothing else is said. What a body may take beside depends on its length.
pub const PATIENCE: Duration = Duration::from_secs(20);
/// Passwords that are checked at the same time: each takes 19 MiB and a core.
const CHECKS: usize = 2;

/// What guards a desk.
pub struct Guard {
    key: Key,
    /// Who works at the desk where nobody logs in.
    by: String,
    hosts: Hosts,
    accounts: Option<Accounts>,
    /// Whoever wants to see something logs in first.
    login: bool,
    /// The desk is reached over TLS.
    pub(crate) tls: bool,
    /// The largest body of a request, in bytes.
    pub(crate) upload: usize,
    /// How long a request may take to come.
    pub(crate) patience: Duration,
    sessions: Sessions,
    throttle: Throttle,
    passwords: Passwords,
    checks: Semaphore,
    cookies: Cookies,
}

/// Why a login is refused.
#[derive(Debug)]
pub enum Refused {
    /// There is no such account, or its password is another; nobody learns which.
    Wrong,
    /// Too many tries.
    Wait(Wait),
    /// It could not be checked.
    Failed(DeskError),
}

impl Guard {
    /// The guard of a desk at which one person works alone, without logging in.
    ///
    /// # Errors
    /// The system has no randomness to give.
    pub fn alone(by: &str, hosts: Hosts, upload: usize) -> Result<Guard, DeskError> {
        Ok(Guard {
            key: Key::new()?,
            by: by.to_owned(),
            cookies: Cookies::new(hosts.port(), false),
            hosts,
            accounts: None,
            login: false,
            tls: false,
            upload,
            patience: PATIENCE,
            sessions: Sessions::default(),
            throttle: Throttle::default(),
            passwords: Passwords::new()?,
            checks: Semaphore::new(CHECKS),
        })
    }

    /// The same, where the accounts of others can be prepared; they log in where `login` says so.
    pub fn with_accounts(self, accounts: Option<Accounts>, login: bool) -> Guard {
        Guard { accounts, login, ..self }
    }

    /// The same, reached over TLS.
    pub fn over_tls(self) -> Guard {
        Guard { tls: true, cookies: Cookies::new(self.hosts.port(), true), ..self }
    }

    /// The same with more or less patience with whoever sends slowly.
    pub fn patient(self, patience: Duration) -> Guard {
        Guard { patience, ..self }
    }

    /// Whether people log in.
    pub fn has_login(&self) -> bool {
        self.login
    }

    /// The name of the cookie of a session, where people log in.
    pub fn session_cookie(&self) -> Option<&str> {
        self.login.then_some(&*self.cookies.session)
    }

    /// The accounts.
    ///
    /// # Errors
    /// It is not known where they are.
    pub fn accounts(&self) -> Result<&Accounts, DeskError> {
        let none = || DeskError::Bad(Say::new("wrong.no_place_for_accounts"));
        self.accounts.as_ref().ok_or_else(none)
    }

    /// Who asks. Nobody where nobody is logged in; the token is then that of the login's form.
    fn person(&self, headers: &HeaderMap) -> Person {
        if !self.login {
            let token = self.key.token("alone");
            return Person { name: self.by.clone(), role: Role::Admin, token, session: false };
        }
        let known = self.cookies.session(headers).and_then(|id| {
            let (name, stamp) = self.sessions.of(id)?;
            let account = self.accounts.as_ref()?.find(&name).filter(|account| account.stamp() == stamp);
            if account.is_none() {
                self.sessions.end(id);
            }
            let account = account?;
            Some(Person { name: account.name, role: account.role, token: self.key.token(id), session: true })
        });
        let stranger = || {
            let token = self.cookies.stranger(headers).map(|id| self.key.token(id));
            Person { token: token.unwrap_or_default(), ..Person::default() }
        };
        known.unwrap_or_else(stranger)
    }

    /// A stranger's form gets a token, and a cookie that goes with it.
    ///
    /// # Errors
    /// The system has no randomness to give.
    pub fn greet(&self, headers: &HeaderMap) -> Result<(Person, Option<HeaderValue>), DeskError> {
        let id = fresh_id()?;
        let cookie = self.cookies.set_stranger(&id, headers);
        Ok((Person { token: self.key.token(&id), ..Person::default() }, cookie))
    }

    /// Logs somebody in. Gives the person, and the cookies of their session, which is always a new one.
    ///
    /// # Errors
    /// Why not.
    pub async fn log_in(
        self: &Arc<Self>,
        name: &str,
        password: &str,
        from: IpAddr,
        headers: &HeaderMap,
    ) -> Result<(Person, Vec<HeaderValue>), Refused> {
        self.prove(name, password, from).await?;
        self.begin(name, headers).map_err(Refused::Failed)
    }

    /// Whether it is the password of the account. Every try counts.
    ///
    /// # Errors
    /// It is not, or there were too many tries.
    pub async fn prove(self: &Arc<Self>, name: &str, password: &str, from: IpAddr) -> Result<(), Refused> {
        self.throttle.take(name, from).map_err(Refused::Wait)?;
        if !self.fits(name, password).await.map_err(Refused::Failed)? {
            return Err(Refused::Wrong);
        }
        self.throttle.right(name, from);
        Ok(())
    }

    /// Begins a new session of an account, and ends the one that the request names.
    ///
    /// # Errors
    /// The account is gone, or there is no randomness.
    pub fn begin(&self, name: &str, headers: &HeaderMap) -> Result<(Person, Vec<HeaderValue>), DeskError> {
        let account = self.accounts()?.find(name).ok_or(DeskError::Login)?;
        if let Some(old) = self.cookies.session(headers) {
            self.sessions.end(old);
        }
        let id = self.sessions.begin(&account.name, account.stamp())?;
        let cookies = self.cookies.set_session(&id, headers).into_iter().collect();
        Ok((Person { name: account.name, role: account.role, token: self.key.token(&id), session: true }, cookies))
    }

    /// Ends the session that a request names. Gives the cookies that take it away.
    pub fn log_out(&self, headers: &HeaderMap) -> Vec<HeaderValue> {
        if let Some(id) = self.cookies.session(headers) {
            self.sessions.end(id);
        }
        self.cookies.clear().collect()
    }

    /// Whether it is the password of an account. Takes as long where there is no account.
    async fn fits(self: &Arc<Self>, name: &str, password: &str) -> Result<bool, DeskError> {
        let _turn = self.checks.acquire().await.map_err(|_| DeskError::Stopping)?;
        let (guard, name, password) = (Arc::clone(self), name.to_owned(), password.to_owned());
        let check = move || {
            let account = guard.accounts.as_ref().and_then(|accounts| accounts.find(&name));
            guard.passwords.fits(&password, account.as_ref().map(accounts::Account::kept))
        };
        tokio::task::spawn_blocking(check).await.map_err(|_| DeskError::Failed)
    }
}
