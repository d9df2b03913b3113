//! The tests of the case file on the real thing: files, processes, a PostgreSQL server, broken disks and connections.

mod connection;
mod crash;
mod damage;
mod places;
mod properties;
mod storage;
