//! A bit flipped anywhere in a case is reported, and nothing that it changed is handed out.

use crate::places::Place;
use hudna_casefile::{Batch, Case, CaseError, Entry, NewEntry, Problem, Report, Sha256, SigningKey};
use postgres::SimpleQueryMessage;
use rusqlite::types::Value;
use std::fs;

/// What a case has to say.
struct Original {
    entries: Vec<Entry>,
    blobs: Vec<(Sha256, Vec<u8>)>,
}

/// A small case with something in each of its tables: blobs, a redaction, checkpoints with and without a signature, several batches.
fn small_case(place: &Place) -> Original {
    let mut case = Case::create(&place.address).expect("a case");
    let key = SigningKey::generate("ana").expect("a key");
    let mut blobs = Vec::new();
    for n in 0..4 {
        let mut batch = Batch::new();
        let page = format!("page {n} {}", "p".repeat(12_000)).into_bytes();
        let blob = batch.blob(page.clone());
        blobs.push((blob, page));
        batch.push(
            NewEntry::new("ana", "report", format!(r#"{{"text":"report {n}"}}"#)).key(format!("k{n}")).blob(blob),
        );
        batch.push(NewEntry::new("bo", "review", r#"{"accept":1}"#));
        case.append(&batch).expect("stored");
        if n > 0 {
            case.checkpoint((n > 1).then_some(&key)).expect("a checkpoint");
        }
    }
    case.redact(&[2], "bo", "asked for").expect("redacted");
    let mut entries = Vec::new();
    case.entries(.., |entry| {
        entries.push(entry.expect("whole"));
        Ok::<(), CaseError>(())
    })
    .expect("entries");
    let there = |(blob, _): &(Sha256, Vec<u8>)| case.blob(*blob).expect("read").is_some();
    blobs.retain(there);
    assert_eq!((entries.len(), blobs.len()), (9, 3));
    assert!(case.verify().expect("a verification").is_clean());
    Original { entries, blobs }
}

/// What is handed out is what was stored, or else nothing is; the verification's report, if the case opens at all.
fn serves_only(address: &str, original: &Original, damage: &str) -> Option<Report> {
    let mut case = Case::open(address).ok()?;
    let (mut served, mut faults) = (0, 0);
    let read = case.entries(.., |entry| {
        match entry {
            Ok(entry) => {
                assert_eq!(original.entries.get(entry.seq as usize), Some(&entry), "served after {damage}");
                served += 1;
            }
            Err(_) => faults += 1,
        }
        Ok::<(), CaseError>(())
    });
    let complete = read.is_ok() && faults == 0 && served == original.entries.len();
    for entry in &original.entries {
        if let Some(key) = &entry.key
            && let Ok(Some(found)) = case.by_key(key)
        {
            assert_eq!(&found, entry, "served by its key after {damage}");
        }
    }
    let mut blobs_complete = true;
    for (id, bytes) in &original.blobs {
        match case.blob(*id) {
            Ok(Some(found)) => assert_eq!(&found, bytes, "served after {damage}"),
            _ => blobs_complete = false,
        }
    }
    let report = case.verify().ok()?;
    assert!(complete && blobs_complete || !report.is_clean(), "not reported: {damage}");
    Some(report)
}

/// A value with a bit of it flipped.
fn flipped(value: &Value, bit: usize) -> Option<Value> {
    let flip = |bytes: &[u8]| {
        let mut bytes = bytes.to_vec();
        let at = (bit / 8 * 7 + bit) % (bytes.len() * 8);
        bytes[at / 8] ^= 1 << (at % 8);
        bytes
    };
    match value {
        Value::Integer(number) => Some(Value::Integer(number ^ (1 << (bit * 11 % 63)))),
        Value::Blob(bytes) if !bytes.is_empty() => Some(Value::Blob(flip(bytes))),
        // The bit of a letter that leaves it a letter.
        Value::Text(text) if !text.is_empty() => {
            let mut bytes = text.clone().into_bytes();
            let at = bit * 5 % bytes.len();
            bytes[at] ^= 1;
            String::from_utf8(bytes).ok().map(Value::Text)
        }
        _ => None,
    }
}

#[test]
fn a_bit_flipped_in_any_column_of_any_record_is_reported() {
    let place = Place::sqlite();
    let original = small_case(&place);
    let db = rusqlite::Connection::open(&place.address).expect("the file");
    db.busy_timeout(std::time::Duration::from_secs(5)).expect("patience");
    let strings = |sql: &str| -> Vec<String> {
        let mut statement = db.prepare(sql).expect("a statement");
        statement.query_map([], |row| row.get(0)).expect("rows").map(|row| row.expect("text")).collect()
    };
    let (mut flips, mut refused) = (0, 0);
    for table in strings("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'") {
        let rows: i64 = db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).expect("a count");
        assert!(rows > 0, "{table} is empty: nothing of it is tried");
        for column in strings(&format!("SELECT name FROM pragma_table_info('{table}')")) {
            for row in 0..rows {
                let select = format!("SELECT rowid, {column} FROM {table} ORDER BY rowid LIMIT 1 OFFSET {row}");
                let (rowid, value): (i64, Value) =
                    db.query_row(&select, [], |row| Ok((row.get(0)?, row.get(1)?))).expect("a value");
                for bit in [0, 5, 11, 30] {
                    let Some(bad) = flipped(&value, bit) else { continue };
                    let (from, to) = (rowid, if let Value::Integer(to) = bad { to } else { 0 });
                    let set = format!("UPDATE {table} SET {column} = ?1 WHERE rowid = ?2");
                    if db.execute(&set, rusqlite::params![bad, from]).is_err() {
                        refused += 1;
                        continue;
                    }
                    let damage = format!("bit {bit} of {column} in record {row} of {table}");
                    let report = serves_only(&place.address, &original, &damage).expect("a case that opens");
                    assert!(!report.is_clean(), "not reported: {damage}");
                    flips += 1;
                    // Setting the column that is the row's number moved the row.
                    let there = format!("SELECT count(*) FROM {table} WHERE rowid = ?1");
                    let there: i64 = db.query_row(&there, [from], |row| row.get(0)).expect("a count");
                    let now = if there == 1 { from } else { to };
                    assert_eq!(db.execute(&set, rusqlite::params![value, now]).expect("set back"), 1);
                }
            }
        }
    }
    println!("{flips} flips in columns, all reported; {refused} that the tables themselves refuse");
    assert!(flips > 300, "{flips}");
    assert!(Case::open(&place.address).expect("the case").verify().expect("a verification").is_clean());
}

#[test]
fn a_bit_flipped_anywhere_in_the_file_is_reported_or_without_effect() {
    let place = Place::sqlite();
    let original = small_case(&place);
    let whole = fs::read(&place.address).expect("the file");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("flipped.hudna");
    let (mut reported, mut refused, mut without) = (0, 0, 0);
    let bits = whole.len() * 8;
    for n in 0..1500 {
        let bit = n * (bits / 1500) + n * 13 % 61;
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        for rest in ["-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{rest}", path.display()));
        }
        fs::write(&path, bytes).expect("a copy");
        match serves_only(path.to_str().expect("UTF-8"), &original, &format!("bit {bit} of {bits}")) {
            None => refused += 1,
            Some(report) if report.is_clean() => without += 1,
            Some(_) => reported += 1,
        }
    }
    println!(
        "of 1500 flips in a file of {} bytes {reported} reported, {refused} refused, {without} in unused bytes",
        whole.len()
    );
    assert!(reported > 300, "{reported}");
}

#[test]
fn a_bit_flipped_in_any_column_of_postgres_is_reported() {
    let Some(place) = Place::postgres() else { return };
    let original = small_case(&place);
    let schema = place.schema.clone().expect("its schema");
    let mut db = Place::server().expect("the server");
    db.batch_execute(&format!("SET search_path = {schema}")).expect("the schema");
    let columns = "SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns \
                   WHERE table_schema = $1 ORDER BY 1, 2";
    let (mut flips, mut refused) = (0, 0);
    for column in db.query(columns, &[&schema]).expect("the columns") {
        let (table, column, kind): (String, String, String) = (column.get(0), column.get(1), column.get(2));
        // Each of these undoes itself.
        let flip = match kind.as_str() {
            "bigint" => format!("{column} # 4::bigint"),
            "integer" => format!("{column} # 4"),
            "bytea" => format!("set_bit({column}, 13, 1 - get_bit({column}, 13))"),
            "text" => format!("left({column}, 2) || chr(ascii(substr({column}, 3, 1)) # 1) || substr({column}, 4)"),
            kind => panic!("a column of another type: {kind}"),
        };
        // The layout is a number for the program, which refuses what it does not know.
        let layout = column == "layout";
        let empty =
            if kind == "bigint" || kind == "integer" { "false".into() } else { format!("length({column}) < 3") };
        let rows = format!("SELECT ctid FROM {table} WHERE {column} IS NOT NULL AND NOT ({empty})");
        let rows =
            db.simple_query(&rows).expect("the rows").into_iter().filter(|r| matches!(r, SimpleQueryMessage::Row(_)));
        for row in 0..rows.count() {
            let nth = format!(
                "SELECT ctid FROM {table} WHERE {column} IS NOT NULL AND NOT ({empty}) ORDER BY 1 LIMIT 1 OFFSET {row}"
            );
            let set =
                |whose: &str| format!("UPDATE {table} SET {column} = {flip} WHERE ctid = {whose} RETURNING ctid::text");
            let Ok(moved) = db.query_one(&set(&format!("({nth})")), &[]) else {
                refused += 1;
                continue;
            };
            let moved: String = moved.get(0);
            let damage = format!("a bit of {column} in record {row} of {table}");
            match serves_only(&place.address, &original, &damage) {
                Some(report) => assert!(!report.is_clean(), "not reported: {damage}"),
                None => assert!(layout, "does not open: {damage}"),
            }
            flips += 1;
            db.query_one(&set(&format!("'{moved}'::tid")), &[]).expect("set back");
        }
    }
    println!("{flips} flips in columns of PostgreSQL, all reported; {refused} that the tables themselves refuse");
    assert!(flips > 80, "{flips}");
    assert!(Case::open(&place.address).expect("the case").verify().expect("a verification").is_clean());
}

#[test]
fn a_damaged_case_is_neither_added_to_nor_signed() {
    let place = Place::sqlite();
    small_case(&place);
    let db = rusqlite::Connection::open(&place.address).expect("the file");
    let key = SigningKey::generate("ana").expect("a key");
    for (damage, mend) in [
        ("UPDATE head SET root = zeroblob(32)", "UPDATE head SET root = (SELECT root FROM kept)"),
        ("UPDATE head SET size = size - 1", "UPDATE head SET size = size + 1"),
        ("UPDATE tile SET hashes = zeroblob(288)", "UPDATE tile SET hashes = (SELECT hashes FROM kept)"),
        ("UPDATE identity SET seal = zeroblob(32)", "UPDATE identity SET seal = (SELECT seal FROM kept)"),
    ] {
        let keep = "CREATE TEMP TABLE kept AS SELECT root, hashes, seal FROM head, tile, identity";
        db.execute_batch(&format!("{keep}; {damage}")).expect("damage");
        let mut case = Case::open(&place.address).expect("it opens, to be verified");
        let mut batch = Batch::new();
        batch.push(NewEntry::new("ana", "report", "{}"));
        let refused = [
            case.append(&batch).map(|_| ()),
            case.checkpoint(Some(&key)).map(|_| ()),
            case.prove(&[0], true, Some(&key)).map(|_| ()),
        ];
        for refused in refused {
            let error = refused.expect_err(damage);
            assert!(matches!(error.problem, Problem::Damaged(_)), "{damage}: {error}");
            assert!(error.to_string().contains("`hudna verify` lists all that is wrong"), "{error}");
        }
        assert!(!case.verify().expect("a verification").is_clean(), "{damage}");
        db.execute_batch(&format!("{mend}; DROP TABLE kept")).expect("mended");
    }
    assert!(Case::open(&place.address).expect("the case").verify().expect("a verification").is_clean());
}

#[test]
fn to_ask_for_a_case_makes_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    fs::write(at("empty"), b"").expect("a file");
    assert!(Case::open_if_there(&at("missing")).expect("none").is_none());
    assert!(Case::open_if_there(&at("empty")).expect("none").is_none());
    assert!(!folder.path().join("missing").exists());
    assert_eq!(fs::metadata(at("empty")).expect("a file").len(), 0);
    let nowhere = Case::open_if_there(&at("nowhere/case")).map(|_| ()).expect_err("no folder");
    assert!(matches!(nowhere.problem, Problem::NoFolder), "{nowhere}");
    Case::create(&at("case")).expect("a case");
    assert!(Case::open_if_there(&at("case")).expect("one").is_some());
}

#[test]
fn what_is_no_case_is_said_to_be_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = |name: &str, content: Option<&[u8]>| {
        let path = folder.path().join(name);
        if let Some(content) = content {
            fs::write(&path, content).expect("a file");
        }
        let open = Case::open(path.to_str().expect("UTF-8")).map(|_| ()).expect_err("no case");
        let make = Case::open_or_create(path.to_str().expect("UTF-8")).map(|_| ()).err();
        (open.problem.to_string(), make.map(|error| error.problem.to_string()))
    };
    let none = "is no case file".to_owned();
    assert_eq!(said("text", Some(b"a report, not a case, and long enough")), (none.clone(), Some(none.clone())));
    // As a crash in its making leaves it: it can be made.
    assert_eq!(said("empty", Some(b"")), ("is an empty file and no case yet".to_owned(), None));
    assert_eq!(said("missing", None), ("no such case".to_owned(), None));
    let other = folder.path().join("other");
    rusqlite::Connection::open(&other)
        .expect("a file")
        .execute_batch("CREATE TABLE a (b); PRAGMA user_version = 1")
        .expect("a table");
    assert_eq!(said("other", None), (none.clone(), Some(none.clone())));
    assert_eq!(said("", None), (none.clone(), Some(none)));
    let nowhere = ("no such case".to_owned(), Some("the folder that it is to be in does not exist".to_owned()));
    assert_eq!(said("nowhere/case", None), nowhere);
    let newer = folder.path().join("newer");
    Case::create(newer.to_str().expect("UTF-8")).expect("a case");
    rusqlite::Connection::open(&newer)
        .expect("a file")
        .execute_batch("PRAGMA user_version = 9")
        .expect("a later layout");
    assert!(said("newer", None).0.contains("later version"));
}
