//! Which phrase fills which slot of an event.

use super::doers::strikes_by_preposition;
use super::govern::Way;
use super::slots::{Dependent, Found, Position, Sentence};
use super::trigger::Trigger;
use crate::knowledge::{Frame, Labels, RoleKind, holds};
use crate::parse::{Entity, Kind, Node};
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
        // `تدمير طائرتين أطلقهما الحوثيون`: not who brought it down.
        let falls = || !holds(&self.k.language.shades.downs, self.verb_of(at));
        let fired = if frame.event == Event::Attack && trigger.last > at && falls() {
            self.fired_by(trigger.last)
        } else {
            Vec::new()
        };
        slots.actor = if fired.is_empty() { slots.actor } else { fired };
        let clause = if frame.event == Event::Attack && node.kind == Kind::Noun {
            self.befell_in_clause(trigger.last)
        } else {
            Vec::new()
        };
        for found in way.patient.iter().chain(&clause) {
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
            let in_clause =
                || self.struck_in_clause(trigger.last, frame, d) || self.visited_in_clause(trigger.last, frame, d);
            if d.relative && !told_on && !in_clause() {
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
        self.out_of_it(trigger, frame, &mut slots);
        for found in self.swaps_with(trigger, frame.event, &slots.actor) {
            slots.add(RoleKind::Actor, found);
        }
        slots.place.extend(self.held_before(at, frame, &slots));
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

    /// `السجن والسد يخضعان لسيطرة القوات`: the areas of which a verb tells that stand right before it.
    fn held_before(&self, at: usize, frame: &Frame, slots: &Slots) -> Vec<Found> {
        let told = |r: &[RoleKind]| r.contains(&RoleKind::Place);
        if !slots.place.is_empty() || self.nodes[at].kind != Kind::Verb || !frame.slots("subject").is_some_and(told) {
            return Vec::new();
        }
        let area = |i: usize| self.entity(i).is_some_and(|e| e.area && e.definite && e.can_place());
        let beside = |i: &usize| !matches!(self.nodes[*i].kind, Kind::Time | Kind::Adjective);
        let last = (0..at).rev().find(beside).filter(|&i| area(i));
        let row = last.map_or(Vec::new(), |i| self.row_of(i));
        let all =
            row.iter().all(|f| area(f.node as usize)) && row.first().is_some_and(|f| !self.has_prep(f.node as usize));
        if all { row } else { Vec::new() }
    }

    /// `خروج المقاتلين منها باتجاه القرية`: the place that a pronoun after who leaves takes up.
    fn out_of_it(&self, trigger: &Trigger, frame: &Frame, slots: &mut Slots) {
        let from =
            |n: &Node| n.kind == Kind::Prep && n.enc.is_some() && holds(&self.k.language.part_of, self.folded_stem(n));
        let who = |i: &usize| matches!(self.nodes[*i].kind, Kind::Entity | Kind::Adjective | Kind::Time | Kind::Number);
        let Some(prep) = (trigger.last + 1..self.nodes.len()).find(|i| !who(i)).filter(|&i| from(&self.nodes[i]))
        else {
            return;
        };
        let part = self.folded_stem(&self.nodes[prep]);
        if !frame.slots(part).is_some_and(|r| r.contains(&RoleKind::Place)) {
            return;
        }
        let found = self.nodes[prep].enc.and_then(|e| self.pronoun(e, trigger.node, self.span(prep)));
        let place = |f: &Found| self.lines_entity(*f).is_some_and(|e| e.can_place() && !e.group && e.people.is_none());
        if let Some(left) = found.filter(place).filter(|f| !f.among(&slots.place)) {
            slots.place.insert(0, left);
        }
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
        let role = roles.iter().copied().find(|r| fits(entity, *r) || *r == RoleKind::Place && self.stands_in(found));
        let role = role.or_else(|| roles.iter().copied().find(|r| *r == RoleKind::Place && self.premises(found)))?;
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
            // `إن مسيرة للجيش قصفت السوق`
            let owner = at.checked_sub(1).filter(|&b| self.nodes[b].kind == Kind::Entity && self.striking_arms_of(b));
            for found in owner.map(|b| self.row_of(b)).unwrap_or_default() {
                let _ = self.place_in(slots, subject_roles, found);
            }
            return;
        }
        let mut passive = node.feats.is_some_and(|f| f.voice == Voice::Passive);
        let ours = self.ours(at);
        let speaks = ours.is_some();
        let before = ours.map(|us| vec![us]);
        let before = before.or_else(|| self.subject_before(at)).or_else(|| self.same_doer(at, frame, &core));
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
            let alone = !deps.iter().any(|d| {
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
            // `أطلق سراح الصحفي`: whose the object is of which the verb tells.
            let freed = core.first().filter(|_| self.k.language.suffered.contains(&frame.event)).is_some_and(|d| {
                let of = |&i: &usize| {
                    let n = &self.nodes[i];
                    let open = n.pro.0 == 0 && n.enc.is_none() && n.kind == Kind::Noun;
                    i > at && open && d.found.line == self.line && i + 1 == d.found.node as usize
                };
                trigger.nodes.iter().any(of)
            });
            // `فتح مسلحون النار`: who stands between a verb and its own object acts.
            let inside = !self.k.language.suffered.contains(&frame.event)
                && core.first().is_some_and(|d| trigger.nodes.iter().any(|&i| i > d.found.node as usize));
            // `اعتقلت خمسة أشخاص`: a feminine verb is not of them.
            let others = !core.is_empty() && !core.iter().any(|d| self.agrees_in_gender(at, d.found.node as usize));
            // `فرضت حصارا ومنعت دخول الطحين`: who did the one did the other.
            let thing = first_entity.is_some_and(|e| !e.can_act());
            let goes_on = || self.joined_deed(at) && (thing || same_tense) && !self.understood(at).is_empty();
            // `خرقت القوات الهدنة عندما قصفت البلدة`: so did who does what the clause tells when or why of.
            let within = || thing && (self.goes_on_within(at) || core.first().is_some_and(|d| self.of_no_such(at, d)));
            // `قصفوا أطراف القرية`: a place is not several.
            let several = node.feats.is_some_and(|f| f.number == hudna_arabic::morph::Number::Plural);
            // `خطف الموظف على يد مسلحين`: who did it follows.
            let agent = deps.iter().any(|d| d.position == Position::Agent && !d.relative);
            // `قتل برصاص الجنود شاب`, `قتل في البلدة أربعون جنديا`: it, or where it was, may stand before who suffered.
            let late = agent && patient || !agent && self.k.language.suffered.contains(&frame.event);
            let first = core.first().filter(|_| late).map_or(0, |d| d.rank);
            let alone = core.iter().all(|d| d.rank == first) && (agent || alone);
            let fell = || self.fell_in(at, frame.event, &core) || self.sole_victims(frame.event, &core);
            let struck = agent || patient || freed || counted || numbered || fell();
            // `الذين احتلوا الجسر وخطفوا ثلاثة سائقين`
            let clause = several && self.goes_on_in_clause(at).is_some();
            let acts = self.acts_as_object(at, at + 1) && self.oblique(at + 1);
            // `أغلق الجيش الطريق ونشر عناصره`: nor of whose own they are.
            let own = !self.k.language.suffered.contains(&frame.event)
                && core.first().is_some_and(|d| self.own_people(at, d.found));
            // `واشتبكت الوحدة مع الخلية وقتلت زعيمها`
            let man = core.first().is_some_and(|d| self.one_man_after(at, d.found.node as usize));
            let done = inside || goes_on() || within() || others || several && thing || clause || own || man;
            let done = done || self.tells_of_some(at) || acts || self.some_done_to(at);
            passive = alone && struck && !done;
        }
        if !passive
            && transitive
            && either
            && core.is_empty()
            && !speaks
            && node.enc.is_none()
            && !self.others_after(at)
            && !self.active_by_form(trigger, frame, deps)
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
        // `أصبت بشظايا`: who says so of himself undergoes it.
        passive |= speaks && core.is_empty() && frame.event == Event::Harm && node.is(Labels::INJURY);
        passive |= told && !speaks && before.as_ref().is_some_and(|b| self.suffered_before(at, b, deps));
        if passive {
            for found in before.into_iter().flatten().chain(core.iter().map(|d| d.found)) {
                // `نزح 3000 مدني`: a verb that nobody can undergo.
                if self.place_in(slots, object_roles, found).is_none() {
                    let _ = self.place_in(slots, subject_roles, found);
                }
            }
            return;
        }
        // `أسروا عددا من الضباط`: several are the subject by the verb's own ending.
        let many = node.feats.is_some_and(|f| f.number == hudna_arabic::morph::Number::Plural);
        if let Some(found) = before {
            for f in found {
                let _ = self.place_in(slots, subject_roles, f);
            }
        } else if self.told_inside(trigger) || self.event_subject(at).is_some() || self.blow_inside(at, trigger.last) {
            // `توقف القتال`: the event itself is what the verb is about.
        } else if core.first().is_some_and(|first| self.thing_acts(trigger, first.found)) {
            // `أسقطت الدفاعات طائرة`: nobody who is named acts.
        } else if let Some(of) = self.portion(at + 1).filter(|_| !self.some_done_to(at)) {
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
            // `وأرسل تعزيزات`: nor does a body in the feminine do what a masculine verb tells.
            let other = self.other_body(at, first.found.node as usize);
            let oblique = || other || self.some_done_to(at) || self.object_after(at, first.found, object_roles);
            let subject_fits =
                first_entity.is_some_and(fit) && !self.own_people(at, first.found) && !held_up() && !oblique();
            // `حربا تستهدف حزب العمال`: nor does a name that the verb does not agree with.
            let named = first_entity.is_some_and(|e| e.actor.is_some() && !e.group && e.people.is_none());
            let man = |n: usize| self.one_man_after(at, n);
            // `أغلق الجيش الحاجز وأرسل تعزيزات`
            let sent = node.joined_by_and() && frame.event == Event::Deploy;
            let some =
                |n: usize| !self.nodes[n].pro.has(Proclitics::AL) && self.entity(n).is_some_and(|e| e.actor.is_none());
            let hers = |n: usize| sent && some(n) && !self.subject_in_gender(at, n);
            let agrees =
                |n: usize| self.agrees_in_gender(at, n) && (!named || self.agrees(at, n)) && !man(n) && !hers(n);
            if subject_fits && !many && agrees(first.found.node as usize) {
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
        // `ثم أطلقت سراحهم`: whose freedom it is.
        let whose = trigger
            .nodes
            .iter()
            .copied()
            .filter(|&i| i > at && self.nodes[i].kind == Kind::Noun && self.nodes[i].joined_prep().is_none())
            .find_map(|i| {
                let enclitic = self.nodes[i].enc.filter(|e| e.person == 3 && frame.event == Event::Release)?;
                self.pronoun(enclitic, i, self.span(i))
            });
        if let Some(found) = whose.filter(|_| slots.target.is_empty()) {
            let _ = self.place_in(slots, &object_roles, found);
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
}

pub(super) fn frame_is_symmetric(s: &Sentence<'_>, frame: &Frame) -> bool {
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
