//! Ctrl-C: the first one finishes the reports at hand, the second one leaves at once.

use crate::error::CliError;
use std::sync::atomic::{AtomicBool, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);

/// From now on an interrupt asks for a stop.
pub fn on_interrupt() -> Result<(), CliError> {
    ctrlc::set_handler(|| {
        if ASKED.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
    })
    .map_err(|error| CliError::Internal(error.to_string()))
}

/// True once a stop was asked for.
pub fn asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}
