//! `hudna desk-user`: the accounts of those who share a desk.

use crate::case_args::{DeskUserArgs, DeskUserCommand, PasswordArgs};
use crate::error::CliError;
use hudna_casebook::Casebook;
use hudna_desk::{Accounts, Change};
use std::io::{BufRead as _, Read as _, Write as _, stdin, stdout};

/// The most bytes of a password that are read.
const MOST: u64 = 4096;

/// Changes the accounts, or lists them.
pub fn desk_user(args: DeskUserArgs) -> Result<(), CliError> {
    let path = args.accounts.accounts.or_else(|| Accounts::beside(&args.case));
    let path = path.ok_or_else(|| {
        CliError::usage(
            "a case in a database has no place beside it for accounts; name their file with --accounts FILE",
        )
    })?;
    // Before anything is asked: what is done to accounts stands in the case's log.
    let mut book = Casebook::open(&args.case, &args.by.by)?;
    let accounts = Accounts::open(path)?;
    let change = match args.command {
        DeskUserCommand::Add { name, role, password } => {
            let password = read(&password, &name)?;
            Change::Add { name, role, password }
        }
        DeskUserCommand::Role { name, role } => Change::Role { name, role },
        DeskUserCommand::Password { name, password } => {
            let password = read(&password, &name)?;
            Change::Password { name, password }
        }
        DeskUserCommand::Remove { name } => Change::Remove { name },
        DeskUserCommand::List => return list(&accounts),
    };
    let audit = accounts.change(change)?;
    book.audit(&audit)?;
    let many = accounts.all()?.len();
    writeln!(stdout(), "{}: {many} account{}", accounts.path().display(), if many == 1 { "" } else { "s" })?;
    Ok(())
}

fn list(accounts: &Accounts) -> Result<(), CliError> {
    let all = accounts.all()?;
    let mut out = stdout().lock();
    if all.is_empty() {
        writeln!(out, "no accounts at {}", accounts.path().display())?;
    }
    for account in all {
        writeln!(out, "{:<8} {}  {}", account.role.name(), account.since.strftime("%Y-%m-%d"), account.name)?;
    }
    Ok(out.flush()?)
}

/// The password: from standard input, or asked for twice on the terminal, which does not show it.
fn read(how: &PasswordArgs, name: &str) -> Result<String, CliError> {
    if how.password_stdin {
        let mut line = String::new();
        stdin()
            .lock()
            .take(MOST)
            .read_line(&mut line)
            .map_err(|error| CliError::input(format!("the password: {error}")))?;
        return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    let ask = |what: &str| {
        rpassword::prompt_password(format!("{what} for {name}: ")).map_err(|error| {
            CliError::input(format!("no password: {error}; without a terminal, give it with --password-stdin"))
        })
    };
    let password = ask("Password")?;
    if ask("The same again,")? != password {
        return Err(CliError::input("the two are not the same; nothing was changed"));
    }
    Ok(password)
}
