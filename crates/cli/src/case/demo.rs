//! `hudna demo`: makes the example case, which is built in, and prints its status.

use super::open::files;
use super::status::status;
use crate::args::NamesArgs;
use crate::case_args::{CaseArgs, DemoArgs, StatusArgs};
use crate::engine::{Defaults, Engine, compile};
use crate::error::CliError;
use hudna_casebook::Casebook;
use hudna_intake::{Format, Raw};

include!(concat!(env!("OUT_DIR"), "/example.rs"));

/// The day as of which the example is looked at: that of its last report.
const LAST: &str = "2022-04-28";

/// Makes the example case and prints its status.
pub fn demo(mut args: DemoArgs) -> Result<(), CliError> {
    let pack: Vec<(String, String)> =
        PACK.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let mut book = Casebook::open_or_create(&args.case, "hudna demo")?;
    book.set_knowledge(&pack)?;
    let knowledge = compile(&files(Some(&mut book), &[])?)?;
    let mut engine = Engine::new(&knowledge, Defaults::default());
    let mut reports = Vec::new();
    for (name, text) in REPORTS {
        let report = Raw::new(*name, Format::Text, text.as_bytes().to_vec()).read();
        let report = report.map_err(|error| CliError::input(format!("{}: {}", error.place, error.problem)))?;
        reports.push(engine.prepare(report, "hudna demo", true)?);
    }
    book.add(reports)?;
    eprintln!("{}: the example case, {} reports; more with `hudna why {} ID`", args.case, REPORTS.len(), args.case);
    args.view.as_of.get_or_insert_with(|| LAST.to_owned());
    let case = CaseArgs { case: args.case, knowledge: Vec::new() };
    status(&StatusArgs {
        case,
        view: args.view,
        place: None,
        changes: 30,
        names: NamesArgs::default(),
        print: args.print,
    })
}
