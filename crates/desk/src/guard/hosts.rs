//! The names under which the desk answers: a page from elsewhere whose name was made to lead here (DNS rebinding) has another.

use axum::http::uri::Authority;
use std::net::{IpAddr, SocketAddr};

/// The names under which the desk answers.
#[derive(Debug, Clone)]
pub struct Hosts {
    at: SocketAddr,
    /// Names that were given, in lower case, each with or without a port.
    names: Vec<String>,
}

impl Hosts {
    /// The names of a desk that listens at an address, and the names that it was given.
    pub fn new(at: SocketAddr, names: &[String]) -> Hosts {
        Hosts { at, names: names.iter().map(|name| name.to_ascii_lowercase()).collect() }
    }

    /// The port at which the desk listens.
    pub fn port(&self) -> u16 {
        self.at.port()
    }

    /// Whether it answers under what the header `Host` says.
    pub fn answers(&self, host: &str) -> bool {
        let Ok(authority) = host.parse::<Authority>() else { return false };
        // Names before an `@` are none of a host.
        if authority.as_str().contains('@') {
            return false;
        }
        let name = authority.host().to_ascii_lowercase();
        if self.names.iter().any(|known| *known == name || known.eq_ignore_ascii_case(authority.as_str())) {
            return true;
        }
        let port = authority.port_u16();
        // Without a port, the one that is usual is meant.
        if port != Some(self.at.port()) && !(port.is_none() && matches!(self.at.port(), 80 | 443)) {
            return false;
        }
        let ip = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().ok();
        match ip {
            // No name can be made to lead here that is an address: whoever asks for it has it from nobody else.
            Some(ip) if self.at.ip().is_unspecified() => !ip.is_unspecified() && !ip.is_multicast(),
            Some(ip) => ip == self.at.ip() || ip.is_loopback() && self.at.ip().is_loopback(),
            None => name == "localhost" && (self.at.ip().is_loopback() || self.at.ip().is_unspecified()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_own_names_are_answered() {
        let at = |at: &str, names: &[&str]| {
            Hosts::new(at.parse().unwrap(), &names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
        };
        let alone = at("127.0.0.1:7117", &[]);
        for host in ["127.0.0.1:7117", "localhost:7117", "LocalHost:7117", "[::1]:7117"] {
            assert!(alone.answers(host), "{host}");
        }
        for host in [
            "evil.example:7117",
            "127.0.0.1",
            "localhost",
            "localhost:80",
            "localhost.evil.example:7117",
            "127.0.0.1.evil.example:7117",
            "a@localhost:7117",
            "localhost:7117@evil.example",
            "10.0.0.1:7117",
            "",
            ":7117",
            "[::1",
            "localhost:7117 ",
        ] {
            assert!(!alone.answers(host), "{host}");
        }
        let named = at("0.0.0.0:443", &["Desk.Example", "proxy.example:8443"]);
        for host in ["desk.example", "desk.example:443", "10.1.2.3", "10.1.2.3:443", "[fd00::1]", "proxy.example:8443"]
        {
            assert!(named.answers(host), "{host}");
        }
        for host in ["evil.example", "proxy.example", "10.1.2.3:80", "0.0.0.0"] {
            assert!(!named.answers(host), "{host}");
        }
        let one = at("192.0.2.7:7117", &[]);
        assert!(one.answers("192.0.2.7:7117") && !one.answers("192.0.2.8:7117") && !one.answers("localhost:7117"));
    }
}
