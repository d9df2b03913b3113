//! `claims`, `arabic`, `reader` and `ledger` touch no files, no network, no environment and no clock; nobody opens connections.

use super::layers::PURE;
use super::{File, rust};

/// What a pure crate does not name.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::io::stdin",
    "std::io::stdout",
    "std::io::stderr",
    "SystemTime",
    "Instant::now",
    "Zoned::now",
    "Timestamp::now",
    "println!",
    "eprintln!",
    "eprint!",
    "print!",
    "dbg!",
];

/// What no crate names. Addresses (`SocketAddr`) are no connections.
const NOWHERE: &[&str] = &["TcpStream", "UdpSocket"];

/// What one file only names, and what that file does: fetching is kept in one place, and so is answering.
const ALONE: &[(&str, &str, &str)] =
    &[("ureq", "crates/intake/src/fetch.rs", "fetches"), ("TcpListener", "crates/desk/src/server.rs", "listens")];

/// `std::{fs, ..}` says the same in other words.
const MODULES: &[&str] = &["fs", "net", "env", "process"];

/// A file of Rust.
pub fn check(file: &File, problems: &mut Vec<String>) {
    if !file.shipped() {
        return;
    }
    let krate = file.krate().unwrap_or_default();
    let pure = PURE.contains(&krate);
    let code = rust::parts(rust::without_tests(&file.text)).code;
    for (number, line) in code.lines().enumerate() {
        let words = if pure { IMPURE } else { NOWHERE };
        for word in words.iter().filter(|w| names(line, w)) {
            let rule = if pure { "touches no files, network, environment or clock" } else { "opens no connections" };
            problems.push(format!("{}:{}: `{word}`: {krate} {rule}", file.name, number + 1));
        }
    }
    for (word, only, does) in ALONE.iter().filter(|(_, only, _)| file.name != *only) {
        if let Some(number) = code.lines().position(|line| names(line, word)) {
            problems.push(format!("{}:{}: `{word}`: only {only} {does}", file.name, number + 1));
        }
    }
    if pure {
        grouped(file, krate, &code, problems);
    }
}

/// Whether a line names it, not only as a part of a longer name (`eprintln!` for `println!`).
fn names(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let part = |c: char| c.is_alphanumeric() || c == '_';
        !line[..at].ends_with(part) && !line[at + word.len()..].starts_with(part)
    })
}

fn grouped(file: &File, krate: &str, code: &str, problems: &mut Vec<String>) {
    for (_, rest) in code.match_indices("use std::{").map(|(at, found)| code.split_at(at + found.len())) {
        let group = rest.split(';').next().unwrap_or_default();
        for module in MODULES.iter().filter(|m| names(group, m)) {
            let rule = "touches no files, network, environment or clock";
            problems.push(format!("{}: `std::{{{module}}}`: {krate} {rule}", file.name));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tidy::tests::of;

    #[test]
    fn a_pure_crate_reads_no_files_and_no_clock() {
        let name = "crates/reader/src/a.rs";
        assert!(of(name, "//! A.\nuse std::fs::File;\n")[0].starts_with("crates/reader/src/a.rs:2: `std::fs`"));
        assert!(of(name, "//! A.\nuse std::{fmt, env};\n")[0].contains("env"));
        assert!(of("crates/ledger/src/a.rs", "//! A.\nfn f() { let t = Instant::now(); }\n")[0].contains("clock"));
        assert!(of(name, "//! Reads no std::fs.\n// std::env\nconst A: &str = \"std::net\";\n").is_empty());
        assert!(of(name, "//! A.\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}\n").is_empty());
        assert!(of("crates/intake/src/a.rs", "//! A.\nuse std::fs::File;\n").is_empty());
        assert!(of("crates/reader/tests/a.rs", "//! A.\nuse std::fs::File;\n").is_empty());
    }

    #[test]
    fn nobody_opens_connections() {
        assert!(of("crates/cli/src/a.rs", "//! A.\nuse std::net::TcpStream;\n").len() == 1);
    }

    #[test]
    fn one_file_fetches_and_one_listens() {
        let text = "//! A.\nuse ureq::Agent;\n";
        assert!(of("crates/intake/src/fetch.rs", text).is_empty());
        assert!(of("crates/intake/src/a.rs", text)[0].contains("only crates/intake/src/fetch.rs fetches"));
        let text = "//! A.\nuse tokio::net::TcpListener;\n";
        assert!(of("crates/desk/src/server.rs", text).is_empty());
        assert!(of("crates/desk/src/a.rs", text)[0].contains("only crates/desk/src/server.rs listens"));
    }

    #[test]
    fn a_part_of_a_longer_name_is_another_name() {
        assert!(of("crates/ledger/src/a.rs", "//! A.\nfn f() { MyInstant::nowhere(); }\n").is_empty());
    }
}
