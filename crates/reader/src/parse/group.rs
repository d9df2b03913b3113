//! Groups nodes into phrases: heads with their complements, titles with names, places with their kind words.

use super::Parse;
use super::area::{led, listed, unlisted};
use super::node::{Entity, Kind, Node};
use super::words::{ACTOR_HEAD, Types};
use crate::knowledge::{ActorKind, Knowledge, Labels, Name, holds};
use hudna_arabic::morph::{Pos, Proclitics};
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

    /// Takes adjectives, genitives, `باسم X`, `في X`, `التابعة ل X` into the phrase; gives the node after it.
    fn complement(&self, start: usize, entity: &mut Entity, made: &mut Node, loose: bool) -> usize {
        let mut at = start;
        let mut genitives = 0;
        let mut belongs = false;
        let mut open_ended = self.takes_genitive(start - 1);
        // `قصف عناصر التنظيم المدنيين`: after a verb what is definite takes no further genitive.
        let acts = !loose && start > 1 && self.nodes[start - 2].kind == Kind::Verb;
        let mut closed = false;
        while let Some(n) = self.node(at) {
            let open = self.skip_open(at);
            let plain_pro = n.pro.0 & !Proclitics::AL.0 == 0;
            if let Some(inner) = self.entity(open) {
                let genitive = self.nodes[open].pro.0 & !Proclitics::AL.0 == 0;
                // `الأمين العام للأمم المتحدة`: of what a definite office is, not to whom its holder speaks.
                let kind = inner.actor.map(|a| self.k.actors[a as usize].kind);
                if at > start
                    && open == at
                    && self.nodes[start - 1].is(Labels::OFFICE)
                    && self.nodes[start - 1].pro.has(Proclitics::AL)
                    && self.nodes[at - 1].kind == Kind::Adjective
                    && self.nodes[at].joined_prep() == Some("ل")
                    && kind.is_some_and(|k| k != ActorKind::Media)
                    && !inner.person
                {
                    self.note_inner(entity, inner);
                    (made.last, at) = (self.nodes[at].last, at + 1);
                    break;
                }
                // `رتل للتحالف`, `تجمعات للفصائل`: whose an indefinite group is.
                if at == start && open == at && self.group_of(start - 1, at) {
                    entity.actor = inner.actor;
                    made.last = self.nodes[at].last;
                    at += 1;
                    break;
                }
                // `مصادر بالمعارضة`, `مصدر طبي بالمستشفى`: where a source sits.
                let sits = loose && open == at && self.may_sit(start - 1, at) && inner.people.is_none();
                if self.led_by(start, at, open) || sits && inner.goods.is_none() && !inner.person && genitives == 0 {
                    self.note_inner(entity, inner);
                    made.last = self.nodes[at].last;
                    at += 1;
                    break;
                }
                // `ثلاثة جرحى (وزارة الصحة)`: what stands in brackets after people is no part of them.
                if open > at && entity.people.is_some() && self.bracket(at) {
                    break;
                }
                if open > at && self.quoted_apart(entity, inner, loose) {
                    break;
                }
                // `متمردين مسلحين`: after a plural with its nun, an adjective.
                if at == start && open == at && self.armed_too(start - 1, at) {
                    (made.last, at) = (self.nodes[at].last, at + 1);
                    continue;
                }
                if genitive
                    // `أبلغ مصدر أمني وكالة الأنباء`: whom he told.
                    && (open_ended && !(closed && self.another(open)) || self.nationality(start, open) || inner.both && at == start && !self.article(start - 1) || at > start && loose && kind != Some(ActorKind::Media))
                    && genitives < 3
                    && !inner.person
                    && !(loose && self.after_definite_adjective(at) && inner.actor.is_some() && !inner.group)
                    && !self.another_after_adjective(start, at)
                    && inner.goods.is_none()
                    && !self.nominative(open)
                    && !self.state_of_counted(start, open)
                    && !self.victim_of(start - 1, open)
                    && !(self.accusative(open) || at > start && self.complete(at))
                    && (inner.people.is_none() || genitives == 0)
                {
                    self.note_inner(entity, inner);
                    entity.inner = Some(self.nodes[open].first);
                    genitives += 1;
                    closed = acts && !(self.takes_genitive(open) && (inner.group || inner.actor.is_none()));
                    let next = if open > at { self.skip_close(open + 1) } else { open + 1 };
                    made.last = self.nodes[next - 1].last;
                    at = next;
                    continue;
                }
                break;
            }
            let event = self.tells(n) && !self.names_body(at);
            match n.kind {
                // `دورية تابعة لقسد`
                Kind::Noun | Kind::Adjective | Kind::Verb
                    if plain_pro
                        && !event
                        && n.is(Labels::BELONG)
                        && self.says_whose(start - 1, at)
                        && self.owner(at).is_some() =>
                {
                    let Some((actor, next)) = self.owner(at) else { break };
                    entity.of = entity.of.or(Some(actor));
                    at = next;
                    made.last = self.nodes[at - 1].last;
                    continue;
                }
                // `الرئيسان المصري والفرنسي`: two who act.
                Kind::Adjective if event || !self.describes(start - 1, at) || self.nation_joined(at).is_some() => break,
                // `وكالات الإغاثة مستعدة`, `قواته قادرة`: what is indefinite after a name or a pronoun is said of it.
                Kind::Adjective if !n.pro.has(Proclitics::AL) && self.closed_before(start, at) => break,
                Kind::Adjective if plain_pro => {
                    let nation = self.adjective_actor(at);
                    entity.of = entity.of.or(nation);
                    // `مروحيات إسرائيلية مخيم جباليا`, `قوة أمنية منزلا`: after an indefinite adjective no genitive follows.
                    // `تجمع أحرار الجبل`: what does not agree is a genitive itself.
                    let force = nation.is_some() || self.nodes[start - 1].is(Labels::FORCE_HEAD);
                    open_ended &= n.pro.has(Proclitics::AL) || loose || !force || !self.of_number(start - 1, at);
                }
                Kind::Adjective
                    if n.pro.0 & !(Proclitics::AL.0 | Proclitics::WA.0) == 0
                        && at > start
                        && self.nodes[at - 1].kind == Kind::Adjective => {}
                Kind::Noun
                    if plain_pro
                        && n.operator.is_none()
                        && genitives < 3
                        && open_ended
                        && !closed
                        // `نفى المتحدث باسم الجيش التقارير`, `دعا محافظ تعز المليشيات`: what is definite takes no genitive.
                        && !(at > start && self.complete(at))
                        // `قصفت طائرة بلدة كذا`: nor do arms belong to a town.
                        && !(n.is(Labels::PLACE_KIND) && self.nodes[start - 1].is(Labels::ARMS))
                        // `فقد مدني حياته`: what is his is no part of the phrase.
                        && !((entity.people.is_some() || loose) && n.enc.is_some())
                        && !self.accusative(at)
                        && !self.state_of_counted(start, at)
                        // `إصابة امرأة نتيجة قصف`: a preposition that looks like a noun.
                        && !self.like_preposition(at)
                        && !n.is(Labels::REPORT | Labels::REPORT_ABOUT)
                        && (n.is(ACTOR_HEAD) || (loose || genitives == 0) && !event || self.drone(start, at)) =>
                {
                    genitives += 1;
                    entity.inner = n.is(Labels::FORCE_HEAD | Labels::BODY_HEAD).then_some(n.first).or(entity.inner);
                    closed = acts && !self.takes_genitive(at);
                }
                // `منسق الأمم المتحدة للشؤون الإنسانية`, `متحدث باسم الجيش`.
                Kind::Noun if loose && n.joined_prep().is_some() && !n.joined_by_and() && self.belongs(at) => {
                    open_ended = self.takes_genitive(at);
                }
                Kind::Noun
                    if matches!(n.pos(), Some(Pos::ActiveParticiple | Pos::PassiveParticiple))
                        && plain_pro
                        && !event
                        && self.describes(start - 1, at) =>
                {
                    if let Some((actor, next)) = self.owner(at) {
                        entity.of = entity.of.or(Some(actor));
                        at = next;
                        made.last = self.nodes[at - 1].last;
                        continue;
                    }
                }
                // `وفد من قسد`, `وحدات من الجيش اللبناني`: a part stands for the whole.
                Kind::Prep
                    if entity.actor.map_or(!entity.definite, |a| self.unnamed(a) && !self.article(start - 1))
                        && n.enc.is_none()
                        && self.part_of(n)
                        && self.nodes[start - 1].is(Labels::FORCE_HEAD | Labels::BODY_HEAD)
                        && self.entity(self.skip_open(at + 1)).is_some_and(|e| e.actor.is_some() && !e.person) =>
                {
                    let inside = self.skip_open(at + 1);
                    entity.actor = self.entity(inside).and_then(|e| e.actor);
                    at = if inside > at + 1 { self.skip_close(inside + 1) } else { inside + 1 };
                    made.last = self.nodes[at - 1].last;
                    break;
                }
                // `مسلحي آل مسعود`
                Kind::Verb if self.family(at).is_some() => {
                    at = self.family(at).unwrap_or(at + 1);
                    made.last = self.nodes[at - 1].last;
                    break;
                }
                // `قوات من الفرقة 36`
                Kind::Prep if !loose && self.part_of_unit(start - 1, at).is_some() => {
                    at = self.part_of_unit(start - 1, at).unwrap_or(at + 1);
                    made.last = self.nodes[at - 1].last;
                    break;
                }
                // `التقى نظيره في أنقرة`: where they met.
                Kind::Prep if loose && n.enc.is_none() && made.enc.is_none() => {
                    // `مسؤول في الدفاع المدني`, `مصدر من داخل المدينة`.
                    let prep = n.lemma.map(|l| self.k.lexicon.lemma(l).folded.as_str());
                    if !prep.is_some_and(|p| holds(&self.k.language.belonging, p)) || self.asked_of(start, n) {
                        break;
                    }
                    let inside = self.skip_open(at + 1);
                    let Some(inner) = self.entity(inside) else { break };
                    // `وزير الدفاع التركي في موسكو`: where he is.
                    let nation = |a: u32| self.k.actors[a as usize].kind == ActorKind::State;
                    let state = self.two(made) || entity.of.is_some_and(nation);
                    if state && genitives > 0 && self.nodes[start - 1].is(Labels::OFFICE) && !inner.places.is_empty() {
                        break;
                    }
                    if self.cited(at, inside)
                        || inner.goods.is_some()
                        || inner.people.is_some()
                        || inner.actor.is_none() && (entity.at.is_some() || belongs)
                    {
                        break;
                    }
                    self.note_inner(entity, inner);
                    // `ممثلون عن الطرفين في المطار`: where they meet is no part of whom they stand for.
                    belongs = true;
                    entity.both |= inner.both;
                    at = if inside > at + 1 { self.skip_close(inside + 1) } else { inside + 1 };
                    made.last = self.nodes[at - 1].last;
                    continue;
                }
                // `لواء كذا`: an unlisted name after a head, but not `اعتقل التنظيم محمد العلي`, `احتجز الجيش كذا`.
                Kind::Unknown
                    if plain_pro
                        && at == start
                        && !loose
                        && !(self.article(start - 1) && self.is_given_name(at))
                        && !self.done_by(start - 1, at) =>
                {
                    (made.last, at) = (n.last, at + 1);
                    if self.node(at).is_some_and(|m| m.kind == Kind::Unknown && !self.glued(at)) {
                        made.last = self.nodes[at].last;
                        at += 1;
                    }
                    continue;
                }
                Kind::Open if at == start => {
                    // A name in quotes that is not known: `فصيل "كذا"`.
                    let mut close = at + 1;
                    while close < at + 5
                        && self
                            .node(close)
                            .is_some_and(|m| matches!(m.kind, Kind::Unknown | Kind::Noun | Kind::Adjective))
                    {
                        close += 1;
                    }
                    if close > at + 1 && self.node(close).is_some_and(|m| m.kind == Kind::Close) {
                        made.last = self.nodes[close].last;
                        at = close + 1;
                        continue;
                    }
                    break;
                }
                _ => break,
            }
            made.last = n.last;
            at += 1;
        }
        at
    }

    /// Whether a word is written with the article.
    pub(super) fn article(&self, at: usize) -> bool {
        self.types.word(self.parse.tokens[self.nodes[at].first as usize]).article
    }

    fn bracket(&self, i: usize) -> bool {
        self.types.folded(self.parse.tokens[self.nodes[i].first as usize]) == "("
    }

    /// Whether a preposition says of what something is a part (`من`).
    pub(super) fn part_of(&self, n: &Node) -> bool {
        let stem = n.lemma.map(|l| self.k.lexicon.lemma(l).folded.as_str());
        stem.is_some_and(|s| holds(&self.k.language.part_of, s))
    }

    /// Whether a phrase from `start` is definite before a node: it ends with a name, or its head has a pronoun.
    fn closed_before(&self, start: usize, at: usize) -> bool {
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
