//! Cases written in Markdown: read, run, compared.
#![allow(dead_code, unused_imports, reason = "each test file uses its part")]

mod compare;
mod page;

pub use compare::differences;
pub use page::{Case, Expected, cases, move_case};

use hudna_claims::Claim;
use hudna_reader::{Knowledge, Reader, Report, built_in};
use std::sync::OnceLock;

/// The built-in knowledge, compiled once.
pub fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    KNOWLEDGE.get_or_init(|| Knowledge::compile(&built_in()).unwrap_or_else(|errors| panic!("{}", errors[0])))
}

/// The claims of a passage.
pub fn claims(case: &Case) -> Vec<Claim> {
    let report = Report { published: Some(case.published), ..Report::plain("case", &case.passage) };
    Reader::new(knowledge()).read(&report)
}
