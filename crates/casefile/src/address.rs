//! The address of a case: a file, or a PostgreSQL database.

use crate::error::Problem;
use std::path::PathBuf;

/// Where a case is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Address {
    /// A file.
    File(PathBuf),
    /// A database, by its whole address.
    Postgres(String),
}

impl Address {
    pub fn parse(text: &str) -> Result<Address, Problem> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Address::Postgres(text.to_owned()));
        }
        if let Some((scheme, _)) = text.split_once("://") {
            return Err(Problem::Address(format!("`{scheme}` is no storage that is known")));
        }
        if text.is_empty() || text.contains('\0') {
            return Err(Problem::Address("it names no file".to_owned()));
        }
        Ok(Address::File(PathBuf::from(text)))
    }

    /// Whether it names a file in a folder that is not there.
    pub fn lacks_folder(text: &str) -> bool {
        let Ok(Address::File(path)) = Address::parse(text) else { return false };
        path.parent().is_some_and(|folder| !folder.as_os_str().is_empty() && !folder.is_dir())
    }

    /// The address as it may be shown: without a password.
    pub fn shown(text: &str) -> String {
        let text = text.split_once('?').map_or(text.to_owned(), |(start, query)| {
            let parts: Vec<&str> = query.split('&').filter(|part| !part.starts_with("password=")).collect();
            if parts.is_empty() { start.to_owned() } else { format!("{start}?{}", parts.join("&")) }
        });
        let Some((scheme, rest)) = text.split_once("://") else { return text };
        let Some((user, host)) = rest.rsplit_once('@') else { return text };
        let user = user.split_once(':').map_or(user, |(user, _)| user);
        format!("{scheme}://{user}@{host}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_not_shown() {
        for (address, shown) in [
            ("postgres://ana:s3cr@t@db/case", "postgres://ana@db/case"),
            ("postgres://ana@db/case?password=s3cret&sslmode=disable", "postgres://ana@db/case?sslmode=disable"),
            ("postgres://db/case?password=s3cret", "postgres://db/case"),
            ("folder/a@b.hudna", "folder/a@b.hudna"),
        ] {
            assert_eq!(Address::shown(address), shown);
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        assert!(matches!(Address::parse("aleppo.hudna"), Ok(Address::File(_))));
        assert!(matches!(Address::parse("postgresql://db/case"), Ok(Address::Postgres(_))));
        for address in ["", "mysql://db/case", "https://example.org/a.hudna"] {
            assert!(matches!(Address::parse(address), Err(Problem::Address(_))), "{address}");
        }
    }
}
