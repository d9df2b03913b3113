//! The command `hudna`. Thin: what it does is done by the reader, the ledger and the intake.

mod args;
mod case;
mod case_args;
mod engine;
mod error;
mod eval;
mod explain;
mod packs;
mod read;

use args::{Cli, Command, KnowledgeCommand};
use clap::Parser as _;
use error::CliError;
use std::process::ExitCode;

/// What reads, and what keeps the ledger, makes and drops very many small things: with this they cost less than with the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Read(args) => read::run(args),
        Command::Add(args) => case::add(args),
        Command::Status(args) => case::status(&args),
        Command::Show(args) => case::show(&args),
        Command::Why(args) => case::why(&args),
        Command::WhatIf(args) => case::what_if(&args),
        Command::Due(args) => case::due(&args),
        Command::Timeline(args) => case::timeline(&args),
        Command::Incidents(args) => case::incidents(&args),
        Command::Review(args) => case::review(args),
        Command::Verify(args) => case::verify(args),
        Command::Checkpoint(args) => case::checkpoint(args),
        Command::Prove(args) => case::prove(args),
        Command::Redact(args) => case::redact(args),
        Command::Desk(args) => case::desk(&args),
        Command::DeskUser(args) => case::desk_user(args),
        Command::Demo(args) => case::demo(args),
        Command::Eval(args) => eval::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Knowledge(KnowledgeCommand::Check(args)) => packs::check(&args),
        Command::Knowledge(KnowledgeCommand::List(args)) => packs::list(&args),
        Command::Knowledge(KnowledgeCommand::ImportPlaces(args)) => packs::import(&args),
        Command::Knowledge(KnowledgeCommand::Features(args)) => packs::features(&args),
    };
    finish(done)
}

fn finish(done: Result<(), CliError>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if !error.told() {
                eprintln!("hudna: {error}");
            }
            ExitCode::from(error.status())
        }
    }
}
