//! What is read and written in a transaction of PostgreSQL.

use super::problem;
use crate::entry::{Content, Row};
use crate::error::{Fault, Problem, Wrong};
use crate::hash::Sha256;
use crate::store::{BatchRow, CheckpointRow, Each, Head, Identity, Read, Tx};
use crate::tree::Placed;
use postgres::types::ToSql;
use postgres::{Statement, Transaction};
use std::collections::HashMap;
use std::ops::Range;

/// How many rows are fetched at once.
const PAGE: i64 = 64;

/// How many blobs are fetched at once: they can be large.
const BLOBS: i64 = 8;

type Parameters<'p> = &'p [&'p (dyn ToSql + Sync)];

/// An open transaction.
pub(super) struct PostgresTx<'c> {
    pub transaction: Transaction<'c>,
    pub prepared: &'c mut HashMap<&'static str, Statement>,
}

impl PostgresTx<'_> {
    fn statement(&mut self, sql: &'static str) -> Result<Statement, Problem> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.transaction.prepare(sql).map_err(problem)?;
        self.prepared.insert(sql, statement.clone());
        Ok(statement)
    }

    fn run(&mut self, sql: &'static str, parameters: Parameters) -> Result<u64, Problem> {
        let statement = self.statement(sql)?;
        self.transaction.execute(&statement, parameters).map_err(problem)
    }

    fn one(&mut self, sql: &'static str, parameters: Parameters) -> Result<Option<postgres::Row>, Problem> {
        let statement = self.statement(sql)?;
        self.transaction.query_opt(&statement, parameters).map_err(problem)
    }

    fn many(&mut self, sql: &'static str, parameters: Parameters) -> Result<Vec<postgres::Row>, Problem> {
        let statement = self.statement(sql)?;
        self.transaction.query(&statement, parameters).map_err(problem)
    }
}

/// Numbers of ours in PostgreSQL's signed ones. What is beyond them is in no case.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn number(row: &postgres::Row, at: usize) -> Read<u64> {
    let number: i64 = row.try_get(at).map_err(|e| super::told(&e))?;
    u64::try_from(number).map_err(|e| e.to_string())
}

fn get<'r, T: postgres::types::FromSql<'r>>(row: &'r postgres::Row, at: usize) -> Read<T> {
    row.try_get(at).map_err(|e| super::told(&e))
}

fn array<const N: usize>(row: &postgres::Row, at: usize) -> Read<[u8; N]> {
    let bytes: &[u8] = get(row, at)?;
    bytes.try_into().map_err(|_| format!("column {at} has {} bytes, not {N}", bytes.len()))
}

fn hash(row: &postgres::Row, at: usize) -> Read<Sha256> {
    array(row, at).map(Sha256)
}

fn entry(row: &postgres::Row) -> Read<Row> {
    let (salt, context, body): (Option<&[u8]>, Option<String>, Option<Vec<u8>>) =
        (get(row, 6)?, get(row, 7)?, get(row, 8)?);
    let content = match (salt, context, body) {
        (Some(_), Some(context), Some(body)) => Some(Content { salt: array(row, 6)?, context, body }),
        (None, None, None) => None,
        _ => return Err("a part of its content is missing".to_owned()),
    };
    let key: Option<&[u8]> = get(row, 4)?;
    Ok(Row {
        seq: number(row, 0)?,
        at: get(row, 1)?,
        by: get(row, 2)?,
        kind: get(row, 3)?,
        key: key.map(|_| hash(row, 4)).transpose()?,
        commitment: hash(row, 5)?,
        content,
    })
}

fn damaged(wrong: Wrong) -> Problem {
    Problem::Damaged(Fault::of(wrong))
}

impl Tx for PostgresTx<'_> {
    fn identity(&mut self) -> Result<Read<Identity>, Problem> {
        let Some(row) = self.one("SELECT id, secret, seal FROM hudna_identity", &[])? else {
            return Ok(Err("it is missing".to_owned()));
        };
        let read = || Ok(Identity { id: array(&row, 0)?, secret: array(&row, 1)?, seal: hash(&row, 2)? });
        Ok(read())
    }

    fn head(&mut self) -> Result<Head, Problem> {
        let row = self.one("SELECT size, root FROM hudna_head", &[])?;
        let row = row.ok_or_else(|| damaged(Wrong::Head("it is missing".to_owned())))?;
        let read = || Ok(Head { size: number(&row, 0)?, root: hash(&row, 1)? });
        read().map_err(|why| damaged(Wrong::Head(why)))
    }

    fn rows(&mut self, range: Range<u64>, each: &mut Each<(u64, Read<Row>)>) -> Result<(), Problem> {
        let sql = "SELECT seq, at, author, kind, key, commitment, salt, context, body FROM hudna_entry \
                   WHERE seq >= $1 AND seq < $2 ORDER BY seq LIMIT $3";
        let (mut next, end) = (signed(range.start), signed(range.end));
        while next < end {
            let rows = self.many(sql, &[&next, &end, &PAGE])?;
            for row in &rows {
                let seq: i64 = row.try_get(0).map_err(problem)?;
                next = seq + 1;
                if !each((u64::try_from(seq).unwrap_or_default(), entry(row)))? {
                    return Ok(());
                }
            }
            if rows.is_empty() {
                break;
            }
        }
        Ok(())
    }

    fn find(&mut self, keys: &[Sha256]) -> Result<Vec<Option<u64>>, Problem> {
        let wanted: Vec<&[u8]> = keys.iter().map(|key| key.0.as_slice()).collect();
        let mut found = HashMap::new();
        for row in self.many("SELECT key, seq FROM hudna_entry WHERE key = ANY ($1)", &[&wanted])? {
            if let (Ok(key), Ok(seq)) = (hash(&row, 0), number(&row, 1)) {
                found.insert(key, seq);
            }
        }
        Ok(keys.iter().map(|key| found.get(key).copied()).collect())
    }

    fn redactions(&mut self) -> Result<Vec<u64>, Problem> {
        let rows = self.many("SELECT seq FROM hudna_entry WHERE kind = 'redact' ORDER BY seq", &[])?;
        Ok(rows.iter().filter_map(|row| number(row, 0).ok()).collect())
    }

    fn contexts(&mut self, each: &mut Each<(u64, Read<String>)>) -> Result<(), Problem> {
        let sql =
            "SELECT seq, context FROM hudna_entry WHERE seq >= $1 AND context IS NOT NULL ORDER BY seq LIMIT 1024";
        let mut next = 0;
        loop {
            let rows = self.many(sql, &[&next])?;
            for row in &rows {
                let seq: i64 = row.try_get(0).map_err(problem)?;
                next = seq + 1;
                if !each((u64::try_from(seq).unwrap_or_default(), get(row, 1)))? {
                    return Ok(());
                }
            }
            if rows.is_empty() {
                return Ok(());
            }
        }
    }

    fn tile(&mut self, level: u8, n: u64) -> Result<Option<Vec<u8>>, Problem> {
        let sql = "SELECT hashes FROM hudna_tile WHERE level = $1 AND n = $2";
        let row = self.one(sql, &[&i32::from(level), &signed(n)])?;
        Ok(row.and_then(|row| get(&row, 0).ok()))
    }

    fn blob(&mut self, id: Sha256) -> Result<Option<Vec<u8>>, Problem> {
        let row = self.one("SELECT bytes FROM hudna_blob WHERE id = $1", &[&id.0.as_slice()])?;
        row.map(|row| row.try_get(0).map_err(problem)).transpose()
    }

    fn has_blob(&mut self, id: Sha256) -> Result<bool, Problem> {
        Ok(self.one("SELECT 1 FROM hudna_blob WHERE id = $1", &[&id.0.as_slice()])?.is_some())
    }

    fn blobs(&mut self, each: &mut Each<(Vec<u8>, Read<Vec<u8>>)>) -> Result<(), Problem> {
        let sql = "SELECT id, bytes FROM hudna_blob WHERE id > $1 ORDER BY id LIMIT $2";
        let mut last = Vec::new();
        loop {
            let rows = self.many(sql, &[&last, &BLOBS])?;
            for row in &rows {
                last = row.try_get(0).map_err(problem)?;
                if !each((last.clone(), get(row, 1)))? {
                    return Ok(());
                }
            }
            if rows.is_empty() {
                return Ok(());
            }
        }
    }

    fn batch(&mut self, id: [u8; 16]) -> Result<Option<(u64, u64)>, Problem> {
        let row = self.one("SELECT first, count FROM hudna_batch WHERE id = $1", &[&id.as_slice()])?;
        let read = |row: postgres::Row| Ok((number(&row, 0)?, number(&row, 1)?));
        row.map(read).transpose().map_err(|why: String| damaged(Wrong::Storage(why)))
    }

    fn batches(&mut self, each: &mut Each<Read<BatchRow>>) -> Result<(), Problem> {
        for row in self.many("SELECT id, first, count, seal FROM hudna_batch ORDER BY first", &[])? {
            let read = || {
                let (id, first) = (array(&row, 0)?, number(&row, 1)?);
                Ok(BatchRow { id, first, count: number(&row, 2)?, seal: hash(&row, 3)? })
            };
            if !each(read())? {
                break;
            }
        }
        Ok(())
    }

    fn checkpoints(&mut self) -> Result<Vec<Read<CheckpointRow>>, Problem> {
        let sql = "SELECT number, at, text, signer, seal FROM hudna_checkpoint ORDER BY number";
        let read = |row: &postgres::Row| {
            let (number, at, text) = (number(row, 0)?, get(row, 1)?, get(row, 2)?);
            Ok(CheckpointRow { number, at, text, signer: get(row, 3)?, seal: hash(row, 4)? })
        };
        Ok(self.many(sql, &[])?.iter().map(read).collect())
    }

    fn last(&mut self) -> Result<Option<u64>, Problem> {
        let row = self.one("SELECT max(seq) FROM hudna_entry", &[])?;
        Ok(row.and_then(|row| number(&row, 0).ok()))
    }

    fn tile_count(&mut self) -> Result<u64, Problem> {
        let row = self.one("SELECT count(*) FROM hudna_tile", &[])?;
        Ok(row.and_then(|row| number(&row, 0).ok()).unwrap_or_default())
    }

    fn put_identity(&mut self, identity: &Identity) -> Result<(), Problem> {
        let sql = "INSERT INTO hudna_identity (one, layout, id, secret, seal) VALUES (1, 0, $1, $2, $3)";
        self.run(sql, &[&identity.id.as_slice(), &identity.secret.as_slice(), &identity.seal.0.as_slice()])?;
        Ok(())
    }

    fn put_rows(&mut self, rows: &[&Row]) -> Result<(), Problem> {
        let sql = "INSERT INTO hudna_entry (seq, at, author, kind, key, commitment, salt, context, body) \
                   SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::bytea[], $6::bytea[], \
                   $7::bytea[], $8::text[], $9::bytea[])";
        let seqs: Vec<i64> = rows.iter().map(|row| signed(row.seq)).collect();
        let at: Vec<i64> = rows.iter().map(|row| row.at).collect();
        let by: Vec<&str> = rows.iter().map(|row| row.by.as_str()).collect();
        let kinds: Vec<&str> = rows.iter().map(|row| row.kind.as_str()).collect();
        let keys: Vec<Option<&[u8]>> = rows.iter().map(|row| row.key.as_ref().map(|key| key.0.as_slice())).collect();
        let commitments: Vec<&[u8]> = rows.iter().map(|row| row.commitment.0.as_slice()).collect();
        let contents = || rows.iter().map(|row| row.content.as_ref());
        let salts: Vec<Option<&[u8]>> = contents().map(|c| c.map(|c| c.salt.as_slice())).collect();
        let contexts: Vec<Option<&str>> = contents().map(|c| c.map(|c| c.context.as_str())).collect();
        let bodies: Vec<Option<&[u8]>> = contents().map(|c| c.map(|c| c.body.as_slice())).collect();
        self.run(sql, &[&seqs, &at, &by, &kinds, &keys, &commitments, &salts, &contexts, &bodies])?;
        Ok(())
    }

    fn put_blob(&mut self, (id, bytes): (Sha256, &[u8])) -> Result<(), Problem> {
        let sql = "INSERT INTO hudna_blob (id, bytes) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING";
        self.run(sql, &[&id.0.as_slice(), &bytes])?;
        Ok(())
    }

    fn put_tiles(&mut self, tiles: &[Placed]) -> Result<(), Problem> {
        let sql = "INSERT INTO hudna_tile (level, n, hashes) VALUES ($1, $2, $3) \
                   ON CONFLICT (level, n) DO UPDATE SET hashes = excluded.hashes";
        for tile in tiles {
            self.run(sql, &[&i32::from(tile.level), &signed(tile.n), &tile.hashes])?;
        }
        Ok(())
    }

    fn put_head(&mut self, head: &Head) -> Result<(), Problem> {
        let sql = "INSERT INTO hudna_head (one, size, root) VALUES (1, $1, $2) \
                   ON CONFLICT (one) DO UPDATE SET size = excluded.size, root = excluded.root";
        self.run(sql, &[&signed(head.size), &head.root.0.as_slice()])?;
        Ok(())
    }

    fn put_batch(&mut self, batch: &BatchRow) -> Result<(), Problem> {
        let sql = "INSERT INTO hudna_batch (id, first, count, seal) VALUES ($1, $2, $3, $4)";
        let (id, seal) = (batch.id.as_slice(), batch.seal.0.as_slice());
        self.run(sql, &[&id, &signed(batch.first), &signed(batch.count), &seal])?;
        Ok(())
    }

    fn put_checkpoint(&mut self, checkpoint: &CheckpointRow) -> Result<(), Problem> {
        let sql = "INSERT INTO hudna_checkpoint (number, at, text, signer, seal) VALUES ($1, $2, $3, $4, $5)";
        let CheckpointRow { number, at, text, signer, seal } = checkpoint;
        self.run(sql, &[&signed(*number), at, text, signer, &seal.0.as_slice()])?;
        Ok(())
    }

    fn blank(&mut self, seq: u64) -> Result<(), Problem> {
        let sql = "UPDATE hudna_entry SET salt = NULL, context = NULL, body = NULL WHERE seq = $1";
        self.run(sql, &[&signed(seq)])?;
        Ok(())
    }

    fn remove_blob(&mut self, id: Sha256) -> Result<bool, Problem> {
        Ok(self.run("DELETE FROM hudna_blob WHERE id = $1", &[&id.0.as_slice()])? > 0)
    }
}
