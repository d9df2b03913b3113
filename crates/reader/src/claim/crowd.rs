//! Who strikes with what in the words right after a verbal noun: `استهداف القوات بالرشاشات سيارة`, `مهاجمة المتظاهرين مقر الحزب`; who is named with
//! others and strikes or suffers with them, and who only describes what is fired.

use super::slots::{Dependent, Found, Position, Sentence};
use crate::knowledge::{ActorKind, Frame, Labels, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Number, Pos, Proclitics};
use hudna_claims::Event;

impl Sentence<'_> {
    /// Whether a phrase is joined to an actor right before it and can act too.
    pub(super) fn partners(&self, before: Found, found: Found) -> bool {
        let actor = |f: Found| self.lines_entity(f).is_some_and(|e| e.actor.is_some());
        let at = found.node as usize;
        found.line == self.line
            && before.line == self.line
            && actor(before)
            && actor(found)
            && self.nodes[at].joined_by_and()
            && self.nodes[at].joined_prep().is_none()
            && (0..at).rev().find(|&i| !self.nodes[i].passed_over()) == Some(before.node as usize)
    }

    /// `خمسة مدنيين بينهم طفل وامرأة`: the last of the people whom a preposition with a pronoun counts among others.
    pub(super) fn some_of_them(&self, prep: usize) -> Option<usize> {
        let people =
            |i: usize| self.entity(i).is_some_and(|e| self.unarmed(e) || e.actor.is_some_and(|a| self.civil(a)));
        // `بينهم أب وابنه`
        let kin = |n: &Node| n.kind == Kind::Noun && holds(&self.k.language.kin, self.folded_stem(n));
        let mut last = None;
        for i in prep + 1..self.nodes.len().min(prep + 9) {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Number | Kind::Adjective | Kind::Open | Kind::Close => {}
                Kind::Entity | Kind::Noun
                    if (people(i) || kin(n)) && n.joined_prep().is_none() && (last.is_none() || n.joined_by_and()) =>
                {
                    last = Some(i);
                }
                _ => break,
            }
        }
        last.filter(|_| self.among(prep))
    }

    /// `جرحى القصف عرف منهم فلان`: whether behind a noun of an event who is known of others is named.
    pub(super) fn known_among(&self, at: usize, prep: usize) -> bool {
        self.nodes[at].kind == Kind::Noun
            && prep.checked_sub(1).is_some_and(|v| self.nodes[v].kind == Kind::Verb)
            && self.among(prep)
            && self.entity(prep + 1).is_some_and(|e| e.person && !e.group)
            && self.nodes[prep].enc.is_some_and(|e| e.number != Number::Singular)
    }

    /// Whether a node is a preposition with a pronoun that counts some among others (`بينهم`).
    pub(super) fn among_them(&self, prep: usize) -> bool {
        self.nodes.get(prep).is_some_and(|p| p.kind == Kind::Prep && p.enc.is_some()) && self.among(prep)
    }

    fn among(&self, prep: usize) -> bool {
        holds(&self.k.language.prepositions.among, self.folded_stem(&self.nodes[prep]))
    }

    /// `بالرشاشات`, `بقذائف`: arms with which something is done.
    pub(super) fn with_arms(&self, i: usize) -> bool {
        let n = &self.nodes[i];
        let thing = self.entity(i).is_some_and(|e| e.goods.is_some() && e.actor.is_none());
        (thing || n.kind == Kind::Noun && n.is(Labels::ARMS)) && n.joined_prep() == Some("ب") && n.enc.is_none()
    }

    /// `قصف لروسيا على القرية`: whether a state that ل joins to the noun for a blow strikes: it is told after على what is struck.
    pub(super) fn blow_of_state(&self, at: usize, frame: &Frame, d: &Dependent<'_>, deps: &[Dependent<'_>]) -> bool {
        let i = d.found.node as usize;
        let state = |e: &Entity| e.actor.is_some_and(|a| self.k.actors[a as usize].kind == ActorKind::State);
        let on = |o: &Dependent<'_>| {
            let over = matches!(o.position, Position::Prep(p) if holds(&self.k.language.prepositions.done_to, p));
            over && !o.relative
                && o.found.node > d.found.node
                && self.lines_entity(o.found).is_some_and(Entity::can_place)
        };
        let own = d.found.line == self.line
            && d.found.via.is_none()
            && self.nodes[self.row_head(i)].joined_prep() == Some("ل");
        let blow = frame.event == Event::Attack && self.nodes[at].kind == Kind::Noun && self.nodes[at].enc.is_none();
        blow && own && !d.relative && self.entity(i).is_some_and(|e| !e.person && state(e)) && deps.iter().any(on)
    }

    /// `غارات الطائرات`, `قصفوها بصواريخ وقذائف المدفعية`: arms after a noun for a blow, or right after what they fire, are no party of
    /// their own.
    pub(super) fn of_shells(&self, at: usize, i: usize) -> bool {
        let n = &self.nodes[i];
        let fired = |b: usize| {
            let goods = self.entity(b).is_some_and(|e| e.goods.is_some() && e.actor.is_none());
            let led = self.nodes[b].joined_prep().is_some() || self.nodes[b].joined_by_and();
            goods && led && b > at && self.nodes[b].enc.is_none()
        };
        let readings = self.types.readings(self.parse.tokens[n.first as usize]);
        let arms = || readings.iter().any(|r| self.types.bits(r.lemma) & Labels::ARMS != 0);
        let bare = n.pro.0 & !Proclitics::AL.0 == 0 && n.last - n.first == 1;
        bare && i > 0 && (self.nodes[at].kind == Kind::Noun || fired(i - 1)) && arms()
    }

    /// Whether people who bear no arms, right after a verbal noun of a blow, are those who strike: a place follows that they cannot be of.
    pub(super) fn crowd_strikes(&self, who: Found, deps: &[Dependent<'_>]) -> bool {
        let at = who.node as usize;
        let crowd = |e: &Entity| {
            !e.person && (e.people.is_some() || e.group) && self.nodes[at].last - self.nodes[at].first == 1
        };
        if who.line != self.line || !self.spared(who) || !self.entity(at).is_some_and(crowd) {
            return false;
        }
        let struck = |d: &Dependent<'_>| {
            let i = d.found.node as usize;
            let place = d.found.line == self.line && self.entity(i).is_some_and(|e| e.can_place() && !e.can_act());
            let bare = d.position == Position::Core && d.rank > 0 && i == at + 1;
            // `مهاجمة الأهالي لأحد الحواجز`
            let marked = |n: &Node| n.is(Labels::ONE) && n.joined_prep() == Some("ل");
            let one = i == at + 2 && self.nodes.get(at + 1).is_some_and(marked);
            place && !d.relative && !d.parted && (bare || d.position == Position::Prep("ل") && (one || i == at + 1))
        };
        deps.iter().any(struck)
    }

    /// `استهداف من قوات النظام`, `استهدافهم برصاص مباشر من الجنود`: whether after a verbal noun of a blow, or what it is done with, من names
    /// the party that strikes, though it does not by the frame.
    pub(super) fn strikes_from(&self, at: usize, frame: &Frame, d: &Dependent<'_>) -> bool {
        let Position::Prep(prep) = d.position else { return false };
        let i = d.found.node as usize;
        let masdar = self.nodes[at].pos() == Some(Pos::Masdar) && frame.event == Event::Attack;
        if !masdar || d.relative || d.parted || d.found.line != self.line || d.found.via.is_some() || i < at + 2 {
            return false;
        }
        let head = self.row_head(i);
        let of = holds(&self.k.language.part_of, prep) && frame.slots(prep).is_none() && self.fights(head);
        let way = |j: usize| self.nodes[j].kind == Kind::Adjective || self.nodes[j].is_quote() || self.with_arms(j);
        of && head > at && (at + 1..head - 1).all(way) && self.nodes[head - 1].kind == Kind::Prep
    }

    /// Whether the word before a phrase says that something belongs to it.
    pub(super) fn belongs(&self, i: usize) -> bool {
        i > 0 && self.nodes[i - 1].is(Labels::BELONG)
    }
}
