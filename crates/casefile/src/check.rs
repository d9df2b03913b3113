//! What is read is checked against the tree before anybody sees it.

use crate::entry::{Context, Entry, REDACT, Row};
use crate::error::{Fault, Problem, Wrong};
use crate::hash::Sha256;
use crate::store::{Read, Tx};
use crate::tree::{self, WIDTH};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::ops::Range;

/// Which entries were redacted, and by which entry.
pub(crate) type Redactions = HashMap<u64, u64>;

/// What the body of a redaction says.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RedactionBody {
    pub entries: Vec<u64>,
    pub reason: String,
}

/// The hash of a leaf in its tile.
pub(crate) fn leaf_in(tile: &[u8], seq: u64) -> Option<Sha256> {
    let at = usize::try_from(seq % WIDTH).ok()? * 32;
    Sha256::from_slice(tile.get(at..at + 32)?)
}

/// An entry out of its row, if it is what the tree says.
pub(crate) fn entry(row: Row, leaf: Option<Sha256>, redactions: &Redactions) -> Result<Entry, Wrong> {
    if leaf.is_none() || row.leaf().map(|text| tree::leaf_hash(&text)) != leaf {
        return Err(Wrong::Leaf);
    }
    let at = Timestamp::from_microsecond(row.at).map_err(|_| Wrong::Leaf)?;
    let redacted = redactions.contains_key(&row.seq);
    let Row { seq, by, kind, commitment, content, .. } = row;
    let Some(content) = content else {
        let entry = Entry { seq, at, by, kind, key: None, body: None, blobs: Vec::new() };
        return if redacted { Ok(entry) } else { Err(Wrong::Withheld) };
    };
    if content.commitment() != commitment {
        return Err(Wrong::Content);
    }
    if redacted {
        return Err(Wrong::Unredacted);
    }
    let context: Context = serde_json::from_str(&content.context).map_err(|_| Wrong::Content)?;
    Ok(Entry { seq, at, by, kind, key: context.key, body: Some(content.body), blobs: context.blobs })
}

/// Reads rows and hands each number of the range to `each` once, in order: its row, or what is wrong with it.
pub(crate) fn rows(
    tx: &mut dyn Tx,
    range: Range<u64>,
    each: &mut dyn FnMut(u64, Result<Row, Wrong>) -> Result<bool, Problem>,
) -> Result<(), Problem> {
    let (mut next, mut more) = (range.start, true);
    while next < range.end && more {
        let read = tx.rows(next..range.end, &mut |(seq, row): (u64, Read<Row>)| {
            while next < seq && more {
                more = each(next, Err(Wrong::Lost))?;
                next += 1;
            }
            if more && seq >= next {
                more = each(seq, row.map_err(Wrong::Unreadable))?;
                next = seq + 1;
            }
            Ok(more)
        });
        match read {
            Ok(()) => {
                while next < range.end && more {
                    more = each(next, Err(Wrong::Lost))?;
                    next += 1;
                }
            }
            // A page of the file is damaged: this row is lost, those after it may be read.
            Err(Problem::Damaged(fault)) if next < range.end && more => {
                more = each(next, Err(Wrong::Unreadable(fault.wrong.to_string())))?;
                next += 1;
            }
            Err(problem) => return Err(problem),
        }
    }
    Ok(())
}

/// Reads entries and hands each number of the range to `each` once, in order. The range lies in one tile.
pub(crate) fn entries(
    tx: &mut dyn Tx,
    range: Range<u64>,
    redactions: &mut Redactions,
    each: &mut dyn FnMut(Result<Entry, Fault>) -> Result<bool, Problem>,
) -> Result<(), Problem> {
    let tile = tx.tile(0, range.start / WIDTH)?.unwrap_or_default();
    let mut unexplained = false;
    let mut found = Vec::new();
    rows(tx, range, &mut |seq, row| {
        let checked = row.and_then(|row| entry(row, leaf_in(&tile, seq), redactions));
        let checked = checked.map_err(|wrong| Fault::at(seq, wrong));
        // Once one waits, those after it wait too: the order is kept.
        unexplained |= matches!(checked, Err(Fault { wrong: Wrong::Withheld, .. }));
        if unexplained {
            found.push(checked);
            return Ok(true);
        }
        each(checked)
    })?;
    if !unexplained {
        return Ok(());
    }
    // Redacted since we last looked, or else tampered with.
    *redactions = self::redactions(tx)?;
    for checked in found {
        let checked = match checked {
            Err(Fault { seq: Some(seq), wrong: Wrong::Withheld }) => one(tx, seq, redactions)?,
            checked => checked,
        };
        if !each(checked)? {
            break;
        }
    }
    Ok(())
}

/// Reads one entry.
pub(crate) fn one(tx: &mut dyn Tx, seq: u64, redactions: &Redactions) -> Result<Result<Entry, Fault>, Problem> {
    let tile = tx.tile(0, seq / WIDTH)?.unwrap_or_default();
    let mut found = Err(Fault::at(seq, Wrong::Lost));
    rows(tx, seq..seq + 1, &mut |seq, row| {
        let checked = row.and_then(|row| entry(row, leaf_in(&tile, seq), redactions));
        found = checked.map_err(|wrong| Fault::at(seq, wrong));
        Ok(true)
    })?;
    Ok(found)
}

/// All redactions whose entries are whole.
pub(crate) fn redactions(tx: &mut dyn Tx) -> Result<Redactions, Problem> {
    let mut redactions = Redactions::new();
    for by in tx.redactions()? {
        let Ok(entry) = one(tx, by, &Redactions::new())? else { continue };
        if let Some(body) = redaction(&entry) {
            redactions.extend(body.entries.into_iter().filter(|seq| *seq < by).map(|seq| (seq, by)));
        }
    }
    Ok(redactions)
}

/// What an entry says was redacted, if it is one that says so.
pub(crate) fn redaction(entry: &Entry) -> Option<RedactionBody> {
    if entry.kind != REDACT {
        return None;
    }
    serde_json::from_slice(entry.body.as_deref()?).ok()
}
