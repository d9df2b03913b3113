//! One report in, its part of the output out.

use super::entities::{Entity, entities};
use super::pool::Work;
use super::summary::Batch;
use super::terminal::Style;
use crate::args::{Language, OutputFormat};
use crate::engine::{self, Engine, ledger};
use crate::error::CliError;
use hudna_casebook::{Called, NameVeil, Unnamed};
use hudna_claims::Claim;
use hudna_intake::{Intake, IntakeError, Meta, Raw};
use hudna_ledger::{Background, BidiMode, Dossier, Labels, Lang, RenderOptions, dossier, render};
use hudna_reader::Knowledge;
use serde::Serialize;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// About how many bytes a claim takes as a line: room is made for all of a report at once.
const CLAIM: usize = 800;

/// How reports are printed.
#[derive(Clone)]
pub struct Output {
    format: OutputFormat,
    lang: Lang,
    options: RenderOptions<'static>,
    background: Background,
    labels: Labels,
    /// What takes personal names out, where they are to be kept out.
    names: Option<Arc<Mutex<Unnamed<'static>>>>,
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
        let options = RenderOptions { width: style.width, colour: style.colour, bidi, veil: None };
        let (background, labels) = match format {
            OutputFormat::Jsonl => Default::default(),
            OutputFormat::Json | OutputFormat::Dossier => ledger(packs)?,
        };
        Ok(Output { format, lang, options, background, labels, names: None })
    }

    /// The same without personal names.
    pub fn without_names(mut self, knowledge: &'static Knowledge, packs: &[PathBuf]) -> Result<Self, CliError> {
        let called = Arc::new(Called::of(knowledge));
        self.names = Some(Arc::new(Mutex::new(Unnamed::new(knowledge, called, &engine::labels(packs)?))));
        Ok(self)
    }

    fn print(&self, engine: &mut Engine<'_>, report: &Intake, out: &mut Vec<u8>) -> Result<(), CliError> {
        if let Some(names) = &self.names {
            let mut names = names.lock().unwrap_or_else(PoisonError::into_inner);
            return self.print_without(&mut names, engine, report, out);
        }
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
                let dossier = dossier(&claims, &report.text, &self.background);
                report.offsets.map_claims(&report.text, &mut claims);
                serde_json::to_writer(&mut *out, &whole(report, &report.text, &claims, dossier))?;
                out.push(b'\n');
            }
            OutputFormat::Dossier => {
                let claims = engine.claims(report);
                out.extend_from_slice(self.laid_out(&claims, report, &self.options).as_bytes());
                out.push(b'\n');
            }
        }
        Ok(())
    }

    /// Prints without personal names: words and offsets are those of the text without them.
    fn print_without(
        &self,
        names: &mut Unnamed<'_>,
        engine: &mut Engine<'_>,
        report: &Intake,
        out: &mut Vec<u8>,
    ) -> Result<(), CliError> {
        let mut claims = engine.claims(report);
        names.file(&report.doc);
        names.learn(report.meta.title.as_deref().unwrap_or_default());
        names.learn(&report.text);
        if self.format == OutputFormat::Dossier {
            let veil = NameVeil::new(names);
            let options = RenderOptions { veil: Some(&veil), ..self.options };
            out.extend_from_slice(self.laid_out(&claims, report, &options).as_bytes());
            out.push(b'\n');
            return Ok(());
        }
        let dossier = (self.format == OutputFormat::Json).then(|| dossier(&claims, &report.text, &self.background));
        let plain = names.text(&report.text);
        names.claims(&plain, &mut claims);
        let mut written = String::new();
        match dossier {
            Some(dossier) => written.push_str(&serde_json::to_string(&whole(report, &plain.text, &claims, dossier))?),
            None => {
                for claim in &claims {
                    written.push_str(&serde_json::to_string(claim)?);
                    written.push('\n');
                }
            }
        }
        out.extend_from_slice(names.json(written.trim_end())?.as_bytes());
        out.extend_from_slice(if written.is_empty() { b"" } else { b"\n" });
        Ok(())
    }

    fn laid_out(&self, claims: &[Claim], report: &Intake, options: &RenderOptions<'_>) -> String {
        let dossier = dossier(claims, &report.text, &self.background);
        let about = hudna_ledger::About {
            name: &report.doc,
            source: report.meta.source.as_deref(),
            published: report.meta.published,
            title: report.meta.title.as_deref(),
        };
        render(&dossier, &about, &self.labels, self.lang, options)
    }
}

/// All that there is to say of a report; `text` is what the offsets of its claims are of.
fn whole<'a>(report: &'a Intake, text: &'a str, claims: &'a [Claim], mut dossier: Dossier) -> Whole<'a> {
    dossier.take_offsets(claims);
    let about = About { doc: &report.doc, meta: &report.meta, encoding: report.encoding, text };
    Whole { report: about, entities: entities(claims), claims, dossier }
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
