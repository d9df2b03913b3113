//! The server: routes, what every answer carries, and a stop that lets requests end.

use crate::answer::failure;
use crate::ask::{Ask, take_format};
use crate::connections::answer;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::follow::follow;
use crate::guard::{Guard, Tls, gate, over};
use crate::options::Options;
use crate::tiles::Tiles;
use crate::{assets, pages};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{from_fn_with_state, map_request};
use axum::serve::Listener;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower_http::set_header::SetResponseHeaderLayer;

/// Nothing from elsewhere, no script but our own, in nobody's frame; only the user's own tiles may come from their server.
fn policy(tiles: Option<&Tiles>) -> String {
    let from = tiles.map(|tiles| format!(" {}", tiles.origin())).unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:{from}; font-src 'self'; \
         connect-src 'self'{from}; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// No page needs what else a browser can do.
const PERMISSIONS: &str = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
                           magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()";

/// How long requests may take to end when the desk is stopped.
const GRACE: Duration = Duration::from_secs(2);

/// All pages of a desk, behind its guard.
pub fn router(desk: Arc<Desk>, guard: Arc<Guard>) -> Router {
    let fixed = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
    };
    // What it is made of has only letters that may stand in a header.
    let policy = HeaderValue::from_str(&policy(desk.tiles.as_ref())).ok();
    let tls = guard.tls;
    let pages = pages::routes()
        .merge(assets::routes())
        .fallback(nothing_there)
        .method_not_allowed_fallback(no_such_method)
        .with_state(desk.clone())
        .layer(DefaultBodyLimit::max(guard.upload))
        .layer(from_fn_with_state((guard, desk), gate))
        // What is not ours has a stricter policy of its own.
        .layer(SetResponseHeaderLayer::if_not_present(header::CONTENT_SECURITY_POLICY, policy))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::REFERRER_POLICY, "same-origin"))
        .layer(fixed(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
        .layer(fixed(HeaderName::from_static("cross-origin-resource-policy"), "same-origin"))
        .layer(fixed(HeaderName::from_static("permissions-policy"), PERMISSIONS))
        .layer(SetResponseHeaderLayer::if_not_present(header::CACHE_CONTROL, HeaderValue::from_static("no-store")));
    let pages = if tls { pages.layer(fixed(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000")) } else { pages };
    // The format must be off the address before the address is looked at.
    Router::new().fallback_service(pages).layer(map_request(take_format))
}

async fn nothing_there(ask: Ask) -> axum::response::Response {
    failure(&ask, &DeskError::NotFound(ask.path.clone()))
}

async fn no_such_method(ask: Ask) -> axum::response::Response {
    failure(&ask, &DeskError::Method)
}

/// Serves a desk until an interrupt or a request to terminate comes. `ready` is told the address when requests are answered.
///
/// # Errors
/// Others could reach the desk unhindered, the address cannot be had, or the server breaks.
pub fn serve(desk: Desk, options: &Options, ready: impl FnOnce(SocketAddr)) -> Result<(), DeskError> {
    let (accounts, login) = options.accounts(&desk.place)?;
    let acceptor = options.tls.as_ref().map(Tls::acceptor).transpose()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(DeskError::Serve)?;
    let desk = Arc::new(desk);
    follow(Arc::downgrade(&desk));
    runtime.block_on(async {
        let bind = |source| DeskError::Bind { address: options.bind, source };
        let listener = TcpListener::bind(options.bind).await.map_err(bind)?;
        let at = listener.local_addr().map_err(bind)?;
        let router = router(desk, Arc::new(options.guard(at, accounts, login)?));
        ready(at);
        match acceptor {
            Some(acceptor) => run(over(listener, acceptor).map_err(bind)?, router, options.patience).await,
            None => run(listener, router, options.patience).await,
        }
        Ok(())
    })
}

/// Answers until an interrupt comes.
async fn run(listener: impl Listener<Addr = SocketAddr>, router: Router, patience: Duration) {
    let (told, mut stop) = watch::channel(false);
    tokio::spawn(async move {
        interrupted().await;
        told.send_replace(true);
    });
    let mut stopped = stop.clone();
    // Where nobody can tell of a stop any more, it is time to stop.
    let answering = answer(listener, router, patience, async move { drop(stopped.wait_for(|stop| *stop).await) });
    tokio::select! {
        () = answering => {}
        // Open pages listen for news and would be waited for without end.
        () = async { drop(stop.wait_for(|stop| *stop).await); tokio::time::sleep(GRACE).await } => {}
    }
}

/// Waits for Ctrl-C or, where there is such a thing, SIGTERM.
async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else { return drop(tokio::signal::ctrl_c().await) };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    drop(tokio::signal::ctrl_c().await);
}
