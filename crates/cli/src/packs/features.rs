//! `hudna knowledge features`: what the salience model sees of each mention, to train it on reports of one's own.

use crate::args::FeaturesArgs;
use crate::engine::{Defaults, Engine, knowledge};
use crate::error::CliError;
use hudna_claims::Claim;
use hudna_intake::Source;
use serde::Serialize;
use std::io::{BufWriter, Write as _, stdout};

/// One claim and its features.
#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    claim: Claim,
    features: Vec<String>,
}

/// Prints one JSON line for each claim, those that only refer to their event too.
pub fn run(args: &FeaturesArgs) -> Result<(), CliError> {
    let knowledge = knowledge(&args.knowledge)?;
    let mut engine = Engine::new(&knowledge, Defaults::default());
    let mut out = BufWriter::new(stdout().lock());
    for raw in Source::new(args.inputs.clone()) {
        let report = raw.and_then(hudna_intake::Raw::read).map_err(|error| CliError::input(error.to_string()))?;
        for (claim, features) in engine.features(&report) {
            serde_json::to_writer(&mut out, &Row { claim, features }).map_err(std::io::Error::from)?;
            out.write_all(b"\n")?;
        }
    }
    out.flush()?;
    Ok(())
}
