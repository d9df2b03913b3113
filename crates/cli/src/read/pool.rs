//! Many reports at a time: a thread finds them, others read them, and the results come out in the order of the inputs.
//!
//! Memory stays bounded: there are only so many permits, and a batch holds one from its start until it is printed.

use super::stop;
use crate::engine::Engine;
use crate::error::CliError;
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded, unbounded};
use hudna_intake::{IntakeError, Raw, Source};
use std::collections::BTreeMap;
use std::thread;
use std::time::Duration;

/// A batch is sent off at this many bytes ...
const BYTES: usize = 1 << 17;
/// ... or reports.
const REPORTS: usize = 64;
/// Batches under way for each thread.
const AHEAD: usize = 4;
/// How often a wait looks whether a stop was asked for.
const TICK: Duration = Duration::from_millis(100);

type Found = Vec<Result<Raw, IntakeError>>;
type Done<B> = (usize, Result<B, CliError>);

/// What is done with each report that is found.
pub trait Work: Clone + Send + 'static {
    /// What some reports in a row come to.
    type Batch: Default + Send + 'static;

    /// Takes one report, or the reason why there is none, into the batch.
    fn one(
        &self,
        engine: &mut Engine<'_>,
        raw: Result<Raw, IntakeError>,
        batch: &mut Self::Batch,
    ) -> Result<(), CliError>;
}

/// Reads all reports of the source on `jobs` threads and hands the results over in order.
pub fn run<W: Work>(
    source: Source,
    jobs: usize,
    engine: impl Fn() -> Engine<'static>,
    work: &W,
    mut take: impl FnMut(W::Batch) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let (found, finds) = bounded::<(usize, Found)>(jobs * AHEAD);
    let (done, results) = unbounded::<Done<W::Batch>>();
    let (permit, permits) = bounded::<()>(jobs * AHEAD);
    for _ in 0..jobs * AHEAD {
        permit.send(()).map_err(|e| CliError::Internal(e.to_string()))?;
    }
    spawn("find", move || find(source, &permits, &found))?;
    for _ in 0..jobs {
        let (finds, done, work, engine) = (finds.clone(), done.clone(), work.clone(), engine());
        spawn("read", move || read(engine, &work, &finds, &done))?;
    }
    drop((finds, done));

    let mut waiting: BTreeMap<usize, Result<W::Batch, CliError>> = BTreeMap::new();
    let mut next = 0;
    loop {
        match results.recv_timeout(TICK) {
            Ok((number, batch)) => {
                waiting.insert(number, batch);
                while let Some(batch) = waiting.remove(&next) {
                    take(batch?)?;
                    next += 1;
                    // Nobody waits for a permit once all reports are found.
                    permit.send(()).unwrap_or_default();
                }
            }
            Err(RecvTimeoutError::Timeout) if stop::asked() && permit.is_full() => return Ok(()),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) if waiting.is_empty() => return Ok(()),
            Err(RecvTimeoutError::Disconnected) => return Err(CliError::Internal("a thread broke off".to_owned())),
        }
    }
}

fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> Result<(), CliError> {
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(body)
        .map(|_| ())
        .map_err(|error| CliError::Internal(error.to_string()))
}

/// Finds reports and sends them off in batches, until a stop is asked for or nobody takes them.
fn find(source: Source, permits: &Receiver<()>, found: &Sender<(usize, Found)>) {
    let mut source = source.peekable();
    for number in 0.. {
        let mut batch = Found::new();
        let mut bytes = 0;
        if source.peek().is_none() || stop::asked() || permits.recv().is_err() {
            return;
        }
        while bytes < BYTES && batch.len() < REPORTS {
            let Some(raw) = source.next() else { break };
            bytes += raw.as_ref().map_or(0, Raw::size);
            batch.push(raw);
        }
        if found.send((number, batch)).is_err() {
            return;
        }
    }
}

/// Reads batches until there are no more, or nobody takes the results.
fn read<W: Work>(mut engine: Engine<'_>, work: &W, finds: &Receiver<(usize, Found)>, done: &Sender<Done<W::Batch>>) {
    while let Ok((number, found)) = finds.recv() {
        let mut batch = W::Batch::default();
        let result = found.into_iter().try_for_each(|raw| work.one(&mut engine, raw, &mut batch));
        if done.send((number, result.map(|()| batch))).is_err() {
            return;
        }
    }
}
