//! The slots of an event told by a noun, a participle or an adjective.

use super::fill::{Slots, definite, fits, frame_is_symmetric};
use super::govern::Way;
use super::slots::{Dependent, Found, Position, Sentence};
use super::trigger::Trigger;
use crate::knowledge::{Frame, Labels, RoleKind};
use crate::parse::{Entity, Kind};
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_claims::Event;
use smallvec::SmallVec;

/// What who does not fight can be in a blow, a siege or a capture.
const STRUCK: &[RoleKind] = &[RoleKind::Target, RoleKind::Place];

/// What is done to others or for them, by whoever holds them or the way: no deed of whom another event of a list is of.
const OF_OTHERS: [Event; 8] = [
    Event::Release,
    Event::RouteOpen,
    Event::AidDeliver,
    Event::Truce,
    Event::AccessAllow,
    Event::SiegeLift,
    Event::Exchange,
    Event::Return,
];

impl Sentence<'_> {
    pub(super) fn fill_nominal(
        &self,
        trigger: &Trigger,
        frame: &Frame,
        way: &Way,
        deps: &[Dependent<'_>],
        slots: &mut Slots,
    ) {
        let at = trigger.node;
        let node = &self.nodes[at];
        let subject_roles = frame.slots("subject").unwrap_or(&[RoleKind::Actor]);
        // `باشر الجيش إزالة السواتر التي أقامها المسلحون`: who does what governs it did not do what the clause on the noun tells.
        let told_on = |&i: &usize| {
            i > at && self.nodes[i].kind == Kind::Verb && self.nodes[i].enc.is_some() && self.in_relative(i)
        };
        let soft = way.agent_soft || node.after_or || self.after_motive(at) || trigger.nodes.iter().any(told_on);
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
            if said.is_none() && before.is_some_and(|b| self.stands_apart(at, b)) {
                let _ = self.place_in(slots, frame.slots("noun").unwrap_or(&[]), self.found(at));
            } else if let Some(before) = said.or(before).filter(|&b| self.entity(b).is_some()) {
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
            // `لدينا أسرى`: what the preposition says of whom it takes up.
            let by_prep = (node.kind == Kind::Prep).then(|| frame.slots(self.folded_stem(node))).flatten();
            let roles: &[RoleKind] = match () {
                () if by_prep.is_some() => by_prep.unwrap_or_default(),
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
                // `نفذت الشرطة حملة بالاشتراك مع الأمن`: with whom it is done.
                Position::Core if acted && done_to && self.with_whom(d.found) => slots.add(RoleKind::Actor, d.found),
                // `الغارات السعودية`: an adjective that is the name of a state, too.
                Position::Core if closed && self.named_nation(at, d.found) && !acted => {
                    slots.add(RoleKind::Actor, d.found)
                }
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
                    let arms = frame.event == Event::Attack && !acted && self.arms_strike(at, d.found.node as usize);
                    // `منع المدنيين من مغادرة البلدة`: who does not fight is hindered.
                    let acts = (agentive || arms || self.state_strikes(d.found, deps, frame))
                        && self.lines_entity(d.found).is_some_and(|e| {
                            // `استهداف قواتها للمدنيين`
                            let own = || marked(&d) && self.own_force(d.found);
                            e.actor.is_some() || e.can_act() && (thing(d) || crowd(d) || own())
                        })
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
            // `انسحاب القوات والإفراج عن الأسرى`: nor does who leaves let others go or in.
            let shared = self.sibling(at).filter(|_| !OF_OTHERS.contains(&frame.event)).map(|b| self.genitive(b));
            for found in shared.unwrap_or_default().into_iter().filter(party) {
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
        // `أعلنت الإدارة إنهاء الحصار الذي تفرضه القوات`: others lift what they laid.
        let told_of = self.nodes.get(trigger.last + 1).is_some_and(|n| n.is(Labels::RELATIVE));
        let others = frame.event == Event::SiegeLift && told_of;
        let acts = frame.announcer_acts && !self.deal_between(at, way) && !others;
        if slots.actor.is_empty() && (acts || carries_out || self.own_blow(at, frame.event, way)) {
            use crate::knowledge::ActorKind::{Media, Monitor};
            let tells = |f: &&Found| {
                let actor = self.lines_entity(**f).and_then(|e| e.actor);
                !actor.is_some_and(|a| matches!(self.k.actors[a as usize].kind, Monitor | Media) || self.civil(a))
            };
            for found in way.announcer.iter().filter(tells) {
                let _ = self.place_in(slots, &[RoleKind::Actor], *found);
            }
        }
        if slots.actor.is_empty() && subject_roles.contains(&RoleKind::Actor) {
            for found in self.told_as_own(at, frame.event, way) {
                let _ = self.place_in(slots, subject_roles, found);
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
        // `إزالة السواتر التي أقامها المسلحون`, `رفع الحصار الذي تفرضه القوات`: who set up what is undone does not undo it.
        let undoes = matches!(frame.event, Event::CheckpointRemove | Event::RouteOpen | Event::SiegeLift)
            && trigger.last > at
            && !trigger.nodes.iter().any(told_on);
        if slots.actor.is_empty()
            && !undoes
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
