//! Fusion: facts that tell of one event are one incident.

mod toll;

pub use toll::Toll;

use crate::confidence::{Weighing, weigh};
use crate::context::Context;
use crate::docket::Rulings;
use crate::fact::{Basis, Bearing, ClaimKey, Day, Fact, Where, Wheres, Whos};
use hudna_claims::Event;
use std::fmt;
use toll::toll;

/// The id of an incident: that of its first claim, by id. The id of any other of its claims leads to it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IncidentId {
    /// The claim.
    pub claim: ClaimKey,
    /// Which of the claim's settlements, from 0: a claim of two towns tells of an incident in each.
    pub part: u8,
}

impl fmt::Display for IncidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            0 => write!(f, "i{}", self.claim),
            part => write!(f, "i{}-{}", self.claim, u16::from(part) + 1),
        }
    }
}

impl serde::Serialize for IncidentId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// One event, as all claims together tell of it.
#[derive(Debug, Clone)]
pub struct Incident<'f> {
    /// Its id.
    pub id: IncidentId,
    /// What happened.
    pub event: Event,
    /// It is about the event's ending.
    pub ceases: bool,
    /// Nothing of it has happened yet: it is agreed, promised, demanded, threatened, possible or refused.
    pub ahead: bool,
    /// The facts, in the order of their claims' ids.
    pub facts: Vec<&'f Fact>,
    /// First day on which it can have happened.
    pub from: Day,
    /// Last day on which it can have happened.
    pub to: Day,
    /// On what ground the days are known: the best of its claims.
    pub basis: Basis,
    /// Who did it.
    pub actors: Whos,
    /// To whom.
    pub targets: Whos,
    /// Where.
    pub places: Wheres,
    /// How many were killed.
    pub killed: Option<Toll>,
    /// How many were injured.
    pub injured: Option<Toll>,
    /// How many (trucks, people ...); of harm, killed and injured told as one number.
    pub count: Option<Toll>,
    /// How sure it is.
    pub weighing: Weighing,
}

impl Incident<'_> {
    /// Somebody tells of it as a fact.
    pub fn is_told(&self) -> bool {
        self.facts.iter().any(|f| f.bearing() == Bearing::Told)
    }

    /// Somebody denies it.
    pub fn is_denied(&self) -> bool {
        self.facts.iter().any(|f| f.bearing() == Bearing::Denied)
    }
}

/// The incidents that facts of one domain and settlement tell of. The order of the facts does not matter.
pub(crate) fn incidents<'f>(
    facts: &[&'f Fact],
    at: Option<Where>,
    _rulings: &Rulings<'_>,
    context: &Context<'_>,
) -> Vec<Incident<'f>> {
    let mut order: Vec<&Fact> = facts.to_vec();
    order.sort_unstable_by_key(|f| (f.time.from, f.key));
    let mut groups: Vec<Vec<&Fact>> = Vec::new();
    for fact in order {
        match groups.iter_mut().rev().find(|group| group.first().is_some_and(|first| same(first, fact, context))) {
            Some(group) => group.push(fact),
            None => groups.push(vec![fact]),
        }
    }
    groups.into_iter().filter_map(|group| incident(group, at, context)).collect()
}

/// Whether two facts tell of one event.
fn same(a: &Fact, b: &Fact, context: &Context<'_>) -> bool {
    let ahead = |f: &Fact| (f.bearing() == Bearing::Ahead).then_some(f.modality);
    let window = context.world.settings().window(a.event).told;
    a.event == b.event
        && a.ceases == b.ceases
        && ahead(a) == ahead(b)
        && b.time.from.since(a.time.to) <= window
        && a.time.from.since(b.time.to) <= window
        && (a.places.is_empty() && b.places.is_empty() && a.key.report == b.key.report
            || a.places.iter().any(|p| b.places.iter().any(|q| context.names.meet(*p, *q))))
}

fn incident<'f>(mut facts: Vec<&'f Fact>, at: Option<Where>, context: &Context<'_>) -> Option<Incident<'f>> {
    facts.sort_unstable_by_key(|f| f.key);
    let first = *facts.first()?;
    let best = facts.iter().map(|f| f.time.basis).min()?;
    let dated = || facts.iter().filter(|f| f.time.basis == best);
    let from = dated().map(|f| f.time.from).max()?;
    let to = dated().map(|f| f.time.to).min()?;
    let (mut actors, mut targets, mut places) = (Whos::new(), Whos::new(), Wheres::new());
    for fact in &facts {
        add(&mut actors, &fact.actors);
        add(&mut targets, &fact.targets);
        places.extend(fact.places.iter().copied().filter(|p| at == Some(context.names.settlement(*p))));
    }
    let mut seen = Wheres::new();
    places.retain(|place| {
        !seen.contains(place) && {
            seen.push(*place);
            true
        }
    });
    Some(Incident {
        id: IncidentId { claim: first.key, part: part(first, at, context) },
        event: first.event,
        ceases: first.ceases,
        ahead: first.bearing() == Bearing::Ahead,
        killed: toll(&facts, |f| f.killed, context),
        injured: toll(&facts, |f| f.injured, context),
        count: toll(&facts, |f| f.count, context),
        weighing: weigh(facts.iter().copied(), context),
        from: from.min(to),
        to: to.max(from),
        basis: best,
        actors,
        targets,
        places,
        facts,
    })
}

/// Which of a claim's settlements this one is.
fn part(fact: &Fact, at: Option<Where>, context: &Context<'_>) -> u8 {
    let mut all = Wheres::new();
    for place in &fact.places {
        let settlement = context.names.settlement(*place);
        if !all.contains(&settlement) {
            all.push(settlement);
        }
    }
    let found = all.iter().position(|settlement| Some(*settlement) == at).unwrap_or(0);
    u8::try_from(found).unwrap_or(u8::MAX)
}

fn add<T: Copy + PartialEq, const N: usize>(to: &mut smallvec::SmallVec<[T; N]>, from: &smallvec::SmallVec<[T; N]>)
where
    [T; N]: smallvec::Array<Item = T>,
{
    for item in from {
        if !to.contains(item) {
            to.push(*item);
        }
    }
}
