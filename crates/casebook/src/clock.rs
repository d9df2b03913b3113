//! What day it is.

use hudna_ledger::Day;
use jiff::Timestamp;

/// Today, in the time of Greenwich.
pub fn today() -> Day {
    Day::of_second(Timestamp::now().as_second())
}
