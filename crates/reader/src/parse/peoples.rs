//! `المقاتلين الإيرانيين`, `المسلحين الحوثيين`: people of whom a plural adjective says what they are, which is a word for people or a party by
//! itself too, are one phrase.

use super::Parse;
use super::node::{Entity, Kind};
use super::words::Types;
use crate::knowledge::{ActorKind, Knowledge, Opening};
use hudna_arabic::morph::{Number, Pos, Proclitics};

/// Joins to people the plural adjective right after them that was taken for other people.
pub(super) fn peoples(parse: &mut Parse, k: &Knowledge, types: &Types<'_>) {
    let mut i = 1;
    while i < parse.nodes.len() {
        if parse.nodes[i].kind == Kind::Entity && describes(parse, k, types, i) {
            parse.nodes[i - 1].last = parse.nodes[i].last;
            // A party that the adjective names is meant.
            let party = parse.entity(i).and_then(|e| e.actor).filter(|&a| !common(k, a));
            let who = parse.nodes[i - 1].index as usize;
            if let (Some(party), Some(entity)) = (party, parse.entities.get_mut(who)) {
                (entity.actor, entity.weak) = (Some(party), false);
            }
            parse.nodes.remove(i);
        } else {
            i += 1;
        }
    }
}

/// Whether an actor is people of some sort or nation, and no party.
fn common(k: &Knowledge, actor: u32) -> bool {
    matches!(k.actors[actor as usize].kind, ActorKind::People | ActorKind::State | ActorKind::Ethnic)
}

/// Whether the phrase at a node is an adjective of the people right before it.
fn describes(parse: &Parse, k: &Knowledge, types: &Types<'_>, at: usize) -> bool {
    let (who, what) = (&parse.nodes[at - 1], &parse.nodes[at]);
    let alone = what.last - what.first == 1 && what.pro.0 & !Proclitics::AL.0 == 0 && what.enc.is_none();
    if !alone || who.kind != Kind::Entity || who.enc.is_some() {
        return false;
    }
    let token = |t: u32| parse.tokens[t as usize];
    let (word, last) = (types.folded(token(what.first)), token(who.last - 1));
    let sound = |w: &str| w.ends_with("ين") || w.ends_with("ون");
    let adjective = types.readings(token(what.first)).iter().any(|r| {
        r.feats.pos == Pos::Adjective && r.feats.number != Number::Singular && r.proclitics.0 == Proclitics::AL.0
    });
    // `السكان المحاصرون`: what befell them is told of them.
    let alone = |o: &Opening| k.frames[o.frame as usize].triggers[o.pattern as usize].elements.len() == 1;
    let befell = types.openings_of(token(what.first)).iter().any(|o| alone(&o.opening));
    if befell || !(sound(word) && adjective && types.word(last).article) {
        return false;
    }
    let unnamed = |e: &Entity| e.weak || e.actor.is_none_or(|a| common(k, a));
    let people =
        |e: &Entity| (e.people.is_some() || e.group) && !e.person && e.places.is_empty() && !e.area && unnamed(e);
    // `المقاتلين` is a dual too.
    let several = who.feats.is_some_and(|f| f.number != Number::Singular);
    if !several || !parse.entity(at - 1).is_some_and(people) || parse.entity(at).is_none_or(|e| e.person) {
        return false;
    }
    let before = types.folded(last);
    let same = sound(before) && before.ends_with("ين") == word.ends_with("ين");
    // `هاجم الثوار المتطرفين`: after a verb a broken plural may act on those.
    let governed = || {
        let b = at.checked_sub(2).map(|b| &parse.nodes[b]);
        who.joined_prep().is_some() || b.is_some_and(|b| b.kind == Kind::Prep && b.enc.is_none())
    };
    // `حاصر الجنود الإسرائيليون القرية`: nobody acts beside who acts.
    same || !sound(before) && (word.ends_with("ون") || governed())
}
