//! Who acts in what a word leads to, where he stands apart from it: before a predicate, after a verbal noun, over what is told of how.

use super::build::Draft;
use super::share::linked;
use super::slots::{Dependent, Found, Sentence};
use crate::knowledge::{Effect, Frame, Labels, Operator, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_claims::{Event, Modality};

/// What somebody does to others by force.
fn forced(event: Event) -> bool {
    use Event::*;
    matches!(
        event,
        AccessDeny | Attack | CheckpointErect | ControlTake | Detain | Displace | RouteClose | SiegeHold | SiegeImpose
    )
}

/// `تقصف القوات القرى لمنع عودة سكانها`, `القصف من قبل القوات لتهجيرهم وحصارهم`: who does a deed by force does what it serves.
pub(super) fn serving(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let n = &s.nodes[d.node];
        let open = d.slots.actor.is_empty() && n.kind == Kind::Noun && n.pos() == Some(Pos::Masdar);
        if !open || !forced(d.event) || d.modality != Modality::Possible {
            continue;
        }
        let serves = |d: &Draft| s.nodes[d.node].joined_prep() == Some("ل") && s.serves(d.node) || s.purposed(d.node);
        let first = |o: &&Draft| o.node < d.node && o.sentence == d.sentence && serves(o);
        let joined = n.joined_by_and().then(|| drafts.iter().filter(first).max_by_key(|o| o.node)).flatten();
        let Some(from) = Some(d).filter(|d| serves(d)).or(joined).map(|d| d.node) else { continue };
        let deed = |o: &&Draft| {
            o.node < from
                && o.sentence == d.sentence
                && forced(o.event)
                && !o.slots.actor.is_empty()
                && linked(s, o.node, from)
        };
        let Some(deed) = drafts.iter().filter(deed).max_by_key(|o| o.node) else { continue };
        let other = (deed.last + 1..from).any(|v| s.nodes[v].kind == Kind::Verb && !s.in_relative(v));
        let struck = |f: &Found| d.slots.target.iter().any(|t| (t.line, t.node) == (f.line, f.node));
        if !other && !deed.slots.actor.iter().any(struck) {
            drafts[i].slots.actor = deed.slots.actor.clone();
        }
    }
}

impl Sentence<'_> {
    /// `القوات عازمة على الاقتحام`, `ما زال الجيش مصمما على`: whether an indefinite participle says something of who stands before it.
    pub(super) fn said_as_predicate(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        // `إيران متمسكة بتقديم المساعدات`: whose word it is, the speech over it tells.
        let speaks = n.operator.is_some_and(|op| self.k.language.operators[op as usize].speaker.is_some());
        n.kind == Kind::Noun && !speaks && self.predicate(at) && self.subject_before(at).is_some()
    }

    /// `ليست لدى الجيش القدرة على اقتحامها`: who has what a noun names.
    pub(super) fn had_by(&self, noun: usize) -> Vec<Found> {
        let having = &self.k.language.prepositions.having;
        let near = (noun.saturating_sub(4)..noun).rev().take_while(|&i| {
            matches!(self.nodes[i].kind, Kind::Entity | Kind::Prep | Kind::Adjective) || self.nodes[i].is_quote()
        });
        let prep = near
            .into_iter()
            .find(|&i| self.nodes[i].kind == Kind::Prep && holds(having, self.folded_stem(&self.nodes[i])));
        let Some(prep) = prep else { return Vec::new() };
        if let Some(enclitic) = self.nodes[prep].enc {
            return self.pronoun(enclitic, prep, self.span(prep)).into_iter().collect();
        }
        let who = (prep + 1..noun).find(|&i| self.entity(i).is_some_and(Entity::can_act));
        who.map(|i| self.conjuncts(i)).unwrap_or_default()
    }

    /// `اتهام الوزير الفصائل بالقصف`, `مطالبتها الحكومة بالانسحاب`, `اتهام الفصائل بالقصف`: whom a verbal noun is about that is done by one to
    /// another: the second phrase after it, the first after its pronoun, and who is accused where nobody accuses.
    pub(super) fn whom_of_noun(&self, noun: usize, core: &[Dependent<'_>]) -> Option<Vec<Found>> {
        let n = &self.nodes[noun];
        // `دعوته الأطراف إلى`: a noun of asking with a pronoun, too.
        let asks = n.pos() == Some(Pos::Masdar) || n.enc.is_some() && n.is(Labels::DEMAND | Labels::ACCUSE);
        if !asks || n.pro.has(Proclitics::AL) {
            return None;
        }
        let acts = |d: &&Dependent<'_>| self.lines_entity(d.found).is_some_and(Entity::can_act);
        let of = |rank: u8| -> Vec<Found> {
            core.iter().filter(|d| d.rank == rank && !d.parted).filter(acts).map(|d| d.found).collect()
        };
        let rank = u8::from(n.enc.is_none());
        let whom = of(rank);
        if !whom.is_empty() {
            return Some(whom);
        }
        // `اتهام الحكومة للفصائل بالقصف`
        let alone = n.is(Labels::ACCUSE) && n.enc.is_none() && !self.told_to(noun);
        let accused = if alone { of(0) } else { Vec::new() };
        (!accused.is_empty()).then_some(accused)
    }

    /// Whether ل says to whom or against whom a verbal noun is, right after who does it.
    fn told_to(&self, noun: usize) -> bool {
        (noun + 1..self.nodes.len().min(noun + 6))
            .take_while(|&i| matches!(self.nodes[i].kind, Kind::Entity | Kind::Adjective) || self.nodes[i].is_quote())
            .any(|i| self.nodes[i].joined_prep() == Some("ل"))
    }

    /// `اتهم الوزير في مؤتمر صحفي الفصائل بالقصف`: whether a party is whom a verb of asking or accusing is about, over what stands after its
    /// subject: right before what is asked.
    pub(super) fn whom_apart(&self, verb: usize, at: usize) -> bool {
        let v = &self.nodes[verb];
        let acts = self.entity(at).is_some_and(|e| e.actor.is_some() && !e.person && e.goods.is_none());
        if !v.is(Labels::ACCUSE | Labels::DEMAND) || !acts || self.has_prep(at) {
            return false;
        }
        // `اتهمت الحركة، إحدى فصائل المعارضة، روسيا بالتصعيد`
        let over = (verb + 1..at).any(|i| matches!(self.nodes[i].kind, Kind::Prep | Kind::Comma));
        let next = (at + 1..self.nodes.len())
            .find(|&i| !(self.nodes[i].kind == Kind::Adjective || self.nodes[i].is_quote() || self.joined_party(i)));
        let asked = next.is_some_and(|i| self.nodes[i].joined_prep() == Some("ب"));
        let free = self.before(at).is_some_and(|b| {
            let b = &self.nodes[b];
            !matches!(b.kind, Kind::Noun | Kind::Verb | Kind::Particle) || b.pro.has(Proclitics::AL)
        });
        over && asked && free && !self.nodes[at].joined_by_and()
    }

    /// `بالاشتراك مع الأمن`: whether a party stands right after words that join one more to who acts.
    pub(super) fn with_whom(&self, found: Found) -> bool {
        let at = found.node as usize;
        let words = || {
            self.before(at)
                .is_some_and(|b| self.nodes[b].kind == Kind::Particle && self.nodes[b].last - self.nodes[b].first > 1)
        };
        found.line == self.line && self.party(at) && words() && self.joins(at)
    }

    /// `الغارات السعودية`: whether the name of a state right after a noun with the article is an adjective of it.
    pub(super) fn named_nation(&self, noun: usize, found: Found) -> bool {
        let at = found.node as usize;
        let n = &self.nodes[at];
        let article = self.types.word(self.parse.tokens[n.first as usize]).article;
        let nisba = n.last - n.first == 1 && n.pos() == Some(Pos::Adjective) && article;
        let state = self.entity(at).is_some_and(|e| e.actor.is_some() && !e.places.is_empty());
        let definite = self.nodes[noun].pro.has(Proclitics::AL);
        let near = found.line == self.line && (noun + 1..at).all(|i| self.nodes[i].kind == Kind::Adjective);
        near && nisba && state && definite && super::doers::said_of(n, &self.nodes[noun])
    }

    /// `واتهم الفصائل بالقصف`, `واتهمت القوات بإطلاق النار`: whether who stands after a verb of accusing is accused: the verb does not agree with
    /// him, or he stands alone before what he is accused of.
    pub(super) fn accused(&self, verb: usize, at: usize) -> bool {
        if !self.nodes[verb].is(Labels::ACCUSE) || self.nodes[verb].enc.is_some() {
            return false;
        }
        let next = (at + 1..self.nodes.len())
            .find(|&i| !(self.nodes[i].kind == Kind::Adjective || self.nodes[i].is_quote() || self.joined_party(i)));
        let of = |n: &Node| {
            let deed = n.pos() == Some(Pos::Masdar) || n.kind == Kind::Particle && n.is(Labels::THAT);
            n.joined_prep() == Some("ب") && deed && !n.joined_by_and()
        };
        !self.subject_in_gender(verb, at) || at == verb + 1 && next.is_some_and(|i| of(&self.nodes[i]))
    }

    /// `قصفوا الحي، مما دفع السكان إلى النزوح`: whether a verb tells what came of what was told before it: that is its subject.
    pub(super) fn comes_of_it(&self, verb: usize) -> bool {
        let clause = self.before(verb).filter(|&b| self.nodes[b].kind == Kind::Particle && self.nodes[b].enc.is_none());
        let word = clause.map(|b| self.types.folded(self.parse.tokens[self.nodes[b].first as usize]));
        word.is_some_and(|w| holds(&self.k.language.results, w))
    }

    fn joined_party(&self, at: usize) -> bool {
        self.nodes[at].joined_by_and() && self.party(at)
    }

    /// Who announces what a governor tells. `اعترف المحافظ بقصف البلدة`: who only owns up to it is one who could have done it.
    pub(super) fn announcers(&self, governor: usize, operator: &Operator) -> Vec<Found> {
        let mut who = self.subject(governor);
        if matches!(operator.effect, Effect::Keep) {
            who.retain(|f| {
                let side = |e: &Entity| e.actor.is_some_and(|a| self.k.actors[a as usize].takes_sides());
                let office = self.lines_node(*f).is_some_and(|n| n.is(Labels::OFFICE));
                !office && self.lines_entity(*f).is_some_and(|e| !e.person && e.people.is_none() && side(e))
            });
        }
        who
    }

    /// Whether a phrase after a preposition is no party to the event: whose what is struck is; between whom that is to be on which others agree
    /// (`اتفق الطرفان على تعاون بين وزارتين`).
    pub(super) fn no_party(&self, prep: &str, at: usize, found: Found, frame: &Frame, acted: bool) -> bool {
        let words = &self.k.language.prepositions;
        let topic =
            |i: usize| self.nodes[i].kind == Kind::Prep && holds(&words.done_to, self.folded_stem(&self.nodes[i]));
        let inside = found.line == self.line && found.node as usize > at;
        let between = || inside && holds(&words.between, prep) && (at + 1..found.node as usize).any(topic);
        match frame.event {
            Event::Attack => self.no_striker(at, found, frame),
            Event::Agree => acted && self.nodes[at].kind == Kind::Verb && self.of_several(at) && between(),
            _ => false,
        }
    }

    /// The node before one, over a quote or a word that points to it (`مقتل هذين الشرطيين`).
    pub(super) fn over_pointer(&self, at: usize) -> Option<usize> {
        let b = self.before(at)?;
        if self.nodes[b].is(Labels::DEMONSTRATIVE) { self.before(b) } else { Some(b) }
    }
}
