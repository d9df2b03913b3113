//! Words that are told apart by what follows them, and by who has to do what they tell.

use super::Parse;
use super::node::Kind;
use super::words::{Types, nominal};
use crate::knowledge::{Knowledge, Labels};
use hudna_arabic::morph::{Proclitics, Reading};
use hudna_arabic::token::{Token, TokenKind};

/// `للقاء الرئيس`: a word that begins with a lam hides the article after ل; what takes a genitive has none.
pub(super) fn of_what_follows<'r>(
    types: &'r Types<'_>,
    tokens: &[Token],
    i: usize,
    chosen: &'r Reading,
) -> &'r Reading {
    let both = Proclitics::LA.0 | Proclitics::AL.0;
    let hidden =
        chosen.proclitics.0 & both == both && types.folded(tokens[i])[usize::from(chosen.stem.0)..].starts_with('ل');
    let genitive = || {
        let next = tokens.get(i + 1).filter(|t| t.kind == TokenKind::Arabic);
        next.is_some_and(|t| {
            let describes = types.readings(*t).first().is_some_and(|r| r.feats.pos.describes());
            !describes
                && (types.folded(*t).starts_with("ال")
                    || types.readings(*t).first().is_some_and(|r| nominal(r) && r.proclitics.0 == 0))
        })
    };
    let bare = || {
        let without = Proclitics(chosen.proclitics.0 & !Proclitics::AL.0);
        types
            .readings(tokens[i])
            .iter()
            .find(|r| r.proclitics == without && r.lemma == chosen.lemma && r.stem == chosen.stem)
    };
    if hidden && genitive() { bare().unwrap_or(chosen) } else { chosen }
}

/// `على الحكومة رفع الحصار`: whether what comes is the deed that whoever stands before it has to do.
pub(super) fn owed(parse: &Parse, k: &Knowledge) -> bool {
    let mut before = parse.nodes.iter().rev().filter(|n| !n.is_quote());
    let who = before.next().filter(|n| n.kind == Kind::Entity && n.pro.0 & !Proclitics::AL.0 == 0);
    let acts = who.is_some_and(|n| parse.entities[n.index as usize].can_act());
    let on = before.next().filter(|n| acts && n.kind == Kind::Prep && n.enc.is_none());
    on.and_then(|n| n.lemma).is_some_and(|lemma| {
        let stem = k.lexicon.lemma(lemma).folded.as_str();
        k.language.operators.iter().any(|o| o.duty.iter().any(|p| **p == *stem))
    }) && before
        .next()
        .is_none_or(|n| n.kind == Kind::Stop || n.kind == Kind::Particle && n.is(Labels::THAT | Labels::CLAUSE))
}
