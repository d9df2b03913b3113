//! Casualties: the killed and injured of one incident, low, best and high.

use super::Unit;
use serde::Serialize;

/// The killed and injured of one incident.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Casualty {
    /// Its id.
    pub id: String,
}

pub(super) fn of_unit(_unit: &Unit<'_>) -> Vec<Casualty> {
    Vec::new()
}
