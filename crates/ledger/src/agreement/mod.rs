//! Agreements and truces, put together across reports, with their terms and what was done of each.

use crate::context::Context;
use crate::fact::Fact;
use crate::incident::Incident;
use serde::Serialize;

/// An agreement or truce.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AgreementRecord {
    /// Its id.
    pub id: String,
}

/// The agreements that facts tell of. `facts` are all facts that are looked at, `incidents` all incidents; both in an order that
/// does not depend on that of their arrival.
pub(crate) fn agreements(
    _facts: &[&Fact],
    _incidents: &[Incident<'_>],
    _context: &Context<'_>,
) -> Vec<AgreementRecord> {
    Vec::new()
}
