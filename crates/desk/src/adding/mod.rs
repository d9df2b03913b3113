//! Adding reports at the desk: each time a job that goes on when the page is closed, and that says what became of every row.

mod job;
mod work;

pub use job::{Job, Stage};
pub use work::{Given, Paste};

use crate::desk::Desk;
use crate::error::DeskError;
use crate::guard::Person;
use crate::say::Say;
use hudna_casebook::Shelf;
use hudna_reader::{Knowledge, KnowledgeFile};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use tokio::sync::watch;

/// Jobs that are remembered after they ended.
const REMEMBERED: usize = 50;
/// Bytes that may wait at a time beside those of one upload: they are in memory.
const WAITING: u64 = 64 << 20;

/// What reports are read with, and the jobs that add them.
pub struct Adding {
    files: Vec<KnowledgeFile>,
    knowledge: OnceLock<Result<&'static Knowledge, String>>,
    jobs: Mutex<Vec<Arc<Job>>>,
    /// One job at a time works.
    turn: Mutex<()>,
    /// How many times a job went on.
    told: watch::Sender<u64>,
}

impl Adding {
    /// Nothing is added yet. Reports will be read with this knowledge.
    pub fn new(files: Vec<KnowledgeFile>) -> Adding {
        Adding {
            files,
            knowledge: OnceLock::new(),
            jobs: Mutex::default(),
            turn: Mutex::default(),
            told: watch::Sender::new(0),
        }
    }

    fn all(&self) -> MutexGuard<'_, Vec<Arc<Job>>> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells when a job goes on.
    pub fn told(&self) -> watch::Receiver<u64> {
        self.told.subscribe()
    }

    /// The jobs, the last one first.
    pub fn jobs(&self) -> Vec<Arc<Job>> {
        self.all().iter().rev().cloned().collect()
    }

    /// Forgets the names of what was redacted.
    pub fn forget(&self, there: &Shelf) {
        self.all().iter().for_each(|job| job.forget(|report| there.has_report(report)));
    }

    /// The job of a number.
    pub fn job(&self, number: u64) -> Option<Arc<Job>> {
        self.all().iter().find(|job| job.number == number).cloned()
    }

    /// The compiled knowledge, made when it is first asked for.
    pub fn knowledge(&self) -> Result<&'static Knowledge, String> {
        let compile = || {
            let wrong = |errors: Vec<hudna_reader::KnowledgeError>| {
                errors.iter().take(3).map(ToString::to_string).collect::<Vec<_>>().join("; ")
            };
            // Lives as long as the program.
            Knowledge::compile(&self.files).map(|knowledge| &*Box::leak(Box::new(knowledge))).map_err(wrong)
        };
        self.knowledge.get_or_init(compile).clone()
    }
}

/// Begins a job.
///
/// # Errors
/// Too many wait already.
pub fn begin(desk: &Arc<Desk>, person: &Person, given: Given) -> Result<Arc<Job>, DeskError> {
    let job = {
        let mut all = desk.adding.all();
        let wait: u64 = all.iter().filter(|job| job.goes_on()).map(|job| job.size).sum();
        if wait > 0 && wait + given.size() > WAITING {
            return Err(DeskError::Bad(Say::new("wrong.uploads_wait")));
        }
        while all.len() >= REMEMBERED {
            let Some(at) = all.iter().position(|job| !job.goes_on()) else { break };
            all.remove(at);
        }
        let number = all.last().map_or(1, |job| job.number + 1);
        let job = Arc::new(Job::new(number, &person.name, given.names(), given.size(), desk.adding.told.clone()));
        all.push(job.clone());
        job
    };
    let (desk, own) = (desk.clone(), job.clone());
    std::thread::spawn(move || {
        let _turn = desk.adding.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work::run(&desk, &own, given)));
        own.end(ended.unwrap_or_else(|_| Err("fault in hudna: the job broke off; please report it".to_owned())).err());
    });
    Ok(job)
}
