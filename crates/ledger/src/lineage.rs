//! Who has it from whom: which reports stand on one word, so that no word is counted twice.

use crate::fact::{Day, Fact, ReportKey, Who};
use crate::log::ReportRecord;
use crate::{Outlet, Sketch, World};
use hudna_claims::SpeakerKind;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Texts that have so much in common are one text, re-published.
const ONE_TEXT: f64 = 0.5;
/// Hashes that two sketches share before they are compared.
const WORTH: usize = 8;

/// A report as the ledger keeps it.
#[derive(Debug, Clone)]
pub struct ReportInfo {
    /// Its key.
    pub key: ReportKey,
    /// Name of the outlet, as given.
    pub source: Option<String>,
    /// The outlet, where the knowledge has it.
    pub outlet: Option<Outlet>,
    /// Whom it declares to have it from.
    pub taken_from: Option<String>,
    /// Its day.
    pub published: Option<Day>,
    /// When it was received, in seconds since 1970.
    pub received: i64,
    /// A likeness of its text.
    pub sketch: Sketch,
    /// What people decided of its outlet's reliability.
    pub reliability: Option<char>,
    /// Whom people decided that its outlet follows.
    pub follows: Option<String>,
}

impl ReportInfo {
    /// A report's entry as the ledger keeps it. `entered` is its record time.
    pub fn new(record: &ReportRecord, key: ReportKey, entered: i64, world: &World) -> Self {
        ReportInfo {
            key,
            source: record.source.clone(),
            outlet: record.source.as_deref().and_then(|name| world.outlet(name)).cloned(),
            taken_from: record.taken_from.clone(),
            published: record.published.map(Day::from),
            received: record.received.map_or(entered, |at| at.as_second()),
            sketch: record.sketch.clone(),
            reliability: None,
            follows: None,
        }
    }

    /// The day by which it was there.
    pub fn received_day(&self) -> Day {
        const SECONDS: i64 = 86_400;
        Day(i32::try_from(self.received.div_euclid(SECONDS)).unwrap_or(i32::MAX / 8))
    }

    /// Reliability of its outlet, A to F; F where nobody has judged it: it cannot be judged.
    pub fn grade(&self) -> char {
        self.reliability.or(self.outlet.as_ref().map(|o| o.reliability)).unwrap_or('F')
    }
}

/// The word that a claim stands on. Claims with the same one are not independent of each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Word {
    /// A named speaker, by id or words: whoever quotes him adds nothing.
    Speaker(String),
    /// An outlet's own word; outlets of one owner are one.
    Outlet(String),
    /// Witnesses or unnamed sources as one outlet has them.
    Through(SpeakerKind, String),
    /// A report of an outlet that nobody has named.
    Report(ReportKey),
}

/// Which reports stand for which: of reports with the same text, the first.
#[derive(Debug, Default)]
pub struct Lineage {
    stands_for: HashMap<ReportKey, ReportKey>,
}

impl Lineage {
    /// Finds re-published text among reports. `same` are reports that people said are one. The order of reports does not matter.
    pub fn of<'a>(reports: impl Iterator<Item = &'a ReportInfo>, same: &[Vec<ReportKey>]) -> Lineage {
        let reports: BTreeMap<ReportKey, &ReportInfo> = reports.map(|r| (r.key, r)).collect();
        let mut by_hash: HashMap<u32, Vec<ReportKey>, rustc_hash::FxBuildHasher> = HashMap::default();
        let mut like: Vec<(ReportKey, ReportKey)> = Vec::new();
        for (key, report) in &reports {
            let mut shared: HashMap<ReportKey, usize, rustc_hash::FxBuildHasher> = HashMap::default();
            for hash in report.sketch.hashes() {
                let there = by_hash.entry(*hash).or_default();
                // A shingle that very many reports share is a formula of the trade, no sign of copying.
                for other in there.iter().take(COMMON) {
                    *shared.entry(*other).or_default() += 1;
                }
                there.push(*key);
            }
            let enough = WORTH.min(report.sketch.hashes().len().div_ceil(2));
            for (other, _) in shared.into_iter().filter(|(_, n)| *n >= enough.max(1)) {
                if reports.get(&other).is_some_and(|o| o.sketch.likeness(&report.sketch) >= ONE_TEXT) {
                    like.push((*key, other));
                }
            }
        }
        for group in same {
            like.extend(group.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))));
        }
        Lineage { stands_for: first_of_each(&reports, &like) }
    }

    /// The report that stands for a report: itself, or the first with its text.
    pub fn origin(&self, report: ReportKey) -> ReportKey {
        self.stands_for.get(&report).copied().unwrap_or(report)
    }

    /// Reports that re-publish others, with the one that each re-publishes.
    pub fn copies(&self) -> impl Iterator<Item = (ReportKey, ReportKey)> {
        self.stands_for.iter().filter(|(copy, origin)| copy != origin).map(|(copy, origin)| (*copy, *origin))
    }
}

/// Reports looked at for one shingle.
const COMMON: usize = 64;

/// For each report that is like another, the first of all that hang together: by day, then by key.
fn first_of_each(
    reports: &BTreeMap<ReportKey, &ReportInfo>,
    like: &[(ReportKey, ReportKey)],
) -> HashMap<ReportKey, ReportKey> {
    let mut beside: BTreeMap<ReportKey, Vec<ReportKey>> = BTreeMap::new();
    for (a, b) in like {
        beside.entry(*a).or_default().push(*b);
        beside.entry(*b).or_default().push(*a);
    }
    let mut seen: HashSet<ReportKey> = HashSet::new();
    let mut stands_for = HashMap::new();
    for start in beside.keys() {
        if !seen.insert(*start) {
            continue;
        }
        let (mut open, mut together) = (vec![*start], Vec::new());
        while let Some(at) = open.pop() {
            together.push(at);
            open.extend(beside.get(&at).into_iter().flatten().filter(|next| seen.insert(**next)));
        }
        let day = |key: &ReportKey| reports.get(key).and_then(|r| r.published).unwrap_or(Day::LAST);
        let Some(first) = together.iter().copied().min_by_key(|key| (day(key), *key)) else { continue };
        stands_for.extend(together.into_iter().map(|key| (key, first)));
    }
    stands_for
}

/// The word that a fact stands on.
pub fn word(fact: &Fact, report: &ReportInfo, names: &crate::Names, world: &World) -> Word {
    let outlet = outlet_word(report, world);
    match (fact.speakers.first(), fact.speaker_kind) {
        (Some(_), Some(kind @ (SpeakerKind::Anonymous | SpeakerKind::Witness))) => match outlet {
            Word::Outlet(name) => Word::Through(kind, name),
            other => other,
        },
        (Some(speaker), _) => spoken(*speaker, names, world),
        (None, _) => outlet,
    }
}

/// The word of a named speaker: of an outlet, its owner's.
fn spoken(speaker: Who, names: &crate::Names, world: &World) -> Word {
    let named = names.who(speaker);
    match world.outlet(&named.id).or_else(|| world.outlet(&named.ar)) {
        Some(outlet) => Word::Outlet(outlet.owner.clone().unwrap_or_else(|| outlet.id.clone())),
        None => Word::Speaker(named.id.clone()),
    }
}

fn outlet_word(report: &ReportInfo, world: &World) -> Word {
    let from = report.follows.as_deref().or(report.taken_from.as_deref());
    let outlet = from.and_then(|name| world.outlet(name)).or(report.outlet.as_ref());
    match (from, outlet, &report.source) {
        (_, Some(outlet), _) => Word::Outlet(outlet.owner.clone().unwrap_or_else(|| outlet.id.clone())),
        (Some(name), None, _) => Word::Outlet(name.to_owned()),
        (None, None, Some(name)) => Word::Outlet(name.clone()),
        (None, None, None) => Word::Report(report.key),
    }
}
