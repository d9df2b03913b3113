//! Redaction: what an entry said is taken out, and that it was is written down. The tree stays as it is.

use crate::case::Case;
use crate::check::{self, RedactionBody};
use crate::entry::{Batch, Context, NewEntry, REDACT};
use crate::error::{CaseError, Problem};
use crate::hash::Sha256;
use crate::store::Tx;
use std::collections::{BTreeSet, HashMap};

/// What a redaction took out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Redacted {
    /// The entry that tells of it; `None` if all was redacted before.
    pub told_by: Option<u64>,
    /// The entries that lost their body, key and salt.
    pub entries: Vec<u64>,
    /// The blobs that are gone.
    pub blobs: Vec<Sha256>,
    /// The blobs that stay because another entry speaks of them, with one such entry.
    pub kept: Vec<(Sha256, u64)>,
    /// Where the words may be still, beside copies of the case.
    pub lingering: Option<&'static str>,
}

impl Case {
    /// Takes out what these entries say, with the blobs that no other entry speaks of, and adds an entry of kind `redact` that says
    /// which, by whom and why. The reason is kept in the open.
    ///
    /// Numbers, times, authors and kinds stay, and a salted commitment to what is gone. Their keys stay known, hidden: what was
    /// redacted is not added again by accident. Entries that quote them are the caller's to name. Copies of the case, and backups
    /// of a database, have the words still.
    pub fn redact(&mut self, seqs: &[u64], by: &str, reason: &str) -> Result<Redacted, CaseError> {
        let redacted = self.try_redact(seqs, by, reason);
        redacted.map_err(|problem| self.error(problem))
    }

    fn try_redact(&mut self, seqs: &[u64], by: &str, reason: &str) -> Result<Redacted, Problem> {
        self.refresh().map_err(|error| error.problem)?;
        let mut open = BTreeSet::new();
        self.store.read(&mut |tx| {
            let (size, before) = (tx.head()?.size, check::redactions(tx)?);
            if let Some(seq) = seqs.iter().find(|seq| **seq >= size) {
                return Err(Problem::NoEntry(*seq));
            }
            open = seqs.iter().copied().filter(|seq| !before.contains_key(seq)).collect();
            Ok(())
        })?;
        if open.is_empty() {
            return Ok(Redacted { lingering: self.store.scrub()?, ..Redacted::default() });
        }
        let entries: Vec<u64> = open.into_iter().collect();
        let body = RedactionBody { entries: entries.clone(), reason: reason.to_owned() };
        let body = serde_json::to_vec(&body).map_err(|e| Problem::Json(e.to_string()))?;
        let told = NewEntry::new(by, REDACT, body);
        told.check()?;
        let mut batch = Batch::new();
        batch.push(told);
        let mut redacted = Redacted::default();
        let appended = self.add(&batch, &mut |tx, _| {
            redacted = Redacted { entries: entries.clone(), ..Redacted::default() };
            take_out(&mut redacted, tx)
        })?;
        redacted.told_by = appended.outcomes.first().map(|outcome| outcome.seq());
        redacted.lingering = self.store.scrub()?;
        Ok(redacted)
    }
}

/// Takes out the content of entries, and the blobs of which no other entry speaks.
fn take_out(redacted: &mut Redacted, tx: &mut dyn Tx) -> Result<(), Problem> {
    let mut blobs = BTreeSet::new();
    for seq in &redacted.entries {
        let mut kind = None;
        tx.rows(*seq..seq + 1, &mut |(_, row)| {
            // A damaged entry can be redacted too; then what it spoke of is not known.
            if let Ok(row) = row {
                blobs.extend(row.content.iter().flat_map(|content| blobs_of(&content.context)));
                kind = Some(row.kind);
            }
            Ok(true)
        })?;
        if kind.as_deref() == Some(REDACT) {
            return Err(Problem::NotRedactable(*seq));
        }
        tx.blank(*seq)?;
    }
    let mut needed: HashMap<Sha256, u64> = HashMap::new();
    if !blobs.is_empty() {
        tx.contexts(&mut |(seq, context)| {
            let speaks_of = context.map(|context| blobs_of(&context)).unwrap_or_default();
            needed.extend(speaks_of.into_iter().filter(|blob| blobs.contains(blob)).map(|blob| (blob, seq)));
            Ok(true)
        })?;
    }
    for blob in blobs {
        match needed.get(&blob) {
            Some(seq) => redacted.kept.push((blob, *seq)),
            None if tx.remove_blob(blob)? => redacted.blobs.push(blob),
            None => {}
        }
    }
    Ok(())
}

fn blobs_of(context: &str) -> Vec<Sha256> {
    serde_json::from_str::<Context>(context).map(|context| context.blobs).unwrap_or_default()
}
