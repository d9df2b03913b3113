//! Names and fixed phrases by longest match.

use super::Parse;
use super::apart;
use super::marks;
use super::node::{Entity, Kind, Node, plain};
use super::words::{Types, finite, nominal};
use crate::knowledge::{ActorKind, Effect, Guard, Knowledge, Labels, Name, NodeIx, PhraseKind, bit};
use hudna_arabic::morph::{Pos, Proclitics, Reading};
use hudna_arabic::token::{Token, TokenKind};

/// The longest name or fixed phrase that begins at token `i`; pushes its node and gives the token after it.
pub(super) fn name(
    parse: &mut Parse,
    k: &Knowledge,
    types: &Types<'_>,
    tokens: &[Token],
    i: usize,
    text: &str,
) -> Option<usize> {
    let word = types.word(tokens[i]);
    let mut best: Option<(usize, NodeIx, Proclitics)> = None;
    for root in types.roots(tokens[i]) {
        let (mut node, mut at, pro) = (root.node, i + 1, root.cut);
        loop {
            let first = at == i + 1;
            let ends = if first { root.ends } else { !k.names.names(node).is_empty() };
            if ends && best.is_none_or(|(last, _, _)| at > last) {
                best = Some((at, node, pro));
            }
            // Quotes inside a name (`قوات "قسد"`) do not break it.
            let mut next = at;
            while next < tokens.len() && matches!(tokens[next].kind, TokenKind::Open) && next < at + 1 {
                next += 1;
            }
            let Some(&token) = tokens.get(next) else { break };
            if !token.is_word() {
                break;
            }
            // Most names end where they begin: what goes on from the first word is asked of the word itself.
            let further = types.word(token).symbol.filter(|s| !first || root.further & bit(*s) != 0);
            match further.and_then(|s| k.names.step(node, s)) {
                Some(further) => (node, at) = (further, next + 1),
                None => break,
            }
        }
    }
    let (mut last, node, pro) = best?;
    let names = k.names.names(node);
    if let Some(kind) = names.iter().find_map(|n| match n {
        Name::Phrase(kind) => Some(*kind),
        _ => None,
    }) {
        // كما لم is no ك before ما لم: nothing that governs is likened to.
        if let PhraseKind::Operator(at) = kind
            && (pro.has(Proclitics::KA) || apart::no_operator(parse, k, types, &tokens[i..], (last - i, at)))
        {
            return None;
        }
        if kind == PhraseKind::Mediator
            && (tokens.get(last).is_some_and(|&next| deed(types, next)) || pledged(parse, k, tokens, i, types))
        {
            return None;
        }
        let mut made = plain(phrase_kind(kind), i, last);
        made.pro = pro;
        if kind == PhraseKind::Joiner {
            made.bits = Labels::OR;
        }
        if let PhraseKind::Operator(at) = kind {
            made.index = u32::from(at);
            made.operator = Some(at);
        }
        parse.nodes.push(made);
        return Some(last);
    }
    let entity = entity(k, names, i)?;
    // `قصفا تركيا`, `قصفًا سوريًا`: the nisba, not the country that is written like it.
    if last == i + 1 && word.adjective.is_some() && marks::accusative_nisba(parse, k, types, tokens, (i, pro), text) {
        return None;
    }
    if last == i + 1 && entity.actor.is_none() && entity.people.is_none() && entity.goods.is_none() {
        // عنه, مدني: a lone place name that is also a closed-class or people word is that word.
        // باجل after a preposition is the town, no أجل with ب.
        let led = || parse.nodes.last().is_some_and(|n| n.kind == Kind::Prep || n.is(Labels::PLACE_KIND));
        let less = |r: &Reading| r.proclitics.0.count_ones() <= pro.0.count_ones() || !led();
        let closed = types
            .readings(tokens[i])
            .first()
            .is_some_and(|r| matches!(r.feats.pos, Pos::Preposition | Pos::Particle) && less(r));
        if closed || matches!(word.kind, Some(Name::People(_))) {
            return None;
        }
        let readings = types.readings(tokens[i]);
        // باب, بارزة: a noun as it stands is not cut into `ب` and a name; دومًا is an adverb.
        let cuts = |p: Proclitics| (p.0 & !Proclitics::AL.0).count_ones();
        let whole = |r: &Reading| nominal(r) && r.enclitic.is_none() && cuts(r.proclitics) < cuts(pro);
        let raw = &text[tokens[i].start as usize..tokens[i].end as usize];
        // كسرت is no ك before سرت: few places are likened to.
        let verb = |r: &Reading| finite(r) && pro.has(Proclitics::KA) && cuts(r.proclitics) < cuts(pro);
        if readings.iter().any(|r| whole(r) || verb(r)) || raw.ends_with(['ً', 'ٌ', 'ٍ']) || raw.ends_with("ًا") {
            return None;
        }
        // بدأ, الباب: a name that is a word of the language too counts only where a place can stand.
        let guard = names.iter().filter_map(Name::guard).min();
        let stands = match guard {
            None | Some(Guard::None) => true,
            Some(Guard::Word) => {
                place_may_stand(parse, types, tokens, pro) || super::spoken::over_item(parse, types, tokens, last)
            }
            Some(Guard::Kind) => {
                after_kind_or_place(parse, pro)
                    && !tokens.get(last).is_some_and(|&next| goes_on_to_deed(types, tokens[i], next, pro))
            }
        };
        // `محافظة حلب: رصد ناشطون`: a verb opens what a colon leads to.
        let told = parse.nodes.last().is_some_and(|n| types.folded(tokens[n.first as usize]) == ":")
            && readings.iter().any(|r| finite(r) && r.proclitics.0 == pro.0);
        let stands = stands && !told;
        if !readings.is_empty() && !stands {
            return None;
        }
    }
    // A closing quote right after a name that was opened inside it belongs to it.
    let opened = tokens[i..last].iter().filter(|t| t.kind == TokenKind::Open).count();
    if opened > 0 && tokens.get(last).is_some_and(|t| t.kind == TokenKind::Close) {
        last += 1;
    }
    let mut made = plain(Kind::Entity, i, last);
    made.pro = pro;
    if let Some(reading) = types.readings(tokens[i]).iter().find(|r| nominal(r)) {
        made.lemma = Some(reading.lemma);
        made.feats = Some(reading.feats);
        made.bits =
            types.bits(reading.lemma) & (Labels::FORCE_HEAD | Labels::BODY_HEAD | Labels::SOURCE_HEAD | Labels::ARMS);
        if last == i + 1 {
            made.enc = reading.enclitic.filter(|_| entity.people.is_some() || entity.goods.is_some());
        }
    }
    made.index = parse.entities.len() as u32;
    parse.entities.push(entity);
    parse.nodes.push(made);
    Some(last)
}

/// `بضمان عودة النازحين`: whether a word is a deed, which nobody mediates by.
fn deed(types: &Types<'_>, token: Token) -> bool {
    let first = types.readings(token).first();
    first.is_some_and(|r| r.feats.pos == Pos::Masdar && r.proclitics.0 == 0) && types.word(token).opens
}

/// `تعهد الطرفان بضمان سلامة المدنيين`: whether words after which a mediator may stand are what a verb right before is about.
fn pledged(parse: &Parse, k: &Knowledge, tokens: &[Token], i: usize, types: &Types<'_>) -> bool {
    let by = types.readings(tokens[i]).iter().any(|r| r.feats.pos == Pos::Masdar && r.proclitics.has(Proclitics::BA));
    let verb = parse.nodes.iter().rev().find(|n| n.kind != Kind::Entity).filter(|n| n.kind == Kind::Verb);
    let op = verb.and_then(|v| v.operator).map(|op| &k.language.operators[op as usize]);
    by && op.is_some_and(|o| matches!(o.effect, Effect::Set(_)) && o.preps.iter().any(|p| &**p == "ب"))
}

/// `انسحاب من لحج وسحب الآليات`: whether a name joined to a place is a verbal noun with what it is done to.
fn goes_on_to_deed(types: &Types<'_>, token: Token, next: Token, pro: Proclitics) -> bool {
    let deed = |r: &Reading| r.feats.pos == Pos::Masdar && r.proclitics.0 == pro.0 && r.enclitic.is_none();
    let definite = |r: &Reading| nominal(r) && r.proclitics.0 == Proclitics::AL.0;
    pro.has(Proclitics::WA)
        && types.readings(token).iter().any(deed)
        && types.readings(next).first().is_some_and(definite)
}

/// Whether what stands before (a preposition, a kind word, another place, `اقتحام`) lets a place follow.
fn place_may_stand(parse: &Parse, types: &Types<'_>, tokens: &[Token], pro: Proclitics) -> bool {
    if pro.0 & (Proclitics::BA.0 | Proclitics::LA.0) != 0 || after_kind_or_place(parse, pro) {
        return true;
    }
    parse.nodes.iter().rev().find(|n| !n.is_quote()).is_some_and(|n| match n.kind {
        Kind::Prep => n.enc.is_none(),
        Kind::Noun if n.is(Labels::DIRECTION) => true,
        Kind::Noun => {
            let event = types.word(tokens[n.first as usize]).opens;
            event && n.pos() == Some(Pos::Masdar) && n.enc.is_none() && !n.pro.has(Proclitics::AL)
        }
        _ => false,
    })
}

/// Whether a kind word stands before, or a place that the name is listed with.
fn after_kind_or_place(parse: &Parse, pro: Proclitics) -> bool {
    let place = |n: &Node| n.kind == Kind::Entity && !parse.entities[n.index as usize].places.is_empty();
    let mut before = parse.nodes.iter().rev().filter(|n| !n.is_quote());
    before.next().is_some_and(|n| match n.kind {
        // حي الجديدة, but not المنطقة الجديدة.
        Kind::Noun | Kind::Adjective => n.is(Labels::PLACE_KIND) && !n.pro.has(Proclitics::AL),
        Kind::Entity => place(n) && pro.has(Proclitics::WA),
        Kind::Comma => before.next().is_some_and(place),
        _ => false,
    })
}

fn phrase_kind(kind: PhraseKind) -> Kind {
    match kind {
        PhraseKind::Operator(_) => Kind::Operator,
        PhraseKind::According => Kind::According,
        PhraseKind::SameSpeaker => Kind::SameSpeaker,
        PhraseKind::Agent => Kind::AgentMark,
        PhraseKind::Mediator => Kind::MediatorMark,
        PhraseKind::Response => Kind::ResponseMark,
        PhraseKind::Joiner => Kind::Particle,
        PhraseKind::Filler => Kind::Filler,
    }
}

fn entity(k: &Knowledge, names: &[Name], first: usize) -> Option<Entity> {
    let mut made = Entity { definite: true, guarded: true, name_first: first as u32, ..Entity::default() };
    for name in names {
        match *name {
            Name::Actor { at, weak } if made.actor.is_none() || (made.weak && !weak) => {
                let actor = &k.actors[at as usize];
                made.actor = Some(at);
                made.weak = weak;
                made.person = actor.kind == ActorKind::Person;
                made.group = actor.kind == ActorKind::People;
            }
            Name::Actor { at, weak: true } if made.weak => made.rivals.push(at),
            Name::Place { at, guard } => {
                made.places.push(at);
                made.guarded &= guard == Guard::Kind;
            }
            Name::Both => (made.both, made.group) = (true, true),
            Name::People(class) => made.people = Some(class),
            Name::Goods(class) => made.goods = Some(class),
            _ => {}
        }
    }
    made.guarded &= !made.places.is_empty();
    let named =
        made.actor.is_some() || made.both || !made.places.is_empty() || made.people.is_some() || made.goods.is_some();
    // A name that is only a guarded place is left to its kind word (group.rs).
    named.then_some(made)
}
