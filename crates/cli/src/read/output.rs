//! One report in, its part of the output out.

use super::entities::{Entity, entities};
use super::pool::Work;
use super::summary::Batch;
use super::terminal::Style;
use crate::args::{Language, OutputFormat};
use crate::engine::{Engine, ledger};
use crate::error::CliError;
use hudna_claims::Claim;
use hudna_intake::{Intake, IntakeError, Meta, Raw};
use hudna_ledger::{Background, BidiMode, Dossier, Labels, Lang, RenderOptions, dossier, render};
use serde::Serialize;
use std::path::PathBuf;

/// About how many bytes a claim takes as a line: room is made for all of a report at once.
const CLAIM: usize = 800;

/// How reports are printed.
#[derive(Debug, Clone)]
pub struct Output {
    format: OutputFormat,
    lang: Lang,
    options: RenderOptions,
    background: Background,
    labels: Labels,
}

#[derive(Serialize)]
struct Whole<'a> {
    report: About<'a>,
    entities: Vec<Entity>,
    claims: &'a [Claim],
    dossier: Dossier,
}

#[derive(Serialize)]
struct About<'a> {
    doc: &'a str,
    #[serde(flatten)]
    meta: &'a Meta,
    encoding: &'a str,
    text: &'a str,
}

impl Output {
    /// Prints in this format, language and style, with the built-in knowledge and the user's packs.
    pub fn new(format: OutputFormat, lang: Language, style: Style, packs: &[PathBuf]) -> Result<Self, CliError> {
        let lang = match lang {
            Language::Ar => Lang::Ar,
            Language::En => Lang::En,
        };
        let bidi = if style.bidi { BidiMode::TerminalDoesBidi } else { BidiMode::TerminalDoesNot };
        let options = RenderOptions { width: style.width, colour: style.colour, bidi };
        let (background, labels) = match format {
            OutputFormat::Jsonl => Default::default(),
            OutputFormat::Json | OutputFormat::Dossier => ledger(packs)?,
        };
        Ok(Output { format, lang, options, background, labels })
    }

    fn print(&self, engine: &mut Engine<'_>, report: &Intake, out: &mut Vec<u8>) -> Result<(), CliError> {
        match self.format {
            OutputFormat::Jsonl => {
                let claims = engine.read(report);
                out.reserve(claims.len() * CLAIM);
                for claim in claims {
                    serde_json::to_writer(&mut *out, &claim)?;
                    out.push(b'\n');
                }
            }
            OutputFormat::Json => {
                let mut claims = engine.claims(report);
                let mut dossier = dossier(&claims, &report.text, &self.background);
                report.offsets.map_claims(&report.text, &mut claims);
                dossier.take_offsets(&claims);
                let about =
                    About { doc: &report.doc, meta: &report.meta, encoding: report.encoding, text: &report.text };
                serde_json::to_writer(
                    &mut *out,
                    &Whole { report: about, entities: entities(&claims), claims: &claims, dossier },
                )?;
                out.push(b'\n');
            }
            OutputFormat::Dossier => {
                let claims = engine.claims(report);
                let dossier = dossier(&claims, &report.text, &self.background);
                let about = hudna_ledger::About {
                    name: &report.doc,
                    source: report.meta.source.as_deref(),
                    published: report.meta.published,
                    title: report.meta.title.as_deref(),
                };
                out.extend_from_slice(render(&dossier, &about, &self.labels, self.lang, &self.options).as_bytes());
                out.push(b'\n');
            }
        }
        Ok(())
    }
}

impl Work for Output {
    type Batch = Batch;

    fn one(&self, engine: &mut Engine<'_>, raw: Result<Raw, IntakeError>, batch: &mut Batch) -> Result<(), CliError> {
        batch.bytes += raw.as_ref().map_or(0, |raw| raw.size() as u64);
        match raw.and_then(Raw::read) {
            Ok(mut report) => {
                engine.complete(&mut report);
                self.print(engine, &report, &mut batch.out)?;
                batch.read += 1;
            }
            Err(error) => batch.failures.push(error.into()),
        }
        Ok(())
    }
}
