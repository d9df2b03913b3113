//! A desk that runs for a test.

use crate::client::Browser;
use hudna_casebook::Casebook;
use hudna_desk::{Accounts, Change, Desk, Options, Role, serve};
use std::net::SocketAddr;
use std::sync::mpsc;
use std::time::Duration;
use tempfile::TempDir;

/// The password of all accounts.
pub const PASSWORD: &str = "three far-off words";

/// A desk that runs, until the test ends.
pub struct Served {
    pub at: SocketAddr,
    pub case: String,
    _folder: TempDir,
}

impl Served {
    /// One at which somebody works alone.
    pub fn alone() -> Served {
        Served::with(|_| {}, |_, options| options)
    }

    /// One with an account of each role, named after it.
    pub fn shared() -> Served {
        Served::with(accounts, |case, options| Options { accounts: Accounts::beside(case), ..options })
    }

    /// One whose case is filled, and whose options are set.
    pub fn with(fill: impl FnOnce(&str), set: impl FnOnce(&str, Options) -> Options) -> Served {
        let folder = tempfile::tempdir().unwrap();
        let case = folder.path().join("a.hudna").display().to_string();
        Casebook::open_or_create(&case, "test").unwrap();
        fill(&case);
        let options = set(&case, Options::alone("127.0.0.1:0".parse().unwrap(), "mona"));
        let desk = Desk::open(&case, "mona", Vec::new()).unwrap();
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || serve(desk, &options, move |at| tell.send(at).unwrap()).unwrap());
        let at = told.recv_timeout(Duration::from_secs(60)).expect("the desk starts");
        Served { at, case, _folder: folder }
    }

    /// A browser that is not logged in.
    pub fn browser(&self) -> Browser {
        Browser::new(self.at)
    }

    /// A browser in which the account of a role is logged in.
    pub fn logged_in(&self, role: Role) -> Browser {
        let mut browser = self.browser();
        let answer = browser.log_in(role.name(), PASSWORD);
        assert_eq!(answer.status, 303, "{}", answer.body);
        browser
    }
}

/// An account of each role beside a case.
pub fn accounts(case: &str) {
    let accounts = Accounts::open(Accounts::beside(case).unwrap()).unwrap();
    for role in Role::ALL {
        add(&accounts, role.name(), role);
    }
}

pub fn add(accounts: &Accounts, name: &str, role: Role) {
    accounts.change(Change::Add { name: name.to_owned(), role, password: PASSWORD.to_owned() }).unwrap();
}
