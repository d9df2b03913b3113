//! Verification: everything that is stored is read and held against everything else.

use crate::case::{Case, origin};
use crate::check::{self, Redactions};
use crate::checkpoint::{self, Checkpoint, Parsed, PublicKey};
use crate::entry::{Entry, REDACT, Row, hidden_key};
use crate::error::{CaseError, Fault, Problem, Wrong};
use crate::hash::Sha256;
use crate::store::{Head, Identity, Tx};
use crate::tree::{self, Placed, Tree, WIDTH};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What a case is held against beside itself.
#[derive(Debug, Clone, Default)]
pub struct Verification {
    /// Texts of checkpoints that were kept elsewhere.
    pub checkpoints: Vec<String>,
    /// Keys that are known to be somebody's.
    pub keys: Vec<PublicKey>,
}

/// What came of a verification.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// How many entries the log has.
    pub entries: u64,
    /// How many of them are redacted. What they said cannot be verified any more; that they were there can.
    pub redacted: u64,
    /// How many blobs there are.
    pub blobs: u64,
    /// The checkpoints in the case, as far as they can be read.
    pub checkpoints: Vec<Checkpoint>,
    /// Those of the known keys that signed a checkpoint.
    pub signed_by: Vec<PublicKey>,
    /// The root of the tree, computed from the entries.
    pub root: Option<Sha256>,
    /// All that is wrong.
    pub faults: Vec<Fault>,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.faults.is_empty()
    }
}

impl Case {
    /// Holds all that is stored against itself.
    pub fn verify(&mut self) -> Result<Report, CaseError> {
        self.verify_against(&Verification::default())
    }

    /// The same, and against checkpoints that were kept elsewhere: they show also what somebody changed who could write to the case.
    pub fn verify_against(&mut self, known: &Verification) -> Result<Report, CaseError> {
        let mut report = Report::default();
        let read = self.store.read(&mut |tx| {
            let mut verifier = Verifier::new(known);
            let done = verifier.run(tx);
            report = verifier.report;
            match done {
                // A page of the file that cannot be read at all ends the walk, and is what was looked for.
                Err(Problem::Damaged(fault)) => {
                    report.faults.push(fault);
                    Ok(())
                }
                done => done,
            }
        });
        let read = read.and_then(|()| self.store.integrity());
        match read {
            Ok(lines) => report.faults.extend(lines.into_iter().map(|line| Fault::of(Wrong::Storage(line)))),
            Err(Problem::Damaged(fault)) => report.faults.push(fault),
            Err(problem) => return Err(self.error(problem)),
        }
        Ok(report)
    }
}

/// How many lost entries at the end are told one by one.
const MOST_LOST: u64 = 1000;

fn gap() -> String {
    "one before it is missing".to_owned()
}

/// The state of a walk through a case.
struct Verifier<'v> {
    known: &'v Verification,
    report: Report,
    identity: Option<Identity>,
    redactions: Redactions,
    /// The tree as it grows anew, and its root at the sizes that checkpoints are of.
    tree: Tree,
    roots: BTreeMap<u64, Option<Sha256>>,
    last: i64,
    /// Blobs that are spoken of, and by which entry first.
    blobs: HashMap<Sha256, u64>,
}

impl<'v> Verifier<'v> {
    fn new(known: &'v Verification) -> Self {
        Verifier {
            known,
            report: Report::default(),
            identity: None,
            redactions: Redactions::new(),
            tree: Tree::default(),
            roots: BTreeMap::new(),
            last: i64::MIN,
            blobs: HashMap::new(),
        }
    }

    fn fault(&mut self, wrong: Wrong) {
        self.report.faults.push(Fault::of(wrong));
    }

    fn fault_at(&mut self, seq: u64, wrong: Wrong) {
        self.report.faults.push(Fault::at(seq, wrong));
    }

    fn run(&mut self, tx: &mut dyn Tx) -> Result<(), Problem> {
        self.identity = tx.identity()?.ok().filter(Identity::is_whole);
        if self.identity.is_none() {
            self.fault(Wrong::Identity);
        }
        let head = self.length(tx)?;
        self.report.entries = head.size;
        self.redactions = check::redactions(tx)?;
        let checkpoints = tx.checkpoints()?;
        for (row, number) in checkpoints.into_iter().zip(1u64..) {
            match row.and_then(|row| if row.number == number { checkpoint::stored(&row) } else { Err(gap()) }) {
                Ok(checkpoint) => self.report.checkpoints.push(checkpoint),
                Err(why) => self.report.faults.push(checkpoint::fault(number, why)),
            }
        }
        let given: Vec<u64> =
            self.known.checkpoints.iter().filter_map(|t| Parsed::of(t).ok()).map(|p| p.size).collect();
        self.roots.extend(self.report.checkpoints.iter().map(|c| c.size).chain(given).map(|size| (size, None)));
        self.entries(&head, tx)?;
        self.beyond(&head, tx)?;
        self.head(&head, tx)?;
        self.batches(&head, tx)?;
        self.blobs(tx)?;
        self.checkpoints();
        Ok(())
    }

    /// The head, at a length that there can be: a damaged length is not counted up to.
    fn length(&mut self, tx: &mut dyn Tx) -> Result<Head, Problem> {
        let end = tx.last()?.map_or(0, |last| last + 1);
        let mut head = match tx.head() {
            Err(Problem::Damaged(fault)) => {
                self.report.faults.push(fault);
                Head { size: end, root: Sha256([0; 32]) }
            }
            head => head?,
        };
        if head.size > end.saturating_add(MOST_LOST) {
            self.fault(Wrong::Head(format!("it says {} entries, there are {end}", head.size)));
            head.size = end;
        }
        Ok(head)
    }

    /// The rows against the tiles, and the tiles against the tree that grows from them.
    fn entries(&mut self, head: &Head, tx: &mut dyn Tx) -> Result<(), Problem> {
        self.note_root();
        let mut start = 0;
        while start < head.size {
            let until = head.size.min(start + WIDTH);
            let tile = tx.tile(0, start / WIDTH)?.unwrap_or_default();
            if tile.len() as u64 != (until - start) * 32 {
                self.fault(Wrong::Tile { level: 0, n: start / WIDTH });
            }
            let mut full = Vec::new();
            check::rows(tx, start..until, &mut |seq, row| {
                let stored = check::leaf_in(&tile, seq);
                let computed = row.as_ref().ok().and_then(Row::leaf).map(|text| tree::leaf_hash(&text));
                self.row(seq, row, stored);
                // Where the tile has no hash the row's stands in, and the other way round: one fault is not to look like many.
                let leaf = stored.or(computed).unwrap_or(Sha256([0; 32]));
                self.tree.push(leaf, &mut full);
                self.note_root();
                Ok(true)
            })?;
            for placed in full.iter().filter(|placed| placed.level > 0) {
                self.tile(placed, tx)?;
            }
            start = until;
        }
        Ok(())
    }

    fn note_root(&mut self) {
        if let Some(root) = self.roots.get_mut(&self.tree.size()) {
            *root = Some(self.tree.root());
        }
    }

    fn tile(&mut self, computed: &Placed, tx: &mut dyn Tx) -> Result<(), Problem> {
        let (level, n) = (computed.level, computed.n);
        if tx.tile(level, n)?.as_ref() != Some(&computed.hashes) {
            self.fault(Wrong::Tile { level, n });
        }
        Ok(())
    }

    fn row(&mut self, seq: u64, row: Result<Row, Wrong>, leaf: Option<Sha256>) {
        let row = match row {
            Ok(row) => row,
            Err(wrong) => return self.fault_at(seq, wrong),
        };
        if row.at < self.last {
            self.fault_at(seq, Wrong::Time);
        }
        self.last = row.at;
        let hidden = row.key;
        match check::entry(row, leaf, &self.redactions) {
            Ok(entry) => self.entry(&entry, hidden),
            Err(wrong) => self.fault_at(seq, wrong),
        }
    }

    fn entry(&mut self, entry: &Entry, hidden: Option<Sha256>) {
        for blob in &entry.blobs {
            self.blobs.entry(*blob).or_insert(entry.seq);
        }
        if entry.is_redacted() {
            self.report.redacted += 1;
            return;
        }
        let secret = self.identity.as_ref().map(|identity| identity.secret);
        if secret.is_some_and(|secret| entry.key.as_deref().map(|key| hidden_key(&secret, key)) != hidden) {
            self.fault_at(entry.seq, Wrong::Key);
        }
        if entry.kind == REDACT && check::redaction(entry).is_none() {
            self.fault_at(entry.seq, Wrong::Redaction);
        }
    }

    /// What is there beyond the end.
    fn beyond(&mut self, head: &Head, tx: &mut dyn Tx) -> Result<(), Problem> {
        tx.rows(head.size..u64::MAX, &mut |(seq, _)| {
            self.fault_at(seq, Wrong::Beyond);
            Ok(true)
        })
    }

    fn head(&mut self, head: &Head, tx: &mut dyn Tx) -> Result<(), Problem> {
        let edge: Vec<Placed> = self.tree.edge().collect();
        for placed in edge.iter().filter(|placed| placed.level > 0) {
            self.tile(placed, tx)?;
        }
        let root = self.tree.root();
        if root != head.root {
            self.fault(Wrong::Head("its root is not that of the tree".to_owned()));
        }
        self.report.root = Some(root);
        let mut tiles = 0;
        let mut hashes = head.size;
        while hashes > 0 {
            tiles += hashes.div_ceil(WIDTH);
            hashes /= WIDTH;
        }
        if tx.tile_count()? != tiles {
            self.fault(Wrong::Head("the tree has more or fewer tiles than its entries need".to_owned()));
        }
        Ok(())
    }

    /// Batches cover the log, each beginning where the one before it ends.
    fn batches(&mut self, head: &Head, tx: &mut dyn Tx) -> Result<(), Problem> {
        let mut next = 0;
        tx.batches(&mut |row| {
            match row {
                Ok(row) if row.is_whole() && row.first == next => next += row.count,
                Ok(row) => {
                    self.fault(Wrong::Batch(row.first));
                    next = row.first.saturating_add(row.count);
                }
                Err(_) => self.fault(Wrong::Batch(next)),
            }
            Ok(true)
        })?;
        if next != head.size {
            self.fault(Wrong::Batch(next));
        }
        Ok(())
    }

    fn blobs(&mut self, tx: &mut dyn Tx) -> Result<(), Problem> {
        let mut found = HashSet::new();
        tx.blobs(&mut |(id, bytes)| {
            self.report.blobs += 1;
            let Some(id) = Sha256::from_slice(&id) else {
                self.fault(Wrong::Storage("a blob has no name".to_owned()));
                return Ok(true);
            };
            let whole = bytes.is_ok_and(|bytes| Sha256::of(&bytes) == id);
            match self.blobs.get(&id).copied() {
                Some(seq) if !whole => self.fault_at(seq, Wrong::Blob(id)),
                None if !whole => self.fault(Wrong::Blob(id)),
                None => self.fault(Wrong::BlobStray(id)),
                Some(_) => {}
            }
            found.insert(id);
            Ok(true)
        })?;
        let mut lost: Vec<(u64, Sha256)> =
            self.blobs.iter().filter(|(id, _)| !found.contains(id)).map(|(id, seq)| (*seq, *id)).collect();
        lost.sort_unstable();
        for (seq, id) in lost {
            self.fault_at(seq, Wrong::BlobLost(id));
        }
        Ok(())
    }

    /// Checkpoints against the roots that the tree had at their sizes.
    fn checkpoints(&mut self) {
        let stored = self.report.checkpoints.clone();
        let mut size = 0;
        for (checkpoint, number) in stored.iter().zip(1u64..) {
            let mut wrong = self.checkpoint(&checkpoint.text, checkpoint.signer.as_ref());
            if checkpoint.size < size {
                wrong = wrong.or(Some("it is over fewer entries than the one before it".to_owned()));
            }
            size = checkpoint.size;
            self.report.faults.extend(wrong.map(|why| checkpoint::fault(number, why)));
        }
        let known = self.known;
        for text in &known.checkpoints {
            if let Some(why) = self.checkpoint(text, None) {
                let which = "the checkpoint that was given".to_owned();
                self.fault(Wrong::Checkpoint { which, why });
            }
        }
    }

    /// What is wrong with a checkpoint.
    fn checkpoint(&mut self, text: &str, signer: Option<&PublicKey>) -> Option<String> {
        let parsed = match Parsed::of(text) {
            Ok(parsed) => parsed,
            Err(why) => return Some(why),
        };
        if self.identity.as_ref().is_some_and(|identity| origin(identity) != parsed.origin) {
            return Some(format!("it is of another case, {}", parsed.origin));
        }
        match self.roots.get(&parsed.size) {
            Some(Some(root)) if *root == parsed.root => {}
            Some(Some(_)) => return Some(format!("the first {} entries are not those it was made over", parsed.size)),
            _ => return Some(format!("it is over {} entries, the log has {}", parsed.size, self.report.entries)),
        }
        if let Some(signer) = signer {
            match parsed.signers(std::slice::from_ref(signer)) {
                Ok(signers) if signers.is_empty() => return Some(format!("it is not signed by {}", signer.name())),
                Ok(_) => {}
                Err(why) => return Some(why),
            }
        }
        match parsed.signers(&self.known.keys) {
            Ok(signers) => {
                for signer in signers.into_iter().cloned() {
                    if !self.report.signed_by.contains(&signer) {
                        self.report.signed_by.push(signer);
                    }
                }
                None
            }
            Err(why) => Some(why),
        }
    }
}
