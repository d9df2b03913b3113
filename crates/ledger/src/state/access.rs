//! Access: what and who may pass where, by whose leave.

use super::Unit;
use serde::Serialize;

/// What or who may pass, or may not, at one place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Access {
    /// Its id.
    pub id: String,
}

pub(super) fn of_unit(_unit: &Unit<'_>) -> Vec<Access> {
    Vec::new()
}
