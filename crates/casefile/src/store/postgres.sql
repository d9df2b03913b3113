-- A case in PostgreSQL, layout 1: in the first schema of the search path, so that a database can have several cases.

CREATE TABLE hudna_identity (
    one    integer PRIMARY KEY CHECK (one = 1),
    layout bigint NOT NULL,
    id     bytea NOT NULL,
    secret bytea NOT NULL,
    seal   bytea NOT NULL
);

CREATE TABLE hudna_head (
    one  integer PRIMARY KEY CHECK (one = 1),
    size bigint NOT NULL,
    root bytea NOT NULL
);

CREATE TABLE hudna_entry (
    seq        bigint PRIMARY KEY,
    at         bigint NOT NULL,
    author     text NOT NULL,
    kind       text NOT NULL,
    key        bytea UNIQUE,
    commitment bytea NOT NULL,
    salt       bytea,
    context    text,
    body       bytea
);

CREATE INDEX hudna_entry_redact ON hudna_entry (seq) WHERE kind = 'redact';

CREATE TABLE hudna_blob (
    id    bytea PRIMARY KEY,
    bytes bytea NOT NULL
);

CREATE TABLE hudna_tile (
    level  integer NOT NULL,
    n      bigint NOT NULL,
    hashes bytea NOT NULL,
    PRIMARY KEY (level, n)
);

CREATE TABLE hudna_batch (
    id    bytea PRIMARY KEY,
    first bigint NOT NULL,
    count bigint NOT NULL,
    seal  bytea NOT NULL
);

CREATE TABLE hudna_checkpoint (
    number bigint PRIMARY KEY,
    at     bigint NOT NULL,
    text   text NOT NULL UNIQUE,
    signer text NOT NULL,
    seal   bytea NOT NULL
);
