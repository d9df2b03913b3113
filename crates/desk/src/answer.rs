//! From a page to an answer: as HTML, as JSON, or as rows, each with a validator.

use crate::ask::{Ask, Format, LANGUAGE};
use crate::error::{DeskError, Problem};
use crate::frame::Frame;
use crate::lookout::Lookout;
use crate::say::Say;
use crate::sight::Sight;
use askama::Template;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hudna_casefile::Sha256;
use hudna_ledger::Lang;
use serde_json::Value;

/// A page: its template, and what it says as JSON.
pub trait Page: Template {
    /// What it says. Only asked for where JSON is wanted.
    ///
    /// # Errors
    /// It cannot be written.
    fn json(&self) -> Result<Value, DeskError>;

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
    let (desk, asked) = (ask.desk.clone(), ask.clone());
    let look = move |lookout: &Lookout<'_>| {
        Sight::show(&asked, lookout, |sight| make(sight).and_then(|page| body(&asked, &page)))
    };
    answered(ask, move || desk.look(look)).await
}

/// Answers with rows that are written as they are found: lists whose rows are too many to be made into a page.
pub async fn answer_rows(
    ask: Ask,
    write: impl FnOnce(&Sight<'_, '_>) -> Result<Body, DeskError> + Send + 'static,
) -> Response {
    let (desk, asked) = (ask.desk.clone(), ask.clone());
    answered(ask, move || desk.look(move |lookout: &Lookout<'_>| Sight::show(&asked, lookout, write))).await
}

async fn answered(ask: Ask, work: impl FnOnce() -> Result<Body, DeskError> + Send + 'static) -> Response {
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok((kind, body))) => found(&ask, kind, body),
        Ok(Err(error)) => failure(&ask, &error),
        Err(_) => failure(&ask, &DeskError::Failed),
    }
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
        Format::Json => ("application/json", serde_json::to_vec_pretty(&page.json()?)?),
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
    let headers: Vec<(HeaderName, String)> = vec![
        (header::ETAG, tag.clone()),
        // What a page says can change with the next entry; the validator makes asking again cheap.
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
        (header::VARY, "Cookie, Accept-Language".to_owned()),
        (header::CONTENT_LANGUAGE, code(ask.lang).to_owned()),
    ];
    let mut response = if ask.if_none_match.as_deref().is_some_and(|known| known.contains(&tag)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, kind)], body).into_response()
    };
    for (name, value) in headers {
        if let Ok(value) = value.parse() {
            response.headers_mut().insert(name, value);
        }
    }
    kept_language(ask, &mut response);
    response
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
