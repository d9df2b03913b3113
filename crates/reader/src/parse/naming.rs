//! Names beside what they name: who holds an office, what a person is called, whose weapons they are.

use super::group::{Grouper, Made};
use super::node::{Entity, Kind, Node};
use super::words::ACTOR_HEAD;
use crate::knowledge::{ActorKind, Labels, Name, holds};
use hudna_arabic::morph::{Gender, Number, Pos, Proclitics};
use hudna_claims::SpeakerKind;

impl Grouper<'_, '_> {
    /// A person's name at a node, known or made of name words, with the node after it.
    fn name_at(&self, at: usize, words: usize) -> Option<(Entity, usize)> {
        if !self.free(at) {
            return None;
        }
        if let Some(known) = self.entity(at).filter(|e| e.person && !self.by_office(at)) {
            return Some((known.clone(), at + 1));
        }
        let end = self.name_run(at);
        let name_first = self.node(at)?.first;
        (self.opens_name(at) && end - at >= words).then(|| (Entity { name_first, ..Entity::default() }, end))
    }

    /// `مستشار قائد الدعم السريع`: somebody who is known by his office alone, right after another office: not its holder.
    pub(super) fn by_office(&self, at: usize) -> bool {
        let office = |i: usize| {
            let n = &self.nodes[i];
            let token = self.parse.tokens[n.first as usize];
            let reads = |r: &hudna_arabic::morph::Reading| self.types.bits(r.lemma) & Labels::OFFICE != 0;
            !self.types.folded(token).starts_with("ال") && self.types.readings(token).iter().any(reads)
        };
        at > 0 && self.node(at).is_some_and(|n| n.last > n.first + 1) && office(at) && office(at - 1)
    }

    /// `المتحدث باسم الكرملين، فلان الفلاني، إن`: the holder of an office, named between commas. Gives the node of the
    /// closing comma.
    pub(super) fn holder(&self, at: usize) -> Option<(Entity, usize)> {
        self.node(at).filter(|n| n.kind == Kind::Comma)?;
        let (name, end) = self.name_at(at + 1, 2)?;
        self.node(end).is_some_and(|n| n.kind == Kind::Comma).then_some((name, end))
    }

    /// `قوات الرئيس فلان الفلاني`, `قوات الرئيس السابق فلان`: the one whom the office after a word for troops names.
    pub(super) fn led_by(&self, start: usize, at: usize, open: usize) -> bool {
        let head = &self.nodes[start - 1];
        let definite = |i: usize| {
            let n = &self.nodes[i];
            n.pro.0 & !Proclitics::AL.0 == 0 && self.article(i) && !matches!(n.kind, Kind::Verb | Kind::Prep)
        };
        open == at
            && head.is(Labels::FORCE_HEAD)
            && head.enc.is_none()
            && !self.article(start - 1)
            && self.nodes[start].is(Labels::OFFICE)
            && definite(start)
            && (start..at).all(definite)
            && self.nodes[at].pro.0 & !Proclitics::AL.0 == 0
            && self.entity(at).is_some_and(|e| e.person)
    }

    /// Whether the row of genitives that a noun or a name would go on is closed by what stands before it: a word with the article, a
    /// name. What may describe what stands before it, or be part of a person's name, goes on all the same.
    pub(super) fn complete(&self, at: usize) -> bool {
        let (before, n) = (&self.nodes[at - 1], &self.nodes[at]);
        let name = self.entity(at - 1).is_some_and(|e| e.actor.is_some() || !e.places.is_empty() && !e.guarded);
        let definite = match before.kind {
            Kind::Entity => name || before.pro.has(Proclitics::AL),
            Kind::Noun | Kind::Adjective => before.pro.has(Proclitics::AL),
            _ => false,
        };
        let readings = self.types.readings(self.parse.tokens[n.first as usize]);
        let describes = || readings.iter().any(|r| r.feats.pos.describes());
        let who = || match self.entity(at) {
            Some(e) => e.actor.is_some() && !e.person || e.group,
            None => n.is(ACTOR_HEAD) || self.entity(at - 1).is_some_and(|e| e.actor.is_some()),
        };
        // `رئيس الأركان اللواء فلان`: a title belongs to the name after it.
        let another = self.article(at)
            && who()
            && !self.is_title(at)
            && (n.kind != Kind::Entity || n.last > n.first + 1 || !describes());
        let place = n.kind == Kind::Noun && n.pro.0 == 0 && n.is(Labels::PLACE_KIND | Labels::DIRECTION);
        // `دعا وزير الدفاع قوات الدعم السريع`: nor does one that is known by its name.
        let party = |e: &Entity| {
            let kind = e.actor.map(|a| self.k.actors[a as usize].kind);
            let side = kind.is_some_and(|k| !matches!(k, ActorKind::Person | ActorKind::Media | ActorKind::Monitor));
            side && !e.person && !e.weak && n.joined_prep().is_none() && !self.article(at)
        };
        let known = self.entity(at).is_some_and(party);
        // `زار وزير الخارجية بغداد`: nor does a town, which is no part of a title with the article.
        let town = self.entity(at).is_some_and(|e| !e.places.is_empty() && !e.guarded && !e.person)
            && n.pro.0 & !Proclitics::AL.0 == 0
            && self.adjective_actor(at).is_none()
            && !describes()
            && !self.is_given_name(at);
        // `القائد الميداني أبو عمر`: nor is his byname.
        definite && (another || place || town || known || self.kunya(at) || self.place_like_byname(at))
    }

    /// Whether a node is a given name, or opens the byname that a name from `first` on begins with.
    pub(super) fn in_name(&self, first: usize, at: usize) -> bool {
        self.is_given_name(at)
            || at == first && (self.kunya(at) || self.place_like_byname(at) || self.closed_by_next(at))
    }

    /// `القائد الميداني أبو عمر`: a place that is called like a man.
    fn place_like_byname(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let first = self.types.folded(self.parse.tokens[n.first as usize]);
        n.last - n.first > 1
            && n.pro.0 == 0
            && self.entity(at).is_some_and(|e| e.guarded && e.actor.is_none() && !e.places.is_empty())
            && holds(&self.k.language.open_names, first)
    }

    /// `اتهم مصدر عسكري الفصائل`: what has the article is no part of a phrase that an adjective without it ends.
    pub(super) fn another_after_adjective(&self, start: usize, at: usize) -> bool {
        let before = &self.nodes[at - 1];
        if before.pro.has(Proclitics::AL) || !self.article(at) {
            return false;
        }
        // `مصدر عسكري`, known as a whole.
        let describes = |token: u32| {
            let token = self.parse.tokens[token as usize];
            !self.types.folded(token).starts_with("ال")
                && self.types.readings(token).iter().any(|r| r.feats.pos.describes())
        };
        let known = before.kind == Kind::Entity && before.is(Labels::SOURCE_HEAD) && before.last - before.first == 2;
        if at > start { before.kind == Kind::Adjective } else { known && describes(before.last - 1) }
    }

    /// `الناشط فلان الفلاني`, `الطفل "فلان"`: the name of the one person whom a definite head means, with the node after it.
    pub(super) fn called(&self, head: usize, at: usize) -> Option<(Entity, usize)> {
        let h = &self.nodes[head];
        // `للناشط فلان`: the article is written into the preposition.
        let article = || {
            let word = self.types.folded(self.parse.tokens[h.first as usize]);
            word.starts_with("ال") || word.starts_with("لل")
        };
        let one = h.enc.is_none()
            && h.feats.is_some_and(|f| f.number == Number::Singular)
            && (h.pro.has(Proclitics::AL) || article());
        let people = self.entity(head).is_some_and(|e| e.people.is_some() || e.group)
            || h.is(Labels::FORCE_HEAD | Labels::SOURCE_HEAD);
        // `المحلل العسكري فلان`: adjectives may stand between.
        let direct = self.nodes[at - 1].last == h.last
            || self.nodes[head + 1..at].iter().all(|n| {
                // `اعتقلت الشرطة الصحفي فلان`: what does not agree is somebody else.
                let agrees = n.feats.zip(h.feats).is_none_or(|(a, b)| a.gender == b.gender);
                n.kind == Kind::Adjective && n.pro.has(Proclitics::AL) && agrees
            });
        // `اعتقلت الشرطة محمد العلي`: a force is called by no man's name.
        let body =
            h.is(Labels::BODY_HEAD) || h.is(Labels::FORCE_HEAD) && self.entity(head).is_none_or(|e| e.people.is_none());
        if !one || !people || body || !direct {
            return None;
        }
        let open = self.skip_open(at);
        let whole = self.name_at(open, if open > at { 1 } else { 2 });
        let (name, mut end) = whole.or_else(|| self.first_name(open))?;
        if open > at {
            let word =
                |i: usize| self.node(i).is_some_and(|n| matches!(n.kind, Kind::Unknown | Kind::Noun | Kind::Adjective));
            while end < open + 6 && word(end) {
                end += 1;
            }
            self.node(end).filter(|n| n.kind == Kind::Close)?;
            end += 1;
        }
        Some((name, end))
    }

    /// `اعتقلت الشرطة محمد العلي`: whether a word is of a force, which no man's name tells, rather than of one who serves in it.
    pub(super) fn of_many(&self, head: usize) -> bool {
        self.nodes[head].is(Labels::FORCE_HEAD) && self.entity(head).is_none_or(|e| e.people.is_none())
    }

    /// `الطبيبة سلمى الحاج`, `الطبيب مازن`: after what one person is, a given name alone or with a word that has the article.
    fn first_name(&self, at: usize) -> Option<(Entity, usize)> {
        let (name, end) = self.name_at(at, 1)?;
        let next = self.node(end);
        let surname = |n: &Node| {
            matches!(n.kind, Kind::Noun | Kind::Adjective | Kind::Unknown)
                && n.pro.0 == Proclitics::AL.0
                && n.enc.is_none()
        };
        if next.is_some_and(surname) {
            return Some((name, end + 1));
        }
        let parted = |n: &Node| {
            matches!(n.kind, Kind::Comma | Kind::Stop | Kind::Close | Kind::Open | Kind::Mark | Kind::Time)
                || n.kind == Kind::Particle && n.is(Labels::THAT | Labels::RELATIVE)
                || n.kind == Kind::Verb && n.is(Labels::REPORT | Labels::CONTINUE_SPEECH)
        };
        next.is_none_or(parted).then_some((name, end))
    }

    /// `أبو سامر`: a word that opens a name, before a name, where no place is named.
    pub(super) fn kunya(&self, i: usize) -> bool {
        let word = self.types.folded(self.parse.tokens[self.nodes[i].first as usize]);
        let before = i.checked_sub(1).and_then(|b| self.node(b));
        let free = before.is_none_or(|n| match n.kind {
            // `نقلا عن أبو محمد`
            Kind::Prep => {
                let prep = |at: usize| self.types.folded(self.parse.tokens[self.nodes[at].first as usize]);
                let relayed = || holds(&self.k.language.prepositions.relayed, prep(i - 1));
                n.enc.is_some() || self.is_given_name(i + 1) && relayed()
            }
            // `بحسب أبو محمد`
            Kind::According | Kind::SameSpeaker => true,
            Kind::Noun | Kind::Entity | Kind::Adjective => !n.is(Labels::PLACE_KIND) && n.pro.has(Proclitics::AL),
            Kind::Verb | Kind::Comma | Kind::Stop | Kind::Open | Kind::Mark | Kind::Unknown => true,
            Kind::Particle => n.is(Labels::THAT | Labels::CLAUSE),
            _ => false,
        });
        free && holds(&self.k.language.open_names, word) && (self.is_given_name(i + 1) || self.byname(i))
    }

    /// `أبو سياف`, `عبد الخالق الحوثي`, `سالم العبيدي`: the name of a place after a word that opens a byname, and that of a movement or a
    /// town called after a family.
    pub(super) fn named_like(&self, first: usize, at: usize) -> bool {
        let n = &self.nodes[at];
        let other = |e: &Entity| if e.actor.is_some() { e.weak } else { !e.places.is_empty() };
        let family = || n.pro.0 & !Proclitics::AL.0 == 0 && self.entity(at).is_some_and(other);
        let nisba = || {
            let word = self.types.folded(self.parse.tokens[n.first as usize]);
            n.last - n.first == 1 && word.starts_with("ال") && word.ends_with('ي')
        };
        at == first + 1 && (self.byname(first) || self.closed_by_next(first)) || nisba() && family()
    }

    /// `أبو سياف`: a father's byname is often a word or a place that no given name is. What is written like a particle opens none.
    fn byname(&self, i: usize) -> bool {
        let plain = |n: &Node| n.pro.0 == 0 && n.last - n.first == 1;
        let name = |n: &Node| match n.kind {
            Kind::Unknown => true,
            Kind::Entity => self.entity(i + 1).is_some_and(|e| e.guarded && e.actor.is_none()),
            _ => false,
        };
        self.nodes[i].kind != Kind::Particle && self.node(i + 1).is_some_and(|n| plain(n) && name(n))
    }

    /// `استشهد فلسطينيان`, `مقتل إسرائيلي`, `ثلاثة أمريكيين`: an adjective of a nation that can describe nothing before it is one of its people.
    #[inline]
    pub(super) fn national(&self, i: usize) -> Option<(Made, usize)> {
        if self.adjective_actor(i).is_some() { self.of_nation(i) } else { self.somebody(i) }
    }

    fn of_nation(&self, i: usize) -> Option<(Made, usize)> {
        let plain = |n: &&Node| n.pro.0 == 0 && n.enc.is_none() && n.last == n.first + 1 && !self.is_given_name(i);
        let nation = self.adjective_actor(i)?;
        let node = *self.node(i).filter(plain)?;
        let before = i.checked_sub(1).and_then(|b| self.node(b))?;
        let feats = node.feats?;
        let word = self.types.folded(self.parse.tokens[node.first as usize]);
        // What is indefinite describes nothing definite.
        let accusative = |word: &str| word.ends_with('ا') || word.ends_with("ين");
        let alone = match before.kind {
            Kind::Verb => {
                !before.is(Labels::PAST | Labels::CONTINUE | Labels::BEGIN)
                    && (before.enc.is_none() || before.is(Labels::LIGHT))
            }
            // `مئة فلسطيني`
            Kind::Number if self.parse.numbers[before.index as usize].of_one() => true,
            Kind::Number => feats.number != Number::Singular || word.ends_with('ا'),
            Kind::Noun if before.is(ACTOR_HEAD) && self.article(i - 1) => accusative(word),
            // `قصف روسي`: a verbal noun is described, but one of killing is of somebody.
            Kind::Noun => {
                before.pos() == Some(Pos::Masdar)
                    && before.is(Labels::DEATH | Labels::INJURY)
                    && before.pro.0 & !(Proclitics::WA.0 | Proclitics::BA.0 | Proclitics::LA.0) == 0
                    && feats.gender == Gender::Masculine
            }
            // `احتجز الجيش سودانيا`, `قتلت الشرطة إسرائيليين`, but `القوات المدعومة أميركيا`
            Kind::Entity => self.article(i - 1) && accusative(word),
            Kind::Adjective => self.article(i - 1) && self.adjective_actor(i - 1).is_some() && accusative(word),
            _ => false,
        };
        let people = matches!(self.k.actors[nation as usize].kind, ActorKind::State | ActorKind::Ethnic);
        let known = self.entity(i).cloned();
        let nobody = known.as_ref().is_none_or(|e| e.places.is_empty() && e.goods.is_none() && e.people.is_none());
        let entity =
            Entity { people: Some(self.k.language.unarmed()?), name_first: node.first, ..known.unwrap_or_default() };
        (alone && people && nobody).then_some((Some((node, entity)), i + 1))
    }

    /// `طائرة حربية سورية`: whether the name of a state after an adjective is one more adjective.
    pub(super) fn nationality(&self, start: usize, at: usize) -> bool {
        let n = &self.nodes[at];
        // `لاجئ سوري تركيا`: a name that ends like an accusative is the name.
        let word = self.types.folded(self.parse.tokens[n.first as usize]);
        // `محتجزين إسرائيليين`: nor does a plural that keeps its nun take a genitive.
        let h = &self.nodes[start - 1];
        let several = |n: &Node| n.feats.is_some_and(|f| f.number != Number::Singular && f.gender == Gender::Masculine);
        let ends = |n: &Node| {
            let word = self.types.folded(self.parse.tokens[n.first as usize]);
            word.ends_with("ين") || word.ends_with("ون") || word.ends_with("ان")
        };
        let both = at == start
            && self.entity(at - 1).is_some_and(|e| e.people.is_some())
            && several(h)
            && several(n)
            && ends(h)
            && ends(n)
            && h.enc.is_none()
            && n.pro.0 & !Proclitics::AL.0 == 0
            && n.pro.has(Proclitics::AL) == h.pro.has(Proclitics::AL);
        (at > start && self.nodes[at - 1].kind == Kind::Adjective || both)
            && n.last == n.first + 1
            && !word.ends_with('ا')
            && self.adjective_actor(at).is_some()
    }

    /// `طائرة مسيرة`: a word for arms after one, which could tell of something else.
    pub(super) fn drone(&self, start: usize, at: usize) -> bool {
        let (h, n) = (&self.nodes[start - 1], &self.nodes[at]);
        let alike = h.pro.has(Proclitics::AL) == n.pro.has(Proclitics::AL) && n.pro.0 & !Proclitics::AL.0 == 0;
        at == start && h.is(Labels::ARMS) && n.is(Labels::ARMS) && h.enc.is_none() && n.enc.is_none() && alike
    }

    /// `عناصر من الدفاع الوطني وآخرين من الفرقة الرابعة`: others who are told by whose they are.
    #[inline]
    pub(super) fn others_of(&self, i: usize) -> Option<(Made, usize)> {
        if self.nodes[i].is(Labels::OTHER) { self.other_members(i) } else { None }
    }

    fn other_members(&self, i: usize) -> Option<(Made, usize)> {
        let node = self.node(i).filter(|n| n.is(Labels::OTHER) && n.joined_by_and() && n.joined_prep().is_none())?;
        // `وفد من الحكومة وآخر من الحركة`
        let after =
            i.checked_sub(1).and_then(|b| self.node(b)).is_some_and(|n| !matches!(n.kind, Kind::Verb | Kind::Comma));
        let several = after || node.feats.is_some_and(|f| f.number != Number::Singular);
        let of = self.node(i + 1).is_some_and(|p| p.kind == Kind::Prep && p.enc.is_none() && self.part_of(p));
        let inner =
            self.entity(i + 2).filter(|e| several && of && e.actor.is_some() && !e.person && self.free(i + 2))?;
        let force = !matches!(self.k.actors[inner.actor? as usize].kind, ActorKind::State | ActorKind::People);
        let made = Node { last: self.nodes[i + 2].last, ..*node };
        let entity = Entity { actor: inner.actor, group: true, name_first: node.first, ..Entity::default() };
        force.then_some((Some((made, entity)), i + 3))
    }

    /// `محمود العلي`: whether a given name that is an adjective too stands before a word that nothing else explains and that has the
    /// article, which what it described would have.
    pub(super) fn called_by_word(&self, i: usize) -> bool {
        let n = &self.nodes[i];
        let surname = |m: &Node| {
            let word = self.types.folded(self.parse.tokens[m.first as usize]);
            m.kind == Kind::Unknown && m.pro.0 & !Proclitics::AL.0 == 0 && word.starts_with("ال")
        };
        n.describes()
            && n.pro.0 == 0
            && n.enc.is_none()
            && !n.is(ACTOR_HEAD | Labels::DOCUMENT)
            && self.is_given_name(i)
            && (self.node(i + 1).is_some_and(surname) || self.apposed_name(i))
    }

    /// `مدير المكتب، سعيد دربندي، إن`: a given name that is an adjective too, after a pause and with a word that nothing else explains, before
    /// a pause, what is said or who is told.
    fn apposed_name(&self, i: usize) -> bool {
        let comma = i > 0 && self.nodes[i - 1].kind == Kind::Comma;
        let surname = self.node(i + 1).is_some_and(|m| m.kind == Kind::Unknown && m.pro.0 == 0);
        let ends = |n: &Node| match n.kind {
            Kind::Comma => true,
            Kind::Particle => n.is(Labels::THAT),
            Kind::Prep => n.enc.is_none() && self.parse.stem(self.k, self.types, n) == "ل",
            _ => n.joined_prep() == Some("ل"),
        };
        comma && surname && self.node(self.name_run(i)).is_some_and(ends)
    }

    /// `قالت أم خليل`: a mother's name is written like a word for `or`.
    pub(super) fn name_like_or(&self, i: usize) -> bool {
        let name = || self.is_given_name(i + 1) || self.node(i + 1).is_some_and(|n| n.kind == Kind::Unknown);
        self.nodes[i].is(Labels::OR) && self.after_speech(i) && name()
    }

    /// `قال علي مطلق المتحدث باسم`: a given name that is written like a preposition, between a verb of telling and a name that nothing
    /// else explains, of one who is told to be somebody or tells something. Gives the node after the name.
    pub(super) fn after_name_like_preposition(&self, i: usize) -> Option<usize> {
        let (name, verb) = (i.checked_sub(1)?, i.checked_sub(2)?);
        let n = &self.nodes[name];
        let says = self.nodes[verb].kind == Kind::Verb && self.nodes[verb].is(Labels::REPORT);
        (n.kind == Kind::Prep && says && n.enc.is_none() && n.pro.0 == 0 && self.is_given_name(name)).then_some(())?;
        let end = self.name_run(i);
        let told = self.node(end).is_some_and(|n| match n.kind {
            Kind::Comma | Kind::Open => true,
            Kind::Particle => n.is(Labels::THAT),
            _ => n.is(Labels::OFFICE),
        });
        told.then_some(end)
    }

    /// A known word for people with the name of the one who is meant: `الناشط فلان الفلاني`.
    pub(super) fn titled(&self, i: usize) -> Option<(Made, usize)> {
        let (node, entity) = (*self.node(i)?, self.entity(i)?);
        let (name, last) = self.called(i, i + 1)?;
        Some(self.named_person(entity.clone(), node, name, last))
    }

    /// `وزير الخارجية اليمني فلان الفلاني`: an office that is known as a whole with the name of its holder right after it.
    pub(super) fn known_office(&self, i: usize) -> Option<(Made, usize)> {
        let (mut node, entity) = (*self.node(i)?, self.entity(i)?);
        let token = |t: u32| self.parse.tokens[t as usize];
        let office = |r: &hudna_arabic::morph::Reading| self.types.bits(r.lemma) & Labels::OFFICE != 0;
        let whole = node.last > node.first + 1
            && self.types.readings(token(node.first)).iter().any(office)
            && self.types.folded(token(node.last - 1)).starts_with("ال");
        if !whole || entity.actor.is_none() || entity.person || !entity.places.is_empty() {
            return None;
        }
        // `وزير الدفاع السوري علي كذا`: a name that is written like a preposition.
        let like_prep = self.node(i + 1).is_some_and(|n| n.kind == Kind::Prep && n.enc.is_none())
            && self.is_given_name(i + 1)
            && self.node(i + 2).is_some_and(|n| n.kind == Kind::Unknown);
        let (name, end) = if like_prep {
            (Entity { name_first: self.nodes[i + 1].first, ..Entity::default() }, self.name_run(i + 2))
        } else {
            self.name_at(i + 1, 2)?
        };
        let mut made = entity.clone();
        (made.actor, made.person, made.name_first) = (name.actor.or(entity.actor), true, name.name_first);
        node.last = self.nodes[end - 1].last;
        Some((Some((node, made)), end))
    }

    /// A person, who speaks as what he is called.
    pub(super) fn named_person(&self, mut entity: Entity, mut made: Node, name: Entity, last: usize) -> (Made, usize) {
        let kind = entity.actor.map(|a| &self.k.actors[a as usize]);
        entity.speaks = entity.speaks.or(kind.map(|a| a.speaks.unwrap_or(SpeakerKind::Witness)));
        entity.actor = name.actor;
        (entity.person, entity.definite, entity.name_first) = (true, true, name.name_first);
        made.last = self.nodes[last - 1].last;
        (Some((made, entity)), last)
    }

    /// Whether a quote opens with a given name that further words follow.
    pub(super) fn given_in_quotes(&self, at: usize) -> bool {
        self.is_given_name(at + 1) && self.name_run(at + 1) > at + 2
    }

    /// `“محلي الركبان” يدعو إلى`: a name in quotes that opens a heading, before a verb of speech, is of a body.
    pub(super) fn quoted_body(&self, i: usize) -> (Made, usize) {
        let word = |at: &usize| {
            self.node(*at).is_some_and(|n| {
                matches!(n.kind, Kind::Unknown | Kind::Noun | Kind::Adjective)
                    || n.kind == Kind::Entity && self.entity(*at).is_some_and(|e| e.actor.is_none())
            })
        };
        let close = (i + 1..i + 5).find(|at| !word(at)).unwrap_or(i + 1);
        let says = self.node(close + 1).is_some_and(|n| {
            n.kind == Kind::Verb && n.is(Labels::REPORT | Labels::DEMAND | Labels::ACCUSE | Labels::DENY)
        });
        let quoted = close > i + 1 && self.node(close).is_some_and(|n| n.kind == Kind::Close);
        if !quoted || !says {
            return (None, i + 1);
        }
        let mut node = self.nodes[i + 1];
        (node.last, node.enc) = (self.nodes[close - 1].last, None);
        let entity = Entity { group: true, definite: true, name_first: node.first, ..Entity::default() };
        (Some((node, entity)), close + 1)
    }

    /// `متمردين مسلحين`: a word for those who bear arms, with no article of its own, after a plural that keeps its nun.
    pub(super) fn armed_too(&self, head: usize, at: usize) -> bool {
        let (h, n) = (&self.nodes[head], &self.nodes[at]);
        let describes = || {
            let readings = self.types.readings(self.parse.tokens[n.first as usize]);
            readings.iter().any(|r| r.feats.pos == Pos::Adjective && r.proclitics == n.pro)
        };
        // `ناشطا إعلاميا`: what somebody is, told twice in the accusative.
        let harmed = Labels::DEATH | Labels::INJURY;
        let people = |i: usize| self.entity(i).is_some_and(|e| e.people.is_some()) && !self.nodes[i].is(harmed);
        let twice = people(at) && people(head) && n.pro.0 == 0 && n.last == n.first + 1;
        if twice && self.accusative(head) && self.accusative(at) {
            return true;
        }
        n.last == n.first + 1
            && n.pro.0 & !Proclitics::AL.0 == 0
            && n.pro.has(Proclitics::AL) == h.pro.has(Proclitics::AL)
            && n.is(Labels::FORCE_HEAD)
            && h.feats.is_some_and(|f| f.number != Number::Singular && !f.construct)
            && !self.takes_genitive(head)
            && describes()
    }

    /// Whether an actor is a kind of people or arms without a name (`المدفعية`), not the army of a state.
    pub(super) fn unnamed(&self, actor: u32) -> bool {
        self.k.actors[actor as usize].kind == ActorKind::People
    }

    /// `بقذائف المدفعية`: the arms that something is shot with say what it is, not who is hit.
    pub(super) fn weapon_of(&self, head: usize, at: usize) -> bool {
        let (h, n) = (&self.nodes[head], &self.nodes[at]);
        let plain = n.pro.0 & !Proclitics::AL.0 == 0 && n.enc.is_none();
        plain
            && n.is(Labels::ARMS)
            && matches!(n.kind, Kind::Entity | Kind::Noun)
            && !h.pro.has(Proclitics::AL)
            && h.enc.is_none()
    }

    /// `سلالا`, `مدنيا`: a word with the alif of tanwin is an object, no genitive.
    pub(super) fn accusative(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        // `مسلحو درعا`: a name is no common noun.
        if self.entity(at).is_some_and(|e| e.actor.is_some() || !e.places.is_empty()) {
            return false;
        }
        let word = self.types.folded(self.parse.tokens[n.first as usize]);
        let own = || n.lemma.is_some_and(|l| self.k.lexicon.lemma(l).folded.ends_with('ا'));
        // `خلايا التنظيم`: a broken plural that ends so.
        let broken = word.chars().rev().nth(1) == Some('ي') && n.feats.is_some_and(|f| f.number == Number::Plural);
        let two = n.feats.is_some_and(|f| f.number == Number::Dual);
        !(broken || two)
            && n.feats.is_some()
            && n.enc.is_none()
            && !n.pro.has(Proclitics::AL)
            && word.ends_with('ا')
            && !own()
    }

    /// `للجيش`, `بالمدفعية`: whether the last word of a name has the article, be it written with the preposition before it.
    pub(super) fn has_article(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let word = self.types.folded(self.parse.tokens[n.last as usize - 1]);
        // What joins stands at the first word of a name.
        let joined = word.trim_start_matches(['و', 'ف']);
        // `والمعارضة`
        let alone = n.last == n.first + 1 && n.joined_by_and() && joined.starts_with("ال");
        let with_prep = || match n.joined_prep() {
            Some("ل") => joined.starts_with("لل"),
            Some(_) => joined.strip_prefix(['ب', 'ك']).is_some_and(|w| w.starts_with("ال")),
            None => false,
        };
        // `القيادة العامة للجيش`
        let to = n.last > n.first + 1 && word.starts_with("لل");
        word.starts_with("ال") || to || alone || n.last == n.first + 1 && with_prep()
    }

    /// `مدني محاصرون`: a sound plural in the nominative is a predicate or a subject, no genitive.
    pub(super) fn nominative(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let word = self.types.folded(self.parse.tokens[n.last as usize - 1]);
        n.last - n.first == 1
            && n.feats.is_some_and(|f| f.number == hudna_arabic::morph::Number::Plural)
            && word.ends_with("ون")
    }

    /// `مئة مدني محتجزين`: a plural in its oblique form after one of those who are counted says what they are, and is no genitive.
    pub(super) fn state_of_counted(&self, start: usize, at: usize) -> bool {
        let n = &self.nodes[at];
        let word = self.types.folded(self.parse.tokens[n.last as usize - 1]);
        // `تقل 500 شخص مدينة كذا`: nor does one who is counted live in what follows.
        let place =
            n.is(Labels::PLACE_KIND) || self.entity(at).is_some_and(|e| e.actor.is_none() && !e.places.is_empty());
        let counted = start > 1
            && self.nodes[start - 2].kind == Kind::Number
            && at == start
            && self.nodes[start - 1].feats.is_some_and(|f| f.number == Number::Singular);
        counted && place && n.pro.0 & !Proclitics::AL.0 == 0
            || counted
                && n.pro.0 == 0
                && n.last == n.first + 1
                && word.ends_with("ين")
                && n.feats.is_some_and(|f| f.number == Number::Plural)
    }

    /// `طعن شاب جنديين`: after a verb, several with their nun are no genitive of one person, but those to whom he does it.
    pub(super) fn struck_by_one(&self, start: usize, at: usize) -> bool {
        let (head, n) = (start - 1, &self.nodes[at]);
        let word = self.types.folded(self.parse.tokens[n.last as usize - 1]);
        let one = |n: &Node| n.pro.0 == 0 && n.feats.is_some_and(|f| f.number == Number::Singular);
        let person = |i: usize| {
            let read = &self.types.word(self.parse.tokens[self.nodes[i].first as usize]).kind;
            matches!(read, Some(Name::People(_))) || self.entity(i).is_some_and(|e| e.people.is_some())
        };
        at == start
            && head.checked_sub(1).is_some_and(|v| self.nodes[v].kind == Kind::Verb)
            && one(&self.nodes[head])
            && !self.nodes[head].is(Labels::COLLECTIVE | Labels::OFFICE)
            && (person(head) || self.somebody_word(head))
            && n.pro.0 == 0
            && word.ends_with("ين")
            && n.feats.is_some_and(|f| f.number != Number::Singular)
    }

    /// `أطفال ضحايا`: whether a word for victims says what became of those before it, who are not told to be dead themselves.
    pub(super) fn victim_of(&self, head: usize, at: usize) -> bool {
        let several = self.nodes[at].feats.is_some_and(|f| f.number == Number::Plural);
        let harmed = |i: usize| self.nodes[i].is(Labels::DEATH | Labels::INJURY);
        several
            && self.nodes[at].pro.0 == 0
            && harmed(at)
            && !harmed(head)
            && self.entity(at).is_some_and(|e| e.people.is_some())
    }

    /// A known word in the position of a surname: with the article, or a nisba.
    pub(super) fn surname(&self, i: usize) -> bool {
        let n = &self.nodes[i];
        // `حسام الراوي`
        let nisba = self.types.folded(self.parse.tokens[n.first as usize]).ends_with('ي');
        // `عبد الباسط`: the first word of such a name is none alone.
        let before = self.types.folded(self.parse.tokens[self.nodes[i - 1].first as usize]);
        let opened = holds(&self.k.language.open_names, before);
        // `خالد أبو حجر`: a word that opens a name goes with the next one, unless that says what he is.
        if opened && n.pro.0 == 0 && n.enc.is_none() && n.kind == Kind::Noun {
            let says =
                Labels::PLACE_KIND | Labels::OFFICE | Labels::BODY_HEAD | Labels::FORCE_HEAD | Labels::SOURCE_HEAD;
            return !n.is(says);
        }
        n.pro.0 == Proclitics::AL.0
            && (n.pos() == Some(Pos::Adjective) || (nisba || opened) && n.enc.is_none())
            && self.before_surname(i - 1)
            || self.closed_by_next(i - 1)
    }

    /// `قوات موالية لإيران`: a known name that ends with a word of belonging, with whom it is said to belong to.
    pub(super) fn allied(&self, i: usize) -> Option<(Made, usize)> {
        let (node, entity) = (*self.node(i)?, self.entity(i)?);
        let to = self.node(i + 1).filter(|n| n.joined_prep() == Some("ل") && !n.joined_by_and())?;
        let owner = self.entity(i + 1).filter(|e| e.actor.is_some() && !e.person)?;
        let last = self.parse.tokens[node.last as usize - 1];
        let label = |r: &hudna_arabic::morph::Reading| self.k.labels.bits(r.lemma) & Labels::BELONG != 0;
        let belongs = node.last - node.first > 1 && self.types.readings(last).iter().any(label);
        (belongs && entity.actor.is_some()).then_some(())?;
        let told = Entity { of: entity.of.or(owner.actor), ..entity.clone() };
        let made = Node { last: to.last, ..node };
        Some((Some((made, told)), i + 2))
    }

    /// Whether a noun may be a preposition too: `نتيجة`.
    pub(super) fn like_preposition(&self, at: usize) -> bool {
        let token = self.parse.tokens[self.nodes[at].first as usize];
        self.types.readings(token).iter().any(|r| r.feats.pos == Pos::Preposition)
    }

    /// `دورية تابعة لقسد`, `كتيبة تتبع للجيش`: whether a word of belonging can tell whose the head of a phrase is.
    pub(super) fn says_whose(&self, head: usize, at: usize) -> bool {
        let n = &self.nodes[at];
        match n.kind {
            Kind::Verb => n.pos() == Some(Pos::Imperfect) && n.enc.is_none() && !self.article(head),
            _ => self.describes(head, at),
        }
    }

    /// Whom a word of belonging before names: `التابعة لـ X`, `الموالية ل X`, `المدعومة من X`; with the node after it.
    pub(super) fn owner(&self, at: usize) -> Option<(u32, usize)> {
        let mut next = at + 1;
        if self.node(next).is_some_and(|p| p.kind == Kind::Prep && p.enc.is_none()) {
            next += 1;
        }
        let inside = self.skip_open(next);
        let actor = self.entity(inside)?.actor?;
        let joined = self.nodes[inside].joined_prep() == Some("ل") || next > at + 1;
        let end = if inside > next { self.skip_close(inside + 1) } else { inside + 1 };
        joined.then_some((actor, end))
    }
}
