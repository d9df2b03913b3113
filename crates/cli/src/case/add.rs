//! `hudna add`: reports into a case, each with an answer what became of it.

use super::open::files;
use crate::case_args::AddArgs;
use crate::engine::{Defaults, Engine, compile};
use crate::error::CliError;
use crate::read::pool::{self, Work};
use crate::read::progress::Progress;
use crate::read::{day, source, stop};
use hudna_casebook::{Casebook, Counts, Fate, Found, Not, NotTaken, Prepared, Row, RowFate, reader_name};
use hudna_casefile::Case;
use hudna_intake::{Intake, IntakeError, Raw};
use std::fs::File;
use std::io::{IsTerminal as _, Read as _, Write as _, stdout};
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

/// Reports that are stored together, with one wait for the disk.
const TOGETHER: usize = 256;

/// Adds all reports of the inputs.
pub fn add(args: AddArgs) -> Result<(), CliError> {
    if let Some(case) = args.inputs.iter().find(|input| is_case(input)) {
        let case = case.display();
        return Err(CliError::usage(format!(
            "{case}: is a case, no report; the case comes first: hudna add {case} REPORT..."
        )));
    }
    let defaults = Defaults { published: day(args.published.as_deref())?, source: args.source };
    let mut sink = Sink {
        book: Casebook::open_if_there(&args.case.case, &args.by.by)?,
        case: args.case.case,
        by: args.by.by,
        waiting: Vec::new(),
        told: Counts::default(),
        progress: Progress::new(&args.inputs, stdout().is_terminal() && !args.quiet),
        quiet: args.quiet,
        json: args.json,
    };
    let files = files(sink.book.as_mut(), &args.case.knowledge)?;
    // Lives as long as the program: threads that wait for input at the end need not be waited for.
    let knowledge = Box::leak(Box::new(compile(&files)?));
    stop::on_interrupt()?;
    let reading = Reading { reader: reader_name(&files).into(), archive: args.archive };
    let jobs = args.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let source = source(args.inputs, &args.input)?;
    pool::run(source, jobs, || Engine::new(knowledge, defaults.clone()), &reading, |batch| sink.take(batch))?;
    sink.store()?;
    sink.progress.done();
    let summary = summary(&sink.told, &Case::shown(&sink.case));
    eprintln!("{summary}{}", if sink.book.is_none() { "; no case was made" } else { "" });
    match (sink.told.taken(), sink.told.refused(), sink.told.passed_over) {
        _ if stop::asked() => Err(CliError::Stopped),
        (0, 1.., _) | (0, _, 0) => Err(CliError::Nothing),
        (_, 0, _) => Ok(()),
        _ => Err(CliError::Partly),
    }
}

/// Whether a file begins as the file of a case does.
fn is_case(path: &Path) -> bool {
    const MAGIC: &[u8; 16] = b"SQLite format 3\0";
    let mut begin = [0; 16];
    let case = path.extension().is_some_and(|extension| extension == "hudna");
    case && File::open(path).and_then(|mut file| file.read_exact(&mut begin)).is_ok_and(|()| begin == *MAGIC)
}

/// Reads reports and makes them ready for the case.
#[derive(Clone)]
struct Reading {
    reader: Arc<str>,
    archive: bool,
}

/// Reports in the order of the inputs.
#[derive(Default)]
struct Ready {
    found: Vec<Found>,
    bytes: u64,
}

impl Work for Reading {
    type Batch = Ready;

    fn one(&self, engine: &mut Engine<'_>, raw: Result<Raw, IntakeError>, batch: &mut Ready) -> Result<(), CliError> {
        batch.bytes += raw.as_ref().map_or(0, |raw| raw.size() as u64);
        batch.found.push(match raw.and_then(Raw::read).and_then(Intake::for_case) {
            Ok(report) => {
                let place = report.doc.clone();
                Ok((place, engine.prepare(report, &self.reader, self.archive)?))
            }
            Err(error) => Err(error.into()),
        });
        Ok(())
    }
}

struct Sink {
    /// Where nothing is there yet, it is made with the first report.
    book: Option<Casebook>,
    case: String,
    by: String,
    waiting: Vec<Found>,
    told: Counts,
    progress: Progress,
    quiet: bool,
    json: bool,
}

impl Sink {
    fn take(&mut self, batch: Ready) -> Result<(), CliError> {
        self.progress.count(batch.found.len(), batch.bytes);
        self.waiting.extend(batch.found);
        if self.waiting.len() >= TOGETHER { self.store() } else { Ok(()) }
    }

    /// Stores what waits; when it is stored, says so.
    fn store(&mut self) -> Result<(), CliError> {
        let found = std::mem::take(&mut self.waiting);
        let rows = Row::settle(found, |reports| self.add(reports))?;
        let mut out = stdout().lock();
        for row in rows {
            self.told.count(&row.fate);
            if self.json {
                serde_json::to_writer(&mut out, &row)?;
                out.write_all(b"\n")?;
                continue;
            }
            let place = &row.input;
            match &row.fate {
                RowFate::Taken(Fate::Redacted { report }) => self.progress.tell(&format!(
                    "hudna: rejected {place}: it was in the case as {report} and was redacted (what was redacted is not added \
                     again; to have it, make another case)"
                )),
                RowFate::Taken(_) if self.quiet => {}
                RowFate::Taken(fate) => writeln!(out, "{}  {place}", in_words(fate))?,
                RowFate::Not(NotTaken { fate: Not::PassedOver, .. }) if self.quiet => {}
                RowFate::Not(NotTaken { fate, reason, remedy, .. }) => {
                    let fate = if *fate == Not::PassedOver { "passed-over" } else { "rejected" };
                    self.progress.tell(&format!("hudna: {fate} {place}: {reason} ({remedy})"));
                }
            }
        }
        Ok(out.flush()?)
    }

    fn add(&mut self, reports: Vec<Prepared>) -> Result<Vec<Fate>, CliError> {
        if reports.is_empty() {
            return Ok(Vec::new());
        }
        let mut book = match self.book.take() {
            Some(book) => book,
            None => Casebook::open_or_create(&self.case, &self.by)?,
        };
        let fates = book.add(reports);
        self.book = Some(book);
        Ok(fates?)
    }
}

fn in_words(fate: &Fate) -> String {
    match fate {
        Fate::Added { report, claims } => format!("added             {report}  {claims:>3} claims"),
        Fate::NearDuplicate { report, claims, of, percent } => {
            format!("near-duplicate    {report}  {claims:>3} claims  {percent}% the text of {of}")
        }
        Fate::Redacted { report } => format!("redacted          {report}"),
        Fate::Known { report } => format!("already there     {report}"),
        Fate::ReadAgain { report, claims } => format!("read again        {report}  {claims:>3} claims"),
    }
}

/// How many rows became what, in a line.
fn summary(counts: &Counts, place: &str) -> String {
    let mut parts = vec![format!("{} added", counts.added)];
    let near = if counts.near_duplicates == 1 { "near-duplicate" } else { "near-duplicates" };
    let near = format!("{near} added and linked");
    let more = [
        (counts.near_duplicates, near.as_str()),
        (counts.read_again, "read again"),
        (counts.known, "already there"),
        (counts.refused(), "rejected"),
        (counts.passed_over, "passed over"),
    ];
    parts.extend(more.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")));
    if counts.rows == 0 {
        return format!(
            "{place}: nothing was added, for the inputs hold no report (see `hudna read --help` for what is read)"
        );
    }
    format!("{place}: {}; {} new claims", parts.join(", "), counts.claims)
}
