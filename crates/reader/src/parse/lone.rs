//! Conjunctions and prepositions that stand as words of their own: `أو`, and letters that a space, a quote or a stroke parts from their word.

use super::Parse;
use super::node::{Kind, Node};
use super::words::Types;
use crate::knowledge::{ActorKind, Knowledge, Labels};
use hudna_arabic::morph::Proclitics;
use hudna_arabic::token::Token;

/// `قوات النظام و"حزب الله"`, `قصف مدفعي و صاروخي`: what stands after a lone conjunction is joined, over a quote, whichever way it is written.
pub(super) fn join_apart(parse: &mut Parse, types: &Types<'_>, tokens: &[Token]) {
    let lone = |n: &Node| n.kind == Kind::Particle && n.is(Labels::OR);
    if !parse.nodes.iter().any(lone) {
        return;
    }
    let letter = |n: &Node| types.folded(tokens[n.first as usize]).chars().count() == 1;
    for at in 1..parse.nodes.len() {
        let before = parse.nodes[at - 1];
        let quoted = before.is_quote() && at > 1;
        let conjunction = if quoted { parse.nodes[at - 2] } else { before };
        if lone(&conjunction) {
            let and = letter(&conjunction);
            parse.nodes[at].after_and = and;
            parse.nodes[at].after_or = !and && !quoted;
        }
    }
}

/// `مواقع لـ"قسد"`, `تعزيزات لـ الجيش`: the preposition that only a stroke or a quote parts from whom it names is joined to it, and the quotes
/// around the name are nothing then. What is said to an outlet is left as it is (`قال لـ"الأفق"`).
pub(super) fn join_letters(parse: &mut Parse, k: &Knowledge, types: &Types<'_>, tokens: &[Token]) {
    let letter = |n: &Node| {
        let alone = n.kind == Kind::Prep && n.enc.is_none() && n.last == n.first + 1;
        alone && types.folded(tokens[n.first as usize]) == "ل"
    };
    let mut at = 0;
    while at + 1 < parse.nodes.len() {
        at += 1;
        let before = parse.nodes[at - 1];
        if !letter(&before) {
            continue;
        }
        let quoted = parse.nodes[at].kind == Kind::Open;
        let name = at + usize::from(quoted);
        let closed = parse.nodes.get(name + 1).is_some_and(|n| n.kind == Kind::Close);
        let tells = |a: u32| matches!(k.actors[a as usize].kind, ActorKind::Media | ActorKind::Monitor);
        let names = parse.entity(name).is_some_and(|e| e.actor.is_some_and(|a| !tells(a)) && !e.person);
        let Some(node) = parse.nodes.get_mut(name).filter(|n| names && n.pro.0 & !Proclitics::AL.0 == 0) else {
            continue;
        };
        node.pro = Proclitics(node.pro.0 | before.pro.0 | Proclitics::LA.0);
        node.letter_apart = true;
        if quoted && closed {
            parse.nodes.remove(name + 1);
            parse.nodes.remove(name - 1);
        }
        parse.nodes.remove(at - 1);
    }
}
