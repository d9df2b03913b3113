//! Conjunctions that stand as words of their own: `أو`, and `و` that a space or a quote parts from its word.

use super::Parse;
use super::node::{Kind, Node};
use super::words::Types;
use crate::knowledge::Labels;
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
