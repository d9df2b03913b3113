//! The ledger: entries in, the state as of any day out.

use crate::World;
use crate::agreement::AgreementRecord;
use crate::amended::Amended;
use crate::context::{Context, Reports, Voice, Voices};
use crate::decisions::Decisions;
use crate::docket::{Docket, Rulings};
use crate::fact::{Basis, Bearing, ClaimKey, Day, Fact, Names, ReportKey, Telling, facts};
use crate::incident::Incidents;
use crate::lineage::{Lineage, ReportInfo};
use crate::log::{Act, Decision, Entry, Reading};
use crate::outlook::Outlook;
use crate::roll::Places;
use crate::state::State;
use crate::state::control::contest;
use hudna_claims::{Claim, Event, Modality};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

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

/// What people decided of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reviewed {
    /// It is what the report says.
    Accepted,
    /// It is not what the report says, and does not count.
    Rejected,
    /// The report says something else, which is shown in its place.
    Corrected,
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
    /// The number of each report, by the order of arrival.
    slots: HashMap<ReportKey, u32, rustc_hash::FxBuildHasher>,
    /// In the order of reports, and each with its claims in the order of their ids: so facts come in order.
    read: BTreeMap<ReportKey, Vec<Read>>,
    /// Readings whose report is not there yet.
    early: HashMap<ReportKey, Vec<(u64, i64, Vec<Claim>)>>,
    docket: Docket,
    amended: Amended,
    decisions: Decisions,
}

/// What a view comes to, with the incidents that it rests on.
#[derive(Debug)]
pub struct Seen<'l> {
    /// What holds.
    pub state: State,
    /// All incidents, those of one domain and settlement together.
    pub incidents: Incidents<'l>,
    /// Which reports stand for which.
    pub lineage: Arc<Lineage>,
    /// Reports that were looked at.
    pub reports: usize,
    /// Claims that were looked at.
    pub claims: usize,
    /// Where the incidents stand.
    pub(crate) places: Places,
}

impl<'w> Ledger<'w> {
    /// A ledger with nothing in it.
    pub fn new(world: &'w World) -> Self {
        Ledger {
            world,
            names: Names::default(),
            reports: Reports::default(),
            slots: HashMap::default(),
            read: BTreeMap::new(),
            early: HashMap::new(),
            docket: Docket::default(),
            amended: Amended::default(),
            decisions: Decisions::default(),
        }
    }

    /// Takes an entry in. The order of entries does not matter.
    pub fn enter(&mut self, entry: &Entry) {
        let at = entry.at.as_second();
        match &entry.act {
            Act::Report(record) => {
                let Ok(key) = record.id.parse() else { return };
                let info = Arc::new(ReportInfo::new(record, key, at, self.world));
                // Whether an outlet's owner speaks for itself must not hang on whether another report has named it.
                if let Some(owner) = info.outlet.as_ref().and_then(|outlet| outlet.owner.as_deref()) {
                    self.names.known_actor(owner, self.world);
                }
                match self.reports.entry(key) {
                    std::collections::hash_map::Entry::Occupied(mut known) if known.get().received > info.received => {
                        known.insert(info);
                    }
                    std::collections::hash_map::Entry::Occupied(_) => return,
                    std::collections::hash_map::Entry::Vacant(free) => drop(free.insert(info)),
                }
                let next = u32::try_from(self.slots.len()).unwrap_or(u32::MAX);
                self.slots.entry(key).or_insert(next);
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
            Act::Review(review) => {
                self.docket.enter(entry.seq, at, review.clone());
                self.decisions.enter(entry);
            }
        }
        self.correct();
    }

    /// Takes a decision in while views of the ledger are looked at, which do not know of it; [`Outlook::decided`] has the others. False
    /// where that cannot be: the entry is no decision or not the last one, or it names what no claim has named before.
    pub fn decide(&self, entry: &Entry) -> bool {
        let Act::Review(review) = &entry.act else { return false };
        let corrected = match &review.decision {
            Decision::Correct { claim, to } => match self.corrected(claim, to) {
                Some(fact) => Some(fact),
                None => return false,
            },
            _ => None,
        };
        let last = self.docket.is_last(entry.seq);
        if last {
            self.docket.push(entry.seq, entry.at.as_second(), review.clone(), corrected);
            self.decisions.push(entry, review);
        }
        last
    }

    /// A corrected claim as a fact; none where its report is not there or it names what no claim has named before.
    fn corrected(&self, claim: &str, to: &Claim) -> Option<Fact> {
        let key: ClaimKey = claim.parse().ok()?;
        let mut names = self.names.clone();
        let fact = facts(self.telling(key.report)?, std::slice::from_ref(to), &mut names, self.world).pop()?;
        (names.len() == self.names.len()).then_some(Fact { key, ..fact })
    }

    /// Makes facts of corrected claims whose reports are there.
    fn correct(&mut self) {
        for (seq, key, claim) in self.docket.open_corrections() {
            let Some(telling) = self.telling(key.report) else { continue };
            for mut fact in facts(telling, std::slice::from_ref(&claim), &mut self.names, self.world) {
                fact.key = key;
                self.docket.corrected(seq, fact);
            }
        }
    }

    fn telling(&self, key: ReportKey) -> Option<Telling> {
        let (report, slot) = (self.reports.get(&key)?, *self.slots.get(&key)?);
        Some(Telling { report: key, slot, published: report.published, received: report.received_day() })
    }

    fn reading(&mut self, key: ReportKey, seq: u64, at: i64, claims: &[Claim]) {
        let Some(telling) = self.telling(key) else { return };
        let mut claims = facts(telling, claims, &mut self.names, self.world);
        claims.sort_by_key(|fact| fact.key);
        // Two claims of one id cannot be told apart by anybody.
        claims.dedup_by_key(|fact| fact.key);
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
        self.reports.values().map(AsRef::as_ref)
    }

    /// The report of this key.
    pub fn report(&self, report: ReportKey) -> Option<&ReportInfo> {
        self.reports.get(&report).map(AsRef::as_ref)
    }

    /// The reports that a view shows, in no order.
    pub fn reports_of<'l>(&'l self, view: &'l View) -> impl Iterator<Item = &'l ReportInfo> {
        let withdrawn = self.rulings(view).withdrawn;
        let known = move |info: &&ReportInfo| {
            view.known_by.is_none_or(|by| info.received <= by)
                && !withdrawn.contains(&info.key)
                && !view.leaves_out(info)
        };
        self.reports().filter(known)
    }

    /// The reports of the case that people have withdrawn in a view.
    pub fn withdrawn(&self, view: &View) -> Vec<ReportKey> {
        self.rulings(view).withdrawn.into_iter().filter(|key| self.reports.contains_key(key)).collect()
    }

    /// The reliability that people decided for an outlet.
    pub fn grade(&self, outlet: &str, view: &View) -> Option<char> {
        self.rulings(view).sources.get(outlet).and_then(|(grade, _)| *grade)
    }

    /// The claims of a report as a view has them, in the order of its text, whatever people decided of them.
    pub fn claims_of(&self, report: ReportKey, view: &View) -> Vec<ClaimKey> {
        let mut all: Vec<&Fact> =
            self.reading_in(report, view).map_or_else(Vec::new, |read| read.claims.iter().collect());
        all.sort_by_key(|fact| (fact.evidence.start, fact.said_at, fact.key));
        all.into_iter().map(|fact| fact.key).collect()
    }

    /// A claim as a view has it, with what people decided of it: also one that was rejected.
    pub fn claim(&self, key: ClaimKey, view: &View) -> Option<(&Fact, Option<Reviewed>)> {
        self.claim_ruled(key, view, &self.rulings(view))
    }

    /// The same, where it is known what people's decisions come to.
    pub(crate) fn claim_ruled<'l>(
        &'l self,
        key: ClaimKey,
        view: &View,
        rulings: &Rulings<'l>,
    ) -> Option<(&'l Fact, Option<Reviewed>)> {
        let fact = self.read_in(key.report, view).iter().find(|fact| fact.key == key)?;
        Some(self.as_decided(fact, rulings))
    }

    /// A claim that was read, as people's decisions about it leave it.
    pub(crate) fn as_decided<'l>(&'l self, fact: &'l Fact, rulings: &Rulings<'l>) -> (&'l Fact, Option<Reviewed>) {
        match rulings.corrected.get(&fact.key) {
            Some((_, corrected)) => (corrected, Some(Reviewed::Corrected)),
            None if rulings.rejected.contains(&fact.key) => (fact, Some(Reviewed::Rejected)),
            None => (fact, Some(Reviewed::Accepted).filter(|_| rulings.accepted.contains(&fact.key))),
        }
    }

    /// The claims that were read in a report, as a view has them, in the order of their ids.
    pub(crate) fn read_in(&self, report: ReportKey, view: &View) -> &[Fact] {
        self.reading_in(report, view).map_or(&[], |read| &read.claims)
    }

    /// How many claims were read in each report, as a view has them.
    pub(crate) fn claims_read(&self, view: &View) -> rustc_hash::FxHashMap<ReportKey, usize> {
        let read = |readings: &[Read]| reading_of(readings, view).map_or(0, |read| read.claims.len());
        self.read.iter().map(|(key, readings)| (*key, read(readings))).collect()
    }

    /// The country in which most of the places lie that claims name.
    pub fn country(&self) -> Option<&str> {
        let mut all: BTreeMap<&str, usize> = BTreeMap::new();
        for at in 0..self.names.places() {
            let country = self.world.background().country(&self.names.at(crate::Where::at_index(at)).id);
            country.into_iter().for_each(|country| *all.entry(country).or_default() += 1);
        }
        all.into_iter().max_by_key(|(_, n)| *n).map(|(country, _)| country)
    }

    /// The last day of which any report is.
    pub fn last_day(&self) -> Option<Day> {
        self.reports.values().filter_map(|r| r.published).max()
    }

    /// The first and the last day on which any report was received.
    pub fn received(&self) -> Option<(Day, Day)> {
        let days = || self.reports.values().map(|report| report.received_day());
        days().min().zip(days().max())
    }

    /// What holds in a view. A case that never had what is left out gives the same.
    pub fn see(&self, view: &View) -> Seen<'_> {
        let outlook = Outlook::of(self, view);
        let looked = outlook.look(&[view.as_of], 0, 1);
        outlook.see(view.as_of, 0, &[looked])
    }

    /// What all units come to, with what is looked at across them.
    pub(crate) fn whole<'l>(
        &'l self,
        mut state: State,
        incidents: Incidents<'l>,
        claims: usize,
        agreements: impl FnOnce(&Incidents<'l>) -> Vec<Arc<AgreementRecord>>,
        context: &Context<'_>,
        lineage: Arc<Lineage>,
    ) -> Seen<'l> {
        contest(&mut state.control, &incidents, context);
        state.link();
        state.agreements = agreements(&incidents);
        Seen { state, incidents, lineage, reports: context.reports.len(), claims, places: Places::default() }
    }

    /// What people's decisions come to in a view.
    pub(crate) fn rulings(&self, view: &View) -> Rulings<'_> {
        self.docket.rulings(view.known_by)
    }

    /// What everything is looked up in.
    pub(crate) fn context<'a>(
        &'a self,
        view: &View,
        reports: &'a Reports,
        lineage: &'a Lineage,
        voices: &'a Voices,
    ) -> Context<'a> {
        Context { world: self.world, names: &self.names, reports, lineage, voices, now: view.as_of }
    }

    /// What people decided: who, when and why.
    pub fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// All decisions, as what is derived is made from them.
    pub(crate) fn docket(&self) -> &Docket {
        &self.docket
    }

    /// Whether the reading of a report that counts in a view has a claim of this id, whatever people decided about it.
    pub(crate) fn has_claim(&self, claim: ClaimKey, view: &View) -> bool {
        let read = self.reading_in(claim.report, view);
        read.is_some_and(|read| read.claims.iter().any(|fact| fact.key == claim))
    }

    /// The number of a report.
    pub(crate) fn slot(&self, report: ReportKey) -> Option<usize> {
        self.slots.get(&report).map(|slot| *slot as usize)
    }

    pub(crate) fn voices(&self, reports: &Reports, lineage: &Lineage) -> Voices {
        let mut voices: Voices = vec![None; self.slots.len()];
        for report in reports.values() {
            if let Some(voice) = self.slot(report.key).and_then(|slot| voices.get_mut(slot)) {
                *voice = Some(Voice::of(report, reports, lineage, &self.names));
            }
        }
        voices
    }

    /// The reports of a view.
    pub(crate) fn reports_in(&self, view: &View, rulings: &Rulings<'_>) -> Reports {
        let shown = |key: &ReportKey| Some((*key, self.report_in(*key, view, rulings)?));
        self.reports.keys().filter_map(shown).collect()
    }

    /// A report as a view shows it, if it does.
    pub(crate) fn report_in(&self, key: ReportKey, view: &View, rulings: &Rulings<'_>) -> Option<Arc<ReportInfo>> {
        let report = self.reports.get(&key)?;
        let known = view.known_by.is_none_or(|by| report.received <= by);
        if !known || rulings.withdrawn.contains(&key) || view.leaves_out(report) {
            return None;
        }
        if rulings.sources.is_empty() {
            return Some(report.clone());
        }
        let names = [report.outlet.as_ref().map(|o| o.id.as_str()), report.source.as_deref()];
        Some(match names.into_iter().flatten().find_map(|name| rulings.sources.get(name)) {
            Some((reliability, follows)) => {
                let follows = follows.map(|name| rulings.followed(name).unwrap_or(name));
                Arc::new(report.ruled(*reliability, follows, self.world))
            }
            None => report.clone(),
        })
    }

    /// The facts of the reports of a view, in the order of their claims' ids, of whatever day.
    pub(crate) fn facts_in<'l>(&'l self, view: &View, reports: &Reports, rulings: &Rulings<'l>) -> Vec<&'l Fact> {
        let shown = self.read.keys().filter(|key| reports.contains_key(key));
        shown.flat_map(|key| self.facts_of(*key, view, rulings).map(|(_, fact)| fact)).collect()
    }

    /// The facts of one report, in the order of their claims' ids, each with its place among the claims that were read; of whatever
    /// day.
    pub(crate) fn facts_of<'a, 'l: 'a>(
        &'l self,
        report: ReportKey,
        view: &'a View,
        rulings: &'a Rulings<'l>,
    ) -> impl Iterator<Item = (usize, &'l Fact)> + 'a {
        let read = self.reading_in(report, view);
        let amended = read.and_then(|read| self.amended(report, read, view, rulings));
        let claims = read.map_or(&[][..], |read| &read.claims);
        claims.iter().enumerate().filter_map(move |(at, fact)| Some((at, standing(fact, amended)?)))
    }

    /// The fact at a place among the claims of its report's reading.
    pub(crate) fn fact<'l>(
        &'l self,
        (claim, at): (ClaimKey, usize),
        view: &View,
        rulings: &Rulings<'l>,
    ) -> Option<&'l Fact> {
        let read = self.reading_in(claim.report, view)?;
        standing(read.claims.get(at)?, self.amended(claim.report, read, view, rulings))
    }

    /// The facts of a reading of which not every claim counts as it was read.
    fn amended<'l>(
        &'l self,
        report: ReportKey,
        read: &'l Read,
        view: &View,
        rulings: &Rulings<'l>,
    ) -> Option<&'l [Fact]> {
        if view.without.is_empty() && !rulings.amend(report) {
            return None;
        }
        let left_out = |fact: &Fact| view.leaves_out_claim(fact, &self.names);
        self.amended.facts((read.seq, report, &read.claims), left_out, rulings, (&self.names, self.world))
    }

    /// The reading of a report that counts in a view. What was received early and entered late counts as read when it was received.
    fn reading_in(&self, report: ReportKey, view: &View) -> Option<&Read> {
        reading_of(self.read.get(&report)?, view)
    }
}

/// Of the readings of a report, the one that counts in a view.
fn reading_of<'r>(readings: &'r [Read], view: &View) -> Option<&'r Read> {
    let by = |r: &&Read| view.known_by.is_none_or(|by| r.at <= by);
    readings.iter().rev().find(by).or(readings.first())
}

/// A fact as people's decisions leave it, if they do.
fn standing<'l>(fact: &'l Fact, amended: Option<&'l [Fact]>) -> Option<&'l Fact> {
    let Some(all) = amended else { return Some(fact) };
    all.binary_search_by_key(&fact.key, |fact| fact.key).ok().and_then(|at| all.get(at))
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

/// The first day as of which a fact belongs to the state: that by which an event had happened, on which a state had begun or a word
/// had been given.
pub(crate) fn visible_from(fact: &Fact) -> Day {
    match fact.bearing() {
        Bearing::Ahead => fact.told,
        // Of a state of which nothing says the day, nobody knows that it was so before its report came in.
        _ if fact.modality == Modality::Ongoing && fact.time.basis != Basis::None => {
            fact.time.since.unwrap_or(fact.time.from)
        }
        // A truce that is told of with its last day holds from when it is told.
        _ if fact.event == Event::Truce => fact.time.to.min(fact.told.max(fact.time.from)),
        _ => fact.time.to,
    }
}
