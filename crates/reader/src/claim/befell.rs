//! Whose deed befell somebody where the two stand in clauses of their own, who only answers it, who is the second of two sides, from whose
//! land a blow came.

use super::build::Draft;
use super::doers::strikes_by_preposition;
use super::fill::{Slots, fits};
use super::slots::{Dependent, Found, Sentence};
use super::trigger::Trigger;
use crate::knowledge::{ActorKind, Frame, Labels, RoleKind, holds};
use crate::parse::{Entity, Kind};
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_claims::Event;

/// So many nodes after a blow stands whose land it came from.
const ORIGIN: usize = 10;

/// So many nodes after the first of two sides stands the second.
const SECOND: usize = 9;

impl Sentence<'_> {
    /// `ردا على`, `احتجاجا على`: words after which stands what somebody answers.
    pub(super) fn answered(&self, n: &crate::parse::Node) -> bool {
        let stands = || n.operator.is_some_and(|op| self.k.language.operators[op as usize].stands);
        n.kind == Kind::ResponseMark || n.kind == Kind::Operator && stands()
    }

    /// `رد الجيش على الغارة بقصف الموقع`: whether an event is what a verb of answering by a deed names with على.
    pub(super) fn is_answered(&self, event: usize) -> bool {
        let words = &self.k.language;
        let on = |&p: &usize| {
            let n = &self.nodes[p];
            n.kind == Kind::Prep && n.enc.is_none() && holds(&words.prepositions.done_to, self.folded_stem(n))
        };
        let Some(on) = self.before(event).filter(on) else { return false };
        (on.saturating_sub(6)..on)
            .rev()
            .take_while(|&i| !matches!(self.nodes[i].kind, Kind::Stop | Kind::Comma | Kind::Prep))
            .any(|i| matches!(self.nodes[i].kind, Kind::Verb | Kind::Noun) && holds(&words.by_deed, self.verb_of(i)))
    }

    /// `قصف الجيش القرية بعد يوم من مقتل جندي`, `قصفها ردا على مقتل جندي`: whether harm told after a deed was before it, and so is
    /// not of it.
    pub(super) fn came_first(&self, harm: usize, deed: &Draft) -> bool {
        let noun = self.nodes[harm].kind != Kind::Verb;
        let Some(b) = self.before(harm).filter(|_| noun) else { return false };
        // `ردا على مقتل جندي قصف الجيش القرية`
        if b <= deed.node {
            // No clause on who fell, where somebody else is named for who does it.
            let own = |i: usize| {
                let does = |f: &Found| f.line == self.line && f.via.is_none() && f.node as usize > i;
                let on = self.nodes[i].enc.is_some() || self.relative_start(i).is_some();
                i == deed.node && !on && deed.slots.actor.iter().any(does)
            };
            let main = |i: usize| self.nodes[i].kind == Kind::Verb && (!self.in_relative(i) || own(i));
            return self.answered(&self.nodes[b]) && (harm + 1..=deed.node).any(main);
        }
        // `الهجوم بعد مقتل جنود في هجوم التنظيم`: two blows may be told as one.
        if deed.slots.actor.iter().any(|f| f.line == self.line && f.via.is_none() && f.node as usize > harm) {
            return false;
        }
        let n = &self.nodes[b];
        if self.answered(n) {
            return true;
        }
        let stem = self.folded_stem(n);
        let words = &self.k.language;
        // `بعد ساعات من مقتل`
        let since = || holds(&words.part_of, stem) && self.before(b).is_some_and(|t| self.nodes[t].kind == Kind::Time);
        let dates = || n.is(Labels::TIME) && !n.is(Labels::AHEAD) && !holds(&words.prepositions.background, stem);
        n.kind == Kind::Prep && n.enc.is_none() && (dates() || since())
    }

    /// `الجيش هو من قصف`: whether من after a pronoun means who does what the verb after it tells.
    pub(super) fn means_who(&self, prep: usize) -> bool {
        let n = &self.nodes[prep];
        let pronoun = prep.checked_sub(1).is_some_and(|p| self.nodes[p].is(Labels::PRONOUN));
        pronoun
            && n.enc.is_none()
            && holds(&self.k.language.part_of, self.folded_stem(n))
            && self.nodes.get(prep + 1).is_some_and(|v| v.kind == Kind::Verb)
    }

    /// `حاصرت الفصائل الموقع وقتلت عشرة منهم`: whether a feminine verb joined to one of who can do harm tells of a number: it does not
    /// tell what it suffered itself.
    pub(super) fn tells_of_some(&self, verb: usize) -> bool {
        use hudna_arabic::morph::Gender;
        let feminine = self.nodes[verb].feats.is_some_and(|f| f.person == 3 && f.gender == Gender::Feminine);
        // `وقتلت أحدهم`
        let his = |n: &crate::parse::Node| n.is(Labels::ONE) && n.enc.is_some_and(|e| e.person == 3);
        let some = |n: &crate::parse::Node| (n.kind == Kind::Number || his(n)) && n.pro.0 == 0;
        let some = self.nodes.get(verb + 1).is_some_and(some);
        let who = || self.understood(verb);
        let party =
            |f: &Found| self.lines_entity(*f).is_some_and(|e| e.actor.is_some() && !e.person) && !self.spared(*f);
        feminine && some && self.nodes[verb].joined_by_and() && who().iter().any(party)
    }

    /// `قوات النظام`, `مسلحين`, `قسد`: whether a phrase takes no genitive.
    pub(super) fn closed(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let word = self.types.folded(self.parse.tokens[n.last as usize - 1]);
        let name = self.entity(at).is_some_and(|e| e.definite || e.actor.is_some() && !e.group);
        name || n.pro.has(Proclitics::AL) || word.starts_with("ال") || word.ends_with("ين") || word.ends_with("ون")
    }

    /// `إفراجها عن أسيرين`, `تسليمها خمسين جثة`, `استهدافه مواقع العدو`: whether the pronoun of a verbal noun is of who does it:
    /// whom or what it is done to follows. `منعهم من دخول المسجد`: what stands after another noun does not.
    pub(super) fn own_deed(
        &self,
        trigger: &Trigger,
        frame: &Frame,
        struck: Option<usize>,
        deps: &[Dependent<'_>],
    ) -> bool {
        let at = trigger.node;
        if self.nodes[at].pos() != Some(Pos::Masdar) {
            return false;
        }
        let strikes = matches!(frame.event, Event::Attack | Event::Detain | Event::Harm | Event::SiegeImpose);
        let lets_go = matches!(frame.event, Event::Release | Event::Detain);
        let next = |to: usize| self.nodes[at + 1..to].iter().all(|n| n.is_quote() || n.kind == Kind::Number);
        // What belongs to the words of the event may be no phrase of its own.
        let inside = || {
            let n = self.nodes.get(at + 1);
            trigger.nodes.contains(&(at + 1)) && n.is_some_and(|n| n.kind == Kind::Number && n.pro.0 == 0)
        };
        struck.is_some_and(|o| strikes || o > at && next(o))
            || lets_go && (strikes_by_preposition(frame, deps) || inside())
    }

    /// `استهدفت سيارة مفخخة مركزا للشرطة`: whether a vehicle stands as the subject right after a verb: what follows it is struck.
    pub(super) fn vehicle_strikes(&self, verb: usize) -> bool {
        let Some(n) = self.nodes.get(verb + 1) else { return false };
        let thing = n.kind == Kind::Noun && n.pro.0 == 0 && n.enc.is_none();
        let vehicle = || holds(&self.k.language.vehicles, self.folded_stem(n));
        // `استهدفت عبوة ناسفة دورية`, `استهدفت غارة فريقا`: arms and blows too.
        let blow = || self.weapon(verb + 1) || self.event_subject(verb) == Some(verb + 1);
        if !thing || !(vehicle() || blow()) {
            return false;
        }
        let described = |i: usize| {
            self.nodes.get(i).is_some_and(|a| {
                let word = self.types.folded(self.parse.tokens[a.first as usize]);
                let like = a.kind == Kind::Noun && a.feats.is_some_and(|f| f.pos.describes()) && a.pro.0 == 0;
                a.kind == Kind::Adjective || (like || self.may_describe(i)) && word.ends_with('ه')
            })
        };
        let object = (verb + 2..self.nodes.len()).find(|&i| !described(i));
        described(verb + 2)
            && super::doers::said_of(&self.nodes[verb], n)
            && object.is_some_and(|i| {
                let o = &self.nodes[i];
                matches!(o.kind, Kind::Noun | Kind::Entity | Kind::Number)
                    && o.joined_prep().is_none()
                    && !o.joined_by_and()
                    && !o.is(Labels::DIRECTION)
            })
    }

    /// `خرج معظم المقاتلين`: a phrase in the form of an object, of a verb that can be done to it.
    pub(super) fn undergoes_it(&self, found: Found, roles: &[RoleKind]) -> bool {
        let done_to = || self.lines_entity(found).is_some_and(|e| roles.iter().any(|r| fits(e, *r)));
        found.line == self.line && done_to() && self.object_form(found.node as usize)
    }

    /// What those are to a blow whom it is told to befall: a capital is where it is, though it may stand for its government.
    pub(super) fn befallen(&self, found: Found) -> &'static [RoleKind] {
        let capital = |e: &Entity| e.actor.is_some() && e.weak && !e.places.is_empty();
        if self.lines_entity(found).is_some_and(capital) {
            &[RoleKind::Place]
        } else {
            &[RoleKind::Target, RoleKind::Place]
        }
    }

    /// What an unusual order of words says of a blow: whom it strikes, or where.
    pub(super) fn reordered(&self, trigger: &Trigger, frame: &Frame, slots: &mut Slots) {
        self.struck_before(trigger.node, frame, slots);
        self.struck_alone(trigger.node, frame, slots);
    }

    /// `دخلت الفصائل البلدة وهاجمت قوات النظام`: the one party after a joined verb of a blow, which says of nobody else that it strikes or is
    /// struck, is whom those strike who did what stands before.
    fn struck_alone(&self, at: usize, frame: &Frame, slots: &mut Slots) {
        let verb = &self.nodes[at];
        let takes = |r: RoleKind| frame.slots("object").is_some_and(|o| o.contains(&r));
        let ousts = matches!(frame.event, Event::Displace | Event::ControlTake);
        let blow = (frame.event == Event::Attack || ousts) && takes(RoleKind::Target);
        let joined = verb.kind == Kind::Verb && verb.joined_by_and() && verb.enc.is_none() && !self.in_relative(at);
        let [who] = slots.actor[..] else { return };
        let next = who.line == self.line && who.node as usize == at + 1;
        if !blow || !joined || !next || !slots.target.is_empty() || self.takes_object(at + 1) {
            return;
        }
        // `في المدينة`: where it was says nothing of whom it struck.
        let within = |p: &str| holds(&self.k.language.prepositions.within, p) || p == "ب";
        let struck = |f: &Found| {
            f.line != self.line || !super::share::preposition(self, f.node as usize).is_some_and(|p| ousts || within(p))
        };
        let start = self.sentence_start(at);
        let own = |f: &Found| f.line == self.line && f.node as usize >= start;
        let before: Vec<Found> = self.understood(at).into_iter().filter(own).collect();
        let other = before.iter().all(|f| f.node != who.node && !self.spared(*f));
        if !before.is_empty() && other && !slots.place.iter().any(struck) {
            slots.target.push(who);
            slots.actor = before;
        }
    }

    /// `البلدة قصفت بالصواريخ`: the place before a verb of a blow that says neither who strikes nor whom is what it befalls.
    fn struck_before(&self, at: usize, frame: &Frame, slots: &mut Slots) {
        let verb = &self.nodes[at];
        let nobody = slots.actor.is_empty() && slots.target.is_empty() && slots.place.is_empty();
        let blow = self.k.language.strikes.contains(&frame.event) && verb.kind == Kind::Verb;
        let plain = verb.pos() == Some(Pos::Perfect) && verb.enc.is_none() && !verb.joined_by_and();
        let over = (0..at).rev().find(|&i| !self.nodes[i].is(Labels::QAD | Labels::PAST));
        let Some(place) = over.filter(|_| nobody && blow && plain) else { return };
        let named = self.entity(place).is_some_and(|e| e.actor.is_none() && fits(e, RoleKind::Place));
        let free = !self.has_prep(place) && self.agrees(at, place) && self.subject_after(at).is_none();
        let takes = frame.slots("object").is_some_and(|r| r.contains(&RoleKind::Place));
        // `قصف الجيش موقعا في البلدة استخدم`: it opens its clause.
        let opens = self.before(place).is_none_or(|b| {
            let b = &self.nodes[b];
            matches!(b.kind, Kind::Stop | Kind::Comma) || b.is(Labels::THAT | Labels::CLAUSE)
        });
        if named && free && takes && opens {
            slots.add(RoleKind::Place, self.found(place));
        }
    }

    /// Makes who holds the land that a blow came from its author, where nobody else is; the land is not where it fell.
    pub(super) fn came_from(&self, trigger: &Trigger, frame: &Frame, slots: &mut Slots) {
        if frame.event != Event::Attack || !slots.actor.is_empty() {
            return;
        }
        if let Some((land, who)) = self.fired_from(trigger.last) {
            slots.place.retain(|f| f.line != self.line || f.node as usize != land);
            slots.actor = who;
        }
    }

    /// `قصف صاروخي من مناطق سيطرة الفصائل`, `صاروخ أطلق من مواقع الجيش`: the land that a blow came from, and who holds it.
    fn fired_from(&self, last: usize) -> Option<(usize, Vec<Found>)> {
        let mut plain = true;
        for i in last + 1..self.nodes.len().min(last + ORIGIN) {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Adjective if plain => {}
                Kind::Entity | Kind::Open | Kind::Close | Kind::Time => plain = false,
                Kind::Verb if (self.triggers.contains(&i) || n.is(Labels::LIGHT)) && !n.joined_by_and() => plain = true,
                Kind::Prep if n.enc.is_none() => {
                    let near = self.entity(i - 1).is_some() || i - 1 == last || plain;
                    let from = holds(&self.k.language.part_of, self.folded_stem(n)) && near;
                    if from && !self.counts(i) && !self.some_of(i) && self.entity(i + 1).is_some_and(|e| e.area) {
                        let who = self.holder(i + 1);
                        return (!who.is_empty()).then_some((i + 1, who));
                    }
                    plain = false;
                }
                _ => return None,
            }
        }
        None
    }

    /// Who holds an area: who is named after a word of holding, or the phrase itself where it says whose it is.
    fn holder(&self, area: usize) -> Vec<Found> {
        let party = |e: &Entity| e.can_act() && e.goods.is_none();
        match self.held(area) {
            Some(h) if self.entity(h).is_some_and(party) => self.conjuncts(h),
            Some(_) => Vec::new(),
            None => {
                let whose = self.entity(area).is_some_and(|e| e.of.is_some() && e.places.is_empty());
                if whose { vec![self.found(area)] } else { Vec::new() }
            }
        }
    }
}

/// `قتل جنديان عندما هاجم مسلحون الموقع`: who struck when somebody came to harm did the harm, unless he was of those.
pub(super) fn when(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let h = &drafts[i];
        if h.event != Event::Harm || !(h.slots.actor.is_empty() || h.slots.place.is_empty()) {
            continue;
        }
        let deed = drafts.iter().find(|a| {
            a.event == Event::Attack
                && a.node > h.node
                && a.sentence == h.sentence
                && (a.modality, a.ceases) == (h.modality, h.ceases)
                && s.nodes[a.node].kind == Kind::Verb
                && opens_time(s, h.node, a.node)
        });
        let Some(deed) = deed else { continue };
        let (who, place) = (deed.slots.actor.clone(), deed.slots.place.clone());
        let other = who.iter().all(|w| !h.slots.target.iter().any(|t| one_side(s, *t, *w)));
        if other && h.slots.actor.is_empty() {
            drafts[i].slots.actor = who;
        }
        if drafts[i].slots.place.is_empty() {
            drafts[i].slots.place = place;
        }
    }
}

/// Whether a clause that says when opens right before a verb, and no other clause after a node.
fn opens_time(s: &Sentence<'_>, from: usize, verb: usize) -> bool {
    let Some(opener) = s.before(verb).filter(|&o| o > from) else { return false };
    let n = &s.nodes[opener];
    let after = |o: usize| s.nodes[o].kind == Kind::Prep && s.nodes[o].is(Labels::TIME) && s.nodes[o].enc.is_none();
    let when = n.kind == Kind::Particle
        && n.enc.is_none()
        && (n.is(Labels::CLAUSE) && n.is(Labels::TIME) || n.is(Labels::THAT) && s.before(opener).is_some_and(after));
    when && !(from + 1..opener).any(|i| {
        let n = &s.nodes[i];
        matches!(n.kind, Kind::Verb | Kind::Stop) && !s.in_relative(i)
            || n.kind == Kind::Particle && n.is(Labels::CLAUSE)
    })
}

/// Whether whom a deed befell may be of those who did it: the same, or soldiers of nobody named beside a state's force.
fn one_side(s: &Sentence<'_>, hit: Found, did: Found) -> bool {
    let (Some(h), Some(d)) = (s.lines_entity(hit), s.lines_entity(did)) else { return true };
    let kind = |a: u32| s.k.actors[a as usize].kind;
    let state = d.actor.is_some_and(|a| matches!(kind(a), ActorKind::Force | ActorKind::Government));
    let soldiers = h.actor.is_some_and(|a| matches!(kind(a), ActorKind::Force)) && h.group && h.of.is_none();
    (hit.line, hit.node) == (did.line, did.node) || h.actor.is_some() && h.actor == d.actor || state && soldiers
}

/// `قصف التنظيم القرية انتقاما لمقتل قائده`, `قطعوا الطريق احتجاجا على اعتقال قريب لهم`: who answers a deed did not do it.
pub(super) fn avenged(s: &Sentence<'_>, drafts: &mut [Draft]) {
    let deed = |d: &&mut Draft| matches!(d.event, Event::Harm | Event::Attack | Event::Detain | Event::Conscript);
    for d in drafts.iter_mut().filter(deed).filter(|d| s.nodes[d.node].kind != Kind::Verb) {
        if let Some(mark) = s.before(d.node).filter(|&b| s.answered(&s.nodes[b])) {
            d.slots.actor.retain(|f| f.line != s.line || f.node as usize > mark);
        }
    }
}

/// `معارك بين الجيش المدعوم بالطيران والفصائل`: the second side, over whom the first is helped by. `صفقة تبادل الأسرى بين الطرفين`:
/// who bears no arms is no party beside those who do.
pub(super) fn sides(s: &Sentence<'_>, drafts: &mut [Draft]) {
    // `اجتمعت اللجنة برئاسة المحافظ`: who presides is one of them.
    let led = |f: &Found| {
        s.lines_node(*f).is_some_and(|n| {
            let bare = n.is(Labels::BODY_HEAD) && !n.pro.has(hudna_arabic::morph::Proclitics::AL);
            bare && n.joined_prep() == Some("ب") && n.last - n.first > 1
        })
    };
    for d in drafts.iter_mut().filter(|d| s.k.language.symmetric.contains(&d.event)) {
        if d.slots.actor.len() > 1 {
            d.slots.actor.retain(|f| !led(f));
        }
        let people = |f: &Found| f.line == s.line && s.lines_entity(*f).is_some_and(|e| s.unarmed(e));
        if !d.slots.actor.iter().all(people) {
            d.slots.actor.retain(|f| !people(f));
        }
        if let [one] = d.slots.actor[..]
            && one.line == s.line
            && one.via.is_none()
        {
            d.slots.actor.extend(second_side(s, one.node as usize));
        }
    }
}

/// The party joined to one after `بين`, over an attribute of that one and what the attribute takes.
fn second_side(s: &Sentence<'_>, first: usize) -> Vec<Found> {
    let between = s.before(first).is_some_and(|b| {
        let n = &s.nodes[b];
        n.kind == Kind::Prep && n.enc.is_none() && holds(&s.k.language.prepositions.between, s.folded_stem(n))
    });
    if !between {
        return Vec::new();
    }
    for i in first + 1..s.nodes.len().min(first + SECOND) {
        let n = &s.nodes[i];
        match n.kind {
            Kind::Adjective | Kind::Open | Kind::Close => {}
            Kind::Prep if n.enc.is_none() => {}
            Kind::Noun if n.describes() && n.pro.has(Proclitics::AL) && !n.joined_by_and() => {}
            // `بين وجهاء من جهة، وضباط من جهة أخرى`
            Kind::Filler => {}
            Kind::Comma if s.nodes[i - 1].kind == Kind::Filler => {}
            Kind::Entity if n.joined_by_and() && n.joined_prep().is_none() => {
                let party = s.entity(i).is_some_and(|e| e.can_act() && e.goods.is_none());
                return if party { s.conjuncts(i) } else { Vec::new() };
            }
            Kind::Entity if s.has_prep(i) => {}
            _ => break,
        }
    }
    Vec::new()
}
