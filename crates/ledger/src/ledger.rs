//! The ledger: entries in, the state as of any day out.

use crate::World;
use crate::agreement;
use crate::context::{Context, Reports};
use crate::docket::{Docket, Rulings};
use crate::fact::{Bearing, ClaimKey, Day, Fact, Names, ReportKey, Telling, Where, facts};
use crate::incident::{Incident, incidents, settlements};
use crate::lineage::{Lineage, ReportInfo};
use crate::log::{Act, Entry, Reading};
use crate::state::control::contest;
use crate::state::{State, Unit, of_unit};
use crate::world::Domain;
use hudna_claims::{Claim, Modality};
use std::collections::HashMap;

/// How the ledger is looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// The day whose state is wanted.
    pub as_of: Day,
    /// Only what was known by then, in seconds since 1970.
    pub known_by: Option<i64>,
    /// What is left out.
    pub without: Vec<Without>,
}

/// Something that is left out to see what rests on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Without {
    /// An outlet, by id or name.
    Source(String),
    /// A report.
    Report(ReportKey),
    /// A claim.
    Claim(ClaimKey),
}

impl View {
    /// All that is known, as of a day.
    pub fn as_of(day: Day) -> View {
        View { as_of: day, known_by: None, without: Vec::new() }
    }
}

/// The facts of a report's reading, and when it was read.
#[derive(Debug)]
struct Read {
    seq: u64,
    at: i64,
    claims: Vec<Fact>,
}

/// The reports of a case and what was read and decided. All else is derived, on demand.
pub struct Ledger<'w> {
    world: &'w World,
    names: Names,
    reports: Reports,
    read: HashMap<ReportKey, Vec<Read>, rustc_hash::FxBuildHasher>,
    /// Readings whose report is not there yet.
    early: HashMap<ReportKey, Vec<(u64, i64, Vec<Claim>)>>,
    docket: Docket,
}

/// What a view comes to, with the incidents that it rests on.
#[derive(Debug)]
pub struct Seen<'l> {
    /// What holds.
    pub state: State,
    /// All incidents, those of one domain and settlement together.
    pub incidents: Vec<Incident<'l>>,
    /// Which reports stand for which.
    pub lineage: Lineage,
    /// Reports that were looked at.
    pub reports: usize,
    /// Claims that were looked at.
    pub claims: usize,
}

impl<'w> Ledger<'w> {
    /// A ledger with nothing in it.
    pub fn new(world: &'w World) -> Self {
        Ledger {
            world,
            names: Names::default(),
            reports: Reports::default(),
            read: HashMap::default(),
            early: HashMap::new(),
            docket: Docket::default(),
        }
    }

    /// Takes an entry in. The order of entries does not matter.
    pub fn enter(&mut self, entry: &Entry) {
        let at = entry.at.as_second();
        match &entry.act {
            Act::Report(record) => {
                let Ok(key) = record.id.parse() else { return };
                let info = ReportInfo::new(record, key, at, self.world);
                match self.reports.entry(key) {
                    std::collections::hash_map::Entry::Occupied(mut known) if known.get().received > info.received => {
                        known.insert(info);
                    }
                    std::collections::hash_map::Entry::Occupied(_) => return,
                    std::collections::hash_map::Entry::Vacant(free) => drop(free.insert(info)),
                }
                for (seq, at, claims) in self.early.remove(&key).unwrap_or_default() {
                    self.reading(key, seq, at, &claims);
                }
            }
            Act::Reading(Reading { report, claims, .. }) => {
                let Ok(key) = report.parse() else { return };
                if self.reports.contains_key(&key) {
                    self.reading(key, entry.seq, at, claims);
                } else {
                    self.early.entry(key).or_default().push((entry.seq, at, claims.clone()));
                }
            }
            Act::Review(review) => self.docket.enter(entry.seq, at, review.clone()),
        }
        self.correct();
    }

    /// Makes facts of corrected claims whose reports are there.
    fn correct(&mut self) {
        for (seq, key, claim) in self.docket.open_corrections() {
            let Some(telling) = self.reports.get(&key.report).map(telling) else { continue };
            for mut fact in facts(telling, std::slice::from_ref(&claim), &mut self.names, self.world) {
                fact.key = key;
                self.docket.corrected(seq, fact);
            }
        }
    }

    fn reading(&mut self, key: ReportKey, seq: u64, at: i64, claims: &[Claim]) {
        let Some(telling) = self.reports.get(&key).map(telling) else { return };
        let claims = facts(telling, claims, &mut self.names, self.world);
        let readings = self.read.entry(key).or_default();
        readings.push(Read { seq, at, claims });
        readings.sort_by_key(|r| r.seq);
    }

    /// The names that claims have used.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The world that the ledger knows.
    pub fn world(&self) -> &'w World {
        self.world
    }

    /// The reports, in no order.
    pub fn reports(&self) -> impl Iterator<Item = &ReportInfo> {
        self.reports.values()
    }

    /// The last day of which any report is.
    pub fn last_day(&self) -> Option<Day> {
        self.reports.values().filter_map(|r| r.published).max()
    }

    /// What holds in a view. A case that never had what is left out gives the same.
    pub fn see(&self, view: &View) -> Seen<'_> {
        let rulings = self.docket.rulings(view.known_by);
        let reports = self.reports_in(view, &rulings);
        let lineage = Lineage::of(reports.values(), &rulings.same_report);
        let context =
            Context { world: self.world, names: &self.names, reports: &reports, lineage: &lineage, now: view.as_of };
        let facts = self.facts_in(view, &reports, &rulings);
        let mut units: HashMap<(Domain, Option<Where>), Vec<&Fact>, rustc_hash::FxBuildHasher> = HashMap::default();
        for fact in &facts {
            let domain = self.world.settings().domain(fact.event);
            for at in settlements(fact, domain, &self.names) {
                units.entry((domain, at)).or_default().push(fact);
            }
        }
        let mut units: Vec<_> = units.into_iter().collect();
        let name = |at: &Option<Where>| at.map(|at| self.names.at(at));
        units.sort_by_cached_key(|((domain, at), _)| (*domain, name(at)));
        let mut state = State::default();
        let mut all = Vec::new();
        for ((domain, at), facts) in units {
            let incidents = incidents(&facts, domain, at, &rulings, &context);
            state.add(of_unit(&Unit { context, domain, at, incidents: &incidents }));
            all.extend(incidents);
        }
        contest(&mut state.control, &all, &context);
        state.link();
        state.agreements = agreement::agreements(&facts, &all, &context);
        let (claims, reports) = (facts.len(), reports.len());
        Seen { state, incidents: all, lineage, reports, claims }
    }

    fn reports_in(&self, view: &View, rulings: &Rulings<'_>) -> Reports {
        let known = |r: &&ReportInfo| view.known_by.is_none_or(|by| r.received <= by);
        let kept = |r: &&ReportInfo| !rulings.withdrawn.contains(&r.key) && !view.leaves_out(r);
        let reports = self.reports.values().filter(known).filter(kept);
        reports
            .map(|report| {
                let mut report = report.clone();
                let names = [report.outlet.as_ref().map(|o| o.id.as_str()), report.source.as_deref()];
                let ruled = names.into_iter().flatten().find_map(|name| rulings.sources.get(name));
                if let Some((reliability, follows)) = ruled.copied() {
                    report.reliability = reliability;
                    report.follows = follows.map(str::to_owned);
                }
                (report.key, report)
            })
            .collect()
    }

    fn facts_in<'l>(&'l self, view: &View, reports: &Reports, rulings: &Rulings<'l>) -> Vec<&'l Fact> {
        let mut all: Vec<&Fact> = Vec::new();
        for (key, readings) in &self.read {
            if !reports.contains_key(key) {
                continue;
            }
            // What was received early and entered late counts as read when it was received.
            let by = |r: &&Read| view.known_by.is_none_or(|by| r.at <= by);
            let Some(read) = readings.iter().rev().find(by).or(readings.first()) else { continue };
            for fact in &read.claims {
                if rulings.rejected.contains(&fact.key) {
                    continue;
                }
                let fact = rulings.corrected.get(&fact.key).copied().unwrap_or(fact);
                if visible(fact, view.as_of) && !view.leaves_out_claim(fact, &self.names) {
                    all.push(fact);
                }
            }
        }
        all.sort_unstable_by_key(|f| f.key);
        all
    }
}

impl View {
    fn leaves_out(&self, report: &ReportInfo) -> bool {
        self.without.iter().any(|without| match without {
            Without::Report(key) => *key == report.key,
            Without::Source(name) => {
                report.source.as_ref() == Some(name) || report.outlet.as_ref().is_some_and(|o| o.id == *name)
            }
            Without::Claim(_) => false,
        })
    }

    fn leaves_out_claim(&self, fact: &Fact, names: &Names) -> bool {
        self.without.iter().any(|without| match without {
            Without::Claim(key) => *key == fact.key,
            Without::Source(name) => {
                let is = |who: &crate::Who| names.who(*who).id == *name;
                !fact.speakers.is_empty() && fact.speakers.iter().all(is)
            }
            Without::Report(_) => false,
        })
    }
}

/// Whether a fact belongs to the state as of a day: an event that had happened by then, a state that had begun, a word that had
/// been given.
fn visible(fact: &Fact, as_of: Day) -> bool {
    match fact.bearing() {
        Bearing::Ahead => fact.told <= as_of,
        _ if fact.modality == Modality::Ongoing => fact.time.since.unwrap_or(fact.time.from) <= as_of,
        _ => fact.time.to <= as_of,
    }
}

fn telling(report: &ReportInfo) -> Telling {
    Telling { report: report.key, published: report.published, received: report.received_day() }
}
