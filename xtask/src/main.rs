//! `cargo xtask tidy`: enforces the invariants of ARCHITECTURE.md that the compiler does not.

mod tidy;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    match std::env::args().nth(1).as_deref() {
        Some("tidy") => {
            let problems = tidy::tidy(&root);
            for problem in &problems {
                eprintln!("tidy: {problem}");
            }
            if problems.is_empty() {
                println!("tidy: all in order");
                ExitCode::SUCCESS
            } else {
                eprintln!("tidy: {} problem(s); see ARCHITECTURE.md, Invariants", problems.len());
                ExitCode::FAILURE
            }
        }
        _ => {
            eprintln!("usage: cargo xtask tidy");
            ExitCode::from(2)
        }
    }
}
