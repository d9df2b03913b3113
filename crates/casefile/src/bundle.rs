//! Evidence: entries with their blobs in one JSON file that shows, without the case, that they are in its log.

use crate::case::{Case, Growth, origin};
use crate::check;
use crate::checkpoint::{self, Parsed, PublicKey, SigningKey};
use crate::entry::{Content, Context, Leaf};
use crate::error::{CaseError, Fault, Problem, Wrong};
use crate::hash::Sha256;
use crate::store::{Head, Tx};
use crate::tree::{self, Stored};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};

/// What the file says it is.
const FORMAT: &str = "hudna-evidence-1";

/// An evidence bundle: a checkpoint, and for each entry the path from it to the checkpoint's root.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    /// `hudna-evidence-1`.
    pub format: String,
    /// The checkpoint: origin, size and root (base64), signed or not.
    pub checkpoint: String,
    /// The public key that signed, with a name. That it is that person's, ask them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signer: Option<String>,
    /// The entries.
    pub entries: Vec<BundleEntry>,
    /// The blobs that they speak of.
    pub blobs: Vec<BundleBlob>,
}

/// An entry of a bundle.
///
/// SHA-256 over the salt, `context`, a newline and the body is the `commitment` of `leaf`. SHA-256 over a zero byte and `leaf` is the
/// leaf's hash, from which `path` leads to the root of the checkpoint as RFC 6962 says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BundleEntry {
    /// One line of JSON: number, time, author, kind, key (hidden) and commitment.
    pub leaf: String,
    /// Salt, 64 hexadecimal digits; none for a redacted entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<Sha256>,
    /// One line of JSON: key and blobs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    /// The body, if it is text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// The body in base64, if it is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body_base64: Option<String>,
    /// The hashes beside the way from the leaf up to the root.
    pub path: Vec<Sha256>,
}

/// A blob of a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BundleBlob {
    /// Its name: the hash of its bytes.
    pub sha256: Sha256,
    /// Its bytes.
    pub base64: String,
}

/// What a bundle shows, once it was verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    /// The case.
    pub origin: String,
    /// How many entries it had.
    pub size: u64,
    /// The root of its tree.
    pub root: Sha256,
    /// Which of the keys that the reader trusts signed it.
    pub signed_by: Vec<PublicKey>,
    /// The key that signed by the bundle's own word, if it is none of those; the signature is good.
    pub signed_unknown: Option<PublicKey>,
    /// The entries.
    pub entries: Vec<ProvenEntry>,
    /// The blobs that are in the bundle.
    pub blobs: Vec<(Sha256, Vec<u8>)>,
    /// Blobs that an entry speaks of and that are not in the bundle.
    pub blobs_left_out: Vec<Sha256>,
}

impl Proven {
    /// Compares the log with a checkpoint that was kept elsewhere. Gives those of the keys that signed the checkpoint.
    ///
    /// # Errors
    /// The checkpoint is none, is of another log or of another size of it, or is signed falsely.
    pub fn matches(&self, checkpoint: &str, trusted: &[PublicKey]) -> Result<Vec<PublicKey>, Problem> {
        let kept = Parsed::of(checkpoint).map_err(Problem::Checkpoint)?;
        if kept.origin != self.origin {
            return Err(Problem::Evidence(format!("the checkpoint is of another case, {}", kept.origin)));
        }
        if kept.size != self.size {
            let (kept, own) = (kept.size, self.size);
            let why = "only the case itself can show that one log grew from the other";
            return Err(Problem::Evidence(format!(
                "the checkpoint is of {kept} entries and the log of the evidence has {own}: {why}"
            )));
        }
        if kept.root != self.root {
            return Err(Problem::Evidence("the checkpoint is of the same size and another content".to_owned()));
        }
        Ok(kept.signers(trusted).map_err(Problem::Evidence)?.into_iter().cloned().collect())
    }
}

/// An entry that is in the log.
pub type ProvenEntry = crate::entry::Entry;

impl Case {
    /// Makes evidence of some entries, under a checkpoint of the log as it is now, signed if there is a key. `blobs` says whether
    /// the blobs that they speak of go with it.
    pub fn prove(&mut self, seqs: &[u64], blobs: bool, key: Option<&SigningKey>) -> Result<Bundle, CaseError> {
        let bundle = self.try_prove(seqs, blobs, key);
        bundle.map_err(|problem| self.error(problem))
    }

    fn try_prove(&mut self, seqs: &[u64], with_blobs: bool, key: Option<&SigningKey>) -> Result<Bundle, Problem> {
        let origin = origin(&self.identity()?);
        let mut made = None;
        self.store.read(&mut |tx| {
            let head = tx.head()?;
            Growth::at(&head, None, tx)?;
            // Nobody is to be made to sign two histories.
            let before = tx.checkpoints()?;
            checkpoint::continues(&before, tx, head.size, head.root)?;
            let redactions = check::redactions(tx)?;
            if let Some(seq) = seqs.iter().find(|seq| **seq >= head.size) {
                return Err(Problem::NoEntry(*seq));
            }
            let (mut entries, mut blobs): (Vec<BundleEntry>, Vec<BundleBlob>) = (Vec::new(), Vec::new());
            for (seq, path) in seqs.iter().zip(paths(tx, seqs, head.size)?) {
                let entry = check::one(tx, *seq, &redactions)?.map_err(Problem::Damaged)?;
                entries.push(evidence(tx, *seq, head, path)?);
                for id in entry.blobs.iter().filter(|_| with_blobs) {
                    if !blobs.iter().any(|blob| blob.sha256 == *id) {
                        blobs.push(bytes(tx, *seq, *id)?);
                    }
                }
            }
            let checkpoint = checkpoint::text(&origin, head.size, head.root, key)?;
            let signer = key.map(|key| key.public().to_string());
            made = Some(Bundle { format: FORMAT.to_owned(), checkpoint, signer, entries, blobs });
            Ok(())
        })?;
        made.ok_or_else(|| Problem::Storage("the transaction did not run".to_owned()))
    }
}

/// The path of each entry to the root.
fn paths(tx: &mut dyn Tx, seqs: &[u64], size: u64) -> Result<Vec<Vec<Sha256>>, Problem> {
    let stored = Stored::new(tx);
    seqs.iter().map(|seq| stored.inclusion(size, *seq)).collect()
}

/// The evidence of one entry.
fn evidence(tx: &mut dyn Tx, seq: u64, head: Head, path: Vec<Sha256>) -> Result<BundleEntry, Problem> {
    let mut made = None;
    tx.rows(seq..seq + 1, &mut |(_, row)| {
        let row = row.map_err(|why| Problem::Damaged(Fault::at(seq, Wrong::Unreadable(why))))?;
        let leaf = row.leaf().unwrap_or_default();
        if !tree::includes(&path, head.size, head.root, seq, tree::leaf_hash(&leaf)) {
            return Err(Problem::Damaged(Fault::at(seq, Wrong::Leaf)));
        }
        let mut entry =
            BundleEntry { leaf, salt: None, context: None, body: None, body_base64: None, path: path.clone() };
        if let Some(content) = row.content {
            entry.salt = Some(Sha256(content.salt));
            entry.context = Some(content.context);
            match String::from_utf8(content.body) {
                Ok(body) => entry.body = Some(body),
                Err(error) => entry.body_base64 = Some(BASE64_STANDARD.encode(error.as_bytes())),
            }
        }
        made = Some(entry);
        Ok(true)
    })?;
    made.ok_or(Problem::Damaged(Fault::at(seq, Wrong::Lost)))
}

/// A blob with its bytes.
fn bytes(tx: &mut dyn Tx, seq: u64, id: Sha256) -> Result<BundleBlob, Problem> {
    let lost = || Problem::Damaged(Fault::at(seq, Wrong::BlobLost(id)));
    let bytes = tx.blob(id)?.ok_or_else(lost)?;
    if Sha256::of(&bytes) != id {
        return Err(Problem::Damaged(Fault::at(seq, Wrong::Blob(id))));
    }
    Ok(BundleBlob { sha256: id, base64: BASE64_STANDARD.encode(bytes) })
}

impl Bundle {
    /// The bundle as the text of a file.
    pub fn to_json(&self) -> Result<String, Problem> {
        serde_json::to_string_pretty(self).map(|text| text + "\n").map_err(|e| Problem::Json(e.to_string()))
    }

    /// A bundle out of the text of a file.
    pub fn from_json(text: &str) -> Result<Bundle, Problem> {
        serde_json::from_str(text).map_err(|e| Problem::Json(e.to_string()))
    }

    /// Checks all of it, without the case. What it shows: that these entries with these words are in the log of which the checkpoint
    /// is. `trusted` are keys that the reader knows to be somebody's; without one, whoever made the bundle could have made the log.
    pub fn verify(&self, trusted: &[PublicKey]) -> Result<Proven, Problem> {
        if self.format != FORMAT {
            return Err(Problem::Evidence(format!("its format is `{}`, not `{FORMAT}`", self.format)));
        }
        let parsed = Parsed::of(&self.checkpoint).map_err(Problem::Checkpoint)?;
        let signed_by = parsed.signers(trusted).map_err(Problem::Evidence)?;
        let own: Vec<PublicKey> = self.signer.iter().map(|key| key.parse()).collect::<Result<_, _>>()?;
        let own_signed = parsed.signers(&own).map_err(Problem::Evidence)?;
        if own_signed.len() < own.len() {
            return Err(Problem::Evidence("it is not signed by the key that it names".to_owned()));
        }
        let signed_unknown = own_signed.into_iter().find(|key| !signed_by.contains(key)).cloned();
        let mut proven = Proven {
            origin: parsed.origin.clone(),
            size: parsed.size,
            root: parsed.root,
            signed_by: signed_by.into_iter().cloned().collect(),
            signed_unknown,
            entries: Vec::new(),
            blobs: Vec::new(),
            blobs_left_out: Vec::new(),
        };
        for blob in &self.blobs {
            let bytes = BASE64_STANDARD.decode(&blob.base64).map_err(|e| Problem::Evidence(e.to_string()))?;
            if Sha256::of(&bytes) != blob.sha256 {
                return Err(Problem::Evidence(format!("blob {} has other bytes", blob.sha256)));
            }
            proven.blobs.push((blob.sha256, bytes));
        }
        for entry in &self.entries {
            let entry = entry.verify(&parsed)?;
            let there = |id: &Sha256| proven.blobs.iter().any(|(blob, _)| blob == id);
            let left_out: Vec<Sha256> = entry.blobs.iter().filter(|id| !there(id)).copied().collect();
            proven.blobs_left_out.extend(left_out);
            proven.entries.push(entry);
        }
        let spoken_of = |id: &Sha256| proven.entries.iter().any(|entry| entry.blobs.contains(id));
        if let Some((stray, _)) = proven.blobs.iter().find(|(id, _)| !spoken_of(id)) {
            return Err(Problem::Evidence(format!("none of its entries speaks of blob {stray}")));
        }
        Ok(proven)
    }
}

impl BundleEntry {
    fn verify(&self, checkpoint: &Parsed) -> Result<ProvenEntry, Problem> {
        let leaf: Leaf = serde_json::from_str(&self.leaf).map_err(|e| Problem::Evidence(e.to_string()))?;
        let wrong = |what: &str| Problem::Evidence(format!("entry {}: {what}", leaf.seq));
        let hash = tree::leaf_hash(&self.leaf);
        if !tree::includes(&self.path, checkpoint.size, checkpoint.root, leaf.seq, hash) {
            return Err(wrong("it is not in the log of the checkpoint"));
        }
        let (seq, at, by, kind) = (leaf.seq, leaf.at, leaf.by.clone(), leaf.kind.clone());
        let body = match (&self.body, &self.body_base64) {
            (Some(body), None) => Some(body.clone().into_bytes()),
            (None, Some(body)) => Some(BASE64_STANDARD.decode(body).map_err(|e| wrong(&e.to_string()))?),
            (None, None) => None,
            _ => return Err(wrong("it has two bodies")),
        };
        let content = match (self.salt, self.context.clone(), body) {
            (None, None, None) => {
                return Ok(ProvenEntry { seq, at, by, kind, key: None, body: None, blobs: Vec::new() });
            }
            (Some(salt), Some(context), Some(body)) => Content { salt: salt.0, context, body },
            _ => return Err(wrong("a part of its content is missing")),
        };
        if content.commitment() != leaf.commitment {
            return Err(wrong("its content is not what was committed to"));
        }
        let context: Context = serde_json::from_str(&content.context).map_err(|e| wrong(&e.to_string()))?;
        Ok(ProvenEntry { seq, at, by, kind, key: context.key, body: Some(content.body), blobs: context.blobs })
    }
}
