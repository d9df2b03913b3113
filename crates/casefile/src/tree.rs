//! The Merkle tree of RFC 6962 over the leaves, kept as tiles of 256 hashes (C2SP tlog-tiles).
//!
//! The hashing and the proofs are those of `tlog_tiles`. Here is what is kept of the tree: while it grows, only the last tile of each
//! level, so that an append costs what it adds, and a case of a million entries opens as fast as one of ten.

use crate::error::{Fault, Problem, Wrong};
use crate::hash::Sha256;
use crate::store::Tx;
use std::cell::RefCell;
use std::collections::HashMap;
use tlog_tiles::{Error, HASH_SIZE, Hash, HashReader, Tile};

/// Levels of the tree that a tile spans.
const HEIGHT: u8 = 8;

/// Hashes in a full tile.
pub(crate) const WIDTH: u64 = 1 << HEIGHT;

/// A tile with its place: level and number within it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placed {
    pub level: u8,
    pub n: u64,
    pub hashes: Vec<u8>,
}

/// A tree that grows: its size and the last tile of each level, as far as it is not full.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tree {
    size: u64,
    edge: Vec<Vec<u8>>,
}

impl Tree {
    /// The tree as it is stored, with what is needed to let it grow.
    pub fn load(size: u64, tx: &mut dyn Tx) -> Result<Tree, Problem> {
        let mut edge = Vec::new();
        let mut level = 0;
        while size >> (HEIGHT * level) > 0 {
            let hashes = size >> (HEIGHT * level);
            let bytes = usize::try_from(hashes % WIDTH).unwrap_or_default() * HASH_SIZE;
            let n = hashes / WIDTH;
            let mut tile = if bytes > 0 { tx.tile(level, n)?.unwrap_or_default() } else { Vec::new() };
            if tile.len() < bytes {
                return Err(Problem::Damaged(Fault::of(Wrong::Tile { level, n })));
            }
            tile.truncate(bytes);
            edge.push(tile);
            level += 1;
        }
        Ok(Tree { size, edge })
    }

    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf. Tiles that it fills are pushed to `full`.
    pub fn push(&mut self, leaf: Sha256, full: &mut Vec<Placed>) {
        self.size += 1;
        let mut hash = Hash(leaf.0);
        for level in 0.. {
            if self.edge.len() <= usize::from(level) {
                self.edge.push(Vec::new());
            }
            let tile = &mut self.edge[usize::from(level)];
            tile.extend_from_slice(&hash.0);
            if tile.len() < HASH_SIZE << HEIGHT {
                return;
            }
            let hashes = std::mem::take(tile);
            hash = Tile::subtree_hash(&hashes);
            full.push(Placed { level, n: (self.size >> (HEIGHT * (level + 1))) - 1, hashes });
        }
    }

    /// The last tiles, as far as they are not full.
    pub fn edge(&self) -> impl Iterator<Item = Placed> {
        self.edge.iter().zip(0u8..).filter(|(tile, _)| !tile.is_empty()).map(|(tile, level)| Placed {
            level,
            n: self.size >> (HEIGHT * level) >> HEIGHT,
            hashes: tile.clone(),
        })
    }

    /// The root.
    pub fn root(&self) -> Sha256 {
        // The edge has every hash that the root needs: subtrees of whole tiles are hashes of the edge one level up.
        tlog_tiles::tree_hash(self.size, self).map_or(Sha256([0; 32]), |hash| Sha256(hash.0))
    }
}

impl HashReader for Tree {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        let hash = |index: &u64| {
            let tile = Tile::from_index(HEIGHT, *index);
            let data = self.edge.get(usize::from(tile.level())).ok_or(Error::InvalidTile)?;
            tile.hash_at_index(data, *index)
        };
        indexes.iter().map(hash).collect()
    }
}

/// Reads what a proof needs from the tiles in store.
pub(crate) struct Stored<'t> {
    tx: RefCell<&'t mut dyn Tx>,
    tiles: RefCell<HashMap<(u8, u64), Vec<u8>>>,
}

impl<'t> Stored<'t> {
    pub fn new(tx: &'t mut dyn Tx) -> Self {
        Stored { tx: RefCell::new(tx), tiles: RefCell::default() }
    }

    /// The path from a leaf to the root of the tree of the first `size` leaves.
    pub fn inclusion(&self, size: u64, seq: u64) -> Result<Vec<Sha256>, Problem> {
        tlog_tiles::prove_record(size, seq, self).map(ours).map_err(damaged)
    }

    /// The proof that the tree of the first `old` leaves is the beginning of that of the first `size`.
    pub fn consistency(&self, size: u64, old: u64) -> Result<Vec<Sha256>, Problem> {
        tlog_tiles::prove_tree(size, old, self).map(ours).map_err(damaged)
    }
}

fn ours(hashes: Vec<Hash>) -> Vec<Sha256> {
    hashes.into_iter().map(|hash| Sha256(hash.0)).collect()
}

fn damaged(error: Error) -> Problem {
    Problem::Damaged(Fault::of(Wrong::Storage(format!("the tree: {error}"))))
}

impl HashReader for Stored<'_> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        let mut tiles = self.tiles.borrow_mut();
        let mut hash = |index: &u64| {
            let tile = Tile::from_index(HEIGHT, *index);
            let place = (tile.level(), tile.level_index());
            if let std::collections::hash_map::Entry::Vacant(vacant) = tiles.entry(place) {
                let data = self.tx.borrow_mut().tile(place.0, place.1);
                vacant.insert(data.map_err(|e| Error::InvalidInput(e.to_string()))?.ok_or(Error::InvalidTile)?);
            }
            tile.hash_at_index(&tiles[&place], *index)
        };
        indexes.iter().map(&mut hash).collect()
    }
}

/// The hash of a leaf.
pub(crate) fn leaf_hash(leaf: &str) -> Sha256 {
    Sha256(tlog_tiles::record_hash(leaf.as_bytes()).0)
}

/// Whether a proof of inclusion holds.
pub(crate) fn includes(proof: &[Sha256], size: u64, root: Sha256, seq: u64, leaf: Sha256) -> bool {
    // A longer path is no path in any tree of 64 bits; the crate's check works down it by recursion.
    let proof: Vec<Hash> = proof.iter().map(|hash| Hash(hash.0)).collect();
    proof.len() <= 64 && tlog_tiles::check_record(&proof, size, Hash(root.0), seq, Hash(leaf.0)).is_ok()
}

/// Whether a proof of consistency holds.
pub(crate) fn extends(proof: &[Sha256], size: u64, root: Sha256, old_size: u64, old_root: Sha256) -> bool {
    let proof: Vec<Hash> = proof.iter().map(|hash| Hash(hash.0)).collect();
    proof.len() <= 130 && tlog_tiles::check_tree(&proof, size, Hash(root.0), old_size, Hash(old_root.0)).is_ok()
}
