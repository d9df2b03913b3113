//! All incidents of a view: those of each unit in one piece, which views share, as they do single incidents.

use super::Incident;
use crate::world::Domain;
use std::sync::Arc;

/// Incidents, those of one domain and settlement together.
#[derive(Debug, Clone, Default)]
pub struct Incidents<'f> {
    units: Vec<(Domain, Arc<Vec<Arc<Incident<'f>>>>)>,
    /// For each unit, how many there are up to its end.
    ends: Vec<usize>,
}

impl<'f> Incidents<'f> {
    /// Adds those of other units.
    pub(crate) fn add(&mut self, others: &Incidents<'f>) {
        for (domain, unit) in others.units.iter().filter(|(_, unit)| !unit.is_empty()) {
            self.ends.push(self.len() + unit.len());
            self.units.push((*domain, Arc::clone(unit)));
        }
    }

    /// Those of the first unit.
    pub(crate) fn first_unit(&self) -> &[Arc<Incident<'f>>] {
        self.units.first().map(|(_, unit)| unit.as_slice()).unwrap_or_default()
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
        self.units.get(unit)?.1.get(at - before).map(AsRef::as_ref)
    }

    /// All of them.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Incident<'f>> + Clone {
        self.units.iter().flat_map(|(_, unit)| unit.iter().map(AsRef::as_ref))
    }

    /// Those of some parts of the state. The others are not looked at.
    pub(crate) fn of_domains(&self, wanted: impl Fn(Domain) -> bool) -> impl Iterator<Item = &Incident<'f>> {
        let wanted = self.units.iter().filter(move |(domain, _)| wanted(*domain));
        wanted.flat_map(|(_, unit)| unit.iter().map(AsRef::as_ref))
    }
}

impl<'f> From<Vec<Arc<Incident<'f>>>> for Incidents<'f> {
    fn from(all: Vec<Arc<Incident<'f>>>) -> Self {
        let ends = if all.is_empty() { Vec::new() } else { vec![all.len()] };
        let domain = all.first().map(|first| first.domain);
        let units = domain.map(|domain| (domain, Arc::new(all))).into_iter().collect();
        Incidents { units, ends }
    }
}
