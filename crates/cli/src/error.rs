//! What stops a command, and with which exit status.

use std::io;
use std::path::Path;
use thiserror::Error;

/// A failure of a whole command; failures of single reports are counted, not raised.
#[derive(Debug, Error)]
pub enum CliError {
    /// The command line asks for something that cannot be.
    #[error("{0}")]
    Usage(String),
    /// An input is not what it should be.
    #[error("{0}")]
    Input(String),
    /// Knowledge with mistakes.
    #[error("the knowledge has mistakes:\n  {}\nrun `hudna knowledge check` for all of them", .0.join("\n  "))]
    Knowledge(Vec<String>),
    /// Whoever read the output has gone: no failure.
    #[error("the output was closed")]
    Closed,
    /// The output cannot be written.
    #[error("the output cannot be written: {0}; check the disk and the permissions")]
    Output(io::Error),
    /// Some reports could not be read; already told.
    #[error("some reports could not be read")]
    Partly,
    /// No report could be read; already told.
    #[error("no report could be read")]
    Nothing,
    /// Stopped with Ctrl-C; already told.
    #[error("stopped")]
    Stopped,
    /// A fault of the program itself.
    #[error("fault in hudna: {0}; please report it")]
    Internal(String),
}

impl CliError {
    /// A mistake in the command line.
    pub fn usage(text: impl Into<String>) -> Self {
        CliError::Usage(text.into())
    }

    /// A mistake in an input.
    pub fn input(text: impl Into<String>) -> Self {
        CliError::Input(text.into())
    }

    /// A file that cannot be read or written.
    pub fn file(path: &Path, error: io::Error) -> Self {
        CliError::Input(format!("{}: {error}; check that it exists and that you have the permission", path.display()))
    }

    /// The exit status, as `hudna --help` lists them.
    pub fn status(&self) -> u8 {
        match self {
            CliError::Closed => 0,
            CliError::Partly | CliError::Output(_) => 1,
            CliError::Usage(_) | CliError::Input(_) | CliError::Knowledge(_) | CliError::Nothing => 2,
            CliError::Internal(_) => 70,
            CliError::Stopped => 130,
        }
    }

    /// True where the user has been told already.
    pub fn told(&self) -> bool {
        matches!(self, CliError::Closed | CliError::Partly | CliError::Nothing | CliError::Stopped)
    }
}

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { CliError::Closed } else { CliError::Output(error) }
    }
}

impl From<serde_json::Error> for CliError {
    fn from(error: serde_json::Error) -> Self {
        if error.is_io() { io::Error::from(error).into() } else { CliError::Internal(error.to_string()) }
    }
}

impl From<hudna_casebook::BookError> for CliError {
    fn from(error: hudna_casebook::BookError) -> Self {
        CliError::Input(error.to_string())
    }
}

impl From<hudna_casebook::NoSuch> for CliError {
    fn from(error: hudna_casebook::NoSuch) -> Self {
        CliError::Usage(error.to_string())
    }
}

impl From<hudna_desk::DeskError> for CliError {
    fn from(error: hudna_desk::DeskError) -> Self {
        CliError::Input(error.to_string())
    }
}

impl From<hudna_casefile::CaseError> for CliError {
    fn from(error: hudna_casefile::CaseError) -> Self {
        CliError::Input(error.to_string())
    }
}
