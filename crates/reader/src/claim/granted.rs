//! What the words around an event take for granted or leave open: force that is talked about by its name, what is conceded before the
//! point, attempts that ended in failing, whoever would do it.

use super::govern::Way;
use super::slots::Sentence;
use super::trigger::Trigger;
use crate::knowledge::{Labels, holds};
use crate::parse::Kind;
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_claims::Event;

impl Sentence<'_> {
    /// `بحثا القصف الإسرائيلي`, `قلق من مقتل 40 مدنيا`: force that is named as known, or harm that is counted, has come about, whatever
    /// is said over talking or worrying about it.
    pub(super) fn taken_as_known(&self, t: &Trigger, event: Event, way: &Way) -> bool {
        let by = way.operators.first().is_some_and(|&(_, op)| self.k.language.operators[op as usize].treats);
        let n = &self.nodes[t.node];
        let counted = || {
            event == Event::Harm
                && (t.node + 1..=t.last.max(t.node + 1))
                    .any(|i| self.nodes.get(i).is_some_and(|n| n.kind == Kind::Number))
        };
        by && (n.pro.has(Proclitics::AL) || counted())
    }

    /// `باءت محاولات اقتحام البلدة بالفشل`, `انتهت جهود الهدنة بالفشل`: whether what was tried is said to have ended in failing.
    pub(super) fn came_to_nothing(&self, t: &Trigger, way: &Way) -> bool {
        let shades = &self.k.language.shades;
        let Some(&(tried, _)) = way.operators.first().filter(|&&(by, _)| by < t.node) else { return false };
        let ends = (self.sentence_start(tried)..tried)
            .rev()
            .find(|&i| !self.nodes[i].is_quote() && !self.points_out(i))
            .is_some_and(|v| self.nodes[v].kind == Kind::Verb && holds(&shades.ends_in, self.verb_of(v)));
        let after = t.last + 1..self.sentence_end(t.node);
        ends && after
            .map(|i| (i, &self.nodes[i]))
            .take_while(|(_, n)| n.kind != Kind::Verb)
            .any(|(i, n)| n.joined_prep().is_some() && holds(&shades.vain, self.verb_of(i)))
    }

    /// `وإذا كانت الحكومة قد وافقت، فإن الجيش ...`: whether a condition only concedes what its verb tells, to go on to the point.
    pub(super) fn conceded_first(&self, condition: usize, verb: usize) -> bool {
        let n = &self.nodes[condition];
        n.is(Labels::CONDITION)
            && n.joined_by_and()
            && self.nodes[verb].pos() == Some(Pos::Perfect)
            && self.nodes.get(condition + 1).is_some_and(|n| n.kind == Kind::Verb && n.is(Labels::PAST))
            && self.nodes.get(condition + 2..verb).is_some_and(|between| between.iter().any(|n| n.is(Labels::QAD)))
            && self.nodes[verb..self.sentence_end(verb)].iter().any(|n| n.is(Labels::THAT) && n.pro.has(Proclitics::FA))
    }

    /// `من يسلم سلاحه فهو آمن`: whether a verb in the present tells of whoever would do it, and of what follows from that.
    pub(super) fn whoever_would(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        if node.kind != Kind::Verb || node.pos() != Some(Pos::Imperfect) {
            return false;
        }
        let Some(by) = self.before(at).map(|b| &self.nodes[b]) else { return false };
        let opens = self.sentence_start(at);
        let first = self.nodes[opens..at].iter().filter(|n| !n.is_quote() && !n.is(Labels::QUANTIFIER)).count() == 1;
        first
            && by.enc.is_none()
            && holds(&self.k.language.part_of, self.folded_stem(by))
            && self.nodes[at + 1..self.sentence_end(at)].iter().any(|n| n.pro.has(Proclitics::FA))
    }
}
