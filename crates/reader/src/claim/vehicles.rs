//! Vehicles and convoys that are struck: whom a blow is aimed at, where nobody is named.

use super::build::Draft;
use super::slots::{Found, Sentence};
use crate::knowledge::holds;
use crate::parse::Kind;
use hudna_arabic::morph::{Pos, Voice};
use hudna_claims::Event;

/// How far after the word of a blow what it strikes may stand.
const REACH: usize = 7;

/// `استهدفت طائرة سيارة`, `استهداف قافلة`: gives blows that name nobody struck the vehicle that is their object.
pub(super) fn struck(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| d.event == Event::Attack && d.slots.target.is_empty()) {
        if let Some(node) = object(s, d.node) {
            d.slots.target.push(Found { line: s.line, node: node as u32, via: None });
        }
    }
}

/// The vehicle that is the object of a verb or the genitive of a verbal noun.
fn object(s: &Sentence<'_>, at: usize) -> Option<usize> {
    let node = &s.nodes[at];
    let verb = node.kind == Kind::Verb;
    // `انفجرت سيارة`: what goes off is no object.
    if !(verb || node.pos() == Some(Pos::Masdar))
        || verb && s.vehicle_strikes(at)
        || holds(&s.k.language.blasts, s.folded_stem(node))
    {
        return None;
    }
    let passive = node.feats.is_some_and(|f| f.voice == Voice::Passive);
    // A verb strikes what stands after who does it.
    let mut done_by = !verb || passive || s.subject_before(at).is_some();
    let onto = |n: &crate::parse::Node| holds(&s.k.language.prepositions.done_to, s.folded_stem(n));
    let vehicle = |i: usize| s.nodes.get(i).is_some_and(|n| holds(&s.k.language.vehicles, s.folded_stem(n)));
    let free = |i: usize| matches!(s.nodes[i].kind, Kind::Noun | Kind::Entity) && s.nodes[i].joined_prep().is_none();
    let (mut i, mut until) = (at, at + REACH);
    while i + 1 < s.nodes.len().min(until) {
        i += 1;
        let n = &s.nodes[i];
        let plain = n.joined_prep().is_none() && !n.joined_by_and();
        match n.kind {
            Kind::Noun | Kind::Entity if plain && done_by && holds(&s.k.language.vehicles, s.folded_stem(n)) => {
                return Some(i);
            }
            Kind::Noun | Kind::Entity if s.triggers.contains(&i) || n.joined_by_and() => return None,
            Kind::Noun | Kind::Entity if n.joined_prep() == Some("ل") && vehicle(i) && (!verb || done_by) => {
                return Some(i);
            }
            Kind::Noun | Kind::Entity => done_by |= plain,
            // `استهدفت القوات فجر اليوم، بصاروخ، سيارة`
            Kind::Comma if s.parse.interposed(at, i).is_some() => {
                let close = s.parse.interposed(at, i).unwrap_or(i);
                (i, until) = (close, until + close - i);
            }
            Kind::Comma if s.nodes[i - 1].kind == Kind::Time && done_by && verb => {}
            // `هجوم على قافلة`, `فتح مسلحون النار على دورية`, `نصبوا كمينا للقافلة`
            Kind::Prep if n.enc.is_none() && onto(n) && vehicle(i + 1) && free(i + 1) => return Some(i + 1),
            Kind::Adjective | Kind::Time | Kind::Number | Kind::Open | Kind::Close | Kind::Filler => {}
            _ => return None,
        }
    }
    None
}
