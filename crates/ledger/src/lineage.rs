//! Who has it from whom: which reports stand on one word, so that no word is counted twice.

use crate::fact::{Day, Fact, ReportKey};
use crate::likeness::{Print, one_text};
use crate::log::ReportRecord;
use crate::{Outlet, Sketch, World};
use hudna_claims::SpeakerKind;
use schemars::JsonSchema;
use serde::Serialize;
use smallvec::SmallVec;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Of each sketch, so many of the smallest hashes are looked up. Two texts that are half alike share one of them with a
/// probability of 0.9998.
const LOOKED_UP: usize = 12;
/// Reports looked at for one hash: a shingle that very many share is a formula of the trade, no sign of copying.
pub(crate) const COMMON: usize = 64;

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
    follows: Option<String>,
    /// The word that it stands on where nobody is quoted.
    word: Word,
}

impl ReportInfo {
    /// A report's entry as the ledger keeps it. `entered` is its record time.
    pub fn new(record: &ReportRecord, key: ReportKey, entered: i64, world: &World) -> Self {
        let mut info = ReportInfo {
            key,
            source: record.source.clone(),
            outlet: record.source.as_deref().and_then(|name| world.outlet(name)).cloned(),
            taken_from: record.taken_from.clone(),
            published: record.published.map(Day::from),
            received: record.received.map_or(entered, |at| at.as_second()),
            sketch: record.sketch.clone(),
            reliability: None,
            follows: None,
            word: Word::Report(key),
        };
        info.word = info.own_word(world);
        info
    }

    /// The report with what people decided of its outlet.
    pub(crate) fn ruled(&self, reliability: Option<char>, follows: Option<&str>, world: &World) -> Self {
        let mut info = ReportInfo { reliability, follows: follows.map(str::to_owned), ..self.clone() };
        info.word = info.own_word(world);
        info
    }

    /// The day by which it was there.
    pub fn received_day(&self) -> Day {
        Day::of_second(self.received)
    }

    /// Reliability of its outlet, A to F; F where nobody has judged it: it cannot be judged.
    pub fn grade(&self) -> char {
        self.reliability.or(self.outlet.as_ref().map(|o| o.reliability)).unwrap_or('F')
    }

    /// The word that it stands on where nobody is quoted.
    pub(crate) fn word(&self) -> &Word {
        &self.word
    }

    fn own_word(&self, world: &World) -> Word {
        let from = self.follows.as_deref().or(self.taken_from.as_deref());
        let outlet = from.and_then(|name| world.outlet(name));
        match (from, outlet) {
            (_, Some(outlet)) => outlet.word(),
            (Some(name), None) => Word::Outlet(name.into()),
            (None, None) => match (&self.outlet, &self.source) {
                (Some(outlet), _) => outlet.word(),
                (None, Some(name)) => Word::Outlet(name.as_str().into()),
                (None, None) => Word::Report(self.key),
            },
        }
    }
}

impl Outlet {
    /// Its word: outlets of one owner have one.
    fn word(&self) -> Word {
        Word::Outlet(self.owner.as_deref().unwrap_or(&self.id).into())
    }
}

/// The word that a claim stands on. Claims with the same one are not independent of each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Word {
    /// A named speaker, by id or words: whoever quotes him adds nothing.
    Speaker(Arc<str>),
    /// An outlet's own word; outlets of one owner are one.
    Outlet(Arc<str>),
    /// Witnesses as one outlet has them.
    Through(SpeakerKind, Arc<str>),
    /// A report of an outlet that nobody has named.
    Report(ReportKey),
}

impl Word {
    /// The word of witnesses that are quoted by whoever has this word: of those of an outlet, one of its own.
    pub(crate) fn of_witnesses(&self) -> Word {
        match self {
            Word::Outlet(name) => Word::Through(SpeakerKind::Witness, name.clone()),
            other => other.clone(),
        }
    }

    /// The word of a named speaker: of an outlet, its owner's.
    pub(crate) fn spoken(id: &str, name: &str, world: &World) -> Word {
        match world.outlet(id).or_else(|| world.outlet(name)) {
            Some(outlet) => outlet.word(),
            None => Word::Speaker(id.into()),
        }
    }
}

/// Which reports stand for which: of reports with the same text, the first.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Lineage {
    /// Reports for which another one stands.
    stands_for: HashMap<ReportKey, ReportKey, rustc_hash::FxBuildHasher>,
}

impl Lineage {
    /// Finds re-published text among reports. `same` are reports that people said are one: the first of them stands for all. The
    /// order of reports does not matter.
    ///
    /// A report is compared with those that are not copies themselves, so that likeness does not run on from copy to copy.
    pub fn of<'a>(reports: impl Iterator<Item = &'a ReportInfo>, same: &[Vec<ReportKey>]) -> Lineage {
        let mut order: Vec<(ReportKey, Print<'_>)> = reports.map(|r| (r.key, (&r.sketch, r.published))).collect();
        order.sort_unstable_by_key(|(key, (_, day))| (day.unwrap_or(Day::LAST), *key));
        let mut lineage = Lineage::default();
        let shared = Shared::of(&order);
        let mut earlier: Vec<usize> = Vec::new();
        for (later, (copy, text)) in order.iter().enumerate() {
            shared.before(later, text.0, &mut earlier);
            let original = |place: &usize| {
                let (first, other) = order.get(*place)?;
                let copied = lineage.stands_for.contains_key(first);
                (!copied && one_text(*text, *other).is_some()).then_some(*first)
            };
            if let Some(first) = earlier.iter().find_map(original) {
                lineage.stands_for.insert(*copy, first);
            }
        }
        if !same.is_empty() {
            let there: std::collections::HashSet<ReportKey> = order.iter().map(|(key, _)| *key).collect();
            for group in same {
                lineage.rule(group.iter().copied().filter(|key| there.contains(key)).collect());
            }
        }
        lineage
    }

    /// People say that these reports are one.
    fn rule(&mut self, group: Vec<ReportKey>) {
        let Some(first) = group.first().map(|key| self.origin(*key)) else { return };
        for origin in group.into_iter().map(|key| self.origin(key)).collect::<Vec<_>>() {
            if origin != first {
                self.stands_for.values_mut().filter(|of| **of == origin).for_each(|of| *of = first);
                self.stands_for.insert(origin, first);
            }
        }
    }

    /// Takes over what another lineage says of some reports.
    pub(crate) fn take(&mut self, reports: &[ReportKey], other: Lineage) {
        for report in reports {
            match other.stands_for.get(report) {
                Some(origin) => drop(self.stands_for.insert(*report, *origin)),
                None => drop(self.stands_for.remove(report)),
            }
        }
    }

    /// The report that stands for a report: itself, or the first with its text.
    pub fn origin(&self, report: ReportKey) -> ReportKey {
        if self.stands_for.is_empty() {
            return report;
        }
        self.stands_for.get(&report).copied().unwrap_or(report)
    }

    /// Reports that re-publish others, with the one that each re-publishes.
    pub fn copies(&self) -> impl Iterator<Item = (ReportKey, ReportKey)> {
        self.stands_for.iter().map(|(copy, origin)| (*copy, *origin))
    }
}

/// Reports by the hashes that are looked up: which can be alike.
#[derive(Debug, Default)]
pub(crate) struct Alike {
    by_hash: HashMap<u32, SmallVec<[ReportKey; 1]>, rustc_hash::FxBuildHasher>,
}

impl Alike {
    pub fn of<'a>(reports: impl Iterator<Item = &'a ReportInfo>) -> Alike {
        let mut alike = Alike::default();
        reports.for_each(|report| alike.add(report.key, &report.sketch));
        alike
    }

    pub fn add(&mut self, report: ReportKey, sketch: &Sketch) {
        for hash in sketch.hashes().iter().take(LOOKED_UP) {
            let there = self.by_hash.entry(*hash).or_default();
            if !there.contains(&report) {
                there.push(report);
            }
        }
    }

    /// Reports that share a hash with a text, perhaps more than once each; of a hash that very many have, the first of them.
    pub fn sharing<'a>(&'a self, sketch: &'a Sketch, most: usize) -> impl Iterator<Item = ReportKey> {
        let hashes = sketch.hashes().iter().take(LOOKED_UP);
        hashes.filter_map(|hash| self.by_hash.get(hash)).flat_map(move |there| there.iter().take(most)).copied()
    }

    /// A report and all that hang together with it by a hash, however far.
    pub fn near(&self, report: ReportKey, reports: &crate::context::Reports) -> Vec<ReportKey> {
        let mut seen: BTreeSet<ReportKey> = BTreeSet::from([report]);
        let mut open = vec![report];
        while let Some(key) = open.pop() {
            let Some(info) = reports.get(&key) else { continue };
            for other in self.sharing(&info.sketch, usize::MAX) {
                if reports.contains_key(&other) && seen.insert(other) {
                    open.push(other);
                }
            }
        }
        seen.into_iter().collect()
    }
}

/// Which of some reports share a hash, by their places in their order.
struct Shared {
    /// Each hash with the place of a report that has it, in their order.
    by_hash: Vec<(u32, u32)>,
}

impl Shared {
    fn of(order: &[(ReportKey, Print<'_>)]) -> Shared {
        let mut by_hash: Vec<(u32, u32)> = Vec::with_capacity(order.len() * LOOKED_UP);
        for (place, (_, (sketch, _))) in (0..).zip(order) {
            by_hash.extend(sketch.hashes().iter().take(LOOKED_UP).map(|hash| (*hash, place)));
        }
        by_hash.sort_unstable();
        Shared { by_hash }
    }

    /// The places of reports before a place that share a hash with the text there, the earliest first; of a hash that very many have,
    /// the first of them.
    fn before(&self, later: usize, sketch: &Sketch, into: &mut Vec<usize>) {
        into.clear();
        for hash in sketch.hashes().iter().take(LOOKED_UP) {
            let first = self.by_hash.partition_point(|(other, _)| other < hash);
            let all = self.by_hash.get(first..).unwrap_or_default().iter().take(COMMON);
            let earlier = all.take_while(|(other, place)| other == hash && (*place as usize) < later);
            into.extend(earlier.map(|(_, place)| *place as usize));
        }
        into.sort_unstable();
        into.dedup();
    }
}

/// The word that a fact stands on. `own` is the word of its report, `witnesses` that of witnesses in it.
///
/// Nobody but the outlet can ask a source that it does not name, and nobody else answers for what he says. So an outlet and the unnamed
/// official that it quotes are one word, and so is whoever repeats the two: where a report has all that it tells from one other outlet,
/// the unnamed sources in it are that outlet's ([`Fact::through`]). Two unrelated outlets that each have it from somebody unnamed are
/// two words, for each answers for its own; but both may have asked the same man, so unnamed sources alone, however many outlets have
/// them, make nothing surer than fair (`weigh`). Witnesses are another matter: they saw it themselves, and an outlet's
/// witnesses are a word beside its own.
pub(crate) fn word<'a>(fact: &Fact, own: &'a Word, witnesses: &'a Word, names: &'a crate::Names) -> &'a Word {
    let of = |who| names.word_of(who).unwrap_or(own);
    match (fact.speakers.first(), fact.speaker_kind) {
        (Some(_), Some(SpeakerKind::Anonymous)) => fact.through.map_or(own, of),
        (Some(_), Some(SpeakerKind::Witness)) => witnesses,
        (Some(speaker), _) => of(*speaker),
        (None, _) => own,
    }
}
