//! The facts of a unit in clusters, so that what a cluster comes to serves every day on which all of it is visible.
//!
//! Accounts of known time are only compared with those that are near in time. So facts of reports that are further apart than any
//! comparison reaches are not put together, whatever else is visible. Accounts of which nobody says the time are compared with all, and come
//! last: they are put to what the clusters came to. What people joined is looked at as a whole.

use super::account::{Account, LONG, accounts};
use super::fuse::{Alike, Group, fuse, fuse_undated};
use super::{Apart, Class, Incident, Placed, Unit, incident, incidents};
use crate::context::Context;
use crate::docket::Rulings;
use crate::fact::{Basis, ClaimKey, Day, Fact, Where};
use crate::world::Domain;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// The facts of a unit that are of one class, which alone can be put together.
pub(crate) struct ClassOf<'f> {
    class: Class,
    /// Those of a cluster together, and of these those of a report, with its copies, in the order of its text.
    facts: Vec<Seen<'f>>,
    clusters: Vec<Cluster<'f>>,
    /// People joined one of them with another.
    joined: bool,
    /// Nobody says the time of some.
    undated: bool,
    /// How alike the texts of these are to others.
    alike: OnceLock<Alike>,
}

/// A fact with the first day on which it is visible and the number of its report, of which copies have the same.
struct Seen<'f> {
    fact: &'f Fact,
    from: Day,
    report: u32,
}

/// Facts that are put together with none of other clusters.
struct Cluster<'f> {
    facts: Range<u32>,
    /// The days from which on some of them and all of them are visible.
    some: Day,
    all: Day,
    /// What all of them come to.
    whole: OnceLock<Box<Come<'f>>>,
}

/// A report's facts of a class, with the days between which any account of it can begin and end; none of one that says none.
type OfReport<'p, 'f> = (Option<(Day, Day)>, &'p [Placed<'f>]);

/// What visible facts of a cluster come to.
struct Come<'f> {
    incidents: Vec<Arc<Incident<'f>>>,
    /// What these were made of; only where accounts without a time may join them.
    groups: Vec<Group<'f>>,
    /// Accounts of which nobody says the time.
    undated: Vec<Account<'f>>,
    reports: usize,
}

/// What a cluster comes to on a day: kept, or made for this day.
enum On<'k, 'f> {
    Whole(&'k Come<'f>),
    Part(Come<'f>),
}

/// The facts of a unit by class and cluster. `joined` are the claims that people joined with others.
pub(crate) fn classes<'f>(
    facts: &[&'f Fact],
    (domain, at): (Domain, Option<Where>),
    visible_from: impl Fn(&Fact) -> Day,
    joined: &FxHashSet<ClaimKey>,
    context: &Context<'_>,
) -> Vec<ClassOf<'f>> {
    let mut order: Vec<_> = facts.iter().map(|fact| Placed::of(fact, domain, context)).collect();
    order.sort_unstable_by_key(|placed| placed.place);
    let class = |class: &[Placed<'f>]| ClassOf::of(class, at, &visible_from, joined, context);
    order.chunk_by(|a, b| a.place.0 == b.place.0).map(class).collect()
}

impl<'f> ClassOf<'f> {
    /// The facts come in their order.
    fn of(
        facts: &[Placed<'f>],
        at: Option<Where>,
        visible_from: impl Fn(&Fact) -> Day,
        joined: &FxHashSet<ClaimKey>,
        context: &Context<'_>,
    ) -> ClassOf<'f> {
        let class = facts[0].place.0;
        let window = context.world.settings().window(class.event);
        let reach = LONG + window.told.max(window.untold);
        let dated = |fact: &Fact| fact.time.basis != Basis::None;
        let mut reports: Vec<OfReport<'_, 'f>> = Vec::new();
        for report in facts.chunk_by(|a, b| a.place.1 == b.place.1) {
            let times = || report.iter().map(|placed| placed.fact).filter(|fact| dated(fact)).map(|fact| &fact.time);
            let first = times().map(|time| time.from.min(time.to)).min();
            reports.push((first.zip(times().map(|time| time.to.max(time.from)).max()), report));
        }
        reports.sort_by_key(|(days, _)| days.map(|(first, _)| first));
        let mut own = ClassOf {
            class,
            facts: Vec::with_capacity(facts.len()),
            clusters: Vec::new(),
            joined: facts.iter().any(|placed| joined.contains(&placed.fact.key)),
            undated: at.is_some() && facts.iter().any(|placed| !dated(placed.fact)),
            alike: OnceLock::new(),
        };
        let mut last: Option<Day> = None;
        for (number, (days, report)) in reports.into_iter().enumerate() {
            // What nobody has placed is known by its report only.
            let near = at.is_some() && days.zip(last).is_some_and(|((first, _), last)| first <= last.plus(reach));
            last = last.filter(|_| near).max(days.map(|(_, last)| last));
            own.add(report, u32::try_from(number).unwrap_or(u32::MAX), near, &visible_from);
        }
        own.clusters.shrink_to_fit();
        own
    }

    /// Its facts.
    pub fn facts(&self) -> impl Iterator<Item = &'f Fact> + Clone {
        self.facts.iter().map(|seen| seen.fact)
    }

    /// Adds a report to the last cluster, or begins one with it.
    fn add(&mut self, report: &[Placed<'f>], number: u32, near: bool, visible_from: impl Fn(&Fact) -> Day) {
        let begin = self.facts.len();
        let seen = |placed: &Placed<'f>| Seen { fact: placed.fact, from: visible_from(placed.fact), report: number };
        self.facts.extend(report.iter().map(seen));
        let days = || self.facts.get(begin..).unwrap_or_default().iter().map(|seen| seen.from);
        let (some, all) = (days().min().unwrap_or(Day::LAST), days().max().unwrap_or(Day::LAST));
        let [begin, end] = [begin, self.facts.len()].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
        match self.clusters.last_mut().filter(|_| near) {
            Some(cluster) => {
                (cluster.some, cluster.all) = (cluster.some.min(some), cluster.all.max(all));
                cluster.facts.end = end;
            }
            None => self.clusters.push(Cluster { facts: begin..end, some, all, whole: OnceLock::new() }),
        }
    }

    /// Adds the incidents that the facts visible on a day tell of.
    pub fn incidents(
        &self,
        (domain, at): (Domain, Option<Where>),
        rulings: &Rulings<'_>,
        apart: &Apart,
        context: &Context<'_>,
        all: &mut Vec<Arc<Incident<'f>>>,
    ) {
        let now = context.now;
        if self.joined {
            let visible = self.facts.iter().filter(|seen| seen.from <= now).map(|seen| seen.fact);
            return incidents(&visible.collect::<Vec<_>>(), domain, at, rulings, context, all);
        }
        let mut unit = Unit { domain, at, event: self.class.event, reports: 0, apart, alike: None, context };
        let visible = self.clusters.iter().filter(|cluster| cluster.some <= now);
        if !self.undated {
            for cluster in visible {
                match self.come(cluster, &unit) {
                    On::Whole(come) => all.extend_from_slice(&come.incidents),
                    On::Part(come) => all.extend(come.incidents),
                }
            }
            return;
        }
        let came: Vec<On<'_, 'f>> = visible.map(|cluster| self.come(cluster, &unit)).collect();
        let came = || came.iter().map(On::as_ref);
        let undated: Vec<Account<'f>> = came().flat_map(|come| come.undated.iter().cloned()).collect();
        if undated.is_empty() {
            return all.extend(came().flat_map(|come| come.incidents.iter().cloned()));
        }
        unit.reports = came().map(|come| come.reports).sum();
        unit.alike = Some(self.alike.get_or_init(|| Alike::of_class(self.facts(), context)));
        // Those that an account joined are made anew, those that are as they were stand in their old order.
        let fused = fuse_undated(came().flat_map(|come| &come.groups).collect(), undated, &unit);
        let mut same: Vec<&Arc<Incident<'f>>> = Vec::new();
        let known: FxHashMap<*const Group<'f>, &Arc<Incident<'f>>> =
            came().flat_map(|come| come.groups.iter().map(std::ptr::from_ref).zip(&come.incidents)).collect();
        let mut new: Vec<Arc<Incident<'f>>> = Vec::new();
        for group in fused {
            match group {
                Cow::Borrowed(group) => same.extend(known.get(&std::ptr::from_ref(group)).copied()),
                Cow::Owned(group) => new.extend(incident(group, &unit).map(Arc::new)),
            }
        }
        all.extend(same.into_iter().cloned());
        all.extend(new);
    }

    /// Finds out what each cluster comes to as a whole, on a day on which all is visible.
    pub fn prepare(&self, (domain, at): (Domain, Option<Where>), apart: &Apart, context: &Context<'_>) {
        let unit = Unit { domain, at, event: self.class.event, reports: 0, apart, alike: None, context };
        self.clusters.iter().filter(|_| !self.joined).for_each(|cluster| drop(self.come(cluster, &unit)));
    }

    /// What a cluster comes to on the day of a unit's context.
    fn come<'k>(&'k self, cluster: &'k Cluster<'f>, unit: &Unit<'_>) -> On<'k, 'f> {
        let facts = self.facts.get(cluster.facts.start as usize..cluster.facts.end as usize).unwrap_or_default();
        if cluster.all <= unit.context.now {
            return On::Whole(cluster.whole.get_or_init(|| Box::new(self.fused(facts.iter(), unit))));
        }
        On::Part(self.fused(facts.iter().filter(|seen| seen.from <= unit.context.now), unit))
    }

    /// What facts of a cluster come to.
    fn fused<'k>(&self, facts: impl Iterator<Item = &'k Seen<'f>>, unit: &Unit<'_>) -> Come<'f>
    where
        'f: 'k,
    {
        let facts: Vec<&Seen<'f>> = facts.collect();
        let (mut all, mut reports) = (Vec::with_capacity(facts.len()), 0);
        for report in facts.chunk_by(|a, b| a.report == b.report) {
            accounts(report.iter().map(|seen| seen.fact), unit, &mut all);
            reports += 1;
        }
        let timeless = |account: &mut Account<'f>| self.undated && account.features.basis == Basis::None;
        let undated: Vec<Account<'f>> = all.extract_if(.., timeless).collect();
        let mut come = Come { incidents: Vec::new(), groups: Vec::new(), undated, reports };
        let groups = fuse(all, unit);
        come.incidents.reserve_exact(groups.len());
        for group in groups {
            let kept = self.undated.then(|| group.clone());
            if let Some(incident) = incident(group, unit) {
                come.incidents.push(Arc::new(incident));
                come.groups.extend(kept);
            }
        }
        come
    }
}

impl<'f> On<'_, 'f> {
    fn as_ref(&self) -> &Come<'f> {
        match self {
            On::Whole(come) => come,
            On::Part(come) => come,
        }
    }
}
