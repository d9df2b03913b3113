//! The accounts of a shared desk: a file beside the case, not in it, so that a case can be handed on without them.

use super::password;
use super::person::Role;
use crate::error::DeskError;
use crate::say::Say;
use hudna_casebook::Audit;
use hudna_casefile::Sha256;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// The most letters of a name.
const LONGEST: usize = 64;
/// How long the file is taken to be what it was when last looked at.
const TRUST: Duration = Duration::from_millis(500);
/// What stands above the accounts.
const HEAD: &str = "# The accounts of a desk. Made by `hudna desk-user`; passwords are kept as argon2id.\n\n";

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Who it is for.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The password as argon2id keeps it.
    password: String,
    /// Since when it is as it is.
    pub since: Timestamp,
}

impl Account {
    /// What a login is bound to: where it is another, because the role or the password is, the login has ended.
    pub fn stamp(&self) -> Sha256 {
        Sha256::of(format!("{}\n{}\n{}", self.name, self.role, self.password).as_bytes())
    }

    /// The password as it is kept.
    pub(super) fn kept(&self) -> &str {
        &self.password
    }
}

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    #[serde(default)]
    account: Vec<Account>,
}

/// How the accounts are to be changed.
#[derive(Debug)]
pub enum Change {
    /// Another account.
    Add {
        /// Its name.
        name: String,
        /// Its role.
        role: Role,
        /// Its password.
        password: String,
    },
    /// Another role.
    Role {
        /// Whose.
        name: String,
        /// Which.
        role: Role,
    },
    /// Another password.
    Password {
        /// Whose.
        name: String,
        /// Which.
        password: String,
    },
    /// One account less.
    Remove {
        /// Whose.
        name: String,
    },
}

/// The accounts of a desk, as their file has them; others may change it meanwhile.
pub struct Accounts {
    path: PathBuf,
    read: Mutex<Option<Read>>,
}

struct Read {
    accounts: Vec<Account>,
    state: Option<(SystemTime, u64)>,
    looked: Instant,
}

impl Accounts {
    /// Those of a file; none where there is no file.
    ///
    /// # Errors
    /// The file cannot be read, others may read it, or it is not well formed.
    pub fn open(path: impl Into<PathBuf>) -> Result<Accounts, DeskError> {
        let accounts = Accounts { path: path.into(), read: Mutex::new(None) };
        accounts.all()?;
        Ok(accounts)
    }

    /// Where the accounts of a case are, where nobody says. A database has no place beside it.
    pub fn beside(case: &str) -> Option<PathBuf> {
        (!case.contains("://")).then(|| PathBuf::from(format!("{case}.accounts")))
    }

    /// Their file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// All accounts, by name.
    ///
    /// # Errors
    /// As [`Accounts::open`].
    pub fn all(&self) -> Result<Vec<Account>, DeskError> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = read.as_mut()
            && (known.looked.elapsed() < TRUST || known.state == self.state())
        {
            if known.looked.elapsed() >= TRUST {
                known.looked = Instant::now();
            }
            return Ok(known.accounts.clone());
        }
        let accounts = self.load(&mut read)?;
        Ok(accounts)
    }

    /// The account of a name, however its letters are written.
    pub fn find(&self, name: &str) -> Option<Account> {
        let name = name.trim().to_lowercase();
        self.all().ok()?.into_iter().find(|account| account.name.to_lowercase() == name)
    }

    /// Changes the accounts, in the file at once. Gives what belongs into the audit log.
    ///
    /// # Errors
    /// The change cannot be, or the file cannot be written.
    pub fn change(&self, change: Change) -> Result<Audit, DeskError> {
        // Before anybody else has to wait: it takes a while.
        let hash = match &change {
            Change::Add { name, password, .. } | Change::Password { name, password } => {
                password::check(password, name)?;
                password::hashed(password)?
            }
            _ => String::new(),
        };
        let _alone = self.lock().map_err(|error| self.failed("wrong.accounts_unwritten", &error))?;
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let mut accounts = self.load(&mut read)?;
        let audit = apply(&mut accounts, change, hash)?;
        accounts.sort_by(|a, b| a.name.cmp(&b.name));
        self.write(&accounts)?;
        self.load(&mut read)?;
        Ok(audit)
    }

    fn load(&self, read: &mut Option<Read>) -> Result<Vec<Account>, DeskError> {
        // Before it is read: what is written meanwhile is seen the next time.
        let state = self.state();
        let text = match fs::read_to_string(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(self.failed("wrong.accounts_unread", &error)),
        };
        self.only_ours()?;
        let wrong = |error: toml::de::Error| {
            let place = self.path.display();
            DeskError::Bad(Say::new("wrong.accounts_malformed").of(place).of(error.message()))
        };
        let kept: Kept = toml::from_str(&text).map_err(wrong)?;
        *read = Some(Read { accounts: kept.account.clone(), state, looked: Instant::now() });
        Ok(kept.account)
    }

    fn state(&self) -> Option<(SystemTime, u64)> {
        let found = fs::metadata(&self.path).ok()?;
        Some((found.modified().ok()?, found.len()))
    }

    /// The file is not to be read by others.
    #[cfg(unix)]
    fn only_ours(&self) -> Result<(), DeskError> {
        use std::os::unix::fs::PermissionsExt as _;
        let open = fs::metadata(&self.path).is_ok_and(|found| found.permissions().mode() & 0o077 != 0);
        let place = self.path.display();
        if open { Err(DeskError::Bad(Say::new("wrong.accounts_open").of(place))) } else { Ok(()) }
    }

    #[cfg(not(unix))]
    fn only_ours(&self) -> Result<(), DeskError> {
        Ok(())
    }

    /// Keeps others from changing the accounts until it is dropped.
    fn lock(&self) -> io::Result<File> {
        let lock = private(OpenOptions::new().create(true).truncate(false).write(true)).open(self.next_to("lock"))?;
        lock.lock()?;
        Ok(lock)
    }

    fn next_to(&self, ending: &str) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push(".");
        name.push(ending);
        name.into()
    }

    /// All at once: whoever reads it reads the accounts before or after.
    fn write(&self, accounts: &[Account]) -> Result<(), DeskError> {
        let kept = Kept { account: accounts.to_vec() };
        let text = toml::to_string(&kept).map_err(|error| DeskError::Option(error.to_string()))?;
        let new = self.next_to("new");
        let written = || {
            // Left by one that was killed; only one writes at a time.
            let _ = fs::remove_file(&new);
            let mut file = private(OpenOptions::new().write(true).create_new(true)).open(&new)?;
            file.write_all(HEAD.as_bytes())?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            fs::rename(&new, &self.path)?;
            // So that the new name outlasts a loss of power, where folders can be synced.
            let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
            let _ = File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all());
            Ok(())
        };
        written().map_err(|error: io::Error| self.failed("wrong.accounts_unwritten", &error))
    }

    fn failed(&self, key: &'static str, error: &io::Error) -> DeskError {
        DeskError::Bad(Say::new(key).of(self.path.display()).of(error))
    }
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600)
}

#[cfg(not(unix))]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

fn apply(accounts: &mut Vec<Account>, change: Change, hash: String) -> Result<Audit, DeskError> {
    let place = |accounts: &[Account], name: &str| {
        let at = accounts.iter().position(|account| account.name == name);
        at.ok_or_else(|| DeskError::Bad(Say::new("wrong.no_account").of(name)))
    };
    let since = Timestamp::now();
    let before: usize = admins(accounts);
    let audit = match change {
        Change::Add { name, role, .. } => {
            check_name(&name)?;
            if accounts.iter().any(|account| account.name.to_lowercase() == name.to_lowercase()) {
                return Err(DeskError::Bad(Say::new("wrong.account_there").of(name)));
            }
            accounts.push(Account { name: name.clone(), role, password: hash, since });
            Audit::AccountAdded { account: name, role: role.to_string() }
        }
        Change::Role { name, role } => {
            let at = place(accounts, &name)?;
            let from = accounts[at].role;
            accounts[at] = Account { role, since, ..accounts[at].clone() };
            Audit::RoleChanged { account: name, from: from.to_string(), to: role.to_string() }
        }
        Change::Password { name, .. } => {
            let at = place(accounts, &name)?;
            accounts[at] = Account { password: hash, since, ..accounts[at].clone() };
            Audit::PasswordChanged { account: name }
        }
        Change::Remove { name } => {
            accounts.remove(place(accounts, &name)?);
            Audit::AccountRemoved { account: name }
        }
    };
    if before > 0 && admins(accounts) == 0 {
        return Err(DeskError::Bad(Say::new("wrong.last_admin")));
    }
    Ok(audit)
}

fn admins(accounts: &[Account]) -> usize {
    accounts.iter().filter(|account| account.role == Role::Admin).count()
}

/// A name is of letters and digits of any script, with `.`, `-`, `_` and `@` between them: it stands in the log and on pages.
fn check_name(name: &str) -> Result<(), DeskError> {
    let inner = |c: char| c.is_alphanumeric() || ".-_@".contains(c);
    let ends = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let letters = name.chars().count();
    if letters > LONGEST || !name.chars().all(inner) || !ends(name.chars().next()) || !ends(name.chars().next_back()) {
        let shown: String = name.chars().take(LONGEST).collect();
        return Err(DeskError::Bad(Say::new("wrong.account_name").of(shown.escape_debug()).of(LONGEST)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn add(accounts: &Accounts, name: &str, role: Role) -> Result<Audit, DeskError> {
        accounts.change(Change::Add { name: name.to_owned(), role, password: "three far-off words".to_owned() })
    }

    #[test]
    fn accounts_are_made_changed_and_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.hudna.accounts");
        let accounts = Accounts::open(&path).unwrap();
        assert!(accounts.all().unwrap().is_empty());
        add(&accounts, "منى", Role::Admin).unwrap();
        add(&accounts, "Omar", Role::Coder).unwrap();
        assert!(add(&accounts, "omar", Role::Viewer).is_err());
        for name in ["", "a b", "-a", "a\u{202e}b", "a\nb", "<b>", &"a".repeat(65)] {
            assert!(add(&accounts, name, Role::Viewer).is_err(), "{name:?}");
        }
        let stamp = accounts.find("OMAR").unwrap().stamp();
        let told = accounts.change(Change::Role { name: "Omar".to_owned(), role: Role::Editor }).unwrap();
        let (account, from, to) = ("Omar".to_owned(), "coder".to_owned(), "editor".to_owned());
        assert_eq!(told, Audit::RoleChanged { account, from, to });
        assert_ne!(accounts.find("Omar").unwrap().stamp(), stamp);
        let last = accounts.change(Change::Remove { name: "منى".to_owned() });
        assert!(last.unwrap_err().to_string().contains("last admin"));
        accounts.change(Change::Remove { name: "Omar".to_owned() }).unwrap();
        // Another process sees the same, and no password in it.
        assert_eq!(Accounts::open(&path).unwrap().all().unwrap().len(), 1);
        assert!(!fs::read_to_string(&path).unwrap().contains("three far-off words"));
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_the_file() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.accounts");
        add(&Accounts::open(&path).unwrap(), "mona", Role::Admin).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(Accounts::open(&path).err().unwrap().to_string().contains("chmod 600"));
    }
}
