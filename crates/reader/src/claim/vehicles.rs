//! Vehicles and convoys that are struck: whom a blow is aimed at, or a blast goes off in or beside, where nobody is named.

use super::build::Draft;
use super::doers::said_of;
use super::slots::{Found, Sentence};
use crate::knowledge::{Labels, holds};
use crate::parse::{Kind, Node};
use hudna_arabic::morph::{Pos, Proclitics, Voice};
use hudna_claims::Event;

/// How far after the word of a blow what it strikes may stand.
const REACH: usize = 7;

/// `استهدفت طائرة سيارة`, `استهداف قافلة`: gives blows that name nobody struck the vehicle that is their object.
pub(super) fn struck(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| d.event == Event::Attack && d.slots.target.is_empty()) {
        let hit = object(s, d.node, d.last)
            .or_else(|| taken_up(s, d.node))
            .or_else(|| undergone(s, d.node))
            .or_else(|| told_struck(s, d.node, d.last));
        if let Some(node) = hit {
            d.slots.target.push(Found { line: s.line, node: node as u32, via: None });
        }
    }
}

/// Gives blasts that name nobody struck the vehicle that they went off in or beside.
pub(super) fn beside(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| d.event == Event::Attack && d.slots.target.is_empty()) {
        let hit = blown_up(s, d.node, d.last);
        d.slots.target = hit.map(|i| s.conjuncts(i)).unwrap_or_default();
    }
}

/// The vehicle that is the object of a verb or the genitive of a verbal noun.
fn object(s: &Sentence<'_>, at: usize, last: usize) -> Option<usize> {
    let node = &s.nodes[at];
    let verb = node.kind == Kind::Verb;
    // `انفجرت سيارة`: what goes off is no object.
    if !(verb || node.pos() == Some(Pos::Masdar)) || holds(&s.k.language.blasts, s.folded_stem(node)) {
        return None;
    }
    let passive = node.feats.is_some_and(|f| f.voice == Voice::Passive);
    // A verb strikes what stands after who does it.
    let mut done_by = !verb || passive || s.subject_before(at).is_some() || arms_before(s, at);
    let onto = |n: &crate::parse::Node| holds(&s.k.language.prepositions.done_to, s.folded_stem(n));
    let vehicle = |i: usize| s.nodes.get(i).is_some_and(|n| holds(&s.k.language.vehicles, s.folded_stem(n)));
    let free = |i: usize| matches!(s.nodes[i].kind, Kind::Noun | Kind::Entity) && s.nodes[i].joined_prep().is_none();
    let (mut i, mut until) = (at, at + REACH);
    // `استهدفت سيارة مفخخة حافلة`: what stands after the thing that strikes.
    if verb && s.vehicle_strikes(at) {
        (i, done_by) = (at + 1, true);
    }
    while i + 1 < s.nodes.len().min(until) {
        i += 1;
        let n = &s.nodes[i];
        let plain = n.joined_prep().is_none() && !n.joined_by_and();
        match n.kind {
            // `أطلق حراس السفينة النار`: within the words of the blow stands who strikes.
            Kind::Noun | Kind::Entity if i < last => done_by |= plain,
            // `هجوم بأربعة زوارق`: the means.
            Kind::Noun | Kind::Entity
                if plain && s.nodes[i - 1].kind == Kind::Number && s.number_prep(i - 1) == Some("ب") => {}
            Kind::Noun | Kind::Entity if plain && done_by && holds(&s.k.language.vehicles, s.folded_stem(n)) => {
                return Some(i);
            }
            // `استهدفت غارة دراجة`: a blow that is the verb's subject strikes.
            Kind::Noun if s.event_subject(at) == Some(i) => done_by = true,
            Kind::Noun | Kind::Entity if s.triggers.contains(&i) || n.joined_by_and() => return None,
            Kind::Noun | Kind::Entity if n.joined_prep() == Some("ل") && vehicle(i) && (!verb || done_by) => {
                return Some(i);
            }
            Kind::Noun | Kind::Entity => done_by |= plain,
            // `استهدفت القوات فجر اليوم، بصاروخ، سيارة`
            Kind::Comma if s.parse.interposed(at, i).is_some() => {
                let close = s.parse.interposed(at, i).unwrap_or(i);
                (i, until) = (close, until + close - i);
            }
            Kind::Comma if s.nodes[i - 1].kind == Kind::Time && done_by && verb => {}
            // `هجوم على قافلة`, `فتح مسلحون النار على دورية`, `نصبوا كمينا للقافلة`
            Kind::Prep if n.enc.is_none() && onto(n) && vehicle(i + 1) && free(i + 1) => return Some(i + 1),
            Kind::Adjective | Kind::Time | Kind::Number | Kind::Open | Kind::Close | Kind::Filler => {}
            _ => return None,
        }
    }
    None
}

/// `السفينة التي هاجمها المسلحون`, `سيارة استهدفتها طائرة`: the vehicle that the pronoun on a verb stands for, the verb's clause being on it.
fn taken_up(s: &Sentence<'_>, at: usize) -> Option<usize> {
    let verb = &s.nodes[at];
    verb.enc.filter(|e| verb.kind == Kind::Verb && e.person == 3)?;
    let relative = s.relative_start(at).filter(|&r| s.nodes[r].is(Labels::RELATIVE));
    let head = (0..relative.unwrap_or(at)).rev().find(|&i| s.nodes[i].kind != Kind::Adjective)?;
    (vehicle(s, &s.nodes[head]) && !verb.joined_by_and()).then_some(head)
}

/// `هجوم استهدف الخميس قافلة`, `كمين طال حافلة`: the vehicle that is the object of a verb said of a blow.
fn told_struck(s: &Sentence<'_>, at: usize, last: usize) -> Option<usize> {
    let n = &s.nodes[at];
    if n.kind != Kind::Noun {
        return None;
    }
    let ends = |i: &usize| matches!(s.nodes[*i].kind, Kind::Stop | Kind::Comma | Kind::Particle);
    let verb = (last + 1..s.nodes.len().min(last + REACH))
        .take_while(|i| !ends(i))
        .find(|&i| s.nodes[i].kind == Kind::Verb)?;
    let v = &s.nodes[verb];
    let told = s.triggers.contains(&verb) && !v.joined_by_and() && v.enc.is_none() && said_of(v, n);
    let skipped = |i: &usize| matches!(s.nodes[*i].kind, Kind::Time | Kind::Number | Kind::Open);
    let object = (verb + 1..s.nodes.len()).find(|i| !skipped(i)).filter(|_| told)?;
    let o = &s.nodes[object];
    (vehicle(s, o) && o.joined_prep().is_none() && !o.joined_by_and()).then_some(object)
}

/// `سيارة مفخخة استهدفت قافلة`: whether right before a verb stands a thing without the article that it is said of.
fn arms_before(s: &Sentence<'_>, verb: usize) -> bool {
    let thing = |i: usize| {
        let n = &s.nodes[i];
        n.kind == Kind::Noun && !n.pro.has(Proclitics::AL) && n.enc.is_none() && n.joined_prep().is_none()
    };
    let head = (0..verb).rev().find(|&i| s.nodes[i].kind != Kind::Adjective);
    head.is_some_and(|h| thing(h) && said_of(&s.nodes[verb], &s.nodes[h])) && !s.nodes[verb].joined_by_and()
}

/// `تعرضت قافلة مؤلفة من 20 شاحنة لقصف`: the vehicle that a verb of undergoing is about.
fn undergone(s: &Sentence<'_>, at: usize) -> Option<usize> {
    let whole = s.nodes[at].kind == Kind::Verb;
    if !whole && s.nodes[at].joined_prep() != Some("ل") {
        return None;
    }
    let ends = |i: &usize| matches!(s.nodes[*i].kind, Kind::Stop | Kind::Comma | Kind::Operator);
    // `تعرض قافلة لهجوم`: a verbal noun tells it too.
    let tells = |n: &Node| n.kind == Kind::Verb || n.kind == Kind::Noun && n.is(Labels::UNDERGO) && n.enc.is_none();
    let verb = (at.saturating_sub(REACH + 2)..at).rev().take_while(|i| !ends(i)).find(|&i| tells(&s.nodes[i]));
    // `تعرضت سيارة لإطلاق نار`: the verb may be the blow's own.
    let verb = if whole { Some(at) } else { verb };
    let verb = verb.filter(|&v| s.nodes[v].is(Labels::UNDERGO))?;
    let vehicle = |i: usize| s.nodes.get(i).is_some_and(|n| vehicle(s, n) && n.joined_prep().is_none());
    // `تعرضت ثلاث سيارات لهجوم`, `إحدى سفنها`
    let after = (verb + 1..s.nodes.len()).find(|&i| s.nodes[i].kind != Kind::Number && !s.nodes[i].is(Labels::ONE));
    [after, verb.checked_sub(1)].into_iter().flatten().find(|&i| vehicle(i))
}

/// `انفجرت عبوة بسيارة`, `انفجر لغم لدى مرور دورية`: what an explosive goes off in, or beside as it passes. What itself blew up is no target
/// (`انفجار بسيارة مفخخة`).
fn blown_up(s: &Sentence<'_>, at: usize, last: usize) -> Option<usize> {
    let blast = holds(&s.k.language.blasts, s.folded_stem(&s.nodes[at]));
    if !blast || last == at {
        return None;
    }
    let mut among = false;
    for i in last + 1..s.nodes.len().min(last + REACH) {
        let n = &s.nodes[i];
        let passing =
            |p: &Node| p.kind == Kind::Prep && p.is(Labels::TIME) || holds(&s.k.language.keeping, s.folded_stem(p));
        match n.kind {
            Kind::Noun | Kind::Entity if vehicle(s, n) => {
                let laden = s.nodes[i..].iter().zip(i..).take(4).skip(1).take_while(|(b, _)| b.kind != Kind::Prep);
                let laden = laden.into_iter().any(|(b, at)| b.is(Labels::ARMS) || s.weapon(at));
                return (n.joined_prep() == Some("ب") && !laden || passed(s, i)).then_some(i);
            }
            // `انفجر لغم بمدنيين`, `انفجرت عبوة بعدد من الجنود`: whom it goes off among.
            Kind::Entity if among && n.joined_prep().is_none() || n.joined_prep() == Some("ب") => {
                let who = s.entity(i).is_some_and(|e| (e.people.is_some() || e.actor.is_some()) && !e.can_place());
                return (who && !n.is(Labels::ARMS)).then_some(i);
            }
            Kind::Noun if n.joined_prep() == Some("ب") && n.is(Labels::QUANTIFIER) => among = true,
            Kind::Noun if n.pos() == Some(Pos::Masdar) && s.before(i).is_some_and(|b| passing(&s.nodes[b])) => {}
            Kind::Adjective | Kind::Prep | Kind::Time | Kind::Open | Kind::Close => {}
            _ => return None,
        }
    }
    None
}

/// Whether a vehicle completes a verbal noun: `مرور دورية`.
fn passed(s: &Sentence<'_>, at: usize) -> bool {
    s.before(at).is_some_and(|b| s.nodes[b].pos() == Some(Pos::Masdar) && s.nodes[b].kind == Kind::Noun)
}

fn vehicle(s: &Sentence<'_>, n: &Node) -> bool {
    matches!(n.kind, Kind::Noun | Kind::Entity) && holds(&s.k.language.vehicles, s.folded_stem(n))
}
