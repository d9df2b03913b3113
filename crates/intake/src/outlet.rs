//! Files of many reports are taken apart on a thread of their own, so that they need not be held in memory as a whole and
//! what breaks a parser breaks nothing else.

use crate::error::{IntakeError, Problem};
use crate::report::{Content, Raw};
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

/// A report, or why there is none.
pub(crate) type Item = Result<Raw, IntakeError>;

/// Reports taken out ahead of the one that is asked for.
const AHEAD: usize = 16;

/// Why the taking apart ends before the file does.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Nobody listens any more.
    Gone,
    /// What follows cannot be read.
    Failed(IntakeError),
}

impl From<IntakeError> for Stop {
    fn from(error: IntakeError) -> Self {
        Stop::Failed(error)
    }
}

/// Where the reports of a file go.
#[derive(Debug)]
pub(crate) struct Outlet {
    /// The file as named.
    pub file: Arc<str>,
    sender: SyncSender<Item>,
}

impl Outlet {
    /// A report, with its line or number.
    pub(crate) fn put(&self, line: u64, content: Content) -> Result<(), Stop> {
        self.send(Ok(Raw { file: self.file.clone(), line, content }))
    }

    /// A part of the file that is no report; the rest is read.
    pub(crate) fn refuse(&self, line: u64, problem: Problem) -> Result<(), Stop> {
        self.send(Err(IntakeError::of_part(format!("{}:{line}", self.file), problem)))
    }

    /// Something is wrong that does not end it.
    pub(crate) fn tell(&self, error: IntakeError) -> Result<(), Stop> {
        self.send(Err(error))
    }

    /// The end: what follows cannot be read.
    pub(crate) fn fail(&self, problem: impl Into<Problem>) -> Stop {
        Stop::Failed(IntakeError::new(&*self.file, problem))
    }

    fn send(&self, item: Item) -> Result<(), Stop> {
        self.sender.send(item).map_err(|_| Stop::Gone)
    }
}

/// The reports of a file that is being taken apart.
pub(crate) struct Stream {
    file: Arc<str>,
    receiver: Receiver<Item>,
    worker: Option<JoinHandle<()>>,
}

impl Stream {
    /// Begins.
    pub(crate) fn open(
        file: Arc<str>,
        work: impl FnOnce(&Outlet) -> Result<(), Stop> + Send + 'static,
    ) -> io::Result<Stream> {
        let (sender, receiver) = sync_channel(AHEAD);
        let outlet = Outlet { file: file.clone(), sender };
        let worker = std::thread::Builder::new().name("take apart".to_owned()).spawn(move || {
            if let Err(Stop::Failed(error)) = work(&outlet) {
                // Where nobody listens, nobody needs to know.
                outlet.send(Err(error)).unwrap_or_default();
            }
        })?;
        Ok(Stream { file, receiver, worker: Some(worker) })
    }

    /// The next report; nothing at the end.
    pub(crate) fn next(&mut self) -> Option<Item> {
        if let Ok(item) = self.receiver.recv() {
            return Some(item);
        }
        let broke = self.worker.take()?.join().is_err();
        let problem = Problem::Broken { what: "file", reason: "it broke the parser".to_owned() };
        broke.then(|| Err(IntakeError::new(&*self.file, problem)))
    }
}
