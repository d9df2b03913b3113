//! Words for people or bodies that are words for places too: `مزارع` is a farmer, or farms, `المديرية` a body or a district.

use super::Parse;
use super::group::Grouper;
use super::node::{Kind, Node};
use super::words::ACTOR_HEAD;
use crate::knowledge::Labels;
use hudna_arabic::morph::{Gender, Number, Proclitics};

/// Takes for places what only places have after them: a place (`مزارع البلدة`), an adjective in the feminine (`المزارع المحيطة`), or
/// a name, where they stand after a preposition or a place (`على مزارع الملاح`).
pub(super) fn farms(parse: &mut Parse) {
    for i in 0..parse.nodes.len() {
        if is_place(parse, i) {
            parse.nodes[i].kind = Kind::Noun;
        }
    }
}

fn is_place(parse: &Parse, i: usize) -> bool {
    let n = &parse.nodes[i];
    let several = n.is(Labels::PLACE_KIND) && n.feats.is_some_and(|f| f.number == Number::Plural);
    let people = parse.entity(i).is_some_and(|e| e.people.is_some() && e.actor.is_none() && e.places.is_empty());
    if !several || !people || n.enc.is_some() {
        return false;
    }
    let Some(next) = parse.nodes.get(i + 1).filter(|o| o.pro.0 & !Proclitics::AL.0 == 0) else { return false };
    let place = next.kind == Kind::Noun && next.is(Labels::PLACE_KIND)
        || parse.entity(i + 1).is_some_and(|e| !e.places.is_empty() && !e.person);
    let she = |f: hudna_arabic::morph::Feats| (f.number, f.gender) == (Number::Singular, Gender::Feminine);
    let described = matches!(next.kind, Kind::Adjective | Kind::Noun)
        && next.describes()
        && next.pro.has(Proclitics::AL) == n.pro.has(Proclitics::AL)
        && next.feats.is_some_and(she);
    let named =
        next.kind == Kind::Unknown || next.kind == Kind::Noun && next.pro.has(Proclitics::AL) && !next.is(ACTOR_HEAD);
    let by = |b: &Node| b.kind == Kind::Prep && b.enc.is_none() || b.is(Labels::PLACE_KIND);
    let led = n.joined_prep().is_some()
        || i.checked_sub(1)
            .is_some_and(|b| by(&parse.nodes[b]) || parse.entity(b).is_some_and(|e| !e.places.is_empty()));
    let construct = !n.pro.has(Proclitics::AL);
    construct && (place || named && led) || described
}

impl Grouper<'_, '_> {
    /// Whether a word for a district or a body means the body: no name of a place stands right after (`مديرية حيس`), and alone with the
    /// article it is said to speak (`سيطر الجيش على المديرية`, but `قالت المديرية`).
    pub(super) fn body_of_kind(&self, i: usize) -> bool {
        let next = self.skip_open(i + 1);
        let named =
            self.free(next) && self.entity(next).is_some_and(|e| !e.places.is_empty()) || self.unknown_district(i);
        let told = |n: &Node| {
            n.pro.has(Proclitics::AL) && n.joined_prep().is_none() && matches!(n.kind, Kind::Noun | Kind::Adjective)
        };
        let alone = self.of_kind(&self.nodes[i], "district")
            && self.nodes[i].pro.has(Proclitics::AL)
            && !self.node(i + 1).is_some_and(told)
            && !self.after_speech(i);
        !(named || alone)
    }
}
