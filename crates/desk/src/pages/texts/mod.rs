//! The pages about texts: reports, what they claim, and what they tell of together.

mod claim;
mod claims;
mod incidents;
mod line;
mod named;
mod original;
mod redact;
mod report;
mod reports;
mod search;

pub use claim::Body as ClaimBody;
pub use claims::Row as ClaimRow;
pub use incidents::Row as IncidentRow;
pub use named::Row as NamedRow;
pub use redact::{Body as RedactionBody, Redacted};
pub use report::Body as ReportBody;
pub use reports::Row as ReportRow;
pub use search::Body as FoundBody;

use crate::desk::Desk;
use axum::Router;
use std::sync::Arc;

/// The routes of these pages.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new()
        .merge(claim::routes())
        .merge(claims::routes())
        .merge(incidents::routes())
        .merge(named::routes())
        .merge(original::routes())
        .merge(redact::routes())
        .merge(report::routes())
        .merge(reports::routes())
        .merge(search::routes())
}
