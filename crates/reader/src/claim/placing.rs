//! How places stand to each other in a sentence: which only locates another, which kind a word names.

use super::fill::Slots;
use super::govern::Way;
use super::settle::SETTLEMENTS;
use super::slots::{Dependent, Found, Position, Sentence};
use super::trigger::Trigger;
use crate::knowledge::{ActorKind, Frame, Labels, RoleKind, WordList, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_claims::Event;

/// Kinds of places that hold settlements, as words for them say.
const STRETCHES: [&str; 4] = ["area", "region", "governorate", "district"];

/// Kinds of places that hold settlements.
const WIDE: [&str; 7] = ["country", "region", "governorate", "district", "subdistrict", "area", "mountain"];

/// Whether an event says who holds or besieges a place: what is near to the place is another.
pub(super) fn holds_place(event: Event) -> bool {
    matches!(event, Event::ControlHold | Event::SiegeHold)
}

impl<'a> Sentence<'a> {
    /// `أزال الجيش الحواجز الإسمنتية`: what the words of the event themselves name is no place, unless it has a name.
    pub(super) fn of_its_words(&self, trigger: &Trigger, found: &Found) -> bool {
        let nameless = |e: &Entity| e.area && e.places.is_empty() && !e.unlisted && e.at.is_none() && e.of.is_none();
        found.line == self.line
            && found.via.is_none()
            && trigger.nodes.contains(&(found.node as usize))
            && self.entity(found.node as usize).is_some_and(nameless)
    }

    /// `توقفت الحركة على المعبر`: a word for a body that is what the words of the event say stops or goes on acts in nothing, unless a noun
    /// after it is that (`أوقفت الحركة العمل في المعبر`).
    pub(super) fn traffic(&self, trigger: &Trigger, found: &Found) -> bool {
        let at = found.node as usize;
        let body = |i: usize| holds(&self.k.language.said.bodies, self.folded_stem(&self.nodes[i]));
        found.line == self.line
            && found.via.is_none()
            && trigger.nodes.contains(&at)
            && body(at)
            && !(at + 1..=trigger.last).any(|i| self.nodes[i].kind == Kind::Noun || body(i))
    }

    /// `الغوطة قرب دمشق`, `المربع الأمني في مدينة الحسكة`: a place that only tells where the one before it lies, or is none of
    /// the event's at all.
    pub fn locates(&self, at: usize) -> bool {
        // `قرية الحمرة (الصفصاف) بريف حماة`: another name in brackets.
        let aside = at.checked_sub(1).and_then(|close| self.other_name(close));
        let Some(before) = aside.or_else(|| self.before(at)) else { return false };
        if self.seat(at) {
            return true;
        }
        let named_there = self.entity(at).is_some_and(|e| !e.places.is_empty());
        if self.clock(before) && self.nodes[at].joined_prep().is_none() || named_there && self.borders(before) {
            return true;
        }
        let named = |i: usize| {
            self.entity(i).is_some_and(|e| {
                !e.places.is_empty() && !e.guarded
                    || e.unlisted && e.actor.is_none()
                    // `سكان الغوطة بريف دمشق`
                    || e.at.is_some() && (e.people.is_some() || e.group)
            })
        };
        // `منطقة عفرين شمالي سوريا`: the direction is the first word of the phrase.
        let n = &self.nodes[at];
        let first = || self.types.folded(self.parse.tokens[n.first as usize]);
        if n.last - n.first > 1 && n.pro.0 == 0 && named(before) && holds(&self.k.language.locators, first()) {
            return true;
        }
        if self.nodes[at].joined_prep() == Some("ب") {
            // `كفرتعال بريف حلب`, `قرية كذا، بريف حلب`
            let parted = self.nodes[before].kind == Kind::Comma;
            let held = if parted { self.before(before) } else { Some(before) };
            return held.is_some_and(|inner| {
                named(inner)
                    && (self.environs(at) || !parted && (self.lies_in(inner, at) || self.wider("ب", inner, at)))
            });
        }
        let lone = self.nodes[before].kind == Kind::Prep && self.nodes[before].enc.is_none();
        // `معرزاف جنوبي إدلب`: the direction may be an adjective.
        let points = matches!(self.nodes[before].kind, Kind::Adjective | Kind::Noun) && self.locator(before);
        // `على كذا وعلى كذا`, `بلدة كذا وشرق مدينة كذا`: what is joined tells of one more place.
        let further =
            self.nodes[before].joined_by_and() && (points && !self.own_side(before) || self.said_again(before, at));
        // `من البلدة إلى المدينة`: where one goes is no land around.
        let words = &self.k.language.prepositions;
        let by_word = |words: &WordList| lone && holds(words, self.folded_stem(&self.nodes[before]));
        if !(lone || points) || further || by_word(&words.toward) {
            return false;
        }
        let onto = by_word(&words.done_to);
        // `بالقرب من دمشق`: the word before من says how.
        // `معارك في أبين جنوب اليمن بين الجيش والحوثيين`: a phrase says nothing of how near those are.
        let near = |b: usize| self.nodes[b].kind != Kind::Entity || self.entity(at).is_some_and(Entity::can_place);
        let how = |b: usize| near(b) && self.locator(b) && b + 1 == before;
        let by = self.before(before).filter(|&b| how(b));
        let prep = by.unwrap_or(before);
        let aside_of = |i: usize| i.checked_sub(1).and_then(|close| self.other_name(close));
        let mut i = prep;
        while i > 0 {
            i -= 1;
            if let Some(inner) = self.other_name(i).filter(|&j| named(j)) {
                i = inner;
            }
            match self.nodes[i].kind {
                Kind::Open | Kind::Close | Kind::Comma | Kind::Adjective | Kind::Prep => {}
                // `البلدة المحاصرة في الغوطة`
                Kind::Noun
                    if self.nodes[i].pro.has(Proclitics::AL)
                        && (matches!(self.nodes[i].pos(), Some(Pos::ActiveParticiple | Pos::PassiveParticiple))
                            || i > 0 && named(i - 1)) => {}
                // `شابا من ريف كذا في بلدة كذا`
                Kind::Entity if named(i) && self.hails(i) => return false,
                // `على الحدود بين باكستان وأفغانستان قرب معبر كذا`: between which states a border is.
                Kind::Entity if self.of_border(i) => {}
                // `قصف القوات المتمركزة في البلدة على المدينة`: what is struck.
                Kind::Entity if onto && self.post_of(i) => return false,
                Kind::Entity if named(i) => {
                    let described =
                        |b: usize| (i + 1..=b).all(|j| matches!(self.nodes[j].kind, Kind::Noun | Kind::Adjective));
                    let before = aside_of(prep).or_else(|| self.before(prep));
                    let next = before.is_some_and(|b| b == i || described(b));
                    return self.locator(prep) || next && (self.lies_in(i, at) || self.widens(i, prep, at));
                }
                Kind::Entity if self.entity(i).is_some_and(|e| e.area) => {}
                _ => return false,
            }
        }
        false
    }

    /// `على مواقع المسلحين شمال العراق`: whether a direction right after those that a party holds is of the country after it, and so says where.
    pub(super) fn side_of_country(&self, side: usize, last: Option<&Dependent<'_>>) -> bool {
        let state = |e: &Entity| e.actor.is_some_and(|a| self.k.actors[a as usize].kind == ActorKind::State);
        let before = last.filter(|d| d.found.line == self.line && d.found.node as usize + 1 == side);
        let held = before.and_then(|d| self.lines_entity(d.found)).is_some_and(|e| e.places.is_empty() && !e.unlisted);
        held && self.nodes[side].is(Labels::DIRECTION)
            && self.entity(side + 1).is_some_and(|e| state(e) && e.can_place())
            && self.nodes[side + 1].pro.0 & !Proclitics::AL.0 == 0
    }

    /// `بالقرب من الحدود`: the word before a preposition that says that a border is near.
    pub(super) fn near_border(&self, prep: usize) -> Option<usize> {
        let by = prep.checked_sub(1).filter(|&b| self.locator(b))?;
        let area = |e: &Entity| e.area && e.places.is_empty() && e.definite;
        let border = self.entity(prep + 1).is_some_and(area)
            && holds(&self.k.language.borders, self.folded_stem(&self.nodes[prep + 1]));
        border.then_some(by)
    }

    /// `في مدينة كذا وشرق مدينة كذا`: whether a word for a side that is joined leads to a further place.
    pub(super) fn side_joined(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|side| {
            let n = &self.nodes[side];
            let word = matches!(n.kind, Kind::Noun | Kind::Adjective | Kind::Prep);
            word && n.enc.is_none() && n.pro.0 == Proclitics::WA.0 && self.locator(side) && !self.own_side(side)
        }) && self.nodes[at].pro.0 & !Proclitics::AL.0 == 0
            && self.entity(at).is_some_and(|e| e.can_place() && !e.guarded)
            && self.two_sides(at).is_none()
    }

    /// `شرق إدلب وغرب حلب`: whether the place before a word for a side has one of its own.
    fn own_side(&self, side: usize) -> bool {
        side >= 2 && self.entity(side - 1).is_some() && self.locator(side - 2)
    }

    /// `شمالي وشرقي سوريا`: the first of two words for sides before a place.
    pub(super) fn two_sides(&self, at: usize) -> Option<usize> {
        let first = at.checked_sub(2)?;
        let plain = |i: usize, pro: u8| self.nodes[i].pro.0 == pro && self.nodes[i].enc.is_none() && self.locator(i);
        let place = self.entity(at).is_some_and(|e| !e.places.is_empty());
        (place && plain(first, 0) && plain(at - 1, Proclitics::WA.0)).then_some(first)
    }

    /// `على كذا وعلى كذا`: whether a preposition was said right before of another place, and no verb follows that this one is of.
    fn said_again(&self, prep: usize, at: usize) -> bool {
        const ROW: usize = 6;
        let stem = self.folded_stem(&self.nodes[prep]);
        let phrase =
            |i: &usize| matches!(self.nodes[*i].kind, Kind::Entity | Kind::Adjective | Kind::Open | Kind::Close);
        let first = (prep.saturating_sub(ROW)..prep).rev().find(|i| !phrase(i));
        let same = first.is_some_and(|i| {
            let n = &self.nodes[i];
            i + 1 < prep && n.kind == Kind::Prep && n.enc.is_none() && self.folded_stem(n) == stem
        });
        let last = self.conjuncts(at).last().map_or(at, |f| f.node as usize);
        same && self.nodes.get(last + 1).is_none_or(|n| !matches!(n.kind, Kind::Verb | Kind::Comma))
    }

    /// `قرية الحمرة (الصفصاف)`: the place before a bracket with another name of it, by the node that closes the bracket.
    fn other_name(&self, close: usize) -> Option<usize> {
        const WORDS: usize = 4;
        if self.nodes[close].kind != Kind::Close {
            return None;
        }
        let word = |n: &Node| matches!(n.kind, Kind::Unknown | Kind::Noun | Kind::Adjective | Kind::Entity);
        let open = (close.saturating_sub(WORDS + 1)..close).rev().find(|&i| !word(&self.nodes[i]))?;
        let names = self.nodes[open].kind == Kind::Open && open + 1 < close;
        open.checked_sub(1).filter(|&b| names && self.entity(b).is_some_and(|e| e.names_place() || e.unlisted))
    }

    /// `بتوقيت دمشق`: whose clock it is that a time is told by.
    fn clock(&self, before: usize) -> bool {
        let n = &self.nodes[before];
        n.kind == Kind::Noun && n.is(Labels::TIME_UNIT) && n.joined_prep().is_some() && n.enc.is_none()
    }

    /// `معبر كذا الحدودي مع تركيا`, `الحدود بين سوريا والعراق`: whether a preposition only says what a border is with.
    fn borders(&self, prep: usize) -> bool {
        let n = &self.nodes[prep];
        let words = &self.k.language.prepositions;
        let by = || self.folded_stem(n);
        n.kind == Kind::Prep
            && n.enc.is_none()
            && (holds(&words.with, by()) || holds(&words.between, by()))
            && self.before(prep).is_some_and(|b| self.border(b))
    }

    /// Whether a phrase is one of those with which a border is, as a preposition says.
    fn of_border(&self, at: usize) -> bool {
        let joined = |i: &usize| self.nodes[*i].joined_by_and() && self.entity(*i).is_some();
        let first = (0..=at).rev().find(|i| !joined(i));
        first.and_then(|i| i.checked_sub(1)).is_some_and(|prep| self.borders(prep))
    }

    /// Whether a phrase ends with a word for a border.
    fn border(&self, at: usize) -> bool {
        let last = self.parse.tokens[self.nodes[at].last as usize - 1];
        let readings = self.types.readings(last);
        readings.iter().any(|r| holds(&self.k.language.borders, &self.k.lexicon.lemma(r.lemma).folded))
    }

    /// `الحدود مع سوريا`: a border of which it is told with whom it is.
    pub(super) fn border_with(&self, at: usize) -> bool {
        self.border(at) && at + 1 < self.nodes.len() && self.borders(at + 1)
    }

    /// `على الطريق بين صنعاء وذمار`, `الواصل بين`: whether a place is one of those between which something lies.
    pub(super) fn ways_between(&self, at: usize) -> bool {
        let prep = at.checked_sub(1).filter(|&p| self.nodes[p].kind == Kind::Prep && self.nodes[p].enc.is_none());
        prep.is_some_and(|p| {
            holds(&self.k.language.prepositions.between, self.folded_stem(&self.nodes[p]))
                && p.checked_sub(1).is_some_and(|b| self.nodes[b].describes() || self.entity(b).is_some_and(|e| e.area))
        })
    }

    /// `الطريق بين ريف كذا ومنطقة كذا`: whether a place is the far one of two between which something lies.
    pub(super) fn far_end(&self, at: usize) -> bool {
        self.nodes[at].joined_by_and()
            && self.before(at).is_some_and(|b| self.entity(b).is_some() && self.ways_between(b))
    }

    /// `القرى شمالي عفرين`: whether a word for a direction leads from a phrase to a place as a preposition does.
    pub(super) fn leads_to_place(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let place = |e: &Entity| !e.places.is_empty() && !e.guarded && !e.person;
        n.is(Labels::DIRECTION)
            && n.pro.0 == 0
            && n.enc.is_none()
            && self.locator(at)
            && at.checked_sub(1).is_some_and(|b| self.nodes[b].kind == Kind::Entity)
            && self.entity(at + 1).is_some_and(place)
            && self.nodes[at + 1].pro.0 & !Proclitics::AL.0 == 0
    }

    /// `مناطق بينها دوما`, `من بينها`: some of what was named, named one by one.
    pub(super) fn instances(&self, prep: usize) -> bool {
        let among = holds(&self.k.language.prepositions.among, self.folded_stem(&self.nodes[prep]));
        let next = (prep + 1..self.nodes.len()).find(|&i| !self.nodes[i].is_quote());
        among && next.is_some_and(|i| self.entity(i).is_some_and(|e| !e.places.is_empty() && e.actor.is_none()))
    }

    /// `دوما، المدينة الرئيسية في الغوطة، وحرستا`: a nameless place between commas after a named one, and where it lies.
    pub(super) fn told_of(&self, at: usize) -> bool {
        let nameless = |i: usize| self.entity(i).is_some_and(|e| e.area && e.places.is_empty() && !e.unlisted);
        let open = if nameless(at) { at.checked_sub(1) } else { at.checked_sub(3).filter(|_| nameless(at - 2)) };
        open.is_some_and(|c| {
            self.nodes[c].kind == Kind::Comma
                && !self.nodes[c + 1].joined_by_and()
                && c.checked_sub(1).is_some_and(|b| self.entity(b).is_some_and(|e| !e.places.is_empty() && !e.guarded))
        })
    }

    /// `المتمركزة في التلة`: whether a place is where those are whom a participle describes.
    fn post_of(&self, place: usize) -> bool {
        place.checked_sub(2).is_some_and(|by| {
            self.nodes[by].describes()
                && self.nodes[by].pro.has(Proclitics::AL)
                && self.nodes[by + 1].kind == Kind::Prep
        })
    }

    /// `القوات المتمركزة في التلة`: the last node of the place where those are whom a participle with the article describes.
    pub(super) fn own_place(&self, at: usize) -> Option<usize> {
        let n = &self.nodes[at];
        let who = |e: &Entity| (e.actor.is_some() || e.group || e.people.is_some()) && !e.can_place();
        let described = n.describes()
            && n.pro.0 == Proclitics::AL.0
            && at.checked_sub(1).is_some_and(|b| self.entity(b).is_some_and(who));
        let led = self.nodes.get(at + 1).is_some_and(|p| described && p.kind == Kind::Prep && p.enc.is_none());
        let place = self.entity(at + 2).is_some_and(|e| e.can_place() && e.actor.is_none());
        // What is struck follows, or it is told as an event of its own.
        let goes_on = |last: &usize| self.nodes.get(last + 1).is_some_and(|next| next.kind == Kind::Entity);
        let last = if led && place { self.conjuncts(at + 2).last().map(|f| f.node as usize) } else { None };
        last.filter(|last| goes_on(last) || self.triggers.contains(&at))
    }

    /// `تشهد المدينة قصفا`: the place of which a verb tells that something comes about there.
    pub(super) fn told_of_place(&self, way: &Way) -> Option<Found> {
        // `تشهد المدينة تجدد القصف`: over nouns for how it comes about.
        let noun = |at: usize| self.nodes[at].kind == Kind::Noun && self.nodes[at].pro.0 == 0;
        let over = way.operators.iter().map(|&(at, _)| at).find(|&at| !noun(at));
        let verb = over.filter(|&v| self.nodes[v].kind == Kind::Verb && self.nodes[v].is(Labels::OUTBREAK))?;
        let at = verb + 1 + self.nodes[verb + 1..].iter().take_while(|n| n.is_quote()).count();
        let area = |e: &Entity| e.area && e.definite && e.actor.is_none() && e.people.is_none() && !e.group;
        // `تشهد ليبيا نزاعا`: a state too, where nothing smaller is named.
        let named = |i: usize| self.entity(i).is_some_and(Entity::names_place);
        let alone = || !(at + 1..self.sentence_end(at)).any(named);
        let state = |e: &Entity| e.actor.is_some() && !e.places.is_empty() && !e.guarded && !e.person && alone();
        let place = |e: &Entity| area(e) || state(e);
        let told = self.entity(at).is_some_and(place) && !self.has_prep(at) && !self.nodes[at].joined_by_and();
        told.then(|| self.found(at)).or_else(|| self.told_before(verb))
    }

    /// `وكانت المدينة قد شهدت`: the place is the subject of the verb of being before.
    fn told_before(&self, verb: usize) -> Option<Found> {
        let between = |i: &usize| matches!(self.nodes[*i].kind, Kind::Particle | Kind::Time);
        let at = (0..verb).rev().find(|i| !between(i))?;
        // `المدينة سبق أن شهدت`
        let had = self.had_before(at + 1);
        let at = if had { (0..at).rev().find(|i| !between(i))? } else { at };
        let was = had
            || at.checked_sub(1).is_some_and(|b| self.nodes[b].kind == Kind::Verb && self.nodes[b].is(Labels::PAST));
        let area = |e: &Entity| e.area && e.definite && e.actor.is_none() && e.people.is_none() && !e.group;
        let place = |e: &Entity| area(e) || had && e.names_place();
        (was && self.entity(at).is_some_and(place) && !self.has_prep(at)).then(|| self.found(at))
    }

    /// `سبق أن`: whether أن follows a verb by which something had come about before.
    pub(super) fn had_before(&self, that: usize) -> bool {
        let verb = that.checked_sub(1).map(|b| &self.nodes[b]).filter(|v| v.kind == Kind::Verb && v.enc.is_none());
        let earlier = |v: &Node| holds(&self.k.language.whereabouts.earlier, self.folded_stem(v));
        self.nodes.get(that).is_some_and(|n| n.kind == Kind::Particle && n.is(Labels::THAT))
            && verb.is_some_and(earlier)
    }

    /// `بريف حلب`: a word for the land around a town opens the phrase, and tells where the place before it lies.
    fn environs(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        n.is(Labels::PLACE_KIND) && n.last - n.first > 1 && holds(&self.k.language.environs, self.folded_stem(n))
    }

    /// `دوما في الغوطة الشرقية`: a region of the same country after `في` holds the place before it, though the gazetteer
    /// knows nothing of it.
    fn widens(&self, inner: usize, prep: usize, outer: usize) -> bool {
        self.wider(self.folded_stem(&self.nodes[prep]), inner, outer)
    }

    /// The same, by the preposition itself.
    fn wider(&self, prep: &str, inner: usize, outer: usize) -> bool {
        let words = &self.k.language.prepositions;
        // `مبنى البريد وسط حماة`: a building is no better place than its town.
        let building = || holds(&self.k.language.named_by_nouns, self.folded_stem(&self.nodes[inner]));
        let within = holds(&words.within, prep) || holds(&words.amid, prep) && !building();
        let (Some(a), Some(b)) = (self.entity(inner), self.entity(outer)) else { return false };
        let country = |p: &u32| self.k.places[*p as usize].country.as_str();
        let wide = |p: &u32| WIDE.contains(&self.k.places[*p as usize].kind.as_str());
        // `بلدة كذا في قضاء بنت جبيل`
        let land = self.environs(outer);
        // What the gazetteer does not have may lie in any.
        let unknown = a.places.is_empty() && a.unlisted;
        // `حي كذا بمدينة كذا`: a quarter is told by its town, whatever other quarter is called so.
        let town = |p: &u32| SETTLEMENTS.contains(&self.k.places[*p as usize].kind.as_str());
        if self.kind_word(inner) == Some("quarter") && b.actor.is_none() && !b.guarded && b.places.iter().any(town) {
            return within;
        }
        // `بلدة كذا ضمن منطقة "كذا"`: one that nobody knows holds a named place by its kind.
        let stretch = |i: usize| self.kind_word(i).is_some_and(|kind| STRETCHES.contains(&kind));
        if b.unlisted && b.places.is_empty() && b.actor.is_none() && stretch(outer) {
            return holds(&words.within, prep);
        }
        within
            && !b.guarded
            && b.places
                .iter()
                .any(|p| (wide(p) || land) && (unknown || a.places.iter().any(|q| country(p) == country(q))))
            && !self.lies_in(outer, inner)
    }

    /// Whether words before a place, or its own first word, only tell what it is near: `بالقرب من دمشق`, `على أطراف دمشق`.
    pub(super) fn beside(&self, at: usize) -> bool {
        if self.nodes[at].joined_by_and() {
            return self.before(at).is_some_and(|b| self.entity(b).is_some() && self.beside(b));
        }
        let near = |i: usize| self.locator(i);
        let rim = holds(&self.k.language.rims, self.types.folded(self.parse.tokens[self.nodes[at].first as usize]));
        rim || self.before(at).is_some_and(|b| {
            near(b) || self.nodes[b].kind == Kind::Prep && self.nodes[b].enc.is_none() && b > 0 && near(b - 1)
        })
    }

    /// `مناطق سيطرة النظام`, `المناطق التي تسيطر عليها المعارضة`: the last node of a nameless area that is told by its holder.
    pub fn held(&self, at: usize) -> Option<usize> {
        self.parse.held(at)
    }

    /// `اتفاق “موسكو”`, `اتفاق سوتشي`: an agreement is called after a place, and holds elsewhere.
    pub(super) fn name_of_deal(&self, at: usize) -> bool {
        !self.has_prep(at) && self.before(at).is_some_and(|b| self.nodes[b].is(Labels::DEAL))
    }

    /// `في كل المحافظات باستثناء إدلب`: a place that is named as left out.
    pub(super) fn left_out_of(&self, at: usize) -> bool {
        self.before(at).is_some_and(|b| {
            let n = &self.nodes[b];
            holds(&self.k.language.excepts, self.folded_stem(n))
                || holds(&self.k.language.excepts, self.types.folded(self.parse.tokens[n.first as usize]))
        })
    }

    /// `محادثات جنيف`, `اتفاق الرياض`: a city alone right after a word for talks says where, though it may stand for its state.
    pub(super) fn seat_of_talks(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let city = |e: &Entity| {
            let kinds = &self.k.places;
            !e.places.is_empty() && e.places.iter().all(|p| SETTLEMENTS.contains(&kinds[*p as usize].kind.as_str()))
        };
        let talks = |b: usize| {
            let n = &self.nodes[b];
            n.kind == Kind::Noun && n.enc.is_none() && holds(&self.k.language.gatherings, self.folded_stem(n))
        };
        // `محادثات دمشق وأنقرة`, `اتفاق دمشق مع الفصائل`: a party with another.
        let prepositions = &self.k.language.prepositions;
        let party = self
            .nodes
            .get(at + 1)
            .is_some_and(|p| p.kind == Kind::Prep && p.enc.is_none() && holds(&prepositions.with, self.folded_stem(p)));
        n.pro.0 & !Proclitics::AL.0 == 0
            && !party
            && self.entity(at).is_some_and(city)
            && at.checked_sub(1).is_some_and(talks)
            && self.conjuncts(at).len() == 1
    }

    /// Whether an event noun stands after a preposition that makes it the background of its clause: `رغم الهدنة`.
    pub(super) fn background(&self, at: usize) -> bool {
        let head = (0..=at).rev().find(|&i| i < at && self.nodes[i].kind != Kind::Noun && !self.nodes[i].is_quote());
        head.is_some_and(|h| {
            self.nodes[h].kind == Kind::Prep
                && self.nodes[h].enc.is_none()
                && holds(&self.k.language.prepositions.background, self.folded_stem(&self.nodes[h]))
        })
    }

    /// `عدد كبير من المدنيين`: a preposition after a word of number only counts.
    pub(super) fn counts(&self, prep: usize) -> bool {
        let of = holds(&self.k.language.part_of, self.folded_stem(&self.nodes[prep]));
        // `سقوط قذائف عدة على البلدة`: another preposition does not.
        of && self.nodes[..prep]
            .iter()
            .rev()
            .take(2)
            .take_while(|n| matches!(n.kind, Kind::Noun | Kind::Adjective | Kind::Number | Kind::Particle))
            .any(|n| n.is(Labels::QUANTIFIER))
    }

    /// `عدد كبير من الغارات`: the noun that tells how many of a node are meant.
    pub(super) fn number_word_before(&self, at: usize) -> Option<usize> {
        let prep = self.before(at).filter(|&p| self.nodes[p].kind == Kind::Prep && self.counts(p))?;
        let noun = |i: &usize| self.nodes[*i].kind == Kind::Noun && self.nodes[*i].is(Labels::QUANTIFIER);
        (prep.saturating_sub(2)..prep).rev().find(noun)
    }

    /// `أسرت 3 من مسلحي العشائر`: a preposition between a number and those of whom it counts some.
    pub(super) fn some_of(&self, prep: usize) -> bool {
        let of = |e: &Entity| e.can_act() && e.places.is_empty() && !e.person;
        // `احتجزت تسعة آخرين من موظفي المنظمة`
        let others = |n: &Node| {
            n.is(Labels::OTHER) && n.feats.is_some_and(|f| f.number != hudna_arabic::morph::Number::Singular)
        };
        holds(&self.k.language.part_of, self.folded_stem(&self.nodes[prep]))
            && prep.checked_sub(1).is_some_and(|b| self.nodes[b].kind == Kind::Number || others(&self.nodes[b]))
            && self.entity(prep + 1).is_some_and(of)
    }

    /// `عشرات المسلحين`, `العديد من المسلحين`: whether a phrase stands after a word of how many of it are meant.
    pub(super) fn some_of_many(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|b| match self.nodes[b].kind {
            Kind::Number => true,
            Kind::Prep => self.counts(b) || self.some_of(b),
            Kind::Noun | Kind::Particle => {
                self.nodes[b].is(Labels::QUANTIFIER | Labels::ONE) && self.nodes[b].enc.is_none()
            }
            _ => false,
        })
    }

    /// Whether the head of a phrase is a plural.
    pub fn plural(&self, at: usize) -> bool {
        self.nodes[at].feats.is_some_and(|f| f.number == hudna_arabic::morph::Number::Plural)
    }

    /// The kind of place that a phrase's head word names.
    pub fn kind_word(&self, at: usize) -> Option<&'a str> {
        let stem = self.folded_stem(&self.nodes[at]);
        self.k.language.place_kinds.get(stem).map(String::as_str)
    }

    /// `قتلوا في عسير`: a name that is a common word too, right after `في`, of the country that the report is about.
    pub(super) fn stands_in(&self, found: Found) -> bool {
        let at = found.node as usize;
        let home = |p: &u32| self.memory.country.is_some_and(|c| c == self.k.places[*p as usize].country);
        let guarded = |e: &Entity| e.guarded && e.can_place() && e.actor.is_none() && e.places.iter().any(home);
        found.line == self.line
            && found.via.is_none()
            && self.entity(at).is_some_and(guarded)
            && super::share::preposition(self, at).is_some_and(|p| holds(&self.k.language.prepositions.within, p))
    }

    /// `الانسحاب من مؤسسات الدولة`: bodies that are told of as where they work.
    pub(super) fn premises(&self, found: Found) -> bool {
        let body = self.lines_entity(found).is_some_and(|e| e.group && e.actor.is_none() && !e.person);
        let word = self.lines_node(found).map(|n| self.stem_of(n, found.line));
        let from_or_on =
            |p: &str| holds(&self.k.language.part_of, p) || holds(&self.k.language.prepositions.done_to, p);
        let left = found.line == self.line
            && super::share::preposition(self, found.node as usize).is_some_and(from_or_on)
            && self.triggers.iter().any(|&t| t < found.node as usize);
        body && left && word.is_some_and(|w| holds(&self.k.language.whereabouts.premises, w))
    }

    /// Whether a named place can be meant by a kind word: `المدينة` by a city or a town; any by a word of no kind.
    pub fn of_kind(&self, entity: &Entity, kind: Option<&str>) -> bool {
        let Some(kind) = kind else { return false };
        entity.places.iter().any(|p| {
            let own = self.k.places[*p as usize].kind.as_str();
            own == kind
                || SETTLEMENTS.contains(&own) && SETTLEMENTS.contains(&kind)
                || kind == "area" && own != "country"
        })
    }

    /// Whether a word only says where a place lies beside another.
    pub(super) fn locator(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let locators = &self.k.language.locators;
        let whole = || self.types.word(self.parse.tokens[n.first as usize]).locator;
        // `ريف حلب الجنوبي ومدينة كذا`: with the article it describes what stands before it.
        let definite = n.pro.0 & !Proclitics::WA.0 == Proclitics::AL.0;
        !definite && (whole() || holds(locators, self.folded_stem(n)))
    }

    /// Whether two places can be of one kind.
    pub(super) fn same_kind(&self, a: usize, b: usize) -> bool {
        let (Some(a), Some(b)) = (self.entity(a), self.entity(b)) else { return false };
        let kind = |p: &u32| self.k.places[*p as usize].kind.as_str();
        a.places.iter().any(|x| b.places.iter().any(|y| kind(x) == kind(y)))
    }

    /// Whether a place may lie in another, by the gazetteer.
    pub(super) fn lies_in(&self, inner: usize, outer: usize) -> bool {
        let (Some(inner), Some(outer)) = (self.entity(inner), self.entity(outer)) else { return false };
        let within = |&p: &u32| {
            let up = |p: u32| self.k.places[p as usize].parent;
            std::iter::successors(up(p), |&p| up(p)).take(8).any(|p| outer.places.contains(&p))
        };
        inner.places.iter().any(within)
    }

    /// A descriptive area takes the named place it belongs to in the sentence.
    pub(super) fn name_areas(&self, deps: &[Dependent<'_>], slots: &mut Slots) {
        let within = &self.k.language.prepositions.within;
        let named: Vec<Found> = deps
            .iter()
            // `المدن التي سيطروا عليها`: a pronoun of the clause on an area means the area.
            .filter(|d| !(d.relative && d.found.via.is_some()))
            .filter(|d| d.relative || matches!(d.position, Position::Prep(p) if holds(within, p)))
            .filter(|d| {
                // `المشافي ... من قبل الجيش وروسيا`: nor does who acts say where.
                let state = matches!(d.position, Position::Core | Position::Agent);
                self.lines_entity(d.found)
                    .is_some_and(|e| !(e.places.is_empty() || e.guarded || state && e.actor.is_some()))
            })
            .map(|d| d.found)
            .collect();
        if named.is_empty() {
            return;
        }
        slots.place.retain(|f| self.lines_entity(*f).is_some_and(|e| !e.places.is_empty() || e.unlisted));
        for found in named {
            slots.add(RoleKind::Place, found);
        }
    }
    /// Where talks are held, by the clause on them.
    pub(super) fn held_in(&self, trigger: &Trigger, frame: &Frame, deps: &[Dependent<'_>], slots: &mut Slots) {
        // `مفاوضات جرت في جنيف`, `الاجتماع الذي عقد أمس في الدوحة`: where they are held is told in the clause on them.
        if frame.event == Event::Meet && self.nodes[trigger.last].kind == Kind::Noun {
            let within = |p: &str| holds(&self.k.language.prepositions.within, p);
            // `محادثة تناولت ملف الحرب في سورية`: nothing but a time stands between the verb and the place.
            let told = |place: usize| {
                let verb = (trigger.last + 1..place).find(|&i| self.nodes[i].kind == Kind::Verb);
                verb.is_some_and(|v| (v + 1..place).all(|i| matches!(self.nodes[i].kind, Kind::Prep | Kind::Time)))
            };
            let seat = deps.iter().find(|d| {
                d.relative
                    && !d.parted
                    && d.found.line == self.line
                    && d.found.via.is_none()
                    && matches!(d.position, Position::Prep(p) if within(p))
                    && self.lines_entity(d.found).is_some_and(|e| !e.places.is_empty() && !e.person)
                    && told(d.found.node as usize)
            });
            if let Some(d) = seat {
                slots.add(RoleKind::Place, d.found);
            }
        }
    }

    /// Those to whom goods go are whom it is done to.
    pub(super) fn gets_goods(&self, frame: &Frame, slots: &mut Slots) {
        // `أدوية للمحتاجين`: those to whom goods go.
        if matches!(frame.event, Event::AidDeliver | Event::AccessDeny) && slots.target.is_empty() {
            // `مستلزمات طبية للمرضى`: for whom goods are of use is not who gets them.
            let ill = |e: &Entity| e.people.is_some_and(|c| self.k.language.people_classes[c as usize] == *"wounded");
            let gets = |f: &&Found| f.via.is_none() && !self.lines_entity(**f).is_some_and(ill);
            slots.target = slots.people.iter().filter(gets).copied().collect();
        }
    }
    /// Cities after words for talks are where they are held, no parties.
    pub(super) fn seats(&self, deps: &[Dependent<'_>], slots: &mut Slots) {
        // `وقع الطرفان اتفاق الرياض`
        let seat = |f: &Found| f.line == self.line && f.via.is_none() && self.seat_of_talks(f.node as usize);
        let (seats, parties): (Vec<Found>, Vec<Found>) = slots.actor.iter().partition(|f| seat(f));
        slots.actor = parties;
        // `فشلت مفاوضات جنيف`
        let core = deps.iter().filter(|d| d.position == Position::Core && !d.relative).map(|d| d.found).filter(seat);
        // `توقيع اتفاق موسكو`: an agreement is only called so.
        let held = |f: &Found| !self.name_of_deal(f.node as usize);
        for found in seats.into_iter().chain(core).filter(held) {
            slots.add(RoleKind::Place, found);
        }
    }
    /// Whether the words right after a verb of stopping are its subject and belong to the event: `توقف القتال`.
    pub(super) fn told_inside(&self, trigger: &Trigger) -> bool {
        let next = trigger.node + 1;
        let stops = &self.k.language.stops_itself;
        let readings = self.types.readings(self.parse.tokens[self.nodes[trigger.node].head as usize]);
        let alone = readings.iter().any(|r| holds(stops, &self.k.lexicon.lemma(r.lemma).folded));
        alone && trigger.nodes.contains(&next) && self.nodes[next].kind == Kind::Noun
    }
}
