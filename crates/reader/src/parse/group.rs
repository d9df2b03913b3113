//! Groups nodes into phrases: heads with their complements, titles with names, places with their kind words.

use super::Parse;
use super::area::{led, listed, unlisted};
use super::node::{Entity, Kind, Node};
use super::words::{ACTOR_HEAD, Types};
use crate::knowledge::{Knowledge, Labels, Name, holds};
use hudna_arabic::morph::Proclitics;
use hudna_arabic::token::TokenKind;

/// Rewrites `parse.nodes` with phrases grouped.
pub(super) fn group(parse: &mut Parse, k: &Knowledge, types: &Types<'_>) {
    let nodes = std::mem::take(&mut parse.nodes);
    let mut out = std::mem::take(&mut parse.spare);
    out.clear();
    let (mut i, mut row) = (0, false);
    while i < nodes.len() {
        if !row && nodes[i].stands_alone() {
            out.push(nodes[i]);
            i += 1;
            continue;
        }
        let g = Grouper { parse, k, types, nodes: &nodes };
        let (mut made, mut next) = if row { g.in_row(i) } else { None }.unwrap_or_else(|| g.at(i));
        row = g.row_open(row, i, next, made.as_ref());
        next = g.with_directions(&mut made, next);
        match made {
            Some((mut node, entity)) => {
                // A name may begin in the node before.
                while out.last().is_some_and(|before| before.first >= node.first) {
                    out.pop();
                }
                node.kind = Kind::Entity;
                node.index = parse.entities.len() as u32;
                parse.entities.push(entity);
                out.push(node);
            }
            None => {
                out.push(nodes[i]);
                listed(parse, k, &mut out);
                unlisted(parse, types, &mut out);
            }
        }
        led(parse, k, &out);
        i = next;
    }
    (parse.nodes, parse.spare) = (out, nodes);
}

pub(super) struct Grouper<'a, 'k> {
    pub(super) parse: &'a Parse,
    pub(super) k: &'a Knowledge,
    pub(super) types: &'a Types<'k>,
    pub(super) nodes: &'a [Node],
}

/// A phrase with what it stands for, where there is one.
pub(super) type Made = Option<(Node, Entity)>;

impl Grouper<'_, '_> {
    pub(super) fn entity(&self, i: usize) -> Option<&Entity> {
        let node = self.nodes.get(i)?;
        (node.kind == Kind::Entity).then(|| &self.parse.entities[node.index as usize])
    }

    pub(super) fn node(&self, i: usize) -> Option<&Node> {
        self.nodes.get(i)
    }

    /// The node after quotes and opening brackets.
    pub(super) fn skip_open(&self, mut i: usize) -> usize {
        while self.node(i).is_some_and(|n| n.kind == Kind::Open) {
            i += 1;
        }
        i
    }

    pub(super) fn skip_close(&self, mut i: usize) -> usize {
        while self.node(i).is_some_and(|n| n.kind == Kind::Close) {
            i += 1;
        }
        i
    }

    /// No preposition or conjunction is joined to the node (`أحمد` is no `أ` and a verb).
    pub(super) fn free(&self, i: usize) -> bool {
        // `سامر`: a name is no verb to come.
        self.node(i).is_some_and(|n| {
            let joined = n.pro.0 & !(Proclitics::AL.0 | Proclitics::A.0);
            joined == 0 || joined == Proclitics::SA.0 && self.is_given_name(i) || self.whole_name(i)
        })
    }

    pub(super) fn at(&self, i: usize) -> (Made, usize) {
        let node = &self.nodes[i];
        match node.kind {
            // مديرية حيس is a place, مديرية الصحة a body.
            Kind::Noun
                if node.is(Labels::PLACE_KIND)
                    && (node.is(ACTOR_HEAD) && self.body_of_kind(i) || self.named_after_deed(i).is_some()) =>
            {
                self.head(i)
            }
            // `الاتفاق الموقع بين الطرفين`, `القضاء على التنظيم`
            Kind::Noun if node.is(Labels::PLACE_KIND) && self.no_place_before(i) => (None, i + 1),
            Kind::Noun | Kind::Adjective if node.is(Labels::PLACE_KIND) => self.place(i),
            Kind::Noun if node.is(Labels::OFFICE) && self.called_by_number(i, i + 1).is_none() => self.office(i),
            Kind::Noun if let Some(made) = self.arms_of_nation(i) => made,
            Kind::Noun | Kind::Adjective | Kind::Entity | Kind::Verb if let Some(made) = self.nation_joined(i) => made,
            Kind::Noun if let Some(made) = self.command(i) => made,
            Kind::Noun if node.is(ACTOR_HEAD) => self.head(i),
            Kind::Noun | Kind::Adjective | Kind::Entity if let Some(made) = self.national(i) => made,
            Kind::Entity => {
                let entity = &self.parse.entities[node.index as usize];
                if let Some(made) = self
                    .armed(i)
                    .or_else(|| self.arms_of_nation(i))
                    .or_else(|| self.named_way(i))
                    .or_else(|| self.allied(i))
                {
                    made
                } else if entity.people.is_some() && entity.actor.is_none() {
                    self.head(i)
                } else if entity.goods.is_some() && entity.actor.is_none() && entity.places.is_empty() {
                    self.goods(i)
                } else if entity.actor.is_some() && node.is(ACTOR_HEAD) && entity.group {
                    self.head(i)
                } else if !entity.places.is_empty() && entity.guarded && entity.actor.is_none() {
                    (None, i + 1)
                } else {
                    self.titled(i).or_else(|| self.known_office(i)).unwrap_or_else(|| self.apposition(i))
                }
            }
            Kind::Open if self.after_speech(i) || self.given_in_quotes(i) => self.quoted_name(i),
            Kind::Open if i == 0 => self.quoted_body(i),
            Kind::Noun | Kind::Adjective | Kind::Verb
                if !node.is(ACTOR_HEAD | Labels::DOCUMENT)
                    && self.opens_name(i)
                    && (self.after_speech(i) || self.kunya(i)) =>
            {
                self.person(i, i, Some(Entity::default()))
            }
            Kind::Noun | Kind::Adjective if let Some(made) = self.others_of(i) => made,
            // `القبض على محمود العلي`: a given name that is a common word too.
            Kind::Noun | Kind::Adjective if self.called_by_word(i) => self.person(i, i, None),
            // `أحمد العلي`: a given name that looks like a verb, before a word that is nothing else.
            Kind::Verb
                if self.is_given_name(i)
                    && self.free(i)
                    && self.node(i + 1).is_some_and(|n| n.kind == Kind::Unknown) =>
            {
                self.person(i, i, None)
            }
            Kind::Unknown if self.after_name_like_preposition(i).is_some() => {
                self.person(i, i - 1, Some(Entity::default()))
            }
            Kind::Unknown => self.unknown(i),
            Kind::Particle if self.name_like_or(i) => self.person(i + 1, i, Some(Entity::default())),
            _ => (None, i + 1),
        }
    }

    pub(super) fn is_given_name(&self, i: usize) -> bool {
        self.node(i).is_some_and(|node| self.types.given(self.parse.tokens[node.first as usize]))
    }

    /// A row of name words from node `i`: given names, unknown words, `بن`, `أبو`; gives the node after it.
    pub(super) fn name_run(&self, i: usize) -> usize {
        let mut at = i;
        while at < self.nodes.len() && at < i + 5 {
            let n = &self.nodes[at];
            let joined = at > i && (n.pro.0 & !Proclitics::AL.0) != 0 && !self.is_given_name(at);
            let name = match n.kind {
                Kind::Unknown => self.parse.tokens[n.first as usize].kind != TokenKind::Number,
                Kind::Noun | Kind::Adjective | Kind::Entity | Kind::Verb => {
                    self.in_name(i, at)
                        || (at > i && n.kind != Kind::Verb && n.kind != Kind::Entity && self.surname(at))
                        || (at > i && n.kind == Kind::Entity && self.named_like(i, at))
                }
                Kind::Prep => at == i + 1 && self.kunya(i),
                _ => false,
            };
            if !name || joined {
                break;
            }
            at += 1;
        }
        at
    }

    /// `وأشار “فلان الفلاني” إلى`: a name in quotes right after a speech verb.
    fn quoted_name(&self, i: usize) -> (Made, usize) {
        let mut close = i + 1;
        while close < i + 6
            && self.node(close).is_some_and(|n| {
                (matches!(n.kind, Kind::Unknown | Kind::Noun | Kind::Adjective) || self.is_given_name(close))
                    && n.joined_prep().is_none()
            })
        {
            close += 1;
        }
        if close == i + 1 || !self.node(close).is_some_and(|n| n.kind == Kind::Close) {
            return (None, i + 1);
        }
        let mut node = self.nodes[i + 1];
        node.last = self.nodes[close - 1].last;
        node.enc = None;
        let entity = Entity { person: true, definite: true, name_first: node.first, ..Entity::default() };
        (Some((node, entity)), close + 1)
    }

    /// An unknown word right after a speech verb is who speaks: `قال فلان إن`.
    pub(super) fn after_speech(&self, i: usize) -> bool {
        // `حكت لنا أم خالد`: over whom it is told to.
        let to_us = |n: &Node| n.kind == Kind::Prep && n.enc.is_some_and(|e| e.person == 1);
        let before = (0..i).rev().find(|&j| self.nodes[j].kind != Kind::Open && !to_us(&self.nodes[j]));
        (self.free(i) || self.nodes[i].kind == Kind::Open)
            && before.is_some_and(|b| {
                self.nodes[b].kind == Kind::Verb
                    && self.nodes[b].is(Labels::REPORT
                        | Labels::REPORT_ABOUT
                        | Labels::CONTINUE_SPEECH
                        | Labels::DEMAND
                        | Labels::ACCUSE
                        | Labels::DENY)
            })
    }

    /// A person's name without a title: a given name and at least one further name word.
    pub(super) fn person(&self, i: usize, first: usize, title: Option<Entity>) -> (Made, usize) {
        let end = self.name_run(i);
        let words = end - i;
        let given = words > 0 && self.is_given_name(i);
        if (title.is_none() && !(given && words >= 2)) || (title.is_some() && words == 0) {
            return (None, i + 1);
        }
        let mut entity = title.unwrap_or_default();
        entity.person = true;
        entity.definite = true;
        let before = self.nodes[first].kind == Kind::Prep;
        entity.name_first = self.nodes[if before { first } else { i }].first;
        let mut node = self.nodes[first];
        node.last = self.nodes[end - 1].last;
        node.enc = None;
        // `أحمد` asks no question.
        if given && first == i {
            // Nor is `فاضل` joined to anything.
            let joined = if self.whole_name(i) { !Proclitics::AL.0 } else { Proclitics::A.0 };
            node.pro = Proclitics(node.pro.0 & !joined);
        }
        (Some((node, entity)), end)
    }

    /// An office with what it is of and who holds it: `وزير الخارجية الروسي سيرجي لافروف`.
    fn office(&self, i: usize) -> (Made, usize) {
        let mut entity = Entity { group: true, name_first: self.nodes[i].first, ..Entity::default() };
        entity.definite = self.nodes[i].pro.has(Proclitics::AL);
        entity.speaks = self.title_speaks(i);
        let mut node = self.nodes[i];
        let mut at = self.complement(i + 1, &mut entity, &mut node, true);
        // `مستشار قائد القوات فلان الفلاني`: whose adviser he is, not who.
        if at == i + 1
            && self.by_office(at)
            && let Some(chief) = self.entity(at).filter(|e| e.person)
        {
            entity.of = chief.of.or(entity.of);
            (node.last, at) = (self.nodes[at].last, at + 1);
        }
        // The holder's name, also in quotes or after a comma-less bracket.
        let open = self.skip_open(at);
        if let Some(holder) = self.entity(open)
            && holder.person
            && self.free(open)
        {
            entity.actor = holder.actor.or(entity.actor);
            entity.person = true;
            entity.name_first = self.nodes[open].first;
            node.last = self.nodes[open].last;
            at = self.skip_close(open + 1);
            node.last = node.last.max(self.nodes[at - 1].last);
            return (Some((node, entity)), at);
        }
        if self.free(open) || open > at {
            let mut end = self.name_run(open);
            // `قائممقام الشرقاط علي دودح`: a name that is written like a preposition.
            if end == open && self.node(open).is_some_and(|n| n.kind == Kind::Prep) && self.is_given_name(open) {
                let more = self.name_run(open + 1);
                let unknown = self.node(open + 1).is_some_and(|n| n.kind == Kind::Unknown);
                end = if unknown { more } else { end };
            }
            let plausible = end > open && (self.in_name(open, open) || end - open >= 2);
            if plausible {
                entity.person = true;
                entity.actor = None;
                entity.name_first = self.nodes[open].first;
                at = if open > at { self.skip_close(end) } else { end };
                node.last = self.nodes[at - 1].last;
            }
        }
        if !entity.person
            && let Some((name, last)) = self.holder(at)
        {
            entity.actor = name.actor;
            (entity.person, entity.name_first) = (true, name.name_first);
            node.last = self.nodes[last - 1].last;
            at = last + 1;
        }
        (Some((node, entity)), at)
    }

    fn title_speaks(&self, i: usize) -> Option<hudna_claims::SpeakerKind> {
        let token = self.parse.tokens[self.nodes[i].first as usize];
        self.types.roots(token).iter().find_map(|root| {
            self.k.names.names(root.node).iter().find_map(|n| match n {
                Name::Title(at) => self.k.language.titles[*at as usize],
                _ => None,
            })
        })
    }

    /// A group, body or source with its complement: `عناصر من قوات النظام`, `مصادر محلية`, `المجلس المحلي في دوما`.
    fn head(&self, i: usize) -> (Made, usize) {
        let node = self.nodes[i];
        let mut entity = self.entity(i).cloned().unwrap_or_default();
        entity.name_first = node.first;
        entity.definite |= node.pro.has(Proclitics::AL);
        let (people, source) = (entity.people.is_some(), node.is(Labels::SOURCE_HEAD));
        let mut made = node;
        let of_before = entity.of;
        let called = self.named_after_deed(i).or_else(|| self.called_by_number(i, i + 1));
        let at = match called {
            Some(end) => {
                (made.last, entity.definite) = (self.nodes[end - 1].last, true);
                end
            }
            None => self.complement(i + 1, &mut entity, &mut made, source),
        };
        let at = self.member_of(i, self.rest_of_name(at, &mut made), &mut entity, &mut made);
        entity.group |= !people;
        if entity.actor.is_none() && node.is(Labels::FORCE_HEAD) || people {
            entity.actor = entity.actor.or(entity.of.filter(|_| entity.of != of_before));
        }
        if let Some(enclitic) = node.enc {
            made.enc = Some(enclitic);
        }
        if let Some((name, last)) = self.called(i, at).or_else(|| self.member_called(i, at)) {
            return self.named_person(entity, made, name, last);
        }
        (Some((made, entity)), at)
    }

    /// Goods with their adjectives: `المواد الغذائية والطبية`.
    fn goods(&self, i: usize) -> (Made, usize) {
        let mut at = i + 1;
        let mut made = self.nodes[i];
        while let Some(n) = self.node(at) {
            let adjective = n.kind == Kind::Adjective
                && (n.pro.0 & !(Proclitics::AL.0 | Proclitics::WA.0)) == 0
                && self.describes(i, at)
                && !self.based(at);
            let more = self.entity(at).is_some_and(|e| e.goods.is_some() && e.actor.is_none()) && n.joined_by_and();
            let inner = self.entity(at).is_some_and(|e| e.goods.is_some()) && n.pro.0 & !Proclitics::AL.0 == 0;
            if !(adjective || more || inner || at == i + 1 && self.weapon_of(i, at)) {
                break;
            }
            made.last = n.last;
            at += 1;
        }
        (Some((made, self.parse.entities[self.nodes[i].index as usize].clone())), at)
    }

    /// A known name followed by what still belongs to it: `(الأسايش)` in brackets, `الروسي`.
    fn apposition(&self, i: usize) -> (Made, usize) {
        let node = self.nodes[i];
        let entity = &self.parse.entities[node.index as usize];
        // `لـ "قوات سوريا الديمقراطية" (قسد)`: the quote closes before the bracket opens.
        let open = i + 1 + usize::from(self.node(i + 1).is_some_and(|n| n.kind == Kind::Close));
        if self.node(open).is_some_and(|n| n.kind == Kind::Open)
            && entity.actor.is_some()
            && let (Some(inner), Some(close)) = (self.entity(open + 1), self.node(open + 2))
            && close.kind == Kind::Close
            && inner.actor.is_some()
            && inner.places.is_empty()
            && (entity.weak && open == i + 1 || inner.actor == entity.actor)
            && self.free(open + 1)
        {
            let mut made = node;
            made.last = close.last;
            let mut both = entity.clone();
            both.actor = inner.actor;
            return (Some((made, both)), open + 3);
        }
        // `قوات الجيش اللبناني`: of those who bear a weak name, the one of the nation told.
        if entity.weak
            && self.node(i + 1).is_some_and(|n| n.kind == Kind::Adjective && n.pro.has(Proclitics::AL))
            && let Some(nation) = self.adjective_actor(i + 1)
        {
            let country = |at: &u32| self.k.actors[*at as usize].country.as_str();
            let named =
                entity.actor.into_iter().chain(entity.rivals.iter().copied()).find(|a| country(a) == country(&nation));
            if named.is_some() {
                let mut made = node;
                made.last = self.nodes[i + 1].last;
                let told = Entity { actor: named, weak: false, ..entity.clone() };
                return (Some((made, told)), i + 2);
            }
        }
        // `الأطراف الشرقية`, `القاعدة التركية`: with a direction or a nation the word is one for a place.
        if let Some(land) = self.land_after_all(i) {
            return land;
        }
        // `حليفتها موسكو`: a generic word in apposition to a name stands for it.
        if entity.weak
            && entity.group
            && let at =
                i + 1 + usize::from(self.node(i + 1).is_some_and(|n| n.kind == Kind::Adjective && node.enc.is_some()))
            && let Some(inner) = self.entity(at)
            && inner.actor.is_some()
            && !inner.group
            && !(inner.person && self.of_many(i))
            && self.nodes[at].pro.0 == 0
        {
            let mut made = node;
            made.last = self.nodes[at].last;
            let mut named = inner.clone();
            named.name_first = self.nodes[at].first;
            return (Some((made, named)), at + 1);
        }
        (None, i + 1)
    }

    /// Whether a word is written with the article.
    pub(super) fn article(&self, at: usize) -> bool {
        self.types.word(self.parse.tokens[self.nodes[at].first as usize]).article
    }

    pub(super) fn bracket(&self, i: usize) -> bool {
        self.types.folded(self.parse.tokens[self.nodes[i].first as usize]) == "("
    }

    /// Whether a preposition says of what something is a part (`من`).
    pub(super) fn part_of(&self, n: &Node) -> bool {
        let stem = n.lemma.map(|l| self.k.lexicon.lemma(l).folded.as_str());
        stem.is_some_and(|s| holds(&self.k.language.part_of, s))
    }

    /// Whether a phrase from `start` is definite before a node: it ends with a name, or its head has a pronoun.
    pub(super) fn closed_before(&self, start: usize, at: usize) -> bool {
        let named = at > start && self.entity(at - 1).is_some_and(|e| e.definite && e.people.is_none());
        named || at == start && self.nodes[at - 1].enc.is_some()
    }

    /// The actor that a nisba adjective stands for.
    pub(super) fn adjective_actor(&self, i: usize) -> Option<u32> {
        let token = self.parse.tokens[self.nodes[i].first as usize];
        adjective_actor(self.types, token)
    }
}

/// The actor that a nisba adjective stands for.
pub(crate) fn adjective_actor(types: &Types<'_>, token: hudna_arabic::token::Token) -> Option<u32> {
    types.word(token).adjective
}
