//! `الزلزال الذي ضرب البلاد`: what strikes, kills and drives away though no party does.

use super::build::Draft;
use super::slots::Sentence;
use crate::knowledge::{Labels, WordList, holds};
use crate::parse::{Kind, Node};
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_claims::Event;

/// How far before a verb the noun that it is said of may stand, and behind an event the word for its cause.
const REACH: usize = 8;
/// Over how many verbs joined by و the subject of what did harm is looked for.
const JOINED: usize = 3;

/// Leaves out what nature did, and blows and sieges that are none but in a figure.
pub(super) fn spare(s: &Sentence<'_>, drafts: &mut Vec<Draft>) {
    if drafts.is_empty() {
        return;
    }
    let shades = &s.k.language.shades;
    let (mut nature, mut woes) = (false, false);
    for n in s.nodes.iter().filter(|n| noun(n)) {
        let word = s.folded_stem(n);
        nature |= holds(&shades.nature, word);
        woes |= holds(&shades.woes, word);
    }
    if !nature && !woes {
        return;
    }
    drafts.retain(|d| {
        let verb = s.nodes[d.node].kind == Kind::Verb;
        match d.event {
            Event::Attack | Event::ControlTake => {
                !(nature && does(s, d.node, &shades.nature, 1) || woes && verb && does(s, d.node, &shades.woes, 1))
            }
            Event::SiegeHold | Event::SiegeImpose => !(woes && verb && does(s, d.node, &shades.woes, 1)),
            Event::Harm | Event::Displace => {
                let by = if verb { Some(d.node) } else { verb_over(s, d.node) };
                !(nature && (by.is_some_and(|v| does(s, v, &shades.nature, JOINED)) || caused(s, d, &shades.nature)))
            }
            _ => true,
        }
    });
}

fn noun(n: &Node) -> bool {
    matches!(n.kind, Kind::Noun | Kind::Entity | Kind::Unknown)
}

/// Whether a verb is said of a word of the list: `ضرب زلزال`, `الزلزال الذي ضرب`, `زلزال عنيف ضرب`, `العاصفة ضربت`;
/// over as many verbs joined by و as `joined` tells (`الزلزال الذي ضرب البلاد وأودى`).
fn does(s: &Sentence<'_>, verb: usize, list: &WordList, joined: usize) -> bool {
    // `عاصفة الحزم` is a name, and so is `بركان` in `صاروخ بركان`.
    let arms = |b: usize| s.weapon(b) || s.entity(b).is_some_and(|e| e.goods.is_some());
    let is = |i: usize| {
        let n = &s.nodes[i];
        noun(n)
            && s.entity(i).is_none_or(|e| !e.places.is_empty())
            && holds(list, s.folded_stem(n))
            && !i.checked_sub(1).is_some_and(arms)
    };
    let mut at = verb;
    for _ in 0..joined {
        let told = s.nodes[at].kind == Kind::Verb;
        if told && at + 1 < s.nodes.len() && is(at + 1) && !s.has_prep(at + 1) {
            return true;
        }
        let from = s.sentence_start(at).max(at.saturating_sub(REACH));
        // What describes the noun stands between: adjectives, the relative, a time.
        let between = |i: &usize| {
            let n = &s.nodes[*i];
            n.is_quote()
                || matches!(n.kind, Kind::Adjective | Kind::Time | Kind::Filler)
                || (n.kind == Kind::Unknown || n.pos() == Some(Pos::ActiveParticiple))
                    && !n.joined_by_and()
                    && n.joined_prep().is_none()
                || n.kind == Kind::Particle && !n.is(Labels::THAT | Labels::CLAUSE)
        };
        // `رغم الاتهامات تحاصر القوات المدينة`: after a preposition it is the subject of no verb, but in a clause on it.
        let apart = |i: usize| {
            let definite = s.nodes[i].pro.has(Proclitics::AL) && s.has_prep(i);
            definite && !s.nodes[i + 1..at].iter().any(|n| n.is(Labels::RELATIVE))
        };
        let before = (from..at).rev().find(|i| !between(i)).filter(|&i| !apart(i));
        if before.is_some_and(is) && !s.nodes[at].joined_by_and() {
            return true;
        }
        if !s.nodes[at].joined_by_and() || s.nodes[at].kind != Kind::Verb {
            return false;
        }
        let Some(first) = (s.sentence_start(at)..at).rev().find(|&i| s.nodes[i].kind == Kind::Verb) else {
            return false;
        };
        at = first;
    }
    false
}

/// The verb that a noun hangs on: `أدى الزلزال إلى مقتل`, `خلفت السيول قتلى`.
fn verb_over(s: &Sentence<'_>, at: usize) -> Option<usize> {
    (s.sentence_start(at)..at)
        .rev()
        .take_while(|&i| !s.triggers.contains(&i) || s.nodes[i].kind == Kind::Verb)
        .find(|&i| s.nodes[i].kind == Kind::Verb)
}

/// `قتل ثلاثة جراء السيول`: the cause right after a preposition of reasons, with no other event told before it.
fn caused(s: &Sentence<'_>, d: &Draft, list: &WordList) -> bool {
    let ends = |i: &usize| {
        let n = &s.nodes[*i];
        n.kind == Kind::Stop || s.triggers.contains(i) && *i > d.last && !holds(list, s.folded_stem(n))
    };
    let because = |i: usize| {
        let n = &s.nodes[i];
        n.kind == Kind::Prep && n.enc.is_none() && holds(&s.k.language.shades.because, s.folded_stem(n))
    };
    // `ضحايا الزلزال`
    let of = |i: usize| i == d.last + 1 && s.nodes[d.node].kind != Kind::Verb;
    // `بسبب الأمطار وقصف النظام`: somebody does it too.
    let and_more = |i: usize| s.nodes.get(i + 1).is_some_and(|n| n.joined_by_and()) && s.triggers.contains(&(i + 1));
    (d.last + 1..s.sentence_end(d.last)).take_while(|i| !ends(i)).any(|i| {
        let n = &s.nodes[i];
        noun(n)
            && holds(list, s.folded_stem(n))
            && (n.joined_prep() == Some("ب") || because(i - 1) || of(i) && n.joined_prep().is_none())
            && !and_more(i)
    })
}
