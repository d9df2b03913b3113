//! Who meets, where the words for the meeting do not say it.

use super::build::Draft;
use super::slots::{Found, Sentence};
use crate::knowledge::{Labels, WordList, holds};
use crate::parse::{Entity, Kind};
use hudna_arabic::morph::{Number, Proclitics};
use hudna_claims::Event;

/// `تستأنف الأحد في مسقط المفاوضات`: the place between a verb and the meeting that is its subject.
pub(super) fn held_in(s: &Sentence<'_>, meeting: usize) -> Option<Found> {
    let within = |i: usize| {
        let n = &s.nodes[i];
        n.kind == Kind::Prep && n.enc.is_none() && holds(&s.k.language.prepositions.within, s.folded_stem(n))
    };
    let place = |e: &Entity| !e.places.is_empty() && !e.guarded && !e.person;
    let mut found = None;
    for i in (s.sentence_start(meeting)..meeting).rev() {
        let n = &s.nodes[i];
        match n.kind {
            Kind::Time | Kind::Adjective | Kind::Number => {}
            Kind::Prep if within(i) && found == Some(i + 1) => {}
            Kind::Entity if found.is_none() && i > 0 && within(i - 1) && s.entity(i).is_some_and(place) => {
                found = Some(i);
            }
            // `أعلن في جدة مفاوضات`: of what is only said it is not told where it is.
            Kind::Verb if n.is(Labels::REPORT | Labels::REPORT_ABOUT | Labels::DEMAND) => return None,
            Kind::Verb if s.nodes[meeting].kind == Kind::Noun => return found.map(|i| s.found(i)),
            _ => return None,
        }
    }
    None
}

/// `وصل المبعوث إلى عدن والتقى ممثلي الحكومة`: who came somewhere meets there whom a verb joined to that of his coming names alone.
pub(super) fn on_arrival(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| d.event == Event::Meet && s.nodes[d.node].kind == Kind::Verb) {
        let n = &s.nodes[d.node];
        // `وصل إلى القاهرة، حيث التقى نظيره`
        let where_he_came =
            s.before(d.node).is_some_and(|c| s.nodes[c].kind == Kind::Particle && s.nodes[c].is(Labels::CLAUSE));
        if !(n.joined_by_and() || where_he_came) || n.enc.is_some() || d.node == 0 {
            continue;
        }
        let verb = (s.sentence_start(d.node)..d.node).rev().find(|&v| s.nodes[v].kind == Kind::Verb);
        let comes = |v: &usize| holds(&s.k.language.whereabouts.arrives, s.folded_stem(&s.nodes[*v]));
        let Some(verb) = verb.filter(|v| comes(v) && !(*v > 0 && s.nodes[*v - 1].is(Labels::RELATIVE))) else {
            continue;
        };
        let goal =
            |i: &usize| s.entity(*i).is_some_and(|e| !e.places.is_empty() && !e.guarded && !e.person) && !s.locates(*i);
        let mut goals = (verb + 1..d.node).filter(goal);
        let there = if where_he_came { goals.next_back() } else { goals.next() };
        if d.slots.place.is_empty() {
            d.slots.place.extend(there.map(|i| s.found(i)));
        }
        // `والتقى الجانبان`: who are two meet each other.
        let alone = match d.slots.actor[..] {
            [one] => {
                let two = s.lines_node(one).and_then(|n| n.feats).is_some_and(|f| f.number == Number::Dual);
                let both = s.lines_entity(one).is_some_and(|e| e.both || e.listed);
                one.line == s.line && one.node as usize > d.node && !two && !both
            }
            _ => false,
        };
        if alone {
            let who = s.subject_before(verb).or_else(|| s.subject_after(verb)).unwrap_or_default();
            let man = |f: &Found| {
                let meets = |e: &Entity| e.can_act() && e.goods.is_none() && (e.places.is_empty() || e.group);
                f.line == s.line && s.lines_entity(*f).is_some_and(meets) && !d.slots.actor.contains(f)
            };
            let who: Vec<Found> = who.into_iter().filter(man).collect();
            d.slots.actor.splice(0..0, who);
        }
    }
}

/// `زيارة قام بها وفد أميركي، التقى خلالها قائد الجيش`: who visits meets in the course of it whom a verb names alone that takes the visit up.
pub(super) fn in_its_course(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let n = &s.nodes[d.node];
        let then = s.nodes.get(d.node + 1).is_some_and(|p| {
            let during = holds(&s.k.language.prepositions.during, s.folded_stem(p));
            p.kind == Kind::Prep && p.enc.is_some_and(|e| e.person == 3) && during
        });
        let alone = d.event == Event::Meet && d.slots.actor.len() == 1 && d.slots.actor[0].line == s.line;
        if !then || !alone || n.kind != Kind::Verb || (d.slots.actor[0].node as usize) < d.node {
            continue;
        }
        let visit = |v: &&Draft| {
            v.event == Event::Meet && v.sentence == d.sentence && v.node < d.node && s.nodes[v.node].kind == Kind::Noun
        };
        let who = drafts.iter().rfind(visit).map(|v| v.slots.actor.clone()).unwrap_or_default();
        let who: Vec<Found> = who.into_iter().filter(|f| !f.among(&d.slots.actor)).collect();
        drafts[i].slots.actor.splice(0..0, who);
    }
}

/// `عقد مؤتمر دولي`, `تنظيم المسيرة`: what is held or called together meets nobody, nor does the word for calling it together march.
pub(super) fn called_together(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| matches!(d.event, Event::Meet | Event::Protest)) {
        let held = |f: &Found| {
            let nameless = s.lines_entity(*f).is_some_and(|e| e.actor.is_none() && !e.person);
            let word = s.lines_node(*f).map(|n| s.stem_of(n, f.line));
            nameless && word.is_some_and(|w| holds(&s.k.language.gatherings, w))
        };
        let (line, node) = (s.line, d.node as u32);
        d.slots.actor.retain(|f| !held(f) && (f.line, f.node) != (line, node));
    }
}

/// `قال الوزير أثناء زيارة إلى أنقرة إن`, `خلال لقائه نظيره`: who says something while he meets or visits somebody is the one who does; a
/// pronoun there is his.
pub(super) fn by_teller(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| d.event == Event::Meet && s.nodes[d.node].kind == Kind::Noun) {
        let own = d.slots.actor.iter().position(|f| f.via == Some(s.span(d.node)));
        if own.is_none() && !d.slots.actor.is_empty() && !s.all_with(&d.slots.actor)
            || s.nodes[d.node].pro.has(Proclitics::AL)
        {
            continue;
        }
        let Some(who) = s.teller(d.node).first().copied() else { continue };
        let via = Some(s.span(d.node));
        let nearer =
            |f: &Found| f.line == s.line && (f.line, f.node) > (who.line, who.node) && (f.node as usize) < d.node;
        match own {
            // `قالت الرئاسة إن الوزيرة، خلال لقائها الرئيس`
            Some(own) if nearer(&d.slots.actor[own]) => {}
            Some(own) => d.slots.actor[own] = Found { via, ..who },
            None if who.among(&d.slots.actor) => {}
            // `خلال زيارة إلى المعرض`: nobody whom one could meet there.
            None if d.slots.actor.is_empty() && d.slots.place.is_empty() => {}
            None => d.slots.actor.insert(0, who),
        }
    }
}

/// `وصل المبعوث إلى عدن والتقى ممثلي الحكومة`: whom somebody meets where he comes is told of apart from his coming.
pub(super) fn met_there(s: &Sentence<'_>, coming: &Draft, met: &Draft) -> bool {
    let (a, b) = (&s.nodes[coming.node], &s.nodes[met.node]);
    coming.event == Event::Meet
        && met.slots.actor.len() > coming.slots.actor.len()
        && [a, b].iter().all(|n| n.kind == Kind::Verb)
        && (b.joined_by_and() || s.before(met.node).is_some_and(|c| s.nodes[c].is(Labels::CLAUSE)))
        && holds(&s.k.language.whereabouts.arrives, s.folded_stem(a))
}

impl Sentence<'_> {
    /// `قال الوزير بعد اجتماع مع نظيره إن`: who says or does something at a meeting, after it or before it, was there.
    pub(super) fn met_then(&self, at: usize) -> Vec<Found> {
        let opens = |i: usize| {
            let n = &self.nodes[i];
            n.kind == Kind::Stop || n.kind == Kind::Particle && n.is(Labels::THAT | Labels::CLAUSE | Labels::RELATIVE)
        };
        let verb = (self.sentence_start(at)..at).rev().take_while(|&i| !opens(i)).find(|&i| {
            let n = &self.nodes[i];
            n.kind == Kind::Verb && !self.in_relative(i)
        });
        let told = |v: &usize| {
            let near = *v + 1..at;
            near.clone().any(|i| self.nodes[i].kind == Kind::Prep) && near.len() < 9
        };
        let Some(verb) = verb.filter(told) else { return Vec::new() };
        let subject = self.subject_after(verb).or_else(|| self.subject_before(verb)).unwrap_or_default();
        let subject = if subject.is_empty() { self.teller(at) } else { subject };
        let one = |f: &Found| {
            let man = |e: &Entity| e.person || e.group && e.goods.is_none() && e.people.is_none() && !e.weak;
            f.line == self.line && self.lines_entity(*f).is_some_and(man)
        };
        if subject.iter().all(one) { subject } else { Vec::new() }
    }

    /// Whether the first of those is named after `مع`: with whom somebody meets who is not named with them.
    fn all_with(&self, who: &[Found]) -> bool {
        let with = |f: &Found| {
            let prep = || super::share::preposition(self, f.node as usize);
            f.line == self.line && prep().is_some_and(|p| holds(&self.k.language.prepositions.with, p))
        };
        who.first().is_some_and(with)
    }

    /// Who says something at the time of the meeting at a node: it stands between the verb of saying and what is said.
    fn teller(&self, at: usize) -> Vec<Found> {
        let words = &self.k.language.prepositions;
        let then = self.before(at).is_some_and(|p| {
            let (n, stem) = (&self.nodes[p], self.folded_stem(&self.nodes[p]));
            n.kind == Kind::Prep && n.enc.is_none() && (holds(&words.during, stem) || holds(&words.after, stem))
        });
        if !then {
            return Vec::new();
        }
        let that = |i: usize| self.nodes[i].kind == Kind::Particle && self.nodes[i].is(Labels::THAT);
        let end = self.sentence_end(at).min(at + 16);
        let Some(speech) = (at + 1..end).find_map(|i| self.speeches.get(i)?.as_ref()) else { return Vec::new() };
        let start = self.sentence_start(at);
        let between = speech.by >= start && speech.by < at && !(speech.by..at).any(that);
        let here = self.speeches.get(at).is_none_or(|s| s.as_ref() != Some(speech));
        // `قال المرصد خلال اجتماع`: a house only tells of it.
        let tells = |f: &Found| {
            let actor = self.lines_entity(*f).and_then(|e| e.actor);
            actor.is_some_and(|a| self.k.actors[a as usize].tells())
        };
        match (between, here) {
            (true, true) => speech.speakers.iter().copied().filter(|f| !tells(f)).collect(),
            _ => Vec::new(),
        }
    }

    /// `محادثات الدوحة`, `مفاوضات الكويت بين الأطراف`, `اتفاق “موسكو”`: whether talks are called after where they are held: a place alone
    /// after their noun, or one after which the parties are named; an agreement after a place in quotes.
    pub(super) fn called_after(&self, noun: usize, found: Found, event: Event) -> bool {
        let at = found.node as usize;
        let Some(e) = self.entity(at).filter(|e| found.line == self.line && !e.places.is_empty()) else { return false };
        let n = &self.nodes[at];
        match event {
            Event::Agree => return self.nodes[at - 1].kind == Kind::Open,
            Event::Meet | Event::Collapse => {}
            _ => return false,
        }
        // `محادثات "فيينا"`
        let quoted = at == noun + 2 && self.nodes[at - 1].kind == Kind::Open;
        let alone =
            (at == noun + 1 || quoted) && n.joined_prep().is_none() && !n.joined_by_and() && n.last - n.first == 1;
        let next = self.nodes.get(at + 1 + usize::from(quoted));
        let joined = next.is_some_and(|n| n.joined_by_and() && n.kind == Kind::Entity);
        let after = |preps: &WordList| {
            next.is_some_and(|p| p.kind == Kind::Prep && p.enc.is_none() && holds(preps, self.folded_stem(p)))
        };
        let preps = &self.k.language.prepositions;
        alone && !joined && (e.weak && !after(&preps.with) || after(&preps.between))
    }
}
