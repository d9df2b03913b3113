//! Words told apart by who stands before them: a dual verb that is written like a noun in the accusative (`قتلا`), a companion who is
//! written like what belongs to a place (`ومرافقه`).

use super::Parse;
use super::node::{Entity, Kind, Node};
use super::words::finite;
use crate::knowledge::{Knowledge, Labels, holds};
use hudna_arabic::morph::{Feats, Number, Pos, Proclitics, Reading};

/// So many nodes of the clause may stand before the verb.
const FAR: usize = 16;

/// `إن ضابطين في الدرك قتلا في الانفجار`, `أن القائد ومرافقه قتلا`, `بأن اثنين من الجنود قتلا`: a dual verb after the two whom its clause
/// opened with.
pub(super) fn of_two<'r>(parse: &Parse, readings: &'r [Reading]) -> Option<&'r Reading> {
    let dual = |f: Feats| f.number == Number::Dual;
    let verb = readings.iter().find(|r| finite(r) && dual(r.feats) && r.proclitics.0 == 0)?;
    let from = parse.nodes.len().saturating_sub(FAR);
    let ends = |n: &Node| match n.kind {
        Kind::Verb | Kind::Comma | Kind::Stop | Kind::Operator => true,
        Kind::Particle => n.enc.is_none() && n.is(Labels::THAT | Labels::CLAUSE | Labels::RELATIVE),
        _ => false,
    };
    let opening = parse.nodes[from..].iter().rposition(ends).map(|n| from + n);
    if opening.is_none() && from > 0 {
        return None;
    }
    let clause = &parse.nodes[opening.map_or(0, |n| n + 1)..];
    let who = clause.first().filter(|n| n.joined_prep().is_none())?;
    let numbered = |n: &Node| n.kind == Kind::Number && parse.numbers[n.index as usize].value == 2;
    let two = match who.kind {
        Kind::Noun | Kind::Entity => who.feats.is_some_and(dual) || clause.get(1).is_some_and(numbered),
        Kind::Number => numbered(who),
        _ => false,
    };
    // `أن القائد ومرافقه قتلا`: one and another, and a noun that nothing before it asks for.
    let joined = || {
        let mut others = clause.iter().skip(1).filter(|n| n.joined_by_and());
        let other = others.next().is_some_and(|n| matches!(n.kind, Kind::Noun | Kind::Entity | Kind::Unknown));
        let deed = readings.first().is_some_and(|r| r.feats.pos == Pos::Masdar);
        let people = |n: &Node| matches!(n.kind, Kind::Noun | Kind::Entity) && n.pos() != Some(Pos::Masdar);
        other && others.next().is_none() && deed && people(who)
    };
    // `كان جنديان قتلا`, but `جرح جنديان قتلا`
    let opens = opening.map(|n| &parse.nodes[n]);
    let that = opens.is_some_and(|n| n.kind == Kind::Particle && n.is(Labels::THAT));
    let free = opens.is_none_or(|n| !matches!(n.kind, Kind::Verb | Kind::Operator) || n.is(Labels::PAST));
    (free && two || that && joined()).then_some(verb)
}

/// `القيادي أبو كذا ومرافقه`, but `المطار ومرافقه`: who goes with somebody, after a word for people.
pub(super) fn companion<'r>(parse: &Parse, k: &Knowledge, readings: &'r [Reading]) -> Option<&'r Reading> {
    let joined = |r: &Reading| r.proclitics.0 == Proclitics::WA.0 && r.enclitic.is_some();
    readings.first().filter(|r| joined(r) && k.labels.bits(r.lemma) & Labels::PLACE_KIND != 0)?;
    let goes_with = |r: &Reading| holds(&k.language.kin, k.lexicon.lemma(r.lemma).folded.as_str());
    let who = readings.iter().find(|r| joined(r) && r.feats.pos == Pos::Noun && goes_with(r))?;
    // The words of a name stand between: the first that is of one kind or the other decides.
    for n in parse.nodes.iter().rev().take(FAR).take_while(|n| !matches!(n.kind, Kind::Stop | Kind::Verb)) {
        let entity = (n.kind == Kind::Entity).then(|| &parse.entities[n.index as usize]);
        let acts = |e: &Entity| e.person || e.people.is_some() || e.actor.is_some() && e.places.is_empty();
        if n.is(Labels::PLACE_KIND) || entity.is_some_and(|e| !e.places.is_empty()) {
            return None;
        }
        if n.is(Labels::OFFICE | Labels::FORCE_HEAD) || entity.is_some_and(acts) {
            return Some(who);
        }
    }
    None
}
