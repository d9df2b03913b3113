//! A view of which the day may change: what does not hang on the day is found out once, and what a unit came to on one day serves
//! every day on which it has the same facts.
//!
//! The facts of a view become visible one after the other as its day moves on, so how many of a unit are visible says which. A day
//! that nobody asked for differs from one that somebody did in few units: in those of which something was told between the two.
//! What a unit came to is shared by the views of all days on which it is the same. A decision about claims changes the units that these are
//! in, and no others.

mod glimpse;
mod traits;

use crate::agreement::{self, Facts, agreements, concerns};
use crate::context::{Context, Reports, Voices};
use crate::docket::Rulings;
use crate::fact::{ClaimKey, Day, Fact, ReportKey, Where};
use crate::incident::{Apart, ClassOf, Incidents, classes, in_order};
use crate::ledger::{Ledger, Seen, View, visible_from};
use crate::lineage::Lineage;
use crate::state::sieges::settled;
use crate::state::{State, Unit, of_unit};
use crate::units::{Units, units_of};
use crate::world::Domain;
use rustc_hash::FxHashSet;
use smallvec::SmallVec;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use traits::Traits;

pub use glimpse::{Deals, Glance, Meantime, Peeked, Plan, Shown};

/// Days of which a unit keeps what it came to: what was asked for last. The views of others are kept by who looks at them.
const KEPT: usize = 1;
/// Facts of a siege's unit up to which it keeps what they came to on any day. The situation of each day needs all sieges, and most have few
/// facts.
const FEW: usize = 24;

/// A view of any day.
pub struct Outlook<'l> {
    ledger: &'l Ledger<'l>,
    /// Its day does not matter.
    view: View,
    rulings: Rulings<'l>,
    reports: Reports,
    lineage: Arc<Lineage>,
    voices: Voices,
    /// All facts in the order of their claims' ids, each with the first day on which it is visible.
    facts: Vec<(&'l Fact, Day)>,
    /// Those of reports that bear on agreements.
    concerned: Vec<(&'l Fact, Day)>,
    /// What was made of these.
    deals: Option<agreement::Kept<'l>>,
    units: Vec<OfUnit<'l>>,
}

/// How far decisions reach into what a view shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// All that it shows is as it was.
    Nothing,
    /// It shows something else than before.
    Some,
    /// It is to be looked at anew.
    All,
}

/// What some units came to on some days.
pub struct Looked<'l> {
    /// By day, then by unit; nothing where nothing is visible.
    kept: Vec<Vec<Option<Arc<Kept<'l>>>>>,
}

/// The facts of a unit.
struct OfUnit<'l> {
    domain: Domain,
    at: Option<Where>,
    classes: Vec<ClassOf<'l>>,
    /// The days on which one more of them is visible, in their order.
    days: Vec<Day>,
    traits: Traits,
    /// What so many of them came to; what was asked for last stands last.
    kept: Mutex<SmallVec<[ByCount<'l>; KEPT]>>,
}

/// How many facts of a unit, and what they came to.
type ByCount<'l> = (usize, Arc<Kept<'l>>);

/// What facts of a unit came to.
struct Kept<'l> {
    incidents: Incidents<'l>,
    /// Made when it is asked for, where it does not hang on the day.
    state: OnceLock<State>,
    /// The day of the view; of a unit whose state does not hang on it, any.
    as_of: Day,
    /// From which day on the state hangs on the day no more, but for how long something has held.
    settled: Day,
}

impl<'l> Outlook<'l> {
    /// The outlook of a view. Its day does not matter.
    pub fn of(ledger: &'l Ledger<'_>, view: &View) -> Outlook<'l> {
        let ledger: &'l Ledger<'l> = ledger;
        let rulings = ledger.rulings(view);
        let reports = ledger.reports_in(view, &rulings);
        let lineage = Lineage::of(reports.values().map(AsRef::as_ref), &rulings.same_report);
        let voices = ledger.voices(&reports, &lineage);
        let facts = ledger.facts_in(view, &reports, &rulings);
        let units = Units::of(&facts, ledger.names(), ledger.world());
        let lineage = Arc::new(lineage);
        let context = ledger.context(view, &reports, &lineage, &voices);
        let joined = joined(&rulings);
        let units =
            units.iter().map(|(domain, at, facts)| OfUnit::of(facts, (domain, at), &joined, &context)).collect();
        let facts: Vec<(&'l Fact, Day)> = facts.into_iter().map(|fact| (fact, visible_from(fact))).collect();
        let of_reports = facts.chunk_by(|(a, _), (b, _)| a.key.report == b.key.report);
        let concerned = of_reports.filter(|report| concerns(report.iter().map(|(fact, _)| *fact))).flatten();
        let concerned: Vec<(&'l Fact, Day)> = concerned.copied().collect();
        let deals = agreement::Kept::of(&concerned, &rulings);
        Outlook { ledger, view: view.clone(), rulings, reports, lineage, voices, facts, concerned, deals, units }
    }

    /// Takes in what was [decided](Ledger::decide) since the outlook was made.
    pub fn decided(&mut self) -> Reach {
        let rulings = self.ledger.rulings(&self.view);
        let Some(mut touched) = self.rulings.touched(&rulings) else { return Reach::All };
        touched.retain(|report| self.reports.contains_key(report));
        let ungrouped = self.rulings.ungrouped();
        self.rulings = rulings;
        if touched.is_empty() {
            return Reach::Nothing;
        }
        let new: Vec<(&'l Fact, Day)> = touched.iter().flat_map(|report| self.facts_of(*report)).collect();
        let mut keys: BTreeSet<(Domain, Option<Where>)> = BTreeSet::new();
        for (fact, _) in touched.iter().flat_map(|report| of_report(&self.facts, *report)).chain(&new) {
            keys.extend(units_of(fact, self.ledger.names(), self.ledger.world()));
        }
        keys.into_iter().for_each(|unit| self.renew(unit, &touched, &new));
        let mut deals = self.rulings.ungrouped() != ungrouped;
        for report in &touched {
            let own: Vec<(&'l Fact, Day)> =
                new.iter().filter(|(fact, _)| fact.key.report == *report).copied().collect();
            let concerned = if concerns(own.iter().map(|(fact, _)| *fact)) { own.as_slice() } else { &[] };
            deals |= !concerned.is_empty() || !of_report(&self.concerned, *report).is_empty();
            put(&mut self.concerned, *report, concerned);
            put(&mut self.facts, *report, &own);
        }
        if deals {
            self.deals = agreement::Kept::of(&self.concerned, &self.rulings);
        }
        Reach::Some
    }

    /// The facts of a report as the view has them.
    fn facts_of(&self, report: ReportKey) -> Vec<(&'l Fact, Day)> {
        let facts = self.ledger.facts_of(report, &self.view, &self.rulings);
        facts.map(|(_, fact)| (fact, visible_from(fact))).collect()
    }

    /// Makes a unit anew in which the touched reports have other facts than before.
    fn renew(&mut self, (domain, at): (Domain, Option<Where>), touched: &BTreeSet<ReportKey>, new: &[(&'l Fact, Day)]) {
        let names = self.ledger.names();
        let named = |domain: Domain, at: Option<Where>| (domain, at.map(|at| names.at(at)));
        let place = self.units.binary_search_by(|unit| named(unit.domain, unit.at).cmp(&named(domain, at)));
        let old = place.ok().and_then(|at| self.units.get(at)).into_iter().flat_map(|unit| &unit.classes);
        let mut facts: Vec<&'l Fact> =
            old.flat_map(ClassOf::facts).filter(|fact| !touched.contains(&fact.key.report)).collect();
        let own = new.iter().map(|(fact, _)| *fact);
        let here = |fact: &&Fact| units_of(fact, names, self.ledger.world()).any(|unit| unit == (domain, at));
        facts.extend(own.filter(here));
        facts.sort_unstable_by_key(|fact| fact.key);
        let made = OfUnit::of(&facts, (domain, at), &joined(&self.rulings), &self.context(self.view.as_of));
        match place {
            Ok(place) if facts.is_empty() => drop(self.units.remove(place)),
            Ok(place) => self.units[place] = made,
            Err(_) if facts.is_empty() => {}
            Err(place) => self.units.insert(place, made),
        }
    }

    /// Looks at a part of what there is to be looked at for some days, so that several threads can do so: each `parts`-th unit from
    /// `part` on. The days of one call cost less than those of several.
    pub fn look(&self, days: &[Day], part: usize, parts: usize) -> Looked<'l> {
        let contexts: Vec<Context<'_>> = days.iter().map(|day| self.context(*day)).collect();
        let mut kept: Vec<Vec<Option<Arc<Kept<'l>>>>> = days.iter().map(|_| Vec::new()).collect();
        for unit in self.units.iter().skip(part).step_by(parts.max(1)) {
            for (context, kept) in contexts.iter().zip(&mut kept) {
                let known = unit.look(&self.rulings, context);
                if let Some(known) = &known {
                    unit.state(known, context);
                }
                kept.push(known);
            }
        }
        Looked { kept }
    }

    /// Finds out what serves any day on which it is visible as a whole, and what the sieges of few facts came to on each day, which is kept: what is
    /// left for those who ask for a day is the rest.
    pub fn prepare(&self) {
        let last = self.facts.iter().map(|(_, from)| *from).max().unwrap_or(self.view.as_of);
        let context = self.context(last);
        self.units.iter().for_each(|unit| unit.prepare(&self.rulings, &context));
        drop(self.plan(last));
        for unit in self.units.iter().filter(|unit| unit.keeps() > KEPT) {
            for day in unit.turns() {
                unit.look(&self.rulings, &self.context(day));
            }
        }
    }

    /// What holds as of a day, which is the `nth` of those that all parts were looked at for.
    pub fn see(&self, as_of: Day, nth: usize, looked: &[Looked<'l>]) -> Seen<'l> {
        let context = self.context(as_of);
        let (mut state, mut all) = (State::default(), Incidents::default());
        let of_unit =
            |unit: usize| looked.get(unit % looked.len().max(1))?.kept.get(nth)?.get(unit / looked.len())?.as_ref();
        for kept in (0..self.units.len()).filter_map(of_unit) {
            kept.state.get().into_iter().for_each(|own| state.add(own));
            all.add(&kept.incidents);
        }
        // Only what people decided asks for all of them.
        let all_facts = if self.rulings.ungrouped() { Vec::new() } else { visible(&self.facts, as_of) };
        let concerned = visible(&self.concerned, as_of);
        let facts = Facts { all: &all_facts, concerned: &concerned, kept: self.deals.as_ref() };
        let deals = |incidents: &Incidents<'_>| agreements(facts, incidents, &self.rulings, &context);
        self.ledger.whole(state, all, self.claims(as_of), deals, &context, Arc::clone(&self.lineage))
    }

    /// How many claims are visible on a day.
    fn claims(&self, as_of: Day) -> usize {
        self.facts.iter().filter(|(_, from)| *from <= as_of).count()
    }

    fn context(&self, as_of: Day) -> Context<'_> {
        let view = View { as_of, known_by: self.view.known_by, without: Vec::new() };
        self.ledger.context(&view, &self.reports, &self.lineage, &self.voices)
    }
}

/// The claims that people joined with others.
fn joined(rulings: &Rulings<'_>) -> FxHashSet<ClaimKey> {
    rulings.joined.iter().flatten().copied().collect()
}

/// Of facts in the order of their claims' ids those of a report.
fn of_report<'a, 'l>(facts: &'a [(&'l Fact, Day)], report: ReportKey) -> &'a [(&'l Fact, Day)] {
    facts.get(range(facts, report)).unwrap_or_default()
}

fn range(facts: &[(&Fact, Day)], report: ReportKey) -> Range<usize> {
    let from = facts.partition_point(|(fact, _)| fact.key.report < report);
    let own = facts.get(from..).unwrap_or_default();
    from..from + own.partition_point(|(fact, _)| fact.key.report == report)
}

/// Puts other facts in the place of those of a report.
fn put<'l>(facts: &mut Vec<(&'l Fact, Day)>, report: ReportKey, own: &[(&'l Fact, Day)]) {
    facts.splice(range(facts, report), own.iter().copied());
}

/// The facts that are visible on a day.
fn visible<'l>(facts: &[(&'l Fact, Day)], as_of: Day) -> Vec<&'l Fact> {
    facts.iter().filter(|(_, from)| *from <= as_of).map(|(fact, _)| *fact).collect()
}

impl<'l> OfUnit<'l> {
    /// The unit of facts in the order of their claims' ids.
    fn of(
        facts: &[&'l Fact],
        (domain, at): (Domain, Option<Where>),
        joined: &FxHashSet<ClaimKey>,
        context: &Context<'_>,
    ) -> OfUnit<'l> {
        let mut days: Vec<Day> = facts.iter().map(|fact| visible_from(fact)).collect();
        days.sort_unstable();
        let classes = classes(facts, (domain, at), visible_from, joined, context);
        let traits = Traits::of(facts, domain);
        OfUnit { domain, at, classes, days, traits, kept: Mutex::default() }
    }

    /// What the unit comes to on the day of the context; nothing where nothing is visible.
    fn look(&self, rulings: &Rulings<'_>, context: &Context<'_>) -> Option<Arc<Kept<'l>>> {
        let seen = self.days.partition_point(|day| *day <= context.now);
        if seen == 0 {
            return None;
        }
        // How long a siege has lasted hangs on the day. What all else comes to hangs on what is visible alone.
        let dated = self.domain == Domain::Siege;
        let known = self.known(seen);
        if let Some(known) = known.as_ref().filter(|known| !dated || known.as_of == context.now) {
            return Some(Arc::clone(known));
        }
        let made = Arc::new(match known {
            Some(known) if known.settled <= known.as_of.min(context.now) => {
                let (incidents, state) = (known.incidents.clone(), self.state(&known, context).on(context.now));
                Kept { incidents, state: state.into(), as_of: context.now, settled: known.settled }
            }
            known => self.make(known.as_deref(), rulings, context),
        });
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(facts, _)| *facts != seen);
        if kept.len() >= self.keeps() {
            kept.remove(0);
        }
        kept.push((seen, Arc::clone(&made)));
        Some(made)
    }

    /// Of how many numbers of facts it keeps what they came to.
    fn keeps(&self) -> usize {
        if self.domain == Domain::Siege && self.days.len() <= FEW { FEW } else { KEPT }
    }

    /// For each number of facts that are visible on some day, the last day on which it is so many; of all, one on which the state does not
    /// hang on the day any more.
    fn turns(&self) -> impl Iterator<Item = Day> {
        let nexts = self.days.iter().skip(1).zip(&self.days).filter(|(next, day)| next > day);
        let facts: Vec<&Fact> = self.classes.iter().flat_map(ClassOf::facts).collect();
        nexts.map(|(next, _)| next.plus(-1)).chain(self.days.last().map(|last| settled(&facts).max(*last)))
    }

    fn make(&self, known: Option<&Kept<'l>>, rulings: &Rulings<'_>, context: &Context<'_>) -> Kept<'l> {
        let incidents = known.map_or_else(|| self.incidents(rulings, context), |known| known.incidents.clone());
        let all = incidents.first_unit();
        let dated = self.domain == Domain::Siege;
        let settled = all.iter().filter(|_| dated).map(|incident| settled(&incident.facts)).max().unwrap_or(Day::FIRST);
        let made = Kept { incidents, state: OnceLock::new(), as_of: context.now, settled };
        if dated {
            self.state(&made, context);
        }
        made
    }

    /// What the incidents come to.
    fn state<'k>(&self, kept: &'k Kept<'l>, context: &Context<'_>) -> &'k State {
        let incidents = kept.incidents.first_unit();
        let make = || of_unit(&Unit { context: *context, domain: self.domain, at: self.at, incidents });
        kept.state.get_or_init(make)
    }

    /// Finds out what clusters of its facts come to.
    fn prepare(&self, rulings: &Rulings<'_>, context: &Context<'_>) {
        let apart = Apart::of(rulings.split.iter());
        self.classes.iter().for_each(|class| class.prepare((self.domain, self.at), &apart, context));
    }

    /// The incidents of what is visible.
    fn incidents(&self, rulings: &Rulings<'_>, context: &Context<'_>) -> Incidents<'l> {
        let (apart, mut all) = (Apart::of(rulings.split.iter()), Vec::new());
        for class in &self.classes {
            class.incidents((self.domain, self.at), rulings, &apart, context, &mut all);
        }
        in_order(&mut all);
        Incidents::from(all)
    }

    fn known(&self, seen: usize) -> Option<Arc<Kept<'l>>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|(facts, _)| *facts == seen)?;
        let found = kept.remove(at);
        let known = Arc::clone(&found.1);
        kept.push(found);
        Some(known)
    }
}
