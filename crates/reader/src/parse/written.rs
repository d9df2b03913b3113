//! Words that one letter tells from others: a verbal noun spelled like a verb with a pronoun (`اصابه شاب`, for `إصابة شاب`), a name like a preposition.

use super::Parse;
use super::called::is_title_word;
use super::node::{Kind, Node};
use super::words::{Types, finite};
use crate::knowledge::{Knowledge, Labels, Name, holds};
use hudna_arabic::morph::{Pos, Proclitics, Reading};
use hudna_arabic::token::{Token, TokenKind};

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

/// `الناشط سالم علي`, `قال علي حسن إن`: beside another word of a name, a given name rather than the preposition that it would be without
/// its dots, where the report writes that one without them.
pub(super) fn a_name(parse: &Parse, k: &Knowledge, types: &Types<'_>, tokens: &[Token], i: usize, text: &str) -> bool {
    let token = tokens[i];
    let whole = || types.readings(token).first().is_some_and(|r| r.proclitics.0 == 0 && r.enclitic.is_none());
    let dotted = || text[token.start as usize..token.end as usize].strip_suffix('ي');
    let Some(stem) = types.given(token).then(dotted).flatten().filter(|_| whole()) else { return false };
    let name = |t: &Token| types.given(*t) || t.kind == TokenKind::Arabic && types.readings(*t).is_empty();
    let next = tokens.get(i + 1);
    let before = parse.nodes.last();
    let last = before.map(|n| tokens[n.last as usize - 1]);
    let opens = |t: &Token| holds(&k.language.open_names, types.folded(*t));
    let led = before.is_some_and(|n| n.kind == Kind::Prep);
    let beside = !led && last.as_ref().is_some_and(|t| name(t) || opens(t)) || next.is_some_and(|t| types.given(*t));
    let titled = last.is_some_and(|t| is_title_word(k, types, t));
    let free = before.is_none_or(|n| matches!(n.kind, Kind::Verb | Kind::Comma | Kind::Stop | Kind::Open));
    // `قال الشيخ علي مسعد إن`: nothing but who tells stands before what he tells.
    let that = |t: &Token| types.readings(*t).iter().any(|r| types.bits(r.lemma) & Labels::THAT != 0);
    let next = next.is_some_and(name) || tokens.get(i + 2).is_some_and(that);
    (beside || next && (titled || free)) && near(text, token.start as usize).contains(&format!("{stem}ى"))
}

/// What stands not far from a byte of a text.
fn near(text: &str, at: usize) -> &str {
    const FAR: usize = 4000;
    let boundary = |i: &usize| text.is_char_boundary(*i);
    let from = (at.saturating_sub(FAR)..=at).find(boundary).unwrap_or(at);
    let to = (at..=text.len().min(at + FAR)).rev().find(boundary).unwrap_or(at);
    &text[from..to]
}
