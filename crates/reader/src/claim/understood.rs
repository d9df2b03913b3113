//! Who acts where a verb has no written subject, or none that is a name: whom it is understood to be of, a thing that acts.

use super::fill::Slots;
use super::slots::{Found, Sentence};
use super::trigger::Trigger;
use crate::knowledge::{Labels, RoleKind};
use crate::parse::Kind;
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_claims::Event;

impl Sentence<'_> {
    /// Gives the slots of a subject to whom a verb is understood to be of.
    pub(super) fn add_understood(&self, at: usize, event: Event, roles: &[RoleKind], slots: &mut Slots) {
        let node = &self.nodes[at];
        let relative = self.relative_start(at);
        if let Some(start) = relative
            && !self.resumptive(at)
        {
            if let Some(found) = self.antecedent(start) {
                let _ = self.place_in(slots, roles, found);
            }
            return;
        }
        if node.feats.is_none_or(|f| f.person == 1) {
            if let Some(found) = self.we_at(at) {
                let _ = self.place_in(slots, roles, found);
            }
            return;
        }
        let mut understood = self.understood(at);
        if understood.is_empty() {
            understood = self.party_before(at);
        }
        // `هجمات استهدفت المدنيين، ثم استهدفت`: who does not fight is not understood to strike.
        let strikes = self.k.language.strikes.contains(&event);
        let dropped = strikes && understood.iter().any(|f| self.spared(*f));
        understood.retain(|f| !(strikes && self.spared(*f)));
        let plural = node.feats.is_some_and(|f| f.number == hudna_arabic::morph::Number::Plural);
        if understood.is_empty() && dropped && plural && relative.is_none() {
            understood.extend(self.striker_before(at));
        }
        for found in understood {
            let via = Some(self.span(at));
            let _ = self.place_in(slots, roles, Found { via: found.via.or(via), ..found });
        }
    }

    /// `استهدف قصف مدفعي القرية`: whether the indefinite event right after a verb of striking is its subject: what it strikes follows.
    pub(super) fn blow_acts(&self, verb: usize) -> bool {
        let (v, n) = (&self.nodes[verb], &self.nodes[verb + 1]);
        let word = self.types.folded(self.parse.tokens[n.head as usize]);
        let mut after = (verb + 2..self.nodes.len()).filter(|&i| !matches!(self.nodes[i].kind, Kind::Adjective | Kind::Time));
        let object = after.next().is_some_and(|i| {
            let o = &self.nodes[i];
            matches!(o.kind, Kind::Entity | Kind::Noun | Kind::Number) && o.joined_prep().is_none() && !o.joined_by_and()
        });
        self.triggers.contains(&verb) && !v.is(Labels::LIGHT) && !word.ends_with('ا') && object && super::doers::said_of(v, n)
    }

    /// `أسقطت الدفاعات طائرة`: whether a thing with the article stands as the subject right after a verb, so that the phrase at `next`,
    /// which is indefinite, is its object.
    pub(super) fn thing_acts(&self, trigger: &Trigger, next: Found) -> bool {
        let at = trigger.node + 1;
        let (Some(n), Some(o)) = (self.nodes.get(at), self.lines_node(next)) else { return false };
        n.kind == Kind::Noun
            && n.pro.0 == Proclitics::AL.0
            && n.enc.is_none()
            && matches!(n.pos(), Some(Pos::Noun | Pos::Masdar))
            && !n.is(Labels::TIME_UNIT | Labels::TIME | Labels::ONE)
            && !self.nodes[trigger.node].is(Labels::LIGHT)
            && !trigger.nodes.contains(&at)
            && !self.triggers.contains(&at)
            && next.line == self.line
            && next.node as usize > at
            && !o.pro.has(Proclitics::AL)
            && !self.lines_entity(next).is_some_and(|e| e.definite || e.actor.is_some_and(|a| !self.civil(a)))
            && super::doers::said_of(&self.nodes[trigger.node], n)
    }
}
