//! What lists are made from: all claims and reports of a view in order, and whom and what they name.

use hudna_ledger::{Fact, Ledger, Outlet, ReportInfo, Told, View, Where, Who};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

/// A report, with how many claims it makes.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'l> {
    /// The report.
    pub info: &'l ReportInfo,
    /// How many claims.
    pub claims: usize,
}

/// The claims and reports of a view. Its day does not matter.
pub struct Roll<'l> {
    /// The claims, the latest first.
    pub claims: Vec<Told<'l>>,
    /// The reports, the latest first.
    pub reports: Vec<Listed<'l>>,
    /// The places that claims name, with how many name them: the most named first.
    pub places: Vec<(Where, usize)>,
    /// Who has a part in what is claimed, likewise.
    pub actors: Vec<(Who, usize)>,
    /// Who is quoted, likewise.
    pub speakers: Vec<(Who, usize)>,
    /// The outlets of the reports: the id of each and, where the knowledge has it, the outlet.
    pub outlets: BTreeMap<&'l str, Option<&'l Outlet>>,
}

impl<'l> Roll<'l> {
    /// The roll of a view.
    pub fn of(ledger: &'l Ledger<'static>, view: &View) -> Roll<'l> {
        let claims = ledger.roll(view);
        let mut of_report = HashMap::new();
        claims.iter().for_each(|told| *of_report.entry(told.report.key).or_insert(0) += 1);
        let shown = ledger.reports_of(view).filter_map(|info| ledger.report(info.key));
        let listed = |info: &'l ReportInfo| Listed { info, claims: of_report.get(&info.key).copied().unwrap_or(0) };
        let mut reports: Vec<Listed<'l>> = shown.map(listed).collect();
        reports.sort_unstable_by_key(|listed| (Reverse(day_of(listed.info)), listed.info.key));
        let facts = || claims.iter().map(|told| told.fact);
        let (places, actors) = (counted(facts(), |fact| fact.places.to_vec()), counted(facts(), parties));
        let speakers = counted(facts(), |fact| fact.speakers.to_vec());
        let mut outlets = BTreeMap::new();
        for Listed { info, .. } in &reports {
            if let Some(id) = info.outlet.as_ref().map(|outlet| &outlet.id).or(info.source.as_ref()) {
                outlets.insert(id.as_str(), info.outlet.as_ref());
            }
        }
        Roll { claims, reports, places, actors, speakers, outlets }
    }
}

/// The day of a report; of one without, the day on which it came.
pub fn day_of(info: &ReportInfo) -> hudna_ledger::Day {
    info.published.unwrap_or_else(|| info.received_day())
}

/// Who has a part in what a claim tells.
pub fn parties(fact: &Fact) -> Vec<Who> {
    fact.actors.iter().chain(&fact.targets).chain(&fact.mediators).copied().collect()
}

/// What claims name, the most named first. A claim counts once.
fn counted<'f, T: Hash + Ord + Copy>(
    facts: impl Iterator<Item = &'f Fact>,
    named: impl Fn(&Fact) -> Vec<T>,
) -> Vec<(T, usize)> {
    let mut all: HashMap<T, usize> = HashMap::new();
    for fact in facts {
        let mut named = named(fact);
        named.sort_unstable();
        named.dedup();
        named.into_iter().for_each(|name| *all.entry(name).or_default() += 1);
    }
    let mut all: Vec<(T, usize)> = all.into_iter().collect();
    all.sort_unstable_by_key(|(name, count)| (Reverse(*count), *name));
    all
}
