//! The docket: what people decided, and what of it holds.

use crate::fact::{ClaimKey, Fact, ReportKey};
use crate::in_order::InOrder;
use crate::log::{Decision, Review, undone};
use std::collections::{BTreeMap, BTreeSet};

/// A decision in the log.
#[derive(Debug)]
pub(crate) struct Ruling {
    at: i64,
    review: Review,
    /// The corrected claim as a fact, once its report is there.
    corrected: Option<Fact>,
}

/// All decisions, by their place in the log.
#[derive(Debug, Default)]
pub(crate) struct Docket {
    rulings: InOrder<Ruling>,
    /// Corrections that are no facts yet.
    open: BTreeSet<u64>,
}

/// What holds of all decisions: of two about one thing, the later one.
#[derive(Debug, Default)]
pub(crate) struct Rulings<'d> {
    pub accepted: BTreeSet<ClaimKey>,
    pub rejected: BTreeSet<ClaimKey>,
    /// With the place of the correction in the log.
    pub corrected: BTreeMap<ClaimKey, (u64, &'d Fact)>,
    pub withdrawn: BTreeSet<ReportKey>,
    pub joined: Vec<Vec<ClaimKey>>,
    pub split: Vec<Vec<ClaimKey>>,
    pub same_report: Vec<Vec<ReportKey>>,
    /// Of an outlet: how reliable, whom it follows.
    pub sources: BTreeMap<&'d str, (Option<char>, Option<&'d str>)>,
}

impl Docket {
    pub fn enter(&mut self, seq: u64, at: i64, review: Review) {
        if matches!(review.decision, Decision::Correct { .. }) {
            self.open.insert(seq);
        }
        self.rulings.insert(seq, Ruling { at, review, corrected: None });
    }

    /// Whether a decision of this place in the log would be the last.
    pub fn is_last(&self, seq: u64) -> bool {
        self.rulings.is_last(seq)
    }

    /// Takes a decision in that is the last, while views are looked at. A correction comes with its fact.
    pub fn push(&self, seq: u64, at: i64, review: Review, corrected: Option<Fact>) {
        self.rulings.push(seq, Ruling { at, review, corrected });
    }

    /// Corrections of claims of a report that are no facts yet, with their places in the log.
    pub fn open_corrections(&self) -> Vec<(u64, ClaimKey, hudna_claims::Claim)> {
        let open = self.open.iter().filter_map(|seq| Some((*seq, self.rulings.get(*seq)?)));
        open.filter_map(|(seq, ruling)| match &ruling.review.decision {
            Decision::Correct { claim, to } => Some((seq, claim.parse().ok()?, (**to).clone())),
            _ => None,
        })
        .collect()
    }

    /// The corrected claim as a fact.
    pub fn corrected(&mut self, seq: u64, fact: Fact) {
        if let Some(ruling) = self.rulings.get_mut(seq) {
            ruling.corrected = Some(fact);
            self.open.remove(&seq);
        }
    }

    /// What holds of the decisions taken by a time, in seconds since 1970.
    pub fn rulings(&self, known_by: Option<i64>) -> Rulings<'_> {
        self.rulings_with(known_by, None)
    }

    /// What would hold with one more decision.
    pub fn rulings_with<'d>(&'d self, known_by: Option<i64>, more: Option<&'d Ruling>) -> Rulings<'d> {
        let more = more.map(|ruling| (u64::MAX, ruling));
        let all = || self.rulings.iter().chain(more);
        let known = || all().filter(move |(_, r)| known_by.is_none_or(|by| r.at <= by));
        let undone = undone(known().map(|(seq, ruling)| (seq, &ruling.review.decision)));
        let mut all = Rulings::default();
        for (seq, ruling) in known().filter(|(seq, _)| !undone.contains(seq)) {
            all.add(seq, ruling);
        }
        all
    }

    /// A decision that is not in the log.
    pub fn ruling(review: Review) -> Ruling {
        Ruling { at: i64::MAX, review, corrected: None }
    }

    /// Whether this is a decision, and holds.
    pub fn holds(&self, entry: u64) -> bool {
        self.standing().any(|(seq, _)| seq == entry)
    }

    /// The decisions that hold, with their places in the log.
    pub fn standing(&self) -> impl DoubleEndedIterator<Item = (u64, &Decision)> {
        let all = || self.rulings.iter().map(|(seq, ruling)| (seq, &ruling.review.decision));
        let undone = undone(all());
        all().filter(move |(seq, _)| !undone.contains(seq))
    }
}

impl<'d> Rulings<'d> {
    fn add(&mut self, seq: u64, ruling: &'d Ruling) {
        let claims = |ids: &[String]| ids.iter().filter_map(|id| id.parse().ok()).collect::<Vec<ClaimKey>>();
        match &ruling.review.decision {
            Decision::Accept { claim } => {
                if let Ok(claim) = claim.parse() {
                    self.forget(claim);
                    self.accepted.insert(claim);
                }
            }
            Decision::Reject { claim } => {
                if let Ok(claim) = claim.parse() {
                    self.forget(claim);
                    self.rejected.insert(claim);
                }
            }
            Decision::Correct { claim, .. } => {
                if let (Ok(claim), Some(fact)) = (claim.parse(), &ruling.corrected) {
                    self.forget(claim);
                    self.corrected.insert(claim, (seq, fact));
                }
            }
            Decision::Join { claims: ids } => {
                let ids = claims(ids);
                // What was set apart and is now joined is no longer apart; from all else it still is.
                let apart = std::mem::take(&mut self.split);
                self.split = apart.into_iter().flat_map(|apart| without(apart, &ids)).collect();
                self.joined.push(ids);
            }
            Decision::Split { claims: ids } => {
                let ids = claims(ids);
                // Of claims that were joined, the first of those now set apart stays with the others.
                for together in &mut self.joined {
                    let mut first = true;
                    together.retain(|claim| !ids.contains(claim) || std::mem::take(&mut first));
                }
                self.split.push(ids);
            }
            Decision::SameReport { reports } => {
                self.same_report.push(reports.iter().filter_map(|id| id.parse().ok()).collect());
            }
            Decision::Withdraw { report } => self.withdrawn.extend(report.parse::<ReportKey>().ok()),
            Decision::Source { source, reliability, follows } => {
                let known = self.sources.entry(source).or_default();
                known.0 = reliability.or(known.0);
                known.1 = follows.as_deref().or(known.1);
            }
            Decision::Undo { .. } => {}
        }
    }

    /// Whom an outlet follows, by name or id: the end of the chain of those that follow one another.
    pub fn followed(&self, outlet: &str) -> Option<&'d str> {
        let mut end = self.sources.get(outlet)?.1?;
        for _ in 0..self.sources.len() {
            match self.sources.get(end) {
                Some((_, Some(next))) => end = next,
                _ => break,
            }
        }
        Some(end)
    }

    /// Whether a claim of a report is rejected or corrected.
    pub fn amend(&self, report: ReportKey) -> bool {
        let all = ClaimKey { report, claim: 0 }..=ClaimKey { report, claim: u32::MAX };
        self.rejected.range(all.clone()).next().is_some() || self.corrected.range(all).next().is_some()
    }

    /// The reports of claims about which something else holds; none where something else holds of whole reports or of outlets.
    pub fn touched(&self, other: &Rulings<'_>) -> Option<BTreeSet<ReportKey>> {
        let reports =
            |rulings: &Rulings<'_>| rulings.withdrawn == other.withdrawn && rulings.same_report == other.same_report;
        if !reports(self) || self.sources != other.sources {
            return None;
        }
        let mut touched: BTreeSet<ReportKey> =
            self.rejected.symmetric_difference(&other.rejected).map(|claim| claim.report).collect();
        let mut differ = |one: &Rulings<'_>, other: &Rulings<'_>| {
            let corrected = one
                .corrected
                .iter()
                .filter(|(claim, (seq, _))| other.corrected.get(*claim).is_none_or(|(theirs, _)| theirs != seq));
            touched.extend(corrected.map(|(claim, _)| claim.report));
            for (sets, others) in [(&one.joined, &other.joined), (&one.split, &other.split)] {
                let sets = sets.iter().filter(|set| !others.contains(set));
                touched.extend(sets.flatten().map(|claim| claim.report));
            }
        };
        differ(self, other);
        differ(other, self);
        Some(touched)
    }

    /// Nobody joined claims or set them apart.
    pub fn ungrouped(&self) -> bool {
        self.joined.is_empty() && self.split.is_empty()
    }

    /// Whether nothing differs.
    pub fn same(&self, other: &Rulings<'_>) -> bool {
        // A correction has its place in the log for a name.
        let corrected =
            |rulings: &Rulings<'_>| rulings.corrected.iter().map(|(key, (seq, _))| (*key, *seq)).collect::<Vec<_>>();
        (&self.accepted, &self.rejected, &self.withdrawn) == (&other.accepted, &other.rejected, &other.withdrawn)
            && (&self.joined, &self.split, &self.same_report) == (&other.joined, &other.split, &other.same_report)
            && self.sources == other.sources
            && corrected(self) == corrected(other)
    }

    fn forget(&mut self, claim: ClaimKey) {
        self.accepted.remove(&claim);
        self.rejected.remove(&claim);
        self.corrected.remove(&claim);
    }
}

/// Claims set apart, as sets in which no two of `joined` are.
fn without(apart: Vec<ClaimKey>, joined: &[ClaimKey]) -> Vec<Vec<ClaimKey>> {
    let (together, others): (Vec<_>, Vec<_>) = apart.iter().partition(|claim| joined.contains(claim));
    match together.len() {
        0 | 1 => vec![apart],
        _ if others.is_empty() => Vec::new(),
        _ => together.into_iter().map(|claim| others.iter().copied().chain([claim]).collect()).collect(),
    }
}
