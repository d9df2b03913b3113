//! Checkpoints, barriers, roads and crossings: up or removed, closed or open.

use super::Unit;
use serde::Serialize;

/// A checkpoint, barrier, road or crossing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Checkpoint {
    /// Its id.
    pub id: String,
}

pub(super) fn of_unit(_unit: &Unit<'_>) -> Vec<Checkpoint> {
    Vec::new()
}
