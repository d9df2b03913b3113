//! Where an event is looked at: the settlements of a fact's places.

use crate::fact::{Fact, Names, Where};
use crate::world::Domain;
use smallvec::SmallVec;

/// The settlements of a fact's places, each once, in the order in which the claim names them; none for a fact without a place.
///
/// A place in which another one of the fact lies adds nothing. Of violence, words that the knowledge does not place (`a farm`,
/// `the western countryside`) and wider areas do not count beside a settlement.
pub(crate) fn settlements(fact: &Fact, domain: Domain, names: &Names) -> SmallVec<[Option<Where>; 2]> {
    let mut all: SmallVec<[Option<Where>; 2]> = SmallVec::new();
    let one = fact.places.len() == 1;
    let exact = !one && domain == Domain::Violence && fact.places.iter().any(|p| names.is_settlement(*p));
    for place in &fact.places {
        let holds = |part: &Where| part != place && names.lies_in(*part, *place);
        if !one && fact.places.iter().any(holds) || exact && !names.is_settlement(*place) {
            continue;
        }
        let at = Some(names.settlement(*place));
        if !all.contains(&at) {
            all.push(at);
        }
    }
    if all.is_empty() {
        all.push(None);
    }
    all
}
