//! Two names that are one: of a party, with a slash between (`تنظيم YPG/PKK`), of an area that is called after two men; and what only
//! describes a name in quotes.

use super::node::{Entity, Kind, Node};
use super::{Parse, Types};
use crate::knowledge::Labels;
use hudna_arabic::morph::{Number, Proclitics};

/// Makes one phrase of two names with a slash between, and an adjective of a word for people that describes such a name.
pub(super) fn twice(parse: &mut Parse, types: &Types<'_>) {
    if !parse.nodes.iter().any(|n| matches!(n.kind, Kind::Mark | Kind::Close)) {
        return;
    }
    let party = |parse: &Parse, i: usize| {
        let named =
            |e: &Entity| (e.actor.is_some() || e.group) && !e.person && e.places.is_empty() && e.goods.is_none();
        parse.entity(i).is_some_and(named)
    };
    let mut i = 0;
    while i + 2 < parse.nodes.len() {
        if !slash_at(parse, types, i + 1) {
            i += 1;
            continue;
        }
        let known = parse.entity(i + 2).and_then(|e| e.actor);
        let plain = |n: &Node| n.pro.0 == 0 && n.enc.is_none();
        let same = known.is_some() && party(parse, i) && party(parse, i + 2) && plain(&parse.nodes[i + 2]);
        if same {
            let at = parse.nodes[i].index as usize;
            parse.entities[at].actor = parse.entities[at].actor.or(known);
            parse.nodes[i].last = parse.nodes[i + 2].last;
            parse.nodes.drain(i + 1..i + 3);
        }
        i += 1;
    }
    let mut i = 0;
    while i + 5 < parse.nodes.len() {
        // `منطقة "فلان-فلان"`: nobody is struck there by that name.
        if called_after_two(parse, i) {
            parse.nodes[i].last = parse.nodes[i + 5].last;
            parse.nodes.drain(i + 1..i + 6);
        }
        i += 1;
    }
    for i in 1..parse.nodes.len() {
        let before = i - 1 - usize::from(i > 1 && parse.nodes[i - 1].kind == Kind::Close);
        if parse.nodes[i].kind == Kind::Entity && party(parse, before) && describes(parse, types, before, i) {
            let n = &mut parse.nodes[i];
            (n.kind, n.index) = (Kind::Adjective, 0);
        }
    }
}

/// Whether right after a word for a kind of place two names stand in quotes, with a dash between.
fn called_after_two(parse: &Parse, at: usize) -> bool {
    let kind = |i: usize| parse.nodes[i].kind;
    if kind(at + 1) != Kind::Open {
        return false;
    }
    let place =
        parse.entity(at).is_some_and(|e| e.area && e.places.is_empty()) && parse.nodes[at].is(Labels::PLACE_KIND);
    let named = |i: usize| parse.entity(i).is_some_and(|e| e.actor.is_some() || e.person);
    let alone = parse.nodes[at].last - parse.nodes[at].first == 1 && !parse.nodes[at].pro.has(Proclitics::AL);
    let quoted = kind(at + 5) == Kind::Close;
    let dash = matches!(kind(at + 3), Kind::Comma | Kind::Mark);
    place && alone && quoted && dash && named(at + 2) && named(at + 4)
}

fn slash_at(parse: &Parse, types: &Types<'_>, at: usize) -> bool {
    let n = &parse.nodes[at];
    n.kind == Kind::Mark && types.folded(parse.tokens[n.head as usize]) == "/"
}

/// `تنظيم "كذا" الإرهابي`: a word for people with the article, alone, that agrees with a word for a force and can be an adjective.
fn describes(parse: &Parse, types: &Types<'_>, before: usize, at: usize) -> bool {
    let (head, n) = (&parse.nodes[before], &parse.nodes[at]);
    let people = parse.entity(at).is_some_and(|e| (e.people.is_some() || e.group) && e.actor.is_none() && !e.person);
    let alone = n.last - n.first == 1 && n.pro.0 == Proclitics::AL.0 && n.enc.is_none();
    if !people || !alone {
        return false;
    }
    let readings = types.readings(parse.tokens[n.first as usize]);
    let adjective = readings.iter().find(|r| r.feats.pos.describes() && r.feats.number == Number::Singular);
    let agrees =
        adjective.zip(head.feats).is_some_and(|(r, h)| r.feats.gender == h.gender && h.number == Number::Singular);
    agrees && head.last - head.first > 1 && head.is(Labels::FORCE_HEAD)
}
