//! Detention: who was detained, freed, exchanged, by whom.

use super::Unit;
use serde::Serialize;

/// A detention, release or exchange.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Detention {
    /// Its id.
    pub id: String,
}

pub(super) fn of_unit(_unit: &Unit<'_>) -> Vec<Detention> {
    Vec::new()
}
