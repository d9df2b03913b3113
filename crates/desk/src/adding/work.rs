//! The work of a job: inputs taken apart, read, stored in batches, each row answered.

use super::job::Job;
use crate::act::Upload;
use crate::desk::Desk;
use hudna_casebook::{Defaults, Engine, Found, Row, reader_name};
use hudna_intake::{DateOrder, Format, Intake, Mapping, Raw, Source};

/// Reports that are stored together: so often pages see what is new.
const TOGETHER: usize = 64;

/// A text that was pasted, with what is said of it.
pub struct Paste {
    /// The text.
    pub text: String,
    /// Its headline.
    pub title: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
}

/// What is to be added.
pub struct Given {
    /// A text that was pasted.
    pub paste: Option<Paste>,
    /// Files.
    pub files: Vec<Upload>,
    /// Day and outlet of those that do not say them.
    pub defaults: Defaults,
    /// In what order tables write day and month.
    pub dates: Option<DateOrder>,
    /// Which columns of tables hold what.
    pub columns: Mapping,
    /// The sheet of workbooks.
    pub sheet: Option<String>,
    /// Each report counts as received at the end of the day on which it was published.
    pub archive: bool,
}

/// The name of a text that was pasted.
const PASTED: &str = "pasted text";

impl Given {
    /// The names of what is added.
    pub fn names(&self) -> Vec<String> {
        let files = self.files.iter().map(|file| plain(&file.name));
        self.paste.iter().map(|_| PASTED.to_owned()).chain(files).collect()
    }

    /// How many bytes it is.
    pub fn size(&self) -> u64 {
        let paste = self.paste.iter().map(|paste| paste.text.len());
        let files = self.files.iter().map(|file| file.bytes.len());
        paste.chain(files).map(|bytes| bytes as u64).sum()
    }
}

/// The last part of a file's name, with nothing in it that steers a terminal or a page.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !c.is_control()).take(200).collect();
    if plain.trim().is_empty() { "file".to_owned() } else { plain }
}

/// Does a job. What broke it off is said in words.
pub fn run(desk: &Desk, job: &Job, given: Given) -> Result<(), String> {
    job.start();
    let adding = &desk.adding;
    let knowledge = adding.knowledge()?;
    let mut engine = Engine::new(knowledge, given.defaults.clone());
    let reader = reader_name(&adding.files);
    let mut book = desk.another_book(&job.by).map_err(|error| error.to_string())?;
    let (mut waiting, mut bytes): (Vec<Found>, u64) = (Vec::new(), 0);
    let pasted = given.paste.map(|paste| {
        let raw = Raw::new(PASTED, Format::Text, paste.text.into_bytes());
        let size = raw.size();
        let report = raw.read().map(|mut report| {
            say(&mut report, paste.title, paste.url, &given.defaults);
            report
        });
        (size, report.and_then(Intake::for_case))
    });
    let sources = given.files.into_iter().map(|file| {
        let source = Source::of(plain(&file.name), file.bytes);
        source.with_dates(given.dates).with_columns(given.columns.clone()).with_sheet(given.sheet.clone())
    });
    let uploaded = sources.flatten().map(|raw| {
        let size = raw.as_ref().map_or(0, Raw::size);
        (size, raw.and_then(Raw::read).and_then(Intake::for_case))
    });
    let mut store = |waiting: &mut Vec<Found>, bytes: &mut u64| -> Result<(), String> {
        let rows = Row::settle(std::mem::take(waiting), |reports| book.add(reports));
        job.add(rows.map_err(|error| error.to_string())?, std::mem::take(bytes));
        desk.catch_up().map_err(|error| error.to_string())?;
        Ok(())
    };
    for (size, report) in pasted.into_iter().chain(uploaded) {
        bytes += size as u64;
        waiting.push(match report {
            Ok(report) => {
                let input = report.doc.clone();
                let prepared = engine.prepare(report, &reader, given.archive).map_err(|error| error.to_string())?;
                Ok((input, prepared))
            }
            Err(error) => Err(error.into()),
        });
        if waiting.len() >= TOGETHER {
            store(&mut waiting, &mut bytes)?;
        }
    }
    store(&mut waiting, &mut bytes)
}

/// What the form says of a text goes before what the text says of itself.
fn say(report: &mut Intake, title: Option<String>, url: Option<String>, defaults: &Defaults) {
    let meta = &mut report.meta;
    meta.title = title.or(meta.title.take());
    meta.url = url.or(meta.url.take());
    meta.source = defaults.source.clone().or(meta.source.take());
    meta.published = defaults.published.or(meta.published);
}
