//! What goes on around an event (`وسط القصف`, `القصف الذي يطال المدينة`), and what words for a fight (`معركة تحرير المدينة`), for the first of
//! its kind or for which time it is say of it.

use super::govern::Way;
use super::slots::Sentence;
use crate::knowledge::{Labels, holds};
use crate::parse::Kind;
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_claims::{Event, Modality};

impl Sentence<'_> {
    /// `تشهد المدينة نزوحا وسط اشتباكات متقطعة`, `تعيش البلدة تحت القصف`: amid what goes on where the clause is in the present;
    /// `نزحوا في ظل قصف متواصل`: whatever the clause tells.
    pub(super) fn amid(&self, at: usize) -> bool {
        let words = &self.k.language.prepositions;
        // `وسط هذا القصف`
        let this = self.before(at).filter(|&b| self.points_out(b));
        let Some(by) = self.before(this.unwrap_or(at)) else { return false };
        let n = &self.nodes[by];
        let in_midst = n.kind == Kind::Noun
            && holds(&words.amid_of, self.folded_stem(n))
            && self.before(by).is_some_and(|b| self.nodes[b].kind == Kind::Prep);
        if in_midst {
            return !self.heading();
        }
        if n.kind != Kind::Prep || n.enc.is_some() || !holds(&words.amid, self.folded_stem(n)) {
            return false;
        }
        let present = |v: usize| self.finite_modality(v) == Some(Modality::Ongoing);
        // `وسط هذا القصف لم تعد للهدنة قيمة`
        if this.is_some() {
            return !self.heading();
        }
        // `وسط القصف المتواصل يعمل الأطباء بلا دواء`
        let after = || {
            let end = self.sentence_end(at);
            (at + 1..end).find(|&i| self.nodes[i].kind == Kind::Verb && !self.in_relative(i))
        };
        !self.heading() && self.main_verb(by).or_else(after).is_some_and(present)
    }

    /// `في قتالهم ضد التنظيم`, `معركتها مع المتمردين`: whose fight it is, and against whom, says that it goes on, unless something else is
    /// dated by it.
    pub(super) fn own_fight(&self, at: usize, last: usize) -> bool {
        let words = &self.k.language.prepositions;
        if self.nodes[at].enc.is_none() {
            return false;
        }
        let against = self.nodes[last + 1..]
            .iter()
            .find(|n| n.kind != Kind::Adjective && !n.is_quote())
            .is_some_and(|n| n.kind == Kind::Prep && n.enc.is_none() && holds(&words.against, self.folded_stem(n)));
        let dates = |b: usize| {
            let n = &self.nodes[b];
            n.kind == Kind::Prep && (n.is(Labels::TIME) || holds(&words.during, self.folded_stem(n)))
        };
        against && !self.before(at).is_some_and(dates)
    }

    /// `تشهد مناطق سيطرة الجيش قصفا`: a noun between a kind of place and whose it is.
    pub(super) fn area_of(&self, noun: usize) -> bool {
        let whose = self.nodes.get(noun + 1).is_some_and(|n| n.kind == Kind::Entity && n.joined_prep().is_none());
        let area = self.before(noun).filter(|&b| self.entity(b).is_some_and(|e| e.area));
        let n = &self.nodes[noun];
        n.kind == Kind::Noun && n.pro.0 == 0 && n.operator.is_none() && whose && area.is_some()
    }

    /// `القصف الذي يطال الأحياء`, `المعارك التي تدور في المدينة`: a clause in the present on the noun says that it goes on.
    pub(super) fn keeps_on(&self, last: usize) -> bool {
        let described = |&i: &usize| self.nodes[i].kind == Kind::Adjective || self.nodes[i].is_quote();
        let Some(relative) = (last + 1..self.nodes.len()).find(|i| !described(i)) else { return false };
        let n = &self.nodes[relative];
        let Some(v) = self.nodes.get(relative + 1) else { return false };
        // `الاشتباكات التي ما زالت تدور`
        let still = v.is(Labels::NEGATION) && self.nodes.get(relative + 2).is_some_and(|s| s.is(Labels::STILL));
        if still && n.is(Labels::RELATIVE) && !n.is(Labels::NEGATION | Labels::CLAUSE) {
            return true;
        }
        n.kind == Kind::Particle
            && n.is(Labels::RELATIVE)
            && !n.is(Labels::NEGATION | Labels::CLAUSE)
            && v.kind == Kind::Verb
            && v.pos() == Some(Pos::Imperfect)
            && v.pro.0 == 0
            && holds(&self.k.language.shades.rages, self.verb_of(relative + 1))
    }

    /// `معركة تحرير المدينة`, `عملية فك الحصار`: what it is fought for may come; once it is over, it came.
    pub(super) fn fought_for(&self, at: usize, event: Event, way: &Way) -> bool {
        if !matches!(event, Event::ControlTake | Event::SiegeLift) || self.nodes[at].joined_prep().is_some() {
            return false;
        }
        let Some(head) = self.before(at).filter(|_| !self.nodes[at].joined_by_and()) else { return false };
        let n = &self.nodes[head];
        let fight = n.kind == Kind::Noun && !n.pro.has(Proclitics::AL) && n.enc.is_none();
        // `أطلق الجيش عملية تحرير المدينة`
        let launched =
            || way.operators.iter().all(|&(over, _)| holds(&self.k.language.shades.launches, self.verb_of(over)));
        let told = way.modality == Some(Modality::Happened) && !launched() || self.over(head);
        fight && !told && holds(&self.k.language.shades.fights, self.folded_stem(n))
    }

    /// `بعد معركة تحرير المدينة`
    fn over(&self, head: usize) -> bool {
        self.before(head).is_some_and(|b| {
            let n = &self.nodes[b];
            n.kind == Kind::Prep && n.enc.is_none() && holds(&self.k.language.prepositions.after, self.folded_stem(n))
        })
    }

    /// `أكبر قافلة تدخل المدينة منذ شهر`, `ثاني غارة تستهدف البلدة`, `المرة الأولى التي يلتقيان فيها`: a clause in the present on
    /// what is the first or the greatest of its kind tells what was done.
    pub(super) fn of_record(&self, verb: usize) -> bool {
        let records = &self.k.language.shades.records;
        if self.nodes[verb].joined_by_and() {
            return false;
        }
        let Some(before) = self.before(verb) else { return false };
        let b = &self.nodes[before];
        if b.kind == Kind::Particle && b.is(Labels::RELATIVE) && !b.is(Labels::NEGATION | Labels::CLAUSE) {
            return self.before(before).is_some_and(|r| {
                let n = &self.nodes[r];
                // `الإضراب الثاني الذي تنفذه النقابة`
                n.kind == Kind::Number || n.pro.has(Proclitics::AL) && holds(records, self.folded_stem(n))
            });
        }
        let indefinite = |&i: &usize| {
            let n = &self.nodes[i];
            n.pro.0 & !Proclitics::WA.0 == 0 && matches!(n.kind, Kind::Noun | Kind::Adjective | Kind::Entity)
        };
        // `أول يوم تسري فيه الهدنة`
        if b.kind == Kind::Time || b.is(Labels::TIME_UNIT) {
            return false;
        }
        let near = (before.saturating_sub(2)..=before).rev().take_while(indefinite).last();
        // `أعنف` may have been taken for a verb.
        let first = |i: usize| self.nodes[i].kind != Kind::Time && holds(records, self.folded_stem(&self.nodes[i]));
        near.is_some_and(|i| i < before && first(i) || i > 0 && first(i - 1))
    }

    /// `جرح باقي أفراد العائلة`: a word for the rest of somebody, which says of nothing that it goes on.
    pub(super) fn rest_of(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let whose = self.nodes.get(at + 1).filter(|w| matches!(w.kind, Kind::Entity | Kind::Noun));
        n.kind == Kind::Noun
            && n.pro.0 & Proclitics::AL.0 == 0
            && whose.is_some_and(|w| w.joined_prep().is_none() && !w.joined_by_and())
    }

    /// `ليست المرة الأولى التي تقصف فيها المخيم`: which time it is that a verb tells of.
    pub(super) fn nth_time(&self, verb: usize) -> bool {
        let relative = self.relative_start(verb).filter(|&r| self.nodes[verb].kind == Kind::Verb && r + 3 > verb);
        let ordinal = relative.and_then(|r| self.before(r));
        let noun = ordinal.and_then(|o| self.before(o)).map(|n| &self.nodes[n]);
        noun.is_some_and(|n| holds(&self.k.language.shades.turns, self.folded_stem(n)))
    }
}
