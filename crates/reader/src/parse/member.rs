//! Who belongs to whom: `عناصر من فتح`, `القيادي في الحزب فلان`, two of one kind (`قبيلتا كذا وكذا`), whose the arms are that strike.

use super::Parse;
use super::group::{Grouper, Made};
use super::node::{Entity, Kind, Node};
use super::words::{ACTOR_HEAD, Types, nominal};
use crate::knowledge::{ActorKind, Knowledge, Labels, Name, holds};
use hudna_arabic::morph::{Feats, Gender, Number, Pos, Proclitics, Reading};
use hudna_arabic::token::{Token, TokenKind};
use hudna_claims::Event;

/// `عناصر من فتح`, `قيادي في فتح`, `مقاتلو فتح`: makes a name of a word that is one of the language too, after those who belong to whom it
/// names, where it takes no genitive (`منع العناصر من فتح الطريق`).
pub(super) fn named_after_members(parse: &mut Parse, k: &Knowledge, types: &Types<'_>) {
    for i in 1..parse.nodes.len() {
        let n = &parse.nodes[i];
        let word = matches!(n.kind, Kind::Noun | Kind::Verb) && n.pro.0 == 0 && n.enc.is_none();
        if !word || n.last != n.first + 1 || !types.word(parse.tokens[n.first as usize]).beside {
            continue;
        }
        let before = &parse.nodes[i - 1];
        let stem = before.lemma.map_or("", |l| k.lexicon.lemma(l).folded.as_str());
        let ties = before.kind == Kind::Prep
            && before.enc.is_none()
            && (holds(&k.language.part_of, stem) || holds(&k.language.prepositions.within, stem));
        let head = if ties { i.checked_sub(2) } else { Some(i - 1) };
        let member = head.map(|h| &parse.nodes[h]).is_some_and(|h| {
            let people = h.kind == Kind::Entity
                && parse.entities[h.index as usize].people.is_some_and(|class| k.language.fights(class));
            let article = types.word(parse.tokens[h.last as usize - 1]).article;
            let construct = ties || !article && h.feats.is_some_and(|f| f.number == Number::Plural);
            matches!(h.kind, Kind::Noun | Kind::Entity)
                && (people || h.is(Labels::FORCE_HEAD | Labels::OFFICE))
                && h.enc.is_none()
                && construct
        });
        let alone = parse.nodes.get(i + 1).is_none_or(|m| match m.kind {
            // `عناصر من فتح مقرا`: what is in the accusative is no genitive.
            Kind::Noun if types.folded(parse.tokens[m.first as usize]).ends_with('ا') => true,
            Kind::Noun | Kind::Entity | Kind::Unknown | Kind::Number => m.joined_by_and() || m.joined_prep().is_some(),
            _ => true,
        });
        if !(member && alone) {
            continue;
        }
        let roots = types.roots(parse.tokens[n.first as usize]);
        let actor = roots.iter().find_map(|root| {
            k.names
                .names(root.node)
                .iter()
                .find_map(|name| if let Name::Beside { at } = name { Some(*at) } else { None })
        });
        if let Some(actor) = actor {
            let first = n.first;
            let n = &mut parse.nodes[i];
            (n.kind, n.index) = (Kind::Entity, parse.entities.len() as u32);
            parse.entities.push(Entity { actor: Some(actor), definite: true, name_first: first, ..Entity::default() });
        }
    }
}

/// `قتل جيش الاحتلال الصحفية فلانة`: whether what may describe the masculine phrase right before it is of a woman: it is another phrase.
pub(super) fn is_another(parse: &Parse, types: &Types<'_>, tokens: &[Token], node: &Node) -> bool {
    let feminine = |f: Feats| f.gender == Gender::Feminine;
    let him = |f: Feats| f.number == Number::Singular && f.gender == Gender::Masculine;
    let before = parse.nodes.last().filter(|_| node.feats.is_some_and(feminine));
    before.is_some_and(|b| {
        // `مراسل شبكة كذا الإعلامية`: none of the words before it is of a woman either.
        let masculine = |t: u32| {
            let readings = types.readings(tokens[t as usize]);
            !readings.is_empty() && readings.iter().all(|r| !feminine(r.feats) && r.feats.number == Number::Singular)
        };
        let phrase = |n: &&Node| matches!(n.kind, Kind::Entity | Kind::Noun | Kind::Adjective | Kind::Unknown);
        let mut words = parse.nodes.iter().rev().take_while(phrase).flat_map(|n| n.first..n.last);
        matches!(b.kind, Kind::Entity | Kind::Noun) && b.feats.is_some_and(him) && words.all(masculine)
    })
}

/// `التقى وزيرا خارجية البلدين`: before a genitive two of an office, rather than one in the accusative.
pub(super) fn two_of_office<'r>(
    types: &'r Types<'_>,
    tokens: &[Token],
    i: usize,
    readings: &'r [Reading],
) -> Option<&'r Reading> {
    let two = |r: &&Reading| {
        let dual = r.feats.number == Number::Dual && r.feats.construct && r.enclitic.is_none();
        dual && nominal(r) && types.bits(r.lemma) & Labels::OFFICE != 0
    };
    let dual = readings.iter().find(two)?;
    let next = tokens.get(i + 1).filter(|t| t.kind == TokenKind::Arabic)?;
    let noun = types.readings(*next).first().is_none_or(|r| {
        nominal(r) && matches!(r.feats.pos, Pos::Noun | Pos::Masdar) && r.proclitics.0 & !Proclitics::AL.0 == 0
    });
    // `قابل وزيرا سابقا`
    let genitive = noun && !types.folded(*next).ends_with('ا') && !types.word(*next).given;
    (genitive && types.folded(tokens[i]).ends_with('ا')).then_some(dual)
}

/// `اتفقت قبيلتا كذا وكذا`, `قبائل كذا وكذا`: makes phrases of the further names after a word for two or more bodies of one kind and
/// the first of their names.
pub(super) fn of_one_kind(parse: &mut Parse, types: &Types<'_>) {
    let mut i = 0;
    while i + 1 < parse.nodes.len() {
        let (head, next) = (&parse.nodes[i], &parse.nodes[i + 1]);
        let two = head.feats.is_some_and(|f| f.number == Number::Dual);
        let many = two || head.feats.is_some_and(|f| f.number == Number::Plural);
        let body = head.kind == Kind::Entity
            && head.last - head.first == 2
            && head.is(Labels::BODY_HEAD | Labels::FORCE_HEAD)
            && many
            && parse.entity(i).is_some_and(|e| e.group && !e.person && e.people.is_none());
        let adds = |parse: &Parse, n: &Node| {
            let word = types.folded(parse.tokens[n.first as usize]);
            // `وشمر`: a name that nobody knows is not parted from what joins it.
            let glued = n.kind == Kind::Unknown && n.pro.0 == 0 && word.starts_with('و') && word.chars().count() > 3;
            (n.joined_by_and() || glued) && n.joined_prep().is_none()
        };
        let word = matches!(next.kind, Kind::Unknown | Kind::Noun | Kind::Adjective);
        if !(body && word && adds(parse, next) && next.enc.is_none()) {
            i += 1;
            continue;
        }
        // The first name is none of the language's nouns, or has the article.
        let named = |token: u32| {
            let token = parse.tokens[token as usize];
            types.word(token).article || types.readings(token).is_empty()
        };
        let mut at = i + 1;
        let first = named(head.last - 1);
        while first && parse.nodes.get(at).is_some_and(|n| adds(parse, n)) {
            let n = &parse.nodes[at];
            let name = n.kind == Kind::Unknown
                || two && matches!(n.kind, Kind::Noun | Kind::Adjective) && !n.is(ACTOR_HEAD | Labels::PLACE_KIND);
            let more = parse.nodes.get(at + 1).is_some_and(|m| {
                two && matches!(m.kind, Kind::Unknown | Kind::Noun | Kind::Adjective)
                    && m.pro.0 & !Proclitics::AL.0 == 0
                    && m.enc.is_none()
                    && !m.is(Labels::DIRECTION)
            });
            let event = types.word(parse.tokens[n.first as usize]).opens;
            if !name || event {
                break;
            }
            if more {
                parse.nodes[at].last = parse.nodes[at + 1].last;
                parse.nodes.remove(at + 1);
            }
            let first = parse.nodes[at].first;
            let entity = Entity { group: true, definite: true, name_first: first, ..Entity::default() };
            let index = parse.entities.len() as u32;
            parse.entities.push(entity);
            let n = &mut parse.nodes[at];
            (n.kind, n.index, n.lemma, n.feats, n.bits) = (Kind::Entity, index, None, None, 0);
            if !n.joined_by_and() {
                n.pro = Proclitics::WA;
            }
            at += 1;
        }
        i = at;
    }
}

impl Grouper<'_, '_> {
    /// `طلب الوزير من الجيش الانسحاب`: whether من after the subject of a verb of asking says of whom something is asked.
    pub(super) fn asked_of(&self, start: usize, prep: &Node) -> bool {
        let verb = start.checked_sub(2).map(|v| &self.nodes[v]).filter(|v| v.kind == Kind::Verb && v.enc.is_none());
        let stem = verb.and_then(|v| v.lemma).map(|l| self.k.lexicon.lemma(l).folded.as_str());
        stem.is_some_and(|s| holds(&self.k.language.said.asks_of, s)) && self.part_of(prep)
    }

    /// `وزيرا خارجية البلدين`: whether a phrase is of two.
    pub(super) fn two(&self, made: &Node) -> bool {
        made.feats.is_some_and(|f| f.number == Number::Dual)
    }

    /// Takes those to whom one who fights belongs into his phrase; gives the node after it.
    pub(super) fn member_of(&self, head: usize, at: usize, entity: &mut Entity, made: &mut Node) -> usize {
        let Some(next) = self.belongs_to(head + 1, at, entity) else { return at };
        // One of them is not all of them.
        if self.nodes[head].feats.is_some_and(|f| f.number != Number::Singular) {
            let inner = (at..next).find_map(|i| self.entity(i).and_then(|e| e.actor));
            entity.of = entity.of.or(inner);
        }
        made.last = self.nodes[next - 1].last;
        next
    }

    /// `قيادي في داعش`, `عنصر بالحشد`: the node after those to whom one who fights belongs.
    fn belongs_to(&self, start: usize, at: usize, entity: &Entity) -> Option<usize> {
        let head = self.nodes.get(start.checked_sub(1)?)?;
        let fights = entity.people.is_some_and(|class| self.k.language.fights(class));
        if !fights || entity.actor.is_some_and(|a| !self.unnamed(a)) || head.enc.is_some() {
            return None;
        }
        let n = self.node(at)?;
        let prep = n.lemma.map_or("", |l| self.k.lexicon.lemma(l).folded.as_str());
        let apart = n.kind == Kind::Prep && n.enc.is_none() && holds(&self.k.language.prepositions.within, prep);
        let inside = if apart { self.skip_open(at + 1) } else { at };
        let joined = || n.joined_prep().is_some_and(|p| holds(&self.k.language.prepositions.within, p));
        if !(apart || n.kind == Kind::Entity && joined()) {
            return None;
        }
        let inner = self.entity(inside).filter(|e| e.places.is_empty() && !e.person && e.people.is_none())?;
        let kind = self.k.actors[inner.actor? as usize].kind;
        let party = matches!(
            kind,
            ActorKind::Force | ActorKind::Party | ActorKind::Alliance | ActorKind::Body | ActorKind::Government
        );
        let free = !apart || self.nodes[inside].pro.0 & !Proclitics::AL.0 == 0;
        let next = if apart && inside > at + 1 { self.skip_close(inside + 1) } else { inside + 1 };
        // `ضابط في الجيش المتمركز قرب المدينة`: of whom more is told.
        let told = self.node(next).is_some_and(|n| {
            n.pro.has(Proclitics::AL) && n.describes() && self.types.word(self.parse.tokens[n.first as usize]).opens
        });
        (party && free && !told).then_some(next)
    }

    /// `القيادي في حزب الله علي كذا`: the name of the one whom a definite head means that tells to whom he belongs, with the node after it.
    pub(super) fn member_called(&self, head: usize, at: usize) -> Option<(Entity, usize)> {
        let h = &self.nodes[head];
        let one = h.enc.is_none()
            && h.feats.is_some_and(|f| f.number == Number::Singular)
            && self.entity(head).is_some_and(|e| e.people.is_some_and(|class| self.k.language.fights(class)))
            && self.article(head);
        let party = at > head + 1 && self.entity(at - 1).is_some_and(|e| e.actor.is_some() && !e.person);
        if !one || !party || self.of_many(head) {
            return None;
        }
        // `القيادي في الحركة "فلان"`
        let at = self.skip_open(at);
        let quoted = self.nodes[at - 1].kind == Kind::Open;
        let closed = |end: usize| match self.node(end).map(|n| n.kind) {
            Some(Kind::Close) if quoted => Some(end + 1),
            _ => (!quoted).then_some(end),
        };
        if let Some(known) = self.entity(at).filter(|e| e.person && self.free(at)) {
            return Some((known.clone(), closed(at + 1)?));
        }
        // `علي كذا`: a name that is written like a preposition.
        let like_prep = self.node(at).is_some_and(|n| n.kind == Kind::Prep && n.enc.is_none() && n.pro.0 == 0)
            && self.node(at + 1).is_some_and(|n| n.kind == Kind::Unknown);
        let end = if like_prep { self.name_run(at + 1) } else { self.name_run(at) };
        let name = self.is_given_name(at) && end >= at + 2 - usize::from(quoted) && (like_prep || self.free(at));
        let end = closed(end).filter(|_| name)?;
        Some((Entity { name_first: self.nodes[at].first, ..Entity::default() }, end))
    }

    /// `راجمة صواريخ تابعة لقسد`, `مسيرة صغيرة تابعة للجيش`: arms act for those to whom they are said to belong.
    pub(super) fn owned_arms(&self, at: usize) -> Option<(Made, usize)> {
        let node = self.node(at).filter(|n| n.is(Labels::ARMS) && n.enc.is_none() && n.joined_prep().is_none())?;
        let thing = |e: &Entity| e.goods.is_some() && e.places.is_empty() && e.actor.is_none();
        if node.last != node.first + 1 || self.entity(at).is_some_and(|e| !thing(e)) {
            return None;
        }
        let mut last = at + 1;
        while let Some(n) = self.node(last).filter(|n| n.pro.0 & !Proclitics::AL.0 == 0 && n.enc.is_none()) {
            let describes = n.kind == Kind::Adjective && self.describes(at, last);
            let load = last == at + 1 && self.entity(last).is_some_and(thing);
            if n.is(Labels::BELONG) || !(describes || load) {
                break;
            }
            last += 1;
        }
        let ties =
            self.node(last).filter(|n| n.is(Labels::BELONG) && !n.joined_by_and() && self.describes(at, last))?;
        let (actor, next) = self.owner(last).filter(|_| ties.kind != Kind::Verb)?;
        if self.opens(node, &[Event::Protest]) && !self.strikes_beside(at, next) {
            return None;
        }
        let made = Node { last: self.nodes[next - 1].last, ..*node };
        let entity = Entity {
            actor: Some(actor),
            group: true,
            definite: node.pro.has(Proclitics::AL),
            name_first: node.first,
            ..Entity::default()
        };
        Some((Some((made, entity)), next))
    }

    /// Whether a party after ل is whose the indefinite group right before it is.
    pub(super) fn group_of(&self, head: usize, at: usize) -> bool {
        let (h, n) = (&self.nodes[head], &self.nodes[at]);
        let fights = self.entity(at).and_then(|e| e.actor).is_some_and(|a| {
            let a = &self.k.actors[a as usize];
            let named =
                matches!(a.kind, ActorKind::Force | ActorKind::Government | ActorKind::Party | ActorKind::Alliance);
            // `دورية للأمن العسكري`
            let armed = || a.kind == ActorKind::Body && matches!(a.sector.as_str(), "MIL" | "SPY" | "COP");
            named || a.kind == ActorKind::People && a.sector != "CVL" || armed()
        });
        fights
            && h.kind == Kind::Noun
            && h.is(Labels::FORCE_HEAD | Labels::BODY_HEAD)
            // `تعزيزات للجيش`: a word that can tell of an event takes its own phrases.
            && (!self.types.word(self.parse.tokens[h.first as usize]).opens
                || h.lemma.is_some_and(|l| holds(&self.k.language.positions, &self.k.lexicon.lemma(l).folded))
                || self.goes_out(head))
            && h.pro.0 & !Proclitics::WA.0 == 0
            && h.enc.is_none()
            && n.joined_prep() == Some("ل")
            && !n.joined_by_and()
    }

    /// `اعتقلت دورية لقسد`: whether those who go out act, right before whose they are: they stand after a verb of what such do.
    pub(super) fn goes_out(&self, head: usize) -> bool {
        // `قتل برصاص دورية للأمن`
        if head > 0 && self.node(head - 1).is_some_and(|b| b.kind == Kind::AgentMark) {
            return true;
        }
        let verb = head.checked_sub(1).and_then(|v| self.node(v)).filter(|v| v.kind == Kind::Verb && v.enc.is_none());
        const DEEDS: [Event; 5] =
            [Event::Harm, Event::Detain, Event::AccessDeny, Event::RouteClose, Event::CheckpointErect];
        verb.is_some_and(|v| self.opens(v, &DEEDS))
    }
}
