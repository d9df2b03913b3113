//! A verbal noun whose last letter is written like a pronoun: `اصابه شاب`, for `إصابة شاب`.

use super::Parse;
use super::node::{Kind, Node};
use super::words::{Types, finite};
use crate::knowledge::{Knowledge, Labels, Name};
use hudna_arabic::morph::{Pos, Proclitics, Reading};
use hudna_arabic::token::Token;

/// `اصابه مدني برصاص قناص`: at the head of a line that has no verb, before a word for people, nobody was named whom a pronoun could stand
/// for.
pub(super) fn last_letter<'r>(
    parse: &Parse,
    k: &Knowledge,
    types: &Types<'_>,
    readings: &'r [Reading],
    tokens: &[Token],
    i: usize,
) -> Option<&'r Reading> {
    // `تحرير قريه كذا`: a word for a place rather than a verb.
    let place = |r: &&Reading| r.enclitic.is_none() && k.labels.bits(r.lemma) & Labels::PLACE_KIND != 0;
    let verb = |r: &Reading| finite(r) && r.enclitic.is_some();
    if let Some(noun) = readings.first().filter(place).filter(|_| readings.iter().any(verb)) {
        let governed = parse.nodes.last().is_some_and(|n| matches!(n.kind, Kind::Noun | Kind::Prep | Kind::Verb));
        return (governed && types.folded(tokens[i]).ends_with('ه')).then_some(noun);
    }
    let verb = readings.first().filter(|r| finite(r) && r.enclitic.is_some())?;
    if k.labels.bits(verb.lemma) & Labels::INJURY == 0 {
        return None;
    }
    let noun = readings
        .iter()
        .find(|r| r.feats.pos == Pos::Masdar && r.enclitic.is_none() && r.proclitics.0 == verb.proclitics.0)?;
    let next = types.word(*tokens.get(i + 1)?);
    let people = matches!(next.kind, Some(Name::People(_)));
    let here = parse.nodes.iter().rev().take_while(|n| n.kind != Kind::Stop);
    let told = |n: &Node| matches!(n.kind, Kind::Verb | Kind::Operator) || n.is(Labels::THAT | Labels::RELATIVE);
    let joined = noun.proclitics.0 & Proclitics::WA.0 != 0;
    let opens = parse.nodes.last().is_none_or(|n| joined || matches!(n.kind, Kind::Stop | Kind::Comma | Kind::Mark));
    (people && opens && !here.into_iter().any(told)).then_some(noun)
}
