//! All incidents of a view: those of each unit in one piece, which views share, as they do single incidents.

use super::{Incident, IncidentId};
use crate::world::Domain;
use hudna_claims::Event;
use std::sync::Arc;

/// Incidents, those of one domain and settlement together.
#[derive(Debug, Clone, Default)]
pub struct Incidents<'f> {
    units: Vec<Arc<OfUnit<'f>>>,
    /// For each unit, how many there are up to its end.
    ends: Vec<usize>,
}

/// Those of one unit.
#[derive(Debug)]
struct OfUnit<'f> {
    domain: Domain,
    /// Nothing of some of them has happened yet.
    ahead: bool,
    all: Vec<Arc<Incident<'f>>>,
    /// In the same order, what most of them are passed over by without a look at them: where an incident lies in memory is anywhere.
    briefs: Box<[Brief]>,
}

/// What an incident is of.
#[derive(Debug, Clone, Copy)]
struct Brief {
    id: IncidentId,
    event: Event,
    ahead: bool,
}

impl<'f> Incidents<'f> {
    /// Adds those of other units.
    pub(crate) fn add(&mut self, others: &Incidents<'f>) {
        for unit in others.units.iter().filter(|unit| !unit.all.is_empty()) {
            self.ends.push(self.len() + unit.all.len());
            self.units.push(Arc::clone(unit));
        }
    }

    /// Those of the first unit.
    pub(crate) fn first_unit(&self) -> &[Arc<Incident<'f>>] {
        self.units.first().map(|unit| unit.all.as_slice()).unwrap_or_default()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.last().copied().unwrap_or(0)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The one at a place.
    pub fn get(&self, at: usize) -> Option<&Incident<'f>> {
        let unit = self.ends.partition_point(|end| *end <= at);
        let before = unit.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.units.get(unit)?.all.get(at - before).map(AsRef::as_ref)
    }

    /// All of them.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Incident<'f>> + Clone {
        self.units.iter().flat_map(|unit| unit.all.iter().map(AsRef::as_ref))
    }

    /// Their ids.
    pub(crate) fn ids(&self) -> impl Iterator<Item = IncidentId> {
        self.units.iter().flat_map(|unit| unit.briefs.iter().map(|brief| brief.id))
    }

    /// Of some parts of the state those that happened and are of some events. The others are not looked at.
    pub(crate) fn told(
        &self,
        wanted: impl Fn(Domain) -> bool,
        of: impl Fn(Event) -> bool + Copy,
    ) -> impl Iterator<Item = &Incident<'f>> {
        let wanted = self.units.iter().filter(move |unit| wanted(unit.domain));
        wanted.flat_map(move |unit| unit.each(move |brief| !brief.ahead && of(brief.event)))
    }

    /// Of some parts of the state those of which nothing has happened yet. Few units have any; the others are not looked at.
    pub(crate) fn ahead(&self, wanted: impl Fn(Domain) -> bool) -> impl Iterator<Item = &Incident<'f>> {
        let wanted = self.units.iter().filter(move |unit| unit.ahead && wanted(unit.domain));
        wanted.flat_map(|unit| unit.each(|brief| brief.ahead))
    }
}

impl<'f> OfUnit<'f> {
    fn each(&self, test: impl Fn(&Brief) -> bool) -> impl Iterator<Item = &Incident<'f>> {
        let briefs = self.briefs.iter().zip(self.all.iter());
        briefs.filter(move |(brief, _)| test(brief)).map(|(_, incident)| incident.as_ref())
    }
}

impl<'f> From<Vec<Arc<Incident<'f>>>> for Incidents<'f> {
    fn from(all: Vec<Arc<Incident<'f>>>) -> Self {
        let ends = if all.is_empty() { Vec::new() } else { vec![all.len()] };
        let domain = all.first().map(|first| first.domain);
        let briefs = all.iter().map(|incident| Brief { id: incident.id, event: incident.event, ahead: incident.ahead });
        let briefs: Box<[Brief]> = briefs.collect();
        let ahead = briefs.iter().any(|brief| brief.ahead);
        let units = domain.map(|domain| Arc::new(OfUnit { domain, ahead, all, briefs }));
        Incidents { units: units.into_iter().collect(), ends }
    }
}
