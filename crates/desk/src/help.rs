//! Threads that help whoever answers a page that somebody waits for, so that all processors work on it. They stay: a thread that is begun for each
//! piece of work costs time, and memory that it leaves behind.

use crossbeam_channel::{Receiver, Sender, bounded, select, unbounded};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

type Task<'l> = Box<dyn FnOnce() + Send + 'l>;

/// What helpers are asked for.
pub struct Help<'l> {
    tasks: Sender<Task<'l>>,
    asked: Receiver<Task<'l>>,
}

/// Something that is made by whoever comes to it first: a helper, or who asked for it.
struct Asked<T, F> {
    make: Arc<Mutex<Option<F>>>,
    made: Receiver<thread::Result<T>>,
}

impl<'l> Help<'l> {
    /// Help that nobody has asked for.
    pub fn new() -> Self {
        let (tasks, asked) = unbounded();
        Help { tasks, asked }
    }

    /// Helps until nothing more is to be done: then `woken` is closed.
    pub fn give(&self, woken: &Receiver<()>) {
        loop {
            select! {
                recv(woken) -> _ => return,
                recv(self.asked) -> task => match task {
                    Ok(task) => task(),
                    Err(_) => return,
                },
            }
        }
    }

    /// Makes something of each at the same time.
    pub fn of_each<S: Send + 'l, T: Send + 'l>(
        &self,
        all: impl IntoIterator<Item = S>,
        make: impl Fn(S) -> T + Clone + Send + 'l,
    ) -> Vec<T> {
        let mut all = all.into_iter();
        let first = all.next();
        let ask = |one: S| {
            let make = make.clone();
            self.ask(move || make(one))
        };
        let others: Vec<_> = all.map(ask).collect();
        let first = first.map(make);
        // Helpers come from the beginning.
        let mut made: Vec<T> = others.into_iter().rev().map(Asked::get).collect();
        made.extend(first);
        made.reverse();
        made
    }

    fn ask<T: Send + 'l, F: FnOnce() -> T + Send + 'l>(&self, make: F) -> Asked<T, F> {
        let (tell, made) = bounded(1);
        let make = Arc::new(Mutex::new(Some(make)));
        let own = Arc::clone(&make);
        let task = move || {
            if let Some(make) = taken(&own) {
                // Whoever asked may have failed.
                let _ = tell.send(catch_unwind(AssertUnwindSafe(make)));
            }
        };
        // Where nobody helps, who asked makes it.
        let _ = self.tasks.send(Box::new(task));
        Asked { make, made }
    }
}

impl<T, F: FnOnce() -> T> Asked<T, F> {
    fn get(self) -> T {
        match taken(&self.make) {
            Some(make) => make(),
            // Whoever waits for it sees that it failed.
            None => self.made.recv().expect("who took it tells").unwrap_or_else(|panic| resume_unwind(panic)),
        }
    }
}

fn taken<F>(make: &Mutex<Option<F>>) -> Option<F> {
    make.lock().unwrap_or_else(PoisonError::into_inner).take()
}
