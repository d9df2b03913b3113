//! The case itself: how long its log is, its root, whether all is as it was, checkpoints, and who did what.

use crate::act::{Act, Done};
use crate::answer::{Page, answer, failure};
use crate::ask::Ask;
use crate::audit::{Deed, Verified};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::Frame;
use crate::pager::following;
use askama::Template;
use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, to_value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Entries on a page, where the address does not say.
const LISTED: usize = 200;

/// The routes of the case.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new()
        .route("/case", get(case))
        .route("/case/verify", post(|act: Act| act.work(verify)))
        .route("/case/checkpoint", post(checkpoint))
}

/// An entry of the log.
struct Line {
    deed: Deed,
    at: String,
}

#[derive(Template)]
#[template(path = "case.html")]
struct CasePage {
    frame: Frame,
    entries: u64,
    root: String,
    origin: String,
    kinds: Vec<(String, u64)>,
    people: Vec<(String, u64)>,
    verified: Option<Verified>,
    deeds: Vec<Line>,
    total: usize,
    more: Option<String>,
    json: Value,
}

/// The case itself as JSON.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Case")]
pub struct Body<'s> {
    /// How many entries its log has.
    entries: u64,
    /// The root of the tree over them.
    root: &'s str,
    /// The name of the log in its checkpoints.
    origin: &'s str,
    /// How many entries there are of each kind.
    kinds: &'s BTreeMap<String, u64>,
    /// How many entries each person made.
    people: &'s BTreeMap<String, u64>,
    /// The last check of the whole case.
    verified: Option<&'s Verified>,
    /// How many entries are neither reports nor readings.
    total: usize,
    /// The address of what follows; null where these are the last.
    after: Option<String>,
    /// The entries that are neither reports nor readings, the last one first.
    deeds: &'s [Deed],
}

/// What is told of a check.
#[derive(JsonSchema, Serialize)]
pub struct Begun {
    /// It began; false where one goes on already.
    begun: bool,
}

impl Page for CasePage {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(self.json.clone())
    }

    fn list(&self) -> Option<&'static str> {
        Some("deeds")
    }
}

async fn case(ask: Ask) -> Response {
    answer(ask, |sight| {
        let ask = sight.ask;
        let frame = Frame::new(ask, "desk.case", "case");
        let (root, origin, audited) = {
            let mut book = ask.desk.book();
            let audited = ask.desk.audit.look(&mut book)?;
            (book.case().root()?.to_string(), book.case().origin()?, audited)
        };
        let (offset, limit) = ask.part_of_list(LISTED)?;
        let shown: Vec<Deed> = audited.deeds.iter().rev().skip(offset).take(limit).cloned().collect();
        let next = offset + shown.len();
        let verified = ask.desk.audit.verified();
        let json = if ask.wants_html() {
            Value::Null
        } else {
            to_value(Body {
                entries: audited.entries,
                root: &root,
                origin: &origin,
                kinds: &audited.kinds,
                people: &audited.people,
                verified: verified.as_ref(),
                total: audited.deeds.len(),
                after: following(ask, next, audited.deeds.len()),
                deeds: &shown,
            })?
        };
        Ok(CasePage {
            entries: audited.entries,
            root,
            origin,
            kinds: audited.kinds.clone().into_iter().collect(),
            people: audited.people.clone().into_iter().collect(),
            verified,
            total: audited.deeds.len(),
            more: (next < audited.deeds.len()).then(|| frame.to_with("/case", &format!("offset={next}"))),
            deeds: shown
                .into_iter()
                .map(|deed| Line { at: deed.at.strftime("%Y-%m-%d %H:%M:%SZ").to_string(), deed })
                .collect(),
            json,
            frame,
        })
    })
    .await
}

/// Begins to check the whole case; the page tells how it goes.
fn verify(act: &mut Act) -> Result<Done, DeskError> {
    let (desk, name) = (act.ask.desk.clone(), act.ask.person.name.clone());
    let begun = desk.audit.begin(&name);
    if begun {
        std::thread::spawn(move || desk.audit.verify(desk.another_book(&name)));
    }
    Ok(Done { next: act.next("/case"), told: to_value(Begun { begun })? })
}

/// Makes a checkpoint and hands it out, to be kept elsewhere.
async fn checkpoint(act: Act) -> Response {
    let (ask, desk) = (act.ask.clone(), act.ask.desk.clone());
    let made = tokio::task::spawn_blocking(move || Ok::<_, DeskError>(desk.book().case().checkpoint(None)?)).await;
    match made.unwrap_or(Err(DeskError::Failed)) {
        Ok(made) => {
            let name = format!("attachment; filename=\"checkpoint-{}.txt\"", made.size);
            let headers =
                [(header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
            (headers, made.text).into_response()
        }
        Err(error) => failure(&ask, &error),
    }
}

impl CasePage {
    /// A decision, or what became of an account, in a word.
    fn word(&self, decision: &str) -> String {
        let key = match decision {
            "account-added" => "guard.audit_added",
            "role-changed" => "guard.audit_role",
            "password-changed" => "guard.audit_password",
            "account-removed" => "guard.audit_removed",
            "login-failures" => "guard.audit_failures",
            decision => return self.frame.word(&format!("review.{decision}")).to_owned(),
        };
        self.frame.word(key).to_owned()
    }

    /// The kind of an entry, in words where there are some.
    fn kind<'a>(&'a self, kind: &'a str) -> &'a str {
        match kind {
            "report" => self.frame.word("case.report"),
            "reading" => self.frame.word("case.reading"),
            "review" => self.frame.word("case.review"),
            "redact" => self.frame.word("case.redact"),
            "audit" => self.frame.word("guard.users"),
            "knowledge" => self.frame.word("case.knowledge"),
            other => other,
        }
    }
}
