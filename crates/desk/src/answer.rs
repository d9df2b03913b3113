//! From a page to an answer: as HTML, as JSON, or as rows, each with a validator.

use crate::ask::{Ask, Format, LANGUAGE};
use crate::error::{DeskError, Problem};
use crate::frame::Frame;
use crate::lookout::Lookout;
use crate::rows::RowWriter;
use crate::say::Say;
use crate::sight::Sight;
use askama::Template;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hudna_casefile::Sha256;
use hudna_ledger::Lang;
use serde_json::Value;
use std::sync::Arc;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

/// Rows of a list that are made at one look.
const TOGETHER: usize = 400;

/// A page: its template, and what it says as JSON.
pub trait Page: Template {
    /// What it says. Only asked for where JSON is wanted.
    ///
    /// # Errors
    /// It cannot be written.
    fn json(&self) -> Result<Value, DeskError>;

    /// The same, written. A page of much to say writes it at once, for a tree in between would take most of the time.
    ///
    /// # Errors
    /// It cannot be written.
    fn written(&self) -> Result<Vec<u8>, DeskError> {
        Ok(serde_json::to_vec_pretty(&self.json()?)?)
    }

    /// The name in the JSON of the things that it lists, which are the rows of `.csv` and `.jsonl`; none where it is no list.
    fn list(&self) -> Option<&'static str> {
        None
    }
}

/// The kind of an answer, and the answer.
pub type Body = (&'static str, Vec<u8>);

/// Makes a page of the view that is asked for, away from the threads that serve others, and answers with it.
pub async fn answer<P: Page>(
    ask: Ask,
    make: impl FnOnce(&Sight<'_, '_>) -> Result<P, DeskError> + Send + 'static,
) -> Response {
    answer_by(ask, |ask, lookout| Sight::show(ask, lookout, make)).await
}

/// Answers with a page that chooses what it looks at.
pub async fn answer_by<P: Page>(
    ask: Ask,
    make: impl FnOnce(&Ask, &Lookout<'_>) -> Result<P, DeskError> + Send + 'static,
) -> Response {
    let asked = ask.clone();
    let made = away(&ask, move |lookout| asked.without_names(body(&asked, &make(&asked, lookout)?)?, true));
    told(&ask, made.await)
}

/// Answers with what is made of the view that is asked for.
pub async fn answer_body(
    ask: Ask,
    make: impl FnOnce(&Sight<'_, '_>) -> Result<Body, DeskError> + Send + 'static,
) -> Response {
    let asked = ask.clone();
    let made = look(&ask, move |sight| asked.without_names(make(sight)?, true)).await;
    told(&ask, made)
}

fn told(ask: &Ask, made: Result<Body, DeskError>) -> Response {
    match made {
        Ok((kind, body)) => found(ask, kind, body),
        Err(error) => failure(ask, &error),
    }
}

/// Answers with the rows of a list. `list` says what there are rows of, `write` writes some of them.
///
/// A list of few rows is answered whole. One of many is sent as it is made, some rows at a look, so that it never lies in memory
/// whole and a reader who takes their time keeps no entry from coming in: which rows there are is as of the first look, what a row
/// says as of the look at which it is made, and what is gone by then is left out.
pub async fn answer_rows<K: Send + Sync + 'static>(
    ask: Ask,
    columns: &'static [&'static str],
    list: impl FnOnce(&Sight<'_, '_>) -> Result<Vec<K>, DeskError> + Send + 'static,
    write: impl Fn(&Sight<'_, '_>, &[K], &mut RowWriter) -> Result<(), DeskError> + Send + Sync + 'static,
) -> Response {
    let write = Arc::new(write);
    let (asked, first) = (ask.clone(), Arc::clone(&write));
    let begun = look(&ask, move |sight| {
        let keys = list(sight)?;
        let mut out = RowWriter::new(asked.format, columns)?;
        first(sight, keys.get(..TOGETHER.min(keys.len())).unwrap_or_default(), &mut out)?;
        Ok((keys, asked.without_names(out.finish()?, true)?))
    });
    match begun.await {
        Ok((keys, (kind, body))) if keys.len() <= TOGETHER => found(&ask, kind, body),
        Ok((keys, (kind, body))) => {
            let (send, sent) = mpsc::channel::<Result<Vec<u8>, DeskError>>(1);
            let asked = ask.clone();
            tokio::spawn(async move {
                let (keys, mut next) = (Arc::new(keys), Ok(body));
                for from in (TOGETHER..).step_by(TOGETHER) {
                    let broken = next.is_err();
                    // Who asked may have gone.
                    if send.send(next).await.is_err() || broken || from >= keys.len() {
                        return;
                    }
                    let (keys, write, own) = (Arc::clone(&keys), Arc::clone(&write), asked.clone());
                    let rows = look(&asked, move |sight| {
                        let mut out = RowWriter::more(own.format, columns);
                        let to = keys.len().min(from + TOGETHER);
                        write(sight, keys.get(from..to).unwrap_or_default(), &mut out)?;
                        own.without_names(out.finish()?, false)
                    });
                    next = rows.await.map(|(_, rows)| rows);
                }
            });
            let body = axum::body::Body::from_stream(ReceiverStream::new(sent));
            let mut response = ([(header::CONTENT_TYPE, kind)], body).into_response();
            headed(&ask, &mut response);
            response
        }
        Err(error) => failure(&ask, &error),
    }
}

/// Looks at the view that is asked for.
async fn look<T: Send + 'static>(
    ask: &Ask,
    look: impl FnOnce(&Sight<'_, '_>) -> Result<T, DeskError> + Send + 'static,
) -> Result<T, DeskError> {
    let asked = ask.clone();
    away(ask, move |lookout| Sight::show(&asked, lookout, look)).await
}

/// Does something with the views, away from the threads that serve others.
async fn away<T: Send + 'static>(
    ask: &Ask,
    work: impl FnOnce(&Lookout<'_>) -> Result<T, DeskError> + Send + 'static,
) -> Result<T, DeskError> {
    let desk = ask.desk.clone();
    tokio::task::spawn_blocking(move || desk.look(work)).await.unwrap_or(Err(DeskError::Failed))
}

fn body<P: Page>(ask: &Ask, page: &P) -> Result<Body, DeskError> {
    let rows = || {
        let no_list = || DeskError::Bad(Say::new("wrong.no_list"));
        let list = page.list().ok_or_else(no_list)?;
        match page.json()?.get_mut(list).map(Value::take) {
            Some(Value::Array(rows)) => Ok(rows),
            _ => Err(no_list()),
        }
    };
    Ok(match ask.format {
        Format::Html => ("text/html; charset=utf-8", page.render()?.into_bytes()),
        Format::Json => ("application/json", page.written()?),
        Format::Jsonl => {
            let mut lines = Vec::new();
            for row in rows()? {
                serde_json::to_writer(&mut lines, &row)?;
                lines.push(b'\n');
            }
            ("application/jsonl", lines)
        }
        Format::Csv => ("text/csv; charset=utf-8", crate::rows::csv(&rows()?)?),
    })
}

fn found(ask: &Ask, kind: &'static str, body: Vec<u8>) -> Response {
    let digest = Sha256::of(&body).to_string();
    let tag = format!("\"{}\"", digest.get(..32).unwrap_or(&digest));
    let mut response = if ask.if_none_match.as_deref().is_some_and(|known| known.contains(&tag)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, kind)], body).into_response()
    };
    if let Ok(tag) = tag.parse() {
        response.headers_mut().insert(header::ETAG, tag);
    }
    headed(ask, &mut response);
    response
}

/// What every answer carries.
fn headed(ask: &Ask, response: &mut Response) {
    let headers: [(HeaderName, &'static str); 3] = [
        // What a page says can change with the next entry; the validator makes asking again cheap.
        (header::CACHE_CONTROL, "private, no-cache"),
        (header::VARY, "Cookie, Accept-Language"),
        (header::CONTENT_LANGUAGE, code(ask.lang)),
    ];
    for (name, value) in headers {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    kept_language(ask, response);
}

/// The language that the address asks for is kept for the pages after it.
pub fn kept_language(ask: &Ask, response: &mut Response) {
    let lang = code(ask.lang);
    if ask.param(LANGUAGE).is_some()
        && let Ok(cookie) = format!("{LANGUAGE}={lang}; Path=/; Max-Age=31536000; SameSite=Lax").parse()
    {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Ar => "ar",
        Lang::En => "en",
    }
}

/// The page of an error.
#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    frame: Frame,
    status: u16,
    message: String,
}

/// The answer to what cannot be done.
pub fn failure(ask: &Ask, error: &DeskError) -> Response {
    let status = error.status();
    if status.is_server_error() {
        eprintln!("hudna: {}: {error}", ask.path);
    }
    let message = error.in_words(&ask.desk.labels, ask.lang);
    if ask.format != Format::Html {
        return (status, axum::Json(Problem::new(status, &message))).into_response();
    }
    let page = ErrorPage { frame: Frame::new(ask, "desk.error", ""), status: status.as_u16(), message };
    match page.render() {
        Ok(html) => (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response(),
        Err(_) => (status, page.message).into_response(),
    }
}
