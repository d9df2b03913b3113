//! Accounts of different reports that tell of one event.

use super::account::{Account, Features, LONG};
use super::judge::{self, Verdict};
use super::{Joined, Unit};
use crate::context::Context;
use crate::fact::{Basis, ClaimKey, Day, Fact};
use smallvec::SmallVec;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Groups that are looked at for one account: more means that nothing tells them apart.
const MOST: usize = 64;

/// Facts that tell of one event, so far.
#[derive(Debug, Clone)]
pub(super) struct Group<'f> {
    pub facts: SmallVec<[&'f Fact; 2]>,
    pub joined: Vec<Joined>,
    pub features: Features,
    /// Its first account's first claim: among groups that fit as well, the first counts.
    first: ClaimKey,
    /// What its first account came in order by, before that claim.
    begun: (Basis, bool, Day, Day),
}

/// All groups of a unit so far, by what they are looked up with.
#[derive(Default)]
struct Groups<'g, 'f> {
    /// Those that are as they were kept of another day are not copied.
    all: Vec<Cow<'g, Group<'f>>>,
    /// Groups of known time by their first day when they were begun: those of a told day, of a longer told time, of a time near
    /// their report's day. In each, accounts come in the order of their days.
    by_day: [Vec<(Day, usize)>; 3],
    /// Groups by number of killed and injured, once there are so many that not all are looked at.
    by_harm: HashMap<(u32, u32), Vec<usize>, rustc_hash::FxBuildHasher>,
    counted: usize,
    /// Groups whose time sums events up.
    by_stretch: HashMap<(Day, Day), Vec<usize>, rustc_hash::FxBuildHasher>,
}

/// Puts accounts together. Those whose time is told come first, then those whose time is near their report's day, then the others:
/// those that tell most first.
pub(super) fn fuse<'f>(accounts: Vec<Account<'f>>, unit: &Unit<'_>) -> Vec<Group<'f>> {
    let mut groups = Groups::default();
    groups.take(accounts, unit);
    groups.all.into_iter().map(Cow::into_owned).collect()
}

/// Puts accounts of which nobody says the time to groups of known time, which are kept as they are where no account joins them.
pub(super) fn fuse_undated<'g, 'f>(
    mut groups: Vec<&'g Group<'f>>,
    accounts: Vec<Account<'f>>,
    unit: &Unit<'_>,
) -> Vec<Cow<'g, Group<'f>>> {
    // As if they had been begun here. Of few, all are looked at, in whatever order.
    if groups.len() + accounts.len() > MOST {
        groups.sort_unstable_by_key(|group| (group.begun, group.first));
    }
    let mut all = Groups { all: groups.into_iter().map(Cow::Borrowed).collect(), ..Groups::default() };
    all.take(accounts, unit);
    all.all
}

impl<'f> Groups<'_, 'f> {
    /// Puts accounts to the groups, each in its turn.
    fn take(&mut self, accounts: Vec<Account<'f>>, unit: &Unit<'_>) {
        if accounts.len() + self.all.len() < 2 {
            accounts.into_iter().for_each(|account| self.put(account, None, unit));
            return;
        }
        let mut order: Vec<_> = accounts
            .iter()
            .enumerate()
            .map(|(index, account)| {
                let f = &account.features;
                let known = (f.basis == Basis::None).then_some(Reverse((
                    f.day_name.month_day.is_some(),
                    f.day_name.weekday.is_some(),
                    u8::from(f.killed.is_some()) + u8::from(f.injured.is_some()),
                    f.leads,
                )));
                (f.basis, f.is_long(), known, f.from, f.to, account.key(), index)
            })
            .collect();
        order.sort_unstable();
        let mut accounts: Vec<Option<Account<'f>>> = accounts.into_iter().map(Some).collect();
        for (.., index) in order {
            let Some(account) = accounts.get_mut(index).and_then(Option::take) else { continue };
            let found = self.find(&account, unit);
            self.put(account, found, unit);
        }
    }

    /// The group that an account fits best.
    fn find(&mut self, account: &Account<'_>, unit: &Unit<'_>) -> Option<(usize, Verdict)> {
        // What nobody has placed is known by its report only.
        unit.at?;
        let f = &account.features;
        if account.sums_up(unit) {
            let same = self.by_stretch.get(&(f.from, f.to)).into_iter().flatten().copied();
            return self.best(same, account, unit, |group| judge::dated(f, &group.features, unit));
        }
        if f.basis == Basis::None {
            return self.undated(account, unit);
        }
        let window = unit.context.world.settings().window(unit.event);
        let reach = LONG + window.told.max(window.untold);
        let (first, last) = (f.from.plus(-reach), f.to.plus(reach));
        let near = self.by_day.iter().flat_map(|groups| {
            let begin = groups.partition_point(|(day, _)| *day < first);
            let days = groups.get(begin..).unwrap_or_default().iter();
            days.take_while(|(day, _)| *day <= last).take(MOST).map(|(_, index)| *index)
        });
        self.best(near, account, unit, |group| judge::dated(f, &group.features, unit))
    }

    /// The group that an account without a time fits.
    fn undated(&mut self, account: &Account<'_>, unit: &Unit<'_>) -> Option<(usize, Verdict)> {
        let alike = || Some(unit.alike?.of(account.facts.first()?));
        let most = if alike().is_some_and(<[_]>::is_empty) { 0 } else { judge::SAME_WORDS };
        let judge = |group: &Group<'_>| {
            judge::undated(&account.features, &group.features, most, || likeness(account, group, unit), unit)
        };
        if self.all.len() <= MOST {
            return self.best(0..self.all.len(), account, unit, judge);
        }
        for (index, group) in self.all.iter().enumerate().skip(self.counted) {
            self.by_harm.entry(group.features.largest_harm()).or_default().push(index);
        }
        self.counted = self.all.len();
        let same = self.by_harm.get(&account.features.largest_harm()).into_iter().flatten().copied();
        self.best(same.take(MOST), account, unit, judge)
    }

    fn best(
        &self,
        among: impl Iterator<Item = usize>,
        account: &Account<'_>,
        unit: &Unit<'_>,
        judge: impl Fn(&Group<'_>) -> Option<Verdict>,
    ) -> Option<(usize, Verdict)> {
        let fits = among.filter_map(|index| {
            let group = self.all.get(index)?;
            let verdict = judge(group)?;
            (!unit.apart.parts(&account.facts, &group.facts)).then_some((index, verdict, group))
        });
        let away = |group: &Group<'_>| account.features.to.since(group.features.from).saturating_abs();
        let best =
            fits.max_by_key(|(_, verdict, group)| (verdict.score, Reverse(away(group)), Reverse(group.first)))?;
        Some((best.0, best.1))
    }

    /// Puts an account into a group, or begins one.
    fn put(&mut self, account: Account<'f>, found: Option<(usize, Verdict)>, unit: &Unit<'_>) {
        let Some(first) = account.key() else { return };
        if let Some((index, verdict)) = found
            && let Some(group) = self.all.get_mut(index).map(Cow::to_mut)
        {
            group.joined.push(Joined { claim: first, rule: verdict.rule });
            group.features.add(&account.features);
            group.facts.extend(account.facts);
            return;
        }
        let index = self.all.len();
        let f = &account.features;
        if account.sums_up(unit) {
            self.by_stretch.entry((f.from, f.to)).or_default().push(index);
        } else {
            let [said, long, report] = &mut self.by_day;
            match f.basis {
                Basis::Said if f.is_long() => long.push((f.from, index)),
                Basis::Said => said.push((f.from, index)),
                Basis::Report => report.push((f.from, index)),
                Basis::None => {}
            }
        }
        let begun = (f.basis, f.is_long(), f.from, f.to);
        let Account { facts, features } = account;
        let mut joined = Vec::new();
        if facts.len() > 1 {
            let copies = facts.iter().any(|f| Some(f.key.report) != facts.first().map(|f| f.key.report));
            let rule = if copies { "joined-same-text" } else { "joined-same-report" };
            joined.push(Joined { claim: first, rule });
        }
        self.all.push(Cow::Owned(Group { facts, joined, features, first, begun }));
    }
}

/// What the texts of an account and a group have in common, beyond what texts of one place have.
fn likeness(account: &Account<'_>, group: &Group<'_>, unit: &Unit<'_>) -> i32 {
    const LOOKED_AT: usize = 4;
    let Some(own) = account.facts.first() else { return 0 };
    let known = unit.alike.map(|alike| alike.of(own));
    if known.is_some_and(<[_]>::is_empty) {
        return 0;
    }
    let mut reports: SmallVec<[&Fact; LOOKED_AT]> = SmallVec::new();
    for fact in &group.facts {
        if reports.len() == LOOKED_AT {
            break;
        }
        if !reports.iter().any(|known| known.key.report == fact.key.report) {
            reports.push(fact);
        }
    }
    let of = |fact: &&Fact| match known {
        Some(known) => known.iter().find(|(slot, _)| *slot == fact.slot).map_or(0, |(_, says)| *says),
        None => same_words(own, fact, unit.context),
    };
    reports.iter().map(of).max().unwrap_or(0)
}

/// What the texts of two facts have in common.
fn same_words(a: &Fact, b: &Fact, context: &Context<'_>) -> i32 {
    let Some((a, b)) = context.sketch(a).zip(context.sketch(b)) else { return 0 };
    match a.likeness(b) {
        x if x >= 0.25 => judge::SAME_WORDS,
        x if x >= 0.1 => 20,
        x if x >= 0.05 => 14,
        _ => 0,
    }
}

/// How alike texts are of which nobody says the time and texts that they can be put together with, as far as they are: by the numbers
/// of their reports. This does not hang on the day.
#[derive(Debug, Default)]
pub(super) struct Alike {
    of: HashMap<u32, Vec<(u32, i32)>, rustc_hash::FxBuildHasher>,
}

impl Alike {
    /// Of the facts of a class.
    pub fn of_class<'f>(facts: impl Iterator<Item = &'f Fact> + Clone, context: &Context<'_>) -> Alike {
        let mut reports: Vec<&Fact> = facts.clone().collect();
        reports.sort_unstable_by_key(|fact| fact.slot);
        reports.dedup_by_key(|fact| fact.slot);
        let mut alike = Alike::default();
        for own in facts.filter(|fact| fact.time.basis == Basis::None) {
            let says =
                |other: &&Fact| Some((other.slot, same_words(own, other, context))).filter(|(_, says)| *says > 0);
            alike.of.entry(own.slot).or_insert_with(|| reports.iter().filter_map(says).collect());
        }
        alike
    }

    fn of(&self, fact: &Fact) -> &[(u32, i32)] {
        self.of.get(&fact.slot).map(Vec::as_slice).unwrap_or_default()
    }
}
