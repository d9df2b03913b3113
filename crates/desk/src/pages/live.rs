//! Telling open pages that the case has grown: server-sent events.

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
    let grown = WatchStream::new(desk.revisions());
    Sse::new(grown.map(|entries| Ok(Event::default().event("revision").data(entries.to_string()))))
        .keep_alive(KeepAlive::default())
}
