//! Taking a report's words out of the case: first what would go and what stays, then, with a reason, it is done.

use crate::act::{Act, Done};
use crate::answer::{Page, answer};
use crate::ask::{Ask, Id};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::Frame;
use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use hudna_casebook::{KIND_READING, KIND_REPORT};
use serde::Serialize;
use serde_json::{Value, json, to_value};
use std::sync::Arc;

/// The route of the page.
pub fn routes() -> Router<Arc<Desk>> {
    let redact = async |Id(id): Id, act: Act| act.work(move |act| redact(act, &id)).await;
    Router::new().route("/reports/{id}/redact", get(form).post(redact))
}

/// An entry that would go.
#[derive(Serialize)]
struct Going {
    entry: u64,
    kind: String,
    /// The key of the kind in words.
    #[serde(skip)]
    word: &'static str,
    at: String,
    by: String,
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
        Ok(json!({ "report": self.report, "entries": to_value(&self.going)?, "files": self.files }))
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
    act.needed("sure")?;
    let done = act.ask.desk.redact(&act.ask.person, id, &reason)?;
    let texts = |hashes: &[hudna_casefile::Sha256]| hashes.iter().map(ToString::to_string).collect::<Vec<_>>();
    let kept: Vec<Value> =
        done.kept.iter().map(|(file, entry)| json!({ "file": file.to_string(), "entry": entry })).collect();
    let told = json!({
        "entry": done.told_by, "redacted": done.entries, "files": texts(&done.blobs), "kept": kept, "lingers": done.lingering,
    });
    Ok(Done { next: "/case".to_owned(), told })
}
