//! The invariants: who may depend on whom, who does no I/O, where words live, how files open.

use ignore::WalkBuilder;
use std::fs;
use std::path::Path;

/// What each crate may depend on among ours.
const LAYERS: &[(&str, &[&str])] = &[
    ("claims", &[]),
    ("arabic", &[]),
    ("reader", &["arabic", "claims"]),
    ("ledger", &["claims"]),
    ("intake", &["claims"]),
    ("cli", &["claims", "reader", "ledger", "intake", "arabic"]),
];

/// Crates that touch neither files, nor the clock, nor the network.
const PURE: &[&str] = &["claims", "arabic", "reader", "ledger"];

const IMPURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env::",
    "std::process",
    "SystemTime",
    "Instant::now",
    "Zoned::now",
    "Timestamp::now",
];

/// Longest source file, in lines.
const LONGEST: usize = 700;

/// Arabic words allowed in one string literal of Rust code outside tests and doc comments: knowledge is data.
const UNFINISHED: &[&str] = &["TODO", "FIXME", "XXX", "todo!(", "unimplemented!("];

/// All problems, each naming its file.
pub fn tidy(root: &Path) -> Vec<String> {
    let mut problems = Vec::new();
    for entry in WalkBuilder::new(root).hidden(true).build().flatten() {
        let path = entry.path();
        let name = path.strip_prefix(root).unwrap_or(path).display().to_string();
        if name.starts_with("target") || name.starts_with("fuzz/target") || !path.is_file() {
            continue;
        }
        if name.ends_with(".rs")
            && name != "xtask/src/tidy.rs"
            && let Ok(text) = fs::read_to_string(path)
        {
            source(&name, &text, &mut problems);
        }
        if name.starts_with("crates/")
            && name.ends_with("Cargo.toml")
            && let Ok(text) = fs::read_to_string(path)
        {
            manifest(&name, &text, &mut problems);
        }
        if name.starts_with("knowledge/ar/frames/")
            && name.ends_with(".toml")
            && let Ok(text) = fs::read_to_string(path)
        {
            frames(&name, &text, &mut problems);
        }
    }
    problems
}

fn source(name: &str, text: &str, problems: &mut Vec<String>) {
    if !text.starts_with("//!") {
        problems.push(format!("{name}: the first line says what the module is for: `//! ...`"));
    }
    let lines = text.lines().count();
    if lines > LONGEST {
        problems.push(format!("{name}: {lines} lines; a file is read in a sitting, split it ({LONGEST} at most)"));
    }
    for (number, line) in text.lines().enumerate() {
        for word in UNFINISHED {
            if line.contains(word) {
                problems.push(format!("{name}:{}: `{word}` does not land", number + 1));
            }
        }
    }
    let krate = name.strip_prefix("crates/").and_then(|n| n.split('/').next()).unwrap_or("");
    let tested = text.split("#[cfg(test)]").next().unwrap_or(text);
    if PURE.contains(&krate) && name.contains("/src/") {
        for word in IMPURE {
            if tested.contains(word) {
                problems.push(format!("{name}: `{word}`: {krate} touches no files, clock or network"));
            }
        }
    }
    if name.contains("/src/") && matches!(krate, "reader" | "ledger" | "arabic") {
        for (number, line) in tested.lines().enumerate() {
            let code = line.split("//").next().unwrap_or(line);
            let words = code
                .split('"')
                .skip(1)
                .step_by(2)
                .filter(|s| s.chars().filter(|c| ('\u{620}'..'\u{64b}').contains(c)).count() > 4)
                .count();
            if words > 0 && krate == "reader" {
                problems.push(format!("{name}:{}: an Arabic word in code; words live in knowledge/", number + 1));
            }
        }
    }
    if name.contains("utils") {
        problems.push(format!("{name}: no `utils`; name the module after what it is for"));
    }
}

fn manifest(name: &str, text: &str, problems: &mut Vec<String>) {
    let krate = name.split('/').nth(1).unwrap_or("");
    let Some((_, allowed)) = LAYERS.iter().find(|(c, _)| *c == krate) else {
        problems.push(format!("{name}: crate `{krate}` is not in the layers of xtask/src/tidy.rs"));
        return;
    };
    let dependencies = text.split("[dev-dependencies]").next().unwrap_or(text);
    for line in dependencies.lines() {
        if let Some(rest) = line.strip_prefix("hudna-") {
            let other = rest.split(['.', ' ', '=']).next().unwrap_or("");
            if !allowed.contains(&other) {
                problems.push(format!("{name}: {krate} must not depend on {other}"));
            }
        }
    }
}

fn frames(name: &str, text: &str, problems: &mut Vec<String>) {
    for frame in text.split("[[frame]]").skip(1) {
        let id = frame.lines().find_map(|l| l.strip_prefix("id")).unwrap_or("").trim_matches([' ', '=', '"']);
        if !frame.contains("is = [\"") {
            problems.push(format!("{name}: frame `{id}` has no example that fires"));
        }
        if !frame.contains("is = []") {
            problems.push(format!("{name}: frame `{id}` has no example that must stay silent"));
        }
    }
}
