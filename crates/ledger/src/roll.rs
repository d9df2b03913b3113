//! All that reports claim, the latest first, whatever people decided of it; and where among what is seen an incident stands.

use crate::fact::{ClaimKey, Fact};
use crate::incident::{Incident, IncidentId};
use crate::ledger::{Ledger, Reviewed, Seen, View};
use crate::lineage::ReportInfo;
use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::SmallVec;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::OnceLock;

/// A claim as a view has it.
#[derive(Debug, Clone, Copy)]
pub struct Told<'l> {
    /// What it says; of a corrected one, what it says now.
    pub fact: &'l Fact,
    /// Its report.
    pub report: &'l ReportInfo,
    /// What people decided of it.
    pub reviewed: Option<Reviewed>,
}

impl Ledger<'_> {
    /// Every claim of the reports that a view shows, rejected ones too: the latest first, those of one report in the order of its
    /// text. The view's day does not matter.
    pub fn roll<'l>(&'l self, view: &View) -> Vec<Told<'l>> {
        let rulings = self.rulings(view);
        let mut all = Vec::new();
        for info in self.reports() {
            if self.report_in(info.key, view, &rulings).is_none() {
                continue;
            }
            for fact in self.read_in(info.key, view) {
                let (fact, reviewed) = self.as_decided(fact, &rulings);
                all.push(Told { fact, report: info, reviewed });
            }
        }
        all.sort_unstable_by_key(|told| {
            (Reverse(told.fact.told), told.report.key, told.fact.evidence.start, told.fact.said_at, told.fact.key)
        });
        all
    }

    /// Claims by their keys, in the order of these. What the view does not show is left out.
    pub fn told<'l>(&'l self, claims: &[ClaimKey], view: &View) -> Vec<Told<'l>> {
        let rulings = self.rulings(view);
        let told = |key: &ClaimKey| {
            self.report_in(key.report, view, &rulings)?;
            let (fact, reviewed) = self.claim_ruled(*key, view, &rulings)?;
            Some(Told { fact, report: self.report(key.report)?, reviewed })
        };
        claims.iter().filter_map(told).collect()
    }
}

/// Where incidents stand among all that is seen, found out once.
#[derive(Debug, Default)]
pub(crate) struct Places {
    by_id: OnceLock<FxHashMap<IncidentId, usize>>,
    of_claims: OnceLock<FxHashMap<ClaimKey, SmallVec<[u32; 1]>>>,
    latest_first: OnceLock<Vec<u32>>,
}

impl<'l> Seen<'l> {
    /// The incident of an id.
    pub fn incident(&self, id: IncidentId) -> Option<&Incident<'l>> {
        let all = || {
            let mut all = FxHashMap::with_capacity_and_hasher(self.incidents.len(), FxBuildHasher);
            all.extend(self.incidents.ids().zip(0_usize..));
            all
        };
        self.incidents.get(*self.places.by_id.get_or_init(all).get(&id)?)
    }

    /// The incidents that a claim tells of.
    pub fn incidents_of(&self, claim: ClaimKey) -> impl Iterator<Item = &Incident<'l>> {
        let all = || {
            let mut all: FxHashMap<ClaimKey, SmallVec<[u32; 1]>> = HashMap::default();
            for (at, incident) in (0..).zip(self.incidents.iter()) {
                incident.facts.iter().for_each(|fact| all.entry(fact.key).or_default().push(at));
            }
            all
        };
        let found = self.places.of_claims.get_or_init(all).get(&claim).map(SmallVec::as_slice).unwrap_or_default();
        found.iter().filter_map(|at| self.incidents.get(*at as usize))
    }

    /// The incidents, those that happened last first.
    pub fn latest_first(&self) -> impl DoubleEndedIterator<Item = &Incident<'l>> {
        let all = || {
            let mut all: Vec<u32> = (0..).zip(self.incidents.iter()).map(|(at, _)| at).collect();
            let day = |at: &u32| self.incidents.get(*at as usize).map(|i| (Reverse(i.from), Reverse(i.to), i.id));
            all.sort_unstable_by_key(day);
            all
        };
        let order = self.places.latest_first.get_or_init(all);
        order.iter().filter_map(|at| self.incidents.get(*at as usize))
    }
}
