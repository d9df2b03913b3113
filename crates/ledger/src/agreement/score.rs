//! What was done of a term: its evidence, its score from 0 to 3 over time, the marks beside the score.

use super::assemble::{Deal, Match, add, hands};
use super::term::{DealTermKind, Owed};
use crate::Obligation;
use crate::confidence::Confidence;
use crate::context::Context;
use crate::fact::{Bearing, Day, Where, Who, Whos};
use crate::incident::{Incident, IncidentId};
use crate::lineage::Word;
use hudna_claims::{Event, Modality};
use schemars::JsonSchema;
use serde::Serialize;
use smallvec::SmallVec;

/// What a piece of evidence comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DealWeight {
    /// Carries the term out.
    Full,
    /// Counts toward it.
    Part,
    /// Begins it.
    Start,
    /// Said not to have been done.
    Denial,
    /// Breaks it.
    Break,
}

/// Something that beside the score is to be known of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// Only one word, or only the side that owes it, says that something was done.
    Unverified,
    /// Independent words stand against each other.
    Disputed,
    /// It was broken after the agreement.
    Violated,
    /// Its last day passed before it was done.
    Expired,
}

/// A piece of evidence for or against a term's being carried out.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct DealEvidence {
    /// The incident.
    pub incident: IncidentId,
    /// What happened.
    pub event: Event,
    /// What it comes to.
    pub weight: DealWeight,
    /// The last day on which it can have happened.
    pub day: Day,
    /// On whose word.
    pub words: Vec<Word>,
    #[serde(skip)]
    pub(super) covers: Vec<Where>,
    #[serde(skip)]
    pub(super) count: u32,
    #[serde(skip)]
    pub(super) against: usize,
    #[serde(skip)]
    pub(super) own: bool,
    #[serde(skip)]
    pub(super) counts: bool,
}

/// The score from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Scored {
    /// The day.
    pub day: Day,
    /// The score.
    pub score: u8,
}

/// The incident as evidence for a term, if it is any.
pub(super) fn evidence(
    deal: &Deal<'_>,
    term: &Owed<'_>,
    incident: &Incident<'_>,
    obligation: &Obligation,
    context: &Context<'_>,
) -> Option<DealEvidence> {
    let bears = obligation.served_by.contains(&incident.event) || obligation.broken_by.contains(&incident.event);
    if !bears || incident.ahead || incident.to < deal.day() {
        return None;
    }
    let names = context.names;
    let hand = hands(&term.by_whom, &incident.actors, context);
    let inside = incident.places.iter().any(|p| term.places.iter().any(|q| names.lies_in(*p, *q)));
    let around = incident.places.iter().any(|p| term.places.iter().any(|q| names.lies_in(*q, *p)));
    let exact = incident.event == term.event;
    let told = incident.is_told();
    let breaks = obligation.broken_by.contains(&incident.event) && !term.ceases && !incident.ceases;
    let late = incident.to.since(deal.day()) > context.world.settings().agreement().deeds;
    let weight = if breaks {
        if deal.failed_before(incident.from) || !fights(deal, term, incident, context) {
            return None;
        }
        // Long after, only the very side at the very place breaks what is owed.
        if late && !(inside && hand == Match::Yes) {
            return None;
        }
        let later = incident.from > deal.to.unwrap_or(deal.day()) || incident.event == Event::Breach;
        let placed = term.places.is_empty() || inside || around;
        let by_owing = hand == Match::Yes || incident.event == Event::Breach && hand == Match::Unsaid;
        (told && later && placed && by_owing).then_some(DealWeight::Break)?
    } else {
        if late || !obligation.served_by.contains(&incident.event) || incident.ceases != term.ceases {
            return None;
        }
        let helps = matches!(incident.event, Event::AidDeliver | Event::RouteOpen);
        // What was so on the day of the agreement itself is counted only if it is the very thing.
        let placed = inside || exact && around || exact && term.places.is_empty() && hand == Match::Yes;
        if !placed || hand == Match::No && !helps {
            return None;
        }
        let began =
            incident.facts.iter().filter(|f| f.bearing() == Bearing::Told).all(|f| f.modality == Modality::Begun);
        match (told, began) {
            (true, true) => DealWeight::Start,
            (true, false) => {
                let eased = incident.facts.iter().any(|f| f.nuance == Some(crate::SiegeStep::Eased));
                let full = obligation.full.contains(&incident.event) && !eased;
                if full { DealWeight::Full } else { DealWeight::Part }
            }
            _ if exact && incident.is_denied() => DealWeight::Denial,
            _ => return None,
        }
    };
    let covers = term.places.iter().copied().filter(|q| incident.places.iter().any(|p| names.lies_in(*q, *p)));
    let own =
        |f: &&crate::Fact| f.bearing() != Bearing::Told || hands(&f.speakers, &term.by_whom, context) == Match::Yes;
    let like = |f: &&&crate::Fact| context.names.units_fit(f.unit, term.unit);
    let number = incident.facts.iter().filter(like).filter_map(|f| f.count).map(|n| n.value).max();
    Some(DealEvidence {
        incident: incident.id,
        event: incident.event,
        weight,
        day: incident.to.max(deal.day()),
        words: incident.weighing.words.to_vec(),
        covers: covers.collect(),
        count: number.unwrap_or_default(),
        against: incident.weighing.against,
        own: incident.facts.iter().all(own),
        counts: incident.weighing.confidence != Confidence::Discounted,
    })
}

/// Of a truce: its own sides fight each other while it holds. Of other terms there is no such condition.
fn fights(deal: &Deal<'_>, term: &Owed<'_>, incident: &Incident<'_>, context: &Context<'_>) -> bool {
    if term.event != Event::Truce {
        return true;
    }
    let family = |who: &Who| context.names.family(*who);
    let mut there = Whos::new();
    for who in incident.actors.iter().chain(&incident.targets) {
        add(&mut there, &[family(who)]);
    }
    let sides: Vec<Who> = deal.parties.iter().map(family).collect();
    let alone = sides.iter().all(|side| Some(side) == sides.first());
    let both = there.iter().filter(|who| sides.contains(who)).count() > 1;
    let over = term.by.is_some_and(|end| incident.from > end);
    !over && (alone || both || !matches!(incident.event, Event::Attack | Event::Clash))
}

/// Pieces of evidence of one weight that count and that nothing has undone so far.
struct Standing<'e> {
    all: Vec<&'e DealEvidence>,
    /// For each place of the term, how many of them cover it.
    covering: Vec<usize>,
    /// The sum of their numbers.
    done: u64,
    /// How many there are of each event.
    kinds: SmallVec<[(Event, usize); 2]>,
}

impl<'e> Standing<'e> {
    fn of(term: &Owed<'_>) -> Self {
        Standing { all: Vec::new(), covering: vec![0; term.places.len()], done: 0, kinds: SmallVec::new() }
    }

    fn add(&mut self, evidence: &'e DealEvidence, term: &Owed<'_>) {
        self.all.push(evidence);
        self.done += u64::from(evidence.count);
        for (place, covering) in term.places.iter().zip(&mut self.covering) {
            *covering += usize::from(evidence.covers.contains(place));
        }
        match self.kinds.iter_mut().find(|(event, _)| *event == evidence.event) {
            Some((_, many)) => *many += 1,
            None => self.kinds.push((evidence.event, 1)),
        }
    }

    /// Takes out what a later break undoes.
    fn undo(&mut self, by: &DealEvidence, term: &Owed<'_>) {
        let Standing { all, covering, done, kinds } = self;
        all.retain(|e| {
            let same = by.covers.is_empty() || e.covers.is_empty() || by.covers.iter().any(|p| e.covers.contains(p));
            let undone = by.day > e.day && same;
            if undone {
                *done -= u64::from(e.count);
                for (place, covering) in term.places.iter().zip(covering.iter_mut()) {
                    *covering -= usize::from(e.covers.contains(place));
                }
                kinds.iter_mut().filter(|(event, _)| *event == e.event).for_each(|(_, many)| *many -= 1);
            }
            !undone
        });
        kinds.retain(|(_, many)| *many > 0);
    }

    /// All places of the term are covered.
    fn covers_all(&self) -> bool {
        self.covering.iter().all(|many| *many > 0)
    }
}

/// What the evidence up to some day comes to. It is taken in in the order of days.
struct Tally<'e> {
    full: Standing<'e>,
    part: Standing<'e>,
    /// Something was done, be it undone since.
    any: bool,
}

impl<'e> Tally<'e> {
    fn take(&mut self, evidence: &'e DealEvidence, term: &Owed<'_>) {
        match evidence.weight {
            DealWeight::Break if evidence.event != Event::Breach => {
                self.full.undo(evidence, term);
                self.part.undo(evidence, term);
            }
            DealWeight::Break | DealWeight::Denial => {}
            _ if !evidence.counts => {}
            weight => {
                self.any = true;
                match weight {
                    DealWeight::Full => self.full.add(evidence, term),
                    DealWeight::Part => self.part.add(evidence, term),
                    _ => {}
                }
            }
        }
    }

    fn score(&self, term: &Owed<'_>) -> u8 {
        let Tally { full, part, any } = self;
        if !full.all.is_empty() {
            if let Some(count) = term.count.filter(|c| c.value > 0)
                && full.done > 0
            {
                let wanted = u64::from(count.value);
                return if full.done >= wanted {
                    3
                } else if full.done * 2 >= wanted {
                    2
                } else {
                    1
                };
            }
            return if full.covers_all() { 3 } else { 2 };
        }
        let covered = !part.all.is_empty() && !term.places.is_empty() && part.covers_all();
        if part.kinds.len() > 1 || covered { 2 } else { u8::from(*any) }
    }
}

/// The score, day by day where it changed, and the marks.
pub(super) fn judge(term: &Owed<'_>, evidence: &mut [DealEvidence], now: Day) -> (u8, Vec<Scored>, Vec<Mark>) {
    evidence.sort_by_key(|e| (e.day, e.incident, e.weight));
    let mut history: Vec<Scored> = Vec::new();
    let mut tally = Tally { full: Standing::of(term), part: Standing::of(term), any: false };
    for of_day in evidence.chunk_by(|a, b| a.day == b.day) {
        of_day.iter().for_each(|e| tally.take(e, term));
        let score = tally.score(term);
        if history.last().map_or(0, |last| last.score) != score {
            history.extend(of_day.first().map(|e| Scored { day: e.day, score }));
        }
    }
    let score = history.last().map_or(0, |last| last.score);
    let serving = || evidence.iter().filter(|e| e.weight <= DealWeight::Start);
    let mut marks = Vec::new();
    let mut words: Vec<&Word> = serving().flat_map(|e| &e.words).collect();
    words.sort_unstable();
    words.dedup();
    if score > 0 && (words.len() < 2 || serving().all(|e| e.own)) {
        marks.push(Mark::Unverified);
    }
    let last = serving().map(|e| e.day).max();
    let denied = |e: &DealEvidence| {
        e.weight == DealWeight::Denial
            && last.is_some_and(|last| e.day >= last)
            && e.words.iter().any(|w| words.binary_search(&w).is_err())
    };
    let stands_against = |e: &DealEvidence| e.weight == DealWeight::Denial && last.is_some_and(|last| e.day >= last);
    if serving().any(|e| e.against > 0) || evidence.iter().any(|e| denied(e) || stands_against(e) && e.words.is_empty())
    {
        marks.push(Mark::Disputed);
    }
    if term.kind == DealTermKind::Agreed && evidence.iter().any(|e| e.weight == DealWeight::Break && e.counts) {
        marks.push(Mark::Violated);
    }
    // A truce is not done with: on its last day it ends, however well it was kept.
    if term.by.is_some_and(|by| by < now) && (score < 3 || term.event == Event::Truce) {
        marks.push(Mark::Expired);
    }
    (score, history, marks)
}
