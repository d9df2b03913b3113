//! Nations told by an adjective that is joined to another, names that count only beside another, drones that are written like marches, and who leads somebody.

use super::group::{Grouper, Made};
use super::node::{Entity, Kind, Node};
use super::words::ACTOR_HEAD;
use crate::knowledge::{Labels, Name};
use hudna_arabic::morph::Proclitics;
use hudna_claims::Event;

impl Grouper<'_, '_> {
    /// `الطيران السوري والروسي`, `الرئيسان التركي والإيراني`: a nation's adjective that is joined to one of another nation after who acts
    /// names one more who acts.
    #[inline]
    pub(super) fn nation_joined(&self, i: usize) -> Option<(Made, usize)> {
        let node = &self.nodes[i];
        // Hardly any word is one of these.
        let joined = node.pro.0 == Proclitics::WA.0 | Proclitics::AL.0;
        let both = || self.entity(i).is_some_and(|e| e.both);
        let asked = joined || both() || self.types.word(self.parse.tokens[node.first as usize]).beside;
        if asked { self.further_nation(i) } else { None }
    }

    fn further_nation(&self, i: usize) -> Option<(Made, usize)> {
        let node = self.node(i)?;
        if let Some(made) = self.named_beside(i).or_else(|| self.two_nations(i)) {
            return Some(made);
        }
        let joined = node.pro.0 == Proclitics::WA.0 | Proclitics::AL.0 && node.enc.is_none();
        let people = |e: &Entity| e.actor.is_none() && !(i > 1 && self.two_nations(i - 2).is_some());
        if !joined || node.last != node.first + 1 || self.entity(i).is_some_and(people) {
            return None;
        }
        let actor = self.nation(node.first).filter(|_| !self.is_given_name(i))?;
        let before = self.node(i.checked_sub(1)?)?;
        let first = self.nation(before.last - 1).filter(|a| *a != actor);
        let article = self.types.word(self.parse.tokens[before.last as usize - 1]).article;
        let head = (0..i).rev().find(|&h| self.nodes[h].kind != Kind::Adjective)?;
        let acts = matches!(self.nodes[head].kind, Kind::Entity | Kind::Noun)
            && (self.nodes[head].is(ACTOR_HEAD | Labels::OFFICE | Labels::ARMS)
                || self.entity(head).is_some_and(|e| e.both));
        (first.is_some() && article && acts).then(|| {
            let entity =
                Entity { actor: Some(actor), group: true, definite: true, name_first: node.first, ..Entity::default() };
            (Some((*node, entity)), i + 1)
        })
    }

    /// `الجانبان الروسي والتركي`: which two they are; the second is named by the adjective joined to the first.
    fn two_nations(&self, i: usize) -> Option<(Made, usize)> {
        self.entity(i).filter(|e| e.both)?;
        let adjective = |at: usize, pro: u8| {
            let n = self.node(at).filter(|n| n.pro.0 == pro && n.last == n.first + 1 && n.enc.is_none())?;
            self.nation(n.first)
        };
        let first = adjective(i + 1, Proclitics::AL.0)?;
        adjective(i + 2, Proclitics::WA.0 | Proclitics::AL.0).filter(|second| *second != first)?;
        let node = Node { last: self.nodes[i + 1].last, ..self.nodes[i] };
        let entity =
            Entity { actor: Some(first), group: true, definite: true, name_first: node.first, ..Entity::default() };
        Some((Some((node, entity)), i + 2))
    }

    /// `وقعت فتح وحماس اتفاقا`, `اتهمت فتح حماس`: a name that is a word of the language too, joined to another actor or said to speak.
    fn named_beside(&self, i: usize) -> Option<(Made, usize)> {
        let node = self.node(i)?;
        if !self.types.word(self.parse.tokens[node.first as usize]).beside {
            return None;
        }
        let plain = node.enc.is_none() && node.pro.0 & !Proclitics::WA.0 == 0 && node.last == node.first + 1;
        let party = |at: usize| {
            let acts = |e: &Entity| e.actor.is_some() && !e.person && e.places.is_empty() && e.people.is_none();
            self.entity(at).is_some_and(acts)
        };
        let before = i.checked_sub(1);
        let follows = node.joined_by_and() && before.is_some_and(party);
        let leads = party(i + 1) && self.nodes[i + 1].pro.0 == Proclitics::WA.0;
        const SAYS: u64 = Labels::REPORT | Labels::CONTINUE_SPEECH | Labels::DEMAND | Labels::ACCUSE | Labels::DENY;
        // `أعلنت فتح أن`, but `أعلن فتح الطريق`
        let that = self.node(i + 1).is_some_and(|n| n.is(Labels::THAT));
        let says = before.is_some_and(|b| self.nodes[b].kind == Kind::Verb && self.nodes[b].is(SAYS));
        let says = says && (that || party(i + 1));
        if !plain || !(follows || leads || says && !node.joined_by_and()) {
            return None;
        }
        let roots = self.types.roots(self.parse.tokens[node.first as usize]);
        let actor = roots.iter().find_map(|root| {
            self.k
                .names
                .names(root.node)
                .iter()
                .find_map(|name| if let Name::Beside { at } = name { Some(*at) } else { None })
        })?;
        let entity = Entity { actor: Some(actor), definite: true, name_first: node.first, ..Entity::default() };
        Some((Some((Node { kind: Kind::Entity, ..*node }, entity)), i + 1))
    }

    /// The nation that the word at a token is an adjective of.
    fn nation(&self, token: u32) -> Option<u32> {
        super::adjective_actor(self.types, self.parse.tokens[token as usize])
    }

    /// `المسيرة التركية ضربت`, `استهدفت مسيرة تركية`: whether a word that can tell of a march has a blow right beside its phrase: then it
    /// is a drone.
    pub(super) fn strikes_beside(&self, at: usize, last: usize) -> bool {
        let blow = |n: &Node| matches!(n.kind, Kind::Verb | Kind::Noun) && self.opens(n, &[Event::Attack]);
        let verb = |n: &&Node| n.kind == Kind::Verb && n.pro.0 == 0;
        self.node(last).filter(verb).is_some_and(blow) || at.checked_sub(1).and_then(|b| self.node(b)).is_some_and(blow)
    }

    /// `القوات بقيادة المشير فلان`: a command that is joined by ب and has a person after it is his: he is no phrase of his own.
    #[inline]
    pub(super) fn command(&self, i: usize) -> Option<(Made, usize)> {
        if self.nodes[i].is(Labels::BODY_HEAD) { self.commanded(i) } else { None }
    }

    fn commanded(&self, i: usize) -> Option<(Made, usize)> {
        let node = self.node(i)?;
        let command = node.joined_prep().is_some()
            && node.is(Labels::BODY_HEAD)
            && !node.pro.has(Proclitics::AL)
            && node.enc.is_none()
            && node.last == node.first + 1
            && !node.feats.is_some_and(|f| f.pos.describes());
        // A line may end with it.
        if !command || i + 1 >= self.nodes.len() {
            return None;
        }
        // A name of the knowledge is a phrase already.
        let (name, next) = self.at(i + 1);
        let known = || self.node(i + 1).zip(self.entity(i + 1)).map(|(n, e)| (*n, e.clone()));
        let (who, _) = name.or_else(known).filter(|(n, e)| e.person && n.pro.0 & !Proclitics::AL.0 == 0)?;
        let entity = Entity { group: true, name_first: node.first, ..Entity::default() };
        Some((Some((Node { last: who.last, ..*node }, entity)), next))
    }
}
