//! Who is to do what a verb after أن tells: whom the word over it asks, or whose duty it says that it is.

use super::fill::Slots;
use super::govern::Way;
use super::slots::{Found, Sentence};
use crate::knowledge::{AgentOf, Frame, Labels, RoleKind};
use crate::parse::Entity;
use hudna_arabic::morph::{Gender, Number};

impl Sentence<'_> {
    /// `أن تسمح`: whether a verb of the third person stands after أن, so that the word over it may tell whose deed it is.
    pub(super) fn bidden(&self, at: usize) -> bool {
        let that = |b: usize| self.nodes[b].is(Labels::THAT);
        self.subjunctive(at) && self.before(at).is_some_and(that) && self.nodes[at].feats.is_some_and(|f| f.person == 3)
    }

    /// `على الحكومة أن تسمح بدخول القوافل`, `طالب الفصائل بأن تنسحب`: who acts where the verb has no subject of its own and agrees with those
    /// of whom it is asked.
    pub(super) fn as_asked(&self, at: usize, frame: &Frame, way: &Way, slots: &mut Slots) {
        let roles = frame.slots("subject").unwrap_or(&[RoleKind::Actor]);
        let open = slots.actor.is_empty() && !way.agent_soft && roles.contains(&RoleKind::Actor);
        if open && way.asked.iter().all(|f| self.suits(at, *f, way.asked.len() > 1)) {
            for found in &way.asked {
                let _ = self.place_in(slots, &[RoleKind::Actor], *found);
            }
        }
    }

    /// `دعا الأطراف إلى أن تلتزم بالهدنة`: of whom the word over أن asks what a verb without a subject tells.
    pub(super) fn asked_to(&self, at: usize) -> Vec<Found> {
        let over = if self.bidden(at) { self.governor(at, 0) } else { None };
        let asks = |op: u16| self.k.language.operators[op as usize].agent == AgentOf::Object;
        let asked = over.filter(|&(_, op)| asks(op)).map(|(governor, _)| self.asked_of(governor)).unwrap_or_default();
        if asked.iter().all(|f| self.suits(at, *f, asked.len() > 1)) { asked } else { Vec::new() }
    }

    /// Whether a verb that stands after those whom it is of may be of a phrase.
    fn suits(&self, verb: usize, found: Found, several: bool) -> bool {
        let (Some(v), Some(n)) = (self.nodes[verb].feats, self.lines_node(found).and_then(|n| n.feats)) else {
            return true;
        };
        // A name has the gender of what it names.
        let named = |e: &Entity| e.actor.is_some() && !e.group && e.people.is_none();
        let many = several || n.number != Number::Singular;
        match (v.number, v.gender) {
            (Number::Singular, Gender::Masculine) => {
                !many && (n.gender == Gender::Masculine || self.lines_entity(found).is_some_and(named))
            }
            (Number::Singular, _) => {
                many || n.gender == Gender::Feminine || self.lines_entity(found).is_some_and(named)
            }
            _ => many,
        }
    }
}
