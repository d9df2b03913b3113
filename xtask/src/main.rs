//! `cargo xtask`: what the project checks and makes beside its code.

mod picture;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  tidy              the invariants of ARCHITECTURE.md that the compiler does not enforce
  picture           draw docs/dossier.svg, the picture of the README
  picture --check   say whether it is fresh";

fn main() -> ExitCode {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["tidy"] => tidy(&root),
        ["picture"] => picture(&root, false),
        ["picture", "--check"] => picture(&root, true),
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn tidy(root: &Path) -> ExitCode {
    let problems = tidy::tidy(root);
    for problem in &problems {
        eprintln!("tidy: {problem}");
    }
    if problems.is_empty() {
        println!("tidy: all in order");
        return ExitCode::SUCCESS;
    }
    eprintln!("tidy: {} problem(s); see ARCHITECTURE.md, Invariants", problems.len());
    ExitCode::FAILURE
}

fn picture(root: &Path, check: bool) -> ExitCode {
    match picture::picture(root, check) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!("picture: the README shows an older dossier; run `make update` and commit");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("picture: {error}");
            ExitCode::FAILURE
        }
    }
}
