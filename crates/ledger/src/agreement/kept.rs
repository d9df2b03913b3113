//! What of the making of agreements does not hang on the day, kept from one day to the next: the drafts of reports of which all is visible,
//! and how far agreements were put together of drafts that come first on several days.

use super::assemble::{Assembled, Draft};
use super::draft::drafts;
use super::ruled::Ruled;
use crate::context::Context;
use crate::docket::Rulings;
use crate::fact::{Day, Fact};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// What drafts came to is kept after so many that it is for all of them about this often, and so often at most: what was kept
/// first makes room.
const MOST: usize = 32;
/// Reports that bear on agreements for each draft of an agreement that is told, about.
const REPORTS: usize = 4;

/// The reports of a view that bear on agreements, with what was made of them.
pub(crate) struct Kept<'f> {
    reports: Vec<OfReport<'f>>,
    /// After how many drafts what they came to is kept.
    step: usize,
    steps: Mutex<Vec<Step<'f>>>,
}

struct OfReport<'f> {
    facts: Vec<(&'f Fact, Day)>,
    /// The days from which on some and all of them are visible.
    some: Day,
    all: Day,
    /// The drafts of all of them.
    drafts: OnceLock<Vec<Draft<'f>>>,
}

/// What drafts came to, by which they were.
struct Step<'f> {
    drafts: Vec<u64>,
    came: Assembled<'f>,
}

impl<'f> Kept<'f> {
    /// Of facts in the order of their reports, each with the first day on which it is visible. None where people joined claims or set
    /// them apart: what that means hangs on what else is visible.
    pub fn of(concerned: &[(&'f Fact, Day)], rulings: &Rulings<'_>) -> Option<Kept<'f>> {
        let of_report = |facts: &[(&'f Fact, Day)]| {
            let days = || facts.iter().map(|(_, from)| *from);
            let (some, all) = (days().min().unwrap_or(Day::LAST), days().max().unwrap_or(Day::LAST));
            OfReport { facts: facts.to_vec(), some, all, drafts: OnceLock::new() }
        };
        let reports = concerned.chunk_by(|(a, _), (b, _)| a.key.report == b.key.report);
        let reports: Vec<OfReport<'f>> = reports.map(of_report).collect();
        let step = reports.len().div_ceil(MOST * REPORTS).next_power_of_two();
        rulings.ungrouped().then(|| Kept { reports, step, steps: Mutex::default() })
    }

    /// The drafts of what is visible on the day of the context.
    pub(super) fn drafts(&self, ruled: &Ruled, context: &Context<'_>) -> Vec<Draft<'f>> {
        let mut all = Vec::new();
        for (number, report) in self.reports.iter().enumerate().filter(|(_, report)| report.some <= context.now) {
            let of = |facts: Vec<&'f Fact>| drafts(&facts, ruled, context).into_iter().enumerate();
            if report.all <= context.now {
                let id = |nth: usize| Some((number as u64) << u32::BITS | nth as u64);
                let whole = || report.facts.iter().map(|(fact, _)| *fact).collect();
                let make = || of(whole()).map(|(nth, deal)| Draft { id: id(nth), deal: Arc::new(deal) }).collect();
                all.extend_from_slice(report.drafts.get_or_init(make));
            } else {
                let visible = report.facts.iter().filter(|(_, from)| *from <= context.now);
                let part = of(visible.map(|(fact, _)| *fact).collect());
                all.extend(part.map(|(_, deal)| Draft { id: None, deal: Arc::new(deal) }));
            }
        }
        all
    }

    /// What the most of the first of these drafts came to.
    pub(super) fn resume(&self, drafts: &[u64]) -> Option<Assembled<'f>> {
        let steps = self.steps.lock().unwrap_or_else(PoisonError::into_inner);
        let begun = steps.iter().filter(|step| drafts.starts_with(&step.drafts));
        begun.max_by_key(|step| step.drafts.len()).map(|step| step.came.clone())
    }

    /// Keeps what so many first drafts came to, if it is worth it.
    pub(super) fn keep(&self, drafts: &[u64], came: &Assembled<'f>) {
        if drafts.is_empty() || !drafts.len().is_multiple_of(self.step) {
            return;
        }
        let mut steps = self.steps.lock().unwrap_or_else(PoisonError::into_inner);
        if steps.iter().any(|step| step.drafts == drafts) {
            return;
        }
        if steps.len() >= MOST {
            steps.remove(0);
        }
        steps.push(Step { drafts: drafts.to_vec(), came: came.clone() });
    }
}
