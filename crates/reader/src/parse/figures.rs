//! Words for places that name none in a figure of speech: `جسر جوي`, `على الأرض`, `صاروخ أرض أرض`.

use super::{Entity, Kind, Parse, Types};
use crate::knowledge::{Knowledge, Labels, holds};
use hudna_arabic::morph::Proclitics;

/// Makes such words plain nouns.
pub(super) fn figures(parse: &mut Parse, k: &Knowledge, types: &Types<'_>) {
    let words = &k.language.whereabouts;
    for i in 0..parse.nodes.len() {
        let n = &parse.nodes[i];
        if n.kind != Kind::Entity || !parse.entity(i).is_some_and(|e| e.area && e.actor.is_none() || e.can_place()) {
            continue;
        }
        let stem = parse.stem(k, types, n);
        let ground = holds(&words.ground, stem);
        let figure = holds(&words.airy, stem) && by_air(parse, k, types, i)
            || ground && n.pro.0 == Proclitics::AL.0 && n.last - n.first == 1 && upon(parse, k, types, i)
            || ground && of_missile(parse, types, i);
        if holds(&words.banks, stem) && of_water(parse, i) {
            let at = parse.nodes[i].index as usize;
            let name_first = parse.nodes[i].first;
            parse.entities[at] = Entity { area: true, definite: true, name_first, ..Entity::default() };
            continue;
        }
        if figure {
            let n = &mut parse.nodes[i];
            n.bits &= !Labels::PLACE_KIND;
            if n.last - n.first > 1 {
                // `جسرا جويا`: the phrase stays what frames know it by.
                let at = n.index as usize;
                parse.entities[at] = Entity { name_first: n.first, ..Entity::default() };
            } else {
                n.kind = Kind::Noun;
            }
        }
    }
}

/// `الضفة الشرقية لنهر الفرات`: whether what has the place before it for a bank follows.
fn of_water(parse: &Parse, i: usize) -> bool {
    let side = parse.nodes[i + 1..].iter().take(2).take_while(|n| n.kind == Kind::Adjective).count();
    let water = i + 1 + side;
    let named = parse.entity(i).is_some_and(|e| !e.places.is_empty());
    named
        && parse.nodes.get(water).is_some_and(|n| n.joined_prep() == Some("ل"))
        && parse.entity(water).is_some_and(|e| e.can_place() || e.area)
}

/// `جسرا جويا`: whether an adjective by which nothing stands on the ground follows, in the phrase or after it.
fn by_air(parse: &Parse, k: &Knowledge, types: &Types<'_>, i: usize) -> bool {
    let n = &parse.nodes[i];
    let next = if n.last - n.first > 1 {
        Some(n.first + 1)
    } else {
        parse.nodes.get(i + 1).filter(|a| !a.is_quote()).map(|a| a.first)
    };
    next.is_some_and(|t| {
        let token = parse.tokens[t as usize];
        types.readings(token).iter().any(|r| holds(&k.language.whereabouts.air, &k.lexicon.lemma(r.lemma).folded))
    })
}

/// `صواريخ أرض - أرض`, `بصاروخ أرض أرض`: from where to where a missile is fired.
fn of_missile(parse: &Parse, types: &Types<'_>, i: usize) -> bool {
    let n = &parse.nodes[i];
    let word = types.folded(parse.tokens[n.first as usize]);
    let same = (n.first..n.last).all(|t| types.folded(parse.tokens[t as usize]) == word);
    let arms = |&at: &usize| {
        let b = &parse.nodes[at];
        // `أرض` before it is a plain noun by now.
        b.is(Labels::ARMS)
            || parse.entity(at).is_some_and(|e| e.goods.is_some())
            || b.kind == Kind::Noun && types.folded(parse.tokens[b.first as usize]) == word
    };
    let before = (0..i).rev().find(|&b| parse.nodes[b].kind != Kind::Mark);
    n.pro.0 == 0 && same && before.filter(arms).is_some()
}

/// `على الأرض`
fn upon(parse: &Parse, k: &Knowledge, types: &Types<'_>, i: usize) -> bool {
    i.checked_sub(1).is_some_and(|p| {
        let n = &parse.nodes[p];
        n.kind == Kind::Prep && n.enc.is_none() && holds(&k.language.whereabouts.upon, parse.stem(k, types, n))
    })
}
