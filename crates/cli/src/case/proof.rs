//! `hudna verify`, `hudna checkpoint`, `hudna prove`, `hudna redact`: that a case is what it was, and what of it goes.

use super::find::{several, thing};
use super::open::{ledger, shelf, view, world};
use crate::case_args::{CheckpointArgs, ProveArgs, RedactArgs, VerifyArgs};
use crate::error::CliError;
use hudna_casebook::{Casebook, NoSuch, Shelf};
use hudna_casefile::{Bundle, Case, Entry, Problem, PublicKey, Sha256, SigningKey, Verification};
use hudna_ledger::log::Decision;
use hudna_ledger::{ClaimKey, Incident, Incidents};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{Read as _, Write as _, stdout};
use std::path::Path;

/// Checks a case, or an evidence bundle without its case.
pub fn verify(args: VerifyArgs) -> Result<(), CliError> {
    let key = |text: &String| text.parse::<PublicKey>().map_err(|problem| explained("--key", &problem));
    let keys: Vec<PublicKey> = args.key.iter().map(key).collect::<Result<_, _>>()?;
    let path = Path::new(&args.what);
    if is_json(path) {
        let checkpoint = args.checkpoint.as_deref().map(text_of).transpose()?;
        return verify_bundle(path, checkpoint.as_deref(), &keys);
    }
    if path.extension().is_some_and(|extension| extension == "json") && path.is_file() {
        return Err(CliError::input(format!("{}: is no evidence bundle; `hudna prove` makes one", path.display())));
    }
    let mut case = Case::open(&args.what)?;
    let checkpoints = args.checkpoint.iter().map(|file| text_of(file)).collect::<Result<_, _>>()?;
    let report = case.verify_against(&Verification { checkpoints, keys: keys.clone() })?;
    let mut out = stdout().lock();
    let (entries, blobs, redacted) = (report.entries, report.blobs, report.redacted);
    let kept = report.checkpoints.len() + usize::from(args.checkpoint.is_some());
    writeln!(out, "checked {entries} entries ({redacted} redacted), {blobs} blobs, {kept} checkpoints")?;
    if let Some(root) = report.root {
        writeln!(out, "root {root}")?;
    }
    for signer in &report.signed_by {
        writeln!(out, "signed by {signer}")?;
    }
    for fault in &report.faults {
        writeln!(out, "fault: {fault}")?;
    }
    let unsigned: Vec<&PublicKey> = keys.iter().filter(|key| !report.signed_by.contains(key)).collect();
    for key in &unsigned {
        writeln!(out, "fault: no checkpoint is signed by {key}")?;
    }
    let clean = report.is_clean() && unsigned.is_empty();
    writeln!(out, "{}", if clean { "nothing is wrong" } else { "not all is as it was" })?;
    out.flush()?;
    if clean { Ok(()) } else { Err(CliError::Partly) }
}

fn verify_bundle(path: &Path, checkpoint: Option<&str>, keys: &[PublicKey]) -> Result<(), CliError> {
    let bundle = Bundle::from_json(&text_of(path)?);
    let checked = bundle.and_then(|bundle| bundle.verify(keys)).and_then(|proven| {
        let kept = checkpoint.map(|text| proven.matches(text, keys)).transpose()?;
        Ok((proven, kept))
    });
    let (proven, kept) = match checked {
        Ok(checked) => checked,
        Err(problem) => {
            eprintln!("hudna: {}: {problem} ({})", path.display(), problem.remedy());
            return Err(CliError::Partly);
        }
    };
    let mut out = stdout().lock();
    writeln!(out, "{}: a log of {} entries, root {}", proven.origin, proven.size, proven.root)?;
    for entry in &proven.entries {
        writeln!(out, "entry {}  {}  {:?}  {}", entry.seq, entry.at, entry.by, what(entry))?;
    }
    writeln!(out, "{} blobs, {} left out", proven.blobs.len(), proven.blobs_left_out.len())?;
    let mut signed_by = proven.signed_by.clone();
    signed_by.extend(kept.iter().flatten().filter(|key| !proven.signed_by.contains(key)).cloned());
    for key in &signed_by {
        writeln!(out, "signed by {key}")?;
    }
    if let Some(key) = &proven.signed_unknown {
        writeln!(out, "signed by {key}, by its own word: ask whom it names whether the key is theirs")?;
    }
    if let Some(key) = keys.iter().find(|key| !signed_by.contains(key)) {
        let how = "ask for a bundle made with --sign, or give a checkpoint signed by it with --checkpoint";
        writeln!(out, "fault: it is not signed by {key}; {how}")?;
        out.flush()?;
        return Err(CliError::Partly);
    }
    match (signed_by.is_empty(), kept.is_some()) {
        (false, _) => writeln!(out, "the entries are in the log that was signed")?,
        (true, true) => writeln!(out, "the entries are in the log of the checkpoint")?,
        (true, false) => {
            let why = "no key that you named signed it, and no checkpoint that was kept elsewhere was given (--key, --checkpoint)";
            writeln!(out, "the entries are in this log; {why}")?;
        }
    }
    Ok(out.flush()?)
}

/// What an entry is, in a few words.
fn what(entry: &Entry) -> String {
    let body: Option<Value> = entry.body.as_deref().and_then(|body| serde_json::from_slice(body).ok());
    let Some(body) = body else { return format!("{} (redacted)", entry.kind) };
    let text = |key: &str| body[key].as_str().map(|text| format!(" {text:?}")).unwrap_or_default();
    let claims = body["claims"].as_array().map(|claims| format!(" of {} claims", claims.len())).unwrap_or_default();
    let decision = body["decision"].as_str().map(|text| format!(": {text}")).unwrap_or_default();
    format!("{}{decision}{claims}{}{}{}", entry.kind, text("id"), text("source"), text("published"))
}

/// Makes a checkpoint and prints it.
pub fn checkpoint(args: CheckpointArgs) -> Result<(), CliError> {
    let mut case = Case::open(&args.case)?;
    let key = args.sign.as_deref().map(key_at).transpose()?;
    let made = case.checkpoint(key.as_ref())?;
    if let Some(key) = key {
        eprintln!("signed; who is to check it needs this public key: {}", key.public());
    }
    let mut out = stdout().lock();
    out.write_all(made.text.as_bytes())?;
    Ok(out.flush()?)
}

/// The key of a file; a new one where there is no file.
fn key_at(path: &Path) -> Result<SigningKey, CliError> {
    if path.exists() {
        return text_of(path)?.parse().map_err(|problem| explained(&path.display().to_string(), &problem));
    }
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let name: String = stem.chars().filter(|c| !c.is_whitespace() && *c != '+').collect();
    let name = if name.is_empty() { "hudna" } else { &name };
    let key = SigningKey::generate(name).map_err(|problem| explained(&path.display().to_string(), &problem))?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    write_new(path, &options, &format!("{}\n", key.to_text()))?;
    eprintln!("{}: a new key; keep it secret, and keep a copy", path.display());
    Ok(key)
}

/// Writes evidence of what a claim, a report, an incident or a part of the state rests on.
pub fn prove(args: ProveArgs) -> Result<(), CliError> {
    let mut book = Casebook::open(&args.case.case, "")?;
    let shelf = shelf(&mut book)?;
    let reports = reports_behind(&args, &mut book, &shelf)?;
    let mut seqs: BTreeSet<u64> = reports.iter().flat_map(|report| shelf.entries(report)).copied().collect();
    // What people decided of the reports and their claims belongs to the evidence.
    let decided = shelf.decisions.standing(None).filter(|decided| of_reports(&decided.review.decision, &reports));
    seqs.extend(decided.map(|decided| decided.entry));
    let seqs: Vec<u64> = seqs.into_iter().collect();
    let key = args.sign.as_deref().map(key_at).transpose()?;
    let bundle = book.case().prove(&seqs, true, key.as_ref())?;
    if let Some(key) = key {
        eprintln!("signed; who is to check it needs this public key: {}", key.public());
    }
    let text = bundle.to_json().map_err(|problem| explained(&args.id, &problem))?;
    // What is there is never written over: it may be the case.
    let mut options = OpenOptions::new();
    write_new(&args.output, options.write(true).create_new(true), &text)?;
    let (reports, entries, blobs) = (reports.len(), seqs.len(), bundle.blobs.len());
    let to = args.output.display();
    writeln!(stdout(), "{to}: {reports} reports, {entries} entries, {blobs} blobs; `hudna verify {to}` checks it")?;
    Ok(())
}

/// Whether a decision is about one of these reports, or about a claim of one.
fn of_reports(decision: &Decision, reports: &BTreeSet<String>) -> bool {
    let report = |id: &String| reports.contains(id.split('.').next().unwrap_or(id));
    match decision {
        Decision::Accept { claim } | Decision::Reject { claim } | Decision::Correct { claim, .. } => report(claim),
        Decision::Join { claims } | Decision::Split { claims } => claims.iter().any(report),
        Decision::SameReport { reports } => reports.iter().any(report),
        Decision::Withdraw { report: id } => report(id),
        Decision::Source { .. } | Decision::Undo { .. } => false,
    }
}

/// The reports that a thing of a case rests on.
fn reports_behind(args: &ProveArgs, book: &mut Casebook, shelf: &Shelf) -> Result<BTreeSet<String>, CliError> {
    let id = args.id.as_str();
    let of_claim = |claim: &str| claim.split('.').next().unwrap_or(claim).to_owned();
    if let Some(report) = shelf.find_report(id)? {
        return Ok(BTreeSet::from([report]));
    }
    if let Some(claim) = shelf.find_claim(id)? {
        return Ok(BTreeSet::from([of_claim(&claim)]));
    }
    let world = world(book, &args.case.knowledge)?;
    let ledger = ledger(book, &world)?;
    let seen = ledger.see(&view(&args.view)?);
    let mut named = BTreeSet::new();
    if let Some((_, entry)) = thing(&serde_json::to_value(&seen.state)?, id)? {
        texts(entry, &mut named);
    } else if let Some(incident) = incident(&seen.incidents, id)? {
        named.insert(incident);
    }
    let rests_on = |incident: &&Incident<'_>| named.contains(&incident.id.to_string());
    let facts = seen.incidents.iter().filter(rests_on).flat_map(|incident| &incident.facts);
    let claims: BTreeSet<ClaimKey> = facts.map(|fact| fact.key).collect();
    if claims.is_empty() {
        return Err(CliError::usage(format!(
            "{id}: no report, claim, incident or part of the state as of this day; `hudna status` and `hudna incidents` \
             list ids"
        )));
    }
    Ok(claims.iter().map(|claim| claim.report.to_string()).collect())
}

/// The incident of this id, or the only one whose id begins so.
fn incident(all: &Incidents<'_>, id: &str) -> Result<Option<String>, CliError> {
    const SHOWN: usize = 6;
    let mut found: Vec<String> = all.iter().map(|incident| incident.id.to_string()).collect();
    found.retain(|known| !id.is_empty() && known.starts_with(id));
    found.sort();
    let begin: Vec<&str> = found.iter().take(SHOWN).map(String::as_str).collect();
    match begin.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some((*one).to_owned())),
        // A claim of two towns has two incidents: the id of the first is the beginning of the other's.
        [first, ..] if *first == id => Ok(Some(id.to_owned())),
        several_begin => Err(several(id, several_begin)),
    }
}

/// All texts of a document: the ids of incidents are among them.
fn texts(value: &Value, all: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            all.insert(text.clone());
        }
        Value::Array(items) => items.iter().for_each(|item| texts(item, all)),
        Value::Object(fields) => fields.values().for_each(|field| texts(field, all)),
        _ => {}
    }
}

/// Takes the words of reports out of a case; without --yes only tells what would go.
pub fn redact(args: RedactArgs) -> Result<(), CliError> {
    let mut book = Casebook::open(&args.case, &args.by.by)?;
    let shelf = shelf(&mut book)?;
    let reports: BTreeSet<String> = args.reports.iter().map(|id| shelf.report(id)).collect::<Result<_, NoSuch>>()?;
    let seqs = shelf.words_of(&reports);
    let mut out = stdout().lock();
    if !args.yes {
        let mut blobs: BTreeSet<String> = BTreeSet::new();
        for seq in &seqs {
            let Some(entry) = book.case().entry(*seq)? else { continue };
            writeln!(out, "would go: entry {seq}, {}", what(&entry))?;
            blobs.extend(entry.blobs.iter().map(Sha256::to_string));
        }
        for blob in blobs {
            writeln!(out, "would go: blob {blob}, if no other entry speaks of it")?;
        }
        writeln!(out, "nothing was redacted; with --yes all of this goes, and it cannot be brought back")?;
        return Ok(out.flush()?);
    }
    let done = book.case().redact(&seqs, &args.by.by, &args.reason)?;
    for seq in &done.entries {
        writeln!(out, "gone: what entry {seq} said")?;
    }
    for blob in &done.blobs {
        writeln!(out, "gone: blob {blob}")?;
    }
    for (blob, seq) in &done.kept {
        writeln!(out, "stays: blob {blob}, entry {seq} speaks of it too")?;
    }
    if let Some(seq) = done.told_by {
        writeln!(out, "entered as {seq}: that this was redacted, by whom and why")?;
    }
    if let Some(where_still) = done.lingering {
        writeln!(out, "lingers: {where_still}")?;
    }
    writeln!(
        out,
        "lingers: copies of the case, evidence bundles that were given away, and reasons of decisions that quote the report"
    )?;
    Ok(out.flush()?)
}

/// Whether a file begins as JSON does: then it is a bundle, for a case never does.
fn is_json(path: &Path) -> bool {
    let mut begin = [0; 64];
    let read = File::open(path).and_then(|mut file| file.read(&mut begin)).unwrap_or_default();
    begin.iter().take(read).find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{')
}

fn text_of(path: &Path) -> Result<String, CliError> {
    fs::read_to_string(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::InvalidData => {
            CliError::input(format!("{}: is no text; is it the right file?", path.display()))
        }
        _ => CliError::file(path, error),
    })
}

fn write_new(path: &Path, options: &OpenOptions, text: &str) -> Result<(), CliError> {
    let written = options.open(path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    written.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            CliError::input(format!("{}: is there already; choose another name", path.display()))
        }
        std::io::ErrorKind::NotFound => {
            CliError::input(format!("{}: the folder that it is to be in does not exist; make it first", path.display()))
        }
        _ => CliError::file(path, error),
    })
}

fn explained(what: &str, problem: &Problem) -> CliError {
    CliError::input(format!("{what}: {problem} ({})", problem.remedy()))
}
