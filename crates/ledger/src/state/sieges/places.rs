//! Which claims are of one siege: by besieger, and by place inside a settlement.

use super::tell::{Tell, WordNo};
use crate::SiegeStep;
use crate::fact::{Day, Names, Where, Wheres, Who};
use crate::lineage::Word;
use crate::state::Unit;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use std::cmp::Ordering;

/// What is told of the siege of one place by one besieger; of nobody where nobody says who it is.
pub(super) struct Draft<'f> {
    pub site: Where,
    pub family: Option<Who>,
    pub tells: Vec<Tell<'f>>,
}

/// A claim with its places in the settlement.
struct Said<'f> {
    tell: Tell<'f>,
    places: Wheres,
    /// The besieger, where the claim names one that wields force.
    family: Option<Who>,
    /// Whom it names instead: `مسلحون`, or words that the knowledge does not have.
    vague: Option<Who>,
}

/// The sieges of a unit, in no order, and the words that their claims stand on, by number.
pub(super) fn drafts<'f>(unit: &Unit<'f>) -> (Vec<Draft<'f>>, Vec<Word>) {
    let (mut said, words) = said(unit);
    let families = Families::of(&said, unit.context.names);
    let mut besiegers = Besiegers::of(&mut said, &families, unit);
    // Who besieges is first settled for those who tell of a siege, and of these for those who name somebody; then for the others.
    for (told, vague) in [(true, true), (true, false), (false, true), (false, false)] {
        let open = |s: &&mut Said<'_>| {
            s.family.is_none() && s.tell.step.tells_of_siege() == told && s.vague.is_some() == vague
        };
        for one in said.iter_mut().filter(open) {
            one.family = besiegers.only(one, unit).or(one.vague);
        }
        besiegers.learn(&said, unit.context.names);
    }
    let mut by_family: FxHashMap<Option<Who>, Vec<Said<'f>>> = FxHashMap::default();
    for one in said {
        by_family.entry(one.family).or_default().push(one);
    }
    let drafts = by_family.into_iter().flat_map(|(family, said)| of_family(family, said, unit.context.names));
    (drafts.collect(), words)
}

fn said<'f>(unit: &Unit<'f>) -> (Vec<Said<'f>>, Vec<Word>) {
    let mut numbers: FxHashMap<&Word, WordNo> = FxHashMap::default();
    let (mut all, mut words) = (Vec::new(), Vec::new());
    for incident in unit.each() {
        for fact in &incident.facts {
            let Some((word, _)) = unit.context.word(fact) else { continue };
            let number = match numbers.get(word) {
                Some(number) => *number,
                None => {
                    let number = WordNo(u32::try_from(words.len()).unwrap_or(u32::MAX));
                    words.push(word.clone());
                    numbers.insert(word, number);
                    number
                }
            };
            let Some(tell) = Tell::of(fact, incident, number, unit.context.now) else { continue };
            let places: Wheres = unit.places(fact).collect();
            if !places.is_empty() {
                all.push(Said { tell, places, family: None, vague: None });
            }
        }
    }
    (all, words)
}

/// Families of besiegers; those that besiege together are one.
struct Families {
    one: FxHashMap<Who, Who>,
}

impl Families {
    fn of(said: &[Said<'_>], names: &Names) -> Families {
        let mut above: FxHashMap<Who, Who> = FxHashMap::default();
        let mut told: FxHashMap<Who, usize> = FxHashMap::default();
        for one in said.iter().filter(|s| s.tell.step.names_besieger() && !s.tell.is_ahead()) {
            let families = one.tell.fact.actors.iter().map(|actor| names.family(*actor));
            let families: SmallVec<[Who; 2]> = families.filter(|family| names.is_armed(*family)).collect();
            let Some(first) = families.first().copied() else { continue };
            for family in families {
                *told.entry(family).or_default() += 1;
                let (a, b) = (root(&above, first), root(&above, family));
                if a != b {
                    above.insert(a, b);
                }
            }
        }
        // Each group goes by the name of the family that most tell of.
        let mut best: FxHashMap<Who, Who> = FxHashMap::default();
        for family in told.keys() {
            let worth = |who: Who| (told.get(&who).copied(), std::cmp::Reverse(names.who(who)));
            let known = best.entry(root(&above, *family)).or_insert(*family);
            if worth(*family) > worth(*known) {
                *known = *family;
            }
        }
        let one = told.keys().filter_map(|who| Some((*who, *best.get(&root(&above, *who))?))).collect();
        Families { one }
    }
}

fn root(above: &FxHashMap<Who, Who>, mut who: Who) -> Who {
    while let Some(next) = above.get(&who).filter(|next| **next != who) {
        who = *next;
    }
    who
}

/// A family that besieges a place.
#[derive(Clone, Copy)]
struct Besieger {
    who: Who,
    first: Day,
    last: Day,
    /// The best that is said of it.
    said: Level,
}

/// In what way somebody names a besieger, from the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Told,
    /// By a name that may be that of anybody.
    Vague,
    Denied,
    /// Only of a siege that may come: it says nothing of who besieges.
    Ahead,
}

impl Level {
    fn of(tell: &Tell<'_>, armed: bool) -> Level {
        match tell.step {
            step if step.tells_of_siege() && armed => Level::Told,
            step if step.tells_of_siege() => Level::Vague,
            SiegeStep::Looming => Level::Ahead,
            _ => Level::Denied,
        }
    }
}

impl Besieger {
    /// The days are those of the best that is said.
    fn join(&mut self, other: &Besieger) {
        match self.said.cmp(&other.said) {
            Ordering::Less => {}
            Ordering::Equal => (self.first, self.last) = (self.first.min(other.first), self.last.max(other.last)),
            Ordering::Greater => *self = *other,
        }
    }
}

/// Who is told to besiege which place, and between which days.
struct Besiegers {
    held: FxHashMap<(Who, Where), Besieger>,
    /// The families that can be meant at a place.
    at: FxHashMap<Where, SmallVec<[Besieger; 2]>>,
}

impl Besiegers {
    /// Puts a family to all claims that name a besieger, and notes where.
    fn of(said: &mut [Said<'_>], families: &Families, unit: &Unit<'_>) -> Besiegers {
        let names = unit.context.names;
        for one in said.iter_mut() {
            let actors = &one.tell.fact.actors;
            let mut armed = actors.iter().map(|actor| names.family(*actor)).filter(|family| names.is_armed(*family));
            let first = armed.clone().next().filter(|_| one.tell.step.names_besieger());
            one.family = armed.find_map(|family| families.one.get(&family).copied()).or(first);
            // Who only tells of sieges lays none.
            let teller = |who: &Who| unit.context.world.is_teller(&names.who(*who).id);
            let vague = actors.iter().map(|actor| names.family(*actor)).find(|who| !teller(who));
            one.vague = vague.filter(|_| one.family.is_none() && one.tell.step.names_besieger());
        }
        let mut besiegers = Besiegers { held: FxHashMap::default(), at: FxHashMap::default() };
        besiegers.learn(said, names);
        // Who lifts a siege need not be who laid it: he is so only where he besieges.
        for one in said.iter_mut().filter(|s| !s.tell.step.names_besieger()) {
            let counts = |b: &Besieger| b.said != Level::Ahead || one.tell.is_ahead();
            let here = |who: &Who| {
                one.places.iter().any(|p| besiegers.meeting(*p, names).iter().any(|b| b.who == *who && counts(b)))
            };
            one.family = one.family.filter(here);
        }
        besiegers
    }

    fn learn(&mut self, said: &[Said<'_>], names: &Names) {
        for one in said.iter().filter(|s| s.tell.step.names_besieger()) {
            let Some(who) = one.family else { continue };
            // What nobody has dated is there, at no time.
            let (first, last) = days(&one.tell).unwrap_or((Day::LAST, Day::FIRST));
            let told = Besieger { who, first, last, said: Level::of(&one.tell, names.is_armed(who)) };
            for place in &one.places {
                self.held.entry((who, *place)).or_insert(told).join(&told);
            }
        }
        self.at.clear();
    }

    /// The families that besiege a place, a part of it or what it lies in.
    fn meeting(&self, place: Where, names: &Names) -> SmallVec<[Besieger; 2]> {
        let mut all: SmallVec<[Besieger; 2]> = SmallVec::new();
        for (_, held) in self.held.iter().filter(|((_, at), _)| names.meet(*at, place)) {
            match all.iter_mut().find(|known| known.who == held.who) {
                Some(known) => known.join(held),
                None => all.push(*held),
            }
        }
        all
    }

    /// The only besieger that a claim without one can mean: at its place, and of several the only one of its time.
    fn only(&mut self, one: &Said<'_>, unit: &Unit<'_>) -> Option<Who> {
        let apart = unit.context.world.settings().siege().apart;
        let mut found: SmallVec<[Besieger; 2]> = SmallVec::new();
        for place in &one.places {
            if !self.at.contains_key(place) {
                let meeting = self.meeting(*place, unit.context.names);
                self.at.insert(*place, meeting);
            }
            for besieger in self.at.get(place).into_iter().flatten() {
                match found.iter_mut().find(|known| known.who == besieger.who) {
                    Some(known) => known.join(besieger),
                    None => found.push(*besieger),
                }
            }
        }
        let best = found.iter().map(|b| b.said).min()?;
        if best == Level::Ahead && !one.tell.is_ahead() {
            return None;
        }
        found.retain(|b| b.said == best);
        // Who names somebody else can only mean the besieger of that time.
        if found.len() > 1 || one.vague.is_some() {
            let (from, to) = days(&one.tell)?;
            found.retain(|b| b.first.plus(-apart) <= to && from <= b.last.plus(apart));
        }
        found.first().map(|b| b.who).filter(|_| found.len() == 1)
    }
}

/// The days of a claim, where it can be put in time.
fn days(tell: &Tell<'_>) -> Option<(Day, Day)> {
    tell.is_dated().then(|| (tell.since.map_or(tell.from, |(since, _)| since).min(tell.from), tell.to))
}

/// The sieges of one family: a record for each place that is told to be besieged.
fn of_family<'f>(family: Option<Who>, said: Vec<Said<'f>>, names: &Names) -> Vec<Draft<'f>> {
    let mut sites = Sites::of(&said, names);
    let mut drafts: FxHashMap<Where, Vec<Tell<'f>>> = FxHashMap::default();
    for one in said {
        for place in &one.places {
            for (site, part) in sites.meant_by(*place, names) {
                let tells = drafts.entry(*site).or_default();
                let again = tells.last_mut().filter(|last| last.fact.key == one.tell.fact.key);
                match (again, part) {
                    // All of it, as another place of the same claim says.
                    (Some(again), None) => again.parts.clear(),
                    (Some(again), Some(_)) if again.parts.is_empty() => {}
                    (Some(again), Some(part)) => again.parts.push(*part),
                    (None, part) => tells.push(Tell { parts: part.iter().copied().collect(), ..one.tell.clone() }),
                }
            }
        }
    }
    drafts.into_iter().map(|(site, tells)| Draft { site, family, tells }).collect()
}

/// The sieges that a place stands for, each with the part of it that the place is.
type Meant = SmallVec<[(Where, Option<Where>); 2]>;

/// The besieged places of one family.
struct Sites {
    sites: Vec<Where>,
    meant: FxHashMap<Where, Meant>,
}

impl Sites {
    fn of(said: &[Said<'_>], names: &Names) -> Sites {
        let places = |test: &dyn Fn(&Tell<'_>) -> bool| -> FxHashSet<Where> {
            said.iter().filter(|s| test(&s.tell)).flat_map(|s| s.places.iter().copied()).collect()
        };
        // Where a siege of a quarter is told, what is told of the town is told of that siege.
        let told = places(&|tell| tell.step.tells_of_siege());
        let within = |a: Where, b: Where| a != b && names.lies_in(a, b);
        let mut sites: Vec<Where> = told.iter().copied().filter(|p| !told.iter().any(|q| within(*q, *p))).collect();
        // What meets none of these is a site of its own: the widest, so that a lifting in a part of it is partial. What may come
        // comes last, so that it changes nothing of what is.
        for ahead in [false, true] {
            let meets = |place: &Where| sites.iter().any(|site| names.meet(*site, *place));
            let other: Vec<Where> = places(&|t| t.is_ahead() == ahead).into_iter().filter(|p| !meets(p)).collect();
            sites.extend(other.iter().filter(|p| !other.iter().any(|q| within(**p, *q))));
        }
        Sites { sites, meant: FxHashMap::default() }
    }

    /// The sieges that a place stands for, each with the part of it that the place is.
    fn meant_by(&mut self, place: Where, names: &Names) -> &[(Where, Option<Where>)] {
        let sites = &self.sites;
        self.meant.entry(place).or_insert_with(|| {
            let inside = sites.iter().filter(|site| names.lies_in(**site, place)).map(|site| (*site, None));
            let inside: Meant = inside.collect();
            if !inside.is_empty() {
                return inside;
            }
            let around = sites.iter().filter(|site| names.lies_in(place, **site));
            around.map(|site| (*site, Some(place))).collect()
        })
    }
}
