//! A bar on standard error while many reports are read, where it disturbs nobody.

use super::summary::Batch;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal as _, stderr};
use std::path::{Path, PathBuf};

/// Files smaller than this together are read before a bar could be seen.
const WORTH: u64 = 4 << 20;

/// Shows how far the reading has come.
pub struct Progress {
    bar: ProgressBar,
    reports: usize,
}

impl Progress {
    /// A bar where standard error is a terminal that the output does not use, and where there is much to read.
    pub fn new(inputs: &[PathBuf], output_on_terminal: bool) -> Self {
        let hidden = Progress { bar: ProgressBar::hidden(), reports: 0 };
        if output_on_terminal || !stderr().is_terminal() {
            return hidden;
        }
        let bar = match total(inputs) {
            Some(bytes) if bytes < WORTH => return hidden,
            Some(bytes) => styled(ProgressBar::new(bytes), "{bar:30} {bytes}/{total_bytes} {msg} {eta}"),
            None => styled(ProgressBar::no_length(), "{spinner} {bytes} {msg}"),
        };
        bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(8));
        Progress { bar, reports: 0 }
    }

    /// Some more reports are done.
    pub fn advance(&mut self, batch: &Batch) {
        self.count(batch.read, batch.bytes);
    }

    /// So many more reports, from so many bytes.
    pub fn count(&mut self, reports: usize, bytes: u64) {
        self.reports += reports;
        self.bar.inc(bytes);
        self.bar.set_message(format!("{} reports", self.reports));
    }

    /// A line on standard error that does not break the bar.
    pub fn tell(&self, line: &str) {
        self.bar.suspend(|| eprintln!("{line}"));
    }

    /// Takes the bar away.
    pub fn done(&self) {
        self.bar.finish_and_clear();
    }
}

fn styled(bar: ProgressBar, template: &str) -> ProgressBar {
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Bytes to read, where all inputs are files.
fn total(inputs: &[PathBuf]) -> Option<u64> {
    let size = |input: &PathBuf| {
        let about = (input != Path::new("-")).then(|| std::fs::metadata(input).ok()).flatten()?;
        about.is_file().then_some(about.len())
    };
    inputs.iter().map(size).sum()
}
