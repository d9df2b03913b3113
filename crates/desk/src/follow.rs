//! Following the log: what others enter into the case shows at the desk within a second.

use crate::desk::Desk;
use std::sync::Weak;
use std::time::Duration;

/// How often the log is looked at.
const EVERY: Duration = Duration::from_millis(400);
/// How long to wait after the case could not be read.
const AFTER_TROUBLE: Duration = Duration::from_secs(5);

/// Looks at the log again and again, as long as the desk is there.
pub fn follow(desk: Weak<Desk>) {
    std::thread::spawn(move || {
        let (mut troubled, mut seen) = (false, false);
        if let Some(desk) = desk.upgrade() {
            // Reading the whole log takes a while: whoever asks for the page of the case is not to wait for it.
            std::thread::spawn(move || {
                let _ = desk.another_book("").and_then(|mut book| desk.audit.look(&mut book));
            });
        }
        while let Some(desk) = desk.upgrade() {
            let wait = match desk.catch_up() {
                Ok(grown) => {
                    troubled = false;
                    // The first who asks is not to wait longer than others.
                    if grown || !std::mem::replace(&mut seen, true) {
                        desk.make_ready();
                    }
                    EVERY
                }
                Err(error) => {
                    if !std::mem::replace(&mut troubled, true) {
                        eprintln!("hudna: {error}; tried again until the case can be read");
                    }
                    AFTER_TROUBLE
                }
            };
            drop(desk);
            std::thread::sleep(wait);
        }
    });
}
