//! Whom a word for a body means that names none: `التنظيم`, `الحزب` is the one of that kind that the report named last.

use crate::knowledge::{Actor, ActorKind, Knowledge, holds};
use crate::parse::{Entity, Kind, Node, Parse, Types};
use hudna_arabic::fold::fold;
use hudna_arabic::morph::{Number, Proclitics};
use rustc_hash::FxHashMap;

/// Which words for a body an actor is called by: a bit for each of the list.
fn called_by(k: &Knowledge, actor: &Actor) -> u32 {
    let names = std::iter::once(&actor.ar).chain(&actor.aliases);
    let heads = names.filter_map(|name| name.split_whitespace().next()).map(fold);
    let bodies = &k.language.said.bodies;
    // A pack may add words for bodies; those past the last bit are nobody's.
    let bit = |at: usize| 1_u32.checked_shl(at as u32).unwrap_or(0);
    heads.filter_map(|head| bodies.iter().position(|b| **b == *head)).fold(0, |all, at| all | bit(at))
}

/// The actors that phrases mean which call them by a word for their kind, by line and node.
pub(super) fn namesakes(k: &Knowledge, types: &Types<'_>, lines: &[Parse]) -> FxHashMap<(u32, u32), u32> {
    let mut found = FxHashMap::default();
    let pointed =
        |parse: &Parse| parse.nodes.iter().any(|n| n.kind == Kind::Entity && points(k, types, parse, n).is_some());
    if !lines.iter().any(pointed) {
        return found;
    }
    let mut last: Vec<Option<u32>> = vec![None; k.language.said.bodies.len()];
    let mut called: FxHashMap<u32, u32> = FxHashMap::default();
    for (line, parse) in lines.iter().enumerate() {
        for (node, n) in parse.nodes.iter().enumerate() {
            let Some(entity) = parse.entity(node) else { continue };
            if let Some(at) = points(k, types, parse, n) {
                if let Some(actor) = last[at].filter(|_| nameless(k, entity) && !goes_on(types, parse, node)) {
                    found.insert((line as u32, node as u32), actor);
                }
                continue;
            }
            // `حركة كذا`: one of that kind that has no entry is named now.
            let other = entity.actor.is_none_or(|a| unnamed(&k.actors[a as usize])) && n.last - n.first > 1;
            if let Some(at) = other.then(|| kind(k, types, parse, n)).flatten() {
                last[at] = None;
                continue;
            }
            let named = entity.actor.filter(|_| !entity.weak || !entity.places.is_empty()).or(entity.of);
            let Some(actor) = named.filter(|a| !unnamed(&k.actors[*a as usize])) else { continue };
            let mask = *called.entry(actor).or_insert_with(|| called_by(k, &k.actors[actor as usize]));
            (0..last.len().min(32)).filter(|at| mask & 1 << at != 0).for_each(|at| last[at] = Some(actor));
        }
    }
    found
}

/// Which word for a body, with the article, a phrase is or ends in that adds nothing to it: `التنظيم`, `مواقع التنظيم`.
fn points(k: &Knowledge, types: &Types<'_>, parse: &Parse, n: &Node) -> Option<usize> {
    if n.kind != Kind::Entity || n.last - n.first > 3 {
        return None;
    }
    let token = parse.tokens[n.last as usize - 1];
    let bodies = &k.language.said.bodies;
    let stem = types.readings(token).iter().find_map(|r| {
        let stem = &*k.lexicon.lemma(r.lemma).folded;
        let one = r.feats.number == Number::Singular && r.enclitic.is_none();
        (one && r.proclitics.has(Proclitics::AL) && holds(bodies, stem)).then_some(stem)
    })?;
    bodies.iter().position(|b| **b == *stem)
}

/// `مقر الحزب الشيوعي`: whether a definite adjective right after the phrase at a node, which is no part of it, may make another name of it.
fn goes_on(types: &Types<'_>, parse: &Parse, node: usize) -> bool {
    parse.nodes.get(node + 1).is_some_and(|n| {
        matches!(n.kind, Kind::Adjective | Kind::Unknown)
            && !n.joined_by_and()
            && n.joined_prep().is_none()
            && types.word(parse.tokens[n.first as usize]).article
    })
}

/// Which word for a body a phrase begins with, without the article.
fn kind(k: &Knowledge, types: &Types<'_>, parse: &Parse, n: &Node) -> Option<usize> {
    let bodies = &k.language.said.bodies;
    let head = parse.stem(k, types, n);
    let bare = n.head == n.first && !n.pro.has(Proclitics::AL) && holds(bodies, head);
    bare.then(|| bodies.iter().position(|b| **b == *head)).flatten()
}

/// Whether a phrase names nobody by a name of his own: a body, its people, its positions.
fn nameless(k: &Knowledge, e: &Entity) -> bool {
    let actor = e.actor.or(e.of);
    !e.person && actor.is_none_or(|a| e.weak || unnamed(&k.actors[a as usize]))
}

fn unnamed(actor: &Actor) -> bool {
    matches!(
        actor.kind,
        ActorKind::People | ActorKind::State | ActorKind::Person | ActorKind::Media | ActorKind::Monitor
    )
}
