//! Connections: each is answered by itself, and one whose request does not come is not kept.

use crate::guard::Peer;
use axum::Router;
use axum::extract::{ConnectInfo, Request};
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::net::SocketAddr;
use std::time::Duration;
use tower::ServiceExt as _;

/// Answers until `stop` comes; then no new request is taken, and those that were begun end. `patience` is how long the head of a request
/// may take to come.
pub async fn answer<L>(mut listener: L, router: Router, patience: Duration, stop: impl Future<Output = ()>)
where
    L: Listener<Addr = SocketAddr>,
{
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience);
    let open = GracefulShutdown::new();
    tokio::pin!(stop);
    loop {
        let (stream, from) = tokio::select! {
            connection = listener.accept() => connection,
            () = &mut stop => break,
        };
        let router = router.clone();
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(Peer(from)));
            router.clone().oneshot(request)
        });
        let connection = open.watch(http.serve_connection(TokioIo::new(stream), service));
        // Whoever breaks off is not answered, and nobody needs to know.
        tokio::spawn(async move { drop(connection.await) });
    }
    drop(listener);
    open.shutdown().await;
}
