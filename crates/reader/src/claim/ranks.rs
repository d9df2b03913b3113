//! `ثلاثة جنود وخمسة مسلحين`: on whose side those of a list fight, as far as words tell.

use super::slots::Sentence;
use crate::knowledge::holds;

/// On whose side somebody fights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rank {
    /// A party that is named.
    Party(u32),
    /// The army and the police of a state, whichever it is.
    Regular,
    /// Those who fight against one.
    Irregular,
}

impl Rank {
    /// Whether two are not of one side. A soldier may be of any party that is named.
    pub fn against(self, other: Self) -> bool {
        match (self, other) {
            (Self::Party(_), Self::Regular) | (Self::Regular, Self::Party(_)) => false,
            (a, b) => a != b,
        }
    }
}

/// The side that the words of a phrase tell.
pub(super) fn rank(s: &Sentence<'_>, from: usize, to: usize) -> Option<Rank> {
    let shades = &s.k.language.shades;
    (from..to).find_map(|i| {
        let stem = s.folded_stem(&s.nodes[i]);
        if holds(&shades.irregulars, stem) {
            return Some(Rank::Irregular);
        }
        holds(&shades.regulars, stem).then_some(Rank::Regular)
    })
}
