//! Whose the arms are that strike: `صواريخ إسرائيلية استهدفت المطار`, `قتل بنيران إسرائيلية`.

use super::build::Draft;
use super::fill::Slots;
use super::slots::{Found, Sentence};
use crate::knowledge::{Frame, Labels, holds};
use crate::parse::{Kind, Node, adjective_actor};
use hudna_arabic::morph::Proclitics;
use hudna_claims::Event;

/// The class label of words for arms that are fired.
const WEAPON: &str = "weapon";

/// So many nodes after a blow stands what it is struck with.
const REACH: usize = 10;

/// Gives events of a kind, blows or the harm of them, that nobody is named for the nation whose arms they are told of.
pub(super) fn wielded(s: &Sentence<'_>, drafts: &mut [Draft], event: Event) {
    let open = |d: &&mut Draft| d.event == event && d.slots.actor.is_empty();
    for d in drafts.iter_mut().filter(open) {
        let suffered = |f: &Found| d.slots.target.iter().any(|t| (t.line, t.node) == (f.line, f.node));
        let who: Vec<Found> = s.arms_of(d.node, d.last).into_iter().filter(|f| !suffered(f)).collect();
        d.slots.actor = who;
    }
}

/// `استهدفت مسيرة تابعة لقسد سيارة`, `قصفت راجمة صواريخ تابعة للجيش القرية`: whose the arms right after a verb are told to be strikes, and
/// nobody suffers what he does to others.
pub(super) fn owned(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut() {
        let here = |f: &Found, i: usize| f.line == s.line && f.node as usize == i;
        if d.event == Event::Harm {
            let Slots { actor, target, .. } = &mut d.slots;
            let same = |a: &Found, t: &Found| (t.line, t.node) == (a.line, a.node);
            // `ارتكب الجيش مجزرة راح ضحيتها سبعة`: who fights does it to the others.
            let others = target.iter().any(|t| !actor.iter().any(|a| same(a, t)));
            target.retain(|t| !(others && !s.spared(*t) && actor.iter().any(|a| same(a, t))));
            actor.retain(|a| !target.iter().any(|t| same(a, t)));
        }
        if d.event != Event::Attack || !d.slots.actor.is_empty() || s.nodes[d.node].kind != Kind::Verb {
            continue;
        }
        if let Some(owner) = s.owner_of_arms(d.node) {
            let row = s.conjuncts(owner);
            d.slots.target.retain(|f| !row.iter().any(|r| here(f, r.node as usize)));
            d.slots.actor = row;
        }
    }
}

impl Sentence<'_> {
    /// To whom the arms right after a verb are said to belong.
    fn owner_of_arms(&self, verb: usize) -> Option<usize> {
        let n = self.nodes.get(verb + 1)?;
        let arms = self.weapon(verb + 1) || n.kind == Kind::Noun && n.is(Labels::ARMS);
        if !arms || n.pro.0 != 0 || !super::doers::said_of(&self.nodes[verb], n) {
            return None;
        }
        let tie = (verb + 2..self.nodes.len().min(verb + 6)).find(|&i| self.nodes[i].is(Labels::BELONG))?;
        let plain = |n: &Node| matches!(n.kind, Kind::Noun | Kind::Adjective | Kind::Entity | Kind::Unknown);
        let whose = (tie + 1..self.nodes.len().min(tie + 4)).find(|&i| self.entity(i).is_some())?;
        let near = self.nodes[verb + 2..tie].iter().all(|n| plain(n) && n.joined_prep().is_none());
        (near && self.has_prep(whose) && self.party(whose)).then_some(whose)
    }

    /// `عملية إنزال جوي إسرائيلية`, `تصعيد القصف الروسي`, but not `تسوية الأزمة السورية`: whether the adjective of a nation after several words of
    /// an event says whose it is.
    pub(super) fn of_event(&self, at: usize, adjective: Found, frame: &Frame) -> bool {
        matches!(frame.event, Event::Attack | Event::ControlHold)
            || (at + 1..adjective.node as usize)
                .all(|i| self.nodes[i].kind == Kind::Adjective || !self.inner.contains(&i))
    }

    fn arms_of(&self, at: usize, last: usize) -> Vec<Found> {
        let weapon = (at..=last).find(|&i| self.weapon(i) && !self.nodes[i].joined_by_and());
        let verb = self.nodes[at].kind == Kind::Verb;
        let weapon = weapon
            .or_else(|| {
                Some(at + 1).filter(|&i| verb && self.weapon(i) && self.nodes[i].pro.0 & !Proclitics::AL.0 == 0)
            })
            .or_else(|| self.weapon_before(at).filter(|_| verb))
            .or_else(|| self.weapon_after(last));
        let blow = Some(last).filter(|&l| self.blow_inside(at, l));
        let nation = weapon.or(blow).and_then(|w| self.nation_on(w)).or_else(|| self.nation_after(last));
        match nation {
            Some(nation) => vec![nation],
            None if verb => self.source_before(at),
            None => Vec::new(),
        }
    }

    /// `الجسر الذي دمرته غارات`: whether the subject of a verb with a pronoun is the indefinite noun for a blow that ends the words of the event.
    pub(super) fn blow_inside(&self, verb: usize, last: usize) -> bool {
        let (v, n) = (&self.nodes[verb], &self.nodes[last]);
        let blow = n.kind == Kind::Noun && n.pro.0 == 0 && n.enc.is_none() && last == verb + 1;
        // `طالها قصف الطائرات`: whose it is follows.
        let told = self.nodes.get(last + 1).is_some_and(|a| a.kind == Kind::Adjective);
        blow && told && v.kind == Kind::Verb && v.enc.is_some() && super::doers::said_of(v, n)
    }

    /// `قتل بنيران إسرائيلية`: the adjective of a nation right after words that say by whom something was done.
    fn nation_after(&self, last: usize) -> Option<Found> {
        let mark = (last + 1..self.nodes.len().min(last + REACH))
            .take_while(|&i| !matches!(self.nodes[i].kind, Kind::Stop | Kind::Comma | Kind::Verb | Kind::According))
            .find(|&i| self.nodes[i].kind == Kind::AgentMark)?;
        let n = self.nodes.get(mark + 1).filter(|n| n.kind == Kind::Adjective)?;
        let nation = adjective_actor(self.types, self.parse.tokens[n.first as usize]).is_some();
        (nation && !self.made_there(mark + 1)).then(|| self.found(mark + 1))
    }

    /// `صواريخ مصدرها قسد استهدفت المخيم`: whose what strikes is, told between it and the verb.
    fn source_before(&self, verb: usize) -> Vec<Found> {
        let Some(last) = self.before(verb).filter(|&b| self.party(b) && !self.nodes[verb].joined_by_and()) else {
            return Vec::new();
        };
        let who = self.row_head(last);
        let mark = self.before(who).filter(|&m| self.nodes[m].kind == Kind::AgentMark);
        let arms = mark.and_then(|m| (0..m).rev().find(|&i| self.nodes[i].kind != Kind::Adjective));
        let strikes = arms.is_some_and(|a| self.weapon(a) && super::doers::said_of(&self.nodes[verb], &self.nodes[a]));
        if strikes { self.row_of(last) } else { Vec::new() }
    }

    /// Whether a noun is of arms.
    pub(super) fn weapon(&self, at: usize) -> bool {
        let weapon = |n: &Node| {
            n.lemma
                .zip(self.k.lexicon.class(WEAPON))
                .is_some_and(|(l, id)| self.k.lexicon.lemma(l).classes.contains(&id))
        };
        self.nodes.get(at).is_some_and(|n| matches!(n.kind, Kind::Noun | Kind::Entity) && n.enc.is_none() && weapon(n))
    }

    /// `استهداف الطائرات الحربية`: arms after a verbal noun strike; those that are counted (`استهداف ثلاث دبابات`) are struck.
    /// Nor do those that are shot down (`إسقاط طائرة روسية`).
    pub(super) fn arms_strike(&self, noun: usize, at: usize) -> bool {
        let counted = at.checked_sub(1).is_some_and(|b| self.nodes[b].kind == Kind::Number);
        self.nodes[at].is(Labels::ARMS) && !counted && !holds(&self.k.language.wrecks, self.verb_of(noun))
    }

    /// `صواريخ إسرائيلية استهدفت`: the arms that open the clause of a verb, with no more than what describes them between.
    fn weapon_before(&self, verb: usize) -> Option<usize> {
        let plain = |n: &Node| {
            n.is_quote()
                || matches!(n.kind, Kind::Adjective | Kind::Number | Kind::Time | Kind::Unknown)
                || n.kind == Kind::Particle && n.is(Labels::RELATIVE | Labels::QAD | Labels::QUANTIFIER)
        };
        let head = (self.sentence_start(verb)..verb).rev().find(|&i| !plain(&self.nodes[i]))?;
        let own = !self.nodes[verb].joined_by_and() && super::doers::said_of(&self.nodes[verb], &self.nodes[head]);
        (own && self.weapon(head) && !self.has_prep(head)).then_some(head)
    }

    /// `قصف بصواريخ إسرائيلية`, `قتل شاب برصاص إسرائيلي`: the arms it is told that it was done with.
    fn weapon_after(&self, last: usize) -> Option<usize> {
        (last + 1..self.nodes.len().min(last + REACH))
            .take_while(|&i| {
                let n = &self.nodes[i];
                let opens = n.kind == Kind::Particle && n.is(Labels::THAT | Labels::CLAUSE | Labels::RELATIVE);
                !(opens || matches!(n.kind, Kind::Stop | Kind::Comma | Kind::Verb | Kind::According))
            })
            .find(|&i| self.weapon(i) && self.nodes[i].joined_prep() == Some("ب"))
    }

    /// The adjective of a nation on the arms at a node, but for where they were made (`صاروخ روسي الصنع`).
    fn nation_on(&self, weapon: usize) -> Option<Found> {
        let nation = |token: u32| adjective_actor(self.types, self.parse.tokens[token as usize]).is_some();
        // `صواريخ إسرائيلية` may be one phrase, of goods.
        let n = &self.nodes[weapon];
        if n.last > n.first + 1 {
            let whole = nation(n.last - 1) && self.entity(weapon).is_some_and(|e| e.goods.is_some());
            return (whole && !self.made_there(weapon)).then(|| self.found(weapon));
        }
        let adjectives = (weapon + 1..self.nodes.len()).take_while(|&i| {
            let n = &self.nodes[i];
            n.kind == Kind::Adjective && !n.joined_by_and()
        });
        let at = adjectives.take(3).find(|&i| nation(self.nodes[i].first))?;
        (!self.made_there(at)).then(|| self.found(at))
    }

    /// `روسية الصنع`: whether a word with the article says in what a phrase without it is of a nation.
    fn made_there(&self, at: usize) -> bool {
        let next = self.nodes.get(at + 1);
        next.is_some_and(|n| {
            n.kind == Kind::Noun && n.pro.0 == Proclitics::AL.0 && !self.nodes[at].pro.has(Proclitics::AL)
        })
    }
}
