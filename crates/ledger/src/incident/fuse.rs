//! Accounts of different reports that tell of one event.

use super::account::{Account, Features};
use super::judge::{Verdict, dated, undated};
use super::{Joined, Unit};
use crate::fact::{Basis, ClaimKey, Day, Fact, ReportKey};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// Groups that are looked at for one account: more means that nothing tells them apart.
const MOST: usize = 64;

/// Facts that tell of one event, so far.
#[derive(Debug)]
pub(super) struct Group<'f> {
    pub facts: Vec<&'f Fact>,
    pub joined: Vec<Joined>,
    pub features: Features,
    /// Its first account's first claim: among groups that fit as well, the first counts.
    first: Option<ClaimKey>,
}

/// All groups of a unit so far, by what they are looked up with.
#[derive(Default)]
struct Groups<'f> {
    all: Vec<Group<'f>>,
    /// Groups of known time, by their first day when they were begun.
    by_day: BTreeMap<Day, Vec<usize>>,
    /// Groups by number of killed and injured.
    by_harm: HashMap<(u32, u32), Vec<usize>, rustc_hash::FxBuildHasher>,
    /// Groups whose time sums events up.
    by_stretch: HashMap<(Day, Day), Vec<usize>, rustc_hash::FxBuildHasher>,
}

/// Puts accounts together. Those whose time is told come first, then those whose time is near their report's day, then the others.
pub(super) fn fuse<'f>(accounts: Vec<Account<'f>>, unit: &Unit<'_>) -> Vec<Group<'f>> {
    let mut order: Vec<_> = accounts
        .into_iter()
        .filter_map(|account| {
            let f = &account.features;
            let known = Reverse((
                f.day_name.month_day.is_some(),
                f.day_name.weekday.is_some(),
                u8::from(f.killed.is_some()) + u8::from(f.injured.is_some()),
                f.leads,
            ));
            let undated = f.basis == Basis::None;
            let sort = (f.basis, f.is_long(), undated.then_some(known), f.from, f.to, account.key()?);
            Some((sort, account))
        })
        .collect();
    order.sort_unstable_by_key(|(sort, _)| *sort);
    let mut groups = Groups::default();
    for (.., account) in order {
        let found = groups.find(&account, unit);
        groups.put(account, found, unit);
    }
    groups.all
}

impl<'f> Groups<'f> {
    /// The group that an account fits best.
    fn find(&self, account: &Account<'_>, unit: &Unit<'_>) -> Option<(usize, Verdict)> {
        // What nobody has placed is known by its report only.
        unit.at?;
        let f = &account.features;
        if account.sums_up(unit) {
            let same = self.by_stretch.get(&(f.from, f.to)).into_iter().flatten();
            return self.best(same, account, unit, |group| dated(f, &group.features, unit));
        }
        if f.basis == Basis::None {
            return self.undated(account, unit);
        }
        let window = unit.context.world.settings().window(unit.event);
        let reach = super::account::LONG + window.told.max(window.untold);
        let near = self.by_day.range(f.from.plus(-reach)..=f.to.plus(reach)).flat_map(|(_, groups)| groups);
        self.best(near.take(MOST), account, unit, |group| dated(f, &group.features, unit))
    }

    /// The group that an account without a time fits.
    fn undated(&self, account: &Account<'_>, unit: &Unit<'_>) -> Option<(usize, Verdict)> {
        let f = &account.features;
        let judge = |group: &Group<'_>| undated(f, &group.features, likeness(account, group, unit), unit);
        if self.all.len() <= MOST {
            let all: Vec<usize> = (0..self.all.len()).collect();
            return self.best(all.iter(), account, unit, judge);
        }
        let same = self.by_harm.get(&f.largest_harm()).into_iter().flatten();
        self.best(same.take(MOST), account, unit, judge)
    }

    fn best<'i>(
        &self,
        among: impl Iterator<Item = &'i usize>,
        account: &Account<'_>,
        unit: &Unit<'_>,
        judge: impl Fn(&Group<'_>) -> Option<Verdict>,
    ) -> Option<(usize, Verdict)> {
        let fits = among.filter_map(|index| {
            let group = self.all.get(*index)?;
            let verdict = judge(group)?;
            (!unit.apart.parts(&account.facts, &group.facts)).then_some((*index, verdict, group))
        });
        let away = |group: &Group<'_>| account.features.to.since(group.features.from).saturating_abs();
        let best =
            fits.max_by_key(|(_, verdict, group)| (verdict.score, Reverse(away(group)), Reverse(group.first)))?;
        Some((best.0, best.1))
    }

    /// Puts an account into a group, or begins one.
    fn put(&mut self, account: Account<'f>, found: Option<(usize, Verdict)>, unit: &Unit<'_>) {
        let key = account.key();
        if let Some((index, verdict)) = found
            && let Some(group) = self.all.get_mut(index)
        {
            group.joined.extend(key.map(|claim| Joined { claim, rule: verdict.rule }));
            group.features.add(&account.features);
            group.facts.extend(account.facts);
            return;
        }
        let index = self.all.len();
        let f = &account.features;
        if account.sums_up(unit) {
            self.by_stretch.entry((f.from, f.to)).or_default().push(index);
        } else if f.basis != Basis::None {
            self.by_day.entry(f.from).or_default().push(index);
        }
        let harm = f.largest_harm();
        if harm != (0, 0) {
            self.by_harm.entry(harm).or_default().push(index);
        }
        let Account { facts, features } = account;
        let joined = if facts.len() > 1 {
            let copies = facts.iter().any(|f| Some(f.key.report) != facts.first().map(|f| f.key.report));
            let rule = if copies { "joined-same-text" } else { "joined-same-report" };
            key.map(|claim| Joined { claim, rule }).into_iter().collect()
        } else {
            Vec::new()
        };
        self.all.push(Group { facts, joined, features, first: key });
    }
}

/// What the texts of an account and a group have in common, beyond what texts of one place have.
fn likeness(account: &Account<'_>, group: &Group<'_>, unit: &Unit<'_>) -> i32 {
    const LOOKED_AT: usize = 4;
    let sketch = |report: ReportKey| unit.context.reports.get(&report).map(|r| &r.sketch);
    let Some(own) = account.facts.first().and_then(|f| sketch(f.key.report)) else { return 0 };
    let mut reports: Vec<ReportKey> = group.facts.iter().map(|f| f.key.report).collect();
    reports.sort_unstable();
    reports.dedup();
    let most = reports.iter().take(LOOKED_AT).filter_map(|r| Some(sketch(*r)?.likeness(own))).fold(0.0, f64::max);
    match most {
        x if x >= 0.25 => 40,
        x if x >= 0.1 => 20,
        x if x >= 0.05 => 14,
        _ => 0,
    }
}
