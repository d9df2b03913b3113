//! What stands in the order of the log, where more may come in at its end while what is there is looked at.

use elsa::sync::FrozenVec;
use std::collections::BTreeMap;

/// Things by their places in the log.
#[derive(Debug)]
pub(crate) struct InOrder<T> {
    all: BTreeMap<u64, T>,
    /// What came in while others were looked at: each later in the log than all before it.
    late: FrozenVec<Box<(u64, T)>>,
}

impl<T> Default for InOrder<T> {
    fn default() -> Self {
        InOrder { all: BTreeMap::new(), late: FrozenVec::default() }
    }
}

impl<T> InOrder<T> {
    /// Takes one in, at its place.
    pub fn insert(&mut self, seq: u64, one: T) {
        let late = std::mem::take(&mut self.late).into_vec();
        self.all.extend(late.into_iter().map(|late| *late));
        self.all.insert(seq, one);
    }

    /// Whether one of this place in the log would be the last.
    pub fn is_last(&self, seq: u64) -> bool {
        self.iter().next_back().is_none_or(|(last, _)| last < seq)
    }

    /// Takes one in that [is the last](InOrder::is_last), while others are looked at.
    pub fn push(&self, seq: u64, one: T) {
        self.late.push(Box::new((seq, one)));
    }

    /// The one at a place in the log.
    pub fn get(&self, seq: u64) -> Option<&T> {
        self.all.get(&seq).or_else(|| self.late().find(|(late, _)| *late == seq).map(|(_, one)| one))
    }

    /// One that was [inserted](InOrder::insert), to be changed.
    pub fn get_mut(&mut self, seq: u64) -> Option<&mut T> {
        self.all.get_mut(&seq)
    }

    /// All, each with its place in the log.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (u64, &T)> {
        self.all.iter().map(|(seq, one)| (*seq, one)).chain(self.late())
    }

    fn late(&self) -> impl DoubleEndedIterator<Item = (u64, &T)> {
        (0..self.late.len()).filter_map(|at| self.late.get(at)).map(|(seq, one)| (*seq, one))
    }
}
