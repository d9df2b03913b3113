//! Whose the thing is that a blow strikes: `هجوم على قافلة للجيش`, `دبابة لقوات النظام`, `منزل أحد القياديين`.

use super::build::Draft;
use super::fill::Slots;
use super::slots::{Dependent, Found, Position, Sentence};
use crate::knowledge::{ActorKind, Frame, Labels, RoleKind, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_claims::Event;

/// How far after the word of a blow the owner of what it strikes may stand.
const REACH: usize = 12;

/// How far after it whose house or vehicle it strikes.
const NEAR: usize = 5;

impl Sentence<'_> {
    /// `قصفت فرقة كذا التابعة للجيش القرية`: the last node of the side that a force right before the word of belonging belongs to. It says who
    /// the force is, and is no party of its own.
    pub(super) fn side_of_actor(&self, belongs: usize) -> Option<usize> {
        let n = self.nodes.get(belongs).filter(|n| n.is(Labels::BELONG) && n.pro.0 == Proclitics::AL.0)?;
        let force = (0..belongs).rev().find(|&i| !self.nodes[i].is_quote()).and_then(|i| self.entity(i));
        force.filter(|e| e.actor.is_some() && !e.person && !e.area && e.goods.is_none())?;
        let to = (belongs + 1..self.nodes.len()).find(|&i| !self.nodes[i].is_quote())?;
        let next = &self.nodes[to];
        let apart = next.kind == Kind::Prep && next.enc.is_none() && n.enc.is_none();
        let side = if apart { (to + 1..self.nodes.len()).find(|&i| !self.nodes[i].is_quote())? } else { to };
        let joined = apart || next.joined_prep().is_some();
        self.entity(side).filter(|e| joined && e.actor.is_some())?;
        Some(side + usize::from(self.nodes.get(side + 1).is_some_and(|n| n.kind == Kind::Close)))
    }

    /// Whether who stands after a preposition is only whose the thing struck is, or of whom those hurt are.
    pub(super) fn no_striker(&self, at: usize, found: Found, frame: &Frame) -> bool {
        self.owned_thing(at, found, frame) || self.of_the_hurt(found)
    }

    /// `نجم عن القصف ضحايا من المدنيين`: whether من right after people tells of whom they are.
    fn of_the_hurt(&self, who: Found) -> bool {
        let i = who.node as usize;
        let of = |p: usize| {
            let n = &self.nodes[p];
            n.kind == Kind::Prep && n.enc.is_none() && holds(&self.k.language.part_of, self.folded_stem(n))
        };
        who.line == self.line && i > 1 && of(i - 1) && self.entity(i - 2).is_some_and(|e| self.unarmed(e))
    }

    /// `هجوم على قافلة للجيش`: whether what ل joins at a node is whose the indefinite thing right before it is, which is no word of the
    /// event at `at` itself (`غارات للتحالف`) and no arms that it is done with (`قصف بطائرات للتحالف`).
    pub(super) fn owned_thing(&self, at: usize, owner: Found, frame: &Frame) -> bool {
        if owner.line != self.line {
            return false;
        }
        let i = self.row_head(owner.node as usize);
        if self.nodes[i].joined_prep() != Some("ل") || self.nodes[i].joined_by_and() || !self.may_own(i) {
            return false;
        }
        let Some(thing) = self.thing_of(i).filter(|&b| b > at) else { return false };
        let n = &self.nodes[thing];
        // `قصف مسيرة للتحالف الحي`: nor arms that do it.
        let acts = thing == at + 1 && (self.nodes[at].kind == Kind::Noun || self.takes_object(i));
        let means = n.is(Labels::ARMS) && (self.has_prep(thing) || acts);
        // `قصف مخيم للنازحين`: for whom a place is.
        let group = self.entity(thing).is_some_and(|e| e.group);
        if self.spared(owner) && !group {
            return false;
        }
        // `انفجرت قرب حاجز للشرطة`, `قصفوا من قاعدة للجيش`: nor what the blow only is near to, or in.
        let by = self.before(thing).filter(|&p| self.nodes[p].kind == Kind::Prep || self.locator(p));
        let onto = |p: usize| {
            let roles = frame.slots(self.folded_stem(&self.nodes[p]));
            self.nodes[p].kind == Kind::Prep && roles.is_some_and(|r| r.contains(&RoleKind::Target))
        };
        if by.is_some_and(|p| !onto(p)) {
            return false;
        }
        let sort = match n.kind {
            // `غارة على تجمع لمقاتلي الكتيبة`: a gathering is a thing.
            Kind::Noun => {
                let gathering = holds(&self.k.language.positions, self.folded_stem(n));
                (n.pos() != Some(Pos::Masdar) || gathering) && !n.is(Labels::TIME_UNIT | Labels::DIRECTION)
            }
            Kind::Entity => self.entity(thing).is_some_and(|e| {
                let nobody = e.actor.is_none() && !e.person && e.places.is_empty();
                nobody && (e.group || e.area || e.goods.is_some()) && !e.definite
            }),
            _ => false,
        };
        let indefinite = !n.pro.has(Proclitics::AL) && n.enc.is_none();
        let put_down = n.kind == Kind::Noun && self.puts_down(thing);
        sort && indefinite && !means && !put_down && !self.triggers.contains(&thing) && !self.inner.contains(&thing)
    }

    /// `تعرضت قاعدة للتحالف لقصف`, `تعرضت قافلة للجيش لهجوم`: whose the nameless post or load is that a blow befell.
    pub(super) fn owner_of_struck(&self, event: Event, found: Found) -> Option<Found> {
        let at = found.node as usize;
        let load = || self.entity(at).is_some_and(|e| e.goods.is_some() && e.actor.is_none());
        // What a pronoun stands for may be in another line, which has other nodes.
        let thing = event == Event::Attack && found.line == self.line && (self.post(at) || load());
        if thing { self.owner_next(at).map(|owner| self.found(owner)) } else { None }
    }

    /// `قتل برصاص حاجز قسد`, `برصاص حاجز للأمن`: who holds the post that a blow is said to be of is its author.
    pub(super) fn by_post(&self, deps: &[Dependent<'_>], slots: &mut Slots) {
        let post = |f: Found| {
            f.line == self.line && self.entity(f.node as usize).is_some_and(|e| e.area && e.places.is_empty())
        };
        let by = |d: &&Dependent<'_>| d.position == Position::Agent && !d.relative && post(d.found);
        let Some(by) = deps.iter().find(by).filter(|_| slots.actor.is_empty()) else { return };
        let at = by.found.node as usize;
        let party = |i: usize| self.entity(i).is_some_and(|e| e.actor.is_some());
        if self.entity(at).is_some_and(|e| e.of.is_some()) {
            slots.actor.push(by.found);
        } else if self.nodes.get(at + 1).is_some_and(|n| n.joined_prep() == Some("ل")) && party(at + 1) {
            slots.target.retain(|f| (f.line, f.node as usize) != (self.line, at + 1));
            slots.actor.push(self.found(at + 1));
        }
    }

    /// `قتل قيادي بطائرة مسيرة للجيش`, `أصيب مدنيان بقذائف للجيش`: whether who is named is whose arms are told that somebody was hurt with.
    pub(super) fn with_arms_of(&self, who: Found) -> bool {
        let i = who.node as usize;
        let party = |e: &Entity| e.actor.is_some_and(|a| self.k.actors[a as usize].kind != ActorKind::People);
        if who.line != self.line || !self.entity(i).is_some_and(|e| party(e) && !e.person) {
            return false;
        }
        let by = |n: &Node| n.joined_prep() == Some("ب") && n.enc.is_none();
        let n = &self.nodes[i];
        let arms = |b: usize| {
            let thing = self.entity(b).is_some_and(|e| e.goods.is_some() && e.actor.is_none());
            by(&self.nodes[b]) && (thing || self.nodes[b].is(Labels::ARMS))
        };
        by(n) && n.is(Labels::ARMS) || n.joined_prep() == Some("ل") && self.over_description(i).is_some_and(arms)
    }

    /// `قصف أهدافا تابعة للجيش`: aims of several kinds, as no purpose but things that are struck.
    pub(super) fn aimed_at(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        n.pro.0 == 0
            && n.enc.is_none()
            && n.feats.is_some_and(|f| f.number == hudna_arabic::morph::Number::Plural)
            && holds(&self.k.language.shades.aims, self.folded_stem(n))
    }

    /// The thing before the one at a node, over what describes it. A participle may be a thing itself (`غارة استهدفت مقرا للفصيل`).
    fn thing_of(&self, owner: usize) -> Option<usize> {
        let plain = |i: usize| {
            let n = &self.nodes[i];
            matches!(n.kind, Kind::Noun | Kind::Entity) && !self.triggers.contains(&i) && !n.pro.has(Proclitics::AL)
        };
        for i in (0..owner).rev().take(3) {
            let n = &self.nodes[i];
            // `حوامات تابعة للجيش`: whose they are is told by the participle.
            if n.is(Labels::BELONG) {
                return None;
            }
            let describes = n.kind == Kind::Adjective || n.describes() && i > 0 && plain(i - 1) && n.pro.0 == 0;
            if !describes {
                return Some(i);
            }
        }
        None
    }

    /// Whether a phrase can be the owner of what is struck: a party, or the people of whom a group is.
    fn may_own(&self, at: usize) -> bool {
        let fights = |class: u8| self.k.language.fights(class);
        self.entity(at).is_some_and(|e| {
            let force = e.actor.is_some() || self.nodes[at].is(Labels::FORCE_HEAD);
            (force || e.people.is_some_and(fights)) && !e.person && e.goods.is_none()
        })
    }

    /// `حاجز للجيش`, `قاعدة عسكرية للتحالف`: whose an indefinite thing is, told right after it.
    pub(super) fn owner_next(&self, at: usize) -> Option<usize> {
        let indefinite = !self.nodes[at].pro.has(Proclitics::AL) && self.nodes[at].enc.is_none();
        self.party_next(at).filter(|_| indefinite)
    }

    /// The party that ل joins right after a phrase and its adjectives.
    fn party_next(&self, at: usize) -> Option<usize> {
        // `مواقع عدة للجيش`
        let describes = |n: &Node| n.kind == Kind::Adjective || n.kind == Kind::Particle && n.is(Labels::QUANTIFIER);
        let next = (at + 1..self.nodes.len()).find(|&i| !describes(&self.nodes[i]))?;
        let joined = self.nodes[next].joined_prep() == Some("ل") && !self.nodes[next].joined_by_and();
        (joined && self.may_own(next) && !self.spared(self.found(next))).then_some(next)
    }

    /// `قصف تجمعات للجيش`, `استهداف مواقع النظام`: a word for a position or a gathering opens the phrase: it is struck, and does nothing.
    pub(super) fn gathered(&self, found: Found) -> bool {
        // `واستهدفت تجمعات لها`: whose it is may stand after it.
        let owned = || {
            let next = self.nodes.get(found.node as usize + 1).filter(|_| found.line == self.line);
            next.is_some_and(|n| n.joined_prep() == Some("ل") || n.kind == Kind::Prep && n.enc.is_some())
        };
        self.lines_node(found).is_some_and(|n| {
            holds(&self.k.language.positions, self.stem_of(n, found.line)) && (n.last > n.first + 1 || owned())
        })
    }

    /// `قائد الفصائل التي تحاصر المدينة`: whether the clause of a verb on a phrase is on whom the phrase is of, since the verb does not
    /// agree with the head of the phrase.
    pub(super) fn of_inner(&self, at: usize, found: Found) -> bool {
        use hudna_arabic::morph::{Gender, Number};
        let who = found.node as usize;
        let on = found.line == self.line && found.via.is_none() && self.relative_start(at) == Some(who + 1);
        let clause = || self.nodes[who + 1].is(Labels::RELATIVE) && !self.nodes[who + 1].is(Labels::CLAUSE);
        if !on || !clause() || self.nodes[at].kind != Kind::Verb {
            return false;
        }
        let inner = self.entity(who).is_some_and(|e| e.inner.is_some() && (!e.person || e.actor.is_none()));
        let (Some(v), Some(n)) = (self.nodes[at].feats, self.nodes[who].feats) else { return false };
        let one = n.number == Number::Singular;
        let several = v.number == Number::Plural && v.person == 3;
        inner && one && (several || n.gender == Gender::Masculine && v.gender == Gender::Feminine && v.person == 3)
    }
}

/// Gives blows as target whose the thing is that they strike: a party is struck, not a thing without a name.
pub(super) fn owners(s: &Sentence<'_>, drafts: &mut [Draft]) {
    // `انفجرت سيارة قرب حاجز للشرطة`: near to whose post it was.
    let near = |f: &Found| {
        let at = f.node as usize;
        f.line == s.line
            && s.nodes[at].joined_prep() == Some("ل")
            && s.thing_of(at).and_then(|thing| s.before(thing)).is_some_and(|b| s.locator(b))
    };
    for d in drafts.iter_mut().filter(|d| matches!(d.event, Event::Attack | Event::Deploy)) {
        if d.event == Event::Deploy {
            sent_by(s, d);
            continue;
        }
        d.slots.target.retain(|f| !near(f));
        let Some(owner) = owner(s, d.last, &s.k.frames[d.frame as usize]).or_else(|| after_struck(s, d)) else {
            continue;
        };
        let thing = s.thing_of(owner);
        let here = |f: &Found, i: usize| f.line == s.line && f.node as usize == i;
        let known = |f: &Found| s.lines_entity(*f).is_some_and(|e| e.actor.is_some() || e.of.is_some());
        d.slots.actor.retain(|f| !here(f, owner));
        d.slots.target.retain(|f| known(f) && !thing.is_some_and(|t| here(f, t)));
        if d.slots.target.is_empty() {
            d.slots.target = s.conjuncts(owner);
        }
    }
}

/// `وصول تعزيزات للجيش`: whose the forces are that are sent sends them.
fn sent_by(s: &Sentence<'_>, d: &mut Draft) {
    let [one] = d.slots.actor[..] else { return };
    let nameless = s.lines_entity(one).is_some_and(|e| e.actor.is_none() && e.of.is_none() && !e.person);
    if nameless
        && one.line == s.line
        && one.via.is_none()
        && let Some(whose) = s.party_next(one.node as usize)
    {
        d.slots.actor = s.conjuncts(whose);
    }
}

/// The owner of the thing that a blow strikes, in the clause after the blow's last word.
fn owner(s: &Sentence<'_>, at: usize, frame: &Frame) -> Option<usize> {
    for i in at + 1..s.nodes.len().min(at + REACH) {
        let n = &s.nodes[i];
        match n.kind {
            // `القصف المدفعي استهدف مقرا للفصيل`
            Kind::Verb if s.triggers.contains(&i) && (at + 1..i).all(|j| s.nodes[j].kind == Kind::Adjective) => {}
            Kind::Stop | Kind::Comma | Kind::Verb | Kind::Operator | Kind::According | Kind::AgentMark => return None,
            Kind::Particle if n.is(Labels::RELATIVE | Labels::THAT | Labels::CLAUSE) => return None,
            Kind::Noun if s.triggers.contains(&i) => return None,
            Kind::Entity if s.may_own(i) && s.owned_thing(at, s.found(i), frame) => return Some(i),
            // `منزل أحد القياديين`, `سيارة قيادي في الفصيل`
            Kind::Entity if i <= at + NEAR && housed(s, i) => return Some(i),
            _ => {}
        }
    }
    None
}

/// `تعرض حاجز للجيش لهجوم`: the owner right after the nameless thing that was found to be struck.
fn after_struck(s: &Sentence<'_>, d: &Draft) -> Option<usize> {
    let nameless = |f: &&Found| {
        let e = s.lines_entity(**f);
        f.line == s.line && f.via.is_none() && e.is_some_and(|e| e.actor.is_none() && e.of.is_none() && !e.person)
    };
    let things = d.slots.target.iter().chain(
        d.slots.place.iter().filter(|f| f.line == s.line && s.post(f.node as usize) && !s.has_prep(f.node as usize)),
    );
    things.filter(nameless).find_map(|f| s.owner_next(f.node as usize))
}

/// Whether a phrase is whose the house or the vehicle right before it is.
fn housed(s: &Sentence<'_>, at: usize) -> bool {
    let person = |e: &Entity| (e.person || e.people.is_some() || e.group) && !e.can_place() && e.goods.is_none();
    let plain = s.nodes[at].joined_prep().is_none() && !s.nodes[at].joined_by_and();
    let one = at.checked_sub(1).map(|b| if s.nodes[b].is(Labels::ONE) { b.saturating_sub(1) } else { b });
    let owned = |b: usize| {
        let n = &s.nodes[b];
        let kind = s.kind_word(b) == Some("house") || holds(&s.k.language.vehicles, s.folded_stem(n));
        let open = !n.pro.has(Proclitics::AL) && n.enc.is_none() && n.last == n.first + 1;
        let word = s.types.folded(s.parse.tokens[n.first as usize]);
        kind && open && !word.ends_with('ا') && matches!(n.kind, Kind::Noun | Kind::Entity)
    };
    plain && s.entity(at).is_some_and(person) && one.is_some_and(owned)
}
