//! Adding reports: a text that is pasted, files that are uploaded, and what became of each row.

use crate::act::{Act, Done};
use crate::adding::{Given, Job, Paste, Stage, begin};
use crate::answer::{Page, answer};
use crate::ask::{Ask, Id};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::Frame;
use crate::pager::following;
use crate::say::Say;
use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use hudna_casebook::{Counts, Defaults, Fate, Not, NotTaken, Row, RowFate};
use hudna_intake::{DateOrder, Mapping, parse_date};
use hudna_ledger::{Kind, Link};
use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, to_value};
use std::sync::Arc;

/// Rows on a page, where the address does not say.
const LISTED: usize = 200;

/// The routes of adding.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/add", get(form).post(|act: Act| act.work(add))).route("/add/{id}", get(job))
}

/// A job in the list.
struct Line {
    href: String,
    number: u64,
    names: String,
    by: String,
    begun: String,
    /// The key of how far it is.
    stage: &'static str,
    counts: Counts,
}

impl Line {
    fn new(job: &Job, frame: &Frame) -> Line {
        const NAMED: usize = 3;
        let all = job.names();
        let mut names = all.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        if all.len() > NAMED {
            names.push_str(" …");
        }
        Line {
            href: frame.to(&format!("/add/{}", job.number)),
            number: job.number,
            names,
            by: job.by.clone(),
            begun: job.begun.strftime("%Y-%m-%d %H:%M").to_string(),
            stage: stage(job),
            counts: job.counts().0,
        }
    }
}

/// The key of how far a job is.
fn stage(job: &Job) -> &'static str {
    match job.stage() {
        Stage::Waiting => "add.waiting",
        Stage::Reading => "add.reading",
        Stage::Done => "add.done",
        Stage::Failed => "add.failed",
    }
}

/// A job as JSON.
#[derive(Clone, JsonSchema, Serialize)]
#[schemars(rename = "Job")]
pub struct About {
    /// Its number.
    job: u64,
    /// Who adds.
    by: String,
    /// When it was begun.
    begun: Timestamp,
    /// What is added.
    inputs: Vec<String>,
    /// How far it is.
    stage: Stage,
    /// How many rows became what.
    counts: Counts,
    /// How many bytes were read.
    bytes: u64,
    /// What broke it off.
    why: Option<String>,
}

impl About {
    fn of(job: &Job) -> About {
        let (counts, bytes) = job.counts();
        About {
            job: job.number,
            by: job.by.clone(),
            begun: job.begun,
            inputs: job.names(),
            stage: job.stage(),
            counts,
            bytes,
            why: job.why(),
        }
    }
}

/// The jobs as JSON.
#[derive(JsonSchema, Serialize)]
pub struct Jobs {
    /// The jobs, the last one first.
    jobs: Vec<About>,
}

/// A job with what its rows became, as JSON.
#[derive(JsonSchema, Serialize)]
pub struct JobWithRows {
    /// The job.
    #[serde(flatten)]
    about: About,
    /// The address of the rows that follow; null where these are the last so far.
    after: Option<String>,
    /// What became of each row.
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "add.html")]
struct AddPage {
    frame: Frame,
    outlets: Vec<String>,
    jobs: Vec<Line>,
    json: Value,
}

impl Page for AddPage {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(self.json.clone())
    }

    fn list(&self) -> Option<&'static str> {
        Some("jobs")
    }
}

async fn form(ask: Ask) -> Response {
    answer(ask, |sight| {
        let frame = Frame::new(sight.ask, "desk.add", "add");
        let jobs = sight.ask.desk.adding.jobs();
        let mut outlets: Vec<String> = sight.ledger.reports().filter_map(|report| report.source.clone()).collect();
        outlets.sort_unstable();
        outlets.dedup();
        Ok(AddPage {
            outlets,
            json: to_value(Jobs { jobs: jobs.iter().map(|job| About::of(job)).collect() })?,
            jobs: jobs.iter().map(|job| Line::new(job, &frame)).collect(),
            frame,
        })
    })
    .await
}

/// A row on the page of a job.
struct Told {
    input: String,
    /// The key of what became of it.
    fate: &'static str,
    class: &'static str,
    report: Option<(String, String)>,
    claims: Option<usize>,
    /// The report that has the same text, by its address and id, and how much of it.
    of: Option<(String, String, u8)>,
    /// Why it was not taken, and what can be done.
    reason: String,
}

impl Told {
    fn new(row: &Row, frame: &Frame) -> Told {
        let link = |id: &String| Some((frame.link(&Link::new(Kind::Report, id)), id.clone()));
        let mut told = Told {
            input: row.input.clone(),
            fate: "",
            class: "",
            report: None,
            claims: None,
            of: None,
            reason: String::new(),
        };
        match &row.fate {
            RowFate::Taken(Fate::Added { report, claims }) => {
                (told.fate, told.report, told.claims) = ("add.added", link(report), Some(*claims));
            }
            RowFate::Taken(Fate::ReadAgain { report, claims }) => {
                (told.fate, told.report, told.claims) = ("add.read_again", link(report), Some(*claims));
            }
            RowFate::Taken(Fate::NearDuplicate { report, claims, of, percent }) => {
                (told.fate, told.report, told.claims) = ("add.near", link(report), Some(*claims));
                told.of = link(of).map(|(href, id)| (href, id, *percent));
            }
            RowFate::Taken(Fate::Known { report }) => (told.fate, told.report) = ("add.known", link(report)),
            RowFate::Taken(Fate::Redacted { .. }) => {
                (told.fate, told.class) = ("add.redacted", "fate-rejected");
            }
            RowFate::Not(NotTaken { fate, problem, reason, remedy }) => {
                (told.fate, told.class) = match fate {
                    Not::Rejected => ("add.rejected", "fate-rejected"),
                    Not::PassedOver => ("add.passed_over", ""),
                };
                told.reason = frame.say(&Say::new(format!("rejected.{problem}")).of(reason).of(remedy));
            }
        }
        told
    }
}

#[derive(Template)]
#[template(path = "job.html")]
struct JobPage {
    frame: Frame,
    script: String,
    job: Line,
    why: Option<String>,
    goes_on: bool,
    rows: Vec<Told>,
    more: Option<String>,
    json: Value,
}

impl Page for JobPage {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(self.json.clone())
    }

    fn list(&self) -> Option<&'static str> {
        Some("rows")
    }
}

async fn job(ask: Ask, Id(id): Id) -> Response {
    answer(ask, move |sight| {
        let ask = sight.ask;
        let found = id.parse().ok().and_then(|number| ask.desk.adding.job(number));
        let job = found.ok_or_else(|| DeskError::NotFound(format!("/add/{id}")))?;
        let frame = Frame::new(ask, "desk.add", "add");
        let (offset, limit) = ask.part_of_list(LISTED)?;
        // Before the rows: what is not told of by then, a page that is loaded anew tells.
        let (goes_on, about) = (job.goes_on(), About::of(&job));
        let rows = job.rows(offset, limit);
        let next = offset + rows.len();
        let line = Line::new(&job, &frame);
        let after = following(ask, next, line.counts.rows);
        Ok(JobPage {
            script: crate::assets::address("add.js"),
            why: job.why(),
            goes_on,
            more: (next < line.counts.rows)
                .then(|| frame.to_with(&format!("/add/{}", job.number), &format!("offset={next}"))),
            rows: rows.iter().map(|row| Told::new(row, &frame)).collect(),
            json: if ask.wants_html() { Value::Null } else { to_value(JobWithRows { about, after, rows })? },
            job: line,
            frame,
        })
    })
    .await
}

/// Begins to add what the form has.
fn add(act: &mut Act) -> Result<Done, DeskError> {
    let text = |name: &str| act.field(name).map(str::to_owned);
    let paste = text("text").map(|words| Paste { text: words, title: text("title"), url: text("url") });
    let published: Option<Date> = match act.field("published") {
        None => None,
        Some(day) => {
            Some(parse_date(day).ok_or_else(|| DeskError::Bad(Say::new("wrong.date").of(format!("published={day}"))))?)
        }
    };
    let dates = match act.field("dates") {
        None => None,
        Some("dmy") => Some(DateOrder::DayFirst),
        Some("mdy") => Some(DateOrder::MonthFirst),
        Some(other) => {
            return Err(DeskError::Bad(Say::new("wrong.one_of").of(format!("dates={other}")).of("dmy, mdy")));
        }
    };
    let mut columns = Mapping::default();
    if let Some(named) = act.field("columns") {
        let wrong = |error| DeskError::Bad(Say::new("wrong.columns").of(format!("columns={named}: {error}")).of(named));
        columns = columns.and(Mapping::parse(named).map_err(wrong)?);
    }
    let defaults = Defaults { published, source: text("source") };
    let archive = match act.field("archive") {
        None => false,
        Some("yes") => true,
        Some(other) => return Err(DeskError::Bad(Say::new("wrong.one_of").of(format!("archive={other}")).of("yes"))),
    };
    let sheet = text("sheet");
    let files = std::mem::take(&mut act.files);
    if paste.is_none() && files.is_empty() {
        return Err(DeskError::Bad(Say::new("wrong.nothing_to_add")));
    }
    let job = begin(&act.ask.desk, &act.ask.person, Given { paste, files, defaults, dates, columns, sheet, archive })?;
    Ok(Done { next: format!("/add/{}", job.number), told: to_value(About::of(&job))? })
}
