//! What posts write and say otherwise than the press: auxiliaries of dialects, plurals without their alef.

use super::node::Node;
use super::words::Types;
use hudna_arabic::morph::Pos;
use hudna_arabic::token::Token;

/// `عم يقصفو`, `راح ندخل`: whether a word only says that the verb in the present after it goes on (`false`) or is to come (`true`).
pub(super) fn auxiliary(types: &Types<'_>, tokens: &[Token], at: usize) -> Option<bool> {
    let word = types.word(tokens[at]);
    if !word.going_on && !word.to_come {
        return None;
    }
    let verb = tokens.get(at + 1).and_then(|next| types.readings(*next).first())?;
    (verb.feats.pos == Pos::Imperfect).then_some(word.to_come)
}

/// `دخلو`: a plural perfect without its alef.
pub(super) fn plural_of_posts(types: &Types<'_>, token: Token, node: &Node) -> bool {
    node.pos() == Some(Pos::Perfect) && node.enc.is_none() && node.pro.0 == 0 && types.folded(token).ends_with('و')
}
