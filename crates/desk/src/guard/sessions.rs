//! Who is logged in. In memory: when the desk is started anew, people log in anew.

use super::token::fresh_id;
use crate::error::DeskError;
use hudna_casefile::Sha256;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A session ends when nothing was asked for so long.
const IDLE: Duration = Duration::from_secs(2 * 60 * 60);
/// A session ends after so long, whatever was asked.
const LONGEST: Duration = Duration::from_secs(12 * 60 * 60);
/// The sessions that one account has at the same time; a further one ends the oldest.
const EACH: usize = 20;

struct Session {
    name: String,
    stamp: Sha256,
    since: Instant,
    seen: Instant,
}

/// The sessions, each under the hash of its id: what looks them up takes no longer for an id that is nearly right.
#[derive(Default)]
pub struct Sessions {
    all: Mutex<HashMap<Sha256, Session>>,
}

impl Sessions {
    /// Begins a session of an account. Gives its id, which nobody had before.
    ///
    /// # Errors
    /// The system has no randomness to give.
    pub fn begin(&self, name: &str, stamp: Sha256) -> Result<String, DeskError> {
        self.begin_at(name, stamp, Instant::now())
    }

    fn begin_at(&self, name: &str, stamp: Sha256, now: Instant) -> Result<String, DeskError> {
        let id = fresh_id()?;
        let mut all = self.all();
        all.retain(|_, session| lives(session, now));
        let own = || all.iter().filter(|(_, session)| session.name == name);
        if own().count() >= EACH
            && let Some(oldest) = own().min_by_key(|(_, session)| session.seen).map(|(id, _)| *id)
        {
            all.remove(&oldest);
        }
        all.insert(Sha256::of(id.as_bytes()), Session { name: name.to_owned(), stamp, since: now, seen: now });
        Ok(id)
    }

    /// Whose session it is, and the stamp that the account had when it began.
    pub fn of(&self, id: &str) -> Option<(String, Sha256)> {
        self.of_at(id, Instant::now())
    }

    fn of_at(&self, id: &str, now: Instant) -> Option<(String, Sha256)> {
        let mut all = self.all();
        let id = Sha256::of(id.as_bytes());
        let session = all.get_mut(&id)?;
        if !lives(session, now) {
            all.remove(&id);
            return None;
        }
        session.seen = now;
        Some((session.name.clone(), session.stamp))
    }

    /// Ends a session.
    pub fn end(&self, id: &str) {
        self.all().remove(&Sha256::of(id.as_bytes()));
    }

    fn all(&self) -> MutexGuard<'_, HashMap<Sha256, Session>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn lives(session: &Session, now: Instant) -> bool {
    now.duration_since(session.since) < LONGEST && now.duration_since(session.seen) < IDLE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_end_when_idle_and_after_half_a_day() {
        let sessions = Sessions::default();
        let (start, minute) = (Instant::now(), Duration::from_secs(60));
        let stamp = Sha256::of(b"");
        let idle = sessions.begin_at("mona", stamp, start).unwrap();
        let busy = sessions.begin_at("mona", stamp, start).unwrap();
        assert_ne!(idle, busy);
        for minutes in (0..720).step_by(60) {
            assert!(sessions.of_at(&busy, start + minute * minutes).is_some(), "{minutes}");
        }
        assert!(sessions.of_at(&busy, start + minute * 720).is_none());
        assert!(sessions.of_at(&idle, start + minute * 119).is_some());
        assert!(sessions.of_at(&idle, start + minute * 239).is_none());
        assert!(sessions.of_at("", start).is_none());
    }

    #[test]
    fn an_account_has_so_many_sessions() {
        let (sessions, start) = (Sessions::default(), Instant::now());
        let begin =
            |second: u64| sessions.begin_at("mona", Sha256::of(b""), start + Duration::from_secs(second)).unwrap();
        let ids: Vec<String> = (0..=EACH as u64).map(begin).collect();
        let live: Vec<bool> =
            ids.iter().map(|id| sessions.of_at(id, start + Duration::from_secs(60)).is_some()).collect();
        assert!(!live[0] && live[1..].iter().all(|live| *live));
    }
}
