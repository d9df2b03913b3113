//! Sieges: episodes of one place and besieger, from laying to lifting, each step on somebody's word.

mod course;
mod places;
mod reasons;
mod span;
mod stand;
mod tell;
mod voices;

use super::history::Between;
use super::naming::slug;
use super::{Because, Unit};
use crate::confidence::{Weighing, weigh_sides};
use crate::context::Context;
use crate::fact::{ClaimKey, Day, Fact, Named};
use crate::lineage::Word;
use course::Course;
use hudna_claims::Modality;
use places::{Draft, drafts};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
pub use voices::SiegeVoice;

/// How a siege stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SiegeStanding {
    /// It may come.
    Looming,
    /// Only its lifting is talked of: demanded, promised, agreed; nobody tells of the siege itself.
    TalkedOf,
    /// It holds.
    InForce,
    /// It holds, and was made harder.
    Tightened,
    /// It holds, and was made lighter.
    Eased,
    /// Its lifting has begun.
    Lifting,
    /// It was lifted in a part of the place.
    PartlyLifted,
    /// It was lifted.
    Lifted,
    /// Independent words tell different things.
    Disputed,
    /// Whoever speaks of it denies it.
    Denied,
}

/// What is said of the lifting of a siege that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SiegeLift {
    /// Nothing.
    None,
    /// It is demanded.
    Demanded,
    /// It is promised.
    Promised,
    /// It is agreed.
    Agreed,
    /// It is refused.
    Refused,
}

/// One siege from its beginning to its end.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct SiegeEpisode {
    /// When it began.
    pub begin: Between,
    /// When it ended; none while it holds, and where some say so and others not.
    pub end: Option<Between>,
}

/// How long a siege has held, as told.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct SiegeDuration {
    /// Days.
    pub days: u16,
    /// The day that this leads back to.
    pub since: Day,
    /// Who says so.
    pub by: Vec<Word>,
}

/// For how many days a siege has held: between two numbers. The upper one is open where nobody tells of its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
pub struct SiegeDays {
    /// At least.
    pub low: Option<i32>,
    /// At most.
    pub high: Option<i32>,
}

/// A siege of one place by one besieger, with all its episodes. On most days only for how long it has lasted is another: what else is much
/// is shared.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct SiegeRecord {
    /// Its id: place and besieger.
    pub id: String,
    /// The place.
    pub places: Vec<Arc<Named>>,
    /// Who besieges, by all names under which he is told of.
    pub besiegers: Vec<Arc<Named>>,
    /// Whom it hits, where named apart from the place.
    pub besieged: Vec<Arc<Named>>,
    /// How it stands.
    pub state: SiegeStanding,
    /// The parts of the place in which it is lifted, where it is not lifted in all of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lifted_in: Vec<Arc<Named>>,
    /// When the last episode began; none of what has not begun.
    pub since: Option<Between>,
    /// Its episodes, in the order of time.
    pub episodes: Arc<Vec<SiegeEpisode>>,
    /// How long the last episode has held, as told: each number and what it leads back to apart.
    pub durations: Arc<Vec<SiegeDuration>>,
    /// For how many days the last episode has held or held.
    pub days: Option<SiegeDays>,
    /// What is said of its lifting.
    pub lift: SiegeLift,
    /// The sieges that it answers, by id.
    pub in_answer_to: Vec<String>,
    /// On whose word it stands as it does: both sides where they differ.
    pub standing: Arc<Vec<SiegeVoice>>,
    /// Who speaks of what may come: a siege that looms, a lifting that is demanded, promised, agreed or refused.
    pub prospects: Arc<Vec<SiegeVoice>>,
    /// The last day on which anyone told of it.
    pub last_told: Day,
    /// Why.
    pub because: Arc<Vec<Because>>,
    /// How sure it is.
    #[serde(flatten)]
    pub weighing: Weighing,
    /// The claims that it is made of.
    #[serde(skip)]
    pub claims: Arc<Vec<ClaimKey>>,
    /// The claims that these answer.
    #[serde(skip)]
    answers: Arc<Vec<ClaimKey>>,
    /// When the last episode began, and when it ended or, where that is disputed, since when it may have.
    #[serde(skip)]
    last: Option<Last>,
}

/// From when to when an episode lasted.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Last {
    begin: Between,
    end: Option<Between>,
    disputed_end: Option<Between>,
}

impl SiegeRecord {
    /// The same on another day, of which nothing else is visible and nothing is told later than both: an episode that has not ended
    /// has lasted for other days.
    pub(super) fn on(self: &Arc<Self>, now: Day) -> Arc<Self> {
        let days = self.last.map(|last| last.days(now));
        if days == self.days { Arc::clone(self) } else { Arc::new(SiegeRecord { days, ..SiegeRecord::clone(self) }) }
    }
}

/// From which day on what facts tell of a siege does not hang on the day any more, but for how long it has held.
pub(crate) fn settled(facts: &[&Fact]) -> Day {
    let day = |fact: &&Fact| match fact.modality {
        Modality::Ongoing => fact.told.max(fact.time.to),
        _ => fact.told,
    };
    facts.iter().map(day).max().unwrap_or(Day::FIRST)
}

pub(super) fn of_unit(unit: &Unit<'_>) -> Vec<SiegeRecord> {
    if unit.is_nowhere() {
        return Vec::new();
    }
    let (drafts, words) = drafts(unit);
    let mut all: Vec<SiegeRecord> =
        drafts.into_iter().filter_map(|draft| record(draft, &words, &unit.context)).collect();
    all.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    all
}

fn record(draft: Draft<'_>, words: &[Word], context: &Context<'_>) -> Option<SiegeRecord> {
    let names = context.names;
    let settings = context.world.settings().siege();
    let window = context.world.settings().window(hudna_claims::Event::SiegeImpose);
    let site = names.at(draft.site);
    let family = draft.family.map_or_else(|| "unknown".to_owned(), |who| slug(&names.who(who)).into_owned());
    let course = Course::of(draft.tells, settings);
    let spans = span::spans(&course, window.untold);
    let last = spans.last().map(|s| Last { begin: s.begin, end: s.end, disputed_end: s.disputed_end });
    let stand = stand::stand(&course, &spans, settings, window.told);
    let (lift, prospects) = stand::lift(&course, &spans);
    let (besiegers, besieged) = voices::sides(&course, context);
    let supporting = |sides: &[usize]| voices::with_support(&course, sides);
    let (told, against) = (supporting(&stand.deciding), supporting(&stand.against));
    let sides = course.at(&told).map(|t| (t.fact, true)).chain(course.at(&against).map(|t| (t.fact, false)));
    let weighing = weigh_sides(sides, context);
    let mut claims: Vec<ClaimKey> = course.tells.iter().map(|t| t.fact.key).collect();
    claims.sort_unstable();
    let answered = course
        .tells
        .iter()
        .flat_map(|t| t.fact.answers.iter().map(|claim| ClaimKey { report: t.fact.key.report, claim: *claim }));
    Some(SiegeRecord {
        id: format!("siege:{}:{family}", slug(&site)),
        places: vec![site],
        besiegers,
        besieged,
        state: stand.state,
        lifted_in: voices::places(stand.lifted_in.iter().copied(), names),
        since: spans.last().map(|s| s.begin),
        episodes: Arc::new(spans.iter().map(|s| SiegeEpisode { begin: s.begin, end: s.end }).collect()),
        durations: Arc::new(durations(&course, words, context.now)),
        days: last.map(|last| last.days(context.now)),
        last,
        lift,
        in_answer_to: Vec::new(),
        standing: Arc::new(voices::voices(
            &course,
            stand.deciding.iter().chain(&stand.against).copied(),
            words,
            context,
        )),
        prospects: Arc::new(voices::voices(&course, prospects.iter().copied(), words, context)),
        last_told: last_told(&course, context.now)?,
        because: Arc::new(reasons::reasons(&course, &spans, &stand, &prospects)),
        weighing,
        answers: Arc::new(answered.collect()),
        claims: Arc::new(claims),
    })
}

impl Last {
    /// Days from begin to end, or to the day that is looked at; from the one to the other where the end is disputed.
    fn days(&self, now: Day) -> SiegeDays {
        let open = Between { earliest: self.disputed_end.map_or(now, |end| end.earliest), latest: now };
        let end = self.end.unwrap_or(open);
        let known = |day: Day| Some(day).filter(|day| day.date().is_some());
        SiegeDays {
            low: known(self.begin.latest).map(|begin| end.earliest.since(begin).max(0)),
            high: known(self.begin.earliest).map(|begin| end.latest.since(begin).max(0)),
        }
    }
}

/// The last day on which anyone told of it; of what was only told later, the first.
fn last_told(course: &Course<'_>, now: Day) -> Option<Day> {
    let told = || course.tells.iter().map(|t| t.fact.told);
    told().filter(|day| *day <= now).max().or_else(|| told().min())
}

/// The lengths of the last episode, as told by then.
fn durations(course: &Course<'_>, words: &[Word], now: Day) -> Vec<SiegeDuration> {
    let mut all: BTreeMap<(Day, u16), Vec<Word>> = BTreeMap::new();
    let Some(episode) = course.episodes.last() else { return Vec::new() };
    for tell in course.at(&episode.told).chain(course.at(&episode.lifts)).chain(course.at(&episode.against)) {
        let told = tell.fact.time.days.filter(|_| tell.fact.told <= now);
        let (Some(days), Some((since, _))) = (told, tell.since) else { continue };
        all.entry((since, days)).or_default().extend(words.get(tell.word.0 as usize).cloned());
    }
    all.into_iter()
        .map(|((since, days), mut by)| {
            by.sort_unstable();
            by.dedup();
            SiegeDuration { days, since, by }
        })
        .collect()
}

/// Which siege answers which, by the claims that say so: across places.
pub(super) fn link(sieges: &mut [Arc<SiegeRecord>]) {
    let mut owners: HashMap<ClaimKey, Vec<String>> =
        sieges.iter().flat_map(|s| s.answers.iter().map(|claim| (*claim, Vec::new()))).collect();
    if owners.is_empty() {
        return;
    }
    for siege in sieges.iter() {
        for claim in siege.claims.iter() {
            if let Some(owners) = owners.get_mut(claim) {
                owners.push(siege.id.clone());
            }
        }
    }
    for siege in sieges.iter_mut() {
        let mut all: Vec<String> =
            siege.answers.iter().filter_map(|claim| owners.get(claim)).flatten().cloned().collect();
        all.sort_unstable();
        all.dedup();
        all.retain(|id| *id != siege.id);
        if siege.in_answer_to != all {
            Arc::make_mut(siege).in_answer_to = all;
        }
    }
}
