//! Where a line is about, before a colon: `طرابلس – عين زارة: اشتباكات`, `#لبنان: سقوط جرحى`. The places there do nothing. And what ends a name
//! before what is said (`مصدر عسكري القول إن`).

use super::words::nominal;
use super::{Kind, Node, Parse, Types};
use crate::knowledge::{Knowledge, Labels, holds};
use hudna_arabic::morph::Reading;

/// So many nodes may stand before the colon.
const LONG: usize = 9;

/// Takes the actors from places of which several open a line before a colon, one lying in the other.
pub(super) fn heads(parse: &mut Parse, types: &Types<'_>) {
    tagged(parse, types);
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
        no_actor(parse, i);
    }
}

/// `#لبنان: سقوط جرحى`: a tag before a colon or a stroke tells where; but `#لبنان: نرفض التهديد`, and where it tells of what the state does.
fn tagged(parse: &mut Parse, types: &Types<'_>) {
    let Some(&tag) = parse.tags.first() else { return };
    let written = |n: &Node| types.folded(parse.tokens[n.first as usize]);
    let head = parse.nodes.iter().take(LONG).position(|n| n.first == tag);
    let Some(at) = head.filter(|&i| parse.entity(i).is_some_and(|e| !e.places.is_empty() && e.actor.is_some())) else {
        return;
    };
    let ends = |n: &Node| matches!(n.kind, Kind::Comma | Kind::Mark) && matches!(written(n), ":" | "|" | "||");
    // `#لبنان: لن نقبل`
    let ours = |v: &Node| v.kind == Kind::Verb && v.feats.is_some_and(|f| f.person == 1);
    let speaks = parse.nodes.iter().skip(at + 2).take(2).any(ours);
    if parse.nodes.get(at + 1).is_some_and(ends) && !speaks {
        no_actor(parse, at);
    }
}

/// Makes a place of a name that may act.
fn no_actor(parse: &mut Parse, node: usize) {
    let at = parse.nodes[node].index as usize;
    let e = &mut parse.entities[at];
    (e.actor, e.weak) = (None, false);
    e.rivals.clear();
}

/// `نقلت الوكالة عن مصدر عسكري القول إن`: the word for what somebody says, before أن, is no part of who says it.
pub(super) fn sayings(parse: &mut Parse, k: &Knowledge, types: &Types<'_>) {
    for i in 0..parse.nodes.len().saturating_sub(1) {
        let (n, next) = (&parse.nodes[i], &parse.nodes[i + 1]);
        if n.kind != Kind::Entity || n.last - n.first < 2 || !next.is(Labels::THAT) {
            continue;
        }
        let said = |r: &Reading| holds(&k.language.sayings, &k.lexicon.lemma(r.lemma).folded) && nominal(r);
        if types.readings(parse.tokens[n.last as usize - 1]).iter().any(said) {
            parse.nodes[i].last -= 1;
        }
    }
}

/// `بين الجيش من طرف، والفصائل من طرف آخر`: words that name who did something, where nobody is named after them, only tell the sides apart.
pub(super) fn sides(parse: &mut Parse) {
    for i in 0..parse.nodes.len() {
        let ends = |n: &Node| matches!(n.kind, Kind::Comma | Kind::Stop) || n.is(Labels::OTHER) || n.joined_by_and();
        if parse.nodes[i].kind == Kind::AgentMark && parse.nodes.get(i + 1).is_none_or(ends) {
            parse.nodes[i].kind = Kind::Filler;
        }
    }
}
