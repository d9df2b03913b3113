//! Fusion: facts that tell of one event are one incident.
//!
//! First the facts of one report (and of its copies) are put together into accounts, then accounts into incidents. An account
//! is compared with all that an incident holds so far, never with one of its claims alone, and accounts come in an order of
//! their own: what is surest of its time first. So the result depends on the set of facts only, and does not run on from claim to
//! claim.

mod account;
mod all;
mod cluster;
mod fuse;
mod judge;
mod place;
mod ruled;
mod toll;

pub use all::Incidents;
pub(crate) use cluster::{ClassOf, classes};
pub(crate) use place::settlements;
pub(crate) use ruled::Apart;
pub use toll::Toll;

use crate::confidence::{Weighing, weigh};
use crate::context::Context;
use crate::docket::Rulings;
use crate::fact::{Basis, Bearing, ClaimKey, Day, Fact, NoId, ReportKey, Where, Wheres, Whos};
use crate::state::Casualty;
use crate::world::Domain;
use account::accounts;
use fuse::{Alike, Group, fuse};
use hudna_claims::{Event, Modality};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, OnceLock};
pub(crate) use toll::{counted, toll};

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

impl FromStr for IncidentId {
    type Err = NoId;
    fn from_str(text: &str) -> Result<Self, NoId> {
        let wrong = || NoId(text.to_owned());
        let id = text.strip_prefix('i').ok_or_else(wrong)?;
        let (claim, part) = match id.split_once('-') {
            // The second settlement is written `-2`, and the first is not written.
            Some((claim, n)) => (claim, n.parse::<u16>().ok().and_then(|n| u8::try_from(n.checked_sub(1)?).ok())),
            None => (id, Some(0)),
        };
        let part = part.filter(|part| *part > 0 || !id.contains('-')).ok_or_else(wrong)?;
        Ok(IncidentId { claim: claim.parse().map_err(|_| wrong())?, part })
    }
}

impl Serialize for IncidentId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for IncidentId {
    fn schema_name() -> Cow<'static, str> {
        "IncidentId".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^ir[0-9a-f]{16}\\.[0-9a-f]{8}(-[0-9]+)?$" })
    }
}

/// Why claims of one report were put with those of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Joined {
    /// The first claim of those that came in together, by id.
    pub claim: ClaimKey,
    /// The rule, by its name in `knowledge/explain.toml`.
    pub rule: &'static str,
}

/// One event, as all claims together tell of it.
#[derive(Debug, Clone)]
pub struct Incident<'f> {
    /// Its id.
    pub id: IncidentId,
    /// Which part of the state it bears on.
    pub domain: Domain,
    /// What happened. Of violence: an attack, where one is told; its victims are of the same incident.
    pub event: Event,
    /// It is about the event's ending.
    pub ceases: bool,
    /// Nothing of it has happened yet: it is agreed, promised, demanded, threatened, possible or refused.
    pub ahead: bool,
    /// The facts, in the order of their claims' ids.
    pub facts: Vec<&'f Fact>,
    /// What was put together, and why; empty where one report tells of it once.
    pub joined: Vec<Joined>,
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
    /// Who was harmed, once that has been looked at.
    pub(crate) casualty: Casualties,
}

/// Who was harmed by an incident: what views of several days share. A copy of an incident has its own.
#[derive(Default)]
pub(crate) struct Casualties(OnceLock<Option<Arc<Casualty>>>);

impl Casualties {
    /// What was made of them, which is made now if it was not.
    pub fn made(&self, make: impl FnOnce() -> Option<Casualty>) -> Option<&Arc<Casualty>> {
        self.0.get_or_init(|| make().map(Arc::new)).as_ref()
    }
}

impl Clone for Casualties {
    fn clone(&self) -> Self {
        Casualties::default()
    }
}

impl fmt::Debug for Casualties {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Casualties")
    }
}

impl Incident<'_> {
    /// The same without its facts, so that it can be kept while facts come and go.
    pub(crate) fn without_facts(self) -> Incident<'static> {
        Incident {
            facts: Vec::new(),
            id: self.id,
            domain: self.domain,
            event: self.event,
            ceases: self.ceases,
            ahead: self.ahead,
            joined: self.joined,
            from: self.from,
            to: self.to,
            basis: self.basis,
            actors: self.actors,
            targets: self.targets,
            places: self.places,
            killed: self.killed,
            injured: self.injured,
            count: self.count,
            weighing: self.weighing,
            casualty: Casualties::default(),
        }
    }

    /// Somebody tells of it as a fact.
    pub fn is_told(&self) -> bool {
        self.facts.iter().any(|f| f.bearing() == Bearing::Told)
    }

    /// Somebody denies it.
    pub fn is_denied(&self) -> bool {
        self.facts.iter().any(|f| f.bearing() == Bearing::Denied)
    }
}

/// What is never put together: facts of different classes. Told and denied are one class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Class {
    /// Of violence, attack for all: the killed belong with the attack that killed them, and reports tell now the one, now the other.
    event: Event,
    ceases: bool,
    ahead: Option<Modality>,
}

impl Class {
    pub fn of(fact: &Fact, domain: Domain) -> Class {
        let event = if domain == Domain::Violence { Event::Attack } else { fact.event };
        let ahead = (fact.bearing() == Bearing::Ahead).then_some(fact.modality);
        Class { event, ceases: fact.ceases, ahead }
    }
}

/// Whether two facts of a domain can be put together at all.
pub(crate) fn of_one_kind(a: &Fact, b: &Fact, domain: Domain) -> bool {
    Class::of(a, domain) == Class::of(b, domain)
}

/// A fact with what its place among those of a unit is told by: its class, the report that it is from or a copy of, whether it is of
/// a copy, where it stands in its report, and its claim.
struct Placed<'f> {
    place: (Class, ReportKey, bool, usize, ClaimKey),
    fact: &'f Fact,
}

impl<'f> Placed<'f> {
    fn of(fact: &'f Fact, domain: Domain, context: &Context<'_>) -> Self {
        let origin = context.lineage.origin(fact.key.report);
        let copied = fact.key.report != origin;
        Placed { place: (Class::of(fact, domain), origin, copied, fact.evidence.start, fact.key), fact }
    }
}

/// Adds the incidents that facts of one domain and settlement tell of. The order of the facts does not matter.
pub(crate) fn incidents<'f>(
    facts: &[&'f Fact],
    domain: Domain,
    at: Option<Where>,
    rulings: &Rulings<'_>,
    context: &Context<'_>,
    all: &mut Vec<Arc<Incident<'f>>>,
) {
    let first = all.len();
    let apart = ruled::Apart::of(rulings.split.iter());
    // All that they are put in order by stands beside each fact: to look into the facts again and again would cost more.
    let mut order: Vec<_> = facts.iter().map(|f| Placed::of(f, domain, context)).collect();
    order.sort_unstable_by_key(|placed| placed.place);
    for class in order.chunk_by(|a, b| a.place.0 == b.place.0) {
        let mut unit =
            Unit { domain, at, event: class[0].place.0.event, reports: 0, apart: &apart, alike: None, context };
        let mut tellings = Vec::with_capacity(class.len());
        let mut reports = 0;
        for report in class.chunk_by(|a, b| a.place.1 == b.place.1) {
            accounts(report.iter().map(|placed| placed.fact), &unit, &mut tellings);
            reports += 1;
        }
        unit.reports = reports;
        let groups = ruled::join(fuse(tellings, &unit), rulings, &unit);
        all.reserve(groups.len());
        all.extend(groups.into_iter().filter_map(|group| incident(group, &unit)).map(Arc::new));
    }
    in_order(all.get_mut(first..).unwrap_or_default());
}

/// Puts the incidents of a unit in their order.
pub(crate) fn in_order(all: &mut [Arc<Incident<'_>>]) {
    all.sort_by_cached_key(|incident| (incident.from, incident.id));
}

/// What is looked at together, with what it is looked up in.
struct Unit<'a> {
    domain: Domain,
    at: Option<Where>,
    event: Event,
    /// Reports that tell of it.
    reports: usize,
    apart: &'a ruled::Apart,
    /// How alike its texts are, where that is kept.
    alike: Option<&'a Alike>,
    context: &'a Context<'a>,
}

impl Unit<'_> {
    /// It is no settlement: a governorate, a countryside, words that the knowledge does not place.
    fn is_wide(&self) -> bool {
        !self.at.is_some_and(|at| self.context.names.is_settlement(at))
    }
}

fn incident<'f>(group: Group<'f>, unit: &Unit<'_>) -> Option<Incident<'f>> {
    let Group { facts, joined, .. } = group;
    let mut facts = facts.into_vec();
    let (at, context) = (unit.at, unit.context);
    facts.sort_unstable_by_key(|f| f.key);
    let first = *facts.first()?;
    let best = facts.iter().map(|f| f.time.basis).min()?;
    // That a text came out again a day later says nothing of when it happened.
    let copied = |f: &Fact| context.lineage.origin(f.key.report) != f.key.report;
    let own = facts.iter().any(|f| f.time.basis == best && !copied(f));
    let dated = || facts.iter().filter(|f| f.time.basis == best && (!own || !copied(f)));
    let from = dated().map(|f| f.time.from).max()?;
    let to = dated().map(|f| f.time.to).min()?;
    let (mut actors, mut targets, mut places) = (Whos::new(), Whos::new(), Wheres::new());
    for fact in &facts {
        add(&mut actors, &fact.actors);
        add(&mut targets, &fact.targets);
        for place in fact.places.iter().filter(|p| at == Some(context.names.settlement(**p))) {
            if !places.contains(place) {
                places.push(*place);
            }
        }
    }
    Some(Incident {
        id: IncidentId { claim: first.key, part: part(first, unit) },
        domain: unit.domain,
        event: event(&facts, unit.domain).unwrap_or(first.event),
        ceases: first.ceases,
        ahead: first.bearing() == Bearing::Ahead,
        killed: toll(&facts, |f| f.killed, context),
        injured: toll(&facts, |f| f.injured, context),
        count: counted(&facts, context).0,
        weighing: weigh(facts.iter().copied(), context),
        casualty: Casualties::default(),
        from: from.min(to),
        to: to.max(from),
        basis: best,
        actors,
        targets,
        places,
        joined,
        facts,
    })
}

/// Of violence: an attack, where one is told, then a clash, then harm. Of all else the facts have one event.
fn event(facts: &[&Fact], domain: Domain) -> Option<Event> {
    if domain != Domain::Violence {
        return None;
    }
    let told = |event: &Event| facts.iter().any(|f| f.event == *event && f.bearing() != Bearing::Denied);
    [Event::Attack, Event::Clash, Event::Harm].into_iter().find(told)
}

/// Which of a claim's settlements this one is.
fn part(fact: &Fact, unit: &Unit<'_>) -> u8 {
    if fact.places.len() < 2 {
        return 0;
    }
    let all = settlements(fact, unit.domain, unit.context.names);
    let found = all.iter().position(|settlement| *settlement == unit.at).unwrap_or(0);
    u8::try_from(found).unwrap_or(u8::MAX)
}

fn add(to: &mut Whos, from: &Whos) {
    for item in from {
        if !to.contains(item) {
            to.push(*item);
        }
    }
}
