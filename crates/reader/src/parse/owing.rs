//! Words that are told apart by what follows them, and by who has to do what they tell.

use super::Parse;
use super::node::{Kind, Node};
use super::words::{Types, nominal};
use crate::knowledge::{Effect, Knowledge, Labels};
use hudna_arabic::morph::{Pos, Proclitics, Reading};
use hudna_arabic::token::{Token, TokenKind};
use hudna_claims::Modality;

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
                && (types.word(*t).article
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
    // `بدا واضحا`, `بدا ذلك جليا`: what seemed so, written like what began without its hamza.
    let seems = || {
        let mut after = tokens.iter().skip(i + 1).filter(|t| t.kind == TokenKind::Arabic);
        let points = |t: &&Token| types.readings(**t).iter().any(|r| types.bits(r.lemma) & Labels::DEMONSTRATIVE != 0);
        let next = after.next();
        let next = if next.as_ref().is_some_and(points) { after.next() } else { next };
        let how = next.is_some_and(|t| {
            let readings = types.readings(*t);
            let accusative = types.folded(*t).ends_with('ا') && readings.iter().all(|r| r.feats.pos.describes());
            accusative || readings.iter().any(|r| types.bits(r.lemma) & Labels::THAT != 0)
        });
        let plain =
            |r: &&Reading| r.feats == chosen.feats && r.lemma != chosen.lemma && r.proclitics == chosen.proclitics;
        types.readings(tokens[i]).iter().find(plain).filter(|_| how)
    };
    // `، مؤكدة أن`: a participle of saying that is written like an adjective.
    let saying = || {
        let that = |t: &Token| types.readings(*t).first().is_some_and(|r| types.bits(r.lemma) & Labels::THAT != 0);
        let says = |r: &&Reading| {
            r.feats.pos == Pos::ActiveParticiple
                && r.proclitics == chosen.proclitics
                && types.bits(r.lemma) & (Labels::REPORT | Labels::REPORT_ABOUT) != 0
        };
        let next = tokens.get(i + 1).is_some_and(that);
        types.readings(tokens[i]).iter().find(says).filter(|_| next)
    };
    if chosen.feats.pos == Pos::Adjective
        && !chosen.proclitics.has(Proclitics::AL)
        && let Some(other) = saying()
    {
        return other;
    }
    if types.bits(chosen.lemma) & Labels::BEGIN != 0
        && let Some(other) = seems()
    {
        return other;
    }
    if hidden && genitive() { bare().unwrap_or(chosen) } else { chosen }
}

/// `أكدوا رفض الحركة وقف القتال`: whether what comes is what somebody refuses, told by
/// a noun that a verb or a preposition takes.
pub(super) fn object_of_noun(parse: &Parse, k: &Knowledge) -> bool {
    let mut before = parse.nodes.iter().rev().filter(|n| !n.is_quote());
    let who = before.next().filter(|n| n.kind == Kind::Entity && n.pro.0 == 0);
    let deed = before.next().filter(|n| {
        let sets = |op: u16| {
            let operator = &k.language.operators[op as usize];
            operator.bare && matches!(operator.effect, Effect::Set(Modality::Refused | Modality::Demanded))
        };
        n.kind == Kind::Noun && n.pro.0 & !Proclitics::WA.0 == 0 && n.enc.is_none() && n.operator.is_some_and(sets)
    });
    let acts = who.is_some_and(|n| parse.entities[n.index as usize].can_act());
    // `رفضت دمشق طلب موسكو وقف القصف`: over the subject.
    let over = |n: &Node| matches!(n.kind, Kind::Verb | Kind::Prep) && n.enc.is_none();
    let next = before.next();
    let subject = next.filter(|n| n.kind == Kind::Entity && n.joined_prep().is_none());
    acts && deed.is_some()
        && (next.is_some_and(over) || subject.is_some() && before.next().is_some_and(|n| n.kind == Kind::Verb))
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
