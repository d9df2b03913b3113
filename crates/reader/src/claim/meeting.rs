//! Who meets, where the words for the meeting do not say it.

use super::slots::{Found, Sentence};
use crate::knowledge::{Labels, WordList, holds};
use crate::parse::{Entity, Kind};
use hudna_claims::Event;

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
        let one = |f: &Found| {
            let man = |e: &Entity| e.person || e.group && e.goods.is_none() && e.people.is_none() && !e.weak;
            f.line == self.line && self.lines_entity(*f).is_some_and(man)
        };
        if subject.iter().all(one) { subject } else { Vec::new() }
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
