//! Agreements and truces, put together across reports, with their terms and what was done of each.

mod assemble;
mod by_claim;
mod compared;
mod course;
mod draft;
mod due;
mod kept;
mod record;
mod ruled;
mod score;
mod term;
mod truce;
mod wanted;

pub(crate) use compared::{Compared, sort};
pub use due::{Due, dues};
pub(crate) use kept::Kept;
pub use record::{AgreementRecord, DealKind, DealState, DealTerm, Life, Meeting, Reached};
pub(crate) use ruled::{agreeing, owing};
pub use score::{DealEvidence, DealWeight, Mark, Scored};
pub use term::DealTermKind;
pub(crate) use wanted::Wanted;

use crate::Obligation;
use crate::context::Context;
use crate::docket::Rulings;
use crate::fact::{Day, Fact, Where, Who};
use crate::incident::Incidents;
use crate::world::Domain;
use assemble::{Deal, Match, hands};
use hudna_claims::{Event, Modality};
use ruled::Ruled;
use std::collections::HashMap;
use std::sync::Arc;
use term::{Demands, Owed};

type Map<K, V> = HashMap<K, V, rustc_hash::FxBuildHasher>;

/// A term by the places of its agreement and of itself in their lists, after the first day of the agreement.
type At = (Day, usize, usize);

/// Facts as agreements are made of them.
#[derive(Clone, Copy)]
pub(crate) struct Facts<'a, 'f> {
    /// All of them; where nobody joined claims or set them apart, they need not be there.
    pub all: &'a [&'f Fact],
    /// Those of reports that [bear on agreements](concerns).
    pub concerned: &'a [&'f Fact],
    /// What was made of these on other days.
    pub kept: Option<&'a Kept<'f>>,
}

/// Whether the facts of a report can have any part in an agreement but that of evidence, which incidents have.
pub(crate) fn concerns<'f>(mut report: impl Iterator<Item = &'f Fact>) -> bool {
    report.any(|fact| {
        matches!(fact.event, Event::Agree | Event::Truce | Event::Collapse | Event::Breach | Event::Meet)
            || matches!(fact.modality, Modality::Agreed | Modality::Demanded)
    })
}

/// The agreements that facts tell of. Facts and incidents are in an order that does not depend on that of their arrival.
pub(crate) fn agreements(
    facts: Facts<'_, '_>,
    incidents: &Incidents<'_>,
    rulings: &Rulings<'_>,
    context: &Context<'_>,
) -> Vec<Arc<AgreementRecord>> {
    let ruled = Ruled::of(facts.all, incidents, rulings);
    Compared::of(planned(facts, &ruled, context), incidents, context).records(context)
}

/// Agreements with their terms, before incidents are compared with them.
pub(crate) struct Planned<'f> {
    deals: Vec<Arc<Deal<'f>>>,
    /// Those that are truces and no more.
    truces: Vec<bool>,
    terms: Vec<Vec<Owed<'f>>>,
}

impl<'f> Planned<'f> {
    /// Those that facts tell of about which people decided nothing.
    pub fn of(facts: Facts<'_, 'f>, context: &Context<'_>) -> Planned<'f> {
        planned(facts, &Ruled::default(), context)
    }
}

fn planned<'f>(facts: Facts<'_, 'f>, ruled: &Ruled, context: &Context<'_>) -> Planned<'f> {
    let deals = assemble::assemble(facts.concerned, facts.kept, ruled, context);
    let demands = if deals.is_empty() { Demands::default() } else { demands(facts.concerned, context) };
    let truces: Vec<bool> = deals.iter().map(|deal| deal.is_truce(context)).collect();
    let terms = deals.iter().zip(&truces).map(|(deal, truce)| term::terms(deal, *truce, &demands, ruled, context));
    Planned { terms: terms.collect(), truces, deals }
}

/// The parts of the state that events are of: incidents of others need no look.
fn domains(events: impl Iterator<Item = Event>, context: &Context<'_>) -> Vec<Domain> {
    let mut all: Vec<Domain> = Vec::new();
    for domain in events.map(|event| context.world.settings().domain(event)) {
        if !all.contains(&domain) {
            all.push(domain);
        }
    }
    all
}

/// Who is told to besiege the places of liftings that nobody is named for.
fn besiegers(terms: &[Vec<Owed<'_>>], incidents: &Incidents<'_>, context: &Context<'_>) -> Map<Where, Vec<Who>> {
    let open = terms.iter().flatten().filter(|term| by_besieger(term));
    let mut all: Map<Where, Vec<Who>> = open.flat_map(|term| &term.places).map(|at| (*at, Vec::new())).collect();
    if all.is_empty() {
        return all;
    }
    let sieges = [Event::SiegeImpose, Event::SiegeHold];
    let domains = domains(sieges.into_iter(), context);
    for incident in incidents.told(|domain| domains.contains(&domain), |event| sieges.contains(&event)) {
        if !incident.places.iter().any(|place| all.contains_key(place)) || !incident.is_told() {
            continue;
        }
        for place in &incident.places {
            let Some(there) = all.get_mut(place) else { continue };
            there.extend(incident.actors.iter().filter(|who| !there.contains(who)).copied().collect::<Vec<_>>());
        }
    }
    all
}

/// Nobody is named for a lifting.
fn by_besieger(term: &Owed<'_>) -> bool {
    term.event == Event::SiegeLift && term.by_whom.is_empty()
}

/// A lifting that nobody is named for is for the besieger to do, if one side of the agreement is known to besiege the place.
fn owe_as_besieger(term: &mut Owed<'_>, deal: &Deal<'_>, besiegers: &Map<Where, Vec<Who>>, context: &Context<'_>) {
    if !by_besieger(term) {
        return;
    }
    let sides = term.places.iter().filter_map(|place| besiegers.get(place)).flatten().copied().filter(|who| {
        hands(&[*who], &deal.parties, context) == Match::Yes && hands(&[*who], &term.to_whom, context) != Match::Yes
    });
    let mut sides: Vec<Who> = sides.collect();
    sides.sort_unstable();
    sides.dedup();
    let one = sides.iter().all(|a| sides.iter().all(|b| context.names.family(*a) == context.names.family(*b)));
    if one && !sides.is_empty() {
        term.by_whom.extend(sides);
        term.as_besieger = true;
    }
}

fn demands<'f>(facts: &[&'f Fact], context: &Context<'_>) -> Demands<'f> {
    let mut all = Demands::default();
    let wanted = |f: &&&Fact| f.modality == Modality::Demanded && !f.speakers.is_empty();
    for fact in facts.iter().filter(wanted) {
        for place in &fact.places {
            let there = all.entry((fact.event, fact.ceases, context.names.settlement(*place))).or_default();
            there.push(fact);
        }
    }
    all
}

/// The incidents that speak for or against each term, of each agreement.
fn gather(
    deals: &[Arc<Deal<'_>>],
    terms: &[Vec<Owed<'_>>],
    incidents: &Incidents<'_>,
    context: &Context<'_>,
) -> Vec<Vec<Vec<DealEvidence>>> {
    let mut found: Vec<Vec<Vec<DealEvidence>>> = terms.iter().map(|t| vec![Vec::new(); t.len()]).collect();
    let mut at: Vec<Vec<At>> = vec![Vec::new(); context.names.places()];
    let mut by: Map<(Event, Who), Vec<At>> = HashMap::default();
    let mut order: Vec<usize> = (0..deals.len()).collect();
    order.sort_by_key(|n| deals.get(*n).map(|deal| deal.day()));
    for deal in order {
        let day = deals.get(deal).map_or(Day::FIRST, |deal| deal.day());
        for (term, owed) in terms.get(deal).into_iter().flatten().enumerate() {
            let mut places: Vec<Where> = owed.places.iter().flat_map(|p| [*p, context.names.settlement(*p)]).collect();
            places.sort_unstable();
            places.dedup();
            for place in places {
                if let Some(there) = at.get_mut(place.index()) {
                    there.push((day, deal, term));
                }
            }
            for who in owed.by_whom.iter().filter(|_| owed.places.is_empty()) {
                let there = by.entry((owed.event, context.names.family(*who))).or_default();
                if there.last() != Some(&(day, deal, term)) {
                    there.push((day, deal, term));
                }
            }
        }
    }
    let mut obligations: Map<Event, Obligation> = HashMap::default();
    for term in terms.iter().flatten() {
        let known = || context.world.background().obligation(term.event);
        obligations.entry(term.event).or_insert_with(known);
    }
    let settings = context.world.settings().agreement();
    // Most incidents bear on no term, whoever owes it.
    let mut bearing = [false; Event::ALL.len()];
    for event in obligations.values().flat_map(|o| o.served_by.iter().chain(&o.broken_by)) {
        bearing[*event as usize] = true;
    }
    let mut near: Vec<At> = Vec::new();
    let bears = |event: Event| bearing[event as usize];
    let domains = domains(Event::ALL.iter().copied().filter(|event| bears(*event)), context);
    for incident in incidents.told(|domain| domains.contains(&domain), bears) {
        near.clear();
        let mut look = |all: Option<&Vec<At>>| {
            let Some(all) = all else { return };
            // What undoes a term does so as long as its agreement is in effect.
            let undoes = context.world.background().breaks_something(incident.event);
            let reach = if undoes { Day::FIRST } else { incident.to.plus(-settings.deeds) };
            let first = all.partition_point(|(day, ..)| *day < reach);
            let within = all.get(first..).unwrap_or_default();
            let until = within.partition_point(|(day, ..)| *day <= incident.to);
            near.extend(within.get(..until).unwrap_or_default().iter().rev().take(settings.bound));
        };
        for place in &incident.places {
            look(at.get(place.index()));
            for whole in context.names.wholes(*place) {
                look(at.get(whole.index()));
            }
        }
        for who in &incident.actors {
            look(by.get(&(incident.event, context.names.family(*who))));
        }
        near.sort_unstable();
        near.dedup();
        let mut taken: Vec<(At, DealEvidence)> = Vec::new();
        for (day, deal, term) in near.iter().rev().copied() {
            let Some((of, owed)) = deals.get(deal).zip(terms.get(deal).and_then(|t| t.get(term))) else { continue };
            let Some(obligation) = obligations.get(&owed.event) else { continue };
            if !obligation.served_by.contains(&incident.event) && !obligation.broken_by.contains(&incident.event) {
                continue;
            }
            // What a later agreement of the same sides owes anew speaks of that one.
            let anew = taken.iter().any(|((_, later, t), _)| {
                *later != deal
                    && terms.get(*later).and_then(|all| all.get(*t)).is_some_and(|t| t.event == owed.event)
                    && deals.get(*later).is_some_and(|l| hands(&l.parties, &of.parties, context) == Match::Yes)
            });
            if !anew && let Some(evidence) = score::evidence(of, owed, incident, obligation, context) {
                taken.push(((day, deal, term), evidence));
            }
        }
        for ((_, deal, term), evidence) in taken {
            if let Some(into) = found.get_mut(deal).and_then(|d| d.get_mut(term)) {
                into.push(evidence);
            }
        }
    }
    found
}

/// The claims that agreements and terms rest on.
fn rests_on<'a, 'f>(
    deals: &'a [Arc<Deal<'f>>],
    terms: &'a [Vec<Owed<'f>>],
) -> impl Iterator<Item = &'a &'f Fact> + Clone {
    let of_deals = deals.iter().flat_map(|d| d.facts.iter().chain(&d.course).chain(&d.meetings).chain(&d.talks));
    of_deals.chain(terms.iter().flatten().flat_map(|t| &t.facts))
}
