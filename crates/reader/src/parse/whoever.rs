//! `عدد من قتلوا في القصف`: من right before a finite verb is no preposition but the pronoun for those whom the verb tells of.

use super::Parse;
use super::node::{Kind, Node};
use crate::knowledge::{Knowledge, Labels, holds};

/// Makes relatives of the prepositions that stand right before a finite verb. After a pronoun (`الجيش هو من قصف`), and
/// where it opens a clause (`ومن يحاصرها هو النظام`), it is left to the claims, which know of whom that is said.
pub(super) fn whoever(parse: &mut Parse, k: &Knowledge) {
    let pronoun = |before: Option<&Node>| before.is_some_and(|n| n.is(Labels::PRONOUN));
    for i in 1..parse.nodes.len().saturating_sub(1) {
        let (n, next) = (&parse.nodes[i], &parse.nodes[i + 1]);
        let verb = next.kind == Kind::Verb && next.pro.0 == 0 && next.feats.is_some_and(|f| f.person == 3);
        let from = n.kind == Kind::Prep
            && n.enc.is_none()
            && !n.joined_by_and()
            && n.last - n.first == 1
            && n.lemma.is_some_and(|l| holds(&k.language.part_of, &k.lexicon.lemma(l).folded));
        if verb && from && !pronoun(parse.nodes.get(i - 1)) {
            let n = &mut parse.nodes[i];
            (n.kind, n.bits) = (Kind::Particle, Labels::RELATIVE);
        }
    }
}
