//! Who acts where a verb has no written subject, or none that is a name: whom it is understood to be of, a thing that acts.

use super::build::Draft;
use super::fill::Slots;
use super::slots::{Dependent, Found, Position, Sentence};
use super::subject::agree;
use super::trigger::Trigger;
use crate::knowledge::{Frame, Labels, RoleKind, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Pos, Proclitics, Reading};
use hudna_claims::Event;

/// Within how many nodes after a verb those stand whom it names.
const AFTER: usize = 6;

impl<'a> Sentence<'a> {
    /// `الجيش الذي يفرض عليها حصارا`: whether the pronoun after a verb of a relative clause, which agrees with who is named right before it
    /// and has no other subject, is of the other gender.
    pub(super) fn of_another_gender(&self, at: usize, relative: usize, told: Found) -> bool {
        use hudna_arabic::morph::{Number::Singular, Voice};
        if self.nodes[at].enc.is_some() {
            return false;
        }
        let near = self.nodes[at + 1..].iter().take(4);
        let mut near = near.take_while(|n| !matches!(n.kind, Kind::Verb | Kind::Stop | Kind::Comma));
        let next = near.find(|n| n.kind == Kind::Prep && n.enc.is_some());
        let right = (0..relative).rev().find(|&i| self.nodes[i].kind != Kind::Adjective && !self.nodes[i].is_quote());
        let acts = |e: &Entity| e.actor.is_some() && e.places.is_empty();
        if right != Some(told.node as usize) || told.line != self.line || !self.lines_entity(told).is_some_and(acts) {
            return false;
        }
        let (Some(pronoun), Some(who), Some(verb)) =
            (next.and_then(|n| n.enc), self.nodes[told.node as usize].feats, self.nodes[at].feats)
        else {
            return false;
        };
        pronoun.number == Singular
            && who.number == Singular
            && pronoun.gender != who.gender
            && verb.gender == who.gender
            && verb.voice != Voice::Passive
            && self.subject_after(at).is_none()
    }
}

impl Sentence<'_> {
    /// `قالت المنظمة إن الطائرات قصفت المشفى، وطالبت بوقف القصف`: after a pause a joined verb of saying goes on with who said what stands
    /// before it, and not with whom that is about. Nobody, where he is told of in an earlier sentence: the scope of his words knows him.
    pub(super) fn speaks_on(&self, at: usize) -> Option<Vec<Found>> {
        const SAYS: u64 = Labels::REPORT
            | Labels::REPORT_ABOUT
            | Labels::CONTINUE_SPEECH
            | Labels::DEMAND
            | Labels::DENY
            | Labels::ACCUSE;
        let node = &self.nodes[at];
        let paused = at.checked_sub(1).is_some_and(|b| self.nodes[b].kind == Kind::Comma);
        if !paused || !node.joined_by_and() || !node.is(SAYS) {
            return None;
        }
        let said = (self.sentence_start(at)..at).find(|&v| {
            let n = &self.nodes[v];
            n.kind == Kind::Verb && n.is(SAYS) && !self.in_relative(v) && agree(node, n)
        })?;
        let that = |i: &usize| self.nodes[*i].kind == Kind::Particle && self.nodes[*i].is(Labels::THAT);
        (said + 1..at).find(that)?;
        Some(self.subject_before(said).or_else(|| self.subject_after(said)).unwrap_or_default())
    }

    /// `وعمدوا إلى`: a plural verb without a subject stands for the party named last.
    pub(super) fn party_before(&self, at: usize) -> Vec<Found> {
        let plural = |f: hudna_arabic::morph::Feats| f.number == hudna_arabic::morph::Number::Plural && f.person == 3;
        if !self.nodes[at].feats.is_some_and(plural) {
            return Vec::new();
        }
        // Those who do not fight only where nobody else is named.
        let party = |i: &usize| self.party(*i);
        let last = (0..at).rev().find(|i| self.fights(*i)).or_else(|| (0..at).rev().find(party));
        last.map(|i| self.row_of(i)).unwrap_or_default()
    }

    /// `الجرافات دمرت شبكة المياه`: a thing with the article that opens the clause, right before a verb that agrees with it.
    pub(super) fn thing_before(&self, at: usize) -> bool {
        let Some(b) = at.checked_sub(1) else { return false };
        let (v, n) = (&self.nodes[at], &self.nodes[b]);
        let opens = b.checked_sub(1).is_none_or(|o| {
            let o = &self.nodes[o];
            matches!(o.kind, Kind::Comma | Kind::Stop) || o.kind == Kind::Particle && o.is(Labels::THAT)
        });
        let thing = n.pos() == Some(Pos::Noun) || n.is(Labels::DEAL);
        let plain = n.kind == Kind::Noun && thing && n.enc.is_none();
        opens
            && plain
            && n.pro.0 & !Proclitics::WA.0 == Proclitics::AL.0
            && !n.is(Labels::TIME_UNIT | Labels::TIME)
            && !v.joined_by_and()
            && v.enc.is_none()
            && (n.is(Labels::DEAL) || !self.triggers.contains(&b))
            && self.agrees(at, b)
    }

    /// `نزحوا أكتر من ميت عيلة`, `رجعوا الأهالي`: whom a plural verb names after it all the same, as dialects do.
    fn people_after(&self, verb: usize) -> Option<Vec<Found>> {
        let several = |f: hudna_arabic::morph::Feats| f.number == hudna_arabic::morph::Number::Plural && f.person == 3;
        self.nodes[verb].feats.filter(|f| several(*f))?;
        for i in verb + 1..self.nodes.len().min(verb + AFTER) {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Number | Kind::Time | Kind::Filler | Kind::Unknown | Kind::Adjective => {}
                Kind::Particle | Kind::Noun if n.is(Labels::QUANTIFIER) => {}
                // `أكثر من مئة`
                Kind::Prep if matches!(self.nodes[i - 1].kind, Kind::Unknown | Kind::Adjective) && i == verb + 2 => {}
                Kind::Entity => {
                    let people = |e: &crate::parse::Entity| !e.person && (e.people.is_some() || e.group);
                    let named = self.entity(i).is_some_and(people) && n.joined_prep().is_none() && !n.joined_by_and();
                    return named.then(|| self.conjuncts(i));
                }
                _ => return None,
            }
        }
        None
    }

    /// `المسلحون الذين احتلوا القرية وطردوا سكانها`: a plural verb goes on with the clause of the plural before it.
    pub(super) fn goes_on_in_clause(&self, at: usize) -> Option<Vec<Found>> {
        use hudna_arabic::morph::Number;
        let many = |n: &Node| n.feats.is_some_and(|f| f.person == 3 && f.number == Number::Plural);
        let joined = many(&self.nodes[at]) && self.nodes[at].joined_by_and();
        let before = (self.sentence_start(at)..at).rev().find(|&i| joined && self.nodes[i].kind == Kind::Verb)?;
        let same = many(&self.nodes[before]) && self.nodes[before].pos() == self.nodes[at].pos();
        self.relative_start(before).filter(|_| same)?;
        Some(self.subject(before)).filter(|found| !found.is_empty())
    }

    /// `عناصر من الحركة هاجموا القاعدة وقتلوا جنودا`: a plural verb that is joined to one goes on with who does that.
    pub(super) fn several_go_on(&self, at: usize) -> Option<Vec<Found>> {
        use hudna_arabic::morph::Number;
        let many =
            |n: &Node| n.kind == Kind::Verb && n.feats.is_some_and(|f| f.person == 3 && f.number == Number::Plural);
        let joined = many(&self.nodes[at]) && self.nodes[at].joined_by_and();
        let before = (self.sentence_start(at)..at).rev().find(|&i| joined && many(&self.nodes[i]))?;
        let told = |n: &Node| n.kind == Kind::Particle && n.is(Labels::THAT);
        let same = self.nodes[before].pos() == self.nodes[at].pos() && !self.in_relative(before);
        let found = self.subject_before(before).filter(|_| same && !self.nodes[before..at].iter().any(told))?;
        (!found.is_empty()).then_some(found)
    }

    /// `خرقت القوات الهدنة عندما قصفت البلدة`, `انسحبت بعد أن أحرقت القرية`: whether a verb opens a clause on when or why somebody who can
    /// strike does something, and may be said of him.
    pub(super) fn goes_on_within(&self, at: usize) -> bool {
        use hudna_arabic::morph::{Gender, Number};
        let particle = |i: usize, bits: u64| self.nodes[i].kind == Kind::Particle && self.nodes[i].is(bits);
        let opened = at.checked_sub(1).filter(|_| self.nodes[at].pro.0 == 0).is_some_and(|b| {
            let that = particle(b, Labels::THAT) && self.nodes[b].enc.is_none();
            let when = |p: usize| self.nodes[p].kind == Kind::Prep && self.nodes[p].is(Labels::TIME);
            particle(b, Labels::CLAUSE) && !particle(b, Labels::RELATIVE) || that && self.before(b).is_some_and(when)
        });
        let Some(v) = self.nodes[at].feats.filter(|f| opened && f.person == 3 && f.number == Number::Singular) else {
            return false;
        };
        let does = |f: &Found| {
            let word = |n: &Node| self.types.folded(self.parse.tokens[n.head as usize]);
            let acts = |e: &Entity| e.can_act() && e.goods.is_none() && !e.person;
            self.lines_entity(*f).is_some_and(acts)
                && !self.spared(*f)
                && f.line == self.line
                && self.lines_node(*f).is_some_and(|n| {
                    let men = word(n).ends_with("ون") || word(n).ends_with("ين");
                    !(v.gender == Gender::Feminine && men)
                })
        };
        let who = self.understood(at);
        !who.is_empty() && who.iter().all(does)
    }

    /// `طوق الجيش القرية حيث يتحصن مسلحون وقصف محيطها`: whether a verb in the present, right after a word that opens a clause, tells only what
    /// is so beside what a joined verb in the past goes on with.
    pub(super) fn aside_in_present(&self, at: usize, before: usize) -> bool {
        let opens = |b: usize| {
            let b = &self.nodes[b];
            b.kind == Kind::Particle && b.is(Labels::CLAUSE) && b.enc.is_none()
        };
        self.nodes[at].pos() == Some(Pos::Perfect)
            && self.nodes[at].joined_by_and()
            && self.nodes[before].pos() == Some(Pos::Imperfect)
            && before.checked_sub(1).is_some_and(opens)
    }

    /// `قصف البلدة`: whether a verb of a masculine cannot be the passive of what stands right after it, a place of a feminine word.
    pub(super) fn of_no_such(&self, verb: usize, struck: &Dependent<'_>) -> bool {
        use hudna_arabic::morph::{Gender, Number};
        let (Some(v), Some(n)) = (self.nodes[verb].feats, self.lines_node(struck.found)) else { return false };
        let her = n.feats.is_some_and(|f| (f.number, f.gender) == (Number::Singular, Gender::Feminine));
        let place = self.lines_entity(struck.found).is_some_and(|e| e.area && !e.can_act());
        let him = v.person == 3 && v.number == Number::Singular && v.gender == Gender::Masculine;
        him && her && place && struck.found.line == self.line && struck.found.node as usize == verb + 1
    }

    /// Gives the slots of a subject to whom a verb is understood to be of.
    pub(super) fn add_understood(&self, at: usize, event: Event, roles: &[RoleKind], slots: &mut Slots) {
        let node = &self.nodes[at];
        let relative = self.relative_start(at);
        if let Some(start) = relative
            && !self.resumptive(at)
        {
            // `إلى جهة مجهولة، فيما منعت النقاط`: `while` is no relative pronoun of what stands before the pause.
            let clause = self.nodes[start].is(Labels::CLAUSE)
                && self.before(start).is_some_and(|b| self.nodes[b].kind == Kind::Comma)
                && self.nodes.get(at + 1).is_some_and(|n| n.kind == Kind::Entity && n.joined_prep().is_none());
            if let Some(found) = self.antecedent(start).filter(|_| !clause) {
                let _ = self.place_in(slots, roles, found);
            }
            return;
        }
        if node.feats.is_none_or(|f| f.person == 1) {
            if let Some(found) = self.we(at) {
                let _ = self.place_in(slots, roles, found);
            }
            return;
        }
        // `طردوا سكانها`: several drive out whose own they are.
        let several = node.feats.is_some_and(|f| f.number == hudna_arabic::morph::Number::Plural);
        let own = |f: &Found| several && self.lines_node(*f).is_some_and(|n| n.enc.is_some());
        if matches!(event, Event::Displace | Event::Return | Event::Protest)
            && let Some(people) = self.people_after(at).filter(|all| !all.iter().any(own))
        {
            for found in people {
                let _ = self.place_in(slots, roles, found);
            }
            return;
        }
        let mut understood = self.understood(at);
        if understood.is_empty() {
            understood = self.party_before(at);
        }
        // `هجمات استهدفت المدنيين، ثم استهدفت`: who does not fight is not understood to strike.
        let strikes = self.k.language.strikes.contains(&event);
        // `الشبان الذين تظاهروا ورشقوا الدوريات`
        let strikes = strikes && self.goes_on_in_clause(at).is_none() && self.several_go_on(at).is_none();
        let dropped = strikes && understood.iter().any(|f| self.spared(*f));
        understood.retain(|f| !(strikes && self.spared(*f)));
        let plural = node.feats.is_some_and(|f| f.number == hudna_arabic::morph::Number::Plural);
        if understood.is_empty() && dropped && plural && relative.is_none() {
            understood.extend(self.striker_before(at));
        }
        for found in understood {
            let via = Some(self.span(at));
            let _ = self.place_in(slots, roles, Found { via: found.via.or(via), ..found });
        }
    }

    /// `احتجاز الحوثيين عشر شاحنات`, `تهجير الميليشيا سكان القرية`, `إفراج الحركة عن رهائن`: whether whom a verbal noun is of does it: its
    /// object stands after him, by itself, among the words of the event, or after the preposition that the event has before whom it is
    /// done to.
    pub(super) fn acts_inside(&self, trigger: &Trigger, frame: &Frame, who: Found, deps: &[Dependent<'_>]) -> bool {
        if self.spared(who) || who.line != self.line {
            return false;
        }
        let at = who.node as usize;
        let bare = |i: &usize| {
            let n = &self.nodes[*i];
            // `رفع الجيش حصاره`: his own siege he lifts himself.
            let names = matches!(n.kind, Kind::Noun | Kind::Entity) && n.enc.is_none_or(|e| e.person == 3);
            *i > at && names && !self.has_prep(*i) && !n.joined_by_and() && !n.describes()
        };
        // The word right after him may be his own (`قصف قوات النظام`).
        let object = trigger.nodes.iter().any(bare);
        let people = deps.iter().any(|d| {
            let takes =
                frame.slots("object").or(frame.slots("genitive")).is_some_and(|r| r.contains(&RoleKind::Target));
            takes && d.position == Position::Core && d.rank > 0 && !d.relative && !d.parted && self.spared(d.found)
        });
        let freed = || frame.event == Event::Release && super::doers::strikes_by_preposition(frame, deps);
        object || people || freed()
    }

    /// `لا تزال المدينة محاصرة`, `عشرة مدنيين محتجزون لدى الفصائل`: the phrase of which an indefinite word that may be a participle
    /// is said: right before it, after a verb of being or at the head of the clause.
    pub(super) fn said_of_subject(&self, at: usize) -> Option<usize> {
        let some = |i: usize| {
            let n = &self.nodes[i];
            n.kind == Kind::Number || n.kind == Kind::Particle && n.is(Labels::QUANTIFIER)
        };
        let being = |v: usize| self.nodes[v].kind == Kind::Verb && self.same_clause_aspect(v);
        let before = self.before(at).filter(|_| !self.nodes[at].pro.has(Proclitics::AL))?;
        // `أفرجت عن صيادين كانوا محتجزين`
        if being(before) {
            let particle = |&i: &usize| {
                self.nodes[i].kind == Kind::Particle && self.nodes[i].is(Labels::RELATIVE | Labels::NEGATION)
            };
            let who = (0..before).rev().find(|i| !particle(i))?;
            return self.entity(who).map(|_| who);
        }
        let who = Some(before).filter(|&b| self.entity(b).is_some() && !self.has_prep(b))?;
        let over = (self.sentence_start(at)..who).rev().find(|&i| !some(i));
        let that = |v: usize| {
            let n = &self.nodes[v];
            n.kind == Kind::Comma || n.kind == Kind::Particle && n.is(Labels::THAT)
        };
        (!self.nodes[who].joined_by_and() && over.is_none_or(|v| being(v) || that(v))).then_some(who)
    }

    /// `تبادل سبعة أسرى مقابل جثتين`: those who are exchanged do not exchange.
    pub(super) fn only_swapped(&self, event: Event, slots: &mut Slots) {
        let swapped = |f: &Found| self.lines_entity(*f).is_some_and(|e| e.people.is_some() && e.actor.is_none());
        if event == Event::Exchange {
            slots.actor.retain(|f| !swapped(f));
        }
    }

    /// `أفرج النظام عن معتقلين مقابل إفراج الفصائل عن ضباط`: who frees others in return is the other party of an exchange.
    pub(super) fn swaps_with(&self, trigger: &Trigger, event: Event, known: &[Found]) -> Vec<Found> {
        if event != Event::Exchange || known.len() != 1 {
            return Vec::new();
        }
        let verbal = |i: &&usize| **i > trigger.node && self.nodes[**i].pos() == Some(Pos::Masdar);
        let party = |f: &Found| self.lines_entity(*f).is_some_and(|e| e.actor.is_some()) && !self.spared(*f);
        let other = trigger.nodes.iter().filter(verbal).flat_map(|&i| self.genitive(i));
        other.filter(party).collect()
    }

    /// Whether between an event and a phrase stands the word of another event, joined to it.
    pub(super) fn of_other_event(&self, trigger: &Trigger, found: Found) -> bool {
        let node = found.node as usize;
        found.line == self.line
            && (trigger.last + 1..node).any(|i| {
                let n = &self.nodes[i];
                self.triggers.contains(&i) && !trigger.nodes.contains(&i) && n.kind == Kind::Noun && n.joined_by_and()
            })
    }

    /// `استهدف قصف مدفعي القرية`: whether the indefinite event right after a verb of striking is its subject: what it strikes follows.
    pub(super) fn blow_acts(&self, verb: usize) -> bool {
        let (v, n) = (&self.nodes[verb], &self.nodes[verb + 1]);
        let word = self.types.folded(self.parse.tokens[n.head as usize]);
        let mut after =
            (verb + 2..self.nodes.len()).filter(|&i| !matches!(self.nodes[i].kind, Kind::Adjective | Kind::Time));
        let object = after.next().is_some_and(|i| {
            let o = &self.nodes[i];
            matches!(o.kind, Kind::Entity | Kind::Noun | Kind::Number)
                && o.joined_prep().is_none()
                && !o.joined_by_and()
        });
        self.triggers.contains(&verb)
            && !v.is(Labels::LIGHT)
            && !word.ends_with('ا')
            && object
            && super::doers::said_of(v, n)
    }

    /// `أسقطت الدفاعات طائرة`: whether a thing with the article stands as the subject right after a verb, so that the phrase at `next`,
    /// which is indefinite, is its object.
    pub(super) fn thing_acts(&self, trigger: &Trigger, next: Found) -> bool {
        let at = trigger.node + 1;
        let (Some(n), Some(o)) = (self.nodes.get(at), self.lines_node(next)) else { return false };
        n.kind == Kind::Noun
            && n.pro.0 == Proclitics::AL.0
            && n.enc.is_none()
            && matches!(n.pos(), Some(Pos::Noun | Pos::Masdar))
            && !n.is(Labels::TIME_UNIT | Labels::TIME | Labels::ONE)
            && !self.nodes[trigger.node].is(Labels::LIGHT)
            && !trigger.nodes.contains(&at)
            && !self.triggers.contains(&at)
            && next.line == self.line
            && next.node as usize > at
            && !o.pro.has(Proclitics::AL)
            && !self.lines_entity(next).is_some_and(|e| e.definite || e.actor.is_some_and(|a| !self.civil(a)))
            && super::doers::said_of(&self.nodes[trigger.node], n)
    }

    /// `رفع الجيش الحصار ودخلت شاحنات الطحين`, `ودخلت 30 شاحنة`: whether goods or vehicles after a verb of going go by themselves.
    pub(super) fn goods_go(&self, trigger: &Trigger, next: Option<Found>) -> bool {
        let at = trigger.node;
        let goes = |r: &Reading| holds(&self.k.language.goes, &self.k.lexicon.lemma(r.lemma).folded);
        let goods = |f: Found| self.lines_entity(f).is_some_and(|e| e.goods.is_some() && !e.can_act());
        let after = (at + 1..self.nodes.len()).find(|&i| self.nodes[i].kind != Kind::Number);
        let vehicle = |i: usize| self.nodes[i].kind == Kind::Noun && self.nodes[i].joined_prep().is_none();
        let own = || after.is_some_and(|i| vehicle(i) && trigger.nodes.contains(&i));
        let head = self.parse.tokens[self.nodes[at].head as usize];
        self.nodes[at].enc.is_none()
            && next.map_or_else(own, goods)
            && self.types.readings(head).first().is_some_and(goes)
    }
}

/// `اغتالت إسرائيل قياديا بغارة`, `ارتكب الجيش مجزرة في قصف على السوق`, `استعاد الجيش البلدة في هجوم`: who kills somebody or takes a place by a
/// blow strikes that blow.
pub(super) fn means(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for i in 1..drafts.len() {
        let d = &drafts[i];
        let n = &s.nodes[d.node];
        let by = super::share::preposition(s, d.node).is_some_and(|p| holds(&s.k.language.prepositions.within, p));
        if d.event != Event::Attack || !by || n.pro.has(Proclitics::AL) || n.enc.is_some() || !d.slots.actor.is_empty()
        {
            continue;
        }
        let deed = drafts[..i].iter().rev().find(|k| k.node < d.node).filter(|k| k.sentence == d.sentence);
        let told = deed.filter(|k| {
            // `أعلن الجيش قتل قيادي بغارة`
            let own = || holds(&s.k.language.own_deeds, s.folded_stem(&s.nodes[k.node]));
            let does = match k.event {
                Event::Harm => s.nodes[k.node].kind == Kind::Verb || own(),
                Event::ControlTake => s.nodes[k.node].kind == Kind::Verb,
                _ => false,
            };
            does && (k.modality, k.ceases) == (d.modality, d.ceases) && super::share::linked(s, k.node, d.node)
        });
        let strikes = |k: &&Draft| {
            let hit = |f: &Found| k.slots.target.iter().any(|t| (t.line, t.node) == (f.line, f.node));
            k.slots.actor.iter().all(|f| !s.spared(*f) && !hit(f))
        };
        if let Some(told) = told.filter(strikes) {
            drafts[i].slots.actor = told.slots.actor.clone();
        }
    }
}

/// `قتل 29 مدنيا، من بينهم 17 طفلا وطفلة`: those who are counted among the dead, or told to be dead, kill nobody; nor is who strikes struck
/// (`استهدفت غارات الطيران الحي`), but whose the struck thing is does not strike (`استهدف منزلا لنازحين`).
pub(super) fn victims_suffer(s: &Sentence<'_>, drafts: &mut [Draft]) {
    let nameless = |i: usize| s.entity(i).filter(|e| e.people.is_some() && e.actor.is_none() && !e.person);
    let unarmed = |i: usize| nameless(i).is_some_and(|e| s.unarmed(e));
    let counted = |i: usize| s.before(i).filter(|&b| s.nodes[b].kind == Kind::Number);
    // `قتل 3 رجال شرطيا`: those right after a verb may be who kills.
    let among =
        |i: usize| unarmed(i) && counted(i).is_some_and(|b| s.before(b).is_none_or(|v| s.nodes[v].kind != Kind::Verb));
    let same = |a: &Found, b: &Found| (a.line, a.node) == (b.line, b.node);
    // `نزاع أوقع أربعين ألف قتيل`: nor do the dead fight.
    let hurt = |f: &Found| {
        let at = f.node as usize;
        f.line == s.line && nameless(at).is_some() && s.nodes[at].is(Labels::DEATH | Labels::INJURY)
    };
    for d in drafts.iter_mut().filter(|d| d.event == Event::Clash) {
        d.slots.actor.retain(|f| !hurt(f));
    }
    for d in drafts.iter_mut().filter(|d| matches!(d.event, Event::Harm | Event::Attack)) {
        let suffers = |f: &Found| {
            let at = f.node as usize;
            let with = || s.nodes[at].joined_by_and() && unarmed(at) && s.before(at).is_some_and(among);
            f.line == s.line && (among(at) || with() || unarmed(at) && s.nodes[at].is(Labels::DEATH | Labels::INJURY))
        };
        d.slots.actor.retain(|f| !suffers(f));
        if d.event == Event::Attack {
            let both: Vec<Found> =
                d.slots.actor.iter().filter(|a| d.slots.target.iter().any(|t| same(t, a))).copied().collect();
            let owns = |f: &Found| s.lines_node(*f).is_some_and(|n| n.joined_prep() == Some("ل"));
            let (owners, strikers): (Vec<Found>, Vec<Found>) = both.into_iter().partition(owns);
            d.slots.actor.retain(|a| !owners.iter().any(|o| same(o, a)));
            d.slots.target.retain(|t| !strikers.iter().any(|o| same(o, t)));
        }
    }
}
