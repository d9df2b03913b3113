//! `hudna read`: reports in, claims or dossiers out, in order, on as many threads as asked for.

mod entities;
mod output;
pub mod pool;
pub mod progress;
pub mod stop;
pub mod summary;
pub mod terminal;

use crate::args::{Dates, InputArgs, OutputFormat, ReadArgs};
use crate::engine::{Defaults, Engine, knowledge};
use crate::error::CliError;
use hudna_intake::{DateOrder, Mapping, Source, parse_date};
use jiff::civil::Date;
use output::Output;
use pool::Work as _;
use progress::Progress;
use std::io::{BufWriter, IsTerminal as _, Write, stdin, stdout};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use summary::{Batch, Summary};

/// Size of the output's buffer.
const BUFFER: usize = 1 << 16;

/// Reads everything that is named and prints as asked.
pub fn run(args: ReadArgs) -> Result<(), CliError> {
    let inputs = inputs(args.inputs)?;
    let terminal = stdout().is_terminal();
    let format = args.format.unwrap_or(if terminal { OutputFormat::Dossier } else { OutputFormat::Jsonl });
    let style = terminal::style(&args.style)?;
    let defaults = Defaults { published: day(args.published.as_deref())?, source: args.source };
    // Lives as long as the program: threads that wait for input at the end need not be waited for.
    let knowledge = Box::leak(Box::new(knowledge(&args.knowledge)?));
    stop::on_interrupt()?;

    let all = || std::thread::available_parallelism().ok();
    let mut jobs = args.jobs.or_else(all).map_or(1, NonZeroUsize::get);
    let mut output = Output::new(format, args.lang, style, &args.knowledge)?;
    if args.names.redact_names {
        output = output.without_names(knowledge, &args.knowledge)?;
        // Persons are numbered in the order in which they come up.
        jobs = 1;
    }
    let progress = Progress::new(&inputs, terminal);
    let streamed = inputs.iter().any(|input| input == Path::new("-"));
    let mut sink = Sink { out: BufWriter::with_capacity(BUFFER, stdout()), summary: Summary::default(), progress };
    let source = source(inputs, &args.input)?;
    if jobs == 1 {
        let mut engine = Engine::new(knowledge, defaults);
        for raw in source.take_while(|_| !stop::asked()) {
            let mut batch = Batch::default();
            output.one(&mut engine, raw, &mut batch)?;
            sink.take(batch)?;
            if streamed {
                sink.out.flush()?;
            }
        }
    } else {
        pool::run(source, jobs, || Engine::new(knowledge, defaults.clone()), &output, |batch| sink.take(batch))?;
    }
    sink.finish()
}

/// The reports of these inputs.
pub fn source(inputs: Vec<PathBuf>, args: &InputArgs) -> Result<Source, CliError> {
    let mut mapping = Mapping::default();
    for columns in &args.columns {
        let more = Mapping::parse(columns).map_err(|error| CliError::usage(format!("--columns {columns}: {error}")))?;
        mapping = mapping.and(more);
    }
    let order = args.dates.map(|dates| match dates {
        Dates::Dmy => DateOrder::DayFirst,
        Dates::Mdy => DateOrder::MonthFirst,
    });
    Ok(Source::new(inputs)
        .with_dates(order)
        .with_columns(mapping)
        .with_sheet(args.sheet.clone())
        .with_fetch(args.fetch))
}

/// A date of the command line.
pub fn day(text: Option<&str>) -> Result<Option<Date>, CliError> {
    let Some(text) = text else { return Ok(None) };
    match parse_date(text) {
        Some(date) => Ok(Some(date)),
        None => Err(CliError::usage(format!("--published {text}: no date; write it as YYYY-MM-DD"))),
    }
}

/// Where everything ends up, in order.
struct Sink<W: Write> {
    out: BufWriter<W>,
    summary: Summary,
    progress: Progress,
}

impl<W: Write> Sink<W> {
    fn take(&mut self, batch: Batch) -> Result<(), CliError> {
        self.out.write_all(&batch.out)?;
        self.progress.advance(&batch);
        for failure in batch.failures.iter().filter(|f| !f.skipped) {
            self.progress.tell(&format!("hudna: {}: {} ({})", failure.place, failure.reason, failure.remedy));
        }
        self.summary.add(batch);
        Ok(())
    }

    fn finish(mut self) -> Result<(), CliError> {
        self.out.flush()?;
        self.progress.done();
        eprintln!("{}", self.summary);
        if stop::asked() { Err(CliError::Stopped) } else { self.summary.outcome() }
    }
}

/// The inputs named; standard input if none is and something comes from there.
fn inputs(named: Vec<PathBuf>) -> Result<Vec<PathBuf>, CliError> {
    if !named.is_empty() {
        return Ok(named);
    }
    if stdin().is_terminal() {
        return Err(CliError::usage(
            "no report named; write `hudna read FILE`, or `hudna read --help` for what can be read",
        ));
    }
    Ok(vec![PathBuf::from("-")])
}
