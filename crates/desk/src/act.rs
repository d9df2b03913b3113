//! What people do at the desk: a form that changes something, once it has passed the gate, and what its sender is told.

use crate::answer::{failure, kept_language};
use crate::ask::{Ask, Format};
use crate::desk::Desk;
use crate::error::DeskError;
use axum::extract::{Form, FromRequest, FromRequestParts, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use std::sync::Arc;

/// A request to change something: who asks, and what the form says.
pub struct Act {
    /// Who asks, in which language, as which format.
    pub ask: Ask,
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
        self.field(name).ok_or_else(|| DeskError::Bad(format!("the form lacks `{name}`; go back and fill it in")))
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
        let form = Form::<Vec<(String, String)>>::from_request(Request::from_parts(parts, body), desk).await;
        match form {
            Ok(Form(fields)) => Ok(Act { ask, fields }),
            Err(error) => {
                Err(failure(&ask, &DeskError::Bad(format!("the form cannot be read: {}", error.body_text()))))
            }
        }
    }
}
