//! What befalls those who stand apart from it: a row of places, each with its district, between a verb of undergoing and what they undergo
//! (`تعرضت قرية كذا بالريف الشمالي، وقريتا كذا وكذا بالريف الغربي، لقصف`), and whoever was killed, as somebody tells.

use super::slots::{Found, Sentence};
use crate::knowledge::Labels;
use crate::parse::{Kind, Node};

/// So many nodes the row may take.
const LONG: usize = 36;

impl Sentence<'_> {
    /// The places of such a row after the first one, each joined after a comma, where the event follows them.
    pub(super) fn undergo_too(&self, first: usize, place: impl Fn(usize) -> bool) -> Vec<Found> {
        let mut more = Vec::new();
        for i in first + 1..self.nodes.len().min(first + LONG) {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Noun if n.joined_prep() == Some("ل") && self.triggers.contains(&i) => return more,
                Kind::Prep if n.enc.is_none() && self.triggers.contains(&(i + 1)) => return more,
                Kind::Entity if place(i) && n.joined_by_and() && self.begins_anew(i) => more.extend(self.conjuncts(i)),
                Kind::Stop | Kind::Verb | Kind::Operator => break,
                Kind::Particle if n.is(Labels::THAT | Labels::CLAUSE | Labels::RELATIVE) => break,
                _ => {}
            }
        }
        Vec::new()
    }

    /// `بالريف الجنوبي وقرية كذا`, `، وأطراف كذا`
    fn begins_anew(&self, i: usize) -> bool {
        match self.nodes[i - 1].kind {
            Kind::Comma => true,
            Kind::Adjective => self.nodes[i].is(Labels::PLACE_KIND),
            _ => false,
        }
    }

    /// `قال المراسل إنه قتل ثلاثة`: after `أنه` of one who only tells of it, before those who were killed, nobody kills.
    pub(super) fn tells_only(&self, verb: usize, stands_for: Found) -> bool {
        if !self.nodes[verb].is(Labels::DEATH | Labels::INJURY) || self.nodes[verb].enc.is_some() {
            return false;
        }
        let tells = self.lines_node(stands_for).is_some_and(|n| n.is(Labels::SOURCE_HEAD));
        let kind = self.lines_entity(stands_for).and_then(|e| e.actor).map(|a| &self.k.actors[a as usize]);
        let next = (verb + 1..self.nodes.len()).find(|&i| !matches!(self.nodes[i].kind, Kind::Number | Kind::Time));
        let victims = next.is_some_and(|i| self.entity(i).is_some_and(|e| e.people.is_some()) && !self.has_prep(i));
        victims && (tells || kind.is_some_and(|a| a.tells()))
    }

    /// `وقامت على إثرها دورية بمداهمة منزل`: a preposition with a noun that only points back by its pronoun.
    pub(super) fn upon_it(&self, prep: usize) -> bool {
        let back = |n: &Node| matches!(n.kind, Kind::Noun | Kind::Prep) && n.enc.is_some_and(|e| e.person == 3);
        let points = |n: &Node| back(n) && n.pro.0 == 0;
        self.nodes[prep].kind == Kind::Prep
            && self.nodes[prep].enc.is_none()
            && self.nodes.get(prep + 1).is_some_and(points)
            && !self.triggers.contains(&(prep + 1))
    }
}
