//! Who all are meant by a pronoun that stands for a row of parties: `قوات النظام وروسيا كثفت من قصفها`.

use super::build::Draft;
use super::slots::{Found, Sentence};
use crate::knowledge::Labels;
use crate::parse::Kind;
use hudna_arabic::morph::{Gender, Number};

/// Gives events whose actor is told by a pronoun all of the row that the pronoun stands for.
pub(super) fn of_pronoun(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| !s.k.language.symmetric.contains(&d.event)) {
        let [one] = d.slots.actor[..] else { continue };
        if one.line == s.line && one.via.is_some() && (one.node as usize) < d.node {
            let row = row(s, d, one);
            if row.len() > 1 {
                d.slots.actor = row.into_iter().map(|f| Found { via: one.via, ..f }).collect();
            }
        }
    }
}

/// The row of parties that one of them belongs to, where the pronoun by which he is told can be of all of them: a singular is of several
/// only where the first of them is several.
fn row(s: &Sentence<'_>, d: &Draft, one: Found) -> Vec<Found> {
    let carrier = (d.node..=d.last).find(|&i| one.via == Some(s.span(i))).and_then(|i| s.nodes[i].enc);
    let Some(pronoun) = carrier.filter(|e| e.person == 3) else { return Vec::new() };
    let head = s.row_head(one.node as usize);
    let all = s.conjuncts(head);
    let last = all.last().map_or(0, |f| f.node as usize);
    let h = &s.nodes[head];
    let several = h.is(Labels::FORCE_HEAD) || h.feats.is_some_and(|f| f.number == Number::Plural);
    let of_all = match pronoun.number {
        Number::Plural => true,
        Number::Singular => pronoun.gender == Gender::Feminine && several,
        Number::Dual => false,
    };
    let by = s.before(head).is_some_and(|b| s.nodes[b].kind == Kind::AgentMark);
    let free = !s.has_prep(head) || by || h.joined_prep() == Some("ل");
    let parties = all.iter().all(|f| s.party(f.node as usize));
    let state = |f: &Found| s.entity(f.node as usize).is_some_and(|e| e.actor.is_some() && !e.person);
    if of_all && free && last < d.node && (parties || all.iter().all(state)) { all } else { Vec::new() }
}
