//! An agreement as it is shown: how it stands and why, with its terms.

use super::assemble::{Deal, Match, hands};
use super::by_claim::ByClaim;
use super::score::{DealEvidence, DealWeight, Mark, Scored, judge};
use super::term::{DealTermKind, Owed, smallest};
use super::truce;
use crate::confidence::{Weighing, weigh, weigh_sides};
use crate::context::Context;
use crate::fact::{Basis, Bearing, Day, Fact, Named, Number, Wheres, Who};
use crate::incident::IncidentId;
use crate::state::Because;
use hudna_claims::{Event, Modality};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Arc;

/// Agreement or truce.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DealKind {
    /// An agreement with terms.
    Agreement,
    /// A truce, and nothing but a truce and what goes with it.
    Truce,
}

/// How an agreement stands, over all words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DealState {
    /// It is talked of, wanted or promised; nobody tells of its being reached.
    Wanted,
    /// Refused, or said not to have been reached.
    NotReached,
    /// Some tell of its being reached, others deny it.
    Disputed,
    /// Reached.
    Reached,
    /// Told to have been broken; of a truce also: its sides fought each other while it held.
    Broken,
    /// It failed, was suspended or left by a side while it was in effect.
    Collapsed,
    /// A truce whose last day has passed, or what is told to have come to its end without failing.
    Expired,
}

/// Where an obligation is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Life {
    /// Named, and binding nobody yet.
    Created,
    /// It binds who owes it.
    InEffect,
    /// It waits for something that has not been done.
    Suspended,
    /// Carried out in full.
    Fulfilled,
    /// Broken.
    Violated,
    /// Nobody owes it any more: the agreement ended.
    Discharged,
    /// Its last day passed before it was done.
    Expired,
}

/// The days between which an agreement was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Reached {
    /// First day on which it can have been reached.
    pub earliest: Day,
    /// Last day on which it can have been reached.
    pub latest: Day,
}

/// A meeting that led to an agreement.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Meeting {
    /// The last day on which it can have been held.
    pub day: Day,
    /// Where.
    pub places: Vec<Arc<Named>>,
    /// The incident.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incident: Option<IncidentId>,
}

/// A term of an agreement.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct DealTerm {
    /// Its id: the agreement's, what is owed, where.
    pub id: String,
    /// What is owed.
    pub event: Event,
    /// Its ending is owed.
    pub ceases: bool,
    /// Agreed or only demanded.
    pub kind: DealTermKind,
    /// Who would have to act.
    pub owed_by: Vec<Arc<Named>>,
    /// Who is named as owing it only as the besieger of the place.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub owed_as_besieger: bool,
    /// Who demands it; of an agreed term, else the other side.
    pub owed_to: Vec<Arc<Named>>,
    /// Where.
    pub places: Vec<Arc<Named>>,
    /// Which goods.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goods: Option<Arc<str>>,
    /// Which people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<Arc<str>>,
    /// How many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<Number>,
    /// How many of what, as told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Arc<str>>,
    /// The last day for it; of a truce, its last day.
    pub by: Option<Day>,
    /// Terms that it waits for.
    pub waits_for: Vec<String>,
    /// 0 not begun, 1 minimal, 2 intermediate, 3 full.
    pub score: u8,
    /// When the score changed.
    pub history: Vec<Scored>,
    /// What is to be known beside the score.
    pub marks: Vec<Mark>,
    /// Where it is in its life.
    pub life: Life,
    /// What speaks for and against its being carried out, in the order of days.
    pub evidence: Vec<DealEvidence>,
    /// Why.
    pub because: Vec<Because>,
    /// How sure it is that this is a term.
    #[serde(flatten)]
    pub weighing: Weighing,
}

/// An agreement or truce.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct AgreementRecord {
    /// Its id: that of its first claim.
    pub id: String,
    /// Agreement or truce.
    pub kind: DealKind,
    /// How it stands.
    pub state: DealState,
    /// When it was reached.
    pub date: Reached,
    /// Between whom.
    pub parties: Vec<Arc<Named>>,
    /// Who mediates.
    pub mediators: Vec<Arc<Named>>,
    /// Of whom a word denies that he mediated.
    pub mediators_denied: Vec<Arc<Named>>,
    /// Where the parties met.
    pub venue: Vec<Arc<Named>>,
    /// Where it applies.
    pub places: Vec<Arc<Named>>,
    /// The last day, of a truce that has one. A truce that is one of several terms ends as that term does.
    pub ends: Option<Day>,
    /// Only one side declared it.
    pub one_sided: bool,
    /// The terms.
    pub terms: Vec<DealTerm>,
    /// Meetings and talks of its parties that led to it. They do not date it.
    pub negotiation: Vec<Meeting>,
    /// Why it stands so.
    pub because: Vec<Because>,
    /// How sure it is that it was reached.
    #[serde(flatten)]
    pub weighing: Weighing,
}

/// The agreement as it is shown. `found` is the evidence for each term, `fights` that against a truce that is nothing else.
pub(super) fn record(
    (deal, kind): (&Deal<'_>, DealKind),
    terms: Vec<Owed<'_>>,
    found: Vec<Vec<DealEvidence>>,
    fights: &[DealEvidence],
    by_claim: &ByClaim,
    context: &Context<'_>,
) -> AgreementRecord {
    let id = deal.id().unwrap_or_default();
    let denied_only = denies_only_mediator(deal, context);
    let reach: Vec<&Fact> =
        deal.facts.iter().copied().filter(|f| !denied_only.iter().any(|d| d.key == f.key)).collect();
    let course = Course::of(deal, kind, fights, context.now);
    let ends = course.ends;
    let state = state(deal, &reach, &course, context.now);
    let told = reach.iter().any(|f| f.bearing() == Bearing::Told);
    let agreed = || deal.terms.iter().copied().filter(|f| f.modality == Modality::Agreed);
    let sides = || reach.iter().copied().filter(move |f| !told || f.bearing() != Bearing::Ahead);
    let weighing = match reach.iter().any(|f| f.bearing() != Bearing::Denied) {
        true => weigh_sides(sides().map(|f| (f, speaks_for(f))), context),
        false if agreed().next().is_some() && reach.is_empty() => weigh(agreed(), context),
        false => weigh(sides(), context),
    };
    let mut places: Wheres = deal.places.clone();
    if places.is_empty() && kind == DealKind::Truce {
        places = deal.facts.iter().flat_map(|f| f.places.iter().copied()).collect();
    }
    smallest(&mut places, context);
    let venue = deal.meetings.iter().filter(|f| !f.placed_by_report).flat_map(|f| f.places.iter().copied());
    let reached_by = deal.to.unwrap_or(deal.day());
    let meeting = |f: &&Fact| Meeting {
        // Of the talks at which it was reached, a day that only their report gives is no later.
        day: if f.time.basis == Basis::Said { f.time.to } else { f.time.to.min(reached_by) },
        places: at(f.places.iter().copied(), context),
        incident: by_claim.get(f),
    };
    let met = deal.meetings.iter().chain(&deal.talks).filter(|f| f.bearing() == Bearing::Told);
    let mut negotiation: Vec<Meeting> = met.map(meeting).collect();
    negotiation.sort_by_key(|m| (m.incident, m.day));
    negotiation.dedup_by(|a, b| a.incident == b.incident && a.incident.is_some());
    negotiation.sort_by_key(|m| (m.day, m.incident));
    let one_sided = kind == DealKind::Truce && {
        let mut families: Vec<Who> = deal.parties.iter().map(|who| context.names.family(*who)).collect();
        families.sort_unstable();
        families.dedup();
        families.len() == 1
    };
    let mediators = deal.facts.iter().chain(&deal.meetings).filter(|f| f.bearing() != Bearing::Denied);
    let mut record = AgreementRecord {
        kind,
        state,
        date: Reached { earliest: deal.day(), latest: deal.to.unwrap_or(deal.day()) },
        parties: who(deal.parties.iter().copied(), context),
        mediators: who(mediators.flat_map(|f| f.mediators.iter().copied()), context),
        mediators_denied: who(denied_only.iter().flat_map(|f| f.mediators.iter().copied()), context),
        venue: at(venue, context),
        places: at(places.into_iter(), context),
        ends,
        one_sided,
        terms: term_records(&id, deal, terms, found, state, by_claim, context),
        negotiation,
        because: Vec::new(),
        weighing,
        id,
    };
    record.because = because(deal, &record, &reach, &denied_only, &course, by_claim);
    record
}

fn speaks_for(fact: &Fact) -> bool {
    !matches!(fact.modality, Modality::Negated | Modality::Refused)
}

/// Claims that deny a mediator and not the agreement: of a report that tells of its being reached, of the mediator himself, or of
/// a meeting.
fn denies_only_mediator<'f>(deal: &Deal<'f>, context: &Context<'_>) -> Vec<&'f Fact> {
    let told_beside =
        |f: &Fact| deal.facts.iter().any(|g| g.key.report == f.key.report && g.bearing() == Bearing::Told);
    let denies = |f: &&&Fact| {
        f.bearing() == Bearing::Denied
            && !f.mediators.is_empty()
            && (f.event == Event::Meet || told_beside(f) || hands(&f.speakers, &f.mediators, context) == Match::Yes)
    };
    deal.facts.iter().chain(&deal.meetings).filter(denies).copied().collect()
}

/// What became of an agreement.
struct Course<'f> {
    /// Claims that it failed while it was in effect.
    failed: Vec<&'f Fact>,
    /// Claims that it, or its truce, was over.
    over: Vec<&'f Fact>,
    broken: Vec<&'f Fact>,
    /// Its sides fought while their truce held.
    fought: Vec<IncidentId>,
    fought_on: Option<Day>,
    /// The last day of the whole.
    ends: Option<Day>,
    /// A last day ends the whole and not only a term.
    whole: bool,
}

impl<'f> Course<'f> {
    fn of(deal: &Deal<'f>, kind: DealKind, fights: &[DealEvidence], now: Day) -> Course<'f> {
        let last = truce::ends(deal);
        let (over, failed): (Vec<_>, Vec<_>) =
            of(&deal.course, Event::Collapse).into_iter().partition(|f| truce::ran_out(f, last, now));
        let whole = kind == DealKind::Truce || last.is_none();
        let told_over = || over.iter().map(|f| f.time.to).min();
        let breaks = || fights.iter().filter(|e| e.weight == DealWeight::Break && e.counts);
        Course {
            ends: last.or_else(told_over).filter(|_| whole),
            broken: of(&deal.course, Event::Breach),
            fought: breaks().map(|e| e.incident).collect(),
            fought_on: breaks().map(|e| e.day).min(),
            failed,
            over,
            whole,
        }
    }
}

fn state(deal: &Deal<'_>, reach: &[&Fact], course: &Course<'_>, now: Day) -> DealState {
    let told = reach.iter().any(|f| f.bearing() == Bearing::Told);
    let against = reach.iter().any(|f| !speaks_for(f));
    let agreed = deal.terms.iter().any(|f| f.modality == Modality::Agreed)
        || reach.iter().any(|f| f.modality == Modality::Agreed);
    let ended = course.whole && (course.ends.is_some_and(|end| end < now) || !course.over.is_empty());
    match (told, against, agreed) {
        (true, ..) | (.., true) if !course.failed.is_empty() => DealState::Collapsed,
        (true, ..) | (.., true) if ended => DealState::Expired,
        (true, ..) | (.., true) if !course.broken.is_empty() || !course.fought.is_empty() => DealState::Broken,
        (true, true, _) => DealState::Disputed,
        (true, false, _) | (_, false, true) => DealState::Reached,
        (_, true, _) => DealState::NotReached,
        _ => DealState::Wanted,
    }
}

fn because(
    deal: &Deal<'_>,
    record: &AgreementRecord,
    reach: &[&Fact],
    denied_only: &[&Fact],
    course: &Course<'_>,
    by_claim: &ByClaim,
) -> Vec<Because> {
    let mut all = Vec::new();
    let truce = record.kind == DealKind::Truce;
    let told: Vec<&Fact> = reach.iter().copied().filter(|f| f.bearing() == Bearing::Told).collect();
    if !told.is_empty() {
        add(&mut all, if truce { "truce-declared" } else { "agreement-reached" }, record.date.latest, &told, by_claim);
    } else if deal.terms.iter().any(|f| f.modality == Modality::Agreed) {
        let agreed: Vec<&Fact> = deal.terms.iter().copied().filter(|f| f.modality == Modality::Agreed).collect();
        add(&mut all, "agreement-known-by-its-terms", record.date.latest, &agreed, by_claim);
    }
    let ahead: Vec<&Fact> = reach.iter().copied().filter(|f| f.bearing() == Bearing::Ahead && speaks_for(f)).collect();
    if told.is_empty() && !ahead.is_empty() {
        add(&mut all, "agreement-wanted", record.date.latest, &ahead, by_claim);
    }
    let against: Vec<&Fact> = reach.iter().copied().filter(|f| !speaks_for(f)).collect();
    if let Some(day) = against.iter().map(|f| f.time.to).max() {
        add(&mut all, "agreement-denied", day, &against, by_claim);
    }
    if let Some(day) = denied_only.iter().map(|f| f.told).max() {
        add(&mut all, "agreement-mediator-denied", day, denied_only, by_claim);
    }
    for fact in &deal.renewals {
        add(&mut all, "truce-renewed", fact.told, &[fact], by_claim);
    }
    for (rule, facts) in [("agreement-broken", &course.broken), ("agreement-collapsed", &course.failed)] {
        if let Some(day) = facts.iter().map(|f| f.time.to).max() {
            add(&mut all, rule, day, facts, by_claim);
        }
    }
    if let Some(day) = course.fought_on {
        all.push(Because { rule: "truce-fought", day, incidents: course.fought.clone() });
    }
    if let Some(end) = record.ends {
        let rule = match (record.state, truce) {
            (DealState::Expired, true) => "truce-ran-out",
            (_, true) => "truce-ends",
            (_, false) => "agreement-over",
        };
        let facts = if course.over.is_empty() { &told } else { &course.over };
        add(&mut all, rule, end, facts, by_claim);
    }
    all
}

fn of<'f>(course: &[&'f Fact], event: Event) -> Vec<&'f Fact> {
    course.iter().copied().filter(|f| f.event == event && f.bearing() == Bearing::Told).collect()
}

fn add(all: &mut Vec<Because>, rule: &'static str, day: Day, facts: &[&Fact], by_claim: &ByClaim) {
    let mut incidents: Vec<IncidentId> = facts.iter().filter_map(|f| by_claim.get(f)).collect();
    incidents.sort_unstable();
    incidents.dedup();
    all.push(Because { rule, day, incidents });
}

fn who(all: impl Iterator<Item = Who>, context: &Context<'_>) -> Vec<Arc<Named>> {
    let mut all: Vec<_> = all.map(|who| context.names.who(who)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn at(all: impl Iterator<Item = crate::Where>, context: &Context<'_>) -> Vec<Arc<Named>> {
    let mut all: Vec<_> = all.map(|at| context.names.at(at)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn term_records(
    id: &str,
    deal: &Deal<'_>,
    terms: Vec<Owed<'_>>,
    found: Vec<Vec<DealEvidence>>,
    state: DealState,
    by_claim: &ByClaim,
    context: &Context<'_>,
) -> Vec<DealTerm> {
    let mut used: HashMap<String, usize> = HashMap::new();
    let ids: Vec<String> = terms.iter().map(|t| term_id(id, t, &mut used, context)).collect();
    let waits: Vec<(Vec<String>, bool)> = terms.iter().map(|t| waits_for(t, &terms, &ids, context)).collect();
    let judged: Vec<_> = terms
        .iter()
        .zip(found)
        .map(|(term, mut evidence)| {
            let judged = judge(term, &mut evidence, context.now);
            (judged, evidence)
        })
        .collect();
    let scores: HashMap<String, u8> = ids.iter().cloned().zip(judged.iter().map(|((score, ..), _)| *score)).collect();
    let all = terms.iter().zip(&ids).zip(waits).zip(judged);
    all.map(|(((term, id), (waits_for, strictly)), ((score, history, marks), evidence))| {
        let open = strictly && waits_for.iter().any(|id| scores.get(id).is_some_and(|score| *score == 0));
        let mut owed_to = term.to_whom.clone();
        if owed_to.is_empty() && term.kind == DealTermKind::Agreed && !term.by_whom.is_empty() {
            owed_to.extend(deal.parties.iter().copied().filter(|p| hands(&[*p], &term.by_whom, context) == Match::No));
        }
        let mut because = Vec::new();
        let day = term.facts.iter().map(|f| f.told).min().unwrap_or(Day::FIRST);
        let rule = if term.kind == DealTermKind::Agreed { "term-agreed" } else { "term-demanded" };
        add(&mut because, rule, day, &term.facts, by_claim);
        for (weight, rule) in [
            (DealWeight::Full, "term-done"),
            (DealWeight::Part, "term-done-in-part"),
            (DealWeight::Start, "term-begun"),
            (DealWeight::Denial, "term-not-done"),
            (DealWeight::Break, "term-broken"),
        ] {
            let of: Vec<&DealEvidence> = evidence.iter().filter(|e| e.weight == weight).collect();
            if let Some(last) = of.last() {
                because.push(Because { rule, day: last.day, incidents: of.iter().map(|e| e.incident).collect() });
            }
        }
        if let Some(by) = term.by.filter(|_| marks.contains(&Mark::Expired)) {
            let rule = if term.event == Event::Truce { "truce-ran-out" } else { "term-late" };
            because.push(Because { rule, day: by, incidents: Vec::new() });
        }
        DealTerm {
            id: id.clone(),
            event: term.event,
            ceases: term.ceases,
            kind: term.kind,
            owed_by: who(term.by_whom.iter().copied(), context),
            owed_as_besieger: term.as_besieger,
            owed_to: who(owed_to.into_iter(), context),
            places: at(term.places.iter().copied(), context),
            goods: term.goods.map(|name| context.names.text(name)),
            people: term.people.map(|name| context.names.text(name)),
            count: term.count,
            unit: term.unit.map(|name| context.names.text(name)),
            by: term.by,
            waits_for,
            score,
            life: life(term, state, score, &marks, open),
            history,
            marks,
            evidence,
            because,
            weighing: weigh(term.facts.iter().copied(), context),
        }
    })
    .collect()
}

fn life(term: &Owed<'_>, state: DealState, score: u8, marks: &[Mark], open: bool) -> Life {
    // A truce is kept, never done with.
    if score == 3 && term.event != Event::Truce {
        return Life::Fulfilled;
    }
    let bound = term.kind == DealTermKind::Agreed && !matches!(state, DealState::Wanted | DealState::NotReached);
    match state {
        _ if !bound => Life::Created,
        _ if marks.contains(&Mark::Violated) => Life::Violated,
        DealState::Collapsed | DealState::Expired => Life::Discharged,
        _ if marks.contains(&Mark::Expired) => Life::Expired,
        _ if open => Life::Suspended,
        _ => Life::InEffect,
    }
}

/// A term's id can be read and does not depend on other terms.
fn term_id(deal: &str, term: &Owed<'_>, used: &mut HashMap<String, usize>, context: &Context<'_>) -> String {
    let place = at(term.places.iter().copied(), context)
        .first()
        .map(|at| at.id.split_whitespace().collect::<Vec<_>>().join("-"));
    let ending = if term.ceases { "-ends" } else { "" };
    let mut id = format!("{deal}#{}{ending}", term.event.code());
    if let Some(place) = place {
        id = format!("{id}:{place}");
    }
    let n = used.entry(id.clone()).and_modify(|n| *n += 1).or_insert(1);
    if *n > 1 { format!("{id}-{n}") } else { id }
}

/// The terms that a term waits for, and whether its own words say so.
fn waits_for(term: &Owed<'_>, all: &[Owed<'_>], ids: &[String], context: &Context<'_>) -> (Vec<String>, bool) {
    let background = context.world.background();
    let answers = |other: &Owed<'_>| {
        term.facts.iter().any(|f| {
            let there = |g: &&Fact| g.key.report == f.key.report && f.answers.contains(&g.key.claim);
            other.facts.iter().any(there)
        })
    };
    let others = || all.iter().zip(ids).filter(|(other, _)| !std::ptr::eq(*other, term));
    let said: Vec<String> = others().filter(|(o, _)| answers(o)).map(|(_, id)| id.clone()).collect();
    if !said.is_empty() {
        return (said, true);
    }
    let mirrored = |other: &Owed<'_>| {
        term.kind == DealTermKind::Agreed
            && other.kind == DealTermKind::Agreed
            && background.is_reciprocal(term.event, other.event)
            && hands(&term.by_whom, &other.by_whom, context) == Match::No
    };
    (others().filter(|(o, _)| mirrored(o)).map(|(_, id)| id.clone()).collect(), false)
}
