//! Where a line is about, before a colon: `طرابلس – عين زارة: اشتباكات`. The places there do nothing.

use super::{Kind, Parse, Types};

/// So many nodes may stand before the colon.
const LONG: usize = 9;

/// Takes the actors from places of which several open a line before a colon, one lying in the other.
pub(super) fn heads(parse: &mut Parse, types: &Types<'_>) {
    let Some(colon) = (2..parse.nodes.len().min(LONG)).find(|&i| parse.colon(types, i)) else { return };
    let written = |i: usize| types.folded(parse.tokens[parse.nodes[i].first as usize]);
    let place = |i: usize| parse.entity(i).is_some_and(|e| !e.places.is_empty() && !e.person);
    let first = (0..colon).find(|&i| parse.nodes[i].kind != Kind::Mark);
    let Some(first) = first.filter(|&i| place(i) && parse.nodes[i].joined_prep().is_none()) else { return };
    let inner = parse.nodes[first + 1].kind == Kind::Open || matches!(written(first + 1), "-" | "–" | "—" | "/");
    let only = (first + 1..colon).all(|i| match parse.nodes[i].kind {
        Kind::Entity => place(i),
        kind => matches!(kind, Kind::Open | Kind::Close | Kind::Comma | Kind::Mark),
    });
    // `روسيا - تركيا: `: two states are who it is about.
    let acts = |i: usize| parse.entity(i).is_some_and(|e| e.actor.is_some());
    let named: Vec<usize> = (first..colon).filter(|&i| parse.nodes[i].kind == Kind::Entity).collect();
    if !inner || !only || named.len() < 2 || named.iter().all(|&i| acts(i)) {
        return;
    }
    for i in named {
        let at = parse.nodes[i].index as usize;
        let e = &mut parse.entities[at];
        (e.actor, e.weak) = (None, false);
        e.rivals.clear();
    }
}
