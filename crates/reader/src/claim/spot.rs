//! Which of the places that a claim or a line names is the spot itself.

use super::build::Draft;
use super::elsewhere::Station;
use super::fill::Slots;
use super::refer::Speech;
use super::share::preposition;
use super::slots::{Found, Sentence};
use super::trigger::Trigger;
use crate::knowledge::{WordList, holds};
use crate::parse::{Entity, Kind};
use hudna_arabic::morph::Proclitics;
use hudna_claims::Event;

/// `مناطق سيطرة المعارضة شرق إدلب وغرب حلب`: an area that is told by its holder takes the named places where it lies.
pub(super) fn held_areas(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut() {
        let [found] = d.slots.place[..] else { continue };
        let held = s.held(found.node as usize).filter(|_| found.line == s.line && found.via.is_none());
        if let Some(named) = held.and_then(|last| lies(s, last + 1)) {
            d.slots.place = named;
        }
    }
}

/// The named places after words that tell where what stands before lies.
fn lies(s: &Sentence<'_>, from: usize) -> Option<Vec<Found>> {
    let within = &s.k.language.prepositions.within;
    let points = |i: usize| {
        s.nodes.get(i).is_some_and(|n| match n.kind {
            Kind::Close => true,
            Kind::Prep => n.enc.is_none() && (holds(within, s.folded_stem(n)) || s.locator(i)),
            Kind::Noun | Kind::Adjective => s.locator(i),
            _ => false,
        })
    };
    let at = (from..s.nodes.len()).find(|&i| !points(i))?;
    // `غرب اليمن`: a state too, where a side of it is told.
    let side = at > from && s.locator(at - 1);
    let state = |e: &Entity| side && !e.places.is_empty() && !e.guarded && !e.person && e.people.is_none();
    let named = |i: usize| s.entity(i).is_some_and(|e| e.names_place() || state(e));
    // `المناطق الخاضعة للمعارضة شمال غرب سوريا`: the side is the first word of the phrase.
    let first = s.types.folded(s.parse.tokens[s.nodes[at].first as usize]);
    let sided =
        s.nodes[at].last - s.nodes[at].first > 1 && s.nodes[at].pro.0 == 0 && holds(&s.k.language.locators, first);
    let led =
        s.nodes[from..at].iter().any(|n| n.kind != Kind::Close) || sided || s.nodes[at].joined_prep() == Some("ب");
    if !led || !named(at) {
        return None;
    }
    let mut all = s.conjuncts(at);
    // `شرق إدلب وغرب حلب`
    let next = all.last().map_or(at, |f| f.node as usize) + 1;
    let goes_on = s.nodes.get(next).is_some_and(|n| n.joined_by_and() && s.locator(next));
    if goes_on && named(next + 1) {
        all.push(s.found(next + 1));
    }
    Some(all)
}

/// `البوكمال، آخر معقل لداعش في سوريا`: what a place right before is said to be in a land is that place.
pub(super) fn strongholds(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| d.event == Event::ControlHold) {
        let [land] = d.slots.place[..] else { continue };
        let n = &s.nodes[d.node];
        let here = land.line == s.line && land.via.is_none() && land.node as usize > d.node;
        if !here || n.pro.has(Proclitics::AL) || !n.is(crate::knowledge::Labels::HOLDING) {
            continue;
        }
        let describes = |i: &usize| matches!(s.nodes[*i].kind, Kind::Adjective | Kind::Noun | Kind::Number);
        let pause = (0..d.node).rev().find(|i| !describes(i)).filter(|&i| s.nodes[i].kind == Kind::Comma);
        let named = |i: &usize| s.entity(*i).is_some_and(|e| e.names_place() && e.actor.is_none() && !e.guarded);
        let Some(place) = pause.and_then(|c| c.checked_sub(1)).filter(named) else { continue };
        if !s.locates(place) && s.lies_in(place, land.node as usize) {
            d.slots.place = vec![s.found(place)];
        }
    }
}

/// `الحولة والرستن بعد قصفهما`: a pronoun for two stands for both.
pub(super) fn pairs(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut() {
        for slot in [&mut d.slots.place, &mut d.slots.target] {
            let more: Vec<Found> = slot.iter().filter_map(|f| s.both_of(*f)).collect();
            let new = |f: &Found, slot: &[Found]| !f.among(slot);
            for f in more {
                if new(&f, slot) {
                    slot.push(f);
                }
            }
        }
    }
}

/// `المتمركزة في كذا`: where those are who are told of is said right after, and nothing further tells of it.
pub(super) fn posts(s: &Sentence<'_>, drafts: &mut [Draft]) {
    let within = &s.k.language.prepositions.within;
    for d in drafts.iter_mut().filter(|d| d.event == Event::Deploy && d.slots.place.len() > 1) {
        let led = s.nodes.get(d.node + 1).is_some_and(|n| n.kind == Kind::Prep && holds(within, s.folded_stem(n)));
        if !(s.nodes[d.node].describes() && led && s.entity(d.node + 2).is_some_and(Entity::can_place)) {
            continue;
        }
        let row = s.conjuncts(d.node + 2);
        let here = |f: &Found| f.among(&row);
        if d.slots.place.iter().any(here) {
            d.slots.place.retain(here);
        }
    }
}

/// `في منطقة أخرى`: an indefinite word alone names no place.
pub(super) fn nameless(s: &Sentence<'_>, drafts: &mut [Draft]) {
    let bare = |e: &Entity| e.area && e.places.is_empty() && !(e.definite || e.unlisted) && e.of.is_none();
    // `سجن الوحدة`: a name may follow, but `مكان الغارة` is no name.
    let called = |at: usize| {
        s.nodes.get(at + 1).is_some_and(|n| {
            matches!(n.kind, Kind::Noun | Kind::Open) && n.joined_prep().is_none() && !s.triggers.contains(&(at + 1))
        })
    };
    // `استهدف القصف منزلهم`: whose a home is does not say where.
    let his = |f: &Found| {
        let n = &s.nodes[f.node as usize];
        let stem = s.folded_stem(n);
        let words = &s.k.language;
        let kind = holds(&words.homes, stem);
        let first = s.types.readings(s.parse.tokens[n.first as usize]);
        let pronoun = n.enc.is_some() || n.last - n.first > 1 && first.first().is_some_and(|r| r.enclitic.is_some());
        kind && pronoun && s.lines_entity(*f).is_some_and(|e| e.area && e.places.is_empty())
    };
    // `على الساحة اليمنية`, `دول المنطقة`
    let figure = |f: &Found| {
        let n = &s.nodes[f.node as usize];
        let words = n.last - n.first > 1
            && holds(&s.k.language.figurative, s.folded_stem(n))
            && s.lines_entity(*f).is_some_and(|e| e.area && e.places.is_empty() && !e.unlisted);
        let nation = || crate::parse::adjective_actor(s.types, s.parse.tokens[n.last as usize - 1]).is_some();
        words && (s.kind_word(f.node as usize) == Some("country") || nation())
    };
    // `حكم عليه بالسجن`: that is a sentence; one is held `في السجن`.
    let term = |f: &Found| {
        let n = &s.nodes[f.node as usize];
        n.joined_prep() == Some("ب") && n.last - n.first == 1 && s.kind_word(f.node as usize) == Some("prison")
    };
    for d in drafts.iter_mut() {
        d.slots.place.retain(|f| f.line != s.line || f.via.is_some() || !(figure(f) || term(f)));
        // Who leaves his home leaves that place.
        let left = matches!(d.event, Event::Displace | Event::Evacuate | Event::ControlLeave);
        d.slots.place.retain(|f| left || f.line != s.line || f.via.is_some() || !his(f));
        d.slots.place.retain(|f| {
            let at = f.node as usize;
            f.line != s.line
                || f.via.is_some()
                || s.held(at).is_some()
                || s.border_with(at)
                || s.nodes[at].last - s.nodes[at].first > 1
                || called(at)
                || !s.lines_entity(*f).is_some_and(bare)
        });
    }
}

/// `خرج أهالي كذا نحو إدلب`: where those live who are taken or go away is where from.
pub(super) fn homes_left(s: &Sentence<'_>, drafts: &mut [Draft]) {
    let goal = |f: &Found| {
        f.line == s.line
            && f.via.is_none()
            && preposition(s, f.node as usize).is_some_and(|p| holds(&s.k.language.prepositions.toward, p))
    };
    for d in drafts.iter_mut().filter(|d| matches!(d.event, Event::Evacuate | Event::Displace)) {
        // `إلى عفرين والنيرب`
        let joined = |f: &Found| f.line == s.line && f.via.is_none() && s.nodes[f.node as usize].joined_by_and();
        let goals = d.slots.place.first().is_some_and(goal) && d.slots.place.iter().all(|f| goal(f) || joined(f));
        if !goals {
            continue;
        }
        let home = |f: &&Found| {
            let lives = |e: &Entity| (e.people.is_some() || e.group) && e.at.is_some() && !e.person;
            f.line == s.line && f.via.is_none() && s.lines_entity(**f).is_some_and(lives)
        };
        let home = d.slots.target.iter().chain(&d.slots.actor).find(home).copied();
        // `سكان الشيخ مقصود والأشرفية`
        let more = home.map_or(s.nodes.len(), |f| f.node as usize + 1);
        let row = (more..s.nodes.len()).take_while(|&i| super::share::home_row(s, i).is_some()).map(|i| s.found(i));
        d.slots.place.splice(0..0, home.into_iter().chain(row));
    }
}

/// `تزامن القصف مع تحليق الطيران في سماء المدينة`: what aircraft are said to fly over is not thereby struck.
pub(super) fn overflown(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| matches!(d.event, Event::Attack | Event::Harm)) {
        let node = d.node;
        d.slots.place.retain(|f| f.line != s.line || f.via.is_some() || !s.flown_over(f.node as usize, node));
    }
}

/// `أطلقت صواريخ من لبنان على كريات شمونة`: where a blow comes from is not where it falls, nor is what a way leads to.
pub(super) fn origins(s: &Sentence<'_>, drafts: &mut [Draft]) {
    let from = |f: &Found| {
        let apart = (f.node as usize).checked_sub(1).filter(|_| f.line == s.line && f.via.is_none());
        apart.is_some_and(|p| {
            let prep = s.nodes[p].kind == Kind::Prep && s.nodes[p].enc.is_none();
            prep && holds(&s.k.language.part_of, s.folded_stem(&s.nodes[p])) && !s.counts(p)
        })
    };
    let ground = |f: &Found| f.line == s.line && f.via.is_none() && s.own_ground(f.node as usize);
    // `دورية في بلدة كذا، على الطريق بين صنعاء وذمار`: between which places a way leads says no more where there is a nearer one.
    let between = |f: &Found| {
        let here = f.line == s.line && f.via.is_none();
        let row = |i: &usize| s.nodes[*i].kind == Kind::Entity && s.nodes[*i].joined_by_and();
        let at = f.node as usize;
        here && s.ways_between(at - (0..at + 1).rev().take_while(row).count().min(at))
    };
    let struck = |event: Event| matches!(event, Event::Attack | Event::Harm);
    let stations = super::elsewhere::stations(s, drafts);
    for d in drafts.iter_mut().filter(|d| struck(d.event)) {
        d.slots.place.retain(|f| f.line != s.line || f.via.is_some() || !s.own_base(f.node as usize));
        // `استهدفت القوات الموجودة في القاعدة أطراف البلدة`: where those stand who strike.
        let here = |f: &Found| f.line == s.line && f.via.is_none();
        let at = |f: &Found, fits: &dyn Fn(&Station) -> bool| {
            here(f) && stations.iter().any(|st| st.place == f.node as usize && fits(st))
        };
        d.slots.place.retain(|f| !at(f, &|st| st.strike));
        let post = |f: &Found| at(f, &|st| st.of_those_in(d));
        if !d.slots.place.iter().all(post) {
            d.slots.place = d.slots.place.iter().filter(|f| !post(f)).copied().collect();
        }
    }
    for d in drafts.iter_mut().filter(|d| d.slots.place.len() > 1) {
        let joined = |f: &Found| f.line == s.line && s.nodes[f.node as usize].joined_by_and();
        let (apart, hit): (Vec<Found>, Vec<Found>) = d
            .slots
            .place
            .iter()
            .partition(|f| d.event == Event::Attack && from(f) || struck(d.event) && ground(f) || between(f));
        if !apart.is_empty() && hit.iter().any(|f| !joined(f)) {
            d.slots.place = hit;
        }
    }
}

/// `في محافظة إدلب أمس في مدينتي سراقب وأريحا`: a place that holds another one of the claim only tells where that lies.
pub(super) fn smallest(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut() {
        // Who moves may move within one.
        if d.slots.place.len() < 2 || matches!(d.event, Event::Evacuate | Event::Displace | Event::Return) {
            continue;
        }
        let all = d.slots.place.clone();
        let joined = |f: &Found| s.nodes[f.node as usize].joined_by_and();
        // `دخلت القافلة إلى درعا عبر معبر نصيب`: where goods go and by what way.
        let words = &s.k.language.prepositions;
        let led = |at: usize, by: &WordList| preposition(s, at).is_some_and(|p| holds(by, p));
        let way = |outer: usize, inner: usize| led(outer, &words.toward) && led(inner, &words.by_way);
        let inside = |f: &Found, g: &Found| {
            let (outer, inner) = (f.node as usize, g.node as usize);
            g.line == s.line
                && outer != inner
                && !way(outer, inner)
                && !(joined(f) || inner > outer && joined(g))
                && s.lies_in(inner, outer)
                && !s.lies_in(outer, inner)
        };
        d.slots.place.retain(|f| f.line != s.line || !all.iter().any(|g| inside(f, g)));
    }
}

impl Sentence<'_> {
    /// Whether a place is only where aircraft are said to fly.
    fn flown_over(&self, place: usize, event: usize) -> bool {
        let other = |i: &usize| !matches!(self.nodes[*i].kind, Kind::Comma | Kind::Stop) && !self.triggers.contains(i);
        let flight = |i: usize| {
            let word = matches!(self.nodes[i].kind, Kind::Noun | Kind::Verb);
            word && holds(&self.k.language.whereabouts.flights, self.folded_stem(&self.nodes[i]))
        };
        (event + 1..place).rev().take_while(other).any(flight)
    }

    /// Whether a place before an event stands only in the phrase of who tells of the event: `قال مراسلنا في ريف حلب إن قصفا`.
    /// People on the spot tell of where they are.
    pub(super) fn of_teller(&self, place: usize, event: usize) -> bool {
        let speech = |i: usize| self.speeches.get(i).and_then(Option::as_ref);
        let local = |f: &Found| self.lines_node(*f).is_some_and(|n| n.is(crate::knowledge::Labels::SOURCE_HEAD));
        // `سقط صاروخ على الحي وسط معلومات عن جرحى`: information has no phrase of its own.
        let news = |f: &Found| f.line == self.line && super::sayers::ends_plural(self, f.node as usize);
        let who = |told: &Speech| !told.speakers.iter().all(news);
        speech(place).is_none() && speech(event).is_some_and(|told| who(told) && !told.speakers.iter().any(local))
    }

    /// `اختتمت في جنيف جولة من المشاورات`: the place between a verb and the meeting that it tells of.
    pub(super) fn hall(&self, at: usize) -> Option<usize> {
        let within = &self.k.language.prepositions.within;
        let verb = |i: Option<usize>| i.is_some_and(|i| self.nodes[i].kind == Kind::Verb);
        let mut i = at;
        while i > 0 && at - i < 5 {
            i -= 1;
            match self.nodes[i].kind {
                Kind::Noun | Kind::Adjective | Kind::Number | Kind::Time | Kind::Open | Kind::Close => {}
                Kind::Prep if self.nodes[i].enc.is_none() => {}
                Kind::Entity => {
                    let apart = i > 0 && self.nodes[i - 1].kind == Kind::Prep;
                    let by = apart.then(|| self.folded_stem(&self.nodes[i - 1]));
                    if by.is_some_and(|by| self.came_for(i, at, by)) {
                        return Some(i);
                    }
                    let led = by.is_some_and(|by| holds(within, by));
                    let joined = self.nodes[i].joined_prep() == Some("ب");
                    return (led && verb(i.checked_sub(2)) || joined && verb(i.checked_sub(1))).then_some(i);
                }
                _ => return None,
            }
        }
        None
    }

    /// `أقاموا نقطتي تفتيش في البلدة`: a barrier is not where it is put up; `إزالة حاجز المدخل لبلدة كذا`: it is where it belongs to.
    pub(super) fn barrier_at(&self, trigger: &Trigger, event: Event, slots: &mut Slots) {
        if !matches!(event, Event::CheckpointErect | Event::CheckpointRemove) {
            return;
        }
        let nameless = |e: &Entity| e.area && e.places.is_empty() && !e.unlisted;
        let itself = |i: usize| trigger.nodes.contains(&i) && self.entity(i).is_some_and(nameless);
        let any = |i: usize| itself(i) && !self.nodes[i].pro.has(Proclitics::AL);
        slots.place.retain(|f| f.line != self.line || !any(f.node as usize));
        let barrier = trigger.nodes.iter().copied().max().filter(|&i| itself(i) && slots.place.is_empty());
        let owner = barrier.map(|i| i + 1).filter(|&o| {
            let joined = self.nodes.get(o).is_some_and(|n| n.joined_prep() == Some("ل"));
            joined && self.entity(o).is_some_and(|e| !e.places.is_empty() && !e.can_act())
        });
        slots.place.extend(owner.map(|o| self.found(o)));
    }

    /// `يعاني سكان مخيم كذا من حصار`: those before a siege whose place is named in their phrase.
    pub(super) fn besieged(&self, d: &Draft) -> Option<Found> {
        let siege = matches!(d.event, Event::SiegeHold | Event::SiegeImpose | Event::SiegeLift | Event::AccessDeny);
        let lived = |i: &usize| {
            let body = self.nodes[*i].is(crate::knowledge::Labels::BODY_HEAD | crate::knowledge::Labels::OFFICE);
            let people = |e: &Entity| (e.people.is_some() || e.group) && e.at.is_some() && e.places.is_empty();
            !body && self.entity(*i).is_some_and(|e| people(e) && !e.person)
        };
        (self.sentence_start(d.node)..d.node).rev().find(lived).filter(|_| siege).map(|i| self.found(i))
    }

    /// `التقى المبعوث وزير الخارجية في مسقط`: the one who is met, where the phrase that names him goes on with a place.
    pub(super) fn met_in(&self, d: &Draft) -> Option<Found> {
        let actors = &d.slots.actor;
        let found = *actors.last().filter(|f| f.line == self.line && f.via.is_none())?;
        // `اجتمع قادة الفصائل في أنقرة`
        if actors.len() < 2 && found.node as usize != d.node + 1 {
            return None;
        }
        let (e, n) = (self.lines_entity(found)?, self.lines_node(found)?);
        let within = &self.k.language.prepositions.within;
        let led = (n.first + 1..n.last).any(|t| holds(within, self.types.folded(self.parse.tokens[t as usize])));
        (led && e.at.is_some() && e.places.is_empty() && n.is(crate::knowledge::Labels::OFFICE)).then_some(found)
    }

    /// `وصل الوزير إلى بغداد في زيارة`: whether a place is told right before the visit that brings somebody there.
    fn came_for(&self, place: usize, visit: usize, by: &str) -> bool {
        let within = &self.k.language.prepositions.within;
        let next = self.nodes.get(place + 1).is_some_and(|n| {
            n.kind == Kind::Prep && n.enc.is_none() && holds(within, self.folded_stem(n)) && place + 2 == visit
        });
        next && !holds(&self.k.language.part_of, by)
    }

    /// `مبنى البلدية`, `السوق المركزي`: a definite word for a building, a street or a post is a place of its own. The word alone (`الطريق`)
    /// means one that was named, or whichever there is.
    pub(super) fn site(&self, found: Found) -> bool {
        let (Some(e), Some(n)) = (self.lines_entity(found), self.lines_node(found)) else { return false };
        let parse = if found.line == self.line { self.parse } else { self.memory.parse(found.line) };
        let last = || self.types.folded(parse.tokens[n.last as usize - 1]);
        let definite = || e.definite || e.of.is_some() || last().starts_with("ال");
        // `الحدود مع سوريا`
        let border = || found.line == self.line && self.border_with(found.node as usize);
        e.area && e.places.is_empty() && found.via.is_none() && border()
            || e.area
                && e.places.is_empty()
                && found.via.is_none()
                && n.last - n.first > 1
                && holds(&self.k.language.named_by_nouns, self.stem_of(n, found.line))
                && definite()
    }
}
