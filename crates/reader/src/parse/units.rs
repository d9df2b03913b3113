//! What bodies and forces are called that no list knows: after what they are for (`جهاز دعم الاستقرار`), by a number (`اللواء 63 مشاة`).

use super::group::Grouper;
use super::node::{Entity, Kind, Node};
use super::words::ACTOR_HEAD;
use crate::knowledge::{Guard, Labels, holds};
use hudna_arabic::morph::Proclitics;

impl Grouper<'_, '_> {
    /// `قوات الدعم الأمني`, `جهاز تأمين المنشآت`, `حركة تحرير الساحل`: the node after the name that a word for a body or a force opens: a verbal noun
    /// of what such are for, with the article and what describes or is joined to it, or with its genitive.
    pub(super) fn named_after_deed(&self, head: usize) -> Option<usize> {
        let (body, deed) = (self.node(head)?, self.node(head + 1)?);
        let opens = body.kind == Kind::Noun
            && body.last == body.first + 1
            && (body.is(Labels::FORCE_HEAD | Labels::BODY_HEAD) || self.word_for_body(body))
            && self.takes_genitive(head);
        let plain = |n: &Node| n.pro.0 & !Proclitics::AL.0 == 0 && n.enc.is_none();
        if !opens || !plain(deed) || !self.of_purpose(deed) {
            return None;
        }
        let definite = self.article(head + 1);
        let mut at = head + 2;
        if !definite {
            let of = self.node(at).filter(|n| plain(n))?;
            let named = self.entity(at).is_some_and(|e| !e.person && e.people.is_none() && e.goods.is_none());
            let noun = matches!(of.kind, Kind::Noun | Kind::Entity) && (self.article(at) || named);
            if !(noun || of.kind == Kind::Unknown) {
                return None;
            }
            at += 1;
        }
        while let Some(n) = self.node(at) {
            let described = n.kind == Kind::Adjective && n.pro.0 == Proclitics::AL.0;
            let next = self.node(at + 1);
            let joined = n.kind == Kind::Noun
                && n.pro.0 == Proclitics::AL.0 | Proclitics::WA.0
                && n.enc.is_none()
                && (self.of_purpose(n) || !definite && !n.is(ACTOR_HEAD | Labels::PLACE_KIND) && !self.tells(n))
                && !next.is_some_and(|p| p.kind == Kind::Prep && p.enc.is_none());
            if !(described || joined) {
                break;
            }
            at += 1;
        }
        Some(at)
    }

    /// `اللواء 63 مشاة`, `الفرقة 36`: the node after the number that a word for a unit is called by, and after its branch.
    pub(super) fn called_by_number(&self, head: usize, at: usize) -> Option<usize> {
        let (unit, number) = (self.node(head)?, self.node(at)?);
        let word = unit.lemma.map(|l| &*self.k.lexicon.lemma(l).folded)?;
        let digits = self.types.folded(self.parse.tokens[number.first as usize]).starts_with(|c: char| c.is_numeric());
        let named = at == head + 1
            && number.kind == Kind::Number
            && number.last == number.first + 1
            && digits
            && unit.is(Labels::FORCE_HEAD)
            && holds(&self.k.language.numbered, word);
        let next = self.node(at + 1);
        let branch = next.is_some_and(|n| {
            let lemma = n.lemma.map(|l| &*self.k.lexicon.lemma(l).folded);
            n.pro.0 == 0 && n.enc.is_none() && lemma.is_some_and(|l| holds(&self.k.language.branches, l))
        });
        // `أسر لواء 20 جنديا`: those who are counted.
        let counts = !branch && self.entity(at + 1).is_some_and(|e| e.people.is_some());
        (named && !counts).then_some(at + 1 + usize::from(branch))
    }

    /// `قوات من الفرقة 36`, `دورية من جهاز دعم الاستقرار`: the node after the unit that a part of it is told to be of, which no list knows.
    pub(super) fn part_of_unit(&self, head: usize, prep: usize) -> Option<usize> {
        let (part, of) = (self.node(head)?, self.node(prep)?);
        let group = part.is(Labels::FORCE_HEAD | Labels::BODY_HEAD) && !self.article(head) && part.enc.is_none();
        let unit = prep + 1;
        let end = self.named_after_deed(unit).or_else(|| self.called_by_number(unit, unit + 1));
        end.filter(|_| group && of.enc.is_none() && self.part_of(of))
    }

    /// Notes in a phrase to whom, and where, what stands in it belongs.
    pub(super) fn note_inner(&self, entity: &mut Entity, inner: &Entity) {
        if inner.actor.is_some() && (!inner.weak || inner.places.is_empty()) {
            entity.of = entity.of.or(inner.actor);
        }
        // Where a name is of a town and of its district, people live in the town.
        let town = |p: &&u32| matches!(self.k.places[**p as usize].kind.as_str(), "city" | "town" | "village");
        // `قائد الفصائل`: a common word that some village is called by too.
        let common = |p: &&u32| self.k.places[**p as usize].guard == Guard::Kind;
        let places = inner.places.iter().filter(|_| !inner.places.iter().all(|p| common(&p)));
        if let Some(&place) = places.clone().find(town).or(places.clone().next()) {
            entity.at = entity.at.or(Some(place));
        }
        if entity.of.is_none() {
            entity.of = inner.of;
        }
    }

    /// `جبهة تحرير الجنوب`: a word for a body that is one for a place too.
    fn word_for_body(&self, n: &Node) -> bool {
        n.lemma.is_some_and(|l| holds(&self.k.language.said.bodies, &self.k.lexicon.lemma(l).folded))
    }

    /// `مسلحي آل مسعود`: the node after the family that a word written like a verb opens, after a word for people or a force.
    pub(super) fn family(&self, at: usize) -> Option<usize> {
        let (opens, name) = (self.node(at)?, self.node(at + 1)?);
        let word = self.types.folded(self.parse.tokens[opens.first as usize]);
        let plain = name.pro.0 == 0 && name.enc.is_none();
        let named = matches!(name.kind, Kind::Unknown | Kind::Noun | Kind::Adjective | Kind::Entity) && plain;
        (opens.kind == Kind::Verb && holds(&self.k.language.clans, word) && opens.enc.is_none() && named)
            .then_some(at + 2)
    }

    /// A verbal noun of what bodies and forces are there for.
    fn of_purpose(&self, n: &Node) -> bool {
        let lemma = n.lemma.map(|l| &*self.k.lexicon.lemma(l).folded);
        n.kind == Kind::Noun && lemma.is_some_and(|l| holds(&self.k.language.called_after, l))
    }
}
