//! Dependencies point one way, and none of them reaches the network but that of the case's own database.

use super::File;

/// What each crate may depend on among ours. A new crate is entered here.
pub const LAYERS: &[(&str, &[&str])] = &[
    ("claims", &[]),
    ("arabic", &[]),
    ("reader", &["arabic", "claims"]),
    ("ledger", &["claims", "arabic"]),
    ("intake", &["claims"]),
    ("casefile", &[]),
    ("casebook", &["claims", "reader", "ledger", "intake", "casefile"]),
    ("desk", &["claims", "reader", "ledger", "intake", "casefile", "casebook"]),
    ("cli", &["claims", "reader", "ledger", "intake", "casefile", "casebook", "desk"]),
];

/// Crates without files, clock, network, chance.
pub const PURE: &[&str] = &["claims", "arabic", "reader", "ledger"];

/// Dependencies that open connections.
const NETWORK: &[&str] = &[
    "reqwest",
    "ureq",
    "hyper",
    "curl",
    "isahc",
    "attohttpc",
    "tokio",
    "async-std",
    "socket2",
    "mio",
    "postgres",
    "tokio-postgres",
];

/// What opens connections all the same, and for which crate: a case may be in a database, a report at an address,
/// and the desk answers a browser.
const CONNECTED: &[(&str, &str)] =
    &[("casefile", "postgres"), ("intake", "ureq"), ("desk", "tokio"), ("desk", "hyper")];

/// Dependencies that bring in what a pure crate must not have.
const IMPURE: &[&str] =
    &["rand", "fastrand", "getrandom", "tempfile", "walkdir", "ignore", "glob", "chrono", "time", "dirs"];

/// A manifest.
pub fn check(file: &File, problems: &mut Vec<String>) {
    let manifest: toml::Table = match file.text.parse() {
        Ok(manifest) => manifest,
        Err(error) => return problems.push(format!("{}: {}", file.name, error.message())),
    };
    let Some(krate) = file.krate() else { return };
    let Some((_, allowed)) = LAYERS.iter().find(|(c, _)| *c == krate) else {
        problems.push(format!("{}: crate `{krate}` is not in the layers of xtask/src/tidy/layers.rs", file.name));
        return;
    };
    for dependency in dependencies(&manifest) {
        let ours = dependency.strip_prefix("hudna-");
        if let Some(ours) = ours.filter(|o| !allowed.contains(o)) {
            problems.push(format!("{}: {krate} must not depend on {ours}", file.name));
        }
        if NETWORK.contains(&dependency.as_str()) && !CONNECTED.contains(&(krate, dependency.as_str())) {
            problems.push(format!("{}: `{dependency}` opens connections; nothing is fetched or sent", file.name));
        }
        if PURE.contains(&krate) && IMPURE.contains(&dependency.as_str()) {
            problems.push(format!("{}: `{dependency}`: {krate} has no files, clock or chance", file.name));
        }
    }
    let inherits = manifest.get("lints").and_then(|l| l.get("workspace")).and_then(toml::Value::as_bool);
    if inherits != Some(true) {
        problems.push(format!("{}: `[lints] workspace = true` is missing; it forbids unsafe code", file.name));
    }
}

/// What the shipped crate depends on, on every target; not its tests.
fn dependencies(manifest: &toml::Table) -> Vec<String> {
    let mut found = Vec::new();
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    let tables =
        std::iter::once(manifest).chain(targets.into_iter().flat_map(|t| t.values().filter_map(|v| v.as_table())));
    for table in tables {
        for kind in ["dependencies", "build-dependencies"] {
            for (name, value) in table.get(kind).and_then(toml::Value::as_table).into_iter().flatten() {
                // Renamed: the name it has in the registry is what counts.
                let package = value.get("package").and_then(toml::Value::as_str);
                found.push(package.unwrap_or(name).to_owned());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::tidy::tests::of;

    const LINTS: &str = "[lints]\nworkspace = true\n";

    #[test]
    fn dependencies_point_one_way() {
        let name = "crates/arabic/Cargo.toml";
        assert_eq!(of(name, &format!("[dependencies]\nserde = \"1\"\n{LINTS}")), Vec::<String>::new());
        assert_eq!(
            of(name, &format!("[dependencies]\nhudna-claims.workspace = true\n{LINTS}")),
            ["crates/arabic/Cargo.toml: arabic must not depend on claims"]
        );
        let renamed =
            format!("[target.'cfg(unix)'.dependencies]\nx = {{ package = \"hudna-reader\", path = \"\" }}\n{LINTS}");
        assert_eq!(
            of("crates/ledger/Cargo.toml", &renamed),
            ["crates/ledger/Cargo.toml: ledger must not depend on reader"]
        );
        assert!(of(name, &format!("[dev-dependencies]\nhudna-reader.workspace = true\n{LINTS}")).is_empty());
    }

    #[test]
    fn unknown_crates_connections_and_chance_are_named() {
        assert!(of("crates/atlas/Cargo.toml", LINTS)[0].contains("not in the layers"));
        assert!(
            of("crates/cli/Cargo.toml", &format!("[dependencies]\nureq = \"3\"\n{LINTS}"))[0].contains("connections")
        );
        let database = format!("[dependencies]\npostgres = \"0.19\"\n{LINTS}");
        assert!(of("crates/casefile/Cargo.toml", &database).is_empty());
        assert!(of("crates/cli/Cargo.toml", &database)[0].contains("connections"));
        assert!(
            of("crates/reader/Cargo.toml", &format!("[dependencies]\nrand = \"0.9\"\n{LINTS}"))[0].contains("chance")
        );
        assert!(of("crates/cli/Cargo.toml", "")[0].contains("lints"));
    }
}
