//! Taking a report's words out of the case: first what would go and what stays, then, with a reason, it is done.

use crate::act::{Act, Done};
use crate::answer::{Page, answer};
use crate::ask::{Ask, Id};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::Frame;
use crate::say::Say;
use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use hudna_casebook::{KIND_READING, KIND_REPORT};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, to_value};
use std::sync::Arc;

/// The route of the page.
pub fn routes() -> Router<Arc<Desk>> {
    let redact = async |Id(id): Id, act: Act| act.work(move |act| redact(act, &id)).await;
    Router::new().route("/reports/{id}/redact", get(form).post(redact))
}

/// An entry that would go.
#[derive(JsonSchema, Serialize)]
struct Going {
    /// Its number.
    entry: u64,
    /// Its kind.
    kind: String,
    /// The key of the kind in words.
    #[serde(skip)]
    word: &'static str,
    /// When it was entered.
    at: String,
    /// Who entered it.
    by: String,
}

/// What would go, as JSON.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Redaction")]
pub struct Body<'s> {
    /// The report.
    report: &'s str,
    /// The entries that would lose what they say.
    entries: &'s [Going],
    /// How many files would go.
    files: usize,
}

/// A file that stays.
#[derive(JsonSchema, Serialize)]
struct Kept {
    /// Its SHA-256.
    file: String,
    /// An entry that speaks of it.
    entry: u64,
}

/// What is told of a redaction that was done.
#[derive(JsonSchema, Serialize)]
pub struct Redacted {
    /// The entry that tells of it; null where all was redacted before.
    entry: Option<u64>,
    /// The entries that say nothing any more.
    redacted: Vec<u64>,
    /// SHA-256 of the files that are gone.
    files: Vec<String>,
    /// The files that stay.
    kept: Vec<Kept>,
    /// Where the words may be still.
    lingers: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "redact.html")]
struct RedactPage {
    frame: Frame,
    report: String,
    back: String,
    going: Vec<Going>,
    files: usize,
}

impl Page for RedactPage {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(to_value(Body { report: &self.report, entries: &self.going, files: self.files })?)
    }
}

async fn form(ask: Ask, Id(id): Id) -> Response {
    answer(ask, move |sight| {
        let desk = &sight.ask.desk;
        let entries = desk.words_of(&id).ok_or_else(|| DeskError::NotFound(id.clone()))?;
        let (mut going, mut files) = (Vec::new(), Vec::new());
        for seq in entries {
            let Some(entry) = desk.book().case().entry(seq)? else { continue };
            files.extend(entry.blobs);
            let at = entry.at.strftime("%Y-%m-%d %H:%M").to_string();
            let word = match entry.kind.as_str() {
                KIND_REPORT => "case.report",
                KIND_READING => "case.reading",
                _ => "case.review",
            };
            going.push(Going { entry: seq, kind: entry.kind, word, at, by: entry.by });
        }
        files.sort_unstable();
        files.dedup();
        let frame = Frame::new(sight.ask, "redact.title", "reports");
        Ok(RedactPage { back: frame.to(&format!("/reports/{id}")), report: id, going, files: files.len(), frame })
    })
    .await
}

fn redact(act: &mut Act, id: &str) -> Result<Done, DeskError> {
    let reason = act.needed("reason")?.to_owned();
    let sure = act.needed("sure")?;
    if sure != "yes" {
        return Err(DeskError::Bad(Say::new("wrong.one_of").of(format!("sure={sure}")).of("yes")));
    }
    let done = act.ask.desk.redact(&act.ask.person, id, &reason)?;
    let told = Redacted {
        entry: done.told_by,
        redacted: done.entries,
        files: done.blobs.iter().map(ToString::to_string).collect(),
        kept: done.kept.iter().map(|(file, entry)| Kept { file: file.to_string(), entry: *entry }).collect(),
        lingers: done.lingering,
    };
    Ok(Done { next: "/case".to_owned(), told: to_value(told)? })
}
