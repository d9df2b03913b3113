//! A user's own tiles under the map. What is allowed to be fetched for them is exactly their server; without them, nothing is.

use crate::error::DeskError;
use axum::http::Uri;

/// Tiles that a user has somewhere: a template with `{z}`, `{x}` and `{y}`, or a PMTiles archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiles {
    template: String,
    origin: String,
}

impl Tiles {
    /// Takes an address: `https://HOST/{z}/{x}/{y}.png`, `.pbf` or `.mvt`, or `https://HOST/FILE.pmtiles`.
    ///
    /// # Errors
    /// It is none of these, in one line with the remedy.
    pub fn new(address: &str) -> Result<Tiles, DeskError> {
        let wrong = |what: &str| {
            let forms = "https://HOST/{z}/{x}/{y}.png (or .pbf) or https://HOST/FILE.pmtiles";
            DeskError::Option(format!("--tiles {address}: {what}; write {forms}"))
        };
        if address.chars().any(|c| c.is_whitespace() || c.is_control() || !c.is_ascii()) {
            return Err(wrong("it has blanks or letters that must be percent-encoded"));
        }
        let (scheme, rest) = address.split_once("://").ok_or_else(|| wrong("no http or https address"))?;
        if !matches!(scheme, "http" | "https") {
            return Err(wrong("no http or https address"));
        }
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let origin = format!("{scheme}://{authority}");
        let named = origin.parse::<Uri>().is_ok_and(|uri| uri.host().is_some_and(|host| !host.is_empty()));
        // The origin goes into a header in which these mean something.
        let plain = authority.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']'));
        if !named || !plain {
            return Err(wrong("no plain host"));
        }
        let path = rest.split(['?', '#']).next().unwrap_or_default();
        let whole = ["{z}", "{x}", "{y}"].iter().all(|part| address.contains(part));
        if !whole && !path.ends_with(".pmtiles") {
            return Err(wrong("neither a template nor a PMTiles archive"));
        }
        Ok(Tiles { template: address.to_owned(), origin })
    }

    /// The address, as it was given.
    pub fn template(&self) -> &str {
        &self.template
    }

    /// The server, as a browser's policy names it.
    pub fn origin(&self) -> &str {
        &self.origin
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_origin_is_the_server_alone() {
        for (address, origin) in [
            ("https://tiles.example.org/{z}/{x}/{y}.png", "https://tiles.example.org"),
            ("http://127.0.0.1:8080/a/{z}/{x}/{y}.pbf?key=1", "http://127.0.0.1:8080"),
            ("https://maps.example.org/syria.pmtiles", "https://maps.example.org"),
        ] {
            assert_eq!(Tiles::new(address).map(|tiles| tiles.origin).ok().as_deref(), Some(origin));
        }
    }

    #[test]
    fn what_would_open_the_policy_is_refused() {
        for wrong in [
            "",
            "tiles.pmtiles",
            "file:///etc/a.pmtiles",
            "https://a.example; script-src *//a.pmtiles",
            "https://a.example;script-src/{z}/{x}/{y}",
            "https://*/{z}/{x}/{y}.png",
            "https://user:word@a.example/{z}/{x}/{y}.png",
            "https:///{z}/{x}/{y}.png",
            "https://a.example/map.png",
        ] {
            assert!(Tiles::new(wrong).is_err(), "{wrong}");
        }
    }
}
