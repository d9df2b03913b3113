//! Places with their kind words (`حي (طي)`, `أحياء دمشق الجنوبية`), and the lists that such words open.

use super::Parse;
use super::group::{Grouper, Made};
use super::node::{Entity, Kind, Node};
use super::words::{ACTOR_HEAD, Types};
use crate::claim::SETTLEMENTS;
use crate::knowledge::{ActorKind, Knowledge, Labels, holds};
use hudna_arabic::morph::{Pos, Proclitics};

/// `حيي الشيخ مقصود والأشرفية`: a guarded name joined to a place of the same country, or of a kind word, is a place too.
#[inline]
pub(super) fn listed(parse: &mut Parse, k: &Knowledge, nodes: &mut [Node]) {
    let Some((node, before)) = nodes.split_last_mut() else { return };
    if node.kind != Kind::Entity || !node.joined_by_and() {
        return;
    }
    let Some(before) = before.iter().rev().find(|n| !n.is_quote()).filter(|n| n.kind == Kind::Entity) else { return };
    let (this, that) = (&parse.entities[node.index as usize], &parse.entities[before.index as usize]);
    // `بلدتي العنكاوي والقاهرة`, `مدينتي حلب ودمشق`: the second of two towns is no state.
    let several = before.feats.is_some_and(|f| f.number != hudna_arabic::morph::Number::Singular);
    if this.actor.is_some() && !this.places.is_empty() && !this.person && several && towns(k, before, that) {
        let this = &mut parse.entities[node.index as usize];
        (this.actor, this.weak) = (None, false);
        this.rivals.clear();
        return;
    }
    let unlisted = that.unlisted && before.is(Labels::PLACE_KIND);
    if !this.guarded || that.guarded || this.actor.is_some() || that.places.is_empty() && !unlisted {
        return;
    }
    if unlisted {
        // `محاور كذا وكذا وكذا`: the row goes on.
        node.bits |= Labels::PLACE_KIND;
    }
    if unlisted || compatriots(k, this, that) || before.is(Labels::PLACE_KIND) {
        parse.entities[node.index as usize].guarded = false;
    }
}

/// Whether a phrase names towns by a kind word for them.
fn towns(k: &Knowledge, node: &Node, entity: &Entity) -> bool {
    let word = node.lemma.map(|l| k.lexicon.lemma(l).folded.as_str());
    let settled = |kind: &String| SETTLEMENTS.contains(&kind.as_str());
    entity.actor.is_none() && word.is_some_and(|w| k.language.place_kinds.all(w).any(settled))
}

/// Whether two names may be of places of one country.
fn compatriots(k: &Knowledge, a: &Entity, b: &Entity) -> bool {
    let country = |p: &u32| &k.places[*p as usize].country;
    a.places.iter().any(|p| b.places.iter().any(|q| country(p) == country(q)))
}

/// `في حريب وبيحان وعسيلان`: guarded names after a preposition, to which a place of the same country is joined, are places too.
#[inline]
pub(super) fn led(parse: &mut Parse, k: &Knowledge, nodes: &[Node]) {
    if let Some((node, before)) = nodes.split_last()
        && node.kind == Kind::Entity
        && node.joined_by_and()
    {
        joined_to(parse, k, node, before);
    }
}

fn joined_to(parse: &mut Parse, k: &Knowledge, node: &Node, before: &[Node]) {
    let entity = |n: &Node| (n.kind == Kind::Entity).then(|| &parse.entities[n.index as usize]);
    let place = |e: &&Entity| e.actor.is_none() && !e.places.is_empty() && e.people.is_none();
    let joins = node.joined_by_and() && node.joined_prep().is_none();
    let Some(this) = entity(node).filter(|e| joins && place(e) && !e.guarded) else { return };
    let common = |n: &Node| entity(n).filter(place).is_some_and(|e| e.guarded && compatriots(k, this, e));
    let row = before.iter().rev().take_while(|n| common(n)).count();
    let from = before.len() - row;
    let linked = before.iter().skip(from + 1).all(|n| n.joined_by_and() && n.joined_prep().is_none());
    let by = |n: &Node| n.kind == Kind::Prep && n.enc.is_none();
    let led = row > 0 && (before[from].joined_prep().is_some() || from.checked_sub(1).is_some_and(|b| by(&before[b])));
    if led && linked {
        for n in &before[from..] {
            parse.entities[n.index as usize].guarded = false;
        }
    }
}

/// `قرى كذا وكذا`: an unknown word joined to a place with its kind word is a place too; after a dual (`بلدتي كذا وكذا`) so is
/// any word, for two are named.
pub(super) fn unlisted(parse: &mut Parse, types: &Types<'_>, nodes: &mut [Node]) {
    let Some((node, rest)) = nodes.split_last_mut() else { return };
    let joined = node.joined_by_and() && matches!(node.kind, Kind::Noun | Kind::Adjective);
    if !joined && node.kind != Kind::Unknown {
        return;
    }
    let Some(before) = rest.iter().rev().find(|n| !n.is_quote()) else { return };
    // Of an unknown word the lexicon cannot say whether it begins with `و`.
    let begins = || {
        let word = types.folded(parse.tokens[node.first as usize]);
        word.starts_with('و') && word.chars().count() > 3
    };
    if before.kind != Kind::Entity
        || !(node.joined_by_and() && node.joined_prep().is_none() || node.kind == Kind::Unknown && begins())
    {
        return;
    }
    let dual = || before.feats.is_some_and(|f| f.number == hudna_arabic::morph::Number::Dual);
    let noun = || {
        matches!(node.kind, Kind::Noun | Kind::Adjective)
            && node.enc.is_none()
            && !node.is(Labels::PLACE_KIND)
            && dual()
    };
    if !(node.kind == Kind::Unknown || noun()) {
        return;
    }
    let that = &parse.entities[before.index as usize];
    // `قرية كذا وكذا وكذا`: after two places at least, where no kind word stands right before.
    let named = |n: &Node| {
        n.kind == Kind::Entity && {
            let e = &parse.entities[n.index as usize];
            (e.names_place() || e.unlisted) && e.people.is_none() && !e.person
        }
    };
    let mut row = rest.iter().rev().filter(|n| !n.is_quote());
    let mut third = || {
        let joined = |n: &&Node| named(n) && n.joined_by_and() && n.joined_prep().is_none();
        let article = types
            .folded(parse.tokens[node.first as usize])
            .strip_prefix('و')
            .is_some_and(|word| word.starts_with("ال"));
        article && row.next().as_ref().is_some_and(joined) && row.next().is_some_and(named)
    };
    let kind = before.is(Labels::PLACE_KIND) || node.kind == Kind::Unknown && third();
    if (that.unlisted || !that.places.is_empty()) && that.actor.is_none() && kind {
        node.kind = Kind::Entity;
        if !node.joined_by_and() {
            node.pro = Proclitics::WA;
        }
        node.bits = Labels::PLACE_KIND;
        node.index = parse.entities.len() as u32;
        let name_first = node.first;
        parse.entities.push(Entity { area: true, unlisted: true, definite: true, name_first, ..Entity::default() });
    }
}

impl Grouper<'_, '_> {
    /// Whether a word that is a participle or a verbal noun too stands before what only that takes: `الموقع بين`, `القضاء على`.
    pub(super) fn no_place_before(&self, i: usize) -> bool {
        let words = &self.k.language.prepositions;
        let next = self.node(i + 1).filter(|n| n.kind == Kind::Prep && n.enc.is_none());
        let Some(stem) = next.and_then(|n| self.lemma(n)) else {
            return false;
        };
        let pos = match () {
            _ if holds(&words.between, stem) => Pos::PassiveParticiple,
            _ if holds(&words.done_to, stem) && self.nodes[i].last == self.nodes[i].first + 1 => Pos::Masdar,
            _ => return false,
        };
        let readings = self.types.readings(self.parse.tokens[self.nodes[i].first as usize]);
        readings.iter().any(|r| r.feats.pos == pos && r.enclitic.is_none())
    }

    /// `ريف حلب الجنوبي`, `ريفي إدلب الشرقي والشمالي`: on which side it is, is part of what the place is called.
    pub(super) fn with_directions(&self, made: &mut Made, next: usize) -> usize {
        let Some((node, entity)) = made else { return next };
        let mut at = next;
        let land = || entity.actor.is_none() && !entity.person && entity.people.is_none() && !entity.guarded;
        if !entity.places.is_empty() && land() {
            let both = Proclitics::WA.0 | Proclitics::AL.0;
            while self.node(at).is_some_and(|n| {
                let own = n.pro.0 == Proclitics::AL.0 || at > next && n.pro.0 == both;
                let side = || self.lemma(n).is_some_and(|s| holds(&self.k.language.locators, s));
                n.kind == Kind::Adjective && n.is(Labels::DIRECTION) && own && side()
            }) {
                node.last = self.nodes[at].last;
                at += 1;
            }
        }
        at
    }

    /// Whether a word right after a kind word is the name of a place: one that nobody knows, or a common word that names a
    /// settlement (`قرية ضمان`).
    fn names_place(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let kind = &self.nodes[at - 1];
        let follows = kind.kind == Kind::Noun && kind.is(Labels::PLACE_KIND) && kind.enc.is_none();
        if !follows || kind.pro.has(Proclitics::AL) {
            return false;
        }
        let common = || {
            n.kind == Kind::Noun
                && matches!(n.pos(), Some(Pos::Noun | Pos::Masdar))
                && n.pro.0 & !Proclitics::AL.0 == 0
                && n.enc.is_none()
                && !n.is(Labels::DIRECTION | Labels::QUANTIFIER)
                // `قرية خان`, but `حي مخيم كذا`
                && (!n.is(Labels::PLACE_KIND) || n.pro.0 == 0 && self.bounds(at + 1))
                && self.settlement(at - 1)
        };
        // `قرية حامو`: what nobody would write of one village.
        let strange = || {
            let word = self.types.folded(self.parse.tokens[n.first as usize]);
            n.kind == Kind::Noun && n.pro.0 == 0 && n.enc.is_none() && n.describes() && word.ends_with('و')
        };
        let common = || common() || strange() && self.settlement(at - 1) && self.bounds(at + 1);
        // `قرية المنسية`: what has the article does not describe what has none.
        let described = || {
            matches!(n.kind, Kind::Noun | Kind::Adjective)
                && n.pro.0 == Proclitics::AL.0
                && n.enc.is_none()
                && n.describes()
                && !n.is(Labels::PLACE_KIND | Labels::DIRECTION | Labels::QUANTIFIER | ACTOR_HEAD)
                && self.adjective_actor(at).is_none()
                && self.settlement(at - 1)
        };
        // `منطقة الوادي الأحمر`: the adjective is of the second word.
        let called = || {
            n.kind == Kind::Noun
                && n.is(Labels::PLACE_KIND)
                && n.pro.0 == Proclitics::AL.0
                && n.enc.is_none()
                && n.feats.is_some_and(|f| f.number == hudna_arabic::morph::Number::Singular)
                && self.adjective_of(at + 1)
                && !self.nodes[at + 1].is(Labels::DIRECTION)
                && self.adjective_actor(at + 1).is_none()
                && self.describes(at, at + 1)
                && (self.settlement(at - 1) || self.land(at - 1))
        };
        n.kind == Kind::Unknown && (n.pro.0 & !Proclitics::AL.0 == 0) || common() || described() || called()
    }

    /// Whether a word for a place that has neither article nor name begins a phrase of its own after one that has the article.
    fn stands_apart(&self, kind: usize, at: usize) -> bool {
        let (kind, n) = (&self.nodes[kind], &self.nodes[at]);
        // `المدينة مركز المحافظة`: what it is the place of.
        let of = |n: &Node| n.kind == Kind::Entity || n.pro.has(Proclitics::AL) && n.kind != Kind::Adjective;
        let next = |n: &Node| of(n) && n.joined_prep().is_none();
        kind.pro.has(Proclitics::AL)
            && n.kind == Kind::Noun
            && n.pro.0 == 0
            && n.is(Labels::PLACE_KIND)
            && !n.is(Labels::DIRECTION)
            && !self.node(at + 1).is_some_and(next)
    }

    /// The lemma of a node's word, folded.
    fn lemma(&self, n: &Node) -> Option<&str> {
        n.lemma.map(|l| self.k.lexicon.lemma(l).folded.as_str())
    }

    /// Whether a node's word is one for a kind of place, by the kind's code.
    pub(super) fn of_kind(&self, n: &Node, code: &str) -> bool {
        self.lemma(n).and_then(|word| self.k.language.place_kinds.get(word)).is_some_and(|kind| kind == code)
    }

    /// A word for one settlement or a part of one (`قرية`, `حي`).
    fn settlement(&self, i: usize) -> bool {
        const KINDS: [&str; 5] = ["village", "town", "quarter", "camp", "suburb"];
        let n = &self.nodes[i];
        let singular = n.feats.is_some_and(|f| f.number == hudna_arabic::morph::Number::Singular);
        let kinds = |stem: &str| self.k.language.place_kinds.all(stem).any(|kind| KINDS.contains(&kind.as_str()));
        singular && self.lemma(n).is_some_and(kinds)
    }

    /// Whether nothing but countries has that name, and it is no adjective of one (`بلدة سورية`).
    fn only_countries(&self, i: usize) -> bool {
        let country = |p: &u32| self.k.places[*p as usize].kind == "country";
        let word = || self.types.folded(self.parse.tokens[self.nodes[i].first as usize]);
        self.entity(i).is_some_and(|e| !e.places.is_empty() && e.places.iter().all(country))
            && !word().ends_with("\u{64a}\u{647}")
    }

    /// A word for a piece of land (`منطقة`).
    fn land(&self, i: usize) -> bool {
        let n = &self.nodes[i];
        let one = n.feats.is_some_and(|f| f.number == hudna_arabic::morph::Number::Singular);
        one && self.of_kind(n, "area")
    }

    /// `مدرسة النور`, `سجن الصالح`, `ساحة التحرير`: a common word with the article names one building, street or post.
    fn named_by_noun(&self, i: usize) -> bool {
        let kind = &self.nodes[i];
        let stem = self.lemma(kind);
        let one = kind.feats.is_some_and(|f| f.number == hudna_arabic::morph::Number::Singular);
        kind.kind == Kind::Noun
            && one
            && kind.enc.is_none()
            && !kind.pro.has(Proclitics::AL)
            && stem.is_some_and(|s| holds(&self.k.language.named_by_nouns, s))
            && self.node(i + 1).is_some_and(|n| {
                matches!(n.kind, Kind::Noun | Kind::Adjective)
                    && n.pro.0 == Proclitics::AL.0
                    && n.enc.is_none()
                    && !n.is(Labels::FORCE_HEAD | Labels::PLACE_KIND | Labels::DIRECTION | Labels::QUANTIFIER)
            })
    }

    /// `دوار الشهداء`, `معبر النازحين`: people with the article name one place too.
    fn named_by_people(&self, i: usize) -> bool {
        let kind = &self.nodes[i];
        let stem = self.lemma(kind);
        let one = kind.feats.is_some_and(|f| f.number == hudna_arabic::morph::Number::Singular);
        // `سوق الغنم`, `محطة الكهرباء`: goods do as well.
        let names = |e: &Entity| (e.people.is_some() || e.goods.is_some()) && e.actor.is_none() && !e.person;
        kind.kind == Kind::Noun
            && one
            && kind.enc.is_none()
            && !kind.pro.has(Proclitics::AL)
            // `حي العمال`
            && (stem.is_some_and(|s| holds(&self.k.language.named_by_nouns, s)) || self.of_kind(kind, "quarter"))
            && self.node(i + 1).is_some_and(|n| n.pro.0 == Proclitics::AL.0 && n.enc.is_none())
            && self.entity(i + 1).is_some_and(names)
    }

    /// `مديرية شرعب`: a word for a district before a word that nobody knows.
    pub(super) fn unknown_district(&self, i: usize) -> bool {
        let kind = &self.nodes[i];
        kind.enc.is_none()
            && !kind.pro.has(Proclitics::AL)
            && self.node(i + 1).is_some_and(|n| n.kind == Kind::Unknown && n.pro.0 & !Proclitics::AL.0 == 0)
            && self.of_kind(kind, "district")
    }

    /// Whether a word for one place is followed by a name of two words, the first of which opens such names.
    fn compound_name(&self, i: usize) -> bool {
        let kind = &self.nodes[i];
        let one = kind.feats.is_some_and(|f| f.number == hudna_arabic::morph::Number::Singular);
        let free = |n: &Node| n.pro.0 & !Proclitics::AL.0 == 0 && n.enc.is_none();
        let (Some(first), Some(second)) = (self.node(i + 1), self.node(i + 2)) else { return false };
        // `عزلة بني سعد`
        let settled = || self.settlement(i) || self.of_kind(kind, "subdistrict");
        let given = || {
            let word = self.types.folded(self.parse.tokens[second.first as usize]);
            self.is_given_name(i + 2) && second.pro.0 == 0 && !holds(&self.k.language.open_names, word)
        };
        let unknown = second.kind == Kind::Unknown || given() && settled();
        // `قرية تل القطن`, `قرية رسم الأسود`: goods and adjectives too.
        let word = match second.kind {
            Kind::Noun | Kind::Adjective => true,
            Kind::Entity => self.entity(i + 2).is_some_and(|e| e.goods.is_some() && e.actor.is_none()),
            _ => false,
        };
        let common = word
            && second.pro.has(Proclitics::AL)
            && self.settlement(i)
            && !second.is(ACTOR_HEAD | Labels::DIRECTION)
            && !first.pro.has(Proclitics::AL);
        // `قرية أبو الزبير`: a word that is no name without the next one.
        let opens = || holds(&self.k.language.open_names, self.types.folded(self.parse.tokens[first.first as usize]));
        let named = match second.kind {
            Kind::Noun | Kind::Adjective | Kind::Verb => true,
            Kind::Entity => self.entity(i + 2).is_some_and(|e| e.actor.is_none() && second.last - second.first == 1),
            _ => false,
        };
        kind.kind == Kind::Noun
            && one
            && kind.enc.is_none()
            && !kind.pro.has(Proclitics::AL)
            && matches!(first.kind, Kind::Noun | Kind::Adjective | Kind::Verb | Kind::Particle)
            && free(first)
            && free(second)
            && self.toponym(i + 1)
            && (unknown || common || named && opens() && (settled() || self.land(i)))
    }

    /// `محطة مياه كذا`: a building named after what is made there, and by a further word; gives the node after it.
    fn plant(&self, i: usize) -> Option<usize> {
        let goods = self.entity(i + 1).is_some_and(|e| e.goods.is_some() && e.actor.is_none() && e.places.is_empty());
        let word = self.node(i + 2).filter(|n| {
            n.enc.is_none()
                && n.pro.0 & !Proclitics::AL.0 == 0
                && (n.kind == Kind::Unknown
                    || n.kind == Kind::Noun && n.pro.has(Proclitics::AL) && !n.is(ACTOR_HEAD)
                    || self.entity(i + 2).is_some_and(|e| !e.places.is_empty() && e.actor.is_none()))
                && !self.types.word(self.parse.tokens[n.first as usize]).opens
        });
        let kind = &self.nodes[i];
        let bare = kind.kind == Kind::Noun && kind.enc.is_none() && !kind.pro.has(Proclitics::AL);
        (bare && goods && self.free(i + 1) && word.is_some()).then_some(i + 3)
    }

    /// Whether the number after a word for one place is its name: no number of things.
    fn numbered(&self, i: usize) -> bool {
        let kind = &self.nodes[i];
        let stem = self.lemma(kind);
        let one = kind.feats.is_some_and(|f| f.number == hudna_arabic::morph::Number::Singular);
        let named = self.settlement(i) || stem.is_some_and(|s| holds(&self.k.language.named_by_nouns, s));
        let things = self.node(i + 2).is_some_and(|n| {
            n.pro.0 == 0 && matches!(n.kind, Kind::Noun | Kind::Entity | Kind::Unknown | Kind::Adjective | Kind::Number)
        });
        kind.kind == Kind::Noun && one && kind.enc.is_none() && !kind.pro.has(Proclitics::AL) && named && !things
    }

    /// An adjective with the article.
    fn adjective_of(&self, at: usize) -> bool {
        self.node(at).is_some_and(|n| {
            n.kind == Kind::Adjective
                && n.pro.0 == Proclitics::AL.0
                && !self.types.word(self.parse.tokens[n.first as usize]).opens
        })
    }

    /// The closing quote of a name after a kind word.
    fn quoted_place(&self, i: usize) -> Option<usize> {
        let kind = &self.nodes[i];
        let open = self.node(i + 1).filter(|n| n.kind == Kind::Open)?;
        let bare = kind.kind == Kind::Noun && kind.enc.is_none() && !kind.pro.has(Proclitics::AL);
        let close =
            (i + 2..i + 6).take_while(|&j| self.node(j).is_some()).find(|&j| self.nodes[j].kind == Kind::Close)?;
        let words = i + 2..close;
        let named = words.clone().all(|j| {
            let n = &self.nodes[j];
            // `منطقة "كذا-فلان"`: of several words a person's name is one too.
            let place = |e: &Entity| {
                (e.actor.is_none() || e.person) && (!e.places.is_empty() || e.people.is_some() || e.person) && !e.area
            };
            let word = matches!(n.kind, Kind::Unknown | Kind::Noun | Kind::Adjective | Kind::Verb)
                || n.kind == Kind::Mark && j > i + 2 && j + 1 < close;
            let row = close > i + 3 && n.pro.0 & !Proclitics::AL.0 == 0;
            // `منطقة "السور"`: a word for a place is a name in quotes.
            let alone = |e: &Entity| e.area && e.places.is_empty() && e.of.is_none() && close == i + 3;
            let called = self.entity(j).is_some_and(|e| row && place(e) || n.pro.0 == Proclitics::AL.0 && alone(e));
            (word || called) && n.last > open.last
        });
        // `منزل "فلان الفلاني"`: whose a home is.
        let home = self.lemma(kind).is_some_and(|s| holds(&self.k.language.homes, s));
        (bare && !home && !words.is_empty() && named).then_some(close)
    }

    /// `طريق دمشق - درعا`: the other end of a road that is called after both, behind a dash; gives the node after it.
    fn other_end(&self, head: usize, at: usize) -> Option<usize> {
        let kind = &self.nodes[head];
        let stem = self.lemma(kind);
        let named = at > head + 1 || kind.last - kind.first > 1;
        let way = named && stem.is_some_and(|s| holds(&self.k.language.ways, s));
        // `طريق حمص حلب`
        let city = |e: &Entity| !e.places.is_empty() && !e.guarded && !e.area && !e.person;
        let bare = |n: &Node| n.pro.0 & !Proclitics::AL.0 == 0 && n.last == n.first + 1 && !n.is(Labels::PLACE_KIND);
        if way && self.node(at).is_some_and(bare) && self.entity(at).is_some_and(city) && self.bounds(at + 1) {
            return Some(at + 1);
        }
        let dash = self.node(at).filter(|n| way && matches!(n.kind, Kind::Mark | Kind::Comma))?;
        let written = self.types.folded(self.parse.tokens[dash.first as usize]);
        let end = self.node(at + 1).filter(|n| n.pro.0 & !Proclitics::AL.0 == 0 && n.enc.is_none())?;
        let place = match end.kind {
            Kind::Entity => self.entity(at + 1).is_some_and(|e| !e.places.is_empty()),
            Kind::Unknown => true,
            Kind::Noun => end.is(Labels::PLACE_KIND) && end.pro.has(Proclitics::AL),
            _ => false,
        };
        if !place || !matches!(written, "-" | "–" | "—" | "ـ" | "/") {
            return None;
        }
        let last = (at + 2..at + 5).find(|&j| !self.adjective_of(j)).unwrap_or(at + 2);
        Some(last)
    }

    /// `طريق المطار`, `شارع الرشيد`: a name that would need a kind word has it itself; it is no place that anybody lists.
    pub(super) fn named_way(&self, i: usize) -> Option<(Made, usize)> {
        let n = self.node(i)?;
        let known = self.entity(i).filter(|_| n.last - n.first > 1)?;
        let end = self.other_end(i, i + 1);
        if end.is_none() && !known.guarded {
            return None;
        }
        self.lemma(n).filter(|s| holds(&self.k.language.named_by_nouns, s))?;
        let places = if known.guarded { Default::default() } else { known.places.clone() };
        let entity = Entity { places, guarded: false, unlisted: known.guarded, area: known.guarded, ..known.clone() };
        let at = end.unwrap_or(i + 1);
        let mut made = *n;
        made.last = self.nodes[at - 1].last;
        Some((Some((made, entity)), at))
    }

    /// A kind word with the place it names: `حي (طي)`, `مدينة الحسكة`, `أحياء دمشق الجنوبية`, `مداخل المدينة`.
    pub(super) fn place(&self, i: usize) -> (Made, usize) {
        let node = self.nodes[i];
        let mut made = node;
        let mut entity = Entity {
            area: true,
            guarded: false,
            name_first: node.first,
            definite: node.pro.has(Proclitics::AL),
            ..Entity::default()
        };
        let mut at = i + 1;
        if let Some(close) = self.quoted_place(i) {
            // `قرية "كذا"`: a name in quotes that the gazetteer does not have.
            (entity.definite, entity.unlisted) = (true, true);
            made.last = self.nodes[close].last;
            made.enc = None;
            return (Some((made, entity)), close + 1);
        }
        loop {
            // `قرى منطقة "كذا"`
            if at == i + 2
                && self.nodes[i + 1].is(Labels::PLACE_KIND)
                && let Some(close) = self.quoted_place(i + 1)
            {
                (entity.definite, entity.unlisted) = (true, true);
                made.last = self.nodes[close].last;
                at = close + 1;
                break;
            }
            let open = self.skip_open(at);
            if let Some(inner) = self.entity(open) {
                // `موقع فرات بوست`: the site of an outlet is the outlet.
                let media = |a: u32| self.k.actors[a as usize].kind == ActorKind::Media;
                if inner.actor.is_some_and(media) && at == i + 1 && self.nodes[open].pro.0 & !Proclitics::AL.0 == 0 {
                    made.last = self.nodes[open].last;
                    return (Some((made, inner.clone())), open + 1);
                }
                let fits = !inner.places.is_empty() && self.nodes[open].pro.0 & !Proclitics::AL.0 == 0;
                // `العاصمة السعودية الرياض`: the state only says which capital.
                let city = |e: &Entity| {
                    let kind = |p: &u32| self.k.places[*p as usize].kind.as_str();
                    !e.places.is_empty() && e.places.iter().any(|p| SETTLEMENTS.contains(&kind(p)))
                };
                let capital = self.entity(open + 1).filter(|e| {
                    open == i + 1
                        && node.pro.has(Proclitics::AL)
                        && self.adjective_actor(open).is_some()
                        && self.nodes[open + 1].pro.0 & !Proclitics::AL.0 == 0
                        && city(e)
                });
                if let Some(city) = capital {
                    entity.places = city.places.clone();
                    entity.area = false;
                    entity.name_first = self.nodes[open + 1].first;
                    at = open + 2;
                    made.last = self.nodes[open + 1].last;
                } else if fits && at == i + 1 && self.settlement(i) && self.only_countries(open) {
                    // `بلدة بنين`: no country is a town.
                    (entity.definite, entity.unlisted) = (true, true);
                    at = open + 1;
                    made.last = self.nodes[at - 1].last;
                } else if fits {
                    entity.places = inner.places.clone();
                    entity.area = false;
                    entity.name_first = self.nodes[open].first;
                    at = if open > at && self.node(open + 1).is_some_and(|n| n.kind == Kind::Close) {
                        open + 2
                    } else {
                        open + 1
                    };
                    // `قرية سالم كذا`: with a word more it is another village than the one that is known.
                    // `قرية تل الذهب`
                    let opens = self.toponym(i + 1) && self.further(at);
                    let more = |n: &Node| n.kind == Kind::Unknown && n.pro.0 == 0 || opens;
                    let short = at == i + 2 && self.nodes[i + 1].last == self.nodes[i + 1].first + 1;
                    let few = self.settlement(i) || self.heads_row(i);
                    if short && few && self.node(at).is_some_and(more) && !self.glued(at) && self.bounds(at + 1) {
                        entity.places.clear();
                        (entity.area, entity.definite, entity.unlisted) = (true, true, true);
                        at += 1;
                    }
                    made.last = self.nodes[at - 1].last;
                } else if inner.actor.is_some()
                    && inner.places.is_empty()
                    // `تنتشر في المنطقة فصائل معارضة`: a noun with the article has no genitive.
                    && !node.pro.has(Proclitics::AL)
                    // `معقل الفصائل`: the kind word tells of an event, its genitive is a participant.
                    && !node.is(Labels::HOLDING)
                    && self.nodes[open].pro.0 & !Proclitics::AL.0 == 0
                    && !inner.person
                {
                    // `مناطق النظام`: a descriptive area named by its holder.
                    entity.of = inner.actor;
                    at = if open > at { self.skip_close(open + 1) } else { open + 1 };
                    made.last = self.nodes[at - 1].last;
                } else if at == i + 1 && self.named_by_people(i) {
                    // `دوار الشهداء`
                    (entity.definite, entity.unlisted) = (true, true);
                    at += 1;
                    made.last = self.nodes[at - 1].last;
                } else if let Some(end) = self.plant(i).filter(|_| at == i + 1) {
                    // `محطة مياه كذا`
                    (entity.definite, entity.unlisted) = (true, true);
                    made.last = self.nodes[end - 1].last;
                    at = end;
                }
                break;
            }
            // `المناطق الجنوبية من السعودية`
            if self.node(at).is_some_and(|n| n.kind == Kind::Prep && n.enc.is_none() && self.part_of(n))
                && let Some(inner) = self.entity(at + 1).filter(|e| !e.places.is_empty() && !e.guarded)
                && self.nodes[at + 1].pro.0 == 0
                && at > i + 1
            {
                entity.places = inner.places.clone();
                entity.area = false;
                entity.name_first = self.nodes[at + 1].first;
                made.last = self.nodes[at + 1].last;
                at += 2;
                break;
            }
            match self.node(at) {
                // `قرية خان الجبل`, `منطقة الشيخ كذا`: a word that opens names of places, with the next one.
                Some(_) if at == i + 1 && self.compound_name(i) => {
                    (entity.definite, entity.unlisted) = (true, true);
                    at += 2;
                    made.last = self.nodes[at - 1].last;
                    break;
                }
                Some(n)
                    if n.kind == Kind::Noun
                        && n.is(Labels::PLACE_KIND | Labels::DIRECTION)
                        && n.pro.0 & !Proclitics::AL.0 == 0
                        // `في البلدة مدرسة`: what has the article has no genitive.
                        && !(at == i + 1 && self.stands_apart(i, at))
                        && !(at == i + 1 && self.names_place(at)) =>
                {
                    made.last = n.last
                }
                Some(n)
                    if n.kind == Kind::Adjective
                        && n.pro.0 & !Proclitics::AL.0 == 0
                        && self.describes(i, at)
                        // `جسر السياسية`, `قرية العالية`: with the article it is no adjective of what has none.
                        && !(at == i + 1 && (self.named_by_noun(i) || self.names_place(at)))
                        && !self.types.word(self.parse.tokens[n.first as usize]).opens =>
                {
                    // `مواقع إيرانية`: of what nation a position is.
                    let position = || holds(&self.k.language.positions, self.parse.stem(self.k, self.types, &node));
                    entity.of = entity.of.or(self.adjective_actor(at).filter(|_| position()));
                    made.last = n.last
                }
                // `شارع 8`, `حي 400`
                Some(n) if at == i + 1 && n.kind == Kind::Number && self.numbered(i) => {
                    (entity.definite, entity.unlisted) = (true, true);
                    made.last = n.last;
                    at += 1;
                    break;
                }
                // `المناطق المحررة`: which of them.
                Some(n)
                    if at == i + 1
                        && n.kind == Kind::Noun
                        && n.pos() == Some(Pos::PassiveParticiple)
                        && n.pro.0 == Proclitics::AL.0
                        && node.pro.has(Proclitics::AL)
                        && node.feats.is_some_and(|f| f.number == hudna_arabic::morph::Number::Plural)
                        && !self.types.word(self.parse.tokens[n.first as usize]).opens
                        && self.node(at + 1).is_none_or(|p| p.joined_prep() != Some("ل")) =>
                {
                    made.last = n.last
                }
                Some(_) if at == i + 1 && self.named_by_noun(i) => {
                    (entity.definite, entity.unlisted) = (true, true);
                    at += 1;
                    while self.adjective_of(at) {
                        at += 1;
                    }
                    made.last = self.nodes[at - 1].last;
                    break;
                }
                Some(_) if !node.pro.has(Proclitics::AL) && self.names_place(at) => {
                    // `بلدة كذا`: a place that the gazetteer does not have keeps its name.
                    (entity.definite, entity.unlisted) = (true, true);
                    at += 1;
                    if self.nodes[at - 1].is(Labels::PLACE_KIND) && self.adjective_of(at) {
                        at += 1;
                    }
                    // `قرية تل كذا`
                    // `قرية قره موغ`: or of two words that nobody knows.
                    if self.node(at).is_some_and(|n| n.kind == Kind::Unknown && n.pro.0 == 0)
                        && (self.nodes[at - 1].kind != Kind::Unknown
                            || self.bounds(at + 1) && !self.glued(at) && (self.settlement(i) || self.heads_row(i)))
                    {
                        at += 1;
                    }
                    made.last = self.nodes[at - 1].last;
                    break;
                }
                _ => break,
            }
            at += 1;
        }
        // `قرية الشيخ فلان`: a name of a person after the word for a settlement.
        if at == i + 1
            && (self.settlement(i) || self.heads_row(i))
            && self.free(at)
            && self.entity(at).is_some_and(|e| e.person)
        {
            (entity.definite, entity.unlisted) = (true, true);
            made.last = self.nodes[at].last;
            at += 1;
        }
        if let Some(end) = self.other_end(i, at) {
            at = end;
            made.last = self.nodes[at - 1].last;
        }
        made.enc = if at == i + 1 { node.enc } else { None };
        (Some((made, entity)), at)
    }
}
