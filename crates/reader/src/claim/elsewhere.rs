//! Places that an event is not told to be at: those of what was told before it in its sentence, and words that name no place.

use super::build::Draft;
use super::slots::{Found, Sentence};
use crate::knowledge::{Labels, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::Number;
use hudna_claims::{Event, Modality};

/// Whether a place before an event without one is no more of it: between them the sentence went on to something else.
pub(super) fn left_behind(s: &Sentence<'_>, event: Event, modality: Modality, node: usize, place: usize) -> bool {
    let between = &s.nodes[place + 1..node.max(place + 1)];
    let particle = |n: &Node, label: u64| n.kind == Kind::Particle && n.is(label);
    let has = |label: u64| between.iter().any(|n| particle(n, label));
    let pause = || between.iter().any(|n| n.kind == Kind::Comma || particle(n, Labels::CLAUSE));
    // `دخلت القوات المدينة، لتفادي وقوع ضحايا`: what is only thought of has its own
    // place. `في المحطة مسلحون، وطالبهم بالانسحاب`: but who is asked to leave is where he was told to be.
    let held = matches!(event, Event::ControlLeave | Event::ControlTake);
    let ahead = !held && modality == Modality::Possible;
    if ahead && pause() {
        return true;
    }
    // `تسيطر الفصائل على البلدة التي تقصف يوميا، فيما شن الطيران غارات`
    has(Labels::RELATIVE) && has(Labels::CLAUSE)
}

/// Where forces are said to be stationed.
pub(super) struct Station {
    pub place: usize,
    /// The node that tells it.
    told: usize,
    forces: Vec<Found>,
    /// They are said to strike, and right after the word for them where they stand: `القوات المتمركزة في القاعدة قصفت`.
    pub strike: bool,
}

impl Station {
    /// `القصف الذي نفذته القوات المتمركزة في القاعدة`: whether it is told after an event of those who do that: from there they strike.
    pub fn of_those_in(&self, d: &Draft) -> bool {
        d.node < self.told && self.told < self.place && self.forces.iter().any(|f| d.slots.actor.contains(f))
    }
}

/// The places of this line at which forces are told to be.
pub(super) fn stations(s: &Sentence<'_>, drafts: &[Draft]) -> Vec<Station> {
    let based = drafts.iter().filter(|d| d.event == Event::Deploy);
    // `القوات الموجودة في القاعدة`: the word that tells it may be their own.
    let forces = |d: &Draft| {
        let own = s.entity(d.node).is_some_and(Entity::can_act).then(|| s.found(d.node));
        d.slots.actor.iter().copied().chain(own).collect::<Vec<_>>()
    };
    let here = |d: &Draft| {
        let places = d.slots.place.iter().filter(|f| f.line == s.line && f.via.is_none());
        places.map(|f| f.node as usize).collect::<Vec<_>>()
    };
    based
        .flat_map(|d| {
            let own = forces(d);
            let acts = |o: &Draft| o.event == Event::Attack && own.iter().any(|f| o.slots.actor.contains(f));
            let strike = drafts.iter().any(acts) && (s.nodes[d.node].describes() || s.entity(d.node).is_some());
            let first = here(d).into_iter().find(|&p| p > d.node && p <= d.node + 2);
            let row = first.map(|p| s.conjuncts(p)).unwrap_or_default();
            let next = |place| row.iter().any(|f| f.node as usize == place);
            let at = |place| Station { place, told: d.node, forces: own.clone(), strike: strike && next(place) };
            here(d).into_iter().map(at).collect::<Vec<_>>()
        })
        .collect()
}

/// `استهدف القصف مواقع عدة`, `مناطق متفرقة`: words for places that no name came to, and that do not tell which are meant, are left out.
pub(super) fn unnamed(s: &Sentence<'_>, drafts: &mut [Draft]) {
    let bare = |e: &Entity| e.area && e.places.is_empty() && !e.unlisted && e.of.is_none() && e.actor.is_none();
    // `المدن`, `مواقع`: several that no word tells apart.
    let several = |n: &Node| n.feats.is_some_and(|f| f.number != Number::Singular);
    let held = |event: Event| {
        use Event::*;
        let taken = matches!(event, ControlHold | ControlTake | ControlLeave | SiegeImpose | SiegeHold | SiegeLift);
        taken || matches!(event, RouteOpen | RouteClose | CheckpointErect | CheckpointRemove)
    };
    let nothing = |f: &Found, event: Event| {
        let at = f.node as usize;
        if !s.lines_entity(*f).is_some_and(bare) {
            return false;
        }
        // `منزل ... قصفه`: nor does a pronoun name any; but `البلدة ... نزحوا منها` is that one.
        if f.line != s.line || f.via.is_some() {
            let one = s.lines_entity(*f).is_some_and(|e| e.definite) && s.lines_node(*f).is_some_and(|n| !several(n));
            return f.via.is_some() && !one;
        }
        let n = &s.nodes[at];
        let words = &s.k.language.whereabouts;
        // `على حدودها مع السودان`
        if s.held(at).is_some() || s.border_with(at) {
            return false;
        }
        let word = s.types.folded(s.parse.tokens[n.last as usize - 1]);
        if n.last - n.first == 1 {
            // `انسحبوا من المدن`, `أغلقوا المداخل`: but what is held, besieged, closed may be no more than that; and `البلاد` is one land.
            let told = held(event) || holds(&words.countries, word);
            return several(n) && !told || holds(&words.blank, s.folded_stem(n));
        }
        holds(&words.vague, word)
    };
    for d in drafts.iter_mut() {
        let event = d.event;
        d.slots.place.retain(|f| !nothing(f, event));
    }
}
