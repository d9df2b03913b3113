//! Buildings and works that are struck: each is a place of its own, though no name is its.

use super::build::Draft;
use super::fill::Slots;
use super::share::preposition;
use super::slots::{Found, Sentence};
use crate::knowledge::holds;
use crate::parse::Entity;
use hudna_arabic::morph::Proclitics;
use hudna_claims::Event;

/// `استهدف القصف مدرسة`: what is struck itself is where, if no place is named. Who is killed in the blow is killed there.
pub(super) fn struck(drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let sites = std::mem::take(&mut drafts[i].slots.sites);
        if sites.is_empty() || !drafts[i].slots.place.is_empty() {
            continue;
        }
        let sentence = drafts[i].sentence;
        let harmed = |d: &&mut Draft| d.event == Event::Harm && d.sentence == sentence && d.slots.place.is_empty();
        for d in drafts.iter_mut().filter(harmed) {
            d.slots.place.clone_from(&sites);
        }
        drafts[i].slots.place = sites;
    }
}

impl Sentence<'_> {
    /// The buildings and works without a name among the places of a blow.
    pub(super) fn sites(&self, event: Event, slots: &Slots) -> Vec<Found> {
        let nameless = |e: &Entity| e.area && e.places.is_empty() && !e.unlisted && e.actor.is_none();
        let words = &self.k.language;
        let site = |f: &&Found| {
            let n = &self.nodes[f.node as usize];
            let stem = self.folded_stem(n);
            let last = || self.types.folded(self.parse.tokens[n.last as usize - 1]);
            // `استهدفت المدرسة`: the one that was named before.
            let back = n.last - n.first == 1 && n.pro.has(Proclitics::AL);
            (holds(&words.whereabouts.sites, stem) || holds(&words.homes, stem))
                && n.enc.is_none()
                && !back
                && !holds(&words.whereabouts.vague, last())
                // `قصف من قاعدة`: whence it comes.
                && !preposition(self, f.node as usize).is_some_and(|p| holds(&words.part_of, p))
        };
        let here = |f: &&Found| f.line == self.line && f.via.is_none();
        let places = if event == Event::Attack { slots.place.as_slice() } else { &[] };
        let bare = |f: &&Found| self.lines_entity(**f).is_some_and(nameless);
        places.iter().filter(here).filter(bare).filter(site).copied().collect()
    }
}
