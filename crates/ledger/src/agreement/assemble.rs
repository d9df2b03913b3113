//! Which claims tell of one agreement: first within a report, then across reports, in the order of time.

use super::kept::Kept;
use super::ruled::Ruled;
use super::truce;
use crate::context::Context;
use crate::fact::{Basis, Bearing, ClaimKey, Day, Fact, ReportKey, Where, Wheres, Who, Whos};
use hudna_claims::{Event, Modality};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// How well the day of an agreement is known: from told claims before others, from a time that is said before a report's day.
type Rank = (bool, bool);

/// An agreement in the making.
#[derive(Debug, Default, Clone)]
pub(super) struct Deal<'f> {
    /// Claims of agreeing and of truces.
    pub facts: Vec<&'f Fact>,
    /// Claims that may be terms.
    pub terms: Vec<&'f Fact>,
    /// Claims of the meetings at which it was reached, of its own reports.
    pub meetings: Vec<&'f Fact>,
    /// Claims of meetings of its parties before it.
    pub talks: Vec<&'f Fact>,
    /// Claims of its failing and of its being broken.
    pub course: Vec<&'f Fact>,
    /// The first day by which it is told to have failed.
    failed: Option<Day>,
    pub reports: BTreeSet<ReportKey>,
    pub parties: Whos,
    pub mediators: Whos,
    /// Where it applies, as its own claims say.
    pub places: Wheres,
    pub from: Option<Day>,
    pub to: Option<Day>,
    pub rank: Rank,
    /// A truce's last day.
    pub ends: Option<Day>,
    /// Claims that made a truce last longer.
    pub renewals: Vec<&'f Fact>,
}

impl<'f> Deal<'f> {
    /// First day on which it can have been reached.
    pub fn day(&self) -> Day {
        self.from.unwrap_or(Day::FIRST)
    }

    /// Its first claim, which it is known by.
    pub fn first(&self) -> Option<ClaimKey> {
        self.facts.iter().chain(&self.terms).map(|f| f.key).min()
    }

    /// Its id.
    pub fn id(&self) -> Option<String> {
        self.first().map(|first| format!("a{first}"))
    }

    /// All its claims, by what they tell of it.
    pub fn all_facts(&self) -> [&[&'f Fact]; 6] {
        [&self.facts, &self.terms, &self.meetings, &self.talks, &self.course, &self.renewals]
    }

    /// Whether it is made of the same claims, in the same way.
    pub fn is(&self, other: &Self) -> bool {
        let days = |d: &Self| (d.failed, d.from, d.to, d.rank, d.ends);
        std::ptr::eq(self, other)
            || days(self) == days(other)
                && self.all_facts().iter().zip(other.all_facts()).all(|(a, b)| same_facts(a, b))
                && (&self.parties, &self.mediators, &self.places) == (&other.parties, &other.mediators, &other.places)
                && self.reports == other.reports
    }

    /// It is a truce and no more: it has no term that would go on without it.
    pub fn is_truce(&self, context: &Context<'_>) -> bool {
        let settings = context.world.settings().agreement();
        let material = |f: &&'f Fact| f.modality == Modality::Agreed && !settings.goes_with_truce(f.event);
        self.facts.iter().any(|f| f.event == Event::Truce) && !self.terms.iter().any(material)
    }

    /// Takes in what is told of its failing or of its being broken.
    pub fn suffer(&mut self, fact: &'f Fact) {
        if fact.event == Event::Collapse && fact.bearing() == Bearing::Told {
            self.failed = Some(self.failed.map_or(fact.time.to, |known| known.min(fact.time.to)));
        }
        self.course.push(fact);
    }

    /// Somebody tells that it had failed before a day.
    pub fn failed_before(&self, day: Day) -> bool {
        self.failed.is_some_and(|failed| failed < day)
    }

    /// Takes a claim of agreeing or of a truce in.
    pub fn absorb(&mut self, fact: &'f Fact) {
        self.facts.push(fact);
        self.reports.insert(fact.key.report);
        if fact.bearing() != Bearing::Denied {
            add(&mut self.mediators, &fact.mediators);
        }
        if fact.bearing() != Bearing::Denied || self.parties.is_empty() {
            add(&mut self.parties, &fact.actors);
        }
        if !fact.placed_by_report {
            add(&mut self.places, &fact.places);
        }
        self.date(fact);
    }

    fn date(&mut self, fact: &Fact) {
        let told = fact.bearing() == Bearing::Told;
        let rank = (told, told && fact.time.basis == Basis::Said && fact.modality != Modality::Ongoing);
        let (from, to) = match told {
            true => (fact.time.since.unwrap_or(fact.time.from).min(fact.time.from), fact.time.to.min(fact.told)),
            false => (fact.told, fact.told),
        };
        let (from, to) = (from.min(to), to);
        match (self.from, self.to) {
            (Some(known_from), Some(known_to)) if rank == self.rank => {
                if from.max(known_from) <= to.min(known_to) {
                    (self.from, self.to) = (Some(from.max(known_from)), Some(to.min(known_to)));
                }
            }
            (Some(_), Some(_)) if rank < self.rank => {}
            _ => (self.from, self.to, self.rank) = (Some(from), Some(to), rank),
        }
    }

    fn merge(&mut self, other: &Deal<'f>, context: &Context<'_>) {
        let renews = other.rank.0 && self.ends.is_some();
        for fact in &other.facts {
            if renews && truce::lasts(fact, self).is_some_and(|end| self.ends.is_none_or(|known| end > known)) {
                self.renewals.push(fact);
            }
            self.absorb(fact);
        }
        // Parties that only the terms give stay weak: they are not taken over.
        if !self.facts.is_empty() || !other.facts.is_empty() {
            let known = |who: &Who| self.parties.iter().any(|p| context.names.kin(*p, *who, context.world));
            let new: Whos =
                other.parties.iter().copied().filter(|who| !known(who) && !other.facts.is_empty()).collect();
            add(&mut self.parties, &new);
        }
        self.reports.extend(other.reports.iter().copied());
        self.terms.extend_from_slice(&other.terms);
        self.meetings.extend_from_slice(&other.meetings);
        add(&mut self.mediators, &other.mediators);
        self.ends = truce::ends(self);
    }
}

/// Whether two lists are of the same facts of one ledger.
pub(super) fn same_facts(a: &[&Fact], b: &[&Fact]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| std::ptr::eq(*a, *b))
}

/// Adds those that are not there yet.
pub(super) fn add<T: Copy + PartialEq>(to: &mut smallvec::SmallVec<[T; 2]>, from: &[T])
where
    [T; 2]: smallvec::Array<Item = T>,
{
    for item in from {
        if !to.contains(item) {
            to.push(*item);
        }
    }
}

/// How two slots compare.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    Yes,
    Unsaid,
    No,
}

/// Whether somebody of the one can be meant by somebody of the other.
pub(super) fn hands(a: &[Who], b: &[Who], context: &Context<'_>) -> Match {
    let kin = |x: &Who| b.iter().any(|y| context.names.kin(*x, *y, context.world));
    match (a.is_empty() || b.is_empty(), a.iter().any(kin)) {
        (true, _) => Match::Unsaid,
        (_, true) => Match::Yes,
        _ => Match::No,
    }
}

/// Whether two lists of parties can be those of one agreement: all of the shorter one are in the other.
fn sides(a: &[Who], b: &[Who], context: &Context<'_>) -> Match {
    if a.is_empty() || b.is_empty() {
        return Match::Unsaid;
    }
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let there = |p: &Who, list: &[Who]| list.iter().any(|q| context.names.kin(*p, *q, context.world));
    // Two bodies of one side in one list are one party of the other.
    let all = few.iter().all(|p| there(p, many)) || many.iter().all(|p| there(p, few));
    if all { Match::Yes } else { Match::No }
}

/// Whether two lists of places can be of one agreement: one lies in the other, or both in one governorate; a country is not its towns.
pub(super) fn grounds(a: &[Where], b: &[Where], context: &Context<'_>) -> Match {
    let names = context.names;
    let near = |x: &Where, y: &Where| {
        x == y || names.settlement(*x) == names.settlement(*y) || {
            let (of_x, of_y) = (names.governorate(*x), names.governorate(*y));
            of_x.is_some() && of_x == of_y
        }
    };
    match (a.is_empty() || b.is_empty(), a.iter().any(|x| b.iter().any(|y| near(x, y)))) {
        (true, _) => Match::Unsaid,
        (_, true) => Match::Yes,
        _ => Match::No,
    }
}

/// Where an agreement is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Party(Who),
    Place(Where),
}

pub(super) fn keys(deal: &Deal<'_>, context: &Context<'_>) -> Vec<Key> {
    let mut all = Vec::new();
    let terms = deal.terms.iter().filter(|f| f.modality == Modality::Agreed);
    let acting = terms.clone().flat_map(|f| &f.actors).filter(|_| deal.parties.is_empty());
    for who in deal.parties.iter().chain(acting) {
        all.push(Key::Party(context.names.family(*who)));
    }
    for place in deal.places.iter().chain(terms.flat_map(|f| &f.places)) {
        all.push(Key::Place(context.names.governorate(*place).unwrap_or(*place)));
    }
    all.sort_unstable_by_key(|key| match key {
        Key::Party(who) => (0, Some(*who), None),
        Key::Place(at) => (1, None, Some(*at)),
    });
    all.dedup();
    all
}

/// An agreement as one report tells of it.
pub(super) struct Draft<'f> {
    /// What it is known by from day to day; none of a report of which not all is visible.
    pub id: Option<u64>,
    /// What drafts are taken in the order of.
    pub order: Order,
    pub deal: Arc<Deal<'f>>,
}

/// What told drafts come first by, then the earlier ones; at last the place of a draft among all.
type Order = (bool, bool, Option<Day>, Option<Day>, Option<ClaimKey>, u64);

impl<'f> Draft<'f> {
    /// A draft that is known on no other day.
    pub fn of(place: u64, deal: Arc<Deal<'f>>) -> Draft<'f> {
        let order = (deal.facts.is_empty(), !deal.rank.0, deal.to, deal.from, deal.first(), place);
        Draft { id: None, order, deal }
    }

    /// It tells that it was reached.
    fn is_told(&self) -> bool {
        !self.order.0 && !self.order.1
    }
}

/// Agreements put together of some drafts.
#[derive(Default, Clone)]
pub(super) struct Assembled<'f> {
    /// Of how many.
    done: usize,
    deals: Vec<Arc<Deal<'f>>>,
    index: HashMap<Key, Vec<usize>, rustc_hash::FxBuildHasher>,
}

/// The days on which parties are told to have let an agreement fail.
type Broken = HashMap<Who, Vec<Day>, rustc_hash::FxBuildHasher>;

/// The agreements of all reports. `facts` are in the order of their reports; `kept` is what was made of them on other days.
pub(super) fn assemble<'f>(
    facts: &[&'f Fact],
    kept: Option<&Kept<'f>>,
    ruled: &Ruled,
    context: &Context<'_>,
) -> Vec<Arc<Deal<'f>>> {
    let made = || {
        let reports = facts.chunk_by(|a, b| a.key.report == b.key.report);
        let drafts = reports.flat_map(|report| super::draft::drafts(report, ruled, context)).map(Arc::new);
        let places = 0_u64..;
        places.zip(together(drafts.collect(), ruled, context)).map(|(place, deal)| Draft::of(place, deal)).collect()
    };
    let own: Vec<Draft<'f>> = kept.map_or_else(made, |kept| kept.in_part(ruled, context));
    let whole = kept.into_iter().flat_map(|kept| kept.whole(ruled, context));
    let mut drafts: Vec<&Draft<'f>> = whole.chain(&own).collect();
    // All but few are in order.
    drafts.sort_by_key(|draft| draft.order);
    let mut broken = Broken::default();
    for fact in facts.iter().filter(|f| f.event == Event::Collapse && f.bearing() == Bearing::Told) {
        for who in &fact.actors {
            broken.entry(context.names.family(*who)).or_default().push(fact.time.to);
        }
    }
    // What told drafts come to hangs on those before them, and on failures of earlier days: both are the same on every day on which
    // the drafts are.
    let told = drafts.iter().take_while(|draft| draft.is_told());
    let ids: Vec<u64> = told.map_while(|draft| draft.id).collect();
    let mut all = kept.and_then(|kept| kept.resume(&ids)).unwrap_or_default();
    for draft in drafts.into_iter().skip(all.done) {
        all.take(Arc::clone(&draft.deal), &broken, ruled, context);
        if let (Some(kept), Some(done)) = (kept, ids.get(..all.done)) {
            kept.keep(done, &all);
        }
    }
    super::course::give(&mut all.deals, facts, context);
    all.deals
}

impl<'f> Assembled<'f> {
    /// Takes a draft to the agreement that it tells of, or begins one with it.
    fn take(&mut self, draft: Arc<Deal<'f>>, broken: &Broken, ruled: &Ruled, context: &Context<'_>) {
        let settings = context.world.settings().agreement();
        let Assembled { done, deals, index } = self;
        *done += 1;
        let mut found: Option<usize> = None;
        let own = keys(&draft, context);
        for key in &own {
            for at in index.get(key).into_iter().flatten().rev().take(settings.compared) {
                let Some(deal) = deals.get(*at) else { continue };
                // Those of told agreements are in the order of their days.
                if deal.rank.0 && draft.rank.0 && draft.day().since(deal.day()) > settings.course {
                    break;
                }
                let better = found.and_then(|f| Some((deals.get(f)?.day(), f))).is_none_or(|f| (deal.day(), *at) > f);
                if better && one(deal, &draft, broken, ruled, context) {
                    found = Some(*at);
                }
            }
        }
        match found.and_then(|at| Some((at, deals.get_mut(at)?))) {
            Some((at, deal)) => {
                Arc::make_mut(deal).merge(&draft, context);
                for key in own {
                    let there = index.entry(key).or_default();
                    if !there.contains(&at) {
                        there.push(at);
                    }
                }
            }
            None => {
                let mut deal = draft;
                let ends = truce::ends(&deal);
                if deal.ends != ends {
                    Arc::make_mut(&mut deal).ends = ends;
                }
                for key in own {
                    index.entry(key).or_default().push(deals.len());
                }
                deals.push(deal);
            }
        }
    }
}

/// Drafts with claims that people joined are one.
fn together<'f>(drafts: Vec<Arc<Deal<'f>>>, ruled: &Ruled, context: &Context<'_>) -> Vec<Arc<Deal<'f>>> {
    let (joined, mut all): (Vec<_>, Vec<_>) = drafts.into_iter().partition(|deal| ruled.touches(&deal.facts));
    let mut together: Vec<Arc<Deal<'f>>> = Vec::new();
    for mut draft in joined {
        while let Some(at) = together.iter().position(|deal| ruled.joins(&deal.facts, &draft.facts)) {
            let mut first = together.swap_remove(at);
            Arc::make_mut(&mut first).merge(&draft, context);
            draft = first;
        }
        together.push(draft);
    }
    all.extend(together);
    all
}

/// Whether a draft tells of an agreement that is known.
fn one(deal: &Deal<'_>, draft: &Deal<'_>, broken: &Broken, ruled: &Ruled, context: &Context<'_>) -> bool {
    let settings = context.world.settings().agreement();
    let (echo, terms) = (settings.echo, settings.terms);
    let (day, to) = (draft.day(), draft.to.unwrap_or(Day::LAST));
    let known_to = deal.to.unwrap_or(Day::LAST);
    // What is far apart in time is told at once, without a look at who and where.
    let last = deal.ends.map_or(known_to, |end| end.max(known_to)).plus(terms + echo);
    if day > last || deal.day() > to.plus(terms + echo) || grounds(&deal.places, &draft.places, context) == Match::No {
        return false;
    }
    if ruled.parts(&deal.facts, &draft.facts) {
        return false;
    }
    let shared = || deal.terms.iter().any(|a| draft.terms.iter().any(|b| same_event(a, b, context)));
    if draft.facts.is_empty() || draft.parties.is_empty() || deal.parties.is_empty() {
        let acting: Whos = draft.terms.iter().flat_map(|f| f.actors.iter().copied()).collect();
        let hand = sides(&deal.parties, &draft.parties, context);
        let known = hand == Match::Unsaid && hands(&deal.parties, &acting, context) != Match::No;
        let of_both = |d: &Deal<'_>| -> Wheres {
            d.places.iter().copied().chain(d.terms.iter().flat_map(|f| f.places.iter().copied())).collect()
        };
        let near = grounds(&of_both(deal), &of_both(draft), context) == Match::Yes;
        let gap = day.since(known_to);
        return known && near && gap >= -echo && gap <= if shared() { terms } else { echo };
    }
    if sides(&deal.parties, &draft.parties, context) != Match::Yes
        || grounds(&deal.places, &draft.places, context) == Match::No
    {
        return false;
    }
    let window = context.world.settings().window(Event::Agree).told;
    let gap = day.since(known_to).max(deal.day().since(to));
    let collapsed = || {
        let families = deal.parties.iter().filter_map(|who| broken.get(&context.names.family(*who)));
        families.flatten().any(|on| *on >= known_to && *on < day)
    };
    // A truce is told again, or made to last longer: also one that is a term of an agreement, where its last day is known.
    let truces = draft.is_truce(context) && (deal.is_truce(context) || deal.ends.is_some());
    if truces && draft.rank.0 && deal.rank.0 {
        let last = deal.ends.unwrap_or(known_to.plus(echo));
        return gap <= window || day <= last.plus(window) && !collapsed();
    }
    if gap <= window {
        return true;
    }
    let other_hand = hands(&deal.mediators, &draft.mediators, context) == Match::No;
    let other_room = grounds(&venues(deal), &venues(draft), context) == Match::No;
    let said = draft.rank.1 && deal.rank.1;
    if said && draft.rank.0 && deal.rank.0 || other_hand || other_room || collapsed() {
        return false;
    }
    gap <= echo || shared() && gap <= terms && !draft.rank.1
}

pub(super) fn venues(deal: &Deal<'_>) -> Wheres {
    deal.meetings.iter().filter(|f| !f.placed_by_report).flat_map(|f| f.places.iter().copied()).collect()
}

fn same_event(a: &Fact, b: &Fact, context: &Context<'_>) -> bool {
    a.event == b.event && a.ceases == b.ceases && grounds(&a.places, &b.places, context) != Match::No
}
