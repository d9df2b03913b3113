//! How often logins may fail: for an account, and from an address. Each try takes one from a store that fills up again slowly.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Tries for one account, and the seconds until there is one more.
const ACCOUNT: (f64, f64) = (10.0, 60.0);
/// Tries from one address, and the seconds until there is one more.
const ADDRESS: (f64, f64) = (30.0, 20.0);
/// Stores that are remembered; a full one need not be.
const MOST: usize = 20_000;
/// Bursts that are told in an hour: the log is not to be filled by whoever tries.
const TOLD: usize = 30;

/// What logins are counted by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Count {
    Account(String),
    Address(IpAddr),
}

struct Store {
    left: f64,
    at: Instant,
    /// That it ran out has been told.
    told: bool,
}

/// Why a try is not let through.
#[derive(Debug, PartialEq, Eq)]
pub struct Wait {
    /// When to come again.
    pub seconds: u64,
    /// It has just begun: it belongs into the audit log.
    pub begins: bool,
}

#[derive(Default)]
struct State {
    stores: HashMap<Count, Store>,
    told: Vec<Instant>,
}

/// Counts logins.
#[derive(Default)]
pub struct Throttle(Mutex<State>);

impl Throttle {
    /// Takes one try, or says how long to wait. The same for names of which there is no account.
    pub fn take(&self, name: &str, from: IpAddr) -> Result<(), Wait> {
        self.take_at(name, from, Instant::now())
    }

    fn take_at(&self, name: &str, from: IpAddr, now: Instant) -> Result<(), Wait> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let State { stores, told } = &mut *state;
        if stores.len() >= MOST {
            stores.retain(|count, store| filled(count, store, now) < limits(count).0);
        }
        let counts = counts(name, from);
        let mut wait = None;
        for count in &counts {
            let (most, each) = limits(count);
            let store = stores.entry(count.clone()).or_insert(Store { left: most, at: now, told: false });
            store.left = filled(count, store, now);
            store.at = now;
            if store.left < 1.0 {
                let seconds = ((1.0 - store.left) * each).ceil().max(1.0) as u64;
                let begins = !std::mem::replace(&mut store.told, true);
                let so_far = wait.get_or_insert(Wait { seconds, begins: false });
                so_far.seconds = so_far.seconds.max(seconds);
                so_far.begins |= begins;
            } else if store.left >= most / 2.0 {
                store.told = false;
            }
        }
        let Some(mut wait) = wait else {
            for count in &counts {
                if let Some(store) = stores.get_mut(count) {
                    store.left -= 1.0;
                }
            }
            return Ok(());
        };
        told.retain(|at| now.duration_since(*at) < Duration::from_secs(3600));
        wait.begins &= told.len() < TOLD;
        if wait.begins {
            told.push(now);
        }
        Err(wait)
    }

    /// A try was right: it does not count, and neither do those before it for the account.
    pub fn right(&self, name: &str, from: IpAddr) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for count in counts(name, from) {
            match &count {
                Count::Account(_) => drop(state.stores.remove(&count)),
                Count::Address(_) => {
                    if let Some(store) = state.stores.get_mut(&count) {
                        store.left = (store.left + 1.0).min(ADDRESS.0);
                    }
                }
            }
        }
    }
}

fn counts(name: &str, from: IpAddr) -> [Count; 2] {
    // Whoever has one address of the new kind has as many as they like within their network.
    let from = match from.to_canonical() {
        IpAddr::V6(ip) => IpAddr::V6((ip.to_bits() >> 64 << 64).into()),
        ip => ip,
    };
    let name: String = name.trim().to_lowercase().chars().take(64).collect();
    [Count::Account(name), Count::Address(from)]
}

fn limits(count: &Count) -> (f64, f64) {
    match count {
        Count::Account(_) => ACCOUNT,
        Count::Address(_) => ADDRESS,
    }
}

fn filled(count: &Count, store: &Store, now: Instant) -> f64 {
    let (most, each) = limits(count);
    (store.left + now.saturating_duration_since(store.at).as_secs_f64() / each).min(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_run_out_and_come_back() {
        let (throttle, now) = (Throttle::default(), Instant::now());
        let at = |seconds| now + Duration::from_secs(seconds);
        let (here, there): (IpAddr, IpAddr) = ("192.0.2.1".parse().unwrap(), "2001:db8::1".parse().unwrap());
        for _ in 0..10 {
            throttle.take_at("mona", here, now).unwrap();
        }
        assert_eq!(throttle.take_at("Mona ", there, now), Err(Wait { seconds: 60, begins: true }));
        assert_eq!(throttle.take_at("mona", here, now), Err(Wait { seconds: 60, begins: false }));
        throttle.take_at("omar", here, now).unwrap();
        throttle.take_at("mona", here, at(61)).unwrap();
        assert!(throttle.take_at("mona", here, at(61)).is_err());
        throttle.right("mona", here);
        throttle.take_at("mona", here, at(61)).unwrap();
    }

    #[test]
    fn an_address_cannot_try_many_names() {
        let (throttle, now) = (Throttle::default(), Instant::now());
        let tries = (0..100).filter(|n| {
            let from = format!("2001:db8::{n:x}").parse().unwrap();
            throttle.take_at(&format!("name{n}"), from, now).is_ok()
        });
        assert_eq!(tries.count(), 30);
    }
}
