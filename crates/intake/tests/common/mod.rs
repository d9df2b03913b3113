//! What the tests of files of many reports share.

use hudna_intake::{Intake, IntakeError, Raw, Source};

/// All answers to a file in memory.
#[allow(dead_code, reason = "not every test file has one")]
pub fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<Result<Intake, IntakeError>> {
    all(Source::of(name, bytes.into()))
}

/// All answers of a source.
pub fn all(source: Source) -> Vec<Result<Intake, IntakeError>> {
    source.map(|raw| raw.and_then(Raw::read)).collect()
}

/// One line an answer: the report's id, or the error; what is passed over begins with a dash.
pub fn told(answers: &[Result<Intake, IntakeError>]) -> Vec<String> {
    let line = |answer: &Result<Intake, IntakeError>| match answer {
        Ok(report) => report.doc.clone(),
        Err(error) => format!("{}{}: {}", if error.skipped { "- " } else { "! " }, error.place, error.problem),
    };
    answers.iter().map(line).collect()
}

/// The reports.
pub fn reports(answers: Vec<Result<Intake, IntakeError>>) -> Vec<Intake> {
    answers.into_iter().flatten().collect()
}
