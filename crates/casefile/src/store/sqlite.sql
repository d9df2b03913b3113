-- A case in SQLite, layout 1. Columns that can grow large come last: what is before them is read without them.

CREATE TABLE identity (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    id     BLOB NOT NULL,
    secret BLOB NOT NULL,
    seal   BLOB NOT NULL
) STRICT;

CREATE TABLE head (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    size INTEGER NOT NULL,
    root BLOB NOT NULL
) STRICT;

CREATE TABLE entry (
    seq        INTEGER PRIMARY KEY,
    at         INTEGER NOT NULL,
    author     TEXT NOT NULL,
    kind       TEXT NOT NULL,
    key        BLOB UNIQUE,
    commitment BLOB NOT NULL,
    salt       BLOB,
    context    TEXT,
    body       BLOB
) STRICT;

CREATE INDEX entry_redact ON entry (seq) WHERE kind = 'redact';

CREATE TABLE blob (
    id    BLOB PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE tile (
    level  INTEGER NOT NULL,
    n      INTEGER NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (level, n)
) STRICT;

CREATE TABLE batch (
    id    BLOB PRIMARY KEY,
    first INTEGER NOT NULL,
    count INTEGER NOT NULL,
    seal  BLOB NOT NULL
) STRICT;

CREATE TABLE checkpoint (
    number INTEGER PRIMARY KEY,
    at     INTEGER NOT NULL,
    text   TEXT NOT NULL UNIQUE,
    signer TEXT NOT NULL,
    seal   BLOB NOT NULL
) STRICT;
