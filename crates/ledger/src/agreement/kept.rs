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
    /// The drafts of all of them as wholes, in their order, each with the day from which on all of its report is visible.
    drafts: OnceLock<Vec<(Day, Draft<'f>)>>,
    /// After how many drafts what they came to is kept.
    step: usize,
    steps: Mutex<Vec<Step<'f>>>,
}

struct OfReport<'f> {
    facts: Vec<(&'f Fact, Day)>,
    /// The days from which on some and all of them are visible.
    some: Day,
    all: Day,
}

/// The place of a draft of a report among all.
fn place(report: usize, nth: usize) -> u64 {
    (report as u64) << u32::BITS | nth as u64
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
            OfReport { facts: facts.to_vec(), some, all }
        };
        let reports = concerned.chunk_by(|(a, _), (b, _)| a.key.report == b.key.report);
        let reports: Vec<OfReport<'f>> = reports.map(of_report).collect();
        let step = reports.len().div_ceil(MOST * REPORTS).next_power_of_two();
        rulings.ungrouped().then(|| Kept { reports, drafts: OnceLock::new(), step, steps: Mutex::default() })
    }

    /// The drafts of all reports of which all is visible on the day of the context, in their order.
    pub(super) fn whole(&self, ruled: &Ruled, context: &Context<'_>) -> impl Iterator<Item = &Draft<'f>> {
        let now = context.now;
        let all = self.drafts.get_or_init(|| {
            let of_report = |(number, report): (usize, &OfReport<'f>)| {
                let facts: Vec<&'f Fact> = report.facts.iter().map(|(fact, _)| *fact).collect();
                let all = report.all;
                drafts(&facts, ruled, context).into_iter().enumerate().map(move |(nth, deal)| {
                    let place = place(number, nth);
                    (all, Draft { id: Some(place), ..Draft::of(place, Arc::new(deal)) })
                })
            };
            let mut all: Vec<(Day, Draft<'f>)> = self.reports.iter().enumerate().flat_map(of_report).collect();
            all.sort_by_key(|(_, draft)| draft.order);
            all
        });
        all.iter().filter(move |(all, _)| *all <= now).map(|(_, draft)| draft)
    }

    /// The drafts of what is visible on the day of the context of reports of which not all is.
    pub(super) fn in_part(&self, ruled: &Ruled, context: &Context<'_>) -> Vec<Draft<'f>> {
        let now = context.now;
        let some = self.reports.iter().enumerate().filter(|(_, report)| report.some <= now && report.all > now);
        let of_report = |(number, report): (usize, &OfReport<'f>)| {
            let visible = report.facts.iter().filter(|(_, from)| *from <= now);
            let all = drafts(&visible.map(|(fact, _)| *fact).collect::<Vec<_>>(), ruled, context);
            all.into_iter().enumerate().map(move |(nth, deal)| Draft::of(place(number, nth), Arc::new(deal)))
        };
        some.flat_map(of_report).collect()
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
