//! Checkpoints: a few lines that hold the whole log fast (C2SP tlog-checkpoint), signed or not (C2SP signed-note).
//!
//! A signature carries the case's origin as the name of its key, as tlog-checkpoint asks. The name of who signed is kept beside it.

use crate::case::{Case, Growth, origin};
use crate::error::{CaseError, Fault, Problem, Wrong};
use crate::hash::{Sha256, random};
use crate::store::{CheckpointRow, Read, Tx};
use crate::tree::{self, Stored};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jiff::Timestamp;
use signed_note::{Note, NoteError, StandardSigner, StandardVerifier, Verifier, VerifierList};
use std::fmt;
use std::str::FromStr;

/// A checkpoint of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// When it was made.
    pub at: Timestamp,
    /// How many entries it is over.
    pub size: u64,
    /// The root of the tree over them.
    pub root: Sha256,
    /// Who signed it.
    pub signer: Option<PublicKey>,
    /// The text to keep elsewhere.
    pub text: String,
}

/// A key to sign checkpoints with (Ed25519).
#[derive(Clone)]
pub struct SigningKey {
    name: String,
    key: ed25519_dalek::SigningKey,
}

/// The public half of a key: who signed.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey {
    name: String,
    key: ed25519_dalek::VerifyingKey,
}

impl SigningKey {
    /// A new key of somebody. The name has no white space and no `+`.
    pub fn generate(name: &str) -> Result<SigningKey, Problem> {
        if !signed_note::is_key_name_valid(name) {
            return Err(Problem::Key(format!("`{name}` is no name for one: no white space, no `+`")));
        }
        Ok(SigningKey { name: name.to_owned(), key: ed25519_dalek::SigningKey::from_bytes(&random()?) })
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        PublicKey { name: self.name.clone(), key: self.key.verifying_key() }
    }

    /// The key as it is kept in a file: one line, to be kept secret.
    pub fn to_text(&self) -> String {
        self.text_as(&self.name)
    }

    /// The same key under another name.
    fn text_as(&self, name: &str) -> String {
        let public = [&[1], self.key.verifying_key().as_bytes().as_slice()].concat();
        let secret = [&[1], self.key.as_bytes().as_slice()].concat();
        let id = signed_note::key_id(name, &public);
        format!("PRIVATE+KEY+{name}+{id:08x}+{}", BASE64_STANDARD.encode(secret))
    }

    fn sign(&self, text: &str, origin: &str) -> Result<String, Problem> {
        let failed = |e: String| Problem::Key(e);
        let signer = StandardSigner::new(&self.text_as(origin)).map_err(|e| failed(e.to_string()))?;
        let mut note = Note::new(text.as_bytes(), &[]).map_err(|e| failed(e.to_string()))?;
        note.add_sigs(&[&signer]).map_err(|e| failed(e.to_string()))?;
        String::from_utf8(note.to_bytes()).map_err(|e| failed(e.to_string()))
    }
}

impl FromStr for SigningKey {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        StandardSigner::new(text).map_err(|e| Problem::Key(e.to_string()))?;
        let mut parts = text.splitn(5, '+').skip(2);
        let (name, key) = (parts.next().unwrap_or_default(), parts.nth(1).unwrap_or_default());
        let key = BASE64_STANDARD.decode(key).unwrap_or_default();
        let key = key.get(1..).and_then(|key| key.try_into().ok());
        let key = key.ok_or_else(|| Problem::Key("it is no Ed25519 key".to_owned()))?;
        Ok(SigningKey { name: name.to_owned(), key: ed25519_dalek::SigningKey::from_bytes(&key) })
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.public())
    }
}

impl PublicKey {
    /// Whose key it is said to be.
    pub fn name(&self) -> &str {
        &self.name
    }

    fn verifier(&self, origin: &str) -> Option<StandardVerifier> {
        StandardVerifier::new(&signed_note::new_ed25519_verifier_key(origin, &self.key)).ok()
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&signed_note::new_ed25519_verifier_key(&self.name, &self.key))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for PublicKey {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        let verifier = StandardVerifier::new(text).map_err(|e| Problem::Key(e.to_string()))?;
        // Base64 has `+` too: all that follows the name and the id is the key.
        let key = text.splitn(3, '+').nth(2).unwrap_or_default();
        let key = BASE64_STANDARD.decode(key).unwrap_or_default();
        let key = key.get(1..).and_then(|key| ed25519_dalek::VerifyingKey::try_from(key).ok());
        let key = key.ok_or_else(|| Problem::Key("it is no Ed25519 key".to_owned()))?;
        Ok(PublicKey { name: verifier.name().to_owned(), key })
    }
}

/// A checkpoint as its text says.
pub(crate) struct Parsed {
    pub origin: String,
    pub size: u64,
    pub root: Sha256,
    note: Option<Note>,
}

impl Parsed {
    pub fn of(text: &str) -> Result<Parsed, String> {
        let note = if text.contains("\n\n") {
            Some(Note::from_bytes(text.as_bytes()).map_err(|e| e.to_string())?)
        } else {
            None
        };
        let body = note.as_ref().map_or(text.as_bytes(), Note::text);
        let parsed = tlog_tiles::Checkpoint::from_bytes(body).map_err(|e| e.to_string())?;
        let (origin, size) = (parsed.origin().to_owned(), parsed.size());
        Ok(Parsed { origin, size, root: Sha256(parsed.hash().0), note })
    }

    pub fn is_signed(&self) -> bool {
        self.note.is_some()
    }

    /// Which of these keys signed it. A signature of one of them that is false is an error.
    pub fn signers<'k>(&self, keys: &'k [PublicKey]) -> Result<Vec<&'k PublicKey>, String> {
        let Some(note) = &self.note else { return Ok(Vec::new()) };
        let mut signers = Vec::new();
        for key in keys {
            let Some(verifier) = key.verifier(&self.origin) else { continue };
            match note.verify(&VerifierList::new(vec![Box::new(verifier)])) {
                Ok(_) => signers.push(key),
                Err(NoteError::UnverifiedNote) => {}
                Err(_) => return Err(format!("the signature of {} is false", key.name())),
            }
        }
        Ok(signers)
    }
}

/// The text of a checkpoint, signed if there is a key.
pub(crate) fn text(origin: &str, size: u64, root: Sha256, key: Option<&SigningKey>) -> Result<String, Problem> {
    let body = tlog_tiles::Checkpoint::new(origin, size, tlog_tiles::Hash(root.0), "");
    let body = body.map_err(|e| Problem::Checkpoint(e.to_string()))?.to_bytes();
    let body = String::from_utf8(body).map_err(|e| Problem::Checkpoint(e.to_string()))?;
    key.map_or(Ok(body.clone()), |key| key.sign(&body, origin))
}

impl Case {
    /// Makes a checkpoint of the log as it is now, signed if there is a key, and keeps it with the case.
    ///
    /// It is made only if the log is an extension of what its last checkpoint held fast.
    pub fn checkpoint(&mut self, key: Option<&SigningKey>) -> Result<Checkpoint, CaseError> {
        let made = self.try_checkpoint(key);
        made.map_err(|problem| self.error(problem))
    }

    fn try_checkpoint(&mut self, key: Option<&SigningKey>) -> Result<Checkpoint, Problem> {
        let origin = origin(&self.identity()?);
        let mut made = None;
        self.store.write(&mut |tx| {
            let head = tx.head()?;
            Growth::at(&head, None, tx)?;
            let before = tx.checkpoints()?;
            continues(&before, tx, head.size, head.root)?;
            let text = text(&origin, head.size, head.root, key)?;
            let signer = key.map(SigningKey::public);
            // As it is stored: to the microsecond.
            let now = Timestamp::now().as_microsecond();
            let at = Timestamp::from_microsecond(now).unwrap_or_default();
            let named = signer.as_ref().map(PublicKey::to_string).unwrap_or_default();
            // The same again is the same: the log did not grow, and who signs is who signed.
            let same = before.iter().flatten().find(|row| row.text == text).map(stored);
            if let Some(Ok(same)) = same {
                made = Some(same);
                return Ok(());
            }
            tx.put_checkpoint(&CheckpointRow::new(before.len() as u64 + 1, now, text.clone(), named))?;
            made = Some(Checkpoint { at, size: head.size, root: head.root, signer, text });
            Ok(())
        })?;
        made.ok_or_else(|| Problem::Storage("the transaction did not run".to_owned()))
    }

    /// All checkpoints that were made, in their order.
    pub fn checkpoints(&mut self) -> Result<Vec<Checkpoint>, CaseError> {
        let mut found = Vec::new();
        let read = self.store.read(&mut |tx| {
            found.clear();
            for (row, number) in tx.checkpoints()?.into_iter().zip(1..) {
                let checkpoint = row.and_then(|row| stored(&row));
                let damaged = |why| Problem::Damaged(fault(number, why));
                found.push(checkpoint.map_err(damaged)?);
            }
            Ok(())
        });
        read.map_err(|problem| self.error(problem))?;
        Ok(found)
    }
}

/// A checkpoint out of its row.
pub(crate) fn stored(row: &CheckpointRow) -> Result<Checkpoint, String> {
    if !row.is_whole() {
        return Err("its record is damaged".to_owned());
    }
    let parsed = Parsed::of(&row.text)?;
    let signer =
        if row.signer.is_empty() { None } else { Some(row.signer.parse().map_err(|e: Problem| e.to_string())?) };
    if parsed.is_signed() != signer.is_some() {
        return Err("who signed it is not known".to_owned());
    }
    let at = Timestamp::from_microsecond(row.at).map_err(|e| e.to_string())?;
    Ok(Checkpoint { at, size: parsed.size, root: parsed.root, signer, text: row.text.clone() })
}

pub(crate) fn fault(number: u64, why: String) -> Fault {
    Fault::of(Wrong::Checkpoint { which: format!("checkpoint {number}"), why })
}

/// Whether a log continues what its last checkpoint held fast.
pub(crate) fn continues(
    before: &[Read<CheckpointRow>],
    tx: &mut dyn Tx,
    size: u64,
    root: Sha256,
) -> Result<(), Problem> {
    let Some(row) = before.last() else { return Ok(()) };
    let damaged = |why: String| Problem::Damaged(fault(before.len() as u64, why));
    let last = row.as_ref().map_err(String::clone).and_then(stored).map_err(damaged)?;
    if last.size > size {
        return Err(damaged(format!("it is over {} entries, the log has {size}", last.size)));
    }
    // The empty log is the beginning of every log.
    if last.size == 0 {
        return Ok(());
    }
    let proof = Stored::new(tx).consistency(size, last.size)?;
    if tree::extends(&proof, size, root, last.size, last.root) {
        return Ok(());
    }
    Err(damaged("the log does not continue it".to_owned()))
}
