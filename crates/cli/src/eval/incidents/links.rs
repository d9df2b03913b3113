//! Which reports are linked, and how well that fits what a human found: pairs, and B³ over links.

use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Precision, recall and F1.
type Rates = (f64, f64, f64);

/// How well links fit.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Score {
    /// Over pairs of reports.
    pub pairs: Rates,
    /// B³: the mean over reports, each with those that it is linked to and itself.
    pub b_cubed: Rates,
}

/// For each report, itself and those that it is linked to.
pub struct Links {
    beside: Vec<BTreeSet<usize>>,
}

impl Links {
    /// No links between so many reports.
    pub fn new(reports: usize) -> Self {
        Links { beside: (0..reports).map(|report| BTreeSet::from([report])).collect() }
    }

    /// Links all of a group to each other.
    pub fn link(&mut self, group: impl Iterator<Item = usize>) {
        let group: BTreeSet<usize> = group.filter(|report| *report < self.beside.len()).collect();
        for report in &group {
            self.beside[*report].extend(&group);
        }
    }

    /// Compares the links between reports whose codes are wanted with those that their codes give.
    pub fn score(&self, codes: &[&str], wanted: impl Fn(&str) -> bool) -> Score {
        let mut of_code: BTreeMap<&str, usize> = BTreeMap::new();
        for code in codes.iter().filter(|code| wanted(code)) {
            *of_code.entry(code).or_default() += 1;
        }
        let (mut both, mut said, mut gold) = (0, 0, 0);
        let (mut precision, mut recall, mut reports) = (0.0, 0.0, 0.0);
        for (report, code) in codes.iter().enumerate().filter(|(_, code)| wanted(code)) {
            let linked = self.beside[report].iter().filter(|other| wanted(codes[**other]));
            let (mut right, mut all) = (0, 0);
            for other in linked {
                all += 1;
                right += usize::from(codes[*other] == *code);
            }
            let same = of_code.get(code).copied().unwrap_or(1);
            (both, said, gold) = (both + right - 1, said + all - 1, gold + same - 1);
            precision += right as f64 / all as f64;
            recall += right as f64 / same as f64;
            reports += 1.0;
        }
        let share = |a: usize, b: usize| if b == 0 { 0.0 } else { a as f64 / b as f64 };
        let mean = |sum: f64| if reports == 0.0 { 0.0 } else { sum / reports };
        Score { pairs: rates(share(both, said), share(both, gold)), b_cubed: rates(mean(precision), mean(recall)) }
    }

    /// Pairs that are linked and should not be, and the other way round.
    pub fn differences(&self, codes: &[&str]) -> Vec<(&'static str, usize, usize)> {
        let mut all = Vec::new();
        for (a, beside) in self.beside.iter().enumerate() {
            for b in a + 1..codes.len() {
                match (beside.contains(&b), codes[a] == codes[b]) {
                    (true, false) => all.push(("wrong", a, b)),
                    (false, true) => all.push(("missed", a, b)),
                    _ => {}
                }
            }
        }
        all
    }
}

fn rates(precision: f64, recall: f64) -> Rates {
    let sum = precision + recall;
    (precision, recall, if sum == 0.0 { 0.0 } else { 2.0 * precision * recall / sum })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_and_b_cubed() {
        let mut links = Links::new(4);
        links.link([0, 1, 2].into_iter());
        let score = links.score(&["a", "a", "b", "b"], |_| true);
        let near = |a: Rates, b: (f64, f64)| (a.0 - b.0).abs() < 1e-9 && (a.1 - b.1).abs() < 1e-9;
        assert!(near(score.pairs, (1.0 / 3.0, 0.5)), "{score:?}");
        assert!(near(score.b_cubed, ((2.0 / 3.0 + 2.0 / 3.0 + 1.0 / 3.0 + 1.0) / 4.0, 0.75)), "{score:?}");
        assert_eq!(links.differences(&["a", "a", "b", "b"]).len(), 3);
    }
}
