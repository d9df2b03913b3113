//! Telling open pages that the case has grown, and that jobs go on: server-sent events.

use crate::desk::Desk;
use axum::Router;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::get;
use std::convert::Infallible;
use std::sync::Arc;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt as _};

/// The route of the events.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/live", get(live))
}

async fn live(State(desk): State<Arc<Desk>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let event = |name: &'static str| move |number: u64| Ok(Event::default().event(name).data(number.to_string()));
    let grown = WatchStream::new(desk.revisions()).map(event("revision"));
    let jobs = WatchStream::new(desk.adding.told()).map(event("jobs"));
    Sse::new(grown.merge(jobs)).keep_alive(KeepAlive::default())
}
