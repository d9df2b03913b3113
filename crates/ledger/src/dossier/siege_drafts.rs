//! Which claims are of one siege: by place and besieger, the liftings by the siege that they fit best.

use super::party::{Match, Party, add_all, overlap, parties};
use crate::Background;
use hudna_claims::{Claim, Event, Modality};

/// Claims that are of one siege.
pub(super) struct Draft {
    pub places: Vec<Party>,
    pub besiegers: Vec<Party>,
    /// The claims, by index.
    pub claims: Vec<usize>,
}

/// What a claim says of a siege's place and besieger.
struct Parts {
    index: usize,
    places: Vec<Party>,
    actors: Vec<Party>,
    /// Who holds the places, as the same sentence says: no one besieges what is in his own hands.
    holders: Vec<Party>,
    lift: bool,
}

/// The sieges among the claims, in the order in which the report tells of them.
pub(super) fn drafts(claims: &[Claim], background: &Background) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for part in in_order(claims, background) {
        let at = home(&drafts, &part, background).unwrap_or_else(|| {
            drafts.push(Draft { places: Vec::new(), besiegers: Vec::new(), claims: Vec::new() });
            drafts.len() - 1
        });
        let Some(draft) = drafts.get_mut(at) else { continue };
        let Parts { index, mut places, actors, lift, .. } = part;
        if lift && !draft.places.is_empty() {
            // A lifting in a part of the place, or around it, does not make the siege one of that part.
            places.retain(|p| !draft.places.iter().any(|q| p.meets(q, background)));
        }
        add_all(&mut draft.places, places);
        if !lift {
            add_all(&mut draft.besiegers, actors);
        }
        draft.claims.push(index);
    }
    drafts.sort_by_key(|draft| draft.claims.iter().min().copied());
    drafts
}

/// Claims of sieges laid or held first, those with place and besieger before the others; then the liftings.
fn in_order(claims: &[Claim], background: &Background) -> Vec<Parts> {
    let siege = |c: &Claim| matches!(c.event, Event::SiegeImpose | Event::SiegeHold | Event::SiegeLift);
    let mut all: Vec<Parts> = claims
        .iter()
        .enumerate()
        .filter(|(_, c)| siege(c))
        .map(|(index, c)| {
            let (mut places, actors) = (parties(&c.place), parties(&c.actor));
            let held_by = |place: &Party| held(claims, c, place, background);
            let elsewhere: Vec<Party> = places
                .iter()
                .filter(|p| !held_by(p).iter().any(|h| actors.iter().any(|a| h.meets(a, background))))
                .cloned()
                .collect();
            if !elsewhere.is_empty() {
                places = elsewhere;
            }
            let holders = places.iter().flat_map(held_by).collect();
            Parts { index, places, actors, holders, lift: c.ceases || c.event == Event::SiegeLift }
        })
        .collect();
    all.sort_by_key(|p| (p.lift, p.places.is_empty(), p.actors.is_empty(), p.index));
    all
}

/// Who holds a place, as the sentence of a claim says.
fn held(claims: &[Claim], of: &Claim, place: &Party, background: &Background) -> Vec<Party> {
    let holds = |c: &&Claim| {
        c.event == Event::ControlHold && c.modality == Modality::Ongoing && !c.ceases && c.evidence == of.evidence
    };
    let here = |c: &&Claim| parties(&c.place).iter().any(|p| place.within(p, background));
    claims.iter().filter(holds).filter(here).flat_map(|c| parties(&c.actor)).collect()
}

/// The siege that a claim is of: the one that it fits best; for a claim without a place, the only one that it can be of.
fn home(drafts: &[Draft], part: &Parts, background: &Background) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for (at, draft) in drafts.iter().enumerate() {
        let score = draft.score(part, background);
        if score > best.map_or(0, |(score, _)| score) {
            best = Some((score, at));
        }
    }
    let by_actor = |d: &Draft| part.actors.is_empty() || overlap(&d.besiegers, &part.actors) == Match::Yes;
    best.map(|(_, at)| at).or_else(|| only(drafts, |d| part.places.is_empty() && by_actor(d)))
}

impl Draft {
    /// How well a claim fits: more the same places, near ones, the same besieger; nothing where it cannot be this siege.
    fn score(&self, part: &Parts, background: &Background) -> usize {
        const SAME: usize = 4;
        const BESIEGER: usize = 2;
        const NEAR: usize = 1;
        let actor = overlap(&self.besiegers, &part.actors);
        let own = self.besiegers.iter().any(|b| part.holders.iter().any(|h| b.meets(h, background)));
        if own || (actor == Match::No && !part.lift) {
            return 0;
        }
        let of = |place: &Party| {
            if self.places.iter().any(|p| p.same(place)) {
                SAME
            } else if self.places.iter().any(|p| p.meets(place, background)) {
                NEAR
            } else {
                0
            }
        };
        let places: usize = part.places.iter().map(of).sum();
        let unplaced = self.places.is_empty() && actor == Match::Yes;
        let besieger = if actor == Match::Yes { BESIEGER } else { 0 };
        if places > 0 || unplaced { places + besieger } else { 0 }
    }
}

/// The only draft that passes.
fn only(drafts: &[Draft], test: impl Fn(&Draft) -> bool) -> Option<usize> {
    let mut passing = drafts.iter().enumerate().filter(|(_, d)| test(d)).map(|(i, _)| i);
    passing.next().filter(|_| passing.next().is_none())
}
