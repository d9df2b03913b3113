//! Words for people that are written like the plural of a word for a place: `مزارع` is a farmer, or farms.

use super::Parse;
use super::node::{Kind, Node};
use super::words::ACTOR_HEAD;
use crate::knowledge::Labels;
use hudna_arabic::morph::{Gender, Number, Proclitics};

/// Takes for places what only places have after them: a place (`مزارع البلدة`), an adjective in the feminine (`المزارع المحيطة`), or
/// a name, where they stand after a preposition or a place (`على مزارع الملاح`).
pub(super) fn farms(parse: &mut Parse) {
    for i in 0..parse.nodes.len() {
        if is_place(parse, i) {
            parse.nodes[i].kind = Kind::Noun;
        }
    }
}

fn is_place(parse: &Parse, i: usize) -> bool {
    let n = &parse.nodes[i];
    let several = n.is(Labels::PLACE_KIND) && n.feats.is_some_and(|f| f.number == Number::Plural);
    let people = parse.entity(i).is_some_and(|e| e.people.is_some() && e.actor.is_none() && e.places.is_empty());
    if !several || !people || n.enc.is_some() {
        return false;
    }
    let Some(next) = parse.nodes.get(i + 1).filter(|o| o.pro.0 & !Proclitics::AL.0 == 0) else { return false };
    let place = next.kind == Kind::Noun && next.is(Labels::PLACE_KIND)
        || parse.entity(i + 1).is_some_and(|e| !e.places.is_empty() && !e.person);
    let she = |f: hudna_arabic::morph::Feats| (f.number, f.gender) == (Number::Singular, Gender::Feminine);
    let described = matches!(next.kind, Kind::Adjective | Kind::Noun)
        && next.describes()
        && next.pro.has(Proclitics::AL) == n.pro.has(Proclitics::AL)
        && next.feats.is_some_and(she);
    let named =
        next.kind == Kind::Unknown || next.kind == Kind::Noun && next.pro.has(Proclitics::AL) && !next.is(ACTOR_HEAD);
    let by = |b: &Node| b.kind == Kind::Prep && b.enc.is_none() || b.is(Labels::PLACE_KIND);
    let led = n.joined_prep().is_some()
        || i.checked_sub(1)
            .is_some_and(|b| by(&parse.nodes[b]) || parse.entity(b).is_some_and(|e| !e.places.is_empty()));
    let construct = !n.pro.has(Proclitics::AL);
    construct && (place || named && led) || described
}
