//! Which phrase fills which slot of an event.

use super::doers::strikes_by_preposition;
use super::govern::Way;
use super::slots::{Dependent, Found, Position, Sentence};
use super::trigger::Trigger;
use crate::knowledge::{Frame, Labels, RoleKind, holds};
use crate::parse::{Entity, Kind};
use hudna_arabic::morph::{Pos, Proclitics, Voice};
use hudna_claims::Event;
use smallvec::SmallVec;

/// The slots of an event as filled so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Slots {
    pub actor: Vec<Found>,
    pub target: Vec<Found>,
    pub mediator: Vec<Found>,
    pub place: Vec<Found>,
    pub goods: Vec<Found>,
    pub people: Vec<Found>,
    /// Buildings and works without a name among the places.
    pub sites: Vec<Found>,
}

impl Slots {
    pub fn get(&self, role: RoleKind) -> &Vec<Found> {
        match role {
            RoleKind::Actor => &self.actor,
            RoleKind::Target => &self.target,
            RoleKind::Mediator => &self.mediator,
            RoleKind::Place => &self.place,
            RoleKind::Goods => &self.goods,
            RoleKind::People => &self.people,
        }
    }

    pub fn get_mut(&mut self, role: RoleKind) -> &mut Vec<Found> {
        match role {
            RoleKind::Actor => &mut self.actor,
            RoleKind::Target => &mut self.target,
            RoleKind::Mediator => &mut self.mediator,
            RoleKind::Place => &mut self.place,
            RoleKind::Goods => &mut self.goods,
            RoleKind::People => &mut self.people,
        }
    }

    pub(super) fn add(&mut self, role: RoleKind, found: Found) {
        let slot = self.get_mut(role);
        if !slot.iter().any(|f| f.line == found.line && f.node == found.node) {
            slot.push(found);
        }
    }
}

impl Sentence<'_> {
    /// Fills the slots of a trigger from its own clause.
    pub fn fill(&self, trigger: &Trigger, frame: &Frame, way: &Way) -> Slots {
        let mut slots = Slots::default();
        let at = trigger.node;
        let node = &self.nodes[at];
        let deps = self.dependents(at, &trigger.nodes, 36);
        if node.kind == Kind::Verb {
            self.fill_verb(trigger, frame, &deps, &mut slots);
            self.as_asked(at, frame, way, &mut slots);
            self.manned(at, frame.event, &mut slots);
        } else {
            self.fill_nominal(trigger, frame, way, &deps, &mut slots);
        }
        // `سقطت قذائف أطلقتها الفصائل`: who fired what fell.
        let fired =
            if frame.event == Event::Attack && trigger.last > at { self.fired_by(trigger.last) } else { Vec::new() };
        slots.actor = if fired.is_empty() { slots.actor } else { fired };
        for found in &way.patient {
            let _ = self.place_in(&mut slots, self.befallen(*found), *found);
            // `تعرضت قاعدة للتحالف لقصف`
            if let Some(owner) = self.owner_of_struck(frame.event, *found) {
                slots.add(RoleKind::Target, owner);
            }
        }
        self.held_in(trigger, frame, &deps, &mut slots);
        let mut owners: Vec<Found> = Vec::new();
        let (acted, hit) = (!slots.actor.is_empty(), !slots.target.is_empty());
        let mut owner_role;
        let mut last: Option<(Found, RoleKind)> = None;
        for d in &deps {
            let roles: &[RoleKind] = match d.position {
                Position::Core => continue,
                Position::Agent => &[RoleKind::Actor],
                Position::Mediator => &[RoleKind::Mediator],
                Position::Adjective => continue,
                Position::Owner => match frame.owner {
                    // `هاجموا حاجزا للشرطة`: whose the struck position is, is struck.
                    None if frame.event == Event::Attack
                        && !hit
                        && self.over_description(d.found.node as usize).is_some_and(|post| self.post(post)) =>
                    {
                        &[RoleKind::Target]
                    }
                    // `قافلة تابعة للأمم المتحدة`: whose goods they are sends them.
                    Some(role) if slots.get(role).is_empty() || slots.get(role).iter().any(|f| owners.contains(f)) => {
                        owners.push(d.found);
                        owner_role = [role];
                        &owner_role
                    }
                    _ => continue,
                },
                // `اجتماعه بالرياض مع السفير`: where they meet.
                Position::Prep(prep)
                    if frame_is_symmetric(self, frame)
                        && holds(&self.k.language.prepositions.within, prep)
                        && self.lines_entity(d.found).is_some_and(|e| !e.places.is_empty()) =>
                {
                    &[RoleKind::Place]
                }
                // `هجوم على قافلة للجيش`: whose what is struck is.
                Position::Prep(p) if self.no_party(p, at, d.found, frame, acted) => continue,
                Position::Prep(_) if self.strikes_from(at, frame, d) || self.blow_of_state(at, frame, d, &deps) => {
                    &[RoleKind::Actor]
                }
                Position::Prep(_) if frame.event == Event::Harm && self.with_arms_of(d.found) => &[RoleKind::Actor],
                Position::Prep(prep) => self.led_to(prep, frame, d.found),
            };
            // `القصف الذي تعرضت له المدينة من قبل الميليشيات`: who did it is told in the clause on the noun.
            let told_on = d.position == Position::Agent
                && node.kind != Kind::Verb
                && !(at + 1..d.found.node as usize)
                    .any(|i| self.triggers.contains(&i) || self.nodes[i].kind == Kind::Comma);
            if d.relative && !told_on && !self.struck_in_clause(trigger.last, frame, d) {
                continue;
            }
            // `معقل المعارضة قرب العاصمة`: who holds a place holds none that is only near it.
            let rim = || d.found.line == self.line && self.beside(d.found.node as usize);
            if super::placing::holds_place(frame.event)
                && matches!(d.position, Position::Prep(p) if holds(&self.k.language.locators, p) || rim())
            {
                continue;
            }
            // `أصيب مدنيون من عائلة واحدة`: who is named without a preposition is who it was.
            let told = |role: RoleKind| role == RoleKind::Actor && acted || role == RoleKind::Target && hit;
            let open: SmallVec<[RoleKind; 4]> = if !frame_is_symmetric(self, frame) {
                // `هاجموا حافلة للجيش`: once it is told who acts, nobody else does.
                let first = roles.first().is_some_and(|r| told(*r));
                roles.iter().copied().filter(|r| !(first || told(*r) && *r == RoleKind::Actor)).collect()
            } else {
                roles.iter().copied().collect()
            };
            // `قصف لقوات النظام وروسيا على البلدة`: a state that is joined to a party acts with it.
            let partner = last.filter(|(before, role)| open.contains(role) && self.partners(*before, d.found));
            let role = match partner {
                Some((_, role)) => self.place_in(&mut slots, &[role], d.found),
                None => self.place_in(&mut slots, &open, d.found),
            };
            last = role.map(|r| (d.found, r));
        }
        if frame.event == Event::Attack && slots.target.is_empty() {
            // `استهدف مواقع التنظيم`
            let position = |f: &Found| {
                let held = self.lines_entity(*f).is_some_and(|e| e.of.is_some());
                held && f.line == self.line && self.post(f.node as usize)
            };
            let (hit, place) = slots.place.iter().partition(|f| position(f));
            (slots.target, slots.place) = (hit, place);
        }
        self.also_struck(at, frame.event, way, &mut slots);
        self.by_post(&deps, &mut slots);
        self.post_before(frame.event, &mut slots);
        if slots.place.is_empty() && !self.k.language.placeless.contains(&frame.event) {
            let there = || deps.iter().find(|d| self.broke_out_there(d)).map(|d| d.found);
            slots.place.extend(self.told_of_place(way).or_else(there));
        }
        slots.sites = self.sites(frame.event, &slots);
        let descriptive =
            |f: &Found| self.lines_entity(*f).is_some_and(|e| e.area && e.places.is_empty() && !e.unlisted);
        if slots.place.iter().any(descriptive) {
            self.name_areas(&deps, &mut slots);
        }
        if frame_is_symmetric(self, frame) && way.agent.is_empty() {
            self.other_side(at, frame.event, way, &deps, &mut slots);
        }
        self.of_deal(frame.event, way, &mut slots);
        if frame_is_symmetric(self, frame) {
            self.seats(&deps, &mut slots);
        }
        self.came_from(trigger, frame, &mut slots);
        for found in self.swaps_with(trigger, frame.event, &slots.actor) {
            slots.add(RoleKind::Actor, found);
        }
        if frame.event == Event::ControlHold && slots.place.is_empty() {
            // `مناطق سيطرة النظام`: what is held is the area itself.
            let area = |i: &&usize| self.held(**i).is_some() && !self.nodes[**i].is(Labels::HOLDING);
            slots.place.extend(trigger.nodes.iter().find(area).map(|&i| self.found(i)));
        }
        if frame.owner == Some(RoleKind::Actor) && slots.actor.is_empty() {
            // `لم تتمكن قافلة تابعة للأمم المتحدة من دخول البلدة`: whose the goods are sends them.
            let owner = slots.goods.iter().chain(&way.agent).find_map(|f| self.owner_after(*f));
            slots.actor.extend(owner);
        }
        self.gets_goods(frame, &mut slots);
        // `ارتكبت القوات والميليشيات مجزرة راح ضحيتها عشرة`: who did it did not suffer it.
        let Slots { actor, target, .. } = &mut slots;
        target.retain(|hit| !actor.iter().any(|did| (did.line, did.node) == (hit.line, hit.node)));
        self.suffers(frame, &mut slots);
        self.reordered(trigger, frame, &mut slots);
        self.mediators(trigger, &mut slots);
        self.load_before(trigger, frame, &mut slots);
        self.sent_from(trigger, frame, &mut slots);
        self.barrier_at(trigger, frame.event, &mut slots);
        slots
    }

    pub(super) fn default_roles<'b>(&'b self, prep: &str, frame: &Frame) -> &'b [RoleKind] {
        self.k
            .language
            .prep_defaults
            .iter()
            .find(|d| d.preps.iter().any(|p| &**p == prep) && (d.events.is_empty() || d.events.contains(&frame.event)))
            .map_or(&[], |d| d.roles.as_slice())
    }

    /// Puts a phrase into the first role whose kind it is of.
    pub(super) fn place_in(&self, slots: &mut Slots, roles: &[RoleKind], found: Found) -> Option<RoleKind> {
        let entity = self.lines_entity(found)?;
        let role =
            roles.iter().copied().find(|r| fits(entity, *r) || *r == RoleKind::Place && self.stands_in(found))?;
        if role != RoleKind::Place && self.only_cited(found) {
            return None;
        }
        slots.add(role, found);
        Some(role)
    }

    fn fill_verb(&self, trigger: &Trigger, frame: &Frame, deps: &[Dependent<'_>], slots: &mut Slots) {
        let at = trigger.node;
        let node = &self.nodes[at];
        let subject_roles = frame.slots("subject").unwrap_or(&[RoleKind::Actor]);
        let object_roles = frame.slots("object").unwrap_or(&[]);
        let core: Vec<&Dependent<'_>> =
            deps.iter().filter(|d| d.position == Position::Core && !d.relative && !d.parted).collect();
        if self.said_of_blow(at, &core) || self.blow_as_topic(at) || self.vehicle_strikes(at) {
            for d in &core {
                let _ = self.place_in(slots, object_roles, d.found);
            }
            return;
        }
        let mut passive = node.feats.is_some_and(|f| f.voice == Voice::Passive);
        let before = self.subject_before(at).or_else(|| self.same_doer(at, frame, &core));
        let holder = |f: Found| {
            self.lines_entity(f).is_some_and(|e| e.actor.is_some() && !e.person && e.people.is_none())
                && !self.spared(f)
        };
        let mut used = 0;
        let transitive = !object_roles.is_empty();
        let either = node.feats.is_some_and(|f| f.voice == Voice::Either);
        let first_entity = core.first().and_then(|d| self.lines_entity(d.found));
        // `يقتل ويحتجز`: of two verbs in the imperfect the second is like the first.
        let same_tense = node.pos() == Some(Pos::Imperfect);
        if !passive && transitive && either && before.is_none() && node.enc.is_none() {
            let numbered = self.numbered_after(at);
            let counted = core
                .first()
                .is_some_and(|d| d.found.node > 0 && self.nodes[d.found.node as usize - 1].kind == Kind::Number);
            // قتل ثلاثة مدنيين: nobody acts.
            let alone = core.iter().all(|d| d.rank == 0)
                && !deps.iter().any(|d| {
                    // `بينهم أطفال` says who they are.
                    matches!(d.position, Position::Prep(p) if !holds(&self.k.language.prepositions.among, p))
                        && d.found.via.is_some()
                        && !(numbered || counted)
                });
            let suffers = |e: &Entity| self.k.language.suffered.contains(&frame.event) && self.harmless(e);
            // `اعتدى جنود على المصلين`: who fights does it to those after the preposition.
            let onto = |e: &Entity| e.people.is_some() && !self.unarmed(e) && strikes_by_preposition(frame, deps);
            let patient = first_entity.is_some_and(|e| {
                object_roles.iter().any(|r| fits(e, *r))
                    && !onto(e)
                    && (e.people.is_some() && (e.of.is_none() || self.unarmed(e)) || !e.can_act() || suffers(e))
            });
            // `فتح مسلحون النار`: who stands between a verb and its own object acts.
            let inside = !self.k.language.suffered.contains(&frame.event)
                && core.first().is_some_and(|d| trigger.nodes.iter().any(|&i| i > d.found.node as usize));
            // `اعتقلت خمسة أشخاص`: a feminine verb is not of them.
            let others = !core.is_empty() && !core.iter().any(|d| self.agrees_in_gender(at, d.found.node as usize));
            // `فرضت حصارا ومنعت دخول الطحين`: who did the one did the other.
            let thing = first_entity.is_some_and(|e| !e.can_act());
            let goes_on = || self.joined_deed(at) && (thing || same_tense) && !self.understood(at).is_empty();
            // `قصفوا أطراف القرية`: a place is not several.
            let several = node.feats.is_some_and(|f| f.number == hudna_arabic::morph::Number::Plural);
            // `خطف الموظف على يد مسلحين`: who did it follows.
            let agent = deps.iter().any(|d| d.position == Position::Agent && !d.relative);
            // `قتل برصاص الجنود شاب`: it may stand before who suffered.
            let first = core.first().filter(|_| agent && patient).map_or(0, |d| d.rank);
            let alone = core.iter().all(|d| d.rank == first) && (agent || alone);
            let fell = || self.fell_in(at, frame.event, &core) || self.sole_victims(frame.event, &core);
            let struck = agent || patient || counted || numbered || fell();
            // `الذين احتلوا الجسر وخطفوا ثلاثة سائقين`
            let clause = several && self.goes_on_in_clause(at).is_some();
            let acts = self.acts_as_object(at, at + 1) && self.oblique(at + 1);
            let done = inside || goes_on() || others || several && thing || clause || self.tells_of_some(at) || acts;
            passive = alone && struck && !done;
        }
        if !passive
            && transitive
            && either
            && core.is_empty()
            && node.enc.is_none()
            && !self.others_after(at)
            && self.k.language.suffered.contains(&frame.event)
            && !(node.joined_by_and() && same_tense && !self.understood(at).is_empty())
            // `الحوثيون يفرجون عن 20 أسيرا`: who can hold others holds them or lets them go.
            && !(frame.event != Event::Harm
                && !self.in_relative(at)
                && before.as_ref().is_some_and(|b| b.iter().any(|f| holder(*f))))
            // `أهالي القرية أفرجوا عن الجنود`
            && !(frame.event != Event::Attack && before.is_some() && strikes_by_preposition(frame, deps))
            && !self.kills_some(at, before.as_deref())
            && !(self.kills_one(at) || self.tells_of_some(at))
        {
            // مدنيون قتلوا: whom the clause is about suffered it.
            passive = true;
            if before.is_none() {
                for found in self.understood_subject(at) {
                    let _ = self.place_in(slots, object_roles, found);
                }
            }
        }
        let told = either && self.k.language.suffered.contains(&frame.event);
        passive |= told && before.as_ref().is_some_and(|b| self.suffered_before(at, b, deps));
        if passive {
            for found in before.into_iter().flatten().chain(core.iter().map(|d| d.found)) {
                // `نزح 3000 مدني`: a verb that nobody can undergo.
                if self.place_in(slots, object_roles, found).is_none() {
                    let _ = self.place_in(slots, subject_roles, found);
                }
            }
            return;
        }
        if let Some(found) = before {
            for f in found {
                let _ = self.place_in(slots, subject_roles, f);
            }
        } else if self.told_inside(trigger) || self.event_subject(at).is_some() {
            // `توقف القتال`: the event itself is what the verb is about.
        } else if core.first().is_some_and(|first| self.thing_acts(trigger, first.found)) {
            // `أسقطت الدفاعات طائرة`: nobody who is named acts.
        } else if let Some(of) = self.portion(at + 1).filter(|_| !self.some_done_to(at, at + 1)) {
            used = 1;
            for f in self.conjuncts(of) {
                let _ = self.place_in(slots, subject_roles, f);
            }
        } else if self.goods_go(trigger, core.first().map(|d| d.found)) {
            // `دخلت شاحنات الطحين`: what goes by itself nobody sends.
        } else if let Some(first) = core.first() {
            // `انتشلت الفرق جثة`: who does it may be nobody to the event.
            // `تخضع البلدة لسيطرة الفصائل`: of a place the verb may tell too.
            let may = |e: &Entity| e.can_act() || e.area && subject_roles.contains(&RoleKind::Place);
            let fit = |e: &Entity| may(e) && subject_roles.iter().all(|r| !fits(e, *r)) == subject_roles.is_empty();
            // `تبادل أسرى بين الطرفين`: those who are exchanged do not exchange.
            let exchanged = frame.event == Event::Exchange && first_entity.is_some_and(|e| e.people.is_some());
            let struck = frame.event == Event::Attack && self.gathered(first.found);
            let held_up = || exchanged || struck || self.of_passage(trigger, frame.event, first.found);
            // `نقلت الحافلات المدنيين`: what is oblique is done to.
            let oblique = || self.object_after(at, first.found, object_roles);
            let subject_fits =
                first_entity.is_some_and(fit) && !self.own_people(at, first.found) && !held_up() && !oblique();
            let plural = node.feats.is_some_and(|f| f.number == hudna_arabic::morph::Number::Plural);
            // `حربا تستهدف حزب العمال`: nor does a name that the verb does not agree with.
            let named = first_entity.is_some_and(|e| e.actor.is_some() && !e.group && e.people.is_none());
            let man = |n: usize| self.one_man_after(at, n);
            let agrees = |n: usize| self.agrees_in_gender(at, n) && (!named || self.agrees(at, n)) && !man(n);
            if subject_fits && !plural && agrees(first.found.node as usize) {
                for d in core.iter().filter(|d| d.rank == first.rank) {
                    let _ = self.place_in(slots, subject_roles, d.found);
                }
                used = first.rank + 1;
            } else {
                self.add_understood(at, frame.event, subject_roles, slots);
            }
        } else {
            self.add_understood(at, frame.event, subject_roles, slots);
        }
        // `سير الجيش دورية`: who sends acts, not who is sent.
        let sent = !slots.actor.is_empty() && !frame_is_symmetric(self, frame);
        let object_roles: SmallVec<[RoleKind; 4]> =
            object_roles.iter().copied().filter(|r| !(sent && *r == RoleKind::Actor)).collect();
        for d in core.iter().filter(|d| d.rank >= used) {
            let _ = self.place_in(slots, &object_roles, d.found);
        }
        // `المؤتمر الذي عقده الوزير`: a meeting is no party to it.
        let body = |f: &Found| self.lines_entity(*f).is_some_and(|e| e.group && e.actor.is_none());
        if let Some(found) = self.object_pronoun(at).filter(|f| !(frame_is_symmetric(self, frame) && body(f))) {
            let _ = self.place_in(slots, &object_roles, found);
        }
    }

    /// Whether a phrase names people who do not fight: a person, civilians, residents.
    fn harmless(&self, e: &Entity) -> bool {
        e.person || e.of.is_none() && e.actor.is_some_and(|a| self.civil(a))
    }

    fn fill_nominal(&self, trigger: &Trigger, frame: &Frame, way: &Way, deps: &[Dependent<'_>], slots: &mut Slots) {
        let at = trigger.node;
        let node = &self.nodes[at];
        let subject_roles = frame.slots("subject").unwrap_or(&[RoleKind::Actor]);
        let soft = way.agent_soft || node.after_or || self.after_motive(at);
        // `ما زالت العائلات محاصرة`, but `ما زال الجيش محاصرا المدينة`: of its subject a participle says what it says of a noun.
        let said_of = node.pro.0 == 0 && !deps.iter().any(|d| d.position == Position::Core) && self.may_describe(at);
        let agent_roles = frame.slots("noun").filter(|_| said_of).unwrap_or(subject_roles);
        let said = if said_of { self.said_of_subject(at) } else { None };
        for found in way.agent.iter().filter(|_| !soft) {
            let _ = self.place_in(slots, agent_roles, *found);
        }
        if node.describes() || said.is_some() || frame.slots("noun").is_some() && self.says_of(at) {
            // An attributive participle says it of the noun before it: `المدينة المحاصرة`, `قوات النظام وروسيا، المتمركزين في`.
            let comma = |b: usize| self.nodes[b].kind == Kind::Comma && definite(node) && self.of_several(at);
            let before = self.before(at).and_then(|b| if comma(b) { self.before(b) } else { Some(b) });
            if let Some(before) = said.or(before).filter(|&b| self.entity(b).is_some()) {
                let roles = frame.slots("noun").or_else(|| frame.slots("genitive")).unwrap_or(&[]);
                for found in self.described(at, before, frame.event == Event::Deploy) {
                    let _ = self.place_in(slots, roles, found);
                }
            }
        }
        // `قيام النظام بحصار`: the genitive of a light noun acts.
        let light = node.is(Labels::LIGHT) && trigger.nodes.len() > 1;
        // `إعادة النازحين`: not where the frame says that the genitive undergoes it, of people who do not fight.
        let own = frame.slots("genitive").unwrap_or(&[]);
        let undergone = own.contains(&RoleKind::Target) && !own.contains(&RoleKind::Actor);
        let light = light && !(undergone && matches!(frame.event, Event::Return | Event::Release));
        // `بحث الرئيس مع نظيره`: a word that governs like a phrase is a verb all the same.
        let genitive_roles =
            if light || node.kind == Kind::Operator && frame_is_symmetric(self, frame) { subject_roles } else { own };
        let object_roles = frame.slots("object").unwrap_or(genitive_roles);
        let own_actor = self.leavers(at, frame);
        if !own_actor.is_empty() {
            slots.actor.clear();
        }
        let acted = !way.agent.is_empty() && !soft && own_actor.is_empty();
        // `استهداف قوات النظام قرية الكفير`: who stands before what is struck strikes it.
        let object = |d: &&Dependent<'_>| {
            d.position == Position::Core
                && d.rank > 0
                && !d.relative
                && self
                    .lines_entity(d.found)
                    .is_some_and(|e| e.actor.is_none() && object_roles.iter().any(|r| fits(e, *r)))
        };
        // `استهداف القوات بصاروخ لسيارة`
        let takes = frame.slots("ل").is_some_and(|r| r.contains(&RoleKind::Place) || r.contains(&RoleKind::Target));
        let first = |d: &Dependent<'_>| d.position == Position::Core && d.rank == 0 && !(d.relative || d.parted);
        let marked = |d: &&Dependent<'_>| {
            takes && first(d) && (self.marked_after(d.found.node as usize) || self.crowd_strikes(d.found, deps))
        };
        let done_to = matches!(frame.event, Event::Attack | Event::Detain | Event::Harm | Event::SiegeImpose);
        // `مقتل 18 من الشرطة بينهم ضابط`: some of whom are counted do nothing, nor do civilians (`استشهاد مدنيين من أبناء البلدة`).
        let counted = |d: &Dependent<'_>| d.found.node > 0 && self.some_of(d.found.node as usize - 1);
        let crowd = |d: &Dependent<'_>| frame.event == Event::Attack && self.crowd_strikes(d.found, deps);
        let idle = |d: &Dependent<'_>| first(d) && (counted(d) || done_to && self.spared(d.found) && !crowd(d));
        let free = node.pos() == Some(Pos::Masdar) && !acted && !deps.iter().any(idle);
        // `استهداف طيران مجهول منزلا`: what is struck may be a thing that is no phrase of its own.
        let thing = |d: &Dependent<'_>| done_to && first(d) && self.accusative_after(d.found.node as usize);
        let agentive = free
            && deps.iter().any(|d| {
                object(&d) || marked(&d) || thing(d) || first(d) && self.acts_inside(trigger, frame, d.found, deps)
            });
        let without_actor: Vec<RoleKind> = genitive_roles
            .iter()
            .copied()
            .filter(|r| !acted || *r != RoleKind::Actor || frame_is_symmetric(self, frame))
            .collect();
        // `استهدافه مواقع العدو`: a verbal noun whose object follows has its subject in the pronoun.
        let struck = |d: &&Dependent<'_>| {
            first(d) && self.lines_entity(d.found).is_some_and(|e| object_roles.iter().any(|r| fits(e, *r)))
        };
        let acts = self.own_deed(trigger, frame, deps.iter().find(struck).map(|d| d.found.node as usize), deps);
        if let Some(enclitic) = node.enc
            && let Some(found) = self.pronoun(enclitic, at, self.span(at))
        {
            // `استهدافهم من قبل القوات`: who did it is told.
            let own = acts && !acted && !deps.iter().any(|d| d.position == Position::Agent);
            // `أوقفت موسكو قصفها`: a state called by its capital strikes, and lies nowhere.
            let state = done_to
                && self.lines_entity(found).is_some_and(|e| e.actor.is_some() && !e.person && !e.places.is_empty());
            let roles: &[RoleKind] = match () {
                () if state && acted => &[],
                () if state => &[RoleKind::Actor],
                () if own => subject_roles,
                () => &without_actor,
            };
            // `انتهاكات الحوثيين بحق المدنيين، استهدافهم الأحياء`
            let acts = own || roles.contains(&RoleKind::Actor);
            // `دخلت القوات المدينة أثناء مداهمتها بلدة`: nor a town.
            let idle = self.spared(found) || own && !self.lines_entity(found).is_some_and(Entity::can_act);
            let strikes = acts && self.k.language.strikes.contains(&frame.event) && idle;
            let striker = self.striker_before(at).filter(|_| strikes).map(|f| Found { via: found.via, ..f });
            let roles = if striker.is_some() { subject_roles } else { roles };
            let _ = self.place_in(slots, roles, striker.unwrap_or(found));
        }
        // `الواقعة تحت سيطرتها`: the pronoun may stand on a later word of the trigger.
        for &i in trigger.nodes.iter().filter(|&&i| i != at && self.nodes[i].kind == Kind::Noun) {
            if let Some(enclitic) = self.nodes[i].enc
                && let Some(found) = self.pronoun(enclitic, i, self.span(i))
                // `رفض الحزب تسليم سلاحه`: his own.
                && !slots.actor.iter().any(|a| (a.line, a.node) == (found.line, found.node))
            {
                let _ = self.place_in(slots, &without_actor, found);
            }
        }
        // `أجبر القصف العائلات`: a noun with the article has no genitive.
        let closed = node.pro.has(Proclitics::AL) && trigger.nodes.len() == 1
            // `استهدف قصف مدفعي تجمعات للنظام`: what follows is the verb's.
            || at > 0
                && self.event_subject(at - 1) == Some(at)
                && self.nodes.get(at + 1).is_some_and(|a| a.kind == Kind::Adjective && !definite(a) || self.accusative(at + 1));
        let mut first_role: Option<RoleKind> = None;
        let mut after_thing = false;
        for d in deps.iter().filter(|d| !d.relative && !d.parted) {
            match d.position {
                Position::Core if closed => {}
                // `وقف إطلاق النار وتبادل الأسرى`: what another event is of is no party.
                Position::Core if frame_is_symmetric(self, frame) && self.of_other_event(trigger, d.found) => {}
                // `محادثات الدوحة`, `اتفاق “موسكو”`: called after a place.
                Position::Core if self.called_after(at, d.found, frame.event) => slots.add(RoleKind::Place, d.found),
                // `قصف الجيش وروسيا للبلدة`: what joins a party is a party.
                Position::Core
                    if d.rank == 0
                        && first_role == Some(RoleKind::Actor)
                        && self.nodes[d.found.node as usize].joined_by_and()
                        && self.lines_entity(d.found).is_some_and(|e| e.actor.is_some()) =>
                {
                    slots.add(RoleKind::Actor, d.found);
                }
                // `قصف مواقع وتجمعات الفصائل`: what is joined to a place that is struck is struck.
                Position::Core
                    if d.rank == 0 && after_thing && done_to && self.nodes[d.found.node as usize].joined_by_and() =>
                {
                    let _ = self.place_in(slots, STRUCK, d.found);
                }
                Position::Core if d.rank == 0 => {
                    after_thing = self.lines_entity(d.found).is_some_and(|e| e.area && !e.can_act());
                    // `استهداف الطائرات الحربية`: arms strike, unless it is told who else does.
                    let arms = frame.event == Event::Attack && !acted && self.arms_strike(d.found.node as usize);
                    // `منع المدنيين من مغادرة البلدة`: who does not fight is hindered.
                    let acts = (agentive || arms || self.state_strikes(d.found, deps, frame))
                        && self
                            .lines_entity(d.found)
                            .is_some_and(|e| e.actor.is_some() || e.can_act() && (thing(d) || crowd(d)))
                        && !(frame.event == Event::AccessDeny && self.spared(d.found));
                    // `اعتداءاتها على القرية`: whose it is is told by the pronoun.
                    let told = node.enc.is_some() && !slots.actor.is_empty();
                    // `قصف المدنيين`: who does not fight is struck.
                    let struck = self.k.language.strikes.contains(&frame.event)
                        && (self.spared(d.found) && !crowd(d)
                            || frame.event == Event::Attack && self.gathered(d.found));
                    let roles = match () {
                        () if struck => STRUCK,
                        () if told => object_roles,
                        () if acts => subject_roles,
                        () => &without_actor,
                    };
                    let role = self.place_in(slots, roles, d.found);
                    first_role = first_role.or(role);
                }
                // `إرسال الجيش تعزيزات`: who sends acts, not who is sent.
                Position::Core if agentive && !frame_is_symmetric(self, frame) => {
                    let roles: SmallVec<[RoleKind; 4]> =
                        object_roles.iter().copied().filter(|r| *r != RoleKind::Actor).collect();
                    let _ = self.place_in(slots, &roles, d.found);
                }
                Position::Core => {
                    let _ = self.place_in(slots, object_roles, d.found);
                }
                Position::Adjective if self.one_of_nation(at, d.found, frame) => slots.add(RoleKind::Target, d.found),
                Position::Adjective if !self.of_event(at, d.found, frame) => {}
                Position::Adjective if !acted || frame_is_symmetric(self, frame) => slots.add(RoleKind::Actor, d.found),
                _ => {}
            }
        }
        if slots.actor.is_empty() && frame_is_symmetric(self, frame) {
            // `اجتماعات ضمت الطرفين`: the parties stand in a clause on the noun.
            for d in deps.iter().filter(|d| d.relative) {
                match d.position {
                    Position::Core => {
                        let _ = self.place_in(slots, &[RoleKind::Actor], d.found);
                    }
                    Position::Prep(prep) if self.default_roles(prep, frame).contains(&RoleKind::Actor) => {
                        let _ = self.place_in(slots, &[RoleKind::Actor], d.found);
                    }
                    // `اجتماعات جمعت الطرفين في المطار`
                    Position::Prep(prep) if slots.place.is_empty() && !slots.actor.is_empty() => {
                        let _ = self.place_in(slots, self.default_roles(prep, frame), d.found);
                    }
                    _ => {}
                }
            }
        }
        if slots.actor.is_empty() && way.agent_soft && subject_roles.contains(&RoleKind::Actor) {
            // `نفت روسيا قصف المشفى`: who denies, where nobody else is said to act.
            for found in &way.agent {
                let _ = self.place_in(slots, subject_roles, *found);
            }
        }
        let goes = || self.goods_go(trigger, deps.first().map(|d| d.found));
        if slots.actor.is_empty() && way.agent.is_empty() && node.joined_by_and() && !node.after_or && !goes() {
            // `بعدم تدخل X والانسحاب`: the conjuncts share their agent.
            // `تبادل المعتقلين وفتح الطرقات`: not whom the other event is of.
            let party =
                |f: &Found| self.lines_entity(*f).is_some_and(|e| e.person || e.actor.is_some_and(|a| !self.civil(a)));
            for found in self.sibling(at).map(|b| self.genitive(b)).unwrap_or_default().into_iter().filter(party) {
                let _ = self.place_in(slots, subject_roles, found);
            }
        }
        // `انتقم الحوثيون بقصف الأحياء`, `دخلت القوات لإيصال المساعدات`: means and purpose of who does the main deed.
        // `هاجمت البلدة سعيا للسيطرة عليها`: a noun of trying says nothing of who tries.
        let unnamed = way.agent.is_empty() && way.operators.iter().all(|(i, _)| self.nodes[*i].kind != Kind::Verb);
        let serves = self.serves(at) || self.by_way(at) || self.purposed(at) && frame.event != Event::Protest;
        let serves = serves || self.served_by(way);
        if slots.actor.is_empty() && unnamed && serves && frame.event != Event::Agree {
            for found in self.clause_subject(at) {
                let _ = self.place_in(slots, subject_roles, found);
            }
        }
        if slots.actor.is_empty() && way.agent.is_empty() {
            for found in self.over_aside(at) {
                let _ = self.place_in(slots, subject_roles, found);
            }
        }
        if slots.actor.is_empty() && way.agent.is_empty() {
            for found in self.answers_by(at) {
                let _ = self.place_in(slots, subject_roles, found);
            }
        }
        if slots.actor.is_empty() && way.agent.is_empty() && (done_to || frame.event == Event::Breach) {
            for found in self.author(at, trigger.last) {
                let _ = self.place_in(slots, subject_roles, found);
            }
        }
        // `أعلنت القوات تنفيذ غارات`: who announces carrying out carries out.
        let carries_out = way.operators.iter().any(|(i, _)| {
            let n = &self.nodes[*i];
            n.kind == Kind::Noun && n.is(Labels::LIGHT) && n.pos() == Some(Pos::Masdar)
        });
        if slots.actor.is_empty() && (frame.announcer_acts || carries_out || self.own_blow(at, frame.event, way)) {
            use crate::knowledge::ActorKind::{Media, Monitor};
            let tells = |f: &&Found| {
                let actor = self.lines_entity(**f).and_then(|e| e.actor);
                !actor.is_some_and(|a| matches!(self.k.actors[a as usize].kind, Monitor | Media) || self.civil(a))
            };
            for found in way.announcer.iter().filter(tells) {
                let _ = self.place_in(slots, &[RoleKind::Actor], *found);
            }
        }
        // `الهدنة لا تشمل X`: who is left out.
        if frame.event == Event::Truce
            && slots.actor.is_empty()
            && way.modality == Some(hudna_claims::Modality::Negated)
        {
            slots.actor = self.left_out(trigger.last);
        }
        // `حصار تفرضه X`, `قصف تنفذه X`: the relative clause names the agent.
        if slots.actor.is_empty()
            && let Some(actor) = self.relative_agent(trigger.last, &trigger.nodes)
        {
            // `اعتقالات تطال الشبان`
            let befalls = |f: &Found| self.k.language.suffered.contains(&frame.event) && self.spared(*f);
            for found in actor {
                let _ = self.place_in(slots, if befalls(&found) { STRUCK } else { subject_roles }, found);
            }
        }
    }
}

/// What who does not fight can be in a blow, a siege or a capture.
const STRUCK: &[RoleKind] = &[RoleKind::Target, RoleKind::Place];

fn frame_is_symmetric(s: &Sentence<'_>, frame: &Frame) -> bool {
    s.k.language.symmetric.contains(&frame.event)
}

/// Whether a phrase is of the kind that a slot takes.
pub(crate) fn fits(entity: &Entity, role: RoleKind) -> bool {
    match role {
        RoleKind::Actor | RoleKind::Target | RoleKind::Mediator => entity.can_act() && entity.goods.is_none(),
        RoleKind::Place => entity.can_place() && (!entity.guarded || entity.area),
        RoleKind::Goods => entity.goods.is_some(),
        RoleKind::People => entity.people.is_some(),
    }
}

/// Whether the noun carries the article.
pub(crate) fn definite(node: &crate::parse::Node) -> bool {
    node.pro.has(Proclitics::AL)
}
