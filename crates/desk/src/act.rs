//! What people do at the desk: a form that changes something, once it has passed the gate, and what its sender is told.

use crate::answer::{failure, kept_language};
use crate::ask::{Ask, Format};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::guard::TooSlow;
use crate::say::Say;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{Form, FromRequest, FromRequestParts, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use std::fmt::Display;
use std::sync::Arc;

/// A file that was uploaded.
pub struct Upload {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// A request to change something: who asks, and what the form says.
pub struct Act {
    /// Who asks, in which language, as which format.
    pub ask: Ask,
    /// The files that came with the form.
    pub files: Vec<Upload>,
    fields: Vec<(String, String)>,
}

/// What was done.
pub struct Done {
    /// The page that is to be shown next.
    pub next: String,
    /// What there is to say of it, for programs.
    pub told: Value,
}

impl Act {
    /// A field of the form, without blanks at its ends; nothing where it is empty.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.values(name).map(str::trim).find(|value| !value.is_empty())
    }

    /// All values of a field.
    pub fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.fields.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A field that must be there.
    ///
    /// # Errors
    /// It is not.
    pub fn needed(&self, name: &str) -> Result<&str, DeskError> {
        self.field(name).ok_or_else(|| DeskError::Bad(Say::new("wrong.form_lacks").of(name)))
    }

    /// The page that the form wants to be shown next, if it is one of the desk; else this one.
    pub fn next(&self, otherwise: &str) -> String {
        let own =
            |next: &&str| next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n', '\t']);
        self.field("next").filter(own).unwrap_or(otherwise).to_owned()
    }

    /// Does what is asked, away from the threads that serve others. Then the browser is sent to the next page, and a program is told
    /// what was done.
    pub async fn work(self, work: impl FnOnce(&mut Act) -> Result<Done, DeskError> + Send + 'static) -> Response {
        let ask = self.ask.clone();
        let mut act = self;
        let done = tokio::task::spawn_blocking(move || work(&mut act)).await;
        match done.unwrap_or(Err(DeskError::Failed)) {
            Ok(done) if ask.format == Format::Html => {
                let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, done.next)]).into_response();
                kept_language(&ask, &mut response);
                response
            }
            Ok(done) => axum::Json(done.told).into_response(),
            Err(error) => failure(&ask, &error),
        }
    }
}

impl FromRequest<Arc<Desk>> for Act {
    type Rejection = Response;

    async fn from_request(request: Request, desk: &Arc<Desk>) -> Result<Act, Response> {
        let (mut parts, body) = request.into_parts();
        let ask = Ask::from_request_parts(&mut parts, desk).await?;
        let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let with_files = kind.starts_with("multipart/form-data");
        let request = Request::from_parts(parts, body);
        let read = if with_files { with_files_of(request, desk).await } else { plain(request, desk).await };
        match read {
            Ok((fields, files)) => Ok(Act { ask, files, fields }),
            Err(error) => Err(failure(&ask, &error)),
        }
    }
}

type Read = Result<(Vec<(String, String)>, Vec<Upload>), DeskError>;

fn unread(why: impl Display) -> DeskError {
    DeskError::Bad(Say::new("wrong.form").of(why))
}

fn broke_off(error: MultipartError) -> DeskError {
    if TooSlow::is_behind(&error) { DeskError::Slow } else { unread(error.body_text()) }
}

async fn plain(request: Request, desk: &Arc<Desk>) -> Read {
    let form = Form::<Vec<(String, String)>>::from_request(request, desk).await;
    form.map(|Form(fields)| (fields, Vec::new())).map_err(|error| unread(error.body_text()))
}

async fn with_files_of(request: Request, desk: &Arc<Desk>) -> Read {
    let form = Multipart::from_request(request, desk).await;
    let mut form = form.map_err(|error| unread(error.body_text()))?;
    let (mut fields, mut files) = (Vec::new(), Vec::new());
    while let Some(part) = form.next_field().await.map_err(broke_off)? {
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(broke_off)?;
        match file {
            // A field for files that was left empty.
            Some(file) if file.is_empty() && bytes.is_empty() => {}
            Some(name) => files.push(Upload { name, bytes: bytes.into() }),
            None => fields.push((name, String::from_utf8_lossy(&bytes).into_owned())),
        }
    }
    Ok((fields, files))
}
