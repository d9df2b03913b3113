//! A ledger whose view is kept up to date: an entry changes only the units that it touches.
//!
//! What it shows is what [`Ledger::see`] shows of the same entries. Claims, reports and decisions about claims are taken in unit by
//! unit; decisions about outlets and whole reports, and what takes a decision back, come seldom and build all anew.

use crate::agreement::{Facts, agreements, concerns};
use crate::context::{Context, Reports, Voice, Voices};
use crate::docket::Rulings;
use crate::fact::{ClaimKey, Fact, ReportKey, Where};
use crate::incident::{Incident, Incidents, incidents};
use crate::ledger::{Ledger, Seen, View, visible_from};
use crate::lineage::{Alike, Lineage};
use crate::log::{Act, Decision, Entry};
use crate::state::{State, Unit, of_unit};
use crate::units::units_of;
use crate::world::{Domain, World};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// One part of the state at one settlement. What nobody has placed is known by its report only: there, one report (with its copies)
/// is a unit, as long as people have joined nothing.
type Key = (Domain, Option<Where>, Option<ReportKey>);

/// Where a fact is: its claim, and its place among the claims of its report's reading.
type At = (ClaimKey, usize);

/// What a unit came to.
#[derive(Default)]
struct Kept {
    /// Its facts, in the order of their claims' ids.
    facts: Vec<At>,
    /// Its incidents without their facts, and those.
    incidents: Vec<(Incident<'static>, Vec<At>)>,
    state: State,
}

/// A ledger in one view, kept up to date.
pub struct Live<'w> {
    ledger: Ledger<'w>,
    view: View,
    reports: Reports,
    lineage: Lineage,
    alike: Alike,
    voices: Voices,
    units: FxHashMap<Key, Kept>,
    /// People have joined claims: what nobody has placed is looked at together.
    joined: bool,
    /// The units in which a report has facts.
    placed: FxHashMap<ReportKey, Vec<Key>>,
}

impl<'w> Live<'w> {
    /// A ledger with nothing in it, in a view.
    pub fn new(world: &'w World, view: View) -> Self {
        Live::of(Ledger::new(world), view)
    }

    /// A ledger that is there, in a view.
    pub fn of(ledger: Ledger<'w>, view: View) -> Self {
        let mut live = Live {
            ledger,
            view,
            reports: Reports::default(),
            lineage: Lineage::default(),
            alike: Alike::default(),
            voices: Voices::new(),
            units: FxHashMap::default(),
            joined: false,
            placed: FxHashMap::default(),
        };
        live.rebuild();
        live
    }

    /// The ledger.
    pub fn ledger(&self) -> &Ledger<'w> {
        &self.ledger
    }

    /// Takes an entry in. The order of entries does not matter.
    pub fn enter(&mut self, entry: &Entry) {
        self.ledger.enter(entry);
        let reports =
            |claims: &[String]| claims.iter().filter_map(|id| Some(id.parse::<ClaimKey>().ok()?.report)).collect();
        match &entry.act {
            Act::Report(record) => {
                if let Ok(key) = record.id.parse() {
                    self.report(key);
                }
            }
            Act::Reading(reading) => {
                if let Ok(key) = reading.report.parse() {
                    self.refresh(vec![key]);
                }
            }
            Act::Review(review) => match &review.decision {
                Decision::Accept { claim } | Decision::Reject { claim } | Decision::Correct { claim, .. } => {
                    self.refresh(reports(std::slice::from_ref(claim)));
                }
                Decision::Join { .. } if !self.joined => self.rebuild(),
                Decision::Join { claims } | Decision::Split { claims } => self.refresh(reports(claims)),
                Decision::SameReport { .. }
                | Decision::Withdraw { .. }
                | Decision::Source { .. }
                | Decision::Undo { .. } => self.rebuild(),
            },
        }
    }

    /// What holds in the view.
    pub fn see(&self) -> Seen<'_> {
        let rulings = self.ledger.rulings(&self.view);
        let mut units: Vec<(&Key, &Kept)> = self.units.iter().collect();
        let names = self.ledger.names();
        units.sort_by_cached_key(|((domain, at, report), _)| (*domain, at.map(|at| names.at(at)), *report));
        let (mut state, mut all) = (State::default(), Incidents::default());
        for unit in units.chunk_by(|(a, _), (b, _)| (a.0, a.1) == (b.0, b.1)) {
            let mut own: Vec<Arc<Incident<'_>>> = Vec::new();
            for (incident, facts) in unit.iter().flat_map(|(_, kept)| &kept.incidents) {
                let facts = facts.iter().filter_map(|at| self.ledger.fact(*at, &self.view, &rulings)).collect();
                own.push(Arc::new(Incident { facts, ..incident.clone() }));
            }
            own.sort_by_cached_key(|incident| (incident.from, incident.id));
            match unit {
                [((domain, None, _), _), ..] => {
                    state.add(&of_unit(&Unit { context: self.context(), domain: *domain, at: None, incidents: &own }));
                }
                _ => unit.iter().for_each(|(_, kept)| state.add(&kept.state)),
            }
            all.add(&Incidents::from(own));
        }
        let mut facts = self.ledger.facts_in(&self.view, &self.reports, &rulings);
        facts.retain(|fact| visible_from(fact) <= self.view.as_of);
        let of_reports = facts.chunk_by(|a, b| a.key.report == b.key.report);
        let concerned: Vec<&Fact> =
            of_reports.filter(|report| concerns(report.iter().copied())).flatten().copied().collect();
        let (claims, context) = (facts.len(), self.context());
        let facts = Facts { all: &facts, concerned: &concerned, kept: None };
        let deals = |incidents: &Incidents<'_>| agreements(facts, incidents, &rulings, &context);
        self.ledger.whole(state, all, claims, deals, &context, Arc::new(self.lineage.clone()))
    }

    fn context(&self) -> Context<'_> {
        self.ledger.context(&self.view, &self.reports, &self.lineage, &self.voices)
    }

    /// Builds all anew.
    fn rebuild(&mut self) {
        let rulings = self.ledger.rulings(&self.view);
        self.reports = self.ledger.reports_in(&self.view, &rulings);
        self.lineage = Lineage::of(self.reports.values().map(AsRef::as_ref), &rulings.same_report);
        self.voices = self.ledger.voices(&self.reports, &self.lineage);
        self.alike = Alike::of(self.reports.values().map(AsRef::as_ref));
        self.joined = !rulings.joined.is_empty();
        self.units.clear();
        self.placed.clear();
        let mut all: Vec<ReportKey> = self.reports.keys().copied().collect();
        all.sort_unstable();
        self.refresh(all);
    }

    /// A report came in, or came in earlier than was known: it may have the text of others.
    fn report(&mut self, key: ReportKey) {
        let rulings = self.ledger.rulings(&self.view);
        if !rulings.same_report.is_empty() {
            return self.rebuild();
        }
        let Some(report) = self.ledger.report_in(key, &self.view, &rulings) else { return };
        self.alike.add(report.key, &report.sketch);
        self.reports.insert(key, report);
        let near = self.alike.near(key, &self.reports);
        let of = Lineage::of(near.iter().filter_map(|key| self.reports.get(key)).map(AsRef::as_ref), &[]);
        self.lineage.take(&near, of);
        for key in &near {
            if let Some((slot, report)) = self.ledger.slot(*key).zip(self.reports.get(key)) {
                if self.voices.len() <= slot {
                    self.voices.resize(slot + 1, None);
                }
                self.voices[slot] = Some(Voice::of(report, &self.reports, &self.lineage, self.ledger.names()));
            }
        }
        self.refresh(near);
    }

    /// Looks again at the facts of reports, and at the units in which they are or were.
    fn refresh(&mut self, reports: Vec<ReportKey>) {
        let Live { ledger, view, reports: shown, units, placed, lineage, joined, .. } = self;
        let rulings = ledger.rulings(view);
        let mut touched: FxHashSet<Key> = FxHashSet::default();
        for report in reports {
            let mut own = placed.remove(&report).unwrap_or_default();
            for key in own.drain(..) {
                touched.insert(key);
                if let Some(kept) = units.get_mut(&key) {
                    let from = kept.facts.partition_point(|(claim, _)| claim.report < report);
                    let to = kept.facts.partition_point(|(claim, _)| claim.report <= report);
                    kept.facts.drain(from..to);
                }
            }
            if !shown.contains_key(&report) {
                continue;
            }
            for (at, fact) in ledger.facts_of(report, view, &rulings) {
                if visible_from(fact) > view.as_of {
                    continue;
                }
                for (domain, settlement) in units_of(fact, ledger.names(), ledger.world()) {
                    let alone = settlement.is_none() && !*joined;
                    let key = (domain, settlement, alone.then(|| lineage.origin(report)));
                    let facts = &mut units.entry(key).or_default().facts;
                    let place = facts.partition_point(|(claim, _)| *claim < fact.key);
                    facts.insert(place, (fact.key, at));
                    touched.insert(key);
                    if !own.contains(&key) {
                        own.push(key);
                    }
                }
            }
            if !own.is_empty() {
                placed.insert(report, own);
            }
        }
        let context = ledger.context(view, shown, &self.lineage, &self.voices);
        for key in touched {
            let Some(kept) = units.get_mut(&key) else { continue };
            if kept.facts.is_empty() {
                units.remove(&key);
            } else {
                kept.see(key, ledger, view, &rulings, context);
            }
        }
    }
}

impl Kept {
    /// Looks at the facts again.
    fn see(
        &mut self,
        (domain, at, _): Key,
        ledger: &Ledger<'_>,
        view: &View,
        rulings: &Rulings<'_>,
        context: Context<'_>,
    ) {
        let facts: Vec<&Fact> = self.facts.iter().filter_map(|at| ledger.fact(*at, view, rulings)).collect();
        let mut all = Vec::new();
        incidents(&facts, domain, at, rulings, &context, &mut all);
        // What the unplaced come to is made when it is looked at: their units are small and many.
        if at.is_some() {
            self.state = of_unit(&Unit { context, domain, at, incidents: &all });
        }
        let place = |fact: &&Fact| {
            let found = self.facts.binary_search_by_key(&fact.key, |(claim, _)| *claim).ok()?;
            self.facts.get(found).copied()
        };
        self.incidents = all
            .into_iter()
            .map(|i| (i.facts.iter().filter_map(place).collect(), i))
            .map(|(at, i)| (Arc::unwrap_or_clone(i).without_facts(), at))
            .collect();
    }
}
