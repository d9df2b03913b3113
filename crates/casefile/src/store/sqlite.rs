//! A case in one SQLite file.

use super::{BatchRow, CheckpointRow, Each, Head, Identity, LAYOUT, Make, Read, Store, Tx, Work};
use crate::entry::{Content, Row};
use crate::error::Problem;
use crate::hash::Sha256;
use crate::tree::Placed;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, TransactionBehavior, params};
use std::ops::Range;
use std::path::Path;
use std::time::Duration;

/// `Hdna`: how SQLite and `file` tell a case from another database.
const APPLICATION: i64 = 0x4864_6e61;

/// How long to wait for another process that writes.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long to wait for readers where it is no matter of safety.
const SHORT: Duration = Duration::from_secs(2);

/// Entries that are added together by who adds many: from then on, this connection keeps more of the case in memory.
const MANY: usize = 64;

/// Layouts, each made from the one before it. The last is the present one.
const MIGRATIONS: &[&str] = &[include_str!("sqlite.sql")];

/// A case in a file.
pub(crate) struct SqliteStore {
    connection: Connection,
}

impl SqliteStore {
    /// Opens the case in a file, or makes it. A file that is empty, as a crash leaves it, becomes one.
    pub fn open(path: &Path, make: Make) -> Result<Self, Problem> {
        if make == Make::Never && !path.exists() {
            return Err(Problem::Missing);
        }
        if path.is_dir() {
            return Err(Problem::NotACase);
        }
        if path.parent().is_some_and(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
            return Err(if make == Make::Never { Problem::Missing } else { Problem::NoFolder });
        }
        match Self::open_to_write(path, make) {
            // Where nothing can be written, as on a disc or in somebody else's folder, a case can be read.
            Err(Problem::ReadOnly) if make != Make::New && path.exists() => Self::open_to_read(path),
            opened => opened,
        }
    }

    fn open_to_write(path: &Path, make: Make) -> Result<Self, Problem> {
        let create = if make == Make::Never { OpenFlags::empty() } else { OpenFlags::SQLITE_OPEN_CREATE };
        let mut store = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | create)?;
        let (layout, blank) = store.look()?;
        match layout {
            0 if !blank => Err(Problem::NotACase),
            0 if make == Make::Never => Err(Problem::Blank),
            found if found > LAYOUT => Err(Problem::Newer { found, known: LAYOUT }),
            found if found > 0 && make == Make::New => Err(Problem::Exists),
            _ => {
                store.migrate()?;
                Ok(store)
            }
        }
    }

    /// Opens a file that cannot be written, and that so nobody else writes.
    fn open_to_read(path: &Path) -> Result<Self, Problem> {
        let wal = format!("{}-wal", path.display());
        if std::fs::metadata(wal).is_ok_and(|wal| wal.len() > 0) {
            // Entries are in it that only a writer can bring to the file.
            return Err(Problem::ReadOnly);
        }
        let path = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
        let uri = format!("file:{path}?immutable=1");
        let store = Self::connect(Path::new(&uri), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)?;
        match store.layout()? {
            LAYOUT => Ok(store),
            0 => Err(Problem::NotACase),
            found if found > LAYOUT => Err(Problem::Newer { found, known: LAYOUT }),
            _ => Err(Problem::ReadOnly),
        }
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, Problem> {
        let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(problem)?;
        connection.busy_timeout(PATIENCE).map_err(problem)?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(SqliteStore { connection })
    }

    /// The layout; 0 where there is none.
    fn layout(&self) -> Result<i64, Problem> {
        let pragma = |name| self.connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).map_err(problem);
        let layout = pragma("user_version")?;
        Ok(if pragma("application_id")? == APPLICATION { layout } else { 0 })
    }

    /// Whether it is a database without anything in it.
    fn is_blank(&self) -> Result<bool, Problem> {
        let tables = "SELECT count(*) FROM sqlite_schema";
        let tables: i64 = self.connection.query_row(tables, [], |row| row.get(0)).map_err(problem)?;
        Ok(tables == 0)
    }

    /// The layout, and whether there is nothing in it: both as of one moment, for another process may be making the case.
    fn look(&self) -> Result<(i64, bool), Problem> {
        let moment = self.connection.unchecked_transaction().map_err(problem)?;
        let found = (self.layout()?, self.is_blank()?);
        moment.commit().map_err(problem)?;
        Ok(found)
    }

    /// Switches to the write-ahead log. Where two processes open a new case at once, SQLite does not wait for the other one's
    /// switch but says at once that the file is busy: so the wait is here.
    fn write_ahead(&self) -> Result<(), Problem> {
        let begin = std::time::Instant::now();
        loop {
            match self.connection.pragma_update(None, "journal_mode", "WAL").map_err(problem) {
                Err(Problem::Busy) if begin.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(5)),
                done => return done,
            }
        }
    }

    /// Brings the file to the present layout and sets how this connection works.
    fn migrate(&mut self) -> Result<(), Problem> {
        // What is deleted is overwritten: a redaction is not to leave the words in a free page.
        let settings = "PRAGMA secure_delete = ON; PRAGMA cell_size_check = ON;";
        // Keys are spread over the whole of their index: less often carried over from the write-ahead log, a million of them cost
        // less. A reader of the whole log needs no page twice.
        let room = "PRAGMA cache_size = -4096; PRAGMA wal_autocheckpoint = 8192;";
        self.connection.execute_batch(room).map_err(problem)?;
        self.connection.execute_batch(settings).map_err(problem)?;
        self.write_ahead()?;
        self.connection.pragma_update(None, "synchronous", "FULL").map_err(problem)?;
        if self.layout()? == LAYOUT {
            return Ok(());
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(problem)?;
        // Another process may have done it while this one waited.
        let from: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(problem)?;
        for (sql, version) in MIGRATIONS.iter().zip(1..).skip(usize::try_from(from).unwrap_or(usize::MAX)) {
            transaction.execute_batch(sql).map_err(problem)?;
            transaction.pragma_update(None, "user_version", version).map_err(problem)?;
        }
        transaction.pragma_update(None, "application_id", APPLICATION).map_err(problem)?;
        if from == 0 {
            SqliteTx(&transaction).put_identity(&Identity::fresh()?)?;
            SqliteTx(&transaction).put_head(&Head::EMPTY)?;
        }
        transaction.commit().map_err(problem)
    }
}

impl Store for SqliteStore {
    fn read(&mut self, work: &mut Work) -> Result<(), Problem> {
        let behavior = TransactionBehavior::Deferred;
        let transaction = self.connection.transaction_with_behavior(behavior).map_err(problem)?;
        work(&mut SqliteTx(&transaction))
    }

    fn write(&mut self, work: &mut Work) -> Result<(), Problem> {
        let behavior = TransactionBehavior::Immediate;
        let transaction = self.connection.transaction_with_behavior(behavior).map_err(problem)?;
        work(&mut SqliteTx(&transaction))?;
        transaction.commit().map_err(problem)
    }

    fn integrity(&mut self) -> Result<Vec<String>, Problem> {
        let mut statement = self.connection.prepare("PRAGMA integrity_check(20)").map_err(problem)?;
        let lines = statement.query_map([], |row| row.get::<_, String>(0)).map_err(problem)?;
        let lines: Result<Vec<String>, _> = lines.collect();
        Ok(lines.map_err(problem)?.into_iter().filter(|line| line != "ok").collect())
    }

    fn scrub(&mut self) -> Result<Option<&'static str>, Problem> {
        // The write-ahead log has the old pages until it is emptied, for which nobody may be reading.
        self.connection.busy_timeout(SHORT).map_err(problem)?;
        let emptied = "PRAGMA wal_checkpoint(TRUNCATE)";
        let busy = self.connection.query_row(emptied, [], |row| row.get::<_, bool>(0)).map_err(problem);
        self.connection.busy_timeout(PATIENCE).map_err(problem)?;
        Ok(busy?
            .then_some("in the file with `-wal` at its end, until the last process that uses the case has closed it"))
    }
}

/// What went wrong, in our words.
pub(super) fn problem(error: rusqlite::Error) -> Problem {
    let text = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => Problem::Full,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Problem::Busy,
        // That it is there was looked at before.
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => Problem::ReadOnly,
        Some(ErrorCode::NotADatabase) => Problem::NotACase,
        Some(ErrorCode::DatabaseCorrupt) => {
            Problem::Damaged(crate::error::Fault::of(crate::error::Wrong::Storage(text)))
        }
        _ => Problem::Storage(text),
    }
}

struct SqliteTx<'c>(&'c Connection);

impl SqliteTx<'_> {
    fn run(&self, sql: &str, parameters: impl rusqlite::Params) -> Result<usize, Problem> {
        self.0.prepare_cached(sql).and_then(|mut s| s.execute(parameters)).map_err(problem)
    }

    fn one<T>(
        &self,
        sql: &str,
        parameters: impl rusqlite::Params,
        read: impl FnOnce(&rusqlite::Row) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, Problem> {
        self.0.prepare_cached(sql).and_then(|mut s| s.query_row(parameters, read).optional()).map_err(problem)
    }

    fn many(
        &self,
        sql: &str,
        parameters: impl rusqlite::Params,
        each: &mut dyn FnMut(&rusqlite::Row) -> Result<bool, Problem>,
    ) -> Result<(), Problem> {
        let mut statement = self.0.prepare_cached(sql).map_err(problem)?;
        let mut rows = statement.query(parameters).map_err(problem)?;
        while let Some(row) = rows.next().map_err(problem)? {
            if !each(row)? {
                break;
            }
        }
        Ok(())
    }
}

/// Numbers of ours in SQLite's signed ones. What is beyond them is in no case.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn hash(row: &rusqlite::Row, at: usize) -> rusqlite::Result<Sha256> {
    Ok(Sha256(row.get::<_, [u8; 32]>(at)?))
}

/// Separates a record that cannot be read from a storage that cannot be.
fn readable<T>(read: rusqlite::Result<T>) -> Result<Read<T>, Problem> {
    match read {
        Ok(value) => Ok(Ok(value)),
        Err(error) if error.sqlite_error_code().is_some() => Err(problem(error)),
        Err(error) => Ok(Err(error.to_string())),
    }
}

fn entry(row: &rusqlite::Row) -> rusqlite::Result<Row> {
    let (salt, context, body): (Option<[u8; 32]>, Option<String>, Option<Vec<u8>>) =
        (row.get(6)?, row.get(7)?, row.get(8)?);
    let content = match (salt, context, body) {
        (Some(salt), Some(context), Some(body)) => Some(Content { salt, context, body }),
        (None, None, None) => None,
        _ => return Err(rusqlite::Error::InvalidColumnType(8, "body".to_owned(), rusqlite::types::Type::Null)),
    };
    Ok(Row {
        seq: row.get(0)?,
        at: row.get(1)?,
        by: row.get(2)?,
        kind: row.get(3)?,
        key: row.get::<_, Option<[u8; 32]>>(4)?.map(Sha256),
        commitment: hash(row, 5)?,
        content,
    })
}

impl Tx for SqliteTx<'_> {
    fn identity(&mut self) -> Result<Read<Identity>, Problem> {
        let sql = "SELECT id, secret, seal FROM identity";
        let read = |row: &rusqlite::Row| Ok(Identity { id: row.get(0)?, secret: row.get(1)?, seal: hash(row, 2)? });
        let found = self.one(sql, [], |row| Ok(readable(read(row))))?;
        found.unwrap_or_else(|| Ok(Err("it is missing".to_owned())))
    }

    fn head(&mut self) -> Result<Head, Problem> {
        let read = |row: &rusqlite::Row| Ok(Head { size: row.get(0)?, root: hash(row, 1)? });
        let found = self.one("SELECT size, root FROM head", [], |row| Ok(readable(read(row))))?;
        let found = found.unwrap_or_else(|| Ok(Err("it is missing".to_owned())))?;
        found.map_err(|why| Problem::Damaged(crate::error::Fault::of(crate::error::Wrong::Head(why))))
    }

    fn rows(&mut self, range: Range<u64>, each: &mut Each<(u64, Read<Row>)>) -> Result<(), Problem> {
        let sql = "SELECT seq, at, author, kind, key, commitment, salt, context, body FROM entry \
                   WHERE seq >= ? AND seq < ? ORDER BY seq";
        self.many(sql, params![signed(range.start), signed(range.end)], &mut |row| {
            let seq = row.get::<_, i64>(0).map_err(problem)?;
            each((u64::try_from(seq).unwrap_or_default(), readable(entry(row))?))
        })
    }

    fn find(&mut self, keys: &[Sha256]) -> Result<Vec<Option<u64>>, Problem> {
        let find = |key: &Sha256| self.one("SELECT seq FROM entry WHERE key = ?", [&key.0], |row| row.get(0));
        keys.iter().map(find).collect()
    }

    fn redactions(&mut self) -> Result<Vec<u64>, Problem> {
        let mut found = Vec::new();
        self.many("SELECT seq FROM entry WHERE kind = 'redact' ORDER BY seq", [], &mut |row| {
            found.push(row.get(0).map_err(problem)?);
            Ok(true)
        })?;
        Ok(found)
    }

    fn contexts(&mut self, each: &mut Each<(u64, Read<String>)>) -> Result<(), Problem> {
        self.many("SELECT seq, context FROM entry WHERE context IS NOT NULL ORDER BY seq", [], &mut |row| {
            each((row.get(0).map_err(problem)?, readable(row.get(1))?))
        })
    }

    fn tile(&mut self, level: u8, n: u64) -> Result<Option<Vec<u8>>, Problem> {
        let sql = "SELECT hashes FROM tile WHERE level = ? AND n = ?";
        let found = self.one(sql, params![level, signed(n)], |row| Ok(readable(row.get(0))))?;
        // One of another type is as good as none.
        Ok(found.transpose()?.and_then(Result::ok))
    }

    fn blob(&mut self, id: Sha256) -> Result<Option<Vec<u8>>, Problem> {
        let found = self.one("SELECT bytes FROM blob WHERE id = ?", [&id.0], |row| Ok(readable(row.get(0))))?;
        // One of another type is not empty bytes: those hash to something else too.
        Ok(found.transpose()?.map(Result::unwrap_or_default))
    }

    fn has_blob(&mut self, id: Sha256) -> Result<bool, Problem> {
        Ok(self.one("SELECT 1 FROM blob WHERE id = ?", [&id.0], |_| Ok(()))?.is_some())
    }

    fn blobs(&mut self, each: &mut Each<(Vec<u8>, Read<Vec<u8>>)>) -> Result<(), Problem> {
        self.many("SELECT id, bytes FROM blob", [], &mut |row| {
            each((readable(row.get(0))?.unwrap_or_default(), readable(row.get(1))?))
        })
    }

    fn batch(&mut self, id: [u8; 16]) -> Result<Option<(u64, u64)>, Problem> {
        self.one("SELECT first, count FROM batch WHERE id = ?", [&id], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    fn batches(&mut self, each: &mut Each<Read<BatchRow>>) -> Result<(), Problem> {
        self.many("SELECT id, first, count, seal FROM batch ORDER BY first", [], &mut |row| {
            let read = |row: &rusqlite::Row| {
                Ok(BatchRow { id: row.get(0)?, first: row.get(1)?, count: row.get(2)?, seal: hash(row, 3)? })
            };
            each(readable(read(row))?)
        })
    }

    fn checkpoints(&mut self) -> Result<Vec<Read<CheckpointRow>>, Problem> {
        let mut found = Vec::new();
        self.many("SELECT number, at, text, signer, seal FROM checkpoint ORDER BY number", [], &mut |row| {
            let read = |row: &rusqlite::Row| {
                let (number, at, text) = (row.get(0)?, row.get(1)?, row.get(2)?);
                Ok(CheckpointRow { number, at, text, signer: row.get(3)?, seal: hash(row, 4)? })
            };
            found.push(readable(read(row))?);
            Ok(true)
        })?;
        Ok(found)
    }

    fn last(&mut self) -> Result<Option<u64>, Problem> {
        let found = self.one("SELECT max(seq) FROM entry", [], |row| row.get::<_, Option<i64>>(0))?;
        Ok(found.flatten().and_then(|seq| u64::try_from(seq).ok()))
    }

    fn tile_count(&mut self) -> Result<u64, Problem> {
        Ok(self.one("SELECT count(*) FROM tile", [], |row| row.get(0))?.unwrap_or_default())
    }

    fn put_identity(&mut self, identity: &Identity) -> Result<(), Problem> {
        let sql = "INSERT INTO identity (one, id, secret, seal) VALUES (1, ?, ?, ?)";
        self.run(sql, params![identity.id, identity.secret, identity.seal.0])?;
        Ok(())
    }

    fn put_rows(&mut self, rows: &[&Row]) -> Result<(), Problem> {
        let sql = "INSERT INTO entry (seq, at, author, kind, key, commitment, salt, context, body) \
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        if rows.len() >= MANY {
            // With room for the whole index of keys in memory, a million of them cost half as much.
            self.0.execute_batch("PRAGMA cache_size = -65536").map_err(problem)?;
        }
        for row in rows {
            let key = row.key.map(|key| key.0);
            let content = row.content.as_ref();
            let (salt, context) = (content.map(|c| c.salt), content.map(|c| c.context.as_str()));
            let body = content.map(|c| c.body.as_slice());
            let seq = signed(row.seq);
            self.run(sql, params![seq, row.at, row.by, row.kind, key, row.commitment.0, salt, context, body])?;
        }
        Ok(())
    }

    fn put_blob(&mut self, (id, bytes): (Sha256, &[u8])) -> Result<(), Problem> {
        self.run("INSERT INTO blob (id, bytes) VALUES (?, ?) ON CONFLICT (id) DO NOTHING", params![id.0, bytes])?;
        Ok(())
    }

    fn put_tiles(&mut self, tiles: &[Placed]) -> Result<(), Problem> {
        let sql = "INSERT INTO tile (level, n, hashes) VALUES (?, ?, ?) \
                   ON CONFLICT (level, n) DO UPDATE SET hashes = excluded.hashes";
        for tile in tiles {
            self.run(sql, params![tile.level, signed(tile.n), tile.hashes])?;
        }
        Ok(())
    }

    fn put_head(&mut self, head: &Head) -> Result<(), Problem> {
        let sql = "INSERT INTO head (one, size, root) VALUES (1, ?, ?) \
                   ON CONFLICT (one) DO UPDATE SET size = excluded.size, root = excluded.root";
        self.run(sql, params![signed(head.size), head.root.0])?;
        Ok(())
    }

    fn put_batch(&mut self, batch: &BatchRow) -> Result<(), Problem> {
        let sql = "INSERT INTO batch (id, first, count, seal) VALUES (?, ?, ?, ?)";
        self.run(sql, params![batch.id, signed(batch.first), signed(batch.count), batch.seal.0])?;
        Ok(())
    }

    fn put_checkpoint(&mut self, checkpoint: &CheckpointRow) -> Result<(), Problem> {
        let sql = "INSERT INTO checkpoint (number, at, text, signer, seal) VALUES (?, ?, ?, ?, ?)";
        let CheckpointRow { number, at, text, signer, seal } = checkpoint;
        self.run(sql, params![signed(*number), at, text, signer, seal.0])?;
        Ok(())
    }

    fn blank(&mut self, seq: u64) -> Result<(), Problem> {
        self.run("UPDATE entry SET salt = NULL, context = NULL, body = NULL WHERE seq = ?", [signed(seq)])?;
        Ok(())
    }

    fn remove_blob(&mut self, id: Sha256) -> Result<bool, Problem> {
        Ok(self.run("DELETE FROM blob WHERE id = ?", [&id.0])? > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Case;
    use crate::entry::{Batch, NewEntry};

    #[test]
    fn where_nothing_can_be_written_a_case_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a 100% case?#.hudna");
        let address = path.to_str().expect("UTF-8");
        let mut case = Case::create(address).expect("a case");
        let mut batch = Batch::new();
        batch.push(NewEntry::new("ana", "report", "{}"));
        case.append(&batch).expect("stored");
        // While it is open its last entries are beside the file.
        assert!(matches!(SqliteStore::open_to_read(&path), Err(Problem::ReadOnly)));
        drop(case);
        let store = SqliteStore::open_to_read(&path).expect("the case");
        let mut case = Case::over(address.to_owned(), Box::new(store)).expect("the case");
        assert_eq!(case.len(), 1);
        assert!(case.verify().expect("a verification").is_clean());
        let mut other = Batch::new();
        other.push(NewEntry::new("ana", "report", "{}"));
        assert!(matches!(case.append(&other).expect_err("no").problem, Problem::ReadOnly));
        assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 1);
    }
}
