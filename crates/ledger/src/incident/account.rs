//! What one report, with its copies, tells of one event: a mention that comes again is of the same event, as long as nothing
//! speaks against it.

use super::Unit;
use crate::fact::{Basis, Bearing, ClaimKey, Day, DayName, Fact, Name, Number, Wheres, Whos};
use crate::world::Domain;
use hudna_claims::Event;
use smallvec::{SmallVec, smallvec};

/// Accounts of one report that are looked at for one more fact.
const NEAR: usize = 16;
/// A time of more days than this sums events up. It is not the time of one.
pub(super) const LONG: i32 = 7;

/// What speaks for and against that two accounts tell of one event.
#[derive(Debug, Clone)]
pub(super) struct Features {
    /// First and last day, of the facts whose time is surest.
    pub from: Day,
    pub to: Day,
    pub basis: Basis,
    /// Those of its actors that can do violence and hold places, so that naming others speaks against one event.
    pub actors: Whos,
    /// Parts of the settlement that are named.
    pub parts: Wheres,
    pub killed: Option<Number>,
    pub injured: Option<Number>,
    pub count: Option<Number>,
    /// What it counts.
    pub unit: Option<Name>,
    /// Events told or denied, and events told, each as one bit.
    pub events: u64,
    pub told: u64,
    /// The last day on which it was told.
    pub said: Day,
    /// What is named of its day, where nobody says the day.
    pub day_name: DayName,
    /// A report opens with it.
    pub leads: bool,
}

/// What one report tells of one event.
#[derive(Debug, Clone)]
pub(super) struct Account<'f> {
    pub facts: SmallVec<[&'f Fact; 2]>,
    pub features: Features,
}

/// Adds the accounts of one report. The facts come in the order of its text.
pub(super) fn accounts<'f>(facts: impl Iterator<Item = &'f Fact>, unit: &Unit<'_>, all: &mut Vec<Account<'f>>) {
    let first = all.len();
    let mut report = None;
    for fact in facts {
        // A copy adds nothing to what it copies, not even its later day.
        let copied = *report.get_or_insert(fact.key.report) != fact.key.report;
        let features = Features::of(fact, unit);
        let any_day;
        let asked = if copied {
            any_day = Features { basis: Basis::None, ..features.clone() };
            &any_day
        } else {
            &features
        };
        let own = all.get_mut(first..).unwrap_or_default();
        let fits = |account: &Account<'_>| {
            account.features.same_report(asked, unit) && !unit.apart.parts(&account.facts, &[fact])
        };
        let near = || own.iter().enumerate().rev().take(NEAR);
        let sentence = |account: &Account<'_>| account.facts.iter().rev().any(|f| f.evidence == fact.evidence);
        let same_words = |f: &&Fact| f.evidence == fact.evidence && f.event == fact.event;
        let original = || {
            let mut accounts = own.iter().enumerate();
            let of = accounts
                .find(|(_, account)| account.facts.iter().any(|f| same_words(f) && f.key.claim == fact.key.claim));
            of.or_else(|| own.iter().enumerate().find(|(_, account)| account.facts.iter().any(same_words)))
        };
        let found = if copied { original().filter(|(_, a)| !unit.apart.parts(&a.facts, &[fact])) } else { None };
        let found = found.or_else(|| near().find(|(_, account)| sentence(account) && fits(account)));
        match found.or_else(|| near().find(|(_, account)| fits(account))).map(|(index, _)| index) {
            Some(index) => {
                if let Some(account) = own.get_mut(index) {
                    if !copied {
                        account.features.add(&features);
                    }
                    account.facts.push(fact);
                }
            }
            None => all.push(Account { facts: smallvec![fact], features }),
        }
    }
}

/// An event as a bit.
fn bit(event: Event) -> u64 {
    1 << (event as u64 & 63)
}

impl Features {
    fn of(fact: &Fact, unit: &Unit<'_>) -> Features {
        let names = unit.context.names;
        let told = if fact.bearing() == Bearing::Denied { 0 } else { bit(fact.event) };
        let part = |place: &crate::Where| Some(names.settlement(*place)) == unit.at && unit.at != Some(*place);
        Features {
            from: fact.time.from,
            to: fact.time.to,
            basis: fact.time.basis,
            actors: fact.actors.iter().copied().filter(|who| names.is_armed(*who)).collect(),
            parts: fact.places.iter().copied().filter(part).collect(),
            killed: fact.killed.filter(|_| told != 0),
            injured: fact.injured.filter(|_| told != 0),
            count: fact.count.filter(|_| told != 0),
            unit: fact.unit.filter(|_| told != 0),
            events: bit(fact.event),
            told,
            said: fact.told,
            day_name: fact.day_name,
            leads: fact.leads,
        }
    }

    /// Takes in what tells of the same event.
    pub fn add(&mut self, other: &Features) {
        match self.basis.cmp(&other.basis) {
            std::cmp::Ordering::Less => {}
            std::cmp::Ordering::Equal => {
                let (from, to) = (self.from.max(other.from), self.to.min(other.to));
                (self.from, self.to) = (from.min(to), to.max(from));
            }
            std::cmp::Ordering::Greater => (self.from, self.to, self.basis) = (other.from, other.to, other.basis),
        }
        super::add(&mut self.actors, &other.actors);
        for part in &other.parts {
            if !self.parts.contains(part) {
                self.parts.push(*part);
            }
        }
        self.killed = larger(self.killed, other.killed);
        self.injured = larger(self.injured, other.injured);
        let count = larger(self.count, other.count);
        if count != self.count || self.unit.is_none() {
            self.unit = other.unit.or(self.unit);
        }
        self.count = count;
        self.events |= other.events;
        self.told |= other.told;
        self.said = self.said.max(other.said);
        self.day_name.weekday = self.day_name.weekday.or(other.day_name.weekday);
        self.day_name.month_day = self.day_name.month_day.or(other.day_name.month_day);
        self.leads |= other.leads;
    }

    /// Nothing that one report says of two events keeps them apart.
    fn same_report(&self, other: &Features, unit: &Unit<'_>) -> bool {
        (self.basis == Basis::None || other.basis == Basis::None || self.near(other, unit))
            && (self.is_long() == other.is_long())
            && self.aspects_fit(other)
            && super::judge::days_fit(self.day_name, other.day_name) != Some(false)
            && self.places_fit(other, unit)
            && self.actors_fit(other, unit) != Some(false)
    }

    /// Its time is that of many events, not of one.
    pub fn is_long(&self) -> bool {
        self.basis == Basis::Said && self.to.since(self.from) > LONG
    }

    /// The times of both can be one.
    pub fn near(&self, other: &Features, unit: &Unit<'_>) -> bool {
        // A time that is told may be a day off; one that is taken from the report's day is wide enough as it is.
        let said = self.basis == Basis::Said && other.basis == Basis::Said;
        let window = if said { unit.context.world.settings().window(unit.event).told } else { 0 };
        other.from.since(self.to) <= window && self.from.since(other.to) <= window
    }

    /// A denial is of what it denies: that nobody was hurt does not deny the attack.
    pub fn aspects_fit(&self, other: &Features) -> bool {
        self.events & other.events != 0 || (self.told != 0 && other.told != 0)
    }

    /// Two quarters of a town are two places, a quarter and its town are one.
    pub fn places_fit(&self, other: &Features, unit: &Unit<'_>) -> bool {
        let names = unit.context.names;
        self.parts.is_empty()
            || other.parts.is_empty()
            || self.parts.iter().any(|a| other.parts.iter().any(|b| names.meet(*a, *b)))
    }

    /// Whether actors that both name can be meant by one word; none where one of them names nobody.
    pub fn actors_fit(&self, other: &Features, unit: &Unit<'_>) -> Option<bool> {
        let (names, world) = (unit.context.names, unit.context.world);
        if self.actors.is_empty() || other.actors.is_empty() {
            return None;
        }
        Some(self.actors.iter().any(|a| other.actors.iter().any(|b| names.kin(*a, *b, world))))
    }

    /// Of several numbers of one report the largest is the whole, others are parts of it.
    pub fn largest_harm(&self) -> (u32, u32) {
        (self.killed.map_or(0, |n| n.value), self.injured.map_or(0, |n| n.value))
    }
}

fn larger(a: Option<Number>, b: Option<Number>) -> Option<Number> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if (b.value, b.high) > (a.value, a.high) { b } else { a }),
        (a, b) => a.or(b),
    }
}

impl Account<'_> {
    /// Its first claim, by id.
    pub fn key(&self) -> Option<ClaimKey> {
        self.facts.iter().map(|f| f.key).min()
    }

    /// Of violence, a time of many days sums events up.
    pub fn sums_up(&self, unit: &Unit<'_>) -> bool {
        unit.domain == Domain::Violence && self.features.is_long()
    }
}
