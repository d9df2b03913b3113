//! `المقاتلين الإيرانيين`, `المسلحين الحوثيين`: people of whom a plural adjective says what they are, which is a word for people or a party by
//! itself too, are one phrase.

use super::Parse;
use super::group::{Grouper, Made};
use super::node::{Entity, Kind, Node};
use super::words::Types;
use crate::knowledge::{ActorKind, Knowledge, Labels, Opening, holds};
use hudna_arabic::morph::{Number, Pos, Proclitics};
use hudna_claims::Event;

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
    let article = types.word(token(what.first)).article;
    let joined = if article { Proclitics::AL.0 } else { 0 };
    let sound = |w: &str| w.ends_with("ين") || w.ends_with("ون");
    let adjective = types
        .readings(token(what.first))
        .iter()
        .any(|r| r.feats.pos == Pos::Adjective && r.feats.number != Number::Singular && r.proclitics.0 == joined);
    // `السكان المحاصرون`: what befell them is told of them.
    let alone = |o: &Opening| k.frames[o.frame as usize].triggers[o.pattern as usize].elements.len() == 1;
    let befell = types.openings_of(token(what.first)).iter().any(|o| alone(&o.opening));
    if befell || !(sound(word) && adjective && types.word(last).article == article) {
        return false;
    }
    let unnamed = |e: &Entity| e.weak || e.actor.is_none_or(|a| common(k, a));
    let people =
        |e: &Entity| (e.people.is_some() || e.group) && !e.person && e.places.is_empty() && !e.area && unnamed(e);
    // `جرحى مدنيون`: who they are is told of those who were hurt.
    if !article && who.is(Labels::DEATH | Labels::INJURY) {
        return false;
    }
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

impl Grouper<'_, '_> {
    /// `قتل مهرب`, `خطف المسلحون سائحا`, `ثلاثة متهمين`: a word that can describe people is one of them where it can describe nobody.
    pub(super) fn somebody(&self, i: usize) -> Option<(Made, usize)> {
        let node = self.node(i).filter(|n| n.pro.0 == 0 && n.enc.is_none() && n.last == n.first + 1)?;
        let lemma = &self.k.lexicon.lemma(node.lemma?).folded;
        if !holds(&self.k.language.somebody, lemma) || self.entity(i).is_some() || self.is_given_name(i) {
            return None;
        }
        let before = i.checked_sub(1).and_then(|b| self.node(b))?;
        let word = self.types.folded(self.parse.tokens[node.first as usize]);
        let several = node.feats.is_some_and(|f| f.number != Number::Singular);
        let alone = match before.kind {
            Kind::Verb => self.suffered(before),
            Kind::Number => several || word.ends_with('ا') || self.parse.numbers[before.index as usize].of_one(),
            // `هجوم مسلح`: a blow is described.
            Kind::Noun if before.pos() == Some(Pos::Masdar) => {
                !before.pro.has(Proclitics::AL) && self.suffered(before) && !self.strikes(before)
            }
            // Who does it stands between.
            Kind::Noun | Kind::Entity | Kind::Adjective => {
                let before_word = self.types.folded(self.parse.tokens[before.last as usize - 1]);
                let acts = before_word.ends_with("ون");
                let definite = self.article(i - 1) || before.kind == Kind::Entity || acts;
                let phrase = |n: &&Node| matches!(n.kind, Kind::Noun | Kind::Entity | Kind::Adjective);
                let verb = self.nodes[..i].iter().rev().take(4).find(|n| !phrase(n)).filter(|n| n.kind == Kind::Verb);
                // `اعتقلت السلطات معارضين`, but `جنود متطوعين`.
                let oblique = word.ends_with("ين") && self.article(i - 1) && !before_word.ends_with("ين");
                (word.ends_with('ا') || oblique) && definite && verb.is_some_and(|v| self.suffered(v))
            }
            _ => false,
        };
        let entity = Entity { people: Some(self.k.language.unarmed()?), name_first: node.first, ..Entity::default() };
        alone.then_some((Some((Node { kind: Kind::Entity, ..*node }, entity)), i + 1))
    }

    /// Whether the word of a node can describe people.
    pub(super) fn somebody_word(&self, i: usize) -> bool {
        self.nodes[i].lemma.is_some_and(|l| holds(&self.k.language.somebody, &self.k.lexicon.lemma(l).folded))
    }

    /// Whether a word may tell of what is done to people.
    fn suffered(&self, n: &Node) -> bool {
        self.opens(n, &[Event::Harm, Event::Detain, Event::Release, Event::Attack])
    }

    /// Whether a word may tell of a blow.
    fn strikes(&self, n: &Node) -> bool {
        self.opens(n, &[Event::Attack])
    }

    /// Whether a word may open one of these events.
    pub(super) fn opens(&self, n: &Node, events: &[Event]) -> bool {
        let openings = self.types.openings_of(self.parse.tokens[n.first as usize]);
        openings.iter().any(|o| events.contains(&self.k.frames[o.opening.frame as usize].event))
    }

    /// `احتجز الجيش كذا`: whether what is indefinite stands after who does something to people, who has the article.
    pub(super) fn done_by(&self, head: usize, at: usize) -> bool {
        let verb = head.checked_sub(1).map(|v| &self.nodes[v]).filter(|v| v.kind == Kind::Verb);
        let force = self.nodes[head].is(Labels::FORCE_HEAD | Labels::BODY_HEAD);
        force && self.article(head) && !self.article(at) && verb.is_some_and(|v| self.suffered(v))
    }
}
