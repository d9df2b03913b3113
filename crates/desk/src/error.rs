//! What can go wrong at the desk, and how it is said to a browser and to a program.

use crate::say::Say;
use axum::http::StatusCode;
use hudna_casebook::BookError;
use hudna_casefile::CaseError;
use hudna_ledger::{Labels, Lang, LedgerError};
use schemars::JsonSchema;
use serde::Serialize;
use std::net::SocketAddr;

/// Why the desk cannot do what it is asked.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The case cannot be read or written.
    #[error(transparent)]
    Book(#[from] BookError),
    /// The case cannot be read or written.
    #[error(transparent)]
    Case(#[from] CaseError),
    /// The knowledge is not well formed.
    #[error(transparent)]
    Knowledge(#[from] LedgerError),
    /// The knowledge cannot be compiled.
    #[error("the knowledge has mistakes: {0}")]
    Compile(String),
    /// The address cannot be had.
    #[error("{address}: cannot listen there: {source}; `--bind` names another address")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// The server broke.
    #[error("the desk stopped: {0}")]
    Serve(#[source] std::io::Error),
    /// A page's template failed.
    #[error("the page cannot be made: {0}")]
    Template(#[from] askama::Error),
    /// A page's JSON failed.
    #[error("the page cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// There is no such thing in this view.
    #[error("{}", self.say())]
    NotFound(String),
    /// What was asked makes no sense.
    #[error("{0}")]
    Bad(Say),
    /// A part of a claim that cannot be so.
    #[error("{set}: {why}")]
    Part {
        /// The part and its value, as they were asked for.
        set: String,
        /// Why not.
        why: Say,
    },
    /// What was asked for when the desk was started makes no sense.
    #[error("{0}")]
    Option(String),
    /// The person may not do it, or the request is not to be trusted.
    #[error("{0}")]
    Forbidden(Say),
    /// Only who is known may see it.
    #[error("{}", self.say())]
    Login,
    /// Others could reach the desk, and nobody has an account.
    #[error(
        "{address}: others can reach the desk there, and there are no accounts at {place}; make the first one with \
         `hudna desk-user {case} add NAME --role admin`"
    )]
    NoAccounts {
        /// The address.
        address: SocketAddr,
        /// Where they are to be.
        place: String,
        /// The case, with the option that names the file.
        case: String,
    },
    /// Others could listen to what is said to the desk.
    #[error(
        "{0}: over a network passwords are sent only over TLS: give `--tls-cert FILE --tls-key FILE`; behind a proxy of your own \
         that speaks TLS, say `--insecure-http`"
    )]
    Insecure(SocketAddr),
    /// The request is for another host.
    #[error("{}", self.say())]
    Host(String),
    /// The page cannot be asked for in this way.
    #[error("{}", self.say())]
    Method,
    /// The body is too large.
    #[error("{}", self.say())]
    TooLarge(usize),
    /// What was sent came too slowly.
    #[error("{}", self.say())]
    Slow,
    /// There is no randomness.
    #[error("the system gives no random numbers: {0}")]
    Random(String),
    /// The page failed.
    #[error("{}", self.say())]
    Failed,
    /// An id that is none.
    #[error(transparent)]
    NoSuch(#[from] hudna_casebook::NoSuch),
    /// A decision that would mean nothing.
    #[error(transparent)]
    Futile(#[from] hudna_ledger::Futile),
    /// Nothing can be searched for, for now or at all.
    #[error("{0}")]
    Search(Say),
    /// The index of words cannot be read or written.
    #[error("the index of words: {0}; the desk makes it anew when it is started again")]
    Index(#[from] rusqlite::Error),
    /// The work was given up.
    #[error("{}", self.say())]
    Stopping,
}

/// What a program is told that asked for what cannot be done.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Problem {
    /// The status of the answer.
    status: u16,
    /// What is wrong, and what can be done: one line, for people.
    error: String,
}

impl Problem {
    /// A problem in words.
    pub(crate) fn new(status: StatusCode, error: impl Into<String>) -> Problem {
        Problem { status: status.as_u16(), error: error.into() }
    }
}

impl DeskError {
    /// The status of the answer.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            DeskError::NotFound(_) | DeskError::NoSuch(_) => StatusCode::NOT_FOUND,
            DeskError::Bad(_) | DeskError::Part { .. } => StatusCode::BAD_REQUEST,
            DeskError::Forbidden(_) => StatusCode::FORBIDDEN,
            DeskError::Login => StatusCode::UNAUTHORIZED,
            DeskError::Method => StatusCode::METHOD_NOT_ALLOWED,
            DeskError::Host(_) => StatusCode::MISDIRECTED_REQUEST,
            DeskError::Slow => StatusCode::REQUEST_TIMEOUT,
            DeskError::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            DeskError::Book(BookError::Futile(_)) | DeskError::Futile(_) => StatusCode::CONFLICT,
            DeskError::Stopping | DeskError::Search(_) => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What there is to say of it to who asks.
    fn say(&self) -> Say {
        match self {
            DeskError::Bad(say) | DeskError::Forbidden(say) | DeskError::Search(say) => say.clone(),
            DeskError::NotFound(id) => Say::new("wrong.not_found").of(id),
            DeskError::Login => Say::new("wrong.login"),
            DeskError::Host(host) => Say::new("wrong.host").of(host),
            DeskError::TooLarge(bytes) => Say::new("wrong.too_large").of(bytes.div_ceil(1 << 20)),
            DeskError::Method => Say::new("wrong.method"),
            DeskError::Slow => Say::new("wrong.slow"),
            DeskError::Failed => Say::new("wrong.failed"),
            DeskError::Stopping => Say::new("wrong.stopping"),
            DeskError::NoSuch(error) => error.into(),
            DeskError::Book(BookError::Futile(error)) | DeskError::Futile(error) => error.into(),
            DeskError::Book(_) | DeskError::Case(_) => Say::new("wrong.case").of(self),
            DeskError::Part { why, .. } => why.clone(),
            other => Say::new("wrong.other").of(other),
        }
    }

    /// What there is to say of it to who asks, in their language.
    pub(crate) fn in_words(&self, labels: &Labels, lang: Lang) -> String {
        let said = self.say().in_words(labels, lang);
        match self {
            DeskError::Part { set, .. } => match lang {
                Lang::Ar => format!("\u{2068}{set}\u{2069}: {said}"),
                Lang::En => format!("{set}: {said}"),
            },
            _ => said,
        }
    }
}
