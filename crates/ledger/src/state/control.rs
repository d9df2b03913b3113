//! Control: who holds a place, since when, and who disputes it.

use super::Unit;
use serde::Serialize;

/// Who holds one place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Control {
    /// Its id.
    pub id: String,
}

pub(super) fn of_unit(_unit: &Unit<'_>) -> Vec<Control> {
    Vec::new()
}
