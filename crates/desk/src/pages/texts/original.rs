//! The stored original of a report, to be saved. It is never shown: what it holds is not ours.

use crate::answer::failure;
use crate::ask::{Ask, Id};
use crate::desk::Desk;
use crate::error::DeskError;
use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use hudna_ledger::ReportKey;
use std::collections::HashSet;
use std::sync::Arc;

/// Even if a browser shows it, it may do nothing.
const POLICY: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";

/// The route of originals.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/reports/{id}/original", get(original))
}

async fn original(ask: Ask, Id(id): Id) -> Response {
    let desk = ask.desk.clone();
    match tokio::task::spawn_blocking(move || bytes(&desk, &id)).await {
        Ok(Ok((name, bytes))) => {
            let headers = [
                (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
                (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
                (header::CONTENT_SECURITY_POLICY, POLICY.to_owned()),
                (header::CACHE_CONTROL, "private, no-cache".to_owned()),
            ];
            (headers, bytes).into_response()
        }
        Ok(Err(error)) => failure(&ask, &error),
        Err(_) => failure(&ask, &DeskError::Failed),
    }
}

/// The name under which it is saved, and the bytes as they came.
fn bytes(desk: &Desk, id: &str) -> Result<(String, Vec<u8>), DeskError> {
    let nothing = || DeskError::NotFound(id.to_owned());
    let report: ReportKey = id.parse().map_err(|_| nothing())?;
    let words = desk.quotes(&HashSet::from([report]))?;
    let record = words.record(report).ok_or_else(nothing)?;
    let bytes = desk.bytes(&record.original)?.ok_or_else(nothing)?;
    let plain = |c: char| c.is_ascii_alphanumeric();
    let ending = record.doc.rsplit_once('.').map(|(_, ending)| ending).filter(|ending| ending.len() <= 5);
    let ending = ending.filter(|ending| !ending.is_empty() && ending.chars().all(plain)).unwrap_or("txt");
    Ok((format!("{report}.{ending}"), bytes))
}
