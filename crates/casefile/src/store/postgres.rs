//! A case in a PostgreSQL database, for a team.
//!
//! Writers take turns by an advisory lock. A connection that broke is made anew once, and the work is done again: a batch that the
//! server had stored before the connection broke is known by its id.

mod tx;

use super::{Head, Identity, LAYOUT, Make, Store, Tx, Work};
use crate::error::{Fault, Problem, Wrong};
use postgres::config::{Host, SslMode};
use postgres::error::SqlState;
use postgres::{Client, Config, IsolationLevel, NoTls, Statement};
use std::collections::HashMap;
use std::error::Error as _;
use std::str::FromStr;
use std::time::Duration;
use tx::PostgresTx;

/// Layouts, each made from the one before it. The last is the present one.
const MIGRATIONS: &[&str] = &[include_str!("postgres.sql")];

/// One writer at a time in a schema. The first number is `Hdna`.
const LOCK: &str = "SELECT pg_advisory_xact_lock(x'48646e61'::int, hashtext(current_schema()))";

/// What a case needs of its connection, whatever the server's defaults are: commits that outlast a loss of power, no endless
/// waiting for a lock.
const SETTINGS: &str = "SET synchronous_commit = on; SET lock_timeout = '60s'; SET client_min_messages = warning";

/// A case in a database.
pub(crate) struct PostgresStore {
    config: Config,
    connection: Option<Connection>,
}

/// An open connection, with what was prepared on it.
struct Connection {
    client: Client,
    prepared: HashMap<&'static str, Statement>,
}

impl PostgresStore {
    /// Opens the case in a database, or makes it.
    pub fn open(address: &str, make: Make) -> Result<Self, Problem> {
        let mut config = Config::from_str(address).map_err(|e| Problem::Address(told(&e)))?;
        in_the_clear(&config)?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(10));
        }
        if config.get_application_name().is_none() {
            config.application_name("hudna");
        }
        let mut store = PostgresStore { config, connection: None };
        store.connection = Some(store.connect()?);
        store.migrate(make)?;
        Ok(store)
    }

    fn connect(&self) -> Result<Connection, Problem> {
        let refused = |e| match problem(e) {
            Problem::Storage(why) => Problem::Connection(why),
            problem => problem,
        };
        let mut client = self.config.connect(NoTls).map_err(refused)?;
        client.batch_execute(SETTINGS).map_err(problem)?;
        Ok(Connection { client, prepared: HashMap::new() })
    }

    /// Brings the tables to the present layout.
    fn migrate(&mut self, make: Make) -> Result<(), Problem> {
        let Some(connection) = &mut self.connection else { return Ok(()) };
        let found = "SELECT to_regclass('hudna_identity') IS NOT NULL";
        let here = |row: &postgres::Row| row.try_get::<_, bool>(0).map_err(problem);
        if make == Make::Never && !here(&connection.client.query_one(found, &[]).map_err(problem)?)? {
            return Err(Problem::Missing);
        }
        let mut transaction = connection.client.transaction().map_err(problem)?;
        transaction.batch_execute(LOCK).map_err(problem)?;
        let from = if here(&transaction.query_one(found, &[]).map_err(problem)?)? {
            let layout = transaction.query_opt("SELECT layout FROM hudna_identity", &[]).map_err(problem)?;
            layout.map_or(Ok(LAYOUT), |row| row.try_get::<_, i64>(0)).map_err(problem)?
        } else {
            0
        };
        match from {
            0 => {}
            _ if make == Make::New => return Err(Problem::Exists),
            found if found > LAYOUT => return Err(Problem::Newer { found, known: LAYOUT }),
            LAYOUT => return Ok(()),
            _ => {}
        }
        for sql in MIGRATIONS.iter().skip(usize::try_from(from).unwrap_or(usize::MAX)) {
            transaction.batch_execute(sql).map_err(problem)?;
        }
        let mut prepared = HashMap::new();
        let mut tx = PostgresTx { transaction, prepared: &mut prepared };
        if from == 0 {
            tx.put_identity(&Identity::fresh()?)?;
            tx.put_head(&Head::EMPTY)?;
        }
        tx.transaction.execute("UPDATE hudna_identity SET layout = $1", &[&LAYOUT]).map_err(problem)?;
        tx.transaction.commit().map_err(problem)
    }

    fn run(&mut self, write: bool, work: &mut Work) -> Result<(), Problem> {
        // A connection that was open may have broken since; a new one that breaks at once tells of something else.
        let mut again = self.connection.is_some();
        loop {
            let mut connection = match self.connection.take() {
                Some(connection) => connection,
                None => self.connect()?,
            };
            match connection.run(write, work) {
                Err(Problem::Connection(_)) if again => again = false,
                // It is not used again: the next work begins with a new one.
                Err(Problem::Connection(why)) => return Err(Problem::Connection(why)),
                done => {
                    self.connection = Some(connection);
                    return done;
                }
            }
        }
    }
}

impl Connection {
    fn run(&mut self, write: bool, work: &mut Work) -> Result<(), Problem> {
        let level = if write { IsolationLevel::ReadCommitted } else { IsolationLevel::RepeatableRead };
        let builder = self.client.build_transaction().isolation_level(level).read_only(!write);
        let mut transaction = builder.start().map_err(problem)?;
        if write {
            transaction.batch_execute(LOCK).map_err(problem)?;
        }
        let mut tx = PostgresTx { transaction, prepared: &mut self.prepared };
        work(&mut tx)?;
        tx.transaction.commit().map_err(problem)
    }
}

impl Store for PostgresStore {
    fn read(&mut self, work: &mut Work) -> Result<(), Problem> {
        self.run(false, work)
    }

    fn write(&mut self, work: &mut Work) -> Result<(), Problem> {
        self.run(true, work)
    }

    fn integrity(&mut self) -> Result<Vec<String>, Problem> {
        // The server's own checks (amcheck, page checksums) are its administrator's. All rows were read and checked.
        Ok(Vec::new())
    }

    fn scrub(&mut self) -> Result<Option<&'static str>, Problem> {
        if self.connection.is_none() {
            self.connection = Some(self.connect()?);
        }
        let Some(connection) = &mut self.connection else { return Ok(None) };
        for table in ["hudna_entry", "hudna_blob"] {
            connection.client.batch_execute(&format!("VACUUM {table}")).map_err(problem)?;
        }
        Ok(Some("in the server's write-ahead log and backups, until its administrator removes them"))
    }
}

/// There is no TLS here. So nothing goes to another machine unless the address says that it may go in the clear.
fn in_the_clear(config: &Config) -> Result<(), Problem> {
    let local = |host: &Host| match host {
        Host::Tcp(name) => name == "localhost" || name == "::1" || name.starts_with("127."),
        #[cfg(unix)]
        Host::Unix(_) => true,
    };
    match config.get_ssl_mode() {
        SslMode::Disable => Ok(()),
        SslMode::Prefer if config.get_hosts().iter().all(local) => Ok(()),
        _ => Err(Problem::Address(
            "the way to the server would not be encrypted; make a tunnel (`ssh -L`) and name localhost, or write \
             ?sslmode=disable if the network is safe"
                .to_owned(),
        )),
    }
}

/// What an error says, with what caused it.
fn told(error: &postgres::Error) -> String {
    if let Some(error) = error.as_db_error() {
        return error.message().to_owned();
    }
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        let more = error.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        source = error.source();
    }
    text
}

/// What went wrong, in our words.
fn problem(error: postgres::Error) -> Problem {
    let text = told(&error);
    let Some(code) = error.code() else {
        let io = error.source().is_some_and(|source| source.is::<std::io::Error>());
        return if error.is_closed() || io { Problem::Connection(text) } else { Problem::Storage(text) };
    };
    match code {
        code if *code == SqlState::DISK_FULL => Problem::Full,
        code if *code == SqlState::LOCK_NOT_AVAILABLE => Problem::Busy,
        code if [SqlState::READ_ONLY_SQL_TRANSACTION, SqlState::INSUFFICIENT_PRIVILEGE].contains(code) => {
            Problem::ReadOnly
        }
        code if [SqlState::DATA_CORRUPTED, SqlState::INDEX_CORRUPTED].contains(code) => {
            Problem::Damaged(Fault::of(Wrong::Storage(text)))
        }
        // The server goes down, or somebody ended the connection.
        code if code.code().starts_with("57P") || code.code().starts_with("08") => Problem::Connection(text),
        _ => Problem::Storage(text),
    }
}
